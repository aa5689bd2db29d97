import { html, nothing } from "lit";
import { FormPart } from "../accounts/form-part";
import * as accountsService from "../accounts/service";
import type { ConsultationSummary } from "../answers";
import { below } from "../base";
import { date, number, t } from "../language";
import { answersForCommune } from "../store";
import { closed } from "./closed";
import * as service from "./service";
import { verdictChip } from "./words";

/** So many are read before what waits is told from what is done. */
const MOST_AT_ONCE = 200;

/** What a commune of mine was asked: first what waits for its answer. */
export class ConsultationsPage extends FormPart {
  /** Null while they are asked for. */
  #all: readonly ConsultationSummary[] | null = null;
  #next: string | null = null;
  #isKnown = false;

  override connectedCallback() {
    super.connectedCallback();
    void this.#open();
  }

  async #open() {
    const me = await accountsService.me().catch(() => null);
    this.#isKnown = true;
    this.store.set({ me });
    this.requestUpdate();
    if (answersForCommune(this.store.state)) await this.#load();
  }

  async #load(more = false) {
    await this.act("list", async () => {
      const found = more ? [...this.#all ?? []] : [];
      const most = found.length + MOST_AT_ONCE;
      let next = more ? this.#next : null;
      do {
        const page = await service.consultations(next);
        found.push(...page.consultations);
        next = page.next;
      } while (next !== null && found.length < most);
      this.#all = found;
      this.#next = next;
    });
  }

  protected override render() {
    const { me } = this.store.state;
    if (!this.#isKnown) return html`<div class="form-page wide"><h2 tabindex="-1">${t("nav.consultations")}</h2><p role="status">${t("page.loading")}</p></div>`;
    if (!answersForCommune(this.store.state)) return closed(me);
    const all = this.#all ?? [];
    const open = all.filter(({ isOpen }) => isOpen);
    const others = [["answered", all.filter(({ verdict }) => verdict !== null)], ["missed", all.filter(({ isOpen, verdict }) => !isOpen && verdict === null)]] as const;
    return html`<div class="form-page wide"><h2 tabindex="-1">${t("nav.consultations")}</h2><p class="form-lead">${t("consultations.lead")}</p>
      ${this.refused ? html`<div class="form-refusal" role="alert" tabindex="-1"><p>${this.refused.sentence}</p>
        <button class="button small" @click=${() => void this.#load()}>${t("again")}</button></div>` : nothing}
      ${this.#all === null ? this.refused ? nothing : html`<p role="status">${t("page.loading")}</p>` : html`
        <section class="form-part waiting" aria-labelledby="consultations-open"><h3 id="consultations-open">${t("consultations.open")} <span class="count">${number(open.length)}</span></h3>
          ${open.length === 0 ? html`<p class="empty">${t(all.length === 0 ? "consultations.none" : "consultations.noneOpen")}</p>` : list(open)}</section>
        ${others.map(([name, some]) => some.length === 0 ? nothing : html`<section class="draft-all" aria-labelledby="consultations-${name}">
          <div class="draft-head"><h3 id="consultations-${name}">${t(`consultations.${name}`)}</h3></div>${list(some)}</section>`)}
        ${this.#next ? html`<button class="button" ?disabled=${this.busy} @click=${() => void this.#load(true)}>${t("people.more")}</button>` : nothing}`}
    </div>`;
  }
}

const list = (some: readonly ConsultationSummary[]) => html`<ul class="form-list draft-list">${some.map(({ id, title, communeName, dueOn, verdict }) => html`<li><span>
    <a href=${below(`/consultations/${id}`)}>${title}</a>
    <small>${communeName} · ${t("consultations.until", { day: date(dueOn) })}</small></span>
  ${verdict ? verdictChip(verdict) : nothing}</li>`)}</ul>`;

customElements.define("consultations-page", ConsultationsPage);
