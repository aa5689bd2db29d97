import { LINE, POINT, POLYGON, middleIfSmall } from "../../src/EnvGis.Map/mvt/decode";
import { hitsAt } from "../../src/EnvGis.Map/mvt/hit";
import type { StyleOf } from "../../src/EnvGis.Map/mvt/style";
import { feature, square } from "./tiles";

const plain: StyleOf = layer => ({ order: layer === "upper" ? 2 : 1, stroke: "#000", width: 2, radius: 5 });
const layer = (name: string, ...features: ReturnType<typeof feature>[]) => ({ name, extent: 4096, features });
const ids = (hits: ReturnType<typeof hitsAt>) => hits.map(hit => hit.feature.id);

const zone = feature(1, POLYGON, square(0, 0, 1000), square(400, 400, 200), square(480, 480, 40));

test("Inside the outer ring is a hit, inside a hole is none, on an island in the hole is one again", () => {
  const at = (x: number, y: number) => ids(hitsAt([layer("zones", zone)], x, y, 8, 3, plain));
  expect(at(100, 100)).toEqual([1]);
  expect(at(450, 450)).toEqual([]);
  expect(at(500, 500)).toEqual([1]);
  expect(at(1001, 500)).toEqual([]);
});

test("Both parts of a multipart area are hit", () => {
  const parts = layer("zones", feature(1, POLYGON, square(0, 0, 100), square(300, 0, 100)));
  expect(ids(hitsAt([parts], 50, 50, 8, 3, plain))).toEqual([1]);
  expect(ids(hitsAt([parts], 350, 50, 8, 3, plain))).toEqual([1]);
  expect(ids(hitsAt([parts], 200, 50, 8, 3, plain))).toEqual([]);
});

test("A finger reaches a point that a mouse misses", () => {
  const points = [layer("points", feature(7, POINT, [1000, 1000]))];
  // 8 units a pixel: the symbol ends 40 units from its centre, and the place is 13 pixels away.
  expect(ids(hitsAt(points, 1104, 1000, 8, 3, plain))).toEqual([]);
  expect(ids(hitsAt(points, 1104, 1000, 8, 10, plain))).toEqual([7]);
});

test("A line is hit along its whole length and not beyond its end", () => {
  const lines = [layer("lines", feature(9, LINE, [0, 0, 1000, 0]))];
  expect(ids(hitsAt(lines, 500, 20, 8, 3, plain))).toEqual([9]);
  expect(ids(hitsAt(lines, 500, 60, 8, 3, plain))).toEqual([]);
  expect(ids(hitsAt(lines, 1100, 0, 8, 3, plain))).toEqual([]);
});

test("A point comes before the area under it, and of two areas the one drawn on top comes first", () => {
  const content = [
    layer("lower", feature(1, POLYGON, square(0, 0, 1000))),
    layer("upper", feature(2, POLYGON, square(0, 0, 1000))),
    layer("lower", feature(3, POINT, [500, 500])),
  ];
  expect(ids(hitsAt(content, 500, 500, 8, 3, plain))).toEqual([3, 2, 1]);
});

test("Of two points the nearer one comes first", () => {
  const points = [layer("points", feature(1, POINT, [0, 0]), feature(2, POINT, [160, 0]))];
  expect(ids(hitsAt(points, 105, 0, 8, 10, plain))).toEqual([2, 1]);
});

test("Of two symbols that lie over each other the one whose middle is nearer comes first", () => {
  const points = [layer("points", feature(1, POINT, [0, 0]), feature(2, POINT, [24, 0]), feature(3, POINT, [12, 4]))];
  expect(ids(hitsAt(points, 20, 0, 8, 3, plain))).toEqual([2, 3, 1]);
  expect(ids(hitsAt(points, 2, 0, 8, 3, plain))).toEqual([1, 3, 2]);
});

test("What has no style cannot be hit", () => {
  expect(hitsAt([layer("zones", zone)], 100, 100, 8, 3, () => null)).toEqual([]);
});

test("An area too small to be seen is hit by the symbol that stands for it", () => {
  const withSymbol: StyleOf = () => ({ order: 1, stroke: "#000", width: 1, small: { order: 2, stroke: "#000", width: 1, radius: 5 } });
  const tiny = [layer("zones", feature(1, POLYGON, square(1000, 1000, 16)))];
  expect(ids(hitsAt(tiny, 1030, 1008, 8, 3, withSymbol))).toEqual([1]);
  // One unit to the pixel: the area is larger than the symbol and counts for itself again.
  expect(ids(hitsAt(tiny, 1030, 1008, 1, 3, withSymbol))).toEqual([]);
});

test("An area cut by the tile's edge is never taken for a small one", () => {
  expect(middleIfSmall(feature(1, POLYGON, square(-8, 100, 16)), 4096, 80)).toBeNull();
  expect(middleIfSmall(feature(1, POLYGON, square(100, 100, 16)), 4096, 80)).toEqual([108, 108]);
});
