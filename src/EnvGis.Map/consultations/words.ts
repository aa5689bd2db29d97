import { html } from "lit";
import type { Verdict } from "../answers";
import { t } from "../language";

export const VERDICTS = ["agree", "agree-with-remarks", "disagree"] as const satisfies readonly Verdict[];

export const verdictChip = (verdict: Verdict) => html`<span class="chip is-${verdict}">${t(`consultations.verdict.${verdict}`)}</span>`;
