import { type TemplateResult, html, nothing } from "lit";
import { annexLinks } from "../annex-links";
import type { AttributeValue, CornerTable, Decision, FeatureDetails, LayerInfo, Version } from "../answers";
import { below } from "../base";
import { area, date, dayOf, distance, language, moment, month, monthAfter, number, say, t, todayInVietnam, unitName } from "../language";
import { geoLink } from "../places/position";
import { stateChip } from "../plans/task-state";
import { leadLine, sourceLine, timelineLine } from "../plans/task-view";
import { annexFile } from "./service";

export interface FeatureActions {
  readonly openTask: (id: string) => void;
  readonly show: (feature: FeatureDetails) => void;
  readonly copyLink: () => void;
  /** Shows the feature as that version had it; null for today. */
  readonly showVersion: (version: Version | null) => void;
  /** Draws that version while it is pointed at; null when it no longer is. */
  readonly preview: (version: Version | null) => void;
  /** What this person may record here; null when that is nothing. */
  readonly editing: Element | null;
  /** The table of coordinates once it has been opened; null before. */
  readonly table: (source: CornerTable["source"]) => Element | null;
  readonly openTable: (source: CornerTable["source"]) => void;
}

/** Everything about one feature, for the drawer; `then` when it is not today's version. */
export function featureView(feature: FeatureDetails, layer: LayerInfo | undefined, then: boolean, actions: FeatureActions): TemplateResult {
  return html`
    ${then ? thenBanner(feature, actions) : feature.shown.onDay || feature.shown.asOf ? datedBanner(feature) : nothing}
    ${chips(feature, layer)}
    ${feature.demonstration ? html`<p class="notice">${t("feature.demonstrationNote")}</p>` : nothing}
    ${feature.unlocated ? html`<p class="notice">${unlocatedNote(feature)}</p>` : nothing}
    ${then ? nothing : actions.editing}
    ${then ? nothing : tasks(feature, actions.openTask)}
    <h3>${t("feature.attributes")}</h3>
    <dl class="facts">
      ${feature.attributes.filter(a => a.value !== null && a.value !== "" && !(feature.decision && DECISION.has(a.name))).map(a => attribute(a, feature.checks.filter(check => check.attribute === a.name)))}
      ${fact(t("feature.area"), feature.areaM2 === null ? null : area(feature.areaM2))}
      ${fact(t("feature.valid"), validity(feature.valid, feature.monthOnly))}
      ${fact(t("feature.code"), html`<code>${feature.code}</code>`)}
    </dl>
    ${feature.attributes.some(a => isProposal(a) || isOwnCode(a)) ? html`<p class="footnote">* ${t("source.proposal")}</p>` : nothing}
    ${sources(feature)}
    ${feature.decision ? decision(feature, feature.decision, then, actions) : nothing}
    ${place(feature)}
    ${feature.unlocated || then ? nothing : opened("geometry", t("corners.title"), actions)}
    ${versions(feature, actions)}
    ${footer(feature, then, actions)}`;
}

/** Shown together as the decision, not once more among the attributes. */
const DECISION = new Set(["decision_number", "decision_date", "decision_issuer"]);

/** The first day on which the version was both in force and on record. */
export function thenDay({ valid, recorded }: Pick<Version, "valid" | "recorded">) {
  const [from, known] = [valid.from ?? "", recorded.from ? dayOf(recorded.from) : ""];
  return from > known ? from : known;
}

/** That day, with the time of day where another version begins on it as well. */
export function thenLabel(version: Pick<Version, "id" | "valid" | "recorded">, all: readonly Pick<Version, "id" | "valid" | "recorded">[]) {
  const day = thenDay(version);
  const shared = all.some(other => other.id !== version.id && thenDay(other) === day);
  return shared && version.recorded.from ? moment(version.recorded.from) : date(day);
}

function thenBanner(feature: FeatureDetails, { showVersion }: FeatureActions) {
  const version = feature.versions.find(one => one.id === feature.shown.version);
  return html`<div class="then-banner" role="status">
    <p><strong>${version ? t("version.asOn", { date: thenLabel(version, feature.versions) }) : t("version.asThen")}</strong>
      ${version ? html`<small>${t("feature.valid")}: ${validity(version.valid, feature.monthOnly)}</small><small>${recordedLine(version)}</small>` : nothing}<small>${t("version.drawn")}</small></p>
    <button class="button small" @click=${() => showVersion(null)}>${t("version.backToNow")}</button>
  </div>`;
}

function datedBanner({ shown: { onDay, asOf, current } }: FeatureDetails) {
  const words = [onDay && t("version.onDay", { date: date(onDay) }), asOf && t("version.asKnown", { moment: moment(asOf) })].filter(Boolean).join(", ");
  return html`<p class="notice">${words}. ${current ? t("version.sameAsNow") : t("version.otherThanNow")}</p>`;
}

function decision(feature: FeatureDetails, { id, number: no, date: day, issuer, inForce, annex }: Decision, then: boolean, actions: FeatureActions) {
  return html`<h3>${t("decision.title")}</h3>
    <dl class="facts">
      ${fact(t("decision.number"), id === null ? no : html`<a href=${below(`/decisions/${id}`)}>${no}</a>`)}
      ${fact(t("decision.date"), day && date(day))}
      ${fact(t("decision.issuer"), issuer)}
      ${fact(t("feature.valid"), validity(inForce, null))}
      ${annex ? fact(t("decision.annex"), t("decision.annexLine", { n: annex.points }),
        `${annex.document} · ${t("position.zone", { meridian: annex.meridian, width: String(annex.widthDegrees), epsg: String(annex.epsg) })}`) : nothing}
    </dl>
    ${annex ? annexLinks(format => annexFile(feature.id, format, then ? asShown(feature) : {})) : nothing}
    ${annex && !then ? opened("annex", t("corners.annex"), actions) : nothing}`;
}

/** The day and the moment of which the version that is shown is. */
function asShown({ shown, versions: all }: FeatureDetails) {
  const version = all.find(one => one.id === shown.version);
  return { datetime: shown.onDay ?? version?.valid.from, asOf: shown.asOf ?? version?.recorded.from };
}

function opened(source: CornerTable["source"], title: string, { table, openTable }: FeatureActions) {
  return html`<details class="fold" @toggle=${(event: Event) => { if ((event.target as HTMLDetailsElement).open) openTable(source); }}>
    <summary><h3>${title}</h3></summary>${table(source)}
  </details>`;
}

/** On a phone it stays in reach of the thumb. */
function footer(feature: FeatureDetails, then: boolean, actions: FeatureActions) {
  const at = feature.labelPoint ?? feature.position.near;
  const name = say(feature.name);
  return html`<div class="actions foot">
    ${at && !then ? html`<a class="button primary directions" href=${geoLink(at[1], at[0], feature.labelPoint ? name : t("directions.areaName", { name }))}>${
      feature.labelPoint ? t("directions.go") : t("directions.toArea")}</a>` : nothing}
    ${feature.extent ?? at ? html`<button class="button primary" @click=${() => actions.show(feature)}>${t("feature.show")}</button>` : nothing}
    ${feature.labelPoint && !then ? html`<a class="button" href=${below(`/check?lon=${feature.labelPoint[0]}&lat=${feature.labelPoint[1]}`)}>${t("siting.may")}</a>` : nothing}
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
  // What is in force from a day to come is not so yet, whatever its file says.
  const { from } = feature.valid;
  const isToCome = from !== null && from > todayInVietnam()
    && layer?.state?.states.find(({ code }) => code === value(feature, layer.state?.attribute)?.value)?.state === "in_force";
  const status = isToCome ? t("feature.inForceFrom", { day: date(from) }) : labelled(statusName);
  const severity = labelled(gradeName);
  return html`<p class="chips">
    ${status ? html`<span class="chip">${status}</span>` : nothing}
    ${severity ? html`<span class="chip"><i class="dot" .style="background:${grade?.color ?? "#999"}"></i>${severity}</span>` : nothing}
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

function tasks({ tasks: linked, leadRule }: FeatureDetails, open: (id: string) => void) {
  return html`<h3>${t("feature.tasks")} <span class="count">${number(linked.length)}</span></h3>
    ${linked.length === 0 ? html`<p class="empty">${t("feature.noTasks")}</p>` : html`<ul class="task-list">
      ${linked.map(task => html`<li><button @click=${() => open(task.id)}>
        <span class="task-title">${say(task.title)}</span>
        ${stateChip(task)}
        <small>${say(task.plan.title)}</small>
        <small>${[sourceLine(task.section, task.line), task.role && say(task.role.title), leadLine(task.leads), timelineLine(task.timeline)]
          .filter(Boolean).join(" · ")}</small>
      </button></li>`)}
    </ul>`}
    ${leadRule ? html`<p class="hint">${say(leadRule)} (${sourceLine(leadRule.source.section, leadRule.source.line)})</p>` : nothing}`;
}

function attribute(a: AttributeValue, checks: FeatureDetails["checks"]) {
  const star = html`<span aria-hidden="true">&nbsp;*</span>`;
  return fact(isProposal(a) ? html`${say(a.title)}${star}` : say(a.title), html`${shown(a)}${isOwnCode(a) ? star : nothing}
    ${checks.map(({ holds, rule, source }) => html`<small class=${holds ? "check" : "check broken"}>${holds ? "✓" : "⚠"}
      ${holds ? say(rule) : t("check.broken", { rule: say(rule) })}${"proposal" in source ? nothing : ` (${sourceName(source)})`}</small>`)}`);
}

const sourceName = ({ document, clause }: { readonly document: string; readonly clause?: string }) => [clause, document].filter(Boolean).join(", ");

/** Who recorded a value, and what defines the field: two things that must not be read for each other. */
function sources({ attributes }: FeatureDetails) {
  const filled = attributes.filter(a => a.value !== null && a.value !== "");
  const recorded = [...new Map(filled.flatMap(a => a.recorded ? [[a.recorded.version, a.recorded] as const] : [])).values()]
    .sort((a, b) => a.at < b.at ? 1 : -1);
  const defined = filled.flatMap(a => [
    ...a.source && !("proposal" in a.source) ? [html`${say(a.title)}<small>${sourceName(a.source)}</small>`] : [],
    ...a.codeSource && !("proposal" in a.codeSource) ? [html`${say(a.title)}: “${shown(a)}”<small>${sourceName(a.codeSource)}</small>`] : [],
  ]);
  if (recorded.length + defined.length === 0) return nothing;
  return html`<details class="fold sources">
    <summary><h3>${t("source.title")}</h3></summary>
    ${recorded.length === 0 ? nothing : html`<h4>${t("source.values")}</h4><ul>${recorded.map(({ version, at, author, reason }) => html`<li>
      ${filled.filter(a => a.recorded?.version === version).map(a => say(a.title)).join(" · ")}
      <small>${[moment(at), t("version.author", { author }), reason && t("version.reason", { reason })].filter(Boolean).join(" · ")}</small></li>`)}</ul>`}
    ${defined.length === 0 ? nothing : html`<h4>${t("source.definitions")}</h4><ul>${defined.map(one => html`<li>${one}</li>`)}</ul>`}
  </details>`;
}

/** The code is ours within a list that is a regulation's. */
const isOwnCode = ({ source, codeSource }: AttributeValue) => codeSource !== null && "proposal" in codeSource && !(source && "proposal" in source);

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

/** Of the day of which only the month is known the month is told. */
export function validity({ from, to }: FeatureDetails["valid"], monthOnly: string | null) {
  if (!from && !to) return null;
  const first = from && (from === monthOnly ? t("feature.month", { month: month(from) }) : date(from));
  if (!to) return t("feature.validFrom", { from: first! });
  return t("feature.validBetween", { from: first ?? "…", to: date(to) });
}

function place({ place: { commune, province, former }, position, communesMet }: FeatureDetails) {
  const formerUnits = former.map(unit => {
    const whole = [unitName(unit.name, unit.kind), unit.district].filter(Boolean).join(", ");
    const name = unit.part ? t("place.part", { name: whole }) : whole;
    return unit.until ? t("place.before", { name, month: monthAfter(unit.until) }) : name;
  });
  const met = communesMet?.map(({ name, share }) =>
    share === null || communesMet.length === 1 ? name : t("place.share", { name, share: number(share * 100, share < 0.01 ? 2 : 0) }));
  return html`<h3>${t("feature.place")}</h3>
    <dl class="facts">
      ${fact(t("place.commune"), commune && unitName(commune.name, commune.kind))}
      ${met ? fact(t("place.met"), html`${met.map(one => html`<span class="line">${one}</span>`)}`) : nothing}
      ${fact(t("place.province"), province?.name ?? null)}
      ${formerUnits.length > 0 ? fact(t("place.former"), html`${formerUnits.map(unit => html`<span class="line">${unit}</span>`)}`) : nothing}
      ${fact(t("position.source"), position.sourceTitle ? say(position.sourceTitle) : t("position.none"))}
      ${fact(t("position.accuracy"), position.accuracyM === null ? null : t("position.within", { distance: distance(position.accuracyM) }))}
    </dl>`;
}

function recordedLine({ recorded: { from, to } }: Version) {
  return to ? t("version.recordedBetween", { from: from ? moment(from) : "…", to: moment(to) }) : t("version.recordedFrom", { from: from ? moment(from) : "…" });
}

/** Both clocks of every version: when it is in force, and when we knew it. */
function versions({ versions: all, shown, name, monthOnly }: FeatureDetails, actions: FeatureActions) {
  if (all.length === 0) return nothing;
  return html`<details class="fold versions" ?open=${!shown.current && !shown.onDay && !shown.asOf}>
    <summary><h3>${t("feature.versions")} <span class="count">${number(all.length)}</span></h3></summary>
    <ol>${all.map(version => {
      const isShown = version.id === shown.version;
      return html`<li class=${isShown ? "is-shown" : ""}>
        <p>${thenLabel(version, all)}
          ${version.current ? html`<span class="chip">${t("version.current")}</span>` : nothing}
          ${isShown && !version.current ? html`<span class="chip dashed">${t("version.shown")}</span>` : nothing}</p>
        ${say(version.name) === say(name) ? nothing : html`<small>${say(version.name)}</small>`}
        <small>${t("feature.valid")}: ${validity(version.valid, monthOnly)}</small>
        <small>${recordedLine(version)}</small>
        ${version.author ? html`<small>${t("version.author", { author: version.author })}</small>` : nothing}
        ${version.reason ? html`<small>${t("version.reason", { reason: version.reason })}</small>` : nothing}
        ${isShown ? nothing : html`<button class="link-button" @click=${() => actions.showVersion(version.current ? null : version)}
          @mouseenter=${() => actions.preview(version)} @mouseleave=${() => actions.preview(null)}
          @focus=${() => actions.preview(version)} @blur=${() => actions.preview(null)}>${
            version.current ? t("version.backToNow") : t("version.showThen", { date: thenLabel(version, all) })}</button>`}
      </li>`;
    })}</ol>
  </details>`;
}
