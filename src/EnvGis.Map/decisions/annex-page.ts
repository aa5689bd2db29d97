import { type TemplateResult, html, nothing } from "lit";
import type { VerifiedAnnex } from "../answers";
import { below } from "../base";
import { date, number, say, t } from "../language";
import { Part } from "../part";
import { Refusal } from "../service";
import type { State } from "../store";
import * as service from "./service";

type Place = VerifiedAnnex["places"][number];

/** What became of a printed annex, by the hash that its code leads here with; and whether a signed file is the kept one, whose hash is made in the browser. For everybody. */
export class AnnexPage extends Part {
  #hash = "";
  /** Null while it is asked for. */
  #annex: VerifiedAnnex | null = null;
  #why: string | null = null;
  #file: TemplateResult | null = null;
  #asking: AbortController | null = null;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  protected override stateChanged({ page }: State) {
    if (page.kind === "annex" && page.id !== this.#hash) void this.#load();
  }

  async #load() {
    const { page } = this.store.state;
    if (page.kind !== "annex") return;
    this.#hash = page.id;
    this.#annex = null;
    this.#why = null;
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    this.requestUpdate();
    try {
      const found = await service.annex(page.id, asking.signal);
      if (asking.signal.aborted) return;
      this.#annex = found;
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#why = refusal.message;
    }
    this.requestUpdate();
  }

  async #check(event: Event) {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    this.#file = html`${t("page.loading")}`;
    this.requestUpdate();
    try {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      const kept = await service.signedFile(Array.from(digest, byte => byte.toString(16).padStart(2, "0")).join(""));
      this.#file = kept.state === "kept" ? html`${t("annex.file.kept")} ${kept.decisions.map(one => named(one))}` : html`${t("annex.file.unknown")}`;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#file = html`${refusal.message}`;
    }
    this.requestUpdate();
  }

  protected override render() {
    const annex = this.#annex;
    if (!annex) {
      return html`<div class="form-page"><h2 tabindex="-1">${t("nav.annex")}</h2>${this.#why
        ? html`<p class="form-refusal" role="alert">${this.#why}</p><p class="form-actions"><button class="button" @click=${() => void this.#load()}>${t("again")}</button></p>`
        : html`<p role="status">${t("page.loading")}</p>`}</div>`;
    }
    return html`<article class="form-page draft-page annex-page is-${annex.state}">
      <header><p class="over">${t("nav.annex")}</p><h2 tabindex="-1">${t(`annex.state.${annex.state}`)}</h2>
        <p class="draft-purpose" role="status">${t(`annex.lead.${annex.state}`)}</p></header>
      ${annex.places.map(place => this.#place(place))}
      <section class="form-part" aria-labelledby="annex-content"><h3 id="annex-content">${t("annex.content")}</h3>
        <p><code class="draft-hash">${annex.contentHash}</code></p><p class="hint">${t("annex.contentNote")}</p></section>
      ${isSecureContext ? html`<section class="form-part" aria-labelledby="annex-file"><h3 id="annex-file">${t("annex.file")}</h3>
        <p class="hint" id="annex-file-note">${t("annex.fileNote")}</p>
        <p><input type="file" aria-labelledby="annex-file" aria-describedby="annex-file-note" @change=${(event: Event) => void this.#check(event)}></p>
        <p role="status">${this.#file ?? nothing}</p></section>` : nothing}
    </article>`;
  }

  #place(place: Place) {
    const layer = this.store.state.layers.find(one => one.id === place.layer);
    return html`<section class="form-part"><h3><a href=${below(`/?sel=feature:${place.id}`)}>${place.name}</a> <span class="chip">${t(`annex.state.${place.state}`)}</span></h3>
      <dl class="facts">
        ${place.decision ? fact(t("annex.by"), html`${named(place.decision)}<small>${place.decision.issuer}</small>`) : nothing}
        ${place.from ? fact(t("decisions.valid"), place.to ? t("feature.validBetween", { from: date(place.from), to: date(place.to) }) : t("feature.validFrom", { from: date(place.from) })) : nothing}
        ${place.by ? fact(t(`annex.then.${place.state}`), html`${named(place.by)}${place.since ? html`<small>${t("annex.since", { day: date(place.since) })}</small>` : nothing}`) : nothing}
        ${fact(t("annex.area"), html`${place.area} ha`)}
        ${fact(t("annex.corners"), html`${number(place.corners)}<small>${t("position.zone", { meridian: place.meridian, width: String(place.widthDegrees), epsg: String(place.epsg) })}</small>`)}
        ${layer ? fact(t("annex.layer"), html`${say(layer.title)}<small>${place.code}</small>`) : nothing}
      </dl></section>`;
  }
}

const named = ({ id, number: no, issuedOn }: { readonly id: number; readonly number: string; readonly issuedOn: string }) =>
  html`<a href=${below(`/decisions/${id}`)}>${t("decisions.named", { number: no, date: date(issuedOn) })}</a>`;

const fact = (title: string, content: TemplateResult | string) => html`<div><dt>${title}</dt><dd>${content}</dd></div>`;

customElements.define("annex-page", AnnexPage);
