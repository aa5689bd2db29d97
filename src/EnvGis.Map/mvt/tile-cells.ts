import { type Placement, keyOf } from "./address";
import type { TileContent } from "./decode";
import { transformOf } from "./draw";

/** How many features of a layer lie in one cell of a tile's grid, where the tile counts them instead of carrying them. */
export interface TileCell {
  readonly layer: string;
  readonly count: number;
  /** The highest grade among them; null where none has one. */
  readonly worst: number | null;
  /** CSS pixels in the projected world at the current zoom: where they stand on average, and the square that holds them. */
  readonly x: number;
  readonly y: number;
  readonly square: { readonly key: string; readonly left: number; readonly top: number; readonly side: number };
}

export const CELLS = ":cluster";

/** Cells along a tile's side. */
const GRID = 8;

/**
 * The counts of one tile, shown `size` pixels wide with its corner at `left`, `top`.
 * @param least The least side of a square; smaller cells are put together by two, four or eight.
 */
export function cellsOf(content: TileContent, placement: Placement, size: number, left: number, top: number, least: number): TileCell[] {
  const cells: TileCell[] = [];
  const side = size * placement.scale / GRID;
  const together = Math.min(GRID, 2 ** Math.max(0, Math.ceil(Math.log2(least / side))));
  for (const { name, extent, features } of content) {
    if (!name.endsWith(CELLS)) continue;
    const { scale, dx, dy } = transformOf(placement, extent, size);
    for (const { parts: [[x, y]], properties: { count, worst } } of features) {
      const [column, row] = [x, y].map(units => Math.floor(units * GRID / extent / together));
      const square = side * together;
      cells.push({
        layer: name.slice(0, -CELLS.length), count: Number(count), worst: typeof worst === "number" ? worst : null,
        x: left + x * scale + dx, y: top + y * scale + dy,
        square: { key: `${keyOf(placement.source)}/${column}/${row}`, left: left + dx + column * square, top: top + dy + row * square, side: square },
      });
    }
  }
  return cells;
}
