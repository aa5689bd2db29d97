// What the pages of decisions ask of the service.
import { below } from "../base";
import { get, onward } from "../service";

/** @param next Where a page before said that it goes on; null for the first. */
export const decisions = (next: string | null) => get<"/api/decisions">(next ? onward<"/api/decisions">(next) : "/api/decisions");

export const decision = (id: number, signal?: AbortSignal) => get<"/api/decisions/{id}">(`/api/decisions/${id}`, signal);

export const outlines = (id: number, signal?: AbortSignal) => get<"/api/decisions/{id}/outlines">(`/api/decisions/${id}/outlines`, signal);

export const documentOf = (id: number) => below(`/api/decisions/${id}/document`);

/** What became of an annex, by the hash of its content. */
export const annex = (hash: string, signal?: AbortSignal) => get<"/api/annexes/{hash}">(`/api/annexes/${hash}`, signal);

/** Whether a file is kept with a decision, by its SHA-256. */
export const signedFile = (hash: string) => get<"/api/annexes/by-file/{hash}">(`/api/annexes/by-file/${hash}`);
