import { searchKey } from "../../src/EnvGis.Map/places/search-key";

test.each([
  ["Phúc Trìu", "phuc triu"],
  ["PHÚC TRÌU ", "phuc triu"],
  ["Phúc Trìu".normalize("NFD"), "phuc triu"],
  ["Đống Đa", "dong da"],
  ["  Đại   Phúc ", "dai phuc"],
  ["Sơn La – Lai Châu", "son la - lai chau"],
])("%j is looked for as %j", (text, key) => {
  expect(searchKey(text)).toBe(key);
});

test("Both styles of tone marks are one", () => {
  expect(searchKey("Hoà")).toBe(searchKey("Hòa"));
  expect(searchKey("Điềm Thuỵ")).toBe(searchKey("Điềm Thụy"));
});
