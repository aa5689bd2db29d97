// Lengths and areas on the ellipsoid of WGS 84, which is VN-2000's too: no grid stretches them. Held against PostGIS's geography by a test.

/** Longitude, latitude in degrees. */
export type Degrees = readonly [number, number];

const SEMI_MAJOR = 6_378_137, FLATTENING = 1 / 298.257223563;
const SEMI_MINOR = SEMI_MAJOR * (1 - FLATTENING);
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));
const RADIANS = Math.PI / 180;

/** Below a hundredth of a millimetre. */
const EXACT = 1e-12;

/** Nearly opposite points, which the formula does not reach, lie outside the map. */
const MOST_STEPS = 100;

/** A stretch is walked in steps of about so many metres, and in no more than so many: its area is then right to a few parts in a million. */
const STEP_M = 500, MOST_PARTS = 200;

/** Vincenty (1975), Direct and inverse solutions of geodesics on the ellipsoid: metres, and the azimuth at the beginning in radians. */
export function between([fromEast, fromNorth]: Degrees, [toEast, toNorth]: Degrees): { readonly metres: number; readonly azimuth: number } {
  const way = (toEast - fromEast) * RADIANS;
  const reduced = (north: number) => Math.atan((1 - FLATTENING) * Math.tan(north * RADIANS));
  const [u1, u2] = [reduced(fromNorth), reduced(toNorth)];
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = way;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [sin, cos] = [Math.sin(lambda), Math.cos(lambda)];
    const sinSigma = Math.hypot(cos2 * sin, cos1 * sin2 - sin1 * cos2 * cos);
    if (sinSigma === 0) return { metres: 0, azimuth: 0 };
    const cosSigma = sin1 * sin2 + cos1 * cos2 * cos;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = cos1 * cos2 * sin / sinSigma, cosSquared = 1 - sinAlpha ** 2;
    const cosMiddle = cosSquared === 0 ? 0 : cosSigma - 2 * sin1 * sin2 / cosSquared;
    const c = FLATTENING / 16 * cosSquared * (4 + FLATTENING * (4 - 3 * cosSquared));
    const next = way + (1 - c) * FLATTENING * sinAlpha * (sigma + c * sinSigma * (cosMiddle + c * cosSigma * (2 * cosMiddle ** 2 - 1)));
    if (Math.abs(next - lambda) > EXACT) {
      lambda = next;
      continue;
    }
    const { a, b } = seriesOf(cosSquared);
    const correction = b * sinSigma * (cosMiddle + b / 4 * (cosSigma * (2 * cosMiddle ** 2 - 1) - b / 6 * cosMiddle * (4 * sinSigma ** 2 - 3) * (4 * cosMiddle ** 2 - 3)));
    return { metres: SEMI_MINOR * a * (sigma - correction), azimuth: Math.atan2(cos2 * sin, cos1 * sin2 - sin1 * cos2 * cos) };
  }
  return { metres: NaN, azimuth: NaN };
}

/** Where one comes to from a place by an azimuth in radians after so many metres. */
export function along([east, north]: Degrees, azimuth: number, metres: number): Degrees {
  const u1 = Math.atan((1 - FLATTENING) * Math.tan(north * RADIANS));
  const [sin1, cos1, sinAzimuth, cosAzimuth] = [Math.sin(u1), Math.cos(u1), Math.sin(azimuth), Math.cos(azimuth)];
  const sigma1 = Math.atan2(sin1, cos1 * cosAzimuth);
  const sinAlpha = cos1 * sinAzimuth, cosSquared = 1 - sinAlpha ** 2;
  const { a, b } = seriesOf(cosSquared);
  let sigma = metres / (SEMI_MINOR * a);
  for (let step = 0; step < MOST_STEPS; step++) {
    const cosMiddle = Math.cos(2 * sigma1 + sigma), [sin, cos] = [Math.sin(sigma), Math.cos(sigma)];
    const correction = b * sin * (cosMiddle + b / 4 * (cos * (2 * cosMiddle ** 2 - 1) - b / 6 * cosMiddle * (4 * sin ** 2 - 3) * (4 * cosMiddle ** 2 - 3)));
    const next = metres / (SEMI_MINOR * a) + correction;
    const isThere = Math.abs(next - sigma) < EXACT;
    sigma = next;
    if (isThere) break;
  }
  const [sin, cos, cosMiddle] = [Math.sin(sigma), Math.cos(sigma), Math.cos(2 * sigma1 + sigma)];
  const there = Math.atan2(sin1 * cos + cos1 * sin * cosAzimuth, (1 - FLATTENING) * Math.hypot(sinAlpha, sin1 * sin - cos1 * cos * cosAzimuth));
  const lambda = Math.atan2(sin * sinAzimuth, cos1 * cos - sin1 * sin * cosAzimuth);
  const c = FLATTENING / 16 * cosSquared * (4 + FLATTENING * (4 - 3 * cosSquared));
  const way = lambda - (1 - c) * FLATTENING * sinAlpha * (sigma + c * sin * (cosMiddle + c * cos * (2 * cosMiddle ** 2 - 1)));
  return [east + way / RADIANS, there / RADIANS];
}

function seriesOf(cosSquared: number) {
  const u = cosSquared * (SEMI_MAJOR ** 2 - SEMI_MINOR ** 2) / SEMI_MINOR ** 2;
  return { a: 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u))), b: u / 1024 * (256 + u * (-128 + u * (74 - 47 * u))) };
}

/** Metres of a line, or round a ring, whose first corner is not repeated. */
export const lengthOf = (corners: readonly Degrees[], isClosed = false) => corners.reduce((sum, corner, at) => {
  const next = at + 1 < corners.length ? corners[at + 1] : isClosed && corners.length > 1 ? corners[0] : null;
  return next ? sum + between(corner, next).metres : sum;
}, 0);

/** Half of what lies between the equator and a latitude in radians, per radian of longitude: Snyder (1987), Map projections, equation 3-12. */
function authalic(north: number) {
  const sin = Math.sin(north), e = ECCENTRICITY * sin;
  return SEMI_MINOR ** 2 / 2 * (sin / (1 - e * e) + Math.atanh(e) / ECCENTRICITY);
}

/** Square metres within a ring whose sides are geodesics. */
export function areaOf(ring: readonly Degrees[]): number {
  // Counted from the first corner's latitude: from the equator, small rings would be the difference of large numbers.
  const first = authalic(ring[0][1] * RADIANS);
  let twice = 0;
  for (const [at, from] of ring.entries()) {
    const to = ring[(at + 1) % ring.length];
    const { metres, azimuth } = between(from, to);
    const parts = Math.max(1, Math.min(MOST_PARTS, Math.ceil(metres / STEP_M)));
    let before = from;
    for (let part = 1; part <= parts; part++) {
      const next = part === parts ? to : along(from, azimuth, metres * part / parts);
      twice += (next[0] - before[0]) * RADIANS * (authalic(before[1] * RADIANS) + authalic(next[1] * RADIANS) - 2 * first);
      before = next;
    }
  }
  return Math.abs(twice) / 2;
}

/** Whether sides of a ring cross or touch, so that it has no area anybody means. */
export function crosses(ring: readonly Degrees[]): boolean {
  const side = ([ax, ay]: Degrees, [bx, by]: Degrees, [px, py]: Degrees) => Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));
  for (let i = 0; i < ring.length; i++) {
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 0 && j === ring.length - 1) continue;
      const [a, b, c, d] = [ring[i], ring[i + 1], ring[j], ring[(j + 1) % ring.length]];
      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) return true;
    }
  }
  return false;
}
