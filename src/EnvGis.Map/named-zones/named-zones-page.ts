import { html, nothing } from "lit";
import { type Areas, NO_AREAS, loadAreas } from "../accounts/areas";
import { FormPart } from "../accounts/form-part";
import * as accountsService from "../accounts/service";
import { below, inside } from "../base";
import { number, say, t } from "../language";
import { zoneLayers } from "../store";
import * as service from "./service";
import { STATES, clauseWords, stateChip } from "./words";
import { ZoneForm } from "./zone-form";

const FILTERS = ["province", "layer", "state"] as const;

type Asked = Readonly<Record<typeof FILTERS[number], string>>;

/** The zones that provincial plans name in words, by province, layer and how far they have come; and the form by which one is entered. */
export class NamedZonesPage extends FormPart {
  #areas: Areas = NO_AREAS;
  /** Null while they are asked for. */
  #listed: service.Listed | null = null;
  #asked: Asked = asked();
  readonly #add = new ZoneForm(this.store, "new", async says => {
    const { zone } = await service.add(says);
    this.store.set({ page: { kind: "named-zone", id: zone.id } });
    void this.#load();
  });

  override connectedCallback() {
    super.connectedCallback();
    addEventListener("popstate", this.#read);
    void this.#open();
  }

  override disconnectedCallback() {
    removeEventListener("popstate", this.#read);
    super.disconnectedCallback();
  }

  async #open() {
    this.#asked = asked();
    const [me, areas] = await Promise.all([accountsService.me().catch(() => null), loadAreas(false)]);
    this.#areas = areas;
    this.store.set({ me });
    await this.#load();
  }

  readonly #read = () => {
    if (inside(location.pathname) !== "/named-zones" || FILTERS.every(name => asked()[name] === this.#asked[name])) return;
    this.#asked = asked();
    void this.#load();
  };

  async #load(more = false) {
    await this.act("list", async () => {
      const page = await service.zones(queryOf(this.#asked), more ? this.#listed?.next ?? null : null);
      this.#listed = { zones: more ? [...this.#listed?.zones ?? [], ...page.zones] : page.zones, next: page.next };
    });
  }

  /** Choosing changes this page's own address; a link copied from it shows the same zones. */
  #choose(name: typeof FILTERS[number], value: string) {
    const query = queryOf({ ...this.#asked, [name]: value });
    history.replaceState(history.state, "", below(query ? `/named-zones?${query}` : "/named-zones"));
    this.#read();
  }

  protected override render() {
    const { provinces } = this.#areas;
    const layers = zoneLayers(this.store.state);
    return html`<div class="form-page wide"><h2 tabindex="-1">${t("nav.named-zones")}</h2><p class="form-lead">${t("named.lead")}</p>
      ${this.refused?.form === "list" ? html`<div class="form-refusal" role="alert" tabindex="-1"><p>${this.refused.sentence}</p>
        <button class="button small" @click=${() => void this.#load()}>${t("again")}</button></div>` : nothing}
      ${this.store.state.me?.acts.includes("draft") ? html`<details class="form-part"><summary><h3>${t("named.new")}</h3></summary>${this.#add}</details>` : nothing}
      <section class="draft-all" aria-labelledby="named-all"><div class="draft-head"><h3 id="named-all">${t("named.all")}</h3>
        ${this.#choice("province", t("named.anyProvince"), provinces.map(([code, name]) => [code, name] as const))}
        ${this.#choice("layer", t("named.anyLayer"), layers.map(({ id, title }) => [id, say(title)] as const))}
        ${this.#choice("state", t("named.anyState"), STATES.map(state => [state, t(`named.state.${state}`)] as const))}</div>
        ${this.#listed === null ? this.refused ? nothing : html`<p role="status">${t("page.loading")}</p>`
          : this.#listed.zones.length === 0 ? html`<p class="empty" role="status">${t("named.none")}</p>` : html`<ul class="form-list draft-list">${this.#listed.zones.map(zone => this.#zone(zone))}</ul>`}
        ${this.#listed?.next ? html`<button class="button" ?disabled=${this.busy} @click=${() => void this.#load(true)}>${t("people.more")}</button>` : nothing}</section>
    </div>`;
  }

  #choice(name: typeof FILTERS[number], any: string, values: readonly (readonly [string, string])[]) {
    return html`<p class="form-field"><label for="named-${name}">${t(`named.filter.${name}`)}</label>
      <select id="named-${name}" @change=${(event: Event) => this.#choose(name, (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${this.#asked[name] === ""}>${any}</option>
        ${values.map(([value, title]) => html`<option value=${value} ?selected=${this.#asked[name] === value}>${title}</option>`)}</select></p>`;
  }

  #zone({ id, name, provinceName, layer: of, clause, members, beginning, conflicts, areaHa, state }: service.Summary) {
    const layer = this.store.state.layers.find(one => one.id === of);
    return html`<li><span><a href=${below(`/named-zones/${id}`)}>${say(name)}</a>
        <small>${[provinceName, layer ? say(layer.title) : of, clauseWords(layer, clause)].filter(Boolean).join(" · ")}</small>
        <small>${[t("named.memberCount", { n: members }), beginning > 0 ? t("named.beginning", { n: beginning }) : null, areaHa === null ? null : `${number(areaHa)} ha`, conflicts ? t("named.conflict") : null].filter(one => one !== null).join(" · ")}</small></span>
      ${stateChip(state)}</li>`;
  }
}

const queryOf = (given: Asked) => FILTERS.filter(name => given[name] !== "").map(name => `${name}=${encodeURIComponent(given[name])}`).join("&");

/** What the address asks for; empty for all. */
function asked(): Asked {
  const query = new URLSearchParams(location.search);
  const layer = query.get("layer") ?? "";
  const province = query.get("province") ?? "";
  return {
    province: /^\d{2}$/.test(province) ? province : "", layer: /^[a-z][a-z0-9-]*$/.test(layer) ? layer : "", state: STATES.find(one => one === query.get("state")) ?? "",
  };
}

customElements.define("named-zones-page", NamedZonesPage);
