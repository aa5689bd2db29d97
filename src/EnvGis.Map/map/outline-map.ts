import { html, nothing } from "lit";
import type { LayerInfo } from "../answers";
import { t } from "../language";
import { L, type LeafletMap, bounds, latLng } from "../leaflet";
import { LabelPane } from "../mvt/label-pane";
import { Part } from "../part";
import type { State, Store } from "../store";
import { addBasePanes } from "./base-layers";
import { asHtml, credits } from "./credits";
import { OUTLINE_CREDIT } from "./map-view";
import * as service from "./service";
import { addUnderlay } from "./underlay";

const NEAREST = 16;

const FINGER_PIXELS = 8;

/** One shape on a small map. */
export interface Outline {
  /** GeoJSON. */
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
  readonly layer: string;
  /** What stands beside what is drawn is grey and lies under it. */
  readonly role: "drawn" | "beside";
  /** Dashed: it is not in force. */
  readonly isProposed: boolean;
  /** Short enough to stand on it; null for none. */
  readonly label: string | null;
  readonly title: string;
}

/** A place that somebody speaks of. */
export interface Mark {
  readonly at: readonly number[];
  readonly title: string;
}

const BESIDE = "#6b655b";

/** Some outlines and nothing else, on the page's own basemap: a list beside it says the same. */
export class OutlineMap extends Part {
  #outlines: readonly Outline[] = [];
  #marks: readonly Mark[] = [];
  #map: LeafletMap | null = null;
  #isAiming = false;
  #sketch: readonly (readonly [number, number])[] | null = null;
  #sketched: ReturnType<typeof L.featureGroup> | null = null;

  /** `pointed`: of a map that is there to be pointed at, with or without outlines; told longitude and latitude. */
  constructor(store: Store, readonly label: () => string, readonly pointed: ((at: readonly [number, number]) => void) | null = null) {
    super(store);
  }

  set outlines(outlines: readonly Outline[]) {
    this.#outlines = outlines;
    this.#close();
    this.requestUpdate();
  }

  set marks(marks: readonly Mark[]) {
    if (marks.length + this.#marks.length === 0) return;
    this.#marks = marks;
    this.#close();
    this.requestUpdate();
  }

  /** Corners that somebody is pointing at one by one; the map stays where it is. Null while nobody is. */
  set sketch(corners: readonly (readonly [number, number])[] | null) {
    this.#sketch = corners;
    this.#draft();
  }

  override connectedCallback() {
    super.connectedCallback();
    // The map went with the last showing.
    this.requestUpdate();
  }

  override disconnectedCallback() {
    this.#close();
    super.disconnectedCallback();
  }

  protected override stateChanged(state: State, before: State) {
    // The credit is in the language of the page.
    if (state.language !== before.language) this.#close();
  }

  /** A cross in its middle, and by key or finger it goes where the cross is to point: whoever speaks of a place. */
  set aiming(on: boolean) {
    this.#isAiming = on;
    this.#aim();
    if (!on || !this.#map) return;
    this.#map.getContainer().scrollIntoView({ block: "nearest" });
    this.#map.getContainer().focus({ preventScroll: true });
  }

  /** Longitude and latitude of its middle; null while there is no map. */
  get centre(): [number, number] | null {
    const centre = this.#map?.getCenter();
    return centre ? [centre.lng, centre.lat] : null;
  }

  /** What half a fingertip covers there, in whole metres: nobody points more exactly. Null while there is no map, and where that is more than a kilometre. */
  get metresOfFinger(): number | null {
    const map = this.#map;
    if (!map) return null;
    const { x, y } = map.getSize().divideBy(2);
    const metres = map.distance(map.containerPointToLatLng([x, y]), map.containerPointToLatLng([x + FINGER_PIXELS, y]));
    return metres > 1_000 ? null : Math.max(1, Math.ceil(metres));
  }

  #aim() {
    const map = this.#map;
    if (!map) return;
    map.getContainer().classList.toggle("is-aiming", this.#isAiming);
    map.keyboard[this.#isAiming ? "enable" : "disable"]();
    map.dragging[this.#isAiming || !L.Browser.mobile ? "enable" : "disable"]();
  }

  #draft() {
    const map = this.#map;
    this.#sketched?.remove();
    this.#sketched = null;
    // Two corners soon after another are no call to come nearer.
    map?.doubleClickZoom[this.#sketch ? "disable" : "enable"]();
    if (!map || !this.#sketch?.length) return;
    const corners = this.#sketch.map(latLng);
    const style = { color: "#1a1612", weight: 2.4, dashArray: "6 4", fillColor: "#ffd166", fillOpacity: 0.25, interactive: false };
    this.#sketched = L.featureGroup([
      corners.length > 2 ? L.polygon(corners, style) : L.polyline(corners, style),
      ...corners.map(at => L.circleMarker(at, { radius: 5, color: "#1a1612", weight: 2, fillColor: "#ffd166", fillOpacity: 1, interactive: false })),
    ]).addTo(map);
  }

  #close() {
    this.#sketched = null;
    this.#map?.remove();
    this.#map = null;
  }

  protected override render() {
    return this.#outlines.length === 0 && !this.pointed ? nothing : html`<div class="small-map" role="group" aria-label=${this.label()}></div>`;
  }

  protected override updated() {
    const container = this.querySelector<HTMLElement>(".small-map");
    if (!container || !this.isConnected || this.#map) return;
    this.#map = draw(container, this.store, this.#outlines, this.#marks, this.pointed !== null);
    this.#map.on("click", ({ latlng }) => this.pointed?.([latlng.lng, latlng.lat]));
    this.#aim();
    this.#draft();
  }
}

customElements.define("outline-map", OutlineMap);

function draw(container: HTMLElement, store: Store, outlines: readonly Outline[], marks: readonly Mark[], isAround: boolean): LeafletMap {
  const map: LeafletMap = L.map(container, {
    zoomControl: false, attributionControl: false, minZoom: 5, maxZoom: 18, maxBounds: [[0, 90], [30, 125]],
    // The page scrolls under it and the list beside it serves the keyboard.
    scrollWheelZoom: false, keyboard: false, dragging: !L.Browser.mobile, fadeAnimation: false,
  });
  addBasePanes(map);
  // Names of the land lie under what is drawn.
  const labels = map.createPane("labels");
  labels.style.zIndex = "390";
  labels.style.pointerEvents = "none";
  L.control.zoom({ zoomInTitle: t("zoom.in"), zoomOutTitle: t("zoom.out") }).addTo(map);
  const colors = new Map(store.state.layers.map((layer: LayerInfo) => [layer.id, layer.symbol.color]));
  const shapes = [...outlines].sort((one, other) => Number(one.role === "drawn") - Number(other.role === "drawn")).map(outline => {
    const color = outline.role === "beside" ? BESIDE : colors.get(outline.layer) ?? BESIDE;
    const shape = L.geoJSON(outline.geometry as unknown as GeoJSON.Geometry, {
      style: () => ({
        color, weight: outline.role === "beside" ? 2 : 2.4, dashArray: outline.isProposed ? "7 5" : "", fillColor: color, fillOpacity: outline.role === "beside" ? 0.06 : 0.2,
      }),
      pointToLayer: (_, at) => L.circleMarker(at, { radius: 7, color, weight: 2, fillColor: color, fillOpacity: 0.4 }),
    });
    if (outline.label !== null) shape.bindTooltip(textOf(outline.label), { permanent: true, direction: "center", className: "outline-label" });
    else shape.bindTooltip(textOf(outline.title), { sticky: true });
    return shape;
  });
  const box = shapes.reduce((all, shape) => all.extend(shape.getBounds()), L.latLngBounds([]));
  // Where somebody points, what was pointed at last is in the middle, under the cross.
  if (isAround && box.isValid() && marks.length === 1) {
    const { lat, lng } = latLng([marks[0].at[0], marks[0].at[1]]);
    for (const { lat: y, lng: x } of [box.getSouthWest(), box.getNorthEast()]) box.extend([2 * lat - y, 2 * lng - x]);
  }
  if (box.isValid()) map.fitBounds(box, { padding: [28, 28], maxZoom: NEAREST, animate: false });
  else map.fitBounds(bounds([102.1, 8.4, 109.5, 23.4]), { animate: false });
  // Once there is a view: a circle has none before.
  for (const shape of shapes) shape.addTo(map);
  for (const { at, title } of marks) {
    L.circleMarker(latLng([at[0], at[1]]), { radius: 7, color: "#1a1612", weight: 2, fillColor: "#ffd166", fillOpacity: 1 }).bindTooltip(textOf(title.slice(0, 80))).addTo(map);
  }

  const names = new LabelPane([], "rgba(255,255,255,.92)").addTo(map);
  const { baseContent } = store.state;
  const attribution = L.control.attribution({ prefix: false }).addTo(map);
  void addUnderlay(map, names, {
    basemap: service.basemap(), baseContent: baseContent ? Promise.resolve(baseContent) : service.baseContent(), baseTile: service.baseTile, communesOf: service.communesOf,
  }).then(loaded => attribution.addAttribution([OUTLINE_CREDIT, ...credits(loaded, false).map(asHtml)].join(" · ")));
  L.control.scale({ imperial: false, position: "topright" }).addTo(map);
  return map;
}

/** Leaflet takes HTML; names come from many hands. */
function textOf(words: string) {
  const element = document.createElement("span");
  element.textContent = words;
  return element;
}
