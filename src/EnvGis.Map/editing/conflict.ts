import { dayOf } from "../language";
import { Refusal } from "../service";

/** Somebody was faster: what stands there now, and a way to send the same again over it. */
export interface Conflict {
  readonly sentence: string;
  /** Null when the place or the report is gone. */
  readonly current: { readonly version: number; readonly author: string; readonly note: string | null; readonly attributes: Readonly<Record<string, unknown>> } | null;
  readonly again?: (version: number) => Promise<unknown>;
}

/** Null when the refusal is another one. */
export function conflictOf(refusal: unknown): Conflict | null {
  if (!(refusal instanceof Refusal) || refusal.status !== 412) return null;
  const current = refusal.problem.current as (Partial<NonNullable<Conflict["current"]>> & { number?: number }) | null | undefined;
  return {
    sentence: refusal.message,
    current: current ? { version: current.version ?? current.number ?? 0, author: current.author ?? "", note: current.note ?? null, attributes: current.attributes ?? {} } : null,
  };
}

/** What was sent beside what stands there, attribute by attribute. */
export const sides = (mine: Readonly<Record<string, unknown>>, theirs: Readonly<Record<string, unknown>>) =>
  Object.keys(mine).map(name => ({ name, mine: mine[name] ?? null, theirs: theirs[name] ?? null }));

/** The day in Vietnam, as yyyy-MM-dd. */
export const today = () => dayOf(new Date().toISOString());
