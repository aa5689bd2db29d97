// What the browser keeps until the service has it: operations in the order in which they were made, and what goes with them. Of one person and one draft each.
import type { Waiting } from "./operation-log";

/** What is written at once, or not at all. */
export interface Writing {
  readonly put?: readonly Waiting[];
  readonly remove?: readonly Waiting[];
  readonly notes?: Readonly<Record<string, unknown>>;
}

export interface Keep {
  /** In order. */
  waiting(scope: string): Promise<Waiting[]>;
  note<T>(scope: string, name: string): Promise<T | undefined>;
  /** An operation without a place in the order gets the next. */
  write(scope: string, writing: Writing): Promise<void>;
}

const NAME = "envgis-drawing", OPERATIONS = "operations", NOTES = "notes";

/** The browser's own database. Refused where it keeps none, as in some private windows. */
export async function browserKeep(): Promise<Keep> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(OPERATIONS, { keyPath: "order", autoIncrement: true }).createIndex("scope", "scope");
    opening.result.createObjectStore(NOTES);
  };
  const database = await answer(opening);
  return {
    waiting: scope => answer(database.transaction(OPERATIONS).objectStore(OPERATIONS).index("scope").getAll(scope) as IDBRequest<Waiting[]>),
    note: (scope, name) => answer(database.transaction(NOTES).objectStore(NOTES).get(`${scope} ${name}`)),
    write: (scope, { put = [], remove = [], notes = {} }) => new Promise((done, failed) => {
      const transaction = database.transaction([OPERATIONS, NOTES], "readwrite", { durability: "strict" });
      const operations = transaction.objectStore(OPERATIONS);
      for (const { order } of remove) operations.delete(order!);
      for (const { order, ...one } of put) operations.put(order === undefined ? { ...one, scope } : { ...one, scope, order });
      for (const [name, note] of Object.entries(notes)) transaction.objectStore(NOTES).put(note, `${scope} ${name}`);
      transaction.oncomplete = () => done();
      transaction.onabort = transaction.onerror = () => failed(transaction.error ?? new Error("not kept"));
    }),
  };
}

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

  async note<T>(scope: string, name: string) {
    return structuredClone(this.#notes.get(`${scope} ${name}`)) as T | undefined;
  }

  async write(scope: string, { put = [], remove = [], notes = {} }: Writing) {
    const gone = new Set([...remove, ...put].map(one => one.order));
    const left = (this.#waiting.get(scope) ?? []).filter(one => !gone.has(one.order));
    const all = [...left, ...put.map(one => ({ ...one, order: one.order ?? this.#next++ }))].sort((a, b) => a.order! - b.order!);
    this.#waiting.set(scope, structuredClone(all));
    for (const [name, note] of Object.entries(notes)) this.#notes.set(`${scope} ${name}`, structuredClone(note));
  }
}
