import { html, nothing } from "lit";
import type { Zones } from "../answers";
import { below } from "../base";
import { Grid } from "../drawing/grid";
import { distance, t } from "../language";
import { L, type LatLng, type LeafletMap, type LeafletMouseEvent, latLng } from "../leaflet";
import type { MapView } from "../map/map-view";
import { Part } from "../part";
import { zoneOptions } from "../places/meridian";
import { zonesAt } from "../printing/service";
import { Refusal } from "../service";
import { siteText } from "../siting/service";
import type { State, Store } from "../store";
import { type Degrees, areaOf, between, crosses, lengthOf } from "./geodesic";
import { MOST_CORNERS, type Measurement, azimuth, metres, read, square, write } from "./measurement";

const INK = "#1a1612", FILL = "#ffd166";

/** Pixels that an arrow key moves a corner by; with Shift ten times as many. */
const NUDGE = 1;

const WAYS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Lengths and areas of what is pointed at, on the ellipsoid and in a grid of VN-2000. What is measured stands in the address, so a link shows it and a reload keeps it. */
export class MeasurePanel extends Part {
  readonly #map: LeafletMap;
  readonly #drawn = L.featureGroup();
  readonly #handles: InstanceType<typeof L.Marker>[] = [];
  #shape: InstanceType<typeof L.Polyline> | null = null;
  #zones: Zones | null = null;
  #epsg: number | null = null;
  #said = "";

  constructor(store: Store, readonly view: MapView) {
    super(store);
    this.#map = view.map;
  }

  /** @returns How to close it. */
  static open(store: Store, view: MapView) {
    const panel = new MeasurePanel(store, view);
    view.map.getContainer().after(panel);
    document.body.dataset.measuring = "";
    return () => {
      delete document.body.dataset.measuring;
      panel.remove();
    };
  }

  override connectedCallback() {
    super.connectedCallback();
    this.setAttribute("role", "region");
    this.#drawn.addTo(this.#map);
    this.#map.on("click", this.#clicked, this);
    this.#map.doubleClickZoom.disable();
    this.#map.getContainer().classList.add("is-measuring");
    void this.#loadZones();
    this.#draw();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true }));
  }

  override disconnectedCallback() {
    this.#map.off("click", this.#clicked, this);
    this.#map.doubleClickZoom.enable();
    this.#map.getContainer().classList.remove("is-measuring");
    this.#handles.length = 0;
    this.#shape = null;
    this.#drawn.clearLayers().remove();
    super.disconnectedCallback();
  }

  protected override stateChanged(state: State, before: State) {
    if (state.options.measure !== before.options.measure || state.language !== before.language) this.#draw();
  }

  get #measured(): Measurement {
    return read(this.store.state.options.measure) ?? { kind: "line", corners: [] };
  }

  #set(measured: Measurement, said = "") {
    this.#said = said;
    this.store.set({ options: { ...this.store.state.options, measure: write(measured) } });
  }

  /** The grids, and which of them are the province's in the middle of the map. */
  async #loadZones() {
    const { lng, lat } = this.#map.getCenter();
    try {
      this.#zones = await zonesAt(lng, lat);
      this.#epsg ??= this.#zones.province?.meridians.find(({ provinceMap }) => provinceMap)?.epsg ?? null;
    } catch (refusal) {
      // Without a line there is no grid; on the ellipsoid it is measured all the same.
      if (!(refusal instanceof Refusal)) throw refusal;
    }
    this.requestUpdate();
  }

  #clicked(event: LeafletMouseEvent) {
    this.#add(event.latlng);
  }

  #add({ lng, lat }: LatLng) {
    const measured = this.#measured;
    if (measured.corners.length >= MOST_CORNERS) {
      this.#said = t("measure.most", { n: MOST_CORNERS });
      this.requestUpdate();
      return;
    }
    const corners = [...measured.corners, [lng, lat] as const];
    this.#set({ ...measured, corners }, this.#lastSide(corners));
  }

  /** What was added, for who does not see it. */
  #lastSide(corners: readonly Degrees[]) {
    const [before, last] = corners.slice(-2);
    return corners.length < 2 ? t("measure.first") : t("measure.added", { n: corners.length, length: metres(between(before, last).metres) });
  }

  #move(at: number, { lng, lat }: LatLng) {
    const { kind, corners } = this.#measured;
    this.#set({ kind, corners: corners.map((corner, other) => other === at ? [lng, lat] : corner) });
  }

  // --- on the map

  #draw() {
    const { kind, corners } = this.#measured;
    const points = corners.map(latLng);
    const focused = this.#handles.findIndex(handle => handle.getElement() === document.activeElement);
    // A handle that is being dragged stays itself.
    while (this.#handles.length > corners.length) this.#handles.pop()!.remove();
    for (const [at, point] of points.entries()) {
      if (at === this.#handles.length) this.#handles.push(this.#handle(at, point));
      else this.#handles[at].setLatLng(point);
      this.#handles[at].getElement()?.setAttribute("aria-label", t("measure.corner", { n: at + 1 }));
    }
    this.#shape?.remove();
    const style = { color: INK, weight: 2.4, dashArray: "6 4", fillColor: FILL, fillOpacity: 0.22, interactive: false };
    this.#shape = (kind === "area" && points.length > 2 ? L.polygon(points, style) : L.polyline(points, style)).addTo(this.#drawn);
    if (focused >= 0 && focused < this.#handles.length) this.#handles[focused].getElement()?.focus({ preventScroll: true });
    this.requestUpdate();
  }

  #handle(at: number, point: LatLng) {
    const handle = L.marker(point, { draggable: true, keyboard: true, autoPan: true, icon: L.divIcon({ className: "measure-handle", iconSize: [28, 28] }) }).addTo(this.#drawn);
    handle.on("drag", () => this.#move(at, handle.getLatLng()));
    const element = handle.getElement()!;
    element.addEventListener("keydown", event => {
      const way = WAYS[event.key];
      if (way) {
        const step = event.shiftKey ? 10 * NUDGE : NUDGE;
        const { x, y } = this.#map.latLngToContainerPoint(handle.getLatLng());
        this.#move(at, this.#map.containerPointToLatLng([x + way[0] * step, y + way[1] * step]));
      } else if (event.key === "Delete" || event.key === "Backspace") {
        const { kind, corners } = this.#measured;
        this.#set({ kind, corners: corners.filter((_, other) => other !== at) }, t("measure.taken", { n: at + 1 }));
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return handle;
  }

  // --- what is told

  /** The grid that is chosen; null while none is. */
  get #grid() {
    const zone = this.#zones?.zones.find(({ epsg }) => epsg === this.#epsg);
    return zone ? new Grid(zone.epsg, zone.meridian, zone.widthDegrees, 3) : null;
  }

  protected override render() {
    const { kind, corners } = this.#measured;
    this.setAttribute("aria-label", t("measure.title"));
    this.className = "card";
    return html`<header><h2 tabindex="-1">${t("measure.title")}</h2>
        <button class="icon-button" @click=${this.#close} aria-label=${t("close")} title=${t("close")}>×</button></header>
      <div class="measure-kinds" role="group" aria-label=${t("measure.kind")}>${(["line", "area"] as const).map(one => html`<button class="button" aria-pressed=${kind === one}
        @click=${() => this.#set({ kind: one, corners })}>${t(`measure.${one}`)}</button>`)}</div>
      <div class="form-actions"><button class="button primary" @click=${this.#cross}>${t("measure.cross")}</button>
        <button class="button" ?disabled=${corners.length === 0} @click=${() => this.#set({ kind, corners: corners.slice(0, -1) }, t("measure.taken", { n: corners.length }))}>${t("measure.back")}</button>
        <button class="button" ?disabled=${corners.length === 0} @click=${() => this.#set({ kind, corners: [] }, t("measure.cleared"))}>${t("measure.clear")}</button></div>
      ${corners.length < (kind === "area" ? 3 : 2) ? html`<p class="hint">${t(corners.length === 0 ? "measure.hint" : "measure.more", { n: corners.length })}</p>` : this.#told()}
      <p class="unseen" role="status">${this.#said}</p>`;
  }

  #told() {
    const { kind, corners } = this.#measured;
    const isArea = kind === "area";
    const grid = this.#grid;
    const inGrid = grid && corners.map(corner => grid.metresOf(corner));
    const isCrossed = isArea && crosses(corners);
    const rows = [
      ...isArea && !isCrossed ? [[t("measure.area"), square(areaOf(corners)), inGrid && square(gridArea(inGrid))] as const] : [],
      [t(isArea ? "measure.perimeter" : "measure.length"), metres(lengthOf(corners, isArea)), inGrid && metres(gridLength(inGrid, isArea))] as const,
    ];
    return html`${isCrossed ? html`<p class="notice" role="alert">${t("measure.crosses")}</p>` : nothing}
      <table class="measure-table"><thead><tr><td></td><th scope="col">${t("measure.ellipsoid")}</th>${inGrid ? html`<th scope="col">${t("measure.inGrid")}</th>` : nothing}</tr></thead>
        <tbody>${rows.map(([title, onEllipsoid, onGrid]) => html`<tr><th scope="row">${title}</th><td>${onEllipsoid}</td>${onGrid ? html`<td>${onGrid}</td>` : nothing}</tr>`)}</tbody></table>
      ${this.#zones ? html`<p class="form-field"><label for="measure-zone">${t("measure.zone")}</label><select id="measure-zone" @change=${this.#choose}>
        <option value="" ?selected=${this.#epsg === null}>${t("measure.noZone")}</option>
        ${zoneOptions(this.#zones.zones, this.#epsg, this.#zones.province?.name ?? null, this.#zones.province?.meridians ?? [], this.#zones.province?.rearranged ?? false)}</select></p>` : nothing}
      ${corners.length > 2 || !isArea ? html`<details><summary>${t("measure.sides")}</summary><ol class="measure-sides">${sidesOf(corners, isArea).map(side => html`<li>${metres(side.metres)} · ${azimuth(side.azimuth)}</li>`)}</ol></details>` : nothing}
      <p class="hint">${t("measure.pixel", { length: distance(this.#pixel) })}</p>
      <div class="form-actions"><button class="button" @click=${() => void this.#copy(rows)}>${t("measure.copy")}</button>
        ${isArea && !isCrossed ? html`<a class="button" href=${below(`/check?site=${encodeURIComponent(siteText(corners))}`)}>${t("measure.check")}</a>` : nothing}</div>`;
  }

  /** Metres that a pixel covers in the middle of the map: nobody points more exactly. */
  get #pixel() {
    const { x, y } = this.#map.getSize().divideBy(2);
    return this.#map.distance(this.#map.containerPointToLatLng([x, y]), this.#map.containerPointToLatLng([x + 1, y]));
  }

  readonly #choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    this.#epsg = value === "" ? null : Number(value);
    this.requestUpdate();
  };

  readonly #cross = () => {
    const [lng, lat] = this.view.aim;
    this.#add(L.latLng(lat, lng));
  };

  readonly #close = () => {
    const { measure: _, ...options } = this.store.state.options;
    this.store.set({ options });
    this.#map.getContainer().focus({ preventScroll: true });
  };

  async #copy(rows: readonly (readonly [string, string, string | null])[]) {
    const grid = this.#grid;
    const zone = grid ? t("measure.zoneLine", { meridian: grid.meridian, width: grid.width }) : "";
    const lines = rows.map(([title, onEllipsoid, onGrid]) => `${title}: ${onEllipsoid} (${t("measure.ellipsoid")})${onGrid ? `; ${onGrid} (${zone})` : ""}`);
    try {
      await navigator.clipboard.writeText([...lines, location.href].join("\n"));
      this.#said = t("position.copied");
    } catch {
      this.#said = t("position.notCopied");
    }
    this.requestUpdate();
  }
}

const sidesOf = (corners: readonly Degrees[], isClosed: boolean) =>
  corners.flatMap((corner, at) => at + 1 < corners.length ? [between(corner, corners[at + 1])] : isClosed ? [between(corner, corners[0])] : []);

type Metres = readonly [number, number];

const gridLength = (corners: readonly Metres[], isClosed = false) =>
  corners.reduce((sum, [east, north], at) => {
    const next = corners[at + 1] ?? (isClosed ? corners[0] : null);
    return next ? sum + Math.hypot(next[0] - east, next[1] - north) : sum;
  }, 0);

function gridArea(corners: readonly Metres[]) {
  const [[originEast, originNorth]] = corners;
  return Math.abs(corners.reduce((sum, [east, north], at) => {
    const [nextEast, nextNorth] = corners[(at + 1) % corners.length];
    return sum + (east - originEast) * (nextNorth - originNorth) - (nextEast - originEast) * (north - originNorth);
  }, 0)) / 2;
}

customElements.define("measure-panel", MeasurePanel);
