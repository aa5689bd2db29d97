import { html, nothing } from "lit";
import { FormPart, field, text } from "../accounts/form-part";
import * as accountsService from "../accounts/service";
import type { Progress, TaskDetails } from "../answers";
import { codesOf, date, moment, number, t, word } from "../language";
import { occurrenceName, stateWords } from "../plans/task-state";
import type { Store } from "../store";
import { type Conflict, conflictOf, today } from "./conflict";
import * as service from "./service";

const STATES: readonly Progress["reports"][number]["state"][] = codesOf("progress-state");

/** How far a task has come, as the unit that leads it reported; and a form for that unit. */
export class TaskProgress extends FormPart {
  #mayReport = false;
  #conflict: Conflict | null = null;

  constructor(store: Store, readonly task: TaskDetails, readonly written: () => void) {
    super(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.store.state.me?.acts.includes("report-progress")) void this.#ask();
  }

  /** Whether somebody is filling something in. */
  get isOpen() {
    return this.querySelector("details[open]") !== null;
  }

  async #ask() {
    const me = await accountsService.me(`task=${encodeURIComponent(this.task.id)}`).catch(() => null);
    this.#mayReport = me?.here.includes("report-progress") ?? false;
    this.requestUpdate();
  }

  protected override render() {
    const { occurrences, occurrence, progress: { reports } } = this.task;
    const nameOf = (id: string) => occurrenceName(occurrences.find(one => one.id === id) ?? { id, title: null });
    const several = occurrences.length > 1 || occurrence !== "whole";
    if (reports.length === 0 && !this.#mayReport) return nothing;
    return html`<h3>${t("progress.title")} <span class="count">${number(reports.length)}</span></h3>
      ${this.#mayReport ? html`<details class="fold"><summary>${t("progress.report")}</summary>
        ${this.#conflict ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.#conflict.sentence}
          <button class="button small" @click=${() => { this.#conflict = null; this.written(); }}>${t("editing.takeTheirs")}</button></p>` : nothing}
        ${this.form("progress", data => void this.#report(data), html`
          ${several ? html`<p class="form-field"><label for="progress-occurrence">${t("progress.occurrence")}</label><select id="progress-occurrence" name="occurrence">${occurrences.map(one => html`
            <option value=${one.id} ?selected=${one.id === occurrence}>${t("progress.occurrenceStands", { name: nameOf(one.id), words: stateWords({ ...one, occurrence: "" }) })}</option>`)}</select></p>` : nothing}
          <p class="form-field"><label for="progress-state">${t("progress.state")}</label><select id="progress-state" name="state">${STATES.map(state => html`<option value=${state} ?selected=${state === "underway"}>${word("progress-state", state)}</option>`)}</select></p>
          ${field("percent", t("progress.percent"), { inputmode: "numeric" })}${field("on", t("progress.on"), { type: "date", value: today(), required: true })}
          <p class="form-field"><label for="progress-note">${t("editing.note")}</label><textarea id="progress-note" name="note" rows="2" maxlength="1000" aria-required="true"></textarea></p>`, t("progress.send"))}</details>` : nothing}
      ${reports.length === 0 ? html`<p class="empty">${t("progress.none")}</p>` : html`<ol class="form-list">${reports.map(report => html`<li><span>
        <b>${word("progress-state", report.state)}${report.percent === null ? "" : ` · ${number(report.percent)} %`}</b> ${several ? `${nameOf(report.occurrence)} · ` : ""}${date(report.on)}
        <small>${report.note}</small><small>${[report.author, report.agency].filter((one, i, all) => all.indexOf(one) === i && !(i === 1 && all[0].includes(one))).join(", ")} · ${moment(report.recordedAt)}</small></span></li>`)}</ol>`}`;
  }

  async #report(data: FormData) {
    const percent = this.typedNumber("progress", data, "percent", t("progress.percent"), { fits: Number.isInteger, units: ["%"] });
    if (percent === undefined) return;
    this.#conflict = null;
    const done = await this.act("progress", async () => {
      try {
        await service.reportProgress(this.task.id, {
          state: text(data, "state") as service.Report["state"], percent, on: text(data, "on") || null, note: text(data, "note"), occurrence: text(data, "occurrence") || this.task.occurrence,
        }, this.task.progress.number);
      } catch (refusal) {
        this.#conflict = conflictOf(refusal);
        if (!this.#conflict) throw refusal;
      }
    });
    if (done && !this.#conflict) this.written();
  }
}

customElements.define("task-progress", TaskProgress);
