import { readFileSync } from "node:fs";
import { speak } from "../../src/EnvGis.Map/language";
import type { BasemapNames as Names } from "../../src/EnvGis.Map/map/basemap-names";
import { arrange } from "../../src/EnvGis.Map/mvt/labels";

const data = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const words = JSON.parse(data("wwwroot/i18n/vi.json")) as Record<string, string>;
const islands = data("data/places/islands.csv").trim().split("\n").slice(1).map(line => line.split(",")).map(([name, , lon, lat]) => [name, Number(lon), Number(lat)] as const);

// As wide as the letters of the page's font are at most at 12 px.
const measure = (text: string) => text.length * 7.2;

/** A map of Mercator that shows the whole of both archipelagos, whatever the zoom. */
const mapAt = (zoom: number) => ({
  getZoom: () => zoom,
  getBounds: () => ({ pad: () => ({ contains: () => true }) }),
  project: ({ lat, lng }: { lat: number; lng: number }) => {
    const sine = Math.sin(lat * Math.PI / 180);
    return { x: 256 * 2 ** zoom * (lng / 360 + 0.5), y: 256 * 2 ** zoom * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) };
  },
  unproject: () => null,
}) as unknown as Names["map"];

let BasemapNames: typeof Names;

beforeAll(async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
  vi.stubGlobal("document", { documentElement: { lang: "" } });
  vi.stubGlobal("window", { L: { latLng: (lat: number, lng: number) => ({ lat, lng }), point: (x: number, y: number) => ({ x, y }) } });
  speak("vi", words);
  ({ BasemapNames } = await import("../../src/EnvGis.Map/map/basemap-names"));
});

afterAll(() => { vi.unstubAllGlobals(); });

test.each(Array.from({ length: 33 }, (_, step) => 3 + step / 2))("At zoom %d both archipelagos are named, beside their islands and not over them", zoom => {
  const map = mapAt(zoom);
  const labels = new BasemapNames(map, [], () => [], islands).labels();
  const [middle] = [map.project({ lat: 12, lng: 112 } as never)];
  // A screen of any size, around the middle of both.
  const half = 256 * 2 ** zoom;
  const placed = arrange(labels.map(label => ({ ...label, x: label.x - middle.x + half, y: label.y - middle.y + half })), measure, 2 * half, 2 * half);
  const names = placed.filter(({ id }) => /^map\.(hoang|truong)Sa/.test(id));
  expect(names.map(({ text }) => text)).toEqual(expect.arrayContaining([words["map.hoangSa"], words["map.truongSa"]]));
  for (const name of names) {
    const across = Math.max(...name.lines.map(measure)) / 2;
    const tall = name.lines.length * 15 / 2;
    const covered = islands.filter(([, lng, lat]) => {
      const { x, y } = map.project({ lat, lng } as never);
      return Math.abs(x - middle.x + half - name.x) < across && Math.abs(y - middle.y + half - name.y) < tall;
    });
    expect(covered).toEqual([]);
  }
});

test.each([8, 11, 12, 15, 19])("At zoom %d each island is named, from 12 with how well its place is known", zoom => {
  const texts = new BasemapNames(mapAt(zoom), [], () => [], islands).labels().filter(({ id }) => id.startsWith("island")).map(({ text }) => text);
  expect(texts).toEqual(islands.map(([name]) => zoom < 12 ? name : `${name} (trong vòng 2 km)`));
});
