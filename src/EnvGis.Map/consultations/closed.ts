import { html } from "lit";
import type { Me } from "../answers";
import { below } from "../base";
import { t } from "../language";

/** What somebody reads who acts for no commune: a sentence and the way on. */
export function closed(me: Me | null) {
  return html`<div class="form-page"><h2 tabindex="-1">${t("nav.consultations")}</h2><p class="form-lead">${t(me?.person ? "consultations.notYours" : "consultations.signIn")}</p>
    <p class="form-actions">${me?.person ? "" : html`<a class="button primary" href=${below("/account")}>${t("account.signIn")}</a>`}
      <a class="button" href=${below("/")}>${t("consultations.toMap")}</a></p></div>`;
}
