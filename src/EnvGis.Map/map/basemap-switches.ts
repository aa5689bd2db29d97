import { html, nothing } from "lit";
import { t } from "../language";
import { Part } from "../part";

/** The switch of the outside map, with what a person must know before using it; nothing where none is configured. */
export class BasemapSwitches extends Part {
  protected override render() {
    const { baseContent, outside } = this.store.state;
    if (!baseContent?.outside) return nothing;
    const on = outside !== "off";
    return html`<fieldset class="layer-group outside-switch">
      <legend>${t("outside.group")}</legend>
      <div class="layer-row"><label>
        <input type="checkbox" .checked=${on} aria-describedby="outside-note" @change=${() => this.store.set({ outside: on ? "off" : "on" })}>
        <span class="layer-name">${t("outside.switch")}${outside === "lost" ? html` <small>${t("outside.lostShort")}</small>` : nothing}</span>
      </label></div>
      <p class="hint" id="outside-note">${t("outside.warning")}</p>
    </fieldset>`;
  }
}

customElements.define("basemap-switches", BasemapSwitches);
