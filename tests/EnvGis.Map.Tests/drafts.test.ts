import { STATES, authorOf, isOver, latticeLine, refusalWords, shownValue, takesChanges } from "../../src/EnvGis.Map/drafts/words";
import { onMap } from "../../src/EnvGis.Map/decisions/words";
import { speak } from "../../src/EnvGis.Map/language";
import { Refusal } from "../../src/EnvGis.Map/service";
import vietnamese from "../../wwwroot/i18n/vi.json";

beforeAll(() => {
  vitest.stubGlobal("localStorage", { setItem: () => undefined });
  vitest.stubGlobal("document", { documentElement: {} });
  speak("vi", vietnamese);
});

const inState = (id: string) => ({ state: { id, title: { vi: id, en: id } } });

test("Every state has its words, and is open to changes, under way or over", () => {
  for (const state of STATES) expect(vietnamese).toHaveProperty([`drafts.state.${state}`]);
  expect(STATES.filter(state => takesChanges(inState(state)))).toEqual(["draft", "returned"]);
  expect(STATES.filter(state => isOver(inState(state)))).toEqual(["in_force", "superseded", "rejected", "withdrawn"]);
});

test("A refusal speaks of fields as the form does, and of no address", () => {
  const fields = new Refusal(400, { vi: "Mục “effectiveFrom” chưa đúng: bắt buộc phải có. Mục “số” chưa đúng: cũ.", en: "" }, { errors: [{ field: "effectiveFrom" }, { field: "số" }] });
  expect(refusalWords(fields, { effectiveFrom: "Có hiệu lực từ ngày" })).toBe("Mục “Có hiệu lực từ ngày” chưa đúng: bắt buộc phải có. Mục “số” chưa đúng: cũ.");
  const unknown = new Refusal(404, { vi: "Không có bản dự thảo “9”; danh sách ở /api/drafts.", en: "" }, { type: "/problems/unknown-draft" });
  expect(refusalWords(unknown)).toBe(vietnamese["drafts.refused.unknown-draft"]);
});

test("The lattice is told in the words of a coordinate table", () => {
  expect(latticeLine({ meridian: "106°30'", zoneWidth: 3, decimals: 2 })).toBe("VN-2000, kinh tuyến trục 106°30', múi 3°, đến xentimét");
});

test("Who did something is compared as the record names them", () => {
  expect(authorOf({ id: 1, userName: "lan", name: "Nguyễn Thị Lan", agency: "Sở Nông nghiệp và Môi trường", email: null, providers: [], secondFactor: false }))
    .toBe("Nguyễn Thị Lan, Sở Nông nghiệp và Môi trường");
});

test("A value is told as its layer does", () => {
  expect(shownValue(undefined, true)).toBe("Có");
  expect(shownValue(undefined, null)).toBe("–");
  expect(shownValue(undefined, 1234.5)).toBe("1.234,5");
});

test("A place of a decision is shown on a day on which the decision's own version of it is in force", () => {
  const told = (effectiveFrom: string, change: "change" | "retire", from: string | null, to: string | null) => onMap({ effectiveFrom }, { id: 68, change, from, to }, "2026-12-01");
  expect(told("2026-11-01", "change", "2026-11-01", null)).toBe("/?sel=feature:68");
  expect(told("2027-01-01", "change", "2027-01-01", null)).toBe("/?datetime=2027-01-01&sel=feature:68");
  expect(told("2025-03-01", "change", "2025-03-01", "2026-10-31")).toBe("/?datetime=2025-03-01&sel=feature:68");
  expect(told("2026-03-01", "retire", null, null)).toBe("/?datetime=2026-02-28&sel=feature:68");
  expect(told("2027-03-01", "retire", null, null)).toBe("/?sel=feature:68");
});
