import { type TemplateResult, html, nothing } from "lit";
import type { Target, TaskDetails, TaskPlace, TaskTopic } from "../answers";
import { below } from "../base";
import { cameBack } from "../connection";
import { date, number, say, t, word } from "../language";
import { swatch } from "../layers/swatch";
import { styles } from "../pages";
import { Part } from "../part";
import { Refusal } from "../service";
import type { State } from "../store";
import * as service from "./service";
import { smallMap } from "./small-map";
import { mapOfTask, taskAddress, tasksAddress } from "./task-filter";
import { occurrenceName, stateChip } from "./task-state";
import { sourceLine, timelineFact, wordingLine } from "./task-view";

type Content = { readonly kind: "loading" } | { readonly kind: "refused"; readonly sentence: string } | { readonly kind: "there"; readonly task: TaskDetails };

/** One item of a plan on a page of its own: what the plan says of it, and its places on a small map. */
export class TaskArticle extends Part {
  #id: string | null = null;
  #content: Content = { kind: "loading" };
  #asking: AbortController | null = null;
  #leaveMap: (() => void) | null = null;
  #mapOf: string | null = null;
  #copied: boolean | null = null;
  /** Reports of the unit that leads it; null until they are there. */
  #progress: Element | null = null;

  override connectedCallback() {
    super.connectedCallback();
    // The map went with the last showing.
    this.requestUpdate();
  }

  override disconnectedCallback() {
    this.#closeMap();
    super.disconnectedCallback();
  }

  protected override stateChanged(state: State, before: State) {
    // The credit is in the language of the page.
    if (state.language !== before.language || state.unlocated !== before.unlocated) this.#closeMap();
    if (cameBack(state, before) && this.#id !== null) void this.#ask(this.#id, false);
  }

  /** Null when there is nothing to show. */
  show(id: string | null) {
    if (id === this.#id) return;
    this.#id = id;
    if (id !== null) void this.#ask(id);
  }

  /** @param anew whether another task is opened, which begins at its top. */
  async #ask(id: string, anew = true) {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    if (anew) {
      this.#closeMap();
      this.#content = { kind: "loading" };
      this.#copied = null;
      this.requestUpdate();
    }
    try {
      const task = await service.task(id, asking.signal);
      if (asking.signal.aborted) return;
      this.#closeMap();
      this.#content = { kind: "there", task };
      void this.#showProgress(task, asking.signal);
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#content = { kind: "refused", sentence: refusal.message };
    }
    this.requestUpdate();
    if (!anew) return;
    await this.updateComplete;
    this.closest(".tasks-scroll")?.scrollTo(0, 0);
    this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  async #showProgress(task: TaskDetails, signal: AbortSignal) {
    this.#progress = null;
    if (task.progress.reports.length === 0 && !this.store.state.me?.acts.includes("report-progress")) return;
    const [{ TaskProgress }] = await Promise.all([import("../editing/progress-form"), styles("/css/forms.css")]);
    if (signal.aborted) return;
    this.#progress = new TaskProgress(this.store, task, () => void this.#ask(task.id, false));
    this.requestUpdate();
  }

  #closeMap() {
    this.#leaveMap?.();
    this.#leaveMap = this.#mapOf = null;
  }

  protected override updated() {
    const container = this.querySelector<HTMLElement>(".small-map");
    if (this.#content.kind !== "there" || !container || this.#mapOf === this.#content.task.id) return;
    this.#closeMap();
    this.#mapOf = this.#content.task.id;
    this.#leaveMap = smallMap(container, this.store, this.#content.task);
  }

  protected override render() {
    const content = this.#content;
    if (content.kind === "loading") return html`<div class="skeleton" aria-label=${t("drawer.loading")}><i></i><i></i><i></i><i></i></div>`;
    if (content.kind === "refused") {
      return html`<div class="tasks-empty" role="alert"><h2 tabindex="-1">${t("drawer.refused")}</h2><p>${content.sentence}</p>
        <button class="button" @click=${() => void this.#ask(this.#id!)}>${t("again")}</button> <a class="button" href=${below("/tasks")}>${t("taskPage.all")}</a></div>`;
    }
    return this.#task(content.task);
  }

  #task(task: TaskDetails): TemplateResult {
    return html`<article class="task-page">
      <nav class="task-path" aria-label=${t("taskPage.path")}><ol>
        <li><a href=${below("/tasks")}>${t("tasks.title")}</a></li>
        <li><a href=${tasksAddress({ plan: [task.plan] })}>${say(task.planTitle)}</a></li>
        ${task.headings.map(heading => html`<li>${heading.number}. ${say(heading.title)}</li>`)}
      </ol></nav>
      <header>
        <p class="over">${word("task-kind", task.kind)} · ${sourceLine(task.section, task.line)}</p>
        <h2 tabindex="-1">${say(task.title)}</h2>
        <p class="task-standing">${stateChip(task)}${task.dueOn ? html`<span>${[t("taskPage.dueOn", { date: date(task.dueOn) }), task.timeline?.condition && say(task.timeline.condition)].filter(Boolean).join(", ")}</span>` : nothing}</p>
        <p class="hint">${t("tasks.byPlan")}</p>
        <div class="actions">
          <button class="button" @click=${this.#copy}>${t("link.copy")}</button>
          <button class="button" @click=${() => window.print()}>${t("taskPage.print")}</button>
          <span role="status">${this.#copied === null ? "" : t(this.#copied ? "link.copied" : "link.notCopied")}</span>
        </div>
      </header>
      <div class="task-parts">
        <section aria-labelledby="task-facts"><h3 id="task-facts">${t("taskPage.facts")}</h3>
          <dl class="facts">
            ${fact(t(task.leads.length > 1 ? "task.leads" : "task.lead"), task.leads.length === 0 ? t("task.noLead")
              : html`${task.leads.map(lead => html`<span class="line">${lead.agency}${lead.scope ? html`<small>${lead.scope}</small>` : nothing}</span>`)}`)}
            ${fact(t("task.coordinating"), task.coordinating.length > 0 ? html`${task.coordinating.map(agency => html`<span class="line">${agency}</span>`)}` : null)}
            ${fact(t("task.wording"), wordingLine(task.wording))}
            ${fact(t("task.timeline"), timelineFact(task.timeline))}
            ${fact(t("task.output"), task.output)}
            ${fact(t("task.notes"), task.notes)}
            ${fact(t("taskPage.topics"), topicsFact(task.topics))}
            ${fact(t("taskPage.gis"), word("gis-relevance", task.gisRelevance))}
            ${fact(t("task.source"), html`${task.sourceDocument?.title ?? say(task.planTitle)}<small>${sourceLine(task.section, task.line)}</small>`)}
          </dl>
          ${task.occurrences.length > 1 ? html`<h3>${t("taskPage.occurrences")}</h3><ul class="task-extra">${task.occurrences.map(one => html`<li>${occurrenceName(one)}
            ${stateChip(one)}${one.dueOn ? html`<small>${t("taskPage.dueOn", { date: date(one.dueOn) })}</small>` : nothing}</li>`)}</ul>` : nothing}
          ${this.#progress}
          ${task.targets.length > 0 ? html`<h3>${t("taskPage.targets")}</h3><ul class="task-extra">${task.targets.map(target => html`<li>${say(target.title)}:
            <strong>${targetWords(target)}</strong>${target.scope || target.baseline ? html`<small>${[target.scope, target.baseline].filter(Boolean).join(" · ")}</small>` : nothing}${
              target.inferred.length > 0 ? html`<small>${t("taskPage.targetInferred", { what: target.inferred.map(one => t(`taskPage.inferred.${one}`)).join(", ") })}</small>` : nothing}</li>`)}</ul>` : nothing}
          ${task.systems.length > 0 ? html`<h3>${t("taskPage.systems")}</h3><ul class="task-extra">${task.systems.map(system => html`<li>${say(system.title)}
            ${system.due || system.notes ? html`<small>${[system.due, system.notes].filter(Boolean).join(" · ")}</small>` : nothing}</li>`)}</ul>` : nothing}
          ${task.references.length > 0 ? html`<h3>${t("taskPage.references")}</h3><ul class="task-extra">${task.references.map(reference => html`<li>${reference.document}
            ${reference.citedAs && reference.citedAs !== reference.document ? html`<small>“${reference.citedAs}”</small>` : nothing}</li>`)}</ul>` : nothing}
        </section>
        <section aria-labelledby="task-places"><h3 id="task-places">${t("task.places")} <span class="count">${number(new Set(task.features.map(place => place.id)).size)}</span></h3>
          ${task.features.length === 0 ? html`<p class="empty">${t(task.gisRelevance === "none" ? "taskPage.needsNoPlace" : "taskPage.gap")}</p>` : html`
            <div class="small-map" role="group" aria-label=${t("taskPage.map")}></div>
            <p><a href=${mapOfTask(task.id)}>${t("taskPage.openMap")}</a></p>
            <ul class="place-links">${task.features.map(place => this.#place(place))}</ul>`}
          ${task.places.some(place => !place.feature) ? html`<h3>${t("taskPage.named")}</h3><ul class="task-extra">${task.places.filter(place => !place.feature).map(place => html`<li>
            ${say(place.title)}<small>“${place.nameInSource}”</small></li>`)}</ul>` : nothing}
        </section>
      </div>
      <nav class="task-neighbours" aria-label=${t("taskPage.neighbours")}>
        ${task.previous ? html`<a class="button" href=${taskAddress(task.previous)} rel="prev">← ${t("taskPage.previous")}</a>` : html`<span></span>`}
        ${task.next ? html`<a class="button" href=${taskAddress(task.next)} rel="next">${t("taskPage.next")} →</a>` : nothing}
      </nav>
    </article>`;
  }

  #place(place: TaskPlace) {
    const layer = this.store.state.layers.find(one => one.id === place.layer);
    return html`<li>${layer ? swatch(layer) : nothing}<div><a href=${below(`/?sel=feature:${place.id}`)}>${say(place.name)}</a>
      <small>${[layer && say(layer.title), place.role && say(place.role.title)].filter(Boolean).join(" · ")}</small>
      ${place.unlocated ? html`<span class="chip dashed">${t("feature.unlocated")}</span>` : nothing}
      ${place.demonstration ? html`<span class="chip dotted">${t("feature.demonstration")}</span>` : nothing}</div></li>`;
  }

  readonly #copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      this.#copied = true;
    } catch {
      // Without HTTPS the browser gives no clipboard: the address bar holds the same link.
      this.#copied = false;
    }
    this.requestUpdate();
  };
}

/** What the task is about; what the plan does not name is marked, and the mark explained. */
function topicsFact(topics: readonly TaskTopic[]): TemplateResult | string {
  if (topics.length === 0) return "";
  return html`${topics.map(topic => topic.wording === null ? `${say(topic.title)} (${t("taskPage.inferred")})` : say(topic.title)).join("; ")}${
    topics.some(topic => topic.wording === null) ? html`<small>${t("taskPage.inferredTopics")}</small>` : nothing}`;
}

function targetWords({ operator, value, unit, year }: Target) {
  const amount = value === null ? t("taskPage.noIncrease") : `${{ ">": "> ", ">=": "≥ ", "=": "" }[operator] ?? ""}${number(value)} ${unit ?? ""}`.trim();
  return year ? t("taskPage.targetBy", { amount, year: String(year) }) : amount;
}

function fact(title: string, content: TemplateResult | string | null) {
  return content ? html`<div><dt>${title}</dt><dd>${content}</dd></div>` : nothing;
}

customElements.define("task-article", TaskArticle);
