import type { State, Store } from "../store";
import type { LatLng, LeafletMap, LeafletMouseEvent } from "../leaflet";
import { L, bounds } from "../leaflet";
import { POLYGON } from "../mvt/decode";
import type { MvtLayer } from "../mvt/layer";
import { t } from "../language";
import type { ClusterPane } from "./cluster-pane";
import { type Cluster, describe } from "./clusters";
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
  #said = "";
  #frame = 0;

  constructor(
    readonly map: LeafletMap, readonly tiles: MvtLayer, readonly circles: UnlocatedCircles, readonly clusters: ClusterPane,
    readonly store: Store,
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
    if (window.matchMedia("(hover: none)").matches || this.#isForDrawing) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const target = event.originalEvent.target as HTMLElement;
      const onMap = target.closest?.(".leaflet-container") && !target.closest(".leaflet-control");
      const cluster = onMap ? this.#cluster(event.latlng, 0) : null;
      if (cluster) return this.#say(describe(cluster, this.store.state.layers), event.latlng, null);
      this.#point(onMap ? this.#candidates(event.latlng, MOUSE_PIXELS)[0] ?? null : null, event.latlng);
    });
  }

  #point(candidate: Candidate | null, at: LatLng | null) {
    this.#say(candidate?.name ?? "", at, candidate);
  }

  /** The tip at the pointer; an empty sentence takes it away. */
  #say(sentence: string, at: LatLng | null, candidate: Candidate | null) {
    if (sentence && at) this.#tip.setLatLng(at);
    if (sentence === this.#said && candidate?.id === this.#hovered?.id) return;
    this.#said = sentence;
    this.map.getContainer().classList.toggle("is-pointing", sentence !== "");
    if (candidate?.id !== this.#hovered?.id) this.hover(candidate);
    this.#hovered = candidate;
    if (sentence && at) {
      const text = document.createElement("span");
      text.textContent = sentence;
      this.#tip.setContent(text).addTo(this.map);
    } else {
      this.#tip.remove();
    }
  }

  #cluster(at: LatLng, tolerance: number): Cluster | null {
    return this.clusters.at(this.map.latLngToContainerPoint(at), tolerance);
  }

  /** Whoever draws a draft, or measures, points for that. */
  get #isForDrawing() {
    const { draft, measure } = this.store.state.options;
    return draft !== undefined || measure !== undefined;
  }

  #clicked(at: LatLng, tolerance: number) {
    if (this.#isForDrawing) return;
    const cluster = this.#cluster(at, tolerance);
    if (cluster) {
      this.map.fitBounds(bounds(this.clusters.ground(cluster)), { animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches });
      return;
    }
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
