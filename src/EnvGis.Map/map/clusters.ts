import type { LayerInfo } from "../answers";
import { language, lowered, say, t, word } from "../language";
import type { TileCell } from "../mvt/tile-cells";
import { FAMILY } from "./fonts";

/** Features of all layers on show that lie in one square of the map. Pixels as in `TileCell`. */
export interface Cluster {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly total: number;
  readonly worst: number | null;
  /** Most first. */
  readonly layers: readonly { readonly id: string; readonly count: number }[];
  readonly square: TileCell["square"];
}

/** By grade from unrated to especially serious, as the layers' own ramps. */
const GRADES = ["#77736a", "#f6a94a", "#e0672f", "#a92a45", "#4a0d45"];
const SEVERAL_LAYERS = "#3f5f57";
const [INK, PAPER] = ["#000000", "#ffffff"];

/** A square at least this wide holds its cluster whole, so that no two touch. */
export const LEAST_SQUARE = 60;
const radiusFor = (total: number) => Math.min(LEAST_SQUARE / 2 - 1, 11 + 4.5 * Math.log10(total));

/** One cluster per square, with the layers on show. */
export function merge(cells: readonly TileCell[], isVisible: (layer: string) => boolean): Cluster[] {
  const squares = new Map<string, TileCell[]>();
  for (const cell of cells) {
    if (!isVisible(cell.layer)) continue;
    const there = squares.get(cell.square.key);
    if (there) there.push(cell);
    else squares.set(cell.square.key, [cell]);
  }
  return [...squares.values()].map(together => {
    const { square } = together[0];
    const counts = new Map<string, number>();
    let [total, x, y, worst] = [0, 0, 0, null as number | null];
    for (const cell of together) {
      counts.set(cell.layer, (counts.get(cell.layer) ?? 0) + cell.count);
      total += cell.count;
      x += cell.x * cell.count;
      y += cell.y * cell.count;
      if (cell.worst !== null) worst = Math.max(worst ?? 0, cell.worst);
    }
    const radius = radiusFor(total);
    const inside = (at: number, from: number) => Math.max(from + radius, Math.min(from + square.side - radius, at));
    return {
      total, worst, radius, square, x: inside(x / total, square.left), y: inside(y / total, square.top),
      layers: [...counts].map(([id, count]) => ({ id, count })).sort((a, b) => b.count - a.count),
    };
  }).sort((a, b) => a.total - b.total);
}

/** Short enough for the glyph: 1,2 N for 1.234. */
export const shortNumber = (value: number) =>
  new Intl.NumberFormat(language() === "vi" ? "vi-VN" : "en-GB", value > 999 ? { notation: "compact", maximumSignificantDigits: value < 10_000 ? 2 : 3 } : {}).format(value);

export function colorOf({ worst, layers }: Cluster, known: readonly LayerInfo[]) {
  if (worst !== null) return GRADES[worst] ?? GRADES[0];
  return layers.length === 1 ? known.find(layer => layer.id === layers[0].id)?.symbol.color ?? SEVERAL_LAYERS : SEVERAL_LAYERS;
}

/** Ink or paper, whichever stands out more from `#rrggbb` (WCAG 2.2, relative luminance). */
export function textOn(color: string) {
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16) / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? INK : PAPER;
}

/** "1.234 đối tượng: 1.000 điểm nóng, 234 bãi chôn lấp" */
export function describe({ total, layers, worst }: Cluster, known: readonly LayerInfo[]) {
  const title = (id: string) => {
    const layer = known.find(one => one.id === id);
    return layer ? lowered(say(layer.title)) : id;
  };
  const what = layers.map(({ id, count }) => t("cluster.part", { n: count, layer: title(id) })).join(", ");
  return t(worst === null ? "cluster.tip" : "cluster.tipGraded", { n: total, what, grade: worst === null ? "" : lowered(word("grade", String(worst))) });
}

/** `here` takes pixels of the world to those of the canvas. */
export function drawClusters(
  context: CanvasRenderingContext2D, clusters: readonly Cluster[], known: readonly LayerInfo[], here: (x: number, y: number) => readonly [number, number],
) {
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.setLineDash([]);
  for (const cluster of clusters) {
    const [x, y] = here(cluster.x, cluster.y);
    const color = colorOf(cluster, known);
    context.beginPath();
    context.arc(x, y, cluster.radius, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = PAPER;
    context.stroke();
    context.beginPath();
    context.arc(x, y, cluster.radius + 1, 0, 2 * Math.PI);
    context.lineWidth = 0.8;
    context.strokeStyle = INK;
    context.stroke();
    context.font = `600 ${cluster.radius < 16 ? 11 : 12.5}px ${FAMILY}`;
    context.fillStyle = textOn(color);
    context.fillText(shortNumber(cluster.total), x, y + 0.5);
  }
  context.restore();
}
