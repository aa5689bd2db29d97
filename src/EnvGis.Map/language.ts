import type { Words } from "./answers";
import { vocabularies } from "./contract/words";

export type Language = "vi" | "en";

export type Sentences = Readonly<Record<string, string>>;

const REMEMBERED = "envgis.language";

let current: Language = "vi";
let table: Sentences = {};

export const language = () => current;

/** The language chosen last time; Vietnamese when none was. */
export const rememberedLanguage = (): Language => localStorage.getItem(REMEMBERED) === "en" ? "en" : "vi";

export function speak(chosen: Language, sentences: Sentences) {
  current = chosen;
  table = sentences;
  localStorage.setItem(REMEMBERED, chosen);
  document.documentElement.lang = chosen;
}

/** The sentence of that key with `{name}` filled in; the key itself where a sentence is missing, so that it is seen. */
export function t(key: string, values: Readonly<Record<string, string | number>> = {}) {
  const sentence = table[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/** A name given in both languages; Vietnamese where English is missing. */
export const say = (words: Words) => words[current] || words.vi;

export type Vocabulary = keyof typeof vocabularies;

/** The words of a vocabulary that the service has, in the order in which people are shown them. */
export const codesOf = <Of extends Vocabulary>(vocabulary: Of): readonly (typeof vocabularies)[Of][number]["code"][] =>
  vocabularies[vocabulary].map(({ code }: { readonly code: (typeof vocabularies)[Of][number]["code"] }) => code);

/** Sources of a position that somebody measured. */
export const MEASURED = vocabularies["position-source"].filter(source => "measured" in source).map(({ code }) => code);

/** What people call a word of a vocabulary; the word itself where it has none, so that it is seen. */
export function word(vocabulary: Vocabulary, code: string): string {
  const words: readonly (Words & { readonly code: string })[] = vocabularies[vocabulary];
  const known = words.find(one => one.code === code);
  return known ? say(known) : code;
}

/** A title within a sentence. */
export const lowered = (title: string) => title.charAt(0).toLocaleLowerCase(current) + title.slice(1);

/** As somebody types a name who looks for it: without marks and case. */
export const plainly = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase().trim();

export const number = (value: number, digits = 2) =>
  new Intl.NumberFormat(current === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: digits }).format(value);

/** With exactly that many decimals, so that a column lines up. */
export const decimal = (value: number, digits: number) => new Intl.NumberFormat(current === "vi" ? "vi-VN" : "en-GB",
  { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** dd/MM/yyyy in both languages. Takes a date or an instant by ISO 8601; anything else comes back as it is. */
export function date(value: string) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(value);
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : value;
}

/** Vietnam's clock, wherever the page is read: the only one in it. */
const timeZone = "Asia/Ho_Chi_Minh";

/** The day that it is in Vietnam, yyyy-MM-dd. */
export const todayInVietnam = (now = new Date()) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(now);

const CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone, day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false,
});

/** The day after one, both as yyyy-MM-dd. */
export const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** The day before one. */
export const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** dd/MM/yyyy HH:mm in Vietnam, of an instant by ISO 8601; anything else comes back as it is. */
export function moment(value: string) {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : CLOCK.format(at).replace(",", "");
}

/** The day in Vietnam of an instant, as yyyy-MM-dd. */
export const dayOf = (value: string) => moment(value).replace(/^(\d{2})\/(\d{2})\/(\d{4}).*$/, "$3-$2-$1");

/** 4/2026, of a day. */
export const month = (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(0, 4))}`;

/** The month in which something no longer was, from its last day or the first day after it: 2025-06-30 and 2025-07-01 are 7/2025. */
export function monthAfter(lastDay: string) {
  const next = new Date(`${lastDay.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(next.getTime())) return lastDay;
  next.setUTCDate(next.getUTCDate() + 1);
  return `${next.getUTCMonth() + 1}/${next.getUTCFullYear()}`;
}

/** Square kilometres, hectares, or m² below one hectare, with as many decimals as leave something to read of what is small. */
export const area = (squareMetres: number) =>
  squareMetres >= 1e7 ? `${number(squareMetres / 1e6, 1)} km²`
  : squareMetres >= 1e4 ? `${number(squareMetres / 1e4, squareMetres < 1e5 ? 2 : 1)} ha`
  : `${number(squareMetres, decimals(squareMetres))} m²`;

export const distance = (metres: number) => metres >= 1000 ? `${number(metres / 1000, 1)} km` : `${number(metres, decimals(metres))} m`;

/** Two significant figures of a number below ten, whole numbers above. */
const decimals = (value: number) => value === 0 || Math.abs(value) >= 10 ? 0 : Math.min(1 - Math.floor(Math.log10(Math.abs(value))), 6);

const UNITS: Readonly<Record<string, string>> = {
  "xã": "unit.commune", "phường": "unit.ward", "đặc khu": "unit.specialZone", "thị trấn": "unit.township",
};

/** "Xã Phúc Trìu" from "Phúc Trìu" and "xã", in English "Phúc Trìu commune"; a name that already says its kind is left alone. */
export function unitName(name: string, kind: string | null | undefined) {
  const key = kind && UNITS[kind.toLowerCase()];
  if (current === "en" && key) return t(key, { name });
  if (!kind || name.toLowerCase().startsWith(`${kind.toLowerCase()} `)) return name;
  return `${kind[0].toUpperCase()}${kind.slice(1)} ${name}`;
}
