// What coordinate tables of a draft ask of the service.
import type { Answer, Taken } from "../answers";
import { get, post, put } from "../service";

type Sources = "/api/drafts/{id}/sources";
type Operations = "/api/drafts/{id}/operations/{operation}";

/** A table with all that it can mean. */
export type Details = Answer<"/api/drafts/{id}/sources/{source}">;

export type Reading = Details["readings"][number];

export type Zone = Reading["zones"][number];

export type Note = Details["notes"][number];

export type Source = Answer<Sources>["given"][number];

type Change = NonNullable<NonNullable<Taken<Operations, "put">["all"]>[number]>;

export const sources = async (draft: number, signal?: AbortSignal) => (await get<Sources>(`/api/drafts/${draft}/sources`, signal)).given;

/** @param file Its bytes as Base64. */
export const give = (draft: number, name: string, file: string): Promise<Details> => post<Sources>(`/api/drafts/${draft}/sources`, { name, file });

/** All zones of VN-2000. */
export const zones = async () => (await get<"/api/grid/zones">("/api/grid/zones")).zones;

/** @param grid The EPSG code of the zone that somebody chose; null to have all weighed. */
export const read = (draft: number, source: number, grid: number | null) =>
  get<"/api/drafts/{id}/sources/{source}">(`/api/drafts/${draft}/sources/${source}${grid === null ? "" : `?grid=${grid}`}`);

/** Zones join the draft by one operation: all of them, or none. */
export const add = (draft: number, operation: string, zones: readonly Pick<Change, "layer" | "name" | "attributes" | "shape" | "positionSource" | "accuracyM">[]) =>
  put<Operations>(`/api/drafts/${draft}/operations/${operation}`, {
    kind: "together", number: null, feature: null, layer: null, name: null, attributes: null, shape: null, positionSource: null, accuracyM: null, recipe: null,
    detach: null, of: null,
    all: zones.map(zone => ({ kind: "add" as const, number: null, feature: null, read: null, recipe: null, detach: null, ...zone })),
  });
