import { beforeEach, expect, test, vi } from "vitest";
import type { Corner } from "../../src/EnvGis.Map/drawing/grid";
import {
  addHole, addPart, areaOf, bearing, cornersOf, crosses, holds, insertCorner, moveCorner, newShape, onward, perimeterOf, removeCorner, removeRing, squared,
} from "../../src/EnvGis.Map/drawing/shape";
import { snap } from "../../src/EnvGis.Map/drawing/snapping";
import { decimalsIn, readBearing, readRows } from "../../src/EnvGis.Map/drawing/typed";
import type { Shape } from "../../src/EnvGis.Map/drawing/service";

beforeEach(() => vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined }));

const origin = { origin: "drawn", accuracyM: 5 } as const;
/** A square of 100 m on a lattice of centimetres. */
const corners: readonly Corner[] = [[0, 0], [0, 10_000], [10_000, 10_000], [10_000, 0]];
const square = newShape(9212, 2, corners, origin);
const first = { part: 0, ring: 0, corner: 0 };
const of = (shape: Shape, part = 0, ring = 0) => cornersOf(shape.parts[part].rings[ring]);

test("area and perimeter are those of the grid, holes left out", () => {
  expect([areaOf(square, 100), perimeterOf(square, 100)]).toEqual([10_000, 400]);
  const holed = addHole(square, 0, [[1000, 1000], [2000, 1000], [2000, 2000], [1000, 2000]], origin);
  expect([areaOf(holed, 100), perimeterOf(holed, 100)]).toEqual([9_900, 440]);
  expect(holds(holed.parts[0].rings, [1500, 1500])).toBe(false);
  expect(holds(holed.parts[0].rings, [5000, 5000])).toBe(true);
});

test("corners are moved, put in and taken out, and what was stays", () => {
  const more = insertCorner(square, { ...first, corner: 3 }, [5000, -100]);
  expect(of(more)).toEqual([...corners, [5000, -100]]);
  expect(of(moveCorner(more, { ...first, corner: 4 }, [5000, -200]))[4]).toEqual([5000, -200]);
  expect(of(removeCorner(more, first)!)).toEqual([...corners.slice(1), [5000, -100]]);
  expect(of(square)).toEqual(corners);
  expect(removeCorner(newShape(9212, 2, corners.slice(1), origin), first)).toBeNull();
});

test("stretches and nodes follow their corners", () => {
  const ring = { corners, stretches: [{ from: 0, origin: "surveyed", accuracyM: 1, of: null }, { from: 2, origin: "drawn", accuracyM: 5, of: null }] } as const;
  const shape: Shape = { ...square, parts: [{ rings: [ring] }], nodes: [{ part: 1, ring: 1, segment: 2, at: [10_000, 5000], feature: 7 }] };
  const more = insertCorner(shape, first, [0, 5000]);
  expect(more.parts[0].rings[0].stretches.map(one => one.from)).toEqual([0, 3]);
  expect(more.nodes).toMatchObject([{ segment: 3 }]);
  expect(insertCorner(shape, { ...first, corner: 2 }, [10_000, 5000]).nodes).toEqual([]);
  expect(moveCorner(shape, { ...first, corner: 3 }, [10_000, -1]).nodes).toEqual([]);
  const less = removeCorner(removeCorner(more, first)!, first)!;
  expect(less.parts[0].rings[0].stretches.map(one => [one.from, one.origin])).toEqual([[0, "surveyed"], [1, "drawn"]]);
  expect(less.nodes).toMatchObject([{ segment: 1 }]);
});

test("a hole or a part is taken out, the last ring is not", () => {
  const two = addPart(addHole(square, 0, corners, origin), corners, origin);
  expect(removeRing(two, { part: 0, ring: 1 })!.parts.map(part => part.rings.length)).toEqual([1, 1]);
  expect(removeRing(two, { part: 0, ring: 0 })!.parts).toHaveLength(1);
  expect(removeRing(square, { part: 0, ring: 0 })).toBeNull();
});

test("a border that crosses itself is seen, also by the corner that moved alone", () => {
  const bow: readonly Corner[] = [corners[0], corners[2], corners[1], corners[3]];
  expect([crosses(corners), crosses(bow), crosses(bow, 1), crosses(corners, 1)]).toEqual([false, true, true, false]);
});

test("bearings are of the grid, clockwise from north", () => {
  expect([bearing([0, 0], [0, 5]), bearing([0, 0], [5, 0]), bearing([0, 0], [-5, 0]), bearing([1, 1], [1, 1])]).toEqual([0, 90, 270, null]);
  expect(onward([0, 0], 1000, 90)).toEqual([1000, 0]);
  expect(squared([0, 0], [0, 100], [40, 130])).toEqual([40, 100]);
  expect(squared([0, 0], [0, 100], [4, 130])).toEqual([0, 130]);
});

test("the pointer goes to a corner before an edge, and not to what it moves", () => {
  const targets = [{ name: "Vùng A", shape: square }];
  expect(snap([30, 40], targets, 60)).toMatchObject({ kind: "corner", at: [0, 0], number: 1, name: "Vùng A", away: 50 });
  expect(snap([5000, 9980], targets, 60)).toMatchObject({ kind: "edge", at: [5000, 10_000], number: 2, away: 20 });
  expect(snap([5000, 5000], targets, 60)).toBeNull();
  expect(snap([30, 40], [{ ...targets[0], except: first }], 60)).toBeNull();
});

test("a bearing is read in degrees or in degrees, minutes and seconds", () => {
  expect([readBearing("45,5"), readBearing("45°30'"), readBearing("45°30'36\""), readBearing("90°"), readBearing("400"), readBearing("bắc")]).toEqual([45.5, 45.5, 45.51, 90, null, null]);
});

test("columns of a spreadsheet are X and Y, with heads and numbers of rows left out", () => {
  const grid = { decimals: 2, units: (metres: number) => Math.round(metres * 100) };
  const pasted = "Số hiệu\tX (m)\tY (m)\n1\t1850123,45\t560001,20\n2\t1.850.200,5\t560.100,75\n\n";
  expect(readRows(pasted, grid)).toEqual([{ corner: [56_000_120, 185_012_345], whole: true }, { corner: [56_010_075, 185_020_050], whole: false }]);
  // East before north, as some tables have it.
  expect(readRows("560001.20\t1850123.45", grid)).toEqual([{ corner: [56_000_120, 185_012_345], whole: true }]);
  // Length and bearing behind.
  expect(readRows("1850123.45\t560001.20\t120.5\t45", grid)).toHaveLength(1);
  expect(readRows("1850123.45\t560001.20\nabc\t5", grid)).toBe(2);
  expect([decimalsIn("1.850.200,5", 1850200.5), decimalsIn("1.850.200", 1850200), decimalsIn("560001.20 m", 560001.2)]).toEqual([1, 0, 2]);
});
