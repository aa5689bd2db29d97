import { language } from "./language";

/** Units of a length in metres, as they may stand behind one. */
export const METRES = ["m", "mét", "met", "metres", "meters", "metre", "meter"] as const;

export interface NumberOptions {
  /** Leaves out what the field cannot hold. */
  readonly fits?: (value: number) => boolean;
  /** Where of two readings only one is likely, it is that one: a northing of 2 388 is no northing. */
  readonly likely?: (value: number) => boolean;
  /** Words that may follow the number. */
  readonly units?: readonly string[];
}

// Also those that do not break, by which programs part thousands.
const SPACES = /[\s\u00a0\u2007\u2009\u202f]+/g;
const PLAIN = /^[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?(?:[eE][+-]?[0-9]{1,3})?$/;
// Thousands do not begin with a nought: 0.500 is a half.
const GROUPED = [
  /^([+-]?)([1-9][0-9]{0,2}(?: [0-9]{3})+)(?:[.,]([0-9]{1,15}))?$/, /^([+-]?)([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]{1,15}))?$/,
  /^([+-]?)([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]{1,15}))?$/,
];

/**
 * What a text can mean, by the rules of the service's NumberText: no number, one, or two, as 1.000 is one or a thousand. Nothing is guessed: whoever asks
 * decides or asks back. One table of examples tests both.
 */
export function readNumbers(typed: string, { fits, likely, units = [] }: NumberOptions = {}): number[] {
  const text = withoutUnit(typed.replace(SPACES, " ").replace(/[−–]/g, "-").trim(), units);
  const found: number[] = [];
  const add = (value: number) => {
    // Minus nought is nought.
    const number = value + 0;
    // What is too small to be told from nought is none: 1e-400.
    const isLost = number === 0 && /[1-9]/.test(text.split(/e/i)[0]);
    if (Number.isFinite(number) && !isLost && !found.includes(number) && (fits?.(number) ?? true)) found.push(number);
  };
  if (PLAIN.test(text)) add(Number(text.replace(",", ".")));
  for (const form of GROUPED) {
    const match = form.exec(text);
    if (match) add(Number(`${match[1]}${match[2].replace(/[^0-9]/g, "")}.${match[3] ?? ""}0`));
  }
  const liked = likely ? found.filter(likely) : [];
  return liked.length === 1 ? liked : found;
}

/** A number for a field that is typed into: in the page's language and so that it has one reading only, with no thousands marked and never three decimals. */
export function writeNumber(value: number): string {
  const plain = new Intl.NumberFormat("en-US", { useGrouping: false, maximumFractionDigits: 12 }).format(value);
  const clear = /\.\d{3}$/.test(plain) ? `${plain}0` : plain;
  return language() === "vi" ? clear.replace(".", ",") : clear;
}

function withoutUnit(text: string, units: readonly string[]) {
  const lower = text.toLowerCase();
  const unit = units.find(one => text.length > one.length && lower.endsWith(one.toLowerCase()) && !/\p{L}/u.test(text[text.length - one.length - 1]));
  return unit ? text.slice(0, -unit.length).trimEnd() : text;
}
