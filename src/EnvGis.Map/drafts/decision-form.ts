import { html, nothing } from "lit";
import { FormPart, field, text } from "../accounts/form-part";
import type { DraftDetails, Rehearsed } from "../answers";
import { base64 } from "../files";
import { area, date, t } from "../language";
import type { Refusal } from "../service";
import type { Store } from "../store";
import * as service from "./service";
import { layerTitle, refusalWords, shortHash } from "./words";

const WORDS = ["number", "issuer", "signatory", "title"] as const;
const DAYS = ["issuedOn", "effectiveFrom", "effectiveTo"] as const;
const FIELDS = [...WORDS, ...DAYS];

/** As the service takes it. */
const MOST_DOCUMENT_BYTES = 30 * 2 ** 20;

/** The decision by which a draft comes into force: tried first, so that nobody is surprised by what readers will see, then recorded. What was typed is kept until it is. */
export class DecisionForm extends FormPart {
  #draft: DraftDetails | null = null;
  #seen: Rehearsed | null = null;
  /** What was typed, as it was left. */
  #typed: Readonly<Record<string, string>> = {};
  /** Whether recording was asked for, which cannot be taken back and so is asked twice. */
  #isAsked = false;
  /** Whether the first day was asked about. */
  #isFar = false;

  /**
   * @param outdated The draft is not what it was.
   * @param decided With the sentence that says so.
   */
  constructor(store: Store, readonly outdated: () => void, readonly decided: (sentence: string) => void) {
    super(store);
  }

  set draft(draft: DraftDetails) {
    // What was tried is not what stands now.
    if (this.#seen?.hash !== draft.hash) this.#seen = null;
    const isAnother = this.#draft?.id !== draft.id;
    this.#draft = draft;
    if (isAnother) this.#typed = this.#kept();
    this.requestUpdate();
  }

  get #key() {
    return `envgis.decision.${this.#draft?.id}.${this.store.state.me?.person?.id}`;
  }

  #kept(): Readonly<Record<string, string>> {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? "{}") as Record<string, string>;
    } catch {
      return {};
    }
  }

  #keep(input: HTMLInputElement) {
    const data = new FormData(input.form!);
    sessionStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(FIELDS.map(name => [name, text(data, name)]))));
    this.#isAsked = false;
    if (input.name === "effectiveFrom" || input.name === "issuedOn") this.#isFar = false;
    // What is recorded is what was tried; a scan changes nothing that readers see.
    if (input.type !== "file") this.#seen = null;
    this.requestUpdate();
  }

  protected override wordsOf(refusal: Refusal) {
    if (refusal.slug === "far-ahead") return t("decisions.farAhead");
    return refusalWords(refusal, {
      ...Object.fromEntries(FIELDS.map(name => [name, t(`decisions.${name}`)])), document: t("decisions.document"), documentName: t("decisions.document"), corrects: t("drafts.corrects"),
    });
  }

  protected override render() {
    const draft = this.#draft;
    if (!draft) return nothing;
    const mayDecide = draft.state.id === "approved" && (this.store.state.me?.acts.includes("decide") ?? false);
    const isCorrection = draft.corrects !== null;
    return html`<details class="form-part draft-decision" ?open=${mayDecide}><summary><h3>${t(mayDecide ? "drafts.decide" : "drafts.rehearse")}</h3></summary>
      <p class="hint">${t(isCorrection ? "drafts.correctionHint" : mayDecide ? "drafts.decideHint" : "drafts.rehearseHint")}</p>
      <div @input=${(event: Event) => this.#keep(event.target as HTMLInputElement)}>
        ${this.form("decision", data => void this.#rehearse(data), isCorrection ? html`` : this.#fields(mayDecide), t("drafts.rehearseNow"))}</div>
      ${this.#seen ? this.#result(this.#seen) : nothing}
      ${mayDecide && this.#seen ? html`<div class="form-actions draft-record">
        <button class="button ${this.#isAsked ? "" : "primary"}" ?disabled=${this.busy || this.#isAsked} @click=${this.#askFirst}>${t("drafts.record")}</button>
        ${this.#isAsked ? html`<p role="status">${t("drafts.recordSure")}</p>
          <button class="button primary" ?disabled=${this.busy} @click=${() => void this.#decide()}>${this.busy ? t("form.busy") : t("drafts.recordNow")}</button>
          <button class="button" @click=${() => { this.#isAsked = false; this.requestUpdate(); }}>${t("editing.cancel")}</button>` : nothing}</div>` : nothing}
    </details>`;
  }

  #fields(mayDecide: boolean) {
    const value = (name: string) => this.#typed[name] ?? "";
    return html`<div class="form-columns">
      ${field("number", t("decisions.number"), { value: value("number"), required: true, hint: t("decisions.numberHint"), of: "decision-" })}
      ${field("issuedOn", t("decisions.issuedOn"), { type: "date", value: value("issuedOn"), required: true, of: "decision-" })}
      ${field("issuer", t("decisions.issuer"), { value: value("issuer"), required: true, hint: t("decisions.issuerHint"), of: "decision-" })}
      ${field("signatory", t("decisions.signatory"), { value: value("signatory"), of: "decision-" })}</div>
      ${field("title", t("decisions.title"), { value: value("title"), hint: t("decisions.titleHint"), of: "decision-" })}
      <div class="form-columns">
      ${field("effectiveFrom", t("decisions.effectiveFrom"), { type: "date", value: value("effectiveFrom"), required: true, of: "decision-" })}
      ${field("effectiveTo", t("decisions.effectiveTo"), { type: "date", value: value("effectiveTo"), hint: t("decisions.effectiveToHint"), of: "decision-" })}
      ${mayDecide ? html`<p class="form-field"><label for="decision-scan">${t("decisions.document")} <small>${t("form.optional")}</small></label>
        <input id="decision-scan" name="document" type="file" accept="application/pdf,.pdf" aria-describedby="decision-scan-hint">
          <small id="decision-scan-hint">${t("decisions.documentHint")}</small></p>` : nothing}</div>
      ${this.#isFar ? html`<p class="form-field"><label><input type="checkbox" name="sure" value="yes"> ${t("decisions.farAheadSure")}</label></p>` : nothing}`;
  }

  #given(data: FormData): service.GivenDecision {
    const typed = (name: string) => text(data, name) || null;
    return {
      number: typed("number"), issuedOn: typed("issuedOn"), issuer: typed("issuer"), signatory: typed("signatory"), title: typed("title"), effectiveFrom: typed("effectiveFrom"),
      effectiveTo: typed("effectiveTo"), sure: text(data, "sure") === "yes",
    };
  }

  async #rehearse(data: FormData) {
    this.#seen = null;
    this.#isAsked = false;
    const done = await this.act("decision", async () => { this.#seen = await service.rehearse(this.#draft!.id, this.#given(data)); });
    if (this.refused?.slug === "far-ahead") {
      this.#isFar = true;
      this.requestUpdate();
    }
    // What was tried is what stands, which somebody has changed since it was looked at.
    if (this.#seen && (this.#seen as Rehearsed).hash !== this.#draft!.hash) this.outdated();
    if (done) this.querySelector<HTMLElement>(".draft-seen h4")?.focus();
  }

  #result({ firstDay, features, hash }: Rehearsed) {
    const { layers } = this.store.state;
    return html`<div class="draft-seen"><h4 tabindex="-1">${t("drafts.willSee", { day: date(firstDay) })}</h4>
      <div class="scroll-x" tabindex="0" role="region" aria-label=${t("drafts.rehearse")}><table class="form-table">
        <thead><tr>${["feature", "change", "area"].map(name => html`<th scope="col">${t(`drafts.head.${name}`)}</th>`)}</tr></thead>
        <tbody>${features.map(({ number: no, name, layer, change, wasM2, areaM2 }) => html`<tr><th scope="row">${no}. ${name}<small>${layerTitle(layers, layer)}</small></th>
          <td>${t(`drafts.change.${change}`)}</td>
          <td>${beforeAfter(wasM2, areaM2)}</td></tr>`)}</tbody></table></div>
      <p class="hint">${t("drafts.hash")}: <code title=${hash}>${shortHash(hash)}…</code></p></div>`;
  }

  readonly #askFirst = async () => {
    this.#isAsked = true;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(".draft-record .primary")?.focus();
  };

  async #decide() {
    const draft = this.#draft!;
    const data = new FormData(this.querySelector("form")!);
    const scan = data.get("document");
    const decided = await this.act("decision", async () => {
      const file = scan instanceof File && scan.size > 0 ? scan : null;
      if (file && file.size > MOST_DOCUMENT_BYTES) throw new TooLarge();
      const given = this.#given(data);
      await service.decide(draft.id, file ? { ...given, documentName: file.name, document: await base64(file) } : given);
    }).catch((cause: unknown) => {
      if (!(cause instanceof TooLarge)) throw cause;
      this.refused = { form: "decision", slug: "too-large", sentence: t("decisions.tooLarge") };
      return false;
    });
    this.#isAsked = false;
    this.requestUpdate();
    if (decided) {
      sessionStorage.removeItem(this.#key);
      this.decided(t("drafts.decided", { number: text(data, "number") || shortHash(draft.hash) }));
    } else if (this.refused && !["bad-field", "too-large"].includes(this.refused.slug)) {
      this.outdated();
    }
  }
}

/** "400 ha → 450 ha"; of what begins or ends only the one. */
function beforeAfter(was: number | null, is: number | null) {
  const [before, after] = [was === null ? null : area(was), is === null ? t("drafts.ends") : area(is)];
  return before === null || before === after ? after : `${before} → ${after}`;
}

class TooLarge extends Error {}

customElements.define("decision-form", DecisionForm);
