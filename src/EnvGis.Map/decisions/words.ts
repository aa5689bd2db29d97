import type { DecisionDetails, DecisionSummary } from "../answers";
import { below } from "../base";
import { date, dayBefore, t, todayInVietnam } from "../language";

/** "Hiệu lực từ 01/12/2026": which days it is in force, as the decision itself says. */
export const effective = ({ effectiveFrom, effectiveTo }: Pick<DecisionSummary, "effectiveFrom" | "effectiveTo">) => effectiveTo
  ? t("decisions.validBetween", { from: date(effectiveFrom), to: date(effectiveTo) }) : t("decisions.validFrom", { from: date(effectiveFrom) });

export const isToCome = ({ effectiveFrom }: Pick<DecisionSummary, "effectiveFrom">) => effectiveFrom > todayInVietnam();

/** The place on the map as the decision has it: on a day of its own where today's map shows it otherwise or not at all. */
export function onMap(
  { effectiveFrom }: Pick<DecisionSummary, "effectiveFrom">, { id, change, from, to }: Pick<DecisionDetails["features"][number], "id" | "change" | "from" | "to">, today = todayInVietnam(),
) {
  const day = change === "retire" ? effectiveFrom <= today ? dayBefore(effectiveFrom) : null
    : from !== null && (from > today || to !== null && to < today) ? from : null;
  return below(`/?${day ? `datetime=${day}&` : ""}sel=feature:${id}`);
}
