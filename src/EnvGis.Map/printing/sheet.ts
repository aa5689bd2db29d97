import { type TemplateResult, html, nothing, svg } from "lit";
import type { Grid, Revision } from "../answers";
import { date, distance, number, say, t } from "../language";
import { keys, stepSwatch, swatch } from "../layers/swatch";
import { convergence, degreesAndMinutes, gridOnSheet } from "./grid";
import type { Layout, Paper } from "./layout";
import type { Legend, LegendEntry } from "./legend";
import { type Bar, type SheetFrame, barOf } from "./scale";
import type { DrawnMap } from "./sheet-map";

/** All that stands on a sheet. */
export interface SheetModel {
  readonly layout: Layout;
  readonly frame: SheetFrame;
  readonly title: string;
  readonly subtitle: string;
  /** Null while it is being made, or could not be. */
  readonly map: DrawnMap | null;
  /** Null when none is wanted. */
  readonly grid: Grid | null;
  readonly revision: Revision;
  readonly printedAt: Date;
  readonly address: string;
}

/** Beside the north arrow in the narrower of the two columns there is room for this much, with the numbers at its ends. */
const BAR_MOST_MM: Readonly<Record<Paper, number>> = { A4: 40, A3: 52 };

/** The sheet in true millimetres. */
export function sheetView(model: SheetModel): TemplateResult {
  const { layout, title, subtitle, map } = model;
  const { sheet, margin, head, foot, side, below, gap, orientation, paper } = layout;
  const sizes = `--sheet-width:${sheet.width}mm;--sheet-height:${sheet.height}mm;--margin:${margin}mm;--head:${head}mm;--foot:${foot}mm;`
    + `--side:${side}mm;--below:${below}mm;--gap:${gap}mm`;
  return html`<article class="sheet is-${orientation} is-${paper.toLowerCase()}" .style=${sizes} lang=${document.documentElement.lang}>
    <header><h3>${title}</h3><p>${subtitle}</p></header>
    ${mapView(model)}
    <aside>
      ${map ? legendView(map.legend) : nothing}
      ${scaleView(model)}
    </aside>
    <footer>${notes(model).map(note => html`<p>${note}</p>`)}</footer>
  </article>`;
}

function mapView({ layout: { map: box, band }, frame, map, grid }: SheetModel) {
  const whole = `left:${band}mm;top:${band}mm;width:${box.width}mm;height:${box.height}mm`;
  const cut = grid && gridOnSheet(grid, frame);
  const inner = map?.onPaper;
  if (map && inner) map.canvas.style.cssText = `left:${inner.left}mm;top:${inner.top}mm;width:${inner.width}mm;height:${inner.height}mm`;
  return html`<div class="sheet-map" .style="width:${box.width + 2 * band}mm;height:${box.height + 2 * band}mm">
    <div class="sheet-window" .style=${whole}>${map?.canvas}</div>
    <svg class="sheet-grid" .style="width:${box.width + 2 * band}mm;height:${box.height + 2 * band}mm" viewBox="${-band} ${-band} ${box.width + 2 * band} ${box.height + 2 * band}" aria-hidden="true">
      ${cut?.lines.map(line => line.pieces.map(piece => svg`<polyline points=${piece.map(mm => mm.toFixed(3)).join(" ")}></polyline>`))}
      <rect class="frame" width=${box.width} height=${box.height}></rect>
      ${cut?.labels.map(({ text, x, y, side }) => {
        const [at, angle] = { top: [`${x} ${-1.1}`, 0], bottom: [`${x} ${box.height + 2.9}`, 0], left: [`${-1.1} ${y}`, -90], right: [`${box.width + 2.9} ${y}`, -90] }[side];
        return svg`<text transform="translate(${at}) rotate(${angle})">${text}</text>`;
      })}
    </svg>
  </div>`;
}

function legendView({ entries, inForce, proposed, demonstration, unlocated, raised }: Legend) {
  const common = [
    inForce && [inForceKey(), t("print.key.inForce")], proposed && [keys.proposed(), t("layers.proposed")],
    demonstration && [keys.demonstration(), t("layers.demonstration")], unlocated && [keys.unlocated(), t("layers.unlocated")],
    raised && [raisedKey(), t("print.key.raised")],
  ].filter(key => key !== false);
  return html`<section class="sheet-legend">
    <h4>${t("print.legend")}</h4>
    ${entries.length === 0 ? html`<p>${t("print.legend.empty")}</p>` : html`<ul>${entries.map(entryView)}</ul>`}
    ${common.length > 0 ? html`<ul class="common">${common.map(([key, words]) => html`<li>${key}<span>${words}</span></li>`)}</ul>` : nothing}
  </section>`;
}

function entryView({ layer, steps }: LegendEntry) {
  const { ramp, shape } = layer.symbol;
  const attribute = layer.attributes.find(a => a.name === ramp?.attribute);
  const title = (code: string) => {
    const value = attribute?.codelist?.find(entry => entry.code === code);
    return value ? say(value.title) : code;
  };
  return html`<li>${swatch(layer)}<span>${say(layer.title)}
    ${ramp && steps.length > 0 ? html`<span class="steps">${steps.map(i => ramp.steps[i]).map(step =>
      html`<span>${stepSwatch(step.color, step.radius, shape ?? "circle")}${title(step.code)}</span>`)}</span>` : nothing}</span></li>`;
}

const inForceKey = () => html`<svg class="swatch" viewBox="0 0 26 18" width="26" height="18" aria-hidden="true">
  <rect x="1" y="1" width="24" height="16" rx="3" fill="#555" fill-opacity=".18" stroke="#555" stroke-width="1.6"/></svg>`;

const raisedKey = () => html`<svg class="swatch" viewBox="0 0 26 18" width="26" height="18" aria-hidden="true">
  <rect x="2.5" y="2.5" width="21" height="13" rx="3" fill="none" stroke="#16130f" stroke-width="4"/></svg>`;

function scaleView({ frame, grid, layout }: SheetModel) {
  const bar = barOf(frame.scale, BAR_MOST_MM[layout.paper]);
  const turned = grid && convergence(grid, frame);
  return html`<section class="sheet-scale">
    ${north(turned)}
    <div>
      <h4>${t("print.scale.title", { scale: frame.scale })}</h4>
      <p>${t("print.scale.words", { distance: distance(frame.scale / 100) })}</p>
      ${barView(bar)}
      <p class="small">${t("print.scale.true", { latitude: number(frame.centre.latitude), deviation: percent(frame.deviation) })}
        ${frame.deviation > MEASURABLE ? t("print.scale.overview") : nothing}</p>
      ${grid ? html`<p class="small">${t("print.grid.words", {
        width: grid.widthDegrees, meridian: grid.meridian.replace("'", "′"), epsg: String(grid.epsg), step: distance(grid.step),
      })}${turned === null || Math.abs(turned) < 1 / 120 ? nothing : html` ${t(turned > 0 ? "print.north.east" : "print.north.west", { angle: degreesAndMinutes(turned) })}`}</p>` : nothing}
    </div>
  </section>`;
}

/** A sheet whose scale strays by more is to look at, not to measure on. */
const MEASURABLE = 0.005;

/** Rounded up, so that what is promised holds. */
const percent = (share: number) => number(Math.max(0.01, Math.ceil(share * 10_000) / 100));

function north(turned: number | null) {
  return html`<svg class="north" viewBox="-6 -16 12 26" aria-hidden="true">
    <path d="M0 -10 L4 8 L0 4.6 Z" fill="#1e1b16"/><path d="M0 -10 L-4 8 L0 4.6 Z" fill="#fff" stroke="#1e1b16" stroke-width=".5"/>
    ${turned !== null && Math.abs(turned) > 1 / 120 ? svg`<path d="M0 4.6 L0 -9" transform="rotate(${turned})" stroke="#b83d06" stroke-width=".35"/>` : nothing}
    <text y="-11.2" text-anchor="middle">${t("print.north.letter")}</text>
  </svg>`;
}

/** In millimetres; the numbers stand at both ends and in the middle. */
function barView({ metres, mm, parts }: Bar) {
  const kilometres = metres >= 1000;
  const words = (value: number) => number(kilometres ? value / 1000 : value, 3);
  const [left, height] = [6, 1.8];
  return html`<svg class="bar" .style="width:${mm + 2 * left + 4}mm;height:6.4mm" viewBox="${-left} -3.6 ${mm + 2 * left + 4} 6.4" role="img"
      aria-label=${t("print.bar", { distance: distance(metres) })}>
    ${Array.from({ length: parts }, (_, i) => svg`<rect x=${mm / parts * i} width=${mm / parts} height=${height} fill=${i % 2 ? "#fff" : "#1e1b16"}></rect>`)}
    <rect class="outline" width=${mm} height=${height}></rect>
    <text x="0">0</text><text x=${mm / parts}>${words(metres / parts)}</text><text x=${mm}>${words(metres)} ${kilometres ? "km" : "m"}</text>
  </svg>`;
}

function notes({ map, revision, printedAt, address, grid }: SheetModel): string[] {
  const all = [
    [
      t("print.printedAt", { time: clock(printedAt), date: date(isoDay(printedAt)) }),
      revision.number === null || revision.at === null ? t("print.revision.none")
      : t("print.revision", { number: revision.number, time: clock(new Date(revision.at)), date: date(isoDay(new Date(revision.at))) }),
      t(grid ? "print.crs" : "print.crs.noGrid"),
    ].join(" "),
    [t("print.credit"), ...(map?.credits ?? [t("map.schematic")]).map(credit => `${credit}.`)].join(" "),
    ...map?.legend.demonstration ? [t("print.demonstration")] : [],
    address,
  ];
  return all;
}

const clock = (at: Date) => `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;

const isoDay = (at: Date) => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
