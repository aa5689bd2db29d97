import { keyOf } from "../../src/EnvGis.Map/mvt/address";
import { POINT } from "../../src/EnvGis.Map/mvt/decode";
import { TileStore } from "../../src/EnvGis.Map/mvt/tile-store";
import { writeTile } from "./tiles";

const bytes = () => writeTile({ points: [{ id: 1, type: POINT, parts: [[1, 1]] }] }).slice().buffer;
const settle = () => new Promise(resolve => setTimeout(resolve));

function storeOf(tiles: { z: number; x: number; y: number }[], load = async () => bytes()) {
  const asked: string[] = [];
  const store = new TileStore(async address => {
    asked.push(keyOf(address));
    return await load();
  });
  const changed = tiles.map(tile => {
    const seen: boolean[] = [];
    store.use(tile, stored => seen.push(stored.failed));
    return seen;
  });
  return { store, asked, changed };
}

const here = { z: 10, x: 813, y: 449 };
const far = { z: 10, x: 816, y: 449 };

test("A tile that several places show is asked for once", async () => {
  const { asked, changed } = storeOf([here, here]);
  await settle();
  expect(asked).toEqual(["10/813/449"]);
  expect(changed).toEqual([[false], [false]]);
});

test("A change asks again for exactly the tiles that its old and new extents touch", async () => {
  const { store, asked, changed } = storeOf([here, far]);
  await settle();
  asked.length = 0;
  expect(store.refresh([[105.82, 21.55, 105.85, 21.6]], new Set(["points"]))).toBe(1);
  await settle();
  expect(asked).toEqual(["10/813/449"]);
  expect(changed).toEqual([[false, false], [false]]);
});

test("A change asks for its own layers only and keeps the others of the tile; what was on its way is asked for again with them", async () => {
  const asked: (string[] | null)[] = [];
  let shown: string[] = [];
  let slow: (() => void) | null = null;
  const store = new TileStore(async (_, __, only) => {
    asked.push(only && [...only].sort());
    const names = only ? [...only] : ["points", "points:cluster", "zones"];
    if (only?.has("zones")) await new Promise<void>(done => { slow = done; });
    return writeTile(Object.fromEntries(names.map(name => [name, [{ id: only ? 2 : 1, type: POINT, parts: [[1, 1]] }]]))).slice().buffer;
  });
  store.use(here, stored => { shown = (stored.content ?? []).map(layer => `${layer.name} ${layer.features[0].id}`).sort(); });
  await settle();
  const box = [[105.82, 21.55, 105.85, 21.6]] as const;
  store.refresh(box, new Set(["points"]));
  await settle();
  expect(shown).toEqual(["points 2", "zones 1"]);
  store.refresh(box, new Set(["zones"]));
  store.refresh(box, new Set(["points"]));
  await settle();
  slow!();
  await settle();
  expect(asked).toEqual([null, ["points"], ["zones"], ["points", "zones"]]);
  expect(shown).toEqual(["points 2", "zones 2"]);
});

test("A tile that nothing shows any more is given up", async () => {
  const asked: string[] = [];
  const aborted: boolean[] = [];
  const store = new TileStore((address, signal) => {
    asked.push(keyOf(address));
    signal.addEventListener("abort", () => aborted.push(true));
    return new Promise(() => {});
  });
  const changed = () => {};
  store.use(here, changed);
  store.leave(here, changed);
  expect(aborted).toEqual([true]);
  expect(store.refreshAll()).toBe(0);
});

test("A tile that failed keeps what it had and can be tried again", async () => {
  let broken = true;
  const { store, changed } = storeOf([here], async () => {
    if (broken) throw new Error("gone");
    return bytes();
  });
  await settle();
  expect(store.failures).toBe(1);
  broken = false;
  expect(store.retryFailed()).toBe(1);
  await settle();
  expect(store.failures).toBe(0);
  expect(changed).toEqual([[true, false]]);
});

test("A tile that failed is asked for again by itself, less and less often; a request that is wrong is not", async () => {
  vi.useFakeTimers();
  try {
    const { store, asked } = storeOf([here], async () => { throw Object.assign(new Error("gone"), { status: 503 }); });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.length).toBeLessThan(10);
    expect(store.failures).toBe(1);
    const wrong = storeOf([here], async () => { throw Object.assign(new Error("wrong"), { status: 400 }); });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(wrong.asked.length).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});

test("A tile that comes after all is not asked for again", async () => {
  vi.useFakeTimers();
  try {
    let broken = true;
    const { asked, changed } = storeOf([here], async () => {
      if (broken) throw new Error("gone");
      return bytes();
    });
    await vi.advanceTimersByTimeAsync(100);
    broken = false;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(asked.length).toBe(2);
    expect(changed).toEqual([[true, false]]);
  } finally {
    vi.useRealTimers();
  }
});
