// What details of a feature ask of the service.
import type { CornerTable } from "../answers";
import { below } from "../base";
import { language } from "../language";
import { get, withQuery } from "../service";

interface At {
  readonly datetime?: string | null;
  readonly asOf?: string | null;
}

/** In force on a day and as known at a moment; today's when neither is given. */
export const feature = (id: number, signal?: AbortSignal, at: At = {}) => {
  return get<"/api/features/{id}">(withQuery(`/api/features/${id}`, queryOf(at)), signal);
};

const queryOf = (at: At) => Object.entries(at).filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join("&");

/** The coordinate annex of its decision as a file. */
export const annexFile = (id: number, format: string, at: At = {}) => below(withQuery(`/api/features/${id}/annex.${format}`, queryOf(at)));

export const featureVersion = (id: number, version: number, signal?: AbortSignal) =>
  get<"/api/features/{id}/versions/{version}">(`/api/features/${id}/versions/${version}`, signal);

/** The first few hundred corners; `epsg` null for the zone of the feature's province. */
export const corners = (id: number, source: CornerTable["source"], epsg: number | null, signal?: AbortSignal) =>
  get<"/api/features/{id}/coordinates">(cornersAddress(id, source, epsg), signal);

/** All corners, for a spreadsheet. */
export const cornersFile = (id: number, source: CornerTable["source"], epsg: number, separator: "semicolon" | "comma") =>
  `${below(cornersAddress(id, source, epsg))}&f=csv&separator=${separator}&lang=${language()}`;

const cornersAddress = (id: number, source: CornerTable["source"], epsg: number | null) =>
  `/api/features/${id}/coordinates?source=${source}${epsg === null ? "" : `&epsg=${epsg}`}` as const;

export const listedZones = async () => (await get<"/api/crs">("/api/crs")).zones;
