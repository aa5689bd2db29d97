import { layoutOf } from "../../src/EnvGis.Map/printing/layout";
import { SCALES, SheetFrame, barOf, fittingScale, gridStep, worldMetres } from "../../src/EnvGis.Map/printing/scale";

const A4 = layoutOf("A4", "landscape").map;
const centre = { longitude: 105.84, latitude: 21.59 };

test("a degree of latitude and of longitude are as long as on the ellipsoid", () => {
  // Length of 1° at 45° by the WGS 84 ellipsoid (NGA.STND.0036): 111 131.8 m of latitude, 78 846.8 m of longitude.
  const [across, along] = worldMetres(45);
  expect(across / 360).toBeCloseTo(78_846.8, 0);
  // A degree of latitude is 1/360 of the world's height times the Mercator stretch 1/cos.
  expect(along / Math.cos(45 * Math.PI / 180) / 360).toBeCloseTo(111_131.8, -1);
});

test("a place a kilometre east or north lies 40 mm away at 1:25,000", () => {
  const frame = new SheetFrame(centre, 25_000, A4);
  // Metres per degree at 21.59°: 103 549.5 of longitude, 110 724.4 of latitude (GeographicLib).
  const [x, y] = frame.at(centre.longitude, centre.latitude);
  expect([x, y]).toEqual([expect.closeTo(A4.width / 2, 6), expect.closeTo(A4.height / 2, 6)]);
  const [east] = frame.at(centre.longitude + 1000 / metresOfLongitude(centre.latitude), centre.latitude);
  const [, north] = frame.at(centre.longitude, centre.latitude + 1000 / metresOfLatitude(centre.latitude));
  expect(east - x).toBeCloseTo(40, 3);
  expect(y - north).toBeCloseTo(40, 1);
});

test("the extent is the ground under the four edges", () => {
  const frame = new SheetFrame(centre, 25_000, A4);
  const [west, south, east, north] = frame.extent;
  expect(frame.at(west, north)).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6)]);
  expect(frame.at(east, south)).toEqual([expect.closeTo(A4.width, 6), expect.closeTo(A4.height, 6)]);
});

test("moving the paper moves its middle by as much ground", () => {
  const frame = new SheetFrame(centre, 25_000, A4);
  const moved = frame.moved(10, -20);
  expect(frame.at(moved.longitude, moved.latitude)).toEqual([expect.closeTo(A4.width / 2 + 10, 6), expect.closeTo(A4.height / 2 - 20, 6)]);
});

test("the zoom is the one of a web map of that scale", () => {
  // frontend.md: log2(156543.034·cos φ/(N·0.0254/96)), which takes the earth for a sphere.
  const zoom = Math.log2(156543.034 * Math.cos(centre.latitude * Math.PI / 180) / (25_000 * 0.0254 / 96));
  expect(new SheetFrame(centre, 25_000, A4).zoom).toBeCloseTo(zoom, 2);
});

test("the scale strays at the edges by what is said, and hardly where the sheet shows little ground", () => {
  expect(new SheetFrame(centre, 25_000, A4).deviation).toBeLessThan(0.0002);
  const wide = new SheetFrame(centre, 250_000, layoutOf("A3", "portrait").map);
  expect(wide.deviation).toBeGreaterThan(0.001);
  expect(wide.deviation).toBeLessThan(0.005);
});

test("the view fits onto the paper at the largest round scale that holds it", () => {
  for (const scale of SCALES) {
    const { extent } = new SheetFrame(centre, scale * 0.99, A4);
    expect(fittingScale(extent, A4)).toBe(scale);
  }
  expect(fittingScale([102, 8, 110, 23.5], layoutOf("A4", "portrait").map)).toBe(10_000_000);
  expect(fittingScale([60, -30, 160, 60], A4)).toBe(10_000_000);
});

test("the scale bar is round and no longer than its room", () => {
  expect(barOf(25_000, 50)).toEqual({ metres: 1000, mm: 40, parts: 5 });
  expect(barOf(50_000, 50)).toEqual({ metres: 2000, mm: 40, parts: 4 });
  expect(barOf(1_000, 50)).toEqual({ metres: 50, mm: 50, parts: 5 });
  for (const scale of SCALES) {
    const { metres, mm } = barOf(scale, 50);
    expect(mm).toBeLessThanOrEqual(50);
    expect(mm).toBeGreaterThanOrEqual(20);
    expect(mm * scale / 1000).toBeCloseTo(metres, 9);
  }
});

test("grid lines are at round metres, 35 to 90 mm apart", () => {
  expect([1_000, 5_000, 10_000, 25_000, 50_000, 250_000].map(gridStep)).toEqual([50, 200, 500, 1000, 2000, 10_000]);
  for (const scale of SCALES) {
    const mm = gridStep(scale) * 1000 / scale;
    expect(mm).toBeGreaterThanOrEqual(35);
    expect(mm).toBeLessThan(90);
  }
});

test.each([["A4", "landscape"], ["A4", "portrait"], ["A3", "landscape"], ["A3", "portrait"]] as const)("on %s %s everything has its room", (paper, way) => {
  const { sheet, map, margin, head, foot, side, below, gap, band } = layoutOf(paper, way);
  expect(sheet.width > sheet.height).toBe(way === "landscape");
  const lying = way === "landscape";
  expect(map.width + 2 * band + 2 * margin + (lying ? side + gap : 0)).toBeCloseTo(sheet.width, 9);
  expect(map.height + 2 * band + 2 * margin + head + foot + (lying ? 0 : below + gap)).toBeCloseTo(sheet.height, 9);
  expect(map.width * map.height).toBeGreaterThan(sheet.width * sheet.height * 0.45);
});

/** By the radii of curvature of the WGS 84 ellipsoid. */
const metresOfLongitude = (latitude: number) => Math.PI / 180 * 6_378_137 * Math.cos(rad(latitude)) / Math.sqrt(1 - 0.00669437999014 * Math.sin(rad(latitude)) ** 2);
const metresOfLatitude = (latitude: number) => Math.PI / 180 * 6_378_137 * (1 - 0.00669437999014) / (1 - 0.00669437999014 * Math.sin(rad(latitude)) ** 2) ** 1.5;
const rad = (degrees: number) => degrees * Math.PI / 180;
