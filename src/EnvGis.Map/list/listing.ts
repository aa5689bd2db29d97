import type { LayerInfo } from "../answers";
import { type Filter, filterFor, writeFilter } from "../filter";
import type { Extent } from "../mvt/address";

export const ORDERS = ["severity", "overdue", "distance"] as const;

export type Order = typeof ORDERS[number];

/** What the address says; null when the list is closed, by severity when it asks for an order there is none of. */
export const orderOf = (options: Readonly<Record<string, string>>): Order | null =>
  options.list === undefined ? null : ORDERS.find(order => order === options.list) ?? "severity";

/** Layers that the map shows at this zoom. */
export const onShow = (layers: readonly LayerInfo[], visible: ReadonlySet<string>, zoom: number) =>
  layers.filter(layer => visible.has(layer.id) && zoom >= layer.zoom.min);

/** The words of /api/list and /api/list.csv for a window. `from`: where distances are measured from. */
export function listQuery(
  layers: readonly LayerInfo[], filter: Filter, extent: Extent, order: Order, from: { readonly longitude: number; readonly latitude: number },
): string {
  const filtered = writeFilter(filterFor(filter, layers));
  return [
    `layers=${layers.map(layer => layer.id).join(",")}`, `bbox=${extent.map(degrees => degrees.toFixed(5)).join(",")}`, ...filtered ? [filtered] : [],
    `sort=${order}`, `at=${from.longitude.toFixed(5)},${from.latitude.toFixed(5)}`,
  ].join("&");
}
