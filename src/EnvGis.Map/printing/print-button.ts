import { html } from "lit";
import { t } from "../language";
import { Part } from "../part";
import type { Store } from "../store";
import type { PrintPanel, ScreenView } from "./print-panel";
import type { SheetSources } from "./sheet-map";

/** Opens the print panel, which comes only when it is wanted. */
export class PrintButton extends Part {
  #panel: PrintPanel | null = null;

  constructor(store: Store, readonly sources: SheetSources, readonly screen: () => ScreenView, readonly failed: (sentence: string) => void) {
    super(store);
  }

  readonly open = async () => {
    try {
      const { PrintPanel } = await import("./print-panel");
      if (!this.#panel) document.body.append(this.#panel = new PrintPanel(this.store, this.sources));
      await this.#panel.open(this.screen());
    } catch (cause) {
      this.failed(t("error.unreachable"));
      throw cause;
    }
  };

  protected override render() {
    return html`<button @click=${this.open} aria-label=${t("print.title")} title="${t("print.title")} (P)"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M4.5 6V2h7v4M4.5 12H2V6h12v6h-2.5M4.5 9.5h7V14h-7z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/></svg></button>`;
  }
}

customElements.define("print-button", PrintButton);
