import type { LayerInfo } from "../../src/EnvGis.Map/answers";
import { speak } from "../../src/EnvGis.Map/language";
import { filterWords, timeWords } from "../../src/EnvGis.Map/printing/filter-words";
import { COMMON } from "../../src/EnvGis.Map/filter";
import vi from "../../wwwroot/i18n/vi.json";

beforeAll(() => {
  vitest.stubGlobal("localStorage", { setItem: () => undefined });
  vitest.stubGlobal("document", { documentElement: {} });
  speak("vi", vi);
});
afterAll(() => { vitest.unstubAllGlobals(); });

const hotspots: LayerInfo = {
  id: "hotspots", order: 1, title: { vi: "Điểm nóng", en: "Hotspots" }, mission: true, geometry: "point", zoom: { min: 0, max: 18 }, symbol: { color: "#000" },
  attributes: [{ name: "kind", title: { vi: "Loại", en: "Kind" }, type: "code", codelist: [{ code: "waste", title: { vi: "Bãi rác", en: "Dump" } }] }],
  features: 1, unlocated: 0, extent: null,
};
const names = {
  provinces: [["19", "Thái Nguyên", "tỉnh", 0, 0]], communes: [["05488", "Đại Phúc", "xã", 0, 0]],
  plans: [{ id: "thai-nguyen", title: { vi: "Kế hoạch Thái Nguyên", en: "" } }], layers: [hotspots],
} as const;

test("a filter is said in words, codes by their names", () => {
  expect(filterWords({
    "province_code": "19", "commune_code": "05488,00001", "plan": "thai-nguyen", "from": "2026", "to": "2030", "grade": "3,4", "state": "open", "demonstration": "false",
    "hotspots.kind": "waste,other",
  }, names)).toEqual([
    "Tỉnh Thái Nguyên", "Xã Đại Phúc, 00001", "kế hoạch: Kế hoạch Thái Nguyên", "thời gian thực hiện: 2026 – 2030", "mức độ: nghiêm trọng, đặc biệt nghiêm trọng",
    "tình trạng: chưa xử lý", "không có dữ liệu minh họa", "Điểm nóng – Loại: Bãi rác, other"]);
  expect(filterWords({}, names)).toEqual([]);
});

test("no parameter goes unsaid", () => {
  for (const name of COMMON.filter(name => name !== "datetime" && name !== "asOf")) {
    const [words, ...more] = filterWords({ [name]: "1" }, names);
    expect(words, name).not.toMatch(/print\.filter/);
    expect(more).toEqual([]);
  }
});

test("the day is said, today's when none is chosen, and the day of the record", () => {
  expect(timeWords({}, "2026-11-26")).toBe("Hiệu lực ngày 26/11/2026");
  expect(timeWords({ datetime: "2026-06-01", asOf: "2026-07-01T00:00:00Z" }, "2026-11-26")).toBe("Hiệu lực ngày 01/06/2026, theo dữ liệu ghi nhận đến ngày 01/07/2026");
  expect(timeWords({ datetime: "2026-01-01/.." }, "")).toBe("Hiệu lực ngày 01/01/2026 – …");
});
