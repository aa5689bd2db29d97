// What the service answers, by the names that the page has for it. The forms are those of the contract, which is made from the service itself (npm run contract).
import type { components, paths } from "./contract/api";

type Schemas = components["schemas"];

/** What GET answers at an address of the contract; none at an address that the service does not have. */
export type Answer<Address extends keyof paths> = paths[Address] extends { readonly get: { readonly responses: { readonly 200: { readonly content: { readonly "application/json": infer Body } } } } }
  ? Body : never;

/** What a write answers there. */
export type Written<Address extends keyof paths, Method extends "post" | "put" | "patch" | "delete"> =
  paths[Address] extends Readonly<Record<Method, { readonly responses: infer Responses }>>
    ? Responses extends { readonly 200: { readonly content: { readonly "application/json": infer Body } } } ? Body
      : Responses extends { readonly 201: { readonly content: { readonly "application/json": infer Body } } } ? Body
        : Responses extends { readonly 204: unknown } ? null : never
    : never;

/** What a write takes there; nothing where it takes no body. */
export type Taken<Address extends keyof paths, Method extends "post" | "put" | "patch" | "delete"> =
  paths[Address] extends Readonly<Record<Method, { readonly requestBody: { readonly content: { readonly "application/json": infer Body } } }>> ? Body
    // One that may be left out.
    : paths[Address] extends Readonly<Record<Method, { readonly requestBody?: infer Request }>> ? [NonNullable<Request>] extends [never] ? undefined
      : NonNullable<Request> extends { readonly content: { readonly "application/json": infer Body } } ? Body : undefined : undefined;

/** The same words in both languages; the page switches without asking again. */
export type Words = Schemas["Text"];

export type CodeValue = Schemas["LayerList.CodeOf"];

/** Where a value or rule comes from; a proposal is not law. */
export type Source = Schemas["Cited"] | Schemas["Proposed"];

export type LayerAttribute = Schemas["LayerList.Attribute"];

/** What of a layer the page reads. */
export type LayerInfo = Pick<Schemas["LayerList.Described"], "id" | "title" | "mission" | "geometry" | "order" | "zoom" | "attributes" | "features" | "unlocated" | "extent">
  & Partial<Pick<Schemas["LayerList.Described"], "description" | "changes" | "state">> & { readonly symbol: Pick<Schemas["LayerList.Symbol"], "color"> & Partial<Schemas["LayerList.Symbol"]> };

export type Unlocated = Schemas["UnlocatedFeatures.Feature"];

/** What lies in the window, one row to a feature. */
export type ListedFeature = Schemas["ListedFeature"];

export type ListPage = Schemas["ListFeatures"];

/** A value of a filter's parameter, and how many features it would leave with all others as they are. */
export type Choice = Schemas["Facets.Choice"];

export type Facets = Schemas["Facets"];

export type OverviewCounts = Schemas["CountPlaces.Counts"];

export type OverviewGroup = Schemas["CountPlaces.Group"];

export type Overview = Schemas["CountPlaces"];

export type RecordChanges = Schemas["CountChanges"];

export type Lead = Schemas["FeatureDetails.Lead"];

/** With what only the task itself tells of its time. */
export type Timeline = Pick<Schemas["TaskQuery.Timeline"], "from" | "to" | "text"> & Partial<Schemas["TaskQuery.Timeline"]>;

/** How a task stands today: as the one of its occurrences does that is longest overdue, else as the one that runs. */
export type TaskState = Schemas["TaskQuery.Summary"]["state"];

export type Schedule = Pick<Schemas["TaskQuery.Summary"], "state" | "dueOn" | "daysLeft"> & Partial<Pick<Schemas["TaskQuery.Summary"], "occurrence">>;

/** A duty with one last day. */
export type Occurrence = Schemas["TaskQuery.Occurrence"];

export type FeatureTask = Schemas["FeatureDetails.ConcernedTask"];

export type AttributeValue = Schemas["FeatureDetails.AttributeValue"];

export type Version = Schemas["FeatureDetails.Version"];

export type FormerUnit = Schemas["FeatureDetails.FormerUnit"];

export type FeatureDetails = Schemas["FeatureDetails"];

/** GeoJSON (RFC 7946), longitude first. */
export type Geometry = Schemas["GeoJson.Geometry"];

export type Decision = Schemas["FeatureDetails.Decision"];

export type ListedZone = Schemas["Zones.ListedZone"];

/** A zone in which tables of a province may be, and why. */
export type ProvinceZone = Schemas["ProvinceZone"];

/** X is north and Y is east, as Vietnamese tables have them. */
export type Corner = Schemas["FeatureCoordinates.Row"];

export type CornerTable = Schemas["FeatureCoordinates"];

export type TaskPlace = Schemas["TaskQuery.LinkedFeature"];

export type PlanSection = Schemas["PlanQuery.SectionAnswer"];

export type TaskSummary = Schemas["TaskQuery.Summary"];

export type TaskPage = Schemas["PlanEndpoints.TaskPage"];

export type FacetCount = Schemas["TaskSummary.Count"];

export type TaskCounts = Schemas["TaskSummary"];

export type Report = Schemas["PlanQuery.ReportAnswer"];

export type Target = Schemas["PlanQuery.TargetAnswer"];

export type PlanDetails = Schemas["PlanQuery.Details"];

export type Deadline = Schemas["Deadlines.Deadline"];

export type DeadlinePage = Schemas["PlanEndpoints.DeadlinePage"];

export type Untended = Schemas["FeaturesWithoutTasks.Untended"];

export type UntendedPage = Schemas["FeaturesWithoutTasks"];

export type TaskTopic = Schemas["TaskQuery.TopicAnswer"];

export type TaskDetails = Schemas["TaskQuery.Details"];

export type FoundPlace = Schemas["PlaceSearch.Place"];

export type Successor = Schemas["PlaceSearch.Successor"];

export type GridPosition = Schemas["CoordinateSearch.Grid"];

/** Where typed coordinates lie. */
export type FoundPosition = Schemas["CoordinateSearch.Position"];

export type FoundFeature = Schemas["PlaceSearch.Feature"];

export type PlanTitle = Schemas["PlanQuery.Summary"];

export type FoundTask = Schemas["PlaceSearch.Task"];

export type FoundGroup = keyof Schemas["PlaceSearch.Cursors"];

export type Found = Schemas["PlaceSearch.Found"];

/** As the stream of live events tells it; of the feed it has what a map needs. */
export type Change = Pick<Schemas["ChangeFeed.Item"], "layer" | "operation" | "old" | "new"> & {
  /** Null when many changes of a layer are told as one. */
  readonly featureId: number | null;
};

/** The grid of a VN-2000 zone over a box. */
export type Grid = Schemas["ReadGrid.Grid"];

export type Vn2000Zone = Schemas["ListZones.Zone"];

export type Zones = Schemas["ListZones"];

/** The last change of what is published. */
export type Revision = Schemas["ReadRevision.Revision"];

/** What a department has loaded under the layers, and the outside map that may be switched on. */
export type BaseContent = Omit<Schemas["BasemapEndpoints.MapAnswer"], "loaded"> & { readonly loaded: readonly Omit<Schemas["BaseContent.Part"], "loadedAt">[] };

export type BaseKind = Schemas["BaseContent.Part"]["kind"];

export type Me = Schemas["Me"];

export type Act = Me["acts"][number];

export type DraftSummary = Schemas["DraftAnswers.Summary"];

export type DraftDetails = Schemas["DraftAnswers.Details"];

export type DraftFeature = Schemas["DraftAnswers.Feature"];

export type DraftFindings = Schemas["CheckDraft.Findings"];

export type Finding = Schemas["CheckDraft.Finding"];

/** A feature of a draft beside what it was when it was taken in. */
export type Comparison = Schemas["CompareFeature.Compared"];

export type DraftOutlines = Schemas["LookAround.Outlines"];

export type Remark = Schemas["DraftRemarks.Remark"];

export type Rehearsed = Schemas["DecideDraft.Rehearsed"];

/** What communes were asked about a draft, as those read it who draft or review. */
export type Asked = Schemas["AskCommunes.Asked"];

export type Consulted = Schemas["AskCommunes.Consultation"];

export type ConsultationSummary = Schemas["AnswerConsultation.Summary"];

/** What a commune was asked, as who acts for it reads it. */
export type ConsultationDetails = Schemas["AnswerConsultation.Details"];

export type Verdict = NonNullable<ConsultationSummary["verdict"]>;

export type DecisionSummary = Schemas["DecisionEndpoints.Summary"];

export type DecisionDetails = Schemas["DecisionEndpoints.Details"];

export type VerifiedAnnex = Schemas["VerifyAnnex"];

/** A role and where it holds; null of a part means all of it. */
export type Granted = Schemas["People.GrantAnswer"];

export type RoleName = Granted["role"];

export type Session = Schemas["Sessions.Listed"];

export type Person = Schemas["People.PersonAnswer"];

export type ApiKey = Schemas["ApiKeys.KeyAnswer"];

export type AuditEntry = Schemas["SearchAudit.Entry"];

/** What the unit that leads a task reported, newest first. */
export type Progress = Schemas["TaskQuery.Progress"];

/** A file of the page, made by its build. */
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

/** Code, name, kind, longitude, latitude; in the list of all communes also the code of their province. */
export type NamedPoint = readonly [string, string, string, number, number, string?];

/** In which zones a site lies. */
export type SiteAnswer = Schemas["CheckSite"];

export type SiteZone = Schemas["CheckSite.Zone"];

export type SiteFinding = Schemas["SiteAnswers.Finding"];

export type SiteNear = Schemas["CheckSite.NearPlace"];

/** And would lie, if drafts were decided. */
export type SiteDrafts = Schemas["CheckDrafts"];
