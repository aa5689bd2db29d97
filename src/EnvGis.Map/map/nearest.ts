import { html } from "lit";
import type { ListPage, ListedFeature } from "../answers";
import { type Filter, withFilter, writeFilter } from "../filter";
import { t } from "../language";
import { Part } from "../part";
import type { Store } from "../store";

/** Serious and especially serious, by the scale that all layers share. */
const SEVERE = "3,4";

/** Among so many one is still to be dealt with, or none nearby is. */
const LOOKED_AT = 20;

/** The words of /api/list for severe places, the nearest first; the filter's other conditions stay. */
export const nearestQuery = (filter: Filter, [lon, lat]: readonly [number, number]) =>
  `${writeFilter(withFilter(filter, { grade: SEVERE }))}&sort=distance&at=${lon.toFixed(5)},${lat.toFixed(5)}&limit=${LOOKED_AT}`;

/** What has been dealt with is no hotspot any more. */
export const nearestOf = ({ features }: ListPage): ListedFeature | null =>
  features.find(({ state }) => state !== "done" && state !== "repealed") ?? null;

/** The one thing an inspector wants first: what is bad and near. */
export class NearestButton extends Part {
  #busy = false;

  constructor(store: Store, readonly find: () => Promise<void>) {
    super(store);
  }

  protected override render() {
    return html`<button aria-busy=${this.#busy} @click=${this.#press} title=${t("nearest.title")}><svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
      <path d="M10 1.8c-3.3 0-5.8 2.5-5.8 5.7 0 4.2 5.8 10.7 5.8 10.7s5.8-6.5 5.8-10.7c0-3.2-2.5-5.7-5.8-5.7z" fill="none" stroke="currentColor" stroke-width="1.7"/>
      <path d="M10 4.6v3.6M10 10.1v.9" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"/></svg><span>${t("nearest.short")}</span></button>`;
  }

  readonly #press = async () => {
    if (this.#busy) return;
    this.#busy = true;
    this.requestUpdate();
    try {
      await this.find();
    } finally {
      this.#busy = false;
      this.requestUpdate();
    }
  };
}

customElements.define("nearest-button", NearestButton);
