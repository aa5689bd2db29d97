import { type TemplateResult, html, nothing } from "lit";
import type { DecisionDetails } from "../answers";
import { below } from "../base";
import { area, date, dayBefore, moment, number, say, t } from "../language";
import { swatch } from "../layers/swatch";
import { OutlineMap } from "../map/outline-map";
import { Part } from "../part";
import { Refusal } from "../service";
import type { State } from "../store";
import * as service from "./service";
import { isToCome, onMap } from "./words";

/** One decision: who decided what, since when, which places it changed, and the signed document; for everybody. */
export class DecisionPage extends Part {
  #id = 0;
  /** Null while it is asked for. */
  #decision: DecisionDetails | null = null;
  #why: string | null = null;
  #asking: AbortController | null = null;
  /** What the places are called whose versions by it are replaced or ended. */
  #names: ReadonlyMap<number, string> = new Map();
  readonly #map = new OutlineMap(this.store, () => t("decisions.map"));

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  protected override stateChanged({ page }: State) {
    if (page.kind === "decision" && page.id !== this.#id) void this.#load();
  }

  async #load() {
    const { page } = this.store.state;
    if (page.kind !== "decision") return;
    if (page.id !== this.#id) {
      this.#decision = null;
      this.#map.outlines = [];
    }
    this.#id = page.id;
    this.#why = null;
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    this.requestUpdate();
    try {
      const found = await service.decision(page.id, asking.signal);
      if (asking.signal.aborted) return;
      this.#decision = found;
      void this.#draw(asking.signal);
      this.store.set({ subject: { page, words: t("decisions.named", { number: found.decision.number, date: date(found.decision.issuedOn) }) } });
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#why = refusal.status === 404 ? t("decisions.unknown") : refusal.message;
    }
    this.requestUpdate();
  }

  async #draw(signal: AbortSignal) {
    try {
      const { features } = await service.outlines(this.#id, signal);
      if (signal.aborted) return;
      this.#names = new Map(features.map(({ properties: { id, name } }) => [id, name]));
      this.requestUpdate();
      this.#map.outlines = features.map(({ geometry, properties: { layer, change, name } }) =>
        ({ geometry, layer, role: change === "retire" ? "beside" : "drawn", isProposed: change === "retire", label: null, title: name }));
    } catch (refusal) {
      // The list beside it says the same.
      if (!signal.aborted && !(refusal instanceof Refusal)) throw refusal;
    }
  }

  protected override render() {
    if (!this.#decision) {
      return html`<div class="form-page"><h2 tabindex="-1">${t("nav.decision")}</h2>${this.#why
        ? html`<p class="form-refusal" role="alert">${this.#why}</p><p class="form-actions"><button class="button" @click=${() => void this.#load()}>${t("again")}</button>
          <a class="button" href=${below("/decisions")}>${t("decisions.toAll")}</a></p>` : html`<p role="status">${t("page.loading")}</p>`}</div>`;
    }
    const { decision, document: scan, contentHash, recordedAt, features } = this.#decision;
    return html`<article class="form-page wide draft-page">
      <nav class="draft-path" aria-label=${t("taskPage.path")}><a href=${below("/decisions")}>${t("nav.decisions")}</a></nav>
      <header><p class="over">${decision.issuer}</p><h2 tabindex="-1">${t("decisions.named", { number: decision.number, date: date(decision.issuedOn) })}</h2>
        <p class="draft-purpose">${decision.title}</p>
        ${isToCome(decision) ? html`<p class="notice">${t("decisions.toCome", { from: date(decision.effectiveFrom) })}</p>` : nothing}</header>
      <div class="draft-parts"><section class="form-part" aria-labelledby="decision-features">
        <h3 id="decision-features">${t("decisions.features")} <span class="count">${number(features.length)}</span></h3>
        ${this.#map}
        ${features.length === 0 ? html`<p class="empty">${t("decisions.noFeatures")}</p>`
          : html`<ul class="draft-features">${features.map(feature => this.#feature(decision, feature))}</ul>`}</section>
      <section class="form-part" aria-labelledby="decision-facts"><h3 id="decision-facts">${t("decisions.facts")}</h3>
        <dl class="facts">
          ${fact(t("decisions.number"), decision.number)}
          ${fact(t("decisions.issuedOn"), date(decision.issuedOn))}
          ${fact(t("decisions.issuer"), decision.issuer)}
          ${decision.signatory ? fact(t("decisions.signatory"), decision.signatory) : nothing}
          ${fact(t("decisions.valid"), decision.effectiveTo ? t("feature.validBetween", { from: date(decision.effectiveFrom), to: date(decision.effectiveTo) })
            : t("feature.validFrom", { from: date(decision.effectiveFrom) }))}
          ${fact(t("decisions.recorded"), html`${moment(recordedAt)}${contentHash ? nothing : html`<small>${t("decisions.registered")}</small>`}`)}
          ${contentHash ? fact(t("decisions.contentHash"), html`<code class="draft-hash">${contentHash}</code>`) : nothing}
          ${fact(t("decisions.document"), scan ? html`<a href=${service.documentOf(decision.id)} download=${scan.name}>${scan.name}</a>
              <small>${t("decisions.documentHash")} <code class="draft-hash">${scan.hash}</code></small>`
            : t("decisions.noDocument"))}
        </dl></section></div>
    </article>`;
  }

  #feature(decision: DecisionDetails["decision"], feature: DecisionDetails["features"][number]) {
    const { id, code, layer: of, change, reason, from, to, areaM2 } = feature;
    const layer = this.store.state.layers.find(one => one.id === of);
    const name = feature.name ?? this.#names.get(id);
    return html`<li class="draft-feature"><h4>${layer ? swatch(layer) : nothing} <a href=${onMap(decision, feature)}>${name ?? code}</a>
        <span class="chip is-${change}">${t(`drafts.change.${change}`)}</span></h4>
      <p><small>${[layer && say(layer.title), name && code, areaM2 !== null && area(areaM2)].filter(Boolean).join(" · ")}</small></p>
      ${from ? html`<p><small>${to ? t("decisions.hereBetween", { from: date(from), to: date(to) }) : t("decisions.hereFrom", { from: date(from) })}</small></p>`
        : change === "retire" ? html`<p><small>${t("decisions.until", { to: date(dayBefore(decision.effectiveFrom)) })}</small></p>` : html`<p><small>${t("decisions.noneLeft")}</small></p>`}
      ${reason ? html`<blockquote>${reason}</blockquote>` : nothing}</li>`;
  }
}

const fact = (title: string, content: TemplateResult | string) => html`<div><dt>${title}</dt><dd>${content}</dd></div>`;

customElements.define("decision-page", DecisionPage);
