import { html, nothing } from "lit";
import { t } from "./language";
import { Part } from "./part";
import type { Store } from "./store";

const SHOWN_MS = 6000;

/** Short news at the top of the map: the service is gone, tiles are missing, a link was copied. */
export class Status extends Part {
  #sentence = "";
  #timer = 0;
  #failures = 0;

  constructor(store: Store, readonly retry: () => void) {
    super(store);
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
    const lost = this.store.state.connection === "lost";
    const { outside } = this.store.state;
    return html`<div role="status" aria-live="polite">
      ${lost ? html`<p class="pill warning">${t("status.lost")}</p>` : nothing}
      ${this.#failures > 0 ? html`<p class="pill warning">${t("status.tilesMissing", { n: this.#failures })}
        <button class="button small" @click=${this.retry}>${t("again")}</button></p>` : nothing}
      ${outside === "lost" ? html`<p class="pill warning">${t("outside.lost")}
        <button class="button small" @click=${() => this.store.set({ outside: "on" })}>${t("again")}</button>
        <button class="button small" @click=${() => this.store.set({ outside: "off" })}>${t("outside.giveUp")}</button></p>` : nothing}
      ${this.#sentence ? html`<p class="pill">${this.#sentence}</p>` : nothing}
    </div>`;
  }
}

customElements.define("status-line", Status);
