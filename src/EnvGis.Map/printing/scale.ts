// The arithmetic of a sheet: millimetres of paper, metres of ground, and the Mercator world of side 1 (x east, y south).
import type { Extent } from "../mvt/address";

/** What a sheet may be printed at: 1 to so much. */
export const SCALES = [1_000, 2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000] as const;

/** For views wider than the smallest of the scales shows; the last holds the whole country, and a wider view is not wanted of it. */
const OVERVIEWS = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000];

/** By definition of CSS. */
export const PIXELS_PER_MM = 96 / 25.4;

// WGS 84: semi-major axis in metres, first eccentricity squared (EPSG:7030).
const A = 6_378_137;
const E2 = 0.00669437999014;

export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Centre {
  readonly longitude: number;
  readonly latitude: number;
}

/** Ground metres that one Mercator world of side 1 measures at a latitude, east-west and north-south. */
export function worldMetres(latitude: number): readonly [number, number] {
  const sine = Math.sin(latitude * Math.PI / 180);
  const flat = 1 - E2 * sine * sine;
  const parallel = 2 * Math.PI * A * Math.cos(latitude * Math.PI / 180) / Math.sqrt(flat);
  // Mercator tiles take the latitude of the ellipsoid for that of a sphere: north-south they are 0.5 to 0.7 % longer than east-west.
  return [parallel, parallel * (1 - E2) / flat];
}

export const worldX = (longitude: number) => longitude / 360 + 0.5;

export function worldY(latitude: number) {
  const sine = Math.sin(latitude * Math.PI / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

const longitudeAt = (x: number) => (x - 0.5) * 360;
const latitudeAt = (y: number) => Math.atan(Math.sinh(2 * Math.PI * (0.5 - y))) * 180 / Math.PI;

/** The map on the sheet: which ground it shows, and where on the paper. The scale is true at the middle latitude, in both directions. */
export class SheetFrame {
  readonly #west: number;
  readonly #north: number;
  /** Millimetres of paper for the whole Mercator world, east-west and north-south. */
  readonly worldMm: readonly [number, number];

  /** `box` in millimetres; `scale` 25 000 means 1:25 000. */
  constructor(readonly centre: Centre, readonly scale: number, readonly box: Box) {
    const [across, along] = worldMetres(centre.latitude);
    this.worldMm = [across * 1000 / scale, along * 1000 / scale];
    this.#west = worldX(centre.longitude) - box.width / 2 / this.worldMm[0];
    this.#north = worldY(centre.latitude) - box.height / 2 / this.worldMm[1];
  }

  /** In the Mercator world: minX, minY, maxX, maxY. */
  get world(): readonly [number, number, number, number] {
    return [this.#west, this.#north, this.#west + this.box.width / this.worldMm[0], this.#north + this.box.height / this.worldMm[1]];
  }

  get extent(): Extent {
    const [west, north, east, south] = this.world;
    return [longitudeAt(west), latitudeAt(south), longitudeAt(east), latitudeAt(north)];
  }

  /** Millimetres east and south of the map's corner. */
  at(longitude: number, latitude: number): readonly [number, number] {
    return [(worldX(longitude) - this.#west) * this.worldMm[0], (worldY(latitude) - this.#north) * this.worldMm[1]];
  }

  /** The centre after the paper has been moved over the ground by so many millimetres east and south. */
  moved(east: number, south: number): Centre {
    return {
      longitude: longitudeAt(worldX(this.centre.longitude) + east / this.worldMm[0]),
      latitude: latitudeAt(worldY(this.centre.latitude) + south / this.worldMm[1]),
    };
  }

  /** The zoom of a web map, tiles of 256 px, that has this scale: fractional. */
  get zoom() {
    return Math.log2(this.worldMm[0] * PIXELS_PER_MM / 256);
  }

  /** By how much the scale at the north or south edge strays from that of the middle, as a share of it. */
  get deviation() {
    const [, south, , north] = this.extent;
    const middle = worldMetres(this.centre.latitude)[0];
    return Math.max(...[south, north].map(latitude => Math.abs(middle / worldMetres(latitude)[0] - 1)));
  }
}

/** The largest round scale at which all of an extent fits into the box, down to that of an overview of the country. */
export function fittingScale([west, south, east, north]: Extent, box: Box): number {
  const [across, along] = worldMetres((south + north) / 2);
  const wanted = Math.max(
    (worldX(east) - worldX(west)) * across / box.width, (worldY(south) - worldY(north)) * along / box.height) * 1000;
  const all = [...SCALES, ...OVERVIEWS];
  return all.find(scale => scale >= wanted) ?? all[all.length - 1];
}

export interface Bar {
  readonly metres: number;
  readonly mm: number;
  readonly parts: number;
}

/** The longest scale bar of round length that is not longer than `mostMm`. */
export function barOf(scale: number, mostMm: number): Bar {
  const most = mostMm * scale / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  const times = [5, 2, 1].find(n => n * power <= most)!;
  return { metres: times * power, mm: times * power * 1000 / scale, parts: times === 2 ? 4 : 5 };
}

const LEAST_GRID_MM = 35;

/** A zone of 3° holds for what lies round its meridian; a sheet of the whole country has no one grid. */
const SMALLEST_GRID_SCALE = 1_000_000;

export const hasGrid = (scale: number) => scale <= SMALLEST_GRID_SCALE;

/** Metres between two grid lines: the least round length that keeps them readably apart on the paper. */
export function gridStep(scale: number): number {
  const least = LEAST_GRID_MM * scale / 1000;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map(n => n * power).find(step => step >= least)!;
}
