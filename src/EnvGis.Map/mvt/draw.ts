import type { Placement } from "./address";
import { LINE, POINT, POLYGON, type TileContent, type TileFeature, middleIfSmall } from "./decode";
import { type Hatching, traceShape } from "./shapes";
import { type Style, type StyleOf, smallestArea } from "./style";

/** From tile units to CSS pixels of the shown tile. */
export interface Transform {
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
}

export function transformOf(placement: Placement, extent: number, size: number): Transform {
  return {
    scale: size * placement.scale / extent,
    dx: -placement.column * size,
    dy: -placement.row * size,
  };
}

interface Batch {
  readonly style: Style;
  readonly members: { feature: TileFeature; transform: Transform }[];
}

/**
 * Symbols reach this many pixels over the tile's edge, and the canvas with them: the tile's own buffer is narrower than a symbol.
 * Areas and lines end at the edge, where the neighbour continues them.
 */
export const OVERHANG = 16;

/** In CSS pixels from the corner of a tile: minX, minY, maxX, maxY. */
export type PixelBox = readonly [number, number, number, number];

/**
 * Draws what `styleOf` gives a style to; the context is in CSS pixels from the corner of a tile `size` wide.
 * `kinds`: those to draw, where many tiles share one canvas and no tile's areas may cover another's points. `within`: what reaches into this box;
 * inside it, what is drawn is the same as without.
 */
export function draw(
  context: CanvasRenderingContext2D, content: TileContent, placement: Placement, size: number, styleOf: StyleOf, hatching: Hatching,
  { kinds, within }: { readonly kinds?: readonly TileFeature["kind"][]; readonly within?: PixelBox } = {},
) {
  for (const { style, members: all } of batches(content, placement, size, styleOf)) {
    const { kind } = all[0].feature;
    if (kinds && !kinds.includes(kind)) continue;
    const members = within ? all.filter(({ feature, transform }) => reaches(feature, transform, within)) : all;
    if (members.length === 0) continue;
    context.save();
    if (kind !== POINT) {
      context.beginPath();
      context.rect(0, 0, size, size);
      context.clip();
    }
    if (kind === POINT && all.length >= MANY) stampAll(context, style, members, hatching);
    else paintAll(context, style, members, hatching);
    context.restore();
  }
}

function paintAll(context: CanvasRenderingContext2D, style: Style, members: Batch["members"], hatching: Hatching) {
  context.beginPath();
  for (const { feature, transform } of members) trace(context, feature, transform, style);
  paint(context, style, members[0].feature.kind, hatching);
  if (!style.ring || !style.radius) return;
  context.beginPath();
  for (const { feature, transform } of members) trace(context, feature, transform, { ...style, shape: "circle", radius: style.radius + 3.5 });
  context.strokeStyle = style.ring;
  context.lineWidth = 1.4;
  context.setLineDash([1.5, 2.5]);
  context.stroke();
}

/** From so many on, a symbol is painted once and copied: a path of thousands of dotted rings takes seconds where no graphics card helps. */
const MANY = 100;

function stampAll(context: CanvasRenderingContext2D, style: Style, members: Batch["members"], hatching: Hatching) {
  const { pixelRatio } = hatching;
  const stamp = hatching.stamp(style, OVERHANG, (on, middle) => {
    const [{ feature }] = members;
    paintAll(on, style, [{ feature: { ...feature, parts: [Int32Array.of(0, 0)] }, transform: { scale: 1, dx: middle, dy: middle } }], hatching);
  });
  // Between pixels a copy would blur.
  const whole = (at: number) => Math.round(at * pixelRatio);
  const places: number[] = [];
  for (const { feature, transform: { scale, dx, dy } } of members) {
    for (const part of feature.parts) {
      for (let i = 0; i < part.length; i += 2) places.push(whole(part[i] * scale + dx), whole(part[i + 1] * scale + dy));
    }
  }
  hatching.pad.print(context, stamp, places, pixelRatio, OVERHANG);
}

function batches(content: TileContent, placement: Placement, size: number, styleOf: StyleOf): Batch[] {
  const found = new Map<Style, Batch>();
  const add = (style: Style, feature: TileFeature, transform: Transform) => {
    let batch = found.get(style);
    if (!batch) found.set(style, batch = { style, members: [] });
    batch.members.push({ feature, transform });
  };
  const all: PixelBox = [0, 0, size, size];
  for (const layer of content) {
    const transform = transformOf(placement, layer.extent, size);
    for (const feature of layer.features) {
      if (!reaches(feature, transform, all)) continue;
      const style = styleOf(layer.name, feature);
      if (!style) continue;
      const middle = style.small && middleIfSmall(feature, layer.extent, smallestArea(style.small) / transform.scale);
      if (middle) add(style.small!, { ...feature, kind: POINT, parts: [Int32Array.from(middle)] }, transform);
      else add(style, feature, transform);
    }
  }
  return [...found.values()].sort((a, b) => a.style.order - b.style.order);
}

function reaches({ box }: TileFeature, { scale, dx, dy }: Transform, [west, north, east, south]: PixelBox) {
  return box[2] * scale + dx > west - OVERHANG && box[0] * scale + dx < east + OVERHANG
    && box[3] * scale + dy > north - OVERHANG && box[1] * scale + dy < south + OVERHANG;
}

function trace(context: CanvasRenderingContext2D, feature: TileFeature, { scale, dx, dy }: Transform, style: Style) {
  for (const part of feature.parts) {
    if (feature.kind === POINT) {
      for (let i = 0; i < part.length; i += 2) {
        traceShape(context, part[i] * scale + dx, part[i + 1] * scale + dy, style.radius ?? 6, style.shape ?? "circle");
      }
      continue;
    }
    context.moveTo(part[0] * scale + dx, part[1] * scale + dy);
    for (let i = 2; i < part.length; i += 2) context.lineTo(part[i] * scale + dx, part[i + 1] * scale + dy);
    if (feature.kind === POLYGON) context.closePath();
  }
}

function paint(context: CanvasRenderingContext2D, style: Style, kind: TileFeature["kind"], hatching: Hatching) {
  const opacity = style.opacity ?? 1;
  if (kind !== LINE && style.fill) {
    context.globalAlpha = (style.fillOpacity ?? 1) * opacity;
    context.fillStyle = style.fill;
    context.fill();
    const brush = style.pattern && style.pattern !== "plain" ? hatching.brush(style.pattern, style.fill) : null;
    if (brush) {
      context.globalAlpha = 0.75 * opacity;
      context.fillStyle = brush;
      context.fill();
    }
  }
  context.globalAlpha = opacity;
  context.strokeStyle = style.stroke;
  context.lineWidth = style.width;
  context.lineJoin = "round";
  context.lineCap = style.dash && style.dash[0] < 2 ? "round" : "butt";
  context.setLineDash(style.dash ? [...style.dash] : []);
  context.stroke();
}
