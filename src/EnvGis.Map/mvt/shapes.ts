import { type Stamp, StampPad, stampOf } from "./stamps";
import type { Pattern, Shape, Style } from "./style";

/** Pattern cells divide every tile size and begin at the tile's corner, so hatching runs on from tile to tile. */
const CELL = 8;

export function traceShape(path: CanvasPath, x: number, y: number, radius: number, shape: Shape) {
  switch (shape) {
    case "circle":
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 2 * Math.PI);
      return;
    case "square": {
      const side = radius * 0.9;
      path.rect(x - side, y - side, side * 2, side * 2);
      return;
    }
    case "triangle":
      path.moveTo(x, y - radius * 1.15);
      path.lineTo(x + radius * 1.1, y + radius * 0.8);
      path.lineTo(x - radius * 1.1, y + radius * 0.8);
      path.closePath();
      return;
    case "diamond": {
      const half = radius * 1.2;
      path.moveTo(x, y - half);
      path.lineTo(x + half, y);
      path.lineTo(x, y + half);
      path.lineTo(x - half, y);
      path.closePath();
    }
  }
}

/** Makes hatching and symbols to be copied, for one pixel ratio; the same colour and pattern give the same brush, the same style the same symbol. */
export class Hatching {
  readonly #brushes = new Map<string, CanvasPattern | null>();
  readonly #stamps = new WeakMap<Style, Stamp>();
  readonly pad = new StampPad();

  constructor(readonly pixelRatio: number) {}

  brush(pattern: Exclude<Pattern, "plain">, color: string): CanvasPattern | null {
    const key = `${pattern} ${color}`;
    let brush = this.#brushes.get(key);
    if (brush === undefined) {
      brush = this.#make(pattern, color);
      this.#brushes.set(key, brush);
    }
    return brush;
  }

  /** `paint` is to paint the symbol `half` pixels from the corner of a square twice as wide. */
  stamp(style: Style, half: number, paint: (context: CanvasRenderingContext2D, middle: number) => void): Stamp {
    let stamp = this.#stamps.get(style);
    if (!stamp) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = Math.ceil(2 * half * this.pixelRatio);
      const context = canvas.getContext("2d", { willReadFrequently: true })!;
      context.scale(this.pixelRatio, this.pixelRatio);
      paint(context, half);
      stamp = stampOf(context.getImageData(0, 0, canvas.width, canvas.height));
      this.#stamps.set(style, stamp);
    }
    return stamp;
  }

  #make(pattern: Exclude<Pattern, "plain">, color: string) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = CELL * this.pixelRatio;
    const context = canvas.getContext("2d")!;
    context.scale(this.pixelRatio, this.pixelRatio);
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.beginPath();
    // Each line also in the neighbouring cells, so that its ends meet at the corners.
    for (const shift of [-CELL, 0, CELL]) {
      if (pattern !== "hatch-left") {
        context.moveTo(shift - 1, CELL + 1);
        context.lineTo(shift + CELL + 1, -1);
      }
      if (pattern !== "hatch-right") {
        context.moveTo(shift - 1, -1);
        context.lineTo(shift + CELL + 1, CELL + 1);
      }
    }
    context.stroke();
    const brush = context.createPattern(canvas, "repeat");
    brush?.setTransform(new DOMMatrix().scale(1 / this.pixelRatio));
    return brush;
  }
}
