// What search asks of the service.
import type { FoundGroup } from "../answers";
import { get } from "../service";

/**
 * @param at Longitude and latitude of the middle of the map: what lies in its province comes before its equals.
 * @param on The group, and where its page before ended.
 */
export const search = (query: string, at: readonly [number, number] | null, on: { group: FoundGroup; after: string } | null, signal?: AbortSignal) => {
  const asked = new URLSearchParams({ limit: "8", q: query });
  if (at) asked.set("at", at.map(degrees => degrees.toFixed(3)).join(","));
  if (on) Object.entries(on).forEach(([name, value]) => asked.set(name, value));
  return get<"/api/places">(`/api/places?${asked.toString()}`, signal);
};
