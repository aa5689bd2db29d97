// What is done to a shape, corner by corner. A shape is never changed: each of these makes another, so that what was can be come back to.
import type { Corner } from "./grid";
import type { Shape } from "./service";

export type Ring = Shape["parts"][number]["rings"][number];

type Stretch = Ring["stretches"][number];

/** A corner of a shape; all count from 0. */
export interface Place {
  readonly part: number;
  readonly ring: number;
  readonly corner: number;
}

export type Origin = Pick<Stretch, "origin" | "accuracyM">;

export const cornersOf = (ring: Ring) => ring.corners as readonly Corner[];

export const ringAt = (shape: Shape, { part, ring }: Pick<Place, "part" | "ring">): Ring | undefined => shape.parts[part]?.rings[ring];

export const cornerAt = (shape: Shape, place: Place): Corner | undefined => {
  const ring = ringAt(shape, place);
  return ring && cornersOf(ring)[place.corner];
};

export const same = (one: Corner, other: Corner) => one[0] === other[0] && one[1] === other[1];

export const samePlace = (one: Place | null, other: Place | null) => one?.part === other?.part && one?.ring === other?.ring && one?.corner === other?.corner;

export const countOf = (shape: Shape) => shape.parts.reduce((sum, part) => sum + part.rings.reduce((all, ring) => all + ring.corners.length, 0), 0);

const newRing = (corners: readonly Corner[], { origin, accuracyM }: Origin): Ring => ({ corners, stretches: [{ from: 0, origin, accuracyM, of: null }] });

export const newShape = (epsg: number, decimals: number, corners: readonly Corner[], origin: Origin): Shape => ({ epsg, decimals, parts: [{ rings: [newRing(corners, origin)] }], nodes: [] });

export const addPart = (shape: Shape, corners: readonly Corner[], origin: Origin): Shape => ({ ...shape, parts: [...shape.parts, { rings: [newRing(corners, origin)] }] });

export const addHole = (shape: Shape, part: number, corners: readonly Corner[], origin: Origin): Shape => ({
  ...shape, parts: shape.parts.map((one, at) => at === part ? { rings: [...one.rings, newRing(corners, origin)] } : one),
});

/** A hole, or with its outer ring a whole part; null when nothing would be left. */
export function removeRing(shape: Shape, { part, ring }: Pick<Place, "part" | "ring">): Shape | null {
  if (ring === 0 && shape.parts.length === 1) return null;
  const parts = ring === 0 ? shape.parts.filter((_, at) => at !== part)
    : shape.parts.map((one, at) => at === part ? { rings: one.rings.filter((_, hole) => hole !== ring) } : one);
  // Nodes are named by the number of their part and ring, from 1.
  const nodes = (shape.nodes ?? []).filter(node => node.part - 1 !== part || ring !== 0 && node.ring - 1 !== ring).map(node => ({
    ...node, part: ring === 0 && node.part - 1 > part ? node.part - 1 : node.part,
    ring: ring !== 0 && node.part - 1 === part && node.ring - 1 > ring ? node.ring - 1 : node.ring,
  }));
  return { ...shape, parts, nodes };
}

export function moveCorner(shape: Shape, place: Place, to: Corner): Shape {
  const count = ringAt(shape, place)!.corners.length;
  // What ended on the two edges that move ends there no more.
  const moved = new Set([place.corner, (place.corner + count - 1) % count]);
  return withRing(shape, place, ring => ({ ...ring, corners: cornersOf(ring).map((corner, at) => at === place.corner ? to : corner) }), segment => moved.has(segment) ? null : segment);
}

/** A corner on the edge that begins at `place`; it comes after that corner. */
export function insertCorner(shape: Shape, place: Place, corner: Corner): Shape {
  const at = place.corner + 1;
  return withRing(shape, place, ring => ({
    corners: [...cornersOf(ring).slice(0, at), corner, ...cornersOf(ring).slice(at)],
    stretches: ring.stretches.map(stretch => stretch.from >= at ? { ...stretch, from: stretch.from + 1 } : stretch),
  }), segment => segment === place.corner ? null : segment > place.corner ? segment + 1 : segment);
}

/** Null where a ring would have fewer than three corners. */
export function removeCorner(shape: Shape, place: Place): Shape | null {
  const count = ringAt(shape, place)!.corners.length;
  if (count <= 3) return null;
  const gone = place.corner, before = (gone + count - 1) % count;
  return withRing(shape, place, ring => ({ corners: cornersOf(ring).filter((_, at) => at !== gone), stretches: without(ring.stretches, gone, count) }),
    segment => segment === gone || segment === before ? null : segment > gone ? segment - 1 : segment);
}

/** Stretches of a ring that loses a corner: one of no length gives way to the next. */
function without(stretches: readonly Stretch[], gone: number, count: number): Stretch[] {
  const moved = stretches.map(stretch => stretch.from > gone ? { ...stretch, from: stretch.from - 1 } : stretch);
  const left = moved.filter((stretch, at) => stretch.from < count - 1 && moved[at + 1]?.from !== stretch.from);
  return left[0]?.from === 0 ? left : [{ ...moved[0], from: 0 }, ...left];
}

/** All corners of a ring at once, as a table gives them. */
export function replaceRing(shape: Shape, place: Pick<Place, "part" | "ring">, corners: readonly Corner[]): Shape {
  return withRing(shape, place, ring => ({ corners, stretches: ring.stretches.filter(({ from }) => from < corners.length) }), () => null);
}

/** @param segmentOf Where an edge of the ring has gone; null where it is no longer the same. */
function withRing(shape: Shape, { part, ring }: Pick<Place, "part" | "ring">, change: (ring: Ring) => Ring, segmentOf: (segment: number) => number | null): Shape {
  const parts = shape.parts.map((one, at) => at === part ? { rings: one.rings.map((other, hole) => hole === ring ? change(other) : other) } : one);
  const nodes = (shape.nodes ?? []).flatMap(node => {
    if (node.part - 1 !== part || node.ring - 1 !== ring) return [node];
    const segment = segmentOf(node.segment);
    return segment === null ? [] : [{ ...node, segment }];
  });
  return { ...shape, parts, nodes };
}

/** Square units of a ring, by the plane of the grid; positive whichever way it runs. */
export function ringArea(corners: readonly Corner[]): number {
  if (corners.length < 3) return 0;
  // From its first corner: so products stay whole.
  const [east, north] = corners[0];
  let twice = 0;
  for (let i = 1; i + 1 < corners.length; i++) twice += (corners[i][0] - east) * (corners[i + 1][1] - north) - (corners[i + 1][0] - east) * (corners[i][1] - north);
  return Math.abs(twice) / 2;
}

export const areaOf = (shape: Shape, perMetre: number) =>
  shape.parts.reduce((sum, part) => sum + part.rings.reduce((left, ring, at) => left + (at === 0 ? 1 : -1) * ringArea(cornersOf(ring)), 0), 0) / perMetre ** 2;

export const lengthOf = (corners: readonly Corner[], closed: boolean) =>
  corners.reduce((sum, corner, at) => at + 1 < corners.length || closed ? sum + between(corner, corners[(at + 1) % corners.length]) : sum, 0);

export const perimeterOf = (shape: Shape, perMetre: number) =>
  shape.parts.reduce((sum, part) => sum + part.rings.reduce((all, ring) => all + lengthOf(cornersOf(ring), true), 0), 0) / perMetre;

export const between = ([ae, an]: Corner, [be, bn]: Corner) => Math.hypot(be - ae, bn - an);

/** Grid bearing, degrees clockwise from grid north; null from a corner to itself. */
export const bearing = ([ae, an]: Corner, [be, bn]: Corner) => ae === be && an === bn ? null : (Math.atan2(be - ae, bn - an) * 180 / Math.PI + 360) % 360;

/** So many units off at a grid bearing. */
export const onward = ([east, north]: Corner, units: number, degrees: number): Corner =>
  [Math.round(east + units * Math.sin(degrees * Math.PI / 180)), Math.round(north + units * Math.cos(degrees * Math.PI / 180))];

/** The place nearest to `aim` at a right angle to the edge that leads to `last`, or straight on. */
export function squared(before: Corner, last: Corner, aim: Corner): Corner {
  const [de, dn] = [last[0] - before[0], last[1] - before[1]];
  const length = Math.hypot(de, dn);
  if (length === 0) return aim;
  const along = ((aim[0] - last[0]) * de + (aim[1] - last[1]) * dn) / length;
  const across = ((aim[1] - last[1]) * de - (aim[0] - last[0]) * dn) / length;
  const [e, n] = Math.abs(along) > Math.abs(across) ? [along * de, along * dn] : [-across * dn, across * de];
  return [Math.round(last[0] + e / length), Math.round(last[1] + n / length)];
}

/** Whether a position lies inside a part, holes left out. */
export function holds(rings: readonly Ring[], at: Corner): boolean {
  return rings.reduce((inside, ring) => inside !== within(cornersOf(ring), at), false);
}

export const partAt = (shape: Shape, at: Corner) => shape.parts.findIndex(({ rings }) => holds(rings, at));

function within(corners: readonly Corner[], [east, north]: Corner) {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [ae, an] = corners[i], [be, bn] = corners[j];
    if (an > north !== bn > north && east < (be - ae) * (north - an) / (bn - an) + ae) inside = !inside;
  }
  return inside;
}

/** Whether an edge crosses or touches another of its ring that does not follow it. Only the edges at `corner` when one is named: what else there is has been looked at before. */
export function crosses(corners: readonly Corner[], corner?: number): boolean {
  const count = corners.length;
  const edges = corner === undefined ? corners.map((_, at) => at) : [corner, (corner + count - 1) % count];
  return edges.some(edge => corners.some((_, other) => {
    const apart = (other - edge + count) % count;
    return apart > 1 && apart < count - 1 && meet(corners[edge], corners[(edge + 1) % count], corners[other], corners[(other + 1) % count]);
  }));
}

/** Whether the edges at a corner cross or touch another ring of the shape. */
export function crossesOthers(shape: Shape, place: Place): boolean {
  const corners = cornersOf(ringAt(shape, place)!), count = corners.length;
  return shape.parts.some(({ rings }, part) => rings.some((one, ring) => {
    if (part === place.part && ring === place.ring) return false;
    const others = cornersOf(one);
    return [place.corner, (place.corner + count - 1) % count].some(edge =>
      others.some((other, at) => meet(corners[edge], corners[(edge + 1) % count], other, others[(at + 1) % others.length])));
  }));
}

function meet(a: Corner, b: Corner, c: Corner, d: Corner) {
  const side = (p: Corner, q: Corner, r: Corner) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  const on = (p: Corner, q: Corner, r: Corner) => side(p, q, r) === 0
    && Math.min(p[0], q[0]) <= r[0] && r[0] <= Math.max(p[0], q[0]) && Math.min(p[1], q[1]) <= r[1] && r[1] <= Math.max(p[1], q[1]);
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0 || on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b);
}
