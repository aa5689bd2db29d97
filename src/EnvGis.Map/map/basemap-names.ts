import type { Basemap, NamedPoint } from "../answers";
import { type LatLngBounds, type LeafletMap, latLng, point } from "../leaflet";
import { t, unitName } from "../language";
import type { LabelSource } from "../mvt/label-pane";
import type { Label } from "../mvt/labels";
import { FAMILY } from "./fonts";
import { DOTS_TO_ZOOM } from "./land";

const COLORS = { name: "#5B5548", faint: "#6B6557", sea: "#3F6C86" };

/** Before all other names: they are written whatever else there is (QCVN 80:2024/BTNMT). */
const ARCHIPELAGO = 1000;

/** Vietnam's archipelagos, special zones of Đà Nẵng and Khánh Hòa: where their names stand when there is room, in open water in their midst. */
const ARCHIPELAGOS = [["map.hoangSa", 112, 16.2], ["map.truongSa", 113.9, 9.43]] as const;
const ZONES_FROM_ZOOM = 7;

/** Half the width and height that a name of an archipelago takes, with room around it, pixels. */
const NAME_HALF_WIDTH = 100;
const NAME_HALF_HEIGHT = 18;

type Place = readonly [key: string, longitude: number, latitude: number, fromZoom: number, toZoom: number, priority: number, sea: boolean];

// Names of the wider surroundings.
const SURROUNDINGS: readonly Place[] = [
  ["map.china", 108.2, 24.1, 5, 8, 90, false],
  ["map.laos", 102.6, 19.6, 5, 8, 90, false],
  ["map.cambodia", 104.9, 12.7, 5, 8, 90, false],
  ["map.thailand", 101.6, 15.8, 5, 8, 90, false],
  ["map.eastSea", 114.2, 13.2, 5, 8, 95, true],
  ["map.gulfOfTonkin", 107.9, 19.9, 6, 10, 95, true],
];

const COMMUNES_FROM_ZOOM = 11;
const ISLANDS_FROM_ZOOM = 8;

/** Names of the basemap, for the label pane that also writes the names of features. */
export class BasemapNames implements LabelSource {
  constructor(
    readonly map: Pick<LeafletMap, "getZoom" | "getBounds" | "project" | "unproject">, readonly provinces: readonly NamedPoint[],
    readonly communesIn: (window: LatLngBounds) => readonly NamedPoint[], readonly islands: Basemap["islands"] = [],
  ) {}

  labels(): readonly Label[] {
    const zoom = this.map.getZoom();
    const window = this.map.getBounds().pad(0.3);
    const labels: Label[] = [];
    const add = (id: string, text: string, longitude: number, latitude: number, priority: number, font: string, color: string, more?: Partial<Label>) => {
      const place = latLng([longitude, latitude]);
      if (!window.contains(place)) return;
      const { x, y } = this.map.project(place, zoom);
      labels.push({ id, text, x, y, priority, font, color, ...more });
    };
    for (const [key, longitude, latitude, from, to, priority, sea] of SURROUNDINGS) {
      if (zoom < from || zoom > to) continue;
      add(key, t(key), longitude, latitude, priority, `${sea ? "italic " : ""}400 13px ${FAMILY}`, sea ? COLORS.sea : COLORS.faint);
    }
    labels.push(...this.#archipelagos(zoom, window));
    if (zoom >= ISLANDS_FROM_ZOOM) {
      const isDot = zoom <= DOTS_TO_ZOOM;
      for (const [name, longitude, latitude] of this.islands) {
        add(`island ${name}`, isDot ? name : t("map.islandWithin", { name }), longitude, latitude, 70, `400 11px ${FAMILY}`, COLORS.faint, isDot ? { below: 4 } : undefined);
      }
    }
    if (zoom >= 6 && zoom < COMMUNES_FROM_ZOOM) {
      const font = `600 ${zoom < 8 ? 11.5 : 13}px ${FAMILY}`;
      for (const [code, name, , longitude, latitude] of this.provinces) {
        add(`province ${code}`, zoom < 8 ? name : name.toLocaleUpperCase("vi"), longitude, latitude, 80, font, COLORS.name);
      }
    }
    if (zoom >= COMMUNES_FROM_ZOOM) {
      const font = `400 ${zoom < 13 ? 11.5 : 12.5}px ${FAMILY}`;
      for (const [code, name, kind, longitude, latitude] of this.communesIn(window)) {
        add(`commune ${code}`, unitName(name, kind), longitude, latitude, 20, font, COLORS.faint);
      }
    }
    return labels;
  }

  #archipelagos(zoom: number, window: LatLngBounds): Label[] {
    const islands = this.islands.map(([, longitude, latitude]) => this.map.project(latLng([longitude, latitude]), zoom));
    const labels: Label[] = [];
    for (const [archipelago, longitude, latitude] of ARCHIPELAGOS) {
      let { x, y } = this.map.project(latLng([longitude, latitude]), zoom);
      for (const [id, always] of [[archipelago, true], [`${archipelago}.zone`, false]] as const) {
        if (!always && zoom < ZONES_FROM_ZOOM) continue;
        // Over no island: from the middle southwards until there is none.
        while (islands.some(island => Math.abs(island.x - x) < NAME_HALF_WIDTH && Math.abs(island.y - y) < NAME_HALF_HEIGHT)) y += NAME_HALF_HEIGHT / 3;
        if (window.contains(this.map.unproject(point(x, y), zoom))) {
          labels.push({ id, text: t(id), x, y, priority: ARCHIPELAGO, font: `600 12px ${FAMILY}`, color: COLORS.faint, always });
        }
        y += 2 * NAME_HALF_HEIGHT;
      }
    }
    return labels;
  }
}
