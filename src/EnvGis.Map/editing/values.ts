import type { AttributeValue, LayerAttribute } from "../answers";
import { type NumberOptions, readNumbers } from "../numbers";

/** What a field of that type can hold. */
export const fitting = (type: LayerAttribute["type"]): NumberOptions => type === "integer" ? { fits: Number.isInteger } : {};

/** What was typed or chosen, as the service takes it; null where nothing was. A number that is none, or may be two, stays text. */
export function valueOf(type: LayerAttribute["type"], typed: string): string | number | boolean | null {
  const text = typed.trim();
  if (text === "") return null;
  if (type === "boolean") return text === "true";
  if (type === "integer" || type === "number") {
    const [number, another] = readNumbers(text, fitting(type));
    return number === undefined || another !== undefined ? text : number;
  }
  return text;
}

/** Only what differs from what is there: the service records a change, not a copy. */
export function changed(attributes: readonly LayerAttribute[], before: readonly Pick<AttributeValue, "name" | "value">[], typed: (name: string) => string) {
  const result: Record<string, string | number | boolean | null> = {};
  for (const { name, type } of attributes) {
    const now = valueOf(type, typed(name));
    const then = before.find(one => one.name === name)?.value ?? null;
    if (now !== then) result[name] = now;
  }
  return result;
}
