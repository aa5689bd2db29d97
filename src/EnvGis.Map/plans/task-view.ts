import { type TemplateResult, html, nothing } from "lit";
import type { LayerInfo, Lead, TaskDetails, TaskPlace, Timeline } from "../answers";
import { swatch } from "../layers/swatch";
import { date, language, number, say, t } from "../language";
import { taskAddress } from "./task-filter";
import { stateChip } from "./task-state";

export interface TaskActions {
  readonly openFeature: (place: TaskPlace) => void;
  readonly showAll: (task: TaskDetails) => void;
  readonly hover: (place: TaskPlace | null) => void;
  readonly copyLink: () => void;
  /** How far it has come, once that is known. */
  readonly progress: Element | null;
}

/** One item of a plan, for the drawer: who does what until when, where it is written, and where on the map. */
export function taskView(task: TaskDetails, layers: readonly LayerInfo[], selectedBefore: number | null, actions: TaskActions): TemplateResult {
  return html`
    <p class="chips">${stateChip(task)}</p>
    <dl class="facts">
      ${fact(t("task.plan"), say(task.planTitle))}
      ${fact(t("task.source"), html`${sourceLine(task.section, task.line)}${task.sourceDocument && task.sourceDocument.title !== task.planTitle.vi
          ? html`<small>${task.sourceDocument.title}</small>` : nothing}`)}
      ${fact(t(task.leads.length > 1 ? "task.leads" : "task.lead"), task.leads.length === 0 ? t("task.noLead")
        : html`${task.leads.map(lead => html`<span class="line">${lead.agency}${lead.scope ? html`<small>${lead.scope}</small>` : nothing}</span>`)}`)}
      ${task.coordinating.length > 0 ? fact(t("task.coordinating"), task.coordinating.join("; ")) : nothing}
      ${task.wording.length > 0 ? fact(t("task.wording"), wordingLine(task.wording)) : nothing}
      ${fact(t("task.timeline"), timelineFact(task.timeline))}
      ${fact(t("task.output"), task.output)}
      ${fact(t("task.notes"), task.notes)}
    </dl>
    ${actions.progress}
    <h3>${t("task.places")} <span class="count">${number(task.features.length)}</span></h3>
    ${task.features.length === 0 ? html`<p class="empty">${t("task.noPlaces")}</p>` : html`<ul class="place-list">
      ${task.features.map(place => placeRow(place, layers, selectedBefore, actions))}
    </ul>`}
    <div class="actions">
      ${task.features.length > 0 ? html`<button class="button primary" @click=${() => actions.showAll(task)}>${t("task.showAll")}</button>` : nothing}
      <a class="button" href=${taskAddress(task.id)}>${t("task.openPage")}</a>
      <button class="button" @click=${actions.copyLink}>${t("link.copy")}</button>
    </div>`;
}

function placeRow(place: TaskPlace, layers: readonly LayerInfo[], selectedBefore: number | null, actions: TaskActions) {
  const layer = layers.find(l => l.id === place.layer);
  const details = [
    place.role && say(place.role.title),
    place.unlocated ? t("feature.unlocated") : null,
    place.id === selectedBefore ? t("task.cameFrom") : null,
  ].filter(Boolean).join(" · ");
  return html`<li><button @click=${() => actions.openFeature(place)}
      @mouseenter=${() => actions.hover(place)} @mouseleave=${() => actions.hover(null)}
      @focus=${() => actions.hover(place)} @blur=${() => actions.hover(null)}>
    ${layer ? swatch(layer) : nothing}<span>${say(place.name)}${details ? html`<small>${details}</small>` : nothing}</span>
  </button></li>`;
}

function fact(title: string, content: TemplateResult | string | null) {
  return content ? html`<div><dt>${title}</dt><dd>${content}</dd></div>` : nothing;
}

/** Where the plan says it: "Mục II.3.2, ý 1, dòng 113". The data writes the first of a section's unnumbered items as II.3.2-b1, and KH. before a
 * section of the body of a plan that has an annex with sections of its own. */
export function sourceLine(section: string, line: number | null) {
  const [, numbered, item] = /^(.+)-b(\d+)$/.exec(section) ?? [null, section, null];
  const body = numbered.startsWith("KH.");
  return [t(body ? "task.sectionOfBody" : "task.section", { section: body ? numbered.slice(3) : numbered }), item && t("task.item", { item }), line && t("task.line", { line: String(line) })]
    .filter(Boolean).join(", ");
}

/** The leads on one line, with their scopes where the plan splits the work. */
export const leadLine = (leads: readonly Lead[]) =>
  leads.map(lead => lead.scope ? `${lead.agency} (${lead.scope})` : lead.agency).join("; ");

/** Whose work the plan says it is, word for word: “Phòng Kinh tế” (dòng 51) … “Chủ trì” (dòng 55). */
export const wordingLine = (wording: TaskDetails["wording"]) =>
  wording.map(quote => t("task.quote", { words: quote.text, line: String(quote.line) })).join(" … ");

/** When it is done, where the plan says so, and what of it the plan does not say. */
export function timelineFact(timeline: Timeline | null): TemplateResult | string {
  const words = timelineLine(timeline);
  if (!timeline || !words) return "";
  return html`${words}${timeline.line ? html`<small>${t("task.line", { line: String(timeline.line) })}</small>` : nothing}${timeline.inferred?.includes("from")
    ? html`<small>${t("task.inferredStart", { year: String(timeline.from) })}</small>` : nothing}`;
}

/** Who reports to whom, as far as the plan says it. */
export const reportWords = (who: string | null, to: string | null) =>
  to ? t("tasks.reports", { who: who ?? "", to }) : t("tasks.reportsToNobody", { who: who ?? "" });

/** The plan's own words where it has them, else its dates; in English the dates first. */
export function timelineLine(timeline: Timeline | null) {
  if (!timeline) return "";
  const { text } = timeline;
  if (text && language() === "vi") return withCondition(text, timeline);
  const dates = withCondition(datesOf(timeline), timeline);
  return text && dates ? `${dates} (“${text}”)` : text || dates;
}

/** A date that waits for something says for what, unless the plan's own words do. */
function withCondition(dates: string, { condition }: Timeline) {
  const words = condition ? say(condition) : "";
  return !words || dates.toLocaleLowerCase().includes(words.toLocaleLowerCase()) ? dates : [dates, words].filter(Boolean).join(", ");
}

/** A day of every year, given as MM-DD. */
export function dayOfYear(monthAndDay: string): string {
  const [month, day] = monthAndDay.split("-").map(Number);
  return language() === "vi" ? `${day}/${month}` : new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(Date.UTC(2024, month - 1, day));
}

function datesOf(timeline: Timeline) {
  if (timeline.before) return t("time.yearlyBefore", { date: dayOfYear(timeline.before) });
  // A year that stands beside the plan's words would pass for the plan's.
  const [from, to] = [timeline.inferred?.includes("from") ? null : timeline.from, timeline.to].map(value => value && date(String(value)));
  if (from && from === to) return from;
  if (from && to) return t("time.between", { from, to });
  return to ? t("time.until", { to }) : from ? t("time.from", { from }) : "";
}
