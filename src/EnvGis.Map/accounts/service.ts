// What accounts ask of the service.
import type { Taken, Written } from "../answers";
import { below } from "../base";
import { language } from "../language";
import { get, onward, patch, post, put, remove, withQuery } from "../service";

/** Who is signed in, and what they may do: to a place or a task, when one is named. */
export const me = (about = "", signal?: AbortSignal) => get<"/api/me">(withQuery("/api/me", about), signal);

export const signIn = (given: Taken<"/api/session", "post">) => post<"/api/session">("/api/session", given);

export const signOut = () => remove<"/api/session">("/api/session");

/** Where a browser goes to sign in at a provider. */
export const signInAt = (provider: string) => below(`/sign-in/${provider}`);

export type Invited = Written<"/api/invitations/look", "post">;

export const lookAtInvitation = (token: string) => post<"/api/invitations/look">("/api/invitations/look", { token });

export const acceptInvitation = (given: Taken<"/api/invitations", "post">) => post<"/api/invitations">("/api/invitations", given);

export const changePassword = (given: Taken<"/api/me/password", "post">) => post<"/api/me/password">("/api/me/password", given);

export const beginSecondFactor = (password: string) => post<"/api/me/second-factor">("/api/me/second-factor", { password });

export const confirmSecondFactor = (code: string) => put<"/api/me/second-factor">("/api/me/second-factor", { code });

export const endSecondFactor = (password: string, code: string) => remove<"/api/me/second-factor">("/api/me/second-factor", { password, code });

export const tieProvider = (provider: string, given: Taken<"/api/me/providers/{provider}", "post">) =>
  post<"/api/me/providers/{provider}">(`/api/me/providers/${provider}`, given);

export const untieProvider = (provider: string) => remove<"/api/me/providers/{provider}">(`/api/me/providers/${provider}`);

export const mySessions = async () => (await get<"/api/me/sessions">("/api/me/sessions")).sessions;

export const endMySession = (id: string) => remove<"/api/me/sessions/{id}">(`/api/me/sessions/${id}`);

/** @param next Where a page before said that it goes on; null for the first. */
export const people = (words: string, next: string | null) =>
  get<"/api/people">(next ? onward<"/api/people">(next) : withQuery("/api/people", words && `q=${encodeURIComponent(words)}`));

export const addPerson = (given: Taken<"/api/people", "post">) => post<"/api/people">("/api/people", given);

export const changePerson = (id: number, given: Taken<"/api/people/{id}", "patch">) => patch<"/api/people/{id}">(`/api/people/${id}`, given);

export const setGrants = (id: number, given: Taken<"/api/people/{id}/grants", "put">) => put<"/api/people/{id}/grants">(`/api/people/${id}/grants`, given);

export const inviteAnew = (id: number) => post<"/api/people/{id}/invitation">(`/api/people/${id}/invitation`, {});

export const untieProviderOf = (id: number, provider: string) =>
  remove<"/api/people/{id}/providers/{provider}">(`/api/people/${id}/providers/${encodeURIComponent(provider)}`);

export const endSessions = (id: number) => remove<"/api/people/{id}/sessions">(`/api/people/${id}/sessions`);

export const keys = async () => (await get<"/api/keys">("/api/keys")).keys;

export const addKey = (given: Taken<"/api/keys", "post">) => post<"/api/keys">("/api/keys", given);

export const revokeKey = (id: number) => remove<"/api/keys/{id}">(`/api/keys/${id}`);

/** @param next Where a page before said that it goes on; null for the first. */
export const audit = (query: string, next: string | null) => get<"/api/audit">(next ? onward<"/api/audit">(next) : withQuery("/api/audit", query));

export const auditFile = (query: string) => below(`/api/audit.csv?lang=${language()}${query && `&${query}`}`);
