import { html, nothing } from "lit";
import { FormPart, inWordsOf, text } from "../accounts/form-part";
import * as accountsService from "../accounts/service";
import type { ConsultationDetails, Verdict } from "../answers";
import { below } from "../base";
import { base64 } from "../files";
import { area, date, moment, number, say, t, todayInVietnam } from "../language";
import { swatch } from "../layers/swatch";
import { OutlineMap } from "../map/outline-map";
import { Refusal } from "../service";
import { type State, answersForCommune } from "../store";
import { closed } from "./closed";
import * as service from "./service";
import { VERDICTS, verdictChip } from "./words";

/** As the service takes it. */
const MOST_DOCUMENT_BYTES = 10 * 2 ** 20;

interface Typed {
  readonly verdict?: Verdict;
  readonly text?: string;
}

/** What a draft would do in a commune, what the commune was asked about it, and its answer: to be given, or as it was given. */
export class ConsultationPage extends FormPart {
  #id = 0;
  /** Null while it is asked for. */
  #asked: ConsultationDetails | null = null;
  #why: string | null = null;
  #isKnown = false;
  #asking: AbortController | null = null;
  /** What would be sent: asked once more, since it is said once. */
  #sending: FormData | null = null;
  /** What was typed, as it was left: an answer takes longer to think of than a session may last. */
  #typed: Typed = {};
  readonly #map = new OutlineMap(this.store, () => t("consultations.map"));

  override connectedCallback() {
    super.connectedCallback();
    void this.#begin();
  }

  protected override stateChanged({ page }: State) {
    if (page.kind === "consultation" && page.id !== this.#id && this.#isKnown) void this.#load();
  }

  async #begin() {
    const me = await accountsService.me().catch(() => null);
    this.#isKnown = true;
    this.store.set({ me });
    this.requestUpdate();
    await this.#load();
  }

  async #load() {
    const { page } = this.store.state;
    if (page.kind !== "consultation" || !answersForCommune(this.store.state)) return;
    if (page.id !== this.#id) {
      this.#id = page.id;
      this.#asked = this.said = this.refused = null;
      this.#map.outlines = [];
      this.#typed = this.#kept();
      this.#sending = null;
    }
    this.#why = null;
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    this.requestUpdate();
    try {
      const asked = await service.consultation(this.#id, asking.signal);
      if (!asking.signal.aborted) this.#take(asked);
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#why = inWordsOf(refusal);
    }
    this.requestUpdate();
  }

  #take(asked: ConsultationDetails) {
    this.#asked = asked;
    this.#map.outlines = asked.zones.flatMap(({ number: no, geometry, layer, change, name }) => geometry === null ? []
      : [{ geometry, layer, role: change === "retire" ? "beside" as const : "drawn" as const, isProposed: true, label: String(no), title: `${no}. ${name}` }]);
    this.store.set({ subject: { page: { kind: "consultation", id: asked.summary.id }, words: asked.summary.title } });
    this.requestUpdate();
  }

  get #key() {
    return `envgis.consultation.${this.#id}.${this.store.state.me?.person?.id}`;
  }

  #kept() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? "{}") as Typed;
    } catch {
      return {};
    }
  }

  #keep(form: HTMLFormElement) {
    const data = new FormData(form);
    this.#typed = { verdict: VERDICTS.find(one => one === text(data, "verdict")), text: String(data.get("text") ?? "") };
    sessionStorage.setItem(this.#key, JSON.stringify(this.#typed));
    this.requestUpdate();
  }

  protected override wordsOf(refusal: Refusal) {
    return inWordsOf(refusal, { text: t("consultations.text"), document: t("consultations.document"), documentName: t("consultations.document") });
  }

  protected override render() {
    const { me } = this.store.state;
    if (this.#isKnown && !answersForCommune(this.store.state)) return closed(me);
    const asked = this.#asked;
    if (!asked) {
      return html`<div class="form-page"><h2 tabindex="-1">${t("nav.consultation")}</h2>${this.#why
        ? html`<p class="form-refusal" role="alert">${this.#why}</p><p class="form-actions"><button class="button" @click=${() => void this.#load()}>${t("again")}</button>
          <a class="button" href=${below("/consultations")}>${t("consultations.toAll")}</a></p>` : html`<p role="status">${t("page.loading")}</p>`}</div>`;
    }
    const { summary, asks, outdated, askedAgain, zones } = asked;
    return html`<article class="form-page wide draft-page">
      <nav class="draft-path" aria-label=${t("taskPage.path")}><a href=${below("/consultations")}>${t("nav.consultations")}</a></nav>
      <header><p class="over">${summary.communeName}</p><h2 tabindex="-1">${summary.title}</h2>
        <p class="consultation-due">${summary.verdict ? verdictChip(summary.verdict) : summary.isOpen ? html`<b>${t("consultations.until", { day: date(summary.dueOn) })}</b>`
          : html`<span class="chip dashed">${t(askedAgain !== null ? "consultations.askedAgain" : isLate(summary) ? "consultations.late" : "consultations.over")}</span>`}</p>
        ${this.saidLine()}
        ${this.#why ? html`<p class="form-refusal" role="alert">${this.#why}</p>` : nothing}
        ${askedAgain !== null ? html`<p class="notice">${t("consultations.askedAgainHere")} <a href=${below(`/consultations/${askedAgain}`)}>${t("consultations.openNewRound")}</a></p>`
          : outdated ? html`<p class="notice">${t("consultations.outdatedHere")}</p>` : nothing}</header>
      <div class="draft-parts">
        <section class="form-part" aria-labelledby="consultation-zones"><h3 id="consultation-zones">${t("consultations.zones")} <span class="count">${number(zones.length)}</span></h3>
          ${this.#map}
          ${zones.length === 0 ? html`<p class="empty">${t("consultations.noZones")}</p>` : html`<ul class="draft-features">${zones.map(zone => this.#zone(zone))}</ul>`}</section>
        <div><section class="form-part" aria-labelledby="consultation-asks"><h3 id="consultation-asks">${t("consultations.asks")}</h3>
          <p class="draft-said">${asks ?? t("consultations.asksPlainly")}</p>
          <p><small>${t("consultations.until", { day: date(summary.dueOn) })}</small></p></section>
        <section class="form-part" aria-labelledby="consultation-answer"><h3 id="consultation-answer">${t("consultations.answer")}</h3>
          ${summary.verdict ? this.#given(asked, summary.verdict) : summary.isOpen ? this.#form() : askedAgain !== null ? html`<p class="empty">${t("consultations.askedAgainHere")}</p>` : html`<p class="empty">${t(isLate(summary) ? "consultations.lateNote" : "consultations.overNote")}</p>`}</section></div>
      </div>
    </article>`;
  }

  #zone({ number: no, layer: of, change, name, areaM2, since }: ConsultationDetails["zones"][number]) {
    const layer = this.store.state.layers.find(({ id }) => id === of);
    return html`<li class="draft-feature"><h4>${layer ? swatch(layer) : nothing} ${no}. ${name} <span class="chip is-${change}">${t(`drafts.change.${change}`)}</span>
        ${since === "changed" || since === "gone" ? html`<span class="chip dashed">${t(`consultations.since.${since}`)}</span>` : nothing}</h4>
      <p><small>${[layer && say(layer.title), areaM2 !== null && t("consultations.wholeArea", { area: area(areaM2) })].filter(Boolean).join(" · ")}</small></p></li>`;
  }

  #given({ text: words, answeredBy, answeredAt, document: kept }: ConsultationDetails, verdict: Verdict) {
    return html`<p class="draft-about">${verdictChip(verdict)}</p>
      ${words ? html`<blockquote>${words}</blockquote>` : nothing}
      ${kept ? html`<p><a class="consultation-document" href=${below(kept.address)} download=${kept.name}>${kept.name}</a></p>` : nothing}
      <p><small>${answeredBy} · ${moment(answeredAt!)}</small></p>`;
  }

  #form() {
    const { verdict, text: words } = this.#typed;
    const isFree = verdict === "agree";
    // Beside the question it stays as it is: a file that was chosen cannot be put back.
    return html`${this.#sending ? this.#confirmation(this.#sending) : nothing}
      <div ?hidden=${this.#sending !== null} @input=${(event: Event) => this.#keep((event.target as HTMLInputElement).form!)}>${this.form("answer", data => void this.#ask(data), html`
      <fieldset class="draft-choice"><legend>${t("consultations.verdict")}</legend>${VERDICTS.map(one => html`<label>
        <input type="radio" name="verdict" value=${one} ?checked=${one === verdict}> ${t(`consultations.verdict.${one}`)}</label>`)}</fieldset>
      <p class="form-field"><label for="consultation-text">${t("consultations.text")}${isFree ? html` <small>${t("form.optional")}</small>` : nothing}</label>
        <textarea id="consultation-text" name="text" rows="5" maxlength="4000" aria-required=${!isFree} .value=${words ?? ""}></textarea></p>
      <p class="form-field"><label for="consultation-document">${t("consultations.document")} <small>${t("form.optional")}</small></label>
        <input id="consultation-document" name="document" type="file" aria-describedby="consultation-document-hint">
        <small id="consultation-document-hint">${t("consultations.documentHint")}</small></p>
      <p class="hint">${t("consultations.once")}</p>`, t("consultations.answerNow"))}</div>`;
  }

  /** What is about to be said, to be looked at before it cannot be taken back. */
  #confirmation(data: FormData) {
    const [verdict, words, file] = [verdictOf(data), text(data, "text"), fileOf(data)];
    return html`<div class="consultation-confirm">${this.form("confirm", () => void this.#answer(data), html`
      <p><b tabindex="-1">${t("consultations.confirm")}</b></p>
      <p class="draft-about">${verdict ? verdictChip(verdict) : nothing}</p>
      ${words ? html`<blockquote>${words}</blockquote>` : nothing}
      ${file ? html`<p><small>${file.name}</small></p>` : nothing}`, t("consultations.confirmNow"),
    html`<button type="button" class="button" @click=${() => { this.#sending = this.refused = null; this.requestUpdate(); }}>${t("consultations.confirmBack")}</button>`)}</div>`;
  }

  async #ask(data: FormData) {
    const file = fileOf(data);
    const verdict = verdictOf(data);
    if (!verdict) return this.#refuse("consultations.choose");
    if (verdict !== "agree" && text(data, "text") === "") return this.#refuse("consultations.textNeeded");
    if (file && file.size > MOST_DOCUMENT_BYTES) return this.#refuse("consultations.tooLarge");
    this.#sending = data;
    this.refused = null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(".consultation-confirm b")?.focus();
  }

  async #answer(data: FormData) {
    const [verdict, file] = [verdictOf(data)!, fileOf(data)];
    const done = await this.act("answer", async () => {
      this.#take(await service.answer(this.#id, { verdict, text: text(data, "text") || null, documentName: file?.name ?? null, document: file ? await base64(file) : null }));
    });
    if (done) {
      sessionStorage.removeItem(this.#key);
      this.#typed = {};
      this.#sending = null;
      this.said = t("consultations.answeredNow");
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector<HTMLElement>("h2")?.focus();
      return;
    }
    this.#sending = null;
    this.requestUpdate();
    if (this.refused?.slug === "answered-already" || this.refused?.slug === "consultation-is-over") {
      // Somebody else of the commune was first, or its day has passed: what stands now takes the form's place, and the reason stays above it.
      const { sentence } = this.refused;
      await this.#load();
      this.#why = sentence;
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector<HTMLElement>("h2")?.focus();
    }
  }

  async #refuse(key: string) {
    this.refused = { form: "answer", slug: "bad-field", sentence: t(key) };
    this.said = null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(".form-refusal")?.focus();
  }
}

const verdictOf = (data: FormData) => VERDICTS.find(one => one === text(data, "verdict"));

const fileOf = (data: FormData) => {
  const chosen = data.get("document");
  return chosen instanceof File && chosen.size > 0 ? chosen : null;
};

/** Its last day has passed; else the draft asks no more. */
const isLate = ({ dueOn }: ConsultationDetails["summary"]) => dueOn < todayInVietnam();

customElements.define("consultation-page", ConsultationPage);
