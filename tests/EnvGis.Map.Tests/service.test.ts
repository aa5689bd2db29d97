import { readFileSync } from "node:fs";
import { speak } from "../../src/EnvGis.Map/language";
import { layers } from "../../src/EnvGis.Map/layers/service";
import { Refusal } from "../../src/EnvGis.Map/service";

const words = JSON.parse(readFileSync(new URL("../../wwwroot/i18n/vi.json", import.meta.url), "utf8")) as Record<string, string>;

beforeEach(() => {
  vi.stubGlobal("localStorage", { setItem() {} });
  vi.stubGlobal("document", { documentElement: {} });
  speak("vi", words);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const refusal = async (answer: () => Promise<Response>) => {
  vi.stubGlobal("fetch", answer);
  return await layers().then(() => null, (cause: Error) => cause);
};

test.each([
  ["nobody there", async () => { throw new TypeError("Failed to fetch"); }, "error.unreachable"],
  ["somebody else's page", async () => new Response("<h1>Wi-Fi</h1>", { headers: { "Content-Type": "text/html" } }), "error.unreadable"],
  ["an error of a proxy, in HTML", async () => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } }), "error.busy"],
  ["a problem that is cut off", async () => new Response("{", { status: 500, headers: { "Content-Type": "application/problem+json" } }), "error.service"],
])("Of %s the person reads a sentence", async (_, answer: () => Promise<Response>, key) => {
  const cause = await refusal(answer);
  expect(cause).toBeInstanceOf(Refusal);
  expect(cause!.message).toBe(words[key]);
});

test("A problem is told in the service's own words", async () => {
  const cause = await refusal(async () => Response.json({ vi: "Sai.", en: "Wrong." }, { status: 400, headers: { "Content-Type": "application/problem+json" } }));
  expect(cause!.message).toBe("Sai.");
});

test("Who waits longer than half a minute is told so", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", (_: string, { signal }: RequestInit) => new Promise((__, reject) => signal!.addEventListener("abort", () => reject(signal!.reason))));
  const asked = layers().then(() => null, (cause: Error) => cause);
  await vi.advanceTimersByTimeAsync(31_000);
  expect((await asked)!.message).toBe(words["error.tooLate"]);
});
