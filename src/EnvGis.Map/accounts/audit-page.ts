import { html, nothing } from "lit";
import type { AuditEntry } from "../answers";
import { moment, t } from "../language";
import { FormPart, field, text } from "./form-part";
import * as service from "./service";

const FIELDS = ["q", "who", "act", "from", "to"] as const;

/** What the record has words for; an act that is refused before it is known bears the name of its address. */
const ACTS: readonly string[] = [
  "sign-in", "sign-out", "use-invitation", "change-password", "second-factor-on", "second-factor-off",
  "tie-provider", "untie-provider", "end-session", "end-sessions", "add-person", "change-person",
  "set-grants", "lock-person", "unlock-person", "reset-person", "add-key", "revoke-key",
  "change-attributes", "locate", "tie-task", "report-progress", "export", "export-audit",
  "second-factor-begun", "first-link", "refusals", "import", "import-basemap", "remove-basemap", "import-boundaries",
  "remove-demonstration",
  "begin-draft", "submit-draft", "take-up-draft", "recall-draft", "return-draft", "reject-draft", "approve-draft", "withdraw-draft",
  "accept-finding", "say-of-draft", "close-remark", "ask-communes", "answer-consultation", "decide", "add-named-zone", "change-named-zone",
];

const wordOf = (act: string) => ACTS.includes(act) ? t(`audit.act.${act}`) : act;

/** Who did what, when and from where; for administrators. */
export class AuditPage extends FormPart {
  #entries: readonly AuditEntry[] = [];
  #next: string | null = null;
  #query = "";
  #loading = true;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load(more = false) {
    await this.act("list", async () => {
      const page = await service.audit(this.#query, more ? this.#next : null);
      this.#entries = more ? [...this.#entries, ...page.entries] : page.entries;
      this.#next = page.next;
    });
    this.#loading = false;
    this.requestUpdate();
  }

  protected override render() {
    return html`<div class="form-page wide"><h2 tabindex="-1">${t("nav.audit")}</h2><p class="form-lead">${t("audit.lead")}</p>
      ${this.form("list", data => {
        this.#query = FIELDS.filter(name => text(data, name)).map(name => `${name}=${encodeURIComponent(text(data, name))}`).join("&");
        void this.#load();
      }, html`<div class="form-columns">${field("q", t("audit.words"))}${field("who", t("audit.who"))}<p class="form-field"><label for="field-act">${t("audit.act")} <small>${t("form.optional")}</small></label><select id="field-act" name="act">
          <option value="">${t("audit.anyAct")}</option>${ACTS.map(act => html`<option value=${act}>${wordOf(act)}</option>`)}</select></p>
        ${field("from", t("audit.from"), { type: "date" })}${field("to", t("audit.to"), { type: "date" })}</div>`, t("people.find"),
        html`<a class="button" href=${service.auditFile(this.#query)} download>${t("audit.csv")}</a>`)}
      ${this.#loading ? html`<p role="status">${t("page.loading")}</p>` : this.#entries.length === 0 ? html`<p>${t("audit.none")}</p>` : html`<div class="scroll-x" tabindex="0" role="region" aria-label=${t("nav.audit")}><table class="form-table">
        <thead><tr><th scope="col">${t("audit.at")}</th><th scope="col">${t("audit.who")}</th><th scope="col">${t("audit.act")}</th><th scope="col">${t("audit.subject")}</th><th scope="col">${t("audit.outcome")}</th><th scope="col">${t("audit.network")}</th></tr></thead>
        <tbody>${this.#entries.map(entry => html`<tr><td>${moment(entry.at)}</td><td>${entry.who}</td><td>${wordOf(entry.act)}</td>
          <td>${entry.subject}${entry.detail ? html`<details><summary>${t("audit.detail")}</summary><pre>${JSON.stringify(entry.detail, null, 1)}</pre></details>` : nothing}${entry.withheld ? html` <em>${t("audit.withheld")}</em>` : nothing}</td>
          <td>${t(`audit.${entry.outcome}`)}</td><td>${entry.network}</td></tr>`)}</tbody></table></div>`}
      ${this.#next ? html`<button class="button" @click=${() => void this.#load(true)}>${t("people.more")}</button>` : nothing}
    </div>`;
  }
}

customElements.define("audit-page", AuditPage);
