import type { DecisionSummary } from "../answers";
import { date, t, todayInVietnam } from "../language";

/** "Hiệu lực từ 01/12/2026": which days it is in force, as the decision itself says. */
export const effective = ({ effectiveFrom, effectiveTo }: Pick<DecisionSummary, "effectiveFrom" | "effectiveTo">) => effectiveTo
  ? t("decisions.validBetween", { from: date(effectiveFrom), to: date(effectiveTo) }) : t("decisions.validFrom", { from: date(effectiveFrom) });

export const isToCome = ({ effectiveFrom }: Pick<DecisionSummary, "effectiveFrom">) => effectiveFrom > todayInVietnam();
