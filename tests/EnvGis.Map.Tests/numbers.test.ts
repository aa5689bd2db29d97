import { readFileSync } from "node:fs";
import { decimal, number, speak } from "../../src/EnvGis.Map/language";
import { METRES, readNumbers, writeNumber } from "../../src/EnvGis.Map/numbers";

const examples = JSON.parse(readFileSync(new URL("../fixtures/numbers.json", import.meta.url), "utf8")) as { text: string; readings: number[] }[];

test.each(examples)("$text is read as $readings, as the service reads it", ({ text, readings }) => {
  expect(readNumbers(text, { units: METRES })).toEqual(readings);
});

describe.each(["vi", "en"] as const)("in %s", chosen => {
  beforeEach(() => {
    vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
    vi.stubGlobal("document", { documentElement: { lang: "" } });
    speak(chosen, {});
  });
  afterEach(() => { vi.unstubAllGlobals(); });

  test("what the page prints it can read, and what it writes into a field has one reading", () => {
    let seed = 20261128;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let i = 0; i < 400; i++) {
      const digits = Math.floor(random() * 6);
      const value = Number(((random() - 0.5) * 10 ** Math.floor(1 + random() * 8)).toFixed(digits)) + 0;
      expect(readNumbers(number(value, digits)), number(value, digits)).toContain(value);
      expect(readNumbers(decimal(value, digits)), decimal(value, digits)).toContain(value);
      expect(readNumbers(writeNumber(value)), writeNumber(value)).toEqual([value]);
    }
  });
});

test("of two readings the only likely one is taken, and what a field cannot hold is none", () => {
  expect(readNumbers("617.000", { likely: metres => metres > 100_000 })).toEqual([617_000]);
  expect(readNumbers("1.000", { likely: metres => metres > 100_000 })).toEqual([1, 1000]);
  expect(readNumbers("21.590", { fits: degrees => Math.abs(degrees) <= 90 })).toEqual([21.59]);
});
