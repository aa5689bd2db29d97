import { below, inside } from "../base";

// Which tasks the page of tasks shows, in its address: /tasks?plan=son-la,thai-nguyen&state=overdue&view=due

export const KEYS = [
  "plan", "state", "kind", "places", "layer", "topic", "lead", "agency", "from", "to", "q", "gis", "province_code", "commune_code", "place", "task",
] as const;
export type Key = typeof KEYS[number];

/** Values by key; a key without values is not there. */
export type TaskFilter = Readonly<Partial<Record<Key, readonly string[]>>>;

export type View = "plan" | "due" | "gaps";

const VIEWS: readonly View[] = ["plan", "due", "gaps"];

/** Of these one value is asked for at a time: their text may hold commas. */
const SINGLE: readonly Key[] = ["lead", "agency", "q", "from", "to", "place"];

export function readTaskFilter(search: string): { readonly filter: TaskFilter; readonly view: View } {
  const query = new URLSearchParams(search);
  const filter: Partial<Record<Key, readonly string[]>> = {};
  for (const key of KEYS) {
    const text = query.get(key)?.trim();
    if (text) filter[key] = SINGLE.includes(key) ? [text] : text.split(",").filter(Boolean);
  }
  return { filter, view: VIEWS.find(view => view === query.get("view")) ?? "plan" };
}

/** As the service and the address take it; empty when nothing is asked for. */
export function taskQuery(filter: TaskFilter): string {
  return KEYS.flatMap(key => filter[key]?.length ? `${key}=${filter[key].map(encodeURIComponent).join(",")}` : []).join("&");
}

export function tasksAddress(filter: TaskFilter, view: View = "plan"): string {
  const query = [taskQuery(filter), view === "plan" ? "" : `view=${view}`].filter(Boolean).join("&");
  return below(query ? `/tasks?${query}` : "/tasks");
}

export function withValues(filter: TaskFilter, key: Key, values: readonly string[]): TaskFilter {
  const { [key]: _, ...others } = filter;
  return values.length > 0 ? { ...others, [key]: values } : others;
}

/** The value put in, or taken out when it is there. */
export function toggled(filter: TaskFilter, key: Key, value: string): TaskFilter {
  const values = filter[key] ?? [];
  return withValues(filter, key, values.includes(value) ? values.filter(other => other !== value) : [...values, value]);
}

/** The task that a path is the address of; null of the list. */
export function taskOf(path: string): string | null {
  const parts = /^\/tasks\/([^/]+)\/([^/]+)$/.exec(inside(path));
  try {
    return parts && `${decodeURIComponent(parts[1])}/${decodeURIComponent(parts[2])}`;
  } catch {
    // A stray % is no address of a task.
    return null;
  }
}

/** The map with the places of a task, and the task open beside them. */
export const mapOfTask = (id: string) => {
  const readable = encodeURIComponent(id).replaceAll("%2F", "/");
  return `${below("/")}?task=${readable}&sel=task:${readable}`;
};

/** Of one task, with its plan and section as path. */
export const taskAddress = (id: string) => below(`/tasks/${id.split("/").map(encodeURIComponent).join("/")}`);
