// What the service answers, as the page reads it.
import type { Extent } from "./mvt/address";
import type { Pattern, Shape } from "./mvt/style";

/** The same words in both languages; the page switches without asking again. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

export interface CodeValue {
  readonly code: string;
  readonly title: Words;
}

/** Where a value or rule comes from; a proposal is not law. */
export type Source = { readonly document: string; readonly clause?: string } | { readonly proposal: true };

export interface LayerAttribute {
  readonly name: string;
  readonly title: Words;
  readonly type: "text" | "integer" | "number" | "boolean" | "date" | "code" | "url";
  readonly unit?: string;
  readonly codelist?: readonly CodeValue[];
  /** Whether the filter takes it. */
  readonly filter?: boolean;
  readonly required?: boolean;
  /** Whether an inspector may record a change of it. */
  readonly edit?: boolean;
}

export interface LayerInfo {
  readonly id: string;
  readonly title: Words;
  readonly description?: Words;
  readonly mission: boolean;
  readonly geometry: "point" | "line" | "polygon" | "point-or-polygon" | "line-or-polygon";
  readonly order: number;
  readonly zoom: { readonly min: number; readonly max: number };
  readonly symbol: {
    readonly color: string;
    readonly pattern?: Pattern;
    readonly shape?: Shape;
    readonly ramp?: { readonly attribute: string; readonly steps: readonly { code: string; color: string; radius: number }[] };
    readonly dashed?: { readonly attribute: string; readonly values: readonly string[] };
  };
  readonly attributes: readonly LayerAttribute[];
  readonly features: number;
  readonly unlocated: number;
  readonly extent: Extent | null;
}

export interface Unlocated {
  readonly id: number;
  readonly code: string;
  readonly layer: string;
  readonly name: Words;
  readonly commune: { readonly code: string; readonly name: string } | null;
  readonly province: { readonly code: string; readonly name: string } | null;
  readonly near: readonly [number, number] | null;
  readonly accuracyM: number | null;
  readonly demonstration: boolean;
}

/** What lies in the window, one row to a feature. */
export interface ListedFeature {
  readonly id: number;
  readonly layer: string;
  readonly code: string;
  readonly name: Words;
  /** 0 unrated to 4 especially serious; null where the layer has no scale. */
  readonly grade: number | null;
  readonly state: string | null;
  readonly commune: { readonly code: string; readonly name: string } | null;
  readonly province: { readonly code: string; readonly name: string } | null;
  /** On it, or the centre of the area that holds what nobody has located. */
  readonly lon: number | null;
  readonly lat: number | null;
  readonly unlocated: boolean;
  readonly demonstration: boolean;
  readonly openTasks: number;
  readonly overdueDays: number | null;
  readonly distanceM: number | null;
}

export interface ListPage {
  readonly total: number;
  readonly features: readonly ListedFeature[];
  /** Address of the page after this. */
  readonly next: string | null;
}

/** A value of a filter's parameter, and how many features it would leave with all others as they are. */
export interface Choice {
  readonly value: string;
  readonly title: Words | null;
  readonly within: string | null;
  readonly features: number;
}

export interface Facets {
  readonly total: number;
  readonly parameters: Readonly<Record<string, readonly Choice[]>>;
}

/** Of /api/overview. */
export interface OverviewCounts {
  readonly named: number;
  readonly located: number;
  readonly delineated: number;
  readonly inForce: number;
  readonly withOpenTask: number;
}

export interface OverviewGroup {
  /** Empty where the province is not known. */
  readonly id: string;
  readonly title: Words | null;
  readonly counts: OverviewCounts;
  readonly extent: [number, number, number, number] | null;
}

export interface Overview {
  readonly total: OverviewCounts;
  readonly extent: [number, number, number, number] | null;
  readonly layers: readonly OverviewGroup[];
  readonly provinces: readonly OverviewGroup[];
  readonly plans: readonly OverviewGroup[];
}

/** Of /api/overview/changes. */
export interface RecordChanges {
  readonly clock: "recorded" | "valid";
  readonly periods: readonly { readonly start: string; readonly added: number; readonly changed: number; readonly withdrawn: number; readonly total: number }[];
}

export interface Lead {
  readonly agency: string;
  readonly scope: string | null;
}

export interface Timeline {
  /** A date, or a bare year. */
  readonly from: string | number | null;
  readonly to: string | number | null;
  /** The plan's own words, and the line they stand in: the task's or a heading's. */
  readonly text: string | null;
  readonly line?: number | null;
  readonly openEnded?: boolean;
  /** Years that those words do not give. */
  readonly inferred?: readonly ("from" | "to")[];
  /** MM-DD: it is due every year before that day. */
  readonly before?: string | null;
  /** What must come about first, which the dates do not tell. */
  readonly condition?: Words | null;
}

/** How a task stands today: as the one of its occurrences does that is longest overdue, else as the one that runs. */
export type TaskState = "overdue" | "running" | "open-ended" | "not-begun" | "undated" | "done";

export interface Schedule {
  readonly state: TaskState;
  /** The last day in time; null when the plan sets no end. */
  readonly dueOn: string | null;
  /** Until that day; below zero when it is past; null when it is done. */
  readonly daysLeft: number | null;
  /** Which occurrence it is: the year of a duty of every year, the id of a milestone, or "whole". */
  readonly occurrence?: string;
}

/** A duty with one last day. */
export interface Occurrence {
  readonly id: string;
  readonly kind: Deadline["kind"];
  /** Of a milestone. */
  readonly title: Words | null;
  readonly beginsOn: string | null;
  readonly dueOn: string | null;
  readonly state: TaskState;
  readonly daysLeft: number | null;
}

export interface FeatureTask extends Schedule {
  readonly id: string;
  readonly title: Words;
  readonly plan: { readonly id: string; readonly title: Words };
  readonly section: string;
  readonly line: number | null;
  readonly role: CodeValue | null;
  readonly leads: readonly Lead[];
  readonly timeline: Timeline | null;
  readonly source: { readonly plan?: string; readonly section: string; readonly line: number | null } | null;
}

export interface AttributeValue {
  readonly name: string;
  readonly title: Words;
  readonly type: LayerAttribute["type"];
  readonly value: string | number | boolean | null;
  readonly label: Words | null;
  readonly unit: string | null;
  /** Of the definition. */
  readonly source: Source | null;
  /** Of a code's own meaning, where that is not the attribute's. */
  readonly codeSource: Source | null;
  /** Of the value: since when the record has had it. */
  readonly recorded: { readonly version: number; readonly at: string; readonly author: string; readonly reason: string | null } | null;
}

export interface Version {
  readonly id: number;
  readonly name: Words;
  readonly unlocated: boolean;
  readonly valid: { readonly from: string | null; readonly to: string | null };
  readonly recorded: { readonly from: string | null; readonly to: string | null };
  readonly author: string | null;
  readonly reason: string | null;
  readonly current: boolean;
}

export interface FormerUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly district: string | null;
  readonly until: string | null;
  /** Only a part of it lies in the commune of today. */
  readonly part: boolean;
}

export interface FeatureDetails {
  readonly id: number;
  readonly code: string;
  readonly layer: string;
  readonly layerTitle: Words;
  readonly name: Words;
  readonly demonstration: boolean;
  readonly unlocated: boolean;
  readonly valid: { readonly from: string | null; readonly to: string | null };
  /** The first day in force where only its month is known. */
  readonly monthOnly: string | null;
  readonly extent: Extent | null;
  readonly labelPoint: readonly [number, number] | null;
  readonly position: {
    readonly source: string | null;
    readonly sourceTitle: Words | null;
    readonly accuracyM: number | null;
    readonly near: readonly [number, number] | null;
  };
  readonly areaM2: number | null;
  readonly attributes: readonly AttributeValue[];
  /** What the layer's file says of these values together. */
  readonly checks: readonly { readonly id: string; readonly attribute: string; readonly holds: boolean; readonly rule: Words; readonly source: Source }[];
  readonly place: {
    readonly commune: { readonly code: string; readonly name: string; readonly kind: string } | null;
    readonly province: { readonly code: string; readonly name: string } | null;
    readonly former: readonly FormerUnit[];
  };
  readonly tasks: readonly FeatureTask[];
  readonly versions: readonly Version[];
  /** By the department's own boundaries; null when these are not loaded. */
  readonly communesMet: readonly { readonly code: string; readonly name: string; readonly share: number | null }[] | null;
  readonly leadRule: { readonly vi: string; readonly en: string; readonly source: { readonly section: string; readonly line: number } } | null;
  readonly decision: Decision | null;
  readonly shown: { readonly version: number; readonly current: boolean; readonly onDay: string | null; readonly asOf: string | null };
  /** Of a version that was asked for; null in today's details, whose geometry is on the map. */
  readonly geometry: Geometry | null;
}

/** GeoJSON (RFC 7946), longitude first. */
export interface Geometry {
  readonly type: string;
  readonly coordinates: readonly unknown[];
}

export interface Decision {
  readonly number: string | null;
  readonly date: string | null;
  readonly issuer: string | null;
  readonly inForce: { readonly from: string; readonly to: string | null };
  readonly annex: { readonly document: string; readonly epsg: number; readonly meridian: string; readonly widthDegrees: number; readonly points: number } | null;
}

export interface ListedZone {
  readonly epsg: number;
  readonly name: string;
  readonly meridian: string;
  readonly meridianDegrees: number;
  readonly widthDegrees: number;
  readonly provinces: readonly string[];
}

/** A zone in which tables of a province may be, and why. */
export interface ProvinceZone {
  readonly epsg: number;
  readonly meridian: string;
  readonly widthDegrees: number;
  /** By Thông tư 24/2025/TT-BNNMT. */
  readonly provinceMap: boolean;
  readonly older: boolean;
  /** The provinces of before that had it; null when all had, or none. */
  readonly former: string | null;
  /** The source that gives it where sources disagree. */
  readonly otherSource: string | null;
}

/** X is north and Y is east, as Vietnamese tables have them. */
export interface Corner {
  readonly part: number;
  readonly ring: number;
  readonly number: number;
  readonly label: string | null;
  readonly x: number;
  readonly y: number;
  readonly lon: number;
  readonly lat: number;
  readonly distanceM: number | null;
  readonly bearing: number | null;
}

export interface CornerTable {
  readonly source: "geometry" | "annex";
  readonly document: string | null;
  readonly zone: { readonly epsg: number; readonly name: string; readonly meridian: string; readonly widthDegrees: number };
  readonly chosen: "asked" | "province" | "nearest" | "annex";
  readonly province: string | null;
  readonly meridians: readonly ProvinceZone[];
  /** Made of several provinces on 1 July 2025. */
  readonly rearranged: boolean;
  readonly beyondZone: boolean;
  readonly accuracyM: number | null;
  readonly count: number;
  readonly rows: readonly Corner[];
}

export interface TaskPlace {
  readonly demonstration: boolean;
  readonly id: number;
  readonly layer: string;
  readonly code: string;
  readonly name: Words;
  readonly unlocated: boolean;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly role: CodeValue | null;
}

export interface PlanSection {
  /** Within the plan; those below it continue it. */
  readonly id: string;
  /** As the plan prints it. */
  readonly number: string;
  readonly parent: string | null;
  readonly part: "plan" | "annex";
  readonly title: Words;
  readonly line: number;
}

export interface TaskSummary extends Schedule {
  readonly id: string;
  readonly plan: string;
  readonly section: string;
  /** Id of the lowest heading above it. */
  readonly heading: string | null;
  readonly line: number;
  readonly kind: "task" | "measure" | "organisation";
  readonly title: Words;
  readonly leads: readonly Lead[];
  readonly coordinating: readonly string[];
  readonly timeline: Timeline;
  readonly output: string | null;
  readonly gisRelevance: "core" | "supporting" | "none";
  readonly layers: readonly string[];
  readonly features: number;
}

export interface TaskPage {
  readonly tasks: readonly TaskSummary[];
  /** No task has the words; these have them when one slip is mended. */
  readonly near: boolean;
  readonly next: string | null;
}

export interface FacetCount {
  readonly value: string;
  readonly tasks: number;
}

export interface TaskCounts {
  readonly total: number;
  readonly all: number;
  /** As of a page of tasks. */
  readonly near: boolean;
  readonly facets: Readonly<Record<"plan" | "kind" | "lead" | "state" | "gis" | "places" | "layer", readonly FacetCount[]>>;
}

export interface Report {
  readonly who: string;
  /** Null when the plan does not say. */
  readonly to: string | null;
  /** The plan's words on its time. */
  readonly wording: string | null;
  /** MM-DD of the day before which it is due each year; null when the report is made on request, as are the next three. */
  readonly before: string | null;
  readonly dueOn: string | null;
  readonly state: TaskState | null;
  readonly daysLeft: number | null;
  readonly section: string;
  readonly task: string | null;
}

export interface Target {
  readonly id: string;
  readonly title: Words;
  readonly operator: string;
  readonly value: number | null;
  readonly unit: string | null;
  readonly year: number | null;
  readonly scope: string | null;
  readonly baseline: string | null;
  /** What the plan's sentence does not hold. */
  readonly inferred: readonly ("year" | "scope")[];
}

export interface PlanDetails {
  readonly id: string;
  readonly title: Words;
  readonly issuer: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly hasAnnex: boolean;
  readonly notes: readonly Words[];
  readonly sections: readonly PlanSection[];
  readonly reporting: readonly Report[];
}

export interface Deadline {
  readonly kind: "report" | "milestone" | "task";
  readonly id: string;
  readonly occurrence: string;
  readonly plan: string;
  readonly title: Words | null;
  readonly who: string | null;
  readonly to: string | null;
  readonly section: string | null;
  readonly line: number | null;
  readonly task: string | null;
  readonly leads: readonly string[];
  /** The last day in time. */
  readonly dueOn: string;
  readonly state: TaskState;
  /** Until that day, also of what is done. */
  readonly daysLeft: number;
  readonly condition: Words | null;
}

export interface DeadlinePage {
  readonly today: string;
  readonly deadlines: readonly Deadline[];
  readonly next: string | null;
}

export interface Untended {
  readonly id: number;
  readonly code: string;
  readonly layer: string;
  readonly name: Words;
  readonly commune: { readonly code: string; readonly name: string } | null;
  readonly province: { readonly code: string; readonly name: string } | null;
  readonly unlocated: boolean;
  readonly demonstration: boolean;
}

export interface UntendedPage {
  /** Null on all pages but the first, as are the layers. */
  readonly total: number | null;
  readonly layers: readonly { readonly layer: string; readonly features: number }[] | null;
  readonly features: readonly Untended[];
  readonly next: string | null;
}

export interface TaskTopic {
  readonly id: string;
  readonly title: Words;
  /** The words of the task that name it; null when EnvGis infers it. */
  readonly wording: string | null;
}

export interface TaskDetails extends Schedule {
  readonly id: string;
  readonly plan: string;
  readonly kind: TaskSummary["kind"];
  /** Those above it, from the highest. */
  readonly headings: readonly PlanSection[];
  readonly gisRelevance: TaskSummary["gisRelevance"];
  readonly layers: readonly string[];
  readonly topics: readonly TaskTopic[];
  readonly targets: readonly Target[];
  readonly systems: readonly { readonly id: string; readonly title: Words; readonly due: string | null; readonly notes: string | null }[];
  readonly references: readonly { readonly id: string; readonly document: string; readonly citedAs: string | null }[];
  readonly places: readonly { readonly id: string; readonly title: Words; readonly nameInSource: string; readonly notes: string | null; readonly feature: string | null }[];
  readonly previous: string | null;
  readonly next: string | null;
  readonly planTitle: Words;
  readonly section: string;
  readonly line: number | null;
  readonly title: Words;
  readonly leads: readonly Lead[];
  readonly coordinating: readonly string[];
  /** The words that say who does it, in the order of the text. */
  readonly wording: readonly { readonly line: number; readonly text: string }[];
  readonly timeline: Timeline | null;
  readonly output: string | null;
  readonly notes: string | null;
  readonly sourceDocument: { readonly title: string; readonly section: string; readonly line: number | null } | null;
  readonly features: readonly TaskPlace[];
  readonly extent: Extent | null;
  readonly occurrence: string;
  /** By their days. */
  readonly occurrences: readonly Occurrence[];
  readonly progress: Progress;
}

export interface FoundPlace {
  readonly kind: "commune" | "province" | "district";
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly province: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly radiusM: number;
  /** The old name that matched; null when the present name did. */
  readonly matched: string | null;
  readonly became: boolean;
  readonly note: Words | null;
  /** Of an old name where it lay; of a present one the districts that the place was made of. */
  readonly formerDistrict: string | null;
  readonly formerProvince: string | null;
  /** First day of the place as it is; null of a district, which is no more. */
  readonly since: string | null;
  /** Only written nearly as asked, or without some of the words. */
  readonly near: boolean;
  /** What the old commune or district became. */
  readonly successors: readonly Successor[];
  /** False when the old unit may have other successors. */
  readonly complete: boolean;
}

export interface Successor {
  readonly code: string;
  readonly fullName: string;
  readonly lon: number;
  readonly lat: number;
  readonly radiusM: number;
  /** Only a part of the old commune went there, or only a part of it comes from the old district. */
  readonly part: boolean;
}

export interface GridPosition {
  readonly epsg: number;
  readonly name: string;
  readonly meridian: string;
  readonly widthDegrees: number;
  readonly east: number;
  readonly north: number;
  readonly beyondZone: boolean;
}

/** Where typed coordinates lie. */
export interface FoundPosition {
  readonly kind: "wgs84" | "vn2000";
  readonly lon: number;
  readonly lat: number;
  readonly given: GridPosition | null;
  readonly local: GridPosition;
  readonly commune: { readonly code: string; readonly fullName: string } | null;
  readonly province: { readonly code: string; readonly name: string } | null;
  readonly approximate: boolean;
  readonly usage: "province" | "older" | "earlier" | "six-degree" | "other" | null;
  readonly swapped: boolean;
  /** What a second source gives for the province. */
  readonly otherMeridian: string | null;
}

export interface FoundFeature {
  readonly id: number;
  readonly layer: string;
  readonly code: string;
  readonly name: Words;
  readonly commune: string | null;
  readonly province: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly unlocated: boolean;
  readonly demonstration: boolean;
  readonly near: boolean;
}

export interface PlanTitle {
  readonly id: string;
  readonly title: Words;
  readonly issuer: string;
  readonly taskCount: number;
  readonly reporting: readonly Report[];
}

export interface FoundTask {
  readonly id: string;
  readonly title: Words;
  readonly plan: string;
  readonly planTitle: Words;
  readonly near: boolean;
}

export type FoundGroup = "places" | "features" | "tasks";

export interface Found {
  /** The group with the best answer first. */
  readonly order: readonly FoundGroup[];
  /** Only a person can tell which of the first answers is meant. */
  readonly asks: boolean;
  /** Where each group goes on. */
  readonly next: Readonly<Record<FoundGroup, string | null>>;
  /** What was tried, when nothing has all the words. */
  readonly note: Words | null;
  readonly places: readonly FoundPlace[];
  readonly features: readonly FoundFeature[];
  readonly tasks: readonly FoundTask[];
  readonly coordinates: readonly FoundPosition[];
  readonly coordinatesNote: Words | null;
}

export interface Change {
  readonly layer: string;
  /** Null when many changes of a layer are told as one. */
  readonly featureId: number | null;
  readonly operation: "insert" | "update" | "delete";
  readonly old: Extent | null;
  readonly new: Extent | null;
}

/** The grid of a VN-2000 zone over a box. */
export interface Grid {
  readonly epsg: number;
  readonly name: string;
  readonly meridian: string;
  readonly widthDegrees: number;
  /** Metres between two lines. */
  readonly step: number;
  readonly lines: readonly { readonly axis: "E" | "N"; readonly metres: number; readonly points: readonly (readonly [number, number])[] }[];
}

export interface Vn2000Zone {
  readonly epsg: number;
  readonly name: string;
  readonly meridian: string;
  readonly widthDegrees: number;
  readonly area: string;
}

export interface Zones {
  readonly zones: readonly Vn2000Zone[];
  /** The province that was asked about; `approximate` when no boundaries are loaded. */
  readonly province: { readonly code: string; readonly name: string; readonly epsg: number | null; readonly approximate: boolean;
    readonly rearranged: boolean; readonly meridians: readonly ProvinceZone[] } | null;
}

/** The last change of what is published. */
export interface Revision {
  readonly number: number | null;
  readonly at: string | null;
}

export interface Basemap {
  /** Rings and lines as steps in thousandths of a degree: lon, lat, Δlon, Δlat, … */
  readonly vietnam: readonly (readonly number[])[];
  readonly lakes: readonly (readonly number[])[];
  readonly neighbours: readonly (readonly number[])[];
  /** Schematic, each with the codes of the two provinces that it parts. */
  readonly provinceLines: readonly (readonly [string, string, readonly number[]])[];
  /** Of the two archipelagos: name, longitude, latitude, right to about 2 km. */
  readonly islands: readonly (readonly [string, number, number])[];
  readonly provinces: readonly NamedPoint[];
  /** Squares of one degree that have communes, by the longitude and latitude of their south-western corner: `105_21`. */
  readonly communeCells: readonly string[];
}

export type BaseKind = "province" | "commune" | "river" | "lake" | "road" | "place";

/** What a department has loaded under the layers, and the outside map that may be switched on. */
export interface BaseContent {
  readonly revision: number;
  /** Template of the tiles' address; null when nothing is loaded. */
  readonly tiles: string | null;
  /** Some province has no boundary loaded, so that its outline is a sketch. */
  readonly schematic: boolean;
  /** Codes of those whose boundary is loaded. */
  readonly provinces: readonly string[];
  readonly loaded: readonly { readonly kind: BaseKind; readonly features: number; readonly source: string; readonly extent: Extent }[];
  readonly outside: { readonly url: string; readonly attribution: string; readonly maxZoom: number } | null;
}

/** Code, name, kind, longitude, latitude. */
export type NamedPoint = readonly [string, string, string, number, number];

export type Act =
  | "read-restricted" | "change-attributes" | "locate" | "tie-task" | "report-progress" | "manage-people" | "manage-keys" | "read-audit";

export type RoleName = "viewer" | "inspector" | "planner" | "approver" | "administrator";

/** A role and where it holds; null of a part means all of it. */
export interface Granted {
  readonly role: RoleName;
  readonly provinces: readonly string[] | null;
  readonly communes: readonly string[] | null;
  readonly layers: readonly string[] | null;
}

export interface Me {
  readonly signedIn: boolean;
  readonly person: {
    readonly id: number; readonly userName: string; readonly name: string; readonly agency: string | null; readonly email: string | null; readonly secondFactor: boolean;
    /** Those tied to the account. */
    readonly providers: readonly string[];
  } | null;
  readonly grants: readonly Granted[];
  /** What may be done somewhere. */
  readonly acts: readonly Act[];
  /** What may be done to the place or task that was asked about. */
  readonly here: readonly Act[];
  /** Where one may sign in besides here. */
  readonly providers: readonly { readonly id: string; readonly title: string }[];
}

export interface Session {
  readonly id: string;
  readonly current: boolean;
  readonly begun: string;
  readonly seen: string;
  readonly network: string | null;
  readonly device: string | null;
}

export interface Person {
  readonly id: number;
  readonly userName: string;
  readonly name: string;
  readonly agency: string | null;
  readonly email: string | null;
  readonly locked: boolean;
  /** Has not set a password yet. */
  readonly invited: boolean;
  readonly secondFactor: boolean;
  readonly lastSignIn: string | null;
  readonly grants: readonly Granted[];
  /** Sign-in providers through which the person gets in without the password. */
  readonly providers: readonly string[];
}

export interface ApiKey {
  readonly id: number;
  readonly consumer: string;
  readonly prefix: string;
  readonly layers: readonly string[] | null;
  readonly provinces: readonly string[] | null;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly expires: string;
  readonly lastUsed: string | null;
  readonly lastNetwork: string | null;
  readonly revoked: string | null;
}

export interface AuditEntry {
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly network: string | null;
  readonly act: string;
  readonly subject: string | null;
  readonly outcome: "done" | "refused";
  readonly detail: unknown;
  /** Subject or detail tells of what is restricted, which this administrator has no grant to see. */
  readonly withheld: boolean;
}

/** What the unit that leads a task reported, newest first. */
export interface Progress {
  /** Of the newest report; 0 when there is none. */
  readonly number: number;
  readonly reports: readonly {
    readonly number: number; readonly occurrence: string; readonly state: "not-started" | "underway" | "stuck" | "done"; readonly percent: number | null; readonly on: string; readonly note: string;
    readonly author: string; readonly agency: string; readonly recordedAt: string;
  }[];
}
