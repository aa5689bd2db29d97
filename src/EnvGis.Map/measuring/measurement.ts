import { decimal, number } from "../language";
import type { Degrees } from "./geodesic";

/** What is measured: along a line, or within a ring. */
export interface Measurement {
  readonly kind: "line" | "area";
  readonly corners: readonly Degrees[];
}

/** More would not fit into an address. */
export const MOST_CORNERS = 200;

/** As it stands in the page's address: "area;105.85,21.6;105.86,21.6". Six decimals are a decimetre, which is less than anybody points. */
export const write = ({ kind, corners }: Measurement) => [kind, ...corners.map(corner => corner.map(degrees => Number(degrees.toFixed(6))).join(","))].join(";");

/** Null of what is none; corners that are none are left out. */
export function read(text: string | undefined): Measurement | null {
  const [kind, ...rest] = text?.split(";") ?? [];
  if (kind !== "line" && kind !== "area") return null;
  const corners = rest.slice(0, MOST_CORNERS).flatMap(corner => {
    const [, east, north] = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?)$/.exec(corner)?.map(Number) ?? [];
    return Math.abs(east) <= 180 && Math.abs(north) <= 89 ? [[east, north] as const] : [];
  });
  return { kind, corners };
}

const METRES_IN_HECTARE = 10_000;

/** Metres to ten kilometres, then kilometres. */
export const metres = (length: number) => length < 10_000 ? `${decimal(length, 1)} m` : `${decimal(length / 1000, 3)} km`;

/** Square metres beside hectares, as decisions print both; square kilometres where hectares are many. */
export const square = (squareMetres: number) => squareMetres < METRES_IN_HECTARE ? `${decimal(squareMetres, 1)} m²`
  : squareMetres < 1_000 * METRES_IN_HECTARE ? `${decimal(squareMetres / METRES_IN_HECTARE, 2)} ha (${number(squareMetres, 0)} m²)`
  : `${decimal(squareMetres / METRES_IN_HECTARE, 2)} ha (${decimal(squareMetres / 1e6, 3)} km²)`;

/** From the north, clockwise, to a tenth of a degree. */
export const azimuth = (radians: number) => `${decimal((radians * 180 / Math.PI + 360) % 360, 1)}°`;
