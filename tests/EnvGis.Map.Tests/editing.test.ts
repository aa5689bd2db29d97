import { conflictOf, sides } from "../../src/EnvGis.Map/editing/conflict";
import { changed, valueOf } from "../../src/EnvGis.Map/editing/values";
import { Refusal } from "../../src/EnvGis.Map/service";

test.each([
  ["number", "12,5", 12.5], ["number", "12.5", 12.5], ["number", " -1 200,25 ", -1200.25], ["integer", "40", 40], ["number", "khoảng 5", "khoảng 5"],
  ["boolean", "true", true], ["boolean", "false", false], ["text", "  Ao   làng ", "Ao   làng"], ["text", "   ", null], ["number", "", null], ["date", "2026-11-20", "2026-11-20"],
] as const)("What is typed for %s, %j, is sent as %j", (type, typed, sent) => {
  expect(valueOf(type, typed)).toBe(sent);
});

const words = { vi: "Đã có người ghi trước.", en: "Somebody was faster." };
const attribute = (name: string, type: "text" | "number" | "boolean") => ({ name, type }) as Parameters<typeof changed>[0][number];

test("only what differs is sent, and what was emptied is sent as nothing", () => {
  const attributes = [attribute("measures", "text"), attribute("area", "number"), attribute("lined", "boolean"), attribute("owner", "text")];
  const before = [{ name: "measures", value: "Rào chắn" }, { name: "area", value: 2.5 }, { name: "owner", value: "Xã" }];
  const typed: Record<string, string> = { measures: "Rào chắn", area: "2,5", lined: "", owner: " " };
  expect(changed(attributes, before, name => typed[name])).toEqual({ owner: null });
  expect(changed(attributes, before, name => ({ ...typed, area: "3", lined: "false" })[name]!)).toEqual({ area: 3, lined: false, owner: null });
});

test("a conflict shows both sides of what was sent and nothing else", () => {
  const refusal = new Refusal(412, words, { current: { version: 31, author: "Lan", note: "Kiểm tra", attributes: { severity: "serious", owner: "Xã" } } });
  const conflict = conflictOf(refusal)!;
  expect(conflict.current).toMatchObject({ version: 31, author: "Lan", note: "Kiểm tra" });
  expect(sides({ severity: "light", status: null }, conflict.current!.attributes)).toEqual([
    { name: "severity", mine: "light", theirs: "serious" }, { name: "status", mine: null, theirs: null },
  ]);
});

test("other refusals are no conflicts, and a conflict about what is gone has no other side", () => {
  expect(conflictOf(new Refusal(403, words))).toBeNull();
  expect(conflictOf(new Error("x"))).toBeNull();
  expect(conflictOf(new Refusal(412, words, { current: null }))!.current).toBeNull();
});
