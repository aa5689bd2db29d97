import { LitElement } from "lit";
import type { State, Store } from "./store";

/** A piece of the page in light DOM, drawn again when the store changes. */
export abstract class Part extends LitElement {
  #leave: (() => void) | null = null;

  constructor(protected readonly store: Store) {
    super();
  }

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#leave = this.store.subscribe((state, before) => {
      this.stateChanged(state, before);
      this.requestUpdate();
    });
  }

  override disconnectedCallback() {
    this.#leave?.();
    super.disconnectedCallback();
  }

  /** For what a part does beside drawing itself. */
  protected stateChanged(_state: State, _before: State) {}
}
