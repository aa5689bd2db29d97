import { inWordsOf } from "../../src/EnvGis.Map/accounts/form-part";
import { VERDICTS } from "../../src/EnvGis.Map/consultations/words";
import { plainly, speak } from "../../src/EnvGis.Map/language";
import { Refusal } from "../../src/EnvGis.Map/service";
import vietnamese from "../../wwwroot/i18n/vi.json";

beforeAll(() => {
  vitest.stubGlobal("localStorage", { setItem: () => undefined });
  vitest.stubGlobal("document", { documentElement: {} });
  speak("vi", vietnamese);
});

test("Every verdict has its words", () => {
  for (const verdict of VERDICTS) expect(vietnamese).toHaveProperty([`consultations.verdict.${verdict}`]);
});

test.each([["Đại Từ", "dai tu"], [" ĐẠI TỪ ", "dai tu"], ["Phường Gia Sàng", "phuong gia sang"]])("A name is found as it is typed: %s", (name, typed) => {
  expect(plainly(name)).toBe(typed);
});

test("A refusal speaks of fields and communes as the form does", () => {
  const refusal = new Refusal(400, { vi: "Mục “communes” chưa đúng: “05830”: xã này đã được hỏi và còn hạn trả lời.", en: "" });
  expect(inWordsOf(refusal, { "05830": "Đại Từ", communes: "Xã, phường" })).toBe("Mục “Xã, phường” chưa đúng: “Đại Từ”: xã này đã được hỏi và còn hạn trả lời.");
  expect(inWordsOf(new Refusal(401, { vi: "Hãy đăng nhập.", en: "" }))).toBe(vietnamese["drafts.signedOut"]);
});
