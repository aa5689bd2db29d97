import { type Coords, type DoneCallback, type GridLayerOptions, L, type LatLng } from "../leaflet";
import { type Extent, type Placement, keyOf, place, wrapped } from "./address";
import { POINT, piecesOf } from "./decode";
import { OVERHANG, type PixelBox, draw, transformOf } from "./draw";
import { type Hit, byNearness, hitsAt } from "./hit";
import { Hatching } from "./shapes";
import type { Style, StyleOf } from "./style";
import { type TileCell, cellsOf } from "./tile-cells";
import { type TileLabel, labelsOf } from "./tile-labels";
import { type Box, type LoadTile, type Part, type StoredTile, TileStore } from "./tile-store";

export interface MvtOptions {
  readonly load: LoadTile;
  readonly styleOf: StyleOf;
  /** How a feature in a state looks, drawn over its ordinary look; null draws nothing. */
  readonly emphasis: (style: Style, state: string) => Style | null;
  /** Tiles deeper than this are drawn from their ancestor at this zoom. */
  readonly deepest: number;
  /** From this zoom on a tile has all features that lie in it, each as if it were alone. */
  readonly complete?: number;
  /** Drawn over a tile that could not be loaded. */
  readonly failedColor: string;
}

interface Shown {
  readonly coords: Coords;
  readonly placement: Placement;
  readonly element: HTMLElement;
  readonly base: CanvasRenderingContext2D;
  readonly states: CanvasRenderingContext2D;
  readonly changed: (tile: StoredTile, where: Box | null) => void;
  tile: StoredTile | null;
  hasStates: boolean;
}

/** What Leaflet's grid keeps about its tiles and its types do not tell. */
interface Grid {
  readonly _tiles: Record<string, { readonly coords: Coords; readonly loaded?: Date }>;
  readonly _tileZoom?: number;
  _loading?: boolean;
  _noTilesToLoad(): boolean;
  _removeTile(key: string): void;
}

const clear = (context: CanvasRenderingContext2D, size: number) =>
  context.clearRect(-OVERHANG, -OVERHANG, size + 2 * OVERHANG, size + 2 * OVERHANG);

/** Vector tiles on canvas. Knows tiles, styles and states; what they mean is the caller's business. */
export class MvtLayer extends L.GridLayer {
  readonly #shown = new Map<HTMLElement, Shown>();
  readonly #states = new Map<string, { layer: string; id: number; state: string }>();
  readonly #ratio = Math.min(window.devicePixelRatio || 1, 2);
  readonly #hatching = new Hatching(this.#ratio);
  readonly #store: TileStore;
  readonly #options: MvtOptions;

  constructor(options: MvtOptions, grid: GridLayerOptions) {
    super(grid);
    this.#options = options;
    this.#store = new TileStore(options.load, options.complete);
    this.on("tileunload", event => this.#forget((event as unknown as { tile: HTMLElement }).tile));
  }

  protected override createTile(coords: Coords, done: DoneCallback): HTMLElement {
    const element = document.createElement("div");
    const size = this.getTileSize().x;
    const context = () => {
      const canvas = element.appendChild(document.createElement("canvas"));
      canvas.width = canvas.height = (size + 2 * OVERHANG) * this.#ratio;
      canvas.style.cssText = `position:absolute;left:${-OVERHANG}px;top:${-OVERHANG}px;width:${size + 2 * OVERHANG}px;height:${size + 2 * OVERHANG}px`;
      const drawing = canvas.getContext("2d")!;
      drawing.scale(this.#ratio, this.#ratio);
      drawing.translate(OVERHANG, OVERHANG);
      return drawing;
    };
    const [base, states] = [context(), context()];
    // Leaflet counts zooms by 256 px tiles: one of 512 px holds what the tile one zoom further out holds.
    const address = wrapped({ z: coords.z - Math.log2(size / 256), x: coords.x, y: coords.y });
    if (!address) {
      queueMicrotask(() => done(undefined, element));
      return element;
    }
    let first = true;
    const shown: Shown = {
      coords, placement: place(address, this.#options.deepest), element, base, states, tile: null, hasStates: false,
      changed: (tile, where) => {
        shown.tile = tile;
        this.#paint(shown, where);
        if (first) done(undefined, element);
        else this.fire("repaint");
        first = false;
      },
    };
    this.#shown.set(element, shown);
    this.#store.use(shown.placement.source, shown.changed);
    return element;
  }

  #forget(element: HTMLElement) {
    const shown = this.#shown.get(element);
    if (!shown) return;
    this.#store.leave(shown.placement.source, shown.changed);
    this.#shown.delete(element);
    queueMicrotask(() => this.#loadedWithout());
  }

  /** Called by Leaflet before the zoom of tiles changes: none of another zoom is waited for any more. */
  protected _abortLoading() {
    const grid = this as unknown as Grid;
    for (const [key, { coords, loaded }] of Object.entries(grid._tiles)) {
      if (!loaded && coords.z !== grid._tileZoom) grid._removeTile(key);
    }
  }

  /** Leaflet tells that all is loaded when a tile arrives, not when the last one awaited is taken away. */
  #loadedWithout() {
    const grid = this as unknown as Grid;
    if (!grid._loading || !grid._noTilesToLoad()) return;
    grid._loading = false;
    this.fire("load");
  }

  /** `where` of the tile that holds the data; null for all of what is shown. */
  #paint(shown: Shown, where: Box | null = null) {
    const size = this.getTileSize().x;
    const within = where && this.#pixels(where, shown.placement, size);
    if (within && (within[0] >= within[2] || within[1] >= within[3])) return;
    shown.base.save();
    if (within) {
      shown.base.beginPath();
      shown.base.rect(within[0], within[1], within[2] - within[0], within[3] - within[1]);
      shown.base.clip();
    }
    clear(shown.base, size);
    if (shown.tile?.content) draw(shown.base, shown.tile.content, shown.placement, size, this.#options.styleOf, this.#hatching, within ? { within } : {});
    shown.base.restore();
    if (shown.tile?.failed) {
      shown.base.fillStyle = this.#hatching.brush("hatch-right", this.#options.failedColor) ?? this.#options.failedColor;
      shown.base.fillRect(0, 0, size, size);
    }
    this.#paintStates(shown);
  }

  /** What a box of the tile that holds the data covers of the shown one with its overhang, in whole pixels of the canvas. */
  #pixels(box: Box, { scale, column, row }: Placement, size: number): PixelBox {
    const least = (at: number, offset: number) => Math.max(-OVERHANG, Math.floor(((at * scale - offset) * size - OVERHANG) * this.#ratio) / this.#ratio);
    const most = (at: number, offset: number) => Math.min(size + OVERHANG, Math.ceil(((at * scale - offset) * size + OVERHANG) * this.#ratio) / this.#ratio);
    return [least(box[0], column), least(box[1], row), most(box[2], column), most(box[3], row)];
  }

  #paintStates(shown: Shown) {
    if (this.#states.size === 0 && !shown.hasStates) return;
    const size = this.getTileSize().x;
    if (shown.hasStates) clear(shown.states, size);
    shown.hasStates = false;
    const { styleOf, emphasis } = this.#options;
    for (const { layer, id, state } of this.#states.values()) {
      const content = shown.tile?.content?.filter(l => l.name === layer)
        .map(l => ({ ...l, features: piecesOf(l, id) })).filter(l => l.features.length > 0);
      if (!content?.length) continue;
      shown.hasStates = true;
      draw(shown.states, content, shown.placement, size, (name, feature) => {
        const style = styleOf(name, feature);
        return style && emphasis(style, state);
      }, this.#hatching);
    }
  }

  /** Puts every listed feature into its state and all others into none; repaints only tiles concerned. */
  setStates(states: readonly { layer: string; id: number; state: string }[]) {
    this.#states.clear();
    for (const entry of states) this.#states.set(`${entry.layer}/${entry.id}`, entry);
    for (const shown of this.#shown.values()) this.#paintStates(shown);
  }

  /** Styles have changed, for example a layer was switched off: draws again from what is in memory. */
  restyle() {
    for (const shown of this.#shown.values()) this.#paint(shown);
    this.fire("repaint");
  }

  /** Loads this part again of the tiles which these extents touch and repaints it in place. Answers of how many tiles. */
  refresh(extents: readonly Extent[], part: Part): number {
    return this.#store.refresh(extents, part);
  }

  refreshAll(): number {
    return this.#store.refreshAll();
  }

  retryFailed(): number {
    return this.#store.retryFailed();
  }

  get failures(): number {
    return this.#store.failures;
  }

  /** What lies under a place on the map, topmost first, each feature once. */
  hits(position: LatLng, tolerancePixels: number): Hit[] {
    const size = this.getTileSize().x;
    const world = this._map.project(position, this._map.getZoom());
    const found = new Map<string, Hit>();
    for (const { coords, placement, tile } of this.#current()) {
      const [x, y] = [world.x - coords.x * size, world.y - coords.y * size];
      const margin = tolerancePixels + OVERHANG;
      if (!tile?.content || x < -margin || y < -margin || x > size + margin || y > size + margin) continue;
      const content = tile.content.filter(layer => !layer.name.includes(":"));
      for (const layer of content) {
        const { scale, dx, dy } = transformOf(placement, layer.extent, size);
        const hits = hitsAt([layer], (x - dx) / scale, (y - dy) / scale, 1 / scale, tolerancePixels, this.#options.styleOf);
        for (const hit of hits) {
          const key = `${hit.layer}/${hit.feature.id}`;
          const known = found.get(key);
          if (!known || hit.distance < known.distance) found.set(key, hit);
        }
      }
    }
    return [...found.values()].sort(byNearness);
  }

  labels(): TileLabel[] {
    const size = this.getTileSize().x;
    return this.#current().flatMap(({ coords, placement, tile }) =>
      tile?.content ? labelsOf(tile.content, placement, size, coords.x * size, coords.y * size) : []);
  }

  /** What tiles count instead of carrying it, in squares of at least `least` pixels. */
  cells(least: number): TileCell[] {
    const size = this.getTileSize().x;
    return this.#current().flatMap(({ coords, placement, tile }) =>
      tile?.content ? cellsOf(tile.content, placement, size, coords.x * size, coords.y * size, least) : []);
  }

  /**
   * By layer, how many features are in a box: those drawn, each once, and those that tiles only count. Exact but for counted ones at the box's edge, which
   * are in it when the middle of their cell's features is.
   */
  counts([west, south, east, north]: Extent): ReadonlyMap<string, number> {
    const zoom = Math.round(this._map.getZoom());
    const [from, to] = [this._map.project([north, west], zoom), this._map.project([south, east], zoom)];
    const [size, drawn, counts] = [this.getTileSize().x, new Map<string, Set<number>>(), new Map<string, number>()];
    for (const { coords, placement, tile } of this.#current()) {
      for (const layer of tile?.content ?? []) {
        if (layer.name.includes(":")) continue;
        const { scale, dx, dy } = transformOf(placement, layer.extent, size);
        const [left, top] = [coords.x * size + dx, coords.y * size + dy];
        let ids = drawn.get(layer.name);
        if (!ids) drawn.set(layer.name, ids = new Set());
        for (const { id, kind, box } of layer.features) {
          const [x1, y1, x2, y2] = [left + box[0] * scale, top + box[1] * scale, left + box[2] * scale, top + box[3] * scale];
          // Half open for points: of two boxes side by side one has it.
          const inside = kind === POINT && x1 === x2 && y1 === y2
            ? x1 >= from.x && x1 < to.x && y1 >= from.y && y1 < to.y
            : x2 >= from.x && x1 <= to.x && y2 >= from.y && y1 <= to.y;
          if (inside) ids.add(id);
        }
      }
    }
    for (const [layer, ids] of drawn) counts.set(layer, ids.size);
    for (const { layer, count, x, y } of this.cells(0)) {
      if (x >= from.x && x < to.x && y >= from.y && y < to.y) counts.set(layer, (counts.get(layer) ?? 0) + count);
    }
    return counts;
  }

  /** Tiles of the zoom on show, not those that are being zoomed away. */
  #current(): Shown[] {
    const zoom = Math.round(this._map.getZoom());
    return [...this.#shown.values()].filter(shown => shown.coords.z === zoom);
  }

  /** Keys of the tiles whose data is on show, for tests and for saying what was requested. */
  sources(): string[] {
    return [...new Set([...this.#shown.values()].map(shown => keyOf(shown.placement.source)))];
  }
}
