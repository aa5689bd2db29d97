// What the pages of consultations ask of the service.
import type { Taken } from "../answers";
import { get, onward, post } from "../service";

type Mine = "/api/consultations";
type OfDraft = "/api/drafts/{id}/consultations";

/** @param next Where a page before said that it goes on; null for the first. */
export const consultations = (next: string | null) => get<Mine>(next ? onward<Mine>(next) : "/api/consultations");

export const consultation = (id: number, signal?: AbortSignal) => get<"/api/consultations/{consultation}">(`/api/consultations/${id}`, signal);

export const answer = (id: number, given: Taken<"/api/consultations/{consultation}/answer", "post">) =>
  post<"/api/consultations/{consultation}/answer">(`/api/consultations/${id}/answer`, given);

export const asked = (draft: number, signal?: AbortSignal) => get<OfDraft>(`/api/drafts/${draft}/consultations`, signal);

export const ask = (draft: number, given: Taken<OfDraft, "post">) => post<OfDraft>(`/api/drafts/${draft}/consultations`, given);
