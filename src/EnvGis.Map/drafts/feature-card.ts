import { html, nothing } from "lit";
import type { Comparison, DraftDetails, DraftFeature, LayerInfo } from "../answers";
import { below } from "../base";
import { area, decimal, number, say, t } from "../language";
import { swatch } from "../layers/swatch";
import { featureName, isOver, layerTitle, shownValue } from "./words";

export interface Beside {
  readonly layers: readonly LayerInfo[];
  /** Of a commune, by its code. */
  readonly names: (code: string) => string | undefined;
  /** With what it was when it was taken in; undefined while that is not known. */
  readonly compared: Comparison | undefined;
  /** How many wait for something to be done. */
  readonly remarks: number;
}

/** One feature that a draft changes. */
export function featureCard(draft: Pick<DraftDetails, "decimals" | "state">, feature: DraftFeature, { layers, names, compared, remarks }: Beside) {
  const layer = layers.find(({ id }) => id === feature.layer);
  const attributes = Object.entries(feature.attributes).filter(([, value]) => value !== null && value !== "");
  return html`<li id="draft-feature-${feature.number}" class="draft-feature">
    <h4>${layer ? swatch(layer) : nothing} ${feature.id === null || feature.change === "retire" && isOver(draft) ? featureName(feature) : html`<a href=${below(`/?sel=feature:${feature.id}`)}>${featureName(feature)}</a>`}
      <span class="chip is-${feature.change}">${t(`drafts.change.${feature.change}`)}</span>
      ${feature.drawn ? nothing : html`<span class="chip dashed">${t("drafts.notDrawn")}</span>`}
      ${remarks > 0 ? html`<span class="chip dotted">${t("drafts.remarksOfIt", { n: remarks })}</span>` : nothing}</h4>
    <p><small>${[layerTitle(layers, feature.layer), feature.commune && (names(feature.commune) ?? feature.commune),
      feature.areaM2 !== null && area(feature.areaM2)].filter(Boolean).join(" · ")}</small></p>
    ${feature.baseChanged && !isOver(draft) ? html`<p class="notice">${t("drafts.baseChanged")}</p>` : nothing}
    ${compared && feature.change !== "add" ? comparison(draft, feature, compared, layer) : nothing}
    ${attributes.length === 0 ? nothing : html`<details class="draft-fold"><summary>${t("feature.attributes")}</summary><dl class="facts">${attributes.map(([name, value]) => {
      const attribute = layer?.attributes.find(one => one.name === name);
      return html`<div><dt>${attribute ? say(attribute.title) : name}</dt><dd>${shownValue(attribute, value)}</dd></div>`;
    })}</dl></details>`}
  </li>`;
}

/** What it was and what it is to be: area, border, corners, and what is told of it. */
function comparison({ decimals }: Pick<DraftDetails, "decimals">, { change }: DraftFeature, { grid, groundBeforeM2, groundAfterM2, changed }: Comparison, layer: LayerInfo | undefined) {
  const [before, after] = [groundBeforeM2 === null ? "–" : area(groundBeforeM2), change === "retire" ? t("drafts.ends") : groundAfterM2 === null ? "–" : area(groundAfterM2)];
  const isSame = grid !== null && grid.gained === 0 && grid.lost === 0 && grid.moved.length + grid.added.length + grid.removed.length + grid.stretches === 0 && changed.length === 0;
  if (isSame) return html`<p class="hint">${t("drafts.same")}</p>`;
  const squareMetres = (sign: string, value: number) => `${value > 0 ? sign : ""}${number(value)} m²`;
  return html`<dl class="facts draft-compared">
    <div><dt>${t("feature.area")}</dt><dd>${before === after ? after : `${before} → ${after}`}</dd></div>
    ${grid === null ? nothing : html`
      <div><dt>${t("drafts.gained")}</dt><dd>${squareMetres("+", grid.gained)}</dd></div>
      <div><dt>${t("drafts.lost")}</dt><dd>${squareMetres("−", grid.lost)}</dd></div>
      <div><dt>${t("drafts.corners")}</dt><dd>${cornersLine(grid)}</dd></div>
      ${grid.stretches > 0 ? html`<div><dt>${t("drafts.stretches")}</dt><dd>${t("drafts.stretchesOther", { n: grid.stretches })}</dd></div>` : nothing}`}
    ${changed.map(({ name, title, before: was, after: is }) => {
      const attribute = layer?.attributes.find(one => one.name === name);
      return html`<div><dt>${say(title)}</dt><dd>${shownValue(attribute, was)} → ${shownValue(attribute, is)}</dd></div>`;
    })}</dl>
    ${grid && grid.moved.length + grid.added.length + grid.removed.length > 0 ? cornerTable(grid, decimals) : nothing}`;
}

type Grid = NonNullable<Comparison["grid"]>;

function cornersLine({ moved, added, removed }: Grid) {
  const parts = [
    moved.length > 0 && t("drafts.moved", { n: moved.length, most: decimal(Math.max(...moved.map(({ distanceM }) => distanceM)), 2) }),
    added.length > 0 && t("drafts.added", { n: added.length }), removed.length > 0 && t("drafts.removed", { n: removed.length }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : t("drafts.noCorners");
}

/** X is north and Y is east, as Vietnamese tables have them. */
function cornerTable({ moved, added, removed, isAll }: Grid, decimals: number) {
  const at = ([east, north]: readonly number[]) =>
    html`<td class="is-number">${decimal(north / 10 ** decimals, decimals)}</td><td class="is-number">${decimal(east / 10 ** decimals, decimals)}</td>`;
  const none = html`<td class="is-number">–</td><td class="is-number">–</td>`;
  return html`<details class="draft-fold"><summary>${t("drafts.cornerTable")}</summary>
    <div class="scroll-x" tabindex="0" role="region" aria-label=${t("drafts.cornerTable")}><table class="form-table">
      <thead><tr>${["xBefore", "yBefore", "xAfter", "yAfter", "distance"].map(name => html`<th scope="col" class="is-number">${t(`drafts.corner.${name}`)}</th>`)}</tr></thead>
      <tbody>${moved.map(({ from, to, distanceM }) => html`<tr>${at(from)}${at(to)}<td class="is-number">${decimal(distanceM, 2)}</td></tr>`)}
        ${added.map(corner => html`<tr>${none}${at(corner)}<td>${t("drafts.corner.added")}</td></tr>`)}
        ${removed.map(corner => html`<tr>${at(corner)}${none}<td>${t("drafts.corner.removed")}</td></tr>`)}</tbody></table></div>
    ${isAll ? nothing : html`<p class="hint">${t("drafts.cornersSome")}</p>`}</details>`;
}
