import { html, nothing } from "lit";
import type { LayerInfo, Unlocated } from "../answers";
import { filterChips } from "../filters/filter-chips";
import { activeIn } from "../filters/words";
import { writeFilter } from "../filter";
import { distance, number, say, t } from "../language";
import { BasemapSwitches } from "../map/basemap-switches";
import { Part } from "../part";
import { SheetHandle } from "../sheet";
import type { State, Store } from "../store";
import { TimeControl } from "../time/time-control";
import { AS_IT_COMES, inOrder, remember } from "./arrangement";
import { layerRow } from "./layer-row";
import { keys } from "./swatch";

export interface CardActions {
  readonly open: (feature: Unlocated) => void;
  readonly toggleList: () => void;
  /** Called before the filter is shown, so that its choices are counted. */
  readonly choosing: () => void;
}

/** The legend whose rows are the switches, and the list of what has no position yet. */
export class LayerCard extends Part {
  constructor(store: Store, readonly actions: CardActions) {
    super(store);
  }

  /** The layer whose menu is open. */
  #menu: string | null = null;
  #filtering = false;
  /** Loaded when the filter is opened for the first time. */
  #panel: HTMLElement | null = null;
  #failed = false;

  readonly #time = new TimeControl(this.store);
  readonly #basemap = new BasemapSwitches(this.store);
  readonly #handle = new SheetHandle(this.store, () => this.#toggleCard(false));

  protected override render() {
    const { unlocated, cardOpen, panel } = this.store.state;
    this.className = `card layer-card ${cardOpen ? "" : "is-closed"} ${panel === "map" ? "" : "is-sheet bottom-sheet"}`;
    if (!cardOpen && panel === "map") {
      return html`<button class="card-opener" @click=${() => this.#toggleCard(true)} aria-expanded="false">${t("layers.title")}</button>`;
    }
    return html`${panel === "map" ? nothing : this.#handle}${this.#filtering ? this.#filterSection() : this.#legend()}
      ${this.#unlocatedList(unlocated)}`;
  }

  protected override stateChanged(state: State, before: State) {
    if (state.visible !== before.visible || state.arrangement !== before.arrangement) {
      remember(state.arrangement, state.layers.filter(layer => !state.visible.has(layer.id)).map(layer => layer.id));
    }
  }

  #legend() {
    const { layers, panel, arrangement, visible, options } = this.store.state;
    const sorted = inOrder(layers, arrangement);
    const arranged = arrangement !== AS_IT_COMES && (arrangement.order.length > 0 || Object.keys(arrangement.opacity).length > 0) || visible.size < layers.length;
    return html`<section aria-labelledby="layers-title" class="layers-section" ?data-hidden=${panel === "unlocated"}>
      <div class="card-head">
        <h2 id="layers-title" tabindex="-1">${t("layers.short")}</h2>
        ${this.#filterButton()}
        <button class="head-button list-button" aria-pressed=${options.list !== undefined} @click=${this.actions.toggleList} title=${t("list.title")}>${t("list.short")}</button>
        ${this.#closeButton()}
      </div>
      ${filterChips(this.store)}
      ${this.#time}
      ${this.#group(t("layers.mission"), sorted.filter(layer => layer.mission))}
      ${this.#group(t("layers.others"), sorted.filter(layer => !layer.mission))}
      ${arranged ? html`<button class="link-button reset-layers" @click=${() =>
        this.store.set({ arrangement: AS_IT_COMES, visible: new Set(layers.map(layer => layer.id)) })}>${t("layers.reset")}</button>` : nothing}
      ${this.#keys()}
      ${this.#basemap}
    </section>`;
  }

  #filterSection() {
    return html`<section aria-labelledby="filter-title" class="layers-section" ?data-hidden=${this.store.state.panel === "unlocated"}>
      <div class="card-head">
        <button class="head-button" @click=${() => this.#filter(false)}>‹ ${t("layers.title")}</button>
        <h2 id="filter-title" tabindex="-1">${t("filter.title")}</h2>
        ${this.#closeButton()}
      </div>
      ${filterChips(this.store)}
      ${this.#panel ?? (this.#failed
        ? html`<p class="empty" role="alert">${t("page.failed")} <button class="button small" @click=${() => this.#filter(true)}>${t("again")}</button></p>`
        : html`<p class="empty" role="status">${t("page.loading")}</p>`)}
    </section>`;
  }

  #filterButton() {
    const { filter, facets, layers } = this.store.state;
    const n = activeIn(filter, facets, layers).length;
    return html`<button class="head-button filter-button" @click=${() => this.#filter(true)}>${t("filter.short")}${n > 0
      ? html` <span class="badge" aria-hidden="true">${n}</span><span class="unseen">, ${t("filter.count", { n })}</span>` : nothing}</button>`;
  }

  #closeButton() {
    return html`<button class="icon-button" @click=${() => this.#toggleCard(false)} aria-label=${t("layers.close")} title=${t("layers.close")}>${chevron}</button>`;
  }

  async #filter(open: boolean) {
    this.#filtering = open;
    this.#failed = false;
    this.requestUpdate();
    if (open) {
      this.actions.choosing();
      try {
        this.#panel ??= new (await import("../filters/filter-panel")).FilterPanel(this.store);
      } catch {
        // The part of the program could not be fetched: the network is gone, or a newer version is served.
        this.#failed = true;
      }
      this.requestUpdate();
    }
    await this.updateComplete;
    (this.querySelector(open ? "#filter-title" : ".filter-button") as HTMLElement | null)?.focus();
  }

  #group(title: string, layers: readonly LayerInfo[]) {
    if (layers.length === 0) return nothing;
    const { visible } = this.store.state;
    const on = layers.filter(layer => visible.has(layer.id)).length;
    return html`<fieldset class="layer-group">
      <legend>${title}</legend>
      <button class="link-button all" @click=${() => this.#switch(layers, on < layers.length)}
        aria-label="${on < layers.length ? t("layers.showAll") : t("layers.hideAll")}: ${title}">
        ${on < layers.length ? t("layers.showAll") : t("layers.hideAll")}</button>
      ${layers.map(layer => layerRow(this.store, layer, this.#menu === layer.id, () => this.#toggleMenu(layer.id)))}
    </fieldset>`;
  }

  #toggleMenu(id: string) {
    this.#menu = this.#menu === id ? null : id;
    this.requestUpdate();
  }

  #keys() {
    return html`<ul class="keys" aria-label=${t("layers.keys")}>
      <li>${keys.proposed()}<span>${t("layers.proposed")}</span></li>
      <li>${keys.unlocated()}<span>${t("layers.unlocated")}</span></li>
      <li>${keys.demonstration()}<span>${t("layers.demonstration")}</span></li>
    </ul>`;
  }

  #unlocatedList(features: readonly Unlocated[]) {
    const { selection, panel } = this.store.state;
    const list = features.length === 0
      ? html`<p class="empty">${t(writeFilter(this.store.state.filter) ? "unlocated.emptyFiltered" : "unlocated.empty")}</p>`
      : html`<ul class="unlocated-list">${features.map(feature => html`<li>
          <button @click=${() => this.actions.open(feature)} aria-current=${selection?.kind === "feature" && selection.id === feature.id ? "true" : "false"}>
            <span>${say(feature.name)}</span>
            <small>${[feature.commune?.name, feature.province?.name].filter(Boolean).join(", ")}${feature.accuracyM
              ? html` · ${t("unlocated.within", { distance: distance(feature.accuracyM) })}` : nothing}</small>
          </button></li>`)}</ul>`;
    return html`<details class="unlocated-section" ?data-hidden=${panel === "layers"} ?open=${panel === "unlocated"}
        @toggle=${(event: Event) => (event.target as HTMLElement).scrollIntoView({ block: "nearest" })}>
      <summary><h2 id="unlocated-title">${t("unlocated.title")}</h2> <span class="count">${number(features.length)}</span></summary>
      <p class="hint">${t("unlocated.hint")}</p>
      ${list}
    </details>`;
  }

  #switch(layers: readonly LayerInfo[], on: boolean) {
    const visible = new Set(this.store.state.visible);
    for (const { id } of layers) {
      if (on) visible.add(id);
      else visible.delete(id);
    }
    this.store.set({ visible });
  }

  #toggleCard(cardOpen: boolean) {
    this.store.set({ cardOpen, panel: "map" });
    void this.updateComplete.then(() => (this.querySelector(cardOpen ? "h2" : ".card-opener") as HTMLElement | null)?.focus());
  }
}

const chevron = html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" stroke-width="2"/></svg>`;

customElements.define("layer-card", LayerCard);
