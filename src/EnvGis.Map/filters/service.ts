// Where what is filtered can be had as data.
import type { LayerInfo } from "../answers";
import { below } from "../base";
import { type Filter, writeFilter } from "../filter";
import { language } from "../language";
import { withQuery } from "../service";

export const exportFile = (layer: string, filter: Filter) => below(withQuery(`/exports/${layer}.geojson`, writeFilter(filter)));

/** By OGC API Features. */
export const items = (layer: string, filter: Filter) => below(withQuery(`/ogc/collections/${layer}/items`, writeFilter(filter)));

export const table = (layers: readonly LayerInfo[], filter: Filter) => {
  const query = writeFilter(filter);
  return below(`/api/list.csv?layers=${layers.map(layer => layer.id).join(",")}&lang=${language()}${query && `&${query}`}`);
};
