import uPlot from "uplot";
import type { RecordChanges } from "../answers";
import { number, t } from "../language";
import { FAMILY } from "../map/fonts";

const HEIGHT_PIXELS = 220;

/** The number of places over time with what came and went; a click leads to the map as it was then. Its table stands beside it for keyboard and screen reader. */
export class ChangesChart {
  readonly element = document.createElement("div");

  constructor(periods: RecordChanges["periods"], clock: RecordChanges["clock"], readonly address: (start: string) => string) {
    this.element.className = "changes-chart";
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", t("overview.changesDrawn", { n: periods.length }));
    if (periods.length === 0) return;
    const times = periods.map(period => Date.parse(`${period.start}T00:00:00Z`) / 1000);
    const bars = uPlot.paths.bars!({ size: [0.5, 28], align: 0 });
    const value = (_: uPlot, raw: number | null) => raw === null ? "" : number(raw);
    const came = (name: string, color: string): uPlot.Series => ({ label: t(`overview.${clock}.${name}`), stroke: color, fill: `${color}55`, paths: bars, points: { show: false }, value });
    const chart = (width: number) => {
      const made = new uPlot({
        width, height: HEIGHT_PIXELS, tzDate: moment => uPlot.tzDate(new Date(moment * 1000), "Etc/UTC"),
        scales: { x: { range: () => [times[0] - MARGIN_SECONDS, times.at(-1)! + MARGIN_SECONDS] }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
        cursor: { y: false, drag: { x: false, y: false } },
        axes: [{ font: FONT, stroke: INK, grid: { stroke: LINE }, values: (_, moments) => moments.map(moment => monthOf(moment)), space: 70, incrs: MONTHS },
          { font: FONT, size: 64, stroke: INK, grid: { stroke: LINE }, values: (_, numbers) => numbers.map(one => Number.isInteger(one) ? number(one) : "") }],
        series: [
          { label: t("overview.month"), value: (_, moment: number | null) => moment === null ? "" : monthOf(moment) },
          { label: t(`overview.${clock}.total`), stroke: "#0b5d48", width: 2, points: { show: true, size: 7, fill: "#0b5d48" }, value },
          came("added", "#1f6fb2"), ...clock === "recorded" ? [came("changed", "#b06a00")] : [], came("withdrawn", "#a3282c"),
        ],
      }, [
        times, periods.map(period => period.total), periods.map(period => period.added),
        ...clock === "recorded" ? [periods.map(period => period.changed)] : [], periods.map(period => period.withdrawn),
      ], this.element);
      made.over.addEventListener("click", () => {
        const at = made.cursor.idx;
        if (typeof at === "number") this.#go(this.address(periods[at].start));
      });
      return made;
    };
    let made: uPlot | null = null;
    new ResizeObserver(([{ contentRect }]) => {
      const width = Math.floor(contentRect.width);
      if (width < 50) return;
      if (made === null) made = chart(width);
      else if (made.width !== width) made.setSize({ width, height: HEIGHT_PIXELS });
    }).observe(this.element);
  }

  // A link inside the house, as if one stood there: the router takes it.
  #go(href: string) {
    const link = document.createElement("a");
    link.href = href;
    link.hidden = true;
    this.element.append(link);
    link.click();
    link.remove();
  }
}

/** Room for half a bar on both sides, and for a scale where there is one month only. */
const MARGIN_SECONDS = 45 * 24 * 3600;
const FONT = `12px ${FAMILY}`;
/** Seconds between marks of the axis: about whole months and years. */
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120].map(months => months * 30.4375 * 24 * 3600);
const INK = "#565049";
const LINE = "#e4e0d7";

const monthOf = (moment: number) => {
  const day = new Date(moment * 1000);
  return `${String(day.getUTCMonth() + 1).padStart(2, "0")}/${day.getUTCFullYear()}`;
};
