import { html } from "lit";
import { t } from "./language";
import { Part } from "./part";
import type { Store } from "./store";

export interface Keys {
  readonly search: () => void;
  readonly layers: () => void;
  readonly list: () => void;
  readonly measure: () => void;
  /** Closes the topmost thing that is open. */
  readonly escape: () => void;
  readonly zoom: (step: 1 | -1) => void;
  /** Pixels east and south. */
  readonly pan: (x: number, y: number) => void;
  readonly open: () => void;
  readonly print: () => void;
  readonly help: () => void;
}

const PAN_PIXELS = 120;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-PAN_PIXELS, 0], ArrowRight: [PAN_PIXELS, 0], ArrowUp: [0, -PAN_PIXELS], ArrowDown: [0, PAN_PIXELS],
};

/** Keys that work wherever one is, except while typing or in something that uses them itself. Returns how to stop listening. */
export function listenToKeys(keys: Keys): () => void {
  const pressed = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") return keys.escape();
    if (target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const free = target === document.body || target.closest("#map") !== null;
    const act = actOf(event, keys, free);
    if (!act) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

function actOf(event: KeyboardEvent, keys: Keys, free: boolean): (() => void) | null {
  switch (event.key) {
    case "/": return keys.search;
    case "l": case "L": return keys.layers;
    case "t": case "T": return keys.list;
    case "m": case "M": return keys.measure;
    case "p": case "P": return keys.print;
    case "?": return keys.help;
    case "+": case "=": return () => keys.zoom(1);
    case "-": return () => keys.zoom(-1);
    case "Enter": return free && (event.target as HTMLElement).id === "map" ? keys.open : null;
  }
  const way = ARROWS[event.key];
  return way && free ? () => keys.pan(...way) : null;
}

const LIST: readonly (readonly [string, string])[] = [
  ["/", "keys.search"], ["L", "keys.layers"], ["T", "keys.list"], ["M", "keys.measure"], ["Esc", "keys.escape"], ["+ −", "keys.zoom"], ["← ↑ → ↓", "keys.pan"],
  ["Enter", "keys.open"], ["P", "keys.print"], ["?", "keys.help"],
];

/** The list of keys. */
export class KeyList extends Part {
  constructor(store: Store) {
    super(store);
  }

  show() {
    this.querySelector("dialog")?.showModal();
  }

  protected override render() {
    return html`<dialog class="card" aria-labelledby="keys-title">
      <form method="dialog">
        <h2 id="keys-title">${t("keys.title")}</h2>
        <dl>${LIST.map(([key, sentence]) => html`<div><dt>${key.split(" ").map(k => html`<kbd>${k}</kbd> `)}</dt><dd>${t(sentence)}</dd></div>`)}</dl>
        <button class="button">${t("close")}</button>
      </form>
    </dialog>`;
  }
}

customElements.define("key-list", KeyList);
