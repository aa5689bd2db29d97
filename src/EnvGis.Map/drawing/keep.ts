// What the browser keeps until the service has it: operations in the order in which they were made, and what goes with them. Of one person and one draft each.
import type { History, Waiting } from "./operation-log";

/** What is written at once, or not at all. */
export interface Writing {
  /** One without a place in the order gets the next. */
  readonly put?: readonly Waiting[];
  readonly remove?: readonly Waiting[];
  readonly history?: History;
}

export interface Keep {
  /** In order. */
  waiting(scope: string): Promise<Waiting[]>;
  history(scope: string): Promise<History | undefined>;
  /** Reads and writes as one, so that neither another tab nor an answer that comes just then is written over. */
  change(scope: string, act: (waiting: readonly Waiting[], history: History | undefined) => Writing): Promise<void>;
  note<T>(scope: string, name: string): Promise<T | undefined>;
  keepNote(scope: string, name: string, note: unknown): Promise<void>;
}

const NAME = "envgis-drawing", OPERATIONS = "operations", NOTES = "notes", HISTORY = "history";

/** The browser's own database. Refused where it keeps none, as in some private windows. */
export async function browserKeep(): Promise<Keep> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(OPERATIONS, { keyPath: "order", autoIncrement: true }).createIndex("scope", "scope");
    opening.result.createObjectStore(NOTES);
  };
  const database = await answer(opening);
  const note = async <T>(scope: string, name: string) => {
    const bridged = sessionStorage.getItem(bridge(scope, name));
    return bridged === null ? answer(database.transaction(NOTES).objectStore(NOTES).get(`${scope} ${name}`) as IDBRequest<T | undefined>) : JSON.parse(bridged) as T;
  };
  return {
    waiting: scope => answer(database.transaction(OPERATIONS).objectStore(OPERATIONS).index("scope").getAll(scope) as IDBRequest<Waiting[]>),
    history: scope => note<History>(scope, HISTORY),
    change: (scope, act) => new Promise((done, failed) => {
      const transaction = database.transaction([OPERATIONS, NOTES], "readwrite", { durability: "strict" });
      const [operations, notes] = [transaction.objectStore(OPERATIONS), transaction.objectStore(NOTES)];
      const [waiting, history] = [operations.index("scope").getAll(scope) as IDBRequest<Waiting[]>, notes.get(`${scope} ${HISTORY}`) as IDBRequest<History | undefined>];
      history.onsuccess = () => {
        // Asked for in this order, so both are there.
        const { put = [], remove = [], history: written } = act(waiting.result, history.result);
        for (const { order } of remove) operations.delete(order!);
        for (const { order, ...one } of put) operations.put(order === undefined ? { ...one, scope } : { ...one, scope, order });
        if (written) notes.put(written, `${scope} ${HISTORY}`);
      };
      transaction.oncomplete = () => done();
      transaction.onabort = transaction.onerror = () => failed(transaction.error ?? new Error("not kept"));
    }),
    note,
    keepNote: async (scope, name, kept) => {
      // The database takes a moment, in which the page may be reloaded: until then the tab has it.
      const [key, text] = [bridge(scope, name), JSON.stringify(kept)];
      try {
        sessionStorage.setItem(key, text);
      } catch (full) {
        if (!(full instanceof DOMException)) throw full;
        sessionStorage.removeItem(key);
      }
      await answer(database.transaction(NOTES, "readwrite").objectStore(NOTES).put(kept, `${scope} ${name}`));
      // What was written since then is still on its way.
      if (sessionStorage.getItem(key) === text) sessionStorage.removeItem(key);
    },
  };
}

const bridge = (scope: string, name: string) => `${NAME} ${scope} ${name}`;

const answer = <T>(request: IDBRequest<T>) => new Promise<T>((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error ?? new Error("not kept"));
});

/** Keeps nothing beyond the page. */
export class ShortKeep implements Keep {
  #next = 1;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #notes = new Map<string, unknown>();

  async waiting(scope: string) {
    return structuredClone(this.#waiting.get(scope) ?? []);
  }

  async history(scope: string) {
    return this.note<History>(scope, HISTORY);
  }

  async change(scope: string, act: (waiting: readonly Waiting[], history: History | undefined) => Writing) {
    const before = structuredClone(this.#waiting.get(scope) ?? []);
    const { put = [], remove = [], history } = act(before, structuredClone(this.#notes.get(`${scope} ${HISTORY}`)) as History | undefined);
    const gone = new Set([...remove, ...put].map(one => one.order));
    const all = [...before.filter(one => !gone.has(one.order)), ...put.map(one => ({ ...one, order: one.order ?? this.#next++ }))].sort((a, b) => a.order! - b.order!);
    this.#waiting.set(scope, structuredClone(all));
    if (history) this.#notes.set(`${scope} ${HISTORY}`, structuredClone(history));
  }

  async note<T>(scope: string, name: string) {
    return structuredClone(this.#notes.get(`${scope} ${name}`)) as T | undefined;
  }

  async keepNote(scope: string, name: string, note: unknown) {
    this.#notes.set(`${scope} ${name}`, structuredClone(note));
  }
}
