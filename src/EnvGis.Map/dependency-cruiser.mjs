// The page's charter: who may name whom. Rooms are folders; at the root stands what all of them use, and what puts them together.

/** What puts the rooms together, and so may name them all. */
const HOUSE = "^(main|drawer|router|live|status|top-bar)\\.ts$";

/** What every room may use. */
const GROUND = "^(annex-links|answers|address|base|connection|files|filter|ids|language|leaflet|numbers|pages|part|service|sheet|store|where)\\.ts$|^contract/(api|words)\\.ts$";

/** Whom a room uses beside the ground and the tiles' own library; what is not here uses no other room. As MayAlsoUse of the service's rooms. */
const MAY_ALSO_USE = {
  // The map draws what the layer card arranges.
  map: ["layers"],
  layers: ["map", "filters", "time"],
  // A list, counts and the course of time are of what the filter leaves.
  list: ["filters", "layers", "map"],
  overview: ["filters", "map"],
  time: ["overview"],
  // A place's details tell of its tasks, and of the meridians of its province.
  features: ["places", "plans"],
  // What search finds may be a task.
  places: ["plans"],
  // A task shows its places on a small map, and takes a report.
  plans: ["editing", "layers", "map"],
  // Who records is a person; they choose tasks and zones.
  editing: ["accounts", "places", "plans", "printing"],
  // Who drafts is a person, in a province with its meridians; communes are asked about a draft, and it becomes a decision.
  drafts: ["accounts", "consultations", "decisions", "layers", "map", "places", "printing", "recipes", "sources"],
  // Who gives a table is a person; what it means is looked at on a small map, and described as its layer asks.
  sources: ["accounts", "editing", "map"],
  // Who builds is a person; what a rule makes is looked at on a small map, and described as its layer asks.
  recipes: ["accounts", "editing", "map"],
  // Who enters a zone is a person, and draws it in a draft.
  "named-zones": ["accounts", "drafts"],
  decisions: ["accounts", "layers", "map"],
  // Who draws is a person; what is drawn lies on the map, over what is in force, and is described as its layer asks.
  drawing: ["accounts", "editing", "map", "places"],
  consultations: ["accounts", "layers", "map"],
  // What is measured lies on the map, is told in a grid of VN-2000 too, and may be asked about as a site.
  measuring: ["drawing", "map", "places", "printing", "siting"],
  // Where something is to stand is typed as in the search box, and pointed at on a small map.
  siting: ["accounts", "map", "places"],
  // Areas of a grant are named as the map names them.
  accounts: ["map"],
  // Paper shows what the map does, with the grid of a zone, and names the plan that is filtered by.
  printing: ["layers", "map", "places", "plans"],
};

const rooms = ["accounts", "consultations", "decisions", "drafts", "drawing", "editing", "features", "filters", "layers", "list", "map", "measuring", "named-zones", "overview", "places", "plans", "printing", "recipes", "siting", "sources", "time"];

export default {
  forbidden: [
    ...rooms.map(room => ({
      name: `what-${room}-uses`, severity: "error",
      from: { path: `^${room}/` },
      to: { path: "\\.ts$", pathNot: ["node_modules", `^${room}/`, "^mvt/", GROUND, ...(MAY_ALSO_USE[room] ?? []).map(other => `^${other}/`)] },
    })),
    { name: "tiles-know-nothing-of-the-app", severity: "error", from: { path: "^mvt/" }, to: { path: "\\.ts$", pathNot: ["node_modules", "^mvt/", "^leaflet\\.ts$"] } },
    // pages.ts fetches a page when somebody goes there; the arrangement of layers is part of the state.
    { name: "the-ground-names-no-room", severity: "error", from: { path: GROUND }, to: { path: rooms.map(room => `^${room}/`), pathNot: "^layers/arrangement\\.ts$", dynamic: false } },
    { name: "only-leaflet.ts-names-Leaflet", severity: "error", from: { pathNot: "^leaflet\\.ts$" }, to: { path: "node_modules/(@types/)?leaflet/" } },
    { name: "the-house-is-named-by-itself", severity: "error", from: { pathNot: HOUSE }, to: { path: HOUSE } },
    { name: "only-answers-words-and-services-name-the-contract", severity: "error", from: { path: "\\.ts$", pathNot: "^(answers|language)\\.ts$|service\\.ts$" }, to: { path: "^contract/" } },
    // Types may point at each other; code that runs in a circle begins half made.
    { name: "no-circles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only", "dynamic-import"] } } },
    { name: "nothing-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    { name: "nothing-unused", severity: "error", from: { orphan: true, pathNot: ["^main\\.ts$", "\\.mjs$"] }, to: {} },
    { name: "what-is-built-in-is-not-a-tool", severity: "error", from: { path: "\\.ts$" }, to: { dependencyTypes: ["npm-dev"], pathNot: "node_modules/@types/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.mjs$|\\.json$" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types"] },
  },
};
