import { html, nothing } from "lit";
import type { FoundPosition } from "../answers";
import { below } from "../base";
import { t } from "../language";
import { Part } from "../part";
import type { Store } from "../store";
import { beyondLine } from "./meridian";
import { degrees, geoLink, gridLine, placeLine, provinceLine, sexagesimal, usageLine, zoneLine } from "./position";

export interface PositionActions {
  readonly copy: (text: string) => void;
  readonly closed: () => void;
}

/** The readout of a point that was typed: the same place in WGS 84 and VN-2000, and the commune it falls in. */
export class PositionCard extends Part {
  #position: FoundPosition | null = null;

  constructor(store: Store, readonly actions: PositionActions) {
    super(store);
    this.hidden = true;
  }

  get isOpen() {
    return !this.hidden;
  }

  async show(position: FoundPosition) {
    this.#position = position;
    this.hidden = false;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  readonly close = () => {
    if (this.hidden) return;
    const focused = this.contains(document.activeElement);
    this.hidden = true;
    this.#position = null;
    this.actions.closed();
    if (focused) document.getElementById("map")?.focus();
  };

  protected override render() {
    this.className = "card position-card";
    const position = this.#position;
    if (!position) return nothing;
    const { given, local, lat, lon } = position;
    const other = given && given.epsg !== local.epsg ? given : null;
    return html`<section aria-labelledby="position-title">
      <header><h2 id="position-title" tabindex="-1">${t("position.title")}</h2>
        <button class="icon-button close" @click=${this.close} aria-label=${t("close")} title=${t("close")}>✕</button></header>
      <dl class="facts">
        <div><dt>WGS 84</dt><dd>${degrees(lat, lon)}<small>${sexagesimal(lat, lon)}</small></dd></div>
        ${other ? html`<div><dt>${t("position.typed")}</dt><dd>${gridLine(other)}<small>${zoneLine(other)}</small></dd></div>` : nothing}
        <div><dt>VN-2000</dt><dd>${gridLine(local)}<small>${zoneLine(local)}${position.province ? ` – ${provinceLine(position)}` : ""}</small></dd></div>
        <div><dt>${t("feature.place")}</dt><dd>${placeLine(position)}${position.approximate ? html`<small>${t("position.approximateNote")}</small>` : nothing}</dd></div>
      </dl>
      ${[...other ? [other] : [], local].filter(grid => grid.beyondZone).map(grid => html`<p class="notice">${beyondLine(grid)}</p>`)}
      ${position.swapped ? html`<p class="notice">${t("position.swapped")}</p>` : nothing}
      <div class="actions">
        <button class="button" @click=${() => this.actions.copy(this.#text(position))}>${t("position.copy")}</button>
        <a class="button" href=${below(checkLink(position))}>${t("siting.may")}</a>
        <a class="button directions" href=${geoLink(lat, lon, t("position.title"))}>${t("directions.go")}</a>
      </div>
    </section>`;
  }

  #text({ lat, lon, given, local }: FoundPosition) {
    const grids = given && given.epsg !== local.epsg ? [given, local] : [local];
    return [`WGS 84: ${lat.toFixed(7)}, ${lon.toFixed(7)}`,
      ...grids.map(grid => `VN-2000 (${zoneLine(grid)}): X = ${grid.north.toFixed(3)}; Y = ${grid.east.toFixed(3)}`)].join("\n");
  }
}

/** What was given in metres is asked about in metres: that spares the change of datum. */
const checkLink = ({ given, lon, lat }: FoundPosition) =>
  `/check?${new URLSearchParams(given ? { q: `${given.north} ${given.east} EPSG:${given.epsg}` } : { lon: String(lon), lat: String(lat) }).toString()}`;

customElements.define("position-card", PositionCard);

/** How one answer of the search reads: what is typed, and where that falls. */
export function positionOption(position: FoundPosition) {
  const place = placeLine(position);
  if (!position.given) return { title: degrees(position.lat, position.lon), detail: place };
  const zone = zoneLine(position.given);
  return { title: `${zone[0].toUpperCase()}${zone.slice(1)}`, detail: [place, usageLine(position), position.given.beyondZone && beyondLine(position.given)].filter(Boolean).join(" · ") };
}
