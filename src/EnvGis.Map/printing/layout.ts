import type { Box } from "./scale";

export type Paper = "A4" | "A3";
export type Orientation = "landscape" | "portrait";

const SHORT_AND_LONG: Readonly<Record<Paper, readonly [number, number]>> = { A4: [210, 297], A3: [297, 420] };

/** Millimetres. */
interface Measures {
  /** Most printers leave 5 mm white. */
  readonly margin: number;
  readonly head: number;
  readonly foot: number;
  /** Legend and scale: beside the map when the paper lies, below it when it stands. */
  readonly side: number;
  readonly below: number;
  readonly gap: number;
}

const MEASURES: Readonly<Record<Paper, Measures>> = {
  A4: { margin: 8, head: 15, foot: 18, side: 60, below: 54, gap: 3 },
  A3: { margin: 10, head: 18, foot: 18, side: 78, below: 62, gap: 4 },
};

/** Round the map, for the numbers of the grid. */
const BAND = 4.5;

/** Where everything is on a sheet, in millimetres. */
export interface Layout extends Measures {
  readonly paper: Paper;
  readonly orientation: Orientation;
  readonly sheet: Box;
  /** The map inside its frame. */
  readonly map: Box;
  readonly band: number;
}

export function layoutOf(paper: Paper, orientation: Orientation): Layout {
  const [short, long] = SHORT_AND_LONG[paper];
  const lying = orientation === "landscape";
  const sheet = lying ? { width: long, height: short } : { width: short, height: long };
  const measures = MEASURES[paper];
  const { margin, head, foot, side, below, gap } = measures;
  return {
    ...measures, paper, orientation, sheet, band: BAND,
    map: {
      width: sheet.width - 2 * margin - 2 * BAND - (lying ? side + gap : 0),
      height: sheet.height - 2 * margin - 2 * BAND - head - foot - (lying ? 0 : below + gap),
    },
  };
}
