import { html } from "lit";
import type { LayerInfo } from "../answers";
import { say, t } from "../language";
import type { State } from "../store";

export const STATES = ["not-drawn", "in-draft", "in-force"] as const;

export const KINDS = ["commune", "reserve", "distance", "other"] as const;

export const stateChip = (state: typeof STATES[number]) => html`<span class="chip ${state === "in-force" ? "is-in_force" : state === "in-draft" ? "is-in_review" : "dashed"}">${t(`named.state.${state}`)}</span>`;

/** Layers of which a plan's zones are kept. */
export const decided = (state: State): readonly LayerInfo[] => state.layers.filter(layer => layer.changes === "decision" && layer.geometry.includes("polygon"));

export const clausesOf = (layer: LayerInfo | undefined) => layer?.attributes.find(({ name }) => name === "clause")?.codelist ?? [];

export function clauseWords(layer: LayerInfo | undefined, clause: string | null) {
  const found = clausesOf(layer).find(({ code }) => code === clause);
  return found ? say(found.title) : clause ?? "";
}
