import { type Address, MAP, type Selection, read, same, samePage, write } from "./address";
import { inside } from "./base";
import type { MapView } from "./map/map-view";
import type { State, Store } from "./store";

/** The mark of addresses that the page itself has written. */
const OURS = "envgis";

/** The parts of the state that an address holds. */
export function stateOf({ page, layers, filter, options, selection }: Address, all: readonly string[]) {
  return { page, filter, options, selection, visible: new Set(layers ? all.filter(id => layers.includes(id)) : all) };
}

/**
 * Keeps address and state the same. Moving and filtering replace the address; selecting something or going to another page adds one, so that Back
 * closes or returns. The pages beside the map write their own addresses; the map's is written here.
 * `fly` is told before something opens by a link without a view: the map then goes there.
 */
export function keepAddress(store: Store, view: MapView, fly: (to: Selection) => void) {
  const now = () => {
    const { page, layers, visible, filter, options, selection } = store.state;
    const shown = layers.filter(layer => visible.has(layer.id)).map(layer => layer.id);
    // The overview counts by the map's filter; the plans' pages have their own.
    if (page.kind !== "map") return write({ page, view: null, layers: null, filter: page.kind === "overview" ? filter : {}, options: {}, selection: null });
    return write({ page, view: view.view, layers: shown.length === layers.length ? null : shown, filter, options, selection });
  };
  const all = () => store.state.layers.map(layer => layer.id);
  let following = false;
  const take = (change: Partial<State>) => {
    following = true;
    store.set(change);
    following = false;
  };

  const onMap = () => store.state.page.kind === "map";
  // Whole from the beginning, so that the address bar is always a link to what is seen.
  if (onMap()) history.replaceState(OURS, "", now());
  view.map.on("moveend", () => {
    store.set({ zoom: view.tileZoom });
    if (onMap()) history.replaceState(OURS, "", now());
  });
  store.subscribe((state, before) => {
    if (following) return;
    if (!samePage(state.page, before.page)) history.pushState(OURS, "", now());
    else if (state.page.kind === "overview" && state.filter !== before.filter) history.replaceState(OURS, "", now());
    else if (!onMap()) return;
    else if (!same(state.selection, before.selection)) history.pushState(OURS, "", now());
    else if (state.visible !== before.visible || state.filter !== before.filter || state.options !== before.options) history.replaceState(OURS, "", now());
  });

  addEventListener("popstate", event => {
    const address = read(location);
    if (address.page.kind !== "map") {
      take({ page: address.page });
      return;
    }
    take(stateOf(address, all()));
    // Back and Forward open and close; the map stays where the person has moved it since. An address typed by hand moves it.
    if (event.state === OURS) history.replaceState(OURS, "", now());
  });
  addEventListener("hashchange", () => {
    const { view: wanted } = read(location);
    const bare = { page: MAP, layers: null, filter: {}, options: {}, selection: null };
    if (wanted && write({ ...bare, view: wanted }) !== write({ ...bare, view: view.view })) view.setView(wanted);
  });

  // Links inside the house open without loading the page anew; with a key pressed they open a tab of their own, as any link does.
  document.addEventListener("click", event => {
    const link = (event.target as Element).closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = read(link);
    // What is no page is a file, or an answer of the service.
    if (address.page.kind === "missing") return;
    event.preventDefault();
    if (inside(link.pathname) === "/" && link.search === "" && link.hash === "") {
      // "The map" means the map as it was left.
      store.set({ page: MAP });
      return;
    }
    history.pushState(OURS, "", link.href);
    if (address.page.kind !== "map") {
      const isOverview = address.page.kind === "overview";
      take(isOverview && link.search !== "" ? { page: address.page, filter: address.filter } : { page: address.page });
      if (isOverview) history.replaceState(OURS, "", now());
      return;
    }
    if (address.selection && !address.view) fly(address.selection);
    take(stateOf(address, all()));
    if (address.view) view.setView(address.view);
    history.replaceState(OURS, "", now());
  });
}
