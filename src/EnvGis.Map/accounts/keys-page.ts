import { html, nothing } from "lit";
import type { ApiKey } from "../answers";
import { date, moment, say, t } from "../language";
import { NO_AREAS, chosenOf, loadAreas, provinceField } from "./areas";
import { FormPart, field, shownOnce, text } from "./form-part";
import { scopeWords } from "./scope";
import * as service from "./service";

/** Keys of machines that read; for administrators. */
export class KeysPage extends FormPart {
  #keys: readonly ApiKey[] | null = null;
  #secret: { readonly consumer: string; readonly secret: string } | null = null;

  #areas = NO_AREAS;

  override connectedCallback() {
    super.connectedCallback();
    void this.#load();
    void loadAreas(false).then(areas => {
      this.#areas = areas;
      this.requestUpdate();
    });
  }

  async #load() {
    await this.act("list", async () => { this.#keys = await service.keys(); });
  }

  protected override render() {
    const { layers } = this.store.state;
    return html`<div class="form-page wide"><h2 tabindex="-1">${t("nav.keys")}</h2><p class="form-lead">${t("keysPage.lead")}</p>
      ${this.saidLine()}
      ${this.#secret ? shownOnce(t("keysPage.secretOf", { name: this.#secret.consumer }), this.#secret.secret, t("keysPage.secretNote"), () => { this.#secret = null; this.requestUpdate(); }) : nothing}
      <details class="form-part"><summary><h3>${t("keysPage.add")}</h3></summary>
        ${this.form("add", data => void this.#add(data), html`<div class="form-columns">${field("consumer", t("keysPage.consumer"), { required: true, hint: t("keysPage.consumerHint") })}
          ${field("days", t("keysPage.days"), { inputmode: "numeric", value: "365", required: true })}${provinceField("provinces", this.#areas, null)}
          <p class="form-field"><label for="key-layers">${t("people.layers")} <small>${t("form.optional")}</small></label><select id="key-layers" name="layers" multiple size="4">
            ${layers.map(layer => html`<option value=${layer.id}>${say(layer.title)}</option>`)}</select></p></div>`, t("keysPage.add"))}</details>
      ${this.refused?.form === "list" ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>`
        : this.#keys === null ? html`<p role="status">${t("page.loading")}</p>` : this.#keys.length === 0 ? html`<p>${t("keysPage.none")}</p>`
          : html`<ul class="form-list">${this.#keys.map(key => html`<li><span><b>${key.consumer}</b> <code>${key.prefix}…</code>
              ${key.revoked ? html`<span class="chip dashed">${t("keysPage.revoked")}</span>` : Date.parse(key.expires) < Date.now() ? html`<span class="chip dotted">${t("keysPage.over")}</span>` : nothing}
              ${!key.revoked && key.maker !== "administers" ? html`<span class="chip dashed">${t(`keysPage.maker.${key.maker}`, { by: key.madeBy })}</span>` : nothing}
              <small>${scopeWords({ provinces: key.provinces, communes: null, layers: key.layers }, layers, this.#areas.names)}</small>
              <small>${[t("keysPage.made", { by: key.madeBy, at: date(key.madeAt) }), t("keysPage.until", { at: date(key.expires) }),
                key.lastUsed ? t("keysPage.used", { at: moment(key.lastUsed), network: key.lastNetwork ?? "" }) : t("keysPage.unused")].join(" · ")}</small></span>
            ${key.revoked ? nothing : html`<button class="button small" aria-label=${t("keysPage.revokeOf", { name: key.consumer })} @click=${() => void this.#revoke(key)}>${t("keysPage.revoke")}</button>`}</li>`)}</ul>`}
    </div>`;
  }

  async #add(data: FormData) {
    const days = this.typedNumber("add", data, "days", t("keysPage.days"), { fits: Number.isInteger });
    if (days === undefined) return;
    const done = await this.act("add", async () => {
      const made = await service.addKey({
        consumer: text(data, "consumer"), days: days ?? 0, provinces: chosenOf(data, "provinces"), layers: chosenOf(data, "layers"),
      });
      this.#secret = { consumer: made.key.consumer, secret: made.secret };
    });
    if (done) await this.#load();
  }

  async #revoke(key: ApiKey) {
    if (!await this.act("list", () => service.revokeKey(key.id))) return;
    await this.#load();
    this.said = t("keysPage.nowRevoked", { name: key.consumer });
    this.requestUpdate();
  }
}

customElements.define("keys-page", KeysPage);
