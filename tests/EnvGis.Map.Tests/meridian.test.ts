import { readFileSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";
import type { ProvinceZone } from "../../src/EnvGis.Map/answers";
import { speak } from "../../src/EnvGis.Map/language";
import { beyondLine, degreesOf, meaning, olderLine, zoneNote } from "../../src/EnvGis.Map/places/meridian";

const words = (language: string) => JSON.parse(readFileSync(new URL(`../../wwwroot/i18n/${language}.json`, import.meta.url), "utf8")) as Record<string, string>;

beforeEach(() => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("document", { documentElement: {} });
  speak("vi", words("vi"));
});

const zone = (epsg: number, meridian: string, rest: Partial<ProvinceZone>): ProvinceZone =>
  ({ epsg, meridian, widthDegrees: 3, provinceMap: false, older: false, former: null, otherSource: null, ...rest });

const quangTri = [
  zone(9211, "106°00'", { provinceMap: true, older: true, former: "Quảng Bình" }),
  zone(9212, "106°15'", { older: true, former: "Quảng Trị", otherSource: "bảng thứ hai" }),
  zone(3405, "105°00'", { widthDegrees: 6 }),
];
const laiChau = [zone(9208, "104°45'", { provinceMap: true }), zone(9205, "103°00'", { older: true, former: "Lai Châu" })];
const thaiNguyen = [zone(9213, "106°30'", { provinceMap: true, older: true })];

test("each zone of a chooser says what it is to the province", () => {
  expect(quangTri.map(one => meaning(one, true))).toEqual([
    "bản đồ hành chính của tỉnh, thành phố; bảng cũ của Quảng Bình",
    "bản đồ hành chính theo nguồn khác; bảng cũ của Quảng Trị",
    "bản đồ địa hình quốc gia",
  ]);
  expect(meaning(laiChau[1], false)).toBe("bảng lập trước 01/7/2025");
  expect(meaning(thaiNguyen[0], true)).toBe("bản đồ hành chính của tỉnh, thành phố; bảng lập trước 01/7/2025");
});

test("below it stands how sure that is, and where sources disagree both are named", () => {
  for (const one of quangTri.slice(0, 2)) {
    const note = zoneNote(one.epsg, quangTri, true);
    expect(note).toContain("Độ tin cậy vừa");
    expect(note).toContain("106°00'");
    expect(note).toContain("106°15' theo bảng thứ hai");
  }
  const sure = zoneNote(9213, thaiNguyen, true);
  expect(sure).toContain("Thông tư 24/2025/TT-BNNMT");
  expect(sure).toContain("Độ tin cậy cao");
  expect(zoneNote(9999, quangTri, true)).toBe("");
  expect(zoneNote(3405, quangTri, true)).toContain("Múi 6°");
});

test("before the merger is said only of a province that was merged", () => {
  expect(olderLine(quangTri, true)).toBe("Trước sắp xếp: 106°00' Quảng Bình; 106°15' Quảng Trị.");
  expect(olderLine(laiChau, false)).toBe("Trước Thông tư 24/2025/TT-BNNMT: 103°00'.");
  expect(olderLine(thaiNguyen, true)).toBe("");
  for (const [own, rearranged] of [[laiChau, false], [thaiNguyen, false]] as const) {
    for (const one of own) expect(zoneNote(one.epsg, own, rearranged) + meaning(one, rearranged)).not.toContain("sắp xếp");
  }
});

test("beyond half the zone's width it says so in both languages", () => {
  expect(beyondLine(laiChau[0])).toContain("cách kinh tuyến trục 104°45' hơn 1,5°");
  expect(degreesOf("104°45'")).toBe(104.75);
  speak("en", words("en"));
  expect(beyondLine(quangTri[2])).toContain("more than 3° from the central meridian 105°00'");
});
