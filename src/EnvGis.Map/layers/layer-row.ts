import { type TemplateResult, html, nothing } from "lit";
import type { LayerInfo } from "../answers";
import { writeFilter } from "../filter";
import { number, say, t } from "../language";
import type { Store } from "../store";
import { LEAST_OPACITY, moved, opacityOf, withOpacity } from "./arrangement";
import { stepSwatch, swatch } from "./swatch";

/** A row of the legend: it is the switch, and behind its button is how the layer is drawn. `menu`: whether that is open. */
export function layerRow(store: Store, layer: LayerInfo, menu: boolean, toggleMenu: () => void): TemplateResult {
  const { visible, zoom, inView, filter, facets } = store.state;
  const on = visible.has(layer.id);
  const total = writeFilter(filter) === "" ? layer.features : facets?.parameters.layer?.find(choice => choice.value === layer.id)?.features ?? (facets ? 0 : null);
  const seen = inView ? inView[layer.id] ?? 0 : null;
  const far = zoom < layer.zoom.min;
  const id = `layer-menu-${layer.id}`;
  const toggle = () => {
    const changed = new Set(visible);
    if (on) changed.delete(layer.id);
    else changed.add(layer.id);
    store.set({ visible: changed });
  };
  return html`<div class="layer-row ${total === 0 ? "is-empty" : ""}">
    <div class="layer-line">
      <label title=${layer.description ? say(layer.description) : ""}>
        <input type="checkbox" .checked=${on} @change=${toggle}>
        ${swatch(layer)}
        <span class="layer-name">${say(layer.title)}${far ? html` <small>${t("layers.zoomIn")}</small>` : nothing}</span>
        ${counts(seen, total)}
      </label>
      <button class="icon-button layer-more" aria-expanded=${menu} aria-controls=${id} @click=${toggleMenu}
        aria-label="${t("layers.more")}: ${say(layer.title)}" title=${t("layers.more")}>⋯</button>
    </div>
    ${menu ? layerMenu(store, layer, id) : nothing}
    ${on && layer.symbol.ramp ? ramp(layer, layer.symbol.ramp) : nothing}
  </div>`;
}

/** In the window, of all. */
function counts(seen: number | null, total: number | null) {
  if (total === null) return html`<span class="count" aria-hidden="true">…</span>`;
  return html`<span class="count"><span aria-hidden="true">${seen === null || total === 0 ? number(total) : html`<b>${number(seen)}</b>/${number(total)}`}</span><span
    class="unseen">, ${seen === null ? t("layers.count", { n: total }) : t("layers.countInView", { seen, n: total })}</span></span>`;
}

function layerMenu(store: Store, layer: LayerInfo, id: string) {
  const { arrangement, layers, visible } = store.state;
  const opacity = Math.round(opacityOf(arrangement, layer.id) * 100);
  const name = say(layer.title);
  const move = (step: 1 | -1) => store.set({ arrangement: moved(arrangement, layers, layer.id, step) });
  const cannot = (step: 1 | -1) => moved(arrangement, layers, layer.id, step) === arrangement;
  const only = visible.size === 1 && visible.has(layer.id);
  return html`<div class="layer-menu" id=${id} role="group" aria-label="${t("layers.more")}: ${name}">
    <label class="opacity">${t("layers.opacity")} <output>${opacity} %</output>
      <input type="range" min=${LEAST_OPACITY * 100} max="100" step="10" .value=${String(opacity)} aria-label="${t("layers.opacity")}: ${name}"
        aria-valuetext="${opacity} %"
        @input=${(event: Event) => store.set({ arrangement: withOpacity(arrangement, layer.id, Number((event.target as HTMLInputElement).value) / 100) })}></label>
    <div class="layer-acts">
      <button class="button small" ?disabled=${cannot(-1)} @click=${() => move(-1)} aria-label="${t("layers.up")}: ${name}" title=${t("layers.up")}>↑</button>
      <button class="button small" ?disabled=${cannot(1)} @click=${() => move(1)} aria-label="${t("layers.down")}: ${name}" title=${t("layers.down")}>↓</button>
      <button class="button small" ?disabled=${only} @click=${() => store.set({ visible: new Set([layer.id]) })}>${t("layers.only")}</button>
    </div>
  </div>`;
}

function ramp(layer: LayerInfo, { attribute: name, steps }: NonNullable<LayerInfo["symbol"]["ramp"]>) {
  const attribute = layer.attributes.find(one => one.name === name);
  const title = (code: string) => {
    const value = attribute?.codelist?.find(entry => entry.code === code);
    return value ? say(value.title) : code;
  };
  return html`<ul class="ramp" .style="--rows:${Math.ceil(steps.length / 2)}" aria-label=${attribute ? say(attribute.title) : name}>
    ${steps.map(step => html`<li>${stepSwatch(step.color, step.radius, layer.symbol.shape ?? "circle")}${title(step.code)}</li>`)}
  </ul>`;
}
