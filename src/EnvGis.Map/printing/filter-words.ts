import type { LayerInfo, NamedPoint, PlanTitle } from "../answers";
import { type Filter, valuesOf } from "../filter";
import { date, lowered, say, t, unitName, word } from "../language";

/** Names of what a filter gives by code. */
export interface Names {
  readonly provinces: readonly NamedPoint[];
  readonly communes: readonly NamedPoint[];
  readonly plans: readonly Pick<PlanTitle, "id" | "title">[];
  readonly layers: readonly LayerInfo[];
}

/** What of a filter is said in a sentence of its own, with its values in words. */
export function filterWords(filter: Filter, names: Names): string[] {
  const said = (name: string, word: (value: string) => string) =>
    filter[name] ? [t(`print.filter.${name}`, { values: valuesOf(filter, name).map(word).join(", ") })] : [];
  const unit = (units: readonly NamedPoint[]) => (code: string) => {
    const found = units.find(([known]) => known === code);
    return found ? unitName(found[1], found[2]) : code;
  };
  const same = (value: string) => value;
  const { from, to } = filter;
  return [
    ...said("province_code", unit(names.provinces)),
    ...said("commune_code", unit(names.communes)),
    ...said("plan", id => say(names.plans.find(plan => plan.id === id)?.title ?? { vi: id, en: id })),
    ...said("task", same),
    ...said("agency", same),
    ...from || to ? [t("print.filter.years", { values: from && to ? from === to ? from : `${from} – ${to}` : from ? t("time.from", { from }) : t("time.until", { to }) })] : [],
    ...said("task_state", state => word("task-state", state).toLocaleLowerCase()),
    ...said("grade", grade => lowered(word("grade", grade))),
    ...said("state", state => lowered(word("state", state))),
    ...said("code", same),
    ...filter.demonstration ? [t(filter.demonstration === "true" ? "print.filter.demonstrationOnly" : "print.filter.demonstrationNone")] : [],
    ...filter.unlocated ? [t(filter.unlocated === "true" ? "print.filter.unlocatedOnly" : "print.filter.unlocatedNone")] : [],
    ...(["delineated", "open_task"] as const).flatMap(name => filter[name] ? [t(`filter.${name}.${filter[name]}`).toLocaleLowerCase()] : []),
    ...Object.keys(filter).filter(name => name.includes(".")).map(name => attributeWords(name, valuesOf(filter, name), names.layers)),
  ];
}

/** Which time a sheet shows: in force on a day (today when none is chosen), as known then. */
export function timeWords({ datetime, asOf }: Filter, today: string): string {
  const day = datetime ? datetime.split("/").map(part => part === ".." || part === "" ? "…" : date(part)).join(" – ") : date(today);
  return [t("print.inForce", { date: day }), ...asOf ? [t("print.asOf", { date: date(asOf) })] : []].join(", ");
}

function attributeWords(name: string, values: readonly string[], layers: readonly LayerInfo[]) {
  const [id, attributeName] = name.split(".");
  const layer = layers.find(known => known.id === id);
  const attribute = layer?.attributes.find(known => known.name === attributeName);
  const word = (value: string) => {
    const entry = attribute?.codelist?.find(known => known.code === value);
    return entry ? say(entry.title) : value === "true" ? t("yes") : value === "false" ? t("no") : /^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : value;
  };
  return `${layer ? `${say(layer.title)} – ` : ""}${attribute ? say(attribute.title) : attributeName}: ${values.map(word).join(", ")}`;
}
