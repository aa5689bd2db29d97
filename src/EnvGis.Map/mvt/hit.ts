import Flatbush from "flatbush";
import { LINE, POINT, POLYGON, type TileContent, type TileFeature, type TileLayer, middleIfSmall } from "./decode";
import { type Style, type StyleOf, smallestArea } from "./style";

export interface Hit {
  readonly layer: string;
  readonly feature: TileFeature;
  readonly order: number;
  /** Tile units from the pointer to the symbol, line or area; 0 on it. */
  readonly distance: number;
  /** Tile units to the middle of a symbol or line: of symbols that lie over each other, the one whose middle is nearest is meant. 0 for areas. */
  readonly toMiddle: number;
}

// Made on the first question about a tile: most tiles are looked at and never pointed at.
const indexes = new WeakMap<TileLayer, Flatbush>();

/**
 * What lies at a point of the tile, the topmost first, the nearest of equals first.
 * @param unitsPerPixel Tile units per CSS pixel, to know how large symbols are.
 * @param tolerancePixels How far from a symbol or line still counts; more for fingers than for a mouse.
 */
export function hitsAt(
  content: TileContent, x: number, y: number, unitsPerPixel: number, tolerancePixels: number, styleOf: StyleOf,
): Hit[] {
  const hits: Hit[] = [];
  const reach = (MAX_SYMBOL_PIXELS + tolerancePixels) * unitsPerPixel;
  for (const layer of content) {
    for (const i of indexOf(layer)?.search(x - reach, y - reach, x + reach, y + reach) ?? []) {
      const feature = layer.features[i];
      const style = styleOf(layer.name, feature);
      if (!style) continue;
      const middle = style.small && middleIfSmall(feature, layer.extent, smallestArea(style.small) * unitsPerPixel);
      const symbol = middle ? { ...feature, kind: POINT, parts: [Int32Array.from(middle)] } as const : feature;
      const { order } = middle ? style.small! : style;
      const toMiddle = middleTo(symbol, x, y);
      const distance = Math.max(0, toMiddle - halfOf(symbol, middle ? style.small! : style) * unitsPerPixel);
      if (distance <= (symbol.kind === POLYGON ? 0 : tolerancePixels * unitsPerPixel)) {
        hits.push({ layer: layer.name, feature: symbol, order, distance, toMiddle });
      }
    }
  }
  return hits.sort(byNearness);
}

/** Points before lines before areas; among these a direct hit before a near one, then what is drawn on top, then whose middle is nearer. */
export function byNearness(a: Hit, b: Hit) {
  return a.feature.kind - b.feature.kind || a.distance - b.distance || b.order - a.order || a.toMiddle - b.toMiddle;
}

const MAX_SYMBOL_PIXELS = 14;

function indexOf(layer: TileLayer) {
  if (layer.features.length === 0) return null;
  let index = indexes.get(layer);
  if (!index) {
    index = new Flatbush(layer.features.length);
    for (const { box } of layer.features) index.add(...box);
    index.finish();
    indexes.set(layer, index);
  }
  return index;
}

const halfOf = ({ kind }: TileFeature, style: Style) => kind === POLYGON ? 0 : kind === LINE ? style.width / 2 : style.radius ?? 6;

function middleTo(feature: TileFeature, x: number, y: number) {
  if (feature.kind === POLYGON) return insideRings(feature.parts, x, y) ? 0 : Infinity;
  let nearest = Infinity;
  for (const part of feature.parts) {
    if (feature.kind === POINT) {
      for (let i = 0; i < part.length; i += 2) nearest = Math.min(nearest, Math.hypot(x - part[i], y - part[i + 1]));
    } else {
      for (let i = 2; i < part.length; i += 2) {
        nearest = Math.min(nearest, distanceToSegment(x, y, part[i - 2], part[i - 1], part[i], part[i + 1]));
      }
    }
  }
  return nearest;
}

/** Even-odd over all rings, so a hole is outside and an island in the hole is inside. */
export function insideRings(rings: readonly Int32Array[], x: number, y: number) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
      if ((ay > y) !== (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

function distanceToSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}
