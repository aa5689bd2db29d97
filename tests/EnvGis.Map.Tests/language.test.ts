import { readFileSync, readdirSync } from "node:fs";
import { area, date, distance, monthAfter, number, speak, t, unitName } from "../../src/EnvGis.Map/language";

const root = new URL("../../", import.meta.url);
const sentences = (language: string) =>
  JSON.parse(readFileSync(new URL(`wwwroot/i18n/${language}.json`, root), "utf8")) as Record<string, string>;
const vi = sentences("vi");
const en = sentences("en");

beforeAll(() => {
  vitest.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
  vitest.stubGlobal("document", { documentElement: { lang: "" } });
});

// The page speaks one language at a time, which a test that spoke another leaves behind.
beforeEach(() => speak("vi", vi));

test("Both languages have the same keys", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
});

test("A sentence asks for the same values in both languages", () => {
  const values = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(m => m[0]).sort();
  for (const key of Object.keys(vi)) expect(values(en[key]), key).toEqual(values(vi[key]));
});

test("Every sentence the page asks for exists", () => {
  const source = new URL("src/EnvGis.Map/", root);
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(f => f.endsWith(".ts") && !f.startsWith("node_modules"));
  const asked = files.flatMap(file => [...readFileSync(new URL(file, source), "utf8").matchAll(/\bt\(\s*"([^"]+)"/g)].map(m => m[1]));
  expect(asked.length).toBeGreaterThan(50);
  expect([...new Set(asked)].filter(key => !(key in vi))).toEqual([]);
});

test("Numbers follow the language, dates are day, month, year in both", () => {
  expect(number(1234.5)).toBe("1.234,5");
  expect(distance(4700)).toBe("4,7 km");
  expect(area(12_345)).toBe("1,23 ha");
  // What is small is small, never nothing.
  expect([9_999, 10, 2.5, 0.04, 0].map(area)).toEqual(["9.999 m²", "10 m²", "2,5 m²", "0,04 m²", "0 m²"]);
  expect([999, 10, 2.5, 0.4, 0.012, 0].map(distance)).toEqual(["999 m", "10 m", "2,5 m", "0,4 m", "0,012 m", "0 m"]);
  speak("en", en);
  expect(number(1234.5)).toBe("1,234.5");
  expect(date("2026-04-01T08:00:00Z")).toBe("01/04/2026");
});

test("A unit that ended on 30 June 2025 was there before July", () => {
  expect(monthAfter("2025-06-30")).toBe("7/2025");
  expect(monthAfter("2025-07-01")).toBe("7/2025");
  expect(monthAfter("2025-12-31")).toBe("1/2026");
});

test("A missing sentence shows its key, so that it is seen", () => {
  expect(t("no.such.sentence")).toBe("no.such.sentence");
});

test("A unit's kind is said once", () => {
  expect(unitName("Phúc Trìu", "xã")).toBe("Xã Phúc Trìu");
  expect(unitName("Xã Phúc Trìu", "xã")).toBe("Xã Phúc Trìu");
  expect(unitName("Phúc Trìu", null)).toBe("Phúc Trìu");
});

test("In English the kind of a unit stands after its name", () => {
  speak("en", en);
  expect(unitName("Phúc Trìu", "xã")).toBe("Phúc Trìu commune");
  expect(unitName("Gia Sàng", "phường")).toBe("Gia Sàng ward");
});
