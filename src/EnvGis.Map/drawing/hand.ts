// Mouse, finger and keys upon the map. A mouse puts corners where it clicks and drags them; a finger, which covers what it points at, and the keys move the map under a cross in its middle.
import { L, type LatLng, type LeafletMap, type LeafletMouseEvent } from "../leaflet";
import type { Desk } from "./desk";
import type { DraftLayer, Handle } from "./draft-layer";
import { type Corner } from "./grid";
import { insertCorner, moveCorner } from "./shape";
import { snap } from "./snapping";

const MOUSE_PIXELS = 9, FINGER_PIXELS = 22;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export interface HandActions {
  /** Nothing is being drawn, and this place is meant: what lies there is chosen. */
  readonly pick: (at: LatLng) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

export class Hand {
  /** Whether the cross tells where the pointer is, rather than the mouse. */
  byCross = matchMedia("(pointer: coarse)").matches;
  #drag: { readonly handle: Handle; readonly read: number | null; at: Corner | null } | null = null;
  #justDragged = false;
  /** Whether the map moves to show something, and not by whoever points. */
  #isShowing = false;
  readonly #container: HTMLElement;
  readonly #cross = document.createElement("div");
  readonly #hadKeyboard: boolean;
  readonly #maxZoom: number;

  constructor(readonly map: LeafletMap, readonly desk: Desk, readonly layer: DraftLayer, readonly actions: HandActions) {
    this.#container = map.getContainer();
    this.#cross.className = "drawing-cross";
    this.#container.append(this.#cross);
    this.#hadKeyboard = map.keyboard.enabled();
    map.keyboard.disable();
    // A pixel of the cross is then three centimetres, not thirty.
    this.#maxZoom = map.getMaxZoom();
    map.setMaxZoom(DEEPEST);
    map.doubleClickZoom.disable();
    map.on("click", this.#clicked, this);
    map.on("move zoomend", this.#mapMoved, this);
    this.#container.addEventListener("pointermove", this.#moved);
    this.#container.addEventListener("pointerdown", this.#down, { capture: true });
    document.addEventListener("keydown", this.#pressed, { capture: true });
    this.desk.show = at => this.show(at);
    this.draw();
  }

  remove() {
    const { map } = this;
    map.off("click", this.#clicked, this);
    map.off("move zoomend", this.#mapMoved, this);
    this.#container.removeEventListener("pointermove", this.#moved);
    this.#container.removeEventListener("pointerdown", this.#down, { capture: true });
    document.removeEventListener("keydown", this.#pressed, { capture: true });
    this.#cross.remove();
    this.#container.classList.remove("is-drawing", "is-over-handle");
    if (this.#hadKeyboard) map.keyboard.enable();
    map.doubleClickZoom.enable();
    map.setMaxZoom(this.#maxZoom);
  }

  /** The cross is there while a place is looked for and the mouse does not tell it. */
  draw() {
    this.#cross.hidden = !this.desk.isPointing || !this.byCross;
    this.#container.classList.toggle("is-drawing", this.desk.isPointing);
  }

  /** Brings the cross to the pointer's work: what a button says is put, lies under it. */
  aimCross() {
    this.byCross = true;
    this.desk.point(this.#cornerAt(this.map.getCenter()));
    this.draw();
  }

  show(at: Corner) {
    const where = this.layer.at(at);
    if (this.map.getBounds().pad(-0.1).contains(where)) return;
    this.#isShowing = true;
    this.map.panTo(where, { animate: false });
    this.#isShowing = false;
  }

  /** The map's middle comes to lie there. */
  centre(at: Corner) {
    this.map.setView(this.layer.at(at), this.map.getZoom(), { animate: false });
  }

  /** How near counts as at, in units of the lattice. */
  reach() {
    const { lat } = this.map.getCenter();
    const metresPerPixel = 156_543.034 * Math.cos(lat * Math.PI / 180) / 2 ** this.map.getZoom();
    return (this.byCross ? 14 : 10) * metresPerPixel * this.desk.session.grid.perMetre;
  }

  #cornerAt({ lat, lng }: LatLng): Corner {
    return this.desk.session.grid.nearest([lng, lat]);
  }

  readonly #mapMoved = () => {
    if (this.byCross && this.desk.isPointing) this.desk.point(this.#cornerAt(this.map.getCenter()), this.#isShowing);
  };

  // --- mouse

  #clicked(event: LeafletMouseEvent) {
    if (this.#justDragged) return;
    const isFinger = (event.originalEvent as Partial<PointerEvent>).pointerType === "touch";
    const { desk } = this;
    if (desk.isPointing) {
      if (isFinger) {
        // Under a finger nobody sees what is put: the place comes under the cross first.
        this.byCross = true;
        this.map.panTo(event.latlng, { animate: false });
        this.aimCross();
        return;
      }
      desk.point(this.#cornerAt(event.latlng));
      desk.put();
      return;
    }
    const tolerance = isFinger ? FINGER_PIXELS : MOUSE_PIXELS;
    const handle = this.layer.handleAt(event.latlng, tolerance);
    if (handle && !handle.isMiddle) desk.choosePlace(handle.place);
    else this.actions.pick(event.latlng);
  }

  readonly #moved = (event: PointerEvent) => {
    if (event.pointerType === "touch" || this.#drag) return;
    const at = this.map.mouseEventToLatLng(event);
    if (this.desk.isPointing) {
      this.byCross = false;
      this.draw();
      this.desk.point(this.#cornerAt(at));
    } else {
      this.#container.classList.toggle("is-over-handle", this.layer.handleAt(at, MOUSE_PIXELS) !== null);
    }
  };

  readonly #down = (event: PointerEvent) => {
    this.#justDragged = false;
    if (event.pointerType === "touch" || event.button !== 0 || this.desk.isPointing || (event.target as Element).closest(".leaflet-control")) return;
    const handle = this.layer.handleAt(this.map.mouseEventToLatLng(event), MOUSE_PIXELS);
    if (!handle) return;
    this.#drag = { handle, read: this.desk.feature?.revision ?? null, at: null };
    this.map.dragging.disable();
    L.DomUtil.disableTextSelection();
    addEventListener("pointermove", this.#dragged);
    addEventListener("pointerup", this.#dropped, { once: true });
  };

  readonly #dragged = (event: PointerEvent) => {
    const { feature, session, isSnapping, neighbours } = this.desk;
    if (!this.#drag || !feature?.shape) return;
    const { place, isMiddle } = this.#drag.handle;
    const raw = this.#cornerAt(this.map.mouseEventToLatLng(event));
    const others = session.features.flatMap(one => one.shape && !one.dropped ? [{ name: "", shape: one.shape, except: one.key === feature.key && !isMiddle ? place : undefined }] : []);
    // Its own edge would hold a new corner back.
    const targets = isMiddle ? others.filter(one => one.shape !== feature.shape) : others;
    const at = (isSnapping ? snap(raw, [...targets, ...neighbours], this.reach())?.at : null) ?? raw;
    this.#drag.at = at;
    this.layer.try(isMiddle ? insertCorner(feature.shape, place, at) : moveCorner(feature.shape, place, at));
  };

  readonly #dropped = () => {
    removeEventListener("pointermove", this.#dragged);
    this.map.dragging.enable();
    L.DomUtil.enableTextSelection();
    const drag = this.#drag;
    this.#drag = null;
    this.layer.try(null);
    if (!drag?.at) return;
    this.#justDragged = true;
    const { place, isMiddle } = drag.handle;
    if (isMiddle) this.desk.insertAfter(place, drag.at, drag.read);
    else this.desk.setCorner(place, drag.at, drag.read);
  };

  // --- keys

  readonly #pressed = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.altKey || document.querySelector("dialog[open]") || document.body.dataset.page !== "map") return;
    const act = this.#actOf(event, target);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  #actOf(event: KeyboardEvent, target: HTMLElement): (() => void) | null {
    const { desk } = this;
    const isTyping = target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
    if (event.ctrlKey || event.metaKey) {
      // A field has an undo of its own.
      if (isTyping) return null;
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) return this.actions.undo;
      return key === "y" || key === "z" ? this.actions.redo : null;
    }
    if (isTyping) return null;
    const onMap = target === document.body || target === this.#container;
    const way = ARROWS[event.key];
    if (way && onMap) return () => this.#pan(way, event.shiftKey ? 10 : 1);
    if (!onMap) return null;
    switch (event.key) {
      case "Enter":
        return () => {
          if (!desk.isPointing) return this.actions.pick(this.map.getCenter());
          if (!this.byCross) this.aimCross();
          desk.put();
        };
      case "Escape": return desk.moving ? () => desk.cancel() : desk.place ? () => desk.choosePlace(null) : null;
      case "Backspace": return desk.sketch ? () => desk.back() : null;
      case "Delete": return desk.sketch ? () => desk.back() : desk.place ? () => desk.removeHere() : null;
      case "]": return desk.sketch ? null : () => desk.step(1);
      case "[": return desk.sketch ? null : () => desk.step(-1);
    }
    return null;
  }

  #pan([x, y]: readonly [number, number], pixels: number) {
    this.byCross = true;
    // Far steps where nothing is being placed: the map is looked around on.
    const step = this.desk.isPointing ? pixels : pixels * 40;
    this.map.panBy(L.point(x * step, y * step), { animate: false });
    this.draw();
    this.#mapMoved();
  }
}

const DEEPEST = 22;
