// What is being done to the draft just now. Mouse, cross, keys, typed numbers and the table all come here, so that whoever draws by whatever means does the same.
import type { Words } from "../answers";
import type { Corner } from "./grid";
import { t } from "../language";
import type { Key, Snapshot } from "./operation-log";
import { type Feature, type Session, titleOf } from "./session";
import * as shapes from "./shape";
import type { Origin, Place } from "./shape";
import { type Snap, type Target, snap } from "./snapping";
import type { Neighbour, Shape } from "./service";

/** A ring or line on its way, and what it will be. */
export type Purpose =
  | { readonly kind: "zone"; readonly layer: string; readonly name: Words; readonly attributes: Snapshot["attributes"]; readonly positionSource: string | null; readonly accuracyM: number | null }
  | { readonly kind: "hole" | "part"; readonly key: Key }
  /** Of a tool, which takes it when it is ready. */
  | { readonly kind: "line"; readonly tool: string; readonly key: Key };

export interface Sketch {
  readonly purpose: Purpose;
  readonly corners: readonly Corner[];
}

/** A corner of the chosen feature on its way. */
export interface Moving {
  readonly place: Place;
  /** Put in after that corner, rather than that corner moved. */
  readonly isNew: boolean;
}

const SKETCH = "sketch";

/** A hand draws to this, where nothing better is known. */
const DRAWN_M = 5;

/** Zones that have a corner in common with the chosen one: of the draft, and in force beside it. */
export interface Sharers {
  readonly features: readonly Feature[];
  readonly neighbours: readonly Neighbour[];
}

/** `aim`: the pointer has moved, and nothing else has changed. */
export type Listener = (what: "aim" | "all") => void;

export class Desk {
  chosen: Key | null = null;
  place: Place | null = null;
  sketch: Sketch | null = null;
  moving: Moving | null = null;
  isSquared = false;
  isSnapping = true;
  aim: { readonly at: Corner; readonly snap: Snap | null } | null = null;
  /** Read out. */
  said = "";
  /** Zones in force near, to be drawn to. */
  neighbours: readonly Neighbour[] = [];
  /** Whether a corner that zones share moves in all of them. */
  isShared = true;
  /** Moves a corner in all zones that have it. */
  moveShared: ((from: Corner, to: Corner, sharers: Sharers) => void) | null = null;
  /** Called with a line that a tool asked for. */
  takeLine: ((purpose: Purpose & { readonly kind: "line" }, corners: readonly Corner[]) => void) | null = null;
  /** Called with a corner that may be off the screen. */
  show: (at: Corner) => void = () => undefined;
  readonly #listeners = new Set<Listener>();

  /** @param reach How near the pointer has to come to something to be drawn to it, in units of the lattice. */
  constructor(readonly session: Session, readonly reach: () => number) {
    session.subscribe(() => this.#sessionChanged());
    session.othersChanged = numbers => this.#othersChanged(numbers);
  }

  /** What was on its way when the page was left. */
  async restore() {
    if (!this.canDraw) return;
    this.sketch = await this.session.note<Sketch | null>(SKETCH) ?? null;
    if (this.sketch) this.say(t("drawing.sketchRestored", { n: this.sketch.corners.length }));
    this.#tell();
  }

  subscribe(listener: Listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get feature(): Feature | null {
    return this.session.find(this.chosen);
  }

  get canDraw() {
    return this.session.takesChanges;
  }

  /** Whether the chosen feature's corners may be changed. */
  get canReshape() {
    const { feature } = this;
    return this.canDraw && feature !== null && feature.change !== "retire" && feature.shape !== null && !feature.dropped;
  }

  /** Whether a place is being looked for: a corner to put or to move. */
  get isPointing() {
    return this.sketch !== null || this.moving !== null;
  }

  say(sentence: string) {
    this.said = sentence;
    this.#tell();
  }

  choose(key: Key | null, place: Place | null = null) {
    this.moving = null;
    this.chosen = key;
    this.place = place;
    const { feature } = this;
    if (feature && !place) this.said = t("drawing.chosen", { name: titleOf(feature) });
    this.#tell();
  }

  choosePlace(place: Place | null) {
    this.moving = null;
    this.place = place;
    const corner = place && this.feature?.shape && shapes.cornerAt(this.feature.shape, place);
    if (corner) this.said = t("drawing.corner", { n: place.corner + 1, x: this.#print(corner[1]), y: this.#print(corner[0]) });
    this.#tell();
  }

  /** The corner after or before the chosen one, over all rings. */
  step(by: 1 | -1) {
    const shape = this.feature?.shape;
    if (!shape) return;
    const all = shape.parts.flatMap(({ rings }, part) => rings.flatMap((one, ring) => one.corners.map((_, corner) => ({ part, ring, corner }))));
    const at = all.findIndex(place => shapes.samePlace(place, this.place));
    const next = all[(at < 0 ? by > 0 ? 0 : all.length - 1 : at + by + all.length) % all.length];
    this.choosePlace(next);
    this.show(shapes.cornerAt(shape, next)!);
  }

  // --- the pointer

  /** Where the pointer is; what it is drawn to is found here. @param isQuiet Nobody moved it: the map went where something was put, and that is what was said. */
  point(raw: Corner, isQuiet = false) {
    const reach = this.reach();
    const targets = this.isSnapping && this.isPointing ? this.#targets() : [];
    const last = this.sketch?.corners.at(-1), before = this.sketch?.corners.at(-2);
    const found = snap(raw, targets, reach);
    const at = found?.at ?? (this.isSquared && last && before ? shapes.squared(before, last, raw) : raw);
    const changed = found?.name !== this.aim?.snap?.name || found?.number !== this.aim?.snap?.number || found?.kind !== this.aim?.snap?.kind;
    this.aim = { at, snap: found };
    if (changed && found && !isQuiet) this.said = this.snapWords(found);
    this.#tell("aim");
  }

  snapWords({ kind, name, number, away }: Snap) {
    return t(kind === "corner" ? "drawing.snapCorner" : "drawing.snapEdge", { n: number, name, away: this.metres(away) });
  }

  metres(units: number) {
    return `${new Intl.NumberFormat(document.documentElement.lang || "vi", { maximumFractionDigits: 1 }).format(units / this.session.grid.perMetre)} m`;
  }

  #targets(): Target[] {
    const { sketch, moving } = this;
    const own = this.feature;
    const targets: Target[] = [...this.neighbours];
    for (const feature of this.session.features) {
      if (!feature.shape || feature.dropped) continue;
      const mine = moving !== null && feature.key === own?.key;
      targets.push({ name: titleOf(feature), shape: feature.shape, except: mine && !moving.isNew ? moving.place : undefined });
    }
    if (sketch && sketch.corners.length > 0) {
      // The first corner closes the ring.
      const { epsg, decimals } = this.session.grid;
      const first = sketch.purpose.kind === "line" ? [] : sketch.corners.slice(0, 1);
      if (first.length > 0) targets.push({ name: t("drawing.thisShape"), shape: { epsg, decimals, parts: [{ rings: [{ corners: first, stretches: [] }] }] } });
    }
    return targets;
  }

  /** What the pointer says is done there: a corner put, or the one that moves. */
  put() {
    if (this.aim) this.putAt(this.aim.at);
  }

  putAt(at: Corner) {
    const { sketch, moving } = this;
    if (sketch) this.#putInSketch(sketch, at);
    else if (moving) {
      const shape = this.feature?.shape;
      this.moving = null;
      if (shape && moving.isNew) this.#reshape(shapes.insertCorner(shape, moving.place, at), { ...moving.place, corner: moving.place.corner + 1 });
      else if (shape) this.#move(shape, moving.place, at);
      this.#tell();
    }
  }

  // --- a ring on its way

  begin(purpose: Purpose) {
    this.moving = null;
    this.place = null;
    if (purpose.kind !== "zone") this.chosen = purpose.key;
    else this.chosen = null;
    this.#setSketch({ purpose, corners: [] });
    this.say(t(`drawing.begin.${purpose.kind}`));
  }

  #putInSketch(sketch: Sketch, at: Corner) {
    const { corners, purpose } = sketch;
    if (corners.length >= 3 && purpose.kind !== "line" && shapes.same(corners[0], at)) return this.finish();
    const last = corners.at(-1);
    if (last && shapes.same(last, at)) return this.say(t("drawing.sameCorner"));
    this.#setSketch({ ...sketch, corners: [...corners, at] });
    const length = last ? ` ${t("drawing.edgeOf", { length: this.metres(shapes.between(last, at)) })}` : "";
    this.say(`${t("drawing.put", { n: corners.length + 1, x: this.#print(at[1]), y: this.#print(at[0]) })}${length}`);
  }

  /** Takes the last corner back. */
  back() {
    if (!this.sketch || this.sketch.corners.length === 0) return;
    this.#setSketch({ ...this.sketch, corners: this.sketch.corners.slice(0, -1) });
    this.say(t("drawing.tookBack", { n: this.sketch.corners.length }));
  }

  cancel() {
    if (this.sketch) this.#setSketch(null);
    this.moving = null;
    this.say(t("drawing.cancelled"));
  }

  get canFinish() {
    return this.sketch !== null && this.sketch.corners.length >= (this.sketch.purpose.kind === "line" ? 2 : 3);
  }

  /** Closes the ring, and makes of it what it is for. */
  finish() {
    const { sketch, session } = this;
    if (!sketch || !this.canFinish) return this.say(t("drawing.tooFew"));
    const { purpose, corners } = sketch;
    if (purpose.kind === "line") {
      this.#setSketch(null);
      this.takeLine?.(purpose, corners);
      return;
    }
    if (shapes.crosses(corners)) return this.say(t("drawing.crosses"));
    if (purpose.kind === "zone") {
      const { layer, name, attributes, positionSource, accuracyM } = purpose;
      const { epsg, decimals } = session.grid;
      this.chosen = session.add(layer, name, attributes, shapes.newShape(epsg, decimals, corners, originOf(positionSource, accuracyM)), positionSource, accuracyM);
    } else {
      const feature = session.find(purpose.key);
      if (!feature?.shape) return;
      const origin = originOf(feature.positionSource, feature.accuracyM);
      const part = shapes.partAt(feature.shape, corners[0]);
      if (purpose.kind === "hole" && part < 0) return this.say(t("drawing.holeOutside"));
      session.draw(feature, purpose.kind === "hole" ? shapes.addHole(feature.shape, part, corners, origin) : shapes.addPart(feature.shape, corners, origin));
    }
    this.#setSketch(null);
    this.say(t("drawing.closed", { n: corners.length }));
  }

  /** All corners of the sketch at once, as the table gives them. */
  setSketch(corners: readonly Corner[]) {
    if (this.sketch) this.#setSketch({ ...this.sketch, corners });
  }

  #setSketch(sketch: Sketch | null) {
    this.sketch = sketch;
    void this.session.keepNote(SKETCH, sketch);
    this.#tell();
  }

  // --- corners of the chosen feature

  /** The chosen corner follows the pointer until it is put. */
  startMoving() {
    if (!this.place || !this.canReshape) return;
    this.moving = { place: this.place, isNew: false };
    this.say(t("drawing.moving", { n: this.place.corner + 1 }));
  }

  /** So does a new one on the edge behind the chosen corner. */
  startInserting() {
    if (!this.place || !this.canReshape) return;
    this.moving = { place: this.place, isNew: true };
    this.say(t("drawing.inserting", { n: this.place.corner + 1 }));
  }

  removeHere() {
    const shape = this.feature?.shape;
    if (!this.place || !shape || !this.canReshape) return;
    const { place } = this;
    const less = shapes.removeCorner(shape, place);
    if (!less) return this.say(t("drawing.atLeastThree"));
    const left = shapes.ringAt(less, place)!.corners.length;
    this.#reshape(less, { ...place, corner: Math.min(place.corner, left - 1) }, t("drawing.removed", { n: place.corner + 1 }));
  }

  removeRingHere() {
    const shape = this.feature?.shape;
    if (!this.place || !shape || !this.canReshape) return;
    const less = shapes.removeRing(shape, this.place);
    if (!less) return this.say(t("drawing.lastRing"));
    this.#reshape(less, null, t(this.place.ring === 0 ? "drawing.partRemoved" : "drawing.holeRemoved"));
  }

  /** The whole ring, as the table gives it. @param read The revision of the feature that was looked at. */
  setRing(at: Pick<Place, "part" | "ring">, corners: readonly Corner[], read: number | null) {
    const shape = this.feature?.shape;
    if (shape && this.canReshape) this.#reshape(shapes.replaceRing(shape, at, corners), null, undefined, read);
  }

  /** @param read The revision of the feature that was looked at. */
  setCorner(place: Place, at: Corner, read: number | null) {
    const shape = this.feature?.shape;
    if (shape && this.canReshape && shapes.cornerAt(shape, place)) this.#move(shape, place, at, read);
  }

  #move(shape: Shape, place: Place, to: Corner, read: number | null = null) {
    const from = shapes.cornerAt(shape, place)!;
    const sharers = this.sharersOf(from);
    if (this.isShared && this.moveShared && sharers.features.length + sharers.neighbours.length > 0) this.moveShared(from, to, sharers);
    else this.#reshape(shapes.moveCorner(shape, place, to), place, undefined, read);
  }

  /** Who else has a corner: its border is theirs too. */
  sharersOf(corner: Corner): Sharers {
    const has = (shape: Shape) => shape.parts.some(part => part.rings.some(ring => shapes.cornersOf(ring).some(one => shapes.same(one, corner))));
    const mine = this.feature?.key;
    return {
      features: this.session.features.filter(one => one.key !== mine && one.change !== "retire" && !one.dropped && one.shape && has(one.shape)),
      neighbours: this.neighbours.filter(one => has(one.shape) && !this.session.features.some(feature => !feature.dropped && feature.id === one.id)),
    };
  }

  insertAfter(place: Place, at: Corner, read: number | null = null) {
    const shape = this.feature?.shape;
    if (shape && this.canReshape && shapes.cornerAt(shape, place)) this.#reshape(shapes.insertCorner(shape, place, at), { ...place, corner: place.corner + 1 }, undefined, read);
  }

  /** The chosen feature gets another shape, unless its border would cross itself there. @param read The revision that was looked at; null where that is what stands. */
  #reshape(shape: Shape, place: Place | null, sentence?: string, read: number | null = null) {
    const { feature } = this;
    if (!feature) return;
    const ring = place && shapes.ringAt(shape, place);
    if (ring && (shapes.crosses(shapes.cornersOf(ring), place.corner) || shapes.crossesOthers(shape, place))) return this.say(t("drawing.wouldCross"));
    this.session.draw({ ...feature, revision: read ?? feature.revision }, shape);
    this.place = place;
    const corner = place && shapes.cornerAt(shape, place);
    this.say(sentence ?? (corner ? t("drawing.corner", { n: place.corner + 1, x: this.#print(corner[1]), y: this.#print(corner[0]) }) : t("drawing.reshaped")));
  }

  #print(units: number) {
    return this.session.grid.print(units, document.documentElement.lang === "en" ? "." : ",");
  }

  /** A corner that was chosen before somebody else changed its border may be another now: it is chosen anew. */
  #othersChanged(numbers: ReadonlySet<number | null>) {
    const { feature } = this;
    if (!feature || feature.number === null || !numbers.has(feature.number) && !numbers.has(null)) return;
    this.place = this.moving = null;
    this.say(t("drawing.othersChanged", { name: titleOf(feature) }));
  }

  #sessionChanged() {
    const { feature } = this;
    // A corner that is no more: an undo, or somebody else's doing.
    if (this.place && (!feature?.shape || !shapes.cornerAt(feature.shape, this.place))) this.place = null;
    if (this.moving && !this.place) this.moving = null;
    this.#tell();
  }

  #tell(what: "aim" | "all" = "all") {
    for (const listener of [...this.#listeners]) listener(what);
  }
}

/** How a border that is drawn now came about. */
function originOf(positionSource: string | null, accuracyM: number | null): Origin {
  const origin = positionSource === "surveyed" || positionSource === "gps" ? "surveyed" : positionSource === "decision-annex" ? "annex" : "drawn";
  return { origin, accuracyM: accuracyM ?? DRAWN_M };
}
