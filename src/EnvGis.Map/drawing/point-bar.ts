import { html, nothing } from "lit";
import { decimal, language, t } from "../language";
import { Part } from "../part";
import { parts } from "../places/position";
import type { Store } from "../store";
import type { Desk } from "./desk";
import type { Hand } from "./hand";
import { bearing, between } from "./shape";

/** At the foot of the map: where the pointer is, what it is drawn to, and the button that a thumb reaches. What was done is read out here. */
export class PointBar extends Part {
  #leave: (() => void) | null = null;

  constructor(store: Store, readonly desk: Desk, readonly hand: Hand) {
    super(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#leave = this.desk.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback() {
    this.#leave?.();
    super.disconnectedCallback();
  }

  protected override render() {
    const { desk } = this;
    this.className = "drawing-bar";
    return html`${desk.isPointing ? html`<p class="drawing-readout">${this.#readout()}</p>
      <div class="form-actions"><button class="button primary" @click=${this.#put}>${t(desk.moving && !desk.moving.isNew ? "drawing.putMoved" : "drawing.putCorner")}</button>
        ${desk.sketch ? html`<button class="button" ?disabled=${desk.sketch.corners.length === 0} @click=${() => desk.back()}>${t("drawing.backOne")}</button>
          <button class="button" ?disabled=${!desk.canFinish} @click=${() => desk.finish()}>${t("drawing.finishShort")}</button>`
          : html`<button class="button" @click=${() => desk.cancel()}>${t("editing.cancel")}</button>`}</div>` : nothing}
      <p class="drawing-said" role="status">${desk.said}</p>`;
  }

  #readout() {
    const { aim, sketch, session: { grid } } = this.desk;
    if (!aim) return t("drawing.aimHint");
    const last = sketch?.corners.at(-1);
    const way = last && bearing(last, aim.at);
    const numbers = `X ${grid.print(aim.at[1], mark())}  Y ${grid.print(aim.at[0], mark())}`;
    return html`<span>${numbers}</span>${last && way !== null && way !== undefined ? html` <span>${decimal(between(last, aim.at) / grid.perMetre, grid.decimals)} m · ${parts(way)}</span>` : nothing}
      ${aim.snap ? html` <span class="drawing-snap">${this.desk.snapWords(aim.snap)}</span>` : nothing}`;
  }

  readonly #put = () => {
    // The button is pressed by who uses the cross.
    this.hand.aimCross();
    this.desk.put();
  };
}

const mark = () => language() === "en" ? "." : ",";

customElements.define("point-bar", PointBar);
