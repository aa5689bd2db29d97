import { expect, test } from "vitest";
import { todayInVietnam } from "../../src/EnvGis.Map/language";
import { dayOn, withDay, withoutTime } from "../../src/EnvGis.Map/time/time";

test("Today in Vietnam begins seven hours before it begins in Greenwich", () => {
  expect(todayInVietnam(new Date("2026-06-30T16:59:59Z"))).toBe("2026-06-30");
  expect(todayInVietnam(new Date("2026-06-30T17:00:00Z"))).toBe("2026-07-01");
});

test("Each clock sets its own parameter, and today is the map as it is", () => {
  const today = "2026-11-26";
  expect(withDay({ grade: "4" }, "valid", "2026-06-01", today)).toEqual({ grade: "4", datetime: "2026-06-01" });
  expect(withDay({ datetime: "2026-06-01" }, "recorded", "2026-07-01", today)).toEqual({ datetime: "2026-06-01", asOf: "2026-07-01" });
  expect(withDay({ datetime: "2026-06-01" }, "valid", today, today)).toEqual({});
  expect(withDay({}, "valid", "2027-01-01", today)).toEqual({ datetime: "2027-01-01" });
  expect(withDay({ asOf: "2026-01-01" }, "recorded", "2027-01-01", today)).toEqual({});
  expect(withoutTime({ grade: "4", datetime: "2026-06-01", asOf: "2026-06-01" })).toEqual({ grade: "4" });
});

test("A moment shows its day, an interval typed by hand none", () => {
  expect(dayOn({ asOf: "2026-06-01T05:00:00Z" }, "recorded")).toBe("2026-06-01");
  expect(dayOn({ datetime: "2026-01-01/2026-06-01" }, "valid")).toBeNull();
});
