import type { State, Store } from "../store";
import type { LatLng, LeafletMap, LeafletMouseEvent } from "../leaflet";
import { L } from "../leaflet";
import { POLYGON } from "../mvt/decode";
import type { MvtLayer } from "../mvt/layer";
import { t } from "../language";
import { nameOf } from "./feature-names";
import type { UnlocatedCircles } from "./unlocated-circles";

/** One thing under the pointer. */
export interface Candidate {
  readonly layer: string;
  readonly id: number;
  readonly name: string;
  readonly area: boolean;
}

const FINGER_PIXELS = 10;
const MOUSE_PIXELS = 3;

/** Hover and click on the map: what is meant, and what happens then. */
export class Pointing {
  readonly #tip = L.tooltip({ direction: "top", offset: [0, -10], className: "map-tip", opacity: 1 });
  #hovered: Candidate | null = null;
  #frame = 0;

  constructor(
    readonly map: LeafletMap, readonly tiles: MvtLayer, readonly circles: UnlocatedCircles, readonly store: Store,
    readonly choose: (candidates: readonly Candidate[], at: LatLng) => void,
    readonly hover: (candidate: Candidate | null) => void,
  ) {
    map.on("mousemove", this.#moved, this);
    map.on("mouseout movestart zoomstart", () => this.#point(null, null));
    map.on("click", event => this.#clicked(event.latlng, this.#tolerance()));
  }

  /** As if the middle of the window had been clicked, for the keyboard. */
  clickMiddle() {
    this.#clicked(this.map.getCenter(), FINGER_PIXELS);
  }

  #tolerance() {
    return window.matchMedia("(pointer: coarse)").matches ? FINGER_PIXELS : MOUSE_PIXELS;
  }

  #moved(event: LeafletMouseEvent) {
    if (window.matchMedia("(hover: none)").matches) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const target = event.originalEvent.target as HTMLElement;
      const onMap = target.closest?.(".leaflet-container") && !target.closest(".leaflet-control");
      this.#point(onMap ? this.#candidates(event.latlng, MOUSE_PIXELS)[0] ?? null : null, event.latlng);
    });
  }

  #point(candidate: Candidate | null, at: LatLng | null) {
    if (candidate && at) this.#tip.setLatLng(at);
    if (candidate?.id === this.#hovered?.id) return;
    this.#hovered = candidate;
    this.map.getContainer().classList.toggle("is-pointing", candidate !== null);
    this.hover(candidate);
    if (candidate && at) {
      const text = document.createElement("span");
      text.textContent = candidate.name;
      this.#tip.setContent(text).addTo(this.map);
    } else {
      this.#tip.remove();
    }
  }

  #clicked(at: LatLng, tolerance: number) {
    const candidates = this.#candidates(at, tolerance);
    const precise = candidates.filter(candidate => !candidate.area);
    // A symbol inside a zone is meant itself; several symbols, or several zones, are a question.
    const meant = precise.length === 1 ? precise : candidates;
    this.choose(meant, at);
  }

  #candidates(at: LatLng, tolerance: number): Candidate[] {
    const { state } = this.store;
    const found: Candidate[] = this.circles.signsAt(this.map.latLngToContainerPoint(at), tolerance)
      .map(feature => ({ layer: feature.layer, id: feature.id, name: nameIn(state, feature.name), area: false }));
    for (const { layer, feature } of this.tiles.hits(at, tolerance)) {
      if (found.some(known => known.id === feature.id)) continue;
      found.push({ layer, id: feature.id, name: nameOf(feature) || t("feature.unnamed"), area: feature.kind === POLYGON });
    }
    return found;
  }
}

const nameIn = (state: State, name: { vi: string; en: string }) => state.language === "en" ? name.en || name.vi : name.vi;

