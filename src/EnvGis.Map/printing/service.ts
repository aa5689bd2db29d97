// What printing asks of the service.
import type { Extent } from "../mvt/address";
import { get } from "../service";

export const grid = (extent: Extent, epsg: number, step: number, signal?: AbortSignal) =>
  get<"/api/grid">(`/api/grid?bbox=${extent.map(degrees => degrees.toFixed(7)).join(",")}&epsg=${epsg}&step=${step}`, signal);

/** The zones of VN-2000, with the province that a place lies in. */
export const zonesAt = (longitude: number, latitude: number, signal?: AbortSignal) =>
  get<"/api/grid/zones">(`/api/grid/zones?lon=${longitude.toFixed(6)}&lat=${latitude.toFixed(6)}`, signal);

export const revision = (signal?: AbortSignal) => get<"/api/revision">("/api/revision", signal);
