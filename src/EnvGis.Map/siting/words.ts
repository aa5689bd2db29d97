// How an answer of "may it be here?" is told in sentences.
import type { SiteFinding, SiteNear, SiteZone } from "../answers";
import { area, date, decimal, distance, number, say, t, word } from "../language";

/** Near a border centimetres count. */
export const metres = (value: number) => value < 1_000 ? `${number(value, 2)} m` : distance(value);

/** " theo Quyết định số … ngày … của …": empty where the record names none. */
export function decided({ decision }: SiteZone) {
  if (!decision) return t("siting.undecided");
  return [decision.number && t("siting.byNumber", { number: decision.number }), decision.issuedOn && t("siting.byDate", { date: date(decision.issuedOn) }),
    decision.issuer && t("siting.byIssuer", { issuer: decision.issuer })].filter(Boolean).join(" ");
}

/** The answer for one zone in one sentence. */
export function sentence(zone: SiteZone) {
  const named = { layer: say(zone.layerTitle), name: say(zone.name) };
  const { finding } = zone;
  if (!finding) return t("siting.notLocated", named);
  switch (finding.verdict) {
    case "inside": return t("siting.inside", { ...named, decision: decided(zone) });
    case "partly": return t("siting.partly", { ...named, decision: decided(zone), area: area(finding.insideM2 ?? 0) });
    case "undecidable": return t("siting.undecidable", { ...named, distance: metres(finding.distanceM), tolerance: metres(finding.errors.toleranceM) });
    case "outside": return t("siting.outside", { ...named, distance: metres(finding.distanceM) });
  }
}

/** Nghị định 08/2022/NĐ-CP, Điều 22 khoản 2 – Điểm b: … */
export function law({ law: by }: SiteZone) {
  if (!by) return null;
  const clause = [by.document, by.clause].filter(Boolean).join(", ");
  return by.title ? `${clause} – ${say(by.title)}` : clause;
}

/** Since when it is in force, and whether it binds anybody. */
export function standing({ state, since, until, demonstration }: SiteZone) {
  return [
    since && (until ? t("feature.validBetween", { from: date(since), to: date(until) }) : t("feature.validFrom", { from: date(since) })),
    state && state !== "in_force" && t("siting.state", { state: word("state", state) }),
    demonstration && t("siting.demonstration"),
  ].filter(Boolean).join(" · ");
}

/** "địa điểm ± 10 m, ranh giới ± 5 m, hệ tọa độ ± 1 m; cộng dồn ± 11,2 m" */
export const errors = ({ errors: { siteM, zoneM, datumM, toleranceM } }: SiteFinding) =>
  t("siting.errors", { site: number(siteM, 3), zone: number(zoneM, 3), datum: number(datumM, 2), tolerance: number(toleranceM, toleranceM < 1_000 ? 2 : 0) });

/** The two corners between which the border comes nearest, as a coordinate table has them. */
export function corners({ border }: SiteFinding) {
  const [one, other] = border.corners;
  if (!one || !other) return null;
  const line = ({ label, number: place, at }: typeof one) => t("siting.corner", { label: label ?? String(place), x: decimal(at.x, 2), y: decimal(at.y, 2) });
  return t(border.fromTable ? "siting.cornersOfTable" : "siting.cornersComputed", {
    one: line(one), other: line(other), meridian: one.at.meridian, width: String(one.at.widthDegrees),
  });
}

export const near = ({ name, layerTitle, distanceM, accuracyM, demonstration }: SiteNear) => ({
  name: say(name),
  detail: [say(layerTitle), distanceM === null ? t("siting.nearUnlocated") : distanceM === 0 ? t("siting.nearHere") : t("siting.nearAt", { distance: metres(distanceM) }),
    accuracyM !== null && distanceM !== null && t("position.within", { distance: distance(accuracyM) }), demonstration && t("siting.demonstrationShort")].filter(Boolean).join(" · "),
});

/** dd/MM/yyyy or yyyy-MM-dd, as yyyy-MM-dd; null of what is no day. */
export function readDay(typed: string) {
  const written = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed);
  const day = written ? `${written[3]}-${written[2].padStart(2, "0")}-${written[1].padStart(2, "0")}` : typed.trim();
  const read = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  return read && !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) ? day : null;
}
