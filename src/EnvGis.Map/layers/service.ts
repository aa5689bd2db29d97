// What layers and their figures ask of the service.
import { type Filter, NO_FILTER, writeFilter } from "../filter";
import { get, withQuery } from "../service";

export const layers = async () => (await get<"/api/layers">("/api/layers")).layers;

export const unlocated = async (filter: Filter = NO_FILTER, signal?: AbortSignal) =>
  (await get<"/api/unlocated">(withQuery("/api/unlocated", writeFilter(filter)), signal)).features;

export const facets = (query: string, signal?: AbortSignal) => get<"/api/facets">(withQuery("/api/facets", query), signal);
