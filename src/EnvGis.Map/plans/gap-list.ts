import { html, nothing } from "lit";
import type { PlanTitle, TaskSummary, Untended } from "../answers";
import { below } from "../base";
import { cameBack } from "../connection";
import { number, say, t, word } from "../language";
import { swatch } from "../layers/swatch";
import { Part } from "../part";
import { Refusal } from "../service";
import type { State } from "../store";
import * as service from "./service";
import { type TaskFilter, taskAddress, taskQuery, tasksAddress, withValues } from "./task-filter";
import { stateChip } from "./task-state";
import { leadLine, sourceLine } from "./task-view";

const PAGE = 50;

interface Half<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly next: string | null;
}

/** What the plans ask for and the map does not know, and what the map knows and no plan looks after. */
export class GapList extends Part {
  plans: readonly PlanTitle[] = [];
  #asked: string | null = null;
  #asking: AbortController | null = null;
  #tasks: Half<TaskSummary> | null = null;
  #places: Half<Untended> | null = null;
  #byLayer: readonly { readonly layer: string; readonly features: number }[] = [];
  #refused: string | null = null;

  set filter(filter: TaskFilter) {
    const query = taskQuery(withValues(filter, "places", ["without"]));
    const places = [filter.layer ? `layer=${filter.layer.join(",")}` : "", filter.province_code ? `province_code=${filter.province_code.join(",")}` : ""]
      .filter(Boolean).join("&");
    if (`${query} ${places}` !== this.#asked) void this.#ask(query, places);
  }

  protected override stateChanged(state: State, before: State) {
    if (cameBack(state, before)) this.#again();
  }

  readonly #again = () => {
    if (this.#asked !== null) void this.#ask(...this.#asked.split(" ") as [string, string]);
  };

  async #ask(query: string, places: string) {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    this.#asked = `${query} ${places}`;
    this.#tasks = this.#places = this.#refused = null;
    this.requestUpdate();
    try {
      const [counts, tasks, untended] = await Promise.all([
        service.taskCounts(query, asking.signal), service.tasks(`${query}&limit=${PAGE}`, asking.signal),
        service.untended(`${places}${places && "&"}limit=${PAGE}`, asking.signal),
      ]);
      if (asking.signal.aborted) return;
      this.#tasks = { rows: tasks.tasks, total: counts.total, next: tasks.next };
      const chosen = /layer=([^&]*)/.exec(places)?.[1].split(",");
      const shown = (untended.layers ?? []).filter(one => !chosen || chosen.includes(one.layer));
      this.#byLayer = shown;
      this.#places = { rows: untended.features, total: shown.reduce((sum, one) => sum + one.features, 0), next: untended.next };
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#refused = refusal.message;
    }
    this.requestUpdate();
  }

  readonly #moreTasks = () => this.#more(async () => {
    const page = await service.tasks(this.#tasks!.next!);
    this.#tasks = { ...this.#tasks!, rows: [...this.#tasks!.rows, ...page.tasks], next: page.next };
  });

  readonly #morePlaces = () => this.#more(async () => {
    const page = await service.untended(this.#places!.next!);
    this.#places = { ...this.#places!, rows: [...this.#places!.rows, ...page.features], next: page.next };
  });

  async #more(ask: () => Promise<void>) {
    try {
      await ask();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#refused = refusal.message;
    }
    this.requestUpdate();
  }

  protected override render() {
    if (this.#refused) {
      return html`<div class="tasks-empty" role="alert"><p>${this.#refused}</p>
        <button class="button" @click=${this.#again}>${t("again")}</button></div>`;
    }
    if (!this.#tasks || !this.#places) return html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>`;
    const [tasks, places] = [this.#tasks, this.#places];
    const { layers } = this.store.state;
    return html`<div class="gap-columns">
      <section class="gap-tasks" aria-labelledby="gap-tasks">
        <h3 id="gap-tasks">${t("gaps.tasks")} <a class="count" href=${tasksAddress({ places: ["without"] })}>${number(tasks.total)}</a></h3>
        <p class="hint">${t("gaps.tasksHint")}</p>
        ${tasks.total === 0 ? html`<p class="empty">${t("gaps.noTasks")}</p>` : html`<ul>${tasks.rows.map(task => html`<li>
          <a class="task-title" href=${taskAddress(task.id)}>${say(task.title)}</a>
          <small>${[this.plans.find(plan => plan.id === task.plan)?.issuer, sourceLine(task.section, task.line), leadLine(task.leads)].filter(Boolean).join(" · ")}</small>
          <span class="gap-row">${stateChip(task)}<span class="gap-chip">${word("gis-relevance", task.gisRelevance)}</span></span></li>`)}</ul>`}
        ${tasks.next ? html`<button class="button" @click=${this.#moreTasks}>${t("tasks.more")}</button>` : nothing}
      </section>
      <section class="gap-places" aria-labelledby="gap-places">
        <h3 id="gap-places">${t("gaps.places")} <span class="count">${number(places.total)}</span></h3>
        <p class="hint">${t("gaps.placesHint")}</p>
        ${places.total === 0 ? html`<p class="empty">${t("gaps.noPlaces")}</p>` : html`
          <p class="gap-layers">${this.#byLayer.map(({ layer, features }) => {
            const known = layers.find(one => one.id === layer);
            return html`<a href=${tasksAddress({ layer: [layer] }, "gaps")}>${known ? html`${swatch(known)}${say(known.title)}` : layer}: ${number(features)}</a>`;
          })}</p>
          <ul>${places.rows.map(place => {
            const known = layers.find(one => one.id === place.layer);
            return html`<li class="gap-place">${known ? swatch(known) : nothing}<div><a class="task-title" href=${below(`/?sel=feature:${place.id}`)}>${say(place.name)}</a>
              <small>${[place.commune?.name, place.province?.name, place.unlocated ? t("feature.unlocated") : null,
                place.demonstration ? t("feature.demonstration") : null].filter(Boolean).join(" · ")}</small></div></li>`;
          })}</ul>`}
        ${places.next ? html`<button class="button" @click=${this.#morePlaces}>${t("tasks.more")}</button>` : nothing}
      </section>
    </div>`;
  }
}

customElements.define("gap-list", GapList);
