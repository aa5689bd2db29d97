import { html, nothing } from "lit";
import type { Corner, CornerTable, FeatureDetails, ListedZone } from "../answers";
import { decimal, distance, language, number, t } from "../language";
import { Part } from "../part";
import { beyondLine, zoneNote, zoneOptions } from "../places/meridian";
import { parts } from "../places/position";
import { Refusal } from "../service";
import type { Store } from "../store";
import * as service from "./service";

/** A feature's corners in a zone of VN-2000 that the reader chooses, or its decision's annex as given. */
export class CoordinateTable extends Part {
  #table: CornerTable | null = null;
  #zones: readonly ListedZone[] = [];
  #sentence = "";
  #asking: AbortController | null = null;

  constructor(store: Store, readonly feature: Pick<FeatureDetails, "id">, readonly source: CornerTable["source"], readonly tell: (sentence: string) => void) {
    super(store);
    void this.#ask(null);
  }

  override disconnectedCallback() {
    this.#asking?.abort();
    super.disconnectedCallback();
  }

  async #ask(epsg: number | null) {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    try {
      const [table, zones] = await Promise.all([
        service.corners(this.feature.id, this.source, epsg, asking.signal),
        this.#zones.length > 0 || this.source === "annex" ? this.#zones : service.listedZones(),
      ]);
      if (asking.signal.aborted) return;
      [this.#table, this.#zones, this.#sentence] = [table, zones, ""];
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#sentence = refusal.message;
    }
    this.requestUpdate();
  }

  protected override render() {
    const table = this.#table;
    if (!table) return this.#sentence ? html`<p class="empty" role="alert">${this.#sentence}</p>` : html`<p class="empty">${t("drawer.loading")}</p>`;
    return html`
      ${table.source === "annex" ? html`<p class="hint">${t("corners.annexNote", { document: table.document ?? "" })}</p>` : this.#chooser(table)}
      ${this.#sentence ? html`<p class="empty" role="alert">${this.#sentence}</p>` : nothing}
      ${table.count === 1 && table.source === "geometry" ? this.#point(table.rows[0]) : this.#rows(table)}
      ${table.source === "geometry" && table.accuracyM !== null
        ? html`<p class="hint">${t("corners.accuracy", { distance: distance(table.accuracyM) })}</p>` : nothing}
      <div class="actions">
        <button class="button small" @click=${() => void this.#copy(table)}>${t("corners.copy")}</button>
        ${(["semicolon", "comma"] as const).map(separator => html`<a class="button small" download
          href=${service.cornersFile(this.feature.id, table.source, table.zone.epsg, separator)}>${t(`corners.file.${separator}`)}</a>`)}
      </div>`;
  }

  #chooser({ zone, chosen, province, meridians, rearranged, beyondZone }: CornerTable) {
    const note = chosen === "nearest" ? t("corners.nearest") : zoneNote(zone.epsg, meridians, rearranged);
    return html`<label class="zone-choice"><span>${t("corners.zone")}</span>
        <select @change=${(event: Event) => void this.#ask(Number((event.target as HTMLSelectElement).value))}>
          ${zoneOptions(this.#zones, zone.epsg, province, meridians, rearranged)}
        </select></label>
      ${note ? html`<p class="hint">${note}</p>` : nothing}
      ${beyondZone ? html`<p class="notice">${beyondLine(zone)}</p>` : nothing}`;
  }

  #point({ x, y }: Corner) {
    return html`<dl class="facts">
      <div><dt>${t("corners.x")}</dt><dd>${decimal(x, 3)} m</dd></div>
      <div><dt>${t("corners.y")}</dt><dd>${decimal(y, 3)} m</dd></div>
    </dl>`;
  }

  #rows({ rows, count, zone }: CornerTable) {
    const severalParts = rows.some(row => row.part > 1);
    const severalRings = rows.some(row => row.ring > 1);
    const ways = rows.some(row => row.distanceM !== null);
    return html`<div class="corner-table" tabindex="0" role="region" aria-label=${t("corners.title")}><table>
      <caption class="unseen">${t("corners.caption", { meridian: zone.meridian, epsg: String(zone.epsg) })}</caption>
      <thead><tr>
        ${severalParts ? html`<th scope="col">${t("corners.part")}</th>` : nothing}
        ${severalRings ? html`<th scope="col">${t("corners.ring")}</th>` : nothing}
        <th scope="col">${t("corners.number")}</th><th scope="col">${t("corners.x")}</th><th scope="col">${t("corners.y")}</th>
        ${ways ? html`<th scope="col">${t("corners.distance")}</th><th scope="col">${t("corners.bearing")}</th>` : nothing}
        <th scope="col">${t("corners.lon")}</th><th scope="col">${t("corners.lat")}</th>
      </tr></thead>
      <tbody>${rows.map(row => html`<tr>
        ${severalParts ? html`<td>${row.part}</td>` : nothing}
        ${severalRings ? html`<td>${row.ring}</td>` : nothing}
        <th scope="row">${row.label ?? row.number}</th><td>${decimal(row.x, 3)}</td><td>${decimal(row.y, 3)}</td>
        ${ways ? html`<td>${row.distanceM === null ? "" : decimal(row.distanceM, 2)}</td><td>${row.bearing === null ? "" : parts(row.bearing)}</td>` : nothing}
        <td>${decimal(row.lon, 7)}</td><td>${decimal(row.lat, 7)}</td>
      </tr>`)}</tbody>
    </table></div>
    <p class="hint">${ways ? t("corners.plane") : nothing}
      ${rows.length < count ? html`<strong>${t("corners.some", { n: rows.length, count })}</strong>` : t("corners.all", { count })}</p>`;
  }

  async #copy({ rows, count, zone }: CornerTable) {
    const lines = [[t("corners.part"), t("corners.ring"), t("corners.number"), t("corners.x"), t("corners.y")].join("\t"),
      ...rows.map(row => [row.part, row.ring, row.label ?? row.number, plain(row.x), plain(row.y)].join("\t"))];
    try {
      await navigator.clipboard.writeText(lines.join("\n"));
      this.tell(rows.length < count ? t("corners.copiedSome", { n: number(rows.length), count: number(count) })
        : t("corners.copied", { n: number(count), meridian: zone.meridian }));
    } catch {
      this.tell(t("corners.notCopied"));
    }
  }
}

/** With the decimal sign of the language but no grouping: what a spreadsheet takes as a number. */
const plain = (value: number) => language() === "vi" ? value.toFixed(3).replace(".", ",") : value.toFixed(3);

customElements.define("coordinate-table", CoordinateTable);
