import { LINE, POINT, POLYGON, decode } from "../../src/EnvGis.Map/mvt/decode";
import { square, writeTile } from "./tiles";

test("A feature keeps the id that stands outside its properties", () => {
  const [layer] = decode(writeTile({ landfills: [{ id: 4711, type: POINT, parts: [[10, 20]], properties: { name: "Bãi rác", demo: true } }] }));
  expect(layer.name).toBe("landfills");
  expect(layer.features[0].id).toBe(4711);
  expect(layer.features[0].properties).toEqual({ name: "Bãi rác", demo: true });
});

test("Points, lines and rings come as flat coordinates with their box", () => {
  const [layer] = decode(writeTile({
    mixed: [
      { id: 1, type: POINT, parts: [[5, -6, 7, 8]] },
      { id: 2, type: LINE, parts: [[0, 0, 100, 50]] },
      { id: 3, type: POLYGON, parts: [[0, 0, 40, 0, 40, 40, 0, 40]] },
    ],
  }));
  expect(layer.features.map(f => f.kind)).toEqual([POINT, LINE, POLYGON]);
  expect([...layer.features[1].parts[0]]).toEqual([0, 0, 100, 50]);
  expect([...layer.features[2].parts[0]]).toEqual(square(0, 0, 40));
  expect(layer.features[0].parts.flatMap(part => [...part])).toEqual([5, -6, 7, 8]);
  expect(layer.features[2].box).toEqual([0, 0, 40, 40]);
});

test("A layer says how many units its side has", () => {
  expect(decode(writeTile({ coarse: [{ id: 1, type: POINT, parts: [[1, 1]] }] }, 512))[0].extent).toBe(512);
});

test("An empty tile has no layers", () => {
  expect(decode(new Uint8Array())).toEqual([]);
});
