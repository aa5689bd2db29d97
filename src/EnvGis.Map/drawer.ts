import { type TemplateResult, html, nothing } from "lit";
import * as accountsService from "./accounts/service";
import { type Selection, same } from "./address";
import type { CornerTable, FeatureDetails, TaskDetails, TaskPlace, Version } from "./answers";
import type { EditingActions } from "./editing/feature-editing";
import { featureView } from "./features/feature-view";
import * as featuresService from "./features/service";
import { say, t } from "./language";
import { styles } from "./pages";
import { Part } from "./part";
import * as plansService from "./plans/service";
import { taskView } from "./plans/task-view";
import { Refusal } from "./service";
import { SheetHandle } from "./sheet";
import type { State, Store } from "./store";

export interface DrawerActions {
  readonly showFeature: (feature: FeatureDetails) => void;
  readonly showTask: (task: TaskDetails) => void;
  readonly hover: (place: TaskPlace | null) => void;
  readonly copyLink: () => void;
  /** Draws a feature as it was over today's; null takes it away. `chosen`: not only pointed at. */
  readonly then: (version: FeatureDetails | null, chosen: boolean) => void;
  readonly tell: (sentence: string) => void;
  readonly editing: Pick<EditingActions, "centre" | "aim" | "here">;
  /** Called once the details of a new selection are there. */
  readonly arrived: (details: FeatureDetails | TaskDetails) => void;
}

type Content =
  | { readonly kind: "feature"; readonly feature: FeatureDetails; readonly then: FeatureDetails | null }
  | { readonly kind: "task"; readonly task: TaskDetails }
  | { readonly kind: "loading" }
  | { readonly kind: "refused"; readonly sentence: string };

/** Details of what is selected: beside the map on a desktop, a sheet from below on a phone. */
export class Drawer extends Part {
  #content: Content = { kind: "loading" };
  #asking: AbortController | null = null;
  #came: Element | null = null;
  #trail: Selection[] = [];
  readonly #handle = new SheetHandle(this.store, () => this.close());
  /** Versions never change, so one asked for is kept while its feature is open. */
  readonly #versions = new Map<number, FeatureDetails>();
  readonly #tables = new Map<CornerTable["source"], Element>();
  #previewed: number | null = null;
  /** What this person may record about the feature that is open, or the reports on the task. */
  #editing: Element & { readonly isOpen: boolean } | null = null;

  constructor(store: Store, readonly actions: DrawerActions) {
    super(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    if (this.store.state.selection) void this.#open(this.store.state.selection, true);
  }

  protected override stateChanged(state: State, before: State) {
    const { selection } = state;
    if (!same(selection, before.selection)) {
      if (!selection) this.#closed();
      else {
        if (before.selection) this.#keepTrail(before.selection, selection);
        else this.#came = document.activeElement;
        void this.#open(selection, true);
      }
    } else if (selection && (state.revision !== before.revision || state.filter.datetime !== before.filter.datetime || state.filter.asOf !== before.filter.asOf)) {
      void this.#open(selection, false);
    } else if (selection && state.me !== before.me && this.#asking) {
      // Who is asking may become known after what they ask for.
      if (this.#content.kind === "feature") void this.#offerEditing(this.#content.feature, this.#asking.signal);
      else if (this.#content.kind === "task") void this.#offerEditing(this.#content.task, this.#asking.signal);
    }
  }

  /** What was open before, so that one step back is offered; going back shortens it. */
  #keepTrail(before: Selection, now: Selection) {
    if (same(this.#trail.at(-1) ?? null, now)) this.#trail.pop();
    else this.#trail.push(before);
  }

  #closed() {
    this.#asking?.abort();
    this.#trail = [];
    this.#handle.draw("half");
    this.#forget();
    this.store.set({ marked: [] });
    const back = this.#came instanceof HTMLElement && this.#came.isConnected ? this.#came : document.getElementById("map");
    if (this.contains(document.activeElement) || document.activeElement === document.body) back?.focus();
  }

  async #open(selection: Selection, anew: boolean) {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    if (anew) {
      this.#forget();
      this.#content = { kind: "loading" };
    }
    try {
      const details = selection.kind === "feature"
        ? await featuresService.feature(selection.id, asking.signal, this.#time()) : await plansService.task(selection.id, asking.signal);
      if (asking.signal.aborted) return;
      if ("features" in details) {
        this.#content = { kind: "task", task: details };
        this.store.set({ marked: details.features.map(({ layer, id }) => ({ layer, id })) });
      } else {
        const then = this.#content.kind === "feature" ? this.#content.then : null;
        this.#content = { kind: "feature", feature: details, then };
        if (this.store.state.marked.length > 0) this.store.set({ marked: [] });
      }
      if (anew) this.actions.arrived(details);
      this.#offerEditing(details, asking.signal).catch((cause: unknown) => {
        // Given up for what came after, or refused: then nothing is offered.
        if (!asking.signal.aborted && !(cause instanceof Refusal)) throw cause;
      });
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      // While the service is away, what it last said stays; the sign at the top tells how old it is.
      const isThere = !anew && (this.#content.kind === "feature" || this.#content.kind === "task");
      if (!isThere || refusal.status >= 400 && refusal.status < 500) this.#content = { kind: "refused", sentence: refusal.message };
    }
    this.requestUpdate();
    if (!anew) return;
    await this.updateComplete;
    this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    const body = this.querySelector(".drawer-body");
    if (body) body.scrollTop = 0;
  }

  /** Asked only for people who are signed in, and of today's map: the past is not written to. */
  async #offerEditing(details: FeatureDetails | TaskDetails, signal: AbortSignal) {
    const { me } = this.store.state;
    // What somebody is filling in stays, whatever others change meanwhile: sent, it is told to be of an earlier version.
    if (this.#editing?.isOpen) return;
    this.#editing = null;
    if ("features" in details) {
      if (details.progress.reports.length === 0 && !me?.acts.includes("report-progress")) return;
      const [{ TaskProgress }] = await Promise.all([import("./editing/progress-form"), styles("/css/forms.css")]);
      if (!signal.aborted) this.#editing = new TaskProgress(this.store, details, () => this.#reload());
    } else if (me?.person && details.shown.current && !details.shown.onDay && !details.shown.asOf) {
      const { here } = await accountsService.me(`feature=${details.id}`, signal);
      if (here.length === 0 || signal.aborted) return;
      const [{ FeatureEditing }] = await Promise.all([import("./editing/feature-editing"), styles("/css/forms.css")]);
      if (!signal.aborted) {
        this.#editing = new FeatureEditing(this.store, details, here, { ...this.actions.editing, written: sentence => { this.actions.tell(sentence); this.#reload(); } });
      }
    }
    this.requestUpdate();
  }

  #reload() {
    this.#editing = null;
    const { selection } = this.store.state;
    if (selection) void this.#open(selection, false);
  }

  /** Of which time the map is; details are of one day, so an interval typed by hand shows them as of today. */
  #time() {
    const { datetime, asOf } = this.store.state.filter;
    return { datetime: datetime?.includes("/") ? null : datetime, asOf };
  }

  protected override render() {
    const { selection } = this.store.state;
    this.hidden = !selection;
    this.className = "card drawer bottom-sheet";
    if (!selection) return nothing;
    const { over, title, body } = this.#parts();
    return html`
      ${this.#handle}
      <header>
        ${this.#trail.length > 0 ? html`<button class="link-button back" @click=${this.#back}>← ${t("drawer.back")}</button>` : nothing}
        <p class="over">${over}</p>
        <h2 id="drawer-title" tabindex="-1">${title}</h2>
        <button class="icon-button close" @click=${this.close} aria-label=${t("drawer.close")} title=${t("drawer.close")}>✕</button>
      </header>
      <div class="drawer-body" tabindex="0" role="region" aria-labelledby="drawer-title">${body}</div>`;
  }

  #parts(): { over: string; title: string; body: TemplateResult } {
    const content = this.#content;
    const { layers } = this.store.state;
    const { copyLink } = this.actions;
    switch (content.kind) {
      case "loading":
        return { over: "", title: t("drawer.loading"), body: html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>` };
      case "refused":
        return { over: "", title: t("drawer.refused"), body: html`<p>${content.sentence}</p>
          <div class="actions"><button class="button" @click=${this.#again}>${t("again")}</button></div>` };
      case "feature": {
        const { then } = content;
        const feature = then ?? content.feature;
        return {
          over: say(feature.layerTitle), title: say(feature.name),
          body: featureView(feature, layers.find(layer => layer.id === feature.layer), then !== null, {
            openTask: id => this.store.set({ selection: { kind: "task", id } }), show: this.actions.showFeature, copyLink,
            showVersion: version => void this.#showVersion(content.feature, version), preview: version => void this.#preview(content.feature, version),
            editing: this.#editing, table: source => this.#tables.get(source) ?? null, openTable: source => void this.#openTable(content.feature, source),
          }),
        };
      }
      case "task": {
        const before = this.#trail.at(-1);
        return {
          over: t("task.over"), title: say(content.task.title),
          body: taskView(content.task, layers, before?.kind === "feature" ? before.id : null, {
            openFeature: place => this.store.set({ selection: { kind: "feature", id: place.id } }),
            showAll: this.actions.showTask, hover: this.actions.hover, copyLink, progress: this.#editing,
          }),
        };
      }
    }
  }

  /** What belongs to one selection only. */
  #forget() {
    this.#versions.clear();
    this.#editing = null;
    this.#tables.clear();
    this.#previewed = null;
    this.actions.then(null, false);
  }

  async #version(feature: FeatureDetails, { id }: Version): Promise<FeatureDetails | null> {
    const known = this.#versions.get(id);
    if (known) return known;
    const selection = this.store.state.selection;
    try {
      const version = await featuresService.featureVersion(feature.id, id);
      if (!same(selection, this.store.state.selection)) return null;
      this.#versions.set(id, version);
      return version;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.actions.tell(refusal.message);
      return null;
    }
  }

  async #showVersion(feature: FeatureDetails, version: Version | null) {
    const then = version && await this.#version(feature, version);
    if ((version && !then) || this.#content.kind !== "feature") return;
    this.#previewed = null;
    this.#content = { ...this.#content, then };
    this.actions.then(then, true);
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    const body = this.querySelector(".drawer-body");
    if (body) body.scrollTop = 0;
  }

  /** Pointing shows for a moment what choosing would; what is chosen stays. */
  async #preview(feature: FeatureDetails, version: Version | null) {
    this.#previewed = version?.id ?? null;
    const shown = version && await this.#version(feature, version);
    if (this.#content.kind !== "feature" || this.#previewed !== (version?.id ?? null)) return;
    this.actions.then(shown ?? this.#content.then, false);
  }

  async #openTable(feature: FeatureDetails, source: CornerTable["source"]) {
    if (this.#tables.has(source)) return;
    const { CoordinateTable } = await import("./features/coordinate-table");
    if (this.#tables.has(source) || this.#content.kind !== "feature" || this.#content.feature.id !== feature.id) return;
    this.#tables.set(source, new CoordinateTable(this.store, feature, source, this.actions.tell));
    this.requestUpdate();
  }

  /** As if what is open had just been opened. */
  showAgain() {
    if (this.#content.kind === "feature") this.actions.arrived(this.#content.feature);
    else if (this.#content.kind === "task") this.actions.arrived(this.#content.task);
  }

  readonly close = () => this.store.set({ selection: null });

  readonly #back = () => {
    const selection = this.#trail.at(-1);
    if (selection) this.store.set({ selection });
  };

  readonly #again = () => {
    const { selection } = this.store.state;
    if (selection) void this.#open(selection, true);
    this.requestUpdate();
  };
}

customElements.define("details-drawer", Drawer);
