import { expect, test } from "vitest";
import { written } from "../../src/EnvGis.Map/siting/service";
import { readDay } from "../../src/EnvGis.Map/siting/words";

test("A day is read as people write it here, and no other", () => {
  expect(readDay("31/12/2026")).toBe("2026-12-31");
  expect(readDay(" 1.2.2026 ")).toBe("2026-02-01");
  expect(readDay("2026-12-31")).toBe("2026-12-31");
  for (const none of ["31/02/2026", "12/31/2026", "2026-13-01", "31/12/26", "mai", ""]) expect(readDay(none), none).toBeNull();
});

test("The same question has the same address, whatever order it came in", () => {
  expect(written({ at: "2026-12-01", lat: "21.58", lon: "105.8" })).toBe("lon=105.8&lat=21.58&at=2026-12-01");
  expect(written({ q: "2387400 427600 EPSG:9213", within: "" })).toBe("q=2387400+427600+EPSG%3A9213");
});
