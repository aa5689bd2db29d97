// What the pages of drafts ask of the service.
import type { Taken } from "../answers";
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

export const accept = (id: number, key: string, reason: string) => post<"/api/drafts/{id}/acceptances">(`/api/drafts/${id}/acceptances`, { key, reason });

export const step = (id: number, given: Step) => post<"/api/drafts/{id}/steps">(`/api/drafts/${id}/steps`, given);

export const rehearse = (id: number, given: GivenDecision) => post<"/api/drafts/{id}/rehearsal">(`/api/drafts/${id}/rehearsal`, given);

export const decide = (id: number, given: GivenDecision) => post<"/api/drafts/{id}/decision">(`/api/drafts/${id}/decision`, given);
