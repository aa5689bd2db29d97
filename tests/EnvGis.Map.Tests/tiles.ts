// Tiles for tests, written by hand after the Vector Tile Specification 2.1 §4, so that nothing but the reader is under test.
import { PbfWriter } from "pbf";
import { POINT, POLYGON, type TileFeature } from "../../src/EnvGis.Map/mvt/decode";

export interface Written {
  id: number;
  type: 1 | 2 | 3;
  /** Parts as x, y, x, y, …; rings are closed by the writer. */
  parts: number[][];
  properties?: Record<string, string | number | boolean>;
}

export function writeTile(layers: Record<string, Written[]>, extent = 4096): Uint8Array {
  const pbf = new PbfWriter();
  for (const [name, features] of Object.entries(layers)) pbf.writeMessage(3, writeLayer, { name, features, extent });
  return pbf.finish();
}

function writeLayer({ name, features, extent }: { name: string; features: Written[]; extent: number }, pbf: PbfWriter) {
  const keys: string[] = [];
  const values: (string | number | boolean)[] = [];
  const at = <T>(list: T[], item: T) => {
    if (!list.includes(item)) list.push(item);
    return list.indexOf(item);
  };
  pbf.writeVarintField(15, 2);
  pbf.writeStringField(1, name);
  for (const feature of features) {
    const tags = Object.entries(feature.properties ?? {}).flatMap(([key, value]) => [at(keys, key), at(values, value)]);
    pbf.writeMessage(2, (_: null, message) => {
      message.writeVarintField(1, feature.id);
      message.writePackedVarint(2, tags);
      message.writeVarintField(3, feature.type);
      message.writePackedVarint(4, commands(feature));
    }, null);
  }
  for (const key of keys) pbf.writeStringField(3, key);
  for (const value of values) {
    pbf.writeMessage(4, (_: null, message) => {
      if (typeof value === "string") message.writeStringField(1, value);
      else if (typeof value === "boolean") message.writeBooleanField(7, value);
      else message.writeDoubleField(3, value);
    }, null);
  }
  pbf.writeVarintField(5, extent);
}

function commands({ type, parts }: Written) {
  const out: number[] = [];
  let [x, y] = [0, 0];
  const step = (px: number, py: number) => {
    for (const delta of [px - x, py - y]) out.push((delta << 1) ^ (delta >> 31));
    [x, y] = [px, py];
  };
  for (const part of parts) {
    out.push(1 | (type === POINT ? part.length / 2 : 1) << 3);
    step(part[0], part[1]);
    if (type !== POINT) out.push(2 | (part.length / 2 - 1) << 3);
    for (let i = 2; i < part.length; i += 2) step(part[i], part[i + 1]);
    if (type === POLYGON) out.push(7 | 1 << 3);
  }
  return out;
}

export function feature(id: number, kind: TileFeature["kind"], ...parts: number[][]): TileFeature {
  const all = parts.flat();
  const xs = all.filter((_, i) => i % 2 === 0);
  const ys = all.filter((_, i) => i % 2 === 1);
  return {
    id, kind, properties: {}, parts: parts.map(part => Int32Array.from(part)),
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
  };
}

export const square = (west: number, north: number, side: number) =>
  [west, north, west + side, north, west + side, north + side, west, north + side, west, north];
