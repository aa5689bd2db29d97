// What the overview and the course of time ask of the service.
import type { RecordChanges } from "../answers";
import { get, withQuery } from "../service";

export const overview = (query: string, signal?: AbortSignal) => get<"/api/overview">(withQuery("/api/overview", query), signal);

/** When things changed, by the clock of the record or of the days in force. */
export const changesOf = (query: string, clock: RecordChanges["clock"], by: RecordChanges["by"], signal?: AbortSignal) =>
  get<"/api/overview/changes">(`/api/overview/changes?clock=${clock}&by=${by}${query && `&${query}`}`, signal);
