import { html } from "lit";
import type { LayerInfo } from "../answers";
import { say, t } from "../language";

export const STATES = ["not-drawn", "in-draft", "in-force"] as const;

export const KINDS = ["commune", "reserve", "distance", "other"] as const;

export const stateChip = (state: typeof STATES[number]) => html`<span class="chip ${state === "in-force" ? "is-in_force" : state === "in-draft" ? "is-in_review" : "dashed"}">${t(`named.state.${state}`)}</span>`;

export const clausesOf = (layer: LayerInfo | undefined) => layer?.attributes.find(({ name }) => name === "clause")?.codelist ?? [];

export function clauseWords(layer: LayerInfo | undefined, clause: string | null) {
  const found = clausesOf(layer).find(({ code }) => code === clause);
  return found ? say(found.title) : clause ?? "";
}
