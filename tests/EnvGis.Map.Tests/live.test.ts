import { follow } from "../../src/EnvGis.Map/live";
import { type State, Store } from "../../src/EnvGis.Map/store";

/** The browser's side of /api/live, moved by hand. */
class Line extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Line[] = [];
  readyState = 1;

  constructor(readonly address: string) {
    super();
    Line.opened.push(this);
  }

  tell(name: string, data?: unknown) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }

  close() {
    this.readyState = Line.CLOSED;
  }
}

const state: State = {
  page: { kind: "map" }, filter: {}, me: null, options: {}, language: "vi", layers: [], visible: new Set(), selection: { kind: "feature", id: 7 }, marked: [], unlocated: [], panel: "map", cardOpen: true,
  arrangement: { order: [], opacity: {} }, inView: null, facets: null, heard: 0, revision: 0, connection: "waiting", baseContent: null, outside: "off", zoom: 9,
};

function open() {
  const asked: string[] = [];
  const ask = (what: string) => asked.push(what);
  vi.stubGlobal("fetch", async (address: string) => {
    ask(address);
    return Response.json({ layers: [], features: [] });
  });
  const store = new Store(state);
  store.subscribe((now, before) => {
    if (now.revision !== before.revision) ask("selected");
  });
  follow(store, { refresh: () => ask("touched tiles"), refreshAll: () => ask("all tiles"), retryFailed: () => ask("failed tiles") });
  return {
    store, line: Line.opened.at(-1)!,
    sofar: () => [...asked],
    /** What has been asked for since last looked, once all is quiet. */
    async asked() {
      await vi.advanceTimersByTimeAsync(4_000);
      return asked.splice(0).sort();
    },
  };
}

const everything = ["/api/layers", "/api/unlocated", "all tiles", "selected"];

let browser: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Line);
  vi.stubGlobal("window", globalThis);
  browser = new EventTarget();
  vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
  vi.stubGlobal("removeEventListener", browser.removeEventListener.bind(browser));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("A page that begins to listen asks only for what failed", async () => {
  const page = open();
  page.line.tell("open");
  page.line.tell("hello", { revision: "1" });
  expect(await page.asked()).toEqual(["failed tiles"]);
  expect(page.store.state.connection).toBe("live");
});

test("Told to begin anew, a page asks for its lists, all tiles and what is selected", async () => {
  const page = open();
  page.line.tell("open");
  await page.asked();
  page.line.tell("reset", { revision: "9" });
  expect(await page.asked()).toEqual(everything);
});

test("A line that comes back by itself tells what was missed, however long it was away", async () => {
  const page = open();
  page.line.tell("open");
  page.line.tell("error");
  expect(page.store.state.connection).toBe("lost");
  await vi.advanceTimersByTimeAsync(600_000);
  await page.asked();
  page.line.tell("open");
  page.line.tell("change", { changes: [{ layer: "a", featureId: 7, operation: "update", old: [1, 1, 2, 2], new: [1, 1, 2, 2] }] });
  expect(await page.asked()).toEqual(["/api/layers", "/api/unlocated", "failed tiles", "selected", "selected", "touched tiles"]);
});

test("A line that had to be opened anew cannot tell, so everything is asked for, once", async () => {
  const page = open();
  page.line.tell("open");
  await page.asked();
  page.line.close();
  page.line.tell("error");
  await vi.advanceTimersByTimeAsync(6_000);
  const anew = Line.opened.at(-1)!;
  expect(anew).not.toBe(page.line);
  anew.tell("open");
  expect(await page.asked()).toEqual(everything);
  anew.tell("error");
  anew.tell("open");
  expect(await page.asked()).toEqual(["/api/layers", "/api/unlocated", "failed tiles", "selected"]);
});

test("While the device is off the net the line counts as gone, also one that lives on; back on it, everything is asked for", async () => {
  const page = open();
  page.line.tell("open");
  await page.asked();
  browser.dispatchEvent(new Event("offline"));
  expect(page.line.readyState).toBe(Line.CLOSED);
  expect(page.store.state.connection).toBe("lost");
  await vi.advanceTimersByTimeAsync(120_000);
  expect(Line.opened.at(-1)).toBe(page.line);
  browser.dispatchEvent(new Event("online"));
  Line.opened.at(-1)!.tell("open");
  expect(await page.asked()).toEqual(everything);
  expect(page.store.state.connection).toBe("live");
});

test("A line on which nothing is heard is given up; one that beats is kept, whatever else is told or not", async () => {
  const page = open();
  page.line.tell("open");
  page.line.tell("hello", { revision: "1" });
  await page.asked();
  for (let beats = 0; beats < 20; beats++) {
    await vi.advanceTimersByTimeAsync(15_000);
    page.line.tell("beat");
  }
  expect(Line.opened.at(-1)).toBe(page.line);
  expect(await page.asked()).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  const anew = Line.opened.at(-1)!;
  expect(anew).not.toBe(page.line);
  expect(page.line.readyState).toBe(Line.CLOSED);
  expect(page.store.state.connection).toBe("lost");
  // What the dead line still has to say harms nobody.
  page.line.tell("error");
  anew.tell("open");
  expect(page.store.state.connection).toBe("live");
  expect(await page.asked()).toEqual(everything);
});

test("Many changes told as one concern what is selected and the lists as well", async () => {
  const page = open();
  page.line.tell("open");
  await page.asked();
  page.line.tell("change", { changes: [{ layer: "a", featureId: null, operation: "update", old: [1, 1, 2, 2], new: [1, 1, 2, 2] }] });
  expect([...await page.asked()].sort()).toEqual(everything.filter(what => what !== "all tiles").concat("touched tiles").sort());
});

test("The first change is answered at once, the rest of its burst together", async () => {
  const page = open();
  page.line.tell("open");
  await page.asked();
  const change = { layer: "landfills", featureId: 8, operation: "update", old: [1, 1, 2, 2], new: [1, 1, 2, 2] };
  for (let i = 0; i < 5; i++) page.line.tell("change", { changes: [change] });
  expect(page.sofar()).toEqual(["touched tiles"]);
  expect(await page.asked()).toEqual(["touched tiles", "touched tiles"]);
});

test("A stream that is refused again and again is asked for less and less often, and at once when the device is on the net again", async () => {
  const page = open();
  const refuse = () => {
    const line = Line.opened.at(-1)!;
    line.close();
    line.tell("error");
  };
  const began = Line.opened.length;
  refuse();
  for (let seconds = 0; seconds < 120; seconds++) {
    const before = Line.opened.length;
    await vi.advanceTimersByTimeAsync(1_000);
    if (Line.opened.length > before) refuse();
  }
  expect(Line.opened.length - began).toBeGreaterThan(4);
  expect(Line.opened.length - began).toBeLessThan(10);
  const before = Line.opened.length;
  browser.dispatchEvent(new Event("online"));
  expect(Line.opened.length).toBe(before + 1);
  expect(page.store.state.connection).toBe("lost");
});
