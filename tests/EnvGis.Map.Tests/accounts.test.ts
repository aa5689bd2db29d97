import { codes, scopeWords } from "../../src/EnvGis.Map/accounts/scope";
import type { LayerInfo } from "../../src/EnvGis.Map/answers";
import { read, write } from "../../src/EnvGis.Map/address";
import { speak } from "../../src/EnvGis.Map/language";
import { initials } from "../../src/EnvGis.Map/top-bar";
import vi from "../../wwwroot/i18n/vi.json";

beforeAll(() => {
  vitest.stubGlobal("localStorage", { setItem: () => undefined });
  vitest.stubGlobal("document", { documentElement: {} });
  speak("vi", vi);
});
afterAll(() => { vitest.unstubAllGlobals(); });

test.each([["19333, 03646;19333", ["19333", "03646"]], ["  44 ", ["44"]], ["", null], [" ,; ", null]] as const)("codes typed as %j are %j", (typed, found) => {
  expect(codes(typed)).toEqual(found);
});

test("a scope names what limits it and only that", () => {
  const layers = [{ id: "landfills", title: { vi: "Bãi chôn lấp", en: "Landfills" } }] as unknown as LayerInfo[];
  const everywhere = scopeWords({ provinces: null, communes: null, layers: null }, layers);
  const narrow = scopeWords({ provinces: ["44", "14"], communes: ["19333"], layers: ["landfills", "gone"] }, layers, code => code === "44" ? "Quảng Trị" : undefined);
  expect(everywhere).not.toContain("·");
  expect(narrow.split(" · ")).toHaveLength(3);
  for (const part of ["Quảng Trị", "14", "19333", "Bãi chôn lấp", "gone"]) expect(narrow).toContain(part);
});

test.each([["Nguyễn Thị Lan", "NL"], ["Trần Văn Mới", "TM"], ["Đức", "Đ"], ["  An  Bình ", "AB"]])("%j goes by %j", (name, short) => {
  expect(initials(name)).toBe(short);
});

test.each(["account", "welcome", "people", "keys", "audit"] as const)("the page /%s has an address of its own", kind => {
  const address = read(new URL(`/${kind}?said=x#secret`, "http://localhost"));
  expect(address.page).toEqual({ kind });
  expect(write(address).split("?")[0]).toBe(`/${kind}`);
});
