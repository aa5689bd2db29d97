import type { BaseContent } from "../answers";
import type { LeafletMap } from "../leaflet";
import { MvtLayer } from "../mvt/layer";
import type { LoadTile } from "../mvt/tile-store";
import { baseStyles } from "./base-style";

/** Tiles of this zoom are exact; nearer views draw them larger. */
const DEEPEST_TILE = 14;

/** Tiles of what a department has loaded, in a pane under the layers. */
export function baseLayer(map: LeafletMap, content: BaseContent, load: LoadTile) {
  return new MvtLayer({
    load, styleOf: baseStyles(() => map.getZoom(), content.schematic), emphasis: () => null, deepest: DEEPEST_TILE,
    // A tile that cannot be had leaves the land as it is; the next move asks again.
    failedColor: "transparent",
  }, { pane: "baseLines", tileSize: window.matchMedia("(min-width: 761px)").matches ? 512 : 256, keepBuffer: 1, updateWhenZooming: false });
}

/** Puts the panes of the basemap in order: land, outside map, what the department has loaded. */
export function addBasePanes(map: LeafletMap) {
  for (const [name, zIndex] of [["basemap", 150], ["outside", 155], ["baseLines", 160]] as const) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(zIndex);
    pane.style.pointerEvents = "none";
  }
}
