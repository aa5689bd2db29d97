import type { BaseContent } from "../answers";
import { L, type LeafletMap } from "../leaflet";
import type { Store } from "../store";
import { Reach } from "./reach";

const REMEMBERED = "envgis.outsideMap";

export const rememberedOutside = () => localStorage.getItem(REMEMBERED) === "on";

/** Somebody else's raster map over the land, while a person wants it and it can be had. The map never waits for it. */
export class OutsideMap {
  #layer: InstanceType<typeof L.TileLayer> | null = null;

  constructor(readonly map: LeafletMap, readonly store: Store, readonly offer: NonNullable<BaseContent["outside"]>) {
    store.subscribe((state, before) => {
      if (state.outside === before.outside) return;
      if (state.outside !== "lost") localStorage.setItem(REMEMBERED, state.outside);
      this.#follow();
    });
    addEventListener("online", () => {
      if (store.state.outside === "lost") store.set({ outside: "on" });
    });
    this.#follow();
  }

  #follow() {
    this.#layer?.remove();
    this.#layer = null;
    if (this.store.state.outside !== "on") return;
    const { url, maxZoom } = this.offer;
    const reach = new Reach();
    // Map services ask to be told which site calls them: its address, no more.
    const layer = L.tileLayer(url, { pane: "outside", maxNativeZoom: maxZoom, maxZoom: 22, updateWhenZooming: false, referrerPolicy: "strict-origin" });
    layer.on("tileload", () => reach.had());
    layer.on("tileerror", () => {
      if (reach.failed() && this.#layer === layer) this.store.set({ outside: "lost" });
    });
    this.#layer = layer.addTo(this.map);
  }
}
