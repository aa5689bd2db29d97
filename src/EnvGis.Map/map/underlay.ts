import type { BaseContent, Basemap, NamedPoint } from "../answers";
import type { LeafletMap } from "../leaflet";
import type { TileAddress } from "../mvt/address";
import type { LabelPane } from "../mvt/label-pane";
import { baseLayer } from "./base-layers";
import { BaseLayerNames } from "./base-style";
import { BasemapLayer } from "./basemap";
import { BasemapNames } from "./basemap-names";
import { CommuneCells } from "./communes";

export interface UnderlaySources {
  readonly basemap: Promise<Basemap>;
  readonly baseContent: Promise<BaseContent>;
  readonly baseTile: (template: string, address: TileAddress, signal: AbortSignal) => Promise<ArrayBuffer | null>;
  readonly communesOf: (cell: string) => Promise<readonly NamedPoint[]>;
}

/**
 * Land and what the department has loaded, under the layers of a map with the panes of `addBasePanes`.
 * @returns What is loaded; null when the service could not tell, and the land is drawn as on a machine with nothing loaded.
 */
export function addUnderlay(map: LeafletMap, names: LabelPane, sources: UnderlaySources): Promise<BaseContent | null> {
  let isGone = false;
  map.on("unload", () => { isGone = true; });
  const content = sources.baseContent.then(answer => answer, () => null);
  void Promise.all([sources.basemap, content]).then(([basemap, loaded]) => {
    if (isGone) return;
    new BasemapLayer(basemap, loaded ?? undefined).addTo(map);
    const communes = new CommuneCells(basemap.communeCells, sources.communesOf, () => names.later());
    names.add(new BasemapNames(map, basemap.provinces, communes.within, basemap.islands));
  }, () => { /* The sea colour stays; features and names of the service are there all the same. */ });
  void content.then(loaded => {
    const template = loaded?.tiles;
    if (!template || isGone) return;
    const tiles = baseLayer(map, loaded, (address, signal) => sources.baseTile(template, address, signal)).addTo(map);
    names.add(new BaseLayerNames(tiles, () => map.getZoom()));
    tiles.on("load repaint tileload", () => names.later());
    const again = () => { if (tiles.failures > 0) tiles.retryFailed(); };
    map.on("moveend", again);
    addEventListener("online", again);
    map.on("unload", () => removeEventListener("online", again));
  });
  return content;
}
