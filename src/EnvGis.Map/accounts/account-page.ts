import { html, nothing } from "lit";
import type { Me, Session } from "../answers";
import { below } from "../base";
import { moment, t, word } from "../language";
import { type State, answersForCommune } from "../store";
import { NO_AREAS, loadAreas } from "./areas";
import { FormPart, field, passwordField, raw, text } from "./form-part";
import { scopeWords } from "./scope";
import * as service from "./service";
import { tellSignedOut } from "./signed-out";

const outcomes = new Set(["provider-tied", "provider-not-tied", "provider-tied-otherwise", "provider-failed", "account-locked"]);

/** Signing in; and once signed in one's own account: what one may do, password, second factor, sessions. */
export class AccountPage extends FormPart {
  #sessions: readonly Session[] | null = null;
  /** Name and password were right; the code is still to come. */
  #half: { userName: string; password: string } | null = null;
  #setup: { secret: string; uri: string } | null = null;
  #recovery: readonly string[] | null = null;
  #areas = NO_AREAS;

  override connectedCallback() {
    super.connectedCallback();
    // How it ended at a provider's, which sends the browser back here.
    const said = new URLSearchParams(location.search).get("said");
    if (said && outcomes.has(said)) this.said = t(`account.said.${said}`);
    void this.#refresh();
  }

  protected override stateChanged(state: State, before: State) {
    if (state.page.kind === "account" && before.page.kind !== "account") void this.#refresh();
  }

  async #refresh() {
    const me = await service.me().catch(() => null);
    this.store.set({ me });
    if (me?.grants.some(grant => grant.provinces ?? grant.communes)) this.#areas = await loadAreas(me.grants.some(grant => grant.communes));
    this.#sessions = me?.person ? await service.mySessions().catch(() => null) : null;
    this.requestUpdate();
  }

  protected override render() {
    const { me } = this.store.state;
    return html`<div class="form-page">${me?.person ? this.#own(me, me.person) : this.#signIn()}</div>`;
  }

  #signIn() {
    return html`<h2 tabindex="-1">${t("account.signIn")}</h2>
      <p class="form-lead">${t("account.lead")}</p>${this.saidLine()}
      ${this.#half ? this.form("code", data => void this.#try({ ...this.#half!, code: text(data, "code") }),
        html`<p>${t("account.codeAsked")}</p>${field("code", t("account.code"), { autocomplete: "one-time-code", required: true, hint: t("account.codeHint") })}`,
        t("account.signIn"), html`<button type="button" class="button" @click=${() => { this.#half = null; this.refused = null; this.requestUpdate(); }}>${t("account.otherName")}</button>`)
        : this.form("signIn", data => void this.#try({ userName: text(data, "userName"), password: raw(data, "password"), code: null }),
          html`${field("userName", t("account.userName"), { autocomplete: "username", required: true })}${passwordField("password", t("account.password"), "current-password")}`,
          t("account.signIn"))}
      ${this.#half ? nothing : this.store.state.me?.providers.map(({ id, title }) => html`<p><a class="button" href=${service.signInAt(id)}>${t("account.signInThrough", { title })}</a></p>`)}
      <p class="form-note">${t("account.forgotten")}</p>`;
  }

  async #try(given: { userName: string; password: string; code: string | null }) {
    const signedIn = await this.act(this.#half ? "code" : "signIn", () => service.signIn(given));
    if (signedIn) {
      // What this person may see may be more than what the page holds.
      location.assign(below("/"));
    } else if (this.refused?.slug === "second-factor-needed") {
      this.refused = null;
      this.#half = { userName: given.userName, password: given.password };
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector<HTMLInputElement>("input")?.focus();
    }
  }

  #own(me: Me, person: NonNullable<Me["person"]>) {
    const { layers } = this.store.state;
    return html`<h2 tabindex="-1">${person.name}</h2>
      <p class="form-lead">${[person.userName, person.agency].filter(Boolean).join(" · ")}</p>
      ${this.saidLine()}
      <section class="form-part"><h3>${t("account.roles")}</h3>
        ${me.grants.length === 0 ? html`<p>${t("account.noRole")}</p>` : html`<ul class="form-list">${me.grants.map(grant => html`<li>
          <b>${word("role", grant.role)}</b><small>${scopeWords(grant, layers, this.#areas.names)}</small></li>`)}</ul>`}
        <p class="form-actions">${answersForCommune(this.store.state) ? html`<a class="button" href=${below("/consultations")}>${t("nav.consultations")}</a>` : nothing}
          ${me.acts.includes("manage-people") ? html`<a class="button" href=${below("/people")}>${t("nav.people")}</a>` : nothing}
          ${me.acts.includes("manage-keys") ? html`<a class="button" href=${below("/keys")}>${t("nav.keys")}</a>` : nothing}
          ${me.acts.includes("read-audit") ? html`<a class="button" href=${below("/audit")}>${t("nav.audit")}</a>` : nothing}
          <button class="button" @click=${this.#signOut}>${t("account.signOut")}</button></p></section>
      <section class="form-part"><h3>${t("account.changePassword")}</h3>
        ${this.form("password", data => void this.#changePassword(data), html`
          <input type="text" name="userName" autocomplete="username" .value=${person.userName} hidden>
          ${passwordField("current", t("account.currentPassword"), "current-password")}${passwordField("new", t("account.newPassword"), "new-password", t("account.passwordHint"))}`,
          t("account.changePassword"))}</section>
      <section class="form-part"><h3>${t("account.secondFactor")}</h3>${this.#secondFactor(person.secondFactor)}</section>
      ${me.providers.map(provider => html`<section class="form-part"><h3>${provider.title}</h3>${this.#provider(provider, person.providers.includes(provider.id), person.secondFactor)}</section>`)}
      <section class="form-part"><h3>${t("account.sessions")}</h3>
        ${this.#sessions === null ? html`<p>${t("page.loading")}</p>` : html`<ul class="form-list">${this.#sessions.map(session => html`<li>
          <span><b>${session.device ?? t("account.unknownDevice")}</b>${session.current ? html` <span class="chip">${t("account.thisSession")}</span>` : nothing}
            <small>${[session.network, t("account.begun", { at: moment(session.begun) }), t("account.seen", { at: moment(session.seen) })].filter(Boolean).join(" · ")}</small></span>
          ${session.current ? nothing : html`<button class="button small" aria-label=${t("account.endSessionOf", { device: session.device ?? t("account.unknownDevice"), at: moment(session.begun) })}
            @click=${() => void this.#endSession(session)}>${t("account.endSession")}</button>`}</li>`)}</ul>`}</section>`;
  }

  #provider({ id, title }: Me["providers"][number], isTied: boolean, hasSecondFactor: boolean) {
    return isTied ? html`<p>${t("account.providerTied", { title })}</p>
        ${this.refused?.form === id ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>` : nothing}
        <p class="form-actions"><button class="button" @click=${() => void this.#untie(id)}>${t("account.untieProvider")}</button></p>`
      : html`<p>${t("account.providerUntied", { title })}</p>
        ${this.form(id, data => void this.#tie(id, raw(data, "password"), hasSecondFactor ? text(data, "code") : null), html`
          ${passwordField("password", t("account.currentPassword"), "current-password", undefined, id)}${hasSecondFactor ? this.#codeField(id) : nothing}`, t("account.tieProvider"))}`;
  }

  async #tie(provider: string, password: string, code: string | null) {
    await this.act(provider, async () => {
      location.assign(below((await service.tieProvider(provider, { password, code })).address));
    });
  }

  async #untie(provider: string) {
    if (!await this.act(provider, () => service.untieProvider(provider))) return;
    this.said = t("account.said.provider-untied");
    await this.#refresh();
  }

  #secondFactor(isOn: boolean) {
    if (this.#recovery) {
      const words = this.#recovery.join("\n");
      return html`<p><strong>${t("account.recoveryTitle")}</strong></p><pre class="secret" tabindex="0">${words}</pre><p><small>${t("account.recoveryNote")}</small></p>
        <div class="form-actions"><button class="button" @click=${() => void navigator.clipboard?.writeText(words)}>${t("form.copy")}</button>
          <button class="button primary" @click=${() => { this.#recovery = null; void this.#refresh(); }}>${t("account.recoveryKept")}</button></div>`;
    }
    if (this.#setup) {
      const { secret, uri } = this.#setup;
      return html`<p>${t("account.scan")}</p><p><a href=${uri}>${t("account.openApp")}</a></p><p>${t("account.secretTyped")} <code class="secret">${secret.replace(/(.{4})/g, "$1 ").trim()}</code></p>
        ${this.form("confirm", data => void this.#confirm(text(data, "code")),
          field("code", t("account.code"), { autocomplete: "one-time-code", required: true, inputmode: "numeric" }), t("account.confirmFactor"))}`;
    }
    return html`<p>${t(isOn ? "account.factorOn" : "account.factorOff")}</p>
      ${this.form("factor", data => void this.#switchFactor(isOn, raw(data, "password"), text(data, "code")), html`
        ${passwordField("password", t("account.currentPassword"), "current-password")}${isOn ? this.#codeField() : nothing}`,
        t(isOn ? "account.switchOff" : "account.switchOn"))}`;
  }

  #codeField(of = "") {
    return field("code", t("account.code"), { autocomplete: "one-time-code", required: true, hint: t("account.codeHint"), of });
  }

  async #switchFactor(isOn: boolean, password: string, code: string) {
    await this.act("factor", async () => {
      if (isOn) await service.endSecondFactor(password, code);
      else this.#setup = await service.beginSecondFactor(password);
    }) && isOn && await this.#refresh();
  }

  async #confirm(code: string) {
    await this.act("confirm", async () => {
      const { recoveryCodes } = await service.confirmSecondFactor(code);
      this.#setup = null;
      this.#recovery = recoveryCodes;
    });
  }

  async #changePassword(data: FormData) {
    const changed = await this.act("password", () => service.changePassword({ current: raw(data, "current"), new: raw(data, "new") }));
    if (!changed) return;
    this.said = t("account.passwordChanged");
    for (const input of this.querySelectorAll<HTMLInputElement>('input[type="password"], .with-button input')) input.value = "";
    await this.#refresh();
  }

  async #endSession({ id }: Session) {
    if (!await this.act("session", () => service.endMySession(id))) return;
    this.said = t("account.sessionEnded");
    await this.#refresh();
  }

  readonly #signOut = async () => {
    if (!await this.act("signOut", () => service.signOut())) return;
    tellSignedOut();
    location.assign(below("/account"));
  };
}

customElements.define("account-page", AccountPage);
