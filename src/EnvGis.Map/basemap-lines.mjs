// Province outlines from what may be shipped: cells around commune centres, dissolved by province and cut at the coast and border.
// Schematic: half of the lines lie within a few kilometres of the true boundary. The map says so and never answers from them.
import { Delaunay } from "d3-delaunay";
import Flatbush from "flatbush";

/** East–west degrees count less than north–south ones; at 16° N, the middle of the country, by this much. */
const SHRINK = Math.cos(16 * Math.PI / 180);

/** Lines of [lon, lat] between communes of different provinces, inside the land only, with the codes of the two provinces that each parts. */
export function schematicLines(communes, land) {
  const sites = communes.map(c => [Number(c.lon) * SHRINK, Number(c.lat)]);
  // Far sites close the outer cells, so that no edge runs to infinity.
  const far = [[80, -10], [80, 40], [130, -10], [130, 40], [105, -15], [105, 45], [75, 15], [135, 15]];
  const delaunay = Delaunay.from([...sites, ...far.map(([x, y]) => [x * SHRINK, y])]);
  const { circumcenters } = delaunay.voronoi([70, -20, 140, 50]);
  const { triangles, halfedges } = delaunay;
  const inside = clipper(land);

  const pieces = new Map();
  halfedges.forEach((opposite, edge) => {
    if (opposite < edge) return;
    const one = communes[triangles[edge]];
    const other = communes[triangles[edge % 3 === 2 ? edge - 2 : edge + 1]];
    if (!one || !other || one.province_code === other.province_code) return;
    const [a, b] = [edge, opposite].map(e => Math.floor(e / 3))
      .map(t => [circumcenters[t * 2] / SHRINK, circumcenters[t * 2 + 1]]);
    const between = [one.province_code, other.province_code].sort();
    const key = between.join(" ");
    if (!pieces.has(key)) pieces.set(key, { between, parts: [] });
    pieces.get(key).parts.push(...inside(a, b));
  });
  return [...pieces.values()].flatMap(({ between, parts }) => chain(parts).map(line => ({ between, line })));
}

function clipper(land) {
  // Coasts only: a boundary runs on through a lake.
  const segments = land.map(([coast]) => coast).flatMap(ring => ring.slice(1).map((point, i) => [ring[i], point]));
  const index = new Flatbush(segments.length);
  for (const [[ax, ay], [bx, by]] of segments) {
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();

  const isLand = ([x, y]) => {
    let odd = false;
    for (const i of index.search(x, y, 180, y)) {
      const [[ax, ay], [bx, by]] = segments[i];
      if ((ay > y) !== (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)) odd = !odd;
    }
    return odd;
  };
  const at = (a, b, t) => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];

  return (a, b) => {
    const cuts = [0, 1];
    const hits = index.search(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
    for (const i of hits) {
      const [c, d] = segments[i];
      const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
      const cross = rx * sy - ry * sx;
      if (cross === 0) continue;
      const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
      const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
      if (t > 0 && t < 1 && u >= 0 && u <= 1) cuts.push(t);
    }
    cuts.sort((p, q) => p - q);
    return cuts.slice(1)
      .map((end, i) => [at(a, b, cuts[i]), at(a, b, end)])
      .filter(([from, to]) => isLand(at(from, to, 0.5)));
  };
}

/** Joins pieces end to end where exactly two meet, so that dashes run on. */
function chain(pieces) {
  const key = ([x, y]) => `${x.toFixed(4)} ${y.toFixed(4)}`;
  const meeting = new Map();
  for (const piece of pieces) for (const end of piece) meeting.set(key(end), [...meeting.get(key(end)) ?? [], piece]);
  const used = new Set();
  const follow = (line, piece) => {
    for (;;) {
      const here = meeting.get(key(line.at(-1)));
      const next = here.length === 2 ? here.find(p => p !== piece) : undefined;
      if (!next || used.has(next)) return;
      used.add(next);
      line.push(key(next[0]) === key(line.at(-1)) ? next[1] : next[0]);
      piece = next;
    }
  };
  const lines = [];
  for (const piece of pieces) {
    if (used.has(piece)) continue;
    used.add(piece);
    const line = [...piece];
    follow(line, piece);
    line.reverse();
    follow(line, piece);
    lines.push(line);
  }
  return lines;
}
