import { html, nothing } from "lit";
import { FormPart, field, inWordsOf, raw, text } from "../accounts/form-part";
import type { DraftDetails, LayerInfo } from "../answers";
import { below } from "../base";
import { attributeField } from "../editing/attribute-field";
import { changed, fitting } from "../editing/values";
import { base64 } from "../files";
import { newId } from "../ids";
import { MEASURED, area, moment, number, say, t, word } from "../language";
import { OutlineMap } from "../map/outline-map";
import { METRES } from "../numbers";
import { Refusal } from "../service";
import { zoneLayers } from "../store";
import * as service from "./service";

/** More corners than these are looked at in a spreadsheet. */
const MOST_ROWS = 500;

/**
 * Zones out of a coordinate table: it is given, read in every way that it can be meant, looked at on a map beside its own rows, and taken. What has to be asked is asked here, and nothing is drawn
 * before somebody says so.
 */
export class DraftSources extends FormPart {
  #draft: DraftDetails | null = null;
  /** Null while they are asked for. */
  #given: readonly service.Source[] | null = null;
  #read: service.Details | null = null;
  /** Which of its readings is looked at. */
  #chosen = 0;
  #left: ReadonlySet<number> = new Set();
  #layer = "";
  /** Zones of VN-2000 that the table can be read in; null until somebody looks for another. */
  #zones: Awaited<ReturnType<typeof service.zones>> | null = null;
  readonly #map = new OutlineMap(this.store, () => t("sources.map"));

  constructor(store: FormPart["store"], readonly taken: () => void) {
    super(store);
  }

  set draft(draft: DraftDetails) {
    if (draft.id !== this.#draft?.id) {
      this.#given = this.#read = this.said = this.refused = null;
      void this.#list(draft.id);
    }
    this.#draft = draft;
    this.requestUpdate();
  }

  async #list(draft: number) {
    try {
      const given = await service.sources(draft);
      if (this.#draft?.id === draft) this.#given = given;
    } catch (refusal) {
      // The draft's own page says what is wrong; a table can be given all the same.
      if (!(refusal instanceof Refusal)) throw refusal;
    }
    this.requestUpdate();
  }

  get #mayGive() {
    return ["draft", "returned"].includes(this.#draft!.state.id) && (this.store.state.me?.acts.includes("draft") ?? false);
  }

  get #layers(): readonly LayerInfo[] {
    return zoneLayers(this.store.state);
  }

  get #attributes() {
    const id = this.#layer || this.#layers[0]?.id;
    return this.#layers.find(layer => layer.id === id)?.attributes.filter(({ required }) => required === true) ?? [];
  }

  protected override wordsOf(refusal: Refusal) {
    return inWordsOf(refusal, { name: t("sources.name"), file: t("sources.file"), accuracyM: t("editing.accuracy") });
  }

  protected override render() {
    if (!this.#draft || !this.#mayGive && !this.#given?.length) return nothing;
    const given = this.#given ?? [];
    return html`<section class="form-part" aria-labelledby="draft-sources"><h3 id="draft-sources">${t("sources.title")} <span class="count">${number(given.length)}</span></h3>
      ${this.saidLine()}
      ${given.length === 0 ? nothing : html`<ul class="sources-given">${given.map(one => html`<li>
        <button class="button small" aria-pressed=${this.#read?.source.number === one.number} @click=${() => void this.#look(one.number, null)}>${one.number}. ${one.name}</button>
        <small>${one.by} · ${moment(one.at)} · <a href=${below(one.href)} download=${one.name}>${t("sources.original")}</a></small></li>`)}</ul>`}
      ${this.#mayGive ? html`<details class="draft-fold sources-give"><summary>${t("sources.give")}</summary>
        ${this.form("give", data => void this.#give(data), html`
          <p class="form-field"><label for="sources-text">${t("sources.paste")}</label>
            <textarea id="sources-text" name="text" rows="6" spellcheck="false" wrap="off" aria-describedby="sources-text-hint"></textarea><small id="sources-text-hint">${t("sources.pasteHint")}</small></p>
          <p class="form-field"><label for="sources-file">${t("sources.file")} <small>${t("form.optional")}</small></label>
            <input id="sources-file" name="file" type="file" accept=".xlsx,.docx,.pdf,.csv,.txt,.zip,.gpkg,.kml,.kmz,.dxf,.fgb,.geojson,.json" aria-describedby="sources-file-hint"><small id="sources-file-hint">${t("sources.fileHint")}</small></p>
          ${field("name", t("sources.name"), { hint: t("sources.nameHint"), of: "sources-" })}`, t("sources.readNow"))}</details>` : nothing}
      ${this.#read ? this.#result(this.#read) : nothing}
    </section>`;
  }

  // --- giving

  async #give(data: FormData) {
    const file = data.get("file") as File | null;
    const pasted = String(data.get("text") ?? "");
    if (!file?.size && pasted.trim() === "") return this.#refuse("give", t("sources.nothing"));
    const name = text(data, "name") || (file?.size ? file.name : t("sources.pasted"));
    const content = await base64(file?.size ? file : new File([pasted], "text"));
    await this.act("give", async () => {
      this.#show(await service.give(this.#draft!.id, name, content));
      this.querySelector<HTMLFormElement>(".sources-give form")?.reset();
      this.querySelector<HTMLDetailsElement>(".sources-give")!.open = false;
    });
    void this.#list(this.#draft!.id);
    await this.updateComplete;
    this.querySelector<HTMLElement>(".sources-read h4")?.focus();
  }

  async #look(source: number, grid: number | null) {
    await this.act("look", async () => this.#show(await service.read(this.#draft!.id, source, grid)));
  }

  #show(read: service.Details) {
    this.#read = read;
    this.#choose(0);
  }

  #choose(at: number) {
    this.#chosen = at;
    this.#left = new Set();
    const zones = this.#read?.readings[at]?.zones ?? [];
    this.#map.outlines = zones.flatMap(({ geometry, name }, index) => geometry
      ? [{ geometry: geometry as { type: string; coordinates: unknown }, layer: this.#layer || (this.#layers[0]?.id ?? ""), role: "drawn" as const, isProposed: true, label: String(index + 1), title: name ?? t("sources.unnamed", { n: index + 1 }) }] : []);
    this.requestUpdate();
  }

  // --- what it can mean

  #result({ source, readings, notes, decided }: service.Details) {
    const reading = readings.at(this.#chosen);
    return html`<div class="sources-read"><h4 tabindex="-1">${t("sources.readOf", { name: source.name })}</h4>
      ${this.refused?.form === "look" ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>` : nothing}
      ${notes.map(note => this.#note(note))}
      ${reading ? html`
        <p class=${decided ? "hint" : "notice"} role="status">${t(decided ? "sources.decided" : readings.length > 1 ? "sources.choose" : "sources.confirm")}</p>
        ${readings.length > 1 ? html`<fieldset class="draft-choice sources-ways"><legend>${t("sources.ways")}</legend>${readings.map((one, at) => html`<label>
          <input type="radio" name="reading" .checked=${at === this.#chosen} @change=${() => this.#choose(at)}> <span>${this.#way(one)}</span></label>`)}</fieldset>` : html`<p>${this.#way(reading)}</p>`}
        ${this.#map}
        ${this.#taking(reading)}
        <details class="draft-fold" @toggle=${(event: Event) => { if ((event.target as HTMLDetailsElement).open) void this.#loadZones(); }}><summary>${t("sources.otherZone")}</summary>
          <p class="form-field"><label for="sources-zone">${t("drafts.zone")}</label><select id="sources-zone"
              @change=${(event: Event) => { const epsg = Number((event.target as HTMLSelectElement).value); if (epsg) void this.#look(source.number, epsg); }}>
            <option value="">–</option>${this.#zones?.map(({ epsg, meridian, widthDegrees }) =>
              html`<option value=${epsg} ?selected=${epsg === reading.epsg}>${t("drafts.zoneOption", { meridian, width: String(widthDegrees) })}</option>`)}</select></p></details>` : nothing}
    </div>`;
  }

  async #loadZones() {
    if (this.#zones) return;
    await this.act("look", async () => { this.#zones = await service.zones(); });
  }

  /** A reading in a line: which grid, what it makes, what speaks for it. */
  #way({ meridian, zoneWidth, said, inProvince, cornerHits, zones }: service.Reading) {
    const corners = zones.reduce((sum, { rings }) => sum + rings.reduce((all, ring) => all + ring.corners.length, 0), 0);
    return html`${t("drafts.zoneOption", { meridian, width: String(zoneWidth) })} <small>${[
      t("sources.makes", { zones: zones.length, corners }), t(said ? "sources.said" : "sources.unsaid"),
      inProvince === null ? null : t("sources.inProvince", { share: `${number(inProvince * 100, 0)} %` }), cornerHits > 0 ? t("sources.hits", { n: cornerHits }) : null,
    ].filter(one => one !== null).join(" · ")}</small>`;
  }

  #note({ weight, row, text: said }: service.Note) {
    return html`<p class="sources-note is-${weight}">${weight === "wrong" ? html`<b>${t("sources.wrong")}</b> ` : weight === "asked" ? html`<b>${t("sources.asked")}</b> ` : nothing}${
      row === null ? nothing : html`${t(this.#read?.counts === "features" ? "sources.feature" : "sources.row", { row })}: `}${say(said)}</p>`;
  }

  #taking(reading: service.Reading) {
    const { zones } = reading;
    const chosen = zones.filter((zone, at) => zone.shape && !this.#left.has(at));
    const asks = zones.some((zone, at) => !this.#left.has(at) && zone.notes.some(({ weight }) => weight === "asked"));
    const wrong = zones.some((zone, at) => !this.#left.has(at) && zone.notes.some(({ weight }) => weight === "wrong"));
    const list = html`<ol class="sources-zones">${zones.map((zone, at) => this.#zone(zone, at))}</ol>`;
    if (!this.#mayGive) return list;
    return this.form("take", data => void this.#take(data, reading), html`${list}
      <p class="form-field"><label for="sources-layer">${t("drawing.layer")}</label><select id="sources-layer" name="layer"
        @change=${(event: Event) => { this.#layer = (event.target as HTMLSelectElement).value; this.requestUpdate(); }}>${
        this.#layers.map(layer => html`<option value=${layer.id} ?selected=${layer.id === this.#layer}>${say(layer.title)}</option>`)}</select></p>
      ${this.#attributes.map(attribute => attributeField(attribute, null))}
      <p class="form-field"><label for="sources-source">${t("editing.source")}</label><select id="sources-source" name="source"><option value="">–</option>${
        MEASURED.map(source => html`<option value=${source}>${word("position-source", source)}</option>`)}</select></p>
      ${field("accuracyM", t("editing.accuracy"), { value: "1", inputmode: "decimal", required: true, of: "sources-" })}
      ${wrong ? html`<p class="notice">${t("sources.hasWrong")}</p>` : nothing}
      ${asks ? html`<p class="form-check"><label><input type="checkbox" name="agreed" value="yes"> ${t("sources.agree")}</label></p>` : nothing}`,
    t("sources.take", { n: chosen.length }));
  }

  #zone(zone: service.Zone, at: number) {
    const { name, areaM2, declaredM2, rings, notes, shape } = zone;
    const rows = rings.flatMap(({ part, hole, corners }) => corners.map(corner => ({ ...corner, part, hole })));
    const on = !this.#left.has(at) && shape !== null;
    return html`<li><p class="sources-zone"><label><input type="checkbox" .checked=${on} ?disabled=${shape === null} @change=${(event: Event) => this.#leave(at, !(event.target as HTMLInputElement).checked)}>
        <span class="unseen">${t("sources.takeOne", { n: at + 1 })}</span></label>
        <label class="sources-name"><span class="unseen">${t("sources.zoneName", { n: at + 1 })}</span><input name="zone-${at}" .value=${name ?? ""} placeholder=${t("sources.zoneName", { n: at + 1 })} maxlength="200"></label></p>
      <p><small>${areaM2 === null ? nothing : area(areaM2)}${declaredM2 === null ? nothing : ` · ${t("sources.declared", { area: area(declaredM2) })}`} · ${t("sources.corners", { n: rows.length })}</small></p>
      ${notes.map(note => this.#note(note))}
      <details class="draft-fold"><summary>${t("sources.rows")}</summary><div class="sources-rows" tabindex="0" role="region" aria-label=${t("sources.rows")}><table>
        <thead><tr><th>${t(this.#read?.counts === "features" ? "sources.featureHead" : "sources.rowHead")}</th><th>${t("sources.cornerHead")}</th><th>${zone.rings[0]?.corners[0]?.north.includes("°") ? t("sources.latitude") : "X (m)"}</th><th>${
          zone.rings[0]?.corners[0]?.east.includes("°") ? t("sources.longitude") : "Y (m)"}</th></tr></thead>
        <tbody>${rows.slice(0, MOST_ROWS).map(({ row, label, north, east, hole }) => html`<tr class=${notes.some(note => note.row === row) ? "is-noted" : ""}>
          <td>${row}</td><td>${label ?? ""}${hole ? html` <small>${t("sources.hole")}</small>` : nothing}</td><td>${north}</td><td>${east}</td></tr>`)}</tbody></table></div>
        ${rows.length > MOST_ROWS ? html`<p class="hint">${t("sources.moreRows", { n: rows.length - MOST_ROWS })}</p>` : nothing}</details></li>`;
  }

  #leave(at: number, out: boolean) {
    const left = new Set(this.#left);
    if (out) left.add(at);
    else left.delete(at);
    this.#left = left;
    this.requestUpdate();
  }

  // --- taking

  async #take(data: FormData, { zones }: service.Reading) {
    const chosen = zones.map((zone, at) => ({ zone, at })).filter(({ zone, at }) => zone.shape && !this.#left.has(at));
    if (chosen.length === 0) return this.#refuse("take", t("sources.noneChosen"));
    if (chosen.some(({ zone }) => zone.notes.some(({ weight }) => weight === "wrong"))) return this.#refuse("take", t("sources.hasWrong"));
    if (chosen.some(({ zone }) => zone.notes.some(({ weight }) => weight === "asked")) && !data.get("agreed")) return this.#refuse("take", t("sources.agreeNeeded"));
    const unnamed = chosen.find(({ at }) => text(data, `zone-${at}`) === "");
    if (unnamed) return this.#refuse("take", t("sources.nameNeeded", { n: unnamed.at + 1 }));
    const accuracyM = this.typedNumber("take", data, "accuracyM", t("editing.accuracy"), { units: METRES, fits: metres => metres > 0 });
    if (accuracyM === undefined) return;
    if (accuracyM === null) return this.#refuse("take", t("sources.accuracyNeeded"));
    for (const { name, type, title } of this.#attributes) {
      if ((type === "number" || type === "integer") && this.typedNumber("take", data, name, say(title), fitting(type)) === undefined) return;
    }
    const attributes = Object.fromEntries(Object.entries(changed(this.#attributes, [], name => raw(data, name))).filter(([, value]) => value !== null));
    const layer = text(data, "layer");
    const done = await this.act("take", () => service.add(this.#draft!.id, newId(), chosen.map(({ zone, at }) => {
      const name = text(data, `zone-${at}`);
      return { layer, name: { vi: name, en: name }, attributes, shape: withAccuracy(zone.shape!, accuracyM), positionSource: text(data, "source") || null, accuracyM };
    })));
    if (!done) return;
    this.said = t("sources.tookSome", { n: chosen.length });
    this.#read = null;
    this.requestUpdate();
    this.taken();
  }

  async #refuse(form: string, sentence: string) {
    this.refused = { form, slug: "bad-field", sentence };
    this.said = null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(".form-refusal")?.focus();
  }
}

/** How well the corners are known is of each stretch. */
const withAccuracy = (shape: NonNullable<service.Zone["shape"]>, accuracyM: number): NonNullable<service.Zone["shape"]> => ({
  ...shape,
  parts: shape.parts.map(({ rings }) => ({ rings: rings.map(({ corners, stretches }) => ({ corners, stretches: stretches.map(stretch => ({ ...stretch, accuracyM })) })) })),
});

customElements.define("draft-sources", DraftSources);
