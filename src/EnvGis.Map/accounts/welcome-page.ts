import { html } from "lit";
import { below } from "../base";
import { moment, t } from "../language";
import type { Store } from "../store";
import { FormPart, field, passwordField, raw, text } from "./form-part";
import * as service from "./service";

/** Where a one-time link leads. Its secret stands after #, which no server and no log sees, and leaves the address as soon as it is read. */
export class WelcomePage extends FormPart {
  readonly #token: string;
  #invited: service.Invited | null = null;
  #over: string | null = null;

  constructor(store: Store) {
    super(store);
    this.#token = location.hash.slice(1);
    history.replaceState(history.state, "", below("/welcome"));
    void this.#look();
  }

  async #look() {
    try {
      this.#invited = await service.lookAtInvitation(this.#token);
    } catch (refusal) {
      this.#over = (refusal as Error).message;
    }
    this.requestUpdate();
  }

  protected override render() {
    const invited = this.#invited;
    if (this.#over) return html`<div class="form-page"><h2 tabindex="-1">${t("welcome.title")}</h2><p class="form-refusal" role="alert">${this.#over}</p></div>`;
    if (!invited) return html`<div class="form-page"><h2 tabindex="-1">${t("welcome.title")}</h2><p role="status">${t("page.loading")}</p></div>`;
    const isFirst = invited.purpose === "first-administrator";
    return html`<div class="form-page">
      <h2 tabindex="-1">${isFirst ? t("welcome.first") : t("welcome.hello", { name: invited.name ?? "" })}</h2>
      <p class="form-lead">${t(`welcome.lead.${invited.purpose}`)} ${t("welcome.until", { at: moment(invited.expires) })}</p>
      ${this.form("welcome", data => void this.#accept(data), html`
        ${isFirst ? html`${field("userName", t("account.userName"), { autocomplete: "username", required: true, hint: t("account.userNameHint") })}
            ${field("name", t("account.name"), { autocomplete: "name", required: true })}`
          : field("userName", t("account.userName"), { autocomplete: "username", value: invited.userName ?? "", required: true })}
        ${passwordField("password", t("account.newPassword"), "new-password", t("account.passwordHint"))}`, t("welcome.begin"))}
    </div>`;
  }

  async #accept(data: FormData) {
    const accepted = await this.act("welcome", () => service.acceptInvitation({
      token: this.#token, userName: text(data, "userName") || null, name: text(data, "name") || null, password: raw(data, "password"),
    }));
    if (!accepted) return;
    const me = await service.me().catch(() => null);
    location.assign(below(me?.signedIn ? "/" : "/account"));
  }
}

customElements.define("welcome-page", WelcomePage);
