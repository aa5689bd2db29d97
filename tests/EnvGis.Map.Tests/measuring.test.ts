import { describe, expect, test } from "vitest";
import { type Degrees, along, areaOf, between, crosses, lengthOf } from "../../src/EnvGis.Map/measuring/geodesic";
import { MOST_CORNERS, metres, read, square, write } from "../../src/EnvGis.Map/measuring/measurement";

// What PROJ's geod tells of them on the ellipsoid of WGS 84: azimuth in degrees, metres.
const LINES: readonly (readonly [Degrees, Degrees, number, number])[] = [
  [[105.8482, 21.5942], [105.9482, 21.5942], 89.981598474, 10355.33491],
  [[105.8482, 21.5942], [105.2, 22.6], -30.866834929, 129915.65023],
  [[104.0, 10.5], [108.9, 23.1], 19.871090121, 1488595.20872],
  [[107.1, 16.75], [107.1001, 16.75], 89.999985590, 10.66260],
];

describe("on the ellipsoid", () => {
  test.each(LINES)("from %o to %o is what geod tells, and along leads there", (from, to, azimuth, length) => {
    const found = between(from, to);
    expect(found.metres).toBeCloseTo(length, 4);
    expect(found.azimuth * 180 / Math.PI).toBeCloseTo(azimuth, 7);
    const there = along(from, found.azimuth, found.metres);
    expect(there[0]).toBeCloseTo(to[0], 9);
    expect(there[1]).toBeCloseTo(to[1], 9);
  });

  test("a line is as long as its parts, and a ring goes home", () => {
    const [a, b] = [LINES[1][0], LINES[1][1]];
    expect(lengthOf([a, b])).toBeCloseTo(LINES[1][3], 4);
    expect(lengthOf([a, b], true)).toBeCloseTo(2 * LINES[1][3], 4);
    expect(lengthOf([a])).toBe(0);
    expect(lengthOf([a], true)).toBe(0);
    expect(between(a, a).metres).toBe(0);
  });

  test("an area is the sum of its halves, whichever way round and wherever it begins", () => {
    for (const size of [0.0002, 0.01, 0.3, 2]) {
      const ring: Degrees[] = [[105, 21], [105 + size, 21 + size / 5], [105 + size, 21 + size], [105, 21 + size]];
      const whole = areaOf(ring);
      const halves = areaOf([ring[0], ring[1], ring[2]]) + areaOf([ring[0], ring[2], ring[3]]);
      expect(halves / whole).toBeCloseTo(1, 5);
      expect(areaOf([...ring].reverse()) / whole).toBeCloseTo(1, 10);
      expect(areaOf([...ring.slice(2), ...ring.slice(0, 2)]) / whole).toBeCloseTo(1, 10);
    }
    expect(areaOf([[105, 21], [105.1, 21]])).toBeCloseTo(0, 6);
  });

  test("a ring that crosses or touches itself is known", () => {
    expect(crosses([[0, 0], [1, 0], [1, 1], [0, 1]])).toBe(false);
    expect(crosses([[0, 0], [1, 1], [1, 0], [0, 1]])).toBe(true);
    expect(crosses([[0, 0], [2, 0], [2, 2], [1, 0], [0, 2]])).toBe(true);
    expect(crosses([[0, 0], [1, 0], [0, 1]])).toBe(false);
  });
});

describe("in an address", () => {
  test("a measurement is read as it was written", () => {
    const measured = { kind: "area", corners: [[105.8482, 21.5942], [105.9, 21.6], [106, 22]] } as const;
    expect(read(write(measured))).toEqual(measured);
    expect(read(write({ kind: "line", corners: [] }))).toEqual({ kind: "line", corners: [] });
  });

  test.each([undefined, "", "volume", "LINE", ";1,2"])("%o is none", text => expect(read(text)).toBeNull());

  test("what is no corner is left out, and there is an end to them", () => {
    expect(read("line;105,21;nonsense;1,2,3;999,1;,;105.5,21.5")).toEqual({ kind: "line", corners: [[105, 21], [105.5, 21.5]] });
    expect(read(`line${";105,21".repeat(MOST_CORNERS + 50)}`)?.corners).toHaveLength(MOST_CORNERS);
  });
});

test("lengths and areas are written in the units people use", () => {
  expect([metres(12.34), metres(9_999.96), metres(12_345.6)]).toEqual(["12,3 m", "10.000,0 m", "12,346 km"]);
  expect([square(9_876.54), square(123_456), square(12_345_678)]).toEqual(["9.876,5 m²", "12,35 ha (123.456 m²)", "1.234,57 ha (12,346 km²)"]);
});
