import type { DraftDetails, DraftFeature, LayerAttribute, LayerInfo, Me } from "../answers";
import { inWordsOf } from "../accounts/form-part";
import { date, number, say, t } from "../language";
import type { Refusal } from "../service";

/** As env.draft_state has them, in their order. */
export const STATES = ["draft", "submitted", "in_review", "returned", "approved", "in_force", "superseded", "rejected", "withdrawn"] as const;

/** In which who drafts may change it. */
export const takesChanges = ({ state }: Pick<DraftDetails, "state">) => state.id === "draft" || state.id === "returned";

/** In which nothing more is done with it. */
export const isOver = ({ state }: Pick<DraftDetails, "state">) => ["in_force", "superseded", "rejected", "withdrawn"].includes(state.id);

/** How the service names who does something: with their agency, as it stands in the record. */
export const authorOf = (person: NonNullable<Me["person"]>) => [person.name, person.agency].filter(Boolean).join(", ");

/** Enough of a hash to tell two apart by eye. */
export const shortHash = (hash: string) => hash.slice(0, 12);

export const layerTitle = (layers: readonly LayerInfo[], id: string) => {
  const layer = layers.find(one => one.id === id);
  return layer ? say(layer.title) : id;
};

export const featureName = ({ number: no, name }: Pick<DraftFeature, "number" | "name">) => `${no}. ${say(name)}`;

/** "VN-2000, kinh tuyến trục 106°30', múi 3°, đến xentimét": what its coordinate tables will be in. */
export const latticeLine = ({ meridian, zoneWidth, decimals }: Pick<DraftDetails, "meridian" | "zoneWidth" | "decimals">) =>
  t("drafts.lattice", { meridian, width: String(zoneWidth), to: t(decimals === 3 ? "drafts.toMillimetre" : "drafts.toCentimetre") });

/** A value as its layer shows it. */
export function shownValue(attribute: LayerAttribute | undefined, value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  const label = attribute?.codelist?.find(one => one.code === value)?.title;
  if (label) return say(label);
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return [number(value), attribute?.unit].filter(Boolean).join(" ");
  return attribute?.type === "date" ? date(String(value)) : String(value);
}

/** Refusals whose own sentence names addresses or fields of the service, in words of the page. */
const OWN = new Set(["unknown-draft", "unknown-decision", "no-such-step", "draft-has-findings"]);

/** @param labels What the fields of a form are called on it. */
export function refusalWords(refusal: Refusal, labels: Readonly<Record<string, string>> = {}) {
  return OWN.has(refusal.slug) ? t(`drafts.refused.${refusal.slug}`) : inWordsOf(refusal, labels);
}
