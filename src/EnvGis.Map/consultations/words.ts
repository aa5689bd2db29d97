import { html } from "lit";
import type { Verdict } from "../answers";
import { t } from "../language";
import type { Refusal } from "../service";

export const VERDICTS = ["agree", "agree-with-remarks", "disagree"] as const satisfies readonly Verdict[];

export const verdictChip = (verdict: Verdict) => html`<span class="chip is-${verdict}">${t(`consultations.verdict.${verdict}`)}</span>`;

/** @param labels What the fields of a form are called on it; also codes, by the names that they stand for. */
export function refusalWords(refusal: Refusal, labels: Readonly<Record<string, string>> = {}) {
  if (refusal.status === 401) return t("drafts.signedOut");
  return Object.entries(labels).reduce((sentence, [field, label]) => sentence.replaceAll(`“${field}”`, `“${label}”`), refusal.message);
}

/** As somebody types a name: without marks and case. */
export const plainly = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase().trim();
