import { html, nothing, svg } from "lit";
import type { RecordChanges } from "../answers";
import { writeFilter } from "../filter";
import { date, number, t, todayInVietnam } from "../language";
import { lastDay } from "../overview/marks";
import * as overviewService from "../overview/service";
import { Part } from "../part";
import type { State } from "../store";
import { type Clock, PARAMETER, dayOn, timeWords, withDay, withoutTime } from "./time";

/** With more months than these the histogram shows the last ones; the overview has all. */
const MOST_BARS = 36;

const BAR_HEIGHT = 34;

type Loaded = Readonly<Record<Clock, RecordChanges>> | { readonly sentence: string } | null;

/** "In force on" and "as known on", each above the months in which something changed: a press on a month goes to its last day. */
export class TimeControl extends Part {
  #open = false;
  #loaded: Loaded = null;
  #asked = "";
  #asking: AbortController | null = null;

  protected override stateChanged(state: State, before: State) {
    if (this.#open && (state.filter !== before.filter || state.heard !== before.heard)) void this.#ask(state.heard !== before.heard);
  }

  async #ask(anew = false) {
    const query = writeFilter(withoutTime(this.store.state.filter));
    if (!anew && this.#loaded !== null && query === this.#asked) return;
    this.#asked = query;
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    try {
      const [valid, recorded] = await Promise.all([overviewService.changesOf(query, "valid", "month", asking.signal), overviewService.changesOf(query, "recorded", "month", asking.signal)]);
      this.#loaded = { valid, recorded };
    } catch (refusal) {
      if (asking.signal.aborted) return;
      this.#loaded = { sentence: (refusal as Error).message };
    }
    this.requestUpdate();
  }

  readonly #toggled = (event: Event) => {
    this.#open = (event.target as HTMLDetailsElement).open;
    if (this.#open) void this.#ask(this.#loaded !== null && "sentence" in this.#loaded);
  };

  protected override render() {
    const { filter } = this.store.state;
    const shown = timeWords(filter);
    return html`<details class="time-control" @toggle=${this.#toggled}>
      <summary><span class="time-title">${t("time.title")}</span> <span class="time-now ${shown ? "is-past" : ""}">${shown ?? t("time.today")}</span></summary>
      ${this.#clock("valid")}
      ${this.#clock("recorded")}
      ${shown ? html`<button class="button small" @click=${() => this.store.set({ filter: withoutTime(filter) })}>${t("time.backToToday")}</button>` : nothing}
    </details>`;
  }

  #clock(clock: Clock) {
    const { filter } = this.store.state;
    const today = todayInVietnam();
    const set = (day: string | null) => this.store.set({ filter: withDay(filter, clock, day, today) });
    return html`<div class="time-clock">
      <label>${t(`time.${clock}`)}
        <input type="date" name=${PARAMETER[clock]} min="1900-01-01" max=${clock === "recorded" ? today : "2100-12-31"} .value=${dayOn(filter, clock) ?? today}
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            if (input.checkValidity()) set(input.value);
            else input.reportValidity();
          }}></label>
      ${this.#histogram(clock, today, set)}
    </div>`;
  }

  #histogram(clock: Clock, today: string, set: (day: string) => void) {
    const loaded = this.#loaded;
    if (loaded === null) return html`<p class="empty" role="status">${t("page.loading")}</p>`;
    if ("sentence" in loaded) return html`<p class="empty" role="alert">${loaded.sentence} <button class="button small" @click=${() => void this.#ask(true)}>${t("again")}</button></p>`;
    const periods = loaded[clock].periods.slice(-MOST_BARS);
    if (periods.length === 0) return html`<p class="empty">${t("overview.noChanges")}</p>`;
    const size = (period: (typeof periods)[number]) => period.added + period.changed + period.withdrawn;
    const most = Math.max(...periods.map(size));
    const chosen = dayOn(this.store.state.filter, clock) ?? today;
    return html`<div class="time-bars" role="group" aria-label=${t(`time.${clock}.months`)} @keydown=${steps}>${periods.map(period => {
      // The square root keeps a small month visible beside the day a register was loaded.
      const height = Math.max(3, Math.sqrt(size(period) / most) * BAR_HEIGHT);
      const words = [`${date(period.start).slice(3)}: ${t(`overview.${clock}.added`)} ${number(period.added)}`,
        ...clock === "recorded" ? [`${t("overview.recorded.changed")} ${number(period.changed)}`] : [], `${t(`overview.${clock}.withdrawn`)} ${number(period.withdrawn)}`].join(", ");
      return html`<button aria-pressed=${chosen.startsWith(period.start.slice(0, 7))} aria-label=${words} title=${words} @click=${() => set(lastDay(period.start, "month") >= today && period.start <= today ? today : lastDay(period.start, "month"))}>
        <svg viewBox="0 0 10 ${BAR_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width="10" y=${BAR_HEIGHT - height} height=${height}/>`}</svg></button>`;
    })}</div>
    <p class="time-span" aria-hidden="true"><span>${date(periods[0].start).slice(3)}</span><span>${periods.length > 1 ? date(periods.at(-1)!.start).slice(3) : ""}</span></p>`;
  }
}

/** Left and right go from month to month. */
function steps(event: KeyboardEvent) {
  const step = event.key === "ArrowRight" ? "nextElementSibling" : event.key === "ArrowLeft" ? "previousElementSibling" : null;
  const next = step && (event.target as Element).closest("button")?.[step];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

customElements.define("time-control", TimeControl);
