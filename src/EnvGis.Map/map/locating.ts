import { L, type LeafletMap, latLng } from "../leaflet";

/** Where the person is, as the device tells it. */
export interface Here {
  readonly lon: number;
  readonly lat: number;
  /** The device is 95 % sure to be within so many metres. */
  readonly accuracyM: number;
}

/** Why nobody knows where the person is. */
export type Trouble = "refused" | "unavailable" | "timeout" | "impossible";

const OPTIONS: PositionOptions = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 10_000 };

const TROUBLES: readonly Trouble[] = ["unavailable", "refused", "unavailable", "timeout"];

/** Follows the device while it is wanted, and draws a dot with the ring of its accuracy. */
export class Locating {
  here: Here | null = null;
  #watch: number | null = null;
  #waiting: ((here: Here | null) => void)[] = [];
  readonly #drawn: InstanceType<typeof L.LayerGroup>;

  /** `changed`: switched on or off, or moved. */
  constructor(readonly map: LeafletMap, readonly trouble: (why: Trouble) => void, public changed: () => void = () => {}) {
    const pane = map.createPane("here");
    pane.style.zIndex = "440";
    pane.style.pointerEvents = "none";
    this.#drawn = L.layerGroup().addTo(map);
  }

  get isOn() {
    return this.#watch !== null;
  }

  /** The first position that the device tells, or the one known; null when it cannot or may not. */
  async find(): Promise<Here | null> {
    if (this.here) return this.here;
    if (!isSecureContext || !("geolocation" in navigator)) {
      this.trouble("impossible");
      return null;
    }
    const found = new Promise<Here | null>(resolve => this.#waiting.push(resolve));
    this.#watch ??= navigator.geolocation.watchPosition(this.#moved, this.#failed, OPTIONS);
    this.changed();
    return await found;
  }

  stop() {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = this.here = null;
    this.#drawn.clearLayers();
    this.#answer();
    this.changed();
  }

  readonly #moved = ({ coords }: GeolocationPosition) => {
    this.here = { lon: coords.longitude, lat: coords.latitude, accuracyM: coords.accuracy };
    this.#draw(this.here, false);
    this.#answer();
    this.changed();
  };

  readonly #failed = ({ code }: GeolocationPositionError) => {
    const why = TROUBLES[code] ?? "unavailable";
    // Underground for a while is no reason to forget the way: the dot stays, and shows that it is old.
    if (this.here && why !== "refused") this.#draw(this.here, true);
    else {
      this.trouble(why);
      this.stop();
    }
  };

  #answer() {
    for (const resolve of this.#waiting.splice(0)) resolve(this.here);
  }

  #draw({ lon, lat, accuracyM }: Here, old: boolean) {
    this.#drawn.clearLayers();
    const shared = { pane: "here", interactive: false, color: old ? "#6d675d" : "#1a5fd0" };
    L.circle(latLng([lon, lat]), { ...shared, radius: accuracyM, weight: 1.5, dashArray: old ? "4 4" : "", fillOpacity: 0.12, className: "here-ring" }).addTo(this.#drawn);
    L.circleMarker(latLng([lon, lat]), { ...shared, radius: 8, color: "#fff", weight: 3, fillColor: shared.color, fillOpacity: 1, className: "here-dot" }).addTo(this.#drawn);
  }
}
