import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { FormPart, field, inWordsOf, text } from "../accounts/form-part";
import { type Areas, NO_AREAS, loadAreas } from "../accounts/areas";
import { say, t } from "../language";
import { METRES, writeNumber } from "../numbers";
import type { Refusal } from "../service";
import { type Store, zoneLayers } from "../store";
import type { Details, Member, Says } from "./service";
import { KINDS, clausesOf } from "./words";

type Kind = typeof KINDS[number];

interface Row {
  readonly key: number;
  readonly kind: Kind;
  readonly member: Member | null;
}

/** By which a zone of a plan is entered, or its next version written. What was typed stays until it is taken. */
export class ZoneForm extends FormPart {
  #areas: Areas = NO_AREAS;
  /** What the fields began with; null of a zone that is new. */
  #began: Says | null = null;
  #read = 0;
  #layer = "";
  #rows: readonly Row[] = [];
  #keys = 0;

  /** @param save Takes what was typed, with the version that was read; 0 of a zone that is new. */
  constructor(store: Store, readonly of: string, readonly save: (says: Says, read: number) => Promise<unknown>) {
    super(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    void loadAreas(false).then(areas => { this.#areas = areas; this.requestUpdate(); });
  }

  /** Begins with what a zone's last version says. */
  begin(zone: Details) {
    this.#began = zone.versions[0].says;
    this.#read = zone.zone.version;
    this.#layer = zone.zone.layer;
    this.#rows = (this.#began.members ?? []).flatMap(member => member ? [{ key: ++this.#keys, kind: KINDS.find(kind => kind === member.kind) ?? "other", member }] : []);
    this.requestUpdate();
  }

  /** What is written next follows this version: who typed has seen it by now. */
  follow(version: number) {
    this.#read = version;
  }

  protected override wordsOf(refusal: Refusal) {
    const members = Object.fromEntries(this.#rows.flatMap(({ kind }, at) => (["commune", "part", "words", "subzone", "metres", "status", "areaHa", "validFrom", "validTo", "kind"] as const)
      .map(name => [`members[${at}].${name}`, `${t("named.member", { n: at + 1 })}: ${titleOf(name, kind)}`])));
    return inWordsOf(refusal, {
      ...members, province: t("drafts.province"), layer: t("drawing.layer"), clause: t("named.clause"), "name.vi": t("named.nameVi"), "name.en": t("named.nameEn"), "plan.title": t("named.plan"),
      "plan.number": t("named.planNumber"), "plan.date": t("named.planDate"), "plan.place": t("named.planPlace"), planWording: t("named.planWording"), decreeWording: t("named.decreeWording"),
      conflicts: t("named.conflicts"), areaHa: t("named.areaNow"), areaHorizonHa: t("named.areaHorizon"), horizonYear: t("named.horizonYear"), feature: t("named.feature"), withdrawn: t("named.withdrawn"),
    });
  }

  /** Those in which this person may draft. */
  get #provinces() {
    const grants = this.store.state.me?.grants.filter(({ role, communes }) => role === "planner" && communes === null) ?? [];
    return this.#areas.provinces.filter(([code]) => grants.some(({ provinces }) => provinces?.includes(code) ?? true));
  }

  protected override render() {
    const began = this.#began;
    const layers = zoneLayers(this.store.state);
    const layer = layers.find(({ id }) => id === (this.#layer || layers[0]?.id));
    const { of } = this;
    return this.form(`zone-${of}`, data => void this.#save(data), html`
      ${began ? nothing : html`
        <p class="form-field"><label for="zone-${of}-province">${t("drafts.province")}</label><select id="zone-${of}-province" name="province" aria-required="true">
          ${this.#provinces.length === 1 ? nothing : html`<option value="">–</option>`}${this.#provinces.map(([code, name]) => html`<option value=${code}>${name}</option>`)}</select></p>
        <p class="form-field"><label for="zone-${of}-layer">${t("drawing.layer")}</label><select id="zone-${of}-layer" name="layer"
          @change=${(event: Event) => { this.#layer = (event.target as HTMLSelectElement).value; this.requestUpdate(); }}>${
          layers.map(one => html`<option value=${one.id}>${say(one.title)}</option>`)}</select></p>`}
      <p class="form-field"><label for="zone-${of}-clause">${t("named.clause")}</label><select id="zone-${of}-clause" name="clause">${
        clausesOf(layer).map(({ code, title }) => html`<option value=${code} ?selected=${code === began?.clause}>${code} – ${say(title)}</option>`)}</select></p>
      ${field("nameVi", t("named.nameVi"), { value: began?.name?.vi ?? "", required: true, of })}
      ${field("nameEn", t("named.nameEn"), { value: began?.name?.en ?? "", of })}
      ${field("plan", t("named.plan"), { value: began?.plan?.title ?? "", required: true, hint: t("named.planHint"), of })}
      ${field("planNumber", t("named.planNumber"), { value: began?.plan?.number ?? "", of })}
      ${field("planDate", t("named.planDate"), { type: "date", value: began?.plan?.date ?? "", of })}
      ${field("planPlace", t("named.planPlace"), { value: began?.plan?.place ?? "", of })}
      ${this.#long("planWording", began?.planWording, t("named.planWordingHint"))}
      ${this.#long("decreeWording", began?.decreeWording, t("named.decreeWordingHint"))}
      <p class="form-check"><label><input type="checkbox" name="conflicts" value="yes" .checked=${began?.conflicts ?? false}> ${t("named.conflicts")}</label></p>
      ${field("areaHa", t("named.areaNow"), { value: written(began?.areaHa), inputmode: "decimal", of })}
      ${field("areaHorizonHa", t("named.areaHorizon"), { value: written(began?.areaHorizonHa), inputmode: "decimal", of })}
      ${field("horizonYear", t("named.horizonYear"), { value: began?.horizonYear?.toString() ?? "", inputmode: "numeric", of })}
      <h4>${t("named.members")}</h4>
      <p class="hint">${t("named.membersHint")}</p>
      ${repeat(this.#rows, ({ key }) => key, (row, at) => this.#row(row, at))}
      <p class="form-actions">${KINDS.map(kind => html`<button type="button" class="button small" @click=${() => void this.#add(kind)}>${t(`named.add.${kind}`)}</button>`)}</p>
      ${began ? html`${field("feature", t("named.feature"), { value: began.feature?.toString() ?? "", inputmode: "numeric", hint: t("named.featureHint"), of })}
        ${this.#long("withdrawn", began.withdrawn, t("named.withdrawnHint"))}` : nothing}`,
    t(began ? "named.saveNext" : "named.save"));
  }

  #long(name: "planWording" | "decreeWording" | "withdrawn", value: string | null | undefined, hint: string) {
    const id = `zone-${this.of}-${name}`;
    return html`<p class="form-field"><label for=${id}>${t(`named.${name}`)} <small>${t("form.optional")}</small></label>
      <textarea id=${id} name=${name} rows="4" .value=${value ?? ""} aria-describedby="${id}-hint"></textarea><small id="${id}-hint">${hint}</small></p>`;
  }

  #row({ key, kind, member }: Row, at: number) {
    const of = `${this.of}-${key}-`;
    const one = (name: string, value: string, options: Parameters<typeof field>[2] = {}) => field(`${name}-${key}`, titleOf(name, kind), { ...options, value, of });
    return html`<fieldset class="draft-choice named-member"><legend>${t("named.member", { n: at + 1 })}: ${t(`named.kind.${kind}`)}</legend>
      ${kind === "commune" ? html`${one("commune", member?.commune ?? "", { required: true, inputmode: "numeric", hint: t("named.communeHint") })}
        ${one("part", member?.part ?? "", { hint: t("named.partHint") })}` : one("words", member?.words ?? "", { required: true })}
      ${kind === "reserve" ? one("subzone", member?.subzone ?? "") : nothing}
      ${kind === "distance" ? one("metres", written(member?.metres), { required: true, inputmode: "decimal" }) : nothing}
      <p class="form-field"><label for="${of}status">${t("named.field.status")}</label><select id="${of}status" name="status-${key}">${(["existing", "planned"] as const).map(status =>
        html`<option value=${status} ?selected=${status === member?.status}>${t(`named.status.${status}`)}</option>`)}</select></p>
      ${one("areaHa", written(member?.areaHa), { inputmode: "decimal" })}
      ${one("validFrom", member?.validFrom ?? "", { type: "date" })}
      ${one("validTo", member?.validTo ?? "", { type: "date" })}
      <p class="form-actions"><button type="button" class="button small" @click=${() => { this.#rows = this.#rows.filter(row => row.key !== key); this.requestUpdate(); }}>${
        t("named.remove", { n: at + 1 })}</button></p></fieldset>`;
  }

  async #add(kind: Kind) {
    const key = ++this.#keys;
    this.#rows = [...this.#rows, { key, kind, member: null }];
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(`[name="${kind === "commune" ? "commune" : "words"}-${key}"]`)?.focus();
  }

  async #save(data: FormData) {
    const form = `zone-${this.of}`;
    const whole = { fits: (value: number) => Number.isInteger(value) };
    const areaHa = this.typedNumber(form, data, "areaHa", t("named.areaNow"));
    const areaHorizonHa = areaHa === undefined ? undefined : this.typedNumber(form, data, "areaHorizonHa", t("named.areaHorizon"));
    const horizonYear = areaHorizonHa === undefined ? undefined : this.typedNumber(form, data, "horizonYear", t("named.horizonYear"), whole);
    const feature = horizonYear === undefined ? undefined : this.typedNumber(form, data, "feature", t("named.feature"), whole);
    if (areaHa === undefined || areaHorizonHa === undefined || horizonYear === undefined || feature === undefined) return;
    const members: Member[] = [];
    for (const [at, { key, kind }] of this.#rows.entries()) {
      const titled = (name: string) => `${t("named.member", { n: at + 1 })}: ${t(`named.field.${name}`)}`;
      const memberHa = this.typedNumber(form, data, `areaHa-${key}`, titled("areaHa"));
      const metres = memberHa === undefined ? undefined : this.typedNumber(form, data, `metres-${key}`, titled("metres"), { units: METRES });
      if (memberHa === undefined || metres === undefined) return;
      const typed = (name: string) => text(data, `${name}-${key}`) || null;
      members.push({
        kind, commune: typed("commune"), part: typed("part"), words: typed("words"), subzone: typed("subzone"), metres, status: typed("status") === "planned" ? "planned" : "existing",
        areaHa: memberHa, validFrom: typed("validFrom"), validTo: typed("validTo"),
      });
    }
    const began = this.#began;
    const typed = (name: string) => text(data, name) || null;
    const done = await this.act(form, () => this.save({
      province: began ? began.province : typed("province"), layer: began ? began.layer : typed("layer"), clause: typed("clause"), name: { vi: typed("nameVi"), en: typed("nameEn") },
      plan: { title: typed("plan"), number: typed("planNumber"), date: typed("planDate"), place: typed("planPlace") }, planWording: typed("planWording"), decreeWording: typed("decreeWording"),
      conflicts: data.get("conflicts") === "yes", areaHa, areaHorizonHa, horizonYear, feature, withdrawn: typed("withdrawn"), members,
    }, this.#read));
    if (!done || began) return;
    this.querySelector("form")?.reset();
    this.#rows = [];
    this.requestUpdate();
  }
}

/** What a field of a member is called. */
const titleOf = (name: string, kind: Kind) => t(name === "words" && kind !== "commune" ? `named.words.${kind}` : `named.field.${name}`);

const written = (value: number | null | undefined) => value === null || value === undefined ? "" : writeNumber(value);

customElements.define("named-zone-form", ZoneForm);
