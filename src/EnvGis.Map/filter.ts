// Which places are meant: the service's own parameters, by the same names, in the page's address and in what it asks.
import type { LayerInfo } from "./answers";

/** Parameter to value; several values of one parameter are separated by commas. Without a parameter, anything goes. */
export type Filter = Readonly<Record<string, string>>;

export const NO_FILTER: Filter = {};

/** In the order in which they stand in an address. */
export const COMMON = [
  "province_code", "commune_code", "plan", "task", "agency", "from", "to", "task_state", "grade", "state", "code", "demonstration", "unlocated", "delineated", "open_task", "datetime", "asOf",
] as const;

const OF_A_LAYER = /^[a-z][a-z0-9-]{1,40}\.[a-z][a-z0-9_]{0,40}$/;

export const isFilterName = (name: string) => (COMMON as readonly string[]).includes(name) || OF_A_LAYER.test(name);

export function readFilter(query: URLSearchParams): Filter {
  const filter: Record<string, string> = {};
  for (const [name, value] of query) if (isFilterName(name) && value !== "") filter[name] = value;
  return inOrder(filter);
}

/** As a query without question mark; empty for no filter. The same filter is always the same text. */
export const writeFilter = (filter: Filter) =>
  Object.entries(inOrder(filter)).map(([name, value]) => `${name}=${readable(value)}`).join("&");

/** Without what is null or empty; the same object when nothing changes. */
export function withFilter(filter: Filter, change: Readonly<Record<string, string | null>>): Filter {
  const changed = { ...filter } as Record<string, string>;
  for (const [name, value] of Object.entries(change)) {
    if (value) changed[name] = value;
    else delete changed[name];
  }
  return writeFilter(changed) === writeFilter(filter) ? filter : inOrder(changed);
}

export const valuesOf = (filter: Filter, name: string): readonly string[] => filter[name]?.split(",") ?? [];

/** What of a filter an address about these layers takes: attributes of other layers are not its business. */
export function filterFor(filter: Filter, layers: readonly Pick<LayerInfo, "id">[]): Filter {
  const ids = new Set(layers.map(layer => layer.id));
  return Object.fromEntries(Object.entries(filter).filter(([name]) => !name.includes(".") || ids.has(name.split(".")[0])));
}

/** The parts that choose another time. */
export const isOfAnotherTime = (filter: Filter) => "datetime" in filter || "asOf" in filter;

function inOrder(filter: Filter): Filter {
  const rank = (name: string) => {
    const at = (COMMON as readonly string[]).indexOf(name);
    return at < 0 ? COMMON.length : at;
  };
  return Object.fromEntries(Object.entries(filter).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

// RFC 3986 lets these stand in a query; a link that people read should not be full of signs.
export const readable = (value: string) =>
  encodeURIComponent(value).replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%3A", ":");
