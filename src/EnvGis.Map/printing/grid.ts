import type { Grid } from "../answers";
import type { SheetFrame } from "./scale";

export interface SheetLine {
  readonly axis: "E" | "N";
  readonly metres: number;
  /** Pieces inside the frame, x, y, x, y, … in millimetres. */
  readonly pieces: readonly (readonly number[])[];
}

export interface GridLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly side: "top" | "bottom" | "left" | "right";
}

/** Cuts the grid to the frame and writes each line's number where it meets the frame. */
export function gridOnSheet({ lines }: Grid, frame: SheetFrame): { readonly lines: readonly SheetLine[]; readonly labels: readonly GridLabel[] } {
  const { width, height } = frame.box;
  const labels: GridLabel[] = [];
  const cut = lines.map(({ axis, metres, points }) => {
    const pieces = clipLine(points.map(([longitude, latitude]) => frame.at(longitude, latitude)), width, height);
    const text = `${grouped(metres)} ${axis}`;
    for (const piece of pieces) {
      for (const [x, y] of [[piece[0], piece[1]], [piece[piece.length - 2], piece[piece.length - 1]]]) {
        const side = axis === "E" ? y <= EDGE ? "top" : y >= height - EDGE ? "bottom" : null : x <= EDGE ? "left" : x >= width - EDGE ? "right" : null;
        if (side) labels.push({ text, x, y, side });
      }
    }
    return { axis, metres, pieces };
  }).filter(line => line.pieces.length > 0);
  return { lines: cut, labels: labels.filter(label => hasRoom(label, width, height)) };
}

/** A place on the frame, to rounding. */
const EDGE = 1e-6;

/** A number this near to a corner would stand beyond it or on another. */
const CORNER_MM = 9;

const hasRoom = ({ x, y, side }: GridLabel, width: number, height: number) => side === "top" || side === "bottom"
  ? x > CORNER_MM && x < width - CORNER_MM : y > CORNER_MM && y < height - CORNER_MM;

/** 2388000 as 2 388 000, in either language: it is a coordinate. */
const grouped = (metres: number) => String(Math.round(metres)).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** The parts of a line inside 0…width, 0…height (Liang–Barsky for each segment). */
export function clipLine(points: readonly (readonly [number, number])[], width: number, height: number): number[][] {
  const pieces: number[][] = [];
  let open: number[] | null = null;
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1];
    const [dx, dy] = [points[i][0] - ax, points[i][1] - ay];
    let [from, to] = [0, 1];
    for (const [step, room] of [[-dx, ax], [dx, width - ax], [-dy, ay], [dy, height - ay]]) {
      if (step === 0) {
        if (room < 0) to = -1;
      } else if (step < 0) from = Math.max(from, room / step);
      else to = Math.min(to, room / step);
    }
    if (from > to) {
      open = null;
      continue;
    }
    if (!open || from > 0) pieces.push(open = [ax + dx * from, ay + dy * from]);
    open.push(ax + dx * to, ay + dy * to);
    if (to < 1) open = null;
  }
  return pieces;
}

/** Degrees by which the grid's north points east of true north at the middle of the sheet; null when no line is there to tell. */
export function convergence({ lines }: Grid, frame: SheetFrame): number | null {
  let nearest: { distance: number; degrees: number } | null = null;
  for (const { axis, points } of lines) {
    if (axis !== "E") continue;
    for (let i = 1; i < points.length; i++) {
      const [ax, ay] = frame.at(...points[i - 1]);
      const [bx, by] = frame.at(...points[i]);
      const distance = Math.hypot((ax + bx - frame.box.width) / 2, (ay + by - frame.box.height) / 2);
      if (!nearest || distance < nearest.distance) nearest = { distance, degrees: Math.atan2(bx - ax, ay - by) * 180 / Math.PI };
    }
  }
  return nearest && nearest.degrees;
}

/** 0.2371 as 0°14′. */
export function degreesAndMinutes(degrees: number) {
  const minutes = Math.round(Math.abs(degrees) * 60);
  return `${Math.floor(minutes / 60)}°${String(minutes % 60).padStart(2, "0")}′`;
}
