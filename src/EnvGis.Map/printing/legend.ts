import type { LayerInfo, Unlocated } from "../answers";
import { clipRing } from "../map/land";
import { type Look, lookOf } from "../map/symbols";
import { LINE, POINT, POLYGON, type TileContent, type TileFeature, type TileLayer } from "../mvt/decode";
import { clipLine } from "./grid";

/** What of a layer is on the sheet. */
export interface LegendEntry {
  readonly layer: LayerInfo;
  readonly points: boolean;
  readonly areas: boolean;
  /** Steps of the layer's ramp, as indices, that occur. */
  readonly steps: readonly number[];
  readonly unlocated: boolean;
}

export interface Legend {
  readonly entries: readonly LegendEntry[];
  /** Looks common to all layers, each only when it occurs. */
  readonly inForce: boolean;
  readonly proposed: boolean;
  readonly demonstration: boolean;
  readonly unlocated: boolean;
  /** Outlined because it is open on the map. */
  readonly raised: boolean;
}

/** Tile units of a tile's own layer: minX, minY, maxX, maxY of the sheet inside it. */
export type Window = readonly [number, number, number, number];

export interface SheetTile {
  readonly content: TileContent;
  readonly window: (extent: number) => Window;
}

/** The legend of what is really on the sheet: of layers switched on, features that reach into the frame. */
export function legendOf(
  tiles: readonly SheetTile[], layers: readonly LayerInfo[], isVisible: (id: string) => boolean, unlocated: readonly Unlocated[],
  isRaised: (feature: number) => boolean = () => false,
): Legend {
  const byId = new Map(layers.map(layer => [layer.id, layer]));
  const looks = new Map<string, Look[]>();
  let raised = unlocated.some(feature => isRaised(feature.id));
  for (const { content, window } of tiles) {
    for (const tileLayer of content) {
      const layer = byId.get(tileLayer.name);
      if (!layer || !isVisible(layer.id)) continue;
      const seen = looks.get(layer.id) ?? [];
      for (const feature of onSheet(tileLayer, window(tileLayer.extent))) {
        seen.push(lookOf(layer, feature));
        raised ||= isRaised(feature.id);
      }
      if (seen.length > 0) looks.set(layer.id, seen);
    }
  }
  const nowhere = new Set(unlocated.map(feature => feature.layer));
  const all = [...looks.values()].flat();
  return {
    entries: [...layers].sort((a, b) => a.order - b.order).filter(({ id }) => looks.has(id) || nowhere.has(id)).map(layer => {
      const seen = looks.get(layer.id) ?? [];
      return {
        layer, points: seen.some(look => look.kind === POINT), areas: seen.some(look => look.kind !== POINT),
        steps: [...new Set(seen.map(look => look.step))].filter(step => step >= 0).sort((a, b) => a - b), unlocated: nowhere.has(layer.id),
      };
    }),
    inForce: all.some(look => look.kind !== POINT && !look.dashed && !look.demonstration),
    proposed: all.some(look => look.dashed),
    demonstration: all.some(look => look.demonstration) || unlocated.some(feature => feature.demonstration),
    unlocated: unlocated.length > 0,
    raised,
  };
}

function* onSheet({ features }: TileLayer, window: Window): Generator<TileFeature> {
  for (const feature of features) if (reachesInto(feature, window)) yield feature;
}

/** Whether anything of the feature is inside the window: its box alone would put a layer into the legend that nobody finds on the sheet. */
export function reachesInto({ kind, parts, box }: TileFeature, window: Window): boolean {
  const [west, north, east, south] = window;
  if (box[2] < west || box[0] > east || box[3] < north || box[1] > south) return false;
  if (kind === POLYGON) return Math.abs(parts.reduce((sum, ring) => sum + areaOf(clipRing(ring, window)), 0)) > 0;
  const points = parts.map(part => Array.from({ length: part.length / 2 }, (_, i) => [part[2 * i] - west, part[2 * i + 1] - north] as const));
  return kind === LINE ? points.some(line => clipLine(line, east - west, south - north).length > 0)
    : points.flat().some(([x, y]) => x >= 0 && y >= 0 && x <= east - west && y <= south - north);
}

/** Twice the area, of the sign of the ring's turning; holes turn the other way and take theirs off. */
function areaOf(ring: readonly number[]) {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) sum += ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
  return sum;
}
