import { html, nothing } from "lit";
import { decimal, language, t } from "../language";
import { Part } from "../part";
import { parts } from "../places/position";
import type { Store } from "../store";
import type { Desk } from "./desk";
import type { Corner } from "./grid";
import { type Place, bearing, between, cornersOf, ringAt, same } from "./shape";
import { EASTING, NORTHING, decimalsIn, readRows, single } from "./typed";

/** Of a row, in pixels, as drawing.css has it; so only the rows on show are made, of five thousand as of five. */
const ROW = 34, BEYOND = 8;

/** A change that waits for a yes: fewer decimals than stand there may be what a spreadsheet shows, not what was meant. */
interface Question {
  readonly sentence: string;
  readonly yes: () => void;
}

/** The corners as a table, the twin of the map: a row that has the focus is the corner that is chosen. */
export class VertexTable extends Part {
  #ring: Pick<Place, "part" | "ring"> = { part: 0, ring: 0 };
  #question: Question | null = null;
  #problem = "";
  #scrolled = 0;
  #height = 300;
  #leave: (() => void) | null = null;
  #shown: unknown = null;
  /** A row that is to have the focus once it is there, and which of its fields. */
  #wanted: { readonly row: number; readonly field: string } | null = null;

  constructor(store: Store, readonly desk: Desk, readonly closed: () => void) {
    super(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#leave = this.desk.subscribe(what => {
      if (what === "aim") return;
      const { place } = this.desk;
      if (place && !this.desk.sketch && (place.part !== this.#ring.part || place.ring !== this.#ring.ring)) this.#ring = place;
      if (place && !this.contains(document.activeElement)) this.#reveal(place.corner);
      if (this.#shown !== this.desk.feature?.shape) [this.#shown, this.#problem] = [this.desk.feature?.shape, ""];
      this.requestUpdate();
    });
  }

  override disconnectedCallback() {
    this.#leave?.();
    super.disconnectedCallback();
  }

  get #isSketch() {
    return this.desk.sketch !== null;
  }

  get #corners(): readonly Corner[] {
    const { sketch, feature } = this.desk;
    if (sketch) return sketch.corners;
    const ring = feature?.shape && (ringAt(feature.shape, this.#ring) ?? feature.shape.parts[0].rings[0]);
    return ring ? cornersOf(ring) : [];
  }

  get #canEdit() {
    return this.#isSketch || this.desk.canReshape;
  }

  protected override render() {
    const corners = this.#corners;
    const first = Math.max(0, Math.floor(this.#scrolled / ROW) - BEYOND);
    const last = Math.min(corners.length, Math.ceil((this.#scrolled + this.#height) / ROW) + BEYOND);
    const chosen = this.#isSketch ? -1 : this.desk.place && this.desk.place.part === this.#ring.part && this.desk.place.ring === this.#ring.ring ? this.desk.place.corner : -1;
    this.className = "card vertex-table";
    return html`<header><h3 id="vertex-title">${t("drawing.table")}</h3>${this.#ringChooser()}<span class="count">${t("drawing.corners", { n: corners.length })}</span>
        <button class="icon-button" @click=${this.closed} aria-label=${t("drawing.closeTable")} title=${t("drawing.closeTable")}>✕</button></header>
      ${this.#question ? html`<div class="form-conflict" role="alertdialog" aria-label=${this.#question.sentence}><p>${this.#question.sentence}</p><div class="form-actions">
        <button class="button small" @click=${() => this.#answer(true)}>${t("drawing.replace")}</button><button class="button small" @click=${() => this.#answer(false)}>${t("drawing.keepAsIs")}</button></div></div>` : nothing}
      ${this.#problem ? html`<p class="form-refusal" role="alert">${this.#problem}</p>` : nothing}
      <div class="vertex-rows" role="region" tabindex="0" aria-labelledby="vertex-title" @scroll=${this.#scroll} @paste=${this.#pasted}>
        <table aria-rowcount=${corners.length + 1}>
          <thead><tr><th scope="col">${t("corners.number")}</th><th scope="col">${t("corners.x")}</th><th scope="col">${t("corners.y")}</th>
            <th scope="col">${t("corners.distance")}</th><th scope="col">${t("corners.bearing")}</th><td></td></tr></thead>
          <tbody>
            ${first > 0 ? html`<tr aria-hidden="true" data-rows=${first}></tr>` : nothing}
            ${corners.slice(first, last).map((corner, at) => this.#row(corners, corner, first + at, chosen === first + at))}
            ${last < corners.length ? html`<tr aria-hidden="true" data-rows=${corners.length - last}></tr>` : nothing}
            ${this.#canEdit ? this.#newRow(corners.length) : nothing}
          </tbody></table></div>
      ${this.#canEdit ? html`<p class="hint">${t("drawing.pasteHint")}</p>` : nothing}`;
  }

  protected override updated() {
    // Room for the rows that are not made. The content policy allows no style that stands in the page's text.
    for (const room of this.querySelectorAll<HTMLElement>("[data-rows]")) room.style.height = `${Number(room.dataset.rows) * ROW}px`;
    const rows = this.querySelector<HTMLElement>(".vertex-rows");
    if (rows && Math.abs(rows.clientHeight - this.#height) > ROW) {
      this.#height = rows.clientHeight;
      this.requestUpdate();
    }
    if (!this.#wanted) return;
    const field = this.querySelector<HTMLInputElement>(`[data-row="${this.#wanted.row}"] [name="${this.#wanted.field}"]`);
    if (!field) return;
    this.#wanted = null;
    field.focus();
    field.select();
  }

  #ringChooser() {
    const shape = this.desk.feature?.shape;
    if (this.#isSketch || !shape) return nothing;
    const rings = shape.parts.flatMap((part, at) => part.rings.map((_, ring) => ({ part: at, ring })));
    if (rings.length < 2) return nothing;
    return html`<select aria-label=${t("drawing.ring")} @change=${(event: Event) => { this.#ring = rings[(event.target as HTMLSelectElement).selectedIndex]; this.desk.choosePlace({ ...this.#ring, corner: 0 }); }}>
      ${rings.map(({ part, ring }) => html`<option ?selected=${part === this.#ring.part && ring === this.#ring.ring}>${ring === 0 ? t("drawing.part", { n: part + 1 }) : t("drawing.hole", { n: part + 1, m: ring })}</option>`)}</select>`;
  }

  #row(corners: readonly Corner[], corner: Corner, at: number, isChosen: boolean) {
    const { grid } = this.desk.session;
    const isEnd = this.#isSketch && at === corners.length - 1;
    const next = corners[(at + 1) % corners.length];
    const way = isEnd || corners.length < 2 ? null : bearing(corner, next);
    const number = at + 1;
    const cell = (axis: "north" | "east", value: number) => this.#canEdit
      ? html`<input name=${axis} inputmode="decimal" aria-label=${t(axis === "north" ? "drawing.xOf" : "drawing.yOf", { n: number })} .value=${grid.print(value, mark())}
          @focus=${() => this.#focused(at)}
          @change=${(event: Event) => this.#typed(event.target as HTMLInputElement, at, axis)} @keydown=${(event: KeyboardEvent) => this.#key(event, at, axis)}>`
      : grid.print(value, mark());
    return html`<tr data-row=${at} aria-rowindex=${at + 2} class=${isChosen ? "is-chosen" : ""} @click=${() => this.#focused(at)}>
      <th scope="row">${number}</th><td>${cell("north", corner[1])}</td><td>${cell("east", corner[0])}</td>
      <td>${isEnd || corners.length < 2 ? "" : decimal(between(corner, next) / grid.perMetre, grid.decimals)}</td><td>${way === null ? "" : parts(way)}</td>
      <td class="row-acts">${this.#canEdit ? html`<button class="icon-button" @click=${(event: Event) => { event.stopPropagation(); this.#insert(at); }} ?disabled=${isEnd || corners.length < 2}
          aria-label=${t("drawing.insertAfter", { n: number })} title=${t("drawing.insertAfter", { n: number })}>+</button>
        <button class="icon-button" @click=${(event: Event) => { event.stopPropagation(); this.#remove(at); }} ?disabled=${!this.#isSketch && corners.length <= 3}
          aria-label=${t("drawing.removeCorner", { n: number })} title=${t("drawing.removeCorner", { n: number })}>−</button>` : nothing}</td></tr>`;
  }

  #newRow(at: number) {
    const input = (axis: "north" | "east") => html`<input name=${axis} inputmode="decimal" aria-label=${t(axis === "north" ? "drawing.newX" : "drawing.newY")}
      @change=${this.#typedNew} @keydown=${(event: KeyboardEvent) => { if (event.key === "Enter") this.#typedNew(); else this.#key(event, at, axis); }}>`;
    return html`<tr data-row=${at} class="is-new"><th scope="row" aria-label=${t("drawing.newCorner")}>+</th><td>${input("north")}</td><td>${input("east")}</td><td></td><td></td><td></td></tr>`;
  }

  readonly #scroll = (event: Event) => {
    this.#scrolled = (event.target as HTMLElement).scrollTop;
    this.requestUpdate();
  };

  #reveal(row: number) {
    const rows = this.querySelector<HTMLElement>(".vertex-rows");
    if (!rows) return;
    const top = row * ROW;
    if (top < rows.scrollTop || top + 2 * ROW > rows.scrollTop + rows.clientHeight) rows.scrollTop = Math.max(0, top - rows.clientHeight / 2);
  }

  #focused(at: number) {
    if (this.#isSketch) return;
    this.#read = this.desk.feature?.revision ?? null;
    const place = { ...this.#ring, corner: at };
    const corner = this.#corners[at];
    if (!corner || this.desk.place?.corner === at && this.desk.place.part === place.part && this.desk.place.ring === place.ring) return;
    this.desk.choosePlace(place);
    this.desk.show(corner);
  }

  #key(event: KeyboardEvent, at: number, field: string) {
    const by = event.key === "ArrowDown" || event.key === "Enter" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    const row = at + by;
    if (row < 0 || row > this.#corners.length) return;
    event.preventDefault();
    this.#wanted = { row, field };
    this.#reveal(row);
    // Leaving the field writes it, and the table is drawn anew.
    (event.target as HTMLInputElement).blur();
    this.requestUpdate();
  }

  // --- what is typed

  #typed(input: HTMLInputElement, at: number, axis: "north" | "east") {
    const { grid } = this.desk.session;
    const corner = this.#corners[at];
    const standing = axis === "north" ? corner[1] : corner[0];
    const metres = single(input.value, axis === "north" ? NORTHING : EASTING);
    if (metres === null) {
      const typed = input.value;
      input.value = grid.print(standing, mark());
      return this.#say(t("drawing.noNumber", { typed }));
    }
    const units = grid.units(metres);
    if (units === standing) {
      input.value = grid.print(standing, mark());
      return this.#say("");
    }
    const to: Corner = axis === "north" ? [corner[0], units] : [units, corner[1]];
    if (decimalsIn(input.value, metres) >= grid.decimals) return this.#set(at, to);
    this.#ask(t("drawing.fewer", { typed: input.value, standing: grid.print(standing, mark()), n: at + 1 }), () => this.#set(at, to), () => { input.value = grid.print(standing, mark()); });
  }

  readonly #typedNew = () => {
    const [north, east] = (["north", "east"] as const).map(axis => this.querySelector<HTMLInputElement>(`.is-new [name=${axis}]`)!);
    if (north.value.trim() === "" || east.value.trim() === "") return;
    const [x, y] = [single(north.value, NORTHING), single(east.value, EASTING)];
    if (x === null || y === null) return this.#say(t("drawing.noNumber", { typed: x === null ? north.value : east.value }));
    const { grid } = this.desk.session;
    north.value = east.value = "";
    const corners = [...this.#corners, [grid.units(y), grid.units(x)] as const];
    this.#wanted = { row: corners.length, field: "north" };
    this.#setAll(corners);
  };

  // --- what is pasted

  readonly #pasted = (event: ClipboardEvent) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!this.#canEdit || !/[\t\n;]/.test(pasted.trim())) return;
    event.preventDefault();
    const { grid } = this.desk.session;
    const rows = readRows(pasted, grid);
    if (typeof rows === "number") return this.#say(t("drawing.badRow", { n: rows }));
    if (rows.length === 0) return this.#say(t("drawing.noRows"));
    const from = Number((event.target as HTMLElement).closest<HTMLElement>("[data-row]")?.dataset.row ?? 0);
    const before = this.#corners;
    const read = this.desk.feature?.revision ?? null;
    const after = [...before.slice(0, from), ...rows.map(row => row.corner), ...before.slice(from + rows.length)];
    // As long as a row says nothing new it asks nothing.
    const coarse = rows.filter((row, at) => !row.whole && before[from + at] && !same(row.corner, before[from + at])).length;
    const write = () => {
      this.#setAll(closedOnce(after), read);
      this.#say("");
      this.desk.say(t("drawing.pasted", { n: rows.length }));
    };
    if (coarse > 0) this.#ask(t("drawing.fewerRows", { n: coarse, decimals: grid.decimals }), write);
    else write();
  };

  // --- what is done to the corners

  #set(at: number, to: Corner) {
    this.#say("");
    if (this.#isSketch) this.#setAll(this.#corners.map((corner, other) => other === at ? to : corner));
    else this.desk.setCorner({ ...this.#ring, corner: at }, to, this.#read);
  }

  #setAll(corners: readonly Corner[], read = this.desk.feature?.revision ?? null) {
    if (this.#isSketch) this.desk.setSketch(corners);
    else this.desk.setRing(this.#ring, corners, read);
    this.requestUpdate();
  }

  /** In the middle of the edge, to be put right. */
  #insert(at: number) {
    const corners = this.#corners;
    const [one, next] = [corners[at], corners[(at + 1) % corners.length]];
    const middle: Corner = [Math.round((one[0] + next[0]) / 2), Math.round((one[1] + next[1]) / 2)];
    this.#wanted = { row: at + 1, field: "north" };
    if (this.#isSketch) this.#setAll([...corners.slice(0, at + 1), middle, ...corners.slice(at + 1)]);
    else this.desk.insertAfter({ ...this.#ring, corner: at }, middle);
  }

  #remove(at: number) {
    if (this.#isSketch) return this.#setAll(this.#corners.filter((_, other) => other !== at));
    this.desk.choosePlace({ ...this.#ring, corner: at });
    this.desk.removeHere();
  }

  #say(problem: string) {
    this.#problem = problem;
    this.requestUpdate();
  }

  #ask(sentence: string, yes: () => void, no: () => void = () => undefined) {
    this.#question = { sentence, yes };
    this.#no = no;
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".form-conflict button")?.focus());
  }

  #no = () => undefined as void;

  /** The revision of the feature when the row was gone to that is typed in. */
  #read: number | null = null;

  #answer(isYes: boolean) {
    const question = this.#question;
    this.#question = null;
    if (isYes) question?.yes();
    else this.#no();
    this.requestUpdate();
  }
}

/** Tables often say the first corner again at their end. */
const closedOnce = (corners: readonly Corner[]) => corners.length > 3 && same(corners[0], corners.at(-1)!) ? corners.slice(0, -1) : corners;

const mark = () => language() === "en" ? "." : ",";

customElements.define("vertex-table", VertexTable);
