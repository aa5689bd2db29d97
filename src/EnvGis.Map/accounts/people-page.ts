import { html, nothing } from "lit";
import type { Granted, Person, RoleName } from "../answers";
import { codesOf, moment, say, t, word } from "../language";
import { type Areas, chosenOf, communeField, loadAreas, provinceField } from "./areas";
import { FormPart, field, shownOnce, text } from "./form-part";
import { codes, scopeWords } from "./scope";
import * as service from "./service";

const ROLES: readonly RoleName[] = codesOf("role");

/** Who has an account, what they may do and where; for administrators. */
export class PeoplePage extends FormPart {
  #people: readonly Person[] = [];
  #next: string | null = null;
  #query = "";
  #loading = true;
  /** Null while they are loaded. */
  #areas: Areas | null = null;
  #link: { readonly name: string; readonly link: string } | null = null;
  /** Whose role is being changed. */
  #editing: number | null = null;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
    void loadAreas(true).then(areas => {
      this.#areas = areas;
      this.requestUpdate();
    });
  }

  async #load(more = false) {
    await this.act("list", async () => {
      const page = await service.people(this.#query, more ? this.#next : null);
      this.#people = more ? [...this.#people, ...page.people] : page.people;
      this.#next = page.next;
    });
    this.#loading = false;
    this.requestUpdate();
  }

  protected override render() {
    return html`<div class="form-page wide"><h2 tabindex="-1">${t("nav.people")}</h2>
      ${this.saidLine()}
      ${this.#link ? shownOnce(t("people.linkFor", { name: this.#link.name }), this.#link.link, t("people.linkNote"), () => { this.#link = null; this.requestUpdate(); }) : nothing}
      <details class="form-part"><summary><h3>${t("people.add")}</h3></summary>
        ${this.form("add", data => void this.#add(data), html`<div class="form-columns">
          ${field("userName", t("account.userName"), { required: true, hint: t("account.userNameHint") })}${field("name", t("account.name"), { required: true })}
          ${field("agency", t("people.agency"), { hint: t("people.agencyHint") })}${field("email", t("people.email"), { type: "email" })}</div>${this.#grantFields("new", null)}`, t("people.add"))}</details>
      <search><form class="form-search" @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.#query = text(new FormData(event.target as HTMLFormElement), "q");
        void this.#load();
      }}><label for="people-q" class="unseen">${t("people.search")}</label><input id="people-q" name="q" type="search" placeholder=${t("people.search")}><button class="button">${t("people.find")}</button></form></search>
      ${this.refused?.form === "list" || this.refused?.form === "one" ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>` : nothing}
      ${this.#loading ? html`<p role="status">${t("page.loading")}</p>` : this.#people.length === 0 ? html`<p>${t("people.none")}</p>` : html`<ul class="form-list">${this.#people.map(person => this.#row(person))}</ul>`}
      ${this.#next ? html`<button class="button" @click=${() => void this.#load(true)}>${t("people.more")}</button>` : nothing}
    </div>`;
  }

  #row(person: Person) {
    const { layers } = this.store.state;
    const isEdited = this.#editing === person.id;
    return html`<li class="person-row"><span><b>${person.name}</b> <code>${person.userName}</code>
        ${person.locked ? html`<span class="chip dashed">${t("people.locked")}</span>` : nothing}${person.invited ? html`<span class="chip dotted">${t("people.invited")}</span>` : nothing}
        ${person.secondFactor ? html`<span class="chip">${t("people.secondFactor")}</span>` : nothing}
        <small>${[person.agency, person.lastSignIn ? t("people.lastSignIn", { at: moment(person.lastSignIn) }) : null].filter(Boolean).join(" · ")}</small>
        ${person.grants.map(grant => html`<small><b>${word("role", grant.role)}</b>: ${scopeWords(grant, layers, this.#areas?.names)}</small>`)}
        ${person.providers.map(provider => html`<small>${t("people.provider", { title: this.#providerTitle(provider) })}
          <button class="button small" aria-label=${t("people.untieOf", { title: this.#providerTitle(provider), name: person.name })} @click=${() => void this.#untie(person, provider)}>${t("people.untie")}</button></small>`)}
        ${person.grants.length === 0 ? html`<small>${t("account.noRole")}</small>` : nothing}</span>
      <span class="row-actions" role="group" aria-label=${person.name}>
        <button class="button small" aria-expanded=${isEdited} @click=${() => { this.#editing = isEdited ? null : person.id; this.requestUpdate(); }}>${t("people.role")}</button>
        <button class="button small" @click=${() => void this.#reset(person)}>${t("people.reset")}</button>
        <button class="button small" @click=${() => void this.#change(person, { locked: !person.locked })}>${t(person.locked ? "people.unlock" : "people.lock")}</button>
        <button class="button small" @click=${() => void this.#endSessions(person)}>${t("people.endSessions")}</button></span>
      ${isEdited ? this.form(`role-${person.id}`, data => void this.#setRole(person, data), this.#grantFields(String(person.id), person.grants[0] ?? null), t("people.saveRole")) : nothing}</li>`;
  }

  #grantFields(of: string, grant: Granted | null) {
    const { layers } = this.store.state;
    if (!this.#areas) return html`<p role="status">${t("page.loading")}</p>`;
    return html`<div class="form-columns"><p class="form-field"><label for="role-${of}">${t("people.role")}</label><select id="role-${of}" name="role">
        <option value="" ?selected=${grant === null}>${t("people.noRole")}</option>
        ${ROLES.map(role => html`<option value=${role} ?selected=${grant?.role === role}>${word("role", role)}</option>`)}</select></p>
      ${provinceField(`provinces-${of}`, this.#areas, grant?.provinces ?? null)}
      ${communeField(`communes-${of}`, this.#areas, grant?.communes ?? null)}
      <p class="form-field"><label for="layers-${of}">${t("people.layers")} <small>${t("form.optional")}</small></label><select id="layers-${of}" name="layers-${of}" multiple size="4">
        ${layers.map(layer => html`<option value=${layer.id} ?selected=${grant?.layers?.includes(layer.id)}>${say(layer.title)}</option>`)}</select></p></div>`;
  }

  #grants(of: string, data: FormData) {
    const role = text(data, "role") as RoleName | "";
    return role === "" ? [] : [{
      role, provinces: chosenOf(data, `provinces-${of}`), communes: codes(text(data, `communes-${of}`)), layers: chosenOf(data, `layers-${of}`),
    }];
  }

  async #add(data: FormData) {
    await this.act("add", async () => {
      const made = await service.addPerson({
        userName: text(data, "userName"), name: text(data, "name"), agency: text(data, "agency") || null, email: text(data, "email") || null, grants: this.#grants("new", data),
      });
      this.#link = { name: made.person.name, link: made.link };
      this.#people = [made.person, ...this.#people];
    });
  }

  async #setRole(person: Person, data: FormData) {
    if (!await this.act(`role-${person.id}`, async () => this.#replace(await service.setGrants(person.id, this.#grants(String(person.id), data))))) return;
    this.#editing = null;
    this.said = t("people.roleSaved", { name: person.name });
    this.requestUpdate();
  }

  async #change(person: Person, change: { locked: boolean }) {
    if (!await this.act("one", async () => this.#replace(await service.changePerson(person.id, change)))) return;
    this.said = t(change.locked ? "people.nowLocked" : "people.nowUnlocked", { name: person.name });
    this.requestUpdate();
  }

  async #reset(person: Person) {
    await this.act("one", async () => {
      const { link } = await service.inviteAnew(person.id);
      this.#link = { name: person.name, link };
      this.#replace({ ...person, providers: [] });
    });
  }

  #providerTitle(provider: string) {
    return this.store.state.me?.providers.find(one => one.id === provider)?.title ?? provider;
  }

  async #untie(person: Person, provider: string) {
    if (!await this.act("one", async () => this.#replace(await service.untieProviderOf(person.id, provider)))) return;
    this.said = t("people.untied", { name: person.name, title: this.#providerTitle(provider) });
    this.requestUpdate();
  }

  async #endSessions(person: Person) {
    if (!await this.act("one", () => service.endSessions(person.id))) return;
    this.said = t("people.sessionsEnded", { name: person.name });
    this.requestUpdate();
  }

  #replace(person: Person) {
    this.#people = this.#people.map(one => one.id === person.id ? person : one);
  }
}

customElements.define("people-page", PeoplePage);
