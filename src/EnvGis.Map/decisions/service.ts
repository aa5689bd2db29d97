// What the pages of decisions ask of the service.
import { below } from "../base";
import { get, onward } from "../service";

/** @param next Where a page before said that it goes on; null for the first. */
export const decisions = (next: string | null) => get<"/api/decisions">(next ? onward<"/api/decisions">(next) : "/api/decisions");

export const decision = (id: number, signal?: AbortSignal) => get<"/api/decisions/{id}">(`/api/decisions/${id}`, signal);

export const outlines = (id: number, signal?: AbortSignal) => get<"/api/decisions/{id}/outlines">(`/api/decisions/${id}/outlines`, signal);

export const documentOf = (id: number) => below(`/api/decisions/${id}/document`);
