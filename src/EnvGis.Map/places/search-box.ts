import { html, nothing } from "lit";
import type { Found, FoundFeature, FoundPlace, FoundPosition, FoundTask, Successor, Words } from "../answers";
import { say, t } from "../language";
import { Part } from "../part";
import { sourceLine } from "../plans/task-view";
import * as service from "../service";
import type { Store } from "../store";
import { positionOption } from "./position-card";
import { searchKey } from "./search-key";

const PAUSE_MS = 180;

export interface SearchActions {
  /** Of an old unit's other successors only where they are is known; `note` says what became of it. */
  readonly place: (place: Pick<FoundPlace, "lon" | "lat" | "radiusM" | "note">) => void;
  readonly position: (position: FoundPosition) => void;
  readonly feature: (feature: FoundFeature) => void;
  readonly task: (task: FoundTask) => void;
}

interface Option {
  readonly title: string;
  readonly detail: string;
  readonly take: () => void;
}

interface Group {
  readonly title: string;
  readonly options: readonly Option[];
  /** The answers differ and only the person can tell which is meant: Enter alone takes none. */
  readonly asks?: boolean;
}

/** One box for places (old names too), features and tasks: a combobox with grouped answers. */
export class SearchBox extends Part {
  #found: Found | null = null;
  #key = "";
  #sentence = "";
  #isOpen = false;
  #active = -1;
  #timer = 0;
  #asking: AbortController | null = null;
  #plans = new Map<string, Words>();

  constructor(store: Store, readonly actions: SearchActions) {
    super(store);
    this.addEventListener("focusout", event => {
      if (!this.contains(event.relatedTarget as Node | null)) this.#close();
    });
  }

  override focus() {
    const input = this.querySelector("input");
    input?.focus();
    input?.select();
  }

  protected override render() {
    const groups = this.#groups();
    let index = 0;
    const isOpen = this.#isOpen && (groups.length > 0 || this.#sentence !== "");
    return html`
      <input type="search" role="combobox" id="search" autocomplete="off" spellcheck="false" enterkeyhint="search"
        aria-label=${t("search.label")} placeholder=${t("search.placeholder")}
        aria-expanded=${isOpen && groups.length > 0} aria-controls="search-answers" aria-autocomplete="list"
        aria-activedescendant=${isOpen && this.#active >= 0 ? `search-option-${this.#active}` : nothing}
        @input=${this.#typed} @keydown=${this.#pressed} @focus=${() => this.#open()}>
      <kbd aria-hidden="true">/</kbd>
      <div class="answers" ?hidden=${!isOpen}>
        <div id="search-answers" role="listbox" aria-label=${t("search.answers")} ?hidden=${groups.length === 0}>
          ${groups.map((group, g) => html`<div role="group" aria-labelledby="search-group-${g}">
            <p id="search-group-${g}" class="group-title">${group.title}</p>
            ${group.options.map(option => this.#row(option, index++))}
          </div>`)}
        </div>
        ${this.#sentence ? html`<p class="empty">${this.#sentence}</p>` : nothing}
      </div>
      <p class="unseen" role="status">${isOpen ? this.#sentence || t("search.count", { n: index }) : ""}</p>`;
  }

  #row(option: Option, index: number) {
    return html`<div role="option" id="search-option-${index}" aria-selected=${index === this.#active}
      @mousedown=${(event: Event) => event.preventDefault()} @click=${() => this.#take(option)}
      @mousemove=${() => this.#activate(index)}>
      <span>${option.title}</span>${option.detail ? html`<small>${option.detail}</small>` : nothing}</div>`;
  }

  #groups(): Group[] {
    const found = this.#found;
    if (!found) return [];
    const { layers } = this.store.state;
    const layerTitle = (id: string) => {
      const layer = layers.find(l => l.id === id);
      return layer ? say(layer.title) : id;
    };
    const asks = found.coordinates.length > 1;
    return [
      { title: t(asks ? "search.whichMeridian" : "search.coordinates"), asks, options: found.coordinates.map(position => ({
        ...positionOption(position), take: () => this.actions.position(position),
      })) },
      { title: t("search.places"), options: found.places.flatMap(place => this.#placeOptions(place, found.places)) },
      { title: t("search.features"), options: found.features.map(feature => ({
        title: say(feature.name),
        detail: [layerTitle(feature.layer), feature.commune, feature.unlocated && t("feature.unlocated"), feature.demonstration && t("feature.demonstration")]
          .filter(Boolean).join(" · "),
        take: () => this.actions.feature(feature),
      })) },
      { title: t("search.tasks"), options: found.tasks.map(task => ({
        title: say(task.title), detail: this.#taskDetail(task), take: () => this.actions.task(task),
      })) },
    ].filter(group => group.options.length > 0);
  }

  /** A place, and after one found by its old name whatever else became of that; a district's communes only where it is the first answer, for they are many. */
  #placeOptions(place: FoundPlace, all: readonly FoundPlace[]): Option[] {
    const isDistrict = place.kind === "district";
    const others = isDistrict && place !== all[0] || !place.became ? [] : place.successors.filter(({ code }) => !all.some(other => other.code === code));
    const from = (successor: Successor) => !isDistrict ? "search.alsoFrom" : successor.part ? "search.partInFormer" : "search.inFormer";
    return [
      {
        title: place.fullName,
        detail: [place.note ? say(place.note) : place.matched && t("search.formerly", { name: place.matched }), place.province].filter(Boolean).join(" · "),
        take: () => this.actions.place(place),
      },
      ...others.map((successor: Successor) => ({
        title: successor.fullName, detail: t(from(successor), { name: place.matched ?? "" }),
        take: () => this.actions.place({ ...successor, note: place.note }),
      })),
    ];
  }

  /** Plans have tasks of nearly the same words: which plan it is tells them apart. */
  #taskDetail({ id, plan }: FoundTask) {
    const title = this.#plans.get(plan);
    return [title && say(title), sourceLine(id.split("/").at(-1) ?? "", null)].filter(Boolean).join(" · ");
  }

  async #learnPlans() {
    try {
      this.#plans = new Map((await service.plans()).map(plan => [plan.id, plan.title]));
      this.requestUpdate();
    } catch (refusal) {
      // The answers are whole without these titles; the next search asks again.
      if (!(refusal instanceof service.Refusal)) throw refusal;
    }
  }

  readonly #typed = (event: Event) => {
    const query = (event.target as HTMLInputElement).value;
    const key = searchKey(query);
    this.#open();
    if (key === this.#key) return;
    this.#key = key;
    clearTimeout(this.#timer);
    this.#asking?.abort();
    if (key === "") {
      this.#show(null, "");
      return;
    }
    this.#timer = window.setTimeout(() => void this.#ask(query), PAUSE_MS);
  };

  async #ask(query: string) {
    const asking = this.#asking = new AbortController();
    try {
      const found = await service.search(query.normalize("NFC").trim(), asking.signal);
      if (asking.signal.aborted) return;
      if (found.tasks.length > 0 && this.#plans.size === 0) void this.#learnPlans();
      const count = found.places.length + found.features.length + found.tasks.length + found.coordinates.length;
      this.#show(found, found.coordinatesNote ? say(found.coordinatesNote) : count === 0 ? t("search.none", { query }) : "");
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof service.Refusal)) throw refusal;
      this.#show(null, refusal.message);
    }
  }

  #show(found: Found | null, sentence: string) {
    this.#found = found;
    this.#sentence = sentence;
    this.#active = -1;
    this.requestUpdate();
  }

  readonly #pressed = (event: KeyboardEvent) => {
    const options = this.#groups().flatMap(group => group.options);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) {
      this.#open();
      const from = this.#active === -1 && step === -1 ? 0 : this.#active;
      this.#activate((from + step + options.length) % options.length);
    } else if (event.key === "Enter" && this.#isOpen && this.#active === -1 && this.#groups()[0]?.asks) {
      this.#activate(0);
    } else if (event.key === "Enter" && options.length > 0 && this.#isOpen) {
      this.#take(options[Math.max(0, this.#active)]);
    } else if (event.key === "Escape" && this.#isOpen) {
      this.#close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  #activate(index: number) {
    if (index === this.#active) return;
    this.#active = index;
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector(`#search-option-${index}`)?.scrollIntoView({ block: "nearest" }));
  }

  #take(option: Option) {
    this.#close();
    this.querySelector("input")?.blur();
    option.take();
  }

  #open() {
    this.#isOpen = true;
    this.requestUpdate();
  }

  #close() {
    this.#isOpen = false;
    this.#active = -1;
    this.requestUpdate();
  }
}

customElements.define("search-box", SearchBox);
