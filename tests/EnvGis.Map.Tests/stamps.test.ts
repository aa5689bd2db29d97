import { press, stampOf, unmultiply } from "../../src/EnvGis.Map/mvt/stamps";

type Rgba = readonly [number, number, number, number];
const image = (width: number, ...pixels: Rgba[]) => ({ data: Uint8ClampedArray.from(pixels.flat()) as Uint8ClampedArray<ArrayBuffer>, width, height: pixels.length / width });
const EMPTY: Rgba = [0, 0, 0, 0];
const sheetOf = (...pixels: Rgba[]) => stampOf({ ...image(pixels.length, ...pixels) }).pixels;
const shown = (pixels: Uint32Array) => [...unmultiply(pixels.slice())];

test("A stamp keeps what is not empty of its square, and where that begins", () => {
  const stamp = stampOf(image(3, EMPTY, EMPTY, EMPTY, EMPTY, [10, 20, 30, 255], [9, 9, 9, 51], EMPTY, EMPTY, EMPTY));
  expect(stamp).toMatchObject({ left: 1, top: 1, width: 2, height: 1 });
  expect([...new Uint8Array(stamp.pixels.buffer)]).toEqual([10, 20, 30, 255, 2, 2, 2, 51]);
});

test("An empty symbol is an empty stamp", () => {
  expect(stampOf(image(2, EMPTY, EMPTY, EMPTY, EMPTY)).pixels).toHaveLength(0);
});

test("A stamp covers what is under it by its alpha, and leaves the rest", () => {
  const under: Rgba[] = [[200, 100, 0, 255], [200, 100, 0, 255], [200, 100, 0, 255], [1, 2, 3, 255]];
  for (const alpha of [1, 26, 127, 128, 200, 254, 255]) {
    const onto = sheetOf(...under);
    press(stampOf(image(1, [0, 50, 250, alpha])), onto, 4, 1, 0);
    const expected = [0, 1, 2].map(i => (([0, 50, 250][i] * alpha) + under[1][i] * (255 - alpha)) / 255);
    const seen = shown(onto);
    for (const i of [0, 1, 2]) expect(Math.abs(seen[4 + i] - expected[i])).toBeLessThanOrEqual(2);
    expect(seen[7]).toBeGreaterThanOrEqual(254);
    expect([...seen.slice(0, 4), ...seen.slice(8)]).toEqual([...under[0], ...under[2], ...under[3]]);
  }
});

test("Over nothing, half a colour stays half that colour", () => {
  const onto = new Uint32Array(4);
  press(stampOf(image(1, [180, 90, 30, 128])), onto, 2, 1, 1);
  const seen = shown(onto);
  expect(seen.slice(0, 12)).toEqual(new Array(12).fill(0));
  expect(seen[15]).toBe(128);
  for (const [i, value] of [180, 90, 30].entries()) expect(Math.abs(seen[12 + i] - value)).toBeLessThanOrEqual(1);
});

test("What is pressed a thousand times over itself does not run over", () => {
  const onto = new Uint32Array(1);
  for (let i = 0; i < 1000; i++) press(stampOf(image(1, [255, 255, 255, 254])), onto, 1, 0, 0);
  for (const value of new Uint8Array(onto.buffer)) expect(value).toBeGreaterThanOrEqual(252);
});
