// What those who record at sites ask of the service.
import type { Taken } from "../answers";
import { get, patch, post, put, remove } from "../service";

type Feature = "/api/features/{id}";
type Position = "/api/features/{id}/position";
type Tie = "/api/features/{id}/tasks/{plan}/{section}";
type Progress = "/api/tasks/{plan}/{section}/progress";

export type GivenPosition = Taken<Position, "put">;

export type Report = Taken<Progress, "post">;

/** Of a task's id, as in `thai-nguyen/II.3.2`. */
const path = (task: string) => task.split("/").map(encodeURIComponent).join("/") as `${string}/${string}`;

export const linkRoles = async () => (await get<"/api/link-roles">("/api/link-roles")).roles;

/** `read` is the number of the version that was read; here and below. */
export const changeAttributes = (id: number, change: Taken<Feature, "patch">, read: number) => patch<Feature>(`/api/features/${id}`, change, `v${read}`);

export const locate = (id: number, position: GivenPosition, read: number) => put<Position>(`/api/features/${id}/position`, position, `v${read}`);

export const tie = (id: number, task: string, how: Taken<Tie, "put">, read: number) => put<Tie>(`/api/features/${id}/tasks/${path(task)}`, how, `v${read}`);

export const untie = (id: number, task: string, role: string, note: string, read: number) =>
  remove<Tie>(`/api/features/${id}/tasks/${path(task)}?role=${encodeURIComponent(role)}&note=${encodeURIComponent(note)}`, undefined, `v${read}`);

/** @param read Number of the newest report that was read; 0 for none. */
export const reportProgress = (task: string, report: Report, read: number) => post<Progress>(`/api/tasks/${path(task)}/progress`, report, `p${read}`);
