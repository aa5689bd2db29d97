// What the overview and the course of time ask of the service.
import type { RecordChanges } from "../answers";
import { get, onward, withQuery } from "../service";

export const overview = (query: string, signal?: AbortSignal) => get<"/api/overview">(withQuery("/api/overview", query), signal);

/** When things changed, by the clock of the record or of the days in force. */
export const changesOf = (query: string, clock: RecordChanges["clock"], by: RecordChanges["by"], signal?: AbortSignal) =>
  get<"/api/overview/changes">(`/api/overview/changes?clock=${clock}&by=${by}${query && `&${query}`}`, signal);

type Zones = "/api/named-zones";

/** How many named zones the drafts hold that the caller sees, in provinces by their codes; in all where there are none. */
export async function drafted(provinces: string, signal?: AbortSignal) {
  let count = 0;
  for (const province of provinces.split(",")) {
    for (let next: string | null = withQuery("/api/named-zones", `state=in-draft${province && `&province=${province}`}`); next !== null;) {
      const page: Awaited<ReturnType<typeof get<Zones>>> = await get<Zones>(onward<Zones>(next), signal);
      count += page.zones.length;
      next = page.next;
    }
  }
  return count;
}
