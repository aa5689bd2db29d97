// A draft as its planner sees it: what the service has, and on top of that what still waits to be sent.
import type { Words } from "../answers";
import { newId } from "../ids";
import { say } from "../language";
import { Refusal } from "../service";
import { Grid } from "./grid";
import { type Keep, ShortKeep, browserKeep } from "./keep";
import { type Key, OperationLog, type Snapshot, type Waiting } from "./operation-log";
import * as service from "./service";
import type { Change, Draft, Drawn, Finding, Findings, Listed, Operation, Shape } from "./service";

/** A feature of the draft, with what waits already done to it. */
export interface Feature extends Snapshot {
  readonly key: Key;
  /** Null until the service has given it one. */
  readonly number: number | null;
  /** The feature in force; null of one that is added. */
  readonly id: number | null;
  readonly layer: string;
  readonly change: Listed["change"];
  readonly baseChanged: boolean;
  /** In which it was read; null of what the service does not know yet. What is made of it is sent as made of that. */
  readonly revision: number | null;
  /** Whether all that was done to it has been acknowledged. */
  readonly settled: boolean;
  /** Whether its shape has come, or it has none. */
  readonly loaded: boolean;
}

export const titleOf = (feature: Pick<Feature, "name" | "number">) => say(feature.name) || `${feature.number ?? "…"}`;

/** How many shapes are asked for at once. */
const AT_ONCE = 4;

/** How often it is asked what others have done, while somebody looks. */
const WATCH_MS = 15_000;

/** After the last operation, so that a gesture of several asks once. */
const FINDINGS_MS = 600;

export class Session {
  readonly grid: Grid;
  readonly log: OperationLog;
  features: readonly Feature[] = [];
  findings: Findings | null = null;
  /** Whether findings are being asked for. */
  checking = false;
  /** Whether what waits is kept beyond the page. */
  readonly isKept: boolean;
  #known = new Map<number, Drawn & { readonly loaded: boolean }>();
  readonly #listeners = new Set<() => void>();
  readonly #keep: Keep;
  readonly #channel: BroadcastChannel | null;
  /** Who else has changed something since the draft was opened, and when last. */
  others: ReadonlyMap<string, string> = new Map();
  /** Operations of this page. */
  readonly #own = new Set<string>();
  /** The last operation that is known. */
  #seen: number;
  readonly #watch = setInterval(() => void this.#lookForOthers(), WATCH_MS);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #askAgain = false;

  private constructor(public draft: Draft, scope: string, keep: Keep) {
    this.grid = new Grid(draft.epsg, draft.meridian, draft.zoneWidth, draft.decimals);
    this.#keep = keep;
    this.#seen = draft.revision;
    this.isKept = !(keep instanceof ShortKeep);
    this.#channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`envgis-drawing ${scope}`);
    this.#channel?.addEventListener("message", () => void this.#otherTab());
    this.log = new OperationLog(scope, keep, one => this.#send(one), { changed: () => this.#changed(), acknowledged: done => this.#acknowledged(done) }, alone(scope));
  }

  /** @param person Whose operations are kept: somebody else who signs in here does not send them. */
  static async open(id: number, person: number): Promise<Session> {
    const [draft, keep] = await Promise.all([service.draft(id), browserKeep().catch(() => new ShortKeep())]);
    const session = new Session(draft, `${person}/${id}`, keep);
    session.#takeIn(draft);
    await session.log.read();
    addEventListener("online", session.#online);
    addEventListener("focus", session.#looked);
    void session.log.pump();
    void session.#loadShapes();
    session.askFindings();
    return session;
  }

  close() {
    removeEventListener("online", this.#online);
    removeEventListener("focus", this.#looked);
    clearInterval(this.#watch);
    clearTimeout(this.#timer);
    this.log.close();
    this.#channel?.close();
  }

  subscribe(listener: () => void) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  readonly #online = () => void this.log.pump();

  /** Who comes back to the page sees what others have done meanwhile, its state too. */
  readonly #looked = () => void this.#lookForOthers().then(() => this.reload());

  /** Called with the numbers of features that others have changed, null among them for a gesture of several. */
  othersChanged: (numbers: ReadonlySet<number | null>) => void = () => undefined;

  /** What others do meanwhile is shown without being asked for; what is on its way here stays as it is. */
  async #lookForOthers() {
    if (document.hidden || !navigator.onLine) return;
    try {
      const done = await service.operations(this.draft.id, this.#seen);
      const theirs = done.filter(one => !this.#own.has(one.id) && !this.log.waiting.some(own => own.id === one.id));
      this.#seen = done.at(-1)?.number ?? this.#seen;
      if (theirs.length === 0) return;
      this.others = new Map([...this.others, ...theirs.map(one => [one.by, one.at] as const)]);
      this.othersChanged(new Set(theirs.map(one => one.featureNumber)));
      await this.reload();
      this.askFindings();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
    }
  }

  /** Whether the caller may change it now: then the service offers to submit it. */
  get takesChanges() {
    return this.draft.steps.includes("submitted");
  }

  find(key: Key | null): Feature | null {
    if (key === null) return null;
    const now = this.log.keyOf(key);
    return this.features.find(one => one.key === now) ?? null;
  }

  // --- what is done

  add(layer: string, name: Words, attributes: Snapshot["attributes"], shape: Shape, positionSource: string | null, accuracyM: number | null): string {
    const id = newId();
    this.#keepOperation({ id, key: id, shown: { layer, name, id: null }, body: { kind: "add", layer, name, attributes, shape, positionSource, accuracyM } }, null);
    return id;
  }

  /** A feature in force comes in, to be changed or to end. */
  take(kind: "take" | "retire", feature: number, layer: string, name: Words): string {
    const id = newId();
    this.#keepOperation({ id, key: id, shown: { layer, name, id: feature }, body: { kind, feature } }, null);
    return id;
  }

  draw(feature: Feature, shape: Shape) {
    this.#upon(feature, { kind: "draw", shape });
  }

  describe(feature: Feature, change: Pick<Operation, "name" | "attributes" | "positionSource" | "accuracyM">) {
    this.#upon(feature, { kind: "describe", ...change });
  }

  drop(feature: Feature) {
    this.#upon(feature, { kind: "drop" });
  }

  /** Several changes as one, undone as one. The first is of a feature of the draft. */
  together(all: readonly Change[]) {
    this.#keepOperation({ id: newId(), key: all[0].number!, body: { kind: "together", all } }, undefined);
  }

  /** The revision of a feature that was read; null while something upon it waits. */
  revisionOf({ key }: Feature): number | null {
    return typeof key !== "number" || this.log.waiting.length > 0 ? null : this.#known.get(key)?.feature.revision ?? null;
  }

  undo() {
    return this.log.undo(newId(), this.#snapshot);
  }

  redo() {
    return this.log.redo(newId(), this.#snapshot);
  }

  keepMine(operation: Waiting) {
    return this.log.keepMine(operation, newId());
  }

  async throwAway(operation: Waiting) {
    const { current } = operation.refused ?? {};
    if (current) this.#know(current);
    return this.log.throwAway(operation);
  }

  readonly #snapshot = (key: Key): Snapshot | null => {
    const feature = this.find(key);
    return feature && snapshotOf(feature);
  };

  /** @param feature As it was looked at: who changed it since is not written over. */
  #upon(feature: Feature, body: Operation) {
    this.#keepOperation({ id: newId(), key: feature.key, body: { ...body, number: feature.number } }, snapshotOf(feature), feature.revision);
  }

  #keepOperation(operation: Parameters<OperationLog["add"]>[0], before: Snapshot | null | undefined, revision: number | null = null) {
    void this.log.add(operation, before, revision);
    this.#channel?.postMessage("made");
  }

  // --- notes of the browser

  note<T>(name: string) {
    return this.#keep.note<T>(this.log.scope, name);
  }

  keepNote(name: string, note: unknown) {
    return this.#keep.keepNote(this.log.scope, name, note);
  }

  // --- what the service says

  #send(operation: Waiting) {
    const { key, body } = operation;
    // A feature that had no number when it was drawn has one by now.
    const named = body.kind === "draw" || body.kind === "describe" || body.kind === "drop" ? { ...body, number: key as number } : body;
    return service.change(this.draft.id, operation.id, named, operation.read);
  }

  #acknowledged(done: service.Done) {
    this.#own.add(done.operation.id);
    for (const feature of done.features) this.#know(feature);
    this.#changed();
    this.#channel?.postMessage("sent");
    this.askFindings();
  }

  async #otherTab() {
    await this.log.read();
    await this.reload();
  }

  /** Reads the draft anew, and the shapes of what has changed in it. */
  async reload() {
    try {
      this.#takeIn(this.draft = await service.draft(this.draft.id));
      this.#changed();
      await this.#loadShapes();
    } catch (refusal) {
      // What is there stays; the banner tells when nothing can be sent.
      if (!(refusal instanceof Refusal)) throw refusal;
    }
  }

  #takeIn(draft: Draft) {
    const known = this.#known;
    // An answer may have been under way while an operation was acknowledged: what is older than what is known says nothing, and nothing is ever taken off the list.
    this.#known = new Map([...known, ...draft.features.map(feature => {
      const before = known.get(feature.number);
      return [feature.number, before && before.feature.revision >= feature.revision ? before : { feature, shape: before?.shape ?? null, geometry: null, contentHash: null, recipe: null, detached: null, loaded: !feature.drawn }] as const;
    })]);
  }

  async #loadShapes() {
    const missing = [...this.#known.values()].filter(one => !one.loaded && !one.feature.dropped).map(one => one.feature.number);
    const next = async (): Promise<void> => {
      const number = missing.shift();
      if (number === undefined) return;
      try {
        this.#know(await service.feature(this.draft.id, number));
        this.#changed();
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
      }
      return next();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  #know(drawn: Drawn) {
    const before = this.#known.get(drawn.feature.number);
    if (before && before.feature.revision > drawn.feature.revision) return;
    this.#known.set(drawn.feature.number, { ...drawn, loaded: true });
  }

  askFindings() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#askFindings(), FINDINGS_MS);
  }

  async #askFindings() {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = this.checking = true;
    this.#tell();
    try {
      this.findings = await service.findings(this.draft.id);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
    } finally {
      this.#asking = this.checking = false;
      this.#tell();
    }
    if (this.#askAgain) {
      this.#askAgain = false;
      this.askFindings();
    }
  }

  async accept(finding: Finding, reason: string) {
    this.findings = await service.accept(this.draft.id, finding.key, reason);
    this.#tell();
  }

  // --- what is shown

  #changed() {
    const all = new Map<Key, Feature>([...this.#known.values()].map(({ feature, shape, loaded }) => [feature.number, {
      key: feature.number, number: feature.number, id: feature.id, layer: feature.layer, change: feature.change, dropped: feature.dropped, baseChanged: feature.baseChanged, name: feature.name,
      attributes: feature.attributes, positionSource: feature.positionSource, accuracyM: feature.accuracyM, shape, revision: feature.revision, settled: true, loaded,
    }]));
    for (const one of this.log.waiting) lay(all, one);
    this.features = [...all.values()];
    this.#tell();
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** What an operation does, before the service has done it. */
function lay(all: Map<Key, Feature>, { key, body, shown, again, id }: Waiting) {
  const feature = all.get(key);
  if (body.kind === "together") {
    for (const one of body.all ?? []) {
      const changed = one?.number ? all.get(one.number) : undefined;
      // What comes in by it is there when the service has done it.
      if (changed) all.set(changed.key, { ...changed, settled: false, shape: one!.shape ?? changed.shape, dropped: changed.dropped || one!.kind === "drop" });
    }
  } else if (body.kind === "add" || body.kind === "take" || body.kind === "retire") {
    if (!shown) return;
    all.set(id, {
      key: id, number: null, id: shown.id, layer: shown.layer, name: shown.name, change: body.kind === "add" ? "add" : body.kind === "take" ? "change" : "retire", dropped: false, baseChanged: false,
      attributes: body.attributes ?? {}, positionSource: body.positionSource ?? null, accuracyM: body.accuracyM ?? null, shape: body.shape ?? null, revision: null, settled: false, loaded: true,
    });
  } else if (feature) {
    const { name, attributes, positionSource, accuracyM, shape } = body;
    all.set(key, {
      ...feature, settled: false,
      ...body.kind === "draw" ? { shape: shape ?? feature.shape, loaded: true } : {},
      ...body.kind === "describe" ? {
        name: name ? { vi: name.vi, en: name.en ?? name.vi } : feature.name, attributes: attributes ?? feature.attributes, positionSource: positionSource ?? feature.positionSource,
        accuracyM: accuracyM ?? feature.accuracyM,
      } : {},
      ...body.kind === "drop" ? { dropped: true } : {},
      // What was not there before goes out again.
      ...body.kind === "undo" && again !== undefined ? again ?? { dropped: true } : {},
    });
  }
}

const snapshotOf = ({ name, attributes, positionSource, accuracyM, dropped, shape }: Feature): Snapshot => ({ name, attributes, positionSource, accuracyM, dropped, shape });

/** Where the browser has locks, tabs with the same draft take turns; where it has none, sending twice does no harm. */
const alone = (scope: string) => async (act: () => Promise<void>) => {
  if (navigator.locks) await navigator.locks.request(`envgis-drawing ${scope}`, act);
  else await act();
};
