import { html, nothing } from "lit";
import { FormPart, field, raw, text } from "../accounts/form-part";
import type { LayerInfo } from "../answers";
import { attributeField } from "../editing/attribute-field";
import { changed, fitting } from "../editing/values";
import { MEASURED, say, t, word } from "../language";
import { METRES, writeNumber } from "../numbers";
import { type Store, zoneLayers } from "../store";
import { isDecided } from "./decided";
import type { Desk } from "./desk";
import type { Snapshot } from "./operation-log";
import type { Feature } from "./session";

type Described = Pick<Snapshot, "name" | "attributes" | "positionSource" | "accuracyM">;

/** What a zone is called and what its layer asks for: of a new one before it is drawn, or of one in the draft. */
export class FeatureForm extends FormPart {
  #layer: string;

  /** @param feature Null of a new one. */
  constructor(store: Store, readonly desk: Desk, readonly feature: Feature | null, readonly closed: () => void) {
    super(store);
    this.#layer = feature?.layer ?? this.#layers[0]?.id ?? "";
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("input, select")?.focus());
  }

  /** Those that are changed by decision. */
  get #layers(): readonly LayerInfo[] {
    return zoneLayers(this.store.state);
  }

  get #attributes() {
    return (this.#layers.find(layer => layer.id === this.#layer)?.attributes ?? []).filter(attribute => !isDecided(attribute));
  }

  protected override render() {
    const { feature } = this;
    const values: Snapshot["attributes"] = feature?.attributes ?? {};
    const accuracyM = feature?.accuracyM ?? null;
    const fields = (wanted: (attribute: LayerInfo["attributes"][number]) => boolean) =>
      this.#attributes.filter(wanted).map(attribute => attributeField(attribute, values[attribute.name] ?? null));
    return html`<h3>${t(feature ? "drawing.describe" : "drawing.newZone")}</h3>${this.form("feature", data => void this.#submit(data), html`
      ${feature ? nothing : html`<p class="form-field"><label for="field-layer">${t("drawing.layer")}</label><select id="field-layer" name="layer"
        @change=${(event: Event) => { this.#layer = (event.target as HTMLSelectElement).value; this.requestUpdate(); }}>${
        this.#layers.map(layer => html`<option value=${layer.id} ?selected=${layer.id === this.#layer}>${say(layer.title)}</option>`)}</select></p>`}
      ${field("vi", t("drawing.name"), { value: feature?.name.vi ?? "", required: true })}
      ${field("en", t("drawing.nameEn"), { value: feature && feature.name.en !== feature.name.vi ? feature.name.en : "" })}
      ${fields(attribute => attribute.required === true || this.feature !== null)}
      ${this.feature === null && this.#attributes.some(attribute => attribute.required !== true) ? html`<details class="drawing-more"><summary>${t("drawing.moreFields")}</summary>
        ${fields(attribute => attribute.required !== true)}</details>` : nothing}
      <p class="form-field"><label for="field-source">${t("editing.source")}</label><select id="field-source" name="source"><option value="">–</option>${
        MEASURED.map(source => html`<option value=${source} ?selected=${(feature ? feature.positionSource : "digitised") === source}>${word("position-source", source)}</option>`)}</select></p>
      ${field("accuracyM", t("editing.accuracy"), { value: feature ? accuracyM === null ? "" : writeNumber(accuracyM) : "5", inputmode: "decimal" })}`,
      t(feature ? "drawing.describeNow" : "drawing.beginZone"), html`<button type="button" class="button" @click=${this.closed}>${t("editing.cancel")}</button>`)}`;
  }

  async #submit(data: FormData) {
    const described = this.#read(data);
    if (!described) return;
    const { name, attributes, positionSource, accuracyM } = described;
    if (this.feature) {
      // As it was when the form was opened: what another has changed since is not written over by what stood in the fields.
      const now = this.desk.session.find(this.feature.key) ?? this.feature;
      const feature = { ...now, revision: this.feature.revision ?? now.revision };
      const sourced = positionSource !== feature.positionSource || accuracyM !== feature.accuracyM;
      this.desk.session.describe(feature, { name, attributes, ...sourced ? { positionSource, accuracyM } : {} });
    } else {
      this.desk.begin({ kind: "zone", layer: this.#layer, name, attributes, positionSource, accuracyM });
    }
    this.closed();
  }

  /** Null where something is to be put right first, which the form then says. */
  #read(data: FormData): Described | null {
    const vi = text(data, "vi");
    if (vi === "") {
      this.refused = { form: "feature", slug: "bad-field", sentence: t("drawing.nameMissing") };
      this.requestUpdate();
      void this.updateComplete.then(() => this.querySelector<HTMLElement>(".form-refusal")?.focus());
      return null;
    }
    for (const { name, type, title } of this.#attributes) {
      if ((type === "number" || type === "integer") && this.typedNumber("feature", data, name, say(title), fitting(type)) === undefined) return null;
    }
    const accuracyM = this.typedNumber("feature", data, "accuracyM", t("editing.accuracy"), { units: METRES, fits: metres => metres > 0 });
    if (accuracyM === undefined) return null;
    const before = Object.entries(this.feature?.attributes ?? {}).map(([name, value]) => ({ name, value: value as string | number | boolean | null }));
    const attributes = Object.fromEntries(Object.entries({ ...this.feature?.attributes, ...changed(this.#attributes, before, name => raw(data, name)) }).filter(([, value]) => value !== null));
    return { name: { vi, en: text(data, "en") || vi }, attributes, positionSource: text(data, "source") || null, accuracyM };
  }
}

customElements.define("feature-form", FeatureForm);
