import { html, nothing } from "lit";
import { FormPart, field, text } from "../accounts/form-part";
import { t } from "../language";
import { METRES } from "../numbers";
import type { Store } from "../store";
import type { Desk } from "./desk";
import { onward } from "./shape";
import { EASTING, NORTHING, readBearing } from "./typed";

/** A corner by numbers: X and Y of the draft's grid, or how far and which way from the corner before. */
export class PointForm extends FormPart {
  constructor(store: Store, readonly desk: Desk) {
    super(store);
  }

  protected override render() {
    return html`<h4>${t("drawing.putTyped")}</h4>${this.form("grid", data => this.#byGrid(data), html`<div class="form-columns">
        ${field("north", t("editing.x"), { required: true, inputmode: "decimal" })}${field("east", t("editing.y"), { required: true, inputmode: "decimal" })}</div>`, t("drawing.putShort"))}
      ${this.#from() ? html`<h4>${t("drawing.putFromLast")}</h4>${this.form("polar", data => this.#byBearing(data), html`<div class="form-columns">
        ${field("length", t("drawing.length"), { required: true, inputmode: "decimal" })}${field("bearing", t("drawing.bearing"), { required: true })}</div>`, t("drawing.putShort"))}` : nothing}`;
  }

  #from() {
    return this.desk.sketch?.corners.at(-1);
  }

  #byGrid(data: FormData) {
    const north = this.typedNumber("grid", data, "north", t("editing.x"), NORTHING);
    const east = north === undefined ? undefined : this.typedNumber("grid", data, "east", t("editing.y"), EASTING);
    if (north === undefined || east === undefined) return;
    if (north === null || east === null) return this.#refuse("grid", t("drawing.bothNumbers"));
    const { grid } = this.desk.session;
    this.#put([grid.units(east), grid.units(north)], "grid");
  }

  #byBearing(data: FormData) {
    const from = this.#from();
    const metres = this.typedNumber("polar", data, "length", t("drawing.length"), { units: METRES, fits: length => length > 0 });
    if (metres === undefined || !from) return;
    const degrees = readBearing(text(data, "bearing"));
    if (metres === null || degrees === null) return this.#refuse("polar", t("drawing.badBearing"));
    this.#put(onward(from, metres * this.desk.session.grid.perMetre, degrees), "polar");
  }

  #refuse(form: string, sentence: string) {
    this.refused = { form, slug: "bad-field", sentence };
    this.requestUpdate();
  }

  #put(at: readonly [number, number], form: string) {
    this.refused = null;
    this.desk.putAt(at);
    this.desk.show(at);
    // Ready for the next row of a list on paper.
    const first = this.querySelector<HTMLInputElement>(form === "grid" ? "[name=north]" : "[name=length]");
    first?.form?.reset();
    first?.focus();
  }
}

customElements.define("point-form", PointForm);
