import type { FeatureDetails } from "../answers";
import { L, type LeafletMap, latLng } from "../leaflet";

/** What is laid over the map for a while: the point that was typed, and a feature as it was. */
export class Marks {
  readonly #map: LeafletMap;
  readonly #then: InstanceType<typeof L.LayerGroup>;
  readonly #point: InstanceType<typeof L.LayerGroup>;

  constructor(map: LeafletMap) {
    this.#map = map;
    if (!map.getPane("marks")) {
      const pane = map.createPane("marks");
      pane.style.zIndex = "430";
      pane.style.pointerEvents = "none";
    }
    this.#then = L.layerGroup().addTo(map);
    this.#point = L.layerGroup().addTo(map);
  }

  /** Longitude, latitude; null takes the mark away. */
  point(at: readonly [number, number] | null) {
    this.#point.clearLayers();
    if (!at) return;
    const shared = { pane: "marks", interactive: false } as const;
    L.circleMarker(latLng(at), { ...shared, radius: 13, color: "#fff", weight: 5, fill: false }).addTo(this.#point);
    L.circleMarker(latLng(at), { ...shared, radius: 13, color: "#1a1612", weight: 2.5, fill: false }).addTo(this.#point);
    L.circleMarker(latLng(at), { ...shared, radius: 2.5, color: "#1a1612", weight: 1, fillColor: "#1a1612", fillOpacity: 1 }).addTo(this.#point);
  }

  /** A version over today's: long dashes on white, so that it is told from dashes that mean something else. Null takes it away. */
  then(version: FeatureDetails | null) {
    this.#then.clearLayers();
    if (!version) return;
    const line = { pane: "marks", interactive: false, color: "#5b2a86", weight: 3, dashArray: "10 7", fillColor: "#5b2a86", fillOpacity: 0.06 } as const;
    const under = { ...line, color: "#fff", weight: 6, dashArray: "", fill: false, opacity: 0.85 } as const;
    if (version.geometry) {
      for (const style of [under, line]) {
        L.geoJSON(version.geometry as GeoJSON.Geometry, {
          style: () => style, pane: "marks", interactive: false,
          pointToLayer: (_, at) => L.circleMarker(at, { ...style, radius: 11 }),
        }).addTo(this.#then);
      }
    } else if (version.position.near) {
      L.circle(latLng(version.position.near), { ...line, radius: version.position.accuracyM ?? 0 }).addTo(this.#then);
    }
  }

  remove() {
    this.#map.removeLayer(this.#then);
    this.#map.removeLayer(this.#point);
  }
}
