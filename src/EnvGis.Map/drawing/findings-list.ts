import { html, nothing } from "lit";
import { FormPart, text } from "../accounts/form-part";
import { say, t } from "../language";
import type { Store } from "../store";
import type { Session } from "./session";
import type { Finding } from "./service";

/** What the checks find: what this draft brings, apart from what was so before. */
export class FindingsList extends FormPart {
  /** The warning whose reason is being given. */
  #open: string | null = null;
  #leave: (() => void) | null = null;

  constructor(store: Store, readonly session: Session, readonly show: (finding: Finding) => void) {
    super(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#leave = this.session.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback() {
    this.#leave?.();
    super.disconnectedCallback();
  }

  protected override render() {
    const { findings, checking } = this.session;
    if (!findings) return html`<h3>${t("drawing.findings")}</h3><p class="hint">${t(checking ? "drawing.checking" : "drawing.notChecked")}</p>`;
    const of = (state: Finding["state"]) => findings.found.filter(one => one.state === state);
    const [fresh, standing, accepted] = [of("new"), of("standing"), of("accepted")];
    const rest = [...accepted, ...standing];
    // What is on its way was not looked at: neither is it clean, nor has its fault gone.
    const isBehind = this.session.log.waiting.length > 0;
    return html`<h3>${t("drawing.findings")} <span class="count" role="status">${t("drawing.findingCounts", { n: fresh.length, m: standing.length })}</span></h3>
      ${isBehind ? html`<p class="notice">${t("drawing.findingsBehind", { n: this.session.log.waiting.length })}</p>` : nothing}
      ${findings.errors > 0 ? html`<p class="hint">${t("drawing.errorsStop")}</p>` : nothing}
      ${fresh.length === 0 ? isBehind ? nothing : html`<p class="hint">${t("drawing.nothingFound")}</p>` : html`<ul class="finding-list">${fresh.map(one => this.#row(one))}</ul>`}
      ${rest.length === 0 ? nothing : html`<details><summary>${t("drawing.oldFindings", { n: rest.length })}</summary><ul class="finding-list">${rest.map(one => this.#row(one))}</ul></details>`}`;
  }

  #row(finding: Finding) {
    const { key, severity, state, at, features, reason, by } = finding;
    const who = features.map(one => one.name).join(" – ");
    return html`<li class="finding is-${severity}">
      <button class="finding-place" ?disabled=${!at && features[0]?.number === null} @click=${() => this.show(finding)}>
        <span class="finding-kind">${t(severity === "error" ? "drawing.error" : "drawing.warning")}</span> ${say(finding.text)}<small>${who}</small></button>
      ${state === "accepted" ? html`<small>${t("drawing.acceptedBy", { by: by ?? "", reason: reason ?? "" })}</small>` : nothing}
      ${severity === "warning" && state === "new" && this.session.takesChanges ? this.#open === key
        ? this.form("accept", data => void this.#accept(finding, text(data, "reason")), html`<p class="form-field"><label for="field-reason">${t("drawing.reason")}</label>
            <textarea id="field-reason" name="reason" rows="2" maxlength="2000" aria-required="true"></textarea></p>`, t("drawing.accept"),
          html`<button type="button" class="button" @click=${() => this.#toggle(null)}>${t("editing.cancel")}</button>`)
        : html`<button class="link-button" @click=${() => this.#toggle(key)}>${t("drawing.acceptThis")}</button>` : nothing}</li>`;
  }

  #toggle(key: string | null) {
    this.#open = key;
    this.refused = null;
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector("textarea")?.focus());
  }

  async #accept(finding: Finding, reason: string) {
    if (await this.act("accept", () => this.session.accept(finding, reason))) this.#toggle(null);
  }
}

customElements.define("findings-list", FindingsList);
