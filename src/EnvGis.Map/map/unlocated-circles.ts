import type { LayerInfo, Unlocated } from "../answers";
import { L, type LeafletMap, type Point, latLng } from "../leaflet";
import { say } from "../language";
import type { LabelSource } from "../mvt/label-pane";
import type { Label } from "../mvt/labels";
import { FAMILY } from "./fonts";

interface Circle {
  readonly feature: Unlocated;
  readonly area: InstanceType<typeof L.Circle>;
  readonly sign: InstanceType<typeof L.CircleMarker>;
}

const SIGN_PIXELS = 7;
const NAMES_FROM_ZOOM = 10;

/** Features whose place is known only roughly: a dashed circle round the area that holds them, and a dashed sign at its centre. */
export class UnlocatedCircles implements LabelSource {
  readonly #map: LeafletMap;
  #circles: Circle[] = [];

  constructor(map: LeafletMap) {
    this.#map = map;
  }

  show(features: readonly Unlocated[], layers: readonly LayerInfo[], visible: ReadonlySet<string>) {
    for (const { area, sign } of this.#circles) {
      area.remove();
      sign.remove();
    }
    const colors = new Map(layers.map(layer => [layer.id, layer.symbol.color]));
    this.#circles = features.filter(feature => feature.near && visible.has(feature.layer)).map(feature => {
      const color = colors.get(feature.layer) ?? "#333";
      const shared = { pane: "unlocated", interactive: false, color };
      return {
        feature,
        area: L.circle(latLng(feature.near!), { ...shared, radius: feature.accuracyM ?? 0, weight: 1.3, dashArray: "5 5", fillOpacity: 0.04 })
          .addTo(this.#map),
        sign: L.circleMarker(latLng(feature.near!), {
          ...shared, radius: SIGN_PIXELS, weight: 2, dashArray: "3 2.5", fillColor: "#fff", fillOpacity: 0.9,
        }).addTo(this.#map),
      };
    });
  }

  /** A question mark in each sign; nearer by, the name below it. */
  labels(): readonly Label[] {
    const zoom = this.#map.getZoom();
    return this.#circles.flatMap(({ feature }) => {
      const { x, y } = this.#map.project(latLng(feature.near!), zoom);
      const shared = { x, y, color: "#2b2620" };
      const sign = { ...shared, id: `unlocated ${feature.near}`, text: "?", always: true, priority: 2000, font: `600 11px ${FAMILY}` };
      const name = { ...shared, id: `unlocated name ${feature.id}`, text: say(feature.name), priority: 70, font: `600 12px ${FAMILY}`, below: SIGN_PIXELS + 5 };
      return zoom >= NAMES_FROM_ZOOM ? [sign, name] : [sign];
    });
  }

  /** Emphasis by features' ids. */
  emphasise(selected: number | null, hovered: number | null, marked: ReadonlySet<number>) {
    for (const { feature, area, sign } of this.#circles) {
      const strong = feature.id === selected;
      const raised = strong || feature.id === hovered || marked.has(feature.id);
      area.setStyle({ weight: strong ? 3 : raised ? 2.2 : 1.3, fillOpacity: strong ? 0.12 : 0.04 });
      sign.setStyle({ weight: raised ? 3 : 2 });
      if (raised) sign.bringToFront();
    }
  }

  /** Those whose sign is at this point of the window, the nearest first. */
  signsAt(point: Point, tolerance: number): Unlocated[] {
    return this.#circles
      .map(({ feature }) => ({ feature, distance: this.#map.latLngToContainerPoint(latLng(feature.near!)).distanceTo(point) }))
      .filter(({ distance }) => distance <= SIGN_PIXELS + tolerance)
      .sort((a, b) => a.distance - b.distance)
      .map(({ feature }) => feature);
  }
}
