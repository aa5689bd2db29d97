// The one place that knows how Leaflet comes in: a script of its own, before this one, that sets the global L.
import type * as Leaflet from "leaflet";

declare global {
  interface Window {
    L: typeof Leaflet;
  }
}

export const L = window.L;

export type LeafletMap = Leaflet.Map;
export type LatLng = Leaflet.LatLng;
export type LatLngBounds = Leaflet.LatLngBounds;
export type Point = Leaflet.Point;
export type Coords = Leaflet.Coords;
export type LeafletLayer = Leaflet.Layer;
export type GridLayerOptions = Leaflet.GridLayerOptions;
export type DoneCallback = Leaflet.DoneCallback;
export type LeafletMouseEvent = Leaflet.LeafletMouseEvent;

// GeoJSON and the service say longitude, latitude; Leaflet says latitude, longitude. They meet here and nowhere else.

export const latLng = ([longitude, latitude]: readonly [number, number]): LatLng => L.latLng(latitude, longitude);

export const bounds = ([west, south, east, north]: readonly [number, number, number, number]): LatLngBounds =>
  L.latLngBounds([south, west], [north, east]);

export const point = (x: number, y: number): Point => L.point(x, y);
