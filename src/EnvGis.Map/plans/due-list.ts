import { type TemplateResult, html, nothing } from "lit";
import type { Deadline, PlanTitle } from "../answers";
import { cameBack } from "../connection";
import { date, dayAfter, say, t, word } from "../language";
import { Part } from "../part";
import { Refusal } from "../service";
import type { State } from "../store";
import * as service from "./service";
import { taskAddress } from "./task-filter";
import { daysLeftWords, occurrenceName, stateIcon } from "./task-state";
import { reportWords, sourceLine } from "./task-view";

/** What the plans set a date for: what is overdue, then what comes within a year, then what is done. */
export class DueList extends Part {
  plans: readonly PlanTitle[] = [];
  #chosen: readonly string[] = [];
  #asked: string | null = null;
  #asking: AbortController | null = null;
  #deadlines: readonly Deadline[] | null = null;
  #next: string | null = null;
  #refused: string | null = null;

  /** Plans; none for all. */
  set chosen(plans: readonly string[]) {
    this.#chosen = plans;
    const query = plans.length > 0 ? `plan=${plans.map(encodeURIComponent).join(",")}` : "";
    if (query !== this.#asked) void this.#ask(query);
    this.requestUpdate();
  }

  protected override stateChanged(state: State, before: State) {
    if (cameBack(state, before) && this.#asked !== null) void this.#ask(this.#asked);
  }

  async #ask(query: string) {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    this.#asked = query;
    this.#deadlines = this.#refused = null;
    try {
      const page = await service.deadlines(query, asking.signal);
      if (asking.signal.aborted) return;
      this.#deadlines = page.deadlines;
      this.#next = page.next;
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#refused = refusal.message;
    }
    this.requestUpdate();
  }

  readonly #more = async () => {
    try {
      const page = await service.deadlines(this.#next!);
      this.#deadlines = [...this.#deadlines ?? [], ...page.deadlines];
      this.#next = page.next;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#refused = refusal.message;
    }
    this.requestUpdate();
  };

  protected override render() {
    if (this.#refused) {
      return html`<div class="tasks-empty" role="alert"><p>${this.#refused}</p>
        <button class="button" @click=${() => void this.#ask(this.#asked ?? "")}>${t("again")}</button></div>`;
    }
    if (!this.#deadlines) return html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>`;
    const past = this.#deadlines.filter(one => one.state === "overdue");
    const done = this.#deadlines.filter(one => one.state === "done");
    const coming = this.#deadlines.filter(one => one.state !== "overdue" && one.state !== "done");
    return html`
      <h3>${t("due.past")} <span class="count">${past.length}</span></h3>
      <p class="hint">${t("due.pastHint")}</p>
      ${past.length === 0 ? html`<p class="empty">${t("due.noPast")}</p>` : this.#days(past)}
      <h3>${t("due.coming")} <span class="count">${coming.length}${this.#next ? "+" : ""}</span></h3>
      ${coming.length === 0 ? html`<p class="empty">${t("due.noComing")}</p>` : this.#days(coming)}
      ${done.length === 0 ? nothing : html`<h3>${word("task-state", "done")} <span class="count">${done.length}</span></h3>
        <p class="hint">${t("due.doneHint")}</p>${this.#days(done)}`}
      ${this.#next ? html`<button class="button" @click=${this.#more}>${t("tasks.more")}</button>` : nothing}
      ${this.#onRequest()}`;
  }

  #days(deadlines: readonly Deadline[]) {
    const days = new Map<string, Deadline[]>();
    for (const deadline of deadlines) days.set(deadline.dueOn, [...days.get(deadline.dueOn) ?? [], deadline]);
    return [...days].map(([day, due]) => html`<section class="due-day ${due[0].state === "overdue" ? "is-overdue" : due[0].state === "running" && due[0].daysLeft <= 30 ? "is-soon" : ""}">
      <h4>${due[0].state === "overdue" || due[0].state === "done" ? stateIcon(due[0].state) : nothing}<time datetime=${day}>${date(day)}</time>
        <span class="due-left">${due[0].state === "done" ? word("task-state", "done") : daysLeftWords(day, due[0].daysLeft)}</span></h4>
      <ul>${due.map(one => this.#deadline(one))}</ul>
    </section>`);
  }

  #deadline(deadline: Deadline): TemplateResult {
    const { kind, title, who, to, task, section, line, leads, plan, occurrence, dueOn, condition } = deadline;
    const words = title ? say(title) : reportWords(who, to);
    return html`<li><span class="due-kind is-${kind}">${word("deadline-kind", kind)}</span>
      <div>${task ? html`<a class="task-title" href=${taskAddress(task)}>${words}</a>` : html`<span>${words}</span>`}
        <small>${[this.#issuer(plan), section && sourceLine(section, line), kind === "report" ? null : leads.join("; "),
          kind === "report" && `${occurrenceName({ id: occurrence, title: null })}, ${t("due.before", { date: date(dayAfter(dueOn)) })}`, condition && say(condition)]
          .filter(Boolean).join(" · ")}</small></div></li>`;
  }

  #onRequest() {
    const duties = this.plans.filter(plan => this.#chosen.length === 0 || this.#chosen.includes(plan.id))
      .flatMap(plan => plan.reporting.filter(report => report.before === null).map(report => ({ plan, report })));
    if (duties.length === 0) return nothing;
    return html`<h3>${t("due.onRequest")} <span class="count">${duties.length}</span></h3>
      <section class="due-day"><ul>${duties.map(({ plan, report }) => html`<li><span class="due-kind is-report">${word("deadline-kind", "report")}</span>
        <div>${report.task ? html`<a class="task-title" href=${taskAddress(report.task)}>${reportWords(report.who, report.to)}</a>`
          : reportWords(report.who, report.to)}
          <small>${plan.issuer} · ${sourceLine(report.section, null)}</small></div></li>`)}</ul></section>`;
  }

  #issuer(id: string) {
    return this.plans.find(plan => plan.id === id)?.issuer ?? id;
  }
}

customElements.define("due-list", DueList);
