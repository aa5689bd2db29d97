import type { Pattern, Shape } from "./style";

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

/** Makes hatching for one pixel ratio; the same colour and pattern give the same brush. */
export class Hatching {
  readonly #brushes = new Map<string, CanvasPattern | null>();

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
