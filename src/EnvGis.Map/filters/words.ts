import type { Facets, LayerInfo, Words } from "../answers";
import { type Filter, valuesOf, withFilter } from "../filter";
import { date, say, t, word } from "../language";

/** One value that the filter holds, as people read it, and the filter without it. */
export interface Active {
  readonly name: string;
  readonly value: string;
  readonly words: string;
  readonly without: Filter;
}

/** Names of which one value may hold commas of its own. */
const WHOLE = new Set(["agency", "code", "datetime", "asOf"]);

export function activeIn(filter: Filter, facets: Facets | null, layers: readonly LayerInfo[]): Active[] {
  const active: Active[] = [];
  for (const [name, text] of Object.entries(filter)) {
    // The two years are one period.
    if (name === "to" && filter.from) continue;
    if (name === "from" || name === "to") {
      active.push({ name, value: text, words: periodWords(filter), without: withFilter(filter, { from: null, to: null }) });
      continue;
    }
    const values = WHOLE.has(name) || text.includes("/") && name.includes(".") ? [text] : valuesOf(filter, name);
    for (const value of values) {
      const left = values.filter(other => other !== value).join(",");
      active.push({ name, value, words: wordsOf(name, value, facets, layers), without: withFilter(filter, { [name]: left || null }) });
    }
  }
  return active;
}

function periodWords({ from, to }: Filter) {
  return t("filter.period", { period: from && to ? from === to ? from : `${from} – ${to}` : from ? t("time.from", { from }) : t("time.until", { to }) });
}

/** What one value of a parameter means. */
export function wordsOf(name: string, value: string, facets: Facets | null, layers: readonly LayerInfo[]): string {
  if (name.includes(".")) return attributeWords(name, value, layers);
  const title = facets?.parameters[name]?.find(choice => choice.value === value)?.title;
  switch (name) {
    case "grade": return word("grade", value);
    case "state": return word("state", value);
    case "demonstration": return t(value === "true" ? "filter.demonstrationOnly" : "filter.demonstrationHidden");
    case "unlocated": return t(value === "true" ? "filter.unlocatedOnly" : "filter.unlocatedHidden");
    case "delineated": case "open_task": return t(`filter.${name}.${value}`);
    case "task_state": return t("filter.task_state.value", { words: word("task-state", value) });
    case "datetime": return t("filter.inForceOn", { date: value.split("/").map(part => part === ".." || part === "" ? "…" : date(part)).join(" – ") });
    case "asOf": return t("filter.knownOn", { date: date(value) });
    case "plan": case "task": return title ? t(`filter.${name}Named`, { name: short(title, name === "task" ? value : "") }) : value;
    default: return title ? say(title) : value;
  }
}

const LONGEST = 60;

function short(title: Words, id: string) {
  const [section, name] = [id.split("/")[1], say(title)];
  return `${section ? `${section} ` : ""}${name.length > LONGEST ? `${name.slice(0, LONGEST).trimEnd()}…` : name}`;
}

function attributeWords(name: string, value: string, layers: readonly LayerInfo[]) {
  const [id, attributeName] = name.split(".");
  const attribute = layers.find(layer => layer.id === id)?.attributes.find(one => one.name === attributeName);
  const title = attribute ? say(attribute.title) : attributeName;
  if (value.includes("/")) {
    const [from, to] = value.split("/").map(part => part === ".." || part === "" ? null : date(part));
    return `${title}: ${from && to ? `${from} – ${to}` : from ? t("time.from", { from }) : t("time.until", { to: to ?? "…" })}`;
  }
  const code = attribute?.codelist?.find(entry => entry.code === value);
  return `${title}: ${code ? say(code.title) : value === "true" ? t("yes") : value === "false" ? t("no") : value}`;
}

/** The filter without anything but the time, which is chosen elsewhere. */
export const onlyTime = ({ datetime, asOf }: Filter): Filter => withFilter({}, { datetime: datetime ?? null, asOf: asOf ?? null });
