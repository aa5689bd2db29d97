import { html, nothing, svg } from "lit";
import type { Overview, OverviewGroup, RecordChanges } from "../answers";
import { below } from "../base";
import { cameBack } from "../connection";
import { writeFilter } from "../filter";
import { filterChips } from "../filters/filter-chips";
import { date, number, say, t, todayInVietnam } from "../language";
import { Part } from "../part";
import { Refusal, withQuery } from "../service";
import { type State, mayDraft } from "../store";
import { ChangesChart } from "./changes-chart";
import { type Grouping, MEASURES, type Measure, markAddress, periodAddress } from "./marks";
import * as service from "./service";

type Loaded = { readonly kind: "loading" } | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "there"; readonly counts: Overview; readonly changes: RecordChanges };

/** How many places the plans name, how far each has come, and how the record grew; every mark leads to the map that it counts. */
export class OverviewPage extends Part {
  #loaded: Loaded = { kind: "loading" };
  #clock: "recorded" | "valid" = "recorded";
  /** Named zones that open drafts hold; null for who sees no drafts. */
  #drafted: number | null = null;
  #asking: AbortController | null = null;
  #chart: ChangesChart | null = null;

  override connectedCallback() {
    super.connectedCallback();
    // The names of what is chosen come with what there is to choose from.
    void this.#ask();
  }

  override disconnectedCallback() {
    this.#asking?.abort();
    super.disconnectedCallback();
  }

  protected override stateChanged(state: State, before: State) {
    if (state.page.kind !== "overview") return;
    if (state.filter !== before.filter || state.me !== before.me || state.heard !== before.heard || state.page !== before.page || cameBack(state, before)) void this.#ask();
    if (state.language !== before.language) this.#chart = null;
  }

  async #ask() {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    const query = writeFilter(this.store.state.filter);
    try {
      const [counts, changes] = await Promise.all([service.overview(query, asking.signal), service.changesOf(query, this.#clock, "month", asking.signal)]);
      const drafted = counts.namedZones && mayDraft(this.store.state) ? await service.drafted(this.store.state.filter.province_code ?? "", asking.signal) : null;
      if (asking.signal.aborted) return;
      this.#drafted = drafted;
      this.#loaded = { kind: "there", counts, changes };
      this.#chart = null;
    } catch (refusal) {
      if (asking.signal.aborted) return;
      // What is here already stays: the status line tells that the service is gone.
      if (this.#loaded.kind !== "there" || !(refusal instanceof Refusal) || refusal.status !== 0) {
        this.#loaded = { kind: "refused", sentence: (refusal as Error).message };
      }
    }
    this.requestUpdate();
  }

  protected override render() {
    const loaded = this.#loaded;
    return html`<div class="overview-scroll">
      <h2 tabindex="-1">${t("nav.overview")}</h2>
      <p class="overview-lead">${t("overview.lead")}</p>
      ${filterChips(this.store)}
      ${loaded.kind === "loading" ? html`<p class="page-state" role="status">${t("page.loading")}</p>`
        : loaded.kind === "refused" ? html`<div class="page-state" role="alert"><p>${loaded.sentence}</p>
          <button class="button" @click=${() => void this.#ask()}>${t("again")}</button></div>`
          : loaded.counts.total.named === 0 ? html`<p class="page-state" role="status">${t("overview.nothing")}</p>${this.#named(loaded.counts)}` : this.#whole(loaded.counts, loaded.changes)}
    </div>`;
  }

  #whole(counts: Overview, changes: RecordChanges) {
    const { filter } = this.store.state;
    return html`
      <ul class="overview-tiles overview-totals">${MEASURES.map(measure => html`<li><a href=${markAddress(filter, measure, null, counts.extent)}>
        <b>${number(counts.total[measure])}</b><span>${t(`overview.${measure}`)}</span>
        ${measure === "named" ? nothing : html`<small>${share(counts.total[measure], counts.total.named)}</small>`}</a></li>`)}</ul>
      ${this.#named(counts)}
      ${this.#groups("layers", counts.layers)}
      ${this.#groups("provinces", counts.provinces)}
      ${this.#groups("plans", counts.plans)}
      ${this.#changes(changes)}`;
  }

  /** Zones that plans name in words are no places of the record: they are counted by themselves. */
  #named({ namedZones }: Overview) {
    if (!namedZones) return nothing;
    const { filter } = this.store.state;
    const province = /^\d{2}$/.test(filter.province_code ?? "") ? `province=${filter.province_code}` : "";
    const line = (state: string, value: number) => html`<li><a href=${below(withQuery("/named-zones", [province, state && `state=${state}`].filter(Boolean).join("&")))}>
      <b>${number(value)}</b><span>${t(state ? `named.state.${state}` : "overview.named.byPlans")}</span></a></li>`;
    return html`<section class="overview-part" aria-labelledby="overview-named"><h3 id="overview-named">${t("nav.named-zones")}</h3>
      <p class="overview-note">${t("overview.named.note")}</p>
      <ul class="overview-tiles">${line("", namedZones.named)}${this.#drafted === null ? nothing : line("in-draft", this.#drafted)}
        ${line("not-drawn", namedZones.named - namedZones.inForce - (this.#drafted ?? 0))}${line("in-force", namedZones.inForce)}</ul></section>`;
  }

  #groups(grouping: Grouping, groups: readonly OverviewGroup[]) {
    const { filter } = this.store.state;
    const rows = groups.filter(group => group.counts.named > 0).map(group => ({ ...group, name: this.#name(grouping, group) }));
    // What lies in no known province has no filter that finds it.
    const mark = (group: OverviewGroup, measure: Measure) => group.id === "" ? null : markAddress(filter, measure, { grouping, id: group.id }, group.extent);
    const numbers = (group: OverviewGroup, measure: Measure) => {
      const href = mark(group, measure);
      return href ? html`<a href=${href}>${number(group.counts[measure])}</a>` : number(group.counts[measure]);
    };
    return html`<section class="overview-part" aria-labelledby="overview-${grouping}">
      <h3 id="overview-${grouping}">${t(`overview.by.${grouping}`)}</h3>
      ${grouping === "plans" ? html`<p class="overview-note">${t("overview.plansOverlap")}</p>` : nothing}
      <ul class="overview-chart" aria-label=${t(`overview.by.${grouping}`)}>${rows.map(group => html`<li class="overview-group">
        <span class="overview-name">${group.name}</span>
        <span class="overview-bars">${MEASURES.map(measure => this.#bar(mark(group, measure), measure, group.counts[measure], group.counts.named, group.name))}</span>
      </li>`)}</ul>
      <details class="overview-table"><summary>${t("overview.asTable")}</summary><div class="scroll-x"><table>
        <thead><tr><th scope="col">${t(`overview.head.${grouping}`)}</th>${MEASURES.map(measure => html`<th scope="col">${t(`overview.${measure}`)}</th>`)}</tr></thead>
        <tbody>${rows.map(group => html`<tr><th scope="row">${group.name}</th>${MEASURES.map(measure => html`<td>${numbers(group, measure)}</td>`)}</tr>`)}</tbody>
      </table></div></details>
    </section>`;
  }

  #bar(href: string | null, measure: Measure, value: number, whole: number, name: string) {
    const words = `${name}: ${t(`overview.${measure}`)} ${number(value)}`;
    const drawn = html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<rect class="bar-ground" width="100" height="10"/><rect class="bar-${measure}" width=${Math.round(value / whole * 1000) / 10} height="10"/>`}</svg>
      <span class="bar-value" aria-hidden="true">${number(value)}</span><span class="bar-words" aria-hidden="true">${t(`overview.${measure}`)}</span>`;
    return href ? html`<a class="overview-bar" href=${href} aria-label=${words} title=${words}>${drawn}</a>`
      : html`<span class="overview-bar" role="img" aria-label=${words}>${drawn}</span>`;
  }

  #name(grouping: Grouping, { id, title }: OverviewGroup) {
    if (title) return say(title);
    const layer = grouping === "layers" ? this.store.state.layers.find(one => one.id === id) : undefined;
    return layer ? say(layer.title) : id === "" ? t("overview.noProvince") : id;
  }

  #changes({ clock, periods }: RecordChanges) {
    const { filter } = this.store.state;
    const today = todayInVietnam();
    const address = (start: string) => periodAddress(filter, clock, start, "month", today);
    this.#chart ??= new ChangesChart(periods, clock, address);
    const choose = (chosen: "recorded" | "valid") => {
      this.#clock = chosen;
      void this.#ask();
    };
    const month = (start: string) => date(start).slice(3);
    return html`<section class="overview-part" aria-labelledby="overview-changes">
      <h3 id="overview-changes">${t("overview.changes")}</h3>
      <div class="choices" role="radiogroup" aria-label=${t("overview.clock")}>${(["recorded", "valid"] as const).map(one => html`<label>
        <input type="radio" name="overview-clock" .checked=${clock === one} @change=${() => choose(one)}><span>${t(`overview.clock.${one}`)}</span></label>`)}</div>
      ${periods.length === 0 ? html`<p class="empty">${t("overview.noChanges")}</p>` : this.#chart.element}
      <details class="overview-table"><summary>${t("overview.asTable")}</summary><div class="scroll-x"><table>
        <thead><tr><th scope="col">${t("overview.month")}</th>${(["added", "changed", "withdrawn", "total"] as const).filter(one => clock === "recorded" || one !== "changed")
          .map(one => html`<th scope="col">${t(`overview.${clock}.${one}`)}</th>`)}</tr></thead>
        <tbody>${periods.map(period => html`<tr><th scope="row"><a href=${address(period.start)}>${month(period.start)}</a></th><td>${number(period.added)}</td>
          ${clock === "recorded" ? html`<td>${number(period.changed)}</td>` : nothing}<td>${number(period.withdrawn)}</td><td>${number(period.total)}</td></tr>`)}</tbody>
      </table></div></details>
    </section>`;
  }
}

// A few of very many are not none, and all but a few are not all.
function share(part: number, whole: number) {
  const percent = part / Math.max(1, whole) * 100;
  return percent > 0 && percent < 1 ? "< 1 %" : percent < 100 && percent > 99 ? "> 99 %" : `${number(percent, 0)} %`;
}

customElements.define("overview-page", OverviewPage);
