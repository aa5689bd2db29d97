import { readFileSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";
import type { FoundPlace } from "../../src/EnvGis.Map/answers";
import { speak } from "../../src/EnvGis.Map/language";
import { placeDetail } from "../../src/EnvGis.Map/places/place-detail";

const words = (language: string) => JSON.parse(readFileSync(new URL(`../../wwwroot/i18n/${language}.json`, import.meta.url), "utf8")) as Record<string, string>;

beforeEach(() => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("document", { documentElement: {} });
  speak("vi", words("vi"));
});

const place = (code: string, province: string, district: string | null, more: Partial<FoundPlace> = {}): FoundPlace => ({
  kind: "commune", code, name: "Tân Thạnh", fullName: "Xã Tân Thạnh", province, lon: 106, lat: 10, radiusM: 4000, matched: null, became: false, note: null,
  formerDistrict: district, formerProvince: null, since: "2025-07-01", near: false, successors: [], complete: true, ...more,
});

test("a place alone of its name says its province", () => {
  const one = place("27826", "Tây Ninh", "Huyện Tân Thạnh");
  expect(placeDetail(one, [one])).toBe("Tây Ninh");
});

test("namesakes are told apart by their old district, and within one province by their first day", () => {
  const all = [place("27826", "Tây Ninh", "Huyện Tân Thạnh"), place("30157", "Đồng Tháp", "Huyện Thanh Bình"), place("30158", "Đồng Tháp", null)];
  expect(all.map(one => placeDetail(one, all))).toEqual([
    "Tây Ninh · từ địa bàn huyện Tân Thạnh cũ", "Đồng Tháp · từ địa bàn huyện Thanh Bình cũ · từ 01/07/2025", "Đồng Tháp · từ 01/07/2025",
  ]);
});

test("an old unit says what became of it and where it lay, in either language", () => {
  const note = { vi: "Xã Bảo Lý (trước 01/7/2025) nay thuộc Xã Phú Bình", en: "Bảo Lý commune (before 1 July 2025) is now part of Phú Bình commune" };
  const one = place("05908", "Thái Nguyên", "Huyện Phú Bình", { matched: "Xã Bảo Lý", became: true, note });
  expect(placeDetail(one, [one])).toBe("Xã Bảo Lý (trước 01/7/2025) nay thuộc Xã Phú Bình · trước thuộc huyện Phú Bình · Thái Nguyên");
  speak("en", words("en"));
  expect(placeDetail(one, [one])).toBe("Bảo Lý commune (before 1 July 2025) is now part of Phú Bình commune · formerly in huyện Phú Bình · Thái Nguyên");
});

test("an old district says where it lay in its note alone", () => {
  const note = { vi: "Huyện Na Rì, Bắc Kạn (trước 01/7/2025) nay là Xã Na Rì", en: "Na Rì district, Bắc Kạn (before 1 July 2025) is now Na Rì commune" };
  const one = place("Huyện Na Rì, Bắc Kạn", "Thái Nguyên", null, { kind: "district", matched: "Huyện Na Rì", became: true, note, formerProvince: "Bắc Kạn", since: null });
  expect(placeDetail(one, [one])).toBe("Huyện Na Rì, Bắc Kạn (trước 01/7/2025) nay là Xã Na Rì · Thái Nguyên");
});
