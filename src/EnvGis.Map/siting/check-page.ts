import { html, nothing } from "lit";
import { FormPart, text } from "../accounts/form-part";
import type { FoundPosition, SiteAnswer, SiteDrafts, SiteFinding, SiteZone } from "../answers";
import { below, inside } from "../base";
import { area, date, decimal, language, moment, number, say, t, todayInVietnam } from "../language";
import { type Outline, OutlineMap } from "../map/outline-map";
import { degrees, usageLine, zoneLine } from "../places/position";
import { Refusal } from "../service";
import { type State, type Store, mayDraft } from "../store";
import * as service from "./service";
import { corners, errors, law, near, readDay, sentence, standing } from "./words";

/** Of more zones the map would show nothing but lines. */
const MOST_SHAPES = 12;

const NEAR_M = 3_000;

const GPS: PositionOptions = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 10_000 };

/** "May it be here?": a position is typed, pointed at or told by the device; the answer is told in sentences, drawn, and printed with its code. For everybody. */
export class CheckPage extends FormPart {
  #question: service.Question = {};
  #answer: SiteAnswer | null = null;
  #drafts: SiteDrafts | null = null;
  /** The code of the sheet that this page was opened by; null where it was not. */
  #code: string | null = null;
  /** Of metres without a meridian: where they may be meant. */
  #choices: readonly FoundPosition[] = [];
  /** Corners of a site that is being drawn; null while none is. */
  #corners: readonly (readonly [number, number])[] | null = null;
  #asking: AbortController | null = null;
  #href = "";
  readonly #map: OutlineMap;

  constructor(store: Store) {
    super(store);
    this.#map = new OutlineMap(store, () => t("siting.map"), at => this.#pointed(at));
    this.#map.aiming = true;
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener("popstate", this.#read);
    this.#read();
  }

  override disconnectedCallback() {
    removeEventListener("popstate", this.#read);
    super.disconnectedCallback();
  }

  protected override stateChanged(state: State, before: State) {
    if (state.page.kind !== "check") return;
    if (location.href !== this.#href || before.page.kind !== "check" && !this.#answer) this.#read();
    else if (state.me !== before.me && this.#answer) void this.#askDrafts(new AbortController());
  }

  /** What the address asks. */
  readonly #read = () => {
    const path = inside(location.pathname);
    if (path !== "/check" && !path.startsWith("/check/")) return;
    this.#href = location.href;
    const given = new URLSearchParams(location.search);
    this.#question = Object.fromEntries(service.NAMES.flatMap(name => given.get(name) ? [[name, given.get(name)]] : []));
    this.#code = /^\/check\/([0-9a-f]{64})$/.exec(path)?.[1] ?? null;
    this.#choices = [];
    if (this.#question.q || this.#question.lon || this.#question.site) void this.act("site", () => this.#ask());
    else {
      this.#answer = this.#drafts = null;
      this.#draw();
      this.requestUpdate();
    }
  };

  async #ask() {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    this.#answer = this.#drafts = null;
    this.requestUpdate();
    const answer = await service.check(this.#question, asking.signal);
    if (asking.signal.aborted) return;
    this.#answer = answer;
    this.said = t("siting.found", { count: answer.zones.filter(({ finding }) => finding?.verdict !== "outside").length });
    this.#draw();
    void this.#shapes(asking);
    void this.#askDrafts(asking);
    await this.updateComplete;
    this.querySelector<HTMLElement>("#check-answer")?.scrollIntoView({ block: "nearest" });
  }

  /** Nobody else is told that there are drafts. */
  async #askDrafts(asking: AbortController) {
    if (!mayDraft(this.store.state) || this.#question.at && this.#question.at !== todayInVietnam()) return;
    try {
      const drafts = await service.checkDrafts(this.#question, asking.signal);
      if (asking.signal.aborted) return;
      this.#drafts = drafts;
    } catch (refusal) {
      if (!asking.signal.aborted && !(refusal instanceof Refusal)) throw refusal;
    }
    this.requestUpdate();
  }

  async #shapes({ signal }: AbortController) {
    const answer = this.#answer!;
    const drawn: Outline[] = [];
    for (const zone of shownOf(answer)) {
      try {
        const geometry = await service.shape(zone.id, answer.at, answer.known, signal);
        if (geometry) drawn.push({ geometry, layer: zone.layer, role: "drawn", isProposed: zone.state !== null && zone.state !== "in_force", label: null, title: say(zone.name) });
      } catch (refusal) {
        // The list beside it says the same.
        if (signal.aborted) return;
        if (!(refusal instanceof Refusal)) throw refusal;
      }
    }
    if (!signal.aborted) this.#draw(drawn);
  }

  #draw(zones: readonly Outline[] = []) {
    const answer = this.#answer;
    const lines = answer ? shownOf(answer).flatMap(({ finding, name }) => finding && finding.distanceM > 0 ? [line(finding, say(name))] : []) : [];
    const drawn = service.cornersOf(this.#question.site);
    this.#map.outlines = answer ? [...zones, ...lines, drawn ? siteShape(drawn) : here(answer)] : [];
    this.#map.marks = answer ? [{ at: answer.site.centre, title: t("siting.site") }] : [];
  }

  #go(site: Pick<service.Question, "q" | "lon" | "lat" | "site" | "accuracy">) {
    const form = this.querySelector<HTMLFormElement>(".check-form form");
    const more = form ? this.#options(new FormData(form)) : {};
    if (!more) return;
    this.#question = { ...more, ...site };
    this.#code = null;
    this.#choices = [];
    history.pushState(history.state, "", below(`/check?${service.written(this.#question)}`));
    this.#href = location.href;
    void this.act("site", () => this.#ask());
  }

  /** Null where something in the form is none; it is said there. */
  #options(data: FormData): Omit<service.Question, "q" | "lon" | "lat" | "site"> | null {
    const accuracy = this.typedNumber("site", data, "accuracy", t("siting.accuracy"), { units: ["m"] });
    const within = this.typedNumber("site", data, "within", t("siting.within"), { units: ["m"] });
    if (accuracy === undefined || within === undefined) return null;
    const typed = text(data, "at");
    const at = typed === "" ? null : readDay(typed);
    if (typed !== "" && at === null) {
      this.refused = { form: "site", slug: "bad-field", sentence: t("siting.noDay", { typed }) };
      this.requestUpdate();
      void this.updateComplete.then(() => this.querySelector<HTMLElement>(".form-refusal")?.focus());
      return null;
    }
    return { ...accuracy !== null && { accuracy: String(accuracy) }, ...within !== null && { within: String(Math.round(within)) }, ...at !== null && at !== todayInVietnam() && { at } };
  }

  readonly #submit = (data: FormData) => {
    const typed = text(data, "q");
    if (typed === "") {
      this.refused = { form: "site", slug: "bad-field", sentence: t("siting.noSite") };
      this.requestUpdate();
      void this.updateComplete.then(() => this.querySelector<HTMLElement>(".form-refusal")?.focus());
      return;
    }
    let chosen: FoundPosition | null = null;
    void this.act("site", async () => {
      const { found, note } = await service.positions(typed, new AbortController().signal);
      if (found.length === 0) throw new Refusal(400, note ?? { vi: t("siting.noPosition", { typed }), en: t("siting.noPosition", { typed }) });
      if (found.length > 1) {
        this.#choices = found;
        return;
      }
      chosen = found[0];
    }).then(() => {
      if (chosen) this.#go(siteOf(chosen));
      else if (this.#choices.length > 1) this.querySelector<HTMLElement>(".check-choices input")?.focus();
    });
  };

  #pointed([lon, lat]: readonly [number, number]) {
    if (this.#corners) {
      this.#sketch([...this.#corners, [lon, lat]]);
      return;
    }
    const accuracy = this.#map.metresOfFinger;
    this.#go({ lon: lon.toFixed(7), lat: lat.toFixed(7), ...accuracy !== null && { accuracy: String(accuracy) } });
  }

  // --- drawing a site

  /** @param corners Null to leave off. */
  #sketch(corners: readonly (readonly [number, number])[] | null) {
    this.#corners = corners;
    this.#map.sketch = corners;
    this.refused = null;
    this.requestUpdate();
  }

  readonly #drawn = () => {
    const corners = this.#corners!;
    if (corners.length < 3) {
      this.refused = { form: "draw", slug: "bad-field", sentence: t("siting.drawFew") };
      this.requestUpdate();
      void this.updateComplete.then(() => this.querySelector<HTMLElement>(".check-draw .form-refusal")?.focus());
      return;
    }
    this.#sketch(null);
    this.#go({ site: service.siteText(corners) });
  };

  readonly #centre = () => {
    const { centre } = this.#map;
    if (centre) this.#pointed(centre);
  };

  readonly #locate = () => {
    if (!isSecureContext || !("geolocation" in navigator)) {
      this.#trouble("impossible");
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.#go({ lon: coords.longitude.toFixed(7), lat: coords.latitude.toFixed(7), accuracy: String(Math.min(1_000, Math.max(1, Math.ceil(coords.accuracy)))) }),
      ({ code }) => this.#trouble(code === 1 ? "refused" : code === 3 ? "timeout" : "unavailable"), GPS);
  };

  #trouble(why: "impossible" | "refused" | "timeout" | "unavailable") {
    this.refused = { form: "site", slug: "", sentence: t(`locate.${why}`) };
    this.requestUpdate();
  }

  protected override render() {
    const { q, accuracy, within, at } = this.#question;
    const answer = this.#answer;
    const shown = q ?? (this.#question.lon && this.#question.lat ? `${this.#question.lat} ${this.#question.lon}` : "");
    return html`<article class="form-page wide draft-page">
      <header><h2 tabindex="-1">${t("siting.title")}</h2><p class="form-lead">${t("siting.lead")}</p></header>
      <section class="form-part check-form" aria-label=${t("siting.site")}>${this.form("site", this.#submit, html`
        <div class="form-field"><label for="check-q">${t("siting.position")}</label>
          <input id="check-q" name="q" autocomplete="off" spellcheck="false" .value=${shown} placeholder="21,5942 105,8482" aria-describedby="check-q-hint">
          <small id="check-q-hint">${t("siting.positionHint")}</small></div>
        <div class="form-columns">
          <div class="form-field"><label for="check-accuracy">${t("siting.accuracy")}</label><input id="check-accuracy" name="accuracy" inputmode="decimal" autocomplete="off" .value=${(accuracy ?? "10").replace(".", ",")}></div>
          <div class="form-field"><label for="check-at">${t("siting.at")}</label><input id="check-at" name="at" inputmode="numeric" autocomplete="off" placeholder="31/12/2026" .value=${date(at ?? todayInVietnam())}></div>
          <div class="form-field"><label for="check-within">${t("siting.within")}</label><input id="check-within" name="within" inputmode="numeric" autocomplete="off" .value=${within ?? "1000"}></div>
        </div>
        ${this.#choices.length > 1 ? this.#choose() : nothing}`, t("siting.ask"), html`<button class="button" type="button" @click=${this.#locate}>${t("siting.here")}</button>`)}</section>
      <p class="unseen" role="status">${this.busy ? t("page.loading") : this.said ?? ""}</p>
      ${answer ? this.#told(answer) : nothing}
      <section class="form-part check-map" aria-labelledby="check-map-title"><h3 id="check-map-title">${t("siting.map")}</h3>
        <p class="form-note check-screen">${t(this.#corners ? "siting.drawHint" : "siting.mapHint")}</p>${this.#map}
        ${this.#corners ? this.#drawing(this.#corners.length) : html`<p class="form-actions check-screen"><button class="button" type="button" @click=${this.#centre}>${t("siting.cross")}</button>
          <button class="button" type="button" @click=${() => this.#sketch([])}>${t("siting.draw")}</button></p>`}</section>
      ${answer ? this.#sheet(answer) : nothing}
    </article>`;
  }

  #drawing(corners: number) {
    return html`<div class="check-draw check-screen"><p role="status">${t("siting.drawCount", { n: corners })}</p>
      ${this.refused?.form === "draw" ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>` : nothing}
      <p class="form-actions"><button class="button" type="button" @click=${this.#centre}>${t("siting.drawCross")}</button>
        <button class="button" type="button" ?disabled=${corners === 0} @click=${() => this.#sketch(this.#corners!.slice(0, -1))}>${t("siting.drawBack")}</button>
        <button class="button primary" type="button" @click=${this.#drawn}>${t("siting.drawDone")}</button>
        <button class="button" type="button" @click=${() => this.#sketch(null)}>${t("siting.drawCancel")}</button></p></div>`;
  }

  #choose() {
    return html`<fieldset class="draft-choice check-choices"><legend>${t("siting.which")}</legend>
      ${this.#choices.map(found => html`<label><input type="radio" name="choice" @change=${() => this.#go(siteOf(found))}>
        <span>${found.given ? zoneLine(found.given) : degrees(found.lat, found.lon)}<small>${[found.commune?.fullName, found.province?.name, usageLine(found)].filter(Boolean).join(", ")}</small></span></label>`)}</fieldset>`;
  }

  #told(answer: SiteAnswer) {
    const told = answer.zones.filter(({ finding }) => finding?.verdict !== "outside");
    const outside = answer.zones.filter(({ finding }) => finding?.verdict === "outside");
    return html`<section class="form-part" aria-labelledby="check-answer" id="check-told">
      <h3 id="check-answer" tabindex="-1">${t("siting.answer")}</h3>
      <p class="check-asked">${this.#asked(answer)}</p>
      ${this.#code && this.#code !== answer.code ? html`<p class="notice" role="alert">${t("siting.codeDiffers")}</p>` : this.#code ? html`<p class="form-said">${t("siting.codeSame")}</p>` : nothing}
      ${told.length === 0 ? html`<p class="check-none">${t(answer.unlocated.length > 0 ? "siting.noneKnown" : "siting.none", { date: date(answer.at) })}</p>` : nothing}
      <ul class="check-zones">${[...told, ...answer.unlocated].map(zone => this.#zone(zone))}</ul>
      ${outside.length > 0 ? html`<h4>${t("siting.outsideTitle")}</h4><ul class="check-zones">${outside.map(zone => this.#zone(zone))}</ul>` : nothing}
      ${answer.complete ? nothing : html`<p class="notice">${t("siting.incomplete")}</p>`}
      ${this.#ofDrafts()}
      <h4>${t("siting.nearTitle", { distance: number(answer.withinM) })}</h4>
      ${answer.nearby.length + answer.nearbyUnlocated.length === 0 ? html`<p>${t("siting.nearNone")}</p>`
        : html`<ul class="check-near">${[...answer.nearby, ...answer.nearbyUnlocated].map(one => {
          const { name, detail } = near(one);
          return html`<li><a href=${below(`/?sel=feature:${one.id}`)}>${name}</a> <small>${detail}</small></li>`;
        })}</ul>`}
      <p class="notice check-notice">${say(answer.notice)}</p>
    </section>`;
  }

  #asked({ site, at, place }: SiteAnswer) {
    const where = place ? [...place.communes.map(({ name }) => name), place.province].join(", ") + (place.approximate ? ` (${t("siting.approximate")})` : "") : t("position.noCommune");
    const given = site.areaM2 !== null ? t("siting.drawn", { corners: service.cornersOf(this.#question.site)?.length ?? 0, area: area(site.areaM2) }) : site.given ? `${t("position.grid", { x: decimal(site.given.x, 2), y: decimal(site.given.y, 2) })}, ${zoneLine(site.given)}` : degrees(site.centre[1], site.centre[0]);
    return t(site.accuracyAssumed ? "siting.askedAssumed" : "siting.asked", { site: given, where, accuracy: number(site.accuracyM, 3), date: date(at) });
  }

  #zone(zone: SiteZone) {
    const { finding } = zone;
    const by = law(zone);
    return html`<li class="check-zone is-${finding?.verdict ?? "unlocated"}">
      <p class="check-sentence">${sentence(zone)}</p>
      <dl class="facts">
        ${by ? fact(t("siting.law"), by) : nothing}
        ${fact(t("siting.standing"), standing(zone) || t("siting.undecided"))}
        ${finding ? fact(t("siting.distance"), html`${errors(finding)}${finding.verdict === "outside" ? nothing : html`<br>${corners(finding) ?? nothing}`}`) : nothing}
        ${finding?.remedy ? fact(t("siting.remedy"), say(finding.remedy)) : nothing}
        ${finding?.insideM2 ? fact(t("siting.insideArea"), t("siting.insideM2", { area: area(finding.insideM2), square: number(finding.insideM2, 1) })) : nothing}
      </dl>
      <p><a class="check-screen" href=${below(`/?sel=feature:${zone.id}`)}>${t("siting.details", { code: zone.code })}</a></p></li>`;
  }

  #ofDrafts() {
    if (!this.#drafts || this.#drafts.changes.length === 0) return nothing;
    const words = (finding: SiteFinding | null) => finding ? t(`siting.verdict.${finding.verdict}`) : t("siting.verdict.none");
    return html`<h4>${t("siting.draftsTitle")}</h4><ul class="check-zones">${this.#drafts.changes.map(change => html`<li class="check-zone is-draft">
      <p class="check-sentence">${t("siting.ifDecided", { title: change.title, before: words(change.before), after: words(change.after), layer: say(change.layerTitle), name: say(change.name) })}</p>
      <p><small>${t(`drafts.change.${change.kind}`)} · ${say(change.state.title)}</small> <a class="check-screen" href=${below(`/drafts/${change.draft}`)}>${t("siting.toDraft")}</a></p></li>`)}</ul>`;
  }

  /** What a sheet of paper needs to be held against the record. */
  #sheet(answer: SiteAnswer) {
    const question = { ...this.#question, at: answer.at, known: answer.known };
    const address = `${location.origin}${below(`/check/${answer.code}?${service.written(question)}`)}`;
    return html`<section class="form-part" aria-labelledby="check-sheet"><h3 id="check-sheet">${t("siting.sheet")}</h3>
      <dl class="facts">
        ${fact(t("siting.day"), date(answer.at))}
        ${fact(t("siting.known"), t("siting.knownAt", { at: moment(answer.known) }))}
        ${fact(t("siting.code"), html`<code class="draft-hash">${answer.code.replace(/(.{8})(?!$)/g, "$1 ")}</code>`)}
        ${fact(t("siting.address"), html`<a class="check-address" href=${address}>${address}</a>`)}
      </dl>
      ${answer.public ? nothing : html`<p class="notice">${t("siting.notPublic")}</p>`}
      <p class="form-actions"><button class="button" type="button" @click=${() => window.print()}>${t("siting.print")}</button>
        <a class="button" href=${below(service.sheet(question, language()))} download>${t("siting.pdf")}</a></p></section>`;
  }
}

/** What concerns the site; what lies far outside would only make it small. */
function shownOf({ zones }: SiteAnswer) {
  const near = zones.filter(({ finding }) => finding && (finding.verdict !== "outside" || finding.distanceM <= NEAR_M));
  return (near.length > 0 ? near : zones.slice(0, 1)).slice(0, MOST_SHAPES);
}

const fact = (title: string, content: unknown) => html`<div><dt>${title}</dt><dd>${content}</dd></div>`;

/** What was typed keeps its metres; degrees go as they were understood. */
const siteOf = ({ given, lon, lat }: FoundPosition): Pick<service.Question, "q" | "lon" | "lat"> =>
  given ? { q: `${given.north} ${given.east} EPSG:${given.epsg}` } : { lon: String(lon), lat: String(lat) };

const siteShape = (corners: readonly (readonly [number, number])[]): Outline =>
  ({ geometry: service.polygon(corners), layer: "", role: "beside", isProposed: false, label: null, title: t("siting.site") });

const line = ({ border: { onSite, onBorder } }: SiteFinding, title: string): Outline =>
  ({ geometry: { type: "LineString", coordinates: [onSite, onBorder] }, layer: "", role: "beside", isProposed: true, label: null, title });

const here = ({ site }: SiteAnswer): Outline => ({ geometry: { type: "Point", coordinates: site.centre }, layer: "", role: "beside", isProposed: false, label: null, title: t("siting.site") });

customElements.define("check-page", CheckPage);
