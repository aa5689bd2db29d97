import type { BaseContent, Basemap, LayerInfo, NamedPoint, Unlocated } from "../answers";
import { type Filter, filterFor, writeFilter } from "../filter";
import { L, bounds } from "../leaflet";
import { say } from "../language";
import { BaseLayerNames, baseStyles } from "../map/base-style";
import { drawLand } from "../map/basemap";
import { BasemapNames } from "../map/basemap-names";
import { credits } from "../map/credits";
import { LEAST_SQUARE, drawClusters, merge } from "../map/clusters";
import { FeatureNames } from "../map/feature-names";
import { FAMILY } from "../map/fonts";
import { unpack } from "../map/land";
import { emphasised, stylesOf } from "../map/symbols";
import { type TileAddress, keyOf, place } from "../mvt/address";
import { LINE, POINT, POLYGON, type TileContent, type TileFeature, decode } from "../mvt/decode";
import { draw } from "../mvt/draw";
import { LINE_HEIGHT, type Label, type Obstacle, arrange, wrap } from "../mvt/labels";
import { Hatching } from "../mvt/shapes";
import type { StyleOf } from "../mvt/style";
import { cellsOf } from "../mvt/tile-cells";
import { labelsOf } from "../mvt/tile-labels";
import { type Legend, type SheetTile, legendOf } from "./legend";
import type { SheetFrame } from "./scale";

/** Device pixels per CSS pixel: 288 dots per inch, give or take 2 %. */
const RATIO = 3;

/** Hatching repeats every so many pixels; tiles that are a multiple of it in width show no seam. */
const HATCH_CELL = 8;

/** The service has no deeper tiles; nearer scales draw these larger, precise to 4 cm. */
const DEEPEST_TILE = 18;

/** The map begins here, and its names with it: those of the archipelagos stand on every sheet that shows them. */
const LEAST_NAMED_ZOOM = 5;

/** As browsers do: more at once would only wait in line. */
const AT_ONCE = 6;

const CASING_PIXELS = 3.5;

const SEA = "#e9eef1";
const HALO = "rgba(255,255,255,.92)";

export interface SheetSources {
  readonly tile: (layers: readonly string[], address: TileAddress, signal: AbortSignal, filter: Filter) => Promise<ArrayBuffer | null>;
  readonly basemap: () => Promise<Basemap>;
  readonly communes: () => Promise<readonly NamedPoint[]>;
  /** Null when the service could not tell; the sheet then shows sketches, and says so. */
  readonly baseContent: () => Promise<BaseContent | null>;
  readonly baseTile: (template: string, address: TileAddress, signal: AbortSignal) => Promise<ArrayBuffer | null>;
}

export interface SheetSubject {
  readonly layers: readonly LayerInfo[];
  readonly visible: ReadonlySet<string>;
  readonly filter: Filter;
  readonly unlocated: readonly Unlocated[];
  /** The feature whose details are open, and those of an open task: outlined on the sheet as on the map. */
  readonly selected: number | null;
  readonly marked: ReadonlySet<number>;
}

/** How the sheet's tiles and canvas lie: everything in whole device pixels, so that tiles join without a seam. */
export interface Mosaic {
  readonly zoom: number;
  /** CSS pixels of a tile as drawn; up to 2 % from its true size, which the canvas is then given on the paper. */
  readonly size: number;
  readonly addresses: readonly TileAddress[];
  /** Device pixels from the corner of the world. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Where the canvas is on the paper, in millimetres from the map's corner. */
  readonly onPaper: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

export function mosaicOf(frame: SheetFrame): Mosaic {
  const zoom = Math.max(0, Math.min(DEEPEST_TILE, Math.floor(frame.zoom)));
  const size = HATCH_CELL * Math.max(1, Math.round(256 * 2 ** (frame.zoom - zoom) / HATCH_CELL));
  const count = 2 ** zoom;
  const world = size * RATIO * count;
  const [west, north, east, south] = frame.world;
  const [left, top] = [Math.floor(west * world), Math.floor(north * world)];
  const [width, height] = [Math.ceil(east * world) - left, Math.ceil(south * world) - top];
  const addresses: TileAddress[] = [];
  for (let y = Math.max(0, Math.floor(north * count)); y <= Math.min(count - 1, Math.floor(south * count)); y++) {
    for (let x = Math.max(0, Math.floor(west * count)); x <= Math.min(count - 1, Math.floor(east * count)); x++) addresses.push({ z: zoom, x, y });
  }
  const [mmX, mmY] = frame.worldMm.map(mm => mm / world);
  return {
    zoom, size, addresses, left, top, width, height,
    onPaper: { left: (left / world - west) * frame.worldMm[0], top: (top / world - north) * frame.worldMm[1], width: width * mmX, height: height * mmY },
  };
}

export interface DrawnMap {
  readonly canvas: HTMLCanvasElement;
  readonly onPaper: Mosaic["onPaper"];
  readonly legend: Legend;
  /** Whose rivers and boundaries are drawn, and which are sketches. */
  readonly credits: readonly string[];
}

/** What lies under the layers. */
interface Under {
  readonly basemap: Basemap;
  readonly content: BaseContent | null;
  readonly tiles: readonly Tile[];
  readonly styleOf: StyleOf;
}

/** Gets all that a sheet shows and draws it on one canvas. Nothing is drawn until everything is there: a sheet with a hole would go unnoticed. */
export class SheetMap {
  readonly #known = new Map<string, TileContent>();

  constructor(readonly sources: SheetSources) {}

  async draw(frame: SheetFrame, subject: SheetSubject, signal: AbortSignal): Promise<DrawnMap> {
    const { layers, visible, filter, unlocated, selected, marked } = subject;
    const mosaic = mosaicOf(frame);
    const isVisible = (id: string) => visible.has(id);
    const shown = layers.filter(layer => isVisible(layer.id) && layer.zoom.min <= mosaic.zoom && mosaic.zoom <= layer.zoom.max);
    const ids = shown.map(layer => layer.id);
    const narrowed = filterFor(filter, shown);
    const [under, communes, tiles] = await Promise.all([
      this.#under(frame, mosaic, signal), this.sources.communes(), this.#load(mosaic, address => this.#tile(ids, narrowed, address, signal)), loadFonts(),
    ]);
    signal.throwIfAborted();
    const nearby = unlocated.filter(feature => feature.near && isVisible(feature.layer) && showsCircle(frame, feature));

    const canvas = document.createElement("canvas");
    canvas.width = mosaic.width;
    canvas.height = mosaic.height;
    const context = canvas.getContext("2d")!;
    this.#drawTiles(context, mosaic, tiles, under, subject);
    const { left, top, size } = mosaic;
    const clusters = merge(
      tiles.flatMap(({ address, content }) => cellsOf(content, place(address, DEEPEST_TILE), size, address.x * size, address.y * size, LEAST_SQUARE)), isVisible);
    drawClusters(context, clusters, layers, (x, y) => [x - left / RATIO, y - top / RATIO]);
    const circles = drawUnlocated(context, mosaic, frame, nearby, subject);
    await this.#write(context, mosaic, frame, tiles, circles, under, communes, layers, isVisible);
    const isRaised = (id: number) => id === selected || marked.has(id);
    return { canvas, onPaper: mosaic.onPaper, legend: legendOf(tiles.map(tile => sheetTile(tile, frame)), layers, isVisible, nearby, isRaised), credits: credits(under.content, false) };
  }

  async #under(frame: SheetFrame, mosaic: Mosaic, signal: AbortSignal): Promise<Under> {
    const [basemap, content] = await Promise.all([this.sources.basemap(), this.sources.baseContent()]);
    const template = content?.tiles;
    const tiles = template ? await this.#load(mosaic, address => this.#once(
      `${template} ${keyOf(address)}`, () => this.sources.baseTile(template, address, signal))) : [];
    return { basemap, content, tiles, styleOf: baseStyles(() => frame.zoom, content?.schematic ?? true) };
  }

  async #load({ addresses }: Mosaic, get: (address: TileAddress) => Promise<TileContent>): Promise<Tile[]> {
    const tiles: Tile[] = [];
    let next = 0;
    const take = async () => {
      while (next < addresses.length) {
        const i = next++;
        tiles[i] = { address: addresses[i], content: await get(addresses[i]) };
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, take));
    return tiles;
  }

  async #tile(ids: readonly string[], filter: Filter, address: TileAddress, signal: AbortSignal): Promise<TileContent> {
    if (ids.length === 0) return [];
    return await this.#once(`${ids.join()}?${writeFilter(filter)} ${keyOf(address)}`, () => this.sources.tile(ids, address, signal, filter));
  }

  async #once(key: string, ask: () => Promise<ArrayBuffer | null>): Promise<TileContent> {
    let content = this.#known.get(key);
    if (!content) {
      const bytes = await ask();
      content = bytes && bytes.byteLength > 0 ? decode(bytes) : [];
      this.#known.set(key, content);
    }
    return content;
  }

  #drawTiles(
    context: CanvasRenderingContext2D, mosaic: Mosaic, tiles: readonly Tile[], under: Under, { layers, visible, selected, marked }: SheetSubject,
  ) {
    const { left, top, size, zoom, width, height } = mosaic;
    context.fillStyle = SEA;
    context.fillRect(0, 0, width, height);
    context.setTransform(RATIO, 0, 0, RATIO, 0, 0);
    drawLand(context, unpack(under.basemap, under.content ?? undefined), {
      world: size * 2 ** zoom, x: left / RATIO, y: top / RATIO, width: width / RATIO, height: height / RATIO, zoom,
    });
    const [styleOf, hatching] = [stylesOf(layers, id => visible.has(id)), new Hatching(RATIO)];
    // A dark casing below the feature: its own line keeps saying whether it is in force.
    const cased: StyleOf = (layer, feature) => {
      const style = feature.id === selected || marked.has(feature.id) ? styleOf(layer, feature) : null;
      if (!style) return null;
      const casing = emphasised(style, "marked");
      return style.radius ? casing : { ...casing, width: style.width + CASING_PIXELS };
    };
    const drawAll = (style: StyleOf, kinds?: readonly TileFeature["kind"][], of = tiles) => {
      for (const { address, content } of of) {
        context.setTransform(RATIO, 0, 0, RATIO, address.x * size * RATIO - left, address.y * size * RATIO - top);
        draw(context, content, place(address, DEEPEST_TILE), size, style, hatching, { kinds });
      }
    };
    drawAll(under.styleOf, undefined, under.tiles);
    // Kind by kind over all tiles, so that no tile's areas cover the points of another.
    for (const kind of [POLYGON, LINE, POINT] as const) {
      if (selected !== null || marked.size > 0) drawAll(cased, [kind]);
      drawAll(styleOf, [kind]);
    }
    context.setTransform(RATIO, 0, 0, RATIO, 0, 0);
  }

  async #write(
    context: CanvasRenderingContext2D, { left, top, size, zoom, width, height }: Mosaic, frame: SheetFrame, tiles: readonly Tile[], circles: Circles,
    under: Under, communes: readonly NamedPoint[], layers: readonly LayerInfo[], isVisible: (id: string) => boolean,
  ) {
    const here = <T extends { x: number; y: number }>(at: T): T => ({ ...at, x: at.x - left / RATIO, y: at.y - top / RATIO });
    const window = bounds(frame.extent);
    // What the names of the basemap need to know of a map; its pixels are ours, not those of a whole zoom.
    const view = {
      getZoom: () => Math.max(LEAST_NAMED_ZOOM, frame.zoom), getBounds: () => window,
      project: (place: Parameters<typeof L.CRS.EPSG3857.latLngToPoint>[0]) => L.CRS.EPSG3857.latLngToPoint(place, Math.log2(size / 256) + zoom),
      unproject: (at: Parameters<typeof L.CRS.EPSG3857.pointToLatLng>[0]) => L.CRS.EPSG3857.pointToLatLng(at, Math.log2(size / 256) + zoom),
    } as unknown as ConstructorParameters<typeof BasemapNames>[0];
    const places = new BasemapNames(view, under.basemap.provinces, () => communes, under.basemap.islands);
    const labelsIn = (these: readonly Tile[]) => ({
      labels: () => these.flatMap(({ address, content }) => labelsOf(content, place(address, DEEPEST_TILE), size, address.x * size, address.y * size)),
    });
    const waters = new BaseLayerNames(labelsIn(under.tiles), () => frame.zoom);
    const names = new FeatureNames(labelsIn(tiles), () => frame.zoom, stylesOf(layers, isVisible), layers, isVisible);

    const measure = (text: string, font: string) => {
      context.font = font;
      return context.measureText(text).width;
    };
    const [w, h] = [width / RATIO, height / RATIO];
    const labels = [...circles.labels, ...[...places.labels(), ...waters.labels(), ...names.labels()].map(here)].flatMap(label => whole(label, measure, w, h));
    const placed = arrange(labels, measure, w, h, [...circles.obstacles, ...names.obstacles().map(here)]);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.setLineDash([]);
    context.strokeStyle = HALO;
    for (const { lines, font, color, x, y } of placed) {
      context.font = font;
      context.fillStyle = color;
      lines.forEach((line, i) => {
        const middle = y + (i - (lines.length - 1) / 2) * LINE_HEIGHT;
        context.strokeText(line, x, middle);
        context.fillText(line, x, middle);
      });
    }
  }
}

interface Tile {
  readonly address: TileAddress;
  readonly content: TileContent;
}

/** On a screen one pans to read a name on; on paper a name cut by the frame is lost. What is on the sheet has its name moved in. */
function whole(label: Label, measure: (text: string, font: string) => number, width: number, height: number): Label[] {
  const { text, font, x, y, below } = label;
  if (x < 0 || y < 0 || x > width || y > height) return [];
  const lines = wrap(text);
  const half = Math.max(...lines.map(line => measure(line, font))) / 2 + 2;
  const tall = lines.length * LINE_HEIGHT / 2;
  // Above the symbol where there is no room below it.
  if (below) return y + below + 2 * tall <= height ? [{ ...label, x: within(x, half, width) }] : [{ ...label, x: within(x, half, width), y: y - below - tall, below: 0 }];
  return [{ ...label, x: within(x, half, width), y: within(y, tall, height) }];
}

const within = (at: number, half: number, room: number) => Math.max(half, Math.min(room - half, at));

function sheetTile({ address, content }: Tile, frame: SheetFrame): SheetTile {
  const [west, north, east, south] = frame.world;
  const count = 2 ** address.z;
  return {
    content,
    window: extent => [(west * count - address.x) * extent, (north * count - address.y) * extent, (east * count - address.x) * extent, (south * count - address.y) * extent]
      // What lies in a tile's margin is its neighbour's to count.
      .map(edge => Math.max(0, Math.min(extent, edge))) as unknown as readonly [number, number, number, number],
  };
}

const SIGN_PIXELS = 7;
const NAMES_FROM_ZOOM = 10;

interface Circles {
  readonly labels: readonly Label[];
  readonly obstacles: readonly Obstacle[];
}

/** Whether the circle round a feature that nobody has located reaches onto the sheet. */
function showsCircle(frame: SheetFrame, { near, accuracyM }: Unlocated) {
  const [x, y] = frame.at(...near!);
  const radius = (accuracyM ?? 0) * 1000 / frame.scale;
  const [nearestX, nearestY] = [Math.max(0, Math.min(frame.box.width, x)), Math.max(0, Math.min(frame.box.height, y))];
  return Math.hypot(x - nearestX, y - nearestY) <= radius;
}

function drawUnlocated(
  context: CanvasRenderingContext2D, { onPaper, width, height }: Mosaic, frame: SheetFrame, features: readonly Unlocated[],
  { layers, selected, marked }: SheetSubject,
): Circles {
  const colors = new Map(layers.map(layer => [layer.id, layer.symbol.color]));
  const [acrossMm, alongMm] = [width / RATIO / onPaper.width, height / RATIO / onPaper.height];
  const labels: Label[] = [];
  const obstacles: Obstacle[] = [];
  for (const feature of features) {
    const [mmX, mmY] = frame.at(...feature.near!);
    const [x, y] = [(mmX - onPaper.left) * acrossMm, (mmY - onPaper.top) * alongMm];
    const color = colors.get(feature.layer) ?? "#333";
    const ring = (radiusX: number, radiusY: number, dash: number[], line: number, fill: string, opacity: number) => {
      context.beginPath();
      context.ellipse(x, y, radiusX, radiusY, 0, 0, 2 * Math.PI);
      context.globalAlpha = opacity;
      context.fillStyle = fill;
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = color;
      context.lineWidth = line;
      context.lineCap = "butt";
      context.setLineDash(dash);
      context.stroke();
    };
    const radius = (feature.accuracyM ?? 0) * 1000 / frame.scale;
    const raised = feature.id === selected || marked.has(feature.id);
    ring(radius * acrossMm, radius * alongMm, [5, 5], raised ? 2.6 : 1.3, color, raised ? 0.1 : 0.04);
    ring(SIGN_PIXELS, SIGN_PIXELS, [3, 2.5], raised ? 3 : 2, "#fff", 0.9);
    const shared = { x, y, color: "#2b2620" };
    labels.push({ ...shared, id: `unlocated ${feature.near}`, text: "?", always: true, priority: 2000, font: `600 11px ${FAMILY}` });
    if (frame.zoom >= NAMES_FROM_ZOOM) {
      labels.push({ ...shared, id: `unlocated name ${feature.id}`, text: say(feature.name), priority: 70, font: `600 12px ${FAMILY}`, below: SIGN_PIXELS + 5 });
    }
    obstacles.push({ x, y, radius: SIGN_PIXELS });
  }
  return { labels, obstacles };
}

/** A canvas does not wait for a font: what is written before it came stays in another. */
const loadFonts = () => Promise.all(
  ["400 12px", "600 12px", "italic 400 13px"].map(font => document.fonts.load(`${font} ${FAMILY}`, "Vùng bảo vệ nghiêm ngặt, điểm nóng")));
