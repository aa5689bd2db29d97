import { expect, test } from "vitest";
import { thenDay, thenLabel } from "../../src/EnvGis.Map/features/feature-view";

const version = (id: number, from: string, recorded: string) => ({ id, valid: { from, to: null }, recorded: { from: recorded, to: null } });

test("a version is seen as on the first day on which it was both in force and on record", () => {
  expect(thenDay(version(1, "2026-01-01", "2026-03-05T20:00:00Z"))).toBe("2026-03-06");
  expect(thenDay(version(1, "2026-08-01", "2026-03-05T20:00:00Z"))).toBe("2026-08-01");
});

test("the time of day is told only where two versions begin on one day", () => {
  const [one, two, other] = [version(1, "2026-01-01", "2026-03-05T02:00:00Z"), version(2, "2026-01-01", "2026-03-05T03:00:00Z"), version(3, "2026-01-01", "2026-04-05T03:00:00Z")];
  expect(thenLabel(one, [one, two, other])).toBe("05/03/2026 09:00");
  expect(thenLabel(other, [one, two, other])).toBe("05/04/2026");
});
