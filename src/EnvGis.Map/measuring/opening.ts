import { html } from "lit";
import { t } from "../language";
import type { MapView } from "../map/map-view";
import { styles } from "../pages";
import { Part } from "../part";
import type { Store } from "../store";

/** Opens what measures, and closes it. */
export class MeasureButton extends Part {
  constructor(store: Store, readonly toggle: () => void) {
    super(store);
  }

  protected override render() {
    return html`<button aria-pressed=${this.store.state.options.measure !== undefined} @click=${this.toggle} aria-label=${t("measure.title")} title="${t("measure.title")} (M)"><svg
      viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d="M2.2 13.4 13.4 2.2l4.4 4.4L6.6 17.8zM5.4 10.2l1.9 1.9M8.2 7.4l2.6 2.6M11 4.6l1.9 1.9" fill="none" stroke="currentColor"
      stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"/></svg><span>${t("measure.short")}</span></button>`;
  }
}

customElements.define("measure-button", MeasureButton);

/**
 * Follows the address: where it has a measurement the tool is there, which is fetched only then.
 * @returns What opens or closes it.
 */
export function followMeasuring(store: Store, view: MapView, tell: (sentence: string) => void): () => void {
  let close: (() => void) | null = null;
  let isOpen = false;
  const follow = async () => {
    // Whoever draws a draft has measures of their own.
    const isWanted = store.state.options.measure !== undefined && store.state.options.draft === undefined && store.state.page.kind === "map";
    if (isWanted === isOpen) return;
    isOpen = isWanted;
    close?.();
    close = null;
    if (!isWanted) return;
    try {
      const [{ MeasurePanel }] = await Promise.all([import("./measure-panel"), styles("/css/measuring.css")]);
      if (isOpen) close = MeasurePanel.open(store, view);
    } catch {
      // A part of the program could not be fetched.
      isOpen = false;
      tell(t("page.failed"));
    }
  };
  store.subscribe((state, before) => {
    if (state.options !== before.options || state.page !== before.page) void follow();
  });
  void follow();
  return () => {
    const { measure, ...options } = store.state.options;
    store.set({ options: measure === undefined ? { ...options, measure: "line" } : options, selection: null, panel: "map" });
  };
}
