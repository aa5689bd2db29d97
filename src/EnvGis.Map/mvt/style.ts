import type { TileFeature } from "./decode";

export type Pattern = "plain" | "cross-hatch" | "hatch-right" | "hatch-left";
export type Shape = "circle" | "square" | "triangle" | "diamond";

/**
 * How features are drawn. One object per look, reused for every feature that has it: features are drawn in batches by object.
 * Lengths are CSS pixels.
 */
export interface Style {
  /** Lower is drawn first. Stated, because the order of features differs from tile to tile. */
  readonly order: number;
  readonly fill?: string;
  readonly fillOpacity?: number;
  /** Of the whole sign, from 0 to 1. */
  readonly opacity?: number;
  readonly pattern?: Pattern;
  readonly stroke: string;
  readonly width: number;
  readonly dash?: readonly number[];
  readonly shape?: Shape;
  readonly radius?: number;
  /** A dotted ring round a point symbol. */
  readonly ring?: string;
  /** For an area: the point symbol drawn in its place while it is hardly larger than that symbol. */
  readonly small?: Style;
}

export type StyleOf = (layer: string, feature: TileFeature) => Style | null;

/** An area up to this wide, in pixels, is shown by its symbol: its outline could not be read. */
export const smallestArea = ({ radius = 0 }: Style) => radius * 3.2;
