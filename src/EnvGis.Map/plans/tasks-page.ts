import { type TemplateResult, html, nothing } from "lit";
import type { FacetCount, PlanDetails, PlanSection, PlanTitle, TaskCounts, TaskState, TaskSummary } from "../answers";
import { below, inside } from "../base";
import { cameBack } from "../connection";
import { codesOf, date, number, say, t, word } from "../language";
import { Part } from "../part";
import { Refusal } from "../service";
import type { State, Store } from "../store";
import { DueList } from "./due-list";
import { GapList } from "./gap-list";
import { type SectionNode, sectionTree } from "./section-tree";
import * as service from "./service";
import { TaskArticle } from "./task-article";
import { type Key, type TaskFilter, type View, mapOfTask, readTaskFilter, taskAddress, taskOf, taskQuery, tasksAddress, toggled, withValues } from "./task-filter";
import { stateChip, stateIcon } from "./task-state";
import { dayOfYear, leadLine, reportWords, sourceLine, timelineLine } from "./task-view";

const STATES: readonly TaskState[] = codesOf("task-state");

/** With no more tasks than this all plans stand open. */
const OPEN_ALL = 60;

const TYPING_MS = 300;

type Loaded = { readonly kind: "loading" } | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "there"; readonly plan: PlanDetails; readonly tasks: readonly TaskSummary[] };

/** The five plans as people read them; at the address of one task, that task. */
export class TasksPage extends Part {
  /** The address as it was read last. */
  #href = "";
  /** Null on the list. */
  #task: string | null = null;
  #top = 0;
  /** How far the list was scrolled when a task was opened from it. */
  #listTop = 0;
  #filter: TaskFilter = {};
  #view: View = "plan";
  #counts: TaskCounts | null = null;
  #plans: readonly PlanTitle[] = [];
  #refused: string | null = null;
  #asking: AbortController | null = null;
  #asked = "";
  /** By plan, for the filter that was asked for last. */
  readonly #loaded = new Map<string, Loaded>();
  readonly #open = new Set<string>();
  #typing = 0;
  readonly #article: TaskArticle;
  readonly #due: DueList;
  readonly #gaps: GapList;

  constructor(store: Store) {
    super(store);
    this.#article = new TaskArticle(store);
    this.#due = new DueList(store);
    this.#gaps = new GapList(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener("popstate", this.#read);
    void this.#readPlans();
    this.#read();
    // Coming back from the map, reading goes on where it was left.
    void this.updateComplete.then(() => this.#scroll?.scrollTo(0, this.#top));
  }

  override disconnectedCallback() {
    removeEventListener("popstate", this.#read);
    super.disconnectedCallback();
  }

  protected override stateChanged(state: State, before: State) {
    if (location.href !== this.#href) this.#read();
    else if (cameBack(state, before)) void this.#count(this.#asked);
  }

  readonly #read = () => {
    // The address of another page says nothing about this one.
    if (!inside(location.pathname).startsWith("/tasks")) return;
    this.#href = location.href;
    const before = this.#task;
    this.#task = taskOf(location.pathname);
    if (before === null) this.#listTop = this.#scroll?.scrollTop ?? 0;
    else if (this.#task === null) void this.#returnTo(before);
    this.requestUpdate();
    this.#article.show(this.#task);
    if (this.#task !== null) return;
    const { filter, view } = readTaskFilter(location.search);
    this.#filter = filter;
    this.#view = view;
    const query = taskQuery(filter);
    if (query !== this.#asked || !this.#counts) void this.#count(query);
  };

  get #scroll() {
    return this.querySelector(".tasks-scroll");
  }

  /** Reading goes on in the list where it was left. */
  async #returnTo(task: string) {
    await this.updateComplete;
    this.#scroll?.scrollTo(0, this.#listTop);
    this.querySelector<HTMLElement>(`.task-title[href="${CSS.escape(taskAddress(task))}"]`)?.focus({ preventScroll: true });
  }

  async #readPlans() {
    try {
      this.#plans = await service.plans();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#refused = refusal.message;
    }
    this.requestUpdate();
  }

  async #count(query: string) {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    this.#asked = query;
    this.#refused = null;
    this.#loaded.clear();
    try {
      const counts = await service.taskCounts(query, asking.signal);
      if (asking.signal.aborted) return;
      this.#counts = counts;
      const shown = this.#plansShown();
      // What a person opened stays open as long as it has something to show.
      const wanted = shown.filter(({ value }) => counts.total <= OPEN_ALL || shown.length === 1 || this.#open.has(value));
      this.#open.clear();
      for (const { value } of wanted) this.#openPlan(value);
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#refused = refusal.message;
    }
    this.requestUpdate();
  }

  #openPlan(id: string) {
    this.#open.add(id);
    if (!this.#loaded.has(id)) void this.#load(id);
  }

  async #load(id: string) {
    const asking = this.#asking!;
    this.#loaded.set(id, { kind: "loading" });
    try {
      const [plan, tasks] = await Promise.all([service.plan(id, asking.signal), this.#allTasks(id, asking.signal)]);
      if (asking.signal.aborted) return;
      this.#loaded.set(id, { kind: "there", plan, tasks });
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#loaded.set(id, { kind: "refused", sentence: refusal.message });
    }
    this.requestUpdate();
  }

  async #allTasks(plan: string, signal: AbortSignal) {
    const tasks: TaskSummary[] = [];
    for (let next: string | null = `${taskQuery(withValues(this.#filter, "plan", [plan]))}&limit=200`; next !== null;) {
      const page: Awaited<ReturnType<typeof service.tasks>> = await service.tasks(next, signal);
      tasks.push(...page.tasks);
      next = page.next;
    }
    return tasks;
  }

  /** Plans that hold a task of the filter. */
  #plansShown(): readonly FacetCount[] {
    const chosen = this.#filter.plan;
    return [...this.#counts?.facets.plan ?? []].filter(({ value }) => !chosen || chosen.includes(value)).sort((a, b) => a.value < b.value ? -1 : 1);
  }

  /** Choosing changes this page's own address; a link copied from it shows the same tasks. */
  #go(filter: TaskFilter, view = this.#view) {
    history.replaceState(history.state, "", tasksAddress(filter, view));
    this.#read();
  }

  #set(key: Key, values: readonly string[]) {
    this.#go(withValues(this.#filter, key, values.filter(Boolean)));
  }

  protected override render() {
    return html`<div class="tasks-scroll" tabindex="-1" @scroll=${() => { this.#top = this.#scroll!.scrollTop; }}>
      <div role="status">${this.store.state.connection === "lost" ? html`<p class="tasks-lost">${t("status.lost")}</p>` : nothing}</div>
      ${this.#task === null ? this.#list() : this.#article}
    </div>`;
  }

  #list(): TemplateResult {
    return html`
      <header class="tasks-head">
        <h2 tabindex="-1">${t("tasks.title")}</h2>
        <p class="tasks-total" role="status">${this.#view === "due" ? nothing : this.#counts ? [t("tasks.total", { n: this.#counts.total, all: this.#counts.all }), this.#counts.near && this.#counts.total > 0 && t("tasks.near")].filter(Boolean).join(" · ") : t("drawer.loading")}</p>
        <nav class="tasks-views" aria-label=${t("tasks.views")}>${(["plan", "due", "gaps"] as const).map(view => html`
          <a href=${tasksAddress(this.#filter, view)} aria-current=${view === this.#view ? "page" : nothing}
            @click=${(event: Event) => this.#follow(event, () => this.#go(this.#filter, view))}>${t(`tasks.view.${view}`)}</a>`)}</nav>
        <p class="tasks-legend">${t("tasks.byPlan")}</p>
      </header>
      <div class="tasks-columns">
        ${this.#panel()}
        <section class="tasks-answer" aria-label=${t(`tasks.view.${this.#view}`)}>
          ${this.#chosen()}
          ${this.#refused ? this.#refusedNote(this.#refused) : this.#view === "due" ? this.#dueView() : this.#view === "gaps" ? this.#gapView() : this.#tree()}
        </section>
      </div>`;
  }

  /** A plain click stays in the page; one with a key opens a tab of its own, as with any link. */
  #follow(event: Event, act: () => void) {
    const { ctrlKey, metaKey, shiftKey, button } = event as MouseEvent;
    if (ctrlKey || metaKey || shiftKey || button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #dueView() {
    this.#due.plans = this.#plans;
    this.#due.chosen = this.#filter.plan ?? [];
    return this.#due;
  }

  #gapView() {
    this.#gaps.filter = this.#filter;
    this.#gaps.plans = this.#plans;
    return this.#gaps;
  }

  #refusedNote(sentence: string) {
    return html`<div class="tasks-empty" role="alert"><p>${sentence}</p>
      <button class="button" @click=${() => { void this.#readPlans(); void this.#count(taskQuery(this.#filter)); }}>${t("again")}</button>
      <button class="button" @click=${() => this.#go({})}>${t("tasks.clear")}</button></div>`;
  }

  // --- what to choose

  #panel() {
    const count = Object.keys(this.#filter).length;
    const narrow = window.matchMedia("(max-width: 760px)").matches;
    const { facets } = this.#counts ?? {};
    const onlyPlan = this.#view === "due";
    return html`<details class="tasks-filter" ?open=${!narrow}>
      <summary>${t("tasks.filter")}${count > 0 ? html` <span class="count">${number(count)}</span>` : nothing}</summary>
      <form @submit=${(event: Event) => event.preventDefault()}>
        ${onlyPlan ? nothing : html`<label class="field">${t("tasks.text")}
          <input class="task-text" type="search" .value=${this.#filter.q?.[0] ?? ""} maxlength="200" @input=${this.#typed} placeholder=${t("tasks.textHint")}></label>`}
        ${this.#boxes("plan", t("task.plan"), this.#plans.map(plan => ({
          value: plan.id, title: plan.issuer, tasks: facets?.plan.find(one => one.value === plan.id)?.tasks ?? 0,
        })))}
        ${onlyPlan ? nothing : html`
          ${this.#boxes("state", t("tasks.state"), STATES.map(state => ({
            value: state, title: html`${stateIcon(state)} ${word("task-state", state)}`, tasks: facets?.state.find(one => one.value === state)?.tasks ?? 0,
          })))}
          ${this.#boxes("kind", t("tasks.kind"), codesOf("task-kind").map(kind => ({
            value: kind, title: word("task-kind", kind), tasks: facets?.kind.find(one => one.value === kind)?.tasks ?? 0,
          })))}
          ${this.#boxes("places", t("tasks.places"), ["with", "without", "unneeded"].map(places => ({
            value: places, title: t(`tasks.places.${places}`), tasks: facets?.places.find(one => one.value === places)?.tasks ?? 0,
          })))}
          ${this.#choice("layer", t("tasks.layer"), (facets?.layer ?? []).map(one => ({ ...one, title: this.#layerTitle(one.value) })))}
          ${this.#choice("lead", t("task.lead"), (facets?.lead ?? []).map(one => ({ ...one, title: one.value })))}
          <label class="field">${t("tasks.agency")}
            <input type="text" .value=${this.#filter.agency?.[0] ?? ""} maxlength="200" @change=${(event: Event) => this.#set("agency", [valueOf(event)])}></label>
          <div class="field-pair" role="group" aria-label=${t("tasks.period")}>
            ${this.#year("from", t("tasks.from"))}${this.#year("to", t("tasks.to"))}
          </div>`}
      </form>
    </details>`;
  }

  #boxes(key: Key, title: string, choices: readonly { readonly value: string; readonly title: TemplateResult | string; readonly tasks: number }[]) {
    const chosen = this.#filter[key] ?? [];
    return html`<fieldset class="field"><legend>${title}</legend>${choices.map(choice => html`<label class="box">
      <input type="checkbox" .checked=${chosen.includes(choice.value)} @change=${() => this.#go(toggled(this.#filter, key, choice.value))}>
      <span>${choice.title}</span><span class="count">${number(choice.tasks)}</span></label>`)}</fieldset>`;
  }

  #choice(key: Key, title: string, choices: readonly { readonly value: string; readonly title: string; readonly tasks: number }[]) {
    const [chosen = "", ...more] = this.#filter[key] ?? [];
    const known = choices.some(choice => choice.value === chosen);
    return html`<label class="field">${title}
      <select @change=${(event: Event) => this.#set(key, [valueOf(event)])}>
        <option value="" ?selected=${chosen === ""}>${t("tasks.any")}</option>
        ${chosen && (!known || more.length > 0) ? html`<option value=${chosen} selected>${this.#valueTitle(key, chosen)}</option>` : nothing}
        ${choices.map(choice => html`<option value=${choice.value} ?selected=${choice.value === chosen && more.length === 0}>${choice.title} (${number(choice.tasks)})</option>`)}
      </select></label>`;
  }

  #year(key: "from" | "to", title: string) {
    return html`<label class="field">${title}
      <input type="number" min="2000" max="2100" inputmode="numeric" .value=${this.#filter[key]?.[0] ?? ""}
        @change=${(event: Event) => this.#set(key, [/^\d{4}$/.test(valueOf(event)) ? valueOf(event) : ""])}></label>`;
  }

  readonly #typed = (event: Event) => {
    const text = valueOf(event).trim();
    clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => this.#set("q", [text]), TYPING_MS);
  };

  /** What is chosen, each to be taken back. */
  #chosen() {
    const entries = Object.entries(this.#filter) as [Key, readonly string[]][];
    if (entries.length === 0) return nothing;
    return html`<p class="tasks-chosen">${entries.flatMap(([key, values]) => values.map(value => html`<button class="chosen"
        @click=${() => this.#go(toggled(this.#filter, key, value))} aria-label=${t("tasks.drop", { name: this.#valueTitle(key, value) })}>
        ${this.#valueTitle(key, value)} <span aria-hidden="true">✕</span></button>`))}
      <button class="link-button" @click=${() => this.#go({})}>${t("tasks.clear")}</button></p>`;
  }

  #valueTitle(key: Key, value: string): string {
    switch (key) {
      case "plan": return this.#plans.find(plan => plan.id === value)?.issuer ?? value;
      case "state": return word("task-state", value);
      case "kind": return word("task-kind", value);
      case "places": return t(`tasks.places.${value}`);
      case "gis": return word("gis-relevance", value);
      case "layer": return this.#layerTitle(value);
      case "from": return t("time.from", { from: value });
      case "to": return t("time.until", { to: value });
      case "q": return `“${value}”`;
      case "province_code": return `${t("place.province")} ${value}`;
      case "commune_code": return `${t("place.commune")} ${value}`;
      default: return value;
    }
  }

  #layerTitle(id: string) {
    const layer = this.store.state.layers.find(one => one.id === id);
    return layer ? say(layer.title) : id;
  }

  // --- the plans

  #tree() {
    if (!this.#counts) return skeleton();
    const shown = this.#plansShown();
    if (this.#counts.total === 0) {
      return html`<div class="tasks-empty"><p>${t("tasks.none")}</p><button class="button" @click=${() => this.#go({})}>${t("tasks.clear")}</button></div>`;
    }
    const all = shown.every(({ value }) => this.#open.has(value));
    return html`
      ${shown.length > 1 ? html`<div class="tasks-tools">
        <button class="button small" @click=${() => this.#openAll(!all)}>${t(all ? "tasks.closeAll" : "tasks.openAll")}</button>
      </div>` : nothing}
      ${shown.map(({ value, tasks }) => this.#plan(value, tasks))}`;
  }

  #openAll(open: boolean) {
    for (const { value } of this.#plansShown()) {
      if (open) this.#openPlan(value);
      else this.#open.delete(value);
    }
    this.requestUpdate();
  }

  #plan(id: string, count: number) {
    const known = this.#plans.find(plan => plan.id === id);
    const open = this.#open.has(id);
    return html`<details class="plan" ?open=${open} @toggle=${(event: Event) => {
      const now = (event.target as HTMLDetailsElement).open;
      if (now === this.#open.has(id)) return;
        if (now) this.#openPlan(id);
      else this.#open.delete(id);
      this.requestUpdate();
    }}>
      <summary><h3>${known ? say(known.title) : id}</h3><span class="plan-issuer">${known?.issuer ?? ""}</span><span class="count">${t("tasks.count", { n: count })}</span></summary>
      ${open ? this.#planBody(id) : nothing}
    </details>`;
  }

  #planBody(id: string) {
    const loaded = this.#loaded.get(id);
    if (!loaded || loaded.kind === "loading") return skeleton();
    if (loaded.kind === "refused") {
      return html`<div class="tasks-empty" role="alert"><p>${loaded.sentence}</p><button class="button" @click=${() => {
        void this.#load(id);
        this.requestUpdate();
      }}>${t("again")}</button></div>`;
    }
    const { plan, tasks } = loaded;
    const { roots, loose } = sectionTree(plan.sections, tasks);
    const part = (name: PlanSection["part"]) => roots.filter(node => node.section.part === name);
    return html`
      <div class="plan-facts">
        <p>${[plan.number ? t("tasks.number", { number: plan.number }) : t("tasks.noNumber"), dateOf(plan.date)].join(" · ")}
          · <a href=${below(`/?plan=${id}`)}>${t("tasks.onMap")}</a></p>
        ${plan.reporting.map(report => html`<p class="report-line">${reportWords(report.who, report.to)}:
          ${report.before === null || report.state === null ? t("tasks.onRequest")
            : html`<strong>${t("time.yearlyBefore", { date: dayOfYear(report.before) })}</strong> ${stateChip({ ...report, state: report.state })} <small>“${report.wording}”</small>`}</p>`)}
      </div>
      <div class="task-columns" aria-hidden="true"><span>${t("task.over")}</span><span>${t("task.lead")}</span><span>${t("task.coordinating")}</span>
        <span>${t("task.timeline")}</span><span>${t("task.output")}</span><span>${t("tasks.placesShort")}</span></div>
      ${part("plan").map(node => this.#section(node))}
      ${part("annex").length > 0 ? html`<p class="plan-part">${t("tasks.annex")}</p>${part("annex").map(node => this.#section(node))}` : nothing}
      ${loose.length > 0 ? this.#rows(loose, say(plan.title)) : nothing}`;
  }

  #section(node: SectionNode<TaskSummary>): TemplateResult {
    const { section, entries, count } = node;
    return html`<details class="section" open>
      <summary><span class="section-number">${section.number}</span><span class="section-title">${say(section.title)}</span><span class="count">${number(count)}</span></summary>
      ${entries.map(entry => entry.kind === "section" ? this.#section(entry.node) : this.#rows(entry.tasks, say(section.title)))}
    </details>`;
  }

  #rows(tasks: readonly TaskSummary[], name: string) {
    return html`<ul class="task-rows" aria-label=${name}>${tasks.map(task => html`<li class="task-row">
      <div class="task-main">
        <a class="task-title" href=${taskAddress(task.id)}>${say(task.title)}</a>
        <small>${sourceLine(task.section, task.line)} · ${word("task-kind", task.kind)}</small>
        ${stateChip(task)}
      </div>
      ${cell("lead", t("task.lead"), task.leads.length > 0 ? leadLine(task.leads) : t("tasks.noLead"), task.leads.length === 0)}
      ${cell("coordinating", t("task.coordinating"), task.coordinating.join("; "))}
      ${cell("timeline", t("task.timeline"), timelineLine(task.timeline))}
      ${cell("output", t("task.output"), task.output ?? "")}
      ${cell("places", t("tasks.placesShort"), placesOf(task))}
    </li>`)}</ul>`;
  }
}

function cell(name: string, title: string, content: TemplateResult | string, faint = false) {
  return content === "" ? html`<div class="task-cell is-${name} is-blank"></div>`
    : html`<div class="task-cell is-${name}${faint ? " is-faint" : ""}"><span class="cell-title">${title}: </span>${content}</div>`;
}

/** How many places, linked to them on the map; a task that needs a map and has none says so. */
function placesOf({ id, features, gisRelevance }: TaskSummary): TemplateResult | string {
  if (features > 0) return html`<a href=${mapOfTask(id)} aria-label=${t("tasks.placesOnMap", { n: features })}>${number(features)}</a>`;
  return gisRelevance === "none" ? "" : html`<span class="gap-chip">${t("tasks.noPlace")}</span>`;
}

/** A day, or the month where the text leaves the day blank. */
function dateOf(value: string | null) {
  const month = /^(\d{4})-(\d{2})$/.exec(value ?? "");
  if (month) return t("tasks.month", { month: String(Number(month[2])), year: month[1] });
  return value ? t("tasks.dated", { date: date(value) }) : t("tasks.noDate");
}

const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

const skeleton = () => html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>`;

customElements.define("tasks-page", TasksPage);
