import { clipRing, unpackLine } from "../../src/EnvGis.Map/map/land";

test("Steps in thousandths of a degree become places of the Mercator world", () => {
  const { points, box } = unpackLine([0, 0, 90_000, 0]);
  expect([...points].map(value => Number(value.toFixed(9)))).toEqual([0.5, 0.5, 0.75, 0.5]);
  expect(box[0]).toBeCloseTo(0.5);
  expect(box[2]).toBeCloseTo(0.75);
});

test("A ring is cut to the window and closed along its edge", () => {
  const ring = [0, 0, 10, 0, 10, 10, 0, 10];
  const cut = clipRing(ring, [5, -5, 20, 20]);
  expect(new Set(cut.filter((_, i) => i % 2 === 0))).toEqual(new Set([5, 10]));
  expect(cut).toHaveLength(8);
});

test("A ring outside the window leaves nothing", () => {
  expect(clipRing([0, 0, 1, 0, 1, 1], [5, 5, 6, 6])).toEqual([]);
});

test("A ring round the whole window becomes the window", () => {
  const cut = clipRing([-10, -10, 10, -10, 10, 10, -10, 10], [0, 0, 1, 1]);
  const corners = new Set(Array.from({ length: cut.length / 2 }, (_, i) => `${cut[i * 2]} ${cut[i * 2 + 1]}`));
  expect(corners).toEqual(new Set(["0 0", "1 0", "1 1", "0 1"]));
});
