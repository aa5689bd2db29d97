// What the map asks of the service: tiles of the layers, and what lies under them.
import type { Basemap, NamedPoint } from "../answers";
import { type Filter, NO_FILTER, writeFilter } from "../filter";
import type { TileAddress } from "../mvt/address";
import { bytes, file, get, withQuery } from "../service";

/** One tile with all the listed layers; null when there is nothing in it. The browser's own cache asks whether it changed. */
export const tile = (ids: readonly string[], { z, x, y }: TileAddress, signal: AbortSignal, filter: Filter = NO_FILTER): Promise<ArrayBuffer | null> =>
  bytes(withQuery(`/tiles/${ids.join(",")}/${z}/${x}/${y}.mvt`, writeFilter(filter)), signal);

export const basemap = () => file<Basemap>("/app/basemap.json");

export const baseContent = () => get<"/api/map">("/api/map");

/** A tile of what lies under the layers; null when there is nothing in it. `template` is the one that the service gave. */
export const baseTile = (template: string, { z, x, y }: TileAddress, signal: AbortSignal): Promise<ArrayBuffer | null> =>
  bytes(template.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y)), signal);

/** Of a square of one degree that `Basemap.communeCells` names. */
export const communesOf = async (cell: string) => (await file<{ communes: NamedPoint[] }>(`/app/communes/${cell}.json`)).communes;

export const communes = async () => (await file<{ communes: NamedPoint[] }>("/app/communes.json")).communes;
