// The page's state in its address, so that a link opens what its sender saw:
//   /?l=landfills,pollution-hotspots&grade=3,4&sel=feature:966#14/20.62/105.5   the map
//   /tasks?plan=thai-nguyen   /tasks/thai-nguyen/II.3.2-b1   /overview?province_code=19   /drafts/3   /decisions/7   /consultations/5   /named-zones/9   /annexes/e3b0c442…   /check?lon=105.85&lat=21.6
import { below, inside } from "./base";
import { type Filter, isFilterName, readFilter, readable, writeFilter } from "./filter";

export interface View {
  readonly zoom: number;
  readonly latitude: number;
  readonly longitude: number;
}

export type Selection = { readonly kind: "feature"; readonly id: number } | { readonly kind: "task"; readonly id: string };

export type PageName =
  | { readonly kind: "map" } | { readonly kind: "missing" } | { readonly kind: PlainPage } | { readonly kind: "task"; readonly id: string } | { readonly kind: "annex"; readonly id: string }
  | { readonly kind: NumberedPage; readonly id: number };

/** Pages whose address is their name. */
const PLAIN = ["tasks", "overview", "account", "welcome", "people", "keys", "audit", "drafts", "decisions", "consultations", "named-zones", "check"] as const;

export type PlainPage = typeof PLAIN[number];

/** Pages of one thing that has a number, at the address of their list. */
const NUMBERED = { draft: "drafts", decision: "decisions", consultation: "consultations", "named-zone": "named-zones" } as const;

export type NumberedPage = keyof typeof NUMBERED;

export interface Address {
  readonly page: PageName;
  /** Null: where the map begins. */
  readonly view: View | null;
  /** Layers switched on; null: as they come. */
  readonly layers: readonly string[] | null;
  readonly filter: Filter;
  /** What else belongs to the state of a page: which list is open, its sort order, a page's own view. */
  readonly options: Readonly<Record<string, string>>;
  readonly selection: Selection | null;
}

const NO_LAYERS = "none";
const OPTION = /^[a-z][A-Za-z_]{0,30}$/;

export const MAP: PageName = { kind: "map" };

/** At an address that leads nowhere. */
const MISSING: PageName = { kind: "missing" };

export function read(location: { readonly pathname?: string; readonly search: string; readonly hash: string }): Address {
  const query = new URLSearchParams(location.search);
  const layers = query.get("l");
  const options = [...query].filter(([name, value]) => OPTION.test(name) && name !== "l" && name !== "sel" && !isFilterName(name) && value !== "");
  return {
    page: readPage(inside(location.pathname ?? "/")),
    view: readView(location.hash),
    layers: layers === null ? null : layers === NO_LAYERS ? [] : layers.split(",").filter(id => /^[a-z][a-z0-9-]*$/.test(id)),
    filter: readFilter(query),
    options: Object.fromEntries(options),
    selection: readSelection(query.get("sel")),
  };
}

export function write({ page, view, layers, filter, options, selection }: Address): string {
  const query: string[] = [];
  if (layers) query.push(`l=${layers.length > 0 ? layers.join(",") : NO_LAYERS}`);
  const filtered = writeFilter(filter);
  if (filtered) query.push(filtered);
  for (const name of Object.keys(options).sort()) if (options[name]) query.push(`${name}=${readable(options[name])}`);
  if (selection) query.push(`sel=${selection.kind}:${encodeURIComponent(selection.id).replaceAll("%2F", "/")}`);
  const search = query.length > 0 ? `?${query.join("&")}` : "";
  // Five decimals are a metre.
  const hash = view && page.kind === "map" ? `#${view.zoom}/${round(view.latitude)}/${round(view.longitude)}` : "";
  return `${below(pathOf(page))}${search}${hash}`;
}

export const pathOf = (page: PageName) =>
  page.kind === "map" ? "/" : page.kind === "task" ? `/tasks/${page.id.split("/").map(encodeURIComponent).join("/")}`
  : page.kind === "annex" ? `/annexes/${page.id}` : "id" in page ? `/${NUMBERED[page.kind]}/${page.id}` : `/${page.kind}`;

export const same = (a: Selection | null, b: Selection | null) => a?.kind === b?.kind && a?.id === b?.id;

export const samePage = (a: PageName, b: PageName) => pathOf(a) === pathOf(b);

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

function readPage(path: string): PageName {
  if (path === "/" || path === "/index.html" || path === "") return MAP;
  const plain = PLAIN.find(name => path === `/${name}`);
  if (plain) return { kind: plain };
  // With the code of a sheet, which the page itself reads.
  if (/^\/check\/[0-9a-f]{64}$/.test(path)) return { kind: "check" };
  const numbered = /^\/([a-z-]+)\/(\d{1,15})$/.exec(path);
  const kind = (Object.keys(NUMBERED) as NumberedPage[]).find(name => NUMBERED[name] === numbered?.[1]);
  if (numbered && kind) return { kind, id: Number(numbered[2]) };
  const annex = /^\/annexes\/([0-9a-f]{64})$/.exec(path);
  if (annex) return { kind: "annex", id: annex[1] };
  const task = /^\/tasks\/([a-z0-9-]{1,60})\/([^/]{1,120})$/.exec(path);
  return task ? { kind: "task", id: `${task[1]}/${decoded(task[2])}` } : MISSING;
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape is no task: the service will say that it knows none.
    return text;
  }
}

function readView(hash: string): View | null {
  const parts = /^#(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(hash);
  if (!parts) return null;
  const [zoom, latitude, longitude] = parts.slice(1).map(Number);
  return zoom <= 22 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { zoom, latitude, longitude } : null;
}

function readSelection(text: string | null): Selection | null {
  const feature = /^feature:(\d{1,15})$/.exec(text ?? "");
  if (feature) return { kind: "feature", id: Number(feature[1]) };
  const task = /^task:([a-z0-9-]+\/[^/\s]{1,80})$/.exec(text ?? "");
  return task ? { kind: "task", id: task[1] } : null;
}
