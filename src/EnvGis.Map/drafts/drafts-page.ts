import { html, nothing } from "lit";
import { FormPart } from "../accounts/form-part";
import * as accountsService from "../accounts/service";
import type { DraftSummary } from "../answers";
import { below, inside } from "../base";
import { moment, number, say, t } from "../language";
import { mayDraft } from "../store";
import { BeginForm } from "./begin-form";
import { closed } from "./closed";
import * as service from "./service";
import { STATES, authorOf } from "./words";

/** What waits for whom: drafts in these states, of others or of oneself. */
const WAITING = [
  { act: "review", states: ["submitted", "in_review"], own: false },
  { act: "decide", states: ["approved"], own: null },
  { act: "draft", states: ["returned"], own: true },
] as const;

interface Listed {
  readonly drafts: readonly DraftSummary[];
  readonly next: string | null;
}

/** The drafts that somebody sees: first what waits for them, then all by state; and the form by which one begins. */
export class DraftsPage extends FormPart {
  /** Null while they are asked for; here and below. */
  #all: Listed | null = null;
  #waiting: readonly { readonly act: typeof WAITING[number]["act"]; readonly drafts: readonly DraftSummary[]; readonly isAll: boolean }[] | null = null;
  /** Which is shown; empty for all. */
  #state = "";
  #isKnown = false;
  readonly #begin = new BeginForm(this.store, id => this.store.set({ page: { kind: "draft", id } }));

  override connectedCallback() {
    super.connectedCallback();
    addEventListener("popstate", this.#read);
    void this.#open();
  }

  override disconnectedCallback() {
    removeEventListener("popstate", this.#read);
    super.disconnectedCallback();
  }

  async #open() {
    const me = await accountsService.me().catch(() => null);
    this.#isKnown = true;
    this.store.set({ me });
    this.#state = asked();
    if (mayDraft(this.store.state)) await this.#load();
    this.requestUpdate();
  }

  readonly #read = () => {
    if (inside(location.pathname) !== "/drafts" || asked() === this.#state) return;
    this.#state = asked();
    void this.#loadAll();
  };

  async #load() {
    const { me } = this.store.state;
    const mine = me?.person ? authorOf(me.person) : "";
    await this.act("list", async () => {
      const groups = WAITING.filter(({ act }) => me?.acts.includes(act));
      const [all, ...lists] = await Promise.all([service.drafts(this.#states, null), ...groups.map(({ states }) => service.drafts(states, null))]);
      this.#all = all;
      this.#waiting = groups.map(({ act, own }, at) => ({
        act, isAll: lists[at].next === null, drafts: lists[at].drafts.filter(({ madeBy }) => own === null || (madeBy === mine) === own),
      }));
    });
  }

  get #states() {
    return this.#state ? [this.#state] : [];
  }

  async #loadAll(more = false) {
    await this.act("list", async () => {
      const page = await service.drafts(this.#states, more ? this.#all?.next ?? null : null);
      this.#all = { drafts: more ? [...this.#all?.drafts ?? [], ...page.drafts] : page.drafts, next: page.next };
    });
  }

  /** Choosing changes this page's own address; a link copied from it shows the same drafts. */
  #choose(state: string) {
    history.replaceState(history.state, "", below(state ? `/drafts?state=${state}` : "/drafts"));
    this.#read();
  }

  protected override render() {
    if (!this.#isKnown) return html`<div class="form-page wide"><h2 tabindex="-1">${t("nav.drafts")}</h2><p role="status">${t("page.loading")}</p></div>`;
    const { me } = this.store.state;
    if (!mayDraft(this.store.state)) return closed(me);
    return html`<div class="form-page wide"><h2 tabindex="-1">${t("nav.drafts")}</h2><p class="form-lead">${t("drafts.lead")}</p>
      <p class="draft-about"><a href=${below("/named-zones")}>${t("nav.named-zones")}</a></p>
      ${this.refused?.form === "list" ? html`<div class="form-refusal" role="alert" tabindex="-1"><p>${this.refused.sentence}</p>
        <button class="button small" @click=${() => void this.#load()}>${t("again")}</button></div>` : nothing}
      ${this.#waiting?.map(({ act, drafts, isAll }) => drafts.length === 0 && act !== "review" ? nothing : html`<section class="form-part waiting" aria-labelledby="waiting-${act}">
        <h3 id="waiting-${act}">${t(`drafts.waiting.${act}`)} <span class="count">${number(drafts.length)}${isAll ? nothing : "+"}</span></h3>
        ${drafts.length === 0 ? html`<p class="empty">${t("drafts.nothingWaits")}</p>` : this.#list(drafts)}</section>`)}
      ${me?.acts.includes("draft") ? html`<details class="form-part"><summary><h3>${t("drafts.begin")}</h3></summary>${this.#begin}</details>` : nothing}
      <section class="draft-all" aria-labelledby="draft-all"><div class="draft-head"><h3 id="draft-all">${t("drafts.all")}</h3>
        <p class="form-field"><label for="draft-state">${t("drafts.state")}</label>
          <select id="draft-state" @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
          <option value="" ?selected=${this.#state === ""}>${t("drafts.anyState")}</option>
          ${STATES.map(state => html`<option value=${state} ?selected=${this.#state === state}>${t(`drafts.state.${state}`)}</option>`)}</select></p></div>
        ${this.#all === null ? this.refused ? nothing : html`<p role="status">${t("page.loading")}</p>`
          : this.#all.drafts.length === 0 ? html`<p class="empty">${t(this.#state ? "drafts.noneSo" : "drafts.none")}</p>` : this.#list(this.#all.drafts)}
        ${this.#all?.next ? html`<button class="button" @click=${() => void this.#loadAll(true)}>${t("people.more")}</button>` : nothing}</section>
    </div>`;
  }

  #list(drafts: readonly DraftSummary[]) {
    return html`<ul class="form-list draft-list">${drafts.map(draft => html`<li><span><a href=${below(`/drafts/${draft.id}`)}>${draft.title}</a>
        <small>${[draft.provinceName, t("drafts.count", { n: draft.features }), draft.madeBy].join(" · ")}</small>
        <small>${t("drafts.changed", { at: moment(draft.changedAt) })}</small></span>
      <span class="chip is-${draft.state.id}">${say(draft.state.title)}</span></li>`)}</ul>`;
  }
}

/** The state that the address asks for; empty for all. */
function asked() {
  const state = new URLSearchParams(location.search).get("state") ?? "";
  return STATES.find(one => one === state) ?? "";
}

customElements.define("drafts-page", DraftsPage);
