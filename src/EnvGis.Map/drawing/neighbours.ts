// Zones in force around what is looked at, with every corner: to draw along them, and to move a border that they share.
import type { LeafletMap } from "../leaflet";
import { Refusal } from "../service";
import type { Desk } from "./desk";
import * as service from "./service";

/** From here on a corner can be meant. */
export const FROM_ZOOM = 12;

const REST_MS = 300;

/** Keeps them for the part of the map that is looked at; returns how to stop. */
export function followNeighbours(map: LeafletMap, desk: Desk): () => void {
  let asking: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    asking?.abort();
    const { signal } = asking = new AbortController();
    const box = map.getBounds().pad(0.3);
    try {
      desk.neighbours = await service.neighbours(desk.session.draft.id, [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()], signal);
    } catch (cause) {
      // Without a line one draws along what was there.
      if (!signal.aborted && !(cause instanceof Refusal)) throw cause;
    }
  };
  const moved = () => {
    clearTimeout(timer);
    if (map.getZoom() >= FROM_ZOOM) timer = setTimeout(() => void ask(), REST_MS);
  };
  map.on("moveend", moved);
  moved();
  return () => {
    map.off("moveend", moved);
    clearTimeout(timer);
    asking?.abort();
  };
}
