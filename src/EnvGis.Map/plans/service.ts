// What plans and tasks ask of the service.
import { get, onward, withQuery } from "../service";

/** `id` is plan and section, as in `thai-nguyen/II.3.2`. */
export const task = (id: string, signal?: AbortSignal) =>
  get<"/api/tasks/{plan}/{section}">(`/api/tasks/${id.split("/").map(encodeURIComponent).join("/") as `${string}/${string}`}`, signal);

/** A page of tasks, by the words of /api/tasks or by the address that a page before gave. */
export const tasks = (query: string, signal?: AbortSignal) => get<"/api/tasks">(query.startsWith("/") ? onward<"/api/tasks">(query) : `/api/tasks?${query}`, signal);

export const taskCounts = (query: string, signal?: AbortSignal) => get<"/api/tasks/summary">(withQuery("/api/tasks/summary", query), signal);

export const deadlines = (query: string, signal?: AbortSignal) =>
  get<"/api/deadlines">(query.startsWith("/") ? onward<"/api/deadlines">(query) : withQuery("/api/deadlines", query), signal);

export const untended = (query: string, signal?: AbortSignal) =>
  get<"/api/features/without-tasks">(query.startsWith("/") ? onward<"/api/features/without-tasks">(query) : withQuery("/api/features/without-tasks", query), signal);

export const plan = (id: string, signal?: AbortSignal) => get<"/api/plans/{id}">(`/api/plans/${encodeURIComponent(id)}`, signal);

export const plans = async () => (await get<"/api/plans">("/api/plans")).plans;
