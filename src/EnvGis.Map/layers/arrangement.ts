import type { LayerInfo } from "../answers";

/** How a person has arranged the layers: which lies over which, and how much shows through. */
export interface Arrangement {
  /** Ids from the top down; layers that are not named keep their place behind them. Empty: as the layer files have it. */
  readonly order: readonly string[];
  /** From 0.1 to 1; a layer that is not named is wholly opaque. */
  readonly opacity: Readonly<Record<string, number>>;
}

export const AS_IT_COMES: Arrangement = { order: [], opacity: {} };

export const LEAST_OPACITY = 0.1;

export const opacityOf = ({ opacity }: Arrangement, id: string) => opacity[id] ?? 1;

/** From the top down. */
export function inOrder<T extends Pick<LayerInfo, "id" | "order">>(layers: readonly T[], { order }: Arrangement): T[] {
  const rank = (id: string) => {
    const at = order.indexOf(id);
    return at < 0 ? order.length : at;
  };
  return [...layers].sort((a, b) => rank(a.id) - rank(b.id) || a.order - b.order);
}

/** One step up or down among the layers of its own group, which is what the person sees. */
export function moved(arrangement: Arrangement, layers: readonly LayerInfo[], id: string, step: 1 | -1): Arrangement {
  const all = inOrder(layers, arrangement);
  const group = all.filter(layer => layer.mission === all.find(one => one.id === id)?.mission);
  const at = group.findIndex(layer => layer.id === id);
  const other = group[at + step];
  if (!other) return arrangement;
  const order = all.map(layer => layer.id);
  const [from, to] = [order.indexOf(id), order.indexOf(other.id)];
  [order[from], order[to]] = [order[to], order[from]];
  return { ...arrangement, order };
}

export function withOpacity(arrangement: Arrangement, id: string, value: number): Arrangement {
  const { [id]: _, ...others } = arrangement.opacity;
  const bounded = Math.min(1, Math.max(LEAST_OPACITY, value));
  return { ...arrangement, opacity: bounded === 1 ? others : { ...others, [id]: bounded } };
}

export interface Remembered extends Arrangement {
  /** Layers that were switched off; a layer that is new since is on. */
  readonly hidden: readonly string[];
}

/** The number goes up when what is written changes its shape: what an older page wrote is then forgotten. */
const KEY = "envgis.layers.1";

export function readRemembered(text: string | null): Remembered {
  try {
    const read = JSON.parse(text ?? "{}") as Partial<Remembered> | null;
    const opacity = Object.entries(read?.opacity ?? {}).filter(([, value]) => typeof value === "number" && value >= LEAST_OPACITY && value < 1);
    return { order: texts(read?.order), hidden: texts(read?.hidden), opacity: Object.fromEntries(opacity) };
  } catch {
    // Somebody else's text under our key, or half of ours.
    return { ...AS_IT_COMES, hidden: [] };
  }
}

const texts = (value: unknown) => Array.isArray(value) ? value.filter(one => typeof one === "string") : [];

export const remembered = () => readRemembered(localStorage.getItem(KEY));

export function remember({ order, opacity }: Arrangement, hidden: readonly string[]) {
  if (order.length === 0 && hidden.length === 0 && Object.keys(opacity).length === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify({ order, opacity, hidden } satisfies Remembered));
}
