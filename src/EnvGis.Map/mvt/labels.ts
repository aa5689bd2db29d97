export interface Label {
  /** The same thing seen in two tiles has the same id and is written once. */
  readonly id: string;
  readonly text: string;
  /** Where the text is centred, in pixels. */
  readonly x: number;
  readonly y: number;
  /** Higher wins where two collide. */
  readonly priority: number;
  readonly font: string;
  readonly color: string;
  /** Pixels the text is moved down from its point, so that a symbol stays free. */
  readonly below?: number;
  /** Part of a symbol: written whatever it covers. */
  readonly always?: boolean;
}

export interface PlacedLabel extends Label {
  readonly lines: readonly string[];
}

export interface Obstacle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export const LINE_HEIGHT = 15;
const MAX_LINE_CHARACTERS = 22;
const GAP = 4;
const CELL = 64;
/** A name centred this far outside the window can still reach into it. */
const MARGIN = 100;

/** No screen holds more names than this; measuring a text is the dear part. */
const MOST_CANDIDATES = 1500;

/** Greedy by priority: what collides with something placed before is left out. Stable for equal priorities. */
export function arrange(
  labels: readonly Label[], measure: (text: string, font: string) => number, width: number, height: number,
  obstacles: readonly Obstacle[] = [],
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const taken = new Boxes();
  const inWindow = ({ x, y }: { x: number; y: number }) => x > -MARGIN && y > -MARGIN && x < width + MARGIN && y < height + MARGIN;
  for (const { x, y, radius } of obstacles.filter(inWindow)) taken.add([x - radius, y - radius, x + radius, y + radius]);
  const seen = new Set<string>();
  const candidates = labels.filter(inWindow).sort((a, b) => b.priority - a.priority).slice(0, MOST_CANDIDATES);
  for (const label of candidates) {
    if (seen.has(label.id)) continue;
    const lines = wrap(label.text);
    const half = Math.max(...lines.map(line => measure(line, label.font))) / 2;
    const middle = label.y + (label.below ? label.below + lines.length * LINE_HEIGHT / 2 : 0);
    const tall = lines.length * LINE_HEIGHT / 2;
    const box: Box = [label.x - half - GAP, middle - tall, label.x + half + GAP, middle + tall];
    if (box[2] < 0 || box[0] > width || box[3] < 0 || box[1] > height) continue;
    if (!label.always && taken.meet(box)) continue;
    seen.add(label.id);
    taken.add(box);
    placed.push({ ...label, y: middle, lines });
  }
  return placed;
}

type Box = readonly [number, number, number, number];

/** Boxes by the cells of a grid they lie in, so that a question looks at its surroundings only. */
class Boxes {
  readonly #cells = new Map<string, Box[]>();

  add(box: Box) {
    for (const key of cellsOf(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  meet(box: Box) {
    return cellsOf(box).some(key => this.#cells.get(key)?.some(
      other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]));
  }
}

function cellsOf([west, north, east, south]: Box) {
  const keys: string[] = [];
  for (let x = Math.floor(west / CELL); x <= Math.floor(east / CELL); x++) {
    for (let y = Math.floor(north / CELL); y <= Math.floor(south / CELL); y++) keys.push(`${x} ${y}`);
  }
  return keys;
}

/** Long names stand in two or three lines of about the same length, broken between words. */
export function wrap(text: string): string[] {
  // Not at a space that does not break: «Hoàng Sa» stays together.
  const words = text.split(/[ \t\n]+/);
  let lines = broken(words, MAX_LINE_CHARACTERS);
  // A last line of one short word looks lost: the narrowest lines that need no further one are even.
  for (let width = MAX_LINE_CHARACTERS - 1; lines.length > 1; width--) {
    const narrower = broken(words, width);
    if (narrower.length > lines.length || narrower.some(line => line.length > width)) break;
    lines = narrower;
  }
  if (lines.length > 3) {
    lines.length = 3;
    lines[2] += " …";
  }
  return lines;
}

function broken(words: readonly string[], width: number): string[] {
  const lines = [""];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}
