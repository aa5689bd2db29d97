// What drawing asks of the service.
import type { Answer, Taken, Written } from "../answers";
import { get, post, put } from "../service";

type OperationAddress = "/api/drafts/{id}/operations/{operation}";

export type Draft = Answer<"/api/drafts/{id}">;

/** A feature of a draft as the draft lists it. */
export type Listed = Draft["features"][number];

/** With its shape. */
export type Drawn = Answer<"/api/drafts/{id}/features/{number}">;

/** Corners on the lattice of the annex. */
export type Shape = NonNullable<Drawn["shape"]>;

/** One gesture, as it is sent. */
export type Operation = Taken<OperationAddress, "put">;

export type Done = Written<OperationAddress, "put">;

export type Change = NonNullable<NonNullable<Operation["all"]>[number]>;

/** One change of several, by what it says; the rest of it is nothing. */
export const changing = (said: Pick<Change, "kind"> & Partial<Change>): Change =>
  ({ number: null, feature: null, layer: null, name: null, attributes: null, shape: null, positionSource: null, accuracyM: null, recipe: null, detach: null, read: null, ...said });

export type Tool = Taken<"/api/drafts/{id}/tools", "post">;

/** What a tool would make of shapes. */
export type Made = Written<"/api/drafts/{id}/tools", "post">;

export type Neighbour = Answer<"/api/drafts/{id}/neighbours">["zones"][number];

export type Findings = Answer<"/api/drafts/{id}/findings">;

export type Finding = Findings["found"][number];

export const draft = (id: number) => get<"/api/drafts/{id}">(`/api/drafts/${id}`);

export const feature = (id: number, number: number) => get<"/api/drafts/{id}/features/{number}">(`/api/drafts/${id}/features/${number}`);

/** @param read The revision of the feature that was read; null of what needs none. */
export const change = (id: number, operation: string, body: Operation, read: number | null) =>
  put<OperationAddress>(`/api/drafts/${id}/operations/${operation}`, body, read === null ? undefined : `d${read}`);

/** What was done since an operation of a number. */
export const operations = async (id: number, after: number) => (await get<"/api/drafts/{id}/operations">(`/api/drafts/${id}/operations?after=${after}`)).done;

export const findings = (id: number) => get<"/api/drafts/{id}/findings">(`/api/drafts/${id}/findings`);

export const accept = (id: number, key: string, reason: string) => post<"/api/drafts/{id}/acceptances">(`/api/drafts/${id}/acceptances`, { key, reason });

/** Nothing is written by it. */
export const tool = (id: number, asked: Tool) => post<"/api/drafts/{id}/tools">(`/api/drafts/${id}/tools`, asked);

/** Zones in force that a box meets. @param bbox West, south, east, north in degrees. */
export const neighbours = async (id: number, bbox: readonly number[], signal: AbortSignal) =>
  (await get<"/api/drafts/{id}/neighbours">(`/api/drafts/${id}/neighbours?bbox=${bbox.map(degrees => degrees.toFixed(6)).join(",")}`, signal)).zones;
