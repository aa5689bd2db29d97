// Every gesture is an operation with an id of its own. It is kept here until the service has acknowledged it; sent twice, it is done once.
// So nothing that was drawn is lost by a dead line, a closed tab or an answer that never came.
import type { Words } from "../answers";
import { Refusal } from "../service";
import type { Keep, Writing } from "./keep";
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
  /** What the feature becomes again, of an undo; null of one that was not there, and left out where that is not kept. */
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
  /** Null of one that was not there; left out of old steps with long borders: of those the service alone knows. */
  readonly before?: Snapshot | null;
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

/** How many corners of what was are kept at once, the latest first: all of it is written with every step. */
const MOST_CORNERS = 20_000;

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
  /** Of each feature, from which revision to which one's own operations that were acknowledged have brought it, nobody else's between them. */
  readonly #reached = new Map<number, { readonly from: number; readonly to: number }>();
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
    [this.waiting, this.history] = await Promise.all([this.keep.waiting(this.scope), this.keep.history(this.scope).then(found => found ?? NOTHING)]);
    this.hearer.changed();
  }

  async #change(act: (waiting: readonly Waiting[], history: History) => Writing) {
    await this.keep.change(this.scope, (waiting, history) => act(waiting, history ?? NOTHING));
    await this.read();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** The number of a feature, once it has one. */
  keyOf(key: Key): Key {
    return typeof key === "string" ? this.#answered.get(key)?.number ?? key : key;
  }

  /**
   * Keeps an operation and sends it when its turn comes.
   * @param before What the feature was; null of one that was not there, undefined of a change of several.
   * @param revision Of the feature as it was read; null of what needs none.
   */
  async add(given: Omit<Waiting, "read" | "after" | "refused" | "order">, before: Snapshot | null | undefined, revision: number | null) {
    await this.#change((waiting, history) => {
      const made = this.#uponWhatStands({ ...given, key: this.keyOf(given.key) });
      const stuck = waiting.find(one => one.key === made.key && one.refused && one.refused.status !== 412);
      // A shape that was refused, drawn anew: never done, so it may say something else.
      if (stuck && made.body.kind === "draw" && (stuck.body.kind === "draw" || stuck.body.kind === "add")) {
        return { put: [{ ...stuck, body: { ...stuck.body, shape: made.body.shape }, refused: null }] };
      }
      const last = waiting.findLast(one => touches(one, made.key));
      const operation: Waiting = { ...made, read: last || needsNone(made.body) ? null : this.#latest(made.key, revision) ?? this.#revisionAfter(given.key), after: last?.id ?? null, refused: null };
      return { put: [operation], history: { done: kept([...history.done, { id: made.id, key: made.key, before, kind: made.body.kind }]), undone: [] } };
    });
    return this.pump();
  }

  /** @returns What was undone; null when there is nothing. `now` gives a feature as it stands. */
  undo(newId: string, now: (key: Key) => Snapshot | null) {
    return this.#back(newId, now, "done", "undone");
  }

  redo(newId: string, now: (key: Key) => Snapshot | null) {
    return this.#back(newId, now, "undone", "done");
  }

  /** Doing again is undoing what undid it. */
  async #back(id: string, now: (key: Key) => Snapshot | null, from: keyof History, to: keyof History): Promise<Step | null> {
    let step: Step | undefined;
    await this.#change((waiting, history) => {
      step = history[from].at(-1);
      if (!step) return {};
      const { key, kind, before: again } = step;
      const stuck = waiting.find(one => one.id === step!.id && one.refused);
      if (stuck) return without(stuck, waiting, history).writing;
      const operation: Waiting = { id, key, body: { kind: "undo", of: step.id }, read: null, after: waiting.findLast(one => touches(one, key))?.id ?? null, again, refused: null };
      const moved: Step = { id, key, kind, before: kind === "together" ? undefined : now(key) };
      return { put: [operation], history: { ...history, [from]: history[from].slice(0, -1), [to]: kept([...history[to], moved]) } as History };
    });
    void this.pump();
    return step ?? null;
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
        await this.#change(() => ({ put: [{ ...next, refused: refusedOf(refusal) }] }));
        return;
      }
    }
  }

  /** A gesture of several that was made in the moment in which one before it was acknowledged. */
  #uponWhatStands<T extends Pick<Waiting, "body">>(made: T): T {
    const { all } = made.body;
    return all ? { ...made, body: { ...made.body, all: all.map(one => one && one.number !== null ? { ...one, read: this.#latest(one.number, one.read) } : one) } } : made;
  }

  /** What was read, or what operations of one's own alone have made of that since: the page knows of it a moment later. */
  #latest(key: Key, read: number | null) {
    const reached = typeof key === "number" ? this.#reached.get(key) : undefined;
    return reached !== undefined && read !== null && reached.from <= read && read < reached.to ? reached.to : read;
  }

  #revisionAfter(operation: Key | null) {
    return typeof operation === "string" ? this.#answered.get(operation)?.revision ?? null : null;
  }

  async #acknowledge(operation: Waiting, done: Done) {
    const { featureNumber, featureRevision } = done.operation;
    this.#answered.set(operation.id, { number: featureNumber, revision: featureRevision });
    for (const { feature: { number, revision } } of done.features) {
      const before = this.#reached.get(number);
      this.#reached.set(number, { from: before?.to === revision - 1 ? before.from : revision - 1, to: revision });
    }
    await this.#change((waiting, history) => {
      const follow = waiting.filter(one => one.id !== operation.id && (one.after === operation.id || one.key === operation.id)).map(one => ({
        ...one, key: one.key === operation.id && featureNumber !== null ? featureNumber : one.key,
        ...one.after === operation.id ? { after: null, read: needsNone(one.body) ? null : revisionIn(done, one.key) ?? featureRevision } : {},
      }));
      const known = (step: Step) => step.key === operation.id && featureNumber !== null ? { ...step, key: featureNumber } : step;
      return { put: follow, remove: waiting.filter(one => one.id === operation.id), history: { done: history.done.map(known), undone: history.undone.map(known) } };
    });
    this.hearer.acknowledged(done);
  }

  /** Mine over what somebody else made of it meanwhile: as another operation, made upon what stands now. */
  async keepMine(operation: Waiting, newId: string) {
    const revision = operation.refused?.current?.feature.revision ?? operation.read;
    const renamed = <T extends { readonly id: string }>(one: T) => one.id === operation.id ? { ...one, id: newId } : one;
    await this.#change((waiting, history) => ({
      put: waiting.filter(one => one.id === operation.id || one.after === operation.id)
        .map(one => one.id === operation.id ? { ...readAgain(one, revision), id: newId, refused: null } : { ...one, after: newId }),
      history: { done: history.done.map(renamed), undone: history.undone.map(renamed) },
    }));
    return this.pump();
  }

  /** The operation and what was made upon it; answers how many that were. */
  async throwAway(operation: Waiting): Promise<number> {
    let count = 0;
    await this.#change((waiting, history) => {
      const left = without(operation, waiting, history);
      count = left.count;
      return left.writing;
    });
    void this.pump();
    return count;
  }

  /** What was refused is tried as it is. */
  async tryAgain(operation: Waiting) {
    await this.#change(() => ({ put: [{ ...operation, refused: null }] }));
    return this.pump();
  }
}

/** Made upon what stands now. */
function readAgain(operation: Waiting, revision: number | null): Waiting {
  const { body, refused } = operation;
  if (body.kind !== "together") return { ...operation, read: revision };
  const number = refused?.current?.feature.number;
  return { ...operation, body: { ...body, all: body.all?.map(one => one && one.number === number && number !== undefined ? { ...one, read: revision } : one) } };
}

const touches = ({ key, body }: Waiting, other: Key) => key === other || (body.all?.some(one => one?.number === other) ?? false);

const revisionIn = ({ features }: Done, key: Key) => features.find(one => one.feature.number === key)?.feature.revision;

const NOTHING: History = { done: [], undone: [] };

function without(operation: Waiting, waiting: readonly Waiting[], history: History): { readonly count: number; readonly writing: Writing } {
  const gone = new Set([operation.id]);
  for (const one of waiting) if (one.after !== null && gone.has(one.after) || typeof one.key === "string" && gone.has(one.key)) gone.add(one.id);
  const stays = ({ id }: { readonly id: string }) => !gone.has(id);
  return { count: gone.size, writing: { remove: waiting.filter(one => gone.has(one.id)), history: { done: history.done.filter(stays), undone: history.undone.filter(stays) } } };
}

/** The steps that are kept, and of them what the feature was as long as there is room. */
function kept(steps: readonly Step[]): Step[] {
  let corners = 0;
  return steps.slice(-MOST_STEPS).reverse().map(({ before, ...step }) => {
    corners += before?.shape?.parts.reduce((sum, part) => sum + part.rings.reduce((all, ring) => all + ring.corners.length, 0), 0) ?? 0;
    return corners > MOST_CORNERS && before ? step : { ...step, before };
  }).reverse();
}

/** Whether an operation names no revision of a feature. */
const needsNone = ({ kind }: Operation) => kind === "add" || kind === "take" || kind === "retire" || kind === "undo" || kind === "together";

/** What may go by itself: no line, no time, too many questions, somebody who has to sign in again. */
const passes = ({ status }: Refusal) => status < 100 || status === 401 || status === 408 || status === 429 || status >= 500;

function refusedOf({ status, slug, sentence, message, problem }: Refusal): Refused {
  return { status, slug, sentence: sentence ?? { vi: message, en: message }, current: status === 412 ? problem.current as Drawn | undefined ?? null : null };
}
