// Makes the basemap that needs no internet: wwwroot/app/basemap.json (land, islands, schematic province lines, province names) and
// wwwroot/app/communes.json (commune names, with the code of their province), the same in squares of one degree in wwwroot/app/communes (fetched only when the map is near enough to show them).
// Outline: @geo-maps/countries-land-1km, © OpenStreetMap contributors (ODbL). Names and positions: data/places.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { schematicLines } from "./basemap-lines.mjs";

const places = new URL("../../data/places/", import.meta.url);
const app = new URL("../../wwwroot/app/", import.meta.url);

/** What the widest screen can show at the least zoom: degrees, west south east north. */
const FRAME = [24, -50, 180, 72];

/** Where the map can be moved to. What is farther away is seen small and at the rim, so its outline is rougher. */
const CORE = [84, -8, 130, 36];

// Land in these waters is Vietnam's (Đặc khu Hoàng Sa, Đà Nẵng; Đặc khu Trường Sa, Khánh Hòa), whatever the source calls it. East of 116.6° E the
// source has land only off Palawan and Borneo, which is not of the archipelago.
const ARCHIPELAGOS = [
  [110.8, 15.5, 113.2, 17.4],
  [111.2, 7, 116.6, 12.2],
];

/** Neighbours keep every point this near to Vietnam, so that both sides of a border stay the same line. */
const BORDER_DEGREES = 0.02;
/** Of what Vietnam's waters and neighbours are, west south east north: nobody opens the map to look at what is beyond. */
const AROUND = [98, 4, 120, 26];
const AROUND_TOLERANCE_DEGREES = 0.05;
const FAR_TOLERANCE_DEGREES = 0.1;
const RIM_TOLERANCE_DEGREES = 0.25;
/** Smaller lakes, and smaller islands of the neighbours, are left out. */
const SMALLEST_DEGREES = 0.1;
const SMALLEST_FAR_DEGREES = 0.3;
const SMALLEST_AT_RIM_DEGREES = 1;

export async function makeBasemap() {
  const provinces = await readTable("provinces.csv");
  const communes = await readTable("communes.csv");
  const islands = await readTable("islands.csv");
  const { vietnam, neighbours, near } = await readLand();
  const named = communes.map(c => [c.code, c.name, c.kind, Number(c.lon), Number(c.lat)]);
  const cells = new Map();
  for (const one of named) {
    const cell = `${Math.floor(one[3])}_${Math.floor(one[4])}`;
    cells.set(cell, [...cells.get(cell) ?? [], one]);
  }
  await mkdir(app, { recursive: true });
  await writeFile(new URL("basemap.json", app), JSON.stringify({
    vietnam: vietnam.map(([coast]) => encodeLine(coast)),
    // Rivers and ponds come out of a 1 km outline as splinters; only what is large enough to have its shape is kept.
    lakes: vietnam.flatMap(polygon => polygon.slice(1)).filter(isLarge).map(encodeLine),
    neighbours: neighbours.flat().map(line => encodeLine(line.map(point => near(point) ? point : point.map(value => Math.round(value * 100) / 100)))),
    provinceLines: schematicLines(communes, vietnam).map(({ between, line }) => [...between, encodeLine(line)]),
    // Most islands of the two archipelagos are too small for an outline of 1 km.
    islands: islands.map(i => [i.name, Number(i.lon), Number(i.lat)]),
    provinces: provinces.map(p => [p.code, p.name, p.kind, Number(p.label_lon), Number(p.label_lat)]),
    communeCells: [...cells.keys()],
  }));
  await writeFile(new URL("communes.json", app), JSON.stringify({ communes: named.map((one, at) => [...one, communes[at].province_code]) }));
  await mkdir(new URL("communes/", app), { recursive: true });
  for (const [cell, inside] of cells) await writeFile(new URL(`communes/${cell}.json`, app), JSON.stringify({ communes: inside }));
}

async function readLand() {
  const file = createRequire(import.meta.url).resolve("@geo-maps/countries-land-1km/map.geo.json");
  const countries = JSON.parse(await readFile(file, "utf8")).features;
  const vietnam = [];
  const others = [];
  for (const country of countries) {
    const { type, coordinates } = country.geometry;
    for (const polygon of type === "Polygon" ? [coordinates] : coordinates) {
      const box = boxOf(polygon[0]);
      if (!overlaps(box, FRAME)) continue;
      const ours = country.properties.A3 === "VNM" || ARCHIPELAGOS.some(a => contains(a, box));
      if (ours) vietnam.push(polygon);
      else if (isLarge(polygon[0])) others.push(polygon.filter(isLarge));
    }
  }
  const near = nearTo(vietnam);
  const neighbours = others
    .map(polygon => polygon.map(ring => simplify(clip(ring, FRAME), near)).filter(ring => ring.length > 3))
    .filter(polygon => polygon.length > 0);
  return { vietnam, neighbours, near };
}

function isLarge(ring) {
  const [w, s, e, n] = boxOf(ring);
  return Math.max(e - w, n - s) > farther([w, s, e, n], SMALLEST_DEGREES, SMALLEST_FAR_DEGREES, SMALLEST_AT_RIM_DEGREES);
}

const farther = (box, around, far, rim) => overlaps(box, AROUND) ? around : overlaps(box, CORE) ? far : rim;

const boxOf = ring => ring.reduce(
  ([w, s, e, n], [x, y]) => [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)], [180, 90, -180, -90]);
const overlaps = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
const contains = (a, b) => a[0] <= b[0] && a[1] <= b[1] && a[2] >= b[2] && a[3] >= b[3];

/** Sutherland–Hodgman against a box; the ring comes back closed, or empty. */
function clip(ring, [w, s, e, n]) {
  const sides = [[0, w, 1], [0, e, -1], [1, s, 1], [1, n, -1]];
  let points = ring.slice(0, -1);
  for (const [axis, limit, sign] of sides) {
    const inside = p => (p[axis] - limit) * sign >= 0;
    const kept = [];
    points.forEach((point, i) => {
      const before = points.at(i - 1);
      if (inside(point) !== inside(before)) {
        const t = (limit - before[axis]) / (point[axis] - before[axis]);
        kept.push([before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])]);
      }
      if (inside(point)) kept.push(point);
    });
    points = kept;
    if (points.length === 0) return [];
  }
  return [...points, points[0]];
}

function nearTo(polygons) {
  const cell = value => Math.round(value / BORDER_DEGREES);
  const cells = new Set();
  for (const [x, y] of polygons.flat(2)) {
    for (let i = -1; i <= 1; i++) for (let j = -1; j <= 1; j++) cells.add(`${cell(x) + i} ${cell(y) + j}`);
  }
  return ([x, y]) => cells.has(`${cell(x)} ${cell(y)}`);
}

/** Douglas–Peucker that never drops a point `keep` asks for. */
function simplify(ring, keep) {
  if (ring.length < 5) return ring;
  const kept = new Set([0, ring.length - 1]);
  const middle = Math.floor(ring.length / 2);
  const stack = [[0, middle], [middle, ring.length - 1]];
  kept.add(middle);
  while (stack.length > 0) {
    const [first, last] = stack.pop();
    let worst = 0;
    let at = -1;
    for (let i = first + 1; i < last; i++) {
      const distance = keep(ring[i]) ? Infinity : distanceToSegment(ring[i], ring[first], ring[last]);
      if (distance > worst) [worst, at] = [distance, i];
    }
    const [[x, y], [u, v]] = [ring[first], ring[last]];
    const box = [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];
    if (worst > farther(box, AROUND_TOLERANCE_DEGREES, FAR_TOLERANCE_DEGREES, RIM_TOLERANCE_DEGREES)) {
      kept.add(at);
      stack.push([first, at], [at, last]);
    }
  }
  return [...kept].sort((a, b) => a - b).map(i => ring[i]);
}

function distanceToSegment([x, y], [ax, ay], [bx, by]) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

// Thousandths of a degree, each point as the step from the one before: half the size once compressed.
function encodeLine(points) {
  const steps = [];
  let [lastX, lastY] = [0, 0];
  for (const point of points) {
    const [x, y] = point.map(value => Math.round(value * 1000));
    if (steps.length > 0 && x === lastX && y === lastY) continue;
    steps.push(x - lastX, y - lastY);
    [lastX, lastY] = [x, y];
  }
  return steps;
}

async function readTable(name) {
  const text = (await readFile(new URL(name, places), "utf8")).replace(/^\uFEFF/, "");
  const [header, ...rows] = text.trimEnd().split(/\r?\n/).map(readRow);
  return rows.map(row => Object.fromEntries(header.map((column, i) => [column, row[i]])));
}

function readRow(line) {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...cells].map(([, quoted, plain]) => quoted === undefined ? plain : quoted.replaceAll('""', '"'));
}
