import type { BaseContent, Basemap } from "../answers";
import { type Coords, L } from "../leaflet";
import { DOTS_TO_ZOOM, ISLAND_WITHIN_M, type Land, type WorldLine, clipRing, meets, unpack } from "./land";

const COLORS = {
  land: "#F7F5F0", neighbour: "#EEEBE4", border: "#9B958A", neighbourBorder: "#CFC8BA", lake: "#E2EBF0", shore: "#B7C9D3", province: "#A39B8B", island: "#857E72",
};

/** Pixels a tile draws beyond its edge, where lines along the clipping edge stay unseen. */
const OVERHANG = 8;

/** How long the world's side is at a height of the Mercator world (0 north, 1 south), metres along the parallel. */
const metresPerWorld = (y: number) => 40_075_017 / Math.cosh((0.5 - y) * 2 * Math.PI);

/** Land and schematic province lines, from a file of the page's own: no outside map is asked. */
export class BasemapLayer extends L.GridLayer {
  readonly #land: Land;
  readonly #ratio = Math.min(window.devicePixelRatio || 1, 2);

  constructor(basemap: Basemap, loaded?: BaseContent) {
    super({ pane: "basemap", tileSize: 512, updateWhenZooming: false });
    this.#land = unpack(basemap, loaded);
  }

  protected override createTile({ x, y, z }: Coords): HTMLElement {
    const size = this.getTileSize().x;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size * this.#ratio;
    const context = canvas.getContext("2d")!;
    context.scale(this.#ratio, this.#ratio);
    drawLand(context, this.#land, { world: 256 * 2 ** z, x: x * size, y: y * size, width: size, height: size, zoom: z });
    return canvas;
  }
}

/** A piece of the world on a canvas: the whole world is `world` pixels wide, and the canvas begins at `x`, `y` of them. */
export interface Piece {
  readonly world: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

export function drawLand(context: CanvasRenderingContext2D, land: Land, { world, x, y, width, height, zoom }: Piece) {
  const margin = OVERHANG / world;
  const window = [x / world - margin, y / world - margin, (x + width) / world + margin, (y + height) / world + margin];
  const trace = (points: ArrayLike<number>) => {
    for (let i = 0; i < points.length; i += 2) {
      const [px, py] = [points[i] * world - x, points[i + 1] * world - y];
      if (i === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
  };
  const areas = (rings: readonly WorldLine[], fill: string, stroke: string, line: number) => {
    context.beginPath();
    for (const ring of rings) {
      if (!meets(ring, window)) continue;
      trace(clipRing(ring.points, window));
      context.closePath();
    }
    context.fillStyle = fill;
    context.strokeStyle = stroke;
    context.lineWidth = line;
    context.fill("evenodd");
    context.stroke();
  };
  areas(land.neighbours, COLORS.neighbour, COLORS.neighbourBorder, 0.8);
  // Near by, an outline of 1 km steps is only a hint and steps back.
  areas(land.vietnam, COLORS.land, zoom < 11 ? COLORS.border : COLORS.neighbourBorder, zoom < 7 ? 0.7 : 1);
  if (zoom >= 7) areas(land.lakes, COLORS.lake, COLORS.shore, 0.8);
  const isDot = zoom <= DOTS_TO_ZOOM;
  for (const [px, py] of land.islands) {
    const [cx, cy] = [px * world - x, py * world - y];
    const radius = isDot ? zoom < 7 ? 1.1 : 2 : ISLAND_WITHIN_M / metresPerWorld(py) * world;
    if (cx < -radius || cy < -radius || cx > width + radius || cy > height + radius) continue;
    context.beginPath();
    context.arc(cx, cy, radius, 0, 2 * Math.PI);
    context.fillStyle = context.strokeStyle = COLORS.island;
    context.globalAlpha = isDot ? 1 : 0.14;
    context.fill();
    context.globalAlpha = 1;
    if (isDot) continue;
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    context.stroke();
    context.setLineDash([]);
  }
  context.beginPath();
  for (const line of land.provinceLines) if (meets(line, window)) trace(line.points);
  context.strokeStyle = COLORS.province;
  context.lineWidth = zoom < 7 ? 0.6 : 1;
  context.setLineDash(zoom < 7 ? [3, 2] : [5, 4]);
  context.stroke();
  context.setLineDash([]);
}
