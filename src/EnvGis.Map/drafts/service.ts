// What the pages of drafts ask of the service.
import type { Taken } from "../answers";
import { below } from "../base";
import { get, onward, post, withQuery } from "../service";

type Drafts = "/api/drafts";
type Draft = "/api/drafts/{id}";

export type Begun = Taken<Drafts, "post">;

export type Step = Taken<"/api/drafts/{id}/steps", "post">;

export type GivenDecision = Taken<"/api/drafts/{id}/decision", "post">;

/**
 * @param states None for all.
 * @param next Where a page before said that it goes on; null for the first.
 */
export const drafts = (states: readonly string[], next: string | null) =>
  get<Drafts>(next ? onward<Drafts>(next) : withQuery("/api/drafts", states.length > 0 ? `state=${states.join(",")}` : ""));

export const begin = (draft: Begun) => post<Drafts>("/api/drafts", draft);

export const draft = (id: number, signal?: AbortSignal) => get<Draft>(`/api/drafts/${id}`, signal);

export const findings = (id: number, signal?: AbortSignal) => get<"/api/drafts/{id}/findings">(`/api/drafts/${id}/findings`, signal);

export const comparison = (id: number, feature: number, signal?: AbortSignal) =>
  get<"/api/drafts/{id}/features/{number}/comparison">(`/api/drafts/${id}/features/${feature}/comparison`, signal);

export const outlines = (id: number, signal?: AbortSignal) => get<"/api/drafts/{id}/outlines">(`/api/drafts/${id}/outlines`, signal);

export const remarks = async (id: number, signal?: AbortSignal) => (await get<"/api/drafts/{id}/remarks">(`/api/drafts/${id}/remarks`, signal)).remarks;

export const remark = async (id: number, said: Taken<"/api/drafts/{id}/remarks", "post">) => (await post<"/api/drafts/{id}/remarks">(`/api/drafts/${id}/remarks`, said)).remarks;

export const close = async (id: number, remarked: number) =>
  (await post<"/api/drafts/{id}/remarks/{remark}/done">(`/api/drafts/${id}/remarks/${remarked}/done`, undefined)).remarks;

export const accept = (id: number, key: string, reason: string) => post<"/api/drafts/{id}/acceptances">(`/api/drafts/${id}/acceptances`, { key, reason });

export const step = (id: number, given: Step) => post<"/api/drafts/{id}/steps">(`/api/drafts/${id}/steps`, given);

export const rehearse = (id: number, given: GivenDecision) => post<"/api/drafts/{id}/rehearsal">(`/api/drafts/${id}/rehearsal`, given);

export const decide = (id: number, given: GivenDecision) => post<"/api/drafts/{id}/decision">(`/api/drafts/${id}/decision`, given);

/** The coordinate annex that the draft would have, as a file. */
export const annexFile = (id: number, format: string) => below(`/api/drafts/${id}/annex.${format}`);
