import type { Change } from "./answers";
import * as layersService from "./layers/service";
import type { Extent } from "./mvt/address";
import type { Part } from "./mvt/tile-store";
import * as service from "./service";
import type { Store } from "./store";

export interface LiveMap {
  refresh(extents: readonly Extent[], part: Part): number;
  refreshAll(): number;
  retryFailed(): number;
}

/** The first change is answered at once; those that follow it in one burst are answered together. */
const GATHER_MS = 60;

/** The service counts features at most every two seconds. */
const COUNTED_MS = 2_200;

/** Keeps the page as the service has it: only the tiles that a change touches, and only the lists it can be in. */
export function follow(store: Store, map: LiveMap): () => void {
  let gathered: Change[] = [];
  let timer = 0;
  let countTimer = 0;

  const reloadLists = () => {
    clearTimeout(countTimer);
    countTimer = window.setTimeout(() => void settle(async () => store.set({ layers: await layersService.layers() })), COUNTED_MS);
    void settle(async () => store.set({ unlocated: await layersService.unlocated(store.state.filter) }));
  };

  const answer = () => {
    timer = 0;
    if (gathered.length === 0) return;
    timer = window.setTimeout(answer, GATHER_MS);
    const changes = gathered;
    gathered = [];
    const extents = changes.flatMap(change => [change.old, change.new]).filter(extent => extent !== null);
    const ids = changes.map(change => change.featureId).filter(id => id !== null);
    if (extents.length > 0) {
      map.refresh(extents, { layers: new Set(changes.map(change => change.layer)), ids: ids.length === changes.length ? new Set(ids) : null });
    }
    const { selection, revision, heard } = store.state;
    store.set({ heard: heard + 1 });
    // Many changes of a layer come as one without a feature: any of its features may be among them.
    const concerned = selection?.kind === "task"
      || changes.some(change => selection?.kind === "feature" && (change.featureId === null || change.featureId === selection.id));
    if (concerned) store.set({ revision: revision + 1 });
    // A feature that appears, goes or has no place on one side can alter counts and the list of the unlocated.
    if (changes.some(change => change.featureId === null || change.operation !== "update" || !change.old || !change.new)) reloadLists();
  };

  return service.live({
    changed(changes) {
      gathered.push(...changes);
      if (!timer) answer();
    },
    connected(missed) {
      const again = store.state.connection === "lost";
      store.set({ connection: "live" });
      if (!missed) {
        map.retryFailed();
        // The stream tells what changed meanwhile; what was asked for meanwhile found nobody.
        if (again) {
          store.set({ revision: store.state.revision + 1, heard: store.state.heard + 1 });
          reloadLists();
        }
        return;
      }
      map.refreshAll();
      store.set({ revision: store.state.revision + 1, heard: store.state.heard + 1 });
      reloadLists();
    },
    lost() {
      store.set({ connection: "lost" });
    },
  });
}

async function settle(reload: () => Promise<void>) {
  try {
    await reload();
  } catch (refusal) {
    // The connection's own sign tells that the service is gone; the lists come again when it is back.
    if (!(refusal instanceof service.Refusal)) throw refusal;
  }
}
