import * as accountsService from "../accounts/service";
import { read } from "../address";
import { t } from "../language";
import type { MapView } from "../map/map-view";
import { styles } from "../pages";
import { Refusal } from "../service";
import type { State, Store } from "../store";

/**
 * Opens and closes the editor of a draft as the address says; all that it takes is fetched only then.
 * @param hasView Whether the address that the page was opened with says what the map shows; else the draft does.
 */
export function openDrawing(store: Store, view: MapView, tell: (sentence: string) => void, hasView: boolean) {
  let close: (() => void) | null = null;
  let open = "";
  const follow = async (state: State, isPlaced: boolean) => {
    const wanted = state.options.draft ?? "";
    if (wanted === open) return;
    open = wanted;
    close?.();
    close = null;
    if (!/^\d{1,15}$/.test(wanted)) return;
    try {
      const [{ DraftEditor }, { Session }, me] = await Promise.all([
        import("./editor"), import("./session"), store.state.me ?? accountsService.me(), styles("/css/forms.css"), styles("/css/drawing.css"),
      ]);
      const session = await Session.open(Number(wanted), me.person?.id ?? 0);
      if (open !== wanted) return session.close();
      close = DraftEditor.open(store, view, session, isPlaced);
    } catch (cause) {
      if (open !== wanted) return;
      tell(cause instanceof Refusal ? cause.message : t("page.failed"));
    }
  };
  store.subscribe((state, before) => {
    // The link is in the address still; the map's own view is written there only afterwards.
    if (state.options !== before.options) void follow(state, read(location).view !== null);
  });
  void follow(store.state, hasView);
}
