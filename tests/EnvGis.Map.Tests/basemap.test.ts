import { BaseLayerNames, baseStyles, widthAt } from "../../src/EnvGis.Map/map/base-style";
import { unpack } from "../../src/EnvGis.Map/map/land";
import { Reach } from "../../src/EnvGis.Map/map/reach";
import { asHtml, credits } from "../../src/EnvGis.Map/map/credits";
import { speak } from "../../src/EnvGis.Map/language";
import { LINE, type TileFeature } from "../../src/EnvGis.Map/mvt/decode";

const line = (properties: TileFeature["properties"]): TileFeature => ({ id: 1, kind: LINE, properties, parts: [], box: [0, 0, 1, 1] });

test("Rivers widen as the map comes nearer, large ones more", () => {
  const widths = [5, 8, 9.5, 12, 14, 18, 22].map(zoom => widthAt(zoom, 2));
  expect(widths).toEqual([...widths].sort((a, b) => a - b));
  expect(new Set(widths).size).toBe(widths.length);
  expect(widthAt(10, 3)).toBeGreaterThan(widthAt(10, 1));
});

test("One look is one style object, and a new zoom brings a new one", () => {
  let zoom = 9;
  const styleOf = baseStyles(() => zoom, false);
  const near = styleOf("river", line({ rank: 2 }));
  expect(styleOf("river", line({ rank: 2, name: "Sông Cầu" }))).toBe(near);
  zoom = 12;
  expect(styleOf("river", line({ rank: 2 }))!.width).toBeGreaterThan(near!.width);
});

test("Where provinces have real lines, the outer lines of communes are left to them", () => {
  expect(baseStyles(() => 10, false)("commune", line({}))).toBeNull();
  expect(baseStyles(() => 10, false)("commune", line({ inner: true }))).not.toBeNull();
  expect(baseStyles(() => 10, true)("commune", line({}))).not.toBeNull();
});

test("A layer that the page does not know is not drawn", () => {
  expect(baseStyles(() => 10, true)("railway", line({}))).toBeNull();
});

test("A river seen in two tiles is one name, and a small lake none", () => {
  const label = (layer: string, id: number, name: string, across: number) =>
    ({ layer, feature: { ...line({ name }), id }, x: 0, y: 0, onSymbol: false, across });
  const names = new BaseLayerNames({
    labels: () => [label("river", 1, "Sông Cầu", 0), label("river", 2, "Sông Cầu", 0), label("lake", 3, "Hồ Núi Cốc", 90), label("lake", 4, "Ao nhỏ", 9)],
  }, () => 9).labels();
  expect(names.map(name => name.id)).toEqual(["river Sông Cầu", "river Sông Cầu", "lake 3"]);
});

const sketch = {
  vietnam: [], neighbours: [], islands: [], provinces: [], communeCells: [],
  lakes: [[105_000, 21_000, 100, 0, 0, 100], [108_000, 12_000, 100, 0, 0, 100]],
  provinceLines: [["01", "19", [105_000, 21_000, 10, 0]], ["01", "24", [106_000, 21_000, 10, 0]], ["48", "51", [108_000, 16_000, 10, 0]]] as const,
};

test("Sketched lines beside a province with a real boundary give way, the others stay", () => {
  expect(unpack(sketch).provinceLines).toHaveLength(3);
  expect(unpack(sketch, { provinces: ["19"], loaded: [] }).provinceLines).toHaveLength(2);
  expect(unpack(sketch, { provinces: ["01"], loaded: [] }).provinceLines).toHaveLength(1);
});

test("Sketched lakes give way where the department has its own", () => {
  const loaded = [{ kind: "lake", features: 1, source: "", extent: [104, 20, 106, 22] }] as const;
  expect(unpack(sketch).lakes).toHaveLength(2);
  expect(unpack(sketch, { provinces: [], loaded }).lakes).toHaveLength(1);
});

test("Four tiles in vain and none had is out of reach; one had is not", () => {
  const dead = new Reach();
  expect([1, 2, 3, 4].map(() => dead.failed())).toEqual([false, false, false, true]);
  const patchy = new Reach();
  patchy.failed();
  patchy.had();
  expect([1, 2, 3, 4, 5].some(() => patchy.failed())).toBe(false);
});

test("Credits name each source once, say what is a sketch, and are text whatever they hold", () => {
  vitest.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
  vitest.stubGlobal("document", { documentElement: { lang: "" } });
  speak("vi", { "map.schematic": "sơ đồ", "map.schematicRest": "còn lại là sơ đồ", "map.loadedFrom": "Lớp nền: {sources}" });
  const part = (kind: "river" | "lake", source: string) => ({ kind, features: 1, source, extent: [0, 0, 1, 1] as const });
  const content = {
    revision: 1, tiles: "", schematic: true, provinces: [], loaded: [part("river", "Sở"), part("lake", "Sở")],
    outside: { url: "", attribution: "<img onerror=alert(1)>", maxZoom: 19 },
  };
  expect(credits(null, true)).toEqual(["sơ đồ"]);
  expect(credits(content, false)).toEqual(["sơ đồ", "Lớp nền: Sở"]);
  expect(credits({ ...content, provinces: ["19"] }, false)[0]).toBe("còn lại là sơ đồ");
  expect(credits({ ...content, schematic: false }, true)).toEqual(["Lớp nền: Sở", "<img onerror=alert(1)>"]);
  expect(asHtml("<img onerror=alert(1)>")).toBe("&#60;img onerror=alert(1)&#62;");
});
