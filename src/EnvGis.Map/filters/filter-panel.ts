import { type TemplateResult, html, nothing } from "lit";
import type { Choice, LayerAttribute, LayerInfo } from "../answers";
import { filterFor, valuesOf, withFilter, writeFilter } from "../filter";
import { codesOf, number, plainly, say, t, word } from "../language";
import { Part } from "../part";
import * as service from "./service";
import { onlyTime, wordsOf } from "./words";

/** More than these are found by typing. */
const SHOWN_AT_ONCE = 12;

/** Worst first. */
const GRADES = codesOf("grade").toReversed();

/** What the map, the list, the counts and the links are narrowed to. Every change holds at once. */
export class FilterPanel extends Part {
  /** What is typed to find a choice, by parameter. */
  readonly #typed: Record<string, string> = {};

  protected override render() {
    const { filter, facets, layers, visible } = this.store.state;
    const period = filter.from || filter.to;
    return html`
      <p class="filter-total" role="status">${facets ? t("filter.total", { n: facets.total }) : t("filter.counting")}</p>
      ${this.#group("grade", t("filter.grade"), this.#choices("grade", this.#all("grade", GRADES)), true)}
      ${this.#group("state", t("filter.state"), this.#choices("state"), true)}
      ${this.#group("province_code", t("filter.province"), this.#choices("province_code"))}
      ${this.#group("commune_code", t("filter.commune"), this.#choices("commune_code", this.#communes(), true))}
      ${this.#group("plan", t("filter.plan"), this.#choices("plan"))}
      ${this.#group("task", t("filter.task"), this.#choices("task", undefined, true))}
      ${this.#group("task_state", t("filter.task_state"), this.#choices("task_state", this.#all("task_state", codesOf("task-state")), false, value => word("task-state", value)))}
      ${this.#group("agency", t("filter.agency"), this.#agency())}
      ${this.#details(t("filter.years"), period ? 1 : 0, html`<div class="filter-pair">
        ${this.#year("from", t("filter.from"))}${this.#year("to", t("filter.to"))}</div>`)}
      ${this.#group("demonstration", t("filter.demonstration"), this.#either("demonstration", ["", "false", "true"]))}
      ${this.#group("unlocated", t("filter.located"), this.#either("unlocated", ["", "false", "true"]))}
      ${layers.filter(layer => visible.has(layer.id)).map(layer => this.#layer(layer))}
      ${this.#links()}
      <div class="actions"><button class="button" ?disabled=${writeFilter(onlyTime(filter)) === writeFilter(filter)}
        @click=${() => this.store.set({ filter: onlyTime(filter) })}>${t("filter.clear")}</button></div>`;
  }

  #set(change: Readonly<Record<string, string | null>>) {
    this.store.set({ filter: withFilter(this.store.state.filter, change) });
  }

  #group(name: string, title: string, body: TemplateResult | typeof nothing, open = false) {
    return this.#details(title, valuesOf(this.store.state.filter, name).length, body, open);
  }

  #details(title: string, active: number, body: TemplateResult | typeof nothing, open = false) {
    return html`<details class="filter-group" ?open=${open || active > 0}>
      <summary><h3>${title}</h3>${active > 0 ? html` <span class="badge">${active}<span class="unseen"> ${t("filter.chosen")}</span></span>` : nothing}</summary>
      ${body}</details>`;
  }

  /** All values in their order, with what is counted of them. */
  #all(name: string, values: readonly string[]): Choice[] {
    const counted = this.#counted(name);
    return values.map(value => counted.find(choice => choice.value === value) ?? { value, title: null, within: null, features: 0 });
  }

  #counted(name: string): readonly Choice[] {
    const counted = this.store.state.facets?.parameters[name] ?? [];
    const missing = name === "agency" ? [] : valuesOf(this.store.state.filter, name).filter(value => !counted.some(choice => choice.value === value));
    return [...counted, ...missing.map(value => ({ value, title: null, within: null, features: 0 }))];
  }

  /** Of the chosen provinces, when some are chosen. */
  #communes() {
    const provinces = valuesOf(this.store.state.filter, "province_code");
    const all = this.#counted("commune_code");
    return provinces.length === 0 ? all : all.filter(choice => choice.within === null || provinces.includes(choice.within));
  }

  #choices(name: string, choices: readonly Choice[] = this.#counted(name), searched = false, words = (value: string) => this.#words(name, value)) {
    const chosen = valuesOf(this.store.state.filter, name);
    if (choices.length === 0) return html`<p class="empty">${t(this.store.state.facets ? "filter.noChoice" : "filter.counting")}</p>`;
    const typed = plainly(this.#typed[name] ?? "");
    const fitting = typed ? choices.filter(choice => plainly(words(choice.value)).includes(typed)) : choices;
    const shown = [...fitting.filter(choice => chosen.includes(choice.value)), ...fitting.filter(choice => !chosen.includes(choice.value))];
    return html`
      ${searched && choices.length > SHOWN_AT_ONCE ? html`<input type="search" class="filter-search" .value=${this.#typed[name] ?? ""}
        aria-label=${t("filter.find")} placeholder=${t("filter.find")} @input=${(event: Event) => {
          this.#typed[name] = (event.target as HTMLInputElement).value;
          this.requestUpdate();
        }}>` : nothing}
      <ul class="choices">${(searched ? shown.slice(0, Math.max(SHOWN_AT_ONCE, chosen.length)) : choices).map(({ value, features }) => html`<li><label>
        <input type="checkbox" .checked=${chosen.includes(value)} @change=${() => this.#toggle(name, value)}>
        <span>${words(value)}</span><span class="count">${number(features)}</span></label></li>`)}</ul>
      ${searched && fitting.length > SHOWN_AT_ONCE ? html`<p class="hint">${t("filter.more", { n: fitting.length - SHOWN_AT_ONCE })}</p>` : nothing}
      ${fitting.length === 0 ? html`<p class="empty">${t("filter.noneFound")}</p>` : nothing}`;
  }

  #words(name: string, value: string) {
    const { facets, layers } = this.store.state;
    if (name === "plan" || name === "task") {
      const title = facets?.parameters[name]?.find(choice => choice.value === value)?.title;
      return title ? `${name === "task" ? `${value.split("/")[1]} ` : ""}${say(title)}` : value;
    }
    return wordsOf(name, value, facets, layers);
  }

  #toggle(name: string, value: string) {
    const chosen = valuesOf(this.store.state.filter, name);
    this.#set({ [name]: (chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value]).join(",") || null });
  }

  #agency() {
    const chosen = this.store.state.filter.agency ?? "";
    const names = this.store.state.facets?.parameters.agency ?? [];
    return html`<select aria-label=${t("filter.agency")} @change=${(event: Event) => this.#set({ agency: (event.target as HTMLSelectElement).value || null })}>
      <option value="" ?selected=${chosen === ""}>${t("filter.any")}</option>
      ${chosen && !names.some(({ value }) => value === chosen) ? html`<option value=${chosen} selected>${chosen}</option>` : nothing}
      ${names.map(({ value, features }) => html`<option value=${value} ?selected=${value === chosen}>${value} (${number(features)})</option>`)}
    </select>`;
  }

  #year(name: "from" | "to", title: string) {
    return html`<label>${title}<input type="number" min="1990" max="2100" step="1" inputmode="numeric" .value=${this.store.state.filter[name] ?? ""}
      @change=${(event: Event) => this.#setYear(name, event.target as HTMLInputElement)}></label>`;
  }

  /** A year that would turn the period round moves its other end along. */
  #setYear(name: "from" | "to", input: HTMLInputElement) {
    if (!input.checkValidity()) {
      input.reportValidity();
      return;
    }
    const other = name === "from" ? "to" : "from";
    const [year, end] = [input.value, this.store.state.filter[other]];
    const turned = year && end && (name === "from" ? year > end : year < end);
    this.#set({ [name]: year || null, ...turned ? { [other]: year } : {} });
  }

  #either(name: "demonstration" | "unlocated", values: readonly string[]) {
    const chosen = this.store.state.filter[name] ?? "";
    return html`<div class="choices" role="radiogroup">${values.map(value => html`<label>
      <input type="radio" name="filter-${name}" .checked=${chosen === value} @change=${() => this.#set({ [name]: value || null })}>
      <span>${value === "" ? t("filter.any") : wordsOf(name, value, null, [])}</span></label>`)}</div>`;
  }

  #layer(layer: LayerInfo) {
    const attributes = layer.attributes.filter(attribute => attribute.filter && ["code", "boolean", "date"].includes(attribute.type));
    if (attributes.length === 0) return nothing;
    const active = Object.keys(this.store.state.filter).filter(name => name.startsWith(`${layer.id}.`)).length;
    return this.#details(say(layer.title), active, html`${attributes.map(attribute => html`<fieldset class="filter-attribute">
      <legend>${say(attribute.title)}</legend>${this.#attribute(`${layer.id}.${attribute.name}`, attribute)}</fieldset>`)}`);
  }

  #attribute(name: string, attribute: LayerAttribute) {
    if (attribute.type === "date") return this.#days(name, attribute);
    const values = attribute.codelist?.map(({ code }) => code) ?? ["true", "false"];
    const words = (value: string) => {
      const code = attribute.codelist?.find(entry => entry.code === value);
      return code ? say(code.title) : t(value === "true" ? "yes" : "no");
    };
    if (attribute.type === "code") return this.#choices(name, this.#all(name, values), false, words);
    const chosen = this.store.state.filter[name] ?? "";
    return html`<div class="choices">${["", ...values].map(value => html`<label><input type="radio" name=${`filter-${name}`} .checked=${chosen === value}
      @change=${() => this.#set({ [name]: value || null })}><span>${value === "" ? t("filter.any") : words(value)}</span></label>`)}</div>`;
  }

  /** An interval of days, open at the end that is left empty. */
  #days(name: string, attribute: LayerAttribute) {
    const [from = "", to = ""] = (this.store.state.filter[name] ?? "").split("/").map(part => part === ".." ? "" : part);
    const input = (title: string, value: string, take: (day: string) => readonly [string, string]) => html`<label>${title}
      <input type="date" .value=${value} aria-label="${say(attribute.title)}: ${title}" @change=${(event: Event) => {
        const [first, last] = take((event.target as HTMLInputElement).value);
        const ends = first && last && first > last ? [last, first] : [first, last];
        this.#set({ [name]: first || last ? ends.map(day => day || "..").join("/") : null });
      }}></label>`;
    return html`<div class="filter-pair">${input(t("filter.from"), from, day => [day, to])}${input(t("filter.to"), to, day => [from, day])}</div>`;
  }

  /** What is filtered, as data. */
  #links() {
    const { layers, visible, filter } = this.store.state;
    const shown = layers.filter(layer => visible.has(layer.id));
    return this.#details(t("filter.links"), 0, html`<ul class="filter-links">
      ${shown.map(layer => {
        const own = filterFor(filter, [layer]);
        return html`<li>${say(layer.title)}: <a href=${service.exportFile(layer.id, own)} download>GeoJSON</a> ·
          <a href=${service.items(layer.id, own)} target="_blank" rel="noopener">OGC API</a></li>`;
      })}
      ${shown.length > 0 ? html`<li><a href=${service.table(shown, filterFor(filter, shown))} download>${t("filter.csv")}</a></li>` : nothing}</ul>`);
  }
}

customElements.define("filter-panel", FilterPanel);
