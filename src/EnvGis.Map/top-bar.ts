import { html, nothing } from "lit";
import { below } from "./base";
import { language, t } from "./language";
import type { Here, Locating } from "./map/locating";
import { Part } from "./part";
import type { SearchBox } from "./places/search-box";
import { type Store, mayDraft } from "./store";

/** Name, search, language. */
export class TopBar extends Part {
  constructor(store: Store, readonly search: SearchBox, readonly switchLanguage: () => void, readonly help: () => void) {
    super(store);
  }

  protected override render() {
    const other = language() === "vi" ? "en" : "vi";
    return html`
      <h1>EnvGis</h1>
      ${this.search}
      <nav aria-label=${t("nav.title")}>${pageLinks(this.store)}</nav>
      ${personLink(this.store)}
      <button class="bar-button help" @click=${this.help} aria-label=${t("keys.title")} title=${t("keys.title")}>?</button>
      <button class="bar-button" lang=${other} @click=${this.switchLanguage} aria-label=${t("language.switch")}>${other.toUpperCase()}</button>`;
  }
}

const PAGES = ["map", "tasks", "overview", "decisions", "drafts"] as const;

/** Drafts are there for those who draft, review or decide. */
const pageLinks = (store: Store) => PAGES.filter(page => page !== "drafts" || mayDraft(store.state)).map(page => pageLink(page, store));

function pageLink(page: typeof PAGES[number], store: Store) {
  const { kind } = store.state.page;
  const isHere = kind === page || `${kind}s` === page;
  return html`<a href=${below(page === "map" ? "/" : `/${page}`)} aria-current=${isHere ? "page" : nothing}>${t(`nav.${page}`)}</a>`;
}

/** Who is signed in, and where what they may do is. */
function personLink({ state: { me, page } }: Store) {
  const here = page.kind === "account" ? "page" : nothing;
  if (!me?.person) return html`<a class="bar-button person" href=${below("/account")} aria-current=${here} title=${t("account.signIn")}><span class="word">${t("account.signIn")}</span><svg
    class="sign" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M10 10.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM2.8 17.6c.6-3.2 3.5-5 7.2-5s6.6 1.8 7.2 5" fill="none" stroke="currentColor"
    stroke-width="1.7" stroke-linecap="round"/></svg></a>`;
  return html`<a class="bar-button person" href=${below("/account")} aria-current=${here} title=${me.person.name}
    aria-label=${t("account.of", { initials: initials(me.person.name), name: me.person.name })}><span>${initials(me.person.name)}</span></a>`;
}

/** The given name stands last in Vietnamese: "Nguyễn Thị Lan" is NL. */
export function initials(name: string) {
  const words = name.trim().split(/\s+/);
  return `${words[0][0] ?? ""}${words.length > 1 ? words.at(-1)![0] : ""}`.toUpperCase();
}

/** On a phone: the pages, within reach of a thumb. */
export class BottomBar extends Part {
  protected override render() {
    return html`<nav aria-label=${t("nav.title")}>${pageLinks(this.store)}</nav>`;
  }
}

/** What is bad and near; on a phone also what the card holds on a desktop, opened over the map. */
export class MapTools extends Part {
  constructor(store: Store, readonly toggleList: () => void, readonly nearest: HTMLElement, readonly measure: HTMLElement) {
    super(store);
  }

  protected override render() {
    const { panel, unlocated, options } = this.store.state;
    const tool = (name: typeof panel, title: string, count = 0) => html`<button aria-pressed=${panel === name}
      @click=${() => this.store.set(panel === name ? { panel: "map" } : { panel: name, selection: null })}>
      ${title}${count > 0 ? html` <span class="badge">${count}</span>` : nothing}</button>`;
    return html`${tool("layers", t("layers.short"))}${tool("unlocated", t("unlocated.short"), unlocated.length)}<button
      aria-pressed=${options.list !== undefined && panel === "map"} @click=${this.toggleList}>${t("list.short")}</button>${this.nearest}${this.measure}`;
  }
}

/** Plus and minus, as buttons of our own: named in both languages and large enough for a thumb; and where the person is. */
export class ZoomButtons extends Part {
  constructor(store: Store, readonly zoom: (step: 1 | -1) => void, readonly home: () => void, readonly locating: Locating, readonly goTo: (here: Here) => void) {
    super(store);
    locating.changed = () => this.requestUpdate();
  }

  protected override render() {
    return html`
      <button @click=${() => this.zoom(1)} aria-label=${t("zoom.in")} title=${t("zoom.in")}>+</button>
      <button @click=${() => this.zoom(-1)} aria-label=${t("zoom.out")} title=${t("zoom.out")}>−</button>
      ${this.#locate()}
      <button @click=${this.home} aria-label=${t("zoom.home")} title=${t("zoom.home")}><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M2 8 8 2.5 14 8M4 7v6.5h8V7" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/></svg></button>`;
  }

  #locate() {
    const { isOn, here } = this.locating;
    const name = t(isOn ? "locate.off" : "locate.on");
    return html`<button class="locate ${isOn && !here ? "is-seeking" : ""}" aria-pressed=${isOn} aria-label=${t("locate.title")} title=${name} @click=${this.#switch}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="10" cy="10" r="5.2" fill="none" stroke="currentColor" stroke-width="1.7"/>
        <circle cx="10" cy="10" r="2" fill="currentColor"/><path d="M10 1v3.5M10 15.5V19M1 10h3.5M15.5 10H19" stroke="currentColor" stroke-width="1.7"/></svg></button>`;
  }

  readonly #switch = async () => {
    if (this.locating.isOn) {
      this.locating.stop();
      return;
    }
    const here = await this.locating.find();
    if (here) this.goTo(here);
  };
}

customElements.define("top-bar", TopBar);
customElements.define("bottom-bar", BottomBar);
customElements.define("map-tools", MapTools);
customElements.define("zoom-buttons", ZoomButtons);
