import type { BaseContent, Basemap, NamedPoint } from "../answers";
import { type Coords, L, type LatLngBounds, type LeafletMap, latLng } from "../leaflet";
import { t, unitName } from "../language";
import type { LabelSource } from "../mvt/label-pane";
import type { Label } from "../mvt/labels";
import { FAMILY } from "./fonts";
import { type Land, type WorldLine, clipRing, meets, unpack } from "./land";

const COLORS = {
  land: "#F7F5F0", neighbour: "#EEEBE4", border: "#9B958A", neighbourBorder: "#CFC8BA", lake: "#E2EBF0", shore: "#B7C9D3", province: "#A39B8B", island: "#857E72",
  name: "#5B5548", faint: "#6B6557", sea: "#3F6C86",
};

/** Pixels a tile draws beyond its edge, where lines along the clipping edge stay unseen. */
const OVERHANG = 8;

/** Dots for the small islands stand this deep; their places are right to about 2 km. */
const DOTS_TO_ZOOM = 11;

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
  if (zoom <= DOTS_TO_ZOOM) {
    context.beginPath();
    for (const [px, py] of land.islands) {
      const [cx, cy] = [px * world - x, py * world - y];
      if (cx < -OVERHANG || cy < -OVERHANG || cx > width + OVERHANG || cy > height + OVERHANG) continue;
      const radius = zoom < 7 ? 1.1 : 2;
      context.moveTo(cx + radius, cy);
      context.arc(cx, cy, radius, 0, 2 * Math.PI);
    }
    context.fillStyle = COLORS.island;
    context.fill();
  }
  context.beginPath();
  for (const line of land.provinceLines) if (meets(line, window)) trace(line.points);
  context.strokeStyle = COLORS.province;
  context.lineWidth = zoom < 7 ? 0.6 : 1;
  context.setLineDash(zoom < 7 ? [3, 2] : [5, 4]);
  context.stroke();
  context.setLineDash([]);
}

type Place = readonly [key: string, longitude: number, latitude: number, fromZoom: number, toZoom: number, priority: number, sea: boolean];

/** Written whatever else there is (QCVN 80:2024/BTNMT). */
const ARCHIPELAGO = 1000;

// Names of the wider surroundings. The archipelagos are Vietnam's: special zones of Đà Nẵng and Khánh Hòa.
const SURROUNDINGS: readonly Place[] = [
  ["map.hoangSa", 111.9, 16.4, 0, 22, ARCHIPELAGO, false],
  ["map.truongSa", 113.9, 9.6, 0, 22, ARCHIPELAGO, false],
  ["map.hoangSa.zone", 111.9, 15.95, 7, 22, 999, false],
  ["map.truongSa.zone", 113.9, 9.15, 7, 22, 999, false],
  ["map.china", 108.2, 24.1, 5, 8, 90, false],
  ["map.laos", 102.6, 19.6, 5, 8, 90, false],
  ["map.cambodia", 104.9, 12.7, 5, 8, 90, false],
  ["map.thailand", 101.6, 15.8, 5, 8, 90, false],
  ["map.eastSea", 114.2, 13.2, 5, 8, 95, true],
  ["map.gulfOfTonkin", 107.9, 19.9, 6, 10, 95, true],
];

const COMMUNES_FROM_ZOOM = 11;
const ISLANDS_FROM_ZOOM = 8;

/** Names of the basemap, for the label pane that also writes the names of features. */
export class BasemapNames implements LabelSource {
  constructor(
    readonly map: Pick<LeafletMap, "getZoom" | "getBounds" | "project">, readonly provinces: readonly NamedPoint[],
    readonly communesIn: (window: LatLngBounds) => readonly NamedPoint[], readonly islands: Basemap["islands"] = [],
  ) {}

  labels(): readonly Label[] {
    const zoom = this.map.getZoom();
    const window = this.map.getBounds().pad(0.3);
    const labels: Label[] = [];
    const add = (id: string, text: string, longitude: number, latitude: number, priority: number, font: string, color: string, more?: Partial<Label>) => {
      const place = latLng([longitude, latitude]);
      if (!window.contains(place)) return;
      const { x, y } = this.map.project(place, zoom);
      labels.push({ id, text, x, y, priority, font, color, ...more });
    };
    for (const [key, longitude, latitude, from, to, priority, sea] of SURROUNDINGS) {
      if (zoom < from || zoom > to) continue;
      const style = sea ? "italic 400 13px" : priority > 100 ? "600 12px" : "400 13px";
      add(key, t(key), longitude, latitude, priority, `${style} ${FAMILY}`, sea ? COLORS.sea : COLORS.faint,
        { always: priority === ARCHIPELAGO });
    }
    if (zoom >= ISLANDS_FROM_ZOOM && zoom <= DOTS_TO_ZOOM) {
      for (const [name, longitude, latitude] of this.islands) {
        add(`island ${name}`, name, longitude, latitude, 70, `400 11px ${FAMILY}`, COLORS.faint, { below: 4 });
      }
    }
    if (zoom >= 6 && zoom < COMMUNES_FROM_ZOOM) {
      const font = `600 ${zoom < 8 ? 11.5 : 13}px ${FAMILY}`;
      for (const [code, name, , longitude, latitude] of this.provinces) {
        add(`province ${code}`, zoom < 8 ? name : name.toLocaleUpperCase("vi"), longitude, latitude, 80, font, COLORS.name);
      }
    }
    if (zoom >= COMMUNES_FROM_ZOOM) {
      const font = `400 ${zoom < 13 ? 11.5 : 12.5}px ${FAMILY}`;
      for (const [code, name, kind, longitude, latitude] of this.communesIn(window)) {
        add(`commune ${code}`, unitName(name, kind), longitude, latitude, 20, font, COLORS.faint);
      }
    }
    return labels;
  }
}
