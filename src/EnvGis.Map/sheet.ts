import { html } from "lit";
import { t } from "./language";
import { Part } from "./part";
import type { Store } from "./store";

/** How far a sheet is drawn up on a phone, lowest first; frame.css holds the measures. */
export const HEIGHTS = ["peek", "half", "full"] as const;

export type Height = typeof HEIGHTS[number];

/** A finger that moves less than this has tapped. */
const TAP_PIXELS = 6;

/** A flick goes on for this long at the speed it had. */
const GLIDE_MS = 160;

/** Drawn lower than this share of the lowest height, a sheet is put away. */
const AWAY = 0.55;

/** Of the map's height, what a sheet covers that has just been opened; as in frame.css. */
const HALF = 0.56;

const PHONE = "(max-width: 760px)";

/** The nearest of the heights to where a drag would come to rest; null to put the sheet away. Heights in pixels, speed in pixels a millisecond, upwards. */
export function restingHeight(height: number, speed: number, pixels: Readonly<Record<Height, number>>): Height | null {
  const rest = height + speed * GLIDE_MS;
  if (rest < pixels.peek * AWAY) return null;
  return HEIGHTS.reduce((best, one) => Math.abs(pixels[one] - rest) < Math.abs(pixels[best] - rest) ? one : best);
}

/** Pixels of the map that sheets cover from below; `opening` when one is about to. Nothing on a desktop. */
export function covered(frame: HTMLElement, opening: boolean): number {
  if (!window.matchMedia(PHONE).matches) return 0;
  const sheets = [...frame.querySelectorAll<HTMLElement>(".bottom-sheet")].map(sheet => sheet.offsetHeight);
  return Math.max(0, ...sheets) || (opening ? frame.clientHeight * HALF : 0);
}

/**
 * The handle of a sheet that comes from below on a phone. The sheet is the nearest element of class `bottom-sheet`; it is dragged by the handle and by
 * its header, so that what scrolls in it stays free to scroll.
 */
export class SheetHandle extends Part {
  #sheet: HTMLElement | null = null;
  #drag: { readonly y: number; readonly height: number; moved: boolean; last: { y: number; at: number }; speed: number } | null = null;
  #height: Height = "half";

  constructor(store: Store, readonly close: () => void) {
    super(store);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#sheet = this.closest(".bottom-sheet");
    this.#sheet?.addEventListener("pointerdown", this.#down);
    this.#sheet?.addEventListener("focusin", this.#focused);
    this.draw(this.#height);
  }

  override disconnectedCallback() {
    this.#sheet?.removeEventListener("pointerdown", this.#down);
    this.#sheet?.removeEventListener("focusin", this.#focused);
    super.disconnectedCallback();
  }

  /** Draws the sheet up or down. */
  draw(height: Height) {
    this.#height = height;
    if (this.#sheet) this.#sheet.dataset.height = height;
    this.requestUpdate();
  }

  protected override render() {
    return html`<div class="grip" role="slider" tabindex="0" aria-orientation="vertical" aria-label=${t("sheet.handle")} aria-valuemin="0"
      aria-valuemax=${HEIGHTS.length - 1} aria-valuenow=${HEIGHTS.indexOf(this.#height)} aria-valuetext=${t(`sheet.${this.#height}`)}
      @click=${this.#tapped} @keydown=${this.#key}><span></span></div>`;
  }

  readonly #tapped = () => this.draw(this.#height === "half" ? "full" : "half");

  readonly #key = (event: KeyboardEvent) => {
    const at = HEIGHTS.indexOf(this.#height);
    const step = { ArrowUp: at + 1, PageUp: at + 1, ArrowDown: at - 1, PageDown: at - 1, Home: 0, End: HEIGHTS.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") this.#tapped();
    else if (step !== undefined) this.draw(HEIGHTS[Math.max(0, Math.min(HEIGHTS.length - 1, step))]);
    else return;
    event.preventDefault();
  };

  /** Whoever reads on below the header by keyboard sees what they read. */
  readonly #focused = ({ target }: FocusEvent) => {
    if (this.#height === "peek" && target instanceof Element && !target.closest(".grip, header, .card-head")) this.draw("half");
  };

  readonly #down = (event: PointerEvent) => {
    const { target } = event;
    if (!this.#sheet || !event.isPrimary || event.button !== 0 || !(target instanceof Element) || !window.matchMedia(PHONE).matches) return;
    if (!target.closest(".grip, header, .card-head") || target.closest("button, a, input, select")) return;
    this.#drag = { y: event.clientY, height: this.#sheet.offsetHeight, moved: false, last: { y: event.clientY, at: event.timeStamp }, speed: 0 };
    addEventListener("pointermove", this.#move);
    addEventListener("pointerup", this.#up);
    addEventListener("pointercancel", this.#up);
  };

  readonly #move = (event: PointerEvent) => {
    const drag = this.#drag;
    if (!drag || !this.#sheet || !event.isPrimary) return;
    if (!drag.moved && Math.abs(event.clientY - drag.y) < TAP_PIXELS) return;
    if (!drag.moved) {
      drag.moved = true;
      this.#sheet.classList.add("is-dragged");
    }
    const passed = event.timeStamp - drag.last.at;
    if (passed > 0) drag.speed = (drag.last.y - event.clientY) / passed;
    drag.last = { y: event.clientY, at: event.timeStamp };
    this.#sheet.style.setProperty("--dragged", `${Math.max(0, drag.height + drag.y - event.clientY)}px`);
  };

  readonly #up = (event: PointerEvent) => {
    removeEventListener("pointermove", this.#move);
    removeEventListener("pointerup", this.#up);
    removeEventListener("pointercancel", this.#up);
    const [drag, sheet] = [this.#drag, this.#sheet];
    this.#drag = null;
    if (!drag?.moved || !sheet) return;
    // The click that ends a drag is no tap.
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }));
    const [height, still] = [sheet.offsetHeight, event.timeStamp - drag.last.at > 100];
    sheet.classList.remove("is-dragged");
    sheet.style.removeProperty("--dragged");
    const speed = still || event.type === "pointercancel" ? 0 : drag.speed;
    const rest = restingHeight(height, speed, this.#measures(sheet));
    if (rest) this.draw(rest);
    else {
      this.draw("half");
      this.close();
    }
  };

  /** What each height is in this window, read from the style sheet so that it stands in one place. */
  #measures(sheet: HTMLElement): Record<Height, number> {
    const before = sheet.dataset.height;
    sheet.classList.add("is-measured");
    const measure = (height: Height) => {
      sheet.dataset.height = height;
      return sheet.offsetHeight;
    };
    const measures = { peek: measure("peek"), half: measure("half"), full: measure("full") };
    if (before) sheet.dataset.height = before;
    sheet.classList.remove("is-measured");
    return measures;
  }
}

const stop = (event: Event) => {
  event.stopPropagation();
  event.preventDefault();
};

customElements.define("sheet-handle", SheetHandle);
