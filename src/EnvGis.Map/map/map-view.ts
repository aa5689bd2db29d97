import type { View } from "../address";
import { L, type LatLng, type LeafletMap, bounds, latLng } from "../leaflet";
import { type Filter, filterFor, writeFilter } from "../filter";
import type { Extent, TileAddress } from "../mvt/address";
import { LabelPane, type LabelSource } from "../mvt/label-pane";
import { MvtLayer } from "../mvt/layer";
import { covered } from "../sheet";
import type { State, Store } from "../store";
import { addBasePanes } from "./base-layers";
import { asHtml, credits } from "./credits";
import { ClusterPane } from "./cluster-pane";
import { FeatureNames } from "./feature-names";
import { OutsideMap } from "./outside-map";
import { type Candidate, Pointing } from "./pointing";
import { emphasised, stylesOf } from "./symbols";
import { type UnderlaySources, addUnderlay } from "./underlay";
import { UnlocatedCircles } from "./unlocated-circles";

/** The middle of Thái Nguyên, where most of the plans' named places are. */
const HOME: Extent = [105.74, 21.42, 105.95, 21.7];

/** The licence of the outline asks for these words. Leaflet takes them as HTML, so they stand here and hold no data. */
export const OUTLINE_CREDIT = '© <a href="https://www.openstreetmap.org/copyright" rel="noopener">OpenStreetMap contributors</a> (ODbL)';

/** Tiles of this zoom are precise to 0.15 m; nearer views draw them larger. */
const DEEPEST_TILE = 16;

/** From this zoom on the service leaves nothing out of tiles and counts nothing in place of drawing it. */
const COMPLETE_TILE = 14;

/** How long new tiles can be without their names. */
const NAMES_MS = 250;

const DESKTOP = "(min-width: 761px)";

export interface MapSources extends UnderlaySources {
  readonly tile: (layers: readonly string[], address: TileAddress, signal: AbortSignal, filter: Filter) => Promise<ArrayBuffer | null>;
}

/** The Leaflet map with the service's tiles, and what the rest of the page may ask of it. */
export class MapView {
  readonly map: LeafletMap;
  readonly tiles: MvtLayer;
  readonly clusters: ClusterPane;
  readonly #store: Store;
  readonly #circles: UnlocatedCircles;
  readonly #names: LabelPane;
  readonly #pointing: Pointing;
  #hovered: { layer: string; id: number } | null = null;
  #found: InstanceType<typeof L.Circle> | null = null;
  #credit = "";

  constructor(
    container: HTMLElement, store: Store, sources: MapSources, view: View | null,
    choose: (candidates: readonly Candidate[], at: LatLng) => void,
  ) {
    this.#store = store;
    const { layers } = store.state;
    const map = this.map = L.map(container, {
      zoomControl: false, attributionControl: false, minZoom: 5, maxZoom: 19, maxBounds: [[0, 90], [30, 125]], maxBoundsViscosity: 0.8,
      keyboardPanDelta: 120,
      // Tiles repaint in place. With fading, a slow machine can be left with old tiles under the new ones.
      fadeAnimation: false,
    });
    if (view) this.setView(view);
    else this.home();
    addBasePanes(map);
    for (const [name, zIndex] of [["unlocated", 420], ["labels", 450]] as const) {
      map.createPane(name).style.zIndex = String(zIndex);
    }
    map.getPane("labels")!.style.pointerEvents = "none";
    map.getPane("unlocated")!.style.pointerEvents = "none";

    const isVisible = (id: string) => store.state.visible.has(id);
    const styleOf = stylesOf(layers, isVisible, () => store.state.arrangement);
    this.tiles = new MvtLayer({
      // All layers of the zoom in one request, also those switched off: switching them on again then asks nothing.
      load: async (address, signal, only) => {
        const there = layers.filter(({ id, zoom }) => zoom.min <= address.z && address.z <= zoom.max && (only === null || only.layers.has(id)));
        const filter = { ...filterFor(store.state.filter, there), ...only?.ids && { ids: [...only.ids].join(",") } };
        return there.length > 0 ? await sources.tile(there.map(layer => layer.id), address, signal, filter) : null;
      },
      styleOf, emphasis: emphasised, deepest: DEEPEST_TILE, complete: COMPLETE_TILE, failedColor: "#d9b3ac",
    }, { tileSize: window.matchMedia(DESKTOP).matches ? 512 : 256, keepBuffer: 1, updateWhenZooming: false }).addTo(map);

    this.#circles = new UnlocatedCircles(map);
    const clusters = this.clusters = new ClusterPane(least => this.tiles.cells(least), () => store.state.layers, isVisible).addTo(map);
    const sourcesOfNames: LabelSource[] = [this.#circles, clusters, new FeatureNames(this.tiles, () => map.getZoom(), styleOf, layers, isVisible)];
    const names = this.#names = new LabelPane(sourcesOfNames, "rgba(255,255,255,.92)").addTo(map);
    void addUnderlay(map, names, sources).then(baseContent => {
      store.set({ baseContent });
      if (baseContent?.outside) new OutsideMap(map, store, baseContent.outside);
    });

    this.#pointing = new Pointing(map, this.tiles, this.#circles, clusters, store, choose, candidate => this.hover(candidate));
    // Clusters first: names keep clear of them.
    this.tiles.on("load repaint", () => {
      clusters.later();
      names.later();
    });
    // Names are arranged over the whole window: while tiles come in quick succession that waits, but not for the slowest of them.
    this.tiles.on("tileload", () => {
      clusters.later();
      names.within(NAMES_MS);
    });
    this.#addControls();
    this.#circles.show(store.state.unlocated, layers, store.state.visible);
    store.subscribe((state, before) => this.#stateChanged(state, before));
    this.#emphasise();
  }

  get view(): View {
    const { lat, lng } = this.map.getCenter();
    return { zoom: this.map.getZoom(), latitude: lat, longitude: lng };
  }

  /** The ground in the window: its middle, and west, south, east, north. */
  get shown(): { centre: { longitude: number; latitude: number }; extent: Extent } {
    const [{ lat, lng }, box] = [this.map.getCenter(), this.map.getBounds()];
    return { centre: { longitude: lng, latitude: lat }, extent: [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()] };
  }

  /** Longitude, latitude under the cross of somebody who chooses a position: the middle; on a phone the middle of what the sheet leaves free. */
  get aim(): readonly [number, number] {
    const { x, y } = this.map.getSize();
    const { lng, lat } = this.map.containerPointToLatLng([x / 2, window.matchMedia(DESKTOP).matches ? y / 2 : 0.22 * y]);
    return [lng, lat];
  }

  /** The zoom of the tiles on show, which is what a layer's zoom range means. */
  get tileZoom(): number {
    return this.map.getZoom() - Math.log2(this.tiles.getTileSize().x / 256);
  }

  setView({ zoom, latitude, longitude }: View) {
    this.map.setView([latitude, longitude], zoom, { animate: false });
  }

  /** Where the map begins. */
  home() {
    this.map.fitBounds(bounds(HOME), { ...this.#padding(), animate: false });
  }

  /** Shows an extent clear of the card and the drawer. */
  show(extent: Extent, deepest = 15) {
    const [west, south, east, north] = extent;
    const target = west === east && south === north ? latLng([west, south]).toBounds(1500) : bounds(extent);
    this.map.fitBounds(target, { ...this.#padding(), maxZoom: deepest, animate: !reducedMotion() });
  }

  showCircle(centre: readonly [number, number], radiusM: number) {
    const box = latLng(centre).toBounds(Math.max(400, radiusM) * 2);
    this.show([box.getWest(), box.getSouth(), box.getEast(), box.getNorth()]);
  }

  /** Moves only if the place would be under the card or the drawer. */
  reveal(at: LatLng) {
    const { paddingTopLeft, paddingBottomRight } = this.#padding();
    this.map.panInside(at, { paddingTopLeft, paddingBottomRight, animate: !reducedMotion() });
  }

  /** Marks a place that was searched for, until the next one is. */
  markFound(centre: readonly [number, number] | null, radiusM = 0) {
    this.#found?.remove();
    this.#found = centre && L.circle(latLng(centre), {
      radius: radiusM, color: "#0b5d48", weight: 2, dashArray: "2 6", fillOpacity: 0.03, interactive: false, pane: "unlocated",
    }).addTo(this.map);
  }

  /** Outlines a feature as if the pointer were on it. */
  hover(feature: { layer: string; id: number } | null) {
    this.#hovered = feature;
    this.#emphasise();
  }

  clickMiddle() {
    this.#pointing.clickMiddle();
  }

  #padding() {
    const desktop = window.matchMedia(DESKTOP).matches;
    const { cardOpen, selection } = this.#store.state;
    return {
      paddingTopLeft: [desktop && cardOpen ? 330 : 30, 40] as [number, number],
      paddingBottomRight: (desktop ? [selection ? 400 : 70, 50] : [30, (covered(this.map.getContainer().parentElement!, selection !== null) || 60) + 30]) as [number, number],
    };
  }

  #stateChanged(state: State, before: State) {
    if (state.visible !== before.visible || state.arrangement !== before.arrangement) {
      this.tiles.restyle();
      this.clusters.later();
      this.#names.later();
    }
    // The picture stays until what the filter leaves is there.
    if (writeFilter(state.filter) !== writeFilter(before.filter)) this.tiles.refreshAll();
    if (state.visible !== before.visible || state.unlocated !== before.unlocated) {
      this.#circles.show(state.unlocated, state.layers, state.visible);
      this.#names.later();
      this.#emphasise();
    }
    if (state.selection !== before.selection || state.marked !== before.marked) this.#emphasise();
    if (state.language !== before.language) this.#names.later();
    if (state.language !== before.language || state.baseContent !== before.baseContent || state.outside !== before.outside) this.#addCredit();
  }

  #emphasise() {
    const { selection, marked, layers } = this.#store.state;
    const selected = selection?.kind === "feature" ? selection.id : null;
    this.tiles.setStates([
      ...marked.map(({ layer, id }) => ({ layer, id, state: "marked" })),
      // The layer of a feature opened by a link is not known yet; ids are unique over all layers.
      ...selected === null ? [] : layers.map(layer => ({ layer: layer.id, id: selected, state: "selected" })),
      ...this.#hovered && this.#hovered.id !== selected ? [{ ...this.#hovered, state: "hover" }] : [],
    ]);
    this.#circles.emphasise(selected, this.#hovered?.id ?? null, new Set(marked.map(feature => feature.id)));
  }

  readonly #attribution = L.control.attribution({ prefix: false, position: "bottomright" });

  #addControls() {
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(this.map);
    this.#attribution.addTo(this.map);
    this.#addCredit();
  }

  #addCredit() {
    if (this.#credit) this.#attribution.removeAttribution(this.#credit);
    const { baseContent, outside } = this.#store.state;
    this.#credit = [OUTLINE_CREDIT, ...credits(baseContent, outside === "on").map(asHtml)].join(" · ");
    this.#attribution.addAttribution(this.#credit);
  }
}

export const reducedMotion = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
