// What the page of "may it be here?" asks of the service.
import type { FoundPosition, SiteAnswer, SiteDrafts } from "../answers";
import { get, post } from "../service";

/** What is asked, by the names of the service's parameters. */
export interface Question {
  readonly lon?: string;
  readonly lat?: string;
  /** In place of both: as it was typed, with its zone of VN-2000. */
  readonly q?: string;
  /** In place of all three: the corners of a site that was drawn, "lon,lat lon,lat …", the first not repeated. */
  readonly site?: string;
  readonly accuracy?: string;
  readonly within?: string;
  /** yyyy-MM-dd. */
  readonly at?: string;
  readonly known?: string;
}

export const NAMES = ["q", "lon", "lat", "site", "accuracy", "within", "at", "known"] as const;

/** In one order, so that the same question has the same address. */
export const written = (question: Question, names: readonly (keyof Question)[] = NAMES) =>
  new URLSearchParams(names.flatMap(name => question[name] ? [[name, question[name]]] : [])).toString();

export const check = (question: Question, signal: AbortSignal): Promise<SiteAnswer> => {
  const site = cornersOf(question.site);
  return site ? post<"/api/check">(`/api/check?${written(question, ["accuracy", "within", "at", "known"])}`, { site: polygon(site) }) : get<"/api/check">(`/api/check?${written(question)}`, signal);
};

/** Where the same is on paper. */
export const sheet = (question: Question, lang: string) => `/api/check.pdf?${written(question)}&lang=${lang}`;

/** Of those who draft, review or decide. */
export const checkDrafts = (question: Question, signal: AbortSignal): Promise<SiteDrafts> => {
  const site = cornersOf(question.site);
  return site ? post<"/api/drafts/check">(`/api/drafts/check?${written(question, ["accuracy", "within"])}`, { site: polygon(site) })
    : get<"/api/drafts/check">(`/api/drafts/check?${written(question, ["q", "lon", "lat", "accuracy", "within"])}`, signal);
};

/** Longitude and latitude, to a centimetre. */
export const siteText = (corners: readonly (readonly [number, number])[]) => corners.map(corner => corner.map(degrees => degrees.toFixed(7)).join(",")).join(" ");

/** The corners of a site that was drawn; null of what is none, which the service refuses then as no position. */
export function cornersOf(site: string | undefined): readonly (readonly [number, number])[] | null {
  const corners = site?.split(" ").map(corner => corner.split(",").map(Number)) ?? [];
  return corners.length >= 3 && corners.every(corner => corner.length === 2 && corner.every(Number.isFinite)) ? corners as [number, number][] : null;
}

/** GeoJSON, of which the first position is repeated at the end. */
export const polygon = (corners: readonly (readonly [number, number])[]) => ({ type: "Polygon" as const, coordinates: [[...corners, corners[0]].map(corner => [...corner])] });

/** Where typed coordinates lie, by the reader that the search box has; and why they are none. */
export async function positions(typed: string, signal: AbortSignal): Promise<{ readonly found: readonly FoundPosition[]; readonly note: { readonly vi: string; readonly en: string } | null }> {
  const { coordinates, coordinatesNote } = await get<"/api/places">(`/api/places?${new URLSearchParams({ q: typed, limit: "1" }).toString()}`, signal);
  return { found: coordinates, note: coordinatesNote };
}

/** The shape of a place as it was in force on that day. */
export const shape = async (id: number, at: string, known: string, signal: AbortSignal) =>
  (await get<"/api/features/{id}">(`/api/features/${id}?${new URLSearchParams({ datetime: at, asOf: known }).toString()}`, signal)).geometry;
