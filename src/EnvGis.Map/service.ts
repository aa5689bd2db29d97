// The only file that speaks to the service; what is asked of it, each room's service.ts knows. Addresses are held against the contract: one that the service does not have is no type.
import type { Answer, Change, Taken, Words, Written } from "./answers";
import { below } from "./base";
import type { paths } from "./contract/api";
import { type Language, language, say, t } from "./language";

/** Statuses of our own, where no answer came or none that can be read. */
const UNREACHABLE = 0, TOO_LATE = 1, UNREADABLE = 2;

/** Sentences where the answer brings none of its own. */
const KEYS: Readonly<Record<number, string>> = {
  [UNREACHABLE]: "error.unreachable", [TOO_LATE]: "error.tooLate", [UNREADABLE]: "error.unreadable", 404: "error.missing", 429: "error.busy", 502: "error.busy", 503: "error.busy", 504: "error.busy",
};

/** An answer other than the one asked for, with a sentence for the person at the page. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly sentence: Words | null, readonly problem: Problem = {}) {
    super(sentence ? say(sentence) : t(KEYS[status] ?? "error.service"));
  }

  /** Which kind of refusal, as the last part of its address: "changed-meanwhile"; empty where the answer tells none. */
  get slug() {
    return this.problem.type?.split("/").at(-1) ?? "";
  }
}

/** What a refusal brings with it (RFC 9457). */
export interface Problem {
  readonly type?: string;
  readonly detail?: string;
  readonly vi?: string;
  readonly en?: string;
  /** Of a write that came too late: what stands there now. */
  readonly current?: unknown;
  /** What is wrong with which field of what was sent. */
  readonly errors?: readonly { readonly field?: string }[];
}

/** Longer than the service itself allows a question; who waits longer waits for a line that is dead. */
const PATIENCE_MS = 30_000;

/** What is sent takes its own time on a slow line, as a scan of many megabytes. */
const SLOWEST_LINE_BYTES_PER_MS = 30;

async function ask(address: string, signal?: AbortSignal, more: RequestInit = {}): Promise<Response> {
  let response: Response;
  const late = new AbortController();
  const abort = () => late.abort();
  const timer = setTimeout(abort, PATIENCE_MS + (typeof more.body === "string" ? more.body.length / SLOWEST_LINE_BYTES_PER_MS : 0));
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  try {
    response = await fetch(below(address), { ...more, signal: late.signal, headers: { "Accept-Language": language(), ...more.headers } });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Refusal(late.signal.aborted ? TOO_LATE : UNREACHABLE, null);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    throw new Refusal(response.status, sentenceOf(problem), problem);
  }
  return response;
}

async function problemOf(response: Response): Promise<Problem> {
  if (!response.headers.get("Content-Type")?.startsWith("application/problem+json")) return {};
  return await response.json().catch(() => ({})) as Problem;
}

function sentenceOf(problem: Problem): Words | null {
  if (problem.vi && problem.en) return { vi: problem.vi, en: problem.en };
  return problem.detail ? { vi: problem.detail, en: problem.detail } : null;
}

/** An address of the contract with its parts filled in, with or without a query. */
type Filled<Address extends string> = Address extends `${infer Head}{${string}}${infer Tail}` ? `${Head}${string}${Filled<Tail>}` : Address;
export type Asked<Address extends string> = Filled<Address> | `${Filled<Address>}?${string}`;

/** @param query Without its mark; empty for none. */
export const withQuery = <Address extends string>(address: Address, query: string): Address | `${Address}?${string}` => query ? `${address}?${query}` : address;

/** Where a page before said that it goes on. */
export const onward = <Address extends keyof paths>(next: string) => next as Asked<Address>;

/** Sends something. Answers what the service answers, null when that is nothing. */
async function send<T>(method: string, address: string, body?: unknown, ifMatch?: string): Promise<T> {
  const response = await ask(address, undefined, {
    method, body: body === undefined ? undefined : JSON.stringify(body),
    headers: { ...body === undefined ? {} : { "Content-Type": "application/json" }, ...ifMatch === undefined ? {} : { "If-Match": `"${ifMatch}"` } },
  });
  try {
    return response.status === 204 ? null as T : await response.json() as T;
  } catch {
    throw new Refusal(UNREADABLE, null);
  }
}

/** `ifMatch` names the version that was read, as in `v12`; here and below. */
export const post = <Address extends keyof paths>(address: Asked<Address>, body: Taken<Address, "post">, ifMatch?: string) => send<Written<Address, "post">>("POST", address, body, ifMatch);

export const put = <Address extends keyof paths>(address: Asked<Address>, body: Taken<Address, "put">, ifMatch?: string) => send<Written<Address, "put">>("PUT", address, body, ifMatch);

export const patch = <Address extends keyof paths>(address: Asked<Address>, body: Taken<Address, "patch">, ifMatch?: string) => send<Written<Address, "patch">>("PATCH", address, body, ifMatch);

export const remove = <Address extends keyof paths>(address: Asked<Address>, body?: Taken<Address, "delete">, ifMatch?: string) => send<Written<Address, "delete">>("DELETE", address, body, ifMatch);

/** What passes for an answer may be somebody else's page, or end in the middle. */
async function read<T>(address: string, body: (response: Response) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const response = await ask(address, signal);
  try {
    return await body(response);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Refusal(UNREADABLE, null);
  }
}

export const get = <Address extends keyof paths>(address: Asked<Address>, signal?: AbortSignal) => read(address, response => response.json() as Promise<Answer<Address>>, signal);

/** A file of the page itself. */
export const file = <T>(address: string, signal?: AbortSignal) => read(address, response => response.json() as Promise<T>, signal);

/** Null when there is nothing in it. */
export const bytes = (address: string, signal: AbortSignal) => read(address, async response => response.status === 204 ? null : await response.arrayBuffer(), signal);

export const sentences = (of: Language) => file<Record<string, string>>(`/i18n/${of}.json`);

export interface Listener {
  changed(changes: readonly Change[]): void;
  /** `missed`: nobody can tell what changed meanwhile, so anything may have. */
  connected(missed: boolean): void;
  lost(): void;
}

/** A stream that is refused is asked for again after so long, then after twice as long each time; some pages a little later than others. */
const [FIRST_RETRY_MS, LAST_RETRY_MS] = [1_000, 30_000];

/** The service says something every 15 s. Who hears nothing for so long listens at a line that nobody holds any more, as after a change of network. */
const SILENT_MS = 50_000;

/** Listens until the returned function is called. The browser itself reconnects and names the last event it has seen; the service then tells
 * what followed, or "reset" when it cannot. */
export function live(listener: Listener): () => void {
  let source: EventSource;
  let timer = 0;
  let silence = 0;
  let wait = FIRST_RETRY_MS;

  const open = (missed: boolean) => {
    clearTimeout(timer);
    const line = source = new EventSource(below("/api/live"));
    const heard = () => {
      clearTimeout(silence);
      silence = window.setTimeout(() => { hangUp(); open(true); }, SILENT_MS);
    };
    heard();
    line.addEventListener("open", () => {
      heard();
      wait = FIRST_RETRY_MS;
      listener.connected(missed);
      missed = false;
    });
    for (const name of ["hello", "beat"]) line.addEventListener(name, heard);
    line.addEventListener("reset", () => {
      heard();
      listener.connected(true);
    });
    line.addEventListener("change", event => {
      heard();
      listener.changed((JSON.parse(event.data) as { changes: Change[] }).changes);
    });
    line.addEventListener("error", () => {
      // An event can be under way when the line is hung up.
      if (line !== source) return;
      heard();
      listener.lost();
      // A refused stream stays closed; only a broken one is opened again by the browser.
      if (line.readyState !== EventSource.CLOSED) return;
      clearTimeout(silence);
      clearTimeout(timer);
      timer = window.setTimeout(() => open(true), wait * (1 + Math.random() / 4));
      wait = Math.min(2 * wait, LAST_RETRY_MS);
    });
  };
  const hangUp = () => {
    clearTimeout(silence);
    clearTimeout(timer);
    source.close();
    listener.lost();
  };
  // A device that is on the net again need not wait; and what was said while it was off the net, over a line that outlived that, it could not ask for.
  const online = () => { if (source.readyState === EventSource.CLOSED) open(true); };
  addEventListener("online", online);
  addEventListener("offline", hangUp);
  open(false);
  return () => {
    removeEventListener("online", online);
    removeEventListener("offline", hangUp);
    clearTimeout(silence);
    clearTimeout(timer);
    source.close();
  };
}
