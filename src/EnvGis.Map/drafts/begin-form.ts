import { html, nothing } from "lit";
import { FormPart, field, text } from "../accounts/form-part";
import { type Areas, loadAreas } from "../accounts/areas";
import type { DecisionSummary, Zones } from "../answers";
import * as decisionsService from "../decisions/service";
import { date, t } from "../language";
import { meaning, zoneNote } from "../places/meridian";
import * as printingService from "../printing/service";
import type { Refusal } from "../service";
import type { Store } from "../store";
import * as service from "./service";
import { refusalWords } from "./words";

/** Who looks for an older decision to put right finds it among so many. */
const MOST_DECISIONS = 200;

/** By which a draft begins: what it is for, where, and the lattice on which all its corners will lie. Nothing is chosen for anybody where there are several to choose from. */
export class BeginForm extends FormPart {
  /** Null while they are asked for. */
  #areas: Areas | null = null;
  #province = "";
  /** With the zones that the province's tables may be in; null until it is chosen. */
  #zones: Zones | null = null;
  #zone: number | null = null;
  #decisions: readonly DecisionSummary[] | null = null;

  constructor(store: Store, readonly begun: (id: number) => void) {
    super(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    if (!this.#areas) void this.#open();
  }

  async #open() {
    this.#areas = await loadAreas(false);
    const provinces = this.#provinces;
    if (provinces.length === 1) await this.#chooseProvince(provinces[0][0]);
    this.requestUpdate();
  }

  /** Those in which this person may draft. */
  get #provinces() {
    const { me } = this.store.state;
    const grants = me?.grants.filter(({ role, communes }) => role === "planner" && communes === null) ?? [];
    return this.#areas?.provinces.filter(([code]) => grants.some(({ provinces }) => provinces?.includes(code) ?? true)) ?? [];
  }

  async #chooseProvince(code: string) {
    this.#province = code;
    this.#zones = this.#zone = null;
    this.requestUpdate();
    const chosen = this.#provinces.find(([one]) => one === code);
    if (!chosen) return;
    const zones = await printingService.zonesAt(chosen[3], chosen[4]).catch(() => null);
    if (this.#province !== code || !zones) return;
    this.#zones = zones;
    const own = this.#own;
    if (own.length === 1) this.#zone = own[0].epsg;
    this.requestUpdate();
  }

  /** The zones of 3° that the province's own tables may be in. A province made of several has as many: which one is meant, only its documents tell. */
  get #own() {
    const { province } = this.#zones ?? {};
    return province?.code === this.#province ? province.meridians.filter(({ widthDegrees }) => widthDegrees === 3) : [];
  }

  protected override wordsOf(refusal: Refusal) {
    return refusalWords(refusal, {
      title: t("drafts.title"), purpose: t("drafts.purpose"), province: t("drafts.province"), epsg: t("drafts.zone"), decimals: t("drafts.decimals"), corrects: t("drafts.corrects"),
    });
  }

  protected override render() {
    const provinces = this.#provinces;
    return this.form("begin", data => void this.#begin(data), html`
      ${field("title", t("drafts.title"), { required: true, hint: t("drafts.titleHint") })}
      <p class="form-field"><label for="field-purpose">${t("drafts.purpose")} <small>${t("form.optional")}</small></label>
        <textarea id="field-purpose" name="purpose" rows="2" maxlength="2000"></textarea></p>
      <p class="form-field"><label for="field-province">${t("drafts.province")}</label><select id="field-province" name="province" aria-required="true"
          @change=${(event: Event) => void this.#chooseProvince((event.target as HTMLSelectElement).value)}>
        ${provinces.length === 1 ? nothing : html`<option value="" ?selected=${this.#province === ""}>–</option>`}
        ${provinces.map(([code, name]) => html`<option value=${code} ?selected=${code === this.#province}>${name}</option>`)}</select></p>
      ${this.#zoneField()}
      <fieldset class="draft-choice"><legend>${t("drafts.decimals")}</legend>
        <label><input type="radio" name="decimals" value="2" checked> ${t("drafts.decimals.2")}</label>
        <label><input type="radio" name="decimals" value="3"> ${t("drafts.decimals.3")}</label></fieldset>
      <details class="draft-fold" @toggle=${this.#loadDecisions}><summary>${t("drafts.correction")}</summary>
        <p class="hint">${t("drafts.correctionNote")}</p>
        <p class="form-field"><label for="field-corrects">${t("drafts.corrects")}</label><select id="field-corrects" name="corrects"><option value="">${t("drafts.correctsNone")}</option>
          ${this.#decisions?.map(one =>
            html`<option value=${one.id}>${t("decisions.option", { number: one.number, date: date(one.issuedOn), issuer: one.issuer })}</option>`)}</select></p></details>`,
    t("drafts.beginNow"));
  }

  #zoneField() {
    if (this.#province === "") return html`<p class="hint">${t("drafts.zoneAfter")}</p>`;
    if (!this.#zones) return html`<p class="hint" role="status">${t("page.loading")}</p>`;
    const own = this.#own;
    const isRearranged = this.#zones.province?.rearranged ?? false;
    const others = this.#zones.zones.filter(({ epsg }) => !own.some(one => one.epsg === epsg));
    const choose = (epsg: number | null) => { this.#zone = epsg; this.requestUpdate(); };
    const note = zoneNote(this.#zone, own, isRearranged);
    return html`<fieldset class="draft-choice"><legend>${t("drafts.zone")}</legend>
      ${own.map(zone => html`<label><input type="radio" name="zone" value=${zone.epsg} .checked=${this.#zone === zone.epsg} @change=${() => choose(zone.epsg)}>
        <span>${t("drafts.zoneOption", { meridian: zone.meridian, width: String(zone.widthDegrees) })} <small>${meaning(zone, isRearranged)}</small></span></label>`)}
      ${own.length > 1 ? html`<p class="notice">${t("drafts.severalZones")}</p>` : nothing}
      ${note ? html`<p class="hint">${note}</p>` : nothing}
      <details class="draft-fold" ?open=${own.length === 0}><summary>${t("drafts.otherZones")}</summary>
        <p class="form-field"><label for="field-otherZone">${t("drafts.otherZone")}</label><select id="field-otherZone"
            @change=${(event: Event) => choose(Number((event.target as HTMLSelectElement).value) || null)}>
          <option value="" ?selected=${!others.some(({ epsg }) => epsg === this.#zone)}>–</option>
          ${others.map(({ epsg, meridian, widthDegrees }) =>
            html`<option value=${epsg} ?selected=${epsg === this.#zone}>${t("drafts.zoneOption", { meridian, width: String(widthDegrees) })}</option>`)}</select></p>
      </details></fieldset>`;
  }

  readonly #loadDecisions = async () => {
    if (this.#decisions) return;
    const found: DecisionSummary[] = [];
    try {
      for (let next: string | null = null, more = true; more && found.length < MOST_DECISIONS;) {
        const page: Awaited<ReturnType<typeof decisionsService.decisions>> = await decisionsService.decisions(next);
        found.push(...page.decisions);
        next = page.next;
        more = next !== null;
      }
    } catch {
      // What there is so far can be chosen; opening it again asks again.
      if (found.length === 0) return;
    }
    this.#decisions = found;
    this.requestUpdate();
  };

  async #begin(data: FormData) {
    // The service would take the map's zone for one that is left out: that is a guess, and all corners would lie on it.
    if (this.#zone === null) {
      this.refused = { form: "begin", slug: "bad-field", sentence: t(this.#province === "" ? "drafts.provinceNeeded" : "drafts.zoneNeeded") };
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector<HTMLElement>(".form-refusal")?.focus();
      return;
    }
    await this.act("begin", async () => {
      const corrects = text(data, "corrects");
      const { id } = await service.begin({
        title: text(data, "title"), purpose: text(data, "purpose") || null, province: this.#province, epsg: this.#zone, decimals: Number(text(data, "decimals")),
        corrects: corrects ? Number(corrects) : null,
      });
      this.querySelector("form")?.reset();
      this.begun(id);
    });
  }
}

customElements.define("begin-form", BeginForm);
