import { beforeEach, expect, test, vi } from "vitest";
import { type Keep, ShortKeep } from "../../src/EnvGis.Map/drawing/keep";
import { type Key, OperationLog, type Snapshot, type Waiting } from "../../src/EnvGis.Map/drawing/operation-log";
import { type Done, type Drawn, type Operation, changing } from "../../src/EnvGis.Map/drawing/service";
import { Refusal } from "../../src/EnvGis.Map/service";

/** A service that does each operation once, by its id. */
class Draft {
  readonly done = new Map<string, Done>();
  readonly revisions = new Map<number, number>();
  readonly asked: string[] = [];
  /** What happens instead of an answer, once each. */
  readonly next: ("lost" | "unreachable" | Refusal)[] = [];

  send(operation: Waiting): Promise<Done> {
    this.asked.push(operation.id);
    const happens = this.next.shift();
    if (happens === "unreachable") return Promise.reject(new Refusal(0, null));
    if (happens instanceof Refusal) return Promise.reject(happens);
    const done = this.done.get(operation.id) ?? this.#do(operation);
    if (done instanceof Refusal) return Promise.reject(done);
    this.done.set(operation.id, done);
    return happens === "lost" ? Promise.reject(new Refusal(1, null)) : Promise.resolve(done);
  }

  #do({ id, key, body, read }: Waiting): Done | Refusal {
    const number = body.kind === "add" ? this.revisions.size + 1 : body.kind === "undo" ? this.done.get(body.of!)!.operation.featureNumber! : key as number;
    const revision = this.revisions.get(number) ?? 0;
    if ((body.kind === "draw" || body.kind === "drop") && read !== revision) {
      return new Refusal(412, { vi: "đã đổi", en: "changed" }, { type: "/problems/changed-meanwhile", current: { feature: { number, revision }, shape: null, geometry: null } });
    }
    if (body.all?.some(one => one!.number !== null && one!.read !== this.revisions.get(one!.number))) return new Refusal(412, { vi: "đã đổi", en: "changed" });
    const numbers = body.all ? body.all.map(one => one!.number!) : [number];
    for (const one of numbers) this.revisions.set(one, (this.revisions.get(one) ?? 0) + 1);
    return { operation: { id, number: this.done.size + 1, kind: body.kind, featureNumber: number, featureRevision: revision + 1, by: "", at: "", undoes: null }, feature: null, features: numbers.map(one => ({ feature: { number: one, revision: this.revisions.get(one) } }) as Drawn) };
  }
}

let draft: Draft;
let keep: Keep;
let log: OperationLog;

const logOver = (over: Keep) => new OperationLog("1/1", over, one => draft.send(one), { changed: () => undefined, acknowledged: () => undefined }, act => act());

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  draft = new Draft();
  keep = new ShortKeep();
  log = logOver(keep);
});

const state = (name: string): Snapshot => ({ name: { vi: name, en: name }, attributes: {}, positionSource: null, accuracyM: null, dropped: false, shape: null });
const now = () => state("now");
const add = (id: string, key: Key, kind: Operation["kind"], revision: number | null = null) => log.add({ id, key, body: { kind } }, kind === "add" ? null : state(`before ${id}`), revision);

test("what is made upon a feature that has no number yet is sent after it, with the number and the revision that it got", async () => {
  draft.next.push("unreachable");
  await add("a", "a", "add");
  await add("b", "a", "draw");
  await add("c", "a", "draw", 2);
  expect(log.waiting).toHaveLength(0);
  expect(draft.asked).toEqual(["a", "a", "b", "c"]);
  expect(draft.revisions).toEqual(new Map([[1, 3]]));
});

test("an answer that is lost leaves the operation waiting, and sent again it is done once", async () => {
  draft.next.push("lost");
  await add("a", "a", "add");
  expect(log.waiting.map(one => one.id)).toEqual(["a"]);
  expect(log.stalled).not.toBeNull();
  // As if the page had been closed and opened.
  log = logOver(keep);
  await log.read();
  await log.pump();
  expect(draft.asked).toEqual(["a", "a"]);
  expect(draft.revisions).toEqual(new Map([[1, 1]]));
  expect([log.waiting.length, log.stalled]).toEqual([0, null]);
});

test("what could not be sent is tried again by itself", async () => {
  draft.next.push("unreachable", "unreachable");
  await add("a", "a", "add");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(draft.asked).toEqual(["a", "a", "a"]);
  expect(log.waiting).toHaveLength(0);
});

test("who was late keeps theirs as another operation upon what stands, and what was made upon it follows", async () => {
  draft.revisions.set(7, 4);
  draft.next.push("unreachable");
  await add("a", 7, "draw", 3);
  draft.next.push("unreachable");
  await add("b", 7, "draw", 3);
  await log.pump();
  expect(log.waiting[0].refused).toMatchObject({ status: 412, slug: "changed-meanwhile", current: { feature: { revision: 4 } } });
  expect(draft.done.size).toBe(0);
  await log.keepMine(log.waiting[0], "c");
  expect(draft.asked.slice(-2)).toEqual(["c", "b"]);
  expect(draft.revisions.get(7)).toBe(6);
  expect(log.history.done.map(step => step.id)).toEqual(["c", "b"]);
});

test("who was late throws theirs away with all that was made upon it, and the rest goes on", async () => {
  draft.revisions.set(7, 4).set(8, 1);
  draft.next.push("unreachable");
  await add("a", 7, "draw", 3);
  draft.next.push("unreachable");
  await add("b", 7, "draw", 3);
  draft.next.push("unreachable");
  await add("c", 8, "draw", 1);
  await log.pump();
  expect(await log.throwAway(log.waiting[0])).toBe(2);
  await vi.advanceTimersByTimeAsync(0);
  expect(log.waiting).toHaveLength(0);
  expect([...draft.done.keys()]).toEqual(["c"]);
  expect(log.history.done.map(step => step.id)).toEqual(["c"]);
});

test("a shape that was refused is drawn anew in the same operation", async () => {
  draft.next.push(new Refusal(400, { vi: "tự cắt", en: "crosses itself" }, { type: "/problems/bad-shape" }));
  await add("a", "a", "add");
  expect(log.waiting[0].refused?.slug).toBe("bad-shape");
  await add("b", "a", "draw");
  expect(draft.asked).toEqual(["a", "a"]);
  expect(log.waiting).toHaveLength(0);
  expect(log.history.done.map(step => step.id)).toEqual(["a"]);
});

test("fifty steps are undone and done again, also by a page that was opened anew", async () => {
  draft.revisions.set(7, 1);
  for (let i = 1; i <= 60; i++) await add(`draw-${i}`, 7, "draw", i);
  log = logOver(keep);
  await log.read();
  for (let i = 1; i <= 60; i++) {
    await log.undo(`undo-${i}`, now);
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(log.history.done).toHaveLength(0);
  expect(await log.undo("none", now)).toBeNull();
  log = logOver(keep);
  await log.read();
  await log.redo("redo-1", now);
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.asked.at(-1)).toBe("redo-1");
  expect([log.history.done.length, log.history.undone.length]).toEqual([1, 59]);
  // Something new ends what could be done again.
  await add("new", 7, "draw", 122);
  expect([log.waiting.length, log.history.undone.length]).toEqual([0, 0]);
});

test("of long borders only the latest are kept as they were, and all steps can be undone", async () => {
  draft.revisions.set(7, 1);
  const long = { epsg: 9212, decimals: 2, parts: [{ rings: [{ corners: Array.from({ length: 5000 }, (_, at) => [at, at] as const), stretches: [] }] }] };
  for (let i = 1; i <= 6; i++) await log.add({ id: `draw-${i}`, key: 7, body: { kind: "draw" } }, { ...state("long"), shape: long }, i);
  expect(log.history.done.map(step => step.before !== undefined)).toEqual([false, false, true, true, true, true]);
  for (let i = 1; i <= 6; i++) await log.undo(`undo-${i}`, now);
  await vi.advanceTimersByTimeAsync(0);
  expect([log.waiting.length, draft.revisions.get(7)]).toEqual([0, 13]);
});

test("what is made upon one of several that a gesture changed is sent after it, with the revision of that one", async () => {
  draft.revisions.set(7, 4).set(8, 11);
  draft.next.push("unreachable");
  await log.add({ id: "a", key: 7, body: { kind: "together", all: [changing({ kind: "draw", number: 7, read: 4 }), changing({ kind: "draw", number: 8, read: 11 })] } }, undefined, null);
  draft.next.push("unreachable");
  await add("b", 8, "draw", 11);
  await log.pump();
  expect(log.waiting).toHaveLength(0);
  expect(draft.revisions).toEqual(new Map([[7, 5], [8, 13]]));
});

test("what is made in the moment in which the one before is acknowledged is of what that has made", async () => {
  // The page still knows the revisions of before when the second is made.
  draft.revisions.set(7, 4).set(8, 11);
  await add("a", 7, "draw", 4);
  await add("b", 7, "draw", 4);
  await log.add({ id: "c", key: 7, body: { kind: "together", all: [changing({ kind: "draw", number: 7, read: 5 }), changing({ kind: "draw", number: 8, read: 11 })] } }, undefined, null);
  await log.add({ id: "d", key: 8, body: { kind: "together", all: [changing({ kind: "draw", number: 8, read: 11 }), changing({ kind: "drop", number: 7, read: 6 })] } }, undefined, null);
  await add("e", 8, "drop", 11);
  expect(log.waiting).toHaveLength(0);
  expect(draft.revisions).toEqual(new Map([[7, 8], [8, 14]]));
  // Somebody else's change is not written over: it was never read here.
  draft.revisions.set(7, 9);
  await add("f", 7, "draw", 8);
  expect(log.waiting.map(one => one.refused?.status)).toEqual([412]);
});

test("a form that was opened before somebody else's change is not saved over it, whatever one has done oneself since", async () => {
  draft.revisions.set(7, 4);
  await add("a", 7, "draw", 4);
  // Somebody else; then one's own again, upon what they made.
  draft.revisions.set(7, 6);
  await add("b", 7, "draw", 6);
  await add("c", 7, "draw", 5);
  expect(log.waiting.map(one => [one.id, one.refused?.status])).toEqual([["c", 412]]);
});
