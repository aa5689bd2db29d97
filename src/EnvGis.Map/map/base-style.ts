import { LINE, POLYGON, type TileFeature } from "../mvt/decode";
import type { LabelSource } from "../mvt/label-pane";
import type { Label } from "../mvt/labels";
import type { Style, StyleOf } from "../mvt/style";
import type { TileLabel } from "../mvt/tile-labels";
import { FAMILY } from "./fonts";

const COLORS = {
  commune: "#CFC8BA", province: "#8B8577", water: "#A9CCE3", lake: "#CBE0EE", road: "#DCD1BA", place: "#6B6557", waterName: "#2F6488", roadName: "#6D5F3F",
};

/** Pixels by zoom, between these as between them: rivers and roads widen as the map comes nearer. */
const WIDTHS = [[5, 0.7], [8, 1.1], [11, 1.8], [14, 3.5], [17, 7], [19, 12]] as const;

export function widthAt(zoom: number, rank: number) {
  let width: number = WIDTHS[0][1];
  WIDTHS.slice(1).forEach(([to, wide], i) => {
    const [from, narrow] = WIDTHS[i];
    if (zoom > from) width = narrow + (wide - narrow) * Math.min(1, (zoom - from) / (to - from));
  });
  return width * [0.7, 1, 1.4][Math.min(3, Math.max(1, rank)) - 1];
}

/**
 * How what a department has loaded looks at a zoom: calm, under everything else.
 * @param schematic Where provinces are sketches, the outer lines of communes are drawn too: no real province line is there in their place.
 */
export function baseStyles(zoomNow: () => number, schematic: boolean): StyleOf {
  const styles = new Map<string, Style | null>();
  return (layer, feature) => {
    const zoom = Math.round(zoomNow() * 2) / 2;
    const rank = Number(feature.properties.rank ?? 1);
    const outer = layer === "commune" && feature.properties.inner !== true;
    const key = `${layer} ${feature.kind} ${rank} ${outer} ${zoom}`;
    let style = styles.get(key);
    if (style === undefined) styles.set(key, style = outer && !schematic ? null : styleAt(layer, feature, rank, zoom));
    return style;
  };
}

function styleAt(layer: string, { kind }: TileFeature, rank: number, zoom: number): Style | null {
  switch (layer) {
    case "lake": return { order: 10, fill: COLORS.lake, stroke: COLORS.water, width: 0.8 };
    case "river":
      return kind === LINE ? { order: 20, stroke: COLORS.water, width: widthAt(zoom, rank) }
        : kind === POLYGON ? { order: 20, fill: COLORS.water, stroke: COLORS.water, width: 0.5 } : null;
    case "road": return { order: 30, stroke: COLORS.road, width: Math.max(0.8, widthAt(zoom, rank) * 0.8) };
    case "commune": return { order: 40, stroke: COLORS.commune, width: zoom < 11 ? 0.9 : 1.2, dash: [4, 3] };
    case "province": return { order: 50, stroke: COLORS.province, width: zoom < 7 ? 0.8 : zoom < 10 ? 1.1 : 1.5, dash: [9, 3, 1.5, 3] };
    case "place": return { order: 60, fill: COLORS.place, stroke: "#fff", width: 1, shape: "circle", radius: 2.6 };
    default: return null;
  }
}

const NAMED_LAKE_PIXELS = 40;
const ROADS_NAMED_FROM_ZOOM = 11;

/** Names of rivers, lakes, roads and places. */
export class BaseLayerNames implements LabelSource {
  constructor(readonly tiles: { labels(): readonly TileLabel[] }, readonly zoom: () => number) {}

  labels(): readonly Label[] {
    const zoom = this.zoom();
    return this.tiles.labels().flatMap(({ layer, feature, x, y, across }): Label[] => {
      const { name } = feature.properties;
      if (typeof name !== "string" || name === "") return [];
      switch (layer) {
        // The same river in several tiles is named once in a window.
        case "river": return [{ id: `river ${name}`, text: name, x, y, priority: 15, font: `italic 400 11.5px ${FAMILY}`, color: COLORS.waterName }];
        case "lake":
          return across < NAMED_LAKE_PIXELS ? []
            : [{ id: `lake ${feature.id}`, text: name, x, y, priority: 16, font: `italic 400 11.5px ${FAMILY}`, color: COLORS.waterName }];
        case "road":
          return zoom < ROADS_NAMED_FROM_ZOOM ? []
            : [{ id: `road ${name}`, text: name, x, y, priority: 10, font: `400 10.5px ${FAMILY}`, color: COLORS.roadName }];
        case "place": return [{ id: `place ${feature.id}`, text: name, x, y, priority: 25, font: `400 12px ${FAMILY}`, color: "#4a453d", below: 4 }];
        default: return [];
      }
    });
  }
}
