import { html, nothing } from "lit";
import type { ProvinceZone, Zones } from "../answers";
import { number, t } from "../language";

/** A zone as a chooser lists it. */
interface Listed {
  readonly epsg: number;
  readonly meridian: string;
  readonly widthDegrees: number;
}

/** What a zone is to a province: "bản đồ hành chính của tỉnh; bảng cũ của Quảng Bình". */
export function meaning({ provinceMap, older, former, otherSource, widthDegrees }: ProvinceZone, rearranged: boolean) {
  if (widthDegrees === 6) return t("meridian.sixDegree");
  return [
    provinceMap && t("meridian.map"),
    otherSource && t("meridian.other"),
    older && (former && rearranged ? t("meridian.former", { names: former }) : t("meridian.older")),
  ].filter(Boolean).join("; ");
}

/** How sure that is, and what else is said: a sentence below the chooser. */
export function certainty(chosen: ProvinceZone, all: readonly ProvinceZone[], rearranged: boolean) {
  if (chosen.widthDegrees === 6) return t("meridian.sixDegreeNote");
  const map = all.find(one => one.provinceMap);
  const other = all.find(one => one.otherSource);
  const sentences = [];
  if (chosen.provinceMap) sentences.push(t("meridian.mapNote"));
  if (chosen.provinceMap || chosen.otherSource) {
    sentences.push(other && map ? t("meridian.unsure", { meridian: map.meridian, other: other.meridian, source: other.otherSource ?? "" }) : t("meridian.sure"));
  }
  if (chosen.older) sentences.push(chosen.former && rearranged ? t("meridian.formerNote", { names: chosen.former }) : t("meridian.olderNote"));
  return sentences.join(" ");
}

/** Meridians of before, where they were others: told as before the merger only of a province that was merged. */
export function olderLine(all: readonly ProvinceZone[], rearranged: boolean) {
  const older = all.filter(one => one.older);
  if (older.length === 0 || older.every(one => one.provinceMap && one.former === null)) return "";
  const meridians = older.map(one => [one.meridian, rearranged && one.former].filter(Boolean).join(" ")).join("; ");
  return t(rearranged ? "meridian.beforeMerger" : "meridian.beforeCircular", { meridians });
}

/** The options of a chooser: what the province's tables may be in first, with what it means, then every other zone. */
export function zoneOptions(zones: readonly Listed[], chosen: number | null, province: string | null, own: readonly ProvinceZone[], rearranged: boolean) {
  const line = ({ meridian, widthDegrees, epsg }: Listed) => t("corners.zoneOption", { meridian, width: String(widthDegrees), epsg: String(epsg) });
  const option = (zone: Listed, words: string) => html`<option value=${zone.epsg} ?selected=${zone.epsg === chosen}>${line(zone)}${words && ` – ${words}`}</option>`;
  const rest = zones.filter(zone => !own.some(({ epsg }) => epsg === zone.epsg));
  if (own.length === 0) return html`${rest.map(zone => option(zone, ""))}`;
  return html`<optgroup label=${t("meridian.ofProvince", { province: province ?? "" })}>${own.map(zone => option(zone, meaning(zone, rearranged)))}</optgroup>
    <optgroup label=${t("meridian.others")}>${rest.map(zone => option(zone, ""))}</optgroup>`;
}

/** What the chosen zone is and how sure that is; empty for one that is not the province's. */
export function zoneNote(chosen: number | null, own: readonly ProvinceZone[], rearranged: boolean) {
  const zone = own.find(({ epsg }) => epsg === chosen);
  return zone ? [certainty(zone, own, rearranged), zone.provinceMap && olderLine(own, rearranged)].filter(Boolean).join(" ") : "";
}

/** A place farther from the meridian than half the zone's width: beyond 1.5° lengths are distorted more than a 3° zone allows. */
export const beyondLine = ({ meridian, widthDegrees }: Omit<Listed, "epsg">) =>
  t("meridian.beyond", { meridian, width: String(widthDegrees), half: number(widthDegrees / 2, 1) });

/** Below a chooser, for a place at that longitude: what the chosen zone is, and whether the place lies beyond it. */
export function zoneHint(zones: readonly Listed[], chosen: number | null, province: Zones["province"], longitude: number) {
  const note = province ? zoneNote(chosen, province.meridians, province.rearranged) : "";
  const zone = zones.find(({ epsg }) => epsg === chosen);
  const isBeyond = zone && Math.abs(longitude - degreesOf(zone.meridian)) > zone.widthDegrees / 2;
  return html`${note ? html`<p class="hint">${note}</p>` : nothing}${isBeyond ? html`<p class="notice">${beyondLine(zone)}</p>` : nothing}`;
}

/** Degrees of a meridian as documents write it, 106°30'. */
export function degreesOf(meridian: string) {
  const [, degrees, minutes] = /^(\d+)°(\d+)/.exec(meridian) ?? [];
  return Number(degrees) + Number(minutes) / 60;
}
