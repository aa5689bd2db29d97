import { html, nothing } from "lit";
import { below } from "../base";
import { area, decimal, distance, language, say, t } from "../language";
import { type LatLng } from "../leaflet";
import type { MapView } from "../map/map-view";
import * as mapService from "../map/service";
import { Part } from "../part";
import type { Store } from "../store";
import { Desk } from "./desk";
import { DraftLayer, LINES } from "./draft-layer";
import { FeatureForm } from "./feature-form";
import { FindingsList } from "./findings-list";
import { Hand } from "./hand";
import type { Waiting } from "./operation-log";
import { FROM_ZOOM, followNeighbours } from "./neighbours";
import { PointBar } from "./point-bar";
import { PointForm } from "./point-form";
import { type Feature, Session, titleOf } from "./session";
import { areaOf, cornerAt, countOf, lengthOf, partAt, perimeterOf, ringArea } from "./shape";
import type { Finding, Neighbour } from "./service";
import { ToolBox } from "./tools";
import { VertexTable } from "./vertex-table";

/** What the bar at the foot of the map covers, in pixels. */
const BAR = 140;

/** A zone in force that was pointed at and is not in the draft yet. */
type Offered = Pick<Neighbour, "layer" | "id" | "name">;

/** Where a planner draws the zones of a draft, beside the map. */
export class DraftEditor extends Part {
  readonly #desk: Desk;
  readonly #layer: DraftLayer;
  readonly #hand: Hand;
  readonly #findings: FindingsList;
  readonly #points: PointForm;
  readonly #bar: PointBar;
  readonly #tools: ToolBox;
  readonly #leave: (() => void)[] = [];
  #table: VertexTable | null = null;
  #form: FeatureForm | null = null;
  #offered: readonly Offered[] = [];

  constructor(store: Store, readonly view: MapView, readonly session: Session) {
    super(store);
    this.#desk = new Desk(session, () => this.#hand.reach());
    this.#layer = new DraftLayer(view.map, this.#desk);
    this.#hand = new Hand(view.map, this.#desk, this.#layer, { pick: at => this.#pick(at), undo: () => void this.#undo(), redo: () => void this.#redo() });
    this.#findings = new FindingsList(store, session, finding => this.#showFinding(finding));
    this.#points = new PointForm(store, this.#desk);
    this.#bar = new PointBar(store, this.#desk, this.#hand);
    this.#tools = new ToolBox(store, this.#desk, shapes => this.#layer.propose(shapes));
    this.#leave.push(followNeighbours(view.map, this.#desk));
    this.#leave.push(this.#desk.subscribe(what => {
      this.#layer.draw(what);
      this.#hand.draw();
      if (what === "all") {
        this.requestUpdate();
        this.#points.requestUpdate();
      }
    }));
  }

  /**
   * Returns how to close it.
   * @param isPlaced Whether the map shows what a link asked for, which stays so.
   */
  static open(store: Store, view: MapView, session: Session, isPlaced: boolean): () => void {
    const editor = new DraftEditor(store, view, session);
    document.body.dataset.drawing = "";
    view.map.getContainer().after(editor, editor.#bar);
    view.map.invalidateSize({ animate: false });
    if (!isPlaced) editor.#showAll();
    void editor.#desk.restore();
    return () => editor.#close();
  }

  #close() {
    for (const leave of this.#leave) leave();
    this.#hand.remove();
    this.#layer.remove();
    this.#table?.remove();
    this.#bar.remove();
    this.remove();
    this.session.close();
    delete document.body.dataset.drawing;
    this.view.map.invalidateSize({ animate: false });
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#layer.draw("all");
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true }));
  }

  protected override render() {
    const { draft, takesChanges } = this.session;
    this.className = "card drawing-panel";
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", t("drawing.title"));
    return html`<header>
        <button class="icon-button" @click=${this.#leaveDraft} aria-label=${t("drawing.close")} title=${t("drawing.close")}>✕</button>
        <a class="drawing-back" href=${below(`/drafts/${draft.id}`)}>← ${t("drawing.back")}</a>
        <h2 tabindex="-1">${draft.title}</h2>
        <p class="drawing-meta"><span class="state-chip">${say(draft.state.title)}</span>
          ${this.session.others.size === 0 ? nothing : html`<span class="drawing-others">${t("drawing.others", { names: [...this.session.others.keys()].join(", ") })}</span>`}
          ${t("drawing.grid", { meridian: draft.meridian, width: draft.zoneWidth, epsg: String(draft.epsg), decimals: draft.decimals })}</p>
      </header>
      ${this.#banner()}
      <div class="drawing-body" tabindex="0" role="region" aria-label=${draft.title}>
        ${takesChanges ? this.#mainActions() : html`<p class="notice">${t("drawing.readOnly")}</p>`}
        ${this.#form ?? (this.#desk.sketch ? this.#sketch() : this.#chosen())}
        ${this.#list()}
        <section class="drawing-section">${this.#findings}</section>
      </div>`;
  }

  /** The map goes on without the draft; what waits to be sent is kept. */
  readonly #leaveDraft = () => {
    const { draft: _, ...options } = this.store.state.options;
    this.store.set({ options });
    this.view.map.getContainer().focus({ preventScroll: true });
  };

  // --- what waits

  #banner() {
    const { log, isKept } = this.session;
    const stuck = log.waiting.find(one => one.refused);
    const n = log.waiting.length;
    return html`<div class="drawing-banner" role="status">
      ${isKept ? nothing : html`<p class="notice">${t("drawing.notKept")}</p>`}
      ${stuck ? stuck.refused!.status === 412 ? this.#bothSides(stuck) : this.#refused(stuck)
        : n > 0 && (log.stalled || !navigator.onLine) ? html`<p class="notice">${t("drawing.unsent", { n })} ${log.stalled?.message ?? t("error.unreachable")}
            <button class="button small" @click=${() => void log.pump()}>${t("drawing.sendNow")}</button></p>`
        : n > 0 ? html`<p class="hint">${t("drawing.sending", { n })}</p>` : nothing}</div>`;
  }

  #refused(operation: Waiting) {
    return html`<div class="form-conflict"><p><strong>${t("drawing.refused", { kind: t(`drawing.kind.${operation.body.kind}`), name: this.#nameOf(operation) })}</strong>
        ${say(operation.refused!.sentence)}</p>
      <p class="hint">${t("drawing.refusedHint")}</p>
      <div class="form-actions"><button class="button small" @click=${() => void this.session.log.tryAgain(operation)}>${t("again")}</button>
        <button class="button small" @click=${() => void this.session.throwAway(operation)}>${t("drawing.throwAway")}</button></div></div>`;
  }

  /** Somebody else was faster: theirs and mine. */
  #bothSides(operation: Waiting) {
    const { current, sentence } = operation.refused!;
    const { body } = operation;
    const { perMetre } = this.session.grid;
    const shapeWords = (shape: NonNullable<Feature["shape"]> | null | undefined) =>
      shape ? t("drawing.shapeWords", { area: area(areaOf(shape, perMetre)), n: countOf(shape) }) : "–";
    const mine = { name: body.name ? say({ vi: body.name.vi, en: body.name.en ?? "" }) : null, shape: body.shape ? shapeWords(body.shape) : null };
    return html`<div class="form-conflict" role="alertdialog" aria-labelledby="conflict-title"><p id="conflict-title"><strong>${this.#nameOf(operation)}:</strong> ${say(sentence)}</p>
      <div class="sides"><span></span><b>${t("drawing.theirs")}</b><b>${t("editing.mine")}</b>
        ${mine.name === null ? nothing : html`<span>${t("drawing.name")}</span><span>${current ? say(current.feature.name) : "–"}</span><span>${mine.name}</span>`}
        ${mine.shape === null ? nothing : html`<span>${t("drawing.shape")}</span><span>${shapeWords(current?.shape)}</span><span>${mine.shape}</span>`}
        ${body.kind === "drop" ? html`<span>${t("drawing.kind.drop")}</span><span>–</span><span>${t("yes")}</span>` : nothing}</div>
      <div class="form-actions"><button class="button small" @click=${() => void this.session.throwAway(operation)}>${t("editing.takeTheirs")}</button>
        <button class="button small" @click=${() => void this.session.keepMine(operation)}>${t("editing.keepMine")}</button></div></div>`;
  }

  #nameOf(operation: Waiting) {
    const feature = this.session.find(operation.key);
    return feature ? titleOf(feature) : operation.shown ? say(operation.shown.name) : String(operation.key);
  }

  // --- what can be done

  #mainActions() {
    const { done, undone } = this.session.log.history;
    const act = (step: { kind: string } | undefined) => step ? t(`drawing.kind.${step.kind}`) : "";
    return html`<div class="drawing-actions" role="group" aria-label=${t("drawing.actions")}>
      <button class="button small" ?disabled=${done.length === 0 && !this.#desk.sketch?.corners.length} @click=${this.#undo}
        title="${t("drawing.undo")} ${act(done.at(-1))} (Ctrl+Z)">↶ ${t("drawing.undo")}</button>
      <button class="button small" ?disabled=${undone.length === 0} @click=${this.#redo} title="${t("drawing.redo")} ${act(undone.at(-1))} (Ctrl+Y)">↷ ${t("drawing.redo")}</button>
      <button class="button small primary" ?disabled=${this.#desk.sketch !== null} @click=${() => this.#open(null)}>+ ${t("drawing.newZone")}</button></div>`;
  }

  readonly #undo = async () => {
    // A ring on its way is taken back corner by corner first.
    if (this.#desk.sketch?.corners.length) return this.#desk.back();
    if (this.#desk.moving) return this.#desk.cancel();
    const step = await this.session.undo();
    this.#desk.say(step ? t("drawing.undid", { kind: t(`drawing.kind.${step.kind}`) }) : t("drawing.nothingToUndo"));
  };

  readonly #redo = async () => {
    const step = await this.session.redo();
    this.#desk.say(step ? t("drawing.redid", { kind: t(`drawing.kind.${step.kind}`) }) : t("drawing.nothingToRedo"));
  };

  #open(feature: Feature | null) {
    this.#offered = [];
    this.#form = new FeatureForm(this.store, this.#desk, feature, () => {
      this.#form = null;
      this.requestUpdate();
      this.scrollTop = this.querySelector(".drawing-body")!.scrollTop = 0;
      this.view.map.getContainer().focus({ preventScroll: true });
    });
    this.requestUpdate();
  }

  #sketch() {
    const { purpose, corners } = this.#desk.sketch!;
    const { grid } = this.session;
    const name = purpose.kind === "zone" ? say(purpose.name) : titleOf(this.session.find(purpose.key) ?? { name: { vi: "", en: "" }, number: null });
    return html`<section class="drawing-section"><h3>${t(`drawing.sketch.${purpose.kind}`, { name })}</h3>
      <p class="drawing-measures">${t("drawing.corners", { n: corners.length })}${purpose.kind !== "line" && corners.length > 2 ? ` · ${this.#area(ringArea(corners) / grid.perMetre ** 2)}` : ""}${
        corners.length > 1 ? ` · ${distance(lengthOf(corners, purpose.kind !== "line" && corners.length > 2) / grid.perMetre)}` : ""}</p>
      <div class="form-actions">
        <button class="button small primary" ?disabled=${!this.#desk.canFinish} @click=${() => this.#desk.finish()}>${t(purpose.kind === "line" ? "drawing.finishLine" : "drawing.finish")}</button>
        <button class="button small" ?disabled=${corners.length === 0} @click=${() => this.#desk.back()}>${t("drawing.backOne")}</button>
        <button class="button small" @click=${() => this.#desk.cancel()}>${t("editing.cancel")}</button></div>
      ${this.#ways()}
      <details class="drawing-typed" open><summary>${t("drawing.byNumbers")}</summary>${this.#points}
        <div class="form-actions"><button class="button small" aria-pressed=${this.#table !== null} @click=${this.#toggleTable}>${t("drawing.table")}</button></div></details></section>`;
  }

  #ways() {
    const box = (name: "isSnapping" | "isSquared", title: string) => html`<label><input type="checkbox" .checked=${this.#desk[name]}
      @change=${(event: Event) => { this.#desk[name] = (event.target as HTMLInputElement).checked; this.requestUpdate(); }}>${title}</label>`;
    return html`<p class="form-ways">${box("isSnapping", t("drawing.snapping"))}${this.#desk.sketch ? box("isSquared", t("drawing.squared")) : nothing}</p>`;
  }

  #chosen() {
    const { feature } = this.#desk;
    if (!feature) return this.#offers();
    const { perMetre } = this.session.grid;
    const { shape } = feature;
    const may = this.#desk.canReshape;
    const begin = (kind: "hole" | "part") => () => {
      this.#desk.begin({ kind, key: feature.key });
      this.view.map.getContainer().focus({ preventScroll: true });
    };
    return html`<section class="drawing-section is-chosen"><h3>${titleOf(feature)}</h3>
      <p class="drawing-measures">${this.#layerTitle(feature.layer)} · ${t(`drawing.change.${feature.change}`)}${shape ? html`<br>
        ${this.#area(areaOf(shape, perMetre))} · ${t("drawing.perimeter", { length: distance(perimeterOf(shape, perMetre)) })} · ${t("drawing.corners", { n: countOf(shape) })}` : nothing}</p>
      ${feature.baseChanged ? html`<p class="notice">${t("drawing.baseChanged")}</p>` : nothing}
      ${!feature.settled ? html`<p class="hint">${t("drawing.notSent")}</p>` : nothing}
      <div class="form-actions">
        ${shape ? html`<button class="button small" @click=${() => this.#showFeature(feature)}>${t("drawing.show")}</button>
          <button class="button small" aria-pressed=${this.#table !== null} @click=${this.#toggleTable}>${t("drawing.table")}</button>` : nothing}
        ${this.#desk.canDraw && !feature.dropped ? html`
          ${feature.change === "retire" ? nothing : html`<button class="button small" @click=${() => this.#open(feature)}>${t("drawing.describe")}</button>`}
          ${may ? html`<button class="button small" @click=${begin("hole")}>${t("drawing.addHole")}</button>
            <button class="button small" @click=${begin("part")}>${t("drawing.addPart")}</button>` : nothing}
          <button class="button small" @click=${() => this.#drop(feature)}>${t("drawing.drop")}</button>` : nothing}
        <button class="button small" @click=${() => this.#desk.choose(null)}>${t("close")}</button></div>
      ${may ? this.#corner() : nothing}
      ${this.#tools}</section>`;
  }

  #drop(feature: Feature) {
    this.session.drop(feature);
    this.#desk.choose(null);
    this.#desk.say(t("drawing.dropped", { name: titleOf(feature) }));
  }

  /** What can be done with the chosen corner, or how to choose one. */
  #corner() {
    const { place, feature, moving } = this.#desk;
    const corner = place && cornerAt(feature!.shape!, place);
    const step = html`<button class="button small" @click=${() => this.#desk.step(-1)} aria-label=${t("drawing.previousCorner")}>‹</button>
      <button class="button small" @click=${() => this.#desk.step(1)} aria-label=${t("drawing.nextCorner")}>›</button>`;
    if (!place || !corner) return html`<div class="form-actions">${step}<span class="hint">${t("drawing.chooseCorner")}</span></div>`;
    const { grid } = this.session;
    const several = feature!.shape!.parts.length > 1 || place.ring > 0;
    return html`<div class="drawing-corner"><h4>${t("drawing.cornerTitle", { n: place.corner + 1 })} <small>X ${grid.print(corner[1], mark())} · Y ${grid.print(corner[0], mark())}</small></h4>
      <div class="form-actions">${step}
        ${moving ? html`<button class="button small" @click=${() => this.#desk.cancel()}>${t("editing.cancel")}</button>`
          : html`<button class="button small" @click=${this.#toPointer(() => this.#desk.startMoving())}>${t("drawing.move")}</button>
            <button class="button small" @click=${this.#toPointer(() => this.#desk.startInserting())}>${t("drawing.insert")}</button>
            <button class="button small" @click=${() => this.#desk.removeHere()}>${t("drawing.remove")}</button>
            ${several ? html`<button class="button small" @click=${() => this.#desk.removeRingHere()}>${t(place.ring > 0 ? "drawing.removeHole" : "drawing.removePart")}</button>` : nothing}`}</div>
      ${this.#sharers(corner)}
      ${moving ? html`${this.#ways()}${this.#points}` : nothing}</div>`;
  }

  /** Whose corner it is too: said before it moves. */
  #sharers(corner: readonly [number, number]) {
    const { features, neighbours } = this.#desk.sharersOf(corner);
    if (features.length + neighbours.length === 0) return nothing;
    const names = [...features.map(titleOf), ...neighbours.map(one => t("drawing.nameInForce", { name: one.name }))].join(", ");
    return html`<p class="form-ways"><label><input type="checkbox" .checked=${this.#desk.isShared}
      @change=${(event: Event) => { this.#desk.isShared = (event.target as HTMLInputElement).checked; }}>${t("drawing.moveShared", { names })}</label></p>`;
  }

  /** What follows is done on the map, from where the corner is. */
  #toPointer(act: () => void) {
    return () => {
      const { place, feature } = this.#desk;
      const corner = place && feature?.shape && cornerAt(feature.shape, place);
      if (corner) this.#hand.centre(corner);
      act();
      this.#hand.aimCross();
      this.view.map.getContainer().focus({ preventScroll: true });
    };
  }

  readonly #toggleTable = () => {
    if (this.#table) {
      this.#table.remove();
      this.#table = null;
    } else {
      this.#table = new VertexTable(this.store, this.#desk, this.#toggleTable);
      this.after(this.#table);
    }
    document.body.toggleAttribute("data-drawing-table", this.#table !== null);
    this.view.map.invalidateSize({ animate: false });
    this.requestUpdate();
  };

  // --- zones in force

  /** What is being typed is not thrown away by a look elsewhere. */
  #isTyping() {
    if (!this.#form) return false;
    this.#desk.say(t("drawing.formOpen"));
    this.#form.querySelector<HTMLElement>("button.primary")?.scrollIntoView({ block: "nearest" });
    return true;
  }

  #pick(at: LatLng) {
    if (this.#isTyping()) return;
    const corner = this.session.grid.nearest([at.lng, at.lat]);
    const drawn = this.session.features.filter(one => one.shape && !one.dropped && partAt(one.shape, corner) >= 0);
    const now = drawn.findIndex(one => one.key === this.#desk.feature?.key);
    // Another click at the same place goes to what lies below.
    const next = drawn[(now + 1) % Math.max(1, drawn.length)];
    const taken = new Set(this.session.features.filter(one => !one.dropped).map(one => one.id));
    this.#offered = this.session.takesChanges ? this.#desk.neighbours.filter(one => !taken.has(one.id) && partAt(one.shape, corner) >= 0) : [];
    this.#desk.choose(next?.key ?? null);
    if (!next && this.view.map.getZoom() < FROM_ZOOM) this.#desk.say(t("drawing.zoomIn"));
    else if (!next && this.#offered.length > 0) this.#desk.say(t("drawing.offered", { name: this.#offered.map(one => one.name).join(", ") }));
  }

  #offers() {
    if (this.#offered.length === 0) return this.session.takesChanges ? html`<p class="hint">${t("drawing.pickHint")}</p>` : nothing;
    const take = (kind: "take" | "retire", { id, layer, name }: Offered) => () => {
      this.#offered = [];
      this.#desk.choose(this.session.take(kind, id, layer, { vi: name, en: name }));
    };
    return html`<section class="drawing-section"><h3>${t("drawing.inForce")}</h3><ul class="drawing-offers">${
      this.#offered.map(one => html`<li><span>${one.name}<small>${this.#layerTitle(one.layer)}</small></span>
      <button class="button small" @click=${take("take", one)}>${t("drawing.takeIn")}</button>
      <button class="button small" @click=${take("retire", one)}>${t("drawing.retire")}</button></li>`)}</ul></section>`;
  }

  // --- the list

  #list() {
    const shown = this.session.features.filter(one => !one.dropped);
    const errors = (feature: Feature) => this.session.findings?.found.filter(one => one.state === "new" && one.features.some(other => other.number === feature.number)).length ?? 0;
    return html`<section class="drawing-section"><h3>${t("drawing.features")} <span class="count">${shown.length}</span></h3>
      ${shown.length === 0 ? html`<p class="hint">${t("drawing.noFeatures")}</p>` : html`<ul class="drawing-list">${shown.map(feature => html`<li><button
        aria-pressed=${feature.key === this.#desk.feature?.key} @click=${() => this.#chooseListed(feature)}>
        <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true"><path d="M1 6h26" stroke="#5b2a86" stroke-width="3"
          stroke-dasharray=${LINES[feature.change].replace("14 6", "9 4")} fill="none"/></svg>
        <span>${titleOf(feature)}<small>${t(`drawing.change.${feature.change}`)}${
          feature.shape ? ` · ${area(areaOf(feature.shape, this.session.grid.perMetre))}` : feature.loaded ? ` · ${t("drawing.notDrawn")}` : ""}${
          feature.settled ? "" : ` · ${t("drawing.waiting")}`}</small></span>
        ${errors(feature) > 0 ? html`<span class="badge" title=${t("drawing.findingsOf", { n: errors(feature) })}>${errors(feature)}<span
          class="unseen"> ${t("drawing.findingsOf", { n: errors(feature) })}</span></span>` : nothing}</button></li>`)}</ul>`}</section>`;
  }

  #chooseListed(feature: Feature) {
    if (this.#isTyping()) return;
    this.#offered = [];
    this.#desk.choose(feature.key);
    this.#showFeature(feature);
  }

  // --- the map

  #showFeature({ shape }: Feature) {
    if (shape) this.#showCorners(shape.parts.flatMap(part => part.rings[0].corners as readonly (readonly [number, number])[]));
  }

  #showAll() {
    const boxes = this.session.draft.features.flatMap(one => one.dropped || !one.extent ? [] : [one.extent]);
    if (boxes.length === 0) return void this.#showProvince();
    const of = (side: 0 | 1 | 2 | 3) => boxes.map(box => box[side]);
    this.#fit([Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))]);
  }

  /** Where nothing is drawn yet it will be in the province: as far as its communes lie. */
  async #showProvince() {
    const { province } = this.session.draft;
    const places = (await mapService.communes().catch(() => [])).filter(([, , , , , of]) => of === province);
    if (places.length === 0 || !this.isConnected) return;
    const [east, north] = [places.map(one => one[3]), places.map(one => one[4])];
    this.#fit([Math.min(...east), Math.min(...north), Math.max(...east), Math.max(...north)]);
  }

  #showCorners(corners: readonly (readonly [number, number])[]) {
    const all = corners.map(corner => this.#layer.at(corner));
    this.#fit([Math.min(...all.map(at => at.lng)), Math.min(...all.map(at => at.lat)), Math.max(...all.map(at => at.lng)), Math.max(...all.map(at => at.lat))]);
  }

  #fit([west, south, east, north]: readonly [number, number, number, number]) {
    this.view.map.fitBounds([[south, west], [north, east]], { paddingTopLeft: [40, 40], paddingBottomRight: [70, BAR], maxZoom: 18, animate: false });
  }

  #showFinding({ at, features }: Finding) {
    if (at) {
      this.view.map.setView([at[1], at[0]], Math.max(17, this.view.map.getZoom()), { animate: false });
      this.#layer.mark(at);
    }
    const number = features.find(one => one.number !== null)?.number;
    if (number !== undefined && number !== null) this.#desk.choose(number);
  }

  // --- words

  #layerTitle(id: string) {
    const layer = this.store.state.layers.find(one => one.id === id);
    return layer ? say(layer.title) : id;
  }

  /** Hectares, and square metres in full: what an annex prints. */
  #area(squareMetres: number) {
    return `${decimal(squareMetres / 1e4, 4)} ha (${decimal(squareMetres, 1)} m²)`;
  }
}

const mark = () => language() === "en" ? "." : ",";

customElements.define("draft-editor", DraftEditor);
