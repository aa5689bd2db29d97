import type { Placement } from "./address";
import { POINT, type TileContent, type TileFeature, piecesOf } from "./decode";
import { transformOf } from "./draw";

/** A name that a tile carries: on a point of the layer `<id>:label`, or on a point feature. */
export interface TileLabel {
  readonly layer: string;
  readonly feature: TileFeature;
  /** CSS pixels in the projected world at the current zoom. */
  readonly x: number;
  readonly y: number;
  readonly onSymbol: boolean;
  /** CSS pixels across the part of the area that is in this tile; 0 for a point. */
  readonly across: number;
}

export const LABELS = ":label";

/** The names of one tile, shown `size` pixels wide with its corner at `left`, `top`. */
export function labelsOf(content: TileContent, placement: Placement, size: number, left: number, top: number): TileLabel[] {
  const labels: TileLabel[] = [];
  for (const layer of content) {
    const transform = transformOf(placement, layer.extent, size);
    const ofPolygons = layer.name.endsWith(LABELS);
    if (!ofPolygons && layer.name.includes(":")) continue;
    const name = ofPolygons ? layer.name.slice(0, -LABELS.length) : layer.name;
    const areas = ofPolygons ? content.find(l => l.name === name) : null;
    for (const feature of layer.features) {
      if (feature.kind !== POINT) continue;
      const x = feature.parts[0][0] * transform.scale + transform.dx;
      const y = feature.parts[0][1] * transform.scale + transform.dy;
      // Names in the margin belong to the neighbouring tile.
      if (x < 0 || y < 0 || x >= size || y >= size) continue;
      const [west, north, east, south] = (areas && piecesOf(areas, feature.id)[0])?.box ?? [0, 0, 0, 0];
      const across = Math.max(east - west, south - north) * transform.scale;
      labels.push({ layer: name, feature, x: left + x, y: top + y, onSymbol: !ofPolygons, across });
    }
  }
  return labels;
}
