import { columnAt, place, rowAt, touches, wrapped } from "../../src/EnvGis.Map/mvt/address";
import { transformOf } from "../../src/EnvGis.Map/mvt/draw";

test("Within the depth of the data a tile holds itself", () => {
  expect(place({ z: 12, x: 3252, y: 1801 }, 16)).toEqual({ source: { z: 12, x: 3252, y: 1801 }, scale: 1, column: 0, row: 0 });
});

test("Beyond the depth of the data a tile lies inside its ancestor", () => {
  expect(place({ z: 18, x: 4 * 100 + 3, y: 4 * 50 + 1 }, 16)).toEqual({ source: { z: 16, x: 100, y: 50 }, scale: 4, column: 3, row: 1 });
});

test("An ancestor's corner of the deeper tile is drawn at that tile's corner, enlarged", () => {
  const { scale, dx, dy } = transformOf(place({ z: 18, x: 403, y: 201 }, 16), 4096, 512);
  // The tile begins at three quarters of the ancestor's width and one quarter of its height.
  expect([3072 * scale + dx, 1024 * scale + dy]).toEqual([0, 0]);
  expect([4096 * scale + dx, 2048 * scale + dy]).toEqual([512, 512]);
});

test("Columns go round the world and rows end at the poles", () => {
  expect(wrapped({ z: 3, x: -1, y: 2 })).toEqual({ z: 3, x: 7, y: 2 });
  expect(wrapped({ z: 3, x: 8, y: 2 })).toEqual({ z: 3, x: 0, y: 2 });
  expect(wrapped({ z: 3, x: 1, y: 8 })).toBeNull();
});

test("Longitude and latitude fall on the known tile of Thái Nguyên", () => {
  // 105.84 E, 21.59 N is in tile 10/813/449 of the Web Mercator grid.
  expect([Math.floor(columnAt(105.84, 10)), Math.floor(rowAt(21.59, 10))]).toEqual([813, 449]);
});

test("An edit touches its own tile and not the next but one", () => {
  const tile = { z: 10, x: 813, y: 449 };
  const inside = [105.82, 21.55, 105.85, 21.6] as const;
  expect(touches(tile, inside, 0.05)).toBe(true);
  expect(touches({ ...tile, x: 815 }, inside, 0.05)).toBe(false);
  expect(touches({ ...tile, y: 447 }, inside, 0.05)).toBe(false);
});

test("An edit just over a tile's edge touches it, because its symbols and buffer reach in", () => {
  const east = (814 / 1024) * 360 - 180;
  const beyond = [east + 0.005, 21.55, east + 0.006, 21.56] as const;
  expect(touches({ z: 10, x: 813, y: 449 }, beyond, 0.05)).toBe(true);
  expect(touches({ z: 10, x: 813, y: 449 }, beyond, 0)).toBe(false);
});
