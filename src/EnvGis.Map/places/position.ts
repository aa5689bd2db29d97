import type { FoundPosition, GridPosition } from "../answers";
import { decimal, t } from "../language";

/** 21,594200° B; 105,848200° Đ: a tenth of a metre. */
export const degrees = (lat: number, lon: number) =>
  t("position.degrees", { lat: decimal(Math.abs(lat), 6), lon: decimal(Math.abs(lon), 6) });

/** 21°35'39,12" B, 105°50'53,52" Đ. */
export const sexagesimal = (lat: number, lon: number) => t("position.sexagesimal", { lat: parts(lat), lon: parts(lon) });

/** Degrees, minutes and seconds to hundredths; rounding may carry up to the degree. */
export function parts(angle: number) {
  const hundredths = Math.round(Math.abs(angle) * 360_000);
  const [whole, minutes, seconds] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60, hundredths % 6000 / 100];
  return `${whole}°${String(minutes).padStart(2, "0")}'${decimal(seconds, 2).padStart(5, "0")}"`;
}

/** Kinh tuyến trục 106°30', múi chiếu 3° (EPSG:9213). */
export const zoneLine = ({ meridian, widthDegrees, epsg }: Pick<GridPosition, "meridian" | "widthDegrees" | "epsg">) =>
  t("position.zone", { meridian, width: String(widthDegrees), epsg: String(epsg) });

export const gridLine = ({ north, east }: GridPosition) => t("position.grid", { x: decimal(north, 2), y: decimal(east, 2) });

/** The administrative map of its province, and what a second source gives. */
export const provinceLine = ({ province, otherMeridian }: Pick<FoundPosition, "province" | "otherMeridian">) => province
  ? [t("position.usage.province", { province: province.name }), otherMeridian && t("position.otherMeridian", { meridian: otherMeridian })].filter(Boolean).join(", ") : "";

/** Who uses that zone there. */
export function usageLine({ usage, province, otherMeridian }: FoundPosition) {
  if (usage === "province" && province) return provinceLine({ province, otherMeridian });
  if (usage === "older" && province) return t("position.usage.older", { province: province.name });
  if (usage === "earlier" && province) return t("position.usage.earlier", { province: province.name });
  return usage === "six-degree" ? t("position.usage.sixDegree") : "";
}

/** The commune and province, said to be approximate where no boundary tells. */
export function placeLine({ commune, province, approximate }: FoundPosition) {
  if (!commune) return t("position.noCommune");
  const place = [commune.fullName, province?.name].filter(Boolean).join(", ");
  return approximate ? t("position.approximate", { place }) : place;
}

/** What a phone opens in its own map program (RFC 5870). Brackets would end the name early. */
export function geoLink(lat: number, lon: number, name: string) {
  const at = `${lat.toFixed(6)},${lon.toFixed(6)}`;
  return `geo:${at}?q=${at}(${encodeURIComponent(name).replace(/[()']/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}
