import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Grid } from "../../src/EnvGis.Map/drawing/grid";

/** Zone, its meridian and width, millimetres east and north, and where the service puts them. */
type Known = readonly [number, number, number, number, number, number, number];

const known = JSON.parse(readFileSync(new URL("../fixtures/vn2000-points.json", import.meta.url), "utf8")) as Known[];

const gridOf = (epsg: number, meridian: number, width: number) =>
  new Grid(epsg, `${Math.floor(meridian)}°${String(meridian % 1 * 60).padStart(2, "0")}'`, width, 3);

const METRES_PER_DEGREE = 111_320;

test("every zone puts its corners where the service does, to a tenth of a millimetre", () => {
  expect(new Set(known.map(([epsg]) => epsg)).size).toBe(20);
  for (const [epsg, meridian, width, east, north, longitude, latitude] of known) {
    const [lon, lat] = gridOf(epsg, meridian, width).at([east, north]);
    expect(Math.hypot((lon - longitude) * Math.cos(latitude * Math.PI / 180), lat - latitude) * METRES_PER_DEGREE, `${epsg} ${east} ${north}`).toBeLessThan(0.0001);
  }
});

test("a corner comes back as itself", () => {
  for (const [epsg, meridian, width, east, north, longitude, latitude] of known) expect(gridOf(epsg, meridian, width).nearest([longitude, latitude])).toEqual([east, north]);
});

test("a number is printed with every decimal of the annex", () => {
  const grid = new Grid(9212, "106°15'", 3, 2);
  expect(grid.print(185_012_345, ",")).toBe("1850123,45");
  expect(grid.print(5, ".")).toBe("0.05");
  expect(grid.print(-105, ".")).toBe("-1.05");
});
