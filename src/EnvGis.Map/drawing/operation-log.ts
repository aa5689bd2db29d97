// Every gesture is an operation with an id of its own. It is kept here until the service has acknowledged it; sent twice, it is done once. So nothing that was drawn is lost by a dead line, a closed tab
// or an answer that never came.
import type { Words } from "../answers";
import { Refusal } from "../service";
import type { Keep } from "./keep";
import type { Done, Drawn, Operation, Shape } from "./service";

/** A feature of the draft by its number; until it has one, by the id of the operation that brings it in. */
export type Key = number | string;

/** What an operation can change of a feature. */
export interface Snapshot {
  readonly name: Words;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly positionSource: string | null;
  readonly accuracyM: number | null;
  readonly dropped: boolean;
  readonly shape: Shape | null;
}

export interface Waiting {
  /** Its place among all that wait; given when it is kept. */
  readonly order?: number;
  readonly id: string;
  readonly key: Key;
  /** Without the number of a feature that has none yet. */
  readonly body: Operation;
  /** The revision of the feature that it was made upon; null of what needs none, or while that is still to come from the operation `after`. */
  readonly read: number | null;
  readonly after: string | null;
  /** What the feature was before it; null of one that was not there. */
  readonly before: Snapshot | null;
  /** What the feature becomes again, of an undo. */
  readonly again?: Snapshot | null;
  /** Of a feature that comes in: what it is called until the service tells more. */
  readonly shown?: { readonly layer: string; readonly name: Words; readonly id: number | null };
  readonly refused: Refused | null;
}

/** What the service will not do, as it says it. */
export interface Refused {
  readonly status: number;
  readonly slug: string;
  readonly sentence: Words;
  /** Of a feature that somebody else has changed meanwhile: as it is now. */
  readonly current: Drawn | null;
}

/** What may be undone, or done again: the operation, and what the feature was before it. */
export interface Step {
  readonly id: string;
  readonly key: Key;
  readonly before: Snapshot | null;
  readonly kind: Operation["kind"];
}

export interface History {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export interface Hearer {
  /** What waits, or what can be undone, has changed. */
  readonly changed: () => void;
  readonly acknowledged: (done: Done) => void;
}

const MOST_STEPS = 200;
const HISTORY = "history";

/** When what failed is tried again, unless the browser tells of a line before that. */
const [FIRST_RETRY_MS, LAST_RETRY_MS] = [2_000, 60_000];

export class OperationLog {
  waiting: readonly Waiting[] = [];
  history: History = { done: [], undone: [] };
  /** Why nothing is sent just now: the service is out of reach, busy, or asks for a sign-in. Null when all goes its way. */
  stalled: Refusal | null = null;
  /** Whether something is on its way. */
  sending = false;
  #again = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_RETRY_MS;
  #closed = false;
  /** What the service answered, for what was made in the same moment. */
  readonly #answered = new Map<string, { readonly number: number | null; readonly revision: number | null }>();

  /**
   * @param scope The person and the draft.
   * @param send Sends one operation.
   * @param alone Runs something while no other tab runs it.
   */
  constructor(
    readonly scope: string, readonly keep: Keep, readonly send: (operation: Waiting) => Promise<Done>, readonly hearer: Hearer, readonly alone: (act: () => Promise<void>) => Promise<void>,
  ) {}

  /** Reads what is kept, by this tab or another. */
  async read() {
    [this.waiting, this.history] = [await this.keep.waiting(this.scope), await this.keep.note<History>(this.scope, HISTORY) ?? { done: [], undone: [] }];
    this.hearer.changed();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** The last operation upon a feature that still waits. */
  lastUpon(key: Key) {
    return this.waiting.findLast(one => one.key === key) ?? null;
  }

  /** The number of a feature, once it has one. */
  keyOf(key: Key): Key {
    return typeof key === "string" ? this.#answered.get(key)?.number ?? key : key;
  }

  /**
   * Keeps an operation and sends it when its turn comes.
   * @param revision Of the feature as it was read; null of what needs none.
   */
  async add(given: Omit<Waiting, "read" | "after" | "refused" | "order">, revision: number | null) {
    const made = { ...given, key: this.keyOf(given.key) };
    const stuck = this.waiting.find(one => one.key === made.key && one.refused && one.refused.status !== 412);
    // A shape that was refused, drawn anew: never done, so it may say something else.
    if (stuck && made.body.kind === "draw" && (stuck.body.kind === "draw" || stuck.body.kind === "add")) {
      await this.#write({ put: [{ ...stuck, body: { ...stuck.body, shape: made.body.shape }, refused: null }] });
      return this.pump();
    }
    const last = this.lastUpon(made.key);
    const operation: Waiting = { ...made, read: last || needsNone(made.body) ? null : revision ?? this.#revisionAfter(given.key), after: last?.id ?? null, refused: null };
    const step = { id: made.id, key: made.key, before: made.before, kind: made.body.kind };
    await this.#write({ put: [operation], notes: { [HISTORY]: { done: [...this.history.done, step].slice(-MOST_STEPS), undone: [] } } });
    return this.pump();
  }

  /** @returns What was undone; null when there is nothing. `now` gives a feature as it stands. */
  undo(newId: string, now: (key: Key) => Snapshot | null) {
    return this.#back(newId, now, this.history.done, (step, made) => ({ done: this.history.done.slice(0, -1), undone: [...this.history.undone, { ...made, kind: step.kind }] }));
  }

  redo(newId: string, now: (key: Key) => Snapshot | null) {
    return this.#back(newId, now, this.history.undone, (step, made) => ({ done: [...this.history.done, { ...made, kind: step.kind }], undone: this.history.undone.slice(0, -1) }));
  }

  async #back(id: string, now: (key: Key) => Snapshot | null, from: readonly Step[], moved: (step: Step, made: Omit<Step, "kind">) => History): Promise<Step | null> {
    const step = from.at(-1);
    if (!step) return null;
    const stuck = this.waiting.find(one => one.id === step.id && one.refused);
    if (stuck) {
      await this.throwAway(stuck);
      return step;
    }
    const before = now(step.key);
    const last = this.lastUpon(step.key);
    const operation: Waiting = { id, key: step.key, body: { kind: "undo", of: step.id }, read: null, after: last?.id ?? null, before, again: step.before, refused: null };
    await this.#write({ put: [operation], notes: { [HISTORY]: moved(step, { id, key: step.key, before }) } });
    void this.pump();
    return step;
  }

  /** Sends what waits, one after the other. */
  async pump(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.sending) {
      this.#again = true;
      return;
    }
    if (this.waiting.length === 0 || this.#closed) return;
    this.sending = true;
    this.hearer.changed();
    try {
      await this.alone(() => this.#sendAll());
    } finally {
      this.sending = false;
      this.hearer.changed();
    }
    if (this.#again) {
      this.#again = false;
      await this.pump();
    }
  }

  async #sendAll() {
    while (!this.#closed) {
      // Another tab may have sent some, or made some.
      await this.read();
      const first = this.waiting[0];
      if (!first || first.refused) return;
      const next = { ...first, key: this.keyOf(first.key), read: first.read ?? (needsNone(first.body) ? null : this.#revisionAfter(first.after)) };
      try {
        const done = await this.send(next);
        this.stalled = null;
        this.#wait = FIRST_RETRY_MS;
        await this.#acknowledge(next, done);
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        if (passes(refusal)) {
          this.stalled = refusal;
          this.#timer = setTimeout(() => void this.pump(), this.#wait);
          this.#wait = Math.min(2 * this.#wait, LAST_RETRY_MS);
          return;
        }
        this.stalled = null;
        await this.#write({ put: [{ ...next, refused: refusedOf(refusal) }] });
        return;
      }
    }
  }

  #revisionAfter(operation: Key | null) {
    return typeof operation === "string" ? this.#answered.get(operation)?.revision ?? null : null;
  }

  async #acknowledge(operation: Waiting, done: Done) {
    const { featureNumber, featureRevision } = done.operation;
    this.#answered.set(operation.id, { number: featureNumber, revision: featureRevision });
    await this.read();
    const follow = this.waiting.filter(one => one.id !== operation.id && (one.after === operation.id || one.key === operation.id)).map(one => ({
      ...one, key: one.key === operation.id && featureNumber !== null ? featureNumber : one.key,
      ...one.after === operation.id ? { after: null, read: needsNone(one.body) ? null : featureRevision } : {},
    }));
    const known = (step: Step) => step.key === operation.id && featureNumber !== null ? { ...step, key: featureNumber } : step;
    await this.#write({
      put: follow, remove: this.waiting.filter(one => one.id === operation.id),
      notes: { [HISTORY]: { done: this.history.done.map(known), undone: this.history.undone.map(known) } },
    });
    this.hearer.acknowledged(done);
  }

  /** Mine over what somebody else made of it meanwhile: as another operation, made upon what stands now. */
  async keepMine(operation: Waiting, newId: string) {
    const revision = operation.refused?.current?.feature.revision ?? operation.read;
    const renamed = <T extends { readonly id: string }>(one: T) => one.id === operation.id ? { ...one, id: newId } : one;
    await this.#write({
      put: this.waiting.filter(one => one.id === operation.id || one.after === operation.id)
        .map(one => one.id === operation.id ? { ...one, id: newId, read: revision, refused: null } : { ...one, after: newId }),
      notes: { [HISTORY]: { done: this.history.done.map(renamed), undone: this.history.undone.map(renamed) } },
    });
    return this.pump();
  }

  /** The operation and what was made upon it; answers how many that were. */
  async throwAway(operation: Waiting): Promise<number> {
    const gone = new Set([operation.id]);
    for (const one of this.waiting) if (one.after !== null && gone.has(one.after) || typeof one.key === "string" && gone.has(one.key)) gone.add(one.id);
    const stays = ({ id }: { readonly id: string }) => !gone.has(id);
    await this.#write({
      remove: this.waiting.filter(one => gone.has(one.id)),
      notes: { [HISTORY]: { done: this.history.done.filter(stays), undone: this.history.undone.filter(stays) } },
    });
    void this.pump();
    return gone.size;
  }

  /** What was refused is tried as it is. */
  async tryAgain(operation: Waiting) {
    await this.#write({ put: [{ ...operation, refused: null }] });
    return this.pump();
  }

  async #write(writing: Parameters<Keep["write"]>[1]) {
    await this.keep.write(this.scope, writing);
    await this.read();
  }
}

/** Whether an operation names no revision of a feature. */
const needsNone = ({ kind }: Operation) => kind === "add" || kind === "take" || kind === "retire" || kind === "undo";

/** What may go by itself: no line, no time, too many questions, somebody who has to sign in again. */
const passes = ({ status }: Refusal) => status < 100 || status === 401 || status === 408 || status === 429 || status >= 500;

function refusedOf({ status, slug, sentence, message, problem }: Refusal): Refused {
  return { status, slug, sentence: sentence ?? { vi: message, en: message }, current: status === 412 ? problem.current as Drawn | undefined ?? null : null };
}
