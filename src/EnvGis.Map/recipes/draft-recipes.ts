import { html, nothing } from "lit";
import { FormPart, field, inWordsOf, raw, text } from "../accounts/form-part";
import type { DraftDetails, LayerInfo, NamedPoint } from "../answers";
import { attributeField } from "../editing/attribute-field";
import { changed, fitting } from "../editing/values";
import { newId } from "../ids";
import { area, number, plainly, say, t, unitName } from "../language";
import { OutlineMap } from "../map/outline-map";
import * as mapService from "../map/service";
import { METRES, writeNumber } from "../numbers";
import { Refusal } from "../service";
import { zoneLayers } from "../store";
import * as service from "./service";

/** Of all that a name may mean so many are shown; whoever types more finds it. */
const MOST_SHOWN = 40;

type Role = "source" | "commune" | "minus" | "intake" | "river";

/** Roles that stand for a stretch of a river. */
const OF_REACH: readonly Role[] = ["intake", "river"];

const SIDES = ["outside", "left", "right"] as const;

/** What a zone is to be built of. */
interface Chosen {
  readonly role: Role;
  /** Of a feature its number, of a commune its code. */
  readonly id: string;
  readonly name: string;
  /** What its layer holds: point, line, polygon, or two of them; empty of a commune. */
  readonly geometry: string;
}

/** What has changed under a zone in force, as somebody looks at it. */
interface Looked {
  readonly zone: service.Outdated;
  readonly checked: service.Checked;
}

/**
 * Zones of a draft that the service makes by a rule: of features or communes and a distance that who drafts chooses, without other zones and within the province. Tried as often as anybody likes,
 * and taken by the draft's own operation.
 */
export class DraftRecipes extends FormPart {
  #draft: DraftDetails | null = null;
  #layer = "";
  #from = "";
  /** Null until they are asked for. */
  #features: readonly service.Listed[] | null = null;
  #communes: readonly NamedPoint[] | null = null;
  #sought = "";
  #chosen: readonly Chosen[] = [];
  #made: { readonly made: service.Made; readonly recipe: service.Recipe; readonly layer: string } | null = null;
  #outdated: readonly service.Outdated[] | null = null;
  /** Distances that documents have; null until they are asked for. */
  #known: readonly service.Known[] | null = null;
  #looked: Looked | null = null;
  readonly #map = new OutlineMap(this.store, () => t("recipes.map"));
  readonly #beside = new OutlineMap(this.store, () => t("recipes.differenceMap"));

  constructor(store: FormPart["store"], readonly taken: () => void) {
    super(store);
  }

  set draft(draft: DraftDetails) {
    if (draft.id !== this.#draft?.id) {
      this.#made = this.#outdated = this.#features = this.#looked = this.said = this.refused = null;
      this.#chosen = [];
    }
    this.#draft = draft;
    this.requestUpdate();
  }

  get #mayBuild() {
    return ["draft", "returned"].includes(this.#draft!.state.id) && (this.store.state.me?.acts.includes("draft") ?? false);
  }

  get #layers(): readonly LayerInfo[] {
    return zoneLayers(this.store.state);
  }

  get #aim() {
    return this.#layers.find(({ id }) => id === this.#layer) ?? this.#layers.at(0);
  }

  get #clauses() {
    return this.#aim?.attributes.find(({ name }) => name === "clause")?.codelist ?? [];
  }

  get #attributes() {
    return this.#aim?.attributes.filter(({ required, name }) => required === true && name !== "clause") ?? [];
  }

  protected override wordsOf(refusal: Refusal) {
    return inWordsOf(refusal, {
      "recipe.sources": t("recipes.sources"), "recipe.communes": t("recipes.communes"), "recipe.clip": t("recipes.clip"), "recipe.clause": t("recipes.clause"), "recipe.leastPartM2": t("recipes.least"),
      "recipe.accuracyM": t("recipes.accuracy"), "recipe.reaches": t("recipes.reach"), recipe: t("recipes.rule"), detach: t("recipes.why"),
    });
  }

  protected override render() {
    if (!this.#draft || !this.#mayBuild && !this.#draft.features.some(({ built, dropped }) => built && !dropped)) return nothing;
    return html`<section class="form-part" aria-labelledby="draft-recipes"><h3 id="draft-recipes">${t("recipes.title")}</h3>
      ${this.saidLine()}
      ${this.#built()}
      ${this.#mayBuild ? html`<details class="draft-fold recipes-build"><summary>${t("recipes.build")}</summary>${this.#rule()}${this.#result()}</details>
        <details class="draft-fold" @toggle=${(event: Event) => { if ((event.target as HTMLDetailsElement).open) void this.#loadOutdated(); }}><summary>${t("recipes.outdated")}</summary>${this.#changes()}</details>` : nothing}
    </section>`;
  }

  // --- the rule

  #rule() {
    const from = this.#from === "" ? "communes" : this.#from;
    const words = plainly(this.#sought);
    const geometry: string = this.store.state.layers.find(({ id }) => id === from)?.geometry ?? "";
    const found: readonly (Chosen & { more: string })[] = from === "communes"
      ? (this.#communes ?? []).map(([code, name, kind]) => ({ role: "commune", id: code, name: unitName(name, kind), more: code, geometry: "" }))
      : (this.#features ?? []).map(({ id, name, code }) => ({ role: "source", id: String(id), name: say(name), more: code, geometry }));
    const so = found.filter(one => plainly(one.name).includes(words) || one.more.toLowerCase().includes(words));
    const left = so.filter(one => !this.#chosen.some(other => other.id === one.id && (other.role === "commune") === (one.role === "commune")));
    const isLoaded = from === "communes" ? this.#communes !== null : this.#features !== null;
    const isFeature = from !== "communes";
    const other = (one: Chosen, role: Role, key: string) => html`<button type="button" class="button small" aria-label=${t(`recipes.${key}Named`, { name: one.name })} @click=${() => this.#choose({ ...one, role })}>${t(`recipes.${key}`)}</button>`;
    return this.form("try", data => void this.#try(data), html`
      <p class="form-field"><label for="recipes-layer">${t("drawing.layer")}</label><select id="recipes-layer" name="layer"
        @change=${(event: Event) => { this.#layer = (event.target as HTMLSelectElement).value; this.#made = null; this.requestUpdate(); }}>${
        this.#layers.map(layer => html`<option value=${layer.id} ?selected=${layer.id === this.#aim?.id}>${say(layer.title)}</option>`)}</select></p>
      ${this.#clauses.length === 0 ? nothing : html`<p class="form-field"><label for="recipes-clause">${t("recipes.clause")}</label><select id="recipes-clause" name="clause">${
        this.#clauses.map(({ code, title }) => html`<option value=${code}>${code} – ${say(title)}</option>`)}</select></p>`}
      <fieldset class="draft-choice recipes-find"><legend>${t("recipes.sources")}</legend>
        <p class="form-field"><label for="recipes-from">${t("recipes.from")}</label><select id="recipes-from" @change=${(event: Event) => { this.#from = (event.target as HTMLSelectElement).value; void this.#load(); }}>
          <option value="communes">${t("recipes.communes")}</option>${this.store.state.layers.map(layer => html`<option value=${layer.id} ?selected=${layer.id === from}>${say(layer.title)}</option>`)}</select></p>
        <p class="form-field"><label for="recipes-sought">${t("recipes.sought")}</label><input id="recipes-sought" type="search" autocomplete="off" spellcheck="false" .value=${this.#sought}
          @focus=${() => void this.#load()}
          @input=${(event: Event) => { this.#sought = (event.target as HTMLInputElement).value; this.requestUpdate(); }}
          @keydown=${(event: KeyboardEvent) => { if (event.key === "Enter") event.preventDefault(); }}></p>
        ${isLoaded ? left.length === 0 ? so.length > 0 ? nothing : html`<p class="empty" role="status">${t("recipes.noneSo")}</p>` : html`<ul class="recipes-found">${left.slice(0, MOST_SHOWN).map(one => html`<li><span>${one.name} <small>${one.more}</small></span>
          <button type="button" class="button small" aria-label=${t("recipes.addNamed", { name: one.name })} @click=${() => this.#choose(one)}>${t("recipes.add")}</button>
          ${isFeature && geometry.includes("polygon") ? other(one, "minus", "minus") : nothing}
          ${isFeature && geometry.includes("point") && this.#of("intake").length === 0 ? other(one, "intake", "intake") : nothing}
          ${isFeature && /line|polygon/.test(geometry) ? other(one, "river", "river") : nothing}</li>`)}</ul>
          ${left.length > MOST_SHOWN ? html`<p class="hint">${t("recipes.moreFound", { n: left.length - MOST_SHOWN })}</p>` : nothing}` : html`<p class="hint">${t("recipes.typeToFind")}</p>`}</fieldset>
      ${this.#chosen.length === 0 ? html`<p class="hint" role="status">${t("recipes.noneChosen")}</p>` : html`<ul class="recipes-chosen">${this.#chosen.map(one => this.#one(one))}</ul>${this.#reach()}
        <p class="hint">${t("recipes.plannersChoice")}</p>`}
      <p class="form-check"><label><input type="checkbox" name="clip" value="yes" checked> ${t("recipes.clip")}</label></p>
      ${field("least", t("recipes.least"), { value: "100", inputmode: "decimal", required: true, of: "recipes-" })}
      ${field("accuracy", t("recipes.accuracy"), { inputmode: "decimal", hint: t("recipes.accuracyHint"), of: "recipes-" })}`, t("recipes.try"));
  }

  #of(role: Role) {
    return this.#chosen.filter(one => one.role === role);
  }

  #one({ role, id, name, geometry }: Chosen) {
    const key = `${role}-${id}`;
    const sides = SIDES.filter(side => geometry.includes(side === "outside" ? "polygon" : "line"));
    return html`<li>${role === "minus" || OF_REACH.includes(role) ? html`<span>${t(`recipes.${role}One`, { name })}</span>` : html`<label for=${`recipes-metres-${key}`}>${name}</label>
      <span class="recipes-metres"><input id=${`recipes-metres-${key}`} name=${`metres-${key}`} inputmode="decimal" autocomplete="off" size="7"> m</span>
      ${role === "source" && sides.length > 0 ? html`<select name=${`side-${key}`} aria-label=${t("recipes.sideOf", { name })}><option value="">${t("recipes.side.around")}</option>${
        sides.map(side => html`<option value=${side}>${t(`recipes.side.${side}`)}</option>`)}</select>` : nothing}
      ${role === "source" ? this.#taking(key, t("recipes.knownOf", { name }), this.#known?.filter(({ kind }) => kind !== "reach") ?? [], one => [[`metres-${key}`, one.metres]]) : nothing}`}
      <button type="button" class="button small" aria-label=${t("recipes.removeNamed", { name })} @click=${() => { this.#chosen = this.#chosen.filter(other => other.role !== role || other.id !== id); this.requestUpdate(); }}>${t("recipes.remove")}</button></li>`;
  }

  /** Distances of documents, which whoever chooses one takes into the fields: none is there by itself. */
  #taking(key: string, label: string, known: readonly service.Known[], fields: (one: service.Known) => readonly (readonly [string, number | null])[]) {
    return known.length === 0 ? nothing : html`<select name=${`known-${key}`} aria-label=${label} @change=${(event: Event) => {
      const chosen = known.find(({ id }) => id === (event.target as HTMLSelectElement).value);
      for (const [name, metres] of chosen ? fields(chosen) : []) this.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value = metres === null ? "" : writeNumber(metres);
    }}><option value="">${t("recipes.own")}</option>${known.map(one => html`<option value=${one.id}>${say(one.title)} – ${one.source.document}</option>`)}</select>`;
  }

  #reach() {
    if (!this.#chosen.some(({ role }) => OF_REACH.includes(role))) return nothing;
    return html`<fieldset class="draft-choice"><legend>${t("recipes.reach")}</legend><p class="hint">${t("recipes.reachHint")}</p>
      <p class="form-field">${this.#taking("reach", t("recipes.knownReach"), this.#known?.filter(({ kind }) => kind === "reach") ?? [], one => [["upstream", one.upstreamM], ["downstream", one.downstreamM]])}</p>
      ${field("upstream", t("recipes.upstream"), { inputmode: "decimal", required: true, of: "recipes-" })}
      ${field("downstream", t("recipes.downstream"), { inputmode: "decimal", required: true, of: "recipes-" })}
      ${field("width", t("recipes.width"), { inputmode: "decimal", required: true, hint: t("recipes.widthHint"), of: "recipes-" })}
      <p class="form-check"><label><input type="checkbox" name="reversed" value="yes"> ${t("recipes.reversed")}</label></p></fieldset>`;
  }

  #choose({ role, id, name, geometry }: Chosen) {
    this.#chosen = [...this.#chosen, { role, id, name, geometry }];
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".recipes-chosen li:last-child :is(input, button)")?.focus());
  }

  async #load() {
    const { province } = this.#draft!;
    const from = this.#from === "" ? "communes" : this.#from;
    this.requestUpdate();
    await this.act("try", async () => {
      this.#known ??= await service.distances();
      if (from === "communes") {
        this.#communes ??= (await mapService.communes()).filter(([, , , , , of]) => of === province).sort((one, other) => one[1].localeCompare(other[1], "vi"));
      } else {
        this.#features = null;
        const features = await service.features(from, province);
        if (this.#from === from) this.#features = features;
      }
    });
  }

  async #try(data: FormData) {
    const metres = new Map<string, number>();
    for (const { role, id, name } of this.#chosen.filter(one => one.role === "source" || one.role === "commune")) {
      const typed = this.typedNumber("try", data, `metres-${role}-${id}`, name, { units: METRES, fits: far => far >= 0 });
      if (typed === undefined) return;
      if (typed === null) return this.#refuse("try", t("recipes.distanceNeeded", { name }));
      metres.set(role + id, typed);
    }
    const leastPartM2 = this.typedNumber("try", data, "least", t("recipes.least"), { fits: m2 => m2 >= 0 });
    const accuracyM = this.typedNumber("try", data, "accuracy", t("recipes.accuracy"), { units: METRES, fits: far => far > 0 });
    if (leastPartM2 === undefined || accuracyM === undefined) return;
    const reaches = this.#reachOf(data);
    if (!reaches) return;
    const recipe: service.Recipe = {
      clause: text(data, "clause") || null, sources: this.#of("source").map(({ id }) => {
        const far = metres.get(`source${id}`)!;
        return { feature: Number(id), metres: far, side: SIDES.find(side => side === text(data, `side-source-${id}`)) ?? null, distance: this.#taken(data, `source-${id}`, known => known.metres === far) };
      }),
      communes: this.#of("commune").map(({ id }) => ({ code: id, metres: metres.get(`commune${id}`)! })), minus: this.#of("minus").map(({ id }) => Number(id)), clip: data.get("clip") !== null, leastPartM2, accuracyM, reaches,
    };
    const layer = this.#aim!.id;
    this.#made = null;
    await this.act("try", async () => {
      const made = await service.tryRecipe(this.#draft!.id, layer, recipe);
      this.#made = { made, recipe, layer };
      this.#map.outlines = [{ geometry: made.geometry as { type: string; coordinates: unknown }, layer, role: "drawn", isProposed: true, label: null, title: t("recipes.map") }];
    });
    await this.updateComplete;
    this.querySelector<HTMLElement>(".recipes-made h4")?.focus();
  }

  /** Which distance of a document was taken; null of the planner's own, and of one that was written over. */
  #taken(data: FormData, key: string, isSo: (known: service.Known) => boolean) {
    const known = this.#known?.find(({ id }) => id === text(data, `known-${key}`));
    return known && isSo(known) ? known.id : null;
  }

  /** The stretch of a river; none where nobody chose one, null where something is missing, which is told. */
  #reachOf(data: FormData): service.Recipe["reaches"] & object | null {
    const [intakes, river] = [this.#of("intake"), this.#of("river")];
    if (intakes.length + river.length === 0) return [];
    const intake = intakes.at(0);
    const [upstreamM, downstreamM, widthM] = (["upstream", "downstream", "width"] as const).map(name =>
      this.typedNumber("try", data, name, t(`recipes.${name}`), { units: METRES, fits: far => far >= 0 }));
    if (upstreamM === undefined || downstreamM === undefined || widthM === undefined) return null;
    if (!intake || river.length === 0 || upstreamM === null || downstreamM === null || widthM === null) {
      void this.#refuse("try", t("recipes.reachNeeded"));
      return null;
    }
    return [{
      intake: Number(intake.id), river: river.map(({ id }) => Number(id)), upstreamM, downstreamM, widthM, reversed: data.get("reversed") !== null,
      distance: this.#taken(data, "reach", known => known.upstreamM === upstreamM && known.downstreamM === downstreamM),
    }];
  }

  // --- what it makes

  #result() {
    if (!this.#made) return nothing;
    const { made } = this.#made;
    return html`<div class="recipes-made"><h4 tabindex="-1">${t("recipes.makes", { area: area(made.areaM2) })}</h4>
      <p><small>${t("recipes.figures", { parts: made.parts, perimeter: number(made.perimeterM, 0), dropped: made.recipe.made.droppedParts })}</small></p>
      <ul class="recipes-notes">${made.notes.map(note => html`<li>${say(note.text)}</li>`)}</ul>
      ${this.#map}
      ${this.form("take", data => void this.#take(data), html`
        ${field("name", t("recipes.name"), { required: true, of: "recipes-" })}
        ${this.#attributes.map(attribute => attributeField(attribute, null, "recipes-"))}`, t("recipes.take"))}</div>`;
  }

  async #take(data: FormData) {
    const { recipe, layer } = this.#made!;
    const vi = text(data, "name");
    if (vi === "") return this.#refuse("take", t("recipes.nameNeeded"));
    for (const { name, type, title } of this.#attributes) {
      if ((type === "number" || type === "integer") && this.typedNumber("take", data, name, say(title), fitting(type)) === undefined) return;
    }
    const attributes = Object.fromEntries(Object.entries(changed(this.#attributes, [], name => raw(data, name))).filter(([, value]) => value !== null));
    if (!await this.act("take", () => service.change(this.#draft!.id, newId(), { kind: "add", layer, name: { vi, en: null }, attributes, recipe }))) return;
    this.#made = null;
    this.#chosen = [];
    this.#tell(t("recipes.took", { name: vi }));
  }

  // --- what was built, and what has changed since

  #built() {
    const built = this.#draft!.features.filter(one => one.built && !one.dropped);
    return built.length === 0 ? nothing : html`<ul class="recipes-built">${built.map(one => html`<li><span>${one.number}. ${say(one.name)}</span>
      <button class="button small" aria-label=${t("recipes.proveNamed", { name: say(one.name) })} @click=${() => void this.#prove(one.number, say(one.name))}>${t("recipes.prove")}</button>
      ${this.#mayBuild ? html`<details class="draft-fold"><summary>${t("recipes.detach")}</summary>${this.form(`detach-${one.number}`, data => void this.#detach(data, one.number), html`
        <p class="form-field"><label for="recipes-why-${one.number}">${t("recipes.why")}</label><textarea id="recipes-why-${one.number}" name="why" rows="2" maxlength="2000" required aria-describedby="recipes-why-hint-${one.number}"></textarea>
          <small id="recipes-why-hint-${one.number}">${t("recipes.whyHint")}</small></p>`, t("recipes.detachNow"))}</details>` : nothing}</li>`)}</ul>
      ${this.refused?.form === "prove" ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>` : nothing}`;
  }

  async #prove(feature: number, name: string) {
    let said = "";
    await this.act("prove", async () => {
      const { proof, recipe, notBuilt } = await service.ofDraft(this.#draft!.id, feature);
      said = [
        proof ? t(proof.same ? "recipes.provedSame" : proof.holds ? "recipes.provedNear" : "recipes.provedNot", { name }) : t("recipes.notProved", { name }),
        recipe.outOfDate ? t("recipes.sourceChanged") : "", notBuilt ? say(notBuilt) : "",
      ].filter(one => one !== "").join(" ");
    });
    if (said !== "") this.said = said;
    this.requestUpdate();
  }

  async #detach(data: FormData, feature: number) {
    const why = text(data, "why");
    const form = `detach-${feature}`;
    if (why === "") return this.#refuse(form, t("recipes.whyNeeded"));
    if (!await this.act(form, async () => {
      const { feature: { revision }, shape } = await service.feature(this.#draft!.id, feature);
      await service.change(this.#draft!.id, newId(), { kind: "draw", number: feature, shape, detach: why }, revision);
    })) return;
    this.#tell(t("recipes.detached"));
  }

  async #loadOutdated() {
    await this.act("outdated", async () => { this.#outdated = await service.outdated(this.#draft!.province); });
  }

  #changes() {
    const refusal = this.refused?.form === "outdated" ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>` : nothing;
    if (!this.#outdated) return html`${refusal}<p role="status">${refusal === nothing ? t("page.loading") : nothing}</p>`;
    return html`${refusal}${this.#outdated.length === 0 ? html`<p class="empty" role="status">${t("recipes.noneOutdated")}</p>` : html`<ul class="recipes-built">${this.#outdated.map(zone => html`<li>
      <span>${say(zone.name)} <small>${zone.code} · ${t("recipes.changedCount", { n: zone.changed })}</small></span>
      <button class="button small" aria-label=${t("recipes.lookNamed", { name: say(zone.name) })} @click=${() => void this.#look(zone)}>${t("recipes.look")}</button></li>`)}</ul>`}${this.#looked ? this.#difference(this.#looked) : nothing}`;
  }

  async #look(zone: service.Outdated) {
    this.#looked = null;
    await this.act("outdated", async () => {
      const checked = await service.recipe(zone.id);
      this.#looked = { zone, checked };
      this.#beside.outlines = checked.difference ? (["before", "after"] as const).map(which => ({
        geometry: checked.difference![which] as { type: string; coordinates: unknown }, layer: zone.layer, role: which === "before" ? "beside" as const : "drawn" as const, isProposed: which === "after",
        label: null, title: t(`recipes.${which}`),
      })) : [];
    });
    await this.updateComplete;
    this.querySelector<HTMLElement>(".recipes-difference h4")?.focus();
  }

  #difference({ zone, checked: { difference, notBuilt, again } }: Looked) {
    return html`<div class="recipes-difference"><h4 tabindex="-1">${say(zone.name)}</h4>
      ${difference ? html`<p>${t("recipes.gainedLost", { gained: area(difference.gainedM2), lost: area(difference.lostM2) })}</p>${this.#beside}
        ${again ? html`<p class="form-actions"><button class="button primary" ?disabled=${this.busy} @click=${() => void this.#rebuild(zone, again)}>${t("recipes.takeDifference")}</button></p>` : nothing}`
        : html`<p class="notice">${notBuilt ? say(notBuilt) : t("recipes.notSeen")}</p>`}</div>`;
  }

  async #rebuild(zone: service.Outdated, recipe: service.Recipe) {
    if (!await this.act("outdated", () => service.change(this.#draft!.id, newId(), { kind: "take", feature: zone.id, recipe }))) return;
    this.#looked = null;
    this.#tell(t("recipes.tookDifference", { name: say(zone.name) }));
  }

  #tell(said: string) {
    this.said = said;
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

customElements.define("draft-recipes", DraftRecipes);
