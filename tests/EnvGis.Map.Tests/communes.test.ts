import { expect, test } from "vitest";
import { CommuneCells } from "../../src/EnvGis.Map/map/communes";

const window = (west: number, south: number, east: number, north: number) => ({ getWest: () => west, getSouth: () => south, getEast: () => east, getNorth: () => north });
const named = (cell: string) => [["00001", `Xã ${cell}`, "xã", 0, 0]] as const;
const later = () => new Promise(done => setTimeout(done));

test("Only squares that the window meets and that have communes are asked for, each once", async () => {
  const asked: string[] = [];
  let arrivals = 0;
  const cells = new CommuneCells(["105_21", "106_21", "107_21"], cell => {
    asked.push(cell);
    return Promise.resolve(named(cell));
  }, () => { arrivals++; });
  expect(cells.within(window(105.4, 20.9, 106.2, 21.1))).toEqual([]);
  await later();
  expect(cells.within(window(105.4, 20.9, 106.2, 21.1)).map(([, name]) => name)).toEqual(["Xã 105_21", "Xã 106_21"]);
  expect(asked).toEqual(["105_21", "106_21"]);
  expect(arrivals).toBe(2);
});

test("A square that could not be had is asked for again at the next move", async () => {
  let fails = true;
  const cells = new CommuneCells(["-1_0"], cell => fails ? Promise.reject(new Error("offline")) : Promise.resolve(named(cell)), () => { /* Nothing to draw. */ });
  cells.within(window(-0.5, 0.1, -0.4, 0.2));
  await later();
  fails = false;
  cells.within(window(-0.5, 0.1, -0.4, 0.2));
  await later();
  expect(cells.within(window(-0.5, 0.1, -0.4, 0.2))).toHaveLength(1);
});
