import { keyOf } from "../../src/EnvGis.Map/mvt/address";
import { POINT } from "../../src/EnvGis.Map/mvt/decode";
import { TileStore } from "../../src/EnvGis.Map/mvt/tile-store";
import { type Written, writeTile } from "./tiles";

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
  expect(store.refresh([[105.82, 21.55, 105.85, 21.6]], { layers: new Set(["points"]), ids: null })).toBe(1);
  await settle();
  expect(asked).toEqual(["10/813/449"]);
  expect(changed).toEqual([[false, false], [false]]);
});

test("A change asks for its own layers only and keeps the others of the tile; what was on its way is asked for again with them", async () => {
  const asked: (string[] | null)[] = [];
  let shown: string[] = [];
  let slow: (() => void) | null = null;
  const store = new TileStore(async (_, __, only) => {
    asked.push(only && [...only.layers].sort());
    const names = only ? [...only.layers] : ["points", "points:cluster", "zones"];
    if (only?.layers.has("zones")) await new Promise<void>(done => { slow = done; });
    return writeTile(Object.fromEntries(names.map(name => [name, [{ id: only ? 2 : 1, type: POINT, parts: [[1, 1]] }]]))).slice().buffer;
  });
  store.use(here, stored => { shown = (stored.content ?? []).map(layer => `${layer.name} ${layer.features[0].id}`).sort(); });
  await settle();
  const box = [[105.82, 21.55, 105.85, 21.6]] as const;
  store.refresh(box, { layers: new Set(["points"]), ids: null });
  await settle();
  expect(shown).toEqual(["points 2", "zones 1"]);
  store.refresh(box, { layers: new Set(["zones"]), ids: null });
  store.refresh(box, { layers: new Set(["points"]), ids: null });
  await settle();
  slow!();
  await settle();
  expect(asked).toEqual([null, ["points"], ["zones"], ["points", "zones"]]);
  expect(shown).toEqual(["points 2", "zones 2"]);
});

const deep = { z: 14, x: 13007, y: 7189 };
const inDeep = [[105.82, 21.5, 105.821, 21.501]] as const;
const point = (id: number, at: number, name: string): Written => ({ id, type: POINT, parts: [[at, at]], properties: { name } });

function patchStore(after: (asked: { layers: string[]; ids: number[] | null }) => Parameters<typeof writeTile>[0], complete = 14) {
  const asked: ({ layers: string[]; ids: number[] | null } | null)[] = [];
  const seen: { shown: string; where: readonly number[] | null }[] = [];
  const store = new TileStore(async (_, __, only) => {
    const what = only && { layers: [...only.layers].sort(), ids: only.ids && [...only.ids].sort() };
    asked.push(what);
    await settle();
    return writeTile(what ? after(what) : {
      points: [point(1, 64, "a"), point(2, 128, "b"), point(4, 256, "d")], "points:label": [point(2, 128, "b")], zones: [point(3, 64, "z")],
    }).slice().buffer;
  }, complete);
  store.use(deep, (tile, where) => seen.push({
    shown: (tile.content ?? []).map(layer => `${layer.name} ${layer.features.map(feature => `${feature.id}${feature.properties.name}`).join(" ")}`).join(", "), where,
  }));
  return { store, asked, seen };
}

test("A change of one feature of a complete tile loads that feature, puts it in its place and says where that is", async () => {
  const { store, asked, seen } = patchStore(() => ({ points: [point(2, 512, "B")] }));
  await settle();
  await settle();
  store.refresh(inDeep, { layers: new Set(["points"]), ids: new Set([2]) });
  await settle();
  await settle();
  expect(asked).toEqual([null, { layers: ["points"], ids: [2] }]);
  expect(seen.at(-1)).toEqual({ shown: "points 1a 2B 4d, zones 3z", where: [128 / 4096, 128 / 4096, 512 / 4096, 512 / 4096] });
});

test("A feature that came stands by its number, one that went is gone, and nothing of either is nowhere", async () => {
  const { store, seen } = patchStore(({ ids }) => ({ points: ids!.includes(3) ? [point(3, 192, "c")] : [] }));
  await settle();
  await settle();
  for (const [id, shown, where] of [
    [3, "points 1a 2b 3c 4d, points:label 2b, zones 3z", [192 / 4096, 192 / 4096, 192 / 4096, 192 / 4096]],
    [2, "points 1a 3c 4d, zones 3z", [128 / 4096, 128 / 4096, 128 / 4096, 128 / 4096]],
    [9, "points 1a 3c 4d, zones 3z", [Infinity, Infinity, -Infinity, -Infinity]],
  ] as const) {
    store.refresh(inDeep, { layers: new Set(["points"]), ids: new Set([id]) });
    await settle();
    await settle();
    expect(seen.at(-1)).toEqual({ shown, where });
  }
});

test("Features that changed while one was on its way are asked for together with it; with a whole layer, all of its features are", async () => {
  const { store, asked } = patchStore(() => ({}));
  await settle();
  await settle();
  store.refresh(inDeep, { layers: new Set(["points"]), ids: new Set([1]) });
  store.refresh(inDeep, { layers: new Set(["zones"]), ids: new Set([3]) });
  store.refresh(inDeep, { layers: new Set(["zones"]), ids: null });
  expect(asked.slice(1)).toEqual([
    { layers: ["points"], ids: [1] }, { layers: ["points", "zones"], ids: [1, 3] }, { layers: ["points", "zones"], ids: null },
  ]);
});

test("A tile that is not complete, and one with many changes, loads the whole layer", async () => {
  const { store, asked } = patchStore(() => ({}), 15);
  const many = patchStore(() => ({}));
  await settle();
  await settle();
  store.refresh(inDeep, { layers: new Set(["points"]), ids: new Set([1]) });
  many.store.refresh(inDeep, { layers: new Set(["points"]), ids: new Set(Array.from({ length: 51 }, (_, i) => i)) });
  expect(asked.at(-1)).toEqual({ layers: ["points"], ids: null });
  expect(many.asked.at(-1)).toEqual({ layers: ["points"], ids: null });
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
