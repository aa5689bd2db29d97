import { html, nothing } from "lit";
import { onlyTime } from "./filters/words";
import { writeFilter } from "./filter";
import { moment, t } from "./language";
import { Part } from "./part";
import type { State, Store } from "./store";
import { timeWords, withoutTime } from "./time/time";

const SHOWN_MS = 6000;

/** Short news at the top of the map: the service is gone, tiles are missing, a link was copied. */
export class Status extends Part {
  #sentence = "";
  #timer = 0;
  #failures = 0;
  /** When the service was last heard. */
  #lastHeard = Date.now();

  constructor(store: Store, readonly retry: () => void, readonly showAll: () => void) {
    super(store);
    for (const name of ["online", "offline"]) addEventListener(name, () => this.requestUpdate());
  }

  protected override stateChanged(state: State, before: State) {
    if (state.connection === "lost" && before.connection !== "lost") this.#lastHeard = Date.now();
  }

  /** For a few seconds. */
  tell(sentence: string) {
    this.#sentence = sentence;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#sentence = "";
      this.requestUpdate();
    }, SHOWN_MS);
    this.requestUpdate();
  }

  tilesMissing(count: number) {
    if (count === this.#failures) return;
    this.#failures = count;
    this.requestUpdate();
  }

  protected override render() {
    const { outside, connection, page } = this.store.state;
    const onMap = page.kind === "map";
    const away = navigator.onLine ? connection === "lost" ? "status.lost" : null : "status.offline";
    return html`<div role="status" aria-live="polite">
      ${away ? html`<p class="pill warning">${t(away, { time: this.#time() })}</p>` : nothing}
      ${onMap || page.kind === "overview" ? this.#otherTime() : nothing}
      ${onMap ? this.#empty() : nothing}
      ${onMap && this.#failures > 0 ? html`<p class="pill warning">${t("status.tilesMissing", { n: this.#failures })}
        <button class="button small" @click=${this.retry}>${t("again")}</button></p>` : nothing}
      ${onMap && outside === "lost" ? html`<p class="pill warning">${t("outside.lost")}
        <button class="button small" @click=${() => this.store.set({ outside: "on" })}>${t("again")}</button>
        <button class="button small" @click=${() => this.store.set({ outside: "off" })}>${t("outside.giveUp")}</button></p>` : nothing}
      ${this.#sentence ? html`<p class="pill">${this.#sentence}</p>` : nothing}
    </div>`;
  }

  /** The hour and minute, and the day unless it is today's. */
  #time() {
    const [day, time] = moment(new Date(this.#lastHeard).toISOString()).split(" ");
    return day === moment(new Date().toISOString()).split(" ")[0] ? time : `${time}, ${day}`;
  }

  /** That the map is not today's, and the way back. */
  #otherTime() {
    const { filter } = this.store.state;
    const shown = timeWords(filter);
    return shown && html`<p class="pill warning other-time">${t("time.notToday", { time: shown })}
      <button class="button small" @click=${() => this.store.set({ filter: withoutTime(filter) })}>${t("time.backToToday")}</button></p>`;
  }

  /** Why the map is bare, and the way out. */
  #empty() {
    const { filter, facets, inView, visible, connection, options } = this.store.state;
    // Where somebody draws, what is there may be the draft's alone.
    if (connection === "lost" || visible.size === 0 || options.draft) return nothing;
    const narrowed = writeFilter(filter) !== writeFilter(onlyTime(filter));
    if (narrowed && facets?.total === 0) {
      return html`<p class="pill">${t("filter.nothing")}
        <button class="button small" @click=${() => this.store.set({ filter: onlyTime(filter) })}>${t("filter.clear")}</button></p>`;
    }
    if (inView === null || [...visible].some(id => (inView[id] ?? 0) > 0)) return nothing;
    return html`<p class="pill">${t("list.empty")} <button class="button small" @click=${this.showAll}>${t("list.showAll")}</button></p>`;
  }
}

customElements.define("status-line", Status);
