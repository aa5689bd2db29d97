import { html, nothing } from "lit";
import { FormPart, field, raw, text } from "../accounts/form-part";
import type { Act, FeatureDetails, LayerAttribute, Vn2000Zone, Words, Zones } from "../answers";
import { date, MEASURED, number, say, t, word } from "../language";
import { METRES, type NumberOptions, writeNumber } from "../numbers";
import { zoneHint, zoneOptions } from "../places/meridian";
import * as plansService from "../plans/service";
import * as printingService from "../printing/service";
import type { Store } from "../store";
import { attributeField } from "./attribute-field";
import { conflictOf, sides, today, type Conflict } from "./conflict";
import * as service from "./service";
import { changed, fitting } from "./values";

export interface EditingActions {
  /** The feature has been written: its details are asked for again. */
  readonly written: (sentence: string) => void;
  /** Longitude, latitude of the map's middle, and a cross there while a position is chosen. */
  readonly centre: () => readonly [number, number];
  readonly aim: (on: boolean) => void;
  readonly here: () => Promise<{ readonly lon: number; readonly lat: number; readonly accuracyM: number } | null>;
}

type Open = "change" | "locate" | "tie" | null;

/** What a person may record about the place that is open: only what the service says this person may do here. */
export class FeatureEditing extends FormPart {
  #open: Open = null;
  #conflict: Conflict | null = null;
  #mine: Record<string, unknown> | null = null;
  #zones: readonly Vn2000Zone[] = [];
  #zone: number | null = null;
  #province: Zones["province"] = null;
  #far: service.GivenPosition | null = null;
  #position: { lon: string; lat: string; accuracyM: string; source: string } = { lon: "", lat: "", accuracyM: "", source: "" };
  #way: "degrees" | "vn2000" = "degrees";
  #roles: readonly { code: string; title: Words }[] = [];
  /** What the words last looked for found; null before. */
  #tasks: readonly { id: string; title: Words; plan: string; section: string }[] | null = null;
  #plans: readonly { id: string; title: Words }[] = [];
  /** A tie to a task of another area's plan, which waits for the reason. */
  #elsewhere: Record<string, unknown> | null = null;

  constructor(store: Store, readonly feature: FeatureDetails, readonly here: readonly Act[], readonly actions: EditingActions) {
    super(store);
  }

  override disconnectedCallback() {
    this.actions.aim(false);
    super.disconnectedCallback();
  }

  /** Whether somebody is filling something in. */
  get isOpen() {
    return this.#open !== null;
  }

  get #editable(): readonly LayerAttribute[] {
    return this.store.state.layers.find(layer => layer.id === this.feature.layer)?.attributes.filter(attribute => attribute.edit) ?? [];
  }

  protected override render() {
    const may = (act: Act) => this.here.includes(act);
    const opener = (open: Open, title: string) => html`<button class="button" aria-expanded=${this.#open === open} @click=${() => void this.#toggle(open)}>${title}</button>`;
    return html`<div class="form-actions" role="group" aria-label=${t("editing.title")}>
        ${may("change-attributes") ? opener("change", t("editing.change")) : nothing}
        ${may("locate") ? opener("locate", t(this.feature.unlocated ? "editing.locate" : "editing.relocate")) : nothing}
        ${may("tie-task") ? opener("tie", t("editing.tie")) : nothing}</div>
      ${this.#conflict ? this.#bothSides(this.#conflict) : this.#open === "change" ? this.#changeForm() : this.#open === "locate" ? this.#locateForm() : this.#open === "tie" ? this.#tieForm() : nothing}`;
  }

  async #toggle(open: Open) {
    this.#open = this.#open === open ? null : open;
    this.#conflict = null;
    this.refused = null;
    this.#elsewhere = null;
    this.actions.aim(this.#open === "locate");
    this.requestUpdate();
    await this.updateComplete;
    // Before anything is waited for: once answers have come, somebody may be typing elsewhere.
    this.querySelector<HTMLElement>(".form input, .form select")?.focus();
    if (this.#open === "tie" && this.#roles.length === 0) {
      [this.#roles, this.#plans] = await Promise.all([service.linkRoles().catch(() => []), plansService.plans().catch(() => [])]);
    }
    if (this.#open === "locate" && this.#zones.length === 0) {
      const [lon, lat] = this.feature.position.near ?? this.actions.centre();
      const found = await printingService.zonesAt(lon, lat).catch(() => null);
      this.#zones = found?.zones ?? [];
      this.#province = found?.province ?? null;
      this.#zone = this.#province?.epsg ?? null;
    }
    this.requestUpdate();
  }

  get #readVersion() {
    return this.feature.shown.version;
  }

  // --- attributes

  #changeForm() {
    return html`${this.form("change", data => void this.#change(data), html`
        ${this.#editable.map(attribute => attributeField(attribute, this.feature.attributes.find(one => one.name === attribute.name)?.value ?? null))}
        ${this.#dayAndNote()}`, t("editing.record"), this.#cancel())}`;
  }

  async #change(data: FormData) {
    for (const { name, type, title } of this.#editable) {
      if ((type === "number" || type === "integer") && this.typedNumber("change", data, name, say(title), fitting(type)) === undefined) return;
    }
    const attributes = changed(this.#editable, this.feature.attributes, name => raw(data, name));
    const change = { attributes, on: text(data, "on") || null, note: text(data, "note") };
    await this.#write("change", change, t("editing.changed"), read => service.changeAttributes(this.feature.id, change, read));
  }

  // --- position

  #locateForm() {
    const position = this.#position;
    return html`<fieldset class="form-ways"><legend class="unseen">${t("editing.way")}</legend>${(["degrees", "vn2000"] as const).map(way => html`<label>
        <input type="radio" name="way" ?checked=${this.#way === way} @change=${() => { this.#way = way; this.requestUpdate(); }}>${t(`editing.way.${way}`)}</label>`)}</fieldset>
      ${this.form("locate", data => void this.#locate(data), html`
        ${this.#way === "degrees" ? html`<p class="hint">${t("editing.aim")}</p>
          <div class="form-actions"><button type="button" class="button small" @click=${this.#takeCentre}>${t("editing.takeCentre")}</button>
            <button type="button" class="button small" @click=${() => void this.#takeHere()}>${t("editing.takeHere")}</button></div>
          <div class="form-columns">${field("lat", t("editing.lat"), { value: position.lat, required: true, inputmode: "decimal" })}${field("lon", t("editing.lon"), { value: position.lon, required: true, inputmode: "decimal" })}</div>`
          : html`<div class="form-columns">${field("xNorth", t("editing.x"), { required: true, inputmode: "decimal" })}${field("yEast", t("editing.y"), { required: true, inputmode: "decimal" })}</div>
          <p class="form-field"><label for="field-epsg">${t("editing.zone")}</label><select id="field-epsg" name="epsg"
            @change=${(event: Event) => { this.#zone = Number((event.target as HTMLSelectElement).value); this.requestUpdate(); }}>${
            zoneOptions(this.#zones, this.#zone, this.#province?.name ?? null, this.#province?.meridians ?? [], this.#province?.rearranged ?? false)}</select></p>
          ${zoneHint(this.#zones, this.#zone, this.#province, (this.feature.position.near ?? this.actions.centre())[0])}`}
        <p class="form-field"><label for="field-source">${t("editing.source")}</label><select id="field-source" name="source">
          <option value="">–</option>${MEASURED.map(source => html`<option value=${source} ?selected=${position.source === source}>${word("position-source", source)}</option>`)}</select></p>
        ${field("accuracyM", t("editing.accuracy"), { value: position.accuracyM, required: true, inputmode: "decimal" })}
        ${this.#dayAndNote()}`, t("editing.recordPosition"), this.#cancel())}
      ${this.#far ? html`<div class="form-actions"><button class="button" @click=${() => void this.#sendPosition({ ...this.#far!, sure: true })}>${t("editing.sure")}</button></div>` : nothing}`;
  }

  readonly #takeCentre = () => {
    const [lon, lat] = this.actions.centre();
    this.#position = { ...this.#position, lon: lon.toFixed(6), lat: lat.toFixed(6), source: this.#position.source || "digitised" };
    this.requestUpdate();
  };

  async #takeHere() {
    const here = await this.actions.here();
    if (!here) return;
    this.#position = { lon: here.lon.toFixed(6), lat: here.lat.toFixed(6), accuracyM: writeNumber(Math.max(1, Math.round(here.accuracyM))), source: "gps" };
    this.requestUpdate();
  }

  async #locate(data: FormData) {
    const number = (name: string, title: string, options: NumberOptions) => this.typedNumber("locate", data, name, t(title), options);
    const accuracyM = number("accuracyM", "editing.accuracy", { units: METRES });
    if (accuracyM === undefined) return;
    const shared = { source: text(data, "source") as service.GivenPosition["source"], accuracyM, on: text(data, "on") || null, note: text(data, "note") };
    if (this.#way === "degrees") {
      const lat = number("lat", "editing.lat", { fits: degrees => Math.abs(degrees) <= 90 });
      const lon = lat === undefined ? undefined : number("lon", "editing.lon", { fits: degrees => Math.abs(degrees) <= 180 });
      if (lat !== undefined && lon !== undefined) await this.#sendPosition({ ...shared, lon, lat });
      return;
    }
    // Where Vietnam lies in its own grid: what tells 617.000 from six hundred and seventeen.
    const xNorth = number("xNorth", "editing.x", { units: METRES, likely: metres => metres > 700_000 && metres < 2_700_000 });
    const yEast = xNorth === undefined ? undefined : number("yEast", "editing.y", { units: METRES, likely: metres => metres > 100_000 && metres < 900_000 });
    if (xNorth === undefined || yEast === undefined) return;
    await this.#sendPosition({ ...shared, vn2000: xNorth === null || yEast === null ? null : { xNorth, yEast, epsg: Number(text(data, "epsg")) } });
  }

  async #sendPosition(body: service.GivenPosition) {
    this.#far = null;
    const written = await this.#write("locate", body, t("editing.located"), read => service.locate(this.feature.id, body, read));
    if (!written && this.refused?.slug === "far-from-area") {
      this.#far = body;
      this.requestUpdate();
    }
  }

  // --- tasks

  #tieForm() {
    const tied = this.feature.tasks;
    return html`${this.form("tie", data => void this.#tie(data), html`
        <p class="form-field"><label for="field-task">${t("editing.task")}</label>
          <input id="field-task" name="find" autocomplete="off" aria-describedby="field-task-hint"
            @change=${(event: Event) => void this.#find((event.target as HTMLInputElement).value)} @keydown=${(event: KeyboardEvent) => {
              if (event.key !== "Enter") return;
              // Not the form: it would tie what was found before.
              event.preventDefault();
              void this.#find((event.target as HTMLInputElement).value);
            }}>
          <small id="field-task-hint">${t("editing.taskHint")}</small></p>
        ${this.#tasks?.length === 0 ? html`<p role="status">${t("editing.noneFound")}</p>` : nothing}
        ${!this.#tasks?.length ? nothing : html`<p class="form-field"><label for="field-chosen">${t("editing.found", { n: this.#tasks.length })}</label><select id="field-chosen" name="task"><option value="">–</option>${
          this.#tasks.map(task => html`<option value=${task.id}>${say(task.title)} · ${this.#planTitle(task.plan)}, ${task.section}</option>`)}</select></p>`}
        <p class="form-field"><label for="field-role">${t("editing.role")}</label><select id="field-role" name="role"><option value="">–</option>${this.#roles.map(role => html`<option value=${role.code}>${say(role.title)}</option>`)}</select></p>
        ${this.#elsewhere ? html`<p class="form-field"><label for="field-elsewhere">${t("editing.elsewhere")}</label><textarea id="field-elsewhere" name="elsewhere" rows="2" maxlength="1000" aria-required="true"></textarea></p>` : nothing}
        ${this.#note()}`, t("editing.tieNow"), this.#cancel())}
      ${tied.length === 0 ? nothing : html`<h3>${t("editing.tied")}</h3><ul class="form-list">${tied.map(task => html`<li><span>${say(task.title)}<small>${task.role ? say(task.role.title) : ""}</small></span>
        ${this.form(`untie-${task.id}-${task.role?.code}`, data => void this.#untie(task.id, task.role?.code ?? "", text(data, "note")), this.#note(`untie-${task.id}`), t("editing.untie"))}</li>`)}</ul>`}`;
  }

  async #find(words: string) {
    if (words.trim().length < 2) return;
    this.#tasks = null;
    const found = await plansService.tasks(`q=${encodeURIComponent(words.trim())}&limit=20`).catch(() => null);
    this.#tasks = found?.tasks ?? [];
    this.requestUpdate();
  }

  async #tie(data: FormData) {
    const task = text(data, "task");
    if (!task) {
      if (!this.#tasks?.length) await this.#find(text(data, "find"));
      this.querySelector<HTMLElement>("#field-chosen")?.focus();
      return;
    }
    const body = { role: text(data, "role"), note: text(data, "note"), elsewhere: text(data, "elsewhere") || null };
    const written = await this.#write("tie", body, t("editing.tiedNow"), read => service.tie(this.feature.id, task, body, read));
    this.#elsewhere = !written && this.refused?.slug === "task-of-elsewhere" ? body : null;
    this.requestUpdate();
  }

  #planTitle(plan: string) {
    const found = this.#plans.find(one => one.id === plan);
    return found ? say(found.title) : plan;
  }

  async #untie(task: string, role: string, note: string) {
    await this.#write(`untie-${task}-${role}`, {}, t("editing.untied"), read => service.untie(this.feature.id, task, role, note, read));
  }

  // --- what all have in common

  #dayAndNote() {
    return html`${field("on", t("editing.on"), { type: "date", value: today(), required: true })}${this.#note()}`;
  }

  #note(of = "") {
    const id = `note-${of || this.#open}`;
    return html`<p class="form-field"><label for=${id}>${t("editing.note")}</label><textarea id=${id} name="note" rows="2" maxlength="1000" aria-required="true"></textarea></p>`;
  }

  #cancel() {
    return html`<button type="button" class="button" @click=${() => void this.#toggle(this.#open)}>${t("editing.cancel")}</button>`;
  }

  /** @param send Given the number of the version that was read. */
  async #write(form: string, body: Readonly<Record<string, unknown>>, sentence: string, send: (read: number) => Promise<unknown>, read = this.#readVersion) {
    this.#mine = body;
    let conflict: Conflict | null = null;
    const written = await this.act(form, async () => {
      try {
        await send(read);
      } catch (refusal) {
        conflict = conflictOf(refusal);
        if (!conflict) throw refusal;
      }
    });
    if (written && !conflict) {
      this.#open = null;
      this.actions.aim(false);
      this.actions.written(sentence);
      return true;
    }
    if (conflict) {
      this.#conflict = { ...conflict as Conflict, again: newVersion => this.#write(form, body, sentence, send, newVersion) };
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector<HTMLElement>(".form-conflict")?.focus();
    }
    return false;
  }

  #bothSides(conflict: Conflict) {
    const { current } = conflict;
    const attributes = (this.#mine?.attributes ?? {}) as Record<string, unknown>;
    return html`<div class="form-conflict" tabindex="-1" role="alertdialog" aria-labelledby="conflict-title">
      <p id="conflict-title"><strong>${conflict.sentence}</strong></p>
      <div class="sides"><span></span><b>${t("editing.theirs", { author: current?.author ?? "" })}</b><b>${t("editing.mine")}</b>
        ${sides(attributes, current?.attributes ?? {}).map(({ name, mine, theirs }) => html`<span>${this.#titleOf(name)}</span><span>${this.#shown(name, theirs)}</span><span>${this.#shown(name, mine)}</span>`)}
        ${current?.note ? html`<span>${t("editing.note")}</span><span>${current.note}</span><span>${String(this.#mine?.note ?? "")}</span>` : nothing}</div>
      <div class="form-actions">
        <button class="button" @click=${() => { this.#conflict = null; this.#open = null; this.actions.written(t("editing.theirsTaken")); }}>${t("editing.takeTheirs")}</button>
        ${current ? html`<button class="button" @click=${() => { const again = conflict.again!; this.#conflict = null; void again(current.version); }}>${t("editing.keepMine")}</button>` : nothing}</div>
    </div>`;
  }

  #titleOf(name: string) {
    const attribute = this.#editable.find(one => one.name === name);
    return attribute ? say(attribute.title) : name;
  }

  #shown(name: string, value: unknown) {
    const attribute = this.#editable.find(one => one.name === name);
    if (value === null || value === undefined) return "–";
    const label = attribute?.codelist?.find(one => one.code === value)?.title;
    return label ? say(label) : typeof value === "boolean" ? t(value ? "yes" : "no") : typeof value === "number" ? number(value) : attribute?.type === "date" ? date(String(value)) : String(value);
  }
}

customElements.define("feature-editing", FeatureEditing);
