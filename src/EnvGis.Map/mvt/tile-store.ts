import { type Extent, type TileAddress, keyOf, touches } from "./address";
import { type TileContent, decode } from "./decode";

/** Bytes of a tile; null when it is empty. `only`: the layers asked for; null for all. */
export type LoadTile = (address: TileAddress, signal: AbortSignal, only: ReadonlySet<string> | null) => Promise<ArrayBuffer | null>;

export interface StoredTile {
  readonly address: TileAddress;
  readonly content: TileContent | null;
  readonly failed: boolean;
}

/** A tile that failed is asked for again after so long, then after twice as long each time, as long as it is shown and somebody looks. */
const [FIRST_RETRY_MS, LAST_RETRY_MS] = [2_000, 60_000];

interface Entry {
  address: TileAddress;
  content: TileContent | null;
  failed: boolean;
  users: Set<(tile: StoredTile) => void>;
  loading: AbortController | null;
  /** What is being loaded: some layers, or null for all. */
  only: ReadonlySet<string> | null;
  wait: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Tiles hold what lies in them and in this share of their side around; the little more is for rounding. */
const MARGIN = 64 / 4096 + 1e-6;

/** Tiles in use, loaded once however many places show them, dropped when nothing does. */
export class TileStore {
  readonly #entries = new Map<string, Entry>();

  constructor(readonly load: LoadTile) {}

  /** `changed` is called when the content arrives, and again after every refresh. */
  use(address: TileAddress, changed: (tile: StoredTile) => void) {
    const key = keyOf(address);
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { address, content: null, failed: false, users: new Set(), loading: null, only: null, wait: FIRST_RETRY_MS, timer: undefined };
      this.#entries.set(key, entry);
      void this.#fetch(entry);
    } else if (!entry.loading) {
      const present = entry;
      queueMicrotask(() => changed(present));
    }
    entry.users.add(changed);
  }

  leave(address: TileAddress, changed: (tile: StoredTile) => void) {
    const entry = this.#entries.get(keyOf(address));
    if (!entry?.users.delete(changed) || entry.users.size > 0) return;
    entry.loading?.abort();
    clearTimeout(entry.timer);
    this.#entries.delete(keyOf(address));
  }

  /** Loads these layers again of exactly the tiles that one of the extents touches; the old content stays until the new is there. */
  refresh(extents: readonly Extent[], layers: ReadonlySet<string>): number {
    return this.#again(entry => extents.some(extent => touches(entry.address, extent, MARGIN)), layers);
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

  #again(which: (entry: Entry) => boolean, only: ReadonlySet<string> | null = null) {
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

  async #fetch(entry: Entry, layers: ReadonlySet<string> | null = null) {
    // What was on its way is given up, so this asks for that as well.
    const only = layers === null || entry.content === null || entry.failed || entry.loading && entry.only === null
      ? null : entry.loading ? new Set([...layers, ...entry.only!]) : layers;
    entry.loading?.abort();
    clearTimeout(entry.timer);
    entry.only = only;
    const loading = entry.loading = new AbortController();
    try {
      const bytes = await this.load(entry.address, loading.signal, only);
      if (loading.signal.aborted) return;
      const content = bytes && bytes.byteLength > 0 ? decode(bytes) : [];
      entry.content = only === null ? content : [...entry.content!.filter(layer => !only.has(layerOf(layer.name))), ...content];
      entry.failed = false;
      entry.wait = FIRST_RETRY_MS;
    } catch (cause) {
      // Whatever kept the tile away, the map shows it as missing and offers to try again.
      if (loading.signal.aborted) return;
      entry.failed = true;
      if (mayPass(cause)) this.#later(entry);
    }
    entry.loading = null;
    for (const changed of entry.users) changed(entry);
  }
}

/** A layer's counts stand in a layer of the tile of their own, named after it: "stations:cells". */
const layerOf = (name: string) => name.split(":", 1)[0];

/** A request that is wrong stays wrong; everything else may have been the line or a service that starts. */
function mayPass(cause: unknown) {
  const status = (cause as { status?: number } | null)?.status ?? 0;
  return !(status >= 400 && status < 500 && status !== 408 && status !== 429);
}
