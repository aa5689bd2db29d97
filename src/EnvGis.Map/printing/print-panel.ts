import { html, nothing } from "lit";
import type { Grid, Revision, Zones } from "../answers";
import type { Filter } from "../filter";
import { number, say, t } from "../language";
import type { Extent } from "../mvt/address";
import { Part } from "../part";
import { zoneHint, zoneOptions } from "../places/meridian";
import * as plansService from "../plans/service";
import { Refusal } from "../service";
import type { Store } from "../store";
import { filterWords, timeWords } from "./filter-words";
import { type Orientation, type Paper, layoutOf } from "./layout";
import { type Centre, PIXELS_PER_MM, SCALES, SheetFrame, fittingScale, gridStep, hasGrid } from "./scale";
import * as service from "./service";
import { sheetView } from "./sheet";
import { type DrawnMap, SheetMap, type SheetSources } from "./sheet-map";

/** What the map on the screen shows when printing begins. */
export interface ScreenView {
  readonly centre: Centre;
  readonly extent: Extent;
}

type Progress = { readonly kind: "making" } | { readonly kind: "ready" } | { readonly kind: "refused"; readonly sentence: string };

const MOST_TITLE = 120;

/** How far an arrow key moves the map under the paper. */
const NUDGE_MM = 10;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-NUDGE_MM, 0], ArrowRight: [NUDGE_MM, 0], ArrowUp: [0, -NUDGE_MM], ArrowDown: [0, NUDGE_MM],
};

/** Choices for a sheet beside the sheet itself, which is in true millimetres and only looks smaller; what the browser then prints is this very sheet. */
export class PrintPanel extends Part {
  #paper: Paper = "A4";
  #orientation: Orientation = "landscape";
  #scale: number | "fit" = "fit";
  #title: string | null = null;
  #withGrid = true;
  #epsg: number | null = null;
  #screen: ScreenView = { centre: { longitude: 105.8, latitude: 21.6 }, extent: [105, 21, 106, 22] };
  #centre: Centre = this.#screen.centre;

  #progress: Progress = { kind: "making" };
  #map: DrawnMap | null = null;
  #grid: Grid | null = null;
  #zones: Zones = { zones: [], province: null };
  #revision: Revision = { number: null, at: null };
  #printedAt = new Date();
  #subtitle = "";
  #making: AbortController | null = null;
  #sheets: SheetMap | null = null;
  readonly #page = new CSSStyleSheet();
  readonly #room = new ResizeObserver(() => this.#shrink());

  constructor(store: Store, readonly sources: SheetSources) {
    super(store);
  }

  async open(screen: ScreenView) {
    this.#screen = screen;
    this.#centre = screen.centre;
    this.#sheets = new SheetMap(this.sources);
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#page];
    dialog.showModal();
    this.#room.observe(this.querySelector(".print-preview")!);
    this.#make();
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  get #layout() {
    return layoutOf(this.#paper, this.#orientation);
  }

  get #frame() {
    const { map } = this.#layout;
    return new SheetFrame(this.#centre, this.#scale === "fit" ? fittingScale(this.#screen.extent, map) : this.#scale, map);
  }

  readonly #closed = () => {
    this.#making?.abort();
    this.#room.disconnect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(sheet => sheet !== this.#page);
    // Tiles kept for the next change of scale or place are not kept for the next sheet: they would be old.
    [this.#sheets, this.#map] = [null, null];
    this.requestUpdate();
  };

  #make() {
    this.#making?.abort();
    const making = this.#making = new AbortController();
    const { sheet } = this.#layout;
    this.#page.replaceSync(`@page { size: ${sheet.width}mm ${sheet.height}mm; margin: 0; }`);
    this.#progress = { kind: "making" };
    this.requestUpdate();
    this.#gather(making.signal).catch((cause: unknown) => {
      if (making.signal.aborted) return;
      // A sheet is whole or it is not printed.
      this.#map = null;
      this.#progress = { kind: "refused", sentence: cause instanceof Refusal ? cause.message : t("print.failed") };
      this.requestUpdate();
      if (!(cause instanceof Refusal)) throw cause;
    });
  }

  async #gather(signal: AbortSignal) {
    const frame = this.#frame;
    const { layers, visible, filter, unlocated, selection, marked } = this.store.state;
    const { longitude, latitude } = frame.centre;
    // The revision is asked for first: the sheet may show a later change, never lack one that it claims.
    const revision = await service.revision(signal);
    const [map, zones, words] = await Promise.all([
      this.#sheets!.draw(frame, {
        layers, visible, filter, unlocated, selected: selection?.kind === "feature" ? selection.id : null, marked: new Set(marked.map(feature => feature.id)),
      }, signal),
      service.zonesAt(longitude, latitude, signal), this.#words(filter),
    ]);
    const epsg = this.#epsg ?? zones.province?.epsg ?? nearestZone(zones, longitude);
    const grid = this.#withGrid && hasGrid(frame.scale) ? await service.grid(frame.extent, epsg, gridStep(frame.scale), signal) : null;
    signal.throwIfAborted();
    [this.#map, this.#zones, this.#grid, this.#revision, this.#printedAt] = [map, zones, grid, revision, new Date()];
    this.#subtitle = [timeWords(filter, today()), ...words].join(" · ");
    this.#progress = { kind: "ready" };
    this.requestUpdate();
    await this.updateComplete;
    this.#shrink();
    fitLegend(this.querySelector(".sheet"));
  }

  protected override render() {
    const frame = this.#frame;
    const { kind } = this.#progress;
    const zone = this.#epsg ?? this.#zones.province?.epsg ?? nearestZone(this.#zones, frame.centre.longitude);
    return html`<dialog class="print-dialog" aria-labelledby="print-title" @close=${this.#closed}>
      <form class="print-form" @submit=${(event: Event) => event.preventDefault()}>
        <h2 id="print-title">${t("print.title")}</h2>
        <label class="field">${t("print.sheetTitle")}
          <input id="print-sheet-title" maxlength=${MOST_TITLE} .value=${this.#title ?? this.#defaultTitle} @input=${(event: Event) => this.#retitle(valueOf(event))}></label>
        <div class="pair">
          <label class="field">${t("print.paper")}<select id="print-paper" @change=${(event: Event) => this.#change(() => { this.#paper = valueOf(event) as Paper; })}>
            ${(["A4", "A3"] as const).map(paper => html`<option ?selected=${paper === this.#paper}>${paper}</option>`)}</select></label>
          <label class="field">${t("print.orientation")}<select id="print-orientation" @change=${(event: Event) => this.#change(() => { this.#orientation = valueOf(event) as Orientation; })}>
            ${(["landscape", "portrait"] as const).map(way => html`<option value=${way} ?selected=${way === this.#orientation}>${t(`print.${way}`)}</option>`)}</select></label>
        </div>
        <label class="field">${t("print.scale")}<select id="print-scale" @change=${(event: Event) => this.#change(() => {
          const value = valueOf(event);
          this.#scale = value === "fit" ? "fit" : Number(value);
        })}>
          <option value="fit" ?selected=${this.#scale === "fit"}>${t("print.scale.fit", { scale: fittingScale(this.#screen.extent, frame.box) })}</option>
          ${SCALES.map(scale => html`<option value=${scale} ?selected=${scale === this.#scale}>1:${number(scale)}</option>`)}</select></label>
        <label class="check"><input id="print-grid" type="checkbox" .checked=${this.#withGrid && hasGrid(frame.scale)} ?disabled=${!hasGrid(frame.scale)} @change=${() => this.#change(() => { this.#withGrid = !this.#withGrid; })}>
          ${t("print.grid")}</label>
        <label class="field">${t("print.zone")}<select id="print-zone" ?disabled=${!this.#withGrid || !hasGrid(frame.scale)} @change=${(event: Event) => this.#change(() => { this.#epsg = Number(valueOf(event)); })}>
          ${zoneOptions(this.#zones.zones, zone, this.#zones.province?.name ?? null, this.#zones.province?.meridians ?? [], this.#zones.province?.rearranged ?? false)}</select></label>
        ${this.#withGrid && hasGrid(frame.scale) ? zoneHint(this.#zones.zones, zone, this.#zones.province, frame.centre.longitude) : nothing}
        <p class="hint">${t("print.move")} ${t("print.trueSize")}</p>
        <div role="status" aria-live="polite" class="print-state">${this.#progress.kind === "refused"
          ? html`<p class="notice">${this.#progress.sentence}</p><button type="button" class="button" @click=${() => this.#make()}>${t("again")}</button>`
          : html`<p>${kind === "making" ? t("print.making") : t("print.ready", { scale: frame.scale })}</p>`}</div>
        <div class="actions">
          <button type="button" class="button primary" id="print-now" ?disabled=${kind !== "ready"} @click=${this.#print}>${t("print.now")}</button>
          <button type="button" class="button" @click=${() => this.#dialog?.close()}>${t("close")}</button>
        </div>
      </form>
      <div class="print-preview" role="region" tabindex="0" aria-label=${t("print.preview")} @keydown=${this.#key} @pointerdown=${this.#drag}>
        <div class="print-scaler ${kind === "ready" ? "" : "is-stale"}">
          ${this.#sheets ? sheetView({
            layout: this.#layout, frame, title: this.#title ?? this.#defaultTitle, subtitle: this.#subtitle, map: this.#map, grid: this.#grid,
            revision: this.#revision, printedAt: this.#printedAt, address: pageAddress(),
          }) : nothing}
        </div>
      </div>
    </dialog>`;
  }

  get #defaultTitle() {
    const entries = this.#map?.legend.entries ?? [];
    const subject = entries.length === 1 ? say(entries[0].layer.title) : t("print.subject");
    const { province } = this.#zones;
    // A wider sheet shows more than the province of its middle.
    return province && this.#frame.scale <= SCALES[SCALES.length - 1] ? `${subject} – ${province.name}` : subject;
  }

  /** The filter, with the names of what it gives by code; nothing is asked for where there is none. */
  async #words(filter: Filter) {
    if (Object.keys(filter).length === 0) return [];
    const [basemap, communes, plans] = await Promise.all([
      this.sources.basemap(), filter.commune_code ? this.sources.communes() : [], filter.plan ? plansService.plans() : [],
    ]);
    return filterWords(filter, { provinces: basemap.provinces, communes, plans, layers: this.store.state.layers });
  }

  #change(apply: () => void) {
    apply();
    this.#make();
  }

  #retitle(title: string) {
    this.#title = title;
    this.requestUpdate();
  }

  #move(eastMm: number, southMm: number) {
    this.#change(() => { this.#centre = this.#frame.moved(eastMm, southMm); });
  }

  readonly #key = (event: KeyboardEvent) => {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    this.#move(...way);
  };

  readonly #drag = (down: PointerEvent) => {
    const window = (down.target as HTMLElement).closest<HTMLElement>(".sheet-map");
    const canvas = this.#map?.canvas;
    if (!window || !canvas || down.button !== 0 || down.pointerType === "touch") return;
    down.preventDefault();
    window.setPointerCapture(down.pointerId);
    const mm = PIXELS_PER_MM * this.#shrunk;
    const moved = (event: PointerEvent) => [(down.clientX - event.clientX) / mm, (down.clientY - event.clientY) / mm] as const;
    const follow = (event: PointerEvent) => {
      const [east, south] = moved(event);
      canvas.style.transform = `translate(${-east}mm, ${-south}mm)`;
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", event => {
      window.removeEventListener("pointermove", follow);
      const [east, south] = moved(event);
      if (Math.hypot(east, south) > 0.5) this.#move(east, south);
    }, { once: true });
  };

  #shrunk = 1;

  /** As large as the room beside the choices allows, never larger than the paper. */
  #shrink() {
    const room = this.querySelector<HTMLElement>(".print-preview");
    const scaler = this.querySelector<HTMLElement>(".print-scaler");
    if (!room || !scaler) return;
    const { width, height } = this.#layout.sheet;
    const [w, h] = [width * PIXELS_PER_MM, height * PIXELS_PER_MM];
    const style = getComputedStyle(room);
    const [roomWidth, roomHeight] = [
      room.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), room.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)];
    this.#shrunk = Math.max(0.2, Math.min(1, roomWidth / w, roomHeight / h));
    scaler.style.cssText = `--shrink:${this.#shrunk};width:${w * this.#shrunk}px;height:${h * this.#shrunk}px`;
  }

  readonly #print = () => {
    const title = document.title;
    // What the browser proposes as the file's name.
    document.title = this.#title ?? this.#defaultTitle;
    window.print();
    document.title = title;
  };
}

/** Of the 3° zones the one whose meridian is nearest, outside every province. */
function nearestZone({ zones }: Zones, longitude: number): number {
  const far = (meridian: string) => {
    const [degrees, minutes] = meridian.split(/[°']/).map(Number);
    return Math.abs(degrees + minutes / 60 - longitude);
  };
  return [...zones].filter(zone => zone.widthDegrees === 3).sort((a, b) => far(a.meridian) - far(b.meridian))[0]?.epsg ?? 5897;
}

const SMALLER = ["", "is-small", "is-smaller", "is-smallest"];

/** A long legend is written smaller rather than cut. */
function fitLegend(sheet: Element | null) {
  const legend = sheet?.querySelector(".sheet-legend");
  if (!legend) return;
  for (const size of SMALLER) {
    legend.className = `sheet-legend ${size}`;
    if (legend.scrollHeight <= legend.clientHeight + 1 && legend.scrollWidth <= legend.clientWidth + 1) return;
  }
}

function today() {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

/** As people read it: commas and accents are themselves. */
function pageAddress() {
  try {
    return decodeURI(location.href);
  } catch {
    // Somebody has mistyped a percent sign.
    return location.href;
  }
}

customElements.define("print-panel", PrintPanel);
