import { L, type LeafletMap } from "../leaflet";
import { type Label, LINE_HEIGHT, type Obstacle, type PlacedLabel, arrange } from "./labels";

/** Candidates with `x`, `y` in pixels of the projected world at the map's zoom. */
export interface LabelSource {
  labels(): readonly Label[];
  /** Symbols that names must not cover. */
  obstacles?(): readonly Obstacle[];
}

/** Names beyond the window's edge are there already when a pan begins. */
const MARGIN = 160;

/** One canvas above all tiles, so that no name is cut at a tile's edge and all names know of each other. */
export class LabelPane extends L.Layer {
  readonly #canvas = document.createElement("canvas");
  readonly #sources: LabelSource[];
  #planned = 0;
  #timer = 0;
  placed: readonly PlacedLabel[] = [];

  constructor(sources: LabelSource[], readonly halo: string) {
    super();
    this.#sources = sources;
    this.#canvas.className = "leaflet-zoom-hide map-labels";
  }

  add(source: LabelSource) {
    this.#sources.push(source);
    this.later();
  }

  override onAdd(map: LeafletMap): this {
    map.getPane("labels")!.append(this.#canvas);
    map.on("moveend zoomend resize viewreset", this.#redraw, this);
    void document.fonts.ready.then(() => this.later());
    this.later();
    return this;
  }

  override onRemove(map: LeafletMap): this {
    map.off("moveend zoomend resize viewreset", this.#redraw, this);
    this.#canvas.remove();
    return this;
  }

  /** Redraws once, soon, however often it is asked for. */
  later() {
    if (this.#planned) return;
    this.#planned = requestAnimationFrame(() => this.#redraw());
  }

  /** As `later`, after at most so many milliseconds. */
  within(ms: number) {
    this.#timer ||= window.setTimeout(() => this.later(), ms);
  }

  #redraw() {
    cancelAnimationFrame(this.#planned);
    clearTimeout(this.#timer);
    this.#planned = this.#timer = 0;
    const map = this._map;
    if (!map) return;
    const size = map.getSize();
    const [width, height] = [size.x + 2 * MARGIN, size.y + 2 * MARGIN];
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const corner = map.containerPointToLayerPoint([-MARGIN, -MARGIN]);
    L.DomUtil.setPosition(this.#canvas, corner);
    if (this.#canvas.width !== width * ratio || this.#canvas.height !== height * ratio) {
      this.#canvas.width = width * ratio;
      this.#canvas.height = height * ratio;
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }
    const context = this.#canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);

    const origin = map.getPixelOrigin().add(corner);
    const here = <T extends { x: number; y: number }>(place: T): T => ({ ...place, x: place.x - origin.x, y: place.y - origin.y });
    const measure = (text: string, font: string) => {
      context.font = font;
      return context.measureText(text).width;
    };
    this.placed = arrange(
      this.#sources.flatMap(source => source.labels().map(here)), measure, width, height,
      this.#sources.flatMap(source => (source.obstacles?.() ?? []).map(here)));
    this.#write(context);
  }

  #write(context: CanvasRenderingContext2D) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = this.halo;
    for (const { lines, font, color, x, y } of this.placed) {
      context.font = font;
      context.fillStyle = color;
      lines.forEach((line, i) => {
        const middle = y + (i - (lines.length - 1) / 2) * LINE_HEIGHT;
        context.strokeText(line, x, middle);
        context.fillText(line, x, middle);
      });
    }
  }
}
