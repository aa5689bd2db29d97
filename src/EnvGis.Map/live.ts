import type { Change } from "./answers";
import type { Extent } from "./mvt/address";
import * as service from "./service";
import type { Store } from "./store";

export interface LiveMap {
  refresh(extents: readonly Extent[]): number;
  refreshAll(): number;
  retryFailed(): number;
}

/** Changes that come in one burst are answered together. */
const GATHER_MS = 60;

/** Keeps the page as the service has it: only the tiles that a change touches, and only the lists it can be in. */
export function follow(store: Store, map: LiveMap): () => void {
  let gathered: Change[] = [];
  let timer = 0;

  const answer = () => {
    timer = 0;
    const changes = gathered;
    gathered = [];
    const extents = changes.flatMap(change => [change.old, change.new]).filter(extent => extent !== null);
    if (extents.length > 0) map.refresh(extents);
    const { selection, revision } = store.state;
    const concerned = selection?.kind === "task" || changes.some(change => selection?.kind === "feature" && change.featureId === selection.id);
    if (concerned) store.set({ revision: revision + 1 });
    // A feature that appears, goes or has no place on one side can alter counts and the list of the unlocated.
    if (changes.some(change => change.operation !== "update" || !change.old || !change.new)) void reloadLists(store);
  };

  return service.live({
    changed(changes) {
      gathered.push(...changes);
      timer ||= window.setTimeout(answer, GATHER_MS);
    },
    connected(missed) {
      store.set({ connection: "live" });
      if (!missed) {
        map.retryFailed();
        return;
      }
      map.refreshAll();
      store.set({ revision: store.state.revision + 1 });
      void reloadLists(store);
    },
    lost() {
      store.set({ connection: "lost" });
    },
  });
}

async function reloadLists(store: Store) {
  try {
    const [layers, unlocated] = await Promise.all([service.layers(), service.unlocated()]);
    store.set({ layers, unlocated });
  } catch (refusal) {
    // The connection's own sign tells that the service is gone; the lists come again when it is back.
    if (!(refusal instanceof service.Refusal)) throw refusal;
  }
}
