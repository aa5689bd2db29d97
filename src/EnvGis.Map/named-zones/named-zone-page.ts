import { html, nothing } from "lit";
import { FormPart, field, text } from "../accounts/form-part";
import * as accountsService from "../accounts/service";
import type { DraftSummary } from "../answers";
import { below } from "../base";
import * as draftsService from "../drafts/service";
import { date, distance, moment, number, say, t } from "../language";
import { Refusal } from "../service";
import type { State } from "../store";
import * as service from "./service";
import { clauseWords, stateChip } from "./words";
import { ZoneForm } from "./zone-form";

/** One zone that a plan names: what the plan says beside the decree, of what it consists, what can be drawn of it, and all that was written of it. */
export class NamedZonePage extends FormPart {
  #id = 0;
  /** Null while it is asked for. */
  #zone: service.Details | null = null;
  #why: string | null = null;
  /** Null until they are asked for. */
  #drafts: readonly DraftSummary[] | null = null;
  /** Null while nobody writes. */
  #form: ZoneForm | null = null;

  override connectedCallback() {
    super.connectedCallback();
    void accountsService.me().then(me => this.store.set({ me }), () => { /* Nobody is signed in. */ });
    this.#open();
  }

  protected override stateChanged(state: State, before: State) {
    if (state.page !== before.page) this.#open();
  }

  #open() {
    const { page } = this.store.state;
    if (page.kind !== "named-zone") return;
    if (page.id !== this.#id) {
      this.#id = page.id;
      this.#zone = this.#form = this.#drafts = null;
      this.said = this.refused = null;
    }
    void this.#load();
  }

  async #load() {
    const id = this.#id;
    this.#why = null;
    try {
      const zone = await service.zone(id);
      if (id === this.#id) this.#take(zone);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (id === this.#id) this.#why = refusal.message;
    }
    this.requestUpdate();
  }

  #take(zone: service.Details) {
    this.#zone = zone;
    this.store.set({ subject: { page: { kind: "named-zone", id: zone.zone.id }, words: say(zone.zone.name) } });
    this.requestUpdate();
  }

  protected override render() {
    if (!this.#zone) {
      return html`<div class="form-page"><h2 tabindex="-1">${t("nav.named-zone")}</h2>${this.#why
        ? html`<p class="form-refusal" role="alert">${this.#why}</p><p class="form-actions"><a class="button" href=${below("/named-zones")}>${t("named.toAll")}</a></p>`
        : html`<p role="status">${t("page.loading")}</p>`}</div>`;
    }
    const { zone, versions, mayChange } = this.#zone;
    const says = versions[0].says;
    const layer = this.store.state.layers.find(({ id }) => id === zone.layer);
    return html`<article class="form-page wide draft-page">
      <nav class="draft-path" aria-label=${t("taskPage.path")}><a href=${below("/named-zones")}>${t("nav.named-zones")}</a></nav>
      <header><p class="over">${[zone.provinceName, layer ? say(layer.title) : zone.layer].join(" · ")}</p><h2 tabindex="-1">${say(zone.name)}</h2>
        <p class="draft-about">${stateChip(zone.state)}
          ${zone.feature === null ? nothing : html`<a href=${below(`/?sel=feature:${zone.feature}`)}>${zone.code}</a>`}
          ${zone.draft === null ? nothing : html`<a href=${below(`/drafts/${zone.draft}`)}>${t("named.inDraft", { draft: zone.draft, number: zone.number ?? 0 })}</a>`}</p>
        <p>${clauseWords(layer, zone.clause)}</p>
        ${this.saidLine()}
        ${says.withdrawn ? html`<p class="notice">${t("named.isWithdrawn")} ${says.withdrawn}</p>` : nothing}
        ${zone.drawnOf !== null && zone.drawnOf < zone.version ? html`<p class="notice">${t("named.drawnOf", { n: zone.drawnOf, last: zone.version })}</p>` : nothing}
        ${zone.conflicts ? html`<p class="notice">${t("named.conflictNote")}</p>` : nothing}</header>
      <div class="draft-parts">
        <section class="form-part" aria-labelledby="named-words"><h3 id="named-words">${t("named.words")}</h3>
          <p><small>${[says.plan?.title, says.plan?.number, says.plan?.date ? date(says.plan.date) : null, says.plan?.place].filter(Boolean).join(" · ")}</small></p>
          ${says.planWording ? html`<h4>${t("named.planWording")}</h4><blockquote>${says.planWording}</blockquote>` : html`<p class="empty">${t("named.planSilent")}</p>`}
          ${says.decreeWording ? html`<h4>${t("named.decreeWording")}</h4><blockquote>${says.decreeWording}</blockquote>` : nothing}
          ${typeof says.areaHa === "number" ? html`<p>${t("named.areaNow")}: ${number(says.areaHa)}</p>` : nothing}
          ${typeof says.areaHorizonHa === "number" ? html`<p>${t("named.areaAt", { year: String(says.horizonYear) })}: ${number(says.areaHorizonHa)}</p>` : nothing}</section>
        <section class="form-part" aria-labelledby="named-members"><h3 id="named-members">${t("named.members")} <span class="count">${number(zone.members)}</span></h3>
          ${zone.members === 0 ? html`<p class="empty">${t("named.noMembers")}</p>` : html`<ol class="form-list">${this.#zone.members.map(({ place, name, begins, why }) => this.#member(says.members?.[place - 1] ?? null, name, begins, why))}</ol>`}
          ${mayChange && !says.withdrawn && zone.draft === null ? this.#drawing() : nothing}</section>
      </div>
      ${mayChange ? html`<details class="form-part" ?open=${this.#form !== null} @toggle=${this.#toggle}><summary><h3>${t("named.change")}</h3></summary>${this.#form}</details>` : nothing}
      <section class="form-part" aria-labelledby="named-versions"><h3 id="named-versions">${t("named.versions")} <span class="count">${number(versions.length)}</span></h3>
        <ul class="form-list">${versions.map(({ number: no, by, at, says: said }) => html`<li><span><details class="draft-fold"><summary>${t("named.version", { n: no })} <small>${[by, moment(at)].filter(Boolean).join(" · ")}</small></summary>
          <p>${[said.clause, said.name?.vi, said.plan?.title, said.plan?.number].filter(Boolean).join(" · ")}</p>
          ${said.planWording ? html`<blockquote>${said.planWording}</blockquote>` : nothing}
          ${said.decreeWording ? html`<blockquote>${said.decreeWording}</blockquote>` : nothing}
          <ol>${said.members?.map(member => member ? html`<li>${words(member, null)}</li>` : nothing)}</ol>
          ${said.withdrawn ? html`<p>${t("named.isWithdrawn")} ${said.withdrawn}</p>` : nothing}</details></span></li>`)}</ul></section>
    </article>`;
  }

  #member(member: service.Member | null, name: string | null, begins: string | null, why: service.Details["members"][number]["why"]) {
    if (!member) return nothing;
    return html`<li><span>${words(member, name)}<small>${why ? html`${t("named.notDrawn")} ${say(why.text)}` : t("named.drawable")}${begins ? ` ${t("named.begins", { day: date(begins) })}` : nothing}</small></span></li>`;
  }

  #drawing() {
    return this.form("draw", data => void this.#draw(data), html`
      <p class="hint">${t("named.drawHint")}</p>
      <p class="form-field"><label for="named-draft">${t("named.into")}</label><select id="named-draft" name="draft" @focus=${() => void this.#loadDrafts()}>
        <option value="">${t("named.newDraft")}</option>${this.#drafts?.map(({ id, title }) => html`<option value=${id}>${id}. ${title}</option>`)}</select></p>
      ${field("asOf", t("named.asOf"), { type: "date", hint: t("named.asOfHint"), of: "named-" })}`, t("named.draw"));
  }

  async #loadDrafts() {
    if (this.#drafts) return;
    this.#drafts = [];
    try {
      this.#drafts = (await draftsService.drafts(["draft", "returned"], null)).drafts.filter(({ province }) => province === this.#zone?.zone.province);
    } catch (refusal) {
      // A new draft can be begun all the same.
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#drafts = null;
    }
    this.requestUpdate();
  }

  async #draw(data: FormData) {
    const done = await this.act("draw", async () => {
      const { draft, number: no, members } = await service.draw(this.#id, Number(text(data, "draft")) || null, text(data, "asOf") || null);
      this.said = t("named.drawn", { draft, number: no, left: members.filter(({ why }) => why !== null).length });
    });
    if (!done) return;
    const { said } = this;
    await this.#load();
    this.said = said;
    this.requestUpdate();
  }

  readonly #toggle = (event: Event) => {
    const { open } = event.target as HTMLDetailsElement;
    if (!open || this.#form || !this.#zone) return;
    const form = this.#form = new ZoneForm(this.store, `zone${this.#id}`, async (says, read) => {
      try {
        this.#take(await service.change(this.#id, says, read));
      } catch (refusal) {
        // What stands now is shown above what was typed, and is what the next attempt follows.
        if (refusal instanceof Refusal && refusal.slug === "changed-meanwhile") {
          await this.#load();
          if (this.#zone) form.follow(this.#zone.zone.version);
        }
        throw refusal;
      }
      this.#form = null;
      this.said = t("named.saved");
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector<HTMLDetailsElement>("details.form-part")!.open = false;
      this.querySelector<HTMLElement>("h2")?.focus();
    });
    form.begin(this.#zone);
    this.requestUpdate();
  };
}

/** A member in a line. */
function words({ kind, commune, part, words: said, subzone, metres, status, areaHa, validFrom, validTo }: service.Member, name: string | null) {
  return [
    kind === "commune" ? `${name ?? ""} ${commune ?? ""}`.trim() : said, part ? t("named.partOf", { part }) : kind === "commune" ? t("named.whole") : null, subzone,
    typeof metres === "number" ? distance(metres) : null, typeof areaHa === "number" ? `${number(areaHa)} ha` : null, status === "planned" ? t("named.status.planned") : null,
    validFrom ? t("named.from", { day: date(validFrom) }) : null, validTo ? t("named.to", { day: date(validTo) }) : null,
  ].filter(Boolean).join(" · ");
}

customElements.define("named-zone-page", NamedZonePage);
