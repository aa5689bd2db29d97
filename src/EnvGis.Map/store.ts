import type { BaseContent, Facets, LayerInfo, Me, Unlocated } from "./answers";
import type { PageName, Selection } from "./address";
import type { Filter } from "./filter";
import type { Arrangement } from "./layers/arrangement";

/** What several parts of the page look at. Whatever only one needs stays in that one. */
export interface State {
  readonly language: string;
  readonly layers: readonly LayerInfo[];
  readonly page: PageName;
  readonly visible: ReadonlySet<string>;
  readonly arrangement: Arrangement;
  /** How many features of each layer lie in the window, by the filter; null until it is known. */
  readonly inView: Readonly<Record<string, number>> | null;
  /** What the whole filter leaves everywhere, and what each further choice would; null while nobody needs it. */
  readonly facets: Facets | null;
  /** Which places are meant, everywhere at once. */
  readonly filter: Filter;
  /** Further state of the map page that its address holds: which list is open, and its order. */
  readonly options: Readonly<Record<string, string>>;
  readonly selection: Selection | null;
  /** Features of the task that is open: marked on the map. */
  readonly marked: readonly { layer: string; id: number }[];
  readonly unlocated: readonly Unlocated[];
  /** On a phone one of these is on show; on a desktop the card stands beside the map. */
  readonly panel: "map" | "layers" | "unlocated";
  readonly cardOpen: boolean;
  /** Raised when the selected feature has changed at the service. */
  readonly revision: number;
  /** Raised whenever the service has told of changes, whatever they concern. */
  readonly heard: number;
  readonly connection: "waiting" | "live" | "lost";
  /** Null until the service has told it. */
  readonly baseContent: BaseContent | null;
  /** Somebody else's map under the layers; lost: wanted, but out of reach. */
  readonly outside: "off" | "on" | "lost";
  /** Who is signed in; null until it is known. */
  readonly me: Me | null;
  /** Of the tiles on show. */
  readonly zoom: number;
  /** What a page is called by what it shows, such as the number of a decision; for the window's title. */
  readonly subject?: { readonly page: PageName; readonly words: string };
}

export class Store {
  #state: State;
  readonly #listeners = new Set<(state: State, before: State) => void>();

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  set(change: Partial<State>) {
    const before = this.#state;
    this.#state = { ...before, ...change };
    for (const listener of [...this.#listeners]) listener(this.#state, before);
  }

  /** Calls `listener` after every change until the returned function is called. */
  subscribe(listener: (state: State, before: State) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Layers of zones that change by decision alone. */
export const zoneLayers = ({ layers }: State): readonly LayerInfo[] => layers.filter(layer => layer.changes === "decision" && layer.geometry.includes("polygon"));

/** Whether somebody has to do with drafts anywhere: drafts, reviews or decides. */
export const mayDraft = ({ me }: State) => me?.acts.some(act => act === "draft" || act === "review" || act === "decide") ?? false;

/** Whether somebody answers for a commune: by a grant that names it, which one for the whole province does not. */
export const answersForCommune = ({ me }: State) => me !== null && me.acts.includes("answer-consultation") && me.grants.some(({ communes }) => communes !== null);
