// WGS 84 and VN-2000, both ways, for the pointer and the screen. What counts is what the service makes of the corners; a test holds this against a table of its points.

/** Whole numbers of the last decimal of the annex: east, north. */
export type Corner = readonly [number, number];

/** Longitude, latitude in degrees. */
export type Degrees = readonly [number, number];

const SEMI_MAJOR = 6_378_137, FLATTENING = 1 / 298.257223563;
const SEMI_MINOR = SEMI_MAJOR * (1 - FLATTENING);
const E2 = FLATTENING * (2 - FLATTENING), SECOND_E2 = E2 / (1 - E2), ECCENTRICITY = Math.sqrt(E2);
const FALSE_EASTING = 500_000;
const RADIANS = Math.PI / 180;

// Krüger's series to the sixth power of n: Karney (2011), Transverse Mercator with an accuracy of a few nanometers, equations 14, 35 and 36.
const N = FLATTENING / (2 - FLATTENING);
const powers = (...coefficients: number[]) => coefficients.reduce((sum, coefficient, at) => sum + coefficient * N ** (at + 1), 0);
const RECTIFYING = SEMI_MAJOR / (1 + N) * (1 + N ** 2 / 4 + N ** 4 / 64 + N ** 6 / 256);
const ALPHA = [
  powers(1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800),
  powers(0, 13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360),
  powers(0, 0, 61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440),
  powers(0, 0, 0, 49561 / 161280, -179 / 168, 6601661 / 7257600),
  powers(0, 0, 0, 0, 34729 / 80640, -3418889 / 1995840),
  powers(0, 0, 0, 0, 0, 212378941 / 319334400),
];
const BETA = [
  powers(1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800),
  powers(0, 1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720),
  powers(0, 0, 17 / 480, -37 / 840, -209 / 4480, 5569 / 90720),
  powers(0, 0, 0, 4397 / 161280, -11 / 504, -830251 / 7257600),
  powers(0, 0, 0, 0, 4583 / 161280, -108847 / 3991680),
  powers(0, 0, 0, 0, 0, 20648693 / 638668800),
];

// Quyết định 05/2007/QĐ-BTNMT (EPSG:6960), its rotations in the signs of a position vector.
const SECONDS = RADIANS / 3600;
const SHIFT = { dx: -191.90441429, dy: -39.30318279, dz: -111.45032835, rx: 0.00928836 * SECONDS, ry: -0.01975479 * SECONDS, rz: 0.00427372 * SECONDS, scale: 1 + 0.252906278e-6 };

/** Below the last bit of a longitude in Vietnam. */
const EXACT = 1e-15;

/** VN-2000 to WGS 84 latitude and longitude in radians, the height taken as 0, as the service does. */
function shift(longitude: number, latitude: number): [number, number] {
  const { dx, dy, dz, rx, ry, rz, scale } = SHIFT;
  const [sin, cos] = [Math.sin(latitude), Math.cos(latitude)];
  const primeVertical = SEMI_MAJOR / Math.sqrt(1 - E2 * sin * sin);
  const [x, y, z] = [primeVertical * cos * Math.cos(longitude), primeVertical * cos * Math.sin(longitude), primeVertical * (1 - E2) * sin];
  return geodetic(dx + scale * (x - rz * y + ry * z), dy + scale * (rz * x + y - rx * z), dz + scale * (-ry * x + rx * y + z));
}

/** Bowring's formula, repeated until it stands still. */
function geodetic(x: number, y: number, z: number): [number, number] {
  const fromAxis = Math.hypot(x, y);
  let reduced = Math.atan2(z * SEMI_MAJOR, fromAxis * SEMI_MINOR);
  for (let step = 0; ; step++) {
    const [sin, cos] = [Math.sin(reduced), Math.cos(reduced)];
    const latitude = Math.atan2(z + SECOND_E2 * SEMI_MINOR * sin ** 3, fromAxis - E2 * SEMI_MAJOR * cos ** 3);
    const next = Math.atan((1 - FLATTENING) * Math.tan(latitude));
    if (step === 8 || Math.abs(next - reduced) < EXACT) return [Math.atan2(y, x), latitude];
    reduced = next;
  }
}

/** The position whose shift is the one given. */
function unshift(longitude: number, latitude: number): [number, number] {
  let [east, north] = [longitude, latitude];
  for (let step = 0; step < 8; step++) {
    const [there, thereNorth] = shift(east, north);
    const [missing, missingNorth] = [longitude - there, latitude - thereNorth];
    [east, north] = [east + missing, north + missingNorth];
    if (Math.abs(missing) < EXACT && Math.abs(missingNorth) < EXACT) break;
  }
  return [east, north];
}

const conformal = (tau: number) => {
  const root = Math.hypot(1, tau);
  const sigma = Math.sinh(ECCENTRICITY * Math.atanh(ECCENTRICITY * tau / root));
  return tau * Math.hypot(1, sigma) - sigma * root;
};

/** The grid of one zone at so many decimals of a metre: where the corners of a draft lie. */
export class Grid {
  /** Units in a metre: 100 or 1,000. */
  readonly perMetre: number;
  readonly #meridian: number;
  readonly #scale: number;

  /** @param meridian As the service writes it: 106°15'. */
  constructor(readonly epsg: number, readonly meridian: string, readonly width: number, readonly decimals: number) {
    const [, degrees, minutes] = /^(\d+)°(\d+)'/.exec(meridian)!;
    this.#meridian = (Number(degrees) + Number(minutes) / 60) * RADIANS;
    this.#scale = RECTIFYING * (width === 3 ? 0.9999 : 0.9996);
    this.perMetre = 10 ** decimals;
  }

  /** Metres east and north of a position. */
  metresOf([longitude, latitude]: Degrees): [number, number] {
    const [east, north] = unshift(longitude * RADIANS, latitude * RADIANS);
    const tau = conformal(Math.tan(north));
    const lambda = east - this.#meridian;
    const xi = Math.atan2(tau, Math.cos(lambda)), eta = Math.asinh(Math.sin(lambda) / Math.hypot(tau, Math.cos(lambda)));
    let [x, y] = [xi, eta];
    for (const [at, alpha] of ALPHA.entries()) {
      const j = 2 * (at + 1);
      x += alpha * Math.sin(j * xi) * Math.cosh(j * eta);
      y += alpha * Math.cos(j * xi) * Math.sinh(j * eta);
    }
    return [FALSE_EASTING + this.#scale * y, this.#scale * x];
  }

  degreesOf(east: number, north: number): [number, number] {
    const [xi, eta] = [north / this.#scale, (east - FALSE_EASTING) / this.#scale];
    let [x, y] = [xi, eta];
    for (const [at, beta] of BETA.entries()) {
      const j = 2 * (at + 1);
      x -= beta * Math.sin(j * xi) * Math.cosh(j * eta);
      y -= beta * Math.cos(j * xi) * Math.sinh(j * eta);
    }
    const aim = Math.sin(x) / Math.hypot(Math.sinh(y), Math.cos(x));
    // Newton's way back from the conformal latitude: two steps are exact.
    let tau = aim / Math.sqrt(1 - E2);
    for (let step = 0; step < 5; step++) {
      const now = conformal(tau);
      const change = (aim - now) / Math.hypot(1, now) * (1 + (1 - E2) * tau * tau) / ((1 - E2) * Math.hypot(1, tau));
      tau += change;
      if (Math.abs(change) < 1e-15) break;
    }
    const [longitude, latitude] = shift(this.#meridian + Math.atan2(Math.sinh(y), Math.cos(x)), Math.atan(tau));
    return [longitude / RADIANS, latitude / RADIANS];
  }

  at([east, north]: Corner): [number, number] {
    return this.degreesOf(east / this.perMetre, north / this.perMetre);
  }

  /** The corner nearest to a position. */
  nearest(position: Degrees): [number, number] {
    const [east, north] = this.metresOf(position);
    return [Math.round(east * this.perMetre), Math.round(north * this.perMetre)];
  }

  units(metres: number) {
    return Math.round(metres * this.perMetre);
  }

  /** As a table of the annex prints it, with every decimal: 1850123.45, in Vietnamese 1850123,45. */
  print(units: number, mark: string) {
    const digits = String(Math.abs(units)).padStart(this.decimals + 1, "0");
    return `${units < 0 ? "-" : ""}${digits.slice(0, -this.decimals)}${mark}${digits.slice(-this.decimals)}`;
  }
}
