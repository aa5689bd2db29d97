import type { TaskDetails } from "../answers";
import { L, type LeafletMap, bounds } from "../leaflet";
import { addBasePanes } from "../map/base-layers";
import { asHtml, credits } from "../map/credits";
import { FeatureNames } from "../map/feature-names";
import { OUTLINE_CREDIT } from "../map/map-view";
import * as mapService from "../map/service";
import { emphasised, stylesOf } from "../map/symbols";
import { addUnderlay } from "../map/underlay";
import { UnlocatedCircles } from "../map/unlocated-circles";
import { LabelPane } from "../mvt/label-pane";
import { MvtLayer } from "../mvt/layer";
import type { Store } from "../store";
import { whereOf } from "../where";

const DEEPEST_TILE = 16;
const NEAREST = 14;

/** The places of one task and nothing else, on the page's own basemap. Returns how to take it away again. */
export function smallMap(container: HTMLElement, store: Store, task: TaskDetails): () => void {
  const where = whereOf(task);
  const map: LeafletMap = L.map(container, {
    zoomControl: false, attributionControl: false, minZoom: 5, maxZoom: 18, maxBounds: [[0, 90], [30, 125]],
    // The page scrolls under it and the list beside it serves the keyboard.
    scrollWheelZoom: false, keyboard: false, dragging: !L.Browser.mobile, fadeAnimation: false,
  });
  addBasePanes(map);
  for (const [name, zIndex] of [["unlocated", 420], ["labels", 450]] as const) map.createPane(name).style.zIndex = String(zIndex);
  map.getPane("labels")!.style.pointerEvents = "none";
  map.getPane("unlocated")!.style.pointerEvents = "none";
  if (where && "extent" in where) map.fitBounds(bounds(where.extent), { padding: [24, 24], maxZoom: NEAREST, animate: false });

  const { layers, unlocated } = store.state;
  const ids = new Set(task.features.map(feature => feature.id));
  const shown = new Set(task.features.map(feature => feature.layer));
  const styleOfAll = stylesOf(layers, id => shown.has(id));
  const styleOf: typeof styleOfAll = (id, feature) => feature.id !== undefined && ids.has(feature.id) ? styleOfAll(id, feature) : null;
  const tiles = new MvtLayer({
    load: async (address, signal) => {
      const wanted = layers.filter(layer => shown.has(layer.id) && layer.zoom.min <= address.z && address.z <= layer.zoom.max).map(layer => layer.id);
      return wanted.length > 0 ? await mapService.tile(wanted, address, signal) : null;
    },
    styleOf, emphasis: emphasised, deepest: DEEPEST_TILE, failedColor: "#d9b3ac",
  }, { tileSize: 512, keepBuffer: 0, updateWhenZooming: false }).addTo(map);

  const own = { labels: () => tiles.labels().filter(({ feature }) => feature.id !== undefined && ids.has(feature.id)) };
  const circles = new UnlocatedCircles(map);
  circles.show(unlocated.filter(feature => ids.has(feature.id)), layers, shown);
  const names = new LabelPane([circles, new FeatureNames(own, () => map.getZoom(), styleOf, layers, id => shown.has(id))], "rgba(255,255,255,.92)").addTo(map);
  tiles.on("load repaint tileload", () => names.later());
  const { baseContent } = store.state;
  const attribution = L.control.attribution({ prefix: false }).addTo(map);
  void addUnderlay(map, names, {
    basemap: mapService.basemap(), baseContent: baseContent ? Promise.resolve(baseContent) : mapService.baseContent(), baseTile: mapService.baseTile,
    communesOf: mapService.communesOf,
  }).then(loaded => attribution.addAttribution([OUTLINE_CREDIT, ...credits(loaded, false).map(asHtml)].join(" · ")));
  L.control.scale({ imperial: false, position: "topright" }).addTo(map);
  return () => map.remove();
}
