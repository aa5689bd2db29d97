import { html, nothing } from "lit";
import { FormPart, text } from "../accounts/form-part";
import type { DraftDetails, Remark } from "../answers";
import { below } from "../base";
import { moment, number, t } from "../language";
import { Refusal } from "../service";
import type { Store } from "../store";
import * as service from "./service";
import { featureName, isOver, refusalWords } from "./words";

/** What was said of a draft: of the whole, of a feature or of a place, each with its answers; and where one says something. */
export class DraftRemarks extends FormPart {
  #draft: DraftDetails | null = null;
  /** Null while they are asked for. */
  #remarks: readonly Remark[] | null = null;
  #why: string | null = null;
  /** The remark that is being answered. */
  #answering: number | null = null;
  #asking: AbortController | null = null;

  /** Whether what is being written is of one place. */
  #isOfPlace = false;

  /** @param changed Somebody said something, or closed it. */
  constructor(store: Store, readonly changed: (open: readonly Remark[]) => void, readonly place: { readonly aim: (on: boolean) => void; readonly centre: () => [number, number] | null }) {
    super(store);
  }

  set draft(draft: DraftDetails) {
    this.#draft = draft;
    void this.#load();
    this.requestUpdate();
  }

  get #roots() {
    return this.#remarks?.filter(({ answers }) => answers === null) ?? [];
  }

  #take(remarks: readonly Remark[]) {
    this.#remarks = remarks;
    this.changed(this.#roots.filter(({ done }) => done === null));
  }

  async #load() {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    try {
      this.#take(await service.remarks(this.#draft!.id, asking.signal));
      this.#why = null;
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#why = refusalWords(refusal);
    }
    this.requestUpdate();
  }

  protected override wordsOf(refusal: Refusal) {
    return refusalWords(refusal, { text: t("drafts.remark"), feature: t("drafts.remarkOf") });
  }

  protected override render() {
    const draft = this.#draft;
    if (!draft) return nothing;
    const [open, done] = [this.#roots.filter(one => one.done === null), this.#roots.filter(one => one.done !== null)];
    const features = draft.features.filter(({ dropped }) => !dropped);
    return html`<section class="form-part" aria-labelledby="draft-remarks"><h3 id="draft-remarks">${t("drafts.remarks")} <span class="count">${number(open.length)}</span></h3>
      ${this.#why ? html`<p class="form-refusal" role="alert">${this.#why}</p>` : this.#remarks === null ? html`<p role="status">${t("page.loading")}</p>` : nothing}
      ${this.#remarks?.length === 0 ? html`<p class="empty">${t("drafts.noRemarks")}</p>` : nothing}
      ${this.#groups(draft, open)}
      ${this.refused?.form === "close" ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>` : nothing}
      ${done.length === 0 ? nothing : html`<details class="draft-fold"><summary>${t("drafts.remarksDone", { n: done.length })}</summary>
        ${this.#groups(draft, done)}</details>`}
      ${isOver(draft) ? nothing : this.#sayForm(features)}
    </section>`;
  }

  #sayForm(features: DraftDetails["features"]) {
    return this.form("remark", data => void this.#say("remark", {
      text: text(data, "text"), feature: Number(text(data, "feature")) || null, at: this.#isOfPlace ? this.place.centre() : null,
    }), html`
        ${features.length === 0 ? nothing : html`<p class="form-field"><label for="remark-feature">${t("drafts.remarkOf")}</label><select id="remark-feature" name="feature">
          <option value="">${t("drafts.remarkOfAll")}</option>${features.map(feature => html`<option value=${feature.number}>${featureName(feature)}</option>`)}</select></p>`}
        <p class="form-field"><label for="remark-text">${t("drafts.remark")}</label><textarea id="remark-text" name="text" rows="2" maxlength="4000" aria-required="true"></textarea></p>
        ${features.some(({ drawn }) => drawn) ? html`<p class="draft-choice"><label>
          <input type="checkbox" .checked=${this.#isOfPlace} @change=${(event: Event) => this.#aim((event.target as HTMLInputElement).checked)}>
          ${t("drafts.remarkAt")}</label>${this.#isOfPlace ? html`<small role="status">${t("drafts.remarkAtHint")}</small>` : nothing}</p>` : nothing}`, t("drafts.remarkNow"));
  }

  /** Of the whole first, then of each feature. */
  #groups(draft: DraftDetails, roots: readonly Remark[]) {
    return [null, ...draft.features].map(feature => {
      const own = roots.filter(root => root.feature === (feature?.number ?? null));
      return own.length === 0 ? nothing : html`<h4>${feature ? featureName(feature) : t("drafts.remarkOfAll")}</h4>
        <ul class="draft-threads">${own.map(root => this.#thread(draft, root))}</ul>`;
    });
  }

  #thread(draft: DraftDetails, root: Remark) {
    const answers = this.#answersOf(root);
    return html`<li class=${root.done ? "is-done" : ""}>
      ${said(root)}
      ${root.at || root.outdated ? html`<p class="draft-about">${root.at
        ? html`<a href=${below(`/?draft=${draft.id}#17/${root.at[1].toFixed(5)}/${root.at[0].toFixed(5)}`)}>${t("drafts.lookThere")}</a>` : nothing}
        ${root.outdated ? html`<span class="chip dotted">${t("drafts.remarkOutdated")}</span>` : nothing}</p>` : nothing}
      ${answers.length === 0 ? nothing : html`<ul>${answers.map(one => html`<li>${said(one)}</li>`)}</ul>`}
      ${root.done ? html`<p><small>✓ ${t("drafts.remarkDoneBy", { by: root.done.by, at: moment(root.done.at) })}</small></p>`
        : this.#answering === root.id ? this.form("answer", data => void this.#say("answer", { text: text(data, "text"), feature: root.feature, answers: root.id }), html`
          <p class="form-field"><label for="answer-text">${t("drafts.answer")}</label>
            <textarea id="answer-text" name="text" rows="2" maxlength="4000" aria-required="true"></textarea></p>`, t("drafts.answerNow"),
        html`<button type="button" class="button" @click=${() => void this.#answer(null)}>${t("editing.cancel")}</button>`)
        : html`<div class="form-actions" role="group" aria-label=${root.text.slice(0, 60)}>
          <button class="button small" @click=${() => void this.#answer(root.id)}>${t("drafts.answerNow")}</button>
          <button class="button small" ?disabled=${this.busy} @click=${() => void this.#close(root.id)}>${t("drafts.remarkClose")}</button></div>`}</li>`;
  }

  /** An answer may answer an answer: all stand below what the first of them answered. */
  #answersOf(root: Remark) {
    const thread = new Set([root.id]);
    return (this.#remarks ?? []).filter(({ id, answers }) => answers !== null && thread.has(answers) && thread.add(id));
  }

  #aim(on: boolean) {
    this.#isOfPlace = on;
    this.place.aim(on);
    this.requestUpdate();
  }

  async #answer(id: number | null) {
    this.#answering = id;
    this.refused = null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>("#answer-text")?.focus();
  }

  async #say(form: string, said: Parameters<typeof service.remark>[1]) {
    if (!await this.act(form, async () => this.#take(await service.remark(this.#draft!.id, said)))) return;
    this.#answering = null;
    if (form === "remark") {
      this.querySelector<HTMLTextAreaElement>("#remark-text")!.value = "";
      this.#aim(false);
    }
    this.requestUpdate();
  }

  async #close(id: number) {
    await this.act("close", async () => this.#take(await service.close(this.#draft!.id, id)));
  }
}

const said = ({ text: words, by, madeAt }: Remark) => html`<p class="draft-said">${words}</p><p><small>${by} · ${moment(madeAt)}</small></p>`;

customElements.define("draft-remarks", DraftRemarks);
