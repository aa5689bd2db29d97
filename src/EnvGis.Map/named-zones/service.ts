// What the register of named zones asks of the service.
import type { Answer, Taken } from "../answers";
import { get, onward, post, put, withQuery } from "../service";

type Zones = "/api/named-zones";
type Zone = "/api/named-zones/{id}";

export type Listed = Answer<Zones>;

export type Summary = Listed["zones"][number];

export type Details = Answer<Zone>;

export type Says = Taken<Zones, "post">;

export type Member = NonNullable<NonNullable<Says["members"]>[number]>;

/** @param next Where a page before said that it goes on; null for the first. */
export const zones = (query: string, next: string | null) => get<Zones>(next ? onward<Zones>(next) : withQuery("/api/named-zones", query));

export const zone = (id: number, signal?: AbortSignal) => get<Zone>(`/api/named-zones/${id}`, signal);

export const add = (says: Says) => post<Zones>("/api/named-zones", says);

/** @param read The version that was read. */
export const change = (id: number, says: Says, read: number) => put<Zone>(`/api/named-zones/${id}`, says, `n${read}`);

/**
 * @param draft An open one; null to begin one.
 * @param asOf The day whose members are drawn; null for today.
 */
export const draw = (id: number, draft: number | null, asOf: string | null) =>
  post<"/api/named-zones/{id}/draft">(`/api/named-zones/${id}/draft`, { draft, title: null, epsg: null, decimals: null, accuracyM: null, asOf });
