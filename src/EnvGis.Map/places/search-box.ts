import { html, nothing } from "lit";
import type { Found, FoundFeature, FoundGroup, FoundPlace, FoundPosition, FoundTask, Successor } from "../answers";
import { say, t } from "../language";
import { Part } from "../part";
import { sourceLine } from "../plans/task-view";
import { Refusal } from "../service";
import type { Store } from "../store";
import { inSentence, placeDetail } from "./place-detail";
import { positionOption } from "./position-card";
import * as service from "./service";

const PAUSE_MS = 180;

export interface SearchActions {
  /** Longitude and latitude of the middle of the map. */
  readonly middle: () => readonly [number, number] | null;
  /** Of an old unit's other successors only where they are is known; `note` says what became of it. */
  readonly place: (place: Pick<FoundPlace, "lon" | "lat" | "radiusM" | "note">) => void;
  readonly position: (position: FoundPosition) => void;
  readonly feature: (feature: FoundFeature) => void;
  readonly task: (task: FoundTask) => void;
}

interface Option {
  readonly title: string;
  readonly detail: string;
  /** Only written nearly as asked. */
  readonly isNear?: boolean;
  /** Fetches more answers instead of ending the search. */
  readonly isMore?: boolean;
  readonly take: () => void;
}

interface Group {
  readonly title: string;
  readonly options: readonly Option[];
}

/** One box for places (old names too), features and tasks: a combobox with grouped answers. */
export class SearchBox extends Part {
  #found: Found | null = null;
  #key = "";
  /** What was asked for the answers that are shown. */
  #answered = "";
  #sentence = "";
  #isOpen = false;
  #active = -1;
  #timer = 0;
  #asking: AbortController | null = null;

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
    const more = groups.flatMap(group => group.options).filter(option => option.isMore).length;
    const isOpen = this.#isOpen && (groups.length > 0 || this.#sentence !== "");
    return html`
      <input type="search" role="combobox" id="search" autocomplete="off" spellcheck="false" enterkeyhint="search"
        aria-label=${t("search.label")} placeholder=${t("search.placeholder")}
        aria-expanded=${isOpen && groups.length > 0} aria-controls="search-answers" aria-autocomplete="list"
        aria-activedescendant=${isOpen && this.#active >= 0 ? `search-option-${this.#active}` : nothing}
        @input=${this.#typed} @keydown=${this.#pressed} @focus=${() => this.#open()}>
      <kbd aria-hidden="true">/</kbd>
      <div class="answers" data-query=${this.#answered} ?hidden=${!isOpen}>
        ${this.#sentence ? html`<p class="empty">${this.#sentence}</p>` : nothing}
        <div id="search-answers" role="listbox" aria-label=${t("search.answers")} ?hidden=${groups.length === 0}>
          ${groups.map((group, g) => html`<div role="group" aria-labelledby="search-group-${g}">
            <p id="search-group-${g}" class="group-title">${group.title}</p>
            ${group.options.map(option => this.#row(option, index++))}
          </div>`)}
        </div>
      </div>
      <p class="unseen" role="status">${isOpen ? [this.#sentence, index > 0 && t("search.count", { n: index - more })].filter(Boolean).join(" ") : ""}</p>`;
  }

  #row(option: Option, index: number) {
    return html`<div role="option" id="search-option-${index}" class=${option.isMore ? "more" : ""} aria-selected=${index === this.#active}
      @mousedown=${(event: Event) => event.preventDefault()} @click=${() => this.#take(option)}
      @mousemove=${() => this.#activate(index)}>
      <span>${option.title}</span>${option.isNear ? html` <em class="near">${t("search.near")}</em>` : nothing}${option.detail ? html`<small>${option.detail}</small>` : nothing}</div>`;
  }

  #groups(): Group[] {
    const found = this.#found;
    if (!found) return [];
    const groups: Record<FoundGroup, readonly Option[]> = {
      places: found.places.flatMap(place => this.#placeOptions(place, found.places)),
      features: found.features.map(feature => this.#featureOption(feature)),
      tasks: found.tasks.map(task => ({
        title: say(task.title), detail: [say(task.planTitle), sourceLine(task.id.split("/").at(-1) ?? "", null)].filter(Boolean).join(" · "), isNear: task.near,
        take: () => this.actions.task(task),
      })),
    };
    return [
      { title: t(found.coordinates.length > 1 ? "search.whichMeridian" : "search.coordinates"), options: found.coordinates.map(position => ({
        ...positionOption(position), take: () => this.actions.position(position),
      })) },
      ...found.order.map(group => ({
        title: t(`search.${group}`),
        options: found.next[group] === null ? groups[group]
        : [...groups[group], { title: t("search.more"), detail: "", isMore: true, take: () => void this.#askOn(group) }],
      })),
    ].filter(group => group.options.length > 0);
  }

  /** Whether the first answers differ and only the person can tell which is meant: Enter alone takes none. */
  get #asks() {
    return this.#found !== null && (this.#found.coordinates.length > 1 || (this.#found.coordinates.length === 0 && this.#found.asks));
  }

  #featureOption(feature: FoundFeature): Option {
    const layer = this.store.state.layers.find(({ id }) => id === feature.layer);
    return {
      title: say(feature.name), isNear: feature.near,
      detail: [layer ? say(layer.title) : feature.layer, [feature.commune, feature.province].filter(Boolean).join(", "), feature.unlocated && t("feature.unlocated"),
        feature.demonstration && t("feature.demonstration")].filter(Boolean).join(" · "),
      take: () => this.actions.feature(feature),
    };
  }

  /** A place, and after one found by its old name whatever else became of that; a district's communes only where it is the first answer, for they are many. */
  #placeOptions(place: FoundPlace, all: readonly FoundPlace[]): Option[] {
    const isDistrict = place.kind === "district";
    const others = isDistrict && place !== all[0] || !place.became ? [] : place.successors.filter(({ code }) => !all.some(other => other.code === code));
    const from = (successor: Successor) => !isDistrict ? "search.alsoFrom" : successor.part ? "search.partInFormer" : "search.inFormer";
    return [
      { title: place.fullName, detail: placeDetail(place, all), isNear: place.near, take: () => this.actions.place(place) },
      ...others.map((successor: Successor) => ({
        title: successor.fullName, detail: t(from(successor), { name: inSentence(place.matched ?? "") }),
        take: () => this.actions.place({ ...successor, note: place.note }),
      })),
    ];
  }

  readonly #typed = (event: Event) => {
    const query = (event.target as HTMLInputElement).value;
    const key = query.normalize("NFC").replace(/\s+/g, " ").trim();
    this.#open();
    if (key === this.#key) return;
    this.#key = key;
    clearTimeout(this.#timer);
    this.#asking?.abort();
    if (key === "") {
      this.#show(null, "");
      return;
    }
    this.#timer = window.setTimeout(() => void this.#ask(key), PAUSE_MS);
  };

  async #ask(query: string) {
    const asking = this.#asking = new AbortController();
    try {
      const found = await service.search(query, this.actions.middle(), null, asking.signal);
      if (asking.signal.aborted) return;
      const why = found.coordinatesNote ?? found.note;
      const count = found.places.length + found.features.length + found.tasks.length + found.coordinates.length;
      this.#show(found, why ? say(why) : count === 0 ? t("search.none", { query }) : "");
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#show(null, refusal.message);
    }
  }

  /** The next page of a group, behind what is shown; the first of it is active. */
  async #askOn(group: FoundGroup) {
    const found = this.#found;
    const after = found?.next[group];
    if (!found || !after) return;
    const asking = this.#asking = new AbortController();
    const active = this.#active;
    try {
      const more = await service.search(this.#key, this.actions.middle(), { group, after }, asking.signal);
      if (asking.signal.aborted || this.#found !== found) return;
      this.#found = { ...found, [group]: [...found[group], ...more[group]], next: { ...found.next, [group]: more.next[group] } };
      this.#active = active;
    } catch (refusal) {
      if (asking.signal.aborted) return;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#sentence = refusal.message;
    }
    this.requestUpdate();
  }

  #show(found: Found | null, sentence: string) {
    this.#found = found;
    this.#answered = this.#key;
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
    } else if (event.key === "Enter" && this.#isOpen && this.#active === -1 && options.length > 0 && this.#asks) {
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
    if (option.isMore) {
      option.take();
      return;
    }
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
