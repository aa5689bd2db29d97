import { html, nothing } from "lit";
import type { NumberedPage, PageName, PlainPage } from "./address";
import { below } from "./base";
import { t } from "./language";
import { Part } from "./part";
import type { State, Store } from "./store";

/** What one element shows: of tasks it is their list and each of them. */
type Made = PlainPage | NumberedPage | "annex";

/** The pages beside the map, each loaded when it is first opened. They lie over the map, which stays as it was left. */
export class Pages extends Part {
  readonly #made = new Map<Made, HTMLElement>();
  #failed = false;

  override connectedCallback() {
    super.connectedCallback();
    this.#show(this.store.state.page);
  }

  protected override stateChanged(state: State, before: State) {
    if (state.page !== before.page) this.#show(state.page, before.page);
  }

  protected override render() {
    const name = nameOf(this.store.state.page);
    this.className = "page";
    this.hidden = this.store.state.page.kind === "map";
    if (this.store.state.page.kind === "missing") return missing();
    if (name === null) return nothing;
    if (this.#failed) {
      return html`<div class="page-state" role="alert"><p>${t("page.failed")}</p>
        <button class="button" @click=${() => this.#show(this.store.state.page)}>${t("again")}</button></div>`;
    }
    return this.#made.get(name) ?? html`<p class="page-state" role="status">${t("page.loading")}</p>`;
  }

  #show(page: PageName, before?: PageName) {
    const name = nameOf(page);
    document.body.dataset.page = page.kind;
    this.#failed = false;
    this.requestUpdate();
    if (name === null) {
      if (before && page.kind === "map") document.getElementById("map")?.focus({ preventScroll: true });
      return;
    }
    void this.#make(name);
  }

  async #make(name: Made) {
    try {
      if (!this.#made.has(name)) this.#made.set(name, await make[name](this.store));
    } catch {
      // The part of the program could not be fetched: the network is gone, or a newer version is served.
      this.#failed = true;
    }
    this.requestUpdate();
    await this.updateComplete;
    if (nameOf(this.store.state.page) === name && !this.contains(document.activeElement)) this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }
}

const make: Readonly<Record<Made, (store: Store) => Promise<HTMLElement>>> = {
  tasks: async (store: Store) => new (await import("./plans/tasks-page")).TasksPage(store),
  overview: async (store: Store) => {
    const [{ OverviewPage }] = await Promise.all([import("./overview/overview-page"), styles("/lib/uplot/uPlot.min.css"), styles("/css/overview.css")]);
    return new OverviewPage(store);
  },
  account: async store => new (await withForms(import("./accounts/account-page"))).AccountPage(store),
  welcome: async store => new (await withForms(import("./accounts/welcome-page"))).WelcomePage(store),
  people: async store => new (await withForms(import("./accounts/people-page"))).PeoplePage(store),
  keys: async store => new (await withForms(import("./accounts/keys-page"))).KeysPage(store),
  audit: async store => new (await withForms(import("./accounts/audit-page"))).AuditPage(store),
  drafts: async store => new (await withDrafts(import("./drafts/drafts-page"))).DraftsPage(store),
  draft: async store => new (await withDrafts(import("./drafts/draft-page"))).DraftPage(store),
  decisions: async store => new (await withDrafts(import("./decisions/decisions-page"))).DecisionsPage(store),
  decision: async store => new (await withDrafts(import("./decisions/decision-page"))).DecisionPage(store),
  annex: async store => new (await withDrafts(import("./decisions/annex-page"))).AnnexPage(store),
  check: async store => {
    const [{ CheckPage }] = await Promise.all([withDrafts(import("./siting/check-page")), styles("/css/siting.css")]);
    return new CheckPage(store);
  },
  "named-zones": async store => new (await withDrafts(import("./named-zones/named-zones-page"))).NamedZonesPage(store),
  "named-zone": async store => new (await withDrafts(import("./named-zones/named-zone-page"))).NamedZonePage(store),
  consultations: async store => new (await withDrafts(import("./consultations/consultations-page"))).ConsultationsPage(store),
  consultation: async store => new (await withDrafts(import("./consultations/consultation-page"))).ConsultationPage(store),
};

const withForms = async <T>(page: Promise<T>) => (await Promise.all([page, styles("/css/forms.css")]))[0];

const withDrafts = async <T>(page: Promise<T>) => (await Promise.all([withForms(page), styles("/css/drafts.css")]))[0];

/** A sheet that only one page needs, fetched with it; kept once it is there. */
export function styles(address: string) {
  address = below(address);
  if (document.querySelector(`link[href="${address}"]`)) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  return new Promise<void>((done, failed) => {
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => {
      link.remove();
      failed(new Error(address));
    });
    document.head.append(link);
  });
}

const nameOf = ({ kind }: PageName): Made | null => kind === "map" || kind === "missing" ? null : kind === "task" ? "tasks" : kind;

/** Nothing is there: what may have happened, and ways out. */
const missing = () => html`<div class="page-state"><h2 tabindex="-1">${t("nav.missing")}</h2><p>${t("missing.why", { address: location.pathname })}</p>
  <ul>${(["map", "tasks", "overview", "decisions", "check"] as const).map(page => html`<li><a href=${below(page === "map" ? "/" : `/${page}`)}>${t(`nav.${page}`)}</a></li>`)}</ul>
  <p>${t("missing.search")}</p></div>`;

customElements.define("page-frame", Pages);
