import { type TemplateResult, html, nothing } from "lit";
import type { ListPage, ListedFeature } from "../answers";
import { writeFilter } from "../filter";
import { onlyTime } from "../filters/words";
import { distance, number, say, t, unitName, word } from "../language";
import { swatch } from "../layers/swatch";
import type { Extent } from "../mvt/address";
import { Part } from "../part";
import { Refusal } from "../service";
import { SheetHandle } from "../sheet";
import type { State, Store } from "../store";
import { ORDERS, type Order, listQuery, onShow, orderOf } from "./listing";
import * as service from "./service";

export interface ListActions {
  readonly window: () => { readonly centre: { readonly longitude: number; readonly latitude: number }; readonly extent: Extent };
  readonly open: (feature: ListedFeature) => void;
  readonly show: (feature: ListedFeature) => void;
  readonly hover: (feature: ListedFeature | null) => void;
  readonly showAll: () => void;
  readonly close: () => void;
}

const REST_MS = 300;

/** What is on the map, as a table: for the keyboard, for those who hear the page, and for working things off in order. */
export class ListTwin extends Part {
  readonly #handle = new SheetHandle(this.store, () => this.actions.close());
  #page: ListPage | null = null;
  #refused = "";
  #asking: AbortController | null = null;
  #timer = 0;
  #query = "";

  constructor(store: Store, readonly actions: ListActions) {
    super(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.#ask();
  }

  protected override stateChanged(state: State, before: State) {
    if (orderOf(state.options) === null) {
      this.#asking?.abort();
      this.actions.hover(null);
      return;
    }
    if (state.options.list !== before.options.list || state.filter !== before.filter || state.visible !== before.visible) void this.#ask();
    else if (state.heard !== before.heard || state.zoom !== before.zoom) this.follow();
  }

  /** The map has moved or something has changed: asks once it rests. */
  follow() {
    if (orderOf(this.store.state.options) === null || this.store.state.page.kind !== "map") return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), REST_MS);
  }

  async #ask(next?: string) {
    const { layers, visible, zoom, filter, options } = this.store.state;
    const order = orderOf(options);
    if (order === null) return;
    clearTimeout(this.#timer);
    this.#asking?.abort();
    const { signal } = this.#asking = new AbortController();
    const { extent, centre } = this.actions.window();
    const shown = onShow(layers, visible, zoom);
    if (!next) this.#query = listQuery(shown, filter, extent, order, centre);
    try {
      const page = shown.length === 0 ? { total: 0, features: [], next: null } : await service.list(next ?? this.#query, signal);
      if (signal.aborted) return;
      this.#page = next && this.#page ? { ...page, features: [...this.#page.features, ...page.features] } : page;
      this.#refused = "";
    } catch (cause) {
      if (signal.aborted) return;
      if (!(cause instanceof Refusal)) throw cause;
      this.#refused = cause.message;
    }
    this.requestUpdate();
  }

  protected override render() {
    const order = orderOf(this.store.state.options);
    this.hidden = order === null;
    this.className = "card list-twin";
    if (order === null) return nothing;
    const page = this.#page;
    return html`${this.#handle}
      <header>
        <h2 id="list-title" tabindex="-1">${t("list.title")}</h2>
        <p class="count" role="status" aria-live="polite">${page ? t("list.count", { n: page.total }) : t("list.loading")}</p>
        <div class="list-orders" role="group" aria-label=${t("list.order")}>${ORDERS.map(one => html`<button class="head-button" aria-pressed=${one === order}
          @click=${() => this.#sort(one)} title=${t(`list.by.${one}.long`)}>${t(`list.by.${one}`)}</button>`)}</div>
        ${page && page.total > 0 ? html`<a class="list-csv" href=${service.listFile(this.#query)} download>CSV</a>` : nothing}
        <button class="icon-button" @click=${this.actions.close} aria-label=${t("list.close")} title=${t("list.close")}>✕</button>
      </header>
      <div class="list-body" tabindex="-1">
        ${this.#refused ? html`<p class="empty" role="alert">${this.#refused} <button class="button small" @click=${() => void this.#ask()}>${t("again")}</button></p>` : nothing}
        ${page ? page.features.length > 0 ? this.#table(page) : this.#empty() : html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>`}
      </div>`;
  }

  #table({ features, next, total }: ListPage) {
    const heads = ["name", "layer", "grade", "state", "commune", "tasks", "distance"];
    // The roles are written out, as the rows are laid out anew on a phone.
    return html`<table role="table" aria-labelledby="list-title" aria-rowcount=${total + 1} @mouseleave=${() => this.actions.hover(null)}>
      <thead role="rowgroup"><tr role="row">${heads.map(head => html`<th role="columnheader" scope="col">${t(`list.${head}`)}</th>`)}
        <th role="columnheader" scope="col"><span class="unseen">${t("list.show")}</span></th></tr></thead>
      <tbody role="rowgroup">${features.map(feature => this.#row(feature))}</tbody>
    </table>
    ${next ? html`<button class="button more" @click=${() => void this.#ask(next)}>${t("list.more", { n: total - features.length })}</button>` : nothing}`;
  }

  #row(feature: ListedFeature): TemplateResult {
    const { layers, selection } = this.store.state;
    const layer = layers.find(one => one.id === feature.layer);
    const current = selection?.kind === "feature" && selection.id === feature.id;
    const { open, show, hover } = this.actions;
    return html`<tr role="row" class=${current ? "is-current" : ""} @mouseenter=${() => hover(feature)} @focusin=${() => hover(feature)} @focusout=${() => hover(null)}>
      <td role="cell" class="of-name"><button class="row-name" @click=${() => open(feature)} aria-current=${current ? "true" : "false"}>
        ${layer ? swatch(layer) : nothing}<span>${say(feature.name) || feature.code}${signs(feature)}</span></button></td>
      <td role="cell" class="of-layer">${layer ? say(layer.title) : feature.layer}</td>
      <td role="cell" class="of-grade">${feature.grade === null ? dash : html`<span class="grade grade-${feature.grade}"><i aria-hidden="true"></i>${word("grade", String(feature.grade))}</span>`}</td>
      <td role="cell" class="of-state">${feature.state === null ? dash : word("state", feature.state)}</td>
      <td role="cell" class="of-commune">${[feature.commune?.name, feature.province?.name].filter(Boolean).map(name => unitName(name!, null)).join(", ") || dash}</td>
      <td role="cell" class="of-tasks">${tasks(feature)}</td>
      <td role="cell" class="of-distance">${feature.distanceM === null ? dash : distance(feature.distanceM)}</td>
      <td role="cell" class="of-show"><button class="icon-button" @click=${() => show(feature)} aria-label="${t("list.show")}: ${say(feature.name)}" title=${t("list.show")}>⌖</button></td>
    </tr>`;
  }

  #empty() {
    const { filter, facets, visible } = this.store.state;
    if (visible.size === 0) return html`<p class="empty">${t("list.noLayers")}</p>`;
    const elsewhere = writeFilter(filter) === "" || facets === null || facets.total > 0;
    return html`<p class="empty">${t(elsewhere ? "list.empty" : "filter.nothing")}
      ${elsewhere ? html`<button class="button small" @click=${this.actions.showAll}>${t("list.showAll")}</button>` : nothing}
      ${writeFilter(filter) === writeFilter(onlyTime(filter)) ? nothing
        : html`<button class="button small" @click=${() => this.store.set({ filter: onlyTime(filter) })}>${t("filter.clear")}</button>`}</p>`;
  }

  #sort(order: Order) {
    this.store.set({ options: { ...this.store.state.options, list: order } });
  }
}

const dash = html`<span class="none" aria-hidden="true">–</span>`;

const signs = ({ unlocated, demonstration }: ListedFeature) => html`${unlocated ? html` <small>${t("feature.unlocated")}</small>` : nothing}${demonstration
  ? html` <small>${t("feature.demonstration")}</small>` : nothing}`;

function tasks({ openTasks, overdueDays }: ListedFeature) {
  if (openTasks === 0) return dash;
  return html`${t("list.openTasks", { n: openTasks })}${overdueDays === null ? nothing
    : html` <span class="late">▲ ${t("taskState.overdueBy", { n: number(overdueDays) })}</span>`}`;
}

customElements.define("list-twin", ListTwin);
