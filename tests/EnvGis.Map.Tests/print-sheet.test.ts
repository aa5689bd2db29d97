import type { Grid, LayerInfo, Unlocated } from "../../src/EnvGis.Map/answers";
import { LINE, POINT, POLYGON, type TileFeature } from "../../src/EnvGis.Map/mvt/decode";
import { clipLine, convergence, degreesAndMinutes, gridOnSheet } from "../../src/EnvGis.Map/printing/grid";
import { layoutOf } from "../../src/EnvGis.Map/printing/layout";
import { legendOf, reachesInto } from "../../src/EnvGis.Map/printing/legend";
import { SheetFrame } from "../../src/EnvGis.Map/printing/scale";

vi.mock("../../src/EnvGis.Map/leaflet", () => ({ L: {}, latLng: () => null, bounds: () => null }));

const frame = new SheetFrame({ longitude: 105.84, latitude: 21.59 }, 25_000, layoutOf("A4", "landscape").map);

test("a line that leaves the frame and comes back is two pieces that end on the frame", () => {
  expect(clipLine([[-10, 5], [5, 5], [5, 15], [8, 15], [8, 5], [30, 5]], 20, 10)).toEqual([[0, 5, 5, 5, 5, 10], [8, 10, 8, 5, 20, 5]]);
  expect(clipLine([[-5, -5], [-5, 20]], 20, 10)).toEqual([]);
});

test("each grid line that meets the frame is numbered there, spoken as a coordinate", () => {
  const [west, south, east, north] = frame.extent;
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const grid: Grid = {
    epsg: 9213, name: "", meridian: "106°30'", widthDegrees: 3, step: 1000, lines: [
      { axis: "E", metres: 432_000, points: [[x, south - 0.01], [x, north + 0.01]] },
      { axis: "N", metres: 2_388_000, points: [[west - 0.01, y], [east + 0.01, y]] },
      { axis: "N", metres: 2_390_000, points: [[west, north + 1], [east, north + 1]] },
    ],
  };
  const { lines, labels } = gridOnSheet(grid, frame);
  expect(lines.map(line => line.metres)).toEqual([432_000, 2_388_000]);
  expect(labels.map(({ text, side }) => `${side} ${text}`).sort()).toEqual([
    "bottom 432\u202f000 E", "left 2\u202f388\u202f000 N", "right 2\u202f388\u202f000 N", "top 432\u202f000 E"]);
  expect(convergence(grid, frame)).toBeCloseTo(0, 6);
  const leaning = { ...grid, lines: [{ axis: "E" as const, metres: 432_000, points: [[x - 0.001, south], [x + 0.001, north]] as const }] };
  expect(convergence(leaning, frame)).toBeGreaterThan(1);
  expect(convergence({ ...grid, lines: [] }, frame)).toBeNull();
  expect(degreesAndMinutes(-0.2371)).toBe("0°14′");
});

const part = (...numbers: number[]) => Int32Array.from(numbers);
const feature = (kind: TileFeature["kind"], parts: Int32Array[], properties: TileFeature["properties"] = {}): TileFeature => {
  const xs = parts.flatMap(p => [...p].filter((_, i) => i % 2 === 0));
  const ys = parts.flatMap(p => [...p].filter((_, i) => i % 2 === 1));
  return { id: 1, kind, parts, properties, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
};

test("only what really reaches into the sheet counts, not what its box touches", () => {
  const window = [0, 0, 100, 100] as const;
  const corner = part(-50, 160, 160, -50, 400, -50, 400, 400);
  expect(reachesInto(feature(POLYGON, [part(90, 90, 200, 90, 200, 200, 90, 200)]), window)).toBe(true);
  expect(reachesInto(feature(POLYGON, [part(-50, 260, 260, -50, 400, 400)]), window)).toBe(false);
  expect(reachesInto(feature(POLYGON, [corner]), window)).toBe(true);
  // The sheet lies wholly in the hole.
  expect(reachesInto(feature(POLYGON, [part(-100, -100, 200, -100, 200, 200, -100, 200), part(-10, -10, -10, 110, 110, 110, 110, -10)]), window)).toBe(false);
  expect(reachesInto(feature(LINE, [part(-10, 50, 110, 50)]), window)).toBe(true);
  expect(reachesInto(feature(LINE, [part(-10, 120, 120, -10, 300, 300)]), window)).toBe(true);
  expect(reachesInto(feature(LINE, [part(-10, 300, 300, -10)]), window)).toBe(false);
  expect(reachesInto(feature(POINT, [part(50, 50)]), window)).toBe(true);
  expect(reachesInto(feature(POINT, [part(101, 50)]), window)).toBe(false);
});

const layer = (id: string, order: number, symbol: Partial<LayerInfo["symbol"]> = {}): LayerInfo => ({
  id, order, title: { vi: id, en: id }, mission: true, geometry: "point-or-polygon", zoom: { min: 0, max: 18 }, symbol: { color: "#000", ...symbol },
  attributes: [], features: 1, unlocated: 0, extent: null,
});

const layers = [
  layer("landfills", 4), layer("zones", 1, { dashed: { attribute: "legal_status", values: ["proposed"] } }),
  layer("hotspots", 5, { ramp: { attribute: "severity", steps: [{ code: "light", color: "#1", radius: 5 }, { code: "serious", color: "#2", radius: 8 }] } }),
];

const square = part(10, 10, 20, 10, 20, 20, 10, 20);
const legend = (contents: Record<string, TileFeature[]>, visible = ["landfills", "zones", "hotspots"], unlocated: Unlocated[] = []) => legendOf(
  [{ content: Object.entries(contents).map(([name, features]) => ({ name, extent: 4096, features })), window: () => [0, 0, 100, 100] }],
  layers, id => visible.includes(id), unlocated);

test("the legend has the layers that occur, in the order of the card, and the steps that occur", () => {
  const { entries, inForce, proposed, demonstration, unlocated } = legend({
    "hotspots": [feature(POINT, [part(5, 5)], { severity: "serious" }), feature(POINT, [part(500, 5)], { severity: "light" })],
    "zones": [feature(POLYGON, [square], { legal_status: "in_force" })],
    "zones:label": [feature(POINT, [part(15, 15)])],
    "landfills": [feature(POINT, [part(900, 900)])],
  });
  expect(entries.map(entry => entry.layer.id)).toEqual(["zones", "hotspots"]);
  expect(entries[1].steps).toEqual([1]);
  expect({ inForce, proposed, demonstration, unlocated }).toEqual({ inForce: true, proposed: false, demonstration: false, unlocated: false });
});

test("a layer switched off is not in the legend, and each common look only when it occurs", () => {
  const contents = { zones: [feature(POLYGON, [square], { legal_status: "proposed", demo: true })], landfills: [feature(POINT, [part(5, 5)])] };
  const { entries, inForce, proposed, demonstration } = legend(contents, ["zones"]);
  expect(entries.map(entry => entry.layer.id)).toEqual(["zones"]);
  expect({ inForce, proposed, demonstration }).toEqual({ inForce: false, proposed: true, demonstration: true });
  expect(legend(contents, []).entries).toEqual([]);
});

test("what nobody has located brings its layer and its sign into the legend", () => {
  const nowhere = { id: 9, code: "", layer: "landfills", name: { vi: "", en: "" }, commune: { code: "05440", name: "" }, province: { code: "19", name: "" }, near: [105.8, 21.6], accuracyM: 3000, demonstration: false } as const;
  const { entries, unlocated } = legend({}, undefined, [nowhere]);
  expect(entries).toEqual([expect.objectContaining({ layer: layers[0], unlocated: true })]);
  expect(unlocated).toBe(true);
});
