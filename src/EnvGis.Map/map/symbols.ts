import type { LayerInfo } from "../answers";
import { type Arrangement, AS_IT_COMES, inOrder, opacityOf } from "../layers/arrangement";
import { LINE, POINT, type TileFeature } from "../mvt/decode";
import type { Style, StyleOf } from "../mvt/style";

const INK = "#26221c";
const DOTS = [0.5, 4];
const DASHES = [6, 4];
const DASH_DOT = [6, 3.5, 0.5, 3.5];

/** Polygons lie under lines, lines under points, whatever layer they are of. */
const BY_KIND = 10_000;
const BY_LAYER = 10;

/** What a feature's look depends on beside its layer. */
export interface Look {
  readonly kind: TileFeature["kind"];
  readonly demonstration: boolean;
  /** Proposed, not in force: dashed outline, faint fill, no hatching. */
  readonly dashed: boolean;
  /** Position in the layer's ramp; -1 when the layer has none or the value is unknown. */
  readonly step: number;
}

export function lookOf(layer: LayerInfo, { kind, properties }: TileFeature): Look {
  const { ramp, dashed } = layer.symbol;
  return {
    kind,
    demonstration: properties.demo === true,
    dashed: dashed !== undefined && dashed.values.includes(String(properties[dashed.attribute])),
    step: ramp ? ramp.steps.findIndex(step => step.code === properties[ramp.attribute]) : -1,
  };
}

const SMALL_AREA_RADIUS = 5;

/** `rank`: how far above the lowest layer. */
export function styleFor(layer: LayerInfo, look: Look, rank: number, opacity = 1): Style {
  const { kind, demonstration, dashed, step } = look;
  const { symbol } = layer;
  const graded = symbol.ramp?.steps[step];
  const color = graded?.color ?? symbol.color;
  const order = (3 - kind) * BY_KIND + rank * BY_LAYER + Math.max(0, step);
  const dash = demonstration ? dashed ? DASH_DOT : DOTS : dashed ? DASHES : undefined;
  if (kind === POINT) {
    return {
      order, opacity, fill: dashed ? "#fff" : color, stroke: dashed ? color : INK, width: dashed ? 2 : 1,
      shape: symbol.shape ?? (layer.geometry === "polygon" ? "square" : "circle"), radius: graded?.radius ?? 6, ring: demonstration ? INK : undefined,
    };
  }
  if (kind === LINE) return { order, opacity, stroke: color, width: 3, dash };
  return {
    order, opacity, fill: color, fillOpacity: dashed ? 0.1 : demonstration ? 0.14 : 0.22, pattern: dashed ? "plain" : symbol.pattern ?? "plain",
    stroke: color, width: demonstration ? 2.2 : 1.6, dash,
    small: { ...styleFor(layer, { ...look, kind: POINT }, rank, opacity), radius: graded?.radius ?? SMALL_AREA_RADIUS },
  };
}

/** One style object per look, so that the tile layer can draw features in batches. What stands first in the legend lies on top. */
export function stylesOf(layers: readonly LayerInfo[], isVisible: (id: string) => boolean, arranged: () => Arrangement = () => AS_IT_COMES): StyleOf {
  let arrangement: Arrangement | null = null;
  let byId = new Map<string, { layer: LayerInfo; rank: number; opacity: number; styles: Map<string, Style> }>();
  return (id, feature) => {
    if (arrangement !== arranged()) {
      arrangement = arranged();
      byId = new Map(inOrder(layers, arrangement).reverse().map((layer, rank) =>
        [layer.id, { layer, rank, opacity: opacityOf(arrangement!, layer.id), styles: new Map() }]));
    }
    const known = byId.get(id);
    if (!known || !isVisible(id)) return null;
    const look = lookOf(known.layer, feature);
    const key = `${look.kind} ${look.demonstration} ${look.dashed} ${look.step}`;
    let style = known.styles.get(key);
    if (!style) known.styles.set(key, style = styleFor(known.layer, look, known.rank, known.opacity));
    return style;
  };
}

export type Emphasis = "hover" | "selected" | "marked";

/** Emphasis outlines and thickens; it never changes a hue, which says what a thing is. */
export function emphasised(style: Style, state: string): Style {
  const selected = state === "selected";
  const base: Style = {
    ...style, opacity: 1, pattern: "plain", ring: undefined, dash: undefined, stroke: "#16130f", small: style.small && emphasised(style.small, state),
  };
  if (style.radius) {
    return { ...base, fill: selected || style.fill === "#fff" ? style.fill : undefined, radius: style.radius + (selected ? 3 : 2), width: selected ? 3.5 : 2.5 };
  }
  if (selected) return { ...base, fillOpacity: 0.45, width: 3.5 };
  return { ...base, fill: undefined, width: state === "marked" ? 3 : 2.2 };
}
