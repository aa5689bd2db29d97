import { html } from "lit";
import { t } from "../language";
import { Part } from "../part";

/** How many places the plans name, and how far each has come. */
export class OverviewPage extends Part {
  protected override render() {
    return html`<h2 tabindex="-1">${t("nav.overview")}</h2>`;
  }
}

customElements.define("overview-page", OverviewPage);
