// Numbers of a coordinate table as people type and paste them, upon the lattice.
import { METRES, type NumberOptions, readNumbers } from "../numbers";
import type { Corner, Grid } from "./grid";

// Where Vietnam lies in its own grid: what tells 617.000 from six hundred and seventeen.
export const NORTHING: NumberOptions = { units: METRES, likely: metres => metres > 700_000 && metres < 2_700_000 };
export const EASTING: NumberOptions = { units: METRES, likely: metres => metres > 100_000 && metres < 900_000 };

/** Decimals that a text gives beside its number; what a spreadsheet shows may be fewer than what it holds. */
export const decimalsIn = (typed: string, value: number) => Math.max(0, typed.replace(/[^0-9]/g, "").length - String(Math.trunc(Math.abs(value))).length);

/** Degrees as typed: 45,5 or 45°30'15". Null when it is none from 0 to 360. */
export function readBearing(typed: string): number | null {
  const parts = /^\s*(\d{1,3})\s*°\s*(?:(\d{1,2})\s*['′’]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|'')\s*)?$/.exec(typed);
  const [degrees, another] = parts ? [Number(parts[1]) + Number(parts[2] ?? 0) / 60 + Number((parts[3] ?? "0").replace(",", ".")) / 3600] : readNumbers(typed.replace(/°\s*$/, ""));
  return degrees === undefined || another !== undefined || degrees < 0 || degrees > 360 ? null : degrees;
}

export interface PastedRow {
  readonly corner: Corner;
  /** Whether both numbers have every decimal of the lattice. */
  readonly whole: boolean;
}

/**
 * Rows of a spreadsheet: X north and Y east, the last two numbers of each line, so that a column of names or numbers before them does no harm. Where every line has them the other way round, as
 * the numbers of Vietnam's grid tell, they are turned. Lines without two cells are left out as heads are when they come first; any other makes it unreadable.
 * @returns The rows, or the number of the line that cannot be read, from 1.
 */
export function readRows(pasted: string, grid: Pick<Grid, "units" | "decimals">): readonly PastedRow[] | number {
  const lines = pasted.replace(/\r/g, "").split("\n").map(line => (line.includes("\t") ? line.split("\t") : line.includes(";") ? line.split(";") : line.trim().split(/\s{2,}| (?=\d{6,})/)).map(cell => cell.trim()));
  const rows: PastedRow[] = [];
  for (const [at, cells] of lines.entries()) {
    if (cells.every(cell => cell === "")) continue;
    const row = readRow(cells.filter(cell => cell !== ""), grid);
    if (row) rows.push(row);
    else if (rows.length > 0 || at > 0) return at + 1;
  }
  return rows;
}

function readRow(cells: readonly string[], grid: Pick<Grid, "units" | "decimals">): PastedRow | null {
  // Lengths and bearings may stand behind: the first two that are coordinates count.
  for (let at = 0; at + 1 < cells.length; at++) {
    const [one, other] = [cells[at], cells[at + 1]];
    for (const [x, y] of [[one, other], [other, one]]) {
      const north = single(x, NORTHING), east = single(y, EASTING);
      if (north === null || east === null || !NORTHING.likely!(north) || !EASTING.likely!(east)) continue;
      // Both could be either where a northing is below 900 km: then the order of tables holds.
      if (x === other && NORTHING.likely!(single(one, NORTHING) ?? 0) && EASTING.likely!(single(other, EASTING) ?? 0)) continue;
      return { corner: [grid.units(east), grid.units(north)], whole: Math.min(decimalsIn(x, north), decimalsIn(y, east)) >= grid.decimals };
    }
  }
  return null;
}

/** The one reading of a number; null of none or two. */
export function single(typed: string, options: NumberOptions): number | null {
  const readings = readNumbers(typed, options);
  return readings.length === 1 ? readings[0] : null;
}
