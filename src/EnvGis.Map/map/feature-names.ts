import type { LayerInfo } from "../answers";
import { say } from "../language";
import type { LabelSource } from "../mvt/label-pane";
import type { Label, Obstacle } from "../mvt/labels";
import type { StyleOf } from "../mvt/style";
import type { TileLabel } from "../mvt/tile-labels";
import { FAMILY } from "./fonts";

const POINT_NAMES_FROM_ZOOM = 12;

/** An area smaller than this would vanish under its own name. */
const NAMED_AREA_PIXELS = 44;

/** Names of the features on show: areas by their label point, points below their symbol. */
export class FeatureNames implements LabelSource {
  constructor(
    readonly tiles: { labels(): readonly TileLabel[] }, readonly zoom: () => number, readonly styleOf: StyleOf, readonly layers: readonly LayerInfo[],
    readonly isVisible: (layer: string) => boolean,
  ) {}

  labels(): readonly Label[] {
    const zoom = this.zoom();
    const labels: Label[] = [];
    for (const { layer, feature, x, y, onSymbol, across } of this.tiles.labels()) {
      const name = nameOf(feature);
      if (name === "" || !this.isVisible(layer)) continue;
      if (onSymbol ? zoom < POINT_NAMES_FROM_ZOOM : across < NAMED_AREA_PIXELS) continue;
      // Larger areas first; a point's name gives way to an area's, and both to the names of provinces.
      const priority = onSymbol ? 50 : 60 + Math.min(9, across / 100);
      const radius = onSymbol ? this.styleOf(layer, feature)?.radius ?? 6 : 0;
      labels.push({
        id: `${layer}/${feature.id}`, text: name, x, y, priority, font: `600 12px ${FAMILY}`, color: "#2b2620",
        below: onSymbol ? radius + 3 : undefined,
      });
    }
    return labels;
  }

  obstacles(): readonly Obstacle[] {
    // An area too small for a name is drawn as a symbol, or nearly as small as one.
    return this.tiles.labels().filter(label => (label.onSymbol || label.across < NAMED_AREA_PIXELS) && this.isVisible(label.layer))
      .map(({ layer, feature, x, y }) => ({ x, y, radius: this.styleOf(layer, feature)?.radius ?? 0 }));
  }
}

/** A feature's name as tiles carry it, in the page's language; Vietnamese where there is no English one, empty where there is none. */
export function nameOf({ properties }: { readonly properties: Readonly<Record<string, unknown>> }): string {
  const { name, name_en: english } = properties;
  const vi = typeof name === "string" ? name : "";
  return say({ vi, en: typeof english === "string" ? english : vi });
}
