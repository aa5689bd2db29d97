// The only file that speaks to the service.
import type {
  ApiKey, AuditEntry, BaseContent, Basemap, Change, CornerTable, DeadlinePage, Facets, FeatureDetails, Found, FoundGroup, Grid, LayerInfo, ListedZone, ListPage, Me, NamedPoint, Overview, Person, PlanDetails,
  PlanTitle, RecordChanges, Revision, Session, TaskCounts, TaskDetails, TaskPage, Unlocated, UntendedPage, Words, Zones,
} from "./answers";
import { below } from "./base";
import { type Filter, NO_FILTER, writeFilter } from "./filter";
import { type Language, language, say, t } from "./language";
import type { Extent, TileAddress } from "./mvt/address";

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
}

/** Longer than the service itself allows a question; who waits longer waits for a line that is dead. */
const PATIENCE_MS = 30_000;

async function ask(address: string, signal?: AbortSignal, more: RequestInit = {}): Promise<Response> {
  let response: Response;
  const late = new AbortController();
  const abort = () => late.abort();
  const timer = setTimeout(abort, PATIENCE_MS);
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

/** Sends something; `ifMatch` names the version that was read, as in `v12`. Answers what the service answers, null when that is nothing. */
export async function send<T>(method: "POST" | "PUT" | "PATCH" | "DELETE", address: string, body?: unknown, ifMatch?: string): Promise<T> {
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

const json = <T>(address: string, signal?: AbortSignal) => read(address, response => response.json() as Promise<T>, signal);

/** Who is signed in, and what they may do: to a place or a task, when one is named. */
export const me = (about = "", signal?: AbortSignal) => json<Me>(`/api/me${about && `?${about}`}`, signal);

export const mySessions = async () => (await json<{ sessions: Session[] }>("/api/me/sessions")).sessions;

export const people = (address: string, signal?: AbortSignal) => json<{ people: Person[]; next: string | null }>(address, signal);

export const keys = async () => (await json<{ keys: ApiKey[] }>("/api/keys")).keys;

export const audit = (address: string, signal?: AbortSignal) => json<{ entries: AuditEntry[]; next: string | null }>(address, signal);

export const linkRoles = async () => (await json<{ roles: { code: string; title: Words }[] }>("/api/link-roles")).roles;

export const layers = async () => (await json<{ layers: LayerInfo[] }>("/api/layers")).layers;

export const unlocated = async (filter: Filter = NO_FILTER, signal?: AbortSignal) =>
  (await json<{ features: Unlocated[] }>(`/api/unlocated${asQuery(filter)}`, signal)).features;

/** A page of what lies in the window, by the words of /api/list or by the address that a page before gave. */
export const list = (query: string, signal?: AbortSignal) => json<ListPage>(query.startsWith("/") ? query : `/api/list?${query}`, signal);

export const facets = (query: string, signal?: AbortSignal) => json<Facets>(`/api/facets${query && `?${query}`}`, signal);

export const overview = (query: string, signal?: AbortSignal) => json<Overview>(`/api/overview${query && `?${query}`}`, signal);

/** When things changed, by the clock of the record or of the days in force. */
export const changesOf = (query: string, clock: RecordChanges["clock"], by: "month" | "day", signal?: AbortSignal) =>
  json<RecordChanges>(`/api/overview/changes?clock=${clock}&by=${by}${query && `&${query}`}`, signal);

const asQuery = (filter: Filter) => {
  const query = writeFilter(filter);
  return query && `?${query}`;
};

/** In force on a day and as known at a moment; today's when neither is given. */
export const feature = (id: number, signal?: AbortSignal, at: { readonly datetime?: string | null; readonly asOf?: string | null } = {}) => {
  const query = Object.entries(at).filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join("&");
  return json<FeatureDetails>(`/api/features/${id}${query && `?${query}`}`, signal);
};

export const featureVersion = (id: number, version: number, signal?: AbortSignal) =>
  json<FeatureDetails>(`/api/features/${id}/versions/${version}`, signal);

/** The first few hundred corners; `epsg` null for the zone of the feature's province. */
export const corners = (id: number, source: CornerTable["source"], epsg: number | null, signal?: AbortSignal) =>
  json<CornerTable>(cornersAddress(id, source, epsg), signal);

/** All corners, for a spreadsheet. */
export const cornersFile = (id: number, source: CornerTable["source"], epsg: number, separator: "semicolon" | "comma") =>
  `${below(cornersAddress(id, source, epsg))}&f=csv&separator=${separator}&lang=${language()}`;

const cornersAddress = (id: number, source: CornerTable["source"], epsg: number | null) =>
  `/api/features/${id}/coordinates?source=${source}${epsg === null ? "" : `&epsg=${epsg}`}`;

export const listedZones = async () => (await json<{ zones: ListedZone[] }>("/api/crs")).zones;

/** `id` is plan and section, as in `thai-nguyen/II.3.2`. */
export const task = (id: string, signal?: AbortSignal) =>
  json<TaskDetails>(`/api/tasks/${id.split("/").map(encodeURIComponent).join("/")}`, signal);

/** A page of tasks, by the words of /api/tasks or by the address that a page before gave. */
export const tasks = (query: string, signal?: AbortSignal) =>
  json<TaskPage>(query.startsWith("/") ? query : `/api/tasks?${query}`, signal);

export const taskCounts = (query: string, signal?: AbortSignal) => json<TaskCounts>(`/api/tasks/summary${query && `?${query}`}`, signal);

export const deadlines = (query: string, signal?: AbortSignal) =>
  json<DeadlinePage>(query.startsWith("/") ? query : `/api/deadlines${query && `?${query}`}`, signal);

export const untended = (query: string, signal?: AbortSignal) =>
  json<UntendedPage>(query.startsWith("/") ? query : `/api/features/without-tasks${query && `?${query}`}`, signal);

export const plan = (id: string, signal?: AbortSignal) => json<PlanDetails>(`/api/plans/${encodeURIComponent(id)}`, signal);

export const plans = async () => (await json<{ plans: PlanTitle[] }>("/api/plans")).plans;

/**
 * @param at Longitude and latitude of the middle of the map: what lies in its province comes before its equals.
 * @param on The group, and where its page before ended.
 */
export const search = (query: string, at: readonly [number, number] | null, on: { group: FoundGroup; after: string } | null, signal?: AbortSignal) => {
  const asked = new URLSearchParams({ limit: "8", q: query });
  if (at) asked.set("at", at.map(degrees => degrees.toFixed(3)).join(","));
  if (on) Object.entries(on).forEach(([name, value]) => asked.set(name, value));
  return json<Found>(`/api/places?${asked.toString()}`, signal);
};

const bytes = (address: string, signal: AbortSignal) =>
  read(address, async response => response.status === 204 ? null : await response.arrayBuffer(), signal);

/** One tile with all the listed layers; null when there is nothing in it. The browser's own cache asks whether it changed. */
export async function tile(
  ids: readonly string[], { z, x, y }: TileAddress, signal: AbortSignal, filter: Filter = NO_FILTER,
): Promise<ArrayBuffer | null> {
  const query = writeFilter(filter);
  return await bytes(`/tiles/${ids.join(",")}/${z}/${x}/${y}.mvt${query ? `?${query}` : ""}`, signal);
}

export const sentences = (of: Language) => json<Record<string, string>>(`/i18n/${of}.json`);

export const basemap = () => json<Basemap>("/app/basemap.json");

export const baseContent = () => json<BaseContent>("/api/map");

/** A tile of what lies under the layers; null when there is nothing in it. `template` is the one that the service gave. */
export async function baseTile(template: string, { z, x, y }: TileAddress, signal: AbortSignal): Promise<ArrayBuffer | null> {
  return await bytes(template.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y)), signal);
}

/** Of a square of one degree that `Basemap.communeCells` names. */
export const communesOf = async (cell: string) => (await json<{ communes: NamedPoint[] }>(`/app/communes/${cell}.json`)).communes;

export const communes = async () => (await json<{ communes: NamedPoint[] }>("/app/communes.json")).communes;

export const grid = (extent: Extent, epsg: number, step: number, signal?: AbortSignal) =>
  json<Grid>(`/api/grid?bbox=${extent.map(degrees => degrees.toFixed(7)).join(",")}&epsg=${epsg}&step=${step}`, signal);

/** The zones of VN-2000, with the province that a place lies in. */
export const zonesAt = (longitude: number, latitude: number, signal?: AbortSignal) =>
  json<Zones>(`/api/grid/zones?lon=${longitude.toFixed(6)}&lat=${latitude.toFixed(6)}`, signal);

export const revision = (signal?: AbortSignal) => json<Revision>("/api/revision", signal);

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
