import { readFileSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";
import type { FoundPosition } from "../../src/EnvGis.Map/answers";
import { moment, dayOf, speak } from "../../src/EnvGis.Map/language";
import { positionOption } from "../../src/EnvGis.Map/places/position-card";
import { degrees, geoLink, gridLine, parts, placeLine, sexagesimal, usageLine, zoneLine } from "../../src/EnvGis.Map/places/position";

const words = (language: string) => JSON.parse(readFileSync(new URL(`../../wwwroot/i18n/${language}.json`, import.meta.url), "utf8")) as Record<string, string>;

beforeEach(() => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("document", { documentElement: {} });
  speak("vi", words("vi"));
});

const grid = { epsg: 9213, name: "VN-2000 / TM-3 106-30", meridian: "106°30'", widthDegrees: 3, east: 423456.78, north: 2388123.45, beyondZone: false };

const found: FoundPosition = {
  kind: "vn2000", lon: 105.7626882, lat: 21.587012, given: grid, local: grid, commune: { code: "05455", fullName: "Phường Quyết Thắng" },
  province: { code: "19", name: "Thái Nguyên" }, approximate: true, usage: "province", swapped: false, otherMeridian: null,
};

test("degrees read with the decimal sign and the letters of the language", () => {
  expect(degrees(21.5942, 105.8482)).toBe("21,594200° B; 105,848200° Đ");
  speak("en", words("en"));
  expect(degrees(21.5942, 105.8482)).toBe("21.594200° N; 105.848200° E");
});

test("minutes and seconds carry when they are rounded up", () => {
  expect(parts(21.5942)).toBe("21°35'39,12\"");
  expect(parts(20.9999999999)).toBe("21°00'00,00\"");
  expect(parts(105.0125)).toBe("105°00'45,00\"");
  expect(sexagesimal(21.5942, 105.8482)).toBe("21°35'39,12\" B, 105°50'53,52\" Đ");
});

test("coordinates of VN-2000 name X, Y, meridian, width and code", () => {
  expect(gridLine(grid)).toBe("X = 2.388.123,45; Y = 423.456,78");
  expect(zoneLine(grid)).toBe("kinh tuyến trục 106°30', múi 3° (EPSG:9213)");
});

test("a commune told by its centre only is said to be approximate", () => {
  expect(placeLine(found)).toBe("Phường Quyết Thắng, Thái Nguyên (gần đúng)");
  expect(placeLine({ ...found, approximate: false })).toBe("Phường Quyết Thắng, Thái Nguyên");
  expect(placeLine({ ...found, commune: null, province: null })).toBe("Không xác định được xã, phường");
});

test("whose meridian it is stands beside each candidate", () => {
  expect(usageLine(found)).toBe("kinh tuyến bản đồ hành chính của Thái Nguyên");
  expect(usageLine({ ...found, otherMeridian: "106°15'" })).toBe("kinh tuyến bản đồ hành chính của Thái Nguyên, nguồn khác ghi 106°15'");
  expect(usageLine({ ...found, usage: "older" })).toContain("trước sắp xếp");
  expect(usageLine({ ...found, usage: "earlier" })).toBe("kinh tuyến dùng ở Thái Nguyên trước Thông tư 24/2025");
  expect(usageLine({ ...found, usage: "six-degree" })).toContain("múi 6°");
  expect(usageLine({ ...found, usage: "other" })).toBe("");
});

test("a place beyond the zone that was typed is told beside it", () => {
  expect(positionOption(found).detail).not.toContain("ngoài múi");
  expect(positionOption({ ...found, given: { ...grid, beyondZone: true } }).detail).toContain("hơn 1,5°, ngoài múi 3°");
});

test("a name with brackets and quotes stays inside the link for directions", () => {
  const link = geoLink(21.5, 105.8, "Bãi rác (cũ) <b>'x'");
  expect(link).toMatch(/^geo:21\.500000,105\.800000\?q=21\.500000,105\.800000\([^()<>' ]*\)$/);
  expect(decodeURIComponent(link)).toContain("(Bãi rác (cũ) <b>'x')");
});

test("moments are those of Vietnam, whatever the browser's own time", () => {
  expect(moment("2026-06-01T18:30:00Z")).toBe("02/06/2026 01:30");
  expect(dayOf("2026-06-01T18:30:00Z")).toBe("2026-06-02");
  expect(moment("hôm qua")).toBe("hôm qua");
});
