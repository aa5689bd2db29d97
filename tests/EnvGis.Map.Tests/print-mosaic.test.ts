import { layoutOf } from "../../src/EnvGis.Map/printing/layout";
import { SCALES, SheetFrame } from "../../src/EnvGis.Map/printing/scale";
import { mosaicOf } from "../../src/EnvGis.Map/printing/sheet-map";

vi.mock("../../src/EnvGis.Map/leaflet", () => ({ L: { GridLayer: class {} }, latLng: () => null, bounds: () => null }));

const frames = SCALES.flatMap(scale => (["A4", "A3"] as const).map(paper =>
  [`${paper} 1:${scale}`, new SheetFrame({ longitude: 103.36, latitude: 22.41 }, scale, layoutOf(paper, "landscape").map)] as const));

test.each(frames)("%s is drawn on whole pixels, finer than 200 to the inch, and covers the map", (_, frame) => {
  const { size, width, height, left, top, onPaper, zoom, addresses } = mosaicOf(frame);
  expect(size % 8).toBe(0);
  for (const pixel of [left, top, width, height]) expect(Number.isInteger(pixel)).toBe(true);
  expect(width / (onPaper.width / 25.4)).toBeGreaterThan(200);
  expect(height / (onPaper.height / 25.4)).toBeGreaterThan(200);
  expect(onPaper.left).toBeLessThanOrEqual(1e-6);
  expect(onPaper.top).toBeLessThanOrEqual(1e-6);
  expect(onPaper.left + onPaper.width).toBeGreaterThanOrEqual(frame.box.width - 1e-6);
  expect(onPaper.top + onPaper.height).toBeGreaterThanOrEqual(frame.box.height - 1e-6);
  // Every corner of the sheet is in a tile that is asked for, and tiles are no more than a sheet needs.
  const [west, north, east, south] = frame.world.map(part => Math.floor(part * 2 ** zoom));
  for (const [x, y] of [[west, north], [east, south]]) expect(addresses).toContainEqual({ z: zoom, x, y });
  expect(addresses.length).toBeLessThanOrEqual(48);
  // A canvas larger than this is refused by some browsers.
  expect(width * height).toBeLessThan(16_700_000);
});

test("a place is drawn where the arithmetic of the sheet says it is", () => {
  for (const [, frame] of frames) {
    const { size, zoom, left, top, onPaper, width, height } = mosaicOf(frame);
    const [longitude, latitude] = [103.361, 22.4105];
    const sine = Math.sin(latitude * Math.PI / 180);
    const world = size * 3 * 2 ** zoom;
    const [px, py] = [(longitude / 360 + 0.5) * world - left, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world - top];
    const [x, y] = frame.at(longitude, latitude);
    expect(onPaper.left + px * onPaper.width / width).toBeCloseTo(x, 6);
    expect(onPaper.top + py * onPaper.height / height).toBeCloseTo(y, 6);
  }
});
