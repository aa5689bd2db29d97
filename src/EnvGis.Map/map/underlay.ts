import type { BaseContent, Basemap, NamedPoint } from "../answers";
import type { LeafletMap } from "../leaflet";
import type { TileAddress } from "../mvt/address";
import type { LabelPane } from "../mvt/label-pane";
import type { Store } from "../store";
import { baseLayer } from "./base-layers";
import { BaseLayerNames } from "./base-style";
import { BasemapLayer, BasemapNames } from "./basemap";
import { OutsideMap } from "./outside-map";

export interface UnderlaySources {
  readonly basemap: Promise<Basemap>;
  readonly baseContent: Promise<BaseContent>;
  readonly baseTile: (template: string, address: TileAddress, signal: AbortSignal) => Promise<ArrayBuffer | null>;
  readonly communes: () => Promise<readonly NamedPoint[]>;
}

/** Everything under the layers: land, what the department has loaded, and the outside map while it is wanted. */
export function addUnderlay(map: LeafletMap, store: Store, names: LabelPane, sources: UnderlaySources) {
  // Without an answer the land is drawn as on a machine with nothing loaded.
  const content = sources.baseContent.then(answer => answer, () => null);
  void Promise.all([sources.basemap, content]).then(([basemap, loaded]) => {
    new BasemapLayer(basemap, loaded ?? undefined).addTo(map);
    names.add(new BasemapNames(map, basemap.provinces, sources.communes, () => names.later(), basemap.islands));
  }, () => { /* The sea colour stays; features and names of the service are there all the same. */ });
  void content.then(loaded => {
    if (!loaded) return;
    store.set({ baseContent: loaded });
    const template = loaded.tiles;
    if (template) {
      const tiles = baseLayer(map, loaded, (address, signal) => sources.baseTile(template, address, signal)).addTo(map);
      names.add(new BaseLayerNames(tiles, () => map.getZoom()));
      tiles.on("load repaint tileload", () => names.later());
      const again = () => { if (tiles.failures > 0) tiles.retryFailed(); };
      map.on("moveend", again);
      addEventListener("online", again);
    }
    if (loaded.outside) new OutsideMap(map, store, loaded.outside);
  });
}
