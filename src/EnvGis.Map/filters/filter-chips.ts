import { type TemplateResult, html, nothing } from "lit";
import { t } from "../language";
import type { Store } from "../store";
import { activeIn, onlyTime } from "./words";

/** What the filter holds, each with a cross that takes it away; and the way out when nothing is left. */
export function filterChips(store: Store): TemplateResult | typeof nothing {
  const { filter, facets, layers } = store.state;
  const active = activeIn(filter, facets, layers);
  if (active.length === 0) return nothing;
  return html`<div class="filter-chips" role="group" aria-label=${t("filter.active")}>
    ${active.map(({ words, without }) => html`<button class="filter-chip" @click=${() => store.set({ filter: without })}
      aria-label=${t("filter.remove", { what: words })}><span>${words}</span><span aria-hidden="true">✕</span></button>`)}
    ${active.length > 1 ? html`<button class="link-button" @click=${() => store.set({ filter: onlyTime(filter) })}>${t("filter.clear")}</button>` : nothing}
    ${facets?.total === 0 ? nothingFits(store) : nothing}
  </div>`;
}

/** Why nothing is to be seen, and how to see something again. */
export const nothingFits = (store: Store) => html`<p class="nothing-fits" role="status">${t("filter.nothing")}
  <button class="button small" @click=${() => store.set({ filter: onlyTime(store.state.filter) })}>${t("filter.clear")}</button></p>`;
