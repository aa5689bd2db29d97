// What the kernel of the service makes of shapes, looked at before it is kept: each tool is asked with shapes, answers shapes, and what is to be kept of them is one operation.
import { html, nothing } from "lit";
import { FormPart, field } from "../accounts/form-part";
import { area, decimal, t } from "../language";
import { METRES } from "../numbers";
import type { Store } from "../store";
import type { Desk, Sharers } from "./desk";
import type { Corner } from "./grid";
import { type Feature, titleOf } from "./session";
import type { Change, Made, Shape, Tool } from "./service";
import * as service from "./service";

/** Another zone that a tool works with. */
type Other = { readonly kind: "feature"; readonly feature: Feature } | { readonly kind: "neighbour"; readonly id: number; readonly name: string; readonly shape: Shape };

/** What a tool made, and what would be kept of it. */
export interface Proposal {
  readonly sentence: string;
  readonly made: Made;
  readonly shapes: readonly Shape[];
  readonly changes: readonly Change[];
}

const OF_TWO = ["union", "difference", "snap"] as const;
const OF_ONE = ["drop-duplicates", "drop-spikes"] as const;

export class ToolBox extends FormPart {
  proposal: Proposal | null = null;
  #other = "";
  /** Whether the tools are laid out; so they are again after one has been used. */
  #isOpen = false;
  #leave: (() => void) | null = null;

  /** @param preview Shows shapes on the map; null takes them away. */
  constructor(store: Store, readonly desk: Desk, readonly preview: (shapes: readonly Shape[] | null) => void) {
    super(store);
    desk.takeLine = (purpose, corners) => void this.#withLine(purpose.tool, corners);
    desk.moveShared = (from, to, sharers) => void this.#moveShared(from, to, sharers);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#leave = this.desk.subscribe(what => { if (what === "all") this.requestUpdate(); });
  }

  override disconnectedCallback() {
    this.#leave?.();
    super.disconnectedCallback();
  }

  protected override render() {
    const { feature } = this.desk;
    if (this.proposal) return this.#proposed(this.proposal);
    if (!feature || !this.desk.canReshape) return nothing;
    const others = this.#others(feature);
    const isReady = this.desk.session.revisionOf(feature) !== null;
    const button = (name: string, act: () => void, ready = true) => html`<button class="button small" ?disabled=${!isReady || !ready || this.busy} @click=${act}>${t(`drawing.tool.${name}`)}</button>`;
    const line = (tool: string) => () => this.desk.begin({ kind: "line", tool, key: feature.key });
    return html`<details class="drawing-tools" ?open=${this.#isOpen} @toggle=${(event: Event) => { this.#isOpen = (event.target as HTMLDetailsElement).open; }}><summary>${t("drawing.tools")}</summary>
      ${isReady ? nothing : html`<p class="hint">${t("drawing.toolsWait")}</p>`}
      ${this.refused?.form === "tool" ? html`<p class="form-refusal" role="alert" tabindex="-1">${this.refused.sentence}</p>` : nothing}
      <div class="form-actions">${button("split", line("split"))}${button("reshape", line("reshape"))}${OF_ONE.map(name => button(name, () => void this.#ofOne(name)))}${
        button("touch", () => void this.#touch(feature), others.length > 0)}</div>
      ${others.length === 0 ? nothing : html`<p class="form-field"><label for="tool-other">${t("drawing.otherZone")}</label><select id="tool-other" @change=${(event: Event) => { this.#other = (event.target as HTMLSelectElement).value; }}>
        ${others.map(one => html`<option value=${idOf(one)} ?selected=${idOf(one) === this.#other}>${nameOf(one)}</option>`)}</select></p>
      <div class="form-actions">${OF_TWO.map(name => button(name, () => void this.#ofTwo(name)))}</div>`}
      ${this.form("buffer", data => void this.#buffer(feature, data), field("metres", t("drawing.bufferMetres"), { required: true, inputmode: "decimal", of: "tool-" }), t("drawing.tool.buffer"))}
    </details>`;
  }

  /** What was made, and whether to keep it. */
  #proposed({ sentence, made }: Proposal) {
    return html`<div class="drawing-proposal" role="alertdialog" aria-labelledby="proposal-title"><p id="proposal-title" tabindex="-1"><strong>${sentence}</strong></p>
      <p class="drawing-measures">${t("drawing.beforeAfter", { before: area(made.areaBeforeM2), after: area(made.areaAfterM2), difference: decimal(made.areaAfterM2 - made.areaBeforeM2, 2) })}
        ${made.added.length > 0 ? html`<br>${t("drawing.addedCorners", { n: made.added.length })}` : nothing}${made.lostNodes.length > 0 ? html`<br>${t("drawing.lostNodes", { n: made.lostNodes.length })}` : nothing}</p>
      <div class="form-actions"><button class="button small primary" @click=${() => this.#keep()}>${t("drawing.keepResult")}</button>
        <button class="button small" @click=${() => this.#propose(null)}>${t("editing.cancel")}</button></div></div>`;
  }

  #keep() {
    const { proposal, desk } = this;
    if (!proposal) return;
    desk.place = null;
    const [first] = proposal.changes;
    if (proposal.changes.length > 1) desk.session.together(proposal.changes);
    else if (first.kind === "draw") desk.session.draw({ ...desk.session.find(first.number!)!, revision: first.read ?? null }, first.shape!);
    else desk.session.add(first.layer!, { vi: first.name!.vi, en: first.name!.en ?? first.name!.vi }, first.attributes ?? {}, first.shape!, first.positionSource ?? null, first.accuracyM ?? null);
    this.#propose(null);
    desk.say(t("drawing.resultKept"));
  }

  #propose(proposal: Proposal | null) {
    this.proposal = proposal;
    this.preview(proposal?.shapes ?? null);
    this.requestUpdate();
    if (proposal) void this.updateComplete.then(() => this.querySelector<HTMLElement>("#proposal-title")?.focus());
  }

  /** Asks the kernel, and offers what comes of it. Refused, it says why and nothing is changed. */
  async #ask(asked: Tool, offer: (made: Made, shapes: readonly Shape[]) => { readonly sentence: string; readonly changes: readonly Change[] }) {
    await this.act("tool", async () => {
      const made = await service.tool(this.desk.session.draft.id, asked);
      const shapes = made.shapes.map(one => one.shape);
      this.#propose({ made, shapes, ...offer(made, shapes) });
    });
    if (this.refused) this.desk.say(this.refused.sentence);
  }

  #draw(feature: Feature, shape: Shape): Change {
    return service.changing({ kind: "draw", number: feature.number, read: this.desk.session.revisionOf(feature), shape });
  }

  // --- tools, one by one

  #ofOne(tool: typeof OF_ONE[number]) {
    const feature = this.desk.feature!;
    return this.#ask({ tool, shapes: [feature.shape!] }, (_, [shape]) => ({ sentence: t(`drawing.tool.${tool}`), changes: [this.#draw(feature, shape)] }));
  }

  #ofTwo(tool: typeof OF_TWO[number]) {
    const feature = this.desk.feature!;
    const others = this.#others(feature);
    const other = others.find(one => idOf(one) === this.#other) ?? others[0];
    const shape = other.kind === "feature" ? other.feature.shape! : other.shape;
    const reach = tool === "snap" ? { metres: SNAP_M } : {};
    return this.#ask({ tool, shapes: [feature.shape!, shape], allowParts: true, ...reach }, (_, [made]) => ({
      sentence: t(`drawing.proposed.${tool}`, { name: titleOf(feature), other: nameOf(other) }),
      // Of two zones one is left; one in force would have to end by the same decision.
      changes: [this.#draw(feature, made), ...tool !== "union" ? [] : other.kind === "feature"
        ? [service.changing({ kind: "drop", number: other.feature.number, read: this.desk.session.revisionOf(other.feature) })] : [service.changing({ kind: "retire", feature: other.id })]],
    }));
  }

  /** The others record where the corners of this one end on their edges: borders then touch and do not overlap by a hair. */
  #touch(feature: Feature) {
    const others = this.#others(feature);
    return this.#ask({ tool: "touch", shapes: [feature.shape!, ...others.map(shapeOf)] }, (_, [, ...shapes]) => {
      const changed = others.flatMap((other, at) => (shapes[at].nodes?.length ?? 0) === (shapeOf(other).nodes?.length ?? 0) ? [] : [this.#changeOf(other, shapes[at])]);
      return {
        sentence: changed.length > 0 ? t("drawing.proposed.touch", { names: changed.map(one => one.name).join(", ") }) : t("drawing.proposed.touchNone"),
        // This one stays as it is; so that it is one gesture with the others, it is drawn as it is.
        changes: [this.#draw(feature, feature.shape!), ...changed.map(one => one.change)],
      };
    });
  }

  #withLine(tool: string, line: readonly Corner[]) {
    const feature = this.desk.feature;
    if (!feature?.shape) return;
    if (tool === "reshape") {
      return this.#ask({ tool, shapes: [feature.shape], line }, (_, [shape]) => ({ sentence: t("drawing.proposed.reshape", { name: titleOf(feature) }), changes: [this.#draw(feature, shape)] }));
    }
    return this.#ask({ tool: "split", shapes: [feature.shape], line }, (_, [largest, ...rest]) => ({
      sentence: t("drawing.proposed.split", { name: titleOf(feature), n: rest.length + 1 }),
      changes: [this.#draw(feature, largest), ...rest.map((shape, at) => this.#added(feature, shape, `${feature.name.vi} (${at + 2})`))],
    }));
  }

  #added(like: Feature, shape: Shape, name: string): Change {
    return service.changing({ kind: "add", layer: like.layer, name: { vi: name, en: null }, attributes: like.attributes, shape, positionSource: like.positionSource, accuracyM: like.accuracyM });
  }

  #buffer(feature: Feature, data: FormData) {
    const metres = this.typedNumber("buffer", data, "metres", t("drawing.bufferMetres"), { units: METRES, fits: value => value > 0 });
    if (metres === undefined || metres === null) return;
    return this.#ask({ tool: "buffer", shapes: [feature.shape!], metres, of: titleOf(feature).slice(0, 100) }, (_, [shape]) => ({
      sentence: t("drawing.proposed.buffer", { name: titleOf(feature), metres: decimal(metres, 0) }),
      changes: [this.#added(feature, shape, t("drawing.bufferName", { name: feature.name.vi, metres: decimal(metres, 0) }))],
    }));
  }

  /** A corner that zones share moves in all of them; a zone in force comes into the draft by the same gesture. */
  #moveShared(from: Corner, to: Corner, { features, neighbours }: Sharers) {
    const feature = this.desk.feature!;
    const others: readonly Other[] = [...features.map(one => ({ kind: "feature", feature: one } as const)), ...neighbours.map(one => ({ kind: "neighbour", ...one } as const))];
    return this.#ask({ tool: "move-corners", shapes: [feature.shape!, ...others.map(shapeOf)], moves: [[from, to]] }, (_, [mine, ...shapes]) => ({
      sentence: t("drawing.proposed.shared", { names: others.map(nameOf).join(", ") }),
      changes: [this.#draw(feature, mine), ...others.map((other, at) => this.#changeOf(other, shapes[at]).change)],
    }));
  }

  #changeOf(other: Other, shape: Shape): { readonly name: string; readonly change: Change } {
    return { name: nameOf(other), change: other.kind === "feature" ? this.#draw(other.feature, shape) : service.changing({ kind: "take", feature: other.id, shape }) };
  }

  /** Zones of the draft, and those in force that are looked at and not in it. */
  #others(feature: Feature): readonly Other[] {
    const { features } = this.desk.session;
    return [
      ...features.filter(one => one.key !== feature.key && one.number !== null && one.change !== "retire" && !one.dropped && one.shape).slice(0, MOST_OTHERS).map(one => ({ kind: "feature", feature: one } as const)),
      ...this.desk.neighbours.filter(one => !features.some(other => !other.dropped && other.id === one.id)).slice(0, MOST_OTHERS).map(one => ({ kind: "neighbour", ...one } as const)),
    ];
  }
}

/** As far as a corner of one zone is brought to another's. */
const SNAP_M = 0.5;

/** A tool takes twenty shapes. */
const MOST_OTHERS = 9;

const idOf = (other: Other) => other.kind === "feature" ? `f${other.feature.number}` : `n${other.id}`;

const nameOf = (other: Other) => other.kind === "feature" ? titleOf(other.feature) : t("drawing.nameInForce", { name: other.name });

const shapeOf = (other: Other): Shape => other.kind === "feature" ? other.feature.shape! : other.shape;

customElements.define("tool-box", ToolBox);
