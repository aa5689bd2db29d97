// The page's state in its address, so that a link opens what its sender saw:
//   ?l=landfills,pollution-hotspots&sel=feature:966#14/20.62/105.5

export interface View {
  readonly zoom: number;
  readonly latitude: number;
  readonly longitude: number;
}

export type Selection = { readonly kind: "feature"; readonly id: number } | { readonly kind: "task"; readonly id: string };

export interface Address {
  /** Null: where the map begins. */
  readonly view: View | null;
  /** Layers switched on; null: as they come. */
  readonly layers: readonly string[] | null;
  readonly selection: Selection | null;
}

const NO_LAYERS = "none";

export function read(location: { readonly search: string; readonly hash: string }): Address {
  const query = new URLSearchParams(location.search);
  const layers = query.get("l");
  return {
    view: readView(location.hash),
    layers: layers === null ? null : layers === NO_LAYERS ? [] : layers.split(",").filter(id => /^[a-z][a-z0-9-]*$/.test(id)),
    selection: readSelection(query.get("sel")),
  };
}

export function write({ view, layers, selection }: Address): string {
  const query: string[] = [];
  if (layers) query.push(`l=${layers.length > 0 ? layers.join(",") : NO_LAYERS}`);
  if (selection) query.push(`sel=${selection.kind}:${encodeURIComponent(selection.id).replaceAll("%2F", "/")}`);
  const search = query.length > 0 ? `?${query.join("&")}` : "";
  // Five decimals are a metre.
  const hash = view ? `#${view.zoom}/${round(view.latitude)}/${round(view.longitude)}` : "";
  return `/${search}${hash}`;
}

export const same = (a: Selection | null, b: Selection | null) => a?.kind === b?.kind && a?.id === b?.id;

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

function readView(hash: string): View | null {
  const parts = /^#(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(hash);
  if (!parts) return null;
  const [zoom, latitude, longitude] = parts.slice(1).map(Number);
  return zoom <= 22 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { zoom, latitude, longitude } : null;
}

function readSelection(text: string | null): Selection | null {
  const feature = /^feature:(\d{1,15})$/.exec(text ?? "");
  if (feature) return { kind: "feature", id: Number(feature[1]) };
  const task = /^task:([a-z0-9-]+\/[^/\s]{1,80})$/.exec(text ?? "");
  return task ? { kind: "task", id: task[1] } : null;
}
