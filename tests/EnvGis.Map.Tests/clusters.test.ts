import type { LayerInfo } from "../../src/EnvGis.Map/answers";
import { speak } from "../../src/EnvGis.Map/language";
import { merge, describe, shortNumber, textOn, colorOf } from "../../src/EnvGis.Map/map/clusters";
import { decode } from "../../src/EnvGis.Map/mvt/decode";
import { cellsOf } from "../../src/EnvGis.Map/mvt/tile-cells";
import { type Written, writeTile } from "./tiles";

const address = { z: 8, x: 203, y: 112 };
const placement = { source: address, scale: 1, column: 0, row: 0 };
const cell = (x: number, y: number, count: number, worst?: number): Written =>
  ({ id: 0, type: 1, parts: [[x, y]], properties: { count, ...worst === undefined ? {} : { worst } } });
const content = decode(writeTile({
  "hot:cluster": [cell(100, 100, 1000, 3), cell(4000, 4000, 7)], "fill:cluster": [cell(300, 500, 234, 1)], hot: [],
}));
const layers = [
  { id: "hot", title: { vi: "Điểm nóng", en: "Hotspots" }, symbol: { color: "#123456" } }, { id: "fill", title: { vi: "Bãi chôn lấp", en: "Landfills" }, symbol: { color: "#654321" } },
] as unknown as LayerInfo[];
const everything = () => true;

beforeAll(() => {
  vitest.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
  vitest.stubGlobal("document", { documentElement: { lang: "" } });
  speak("vi", { "cluster.part": "{n} {layer}", "cluster.tip": "{n} đối tượng: {what}", "cluster.tipGraded": "{n} đối tượng: {what}; nặng nhất: {grade}", "print.grade.3": "nghiêm trọng" });
});

test("puts the layers of one square together, with the sum and the worst", () => {
  const clusters = merge(cellsOf(content, placement, 512, 1000, 2000, 60), everything);
  expect(clusters.map(({ total, worst }) => [total, worst])).toEqual([[7, null], [1234, 3]]);
  expect(clusters[1].layers).toEqual([{ id: "hot", count: 1000 }, { id: "fill", count: 234 }]);
});

test("leaves out layers that are switched off", () => {
  const clusters = merge(cellsOf(content, placement, 512, 0, 0, 60), layer => layer === "fill");
  expect(clusters.map(cluster => cluster.total)).toEqual([234]);
});

test("keeps every circle inside its square, so that no two overlap", () => {
  for (const size of [256, 512]) {
    const clusters = merge(cellsOf(content, placement, size, 0, 0, 60), everything);
    for (const { x, y, radius, square } of clusters) {
      expect(x - radius).toBeGreaterThanOrEqual(square.left);
      expect(y - radius).toBeGreaterThanOrEqual(square.top);
      expect(x + radius).toBeLessThanOrEqual(square.left + square.side);
      expect(y + radius).toBeLessThanOrEqual(square.top + square.side);
      expect(square.side).toBe(64);
    }
  }
});

test("says in words what a circle holds", () => {
  const [small, large] = merge(cellsOf(content, placement, 512, 0, 0, 60), everything);
  expect(describe(large, layers)).toBe("1.234 đối tượng: 1.000 điểm nóng, 234 bãi chôn lấp; nặng nhất: nghiêm trọng");
  expect(describe(small, layers)).toBe("7 đối tượng: 7 điểm nóng");
});

test("shortens numbers that would not fit", () => {
  expect([999, 1234, 45_678].map(shortNumber).map(text => text.replaceAll("\u00a0", " "))).toEqual(["999", "1,2 N", "45,7 N"]);
});

test("takes the colour of the worst grade, else of the only layer, and writes on it in what can be read", () => {
  const [small, large] = merge(cellsOf(content, placement, 512, 0, 0, 60), everything);
  expect(colorOf(small, layers)).toBe("#123456");
  expect(colorOf(large, layers)).toBe("#a92a45");
  const luminance = (color: string) => [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16) / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4).reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  for (const color of ["#77736a", "#f6a94a", "#e0672f", "#a92a45", "#4a0d45", "#3f5f57"]) {
    const [a, b] = [luminance(color), luminance(textOn(color))].sort((x, y) => y - x);
    expect((a + 0.05) / (b + 0.05), color).toBeGreaterThanOrEqual(4.5);
  }
});
