import { html } from "lit";
import { say, t } from "../language";
import type { Candidate } from "../map/pointing";
import { Part } from "../part";
import type { Store } from "../store";
import { swatch } from "./swatch";

/** Several features lie at one place: a short list at the pointer, worked by arrow keys as well. */
export class Chooser extends Part {
  #candidates: readonly Candidate[] = [];
  #back: Element | null = null;

  constructor(store: Store, readonly choose: (candidate: Candidate) => void, readonly hover: (candidate: Candidate | null) => void) {
    super(store);
    this.hidden = true;
    this.addEventListener("keydown", event => this.#key(event));
    // Whoever tabs on has decided for none of them; the focus stays where it went.
    this.addEventListener("focusout", event => {
      if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.close();
    });
  }

  get isOpen() {
    return !this.hidden;
  }

  /** `x`, `y`: pixels in the map's window. */
  async offer(candidates: readonly Candidate[], x: number, y: number) {
    this.#candidates = candidates;
    this.#back = document.activeElement;
    this.hidden = false;
    this.requestUpdate();
    await this.updateComplete;
    const around = this.parentElement!.getBoundingClientRect();
    this.style.left = `${Math.max(8, Math.min(x + 8, around.width - this.offsetWidth - 8))}px`;
    this.style.top = `${Math.max(8, Math.min(y + 8, around.height - this.offsetHeight - 8))}px`;
    this.querySelector("button")?.focus();
  }

  close() {
    if (this.hidden) return;
    this.hidden = true;
    this.hover(null);
    if (this.contains(document.activeElement) && this.#back instanceof HTMLElement) this.#back.focus();
  }

  protected override render() {
    const layers = new Map(this.store.state.layers.map(layer => [layer.id, layer]));
    this.className = "chooser";
    return html`<div role="group" aria-label=${t("chooser.title", { n: this.#candidates.length })}>
      <p>${t("chooser.title", { n: this.#candidates.length })}</p>
      <ul>${this.#candidates.map(candidate => {
        const layer = layers.get(candidate.layer);
        return html`<li><button @click=${() => this.#take(candidate)} @focus=${() => this.hover(candidate)} @mouseenter=${() => this.hover(candidate)}>
          ${layer ? swatch(layer) : ""}<span>${candidate.name}<small>${layer ? say(layer.title) : candidate.layer}</small></span></button></li>`;
      })}</ul>
    </div>`;
  }

  #take(candidate: Candidate) {
    this.close();
    this.choose(candidate);
  }

  #key(event: KeyboardEvent) {
    const buttons = [...this.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Home") buttons[0]?.focus();
    else if (event.key === "End") buttons.at(-1)?.focus();
    else if (step) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

customElements.define("feature-chooser", Chooser);
