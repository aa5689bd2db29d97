/** A tile of the Web Mercator grid: `x` counts columns from 180° W, `y` rows from the north. */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Degrees: west, south, east, north. */
export type Extent = readonly [west: number, south: number, east: number, north: number];

/** How a tile to be shown lies inside the tile that holds its data: one and the same, or an ancestor when zoomed in beyond it. */
export interface Placement {
  readonly source: TileAddress;
  /** Sizes of the shown tile per size of the source tile: 1, 2, 4, … */
  readonly scale: number;
  /** Where the shown tile begins inside the enlarged source tile, in sizes of the shown tile. */
  readonly column: number;
  readonly row: number;
}

export const keyOf = ({ z, x, y }: TileAddress) => `${z}/${x}/${y}`;

/** Data exists down to `deepest`; below that the ancestor's geometry is drawn larger, so lines stay sharp. */
export function place(shown: TileAddress, deepest: number): Placement {
  const steps = Math.max(0, shown.z - deepest);
  const scale = 2 ** steps;
  const source = { z: shown.z - steps, x: Math.floor(shown.x / scale), y: Math.floor(shown.y / scale) };
  return { source, scale, column: shown.x - source.x * scale, row: shown.y - source.y * scale };
}

/** Columns wrap round the world; rows do not exist beyond the poles. */
export function wrapped(address: TileAddress): TileAddress | null {
  const count = 2 ** address.z;
  if (address.y < 0 || address.y >= count) return null;
  return { ...address, x: ((address.x % count) + count) % count };
}

export const columnAt = (longitude: number, z: number) => (longitude + 180) / 360 * 2 ** z;

/** The Mercator row, fractional; latitudes beyond the grid's end count as its end. */
export function rowAt(latitude: number, z: number) {
  const sine = Math.sin(Math.max(-85.0511287798, Math.min(85.0511287798, latitude)) * Math.PI / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z;
}

/** Whether something inside `extent` can show on the tile, whose content reaches `margin` tile sizes over its edge. */
export function touches(tile: TileAddress, extent: Extent, margin: number): boolean {
  const [west, south, east, north] = extent;
  return columnAt(west, tile.z) <= tile.x + 1 + margin && columnAt(east, tile.z) >= tile.x - margin
    && rowAt(north, tile.z) <= tile.y + 1 + margin && rowAt(south, tile.z) >= tile.y - margin;
}
