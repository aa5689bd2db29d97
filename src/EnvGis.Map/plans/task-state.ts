import { type TemplateResult, html, svg } from "lit";
import type { Occurrence, Schedule, TaskState, Timeline } from "../answers";
import { date, say, t, word } from "../language";

/** How many days ahead the days are counted; beyond, the date says more. */
const COUNTED_DAYS = 366;

/** How a task stands, by a shape, words and the days left: never by colour alone. */
export function stateChip(task: Schedule & { readonly timeline?: Timeline | null }): TemplateResult {
  return html`<span class="state-chip is-${task.state}">${stateIcon(task.state)}${stateWords(task)}</span>`;
}

export function stateWords(task: Schedule & { readonly timeline?: Timeline | null }): string {
  // Of a duty of every year, which year's.
  return yearOf(task.occurrence) ? t("taskState.ofYear", { words: words(task), year: task.occurrence! }) : words(task);
}

function words({ state, dueOn, daysLeft, timeline }: Schedule & { readonly timeline?: Timeline | null }): string {
  if (state === "overdue") return t("taskState.overdueBy", { n: -daysLeft! });
  if (state === "not-begun") return timeline?.from && !timeline.inferred?.includes("from") ? t("taskState.beginsIn", { year: String(timeline.from) }) : word("task-state", "not-begun");
  if (state === "running") return daysLeftWords(dueOn!, daysLeft!);
  return word("task-state", state);
}

const yearOf = (occurrence = "") => /^\d{4}$/.test(occurrence);

/** "Kỳ năm 2026", the name of a milestone, or that it is the task as a whole. */
export function occurrenceName({ id, title }: Pick<Occurrence, "id" | "title">): string {
  return title ? say(title) : yearOf(id) ? t("occurrence.year", { year: id }) : t("occurrence.whole");
}

/** "còn 35 ngày", "hôm nay", "quá 3 ngày"; the date when it is far. */
export function daysLeftWords(dueOn: string, daysLeft: number): string {
  if (daysLeft < 0) return t("taskState.overdueBy", { n: -daysLeft });
  if (daysLeft === 0) return t("taskState.today");
  return daysLeft <= COUNTED_DAYS ? t("taskState.daysLeft", { n: daysLeft }) : t("taskState.until", { date: date(dueOn) });
}

const SHAPES: Readonly<Record<TaskState, () => TemplateResult<2>>> = {
  "overdue": () => svg`<path d="M8 1.5 15 14H1Z" fill="currentColor"/><path d="M8 6v4M8 11.2v1.6" stroke="#fff" stroke-width="1.6"/>`,
  "running": () => svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 8V2a6 6 0 0 1 0 12Z" fill="currentColor"/>`,
  "open-ended": () => svg`<path d="M2.5 8h9.5M8.5 3.8 12.8 8l-4.3 4.2" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linejoin="round"/>`,
  "not-begun": () => svg`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="3 2.2"/>`,
  "done": () => svg`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="m5 8.2 2.2 2.3L11.2 6" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  "undated": () => svg`<path d="M3 8h10" stroke="currentColor" stroke-width="2"/>`,
};

export const stateIcon = (state: TaskState) =>
  html`<svg class="state-icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">${SHAPES[state]()}</svg>`;
