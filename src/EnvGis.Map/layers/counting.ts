import { writeFilter } from "../filter";
import type { MapView } from "../map/map-view";
import { Refusal } from "../service";
import type { State, Store } from "../store";
import * as service from "./service";

/** A map on the move is asked about when it rests. */
const REST_MS = 300;

/** Keeps the counts of the legend, the choices of the filter and the unlocated as window and filter have them. */
export class Counting {
  readonly #inView = new Question();
  readonly #everywhere = new Question();
  readonly #unlocated = new Question();
  #timer = 0;
  #wanted = false;

  constructor(readonly store: Store, readonly view: Pick<MapView, "map" | "shown">) {
    view.map.on("moveend", this.#soon);
    store.subscribe((state, before) => this.#changed(state, before));
    this.#countView();
    if (this.#filtered) this.#countEverywhere();
  }

  /** The filter is being chosen: its choices and their counts are needed. */
  want() {
    this.#wanted = true;
    if (!this.store.state.facets) this.#countEverywhere();
  }

  get #filtered() {
    return writeFilter(this.store.state.filter) !== "";
  }

  #changed(state: State, before: State) {
    const filtered = state.filter !== before.filter;
    if (!filtered && state.heard === before.heard) return;
    this.#soon();
    if (this.#filtered || this.#wanted) this.#countEverywhere();
    else if (state.facets) this.store.set({ facets: null });
    // What has changed at the service is asked for by who hears of it.
    if (filtered) this.#listUnlocated();
  }

  readonly #soon = () => {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#countView(), REST_MS);
  };

  #countView() {
    const box = `of=layer&bbox=${this.view.shown.extent.map(degrees => degrees.toFixed(5)).join(",")}`;
    const filter = writeFilter(this.store.state.filter);
    void this.#inView.ask(signal => service.facets(filter ? `${box}&${filter}` : box, signal), ({ parameters }) =>
      this.store.set({ inView: Object.fromEntries((parameters.layer ?? []).map(({ value, features }) => [value, features])) }));
  }

  #countEverywhere() {
    void this.#everywhere.ask(signal => service.facets(writeFilter(this.store.state.filter), signal), facets => this.store.set({ facets }));
  }

  #listUnlocated() {
    void this.#unlocated.ask(signal => service.unlocated(this.store.state.filter, signal), unlocated => this.store.set({ unlocated }));
  }
}

/** Of several questions only the last is answered. What is refused leaves things as they are; the status line tells when the service is gone. */
class Question {
  #asking: AbortController | null = null;

  async ask<T>(put: (signal: AbortSignal) => Promise<T>, take: (answer: T) => void) {
    this.#asking?.abort();
    const { signal } = this.#asking = new AbortController();
    try {
      const answer = await put(signal);
      if (!signal.aborted) take(answer);
    } catch (cause) {
      if (!signal.aborted && !(cause instanceof Refusal)) throw cause;
    }
  }
}
