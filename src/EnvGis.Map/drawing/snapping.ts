// What a pointer is drawn to: corners and edges of what lies near.
import type { Corner } from "./grid";
import type { Place } from "./shape";
import { cornersOf } from "./shape";
import type { Shape } from "./service";

export interface Target {
  /** What it is called, for who hears it. */
  readonly name: string;
  readonly shape: Shape;
  /** A corner that is being moved is not drawn to itself or to its own edges. */
  readonly except?: Place;
}

export interface Snap {
  readonly at: Corner;
  readonly kind: "corner" | "edge";
  readonly name: string;
  /** From 1; of an edge that of the corner at which it begins. */
  readonly number: number;
  /** From where the pointer is, in units of the lattice. */
  readonly away: number;
}

/** The nearest corner within reach, else the place on the nearest edge. @param reach In units of the lattice. */
export function snap(aim: Corner, targets: readonly Target[], reach: number): Snap | null {
  let corner: Snap | null = null, edge: Snap | null = null;
  for (const { name, shape, except } of targets) {
    for (const [part, { rings }] of shape.parts.entries()) {
      for (const [ring, one] of rings.entries()) {
        const corners = cornersOf(one), count = corners.length;
        const own = except?.part === part && except.ring === ring ? except.corner : -1;
        for (let i = 0; i < count; i++) {
          const [east, north] = corners[i], next = corners[(i + 1) % count];
          if (own === i || own === (i + 1) % count) continue;
          const away = Math.hypot(east - aim[0], north - aim[1]);
          if (away <= (corner?.away ?? reach)) corner = { at: corners[i], kind: "corner", name, number: i + 1, away };
          const [de, dn] = [next[0] - east, next[1] - north];
          const share = ((aim[0] - east) * de + (aim[1] - north) * dn) / (de * de + dn * dn);
          if (!(share > 0 && share < 1)) continue;
          const at: Corner = [Math.round(east + share * de), Math.round(north + share * dn)];
          const off = Math.hypot(at[0] - aim[0], at[1] - aim[1]);
          if (off <= (edge?.away ?? reach)) edge = { at, kind: "edge", name, number: i + 1, away: off };
        }
      }
    }
  }
  return corner ?? edge;
}
