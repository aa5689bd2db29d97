import * as accountsService from "./accounts/service";
import { leaveWhenSignedOut } from "./accounts/signed-out";
import { type Address, read, same, samePage } from "./address";
import type { FeatureDetails, TaskDetails, Unlocated } from "./answers";
import { Drawer } from "./drawer";
import { openDrawing } from "./drawing/opening";
import { type Filter, NO_FILTER, writeFilter } from "./filter";
import { KeyList, listenToKeys } from "./keyboard";
import { distance, language, rememberedLanguage, say, speak, t } from "./language";
import { remembered } from "./layers/arrangement";
import { Chooser } from "./layers/chooser";
import { Counting } from "./layers/counting";
import { LayerCard } from "./layers/layer-card";
import * as layersService from "./layers/service";
import { Listing } from "./list/opening";
import * as listService from "./list/service";
import { follow } from "./live";
import { Locating } from "./map/locating";
import { MapView } from "./map/map-view";
import { Marks } from "./map/marks";
import { NearestButton, nearestOf, nearestQuery } from "./map/nearest";
import { rememberedOutside } from "./map/outside-map";
import * as mapService from "./map/service";
import type { UnderlaySources } from "./map/underlay";
import { MeasureButton, followMeasuring } from "./measuring/opening";
import { Pages } from "./pages";
import { PositionCard } from "./places/position-card";
import { SearchBox } from "./places/search-box";
import * as searchService from "./places/service";
import { keepMapWhenPrinted } from "./printing/plain-print";
import { PrintButton } from "./printing/print-button";
import { keepAddress, stateOf } from "./router";
import * as service from "./service";
import { Status } from "./status";
import { Store } from "./store";
import { BottomBar, MapTools, TopBar, ZoomButtons } from "./top-bar";
import { whereOf } from "./where";

const frame = document.getElementById("frame")!;
const mapElement = document.getElementById("map")!;
const bar = document.getElementById("loading")!;

async function start() {
  // Asked for before anything else is known, so that nothing waits in line.
  const basemap = mapService.basemap();
  basemap.catch(() => { /* The map says nothing about it: it goes on without the outline. */ });
  const baseContent = mapService.baseContent();
  baseContent.catch(() => { /* The map is drawn as where nothing is loaded. */ });
  const given = read(location);
  // The pages of plans and drafts have filters of their own, in the same words: they are not the map's.
  const asked = { ...given, filter: given.page.kind === "map" || given.page.kind === "overview" ? given.filter : NO_FILTER };
  const [layersAsked, unlocatedAsked] = [layersService.layers(), layersService.unlocated(asked.filter)];
  unlocatedAsked.catch(() => { /* Looked at below. */ });
  await choose(rememberedLanguage());

  const layers = await layersAsked;
  const { unlocated, filter, refused } = await unlocatedAsked.then(
    found => ({ unlocated: found, filter: asked.filter, refused: null }), (refusal: unknown) => withoutFilter(asked.filter, refusal));
  const address = { ...asked, filter };
  const all = layers.map(layer => layer.id);
  const { hidden, ...arrangement } = remembered();
  // A link shows what its sender saw; only the bare address shows what this person saw last.
  const bare = location.search === "" && location.hash === "";
  const store = new Store({
    ...stateOf(bare ? { ...address, layers: all.filter(id => !hidden.includes(id)) } : address, all), arrangement, inView: null, facets: null, heard: 0, language: language(), layers, unlocated, marked: [], panel: "map", cardOpen: true, revision: 0, connection: "waiting", zoom: 0,
    baseContent: null, me: null, outside: rememberedOutside() ? "on" : "off",
  });
  // The map does not wait for it. A service that does not answer this has nobody signed in.
  void accountsService.me().then(me => store.set({ me }), () => { /* Nobody is. */ });
  const status = mount(store, address, { basemap, baseContent, baseTile: mapService.baseTile, communesOf: mapService.communesOf });
  if (refused) status.tell(t("filter.refused", { why: refused }));
}

/** An address typed by hand may hold a filter that the service does not know: the map then opens without it and says why. */
async function withoutFilter(filter: Filter, refusal: unknown) {
  if (!(refusal instanceof service.Refusal) || refusal.status !== 400 || writeFilter(filter) === "") throw refusal;
  return { unlocated: await layersService.unlocated(NO_FILTER), filter: NO_FILTER, refused: refusal.message };
}

function mount(store: Store, address: Address, underlay: UnderlaySources) {
  const select = (id: number) => store.set({ selection: { kind: "feature", id }, panel: "map" });
  const status = new Status(store, () => view.tiles.retryFailed(), () => showAll(store, view));
  const chooser = new Chooser(store, candidate => select(candidate.id), candidate => view.hover(candidate));
  const view = new MapView(
    mapElement, store, { tile: mapService.tile, ...underlay }, address.view, (candidates, at) => {
      chooser.close();
      if (candidates.length > 1) {
        const { x, y } = view.map.latLngToContainerPoint(at);
        void chooser.offer(candidates, x, y);
      } else if (candidates.length === 1) {
        select(candidates[0].id);
        view.reveal(at);
      } else {
        view.tiles.retryFailed();
        if (store.state.panel !== "map") store.set({ panel: "map" });
      }
    });

  // A link that names something but no view shows the thing; a link with a view shows that.
  let fly = address.selection !== null && address.view === null;
  const show = (details: FeatureDetails | TaskDetails) => {
    const where = whereOf(details);
    if (!where) return;
    if ("extent" in where) view.show(where.extent);
    else view.showCircle(where.centre, where.radiusM);
  };
  const marks = new Marks(view.map);
  const drawer = new Drawer(store, {
    showFeature: show,
    showTask: show,
    hover: place => view.hover(place),
    copyLink: () => void copyLink(status),
    then: (version, chosen) => {
      marks.then(version);
      if (version && chosen) show(version);
    },
    tell: sentence => status.tell(sentence),
    editing: {
      centre: () => view.aim,
      aim: on => mapElement.classList.toggle("is-aiming", on),
      here: () => locating.find(),
    },
    arrived: details => {
      if (fly) show(details);
      fly = false;
    },
  });
  const flyTo = (selection: NonNullable<typeof store.state.selection>) => {
    fly = true;
    // What is open already is only shown again.
    if (same(selection, store.state.selection)) drawer.showAgain();
    store.set({ selection, panel: "map" });
  };
  const positionCard = new PositionCard(store, {
    copy: text => void copy(text, status),
    closed: () => marks.point(null),
  });
  const search = new SearchBox(store, {
    middle: () => [view.shown.centre.longitude, view.shown.centre.latitude],
    position: position => {
      view.markFound(null);
      if (store.state.selection) store.set({ selection: null });
      if (store.state.panel !== "map") store.set({ panel: "map" });
      marks.point([position.lon, position.lat]);
      view.show([position.lon, position.lat, position.lon, position.lat]);
      void positionCard.show(position);
    },
    place: place => {
      positionCard.close();
      view.markFound([place.lon, place.lat], place.radiusM);
      view.showCircle([place.lon, place.lat], place.radiusM);
      if (place.note) status.tell(say(place.note));
    },
    feature: feature => flyTo({ kind: "feature", id: feature.id }),
    task: task => flyTo({ kind: "task", id: task.id }),
  });
  const openUnlocated = (feature: Unlocated) => flyTo({ kind: "feature", id: feature.id });
  const counting = new Counting(store, view);
  const twin = new Listing(store, view, { open: feature => select(feature.id), showAll: () => showAll(store, view), failed: () => status.tell(t("page.failed")) });
  const card = new LayerCard(store, { open: openUnlocated, toggleList: twin.toggle, choosing: () => counting.want() });
  const keyList = new KeyList(store);
  const zoom = (step: 1 | -1) => view.map.setZoom(view.map.getZoom() + step);

  const locating = new Locating(view.map, why => status.tell(t(`locate.${why}`)));
  const nearest = new NearestButton(store, async () => {
    const here = await locating.find();
    const { centre } = view.shown;
    const from = here ? [here.lon, here.lat] as const : [centre.longitude, centre.latitude] as const;
    try {
      const found = nearestOf(await listService.list(nearestQuery(store.state.filter, from)));
      if (!found) {
        status.tell(t(writeFilter(store.state.filter) ? "nearest.noneFiltered" : "nearest.none"));
        return;
      }
      positionCard.close();
      if (here && found.lon !== null && found.lat !== null) {
        // The way there, from one end to the other.
        select(found.id);
        view.show([Math.min(here.lon, found.lon), Math.min(here.lat, found.lat), Math.max(here.lon, found.lon), Math.max(here.lat, found.lat)]);
      } else {
        flyTo({ kind: "feature", id: found.id });
      }
      status.tell(t(here ? "nearest.fromHere" : "nearest.fromMiddle", { name: say(found.name) || found.code, distance: distance(found.distanceM ?? 0) }));
    } catch (refusal) {
      if (!(refusal instanceof service.Refusal)) throw refusal;
      status.tell(refusal.message);
    }
  });

  const measure = followMeasuring(store, view, sentence => status.tell(sentence));
  const printing = new PrintButton(
    store, { tile: mapService.tile, basemap: mapService.basemap, communes: mapService.communes, baseContent: () => underlay.baseContent.catch(() => null), baseTile: mapService.baseTile },
    () => view.shown, sentence => status.tell(sentence));

  document.getElementById("top")!.append(new TopBar(store, search, () => void switchLanguage(store, status), () => keyList.show()));
  mapElement.setAttribute("aria-label", t("map.label"));
  mapElement.after(chooser, new ZoomButtons(store, zoom, () => view.home(), locating, ({ lon, lat, accuracyM }) => view.showCircle([lon, lat], accuracyM)),
    new MapTools(store, twin.toggle, nearest, new MeasureButton(store, measure)), printing, card, twin.place, drawer, positionCard, status);
  frame.append(new Pages(store));
  document.getElementById("bottom")!.append(new BottomBar(store));
  document.body.append(keyList);

  // What is pressed long, or with the other button, is a position: what it is in numbers, and which zones it lies in.
  view.map.on("contextmenu", ({ latlng, originalEvent }) => {
    originalEvent.preventDefault();
    void searchService.search(`${latlng.lat.toFixed(7)} ${latlng.lng.toFixed(7)}`, null, null).then(({ coordinates: [position] }) => {
      if (!position) return;
      if (store.state.selection) store.set({ selection: null });
      if (store.state.panel !== "map") store.set({ panel: "map" });
      marks.point([position.lon, position.lat]);
      void positionCard.show(position);
    }, (refusal: unknown) => {
      if (!(refusal instanceof service.Refusal)) throw refusal;
      status.tell(refusal.message);
    });
  });
  view.map.on("movestart", () => chooser.close());
  store.set({ zoom: view.tileZoom });
  keepMapWhenPrinted(mapElement);
  addEventListener("online", () => view.tiles.retryFailed());
  keepAddress(store, view, selection => {
    fly = true;
    if (same(selection, store.state.selection)) drawer.showAgain();
  });
  openDrawing(store, view, sentence => status.tell(sentence), address.view !== null);
  titleOf(store);
  showLoading(view, status);
  follow(store, view.tiles);
  leaveWhenSignedOut(() => store.state.me?.signedIn ?? false);
  listenToKeys({
    search: () => search.focus(),
    layers: () => store.set(window.matchMedia("(max-width: 760px)").matches
      ? { panel: store.state.panel === "layers" ? "map" : "layers" } : { cardOpen: !store.state.cardOpen }),
    escape: () => {
      if (store.state.page.kind !== "map") return;
      if (chooser.isOpen) chooser.close();
      else if (positionCard.isOpen) positionCard.close();
      else if (store.state.panel !== "map") store.set({ panel: "map" });
      else if (store.state.selection) store.set({ selection: null });
      else if (store.state.options.measure !== undefined) measure();
      else if (store.state.options.list) twin.toggle();
    },
    list: twin.toggle, zoom, measure: () => { if (store.state.page.kind === "map" && store.state.options.draft === undefined) measure(); }, pan: (x, y) => view.map.panBy([x, y]), open: () => view.clickMiddle(), help: () => keyList.show(),
    // Other pages are text: the browser prints them as they are.
    print: () => store.state.page.kind === "map" ? void printing.open() : window.print(),
  });
  store.subscribe((state, before) => {
    if (state.selection && !same(state.selection, before.selection)) positionCard.close();
    if (state.page.kind === "map" && before.page.kind !== "map") view.map.invalidateSize({ animate: false });
    if (state.language !== before.language) mapElement.setAttribute("aria-label", t("map.label"));
  });
  return status;
}

/** All that the layers on show hold. */
function showAll({ state: { layers, visible } }: Store, view: MapView) {
  const extents = layers.flatMap(layer => visible.has(layer.id) && layer.extent ? [layer.extent] : []);
  if (extents.length === 0) return;
  const of = (side: 0 | 1 | 2 | 3) => extents.map(extent => extent[side]);
  view.show([Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))]);
}

/** The window's title says which page is open. */
function titleOf(store: Store) {
  const write = () => {
    const { page, subject } = store.state;
    const named = subject && samePage(subject.page, page) ? subject.words : null;
    document.title = page.kind === "map" ? t("title") : `${named ?? t(`nav.${page.kind === "task" ? "tasks" : page.kind}`)} – EnvGis`;
  };
  write();
  store.subscribe(write);
}

const LOADING_AFTER_MS = 300;

function showLoading(view: MapView, status: Status) {
  let timer = 0;
  view.tiles.on("loading", () => { timer = window.setTimeout(() => { bar.hidden = false; }, LOADING_AFTER_MS); });
  view.tiles.on("load", () => {
    clearTimeout(timer);
    bar.hidden = true;
  });
  view.tiles.on("load repaint tileload", () => status.tilesMissing(view.tiles.failures));
}

async function choose(wanted: "vi" | "en") {
  speak(wanted, await service.sentences(wanted));
  const skip = document.querySelector(".skip");
  if (skip) skip.textContent = t("skip");
}

async function switchLanguage(store: Store, status: Status) {
  try {
    await choose(language() === "vi" ? "en" : "vi");
    store.set({ language: language() });
  } catch (refusal) {
    status.tell((refusal as Error).message);
  }
}

async function copy(text: string, status: Status) {
  try {
    await navigator.clipboard.writeText(text);
    status.tell(t("position.copied"));
  } catch {
    status.tell(t("position.notCopied"));
  }
}

async function copyLink(status: Status) {
  try {
    await navigator.clipboard.writeText(location.href);
    status.tell(t("link.copied"));
  } catch {
    // Without HTTPS the browser gives no clipboard: the address bar holds the same link.
    status.tell(t("link.notCopied"));
  }
}

document.querySelector(".skip")?.addEventListener("click", event => {
  // The map, or the heading of the page that lies over it.
  event.preventDefault();
  const page = document.querySelector<HTMLElement>(".page:not([hidden]) h2");
  (page ?? mapElement).focus();
});

start().catch((cause: unknown) => {
  const sentence = document.createElement("p");
  sentence.className = "start-refused";
  sentence.setAttribute("role", "alert");
  sentence.textContent = cause instanceof service.Refusal ? cause.message : String(cause);
  const again = document.createElement("button");
  again.className = "button";
  again.textContent = t("again");
  again.addEventListener("click", () => location.reload());
  sentence.append(again);
  frame.append(sentence);
  bar.hidden = true;
});
