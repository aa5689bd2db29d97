import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";

export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;

export interface TileFeature {
  readonly id: number;
  readonly kind: typeof POINT | typeof LINE | typeof POLYGON;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** Points, lines or rings as x, y, x, y, … in tile units; outer rings and holes wind opposite ways. */
  readonly parts: readonly Int32Array[];
  /** minX, minY, maxX, maxY in tile units. */
  readonly box: readonly [number, number, number, number];
}

export interface TileLayer {
  readonly name: string;
  /** Tile units per tile side. */
  readonly extent: number;
  readonly features: readonly TileFeature[];
}

export type TileContent = readonly TileLayer[];

export function decode(bytes: ArrayBuffer | Uint8Array): TileContent {
  const tile = new VectorTile(new PbfReader(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)));
  return Object.values(tile.layers).map(layer => {
    const features: TileFeature[] = [];
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i);
      if (feature.type === 0) continue;
      const parts = feature.loadGeometry().map(flatten);
      // ST_AsMVT takes the id out of the properties, so it stands here and nowhere else.
      features.push({ id: feature.id ?? 0, kind: feature.type, properties: feature.properties, parts, box: boxOf(parts) });
    }
    return { name: layer.name, extent: layer.extent, features };
  });
}

const byId = new WeakMap<TileLayer, Map<number, TileFeature[]>>();

/** The pieces of one feature in a tile's layer; indexed on the first question. */
export function piecesOf(layer: TileLayer, id: number): readonly TileFeature[] {
  let index = byId.get(layer);
  if (!index) {
    index = new Map();
    for (const feature of layer.features) {
      const pieces = index.get(feature.id);
      if (pieces) pieces.push(feature);
      else index.set(feature.id, [feature]);
    }
    byId.set(layer, index);
  }
  return index.get(id) ?? [];
}

/** The middle of an area smaller than `span` tile units, or null for one that is larger or cut by the tile's edge. */
export function middleIfSmall({ kind, box }: TileFeature, extent: number, span: number): [number, number] | null {
  const [west, north, east, south] = box;
  if (kind !== POLYGON || east - west > span || south - north > span) return null;
  return west >= 0 && north >= 0 && east < extent && south < extent ? [(west + east) / 2, (north + south) / 2] : null;
}

function flatten(points: readonly { x: number; y: number }[]) {
  const part = new Int32Array(points.length * 2);
  points.forEach((point, i) => {
    part[i * 2] = point.x;
    part[i * 2 + 1] = point.y;
  });
  return part;
}

function boxOf(parts: readonly Int32Array[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 2) {
      if (part[i] < box[0]) box[0] = part[i];
      if (part[i + 1] < box[1]) box[1] = part[i + 1];
      if (part[i] > box[2]) box[2] = part[i];
      if (part[i + 1] > box[3]) box[3] = part[i + 1];
    }
  }
  return box;
}
