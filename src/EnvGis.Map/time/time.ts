// Which time the map shows: in force on a day, as known at the end of a day. Days are those of Vietnam.
import { type Filter, withFilter } from "../filter";
import { date, t } from "../language";

export type Clock = "valid" | "recorded";

/** The parameter of the filter that each clock sets. */
export const PARAMETER: Readonly<Record<Clock, "datetime" | "asOf">> = { valid: "datetime", recorded: "asOf" };

/** The day that a clock stands on; null for today, and where an address typed by hand holds an interval. */
export function dayOn(filter: Filter, clock: Clock): string | null {
  const value = filter[PARAMETER[clock]];
  return value && /^\d{4}-\d{2}-\d{2}/.test(value) && !value.includes("/") ? value.slice(0, 10) : null;
}

/** Sets a clock; today and no day are the map as it is. The record cannot be asked for what it will know. */
export function withDay(filter: Filter, clock: Clock, day: string | null, today: string): Filter {
  const isNow = day === null || day === "" || day === today || clock === "recorded" && day > today;
  return withFilter(filter, { [PARAMETER[clock]]: isNow ? null : day });
}

export const withoutTime = (filter: Filter): Filter => withFilter(filter, { datetime: null, asOf: null });

/** What the map shows in place of today, as people read it; null today. */
export function timeWords({ datetime, asOf }: Filter): string | null {
  const words = [
    datetime && t("time.shownInForce", { date: datetime.split("/").map(part => part === ".." || part === "" ? "…" : date(part)).join(" – ") }),
    asOf && t("time.shownKnown", { date: date(asOf) }),
  ].filter(Boolean);
  return words.length > 0 ? words.join(", ") : null;
}
