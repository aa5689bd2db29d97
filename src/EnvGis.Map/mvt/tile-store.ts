import { type Extent, type TileAddress, keyOf, touches } from "./address";
import { type TileContent, decode } from "./decode";

/** What of a tile is asked for: these layers, and of them all features or some. */
export interface Part {
  readonly layers: ReadonlySet<string>;
  /** Null for all features of the layers. */
  readonly ids: ReadonlySet<number> | null;
}

/** Of a tile, in its sides from its corner: minX, minY, maxX, maxY. */
export type Box = readonly [number, number, number, number];

/** Bytes of a tile; null when it is empty. `only`: what is asked for; null for all. */
export type LoadTile = (address: TileAddress, signal: AbortSignal, only: Part | null) => Promise<ArrayBuffer | null>;

export interface StoredTile {
  readonly address: TileAddress;
  readonly content: TileContent | null;
  readonly failed: boolean;
}

/** A tile that failed is asked for again after so long, then after twice as long each time, as long as it is shown and somebody looks. */
const [FIRST_RETRY_MS, LAST_RETRY_MS] = [2_000, 60_000];

/** `where` is what has changed in the tile; null for anything. */
type Changed = (tile: StoredTile, where: Box | null) => void;

interface Entry {
  address: TileAddress;
  content: TileContent | null;
  failed: boolean;
  users: Set<Changed>;
  loading: AbortController | null;
  /** What is being loaded; null for all. */
  only: Part | null;
  wait: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Tiles hold what lies in them and in this share of their side around; the little more is for rounding. */
const MARGIN = 64 / 4096 + 1e-6;

/** More features than these are loaded with all of their layer. */
const MOST_SINGLY = 50;

/** Tiles in use, loaded once however many places show them, dropped when nothing does. */
export class TileStore {
  readonly #entries = new Map<string, Entry>();

  /** From the zoom `complete` on, a tile has all features that lie in it, each as if it were alone: there one can be loaded without the others. */
  constructor(readonly load: LoadTile, readonly complete = Infinity) {}

  /** `changed` is called when the content arrives, and again after every refresh. */
  use(address: TileAddress, changed: Changed) {
    const key = keyOf(address);
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { address, content: null, failed: false, users: new Set(), loading: null, only: null, wait: FIRST_RETRY_MS, timer: undefined };
      this.#entries.set(key, entry);
      void this.#fetch(entry);
    } else if (!entry.loading) {
      const present = entry;
      queueMicrotask(() => changed(present, null));
    }
    entry.users.add(changed);
  }

  leave(address: TileAddress, changed: Changed) {
    const entry = this.#entries.get(keyOf(address));
    if (!entry?.users.delete(changed) || entry.users.size > 0) return;
    entry.loading?.abort();
    clearTimeout(entry.timer);
    this.#entries.delete(keyOf(address));
  }

  /** Loads this again of exactly the tiles that one of the extents touches; the old content stays until the new is there. */
  refresh(extents: readonly Extent[], part: Part): number {
    return this.#again(entry => extents.some(extent => touches(entry.address, extent, MARGIN)), part);
  }

  refreshAll(): number {
    return this.#again(() => true);
  }

  retryFailed(): number {
    return this.#again(entry => entry.failed);
  }

  get failures(): number {
    return [...this.#entries.values()].filter(entry => entry.failed).length;
  }

  #again(which: (entry: Entry) => boolean, only: Part | null = null) {
    const chosen = [...this.#entries.values()].filter(which);
    for (const entry of chosen) void this.#fetch(entry, only);
    return chosen.length;
  }

  #later(entry: Entry) {
    entry.timer = setTimeout(() => {
      if (globalThis.document?.hidden) this.#later(entry);
      else void this.#fetch(entry);
    }, entry.wait * (1 + Math.random() / 4));
    entry.wait = Math.min(2 * entry.wait, LAST_RETRY_MS);
  }

  async #fetch(entry: Entry, part: Part | null = null) {
    // What was on its way is given up, so this asks for that as well.
    const wanted = part === null || entry.content === null || entry.failed || entry.loading && entry.only === null
      ? null : entry.loading ? both(part, entry.only!) : part;
    const only = wanted?.ids && (entry.address.z < this.complete || wanted.ids.size > MOST_SINGLY) ? { ...wanted, ids: null } : wanted;
    entry.loading?.abort();
    clearTimeout(entry.timer);
    entry.only = only;
    const loading = entry.loading = new AbortController();
    let where: Box | null = null;
    try {
      const bytes = await this.load(entry.address, loading.signal, only);
      if (loading.signal.aborted) return;
      const content = bytes && bytes.byteLength > 0 ? decode(bytes) : [];
      if (only?.ids) where = boxOf([...entry.content!, ...content], only.layers, only.ids);
      entry.content = only === null ? content : patched(entry.content!, content, only);
      entry.failed = false;
      entry.wait = FIRST_RETRY_MS;
    } catch (cause) {
      // Whatever kept the tile away, the map shows it as missing and offers to try again.
      if (loading.signal.aborted) return;
      entry.failed = true;
      if (mayPass(cause)) this.#later(entry);
    }
    entry.loading = null;
    for (const changed of entry.users) changed(entry, where);
  }
}

const both = (a: Part, b: Part): Part => ({
  layers: new Set([...a.layers, ...b.layers]), ids: a.ids && b.ids ? new Set([...a.ids, ...b.ids]) : null,
});

/** The old content with what was asked for in the place of what it had of that; features stand by id, as the service sends them. */
function patched(old: TileContent, fresh: TileContent, { layers, ids }: Part): TileContent {
  const unused = new Map(fresh.map(layer => [layer.name, layer]));
  const kept = old.flatMap(layer => {
    if (!layers.has(layerOf(layer.name))) return [layer];
    const now = unused.get(layer.name);
    unused.delete(layer.name);
    if (ids === null) return now ? [now] : [];
    const features = [...layer.features.filter(feature => !ids.has(feature.id)), ...(now?.features ?? [])].sort((a, b) => a.id - b.id);
    return features.length > 0 ? [{ ...layer, features }] : [];
  });
  return [...kept, ...unused.values()];
}

/** What these features take up; with nothing of them there, a box of nothing. */
function boxOf(content: TileContent, layers: ReadonlySet<string>, ids: ReadonlySet<number>): Box {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { name, extent, features } of content) {
    if (!layers.has(layerOf(name))) continue;
    for (const { id, box } of features) {
      if (!ids.has(id)) continue;
      [west, north, east, south] = [Math.min(west, box[0] / extent), Math.min(north, box[1] / extent), Math.max(east, box[2] / extent), Math.max(south, box[3] / extent)];
    }
  }
  return [west, north, east, south];
}

/** A layer's counts stand in a layer of the tile of their own, named after it: "stations:cells". */
const layerOf = (name: string) => name.split(":", 1)[0];

/** A request that is wrong stays wrong; everything else may have been the line or a service that starts. */
function mayPass(cause: unknown) {
  const status = (cause as { status?: number } | null)?.status ?? 0;
  return !(status >= 400 && status < 500 && status !== 408 && status !== 429);
}
