import type { BaseContent, Basemap } from "../answers";

/** A ring or line in the Mercator world of side 1 (x east, y south), x, y, x, y, … */
export interface WorldLine {
  readonly points: Float64Array;
  /** minX, minY, maxX, maxY. */
  readonly box: readonly [number, number, number, number];
}

export interface Land {
  readonly vietnam: readonly WorldLine[];
  readonly lakes: readonly WorldLine[];
  readonly neighbours: readonly WorldLine[];
  readonly provinceLines: readonly WorldLine[];
  /** Points. */
  readonly islands: readonly (readonly [number, number])[];
}

/** Small islands are dots this deep. Nearer, where 2 km show, a circle tells within what the island lies: the file knows it no better. */
export const DOTS_TO_ZOOM = 11;
export const ISLAND_WITHIN_M = 2_000;

/** Sketches give way to what a department has loaded: lines beside its provinces, lakes where it has its own. */
export function unpack(
  { vietnam, lakes, neighbours, provinceLines, islands }: Basemap, { provinces, loaded }: Pick<BaseContent, "provinces" | "loaded"> = NOTHING_LOADED,
): Land {
  const isLoaded = new Set(provinces);
  const lakesOf = loaded.find(part => part.kind === "lake")?.extent;
  const [west, south, east, north] = lakesOf ?? [0, 0, 0, 0];
  const where = lakesOf && [worldX(west), worldY(north), worldX(east), worldY(south)];
  return {
    vietnam: vietnam.map(unpackLine),
    lakes: lakes.map(unpackLine).filter(lake => !where || !meets(lake, where)),
    neighbours: neighbours.map(unpackLine),
    provinceLines: provinceLines.filter(([one, other]) => !isLoaded.has(one) && !isLoaded.has(other)).map(([, , line]) => unpackLine(line)),
    islands: islands.map(([, longitude, latitude]) => [worldX(longitude), worldY(latitude)]),
  };
}

const NOTHING_LOADED = { provinces: [], loaded: [] };

const worldX = (longitude: number) => longitude / 360 + 0.5;

function worldY(latitude: number) {
  const sine = Math.sin(latitude * Math.PI / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** From steps in thousandths of a degree. */
export function unpackLine(steps: readonly number[]): WorldLine {
  const points = new Float64Array(steps.length);
  const box: [number, number, number, number] = [1, 1, 0, 0];
  let [longitude, latitude] = [0, 0];
  for (let i = 0; i < steps.length; i += 2) {
    longitude += steps[i];
    latitude += steps[i + 1];
    const [x, y] = [worldX(longitude / 1000), worldY(latitude / 1000)];
    [points[i], points[i + 1]] = [x, y];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return { points, box };
}

export const meets = ({ box }: WorldLine, window: readonly number[]) =>
  box[0] < window[2] && box[2] > window[0] && box[1] < window[3] && box[3] > window[1];

/** The part of a ring inside a window, closed along its edges: a coast of thousands of points costs a tile only its own few. */
export function clipRing(points: ArrayLike<number>, window: readonly number[]): number[] {
  let ring: ArrayLike<number> = points;
  for (let side = 0; side < 4; side++) {
    const axis = side % 2;
    const limit = window[side];
    const sign = side < 2 ? 1 : -1;
    const kept: number[] = [];
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [here, before] = [(ring[i + axis] - limit) * sign, (ring[j + axis] - limit) * sign];
      if (here >= 0 !== before >= 0) {
        const t = before / (before - here);
        kept.push(ring[j] + t * (ring[i] - ring[j]), ring[j + 1] + t * (ring[i + 1] - ring[j + 1]));
      }
      if (here >= 0) kept.push(ring[i], ring[i + 1]);
    }
    ring = kept;
    if (ring.length === 0) break;
  }
  return ring as number[];
}
