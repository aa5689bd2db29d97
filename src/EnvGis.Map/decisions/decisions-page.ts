import { html, nothing } from "lit";
import { FormPart } from "../accounts/form-part";
import type { DecisionSummary } from "../answers";
import { below } from "../base";
import { date, t } from "../language";
import * as service from "./service";
import { effective } from "./words";

/** The decisions by which places are in force, the newest first; for everybody. */
export class DecisionsPage extends FormPart {
  /** Null while they are asked for. */
  #decisions: readonly DecisionSummary[] | null = null;
  #next: string | null = null;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load(more = false) {
    await this.act("list", async () => {
      const page = await service.decisions(more ? this.#next : null);
      this.#decisions = more ? [...this.#decisions ?? [], ...page.decisions] : page.decisions;
      this.#next = page.next;
    });
  }

  protected override render() {
    return html`<div class="form-page wide"><h2 tabindex="-1">${t("nav.decisions")}</h2><p class="form-lead">${t("decisions.lead")}</p>
      ${this.refused ? html`<div class="form-refusal" role="alert" tabindex="-1"><p>${this.refused.sentence}</p>
        <button class="button small" @click=${() => void this.#load()}>${t("again")}</button></div>` : nothing}
      ${this.#decisions === null ? this.refused ? nothing : html`<p role="status">${t("page.loading")}</p>`
        : this.#decisions.length === 0 ? html`<p class="empty">${t("decisions.none")}</p>` : html`<ul class="form-list decision-list">${this.#decisions.map(decision => html`<li><span>
          <a href=${below(`/decisions/${decision.id}`)}>${t("decisions.named", { number: decision.number, date: date(decision.issuedOn) })}</a>
          <span class="line">${decision.title}</span>
          <small>${[decision.issuer, effective(decision), t("decisions.count", { n: decision.features })].join(" · ")}</small></span></li>`)}</ul>`}
      ${this.#next ? html`<button class="button" @click=${() => void this.#load(true)}>${t("people.more")}</button>` : nothing}
    </div>`;
  }
}

customElements.define("decisions-page", DecisionsPage);
