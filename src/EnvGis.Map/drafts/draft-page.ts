import { type TemplateResult, html, nothing } from "lit";
import { NO_AREAS, loadAreas } from "../accounts/areas";
import { FormPart, text } from "../accounts/form-part";
import * as accountsService from "../accounts/service";
import { annexLinks } from "../annex-links";
import type { Comparison, DraftDetails, DraftFindings, Finding, Remark } from "../answers";
import { below } from "../base";
import { DraftCommunes } from "../consultations/draft-communes";
import { moment, number, say, t } from "../language";
import { OutlineMap } from "../map/outline-map";
import { Refusal } from "../service";
import { DraftRecipes } from "../recipes/draft-recipes";
import { DraftSources } from "../sources/draft-sources";
import { type State, mayDraft } from "../store";
import { closed } from "./closed";
import { DecisionForm } from "./decision-form";
import { featureCard } from "./feature-card";
import { DraftRemarks } from "./draft-remarks";
import * as service from "./service";
import { featureName, isOver, latticeLine, refusalWords, shortHash, takesChanges } from "./words";

/** The way of a draft; what else it may be is told by its state alone. */
const WAY = ["draft", "submitted", "in_review", "approved", "in_force"] as const;

/** Steps that are taken at once; the others ask for words or for a second look. */
const AT_ONCE = new Set(["in_review", "draft"]);

/** Each is a question to the service. */
const MOST_COMPARED = 40;

const isCompared = ({ change, dropped }: DraftDetails["features"][number]) => change !== "add" && !dropped;

/** Steps that want a reason. */
const WITH_REASON = new Set(["returned", "rejected", "withdrawn"]);

/** One draft: what it changes, what the checks find, who did what, and what the person who looks at it may do now. */
export class DraftPage extends FormPart {
  #id = 0;
  /** Null while it is asked for; here and below. */
  #draft: DraftDetails | null = null;
  #findings: DraftFindings | null = null;
  #why: string | null = null;
  #isKnown = false;
  #areas = NO_AREAS;
  #asking: AbortController | null = null;
  /** The step whose form is open. */
  #step: string | null = null;
  /** The finding whose reason is being written. */
  #accepting: string | null = null;
  #copied: boolean | null = null;
  #decision: DecisionForm | null = null;
  #remarks: DraftRemarks | null = null;
  readonly #communes = new DraftCommunes(this.store, () => this.requestUpdate());
  readonly #sources = new DraftSources(this.store, () => void this.#load());
  readonly #recipes = new DraftRecipes(this.store, () => void this.#load());
  /** Remarks that wait for something to be done. */
  #open: readonly Remark[] = [];
  readonly #map = new OutlineMap(this.store, () => t("drafts.map"));
  /** Whether the map shows what is in force beside what is drawn. */
  #hasBoth = false;
  readonly #compared = new Map<number, Comparison>();
  /** Of the draft that was drawn and compared last. */
  #shown = "";

  override connectedCallback() {
    super.connectedCallback();
    void this.#begin();
    void loadAreas(true).then(areas => {
      this.#areas = areas;
      this.requestUpdate();
    });
  }

  protected override stateChanged({ page }: State) {
    if (page.kind === "draft" && page.id !== this.#id && this.#isKnown) void this.#load();
  }

  async #begin() {
    const me = await accountsService.me().catch(() => null);
    this.#isKnown = true;
    this.store.set({ me });
    this.requestUpdate();
    await this.#load();
  }

  /** What was being written stays unless another draft is opened. */
  async #load() {
    const { page } = this.store.state;
    if (page.kind !== "draft" || !mayDraft(this.store.state)) return;
    if (page.id !== this.#id) {
      this.#id = page.id;
      this.#draft = this.#findings = this.#step = this.#accepting = this.#decision = this.#remarks = this.#copied = null;
      this.#shown = "";
      this.#open = [];
      this.said = null;
    }
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    try {
      const draft = await service.draft(this.#id, asking.signal);
      if (asking.signal.aborted) return;
      this.#take(draft);
      // What is over is checked no more: beside what stands today it would be found to overlap itself.
      if (!isOver(draft)) this.#findings = await service.findings(this.#id, asking.signal);
      this.requestUpdate();
      await this.#compare(draft, asking.signal);
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#why = refusalWords(refusal);
    }
    this.requestUpdate();
  }

  /** What is drawn and what it was, once for each content. */
  async #compare(draft: DraftDetails, signal: AbortSignal) {
    const shown = `${draft.id} ${draft.hash}`;
    if (this.#shown === shown) return;
    this.#compared.clear();
    const { features } = await service.outlines(draft.id, signal);
    if (signal.aborted) return;
    const isDrawn = (one: number) => features.some(({ properties }) => properties.number === one && properties.role === "draft");
    this.#hasBoth = features.some(({ properties }) => properties.role === "in-force");
    this.#map.outlines = features.map(({ geometry, properties: { number: no, layer, name, role } }) => ({
      geometry, layer, role: role === "draft" ? "drawn" : "beside", isProposed: role === "draft", label: role === "draft" || !isDrawn(no) ? String(no) : null, title: `${no}. ${name}`,
    }));
    for (const { number: no } of draft.features.filter(isCompared).slice(0, MOST_COMPARED)) {
      this.#compared.set(no, await service.comparison(draft.id, no, signal));
      this.requestUpdate();
    }
    this.#shown = shown;
  }

  #take(draft: DraftDetails) {
    this.#draft = draft;
    this.#why = null;
    this.#decision ??= new DecisionForm(this.store, () => void this.#load(), sentence => {
      this.said = sentence;
      void this.#load();
    });
    this.#decision.draft = draft;
    this.#remarks ??= new DraftRemarks(this.store, open => {
      this.#open = open;
      this.#map.marks = open.flatMap(({ at, text: words }) => at ? [{ at, title: words }] : []);
      this.requestUpdate();
    }, { aim: on => { this.#map.aiming = on; }, centre: () => this.#map.centre });
    this.#remarks.draft = draft;
    this.#communes.draft = draft;
    this.#sources.draft = draft;
    this.#recipes.draft = draft;
    this.store.set({ subject: { page: { kind: "draft", id: draft.id }, words: draft.title } });
    this.requestUpdate();
  }

  protected override wordsOf(refusal: Refusal) {
    return refusalWords(refusal, { note: t("drafts.note"), reason: t("drafts.reason"), hash: t("drafts.hash") });
  }

  protected override render() {
    if (this.#isKnown && !mayDraft(this.store.state)) return closed(this.store.state.me);
    const draft = this.#draft;
    if (!draft) {
      return html`<div class="form-page"><h2 tabindex="-1">${t("nav.draft")}</h2>${this.#why
        ? html`<p class="form-refusal" role="alert">${this.#why}</p><p class="form-actions"><button class="button" @click=${() => void this.#load()}>${t("again")}</button>
          <a class="button" href=${below("/drafts")}>${t("drafts.toAll")}</a></p>` : html`<p role="status">${t("page.loading")}</p>`}</div>`;
    }
    return html`<article class="form-page wide draft-page">
      <nav class="draft-path" aria-label=${t("taskPage.path")}><a href=${below("/drafts")}>${t("nav.drafts")}</a> › ${t("drafts.numbered", { id: String(draft.id) })}</nav>
      <header><p class="over">${draft.provinceName}</p><h2 tabindex="-1">${draft.title}</h2>
        ${this.#way(draft)}
        ${draft.purpose ? html`<p class="draft-purpose">${draft.purpose}</p>` : nothing}
        ${this.saidLine()}
        ${this.#why ? html`<p class="form-refusal" role="alert">${this.#why}</p>` : nothing}
        ${this.#steps(draft)}</header>
      <div class="draft-parts"><div>
        ${this.#features(draft)}
        ${this.#sources}
        ${this.#recipes}
        ${isOver(draft) ? nothing : this.#found(draft)}
      </div><div>
        ${this.#facts(draft)}
        ${this.#remarks}
        ${this.#communes}
        ${this.#acts(draft)}
      </div></div>
      ${isOver(draft) || draft.features.every(({ dropped }) => dropped) ? nothing : this.#decision}
    </article>`;
  }

  /** How far it has come. */
  #way({ state }: DraftDetails) {
    const at = WAY.findIndex(one => one === state.id);
    if (at < 0) return html`<p class="draft-state"><span class="chip is-${state.id}">${say(state.title)}</span></p>`;
    return html`<ol class="draft-way" aria-label=${t("drafts.way")}>${WAY.map((one, index) => html`<li class=${index < at ? "is-past" : ""} aria-current=${index === at ? "step" : nothing}>
      ${index === at ? say(state.title) : t(`drafts.way.${one}`)}</li>`)}</ol>`;
  }

  // --- what the caller may do

  #steps(draft: DraftDetails) {
    // Nothing is no draft of anything: there is nothing to look at.
    const steps = draft.steps.filter(goal => goal !== "submitted" || draft.features.some(({ dropped }) => !dropped));
    return html`<div class="form-actions draft-steps" role="group" aria-label=${t("drafts.steps")}>
        ${steps.map(goal => AT_ONCE.has(goal)
          ? html`<button class="button ${isMain(goal) ? "primary" : ""}" ?disabled=${this.busy} @click=${() => void this.#go(goal, {})}>${t(`drafts.step.${goal}`)}</button>`
          : html`<button class="button ${isMain(goal) ? "primary" : ""}" aria-expanded=${this.#step === goal} @click=${() => void this.#toggle(goal)}>${t(`drafts.step.${goal}`)}</button>`)}
        <a class="button" href=${below(`/?draft=${draft.id}`)}>${t(takesChanges(draft) && this.store.state.me?.acts.includes("draft") ? "drafts.edit" : "drafts.onMap")}</a></div>
      ${this.refused?.form === "step" && this.#step === null ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>` : nothing}
      ${this.#step === null ? nothing : this.#stepForm(draft, this.#step)}`;
  }

  #stepForm(draft: DraftDetails, goal: string) {
    const { disagreeing, silent, waiting, outdated } = this.#communes.objections;
    // Whoever approves against a commune, or without having heard it, says why.
    const isAgainst = goal === "approved" && disagreeing.length + silent.length + waiting.length + outdated.length > 0;
    const isRequired = WITH_REASON.has(goal) || isAgainst;
    return html`<div class="form-part draft-step">${this.form("step", data => isAgainst && text(data, "note") === "" ? void this.#refuseStep("drafts.againstNote")
      : void this.#go(goal, { note: text(data, "note") || null, hash: goal === "approved" ? draft.hash : null }), html`
      ${goal === "approved" ? html`<p>${t("drafts.approveNote", { hash: shortHash(draft.hash) })}</p>` : nothing}
      ${goal === "approved" && this.#open.length > 0 ? html`<p class="notice">${t("drafts.remarksOpen", { n: this.#open.length })}</p>` : nothing}
      ${goal === "approved" && disagreeing.length > 0 ? html`<p class="notice">${t("drafts.disagreeing", { names: disagreeing.join(", ") })}</p>` : nothing}
      ${goal === "approved" && silent.length > 0 ? html`<p class="notice">${t("drafts.silent", { names: silent.join(", ") })}</p>` : nothing}
      ${goal === "approved" && waiting.length > 0 ? html`<p class="notice">${t("drafts.waiting", { names: waiting.join(", ") })}</p>` : nothing}
      ${goal === "approved" && outdated.length > 0 ? html`<p class="notice">${t("drafts.outdated", { names: outdated.join(", ") })}</p>` : nothing}
      ${goal === "submitted" && this.#findings && this.#findings.errors + this.#findings.warnings > 0
        ? html`<p class="notice">${t("drafts.notYet", { errors: this.#findings.errors, warnings: this.#findings.warnings })}</p>` : nothing}
      <p class="form-field"><label for="step-note">${t(isRequired ? "drafts.note" : "drafts.noteFree")}${isRequired ? nothing : html` <small>${t("form.optional")}</small>`}</label>
        <textarea id="step-note" name="note" rows="3" maxlength="4000" aria-required=${isRequired}></textarea></p>`, t(`drafts.step.${goal}`),
    html`<button type="button" class="button" @click=${() => void this.#toggle(goal)}>${t("editing.cancel")}</button>`)}</div>`;
  }

  async #toggle(goal: string) {
    this.#step = this.#step === goal ? null : goal;
    this.refused = null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>("#step-note")?.focus();
  }

  async #refuseStep(key: string) {
    this.refused = { form: "step", slug: "bad-field", sentence: t(key) };
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>(".form-refusal")?.focus();
  }

  async #go(goal: string, given: Omit<service.Step, "to">) {
    const done = await this.act("step", async () => this.#take(await service.step(this.#id, { to: goal, ...given })));
    if (done) {
      this.#step = null;
      this.said = t(`drafts.stepped.${goal}`);
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector<HTMLElement>("h2")?.focus();
    } else if (this.refused?.slug !== "bad-field") {
      // What stands now may be something else than what was looked at.
      await this.#load();
    }
  }

  // --- what it says

  #facts(draft: DraftDetails) {
    return html`<section class="form-part" aria-labelledby="draft-facts"><h3 id="draft-facts">${t("drafts.facts")}</h3>
      <dl class="facts">
        ${fact(t("drafts.madeBy"), html`${draft.madeBy}<small>${moment(draft.madeAt)}</small>`)}
        ${fact(t("drafts.grid"), latticeLine(draft))}
        ${draft.approval ? fact(t("drafts.approval"), html`${draft.approval.by}<small>${moment(draft.approval.at)}</small>`) : nothing}
        ${draft.corrects === null ? nothing : fact(t("drafts.corrects"), html`<a href=${below(`/decisions/${draft.corrects}`)}>${t("drafts.openDecision")}</a>`)}
        ${draft.decision === null ? nothing : fact(t("nav.decision"), html`<a href=${below(`/decisions/${draft.decision}`)}>${t("drafts.openDecision")}</a>`)}
        ${fact(t("drafts.hash"), html`<code title=${draft.hash}>${shortHash(draft.hash)}…</code>
          <button class="link-button" @click=${() => void this.#copy(draft.hash)}>${t("form.copy")}</button>
          <span role="status">${this.#copied === null ? "" : t(this.#copied ? "drafts.copied" : "drafts.notCopied")}</span><small>${t("drafts.hashNote")}</small>`)}
      </dl>${draft.features.some(one => one.drawn && !one.dropped && one.change !== "retire") ? annexLinks(format => service.annexFile(draft.id, format)) : nothing}</section>`;
  }

  async #copy(words: string) {
    try {
      await navigator.clipboard.writeText(words);
      this.#copied = true;
    } catch {
      // Without HTTPS the browser gives no clipboard.
      this.#copied = false;
    }
    this.requestUpdate();
  }

  #features(draft: DraftDetails) {
    const [kept, dropped] = [draft.features.filter(one => !one.dropped), draft.features.filter(one => one.dropped)];
    const { layers } = this.store.state;
    return html`<section class="form-part" aria-labelledby="draft-features"><h3 id="draft-features">${t("drafts.features")} <span class="count">${number(kept.length)}</span></h3>
      ${this.#map}${this.#hasBoth ? html`<p class="hint">${t("drafts.mapKey")}</p>` : nothing}
      ${kept.length === 0 ? html`<p class="empty">${t("drafts.empty")}</p>` : html`<ol class="draft-features">${kept.map(feature =>
          featureCard(draft, feature, { layers, names: this.#areas.names, compared: this.#compared.get(feature.number),
            remarks: this.#open.filter(one => one.feature === feature.number).length }))}</ol>`}
      ${kept.filter(isCompared).length > MOST_COMPARED ? html`<p class="hint">${t("drafts.firstCompared", { n: MOST_COMPARED })}</p>` : nothing}
      ${dropped.length === 0 ? nothing : html`<details class="draft-fold"><summary>${t("drafts.dropped", { n: dropped.length })}</summary>
        <ul>${dropped.map(feature => html`<li>${featureName(feature)}</li>`)}</ul></details>`}</section>`;
  }

  #found(draft: DraftDetails) {
    const findings = this.#findings;
    return html`<section class="form-part" aria-labelledby="draft-findings"><h3 id="draft-findings">${t("drafts.findings")}</h3>
      ${findings === null ? html`<p role="status">${t("page.loading")}</p>` : findings.found.length + findings.errors + findings.warnings === 0 ? html`<p class="empty">${t("drafts.nothingFound")}</p>` : html`
        <p class="hint">${findings.errors + findings.warnings > 0 ? t("drafts.notYet", { errors: findings.errors, warnings: findings.warnings }) : t("drafts.allFine")}</p>
        <ul class="draft-findings">${inOrder(findings.found).map(one => this.#finding(draft, one))}</ul>`}</section>`;
  }

  #finding(draft: DraftDetails, finding: Finding) {
    const { severity, state, key, at } = finding;
    const mayAccept = severity === "warning" && (state === "new" || state === "accepted") && !isOver(draft) && this.store.state.me?.acts.includes("draft");
    return html`<li class="is-${severity} is-${state}"><p><b>${t(`drafts.${severity}`)}</b>${state === "standing" || state === "pending" ? html` <span class="chip dotted">${t(`drafts.${state}`)}</span>` : nothing}
        ${say(finding.text)}</p>
      <small>${finding.features.map(({ number: no, name, draft: other }, index) => html`${index > 0 ? " · " : nothing}${other ? html`<a href=${below(`/drafts/${other}`)}>${
        t("drafts.ofOther", { name, id: String(other) })}</a>` : no === null ? name : `${no}. ${name}`}`)}
        ${at ? html` · <a href=${below(`/?draft=${draft.id}#17/${at[1].toFixed(5)}/${at[0].toFixed(5)}`)}>${t("drafts.lookThere")}</a>` : nothing}</small>
      ${state === "accepted" ? html`<blockquote>${finding.reason}<small>${finding.by}</small></blockquote>` : nothing}
      ${!mayAccept ? nothing : this.#accepting === key
        ? this.form("accept", data => void this.#accept(key, text(data, "reason")), html`<p class="form-field"><label for="accept-reason">${t("drafts.reason")}</label>
            <textarea id="accept-reason" name="reason" rows="2" maxlength="2000" aria-required="true" .value=${finding.reason ?? ""}></textarea></p>`, t("drafts.accept"),
        html`<button type="button" class="button" @click=${() => void this.#openAccepting(null)}>${t("editing.cancel")}</button>`)
        : html`<button class="button small" @click=${() => void this.#openAccepting(key)}>${t(state === "accepted" ? "drafts.acceptAnew" : "drafts.acceptWith")}</button>`}</li>`;
  }

  async #openAccepting(key: string | null) {
    this.#accepting = key;
    this.refused = null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector<HTMLElement>("#accept-reason")?.focus();
  }

  async #accept(key: string, reason: string) {
    if (!await this.act("accept", async () => { this.#findings = await service.accept(this.#id, key, reason); })) return;
    this.#accepting = null;
    this.requestUpdate();
  }

  #acts({ acts, madeBy, madeAt }: DraftDetails) {
    return html`<section class="form-part" aria-labelledby="draft-acts"><h3 id="draft-acts">${t("drafts.acts")}</h3>
      <ol class="draft-acts"><li><b>${t("drafts.act.begin")}</b><small>${madeBy} · ${moment(madeAt)}</small></li>
        ${acts.map(({ word, by, at, note, hash }) => html`<li><b>${t(`drafts.act.${word}`)}</b>
            <small>${by} · ${moment(at)}${word === "approve" && hash ? html` · <code>${shortHash(hash)}</code>` : nothing}</small>
          ${note ? html`<blockquote>${note}</blockquote>` : nothing}</li>`)}</ol></section>`;
  }
}

/** What is to be mended first, what was so before last. */
const inOrder = (found: readonly Finding[]) => {
  const rank = ({ severity, state }: Finding) => (state === "standing" || state === "pending" ? 4 : state === "accepted" ? 2 : 0) + (severity === "error" ? 0 : 1);
  return [...found].sort((one, other) => rank(one) - rank(other));
};

const isMain = (goal: string) => goal === "submitted" || goal === "in_review" || goal === "approved";

const fact = (title: string, content: TemplateResult | string) => html`<div><dt>${title}</dt><dd>${content}</dd></div>`;

customElements.define("draft-page", DraftPage);
