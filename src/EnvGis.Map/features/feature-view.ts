import { type TemplateResult, html, nothing } from "lit";
import type { AttributeValue, FeatureDetails, FeatureTask, LayerInfo, Version } from "../answers";
import { area, date, distance, language, monthAfter, number, say, t, unitName } from "../language";
import { leadLine, sourceLine, timelineLine } from "../plans/task-view";

export interface FeatureActions {
  readonly openTask: (id: string) => void;
  readonly show: (feature: FeatureDetails) => void;
  readonly copyLink: () => void;
}

/** Everything about one feature, for the drawer. */
export function featureView(feature: FeatureDetails, layer: LayerInfo | undefined, actions: FeatureActions): TemplateResult {
  return html`
    ${chips(feature, layer)}
    ${feature.demonstration ? html`<p class="notice">${t("feature.demonstrationNote")}</p>` : nothing}
    ${feature.unlocated ? html`<p class="notice">${unlocatedNote(feature)}</p>` : nothing}
    ${tasks(feature.tasks, actions.openTask)}
    <h3>${t("feature.attributes")}</h3>
    <dl class="facts">
      ${feature.attributes.filter(a => a.value !== null && a.value !== "").map(attribute)}
      ${fact(t("feature.area"), feature.areaM2 === null ? null : area(feature.areaM2))}
      ${fact(t("feature.valid"), validity(feature.valid))}
      ${fact(t("feature.code"), html`<code>${feature.code}</code>`)}
    </dl>
    ${feature.attributes.some(isProposal) ? html`<p class="footnote">* ${t("source.proposal")}</p>` : nothing}
    ${place(feature)}
    ${versions(feature.versions)}
    <div class="actions">
      ${feature.extent ?? feature.labelPoint ?? feature.position.near
        ? html`<button class="button primary" @click=${() => actions.show(feature)}>${t("feature.show")}</button>` : nothing}
      <button class="button" @click=${actions.copyLink}>${t("link.copy")}</button>
    </div>`;
}

function chips(feature: FeatureDetails, layer: LayerInfo | undefined) {
  const statusName = layer?.symbol.dashed?.attribute;
  const gradeName = layer?.symbol.ramp?.attribute;
  const grade = layer?.symbol.ramp?.steps.find(step => step.code === value(feature, gradeName)?.value);
  const labelled = (name: string | undefined) => {
    const found = value(feature, name);
    return found?.label ? say(found.label) : null;
  };
  const status = labelled(statusName);
  const severity = labelled(gradeName);
  return html`<p class="chips">
    ${status ? html`<span class="chip">${status}</span>` : nothing}
    ${severity ? html`<span class="chip"><i class="dot" style="background:${grade?.color ?? "#999"}"></i>${severity}</span>` : nothing}
    ${feature.unlocated ? html`<span class="chip dashed">${t("feature.unlocated")}</span>` : nothing}
    ${feature.demonstration ? html`<span class="chip dotted">${t("feature.demonstration")}</span>` : nothing}
  </p>`;
}

const value = (feature: FeatureDetails, name: string | undefined) => feature.attributes.find(a => a.name === name);

function unlocatedNote({ position, place: { commune } }: FeatureDetails) {
  // Inside a Vietnamese sentence the kind is written small: "xã Đại Phúc".
  const unit = commune?.kind ? unitName(commune.name, commune.kind) : null;
  const where = unit ? language() === "vi" ? `${unit[0].toLowerCase()}${unit.slice(1)}` : unit : commune?.name ?? t("feature.thisArea");
  return position.accuracyM
    ? t("feature.unlocatedWithin", { place: where, distance: distance(position.accuracyM) })
    : t("feature.unlocatedIn", { place: where });
}

function tasks(linked: readonly FeatureTask[], open: (id: string) => void) {
  return html`<h3>${t("feature.tasks")} <span class="count">${number(linked.length)}</span></h3>
    ${linked.length === 0 ? html`<p class="empty">${t("feature.noTasks")}</p>` : html`<ul class="task-list">
      ${linked.map(task => html`<li><button @click=${() => open(task.id)}>
        <span class="task-title">${say(task.title)}</span>
        <small>${say(task.plan.title)}</small>
        <small>${[sourceLine(task.section, task.line), task.role && say(task.role.title), leadLine(task.leads), timelineLine(task.timeline)]
          .filter(Boolean).join(" · ")}</small>
      </button></li>`)}
    </ul>`}`;
}

function attribute(a: AttributeValue) {
  const { source } = a;
  const title = isProposal(a) ? html`${say(a.title)}<span aria-hidden="true">&nbsp;*</span>` : say(a.title);
  return fact(title, shown(a), source && !("proposal" in source) ? [source.clause, source.document].filter(Boolean).join(", ") : null);
}

/** The field is ours, not a regulation's; values without one are not shown and need no footnote. */
const isProposal = ({ source, value }: AttributeValue) => source !== null && "proposal" in source && value !== null && value !== "";

function shown({ type, value: raw, label, unit }: AttributeValue): TemplateResult | string {
  if (label) return say(label);
  if (typeof raw === "boolean") return raw ? t("yes") : t("no");
  if (typeof raw === "number") return unit ? `${number(raw)} ${unit}` : type === "integer" ? String(raw) : number(raw);
  const text = String(raw);
  if (type === "date") return date(text);
  // Only an address of the web becomes a link: attribute text comes from many hands.
  if (type === "url" && /^https?:\/\//i.test(text)) return html`<a href=${text} rel="noopener noreferrer" target="_blank">${text}</a>`;
  return text;
}

function fact(title: TemplateResult | string, content: TemplateResult | string | null, below: string | null = null) {
  if (content === null || content === "") return nothing;
  return html`<div><dt>${title}</dt><dd>${content}${below ? html`<small>${below}</small>` : nothing}</dd></div>`;
}

function validity({ from, to }: FeatureDetails["valid"]) {
  if (!from && !to) return null;
  if (!to) return t("feature.validFrom", { from: date(from!) });
  return t("feature.validBetween", { from: from ? date(from) : "…", to: date(to) });
}

function place({ place: { commune, province, former }, position }: FeatureDetails) {
  const formerUnits = former.map(unit => {
    const name = [unitName(unit.name, unit.kind), unit.district].filter(Boolean).join(", ");
    return unit.until ? t("place.before", { name, month: monthAfter(unit.until) }) : name;
  });
  return html`<h3>${t("feature.place")}</h3>
    <dl class="facts">
      ${fact(t("place.commune"), commune && unitName(commune.name, commune.kind))}
      ${fact(t("place.province"), province?.name ?? null)}
      ${formerUnits.length > 0 ? fact(t("place.former"), html`${formerUnits.map(unit => html`<span class="line">${unit}</span>`)}`) : nothing}
      ${fact(t("position.source"), position.sourceTitle ? say(position.sourceTitle) : t("position.none"))}
      ${fact(t("position.accuracy"), position.accuracyM === null ? null : t("position.within", { distance: distance(position.accuracyM) }))}
    </dl>`;
}

function versions(all: readonly Version[]) {
  if (all.length === 0) return nothing;
  return html`<details class="versions">
    <summary><h3>${t("feature.versions")} <span class="count">${number(all.length)}</span></h3></summary>
    <ol>${all.map(version => html`<li>
      <span>${version.recorded.from ? date(version.recorded.from) : "…"}${version.current ? html` <span class="chip">${t("version.current")}</span>` : nothing}</span>
      <small>${[version.reason, version.author, version.valid.from && t("feature.validFrom", { from: date(version.valid.from) })].filter(Boolean).join(" · ")}</small>
    </li>`)}</ol>
  </details>`;
}
