import { html, nothing } from "lit";
import type { LayerInfo, Unlocated } from "../answers";
import { distance, number, say, t } from "../language";
import { BasemapSwitches } from "../map/basemap-switches";
import { Part } from "../part";
import type { Store } from "../store";
import { keys, stepSwatch, swatch } from "./swatch";

/** The legend whose rows are the switches, and the list of what has no position yet. */
export class LayerCard extends Part {
  constructor(store: Store, readonly open: (feature: Unlocated) => void) {
    super(store);
  }

  readonly #basemap = new BasemapSwitches(this.store);

  protected override render() {
    const { layers, unlocated, cardOpen, panel } = this.store.state;
    this.className = `card layer-card ${cardOpen ? "" : "is-closed"} ${panel === "map" ? "" : "is-sheet"}`;
    if (!cardOpen && panel === "map") {
      return html`<button class="card-opener" @click=${() => this.#toggleCard(true)} aria-expanded="false">${t("layers.title")}</button>`;
    }
    const sorted = [...layers].sort((a, b) => a.order - b.order);
    return html`
      <section aria-labelledby="layers-title" class="layers-section" ?data-hidden=${panel === "unlocated"}>
        <div class="card-head">
          <h2 id="layers-title" tabindex="-1">${t("layers.title")}</h2>
          <button class="icon-button" @click=${() => this.#toggleCard(false)} aria-label=${t("layers.close")} title=${t("layers.close")}>${chevron}</button>
        </div>
        ${this.#group(t("layers.mission"), sorted.filter(layer => layer.mission))}
        ${this.#group(t("layers.others"), sorted.filter(layer => !layer.mission))}
        ${this.#keys()}
        ${this.#basemap}
      </section>
      ${this.#unlocatedList(unlocated)}`;
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
      ${layers.map(layer => this.#row(layer))}
    </fieldset>`;
  }

  #row(layer: LayerInfo) {
    const { visible, zoom } = this.store.state;
    const on = visible.has(layer.id);
    const total = layer.features;
    const far = zoom < layer.zoom.min;
    return html`<div class="layer-row ${total === 0 ? "is-empty" : ""}">
      <label title=${layer.description ? say(layer.description) : ""}>
        <input type="checkbox" .checked=${on} @change=${() => this.#switch([layer], !on)}>
        ${swatch(layer)}
        <span class="layer-name">${say(layer.title)}${far ? html` <small>${t("layers.zoomIn")}</small>` : nothing}</span>
        <span class="count"><span aria-hidden="true">${number(total)}</span><span class="unseen">, ${t("layers.count", { n: total })}</span></span>
      </label>
      ${on && layer.symbol.ramp ? this.#ramp(layer, layer.symbol.ramp) : nothing}
    </div>`;
  }

  #ramp(layer: LayerInfo, ramp: NonNullable<LayerInfo["symbol"]["ramp"]>) {
    const attribute = layer.attributes.find(a => a.name === ramp.attribute);
    const title = (code: string) => {
      const value = attribute?.codelist?.find(entry => entry.code === code);
      return value ? say(value.title) : code;
    };
    return html`<ul class="ramp" style="--rows:${Math.ceil(ramp.steps.length / 2)}" aria-label=${attribute ? say(attribute.title) : ramp.attribute}>
      ${ramp.steps.map(step => html`<li>${stepSwatch(step.color, step.radius, layer.symbol.shape ?? "circle")}${title(step.code)}</li>`)}
    </ul>`;
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
      ? html`<p class="empty">${t("unlocated.empty")}</p>`
      : html`<ul class="unlocated-list">${features.map(feature => html`<li>
          <button @click=${() => this.open(feature)} aria-current=${selection?.kind === "feature" && selection.id === feature.id ? "true" : "false"}>
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
