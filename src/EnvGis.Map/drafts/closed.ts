import { html } from "lit";
import type { Me } from "../answers";
import { below } from "../base";
import { t } from "../language";

/** What somebody reads who has nothing to do with drafts: a sentence and the way on. */
export function closed(me: Me | null) {
  return html`<div class="form-page"><h2 tabindex="-1">${t("nav.drafts")}</h2><p class="form-lead">${t(me?.person ? "drafts.notYours" : "drafts.signIn")}</p>
    <p class="form-actions">${me?.person ? "" : html`<a class="button primary" href=${below("/account")}>${t("account.signIn")}</a>`}
      <a class="button" href=${below("/decisions")}>${t("drafts.toDecisions")}</a></p></div>`;
}
