// What zones built from rules ask of the service.
import type { Answer, Taken, Written } from "../answers";
import { get, onward, post, put } from "../service";

type Try = "/api/drafts/{id}/recipes/try";
type Operations = "/api/drafts/{id}/operations/{operation}";

export type Recipe = Taken<Try, "post">["recipe"];

/** What a recipe would make. */
export type Made = Written<Try, "post">;

/** A recipe beside what stands. */
export type Checked = Answer<"/api/recipes/{id}">;

export type Outdated = Answer<"/api/recipes">["zones"][number];

export type Listed = Answer<"/api/list">["features"][number];

/** A least distance that a document has. */
export type Known = Answer<"/api/recipes/distances">["known"][number];

type Operation = Taken<Operations, "put">;

export const tryRecipe = (draft: number, layer: string, recipe: Recipe): Promise<Made> => post<Try>(`/api/drafts/${draft}/recipes/try`, { layer, feature: null, recipe });

/** Places of a layer in a province, by name. */
export const features = async (layer: string, province: string) =>
  (await get<"/api/list">(`/api/list?layers=${encodeURIComponent(layer)}&province_code=${province}&demonstration=false&unlocated=false&sort=name&limit=1000`)).features;

/** Zones in force of which a source has changed: all of a province. */
export async function outdated(province: string) {
  const zones: Outdated[] = [];
  for (let next: string | null = "/api/recipes"; next;) {
    const page: Answer<"/api/recipes"> = await get<"/api/recipes">(onward<"/api/recipes">(next));
    zones.push(...page.zones.filter(zone => zone.province === province));
    next = page.next;
  }
  return zones;
}

export const distances = async () => (await get<"/api/recipes/distances">("/api/recipes/distances")).known;

export const recipe = (zone: number) => get<"/api/recipes/{id}">(`/api/recipes/${zone}`);

export const ofDraft = (draft: number, number: number) => get<"/api/drafts/{id}/features/{number}/recipe">(`/api/drafts/${draft}/features/${number}/recipe`);

export const feature = (draft: number, number: number) => get<"/api/drafts/{id}/features/{number}">(`/api/drafts/${draft}/features/${number}`);

/** @param read The revision that was read of the feature that is drawn; null of what needs none. */
export const change = (draft: number, operation: string, said: Pick<Operation, "kind"> & Partial<Operation>, read: number | null = null) =>
  put<Operations>(`/api/drafts/${draft}/operations/${operation}`, {
    number: null, feature: null, layer: null, name: null, attributes: null, shape: null, positionSource: null, accuracyM: null, recipe: null, detach: null, of: null, all: null, ...said,
  }, read === null ? undefined : `d${read}`);
