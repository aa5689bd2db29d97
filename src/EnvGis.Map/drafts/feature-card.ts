import { html, nothing } from "lit";
import type { DraftFeature, LayerInfo } from "../answers";
import { below } from "../base";
import { area, say, t } from "../language";
import { swatch } from "../layers/swatch";
import { featureName, layerTitle, shownValue } from "./words";

/** One feature that a draft changes. */
export function featureCard(feature: DraftFeature, layers: readonly LayerInfo[], names: (code: string) => string | undefined) {
  const layer = layers.find(({ id }) => id === feature.layer);
  const attributes = Object.entries(feature.attributes).filter(([, value]) => value !== null && value !== "");
  return html`<li id="draft-feature-${feature.number}" class="draft-feature">
    <h4>${layer ? swatch(layer) : nothing} ${feature.id === null ? featureName(feature) : html`<a href=${below(`/?sel=feature:${feature.id}`)}>${featureName(feature)}</a>`}
      <span class="chip is-${feature.change}">${t(`drafts.change.${feature.change}`)}</span>
      ${feature.drawn ? nothing : html`<span class="chip dashed">${t("drafts.notDrawn")}</span>`}</h4>
    <p><small>${[layerTitle(layers, feature.layer), feature.commune && (names(feature.commune) ?? feature.commune), feature.areaM2 !== null && area(feature.areaM2)].filter(Boolean).join(" · ")}</small></p>
    ${feature.baseChanged ? html`<p class="notice">${t("drafts.baseChanged")}</p>` : nothing}
    ${attributes.length === 0 ? nothing : html`<details class="draft-fold"><summary>${t("feature.attributes")}</summary><dl class="facts">${attributes.map(([name, value]) => {
      const attribute = layer?.attributes.find(one => one.name === name);
      return html`<div><dt>${attribute ? say(attribute.title) : name}</dt><dd>${shownValue(attribute, value)}</dd></div>`;
    })}</dl></details>`}
  </li>`;
}
