import { html, nothing } from "lit";
import { FormPart, inWordsOf, field, text } from "../accounts/form-part";
import type { Asked, Consulted, DraftDetails, NamedPoint } from "../answers";
import { below } from "../base";
import { date, moment, number, plainly, t, unitName } from "../language";
import * as mapService from "../map/service";
import { Refusal } from "../service";
import * as service from "./service";
import type { Store } from "../store";
import { verdictChip } from "./words";

/** Of all that a name may mean so many are shown; whoever types more finds it. */
const MOST_SHOWN = 200;

/** Which communes were asked about a draft, what each said or that it said nothing, and the form by which more are asked. */
export class DraftCommunes extends FormPart {
  #draft: DraftDetails | null = null;
  /** Null while they are asked for; here and below. */
  #asked: Asked | null = null;
  #communes: readonly NamedPoint[] | null = null;
  #why: string | null = null;
  #chosen: ReadonlySet<string> = new Set();
  /** What is being looked for among the communes of the province. */
  #sought = "";
  #asking: AbortController | null = null;

  /** @param heard Called when what communes have said is known anew. */
  constructor(store: Store, readonly heard: () => void) {
    super(store);
  }

  /** Names of communes whose last word is that they disagree, of those that said nothing by their day, of those that may still answer, and of those that spoke of another draft than stands. */
  get objections() {
    // One that is asked anew has said what it said, until it says something else.
    const last = new Map<string, Consulted>();
    for (const one of this.#asked?.consultations ?? []) if (one.answer || !last.get(one.commune)?.answer) last.set(one.commune, one);
    const names = (is: (one: Consulted) => boolean) => [...last.values()].filter(is).map(({ communeName }) => communeName);
    return { disagreeing: names(({ answer }) => answer?.verdict === "disagree"), silent: names(({ isSilent }) => isSilent),
      waiting: names(({ answer, isSilent }) => answer === null && !isSilent), outdated: names(({ answer, outdated }) => answer !== null && answer.verdict !== "disagree" && outdated) };
  }

  set draft(draft: DraftDetails) {
    if (draft.id !== this.#draft?.id) {
      this.#asked = this.#communes = this.said = this.refused = null;
      this.#sought = "";
    }
    this.#draft = draft;
    void this.#load();
    this.requestUpdate();
  }

  async #load() {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    try {
      this.#asked = await service.asked(this.#draft!.id, asking.signal);
      this.#why = null;
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#why = inWordsOf(refusal);
    }
    this.heard();
    this.requestUpdate();
  }

  get #isAskable() {
    return ["draft", "submitted", "in_review", "returned"].includes(this.#draft!.state.id);
  }

  /** Those that may still answer: nobody is asked twice about the same. */
  #mayAnswer(code: string) {
    return this.#asked?.consultations.some(({ commune, answer, isSilent, askedAgain, outdated }) =>
      commune === code && answer === null && !isSilent && !askedAgain && !outdated) ?? false;
  }

  /** Codes of the communes in which the draft's features lie. */
  get #concerned() {
    return new Set(this.#draft!.features.flatMap(({ commune, dropped }) => commune && !dropped ? [commune] : []));
  }

  protected override wordsOf(refusal: Refusal) {
    if (refusal.slug === "no-part-in-commune") return t("consultations.noPart");
    const names = Object.fromEntries([...this.#chosen].map(code => [code, this.#communes?.find(one => one[0] === code)?.[1] ?? code]));
    return inWordsOf(refusal, { ...names, communes: t("consultations.communes"), dueOn: t("consultations.dueOn"), asks: t("consultations.asks") });
  }

  protected override render() {
    const draft = this.#draft;
    if (!draft) return nothing;
    const all = this.#asked?.consultations ?? [];
    const mayAsk = this.#isAskable && (this.store.state.me?.acts.includes("draft") ?? false);
    if (!this.#isAskable && all.length === 0 && !this.#why) return nothing;
    const answered = all.filter(({ answer }) => answer !== null).length;
    return html`<section class="form-part" aria-labelledby="draft-communes"><h3 id="draft-communes">${t("consultations.title")} <span class="count">${number(all.length)}</span></h3>
      ${this.#why ? html`<div class="form-refusal" role="alert"><p>${this.#why}</p><button class="button small" @click=${() => void this.#load()}>${t("again")}</button></div>`
        : this.#asked === null ? html`<p role="status">${t("page.loading")}</p>` : all.length === 0 ? html`<p class="empty">${t("consultations.nobody")}</p>`
        : html`<p class="hint">${t("consultations.tally", { answered, asked: all.length })}</p>`}
      ${this.#asked && this.#asked.silent > 0 ? html`<p class="notice">${t("consultations.silent", { n: this.#asked.silent })}</p>` : nothing}
      ${this.saidLine()}
      ${all.length === 0 ? nothing : html`<ul class="consulted">${all.map(one => this.#one(one))}</ul>`}
      ${mayAsk && this.#asked ? html`<details class="draft-fold consultation-ask" @toggle=${(event: Event) => { if ((event.target as HTMLDetailsElement).open) void this.#open(); }}>
        <summary>${t("consultations.ask")}</summary>${this.#form()}</details>` : nothing}
    </section>`;
  }

  #one({ communeName, dueOn, asks, by, at, outdated, isSilent, askedAgain, answer }: Consulted) {
    return html`<li class=${answer ? "is-done" : ""}>
      <p class="draft-about"><b>${communeName}</b> ${answer ? verdictChip(answer.verdict) : isSilent ? html`<span class="chip is-silent">${t("consultations.silentOne")}</span>`
        : askedAgain ? html`<span class="chip dashed">${t("consultations.askedAgain")}</span>` : html`<span class="chip dotted">${t("consultations.waiting")}</span>`}
        ${outdated && !askedAgain ? html`<span class="chip dashed">${t("consultations.outdated")}</span>` : nothing}</p>
      <p><small>${t("consultations.until", { day: date(dueOn) })} · ${t("consultations.askedBy", { by, at: moment(at) })}</small></p>
      ${asks ? html`<details class="draft-fold"><summary>${t("consultations.asks")}</summary><p class="draft-said">${asks}</p></details>` : nothing}
      ${answer === null ? nothing : html`
        ${answer.text ? html`<blockquote>${answer.text}</blockquote>` : nothing}
        <p><small>${answer.by} · ${moment(answer.at)}</small></p>
        ${answer.document ? html`<p><a class="consultation-document" href=${below(answer.document.address)} download=${answer.document.name}>${answer.document.name}</a></p>` : nothing}`}</li>`;
  }

  // --- asking

  /** What is needed for asking comes when somebody asks; those whom the draft concerns are chosen, and can be left out. */
  async #open() {
    if (this.#communes) return;
    const draft = this.#draft!;
    await this.act("communes", async () => {
      const communes = (await mapService.communes()).filter(([, , , , , province]) => province === draft.province);
      if (this.#draft?.id !== draft.id) return;
      this.#communes = communes.sort((one, other) => one[1].localeCompare(other[1], "vi"));
      this.#chosen = this.#proposed;
    });
  }

  get #proposed() {
    return new Set(this.#communes?.map(([code]) => code).filter(code => this.#concerned.has(code) && this.#asked?.consultations.every(({ commune, outdated, askedAgain }) => commune !== code || askedAgain || outdated)));
  }

  #choose(code: string, on: boolean) {
    const chosen = new Set(this.#chosen);
    if (on) chosen.add(code);
    else chosen.delete(code);
    this.#chosen = chosen;
    this.requestUpdate();
  }

  #form() {
    if (!this.#communes) {
      return this.refused?.form === "communes" ? html`<div class="form-refusal" role="alert" tabindex="-1"><p>${this.refused.sentence}</p>
        <button class="button small" @click=${() => void this.#open()}>${t("again")}</button></div>` : html`<p role="status">${t("page.loading")}</p>`;
    }
    const concerned = this.#concerned;
    const own = this.#communes.filter(([code]) => concerned.has(code));
    const sought = plainly(this.#sought);
    const others = this.#communes.filter(([code, name, kind]) => !concerned.has(code) && plainly(unitName(name, kind)).includes(sought)).slice(0, MOST_SHOWN);
    const chosen = this.#communes.filter(([code]) => this.#chosen.has(code));
    return this.form("ask", data => void this.#ask(data), html`
      <fieldset class="draft-choice"><legend>${t("consultations.concerned")}</legend>
        ${own.length === 0 ? html`<p class="hint">${t("consultations.noneConcerned")}</p>` : own.map(one => this.#box(one))}</fieldset>
      <details class="draft-fold" ?open=${own.length === 0}><summary>${t("consultations.others")}</summary>
        <p class="form-field"><label for="communes-sought">${t("consultations.sought")}</label><input id="communes-sought" type="search" autocomplete="off" spellcheck="false"
          @input=${(event: Event) => { this.#sought = (event.target as HTMLInputElement).value; this.requestUpdate(); }}
          @keydown=${(event: KeyboardEvent) => { if (event.key === "Enter") event.preventDefault(); }}></p>
        <div class="draft-choice consultation-others" role="group" aria-label=${t("consultations.others")}>
          ${others.length === 0 ? html`<p class="empty" role="status">${t("consultations.noneSo")}</p>` : others.map(one => this.#box(one))}</div></details>
      <p class="hint" role="status">${chosen.length === 0 ? t("consultations.noneChosen") : t("consultations.chosen", { n: chosen.length, names: chosen.map(one => one[1]).join(", ") })}</p>
      ${field("dueOn", t("consultations.dueOn"), { type: "date", required: true, of: "communes-" })}
      <p class="form-field"><label for="communes-asks">${t("consultations.asks")} <small>${t("form.optional")}</small></label>
        <textarea id="communes-asks" name="asks" rows="3" maxlength="4000" aria-describedby="communes-asks-hint"></textarea>
        <small id="communes-asks-hint">${t("consultations.asksHint")}</small></p>
      ${this.refused?.slug === "no-part-in-commune" ? html`<p class="form-field"><label><input type="checkbox" name="sure" value="yes"> ${t("consultations.askSure")}</label></p>` : nothing}`,
    t("consultations.askNow"));
  }

  #box([code, name, kind]: NamedPoint) {
    const isAsked = this.#mayAnswer(code);
    return html`<label><input type="checkbox" .checked=${!isAsked && this.#chosen.has(code)} ?disabled=${isAsked}
      @change=${(event: Event) => this.#choose(code, (event.target as HTMLInputElement).checked)}> <span>${unitName(name, kind)}
      ${isAsked ? html`<small>${t("consultations.isAsked")}</small>` : nothing}</span></label>`;
  }

  async #ask(data: FormData) {
    if (this.#chosen.size === 0) return this.#refuse("consultations.noneChosen");
    const dueOn = text(data, "dueOn");
    if (!dueOn) return this.#refuse("consultations.dueNeeded");
    const count = this.#chosen.size;
    if (!await this.act("ask", async () => { this.#asked = await service.ask(this.#draft!.id, { communes: [...this.#chosen], dueOn, asks: text(data, "asks") || null, sure: text(data, "sure") === "yes" }); })) return;
    this.#chosen = new Set();
    this.said = t("consultations.asked", { n: count });
    this.#sought = "";
    const fold = this.querySelector<HTMLDetailsElement>(".consultation-ask")!;
    fold.querySelector("form")?.reset();
    fold.open = false;
    this.requestUpdate();
    fold.querySelector("summary")!.focus();
  }

  async #refuse(key: string) {
    this.refused = { form: "ask", slug: "bad-field", sentence: t(key) };
    this.said = null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(".form-refusal")?.focus();
  }
}

customElements.define("draft-communes", DraftCommunes);
