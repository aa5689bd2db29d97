import type { LayerInfo } from "../../src/EnvGis.Map/answers";
import { POINT, POLYGON } from "../../src/EnvGis.Map/mvt/decode";
import { emphasised, stylesOf } from "../../src/EnvGis.Map/map/symbols";
import { feature, square } from "./tiles";

const layer = (id: string, order: number, symbol: Partial<LayerInfo["symbol"]> = {}): LayerInfo => ({
  id, title: { vi: id, en: id }, mission: true, geometry: "polygon", order, zoom: { min: 0, max: 18 }, symbol: { color: "#0CA07A", ...symbol },
  attributes: [], features: 0, unlocated: 0, extent: null,
});
const zones = layer("zones", 90, { pattern: "cross-hatch", dashed: { attribute: "legal_status", values: ["proposed"] } });
const spots = layer("spots", 10, {
  ramp: { attribute: "severity", steps: [{ code: "light", color: "#FFE08A", radius: 5 }, { code: "severe", color: "#4A0D45", radius: 8 }] },
});
const styleOf = stylesOf([zones, spots], id => id !== "hidden");
const zone = (properties = {}) => ({ ...feature(1, POLYGON, square(0, 0, 10)), properties });
const spot = (properties = {}) => ({ ...feature(2, POINT, [0, 0]), properties });

test("Features that look alike share one style object", () => {
  expect(styleOf("zones", zone({ name: "a" }))).toBe(styleOf("zones", zone({ name: "b" })));
});

test("A proposed zone is dashed and has no hatching, one in force is solid and has", () => {
  expect(styleOf("zones", zone({ legal_status: "proposed" }))).toMatchObject({ pattern: "plain", dash: [6, 4], fillOpacity: 0.1 });
  expect(styleOf("zones", zone({ legal_status: "in_force" }))).toMatchObject({ pattern: "cross-hatch", dash: undefined });
});

test("Demonstration features look different, as areas and as points", () => {
  expect(styleOf("zones", zone({ demo: true }))?.dash).toEqual([0.5, 4]);
  expect(styleOf("spots", spot({ demo: true }))?.ring).toBeDefined();
  expect(styleOf("spots", spot())?.ring).toBeUndefined();
});

test("Points lie over areas whatever the order of their layers, and the severe over the light", () => {
  const order = (style: ReturnType<typeof styleOf>) => style!.order;
  expect(order(styleOf("spots", spot({ severity: "light" })))).toBeGreaterThan(order(styleOf("zones", zone())));
  expect(order(styleOf("spots", spot({ severity: "severe" })))).toBeGreaterThan(order(styleOf("spots", spot({ severity: "light" }))));
  expect(styleOf("spots", spot({ severity: "severe" }))).toMatchObject({ fill: "#4A0D45", radius: 8 });
});

test("Selecting thickens the outline and keeps the hue", () => {
  const style = styleOf("zones", zone())!;
  expect(emphasised(style, "selected")).toMatchObject({ fill: style.fill, fillOpacity: 0.45, width: 3.5 });
  expect(emphasised(style, "hover").fill).toBeUndefined();
});

test("An unknown layer is not drawn", () => {
  expect(styleOf("unknown", zone())).toBeNull();
});
