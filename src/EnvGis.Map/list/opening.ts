import type { ListedFeature } from "../answers";
import type { MapView } from "../map/map-view";
import type { Store } from "../store";
import { orderOf } from "./listing";
import type { ListTwin } from "./list-twin";

/** Opens and closes the list, which is loaded when it is first wanted; its place in the page is there from the beginning. */
export class Listing {
  readonly place = document.createElement("div");
  #twin: ListTwin | null = null;
  #making: Promise<void> | null = null;
  #came: Element | null = null;

  constructor(
    readonly store: Store, readonly view: MapView,
    readonly actions: { readonly open: (feature: ListedFeature) => void; readonly showAll: () => void; readonly failed: () => void },
  ) {
    this.place.className = "list-place bottom-sheet";
    this.place.hidden = true;
    view.map.on("moveend", () => this.#twin?.follow());
    store.subscribe((state, before) => {
      if (state.options !== before.options) void this.#shown(false);
    });
    void this.#shown(false);
  }

  readonly toggle = () => {
    const { options, panel } = this.store.state;
    const open = orderOf(options) !== null;
    const { list: _, ...others } = options;
    // On a phone the list lies under the other sheets: asking for it brings it to the front first.
    if (open && panel !== "map") this.store.set({ panel: "map" });
    else if (open) this.#close(others);
    else {
      this.#came = document.activeElement;
      this.store.set({ options: { ...options, list: "severity" }, panel: "map" });
      void this.#shown(true);
    }
  };

  #close(options: Readonly<Record<string, string>>) {
    const inside = this.place.contains(document.activeElement);
    this.store.set({ options });
    if (!inside) return;
    const back = this.#came instanceof HTMLElement && this.#came.isConnected ? this.#came : document.getElementById("map");
    back?.focus();
  }

  async #shown(focus: boolean) {
    const open = orderOf(this.store.state.options) !== null;
    this.place.hidden = !open;
    document.body.classList.toggle("has-list", open);
    if (!open) return;
    try {
      await (this.#making ??= this.#make());
    } catch {
      // The part of the program could not be fetched: the network is gone, or a newer version is served.
      this.#making = null;
      this.actions.failed();
    }
    if (!focus || !this.#twin) return;
    await this.#twin.updateComplete;
    this.#twin.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  async #make() {
    const { ListTwin } = await import("./list-twin");
    const { view } = this;
    this.#twin = new ListTwin(this.store, {
      window: () => view.shown, open: this.actions.open, showAll: this.actions.showAll, close: this.toggle,
      hover: feature => view.hover(feature && { layer: feature.layer, id: feature.id }),
      show: ({ lon, lat }) => {
        if (lon !== null && lat !== null) view.show([lon, lat, lon, lat]);
      },
    });
    this.place.append(this.#twin);
  }
}
