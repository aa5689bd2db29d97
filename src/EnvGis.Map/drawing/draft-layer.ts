// The draft on the map, above what is in force: on canvas, so that five thousand corners are one line and not five thousand things.
import { L, type LatLng, type LeafletMap, latLng } from "../leaflet";
import type { Desk } from "./desk";
import type { Corner } from "./grid";
import type { Feature } from "./session";
import { type Place, between, cornersOf, samePlace } from "./shape";
import type { Shape } from "./service";

/** Handles are drawn when so many corners or fewer lie in the window; their numbers when fewer still. */
const MOST_HANDLES = 200, MOST_NUMBERS = 40;

const INK = "#5b2a86";

/** Told apart by the line: whole for what is new, long dashes for what changes, dots for what ends. */
export const LINES: Readonly<Record<Feature["change"], string>> = { add: "", change: "14 6", retire: "2 7", locate: "14 6" };

export interface Handle {
  readonly place: Place;
  /** On the middle of the edge behind that corner. */
  readonly isMiddle: boolean;
  readonly at: LatLng;
}

export class DraftLayer {
  handles: readonly Handle[] = [];
  readonly #canvas = L.canvas({ pane: "draft", padding: 0.2 });
  readonly #features = L.layerGroup();
  readonly #sketch = L.layerGroup();
  readonly #handles = L.layerGroup();
  readonly #mark = L.layerGroup();
  readonly #proposed = L.layerGroup();
  readonly #degrees = new WeakMap<Corner, LatLng>();
  #drawn: readonly Feature[] = [];
  #drawnFor = "";
  /** While a corner is dragged: the shape as it would be. */
  #trial: Shape | null = null;

  constructor(readonly map: LeafletMap, readonly desk: Desk) {
    for (const [name, zIndex] of [["draft", "440"], ["draft-numbers", "445"]] as const) {
      const pane = map.getPane(name) ?? map.createPane(name);
      pane.style.zIndex = zIndex;
      pane.style.pointerEvents = "none";
    }
    for (const group of [this.#features, this.#proposed, this.#sketch, this.#handles, this.#mark]) group.addTo(map);
    map.on("moveend zoomend", this.#moved, this);
  }

  remove() {
    this.map.off("moveend zoomend", this.#moved, this);
    for (const group of [this.#features, this.#proposed, this.#sketch, this.#handles, this.#mark]) group.remove();
    this.#canvas.remove();
  }

  /** What is not drawn yet is; called whenever the desk has changed. */
  draw(what: "aim" | "all") {
    const { desk } = this;
    if (what === "aim") return this.#drawSketch();
    const drawnFor = `${desk.chosen}`;
    if (desk.session.features !== this.#drawn || drawnFor !== this.#drawnFor) {
      this.#drawn = desk.session.features;
      this.#drawnFor = drawnFor;
      this.#drawFeatures();
    }
    this.#drawHandles();
    this.#drawSketch();
  }

  /** Shows a shape in place of the chosen feature's, until it is drawn or null takes it away. */
  try(shape: Shape | null) {
    this.#trial = shape;
    this.#drawFeatures();
    this.#drawHandles();
  }

  /** What a tool would make, over what is there; null takes it away. */
  propose(shapes: readonly Shape[] | null) {
    this.#proposed.clearLayers();
    for (const shape of shapes ?? []) {
      const rings = shape.parts.map(part => part.rings.map(ring => cornersOf(ring).map(corner => this.at(corner))));
      const common = { renderer: this.#canvas, interactive: false } as const;
      L.polygon(rings, { ...common, color: "#ffffff", weight: 7, fill: false }).addTo(this.#proposed);
      L.polygon(rings, { ...common, color: "#0b5d48", weight: 3.5, dashArray: "1 6", lineCap: "round", fillColor: "#0b5d48", fillOpacity: 0.12 }).addTo(this.#proposed);
    }
  }

  /** A place of a finding. */
  mark(at: readonly [number, number] | null) {
    this.#mark.clearLayers();
    if (!at) return;
    for (const [color, weight] of [["#ffffff", 7], ["#a92a45", 3]] as const) {
      L.circleMarker(latLng(at), { renderer: this.#canvas, interactive: false, radius: 16, color, weight, fill: false }).addTo(this.#mark);
    }
  }

  at(corner: Corner): LatLng {
    const known = this.#degrees.get(corner);
    if (known) return known;
    const found = latLng(this.desk.session.grid.at(corner));
    this.#degrees.set(corner, found);
    return found;
  }

  /** The handle under a place in the window; within so many pixels. */
  handleAt(at: LatLng, tolerance: number): Handle | null {
    const here = this.map.latLngToContainerPoint(at);
    let best: Handle | null = null, least = tolerance;
    // A corner before a middle that is as near.
    for (const handle of this.handles) {
      const away = this.map.latLngToContainerPoint(handle.at).distanceTo(here) + (handle.isMiddle ? 2 : 0);
      if (away <= least) [best, least] = [handle, away];
    }
    return best;
  }

  #moved() {
    this.#drawHandles();
    this.#drawSketch();
  }

  #drawFeatures() {
    this.#features.clearLayers();
    const { session, feature } = this.desk;
    const shown = session.features.filter(one => one.shape && !one.dropped);
    // The chosen one last, above the others.
    for (const one of [...shown.filter(other => other.key !== feature?.key), ...shown.filter(other => other.key === feature?.key)]) {
      const isChosen = one.key === feature?.key;
      const shape = isChosen && this.#trial ? this.#trial : one.shape!;
      const rings = shape.parts.map(part => part.rings.map(ring => cornersOf(ring).map(corner => this.at(corner))));
      const common = { renderer: this.#canvas, interactive: false, smoothFactor: isChosen ? 0 : 1, lineCap: "butt" } as const;
      L.polygon(rings, { ...common, color: isChosen ? "#ffe08a" : "#ffffff", weight: isChosen ? 8 : 6, opacity: 0.9, fill: false }).addTo(this.#features);
      L.polygon(rings, { ...common, color: INK, weight: isChosen ? 3.5 : 2.5, dashArray: LINES[one.change], fillColor: INK, fillOpacity: one.change === "retire" ? 0.02 : isChosen ? 0.12 : 0.07 }).addTo(this.#features);
    }
  }

  #drawHandles() {
    this.#handles.clearLayers();
    const { desk } = this;
    const shape = this.#trial ?? desk.feature?.shape;
    const handles: Handle[] = [];
    if (shape && desk.canReshape && !desk.sketch) {
      const box = this.map.getBounds();
      const inView: Handle[] = [];
      for (const [part, { rings }] of shape.parts.entries()) {
        for (const [ring, one] of rings.entries()) {
          for (const [corner, at] of cornersOf(one).entries()) {
            const where = this.at(at);
            if (box.contains(where)) inView.push({ place: { part, ring, corner }, isMiddle: false, at: where });
          }
        }
      }
      if (inView.length <= MOST_HANDLES) {
        for (const handle of inView) handles.push(handle, ...this.#middle(shape, handle));
        this.#dots(handles);
        if (inView.length <= MOST_NUMBERS) this.#numbers(inView);
      } else {
        this.#dots(inView.filter(({ place }) => samePlace(place, desk.place)));
      }
    }
    this.handles = handles;
  }

  /** Of the edge behind a corner, where that is long enough to be taken hold of. */
  #middle(shape: Shape, { place, at }: Handle): Handle[] {
    const corners = cornersOf(shape.parts[place.part].rings[place.ring]);
    const one = corners[place.corner], next = corners[(place.corner + 1) % corners.length];
    const pixels = this.map.latLngToContainerPoint(at).distanceTo(this.map.latLngToContainerPoint(this.at(next)));
    if (pixels < 40 || between(one, next) < 2) return [];
    const middle: Corner = [Math.round((one[0] + next[0]) / 2), Math.round((one[1] + next[1]) / 2)];
    return [{ place, isMiddle: true, at: this.at(middle) }];
  }

  #dots(handles: readonly Handle[]) {
    const common = { renderer: this.#canvas, interactive: false, fillOpacity: 1 } as const;
    for (const { place, isMiddle, at } of handles) {
      const isChosen = !isMiddle && samePlace(place, this.desk.place);
      L.circleMarker(at, {
        ...common, radius: isMiddle ? 3.5 : isChosen ? 8 : 5.5, color: isChosen ? "#1e1b16" : INK, weight: isMiddle ? 1.5 : 2.5, fillColor: isChosen ? "#ffd166" : isMiddle ? "#e9dcf5" : "#ffffff",
      }).addTo(this.#handles);
    }
  }

  #numbers(handles: readonly Handle[]) {
    for (const { place, at } of handles) {
      L.marker(at, { pane: "draft-numbers", interactive: false, keyboard: false, icon: L.divIcon({ className: "corner-number", html: String(place.corner + 1), iconSize: undefined }) }).addTo(this.#handles);
    }
  }

  #drawSketch() {
    this.#sketch.clearLayers();
    const { desk } = this;
    const common = { renderer: this.#canvas, interactive: false } as const;
    if (desk.aim && desk.isPointing) {
      const at = this.at(desk.aim.at);
      if (desk.aim.snap) L.circleMarker(at, { ...common, radius: 11, color: "#d0103a", weight: 2.5, fill: false }).addTo(this.#sketch);
      const ends = this.#ends();
      for (const end of ends) L.polyline([this.at(end), at], { ...common, color: "#d0103a", weight: 2, dashArray: "4 5" }).addTo(this.#sketch);
    }
    const { sketch } = desk;
    if (!sketch) return;
    const line = sketch.corners.map(corner => this.at(corner));
    for (const [color, weight] of [["#ffffff", 7], ["#d0103a", 3]] as const) L.polyline(line, { ...common, color, weight }).addTo(this.#sketch);
    for (const [index, at] of line.entries()) {
      L.circleMarker(at, { ...common, radius: index === 0 ? 7 : 4.5, color: "#d0103a", weight: 2.5, fillColor: "#ffffff", fillOpacity: 1 }).addTo(this.#sketch);
    }
  }

  /** From where lines lead to the pointer. */
  #ends(): readonly Corner[] {
    const { sketch, moving, feature } = this.desk;
    if (sketch) {
      const last = sketch.corners.at(-1);
      return last ? [last, ...sketch.purpose.kind !== "line" && sketch.corners.length > 1 ? [sketch.corners[0]] : []] : [];
    }
    if (!moving || !feature?.shape) return [];
    const corners = cornersOf(feature.shape.parts[moving.place.part].rings[moving.place.ring]);
    const { corner } = moving.place;
    return moving.isNew ? [corners[corner], corners[(corner + 1) % corners.length]] : [corners[(corner + corners.length - 1) % corners.length], corners[(corner + 1) % corners.length]];
  }
}
