import { type TemplateResult, html, svg } from "lit";
import type { LayerInfo } from "../answers";
import type { Shape } from "../mvt/style";

const INK = "#26221c";

/** The layer's look as a small picture: an area with its hatching, or the shape of its points. */
export function swatch(layer: LayerInfo): TemplateResult {
  const { color, shape, ramp } = layer.symbol;
  if (layer.geometry === "point" || layer.geometry === "point-or-polygon") {
    return picture(svg`${layer.geometry === "point" ? "" : svg`<rect x="1" y="1" width="24" height="16" rx="3" fill=${color} fill-opacity=".16"
      stroke=${color} stroke-opacity=".7"/>`}${pointShape(shape ?? "circle", 13, 9, 5.5, ramp ? ramp.steps[Math.floor(ramp.steps.length / 2)].color : color)}`);
  }
  const lines = layer.geometry === "line-or-polygon" || layer.geometry === "line"
    ? svg`<path d="M2 14 Q9 2 13 9 T24 4" fill="none" stroke=${color} stroke-width="2.6"/>` : "";
  if (layer.geometry === "line") return picture(lines as TemplateResult<2>);
  return picture(svg`<rect x="1" y="1" width="24" height="16" rx="3" fill=${color} fill-opacity=".22" stroke=${color} stroke-width="1.6"/>
    ${hatching(layer)}${layer.geometry === "line-or-polygon" ? lines : ""}`);
}

function hatching({ symbol: { pattern, color } }: LayerInfo) {
  const rising = "M2 10 L9 2 M2 16 L15 2 M7 16 L21 2 M14 16 L24 5 M20 16 L24 11";
  const falling = "M2 8 L9 16 M2 2 L15 16 M8 2 L21 16 M14 2 L24 13 M20 2 L24 6";
  const path = { "plain": "", "hatch-right": rising, "hatch-left": falling, "cross-hatch": `${rising} ${falling}` }[pattern ?? "plain"];
  return path ? svg`<path d=${path} stroke=${color} stroke-width=".9" fill="none"/>` : "";
}

export function stepSwatch(color: string, radius: number, shape: Shape): TemplateResult {
  return html`<svg class="swatch step" viewBox="0 0 22 22" width="20" height="20" aria-hidden="true">${pointShape(shape, 11, 11, radius, color)}</svg>`;
}

function pointShape(shape: Shape, x: number, y: number, r: number, color: string) {
  switch (shape) {
    case "square": return svg`<rect x=${x - r * 0.9} y=${y - r * 0.9} width=${r * 1.8} height=${r * 1.8} fill=${color} stroke=${INK}/>`;
    case "triangle":
      return svg`<path d="M${x} ${y - r * 1.15} L${x + r * 1.1} ${y + r * 0.8} L${x - r * 1.1} ${y + r * 0.8} Z" fill=${color} stroke=${INK}/>`;
    case "diamond":
      return svg`<path d="M${x} ${y - r * 1.2} L${x + r * 1.2} ${y} L${x} ${y + r * 1.2} L${x - r * 1.2} ${y} Z" fill=${color} stroke=${INK}/>`;
    default: return svg`<circle cx=${x} cy=${y} r=${r} fill=${color} stroke=${INK}/>`;
  }
}

/** The looks that hold for every layer: proposed, demonstration, position unknown. */
export const keys = {
  proposed: () => picture(svg`<rect x="1" y="1" width="24" height="16" rx="3" fill="#555" fill-opacity=".1" stroke="#555" stroke-width="1.6" stroke-dasharray="4 3"/>`),
  demonstration: () => picture(svg`<rect x="1.5" y="1.5" width="23" height="15" rx="3" fill="#555" fill-opacity=".1" stroke="#555" stroke-width="2"
    stroke-dasharray=".5 3.5" stroke-linecap="round"/>`),
  unlocated: () => picture(svg`<circle cx="13" cy="9" r="7.5" fill="#fff" stroke="#555" stroke-width="1.6" stroke-dasharray="3 2.4"/>`),
};

const picture = (content: TemplateResult<2>) =>
  html`<svg class="swatch" viewBox="0 0 26 18" width="26" height="18" aria-hidden="true">${content}</svg>`;
