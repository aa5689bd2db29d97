// Where a mark of the overview leads: the map with the filter that counts what the mark counts, over the places that it stands for.
import { MAP, type View, write } from "../address";
import type { OverviewCounts } from "../answers";
import { type Filter, withFilter } from "../filter";
import type { Extent } from "../mvt/address";

export const MEASURES = ["named", "located", "delineated", "inForce", "withOpenTask"] as const satisfies readonly (keyof OverviewCounts)[];

export type Measure = (typeof MEASURES)[number];

export type Grouping = "layers" | "provinces" | "plans";

const CONDITIONS: Readonly<Record<Measure, Filter>> = {
  named: {}, located: { unlocated: "false" }, delineated: { delineated: "true" }, inForce: { state: "in_force" }, withOpenTask: { open_task: "true" },
};

/** What the window of a desk shows beside card and drawer, in pixels; a smaller one shows the middle. */
const WINDOW = { width: 700, height: 560 };
const LEAST_ZOOM = 5, MOST_ZOOM = 14;

/** The view in which an extent (west, south, east, north in degrees) fills the window. */
export function viewOf([west, south, east, north]: Extent): View {
  const mercator = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + latitude * Math.PI / 360)) / (2 * Math.PI);
  const zoomOf = (part: number, pixels: number) => part > 0 ? Math.log2(pixels / 256 / part) : MOST_ZOOM;
  const zoom = Math.min(zoomOf((east - west) / 360, WINDOW.width), zoomOf(mercator(north) - mercator(south), WINDOW.height));
  return { zoom: Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, Math.floor(zoom))), longitude: (west + east) / 2, latitude: (south + north) / 2 };
}

/** The map with its list open. `group` null: over all. */
export function markAddress(filter: Filter, measure: Measure, group: { grouping: Grouping; id: string } | null, extent: Extent | null): string {
  const conditions = { ...CONDITIONS[measure] };
  if (group?.grouping === "provinces") conditions.province_code = group.id;
  if (group?.grouping === "plans") conditions.plan = group.id;
  return write({
    page: MAP, view: extent && viewOf(extent), layers: group?.grouping === "layers" ? [group.id] : null, filter: withFilter(filter, conditions),
    options: { list: "severity" }, selection: null,
  });
}

/** The map as it was at the end of a period: of the record, or of the days in force. */
export function periodAddress(filter: Filter, clock: "recorded" | "valid", start: string, by: "month" | "day", today: string): string {
  const last = lastDay(start, by);
  // Today is the map as it is.
  const at = last >= today ? {} : clock === "valid" ? { datetime: last } : { asOf: last };
  return write({ page: MAP, view: null, layers: null, filter: withFilter(filter, { datetime: null, asOf: null, ...at }), options: { list: "severity" }, selection: null });
}

export function lastDay(start: string, by: "month" | "day"): string {
  if (by === "day") return start;
  const [year, month] = start.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
