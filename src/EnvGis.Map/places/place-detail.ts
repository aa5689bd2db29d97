import type { FoundPlace } from "../answers";
import { date, say, t } from "../language";

/** Full names as they stand in the middle of a sentence: huyện Na Rì. */
export const inSentence = (names: string) =>
  names.replace(/(^|, )(Xã|Phường|Thị trấn|Đặc khu|Huyện|Quận|Thị xã|Thành phố|Tỉnh) /g, (_, before: string, kind: string) => `${before}${kind.toLowerCase()} `);

/** What tells a place from others of its name: what it was, where it lay, its province, and since when it is. */
export function placeDetail(place: FoundPlace, all: readonly FoundPlace[]) {
  const lay = [place.formerDistrict && inSentence(place.formerDistrict), place.formerProvince].filter(Boolean).join(", ");
  // The note of a district tells its province where that has another name now.
  if (place.became) return [place.note && say(place.note), lay && place.kind !== "district" && t("search.layIn", { place: lay }), place.province].filter(Boolean).join(" · ");
  const namesakes = all.filter(other => !other.became && other.name === place.name && other.code !== place.code);
  const isTold = namesakes.length > 0 && place.kind === "commune";
  return [place.province, isTold && lay && t("search.madeOf", { place: lay }),
    isTold && namesakes.some(other => other.province === place.province) && place.since && t("search.since", { date: date(place.since) })].filter(Boolean).join(" · ");
}
