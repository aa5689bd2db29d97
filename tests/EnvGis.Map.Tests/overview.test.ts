import { expect, test } from "vitest";
import { lastDay, markAddress, periodAddress, viewOf } from "../../src/EnvGis.Map/overview/marks";

test("A mark leads to the map with the condition that it counts by, beside what was filtered already", () => {
  expect(markAddress({ grade: "3,4" }, "located", { grouping: "provinces", id: "19" }, null)).toBe("/?province_code=19&grade=3,4&unlocated=false&list=severity");
  expect(markAddress({}, "withOpenTask", { grouping: "plans", id: "thai-nguyen" }, null)).toBe("/?plan=thai-nguyen&open_task=true&list=severity");
  expect(markAddress({}, "named", { grouping: "layers", id: "landfills" }, [105, 21, 106, 22])).toMatch(/^\/\?l=landfills&list=severity#9\/21\.5\/105\.5$/);
});

test("The view of an extent holds it, near for one place and far for the country", () => {
  expect(viewOf([105, 21, 105, 21])).toEqual({ zoom: 14, longitude: 105, latitude: 21 });
  expect(viewOf([102, 8, 110, 23.5]).zoom).toBe(5);
});

test("A period leads to its last day, the running one to today", () => {
  expect(lastDay("2024-02-01", "month")).toBe("2024-02-29");
  expect(periodAddress({}, "recorded", "2026-03-01", "month", "2026-11-26")).toBe("/?asOf=2026-03-31&list=severity");
  expect(periodAddress({ asOf: "2026-01-01" }, "valid", "2026-03-01", "month", "2026-11-26")).toBe("/?datetime=2026-03-31&list=severity");
  expect(periodAddress({ grade: "4" }, "recorded", "2026-11-01", "month", "2026-11-26")).toBe("/?grade=4&list=severity");
});
