import { type Label, arrange, wrap } from "../../src/EnvGis.Map/mvt/labels";

const measure = (text: string) => text.length * 7;
const label = (id: string, x: number, y: number, priority = 1, text = id): Label =>
  ({ id, text, x, y, priority, font: "12px sans-serif", color: "#000" });
const placed = (labels: Label[], obstacles: { x: number; y: number; radius: number }[] = []) =>
  arrange(labels, measure, 800, 600, obstacles).map(l => l.id);

test("Of two names that collide the one of higher priority stays", () => {
  expect(placed([label("small", 100, 100, 1), label("large", 110, 104, 2)])).toEqual(["large"]);
});

test("Names that have room all stay", () => {
  expect(placed([label("a", 100, 100), label("b", 300, 100)])).toEqual(["a", "b"]);
});

test("The same thing seen in two tiles is named once", () => {
  expect(placed([label("zone", 100, 100), label("zone", 400, 300)])).toEqual(["zone"]);
});

test("A name whose first place is taken may stand at its second", () => {
  expect(placed([label("other", 100, 100, 5), label("zone", 100, 100), label("zone", 400, 300)])).toEqual(["other", "zone"]);
});

test("A name does not cover a symbol", () => {
  expect(placed([label("name", 100, 100)], [{ x: 105, y: 102, radius: 6 }])).toEqual([]);
});

test("What lies outside the window is left out", () => {
  expect(placed([label("gone", -200, 100)])).toEqual([]);
});

test("A long name is broken between words, and a very long one is cut", () => {
  expect(wrap("Vùng bảo vệ nghiêm ngặt sông Cầu")).toEqual(["Vùng bảo vệ nghiêm", "ngặt sông Cầu"]);
  const lines = wrap("một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn mười lăm mười sáu");
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/…$/);
});

test("A long name is broken into lines of about the same length", () => {
  expect(wrap("Các điểm ô nhiễm Phúc Trìu")).toEqual(["Các điểm ô", "nhiễm Phúc Trìu"]);
});

test("A name breaks between its words, not where a space says that two belong together", () => {
  expect(wrap("Quần đảo Hoàng\u00a0Sa (Việt\u00a0Nam)")).toEqual(["Quần đảo Hoàng\u00a0Sa", "(Việt\u00a0Nam)"]);
  expect(wrap("Quần đảo Trường\u00a0Sa (Việt\u00a0Nam)")).toEqual(["Quần đảo Trường\u00a0Sa", "(Việt\u00a0Nam)"]);
});
