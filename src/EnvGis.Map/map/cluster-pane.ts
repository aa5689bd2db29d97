import type { LayerInfo } from "../answers";
import { L, type LeafletMap, type Point } from "../leaflet";
import type { Extent } from "../mvt/address";
import type { LabelSource } from "../mvt/label-pane";
import type { Obstacle } from "../mvt/labels";
import type { TileCell } from "../mvt/tile-cells";
import { type Cluster, LEAST_SQUARE, drawClusters, merge } from "./clusters";

/** Over the window's edge, for a pan that begins. */
const MARGIN = 100;

/** The clusters on show: one canvas above all tiles and below all names. */
export class ClusterPane extends L.Layer implements LabelSource {
  readonly #canvas = document.createElement("canvas");
  #planned = 0;
  #clusters: readonly Cluster[] = [];

  constructor(
    readonly cells: (leastSquare: number) => readonly TileCell[], readonly layers: () => readonly LayerInfo[], readonly isVisible: (layer: string) => boolean,
  ) {
    super();
    this.#canvas.className = "leaflet-zoom-hide map-clusters";
  }

  override onAdd(map: LeafletMap): this {
    const pane = map.createPane("clusters");
    pane.style.zIndex = "430";
    pane.style.pointerEvents = "none";
    pane.append(this.#canvas);
    map.on("moveend zoomend resize viewreset", this.#redraw, this);
    void document.fonts.ready.then(() => this.later());
    return this;
  }

  override onRemove(map: LeafletMap): this {
    map.off("moveend zoomend resize viewreset", this.#redraw, this);
    this.#canvas.remove();
    return this;
  }

  /** Redraws once, soon, however often it is asked for. */
  later() {
    this.#planned ||= requestAnimationFrame(() => this.#redraw());
  }

  labels() {
    return [];
  }

  obstacles(): readonly Obstacle[] {
    return this.#clusters;
  }

  get shown(): readonly Cluster[] {
    return this.#clusters;
  }

  /** The cluster at a point of the window. */
  at(point: Point, tolerance: number): Cluster | null {
    const world = this._map.getPixelOrigin().add(this._map.containerPointToLayerPoint(point));
    return this.#clusters.findLast(({ x, y, radius }) => Math.hypot(x - world.x, y - world.y) <= radius + tolerance) ?? null;
  }

  /** The ground of a cluster's square, in degrees. */
  ground({ square: { left, top, side } }: Cluster): Extent {
    const zoom = this._map.getZoom();
    const [southWest, northEast] = [this._map.unproject([left, top + side], zoom), this._map.unproject([left + side, top], zoom)];
    return [southWest.lng, southWest.lat, northEast.lng, northEast.lat];
  }

  #redraw() {
    cancelAnimationFrame(this.#planned);
    this.#planned = 0;
    const map = this._map;
    if (!map) return;
    this.#clusters = merge(this.cells(LEAST_SQUARE), this.isVisible);
    const size = map.getSize();
    const [width, height] = [size.x + 2 * MARGIN, size.y + 2 * MARGIN];
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const corner = map.containerPointToLayerPoint([-MARGIN, -MARGIN]);
    L.DomUtil.setPosition(this.#canvas, corner);
    if (this.#canvas.width !== width * ratio || this.#canvas.height !== height * ratio) {
      this.#canvas.width = width * ratio;
      this.#canvas.height = height * ratio;
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }
    const context = this.#canvas.getContext("2d")!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const origin = map.getPixelOrigin().add(corner);
    drawClusters(context, this.#clusters, this.layers(), (x, y) => [x - origin.x, y - origin.y]);
  }
}
