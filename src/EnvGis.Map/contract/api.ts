// Made from openapi.json; npm run contract renews both.
export interface paths {
    readonly "/api/annexes/{hash}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What became of a printed annex, by the hash of its content */
        readonly get: operations["annex"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/annexes/by-file/{hash}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether a signed file is the kept scan of a decision, by the file's SHA-256; nothing is uploaded */
        readonly get: operations["annexByFile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The record of acts, newest first */
        readonly get: operations["audit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/audit.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The record of acts for a spreadsheet */
        readonly get: operations["auditFile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What changed, in the order of transactions, without gaps */
        readonly get: operations["changes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** In which zones a position lies, by which clause and decision, or that it cannot be told */
        readonly get: operations["checkPosition"];
        readonly put?: never;
        /** The same of a site that was drawn; writes nothing */
        readonly post: operations["checkDrawnSite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/check.pdf": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The answer on paper (PDF, A4), with a code by which it is asked again */
        readonly get: operations["checkPositionSheet"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/consultations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The drafts that ask a commune of mine */
        readonly get: operations["consultations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/consultations/{consultation}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The part of the draft that lies in the commune */
        readonly get: operations["consultation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/consultations/{consultation}/answer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Answers */
        readonly post: operations["answerConsultation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/consultations/{consultation}/document": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The document that the commune sent with its answer, byte for byte */
        readonly get: operations["ownConsultationDocument"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/crs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The zones of VN-2000, and the provinces that use each */
        readonly get: operations["zones"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/deadlines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Reports, milestones and tasks by their last day */
        readonly get: operations["deadlines"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/decisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The decisions, the newest first */
        readonly get: operations["decisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/decisions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A decision with the places that it changed */
        readonly get: operations["decision"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/decisions/{id}/document": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The signed document, byte for byte */
        readonly get: operations["decisionDocument"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/decisions/{id}/outlines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The shapes of the places that it changed, as GeoJSON */
        readonly get: operations["decisionOutlines"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The drafts */
        readonly get: operations["drafts"];
        readonly put?: never;
        /** Begins a draft */
        readonly post: operations["beginDraft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A draft with its features, its steps and who did what */
        readonly get: operations["draft"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/acceptances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Accepts a warning, with the reason */
        readonly post: operations["acceptFinding"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/annex.{format}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The coordinate annex of a draft as a file */
        readonly get: operations["draftAnnex"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/consultations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which communes were asked, and what they answered */
        readonly get: operations["draftConsultations"];
        readonly put?: never;
        /** Asks communes, with a day to answer by */
        readonly post: operations["askCommunes"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/consultations/{consultation}/document": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The document of an answer, byte for byte */
        readonly get: operations["consultationDocument"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/decision": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Records the decision, by which the draft comes into force */
        readonly post: operations["decideDraft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/features/{number}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A feature of a draft with its shape */
        readonly get: operations["draftFeature"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/features/{number}/comparison": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A feature beside what it was when it was taken in */
        readonly get: operations["compareDraftFeature"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/features/{number}/recipe": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The recipe of a feature of a draft: whether it makes the shape again, and which source has changed */
        readonly get: operations["draftRecipe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/findings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the checks find */
        readonly get: operations["draftFindings"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/neighbours": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The zones in force around, corner by corner */
        readonly get: operations["draftNeighbours"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/operations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was done with it, in order */
        readonly get: operations["draftOperations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/operations/{operation}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Does one operation: add, take, retire, draw, describe, drop, several together, undo */
        readonly put: operations["changeDraft"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/outlines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The draft over what is in force, to be drawn on a map */
        readonly get: operations["draftOutlines"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/recipes/try": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What a recipe would make: shape, area, parts left out; writes nothing */
        readonly post: operations["tryRecipe"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/rehearsal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Rehearses the decision: what readers will see */
        readonly post: operations["rehearseDecision"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/remarks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was said of the draft */
        readonly get: operations["draftRemarks"];
        readonly put?: never;
        /** Makes or answers a remark */
        readonly post: operations["sayOfDraft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/remarks/{remark}/done": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Says that what a remark asks for is done */
        readonly post: operations["closeRemark"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/sources": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Coordinate tables and files given to the draft */
        readonly get: operations["draftSources"];
        readonly put?: never;
        /** Gives a coordinate table or file to the draft; it is read, and nothing is drawn yet */
        readonly post: operations["addDraftSource"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/sources/{source}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The ways in which a coordinate table can be meant, row by row */
        readonly get: operations["draftSource"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/sources/{source}/content": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The table or file as it was given */
        readonly get: operations["draftSourceContent"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/steps": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Brings the draft to another state */
        readonly post: operations["stepDraft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/{id}/tools": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Computes what a drawing tool would make: union, difference, split, reshape, buffer and so on; writes nothing */
        readonly post: operations["draftTools"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/drafts/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** In which zones a position would lie if the open drafts were decided */
        readonly get: operations["checkPositionInDrafts"];
        readonly put?: never;
        /** The same of a site that was drawn; writes nothing */
        readonly post: operations["checkDrawnSiteInDrafts"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/facets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many features each value of the filter would leave */
        readonly get: operations["facets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/features/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All that is known of a feature */
        readonly get: operations["feature"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        /** What the caller may do to a feature, in the field Allow */
        readonly options: operations["featureOptions"];
        readonly head?: never;
        /** Records that attributes of a site are otherwise since a day */
        readonly patch: operations["changeAttributes"];
        readonly trace?: never;
    };
    readonly "/api/features/{id}/annex.{format}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The coordinate annex of a decision as a file */
        readonly get: operations["featureAnnex"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/features/{id}/coordinates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The corners of a feature in VN-2000: X north, Y east, in metres */
        readonly get: operations["featureCoordinates"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/features/{id}/geometry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A feature as GeoJSON, CRS84 */
        readonly get: operations["featureGeometry"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/features/{id}/position": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Gives a place without coordinates its position */
        readonly put: operations["locateFeature"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/features/{id}/tasks/{plan}/{section}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Ties a task of a plan to a feature */
        readonly put: operations["tieTask"];
        readonly post?: never;
        /** Unties a task */
        readonly delete: operations["untieTask"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/features/{id}/versions/{version}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A version of a feature, with its geometry */
        readonly get: operations["featureVersion"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/features/without-tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Places that no task of any plan is tied to */
        readonly get: operations["featuresWithoutTasks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/grid": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The grid of a VN-2000 zone over a box */
        readonly get: operations["grid"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/grid/zones": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The zones of VN-2000, and the province of a position */
        readonly get: operations["gridZones"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invitations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Accepts an invitation and sets a password */
        readonly post: operations["acceptInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invitations/look": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whose an invitation is */
        readonly post: operations["lookAtInvitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The API keys */
        readonly get: operations["keys"];
        readonly put?: never;
        /** Makes a key, whose secret is shown this once */
        readonly post: operations["addKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revokes a key */
        readonly delete: operations["revokeKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/layers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The layers, with all that is needed to draw and explain them */
        readonly get: operations["layers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/link-roles": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The roles in which tasks are tied to features */
        readonly get: operations["linkRoles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What lies in a box, as a list */
        readonly get: operations["list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/list.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The same list for a spreadsheet */
        readonly get: operations["listCsv"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What just changed (server-sent events): hello, beat, change, reset */
        readonly get: operations["live"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/map": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What lies under the layers: boundaries, rivers, roads that are loaded */
        readonly get: operations["map"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who the caller is and what they may do */
        readonly get: operations["me"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/me/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Changes one's own password */
        readonly post: operations["changePassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/me/providers/{provider}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Begins to tie a provider to the account */
        readonly post: operations["tieProvider"];
        /** Unties a provider */
        readonly delete: operations["untieProvider"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/me/second-factor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Switches it on with a first code */
        readonly put: operations["confirmSecondFactor"];
        /** Begins to switch on the second factor */
        readonly post: operations["beginSecondFactor"];
        /** Switches it off */
        readonly delete: operations["endSecondFactor"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/me/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One's own sessions */
        readonly get: operations["mySessions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/me/sessions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Ends a session */
        readonly delete: operations["endMySession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/named-zones": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Zones that plans name in words */
        readonly get: operations["namedZones"];
        readonly put?: never;
        /** Enters a zone of a plan in the register */
        readonly post: operations["addNamedZone"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/named-zones/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A zone of a plan with its members and all that was written of it */
        readonly get: operations["namedZone"];
        /** Writes the next version of a zone; the one before is kept */
        readonly put: operations["changeNamedZone"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/named-zones/{id}/draft": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Draws the zone of its whole communes, in a new or an open draft */
        readonly post: operations["drawNamedZone"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/overview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many places are named, located, delineated, in force and tended */
        readonly get: operations["overview"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/overview/changes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What changed by month or day */
        readonly get: operations["overviewChanges"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/people": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who has an account */
        readonly get: operations["people"];
        readonly put?: never;
        /** Invites a person */
        readonly post: operations["addPerson"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/people/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Changes, locks or unlocks a person */
        readonly patch: operations["changePerson"];
        readonly trace?: never;
    };
    readonly "/api/people/{id}/grants": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Sets what a person may do */
        readonly put: operations["setGrants"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/people/{id}/invitation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Invites anew, with another link */
        readonly post: operations["resetPerson"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/people/{id}/providers/{provider}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Unties a provider of a person */
        readonly delete: operations["untieProviderOf"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/people/{id}/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Ends all sessions of a person */
        readonly delete: operations["endSessions"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/places": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Finds places, features, tasks and coordinates */
        readonly get: operations["places"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/plans": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The plans */
        readonly get: operations["plans"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/plans/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A plan with its sections, targets, milestones and reports */
        readonly get: operations["plan"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/recipes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Zones in force of which a source or boundary has changed since they were built */
        readonly get: operations["outdatedRecipes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/recipes/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The recipe of a zone in force: whether it makes the shape again, what has changed, and the difference */
        readonly get: operations["recipe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/recipes/distances": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Least distances of documents that a planner may take, each with its source */
        readonly get: operations["recipeDistances"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/revision": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The last change of what is published */
        readonly get: operations["revision"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Signs in: a session begins, its cookie is set */
        readonly post: operations["signIn"];
        /** Signs out */
        readonly delete: operations["signOut"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tasks of the plans */
        readonly get: operations["tasks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tasks/{plan}/{section}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A task with its places, progress and source */
        readonly get: operations["task"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        /** What the caller may do to a task, in the field Allow */
        readonly options: operations["taskOptions"];
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tasks/{plan}/{section}/progress": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Reports how far a task has come */
        readonly post: operations["reportProgress"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tasks/summary": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Counts tasks by what narrows them */
        readonly get: operations["taskSummary"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/unlocated": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Places without coordinates */
        readonly get: operations["unlocatedFeatures"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/vocabularies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The words that answers and parameters hold, and what people call them */
        readonly get: operations["vocabularies"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/exports/{file}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A whole layer, or what a filter leaves of it */
        readonly get: operations["export"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The process is alive */
        readonly get: operations["healthLive"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The process can serve */
        readonly get: operations["healthReady"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sign-in/{provider}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Signs in at a provider, to which the browser is sent */
        readonly get: operations["signInElsewhere"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tiles/{layers}.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Describes the tiles of one or several layers by TileJSON 3.0.0 */
        readonly get: operations["tileJson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tiles/{layers}/{z}/{x}/{y}.mvt": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A vector tile of one or several layers */
        readonly get: operations["tile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tiles/basemap/{z}/{x}/{y}.mvt": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A tile of what lies under the layers */
        readonly get: operations["basemapTile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly "AcceptInvitation.Accepted": {
            readonly userName: string;
        };
        readonly "AcceptInvitation.Invited": {
            /** Format: date-time */
            readonly expires: string;
            readonly name: null | string;
            /** @enum {string} */
            readonly purpose: "first-administrator" | "join" | "reset";
            /** @description Null of the first administrator, who chooses one. */
            readonly userName: null | string;
        };
        readonly "AcceptInvitation.LookRequest": {
            readonly token: string;
        };
        readonly "AcceptInvitation.Request": {
            readonly name?: null | string;
            readonly password: string;
            readonly token: string;
            /** @description Of the first administrator; null of others. */
            readonly userName?: null | string;
        };
        readonly "AddSource.Request": {
            /** @description Its bytes as Base64; what was pasted as UTF-8. */
            readonly file: string;
            /** @description What the file is called; of what was pasted, any name. */
            readonly name: string;
        };
        readonly "AnswerConsultation.Details": {
            /** Format: date-time */
            readonly answeredAt: null | string;
            readonly answeredBy: null | string;
            /**
             * Format: int64
             * @description The later consultation, in which it was asked anew; null where it was not.
             */
            readonly askedAgain: null | number;
            readonly asks: null | string;
            readonly document: null | components["schemas"]["AskCommunes.Attached"];
            /** @description Whether what lies in the commune is another by now than what it was asked about. */
            readonly outdated: boolean;
            readonly summary: components["schemas"]["AnswerConsultation.Summary"];
            readonly text: null | string;
            /** @description What lies in the commune, as it was when it was asked. */
            readonly zones: readonly components["schemas"]["AnswerConsultation.Zone"][];
        };
        readonly "AnswerConsultation.Page": {
            readonly consultations: readonly components["schemas"]["AnswerConsultation.Summary"][];
            /** @description Address of the page after this; null on the last. */
            readonly next: null | string;
        };
        readonly "AnswerConsultation.Request": {
            /** @description The commune's document, as Base64, with its file's name. */
            readonly document?: null | string;
            readonly documentName?: null | string;
            /** @description Needed of whoever does not simply agree. */
            readonly text?: null | string;
            /** @enum {string} */
            readonly verdict: "agree" | "agree-with-remarks" | "disagree";
        };
        readonly "AnswerConsultation.Summary": {
            readonly commune: string;
            readonly communeName: string;
            /** Format: date */
            readonly dueOn: string;
            /** Format: int64 */
            readonly id: number;
            /** @description Whether it may still be answered. */
            readonly isOpen: boolean;
            /** @description Of the draft. */
            readonly title: string;
            /**
             * @description As it was answered; null while it is not.
             * @enum {null|string}
             */
            readonly verdict: "agree" | "agree-with-remarks" | "disagree" | null;
        };
        readonly "AnswerConsultation.Zone": {
            /**
             * Format: double
             * @description On the ellipsoid, of the whole zone.
             */
            readonly areaM2: null | number;
            /** @enum {string} */
            readonly change: "add" | "change" | "retire" | "locate";
            /** @description In WGS 84, longitude first. */
            readonly geometry: null | {
                readonly coordinates: unknown;
                /** @enum {string} */
                readonly type: "Polygon" | "MultiPolygon";
            };
            readonly layer: string;
            readonly name: string;
            /** Format: int32 */
            readonly number: number;
            /**
             * @description What became of it since it was asked about: nothing, it is another by now, or it is none of the commune's any more; null of what was asked before that was kept, and shown as the draft has it now.
             * @enum {null|string}
             */
            readonly since: "same" | "changed" | "gone" | null;
        };
        readonly "ApiKeys.KeyAnswer": {
            readonly acts: readonly string[];
            readonly consumer: string;
            /** Format: date-time */
            readonly expires: string;
            /** Format: int64 */
            readonly id: number;
            readonly lastNetwork: null | string;
            /** Format: date-time */
            readonly lastUsed: null | string;
            readonly layers: null | readonly string[];
            /** Format: date-time */
            readonly madeAt: string;
            readonly madeBy: string;
            /**
             * @description Whether who made it might make it today: administers, locked, or no-longer where their grants do not cover it any more. A key goes on all the same, until it is revoked.
             * @enum {string}
             */
            readonly maker: "administers" | "locked" | "no-longer";
            /** @description The beginning of the secret, to recognise it by. */
            readonly prefix: string;
            readonly provinces: null | readonly string[];
            /** Format: date-time */
            readonly revoked: null | string;
        };
        readonly "ApiKeys.KeyList": {
            readonly keys: readonly components["schemas"]["ApiKeys.KeyAnswer"][];
        };
        readonly "ApiKeys.Made": {
            readonly key: components["schemas"]["ApiKeys.KeyAnswer"];
            /** @description Shown once. */
            readonly secret: string;
        };
        readonly "ApiKeys.NewRequest": {
            readonly consumer: string;
            /** Format: int32 */
            readonly days?: number;
            /** @description Null for all layers. */
            readonly layers?: null | readonly string[];
            /** @description Null for all provinces. */
            readonly provinces?: null | readonly string[];
        };
        readonly "AskCommunes.Asked": {
            readonly consultations: readonly components["schemas"]["AskCommunes.Consultation"][];
            /**
             * Format: int32
             * @description How many have not answered by their last day.
             */
            readonly silent: number;
        };
        /** @description What came with it, with the SHA-256 of its bytes; null of an answer without. */
        readonly "AskCommunes.Attached": {
            readonly address: string;
            readonly hash: string;
            readonly name: string;
        };
        readonly "AskCommunes.Consultation": {
            readonly answer: null | components["schemas"]["AskCommunes.Given"];
            /** @description Whether it was asked anew since, so that this round is over. */
            readonly askedAgain: boolean;
            readonly asks: null | string;
            /** Format: date-time */
            readonly at: string;
            readonly by: string;
            readonly commune: string;
            readonly communeName: string;
            /** Format: date */
            readonly dueOn: string;
            /** Format: int64 */
            readonly id: number;
            /** @description Whether the last day has passed without an answer. */
            readonly isSilent: boolean;
            /** @description Whether the commune's part is another by now than the one that it was asked about: it may be asked anew. */
            readonly outdated: boolean;
        };
        readonly "AskCommunes.Given": {
            /** Format: date-time */
            readonly at: string;
            readonly by: string;
            readonly document: null | components["schemas"]["AskCommunes.Attached"];
            readonly text: null | string;
            /** @enum {string} */
            readonly verdict: "agree" | "agree-with-remarks" | "disagree";
        };
        readonly "AskCommunes.Request": {
            /** @description What is asked, where it is more than whether they agree. */
            readonly asks?: null | string;
            /** @description Their five-digit codes. */
            readonly communes: readonly string[];
            /**
             * Format: date
             * @description The last day to answer on.
             */
            readonly dueOn: null | string;
            /** @description That communes are asked in which no part of the draft lies. */
            readonly sure?: null | boolean;
        };
        readonly "AskedSite.Polygon": {
            readonly coordinates: readonly (readonly (readonly number[])[])[];
            /** @enum {string} */
            readonly type: "Polygon";
        };
        readonly "AskedSite.Request": {
            /** @description A polygon by RFC 7946: an outer ring and its holes, longitude first, WGS 84. */
            readonly site: null | {
                readonly coordinates: readonly (readonly (readonly number[])[])[];
                /** @enum {string} */
                readonly type: "Polygon";
            };
        };
        readonly "BaseContent.Part": {
            /** @description West, south, east, north in degrees. */
            readonly extent: (readonly [number, number, number, number]);
            /**
             * Format: int32
             * @description Boundaries, or the simple lines, areas and points that a file became.
             */
            readonly features: number;
            /**
             * @description province, commune, river, lake, road or place.
             * @enum {string}
             */
            readonly kind: "province" | "commune" | "river" | "lake" | "road" | "place";
            /** Format: date-time */
            readonly loadedAt: string;
            readonly source: string;
        };
        readonly "BasemapEndpoints.MapAnswer": {
            readonly loaded: readonly components["schemas"]["BaseContent.Part"][];
            readonly outside: null | components["schemas"]["BasemapEndpoints.OutsideAnswer"];
            /** @description Codes of the provinces whose boundary is loaded. */
            readonly provinces: readonly string[];
            /**
             * Format: int64
             * @description To be sent along as v; another one after every import.
             */
            readonly revision: number;
            /** @description Whether some province's outline is a sketch, which a map must say. */
            readonly schematic: boolean;
            /** @description Template of the tiles' address; null when nothing is loaded, and then there is nothing to ask for. */
            readonly tiles: null | string;
        };
        /** @description Null when none is configured. */
        readonly "BasemapEndpoints.OutsideAnswer": {
            readonly attribution: string;
            /** Format: int32 */
            readonly maxZoom: number;
            readonly url: string;
        };
        readonly "BeginDraft.Request": {
            /**
             * Format: int64
             * @description The decision whose misprint it puts right; null of others.
             */
            readonly corrects?: null | number;
            /**
             * Format: int32
             * @description Of a metre, as the annex will print them: 2 (when left out) or 3.
             */
            readonly decimals?: null | number;
            /**
             * Format: int32
             * @description The zone of VN-2000 of the annex to be; that of the province's maps when left out.
             */
            readonly epsg?: null | number;
            readonly province: string;
            readonly purpose?: null | string;
            readonly title: string;
        };
        readonly "ChangeAttributes.Request": {
            /** @description What changes; null of an attribute takes its value away. */
            readonly attributes: {
                readonly [key: string]: unknown;
            };
            readonly note?: null | string;
            /**
             * Format: date
             * @description The day since which it is so; today in Vietnam when left out.
             */
            readonly on?: null | string;
        };
        readonly "ChangeDraft.Change": {
            /** Format: double */
            readonly accuracyM: null | number;
            readonly attributes: null | {
                readonly [key: string]: unknown;
            };
            /** @description As of a change that is sent alone. */
            readonly detach: null | string;
            /** Format: int64 */
            readonly feature: null | number;
            /**
             * @description add, take, retire, draw, describe or drop.
             * @enum {string}
             */
            readonly kind: "add" | "take" | "retire" | "draw" | "describe" | "drop";
            readonly layer: null | string;
            readonly name: null | components["schemas"]["ChangeDraft.Naming"];
            /** Format: int32 */
            readonly number: null | number;
            readonly positionSource: null | string;
            /**
             * Format: int64
             * @description The revision that was read, of draw, describe and drop: what If-Match says of a change that is sent alone.
             */
            readonly read: null | number;
            readonly recipe: null | components["schemas"]["RecipeForm"];
            readonly shape: null | {
                /**
                 * Format: int32
                 * @description Of a metre: 2 or 3.
                 */
                readonly decimals: number;
                /**
                 * Format: int32
                 * @description The zone of VN-2000.
                 */
                readonly epsg: number;
                /** @description Where somebody else's border ends on an edge of this one. */
                readonly nodes?: readonly {
                    readonly at: readonly number[];
                    /**
                     * Format: int64
                     * @description Whose corner it is.
                     */
                    readonly feature: null | number;
                    /** Format: int32 */
                    readonly part: number;
                    /** Format: int32 */
                    readonly ring: number;
                    /**
                     * Format: int32
                     * @description The corner at which the edge begins, from 0; part and ring count from 1.
                     */
                    readonly segment: number;
                }[];
                readonly parts: readonly {
                    /** @description The outer one, then holes. */
                    readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
                }[];
            };
        };
        readonly "ChangeDraft.Naming": {
            readonly en: null | string;
            readonly vi: string;
        };
        readonly "ChangeDraft.Request": {
            /**
             * Format: double
             * @description Metres.
             */
            readonly accuracyM?: null | number;
            /** @description Of together: the changes, each of another feature. */
            readonly all?: null | readonly components["schemas"]["ChangeDraft.Change"][];
            /** @description Of add and describe: all of them. */
            readonly attributes?: null | {
                readonly [key: string]: unknown;
            };
            /** @description Of draw and take: why a zone that was built by a recipe is drawn by hand; kept with it. */
            readonly detach?: null | string;
            /**
             * Format: int64
             * @description The feature in force, of take and retire.
             */
            readonly feature?: null | number;
            /**
             * @description add, take, retire, draw, describe, drop; together: all of the changes named; undo.
             * @enum {string}
             */
            readonly kind: "add" | "take" | "retire" | "draw" | "describe" | "drop" | "together" | "undo";
            /** @description Of add. */
            readonly layer?: null | string;
            readonly name?: null | components["schemas"]["ChangeDraft.Naming"];
            /**
             * Format: int32
             * @description The feature in the draft, of draw, describe and drop.
             */
            readonly number?: null | number;
            /**
             * Format: uuid
             * @description The operation to undo.
             */
            readonly of?: null | string;
            readonly positionSource?: null | string;
            readonly recipe?: null | components["schemas"]["RecipeForm"];
            /** @description Of add, draw and take: corners on the draft's lattice. */
            readonly shape?: null | {
                /**
                 * Format: int32
                 * @description Of a metre: 2 or 3.
                 */
                readonly decimals: number;
                /**
                 * Format: int32
                 * @description The zone of VN-2000.
                 */
                readonly epsg: number;
                /** @description Where somebody else's border ends on an edge of this one. */
                readonly nodes?: readonly {
                    readonly at: readonly number[];
                    /**
                     * Format: int64
                     * @description Whose corner it is.
                     */
                    readonly feature: null | number;
                    /** Format: int32 */
                    readonly part: number;
                    /** Format: int32 */
                    readonly ring: number;
                    /**
                     * Format: int32
                     * @description The corner at which the edge begins, from 0; part and ring count from 1.
                     */
                    readonly segment: number;
                }[];
                readonly parts: readonly {
                    /** @description The outer one, then holes. */
                    readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
                }[];
            };
        };
        readonly "ChangeFeed.Item": {
            /** Format: date-time */
            readonly at: string;
            /** Format: int64 */
            readonly featureId: number;
            readonly layer: string;
            /** @description The same after the change. */
            readonly new: null | (readonly [number, number, number, number]);
            /** @description West, south, east, north in degrees; null when there was no geometry. */
            readonly old: null | (readonly [number, number, number, number]);
            /** @enum {string} */
            readonly operation: "insert" | "update" | "delete";
            /** Format: int64 */
            readonly versionId: null | number;
        };
        readonly "ChangeFeed.Page": {
            readonly changes: readonly components["schemas"]["ChangeFeed.Item"][];
            /** @description Whether there is more at once. */
            readonly more: boolean;
            /** @description Where to go on, now or later; never null. */
            readonly next: string;
        };
        readonly "CheckDraft.AcceptanceRequest": {
            /** @description Of the finding. */
            readonly key: string;
            readonly reason?: null | string;
        };
        readonly "CheckDraft.Concerned": {
            /**
             * Format: int64
             * @description The other draft that holds it; null of one of this draft or in force.
             */
            readonly draft: null | number;
            /**
             * Format: date
             * @description The first day of one that is decided and not in force yet.
             */
            readonly from: null | string;
            /**
             * Format: int64
             * @description In force; null of one that is added.
             */
            readonly id: null | number;
            readonly name: string;
            /**
             * Format: int32
             * @description In the draft; null of a zone in force beside it.
             */
            readonly number: null | number;
            /**
             * Format: date
             * @description The last day of one whose end is decided.
             */
            readonly until: null | string;
        };
        readonly "CheckDraft.Finding": {
            /** Format: double */
            readonly areaM2: null | number;
            /** @description Longitude, latitude; null of what has no place. */
            readonly at: null | (readonly [number, number]);
            readonly by: null | string;
            readonly code: string;
            readonly features: readonly components["schemas"]["CheckDraft.Concerned"][];
            /** @description By which an acceptance names it. */
            readonly key: string;
            readonly pointer: string;
            /** @description Of one that was accepted, and who accepted it. */
            readonly reason: null | string;
            /** @enum {string} */
            readonly severity: "error" | "warning";
            /**
             * @description new: by this draft; standing: in force so already; accepted: with its reason; pending: if another open draft came into force too, which stops nobody until that one is approved.
             * @enum {string}
             */
            readonly state: "new" | "standing" | "accepted" | "pending";
            /** @description What is wrong, as a sentence. */
            readonly text: components["schemas"]["Text"];
            /** Format: double */
            readonly widthM: null | number;
        };
        readonly "CheckDraft.Findings": {
            /**
             * Format: int32
             * @description New ones, which stop a submission and an approval.
             */
            readonly errors: number;
            /** @description None of a draft that is decided: it is not checked against itself. */
            readonly found: readonly components["schemas"]["CheckDraft.Finding"][];
            /**
             * Format: int32
             * @description New ones without a reason, which stop them too.
             */
            readonly warnings: number;
        };
        readonly CheckDrafts: {
            readonly changes: readonly components["schemas"]["CheckDrafts.Change"][];
            /** @description False where there are more than 200 that come near the site. */
            readonly complete: boolean;
            readonly site: components["schemas"]["SiteAnswers.Site"];
        };
        readonly "CheckDrafts.Change": {
            readonly after: null | components["schemas"]["SiteAnswers.Finding"];
            readonly before: null | components["schemas"]["SiteAnswers.Finding"];
            readonly code: null | string;
            /** @description Whether the verdict would be another. */
            readonly differs: boolean;
            /** Format: int64 */
            readonly draft: number;
            /** Format: int64 */
            readonly feature: null | number;
            /**
             * @description add, change, retire or locate.
             * @enum {string}
             */
            readonly kind: "add" | "change" | "retire" | "locate";
            readonly layer: string;
            readonly layerTitle: components["schemas"]["Text"];
            readonly name: components["schemas"]["Text"];
            /** Format: int32 */
            readonly number: number;
            readonly province: string;
            readonly state: components["schemas"]["DraftAnswers.State"];
            readonly title: string;
        };
        readonly CheckSite: {
            /** @description The day, as yyyy-MM-dd. */
            readonly at: string;
            /** @description SHA-256 of question and answer, 64 small hexadecimal letters. */
            readonly code: string;
            /** @description False where there are more than are told: of a layer at most 200. */
            readonly complete: boolean;
            /**
             * Format: date-time
             * @description The moment as of whose knowledge it is told; asked again with it, the answer is the same.
             */
            readonly known: string;
            /** @description Places by which zones are checked, as near as asked; the nearest first. */
            readonly nearby: readonly components["schemas"]["CheckSite.NearPlace"][];
            /** @description The same of the commune, that nobody has located. */
            readonly nearbyUnlocated: readonly components["schemas"]["CheckSite.NearPlace"][];
            /** @description What the answer is not. */
            readonly notice: components["schemas"]["Text"];
            readonly place: null | components["schemas"]["CheckSite.Where"];
            /** @description Whether it is what everybody sees; else it holds places that only this caller sees, and so does its code. */
            readonly public: boolean;
            readonly site: components["schemas"]["SiteAnswers.Site"];
            /** @description Zones of the commune that nobody has located: whether the site lies in them cannot be told. */
            readonly unlocated: readonly components["schemas"]["CheckSite.Zone"][];
            /** Format: int32 */
            readonly withinM: number;
            /** @description Every zone that holds it or may, every one as near as asked, and the nearest of each layer; by verdict, then by distance. */
            readonly zones: readonly components["schemas"]["CheckSite.Zone"][];
        };
        readonly "CheckSite.Commune": {
            readonly code: string;
            readonly name: string;
        };
        /** @description By which it is in force; null where the record names none. */
        readonly "CheckSite.Decision": {
            /**
             * Format: int64
             * @description See /api/decisions; null of one that only the place's own attributes name.
             */
            readonly id: null | number;
            /** @description As yyyy-MM-dd. */
            readonly issuedOn: null | string;
            readonly issuer: null | string;
            readonly number: null | string;
        };
        /** @description The clause by which it is such a zone. */
        readonly "CheckSite.Law": {
            readonly clause: null | string;
            readonly document: string;
            /** @description The code of the layer's clause, such as 2b; null where it has none. */
            readonly point: null | string;
            readonly title: null | components["schemas"]["Text"];
        };
        readonly "CheckSite.NearPlace": {
            /**
             * Format: double
             * @description Of its position.
             */
            readonly accuracyM: null | number;
            readonly code: string;
            readonly demonstration: boolean;
            /**
             * Format: double
             * @description Geodesic, 0 where they meet; null of one that is not located.
             */
            readonly distanceM: null | number;
            /** Format: int64 */
            readonly id: number;
            readonly layer: string;
            readonly layerTitle: components["schemas"]["Text"];
            readonly name: components["schemas"]["Text"];
            /** @enum {null|string} */
            readonly state: "proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown" | null;
        };
        /** @description Where the site lies. */
        readonly "CheckSite.Where": {
            /** @description Whether it is told by the nearest centre, no boundary being loaded there. */
            readonly approximate: boolean;
            /** @description Of a drawn site all that it meets, where boundaries are loaded. */
            readonly communes: readonly components["schemas"]["CheckSite.Commune"][];
            readonly province: string;
            readonly provinceCode: string;
        };
        readonly "CheckSite.Zone": {
            readonly code: string;
            readonly decision: null | components["schemas"]["CheckSite.Decision"];
            readonly demonstration: boolean;
            readonly finding: null | components["schemas"]["SiteAnswers.Finding"];
            /** Format: int64 */
            readonly id: number;
            readonly law: null | components["schemas"]["CheckSite.Law"];
            readonly layer: string;
            readonly layerTitle: components["schemas"]["Text"];
            readonly name: components["schemas"]["Text"];
            /** @description First day in force, yyyy-MM-dd; null of one that no calendar takes. */
            readonly since: null | string;
            /**
             * @description What the layer's own status says, in the words of all layers: a proposed zone binds nobody. Null where the layer has none.
             * @enum {null|string}
             */
            readonly state: "proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown" | null;
            /** @description Last day; null while no end is set. */
            readonly until: null | string;
        };
        /** @description Where a rule, a code or a definition comes from. */
        readonly Cited: {
            /** @description None when the whole document applies. */
            readonly clause?: string;
            readonly document: string;
        };
        readonly CodeGrade: {
            readonly code: string;
            /** Format: int32 */
            readonly grade: number;
        };
        readonly CodeState: {
            readonly code: string;
            readonly state: string;
        };
        readonly "CompareFeature.Compared": {
            /** @description Whether another version is in force by now than the one compared with. */
            readonly baseChanged: boolean;
            readonly changed: readonly components["schemas"]["CompareFeature.Told"][];
            readonly grid: null | components["schemas"]["CompareFeature.Grid"];
            /**
             * Format: double
             * @description On the ellipsoid; null of one that ends.
             */
            readonly groundAfterM2: null | number;
            /**
             * Format: double
             * @description On the ellipsoid; null of a feature that is added.
             */
            readonly groundBeforeM2: null | number;
        };
        /** @description On the printed numbers; null where either was never drawn. */
        readonly "CompareFeature.Grid": {
            readonly added: readonly (readonly number[])[];
            /** Format: double */
            readonly afterM2: number;
            /** Format: double */
            readonly beforeM2: number;
            /**
             * Format: double
             * @description What only the draft has.
             */
            readonly gained: number;
            /** @description Whether all corners that differ are named. */
            readonly isAll: boolean;
            /**
             * Format: double
             * @description What only the feature in force has.
             */
            readonly lost: number;
            /** @description The first 500. */
            readonly moved: readonly components["schemas"]["CompareFeature.Moved"][];
            readonly removed: readonly (readonly number[])[];
            /** Format: int32 */
            readonly stretches: number;
        };
        readonly "CompareFeature.Moved": {
            /** Format: double */
            readonly distanceM: number;
            /** @description East and north in lattice units. */
            readonly from: readonly number[];
            readonly to: readonly number[];
        };
        /** @description What is told of it, before and after; without what its decision fills in. */
        readonly "CompareFeature.Told": {
            readonly after: unknown;
            readonly before: unknown;
            /** @description name, or an attribute of the layer. */
            readonly name: string;
            /** @description As people call it. */
            readonly title: components["schemas"]["Text"];
        };
        readonly "CoordinateSearch.Commune": {
            readonly code: string;
            readonly fullName: string;
        };
        /** @description The zone and coordinates as typed; null for degrees. */
        readonly "CoordinateSearch.Grid": {
            /** @description Whether the place is farther from the meridian than half the zone's width. */
            readonly beyondZone: boolean;
            /**
             * Format: double
             * @description Metres; Vietnamese tables head it with Y.
             */
            readonly east: number;
            /** Format: int32 */
            readonly epsg: number;
            /** @description As documents write it, 106°30'. */
            readonly meridian: string;
            readonly name: string;
            /**
             * Format: double
             * @description Metres; Vietnamese tables head it with X.
             */
            readonly north: number;
            /** Format: int32 */
            readonly widthDegrees: number;
        };
        readonly "CoordinateSearch.Position": {
            /** @description Whether commune and province are told by the nearest centre, no boundary being loaded there. */
            readonly approximate: boolean;
            readonly commune: null | components["schemas"]["CoordinateSearch.Commune"];
            readonly given: null | components["schemas"]["CoordinateSearch.Grid"];
            /**
             * @description wgs84 or vn2000: what was typed.
             * @enum {string}
             */
            readonly kind: "wgs84" | "vn2000";
            /** Format: double */
            readonly lat: number;
            /** @description The same in the zone of the province it lies in. */
            readonly local: components["schemas"]["CoordinateSearch.Grid"];
            /** Format: double */
            readonly lon: number;
            /** @description What a second source gives for the province's administrative map, as documents write it; null when sources agree. */
            readonly otherMeridian: null | string;
            readonly province: null | components["schemas"]["CoordinateSearch.Province"];
            /** @description Whether X and Y stood for east and north, against Vietnamese usage. */
            readonly swapped: boolean;
            /**
             * @description Who uses the typed zone there: province (its administrative map, Thông tư 24/2025/TT-BNNMT), older (a part before the merger), earlier (the province itself before that circular, where it was not merged), six-degree (the national map zone of that half), other; null for degrees.
             * @enum {null|string}
             */
            readonly usage: "province" | "older" | "earlier" | "six-degree" | "other" | null;
        };
        readonly "CoordinateSearch.Province": {
            readonly code: string;
            readonly name: string;
        };
        readonly CountChanges: {
            /** @enum {string} */
            readonly by: "month" | "day";
            /** @enum {string} */
            readonly clock: "recorded" | "valid";
            readonly periods: readonly components["schemas"]["CountChanges.Period"][];
        };
        readonly "CountChanges.Period": {
            /** Format: int32 */
            readonly added: number;
            /**
             * Format: int32
             * @description Versions that followed another; 0 on the clock of days in force.
             */
            readonly changed: number;
            /**
             * Format: date
             * @description First day of the month, or the day.
             */
            readonly start: string;
            /**
             * Format: int32
             * @description Places in the record, or in force, at the end of the period.
             */
            readonly total: number;
            /** Format: int32 */
            readonly withdrawn: number;
        };
        readonly CountPlaces: {
            readonly extent: null | (readonly [number, number, number, number]);
            readonly layers: readonly components["schemas"]["CountPlaces.Group"][];
            readonly namedZones: null | components["schemas"]["CountPlaces.RegisterCounts"];
            /** @description A place that several plans concern counts for each of them, so these do not add up to the total. */
            readonly plans: readonly components["schemas"]["CountPlaces.Group"][];
            readonly provinces: readonly components["schemas"]["CountPlaces.Group"][];
            readonly total: components["schemas"]["CountPlaces.Counts"];
        };
        readonly "CountPlaces.Counts": {
            /**
             * Format: int32
             * @description Known as an area.
             */
            readonly delineated: number;
            /**
             * Format: int32
             * @description Of the common status "in_force": a decision stands.
             */
            readonly inForce: number;
            /** Format: int32 */
            readonly located: number;
            /**
             * Format: int32
             * @description All that the record names, located or not.
             */
            readonly named: number;
            /**
             * Format: int32
             * @description A task concerns it that has begun and is not done; by plan: a task of that plan.
             */
            readonly withOpenTask: number;
        };
        readonly "CountPlaces.Group": {
            readonly counts: components["schemas"]["CountPlaces.Counts"];
            /** @description West, south, east, north in degrees (CRS84) of the places and of the centres of areas that hold what nobody has located; null for none. */
            readonly extent: null | (readonly [number, number, number, number]);
            readonly id: string;
            readonly title: null | components["schemas"]["Text"];
        };
        /** @description Null where the filter asks for what the register of named zones does not know. */
        readonly "CountPlaces.RegisterCounts": {
            /**
             * Format: int32
             * @description Of those, how many are drawn and decided: a zone in force is it today.
             */
            readonly inForce: number;
            /** Format: int32 */
            readonly named: number;
        };
        readonly "Deadlines.Deadline": {
            readonly condition: null | components["schemas"]["Text"];
            /**
             * Format: int32
             * @description From today until that day, also of what is done; below zero when it is past.
             */
            readonly daysLeft: number;
            /**
             * Format: date
             * @description The last day in time.
             */
            readonly dueOn: string;
            readonly id: string;
            /**
             * @description report, milestone or task (its end).
             * @enum {string}
             */
            readonly kind: "report" | "milestone" | "task";
            /** @description Who leads that task. */
            readonly leads: readonly string[];
            /** Format: int32 */
            readonly line: null | number;
            /** @description As occurrence has it; progress is reported of it. */
            readonly occurrence: string;
            readonly plan: string;
            readonly section: null | string;
            /**
             * @description overdue, running, not-begun or done; one that is overdue makes its task so.
             * @enum {string}
             */
            readonly state: "overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done";
            /** @description The task that it is, or that the plan ties to it; null when there is none. */
            readonly task: null | string;
            readonly title: null | components["schemas"]["Text"];
            readonly to: null | string;
            readonly who: null | string;
        };
        readonly "DecideDraft.Decided": {
            /** Format: int64 */
            readonly decision: number;
            /** @description Of the draft, in its order; those that were added have an id now. */
            readonly features: readonly number[];
        };
        readonly "DecideDraft.Rehearsed": {
            readonly features: readonly components["schemas"]["DecideDraft.Seen"][];
            /**
             * Format: date
             * @description The first day on which it is seen.
             */
            readonly firstDay: string;
            /** @description Of the content that was rehearsed: what is to be approved. */
            readonly hash: string;
        };
        readonly "DecideDraft.Request": {
            /** @description The signed document as Base64, kept byte for byte. */
            readonly document?: null | string;
            readonly documentName?: null | string;
            /** Format: date */
            readonly effectiveFrom?: null | string;
            /**
             * Format: date
             * @description The last day, where the decision itself says so.
             */
            readonly effectiveTo?: null | string;
            /** Format: date */
            readonly issuedOn?: null | string;
            readonly issuer?: null | string;
            /** @description As signed, such as 525/QĐ-UBND. */
            readonly number?: null | string;
            readonly signatory?: null | string;
            /** @description That a first day more than 10 years after the signing is meant. */
            readonly sure?: null | boolean;
            readonly title?: null | string;
        };
        /** @description What readers will see of a feature on the first day. */
        readonly "DecideDraft.Seen": {
            /**
             * Format: double
             * @description On the ellipsoid; null of one that ends.
             */
            readonly areaM2: null | number;
            readonly change: string;
            /** @description West, south, east, north in degrees. */
            readonly extent: null | (readonly [number, number, number, number]);
            /** Format: int64 */
            readonly feature: null | number;
            readonly layer: string;
            readonly name: string;
            /** Format: int32 */
            readonly number: number;
            /** @description What the outbox will tell of it: insert, update, delete. */
            readonly told: null | readonly string[];
            /**
             * Format: double
             * @description The same of what is in force; null of one that is added.
             */
            readonly wasM2: null | number;
        };
        readonly "DecisionEndpoints.Decided": {
            /** Format: double */
            readonly areaM2: null | number;
            /** @enum {string} */
            readonly change: "add" | "change" | "retire" | "locate" | "correction" | "registered";
            readonly code: string;
            /**
             * Format: date
             * @description The first day of its version by this decision; null where it has none.
             */
            readonly from: null | string;
            /** Format: int64 */
            readonly id: number;
            readonly layer: string;
            /** @description As the decision has it; null of one whose versions of it are all replaced or ended. */
            readonly name: null | string;
            /** @description Of a correction: what was misprinted. */
            readonly reason: null | string;
            /**
             * Format: date
             * @description The last day of that, and of a place that it ends the last day on which that was in force; null while no end is set. Of one that another decision replaced from its own first day the day before that: it was in force on none.
             */
            readonly to: null | string;
        };
        readonly "DecisionEndpoints.Details": {
            /** @description Of what was approved and decided; null of one that was registered later. */
            readonly contentHash: null | string;
            readonly decision: components["schemas"]["DecisionEndpoints.Summary"];
            readonly document: null | components["schemas"]["DecisionEndpoints.SignedDocument"];
            readonly features: readonly components["schemas"]["DecisionEndpoints.Decided"][];
            /** Format: date-time */
            readonly recordedAt: string;
        };
        readonly "DecisionEndpoints.Outline": {
            readonly geometry: {
                readonly coordinates: readonly unknown[];
                /** @enum {string} */
                readonly type: "Point" | "LineString" | "Polygon" | "MultiPoint" | "MultiLineString" | "MultiPolygon";
            };
            readonly properties: components["schemas"]["DecisionEndpoints.Outlined"];
            /** @enum {string} */
            readonly type: "Feature";
        };
        readonly "DecisionEndpoints.Outlined": {
            /**
             * @description A place that it ends is drawn as it was.
             * @enum {string}
             */
            readonly change: "add" | "change" | "retire" | "locate" | "correction" | "registered";
            /** Format: int64 */
            readonly id: number;
            readonly layer: string;
            readonly name: string;
        };
        /** @description Shapes to look at, right to about a metre; what is decided stands in the coordinate table of each place. */
        readonly "DecisionEndpoints.Outlines": {
            readonly features: readonly components["schemas"]["DecisionEndpoints.Outline"][];
            /** @enum {string} */
            readonly type: "FeatureCollection";
        };
        readonly "DecisionEndpoints.Page": {
            readonly decisions: readonly components["schemas"]["DecisionEndpoints.Summary"][];
            /** @description Address of the page after this; null on the last. */
            readonly next: null | string;
        };
        readonly "DecisionEndpoints.Shape": {
            readonly coordinates: readonly unknown[];
            /** @enum {string} */
            readonly type: "Point" | "LineString" | "Polygon" | "MultiPoint" | "MultiLineString" | "MultiPolygon";
        };
        /** @description Null where no scan was kept. */
        readonly "DecisionEndpoints.SignedDocument": {
            /** @description SHA-256 of its bytes, in small hexadecimal letters. */
            readonly hash: string;
            /** @description Where its bytes are. */
            readonly href: string;
            readonly name: string;
        };
        readonly "DecisionEndpoints.Summary": {
            /** Format: date */
            readonly effectiveFrom: string;
            /**
             * Format: date
             * @description The last day, where the decision itself says so; null of others.
             */
            readonly effectiveTo: null | string;
            /**
             * Format: int32
             * @description How many places it changed.
             */
            readonly features: number;
            /** Format: int64 */
            readonly id: number;
            /**
             * Format: date
             * @description As yyyy-MM-dd.
             */
            readonly issuedOn: string;
            readonly issuer: string;
            readonly number: string;
            readonly signatory: null | string;
            readonly title: string;
        };
        readonly "DraftAnswers.Act": {
            /** Format: date-time */
            readonly at: string;
            readonly by: string;
            readonly from: string;
            readonly hash: null | string;
            readonly note: null | string;
            readonly to: string;
            /** @description submit, take-up, approve and so on. */
            readonly word: string;
        };
        /** @description Corners on the lattice of a coordinate table: whole numbers of its last decimal, east and north. */
        readonly "DraftAnswers.AnnexForm": {
            /**
             * Format: int32
             * @description Of a metre: 2 or 3.
             */
            readonly decimals: number;
            /**
             * Format: int32
             * @description The zone of VN-2000.
             */
            readonly epsg: number;
            /** @description Where somebody else's border ends on an edge of this one. */
            readonly nodes?: readonly {
                readonly at: readonly number[];
                /**
                 * Format: int64
                 * @description Whose corner it is.
                 */
                readonly feature: null | number;
                /** Format: int32 */
                readonly part: number;
                /** Format: int32 */
                readonly ring: number;
                /**
                 * Format: int32
                 * @description The corner at which the edge begins, from 0; part and ring count from 1.
                 */
                readonly segment: number;
            }[];
            readonly parts: readonly {
                /** @description The outer one, then holes. */
                readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
            }[];
        };
        readonly "DraftAnswers.Approval": {
            /** Format: date-time */
            readonly at: string;
            readonly by: string;
            /** @description Of what was approved. */
            readonly hash: string;
        };
        readonly "DraftAnswers.Details": {
            readonly acts: readonly components["schemas"]["DraftAnswers.Act"][];
            readonly approval: null | components["schemas"]["DraftAnswers.Approval"];
            /**
             * Format: int64
             * @description The decision whose misprint it puts right; null of others.
             */
            readonly corrects: null | number;
            /** Format: int32 */
            readonly decimals: number;
            /** Format: int64 */
            readonly decision: null | number;
            /** Format: int32 */
            readonly epsg: number;
            readonly features: readonly components["schemas"]["DraftAnswers.Feature"][];
            /** @description Of all that the draft says; what an approval is of. */
            readonly hash: string;
            /** Format: int64 */
            readonly id: number;
            /** Format: date-time */
            readonly madeAt: string;
            readonly madeBy: string;
            readonly meridian: string;
            readonly province: string;
            readonly provinceName: string;
            readonly purpose: null | string;
            /** Format: int64 */
            readonly revision: number;
            readonly state: components["schemas"]["DraftAnswers.State"];
            /** @description The states that it can go to by the caller. */
            readonly steps: readonly string[];
            readonly title: string;
            /** Format: int32 */
            readonly zoneWidth: number;
        };
        readonly "DraftAnswers.Done": {
            readonly feature: null | components["schemas"]["DraftAnswers.FeatureDetails"];
            /** @description All that were changed. */
            readonly features: readonly components["schemas"]["DraftAnswers.FeatureDetails"][];
            readonly operation: components["schemas"]["DraftAnswers.Operation"];
        };
        /** @description One feature that the draft changes. */
        readonly "DraftAnswers.Feature": {
            /** Format: double */
            readonly accuracyM: null | number;
            /** Format: double */
            readonly areaM2: null | number;
            readonly attributes: {
                readonly [key: string]: unknown;
            };
            /** @description Whether another version is in force by now. */
            readonly baseChanged: boolean;
            /**
             * Format: int64
             * @description The version that it was taken in as; null of one that is added.
             */
            readonly baseVersion: null | number;
            /** @description Whether it has a recipe: the service made its shape from rules. */
            readonly built: boolean;
            /** @enum {string} */
            readonly change: "add" | "change" | "retire" | "locate";
            readonly code: null | string;
            readonly commune: null | string;
            readonly drawn: boolean;
            /** @description Taken out of the draft again. */
            readonly dropped: boolean;
            /** @description West, south, east, north in degrees; null until it is drawn. */
            readonly extent: null | (readonly [number, number, number, number]);
            /**
             * Format: int64
             * @description The feature in force; null of one that is added.
             */
            readonly id: null | number;
            readonly layer: string;
            readonly name: components["schemas"]["Text"];
            /**
             * Format: int32
             * @description Its own in the draft, for good.
             */
            readonly number: number;
            readonly positionSource: null | string;
            /** Format: int64 */
            readonly revision: number;
        };
        readonly "DraftAnswers.FeatureDetails": {
            /** @description SHA-256 of what the annex says, as its papers bear it: the same as /api/annexes knows once it is in force. */
            readonly contentHash: null | string;
            /** @description Why it was drawn by hand after it had been built. */
            readonly detached: null | string;
            readonly feature: components["schemas"]["DraftAnswers.Feature"];
            /** @description The same in WGS 84, longitude first, as GeoJSON with every digit. */
            readonly geometry: null | {
                readonly coordinates: unknown;
                /** @enum {string} */
                readonly type: "Polygon" | "MultiPolygon";
            };
            readonly recipe: null | components["schemas"]["RecipeAnswers.Told"];
            /** @description Its annex; null until it is drawn. */
            readonly shape: null | {
                /**
                 * Format: int32
                 * @description Of a metre: 2 or 3.
                 */
                readonly decimals: number;
                /**
                 * Format: int32
                 * @description The zone of VN-2000.
                 */
                readonly epsg: number;
                /** @description Where somebody else's border ends on an edge of this one. */
                readonly nodes?: readonly {
                    readonly at: readonly number[];
                    /**
                     * Format: int64
                     * @description Whose corner it is.
                     */
                    readonly feature: null | number;
                    /** Format: int32 */
                    readonly part: number;
                    /** Format: int32 */
                    readonly ring: number;
                    /**
                     * Format: int32
                     * @description The corner at which the edge begins, from 0; part and ring count from 1.
                     */
                    readonly segment: number;
                }[];
                readonly parts: readonly {
                    /** @description The outer one, then holes. */
                    readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
                }[];
            };
        };
        readonly "DraftAnswers.NodeForm": {
            readonly at: readonly number[];
            /**
             * Format: int64
             * @description Whose corner it is.
             */
            readonly feature: null | number;
            /** Format: int32 */
            readonly part: number;
            /** Format: int32 */
            readonly ring: number;
            /**
             * Format: int32
             * @description The corner at which the edge begins, from 0; part and ring count from 1.
             */
            readonly segment: number;
        };
        readonly "DraftAnswers.Operation": {
            /** Format: date-time */
            readonly at: string;
            readonly by: string;
            /** Format: int32 */
            readonly featureNumber: null | number;
            /** Format: int64 */
            readonly featureRevision: null | number;
            /** Format: uuid */
            readonly id: string;
            readonly kind: string;
            /**
             * Format: int64
             * @description Its place in the order of the draft's operations.
             */
            readonly number: number;
            /** Format: uuid */
            readonly undoes: null | string;
        };
        readonly "DraftAnswers.Operations": {
            readonly done: readonly components["schemas"]["DraftAnswers.Operation"][];
            readonly next: null | string;
        };
        readonly "DraftAnswers.Outline": {
            readonly coordinates: unknown;
            /** @enum {string} */
            readonly type: "Polygon" | "MultiPolygon";
        };
        readonly "DraftAnswers.Page": {
            readonly drafts: readonly components["schemas"]["DraftAnswers.Summary"][];
            /** @description Address of the page after this; null on the last. */
            readonly next: null | string;
        };
        readonly "DraftAnswers.PartForm": {
            /** @description The outer one, then holes. */
            readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
        };
        readonly "DraftAnswers.RingForm": {
            /** @description East and north of each; the first is not repeated. */
            readonly corners: readonly (readonly number[])[];
            readonly stretches: readonly components["schemas"]["DraftAnswers.StretchForm"][];
        };
        readonly "DraftAnswers.State": {
            readonly id: string;
            readonly title: components["schemas"]["Text"];
        };
        readonly "DraftAnswers.StretchForm": {
            /**
             * Format: double
             * @description Metres.
             */
            readonly accuracyM: number;
            /**
             * Format: int32
             * @description The corner at which it begins, from 0.
             */
            readonly from: number;
            /** @description What it was traced from. */
            readonly of: null | string;
            /** @enum {string} */
            readonly origin: "surveyed" | "annex" | "traced" | "drawn";
        };
        readonly "DraftAnswers.Summary": {
            /** Format: date-time */
            readonly changedAt: string;
            /**
             * Format: int32
             * @description Of a metre, as the annex prints its coordinates: 2 or 3.
             */
            readonly decimals: number;
            /** Format: int32 */
            readonly epsg: number;
            /**
             * Format: int32
             * @description How many it changes.
             */
            readonly features: number;
            /** Format: int64 */
            readonly id: number;
            /** Format: date-time */
            readonly madeAt: string;
            readonly madeBy: string;
            readonly province: string;
            readonly provinceName: string;
            /** Format: int64 */
            readonly revision: number;
            readonly state: components["schemas"]["DraftAnswers.State"];
            readonly title: string;
        };
        /** @description That what it asks for is done, and by whom; null while it is open. */
        readonly "DraftRemarks.Doing": {
            /** Format: date-time */
            readonly at: string;
            readonly by: string;
        };
        readonly "DraftRemarks.List": {
            readonly remarks: readonly components["schemas"]["DraftRemarks.Remark"][];
        };
        readonly "DraftRemarks.Remark": {
            /** Format: int64 */
            readonly answers: null | number;
            readonly at: null | (readonly [number, number]);
            readonly by: string;
            readonly done: null | components["schemas"]["DraftRemarks.Doing"];
            /** Format: int32 */
            readonly feature: null | number;
            /** Format: int64 */
            readonly id: number;
            /** Format: date-time */
            readonly madeAt: string;
            /** @description Whether its feature was changed since. */
            readonly outdated: boolean;
            /** @description Of its feature, as it was when this was said; null of one that was not drawn then, and where it is what stands. */
            readonly outline: null | {
                readonly coordinates: unknown;
                /** @enum {string} */
                readonly type: "Polygon" | "MultiPolygon";
            };
            readonly text: string;
        };
        readonly "DraftRemarks.Request": {
            /**
             * Format: int64
             * @description The remark that it answers.
             */
            readonly answers?: null | number;
            /** @description Longitude, latitude; null of what has no one place. */
            readonly at?: null | (readonly [number, number]);
            /**
             * Format: int32
             * @description The feature of the draft that it is about; null of the whole.
             */
            readonly feature?: null | number;
            readonly text: string;
        };
        /** @description A stretch of border between two corners that neither changed, or all of a ring; part and ring are 0 where all of the shape is concerned. */
        readonly "DraftTools.Conflict": {
            readonly base: readonly (readonly number[])[];
            /** @enum {string} */
            readonly code: "both-changed" | "no-anchor" | "structure" | "node" | "invalid" | "area" | "finding";
            readonly ours: readonly (readonly number[])[];
            /** Format: int32 */
            readonly part: number;
            /** Format: int32 */
            readonly ring: number;
            readonly theirs: readonly (readonly number[])[];
        };
        readonly "DraftTools.Made": {
            /** @description Corners that nobody gave: crossings, rounded to the lattice. */
            readonly added: readonly (readonly number[])[];
            /**
             * Format: double
             * @description Of the grid.
             */
            readonly areaAfterM2: number;
            /**
             * Format: double
             * @description Of the grid.
             */
            readonly areaBeforeM2: number;
            /**
             * Format: double
             * @description Of a buffer: by how much it reaches farther at most, metres.
             */
            readonly beyondM?: number;
            /** @description Of merge: what a person has to decide; there is no shape then. */
            readonly conflicts?: readonly components["schemas"]["DraftTools.Conflict"][];
            /** @description Of trace: the corners to follow. */
            readonly line?: readonly (readonly number[])[];
            /** @description Places at which a neighbour's border ended and does so no longer. */
            readonly lostNodes: readonly (readonly number[])[];
            /** @description Of split the pieces; of move-corners and touch all that were given, in order; of others one. */
            readonly shapes: readonly components["schemas"]["DraftTools.Shaped"][];
            /** @description Of trace: how that line came about. */
            readonly stretch?: components["schemas"]["DraftAnswers.StretchForm"];
        };
        readonly "DraftTools.Request": {
            /**
             * Format: double
             * @description Of a line that was drawn, metres; as the first shape's least exact stretch when left out.
             */
            readonly accuracyM?: null | number;
            /** @description Whether the result may have more parts than there were. */
            readonly allowParts?: null | boolean;
            /** @description Of trace: against the order of the corners. */
            readonly backwards?: null | boolean;
            /** @description Corners of a line, east and north in lattice units. */
            readonly line?: null | readonly (readonly number[])[];
            /**
             * Format: double
             * @description Of a buffer, on the ground; of snap, the reach in the grid.
             */
            readonly metres?: null | number;
            /** @description Of move-corners: from where to where. */
            readonly moves?: null | readonly (readonly (readonly number[])[])[];
            /** @description Of trace: what is followed, for the record. */
            readonly of?: null | string;
            /**
             * Format: int32
             * @description Of trace: the part of the shape, from 1.
             */
            readonly part?: null | number;
            /**
             * Format: int32
             * @description Of trace: its ring, from 1.
             */
            readonly ring?: null | number;
            /** @description On the draft's lattice. */
            readonly shapes?: null | readonly {
                /**
                 * Format: int32
                 * @description Of a metre: 2 or 3.
                 */
                readonly decimals: number;
                /**
                 * Format: int32
                 * @description The zone of VN-2000.
                 */
                readonly epsg: number;
                /** @description Where somebody else's border ends on an edge of this one. */
                readonly nodes?: readonly {
                    readonly at: readonly number[];
                    /**
                     * Format: int64
                     * @description Whose corner it is.
                     */
                    readonly feature: null | number;
                    /** Format: int32 */
                    readonly part: number;
                    /** Format: int32 */
                    readonly ring: number;
                    /**
                     * Format: int32
                     * @description The corner at which the edge begins, from 0; part and ring count from 1.
                     */
                    readonly segment: number;
                }[];
                readonly parts: readonly {
                    /** @description The outer one, then holes. */
                    readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
                }[];
            }[];
            /**
             * @description union: all shapes as one; difference: the first without the others; intersection; split: the first by the line; reshape: the first along the line; buffer: around the first shape or the line; move-corners: in all shapes that have them; trace: the border of the first between two corners of the line; touch: the others record where corners of the first end on their edges; merge: of what both began with, ours and theirs, only with its proof, else the stretches that a person has to decide; drop-duplicates, drop-spikes, snap (the first to the others): safe mends; measure.
             * @enum {string}
             */
            readonly tool: "union" | "difference" | "intersection" | "split" | "reshape" | "buffer" | "move-corners" | "trace" | "touch" | "merge" | "drop-duplicates" | "drop-spikes" | "snap" | "measure";
        };
        readonly "DraftTools.Shaped": {
            /**
             * Format: double
             * @description Of the grid, on the printed numbers.
             */
            readonly areaM2: number;
            /** @description In WGS 84, longitude first. */
            readonly geometry: {
                readonly coordinates: unknown;
                /** @enum {string} */
                readonly type: "Polygon" | "MultiPolygon";
            };
            /**
             * Format: double
             * @description On the ellipsoid.
             */
            readonly groundM2: number;
            /**
             * Format: double
             * @description Of the grid.
             */
            readonly perimeterM: number;
            readonly shape: {
                /**
                 * Format: int32
                 * @description Of a metre: 2 or 3.
                 */
                readonly decimals: number;
                /**
                 * Format: int32
                 * @description The zone of VN-2000.
                 */
                readonly epsg: number;
                /** @description Where somebody else's border ends on an edge of this one. */
                readonly nodes?: readonly {
                    readonly at: readonly number[];
                    /**
                     * Format: int64
                     * @description Whose corner it is.
                     */
                    readonly feature: null | number;
                    /** Format: int32 */
                    readonly part: number;
                    /** Format: int32 */
                    readonly ring: number;
                    /**
                     * Format: int32
                     * @description The corner at which the edge begins, from 0; part and ring count from 1.
                     */
                    readonly segment: number;
                }[];
                readonly parts: readonly {
                    /** @description The outer one, then holes. */
                    readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
                }[];
            };
        };
        readonly "DrawNamedZone.Request": {
            /**
             * Format: double
             * @description Of the communes' boundaries, metres; 1,000 when left out, as where none is known.
             */
            readonly accuracyM?: null | number;
            /**
             * Format: date
             * @description The day whose members are drawn, today or later; today when left out.
             */
            readonly asOf?: null | string;
            /**
             * Format: int32
             * @description Of the new draft: 2 (when left out) or 3.
             */
            readonly decimals?: null | number;
            /**
             * Format: int64
             * @description An open one of the zone's province; a new one is begun when left out.
             */
            readonly draft?: null | number;
            /**
             * Format: int32
             * @description Of the new draft; that of the province's maps when left out.
             */
            readonly epsg?: null | number;
            /** @description Of the new draft; the zone's name when left out. */
            readonly title?: null | string;
        };
        readonly "EditingEndpoints.Role": {
            readonly code: string;
            readonly title: components["schemas"]["Text"];
        };
        readonly "EditingEndpoints.RoleList": {
            readonly roles: readonly components["schemas"]["EditingEndpoints.Role"][];
        };
        readonly "EditingEndpoints.Written": {
            /**
             * Format: int64
             * @description The id of the version that was recorded, or the number of the report.
             */
            readonly version: number;
        };
        readonly Facets: {
            /** @description By parameter of the filter, with "layer" for the layers themselves. */
            readonly parameters: {
                readonly [key: string]: readonly components["schemas"]["Facets.Choice"][];
            };
            /**
             * Format: int32
             * @description How many features the whole filter leaves.
             */
            readonly total: number;
        };
        readonly "Facets.Choice": {
            /** Format: int32 */
            readonly features: number;
            readonly title: null | components["schemas"]["Text"];
            readonly value: string;
            /** @description The province of a commune, the plan of a task. */
            readonly within: null | string;
        };
        readonly FeatureCoordinates: {
            /**
             * Format: double
             * @description Of the position, metres; whatever decimals the coordinates have.
             */
            readonly accuracyM: null | number;
            /** @description Whether that is more than half the zone's width. */
            readonly beyondZone: boolean;
            /**
             * @description Whose choice the zone is: asked, province, nearest (no province is known) or annex.
             * @enum {string}
             */
            readonly chosen: "asked" | "province" | "nearest" | "annex";
            readonly code: string;
            /** @description SHA-256 of what the decision's annex says, as its papers bear it (/api/annexes); null where none is kept or it was not drawn here. */
            readonly contentHash: null | string;
            /**
             * Format: int32
             * @description How many rows there are; fewer may be listed.
             */
            readonly count: number;
            readonly document: null | string;
            /**
             * Format: double
             * @description How far east or west of the central meridian it reaches, degrees; null in an annex.
             */
            readonly farthestDegrees: null | number;
            /** Format: int64 */
            readonly id: number;
            /** @description The zones that tables of its province may be in, and why; empty when the province is not known. */
            readonly meridians: readonly components["schemas"]["ProvinceZone"][];
            readonly name: components["schemas"]["Text"];
            /** @description The province the feature lies in; null when not known. */
            readonly province: null | string;
            /** @description Whether the province was made of several on 1 July 2025; older meridians were theirs then. */
            readonly rearranged: boolean;
            readonly rows: readonly components["schemas"]["FeatureCoordinates.Row"][];
            /**
             * @description geometry: computed from what is published; annex: as the decision gives them.
             * @enum {string}
             */
            readonly source: "geometry" | "annex";
            readonly zone: components["schemas"]["FeatureCoordinates.Zone"];
        };
        readonly "FeatureCoordinates.Row": {
            /**
             * Format: double
             * @description To the next point, degrees clockwise from grid north.
             */
            readonly bearing: null | number;
            /**
             * Format: double
             * @description To the next point, on the plane of the projection.
             */
            readonly distanceM: null | number;
            /** @description The point's number in the decision; null in a computed table. */
            readonly label: null | string;
            /** Format: double */
            readonly lat: number;
            /** Format: double */
            readonly lon: number;
            /** Format: int32 */
            readonly number: number;
            /** Format: int32 */
            readonly part: number;
            /** Format: int32 */
            readonly ring: number;
            /**
             * Format: double
             * @description Metres north.
             */
            readonly x: number;
            /**
             * Format: double
             * @description Metres east.
             */
            readonly y: number;
        };
        readonly "FeatureCoordinates.Zone": {
            /** Format: int32 */
            readonly epsg: number;
            readonly meridian: string;
            /** Format: double */
            readonly meridianDegrees: number;
            readonly name: string;
            /** Format: int32 */
            readonly widthDegrees: number;
        };
        readonly FeatureDetails: {
            /** Format: double */
            readonly areaM2: null | number;
            readonly attributes: readonly components["schemas"]["FeatureDetails.AttributeValue"][];
            /** @description What the layer's file says of these values together, where it says something. */
            readonly checks: readonly components["schemas"]["FeatureDetails.Check"][];
            readonly code: string;
            /** @description The communes that the feature meets, by the department's own boundaries; null when these are not loaded or the feature is not located. */
            readonly communesMet: null | readonly components["schemas"]["FeatureDetails.MetCommune"][];
            readonly decision: null | components["schemas"]["FeatureDetails.Decision"];
            readonly demonstration: boolean;
            /** @description West, south, east, north in degrees; null when not located. */
            readonly extent: null | (readonly [number, number, number, number]);
            /** @description As GeoJSON, of a version that was asked for; null when not located, and in details of today, whose geometry has its own address. */
            readonly geometry: null | {
                readonly coordinates: readonly unknown[];
                /** @enum {string} */
                readonly type: "Point" | "LineString" | "Polygon" | "MultiPoint" | "MultiLineString" | "MultiPolygon";
            };
            /** Format: int64 */
            readonly id: number;
            /** @description Longitude, latitude of a point that lies on the feature; null when not located. */
            readonly labelPoint: null | (readonly [number, number]);
            readonly layer: string;
            readonly layerTitle: components["schemas"]["Text"];
            readonly leadRule: null | components["schemas"]["FeatureDetails.LeadRule"];
            /** @description The first day in force, as yyyy-MM-dd, where only its month is known: that of the plan that names the place and leaves its day blank; else null. */
            readonly monthOnly: null | string;
            readonly name: components["schemas"]["Text"];
            readonly place: components["schemas"]["FeatureDetails.Place"];
            readonly position: components["schemas"]["FeatureDetails.Position"];
            /** @description Which version this is; tasks, former units and the list of versions are today's all the same. */
            readonly shown: components["schemas"]["FeatureDetails.Shown"];
            readonly tasks: readonly components["schemas"]["FeatureDetails.ConcernedTask"][];
            readonly unlocated: boolean;
            readonly valid: components["schemas"]["FeatureDetails.Period"];
            readonly versions: readonly components["schemas"]["FeatureDetails.Version"][];
        };
        /** @description Its coordinate table; null when none is kept. */
        readonly "FeatureDetails.Annex": {
            /** @description What the annex belongs to, in its own words. */
            readonly document: string;
            /** Format: int32 */
            readonly epsg: number;
            readonly meridian: string;
            /** Format: int32 */
            readonly points: number;
            /** Format: int32 */
            readonly widthDegrees: number;
        };
        readonly "FeatureDetails.AttributeValue": {
            /** @description The same of a code's own meaning, where that is not the attribute's; null otherwise. */
            readonly codeSource: null | {
                /** @description None when the whole document applies. */
                readonly clause?: string;
                readonly document: string;
            } | {
                readonly proposal: boolean;
            };
            readonly label: null | components["schemas"]["Text"];
            readonly name: string;
            readonly recorded: null | components["schemas"]["FeatureDetails.Recording"];
            /** @description Of the definition, not of the value: the document and clause that the attribute comes from, or that EnvGis proposes it. */
            readonly source: null | {
                /** @description None when the whole document applies. */
                readonly clause?: string;
                readonly document: string;
            } | {
                readonly proposal: boolean;
            };
            readonly title: components["schemas"]["Text"];
            /** @enum {string} */
            readonly type: "text" | "integer" | "number" | "boolean" | "date" | "code" | "url";
            readonly unit: null | string;
            readonly value: null | boolean | number | string;
        };
        readonly "FeatureDetails.Check": {
            /** @description The one that the rule is about. */
            readonly attribute: string;
            /** @description False of what was recorded before the rule was. */
            readonly holds: boolean;
            readonly id: string;
            readonly rule: components["schemas"]["Text"];
            /** @description Document and clause of the rule, or a mark that it is a proposal. */
            readonly source: {
                /** @description None when the whole document applies. */
                readonly clause?: string;
                readonly document: string;
            } | {
                readonly proposal: boolean;
            };
        };
        readonly "FeatureDetails.Commune": {
            readonly code: string;
            readonly kind: string;
            readonly name: string;
        };
        readonly "FeatureDetails.ConcernedTask": {
            /**
             * Format: int32
             * @description Until that day; below zero when it is past.
             */
            readonly daysLeft: null | number;
            /** @description As yyyy-MM-dd; null when the plan sets no end. */
            readonly dueOn: null | string;
            readonly id: string;
            readonly leads: readonly components["schemas"]["FeatureDetails.Lead"][];
            /** Format: int32 */
            readonly line: number;
            readonly occurrence: string;
            readonly plan: components["schemas"]["FeatureDetails.Plan"];
            readonly role: components["schemas"]["FeatureDetails.Role"];
            readonly section: string;
            readonly source: components["schemas"]["FeatureDetails.SourceLine"];
            /**
             * @description overdue, running, open-ended, undated, not-begun or done: of the occurrence that the task stands by today, see TaskQuery.Summary.
             * @enum {string}
             */
            readonly state: "overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done";
            readonly timeline: components["schemas"]["FeatureDetails.Timeline"];
            readonly title: components["schemas"]["Text"];
        };
        /** @description The decision that fixed this version, as far as its record tells. */
        readonly "FeatureDetails.Decision": {
            readonly annex: null | components["schemas"]["FeatureDetails.Annex"];
            /** @description As yyyy-MM-dd. */
            readonly date: null | string;
            /**
             * Format: int64
             * @description Its number in the service, see /api/decisions; null of one that only the version's own attributes name.
             */
            readonly id: null | number;
            readonly inForce: components["schemas"]["FeatureDetails.Period"];
            readonly issuer: null | string;
            readonly number: null | string;
        };
        readonly "FeatureDetails.FormerUnit": {
            readonly code: null | string;
            readonly district: string;
            readonly kind: string;
            readonly name: string;
            /** @description Whether only a part of it lies in this commune. */
            readonly part: boolean;
            /** @description The last day of the former unit; null when only that it had ended before July 2025 is known. */
            readonly until: null | string;
        };
        readonly "FeatureDetails.Lead": {
            readonly agency: string;
            readonly scope: null | string;
        };
        /** @description Who leads by those communes, where a plan says so; else null. */
        readonly "FeatureDetails.LeadRule": {
            readonly en: string;
            readonly source: components["schemas"]["FeatureDetails.SourceLine"];
            readonly vi: string;
        };
        readonly "FeatureDetails.MetCommune": {
            readonly code: string;
            readonly name: string;
            /**
             * Format: double
             * @description Part of the feature's area that lies in the commune, 0 to 1; 1 for points and lines.
             */
            readonly share: null | number;
        };
        readonly "FeatureDetails.Moments": {
            /** Format: date-time */
            readonly from: string;
            /** Format: date-time */
            readonly to: null | string;
        };
        readonly "FeatureDetails.Period": {
            /** @description First day, as yyyy-MM-dd; null when the record has one that no calendar takes. */
            readonly from: null | string;
            /** @description Last day; null while no end is set. */
            readonly to: null | string;
        };
        readonly "FeatureDetails.Place": {
            readonly commune: null | components["schemas"]["FeatureDetails.Commune"];
            readonly former: readonly components["schemas"]["FeatureDetails.FormerUnit"][];
            readonly province: null | components["schemas"]["FeatureDetails.Province"];
        };
        readonly "FeatureDetails.Plan": {
            readonly id: string;
            readonly title: components["schemas"]["Text"];
        };
        readonly "FeatureDetails.Position": {
            /**
             * Format: double
             * @description Metres; of an unlocated feature the radius of the area around near that contains it.
             */
            readonly accuracyM: null | number;
            /** @description Longitude, latitude; null when located or when not even the area is known. */
            readonly near: null | (readonly [number, number]);
            /** @description How the position became known; null when not located. */
            readonly source: null | string;
            readonly sourceTitle: null | components["schemas"]["Text"];
        };
        readonly "FeatureDetails.Province": {
            readonly code: string;
            readonly name: string;
        };
        /** @description Of the value: since when the record has had it, by whom, from what. Null when there is no such version left to see. */
        readonly "FeatureDetails.Recording": {
            /** Format: date-time */
            readonly at: string;
            readonly author: string;
            readonly reason: null | string;
            /**
             * Format: int64
             * @description The first version of those that have had the value ever since.
             */
            readonly version: number;
        };
        readonly "FeatureDetails.Role": {
            readonly code: string;
            readonly title: components["schemas"]["Text"];
        };
        /** @description Which version this is; tasks, former units and the list of versions are today's all the same. */
        readonly "FeatureDetails.Shown": {
            /**
             * Format: date-time
             * @description The moment of whose knowledge was asked; null when none was.
             */
            readonly asOf: null | string;
            /** @description Whether this is what is published today. */
            readonly current: boolean;
            /** @description The day that was asked about, as yyyy-MM-dd; null when none was. */
            readonly onDay: null | string;
            /** Format: int64 */
            readonly version: number;
        };
        readonly "FeatureDetails.SourceLine": {
            /** Format: int32 */
            readonly line: number;
            readonly plan: string;
            readonly section: string;
        };
        readonly "FeatureDetails.Timeline": {
            /** @description MM-DD: it is due every year before that day. */
            readonly before: null | string;
            readonly condition: null | components["schemas"]["Text"];
            /**
             * Format: int32
             * @description Year; null when the plan names none.
             */
            readonly from: null | number;
            /** @description from and to: years that the plan's words do not give. */
            readonly inferred: readonly ("from" | "to")[];
            readonly text: null | string;
            /** Format: int32 */
            readonly to: null | number;
        };
        readonly "FeatureDetails.Version": {
            readonly author: string;
            /** @description Whether this is what is published today. */
            readonly current: boolean;
            /** Format: int64 */
            readonly id: number;
            readonly name: components["schemas"]["Text"];
            readonly reason: null | string;
            readonly recorded: components["schemas"]["FeatureDetails.Moments"];
            readonly unlocated: boolean;
            readonly valid: components["schemas"]["FeatureDetails.Period"];
        };
        readonly FeaturesWithoutTasks: {
            readonly features: readonly components["schemas"]["FeaturesWithoutTasks.Untended"][];
            /** @description How many of them are in each layer; null on all pages but the first. */
            readonly layers: null | readonly components["schemas"]["FeaturesWithoutTasks.LayerCount"][];
            /** @description Address of the page after this; null on the last. */
            readonly next: null | string;
            /**
             * Format: int32
             * @description Features without a task, before the choice of layers; null on all pages but the first.
             */
            readonly total: null | number;
        };
        readonly "FeaturesWithoutTasks.LayerCount": {
            /** Format: int32 */
            readonly features: number;
            readonly layer: string;
        };
        readonly "FeaturesWithoutTasks.Untended": {
            readonly code: string;
            readonly commune: null | components["schemas"]["UnlocatedFeatures.Unit"];
            readonly demonstration: boolean;
            /** Format: int64 */
            readonly id: number;
            readonly layer: string;
            readonly name: components["schemas"]["Text"];
            readonly province: null | components["schemas"]["UnlocatedFeatures.Unit"];
            readonly unlocated: boolean;
        };
        readonly "GeoJson.Feature": {
            readonly geometry: null | components["schemas"]["GeoJson.Geometry"];
            /** Format: int64 */
            readonly id: number;
            readonly properties: components["schemas"]["GeoJson.Properties"];
            /** @enum {string} */
            readonly type: "Feature";
        };
        readonly "GeoJson.Geometry": {
            readonly coordinates: readonly unknown[];
            /** @enum {string} */
            readonly type: "Point" | "LineString" | "Polygon" | "MultiPoint" | "MultiLineString" | "MultiPolygon";
        };
        /** @description What all layers have; the attributes of its own layer stand beside it. */
        readonly "GeoJson.Properties": {
            /**
             * Format: double
             * @description Metres.
             */
            readonly accuracy_m: null | number;
            /** Format: double */
            readonly area_m2: null | number;
            readonly code: string;
            readonly commune_code: null | string;
            readonly commune_name: null | string;
            readonly demonstration: boolean;
            readonly name_en: null | string;
            readonly name_vi: string;
            readonly position_source: null | string;
            readonly province_code: null | string;
            readonly unlocated: boolean;
            /** Format: date-time */
            readonly updated_at: string;
            /**
             * Format: date
             * @description First day in force.
             */
            readonly valid_from: null | string;
            /**
             * Format: date
             * @description Last day in force; null while none is set.
             */
            readonly valid_to: null | string;
        } & {
            readonly [key: string]: unknown;
        };
        readonly "Invite.Made": {
            /** Format: date-time */
            readonly expires: string;
            /** @description With the secret after #; shown once. */
            readonly link: string;
        };
        /** @description Of a document: which. */
        readonly KnownDistance: {
            /**
             * Format: date
             * @description The day as of which it is known.
             */
            readonly asOf: string;
            /** Format: double */
            readonly downstreamM: null | number;
            readonly id: string;
            /**
             * @description reach: up and down stream of an intake; around: about a place; bank: from a bank.
             * @enum {string}
             */
            readonly kind: "reach" | "around" | "bank";
            /**
             * @description How surely it was read: H, M or L.
             * @enum {string}
             */
            readonly mark: "H" | "M" | "L";
            /**
             * Format: double
             * @description Of around and bank.
             */
            readonly metres: null | number;
            readonly note: null | components["schemas"]["Text"];
            readonly source: components["schemas"]["KnownDistance.Origin"];
            readonly title: components["schemas"]["Text"];
            /** Format: double */
            readonly upstreamM: null | number;
        };
        readonly "KnownDistance.Origin": {
            readonly clause: string;
            readonly document: string;
        };
        /** @description What /api/layers answers. It is written from the layers' files as they stand; these records describe it, and a test holds real answers against them. */
        readonly LayerList: {
            readonly layers: readonly components["schemas"]["LayerList.Described"][];
        };
        readonly "LayerList.Around": {
            /**
             * Format: date
             * @description The first day on which it holds.
             */
            readonly from: string;
            /**
             * Format: int32
             * @description From the zone's border.
             */
            readonly metres: number;
            readonly source: {
                /** @description None when the whole document applies. */
                readonly clause?: string;
                readonly document: string;
            } | {
                readonly proposal: boolean;
            };
            /**
             * Format: date
             * @description The last one; none is known when left out.
             */
            readonly to?: string;
        };
        readonly "LayerList.Attribute": {
            /** @description The allowed codes of a code attribute. */
            readonly codelist?: readonly components["schemas"]["LayerList.CodeOf"][];
            readonly description?: components["schemas"]["Text"];
            /** @description Whether an inspector may record a change of it. */
            readonly edit?: boolean;
            /** @description Whether the filter takes it. */
            readonly filter?: boolean;
            /** Format: double */
            readonly maximum?: number;
            readonly maximumSource?: {
                /** @description None when the whole document applies. */
                readonly clause?: string;
                readonly document: string;
            } | {
                readonly proposal: boolean;
            };
            /** Format: int32 */
            readonly maxLength?: number;
            /** Format: double */
            readonly minimum?: number;
            readonly name: string;
            readonly required?: boolean;
            /** @description Whether only callers with a grant see it. */
            readonly restricted?: boolean;
            readonly source?: {
                /** @description None when the whole document applies. */
                readonly clause?: string;
                readonly document: string;
            } | {
                readonly proposal: boolean;
            };
            /** @description Whether tiles carry it. */
            readonly tiles?: boolean;
            readonly title: components["schemas"]["Text"];
            /** @enum {string} */
            readonly type: "text" | "integer" | "number" | "boolean" | "date" | "code" | "url";
            /** @description As shown to people; none of a pure number or text. */
            readonly unit?: string;
        };
        readonly "LayerList.CodeOf": {
            readonly code: string;
            /** @description Of the code, where it is not the attribute's. */
            readonly source?: {
                /** @description None when the whole document applies. */
                readonly clause?: string;
                readonly document: string;
            } | {
                readonly proposal: boolean;
            };
            readonly title: components["schemas"]["Text"];
        };
        /** @description A code of the attribute's list, the sum of other attributes within so much, or bounds: from or more, above, up to or less, below. */
        readonly "LayerList.Condition": {
            /** Format: double */
            readonly above?: number;
            readonly attribute: string;
            /** Format: double */
            readonly below?: number;
            /** Format: double */
            readonly from?: number;
            readonly is?: readonly string[];
            readonly sumOf?: readonly string[];
            /** Format: double */
            readonly upTo?: number;
            /** Format: double */
            readonly within?: number;
        };
        /** @description What values of one feature say of each other: where every condition under if holds, then holds too. */
        readonly "LayerList.Constraint": {
            readonly id: string;
            readonly if?: readonly components["schemas"]["LayerList.Condition"][];
            /** @description The rule as a sentence. */
            readonly message: components["schemas"]["Text"];
            readonly source: {
                /** @description None when the whole document applies. */
                readonly clause?: string;
                readonly document: string;
            } | {
                readonly proposal: boolean;
            };
            readonly then: components["schemas"]["LayerList.Condition"];
        };
        /** @description Features with one of these values have a dashed outline. */
        readonly "LayerList.Dashed": {
            readonly attribute: string;
            readonly values: readonly string[];
        };
        /** @description A layer as its file describes it, and what of it is in force. */
        readonly "LayerList.Described": {
            readonly attributes: readonly components["schemas"]["LayerList.Attribute"][];
            /**
             * @description How what is in force changes; directly when left out.
             * @enum {string}
             */
            readonly changes?: "directly" | "decision";
            /** @description Layers whose places inside a zone are named when a draft of it is checked. */
            readonly checkedAgainst?: readonly string[];
            /** @description How far around a zone those places are named too. */
            readonly checkedWithin?: readonly components["schemas"]["LayerList.Around"][];
            /** @description What the codes of its features begin with. */
            readonly codePrefix: string;
            readonly constraints?: readonly components["schemas"]["LayerList.Constraint"][];
            readonly description: components["schemas"]["Text"];
            /** @description West, south, east, north in degrees (CRS84); null when none is located. */
            readonly extent: null | (readonly [number, number, number, number]);
            /**
             * Format: int32
             * @description How many are in force.
             */
            readonly features: number;
            /** @enum {string} */
            readonly geometry: "point" | "line" | "polygon" | "point-or-polygon" | "line-or-polygon";
            readonly id: string;
            /** @description Address of its features by OGC API Features. */
            readonly items: string;
            readonly legalBasis: readonly components["schemas"]["LegalBasis"][];
            /** @description Whether it is one of the five that EnvGis is for. */
            readonly mission: boolean;
            /** Format: int32 */
            readonly order: number;
            readonly severity?: components["schemas"]["SeverityScale"];
            /** @description What a zone with a code of an attribute must lie beside. */
            readonly shapesByCode?: readonly components["schemas"]["LayerList.Neighbour"][];
            readonly state?: components["schemas"]["StateScale"];
            readonly symbol: components["schemas"]["LayerList.Symbol"];
            /** @description Template of the tiles' address. */
            readonly tiles: string;
            readonly title: components["schemas"]["Text"];
            /** @description Topics of the plans that it answers. */
            readonly topics: readonly string[];
            /**
             * Format: int32
             * @description How many of them have no coordinates yet.
             */
            readonly unlocated: number;
            /** @enum {string} */
            readonly visibility: "public" | "restricted";
            readonly zoom: components["schemas"]["ZoomRange"];
        };
        readonly "LayerList.Neighbour": {
            readonly attribute: string;
            /** @description The layer of which any zone is meant. */
            readonly beside: string;
            readonly code: string;
            readonly source: {
                /** @description None when the whole document applies. */
                readonly clause?: string;
                readonly document: string;
            } | {
                readonly proposal: boolean;
            };
        };
        /** @description Graded points, from the least to the most. */
        readonly "LayerList.Ramp": {
            readonly attribute: string;
            readonly steps: readonly components["schemas"]["LayerList.Step"][];
        };
        readonly "LayerList.Step": {
            readonly code: string;
            readonly color: string;
            /**
             * Format: double
             * @description CSS pixels.
             */
            readonly radius: number;
        };
        readonly "LayerList.Symbol": {
            /** @description #RRGGBB */
            readonly color: string;
            readonly dashed?: components["schemas"]["LayerList.Dashed"];
            /**
             * @description Fill of areas.
             * @enum {string}
             */
            readonly pattern: "plain" | "cross-hatch" | "hatch-right" | "hatch-left";
            readonly ramp?: components["schemas"]["LayerList.Ramp"];
            /**
             * @description Shape of points.
             * @enum {string}
             */
            readonly shape: "circle" | "square" | "triangle" | "diamond";
        };
        readonly LegalBasis: {
            /** @description Null when the whole document applies. */
            readonly clause?: string;
            readonly document: string;
            readonly note?: components["schemas"]["Text"];
        };
        readonly ListedFeature: {
            readonly code: string;
            readonly commune: null | components["schemas"]["ListedFeature.Unit"];
            readonly demonstration: boolean;
            /**
             * Format: double
             * @description Geodesic metres from the place asked from, 0 inside; null when none was given.
             */
            readonly distanceM: null | number;
            /**
             * Format: int16
             * @description Severity on the scale of all layers, 0 to 4; null where the layer has none.
             */
            readonly grade: null | number;
            /** Format: int64 */
            readonly id: number;
            /** Format: double */
            readonly lat: null | number;
            readonly layer: string;
            /**
             * Format: double
             * @description Degrees of a point on it, or of the centre of the area that holds what nobody has located; null when not even that is known.
             */
            readonly lon: null | number;
            readonly name: components["schemas"]["Text"];
            /**
             * Format: int32
             * @description Tasks tied to it that have begun by their plan.
             */
            readonly openTasks: number;
            /**
             * Format: int32
             * @description How long the latest of them is past its plan's date; null when none is.
             */
            readonly overdueDays: null | number;
            readonly province: null | components["schemas"]["ListedFeature.Unit"];
            /** @description In the words of all layers; null where the layer has none. */
            readonly state: null | string;
            readonly unlocated: boolean;
        };
        readonly "ListedFeature.Unit": {
            readonly code: string;
            readonly name: string;
        };
        readonly ListFeatures: {
            readonly features: readonly components["schemas"]["ListedFeature"][];
            /** @description Address of the page after this; null on the last. */
            readonly next: null | string;
            /**
             * Format: int32
             * @description How many match in all.
             */
            readonly total: number;
        };
        readonly ListZones: {
            readonly province: null | components["schemas"]["ProvinceAt.Province"];
            readonly zones: readonly components["schemas"]["ListZones.Zone"][];
        };
        readonly "ListZones.Zone": {
            /** @description Where the EPSG registry says it is used, by the provinces before 1 July 2025. */
            readonly area: string;
            /** Format: int32 */
            readonly epsg: number;
            readonly meridian: string;
            readonly name: string;
            /** Format: int32 */
            readonly widthDegrees: number;
        };
        readonly "LocateFeature.Request": {
            /**
             * Format: double
             * @description Metres.
             */
            readonly accuracyM?: null | number;
            /** Format: double */
            readonly lat?: null | number;
            /**
             * Format: double
             * @description Degrees, EPSG:4326; with lat, or else vn2000.
             */
            readonly lon?: null | number;
            readonly note?: null | string;
            /** Format: date */
            readonly on?: null | string;
            /** @enum {null|string} */
            readonly source?: "surveyed" | "decision-annex" | "gps" | "digitised" | null;
            /** @description The position may lie far from the area that was known to hold the place; not outside the caller's own. */
            readonly sure?: null | boolean;
            readonly vn2000?: null | components["schemas"]["LocateFeature.Vn2000Position"];
        };
        readonly "LocateFeature.Vn2000Position": {
            /** Format: int32 */
            readonly epsg: number;
            /**
             * Format: double
             * @description Metres; X is north in Vietnamese documents.
             */
            readonly xNorth: number;
            /**
             * Format: double
             * @description Metres, 500 000 at the central meridian.
             */
            readonly yEast: number;
        };
        readonly "LookAround.Neighbour": {
            /** @description Whether these corners are its annex's own; else they are its points brought to the nearest of the lattice. */
            readonly exact: boolean;
            /**
             * Format: int64
             * @description Of the feature in force.
             */
            readonly id: number;
            readonly layer: string;
            readonly name: string;
            /** @description On the draft's lattice. */
            readonly shape: {
                /**
                 * Format: int32
                 * @description Of a metre: 2 or 3.
                 */
                readonly decimals: number;
                /**
                 * Format: int32
                 * @description The zone of VN-2000.
                 */
                readonly epsg: number;
                /** @description Where somebody else's border ends on an edge of this one. */
                readonly nodes?: readonly {
                    readonly at: readonly number[];
                    /**
                     * Format: int64
                     * @description Whose corner it is.
                     */
                    readonly feature: null | number;
                    /** Format: int32 */
                    readonly part: number;
                    /** Format: int32 */
                    readonly ring: number;
                    /**
                     * Format: int32
                     * @description The corner at which the edge begins, from 0; part and ring count from 1.
                     */
                    readonly segment: number;
                }[];
                readonly parts: readonly {
                    /** @description The outer one, then holes. */
                    readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
                }[];
            };
        };
        readonly "LookAround.Neighbours": {
            readonly isAll: boolean;
            readonly zones: readonly components["schemas"]["LookAround.Neighbour"][];
        };
        readonly "LookAround.OutlineFeature": {
            readonly geometry: {
                readonly coordinates: unknown;
                /** @enum {string} */
                readonly type: "Polygon" | "MultiPolygon";
            };
            readonly properties: components["schemas"]["LookAround.OutlineProperties"];
            readonly type: string;
        };
        readonly "LookAround.OutlineProperties": {
            /** @enum {string} */
            readonly change: "add" | "change" | "retire" | "locate";
            /** Format: int64 */
            readonly id: null | number;
            readonly layer: string;
            readonly name: string;
            /** Format: int32 */
            readonly number: number;
            /**
             * @description draft: as it is drawn; in-force: what it was when it was taken in.
             * @enum {string}
             */
            readonly role: "draft" | "in-force";
        };
        /** @description A FeatureCollection (RFC 7946). */
        readonly "LookAround.Outlines": {
            readonly features: readonly components["schemas"]["LookAround.OutlineFeature"][];
            readonly type: string;
        };
        readonly Me: {
            /** @description What may be done somewhere. */
            readonly acts: readonly ("read-restricted" | "change-attributes" | "locate" | "tie-task" | "report-progress" | "draft" | "review" | "decide" | "answer-consultation" | "manage-people" | "manage-keys" | "read-audit")[];
            readonly grants: readonly components["schemas"]["People.GrantAnswer"][];
            /** @description What may be done to the place or task that was asked about. */
            readonly here: readonly ("read-restricted" | "change-attributes" | "locate" | "tie-task" | "report-progress" | "draft" | "review" | "decide" | "answer-consultation" | "manage-people" | "manage-keys" | "read-audit")[];
            readonly person: null | components["schemas"]["Me.PersonAnswer"];
            /** @description Where one may sign in besides here. */
            readonly providers: readonly components["schemas"]["SignInProviders.Provider"][];
            readonly signedIn: boolean;
        };
        readonly "Me.PersonAnswer": {
            readonly agency: null | string;
            readonly email: null | string;
            /** Format: int64 */
            readonly id: number;
            readonly name: string;
            /** @description Those tied to the account. */
            readonly providers: readonly string[];
            readonly secondFactor: boolean;
            readonly userName: string;
        };
        readonly "NamedZoneAnswers.Details": {
            /** @description Whether the caller may write the next version and draw it. */
            readonly mayChange: boolean;
            /** @description Of the last version, in their order: which can be drawn today. */
            readonly members: readonly components["schemas"]["NamedZoneAnswers.Drawable"][];
            /** @description The last one first, 100 at the most. */
            readonly versions: readonly components["schemas"]["NamedZoneAnswers.Version"][];
            readonly zone: components["schemas"]["NamedZoneAnswers.Summary"];
        };
        readonly "NamedZoneAnswers.Drawable": {
            /**
             * Format: date
             * @description Its first day, where that is one of the next 90.
             */
            readonly begins: null | string;
            /** @description Of a commune as it is called today; null of others. */
            readonly name: null | string;
            /**
             * Format: int32
             * @description From 1.
             */
            readonly place: number;
            readonly why: null | components["schemas"]["NamedZoneAnswers.Reason"];
        };
        readonly "NamedZoneAnswers.Drawn": {
            /** Format: int64 */
            readonly draft: number;
            /** @description Each of the zone's, drawn or not. */
            readonly members: readonly components["schemas"]["NamedZoneAnswers.Drawable"][];
            /**
             * Format: int32
             * @description The feature in the draft.
             */
            readonly number: number;
        };
        readonly "NamedZoneAnswers.Page": {
            /** @description Address of the page after this; null on the last. */
            readonly next: null | string;
            readonly zones: readonly components["schemas"]["NamedZoneAnswers.Summary"][];
        };
        /** @description Why it cannot be drawn; null of one that can. */
        readonly "NamedZoneAnswers.Reason": {
            /** @enum {string} */
            readonly code: "part" | "reserve" | "distance" | "other" | "planned" | "not-yet" | "ended" | "no-commune" | "no-boundary";
            readonly text: components["schemas"]["Text"];
        };
        readonly "NamedZoneAnswers.Summary": {
            /** Format: double */
            readonly areaHa: null | number;
            /**
             * Format: int32
             * @description Members whose first day is one of the next 90.
             */
            readonly beginning: number;
            readonly clause: null | string;
            /** @description That of the zone in force. */
            readonly code: null | string;
            readonly conflicts: boolean;
            /**
             * Format: int64
             * @description The open draft that holds it; null for who sees no drafts.
             */
            readonly draft: null | number;
            /**
             * Format: int32
             * @description The version of which the zone in force was drawn; null where it was drawn otherwise, or is not.
             */
            readonly drawnOf: null | number;
            /**
             * Format: int64
             * @description The zone in force.
             */
            readonly feature: null | number;
            /** Format: int64 */
            readonly id: number;
            readonly layer: string;
            /** Format: int32 */
            readonly members: number;
            readonly name: components["schemas"]["Text"];
            /**
             * Format: int32
             * @description Its number there.
             */
            readonly number: null | number;
            readonly province: string;
            readonly provinceName: string;
            /**
             * @description Computed: in-force where a zone in force is it today, in-draft where a draft that the caller sees holds it, else not-drawn.
             * @enum {string}
             */
            readonly state: "not-drawn" | "in-draft" | "in-force";
            /**
             * Format: int32
             * @description The last one.
             */
            readonly version: number;
            readonly withdrawn: boolean;
        };
        readonly "NamedZoneAnswers.Version": {
            /** Format: date-time */
            readonly at: string;
            /** @description Who wrote it; null for who sees no drafts of the province. */
            readonly by: null | string;
            /** Format: int32 */
            readonly number: number;
            readonly says: components["schemas"]["NamedZoneForm"];
        };
        /** @description A zone as a provincial plan names it, in the plan's own words. All of it is typed by who drafts; nothing is filled in for them. */
        readonly NamedZoneForm: {
            /** Format: double */
            readonly areaHa: null | number;
            /** Format: double */
            readonly areaHorizonHa: null | number;
            /** @description Of the layer's own; null where the layer has none. */
            readonly clause: null | string;
            /** @description Whether plan and decree contradict each other; both wordings are there then. */
            readonly conflicts: null | boolean;
            /** @description Where it is other than the plan's. */
            readonly decreeWording: null | string;
            /**
             * Format: int64
             * @description In force, where it was drawn otherwise than by the register.
             */
            readonly feature: null | number;
            /**
             * Format: int32
             * @description Of the area at the plan's horizon.
             */
            readonly horizonYear: null | number;
            /** @description One that changes by decision; stays as it was given first. */
            readonly layer: null | string;
            /** @description May be none. */
            readonly members: null | readonly components["schemas"]["NamedZoneForm.Member"][];
            readonly name: null | components["schemas"]["NamedZoneForm.Naming"];
            readonly plan: null | components["schemas"]["NamedZoneForm.PlanForm"];
            /** @description Null where the plan does not speak of the clause. */
            readonly planWording: null | string;
            /** @description Two digits; stays as it was given first. */
            readonly province: null | string;
            /** @description Why it is no longer in the register. */
            readonly withdrawn: null | string;
        };
        readonly "NamedZoneForm.Member": {
            /** Format: double */
            readonly areaHa: null | number;
            /** @description Of kind commune: its code, five digits. */
            readonly commune: null | string;
            /** @enum {null|string} */
            readonly kind: "commune" | "reserve" | "distance" | "other" | null;
            /**
             * Format: double
             * @description Of kind distance.
             */
            readonly metres: null | number;
            /** @description Of kind commune: which part of it; null of all of it. */
            readonly part: null | string;
            /**
             * @description planned: when established.
             * @enum {null|string}
             */
            readonly status: "existing" | "planned" | null;
            /** @description Of kind reserve. */
            readonly subzone: null | string;
            /** Format: date */
            readonly validFrom: null | string;
            /**
             * Format: date
             * @description The last day.
             */
            readonly validTo: null | string;
            /** @description Of kind reserve its name, of distance from what, of other the plan's words. */
            readonly words: null | string;
        };
        readonly "NamedZoneForm.Naming": {
            readonly en: null | string;
            readonly vi: null | string;
        };
        readonly "NamedZoneForm.PlanForm": {
            /**
             * Format: date
             * @description As yyyy-MM-dd.
             */
            readonly date: null | string;
            readonly number: null | string;
            /** @description Page or section. */
            readonly place: null | string;
            readonly title: null | string;
        };
        /** @description What is left out stays; an empty text takes away. */
        readonly "People.ChangeRequest": {
            readonly agency?: null | string;
            readonly email?: null | string;
            readonly locked?: null | boolean;
            readonly name?: null | string;
        };
        readonly "People.GrantAnswer": {
            readonly communes: null | readonly string[];
            readonly layers: null | readonly string[];
            readonly provinces: null | readonly string[];
            /** @enum {string} */
            readonly role: "viewer" | "inspector" | "planner" | "approver" | "administrator";
        };
        readonly "People.InvitationRequest": {
            /** @description False to switch it off as well, for a person who lost the telephone. */
            readonly secondFactor?: null | boolean;
        };
        readonly "People.MadeAnswer": {
            /** Format: date-time */
            readonly expires: string;
            readonly link: string;
            readonly person: components["schemas"]["People.PersonAnswer"];
        };
        readonly "People.NewRequest": {
            readonly agency?: null | string;
            readonly email?: null | string;
            readonly grants?: null | readonly components["schemas"]["People.GrantAnswer"][];
            readonly name: string;
            readonly userName: string;
        };
        readonly "People.Page": {
            readonly next: null | string;
            readonly people: readonly components["schemas"]["People.PersonAnswer"][];
        };
        readonly "People.PersonAnswer": {
            readonly agency: null | string;
            readonly email: null | string;
            readonly grants: readonly components["schemas"]["People.GrantAnswer"][];
            /** Format: int64 */
            readonly id: number;
            /** @description The person has not set a password yet. */
            readonly invited: boolean;
            /** Format: date-time */
            readonly lastSignIn: null | string;
            readonly locked: boolean;
            readonly name: string;
            /** @description The sign-in providers through which the person gets in without the password. */
            readonly providers: readonly string[];
            readonly secondFactor: boolean;
            readonly userName: string;
        };
        /** @description For each group where it goes on; null where it ends. */
        readonly "PlaceSearch.Cursors": {
            readonly features: null | string;
            readonly places: null | string;
            readonly tasks: null | string;
        };
        readonly "PlaceSearch.Feature": {
            readonly code: string;
            readonly commune: null | string;
            readonly demonstration: boolean;
            /** Format: int64 */
            readonly id: number;
            /** Format: double */
            readonly lat: null | number;
            readonly layer: string;
            /** Format: double */
            readonly lon: null | number;
            readonly name: components["schemas"]["Text"];
            /** @description As of a place. */
            readonly near: boolean;
            readonly province: null | string;
            readonly unlocated: boolean;
        };
        readonly "PlaceSearch.Found": {
            /** @description Whether only a person can tell what is meant: unless the first answer's whole name or code, with what was said to lie around it, is what was typed, and none elsewhere has it too. */
            readonly asks: boolean;
            /** @description Where the text lies when it is coordinates: one, or one for each meridian that it may be meant in, the likeliest first. */
            readonly coordinates: readonly components["schemas"]["CoordinateSearch.Position"][];
            readonly coordinatesNote: null | components["schemas"]["Text"];
            readonly features: readonly components["schemas"]["PlaceSearch.Feature"][];
            readonly next: components["schemas"]["PlaceSearch.Cursors"];
            readonly note: null | components["schemas"]["Text"];
            /** @description The groups, that with the best answer first. */
            readonly order: readonly ("places" | "features" | "tasks")[];
            readonly places: readonly components["schemas"]["PlaceSearch.Place"][];
            readonly tasks: readonly components["schemas"]["PlaceSearch.Task"][];
        };
        readonly "PlaceSearch.Place": {
            /** @description Whether the place was found by what it was before. */
            readonly became: boolean;
            /** @description Of a district, which has none, its full name and its province. */
            readonly code: string;
            /** @description False when the old unit may have other successors: those told are its main ones, or have a part of it. */
            readonly complete: boolean;
            /** @description Of an old name the district it lay in; else the districts that the place was made of, with commas between. Null where none is known. */
            readonly formerDistrict: null | string;
            /** @description Likewise of provinces. */
            readonly formerProvince: null | string;
            readonly fullName: string;
            /**
             * @description commune, province, or district: one of those that ended on 1 July 2025.
             * @enum {string}
             */
            readonly kind: "commune" | "province" | "district";
            /** Format: double */
            readonly lat: number;
            /** Format: double */
            readonly lon: number;
            /** @description The old name that was hit; null when the present one was. */
            readonly matched: null | string;
            readonly name: string;
            /** @description Whether it is only written nearly as asked, or has not all the words. */
            readonly near: boolean;
            readonly note: null | components["schemas"]["Text"];
            /** @description Name of the province of today that a commune or district lies in; null for a province. */
            readonly province: null | string;
            /**
             * Format: double
             * @description Metres round the point that hold the place: by its boundary when one is loaded; a province's special zones, islands far out, apart.
             */
            readonly radiusM: number;
            /**
             * Format: date
             * @description First day of the place as it is; null of a district, which is no more.
             */
            readonly since: null | string;
            /** @description What the old commune or district became, this place among them; empty when the present name was hit. */
            readonly successors: readonly components["schemas"]["PlaceSearch.Successor"][];
        };
        readonly "PlaceSearch.Successor": {
            readonly code: string;
            readonly fullName: string;
            /** Format: double */
            readonly lat: number;
            /** Format: double */
            readonly lon: number;
            /** @description Whether only a part of the old commune went there; of a district, whether only a part of this commune comes from it. */
            readonly part: boolean;
            /** Format: double */
            readonly radiusM: number;
        };
        readonly "PlaceSearch.Task": {
            readonly id: string;
            /** @description As of a place. */
            readonly near: boolean;
            readonly plan: string;
            readonly planTitle: components["schemas"]["Text"];
            readonly title: components["schemas"]["Text"];
        };
        readonly "PlanEndpoints.DeadlinePage": {
            readonly deadlines: readonly components["schemas"]["Deadlines.Deadline"][];
            /** @description Address of the page after this; null on the last. */
            readonly next: null | string;
            /**
             * Format: date
             * @description The day in Vietnam that the days left are counted from.
             */
            readonly today: string;
        };
        readonly "PlanEndpoints.PlanList": {
            readonly plans: readonly components["schemas"]["PlanQuery.Summary"][];
        };
        readonly "PlanEndpoints.TaskPage": {
            /** @description Whether no task has the words of q, and these have them when one slip is mended. */
            readonly near: boolean;
            /** @description Address of the page after this; null on the last. */
            readonly next: null | string;
            readonly tasks: readonly components["schemas"]["TaskQuery.Summary"][];
        };
        readonly "PlanQuery.Details": {
            readonly communeCode: null | string;
            readonly date: null | string;
            readonly dateNote: null | string;
            readonly documentType: string;
            readonly hasAnnex: boolean;
            readonly id: string;
            readonly issuer: string;
            readonly level: string;
            readonly milestones: readonly components["schemas"]["PlanQuery.MilestoneAnswer"][];
            readonly notes: readonly components["schemas"]["Text"][];
            readonly number: null | string;
            readonly numberNote: null | string;
            readonly parents: readonly string[];
            readonly places: readonly components["schemas"]["PlanQuery.PlaceAnswer"][];
            readonly proposedBy: null | string;
            readonly provinceCode: string;
            readonly references: readonly components["schemas"]["PlanQuery.ReferenceAnswer"][];
            readonly reporting: readonly components["schemas"]["PlanQuery.ReportAnswer"][];
            readonly sections: readonly components["schemas"]["PlanQuery.SectionAnswer"][];
            readonly signedAs: null | string;
            readonly systems: readonly components["schemas"]["PlanQuery.SystemAnswer"][];
            readonly targets: readonly components["schemas"]["PlanQuery.TargetAnswer"][];
            /** Format: int32 */
            readonly taskCount: number;
            readonly title: components["schemas"]["Text"];
        };
        readonly "PlanQuery.FormerUnit": {
            readonly code: null | string;
            readonly district: null | string;
            readonly name: string;
            readonly province: null | string;
        };
        readonly "PlanQuery.MilestoneAnswer": {
            /**
             * Format: int32
             * @description Below zero when it is past; null when it is done.
             */
            readonly daysLeft: null | number;
            /** Format: date */
            readonly due: string;
            /** Format: date */
            readonly from: null | string;
            readonly id: string;
            /**
             * @description overdue, running, not-begun or done.
             * @enum {string}
             */
            readonly state: "overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done";
            readonly task: null | string;
            readonly title: components["schemas"]["Text"];
        };
        readonly "PlanQuery.PlaceAnswer": {
            readonly communeCode: null | string;
            readonly feature: null | string;
            readonly former: null | components["schemas"]["PlanQuery.FormerUnit"];
            readonly id: string;
            readonly kind: string;
            /** Format: int32 */
            readonly line: null | number;
            readonly nameInSource: string;
            readonly notes: null | string;
            readonly provinceCode: null | string;
            readonly section: null | string;
            readonly title: components["schemas"]["Text"];
        };
        readonly "PlanQuery.ReferenceAnswer": {
            readonly document: string;
            readonly id: string;
            readonly level: string;
        };
        readonly "PlanQuery.ReportAnswer": {
            /** @description MM-DD of the day before which it is due each year; null when on request. */
            readonly before: null | string;
            /** Format: int32 */
            readonly daysLeft: null | number;
            /**
             * Format: date
             * @description The last day in time of the occurrence that the duty stands by today, as summary has it; null when on request.
             */
            readonly dueOn: null | string;
            readonly recurrence: string;
            readonly section: string;
            /**
             * @description overdue, running, not-begun or done; null when on request.
             * @enum {null|string}
             */
            readonly state: "overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done" | null;
            /** @description The task that is this duty; null when the plan lists it as no item of its own. */
            readonly task: null | string;
            /** @description Null when the plan does not say. */
            readonly to: null | string;
            readonly who: string;
            /** @description The plan's words on its time. */
            readonly wording: null | string;
        };
        /** @description A heading; its id continues its parent's, and a task's id continues that of the heading above it. */
        readonly "PlanQuery.SectionAnswer": {
            readonly id: string;
            /** Format: int32 */
            readonly line: number;
            /** @description As the plan prints it. */
            readonly number: string;
            readonly parent: null | string;
            /**
             * @description plan or annex.
             * @enum {string}
             */
            readonly part: "plan" | "annex";
            readonly title: components["schemas"]["Text"];
        };
        readonly "PlanQuery.Summary": {
            readonly communeCode: null | string;
            readonly date: null | string;
            readonly id: string;
            readonly issuer: string;
            readonly level: string;
            readonly milestones: readonly components["schemas"]["PlanQuery.MilestoneAnswer"][];
            readonly number: null | string;
            readonly provinceCode: string;
            readonly reporting: readonly components["schemas"]["PlanQuery.ReportAnswer"][];
            readonly targets: readonly components["schemas"]["PlanQuery.TargetAnswer"][];
            /** Format: int32 */
            readonly taskCount: number;
            readonly title: components["schemas"]["Text"];
        };
        readonly "PlanQuery.SystemAnswer": {
            readonly due: null | string;
            readonly id: string;
            readonly implied: boolean;
            readonly kind: string;
            /** Format: int32 */
            readonly line: null | number;
            readonly notes: null | string;
            readonly relation: string;
            readonly section: null | string;
            readonly title: components["schemas"]["Text"];
        };
        readonly "PlanQuery.TargetAnswer": {
            readonly baseline: null | string;
            readonly id: string;
            /** @description year and scope, where the plan's sentence does not hold them. */
            readonly inferred: readonly ("year" | "scope")[];
            /** Format: int32 */
            readonly line: number;
            /** @description >, >=, = or no_increase; the last has no value. */
            readonly operator: string;
            readonly scope: null | string;
            readonly section: string;
            readonly title: components["schemas"]["Text"];
            readonly unit: null | string;
            /** Format: double */
            readonly value: null | number;
            /** Format: int32 */
            readonly year: null | number;
        };
        /** @description By RFC 9457. */
        readonly Problem: {
            /** @description What stands there now, of a write that came too late. */
            readonly current?: unknown;
            /** @description A sentence that can be acted on, in the caller's language. */
            readonly detail: string;
            readonly en: string;
            /** @description Each parameter or field that is wrong; null where none is the matter. */
            readonly errors?: readonly components["schemas"]["Refusal.Fault"][];
            readonly instance: string;
            /** Format: int32 */
            readonly status: number;
            readonly title: string;
            /** @description /problems/ and the kind of refusal. */
            readonly type: string;
            readonly vi: string;
            /** @description What was sent, beside that. */
            readonly yours?: unknown;
        };
        readonly "Profile.PasswordRequest": {
            readonly current: string;
            readonly new: string;
        };
        readonly "Profile.SessionList": {
            readonly sessions: readonly components["schemas"]["Sessions.Listed"][];
        };
        /** @description No law says it: EnvGis proposes it. */
        readonly Proposed: {
            readonly proposal: boolean;
        };
        readonly "ProvinceAt.Province": {
            /** @description Whether it was told by the nearest commune, no boundaries being loaded. */
            readonly approximate: boolean;
            readonly code: string;
            /**
             * Format: int32
             * @description Its zone by Thông tư 24/2025/TT-BNNMT, of 3°, for its administrative map.
             */
            readonly epsg: null | number;
            /** @description The zones that its tables may be in, and why. */
            readonly meridians: readonly components["schemas"]["ProvinceZone"][];
            readonly name: string;
            /** @description Whether it was made of several on 1 July 2025; older meridians were theirs then. */
            readonly rearranged: boolean;
        };
        /** @description A zone in which tables of a province may be, and why; see ProvinceMeridian. */
        readonly ProvinceZone: {
            /** Format: int32 */
            readonly epsg: number;
            /** @description The provinces of before that had it; null when all had, or none. */
            readonly former: null | string;
            readonly meridian: string;
            /** @description Whether tables from before 1 July 2025 have it. */
            readonly older: boolean;
            /** @description The source that gives it for the administrative map, where sources disagree; null else. */
            readonly otherSource: null | string;
            /** @description Whether Thông tư 24/2025/TT-BNNMT gives it for the administrative map of the province. */
            readonly provinceMap: boolean;
            /** Format: int32 */
            readonly widthDegrees: number;
        };
        readonly "ReadGrid.Grid": {
            /** Format: int32 */
            readonly epsg: number;
            readonly lines: readonly components["schemas"]["ReadGrid.Line"][];
            readonly meridian: string;
            readonly name: string;
            /** Format: int32 */
            readonly step: number;
            /** Format: int32 */
            readonly widthDegrees: number;
        };
        readonly "ReadGrid.Line": {
            /**
             * @description E where the easting is constant, N where the northing is.
             * @enum {string}
             */
            readonly axis: "E" | "N";
            /** Format: double */
            readonly metres: number;
            /** @description Longitude and latitude, decimal degrees. */
            readonly points: readonly (readonly [number, number])[];
        };
        readonly "ReadRecipe.Checked": {
            readonly again: null | components["schemas"]["RecipeForm"];
            /** Format: int32 */
            readonly decimals: number;
            readonly difference: null | components["schemas"]["ReadRecipe.Difference"];
            /** Format: int32 */
            readonly epsg: number;
            /**
             * Format: int64
             * @description In force; null of one that a draft adds.
             */
            readonly feature: null | number;
            readonly layer: string;
            readonly name: components["schemas"]["Text"];
            readonly notBuilt: null | components["schemas"]["Text"];
            readonly proof: null | components["schemas"]["ReadRecipe.Proof"];
            readonly province: string;
            readonly recipe: components["schemas"]["RecipeAnswers.Told"];
        };
        /** @description To what it would be today; null where nothing has changed, or where it cannot be built. */
        readonly "ReadRecipe.Difference": {
            /** @description As it would be. */
            readonly after: {
                readonly coordinates: unknown;
                /** @enum {string} */
                readonly type: "Polygon" | "MultiPolygon";
            };
            /** Format: double */
            readonly afterM2: number;
            /** @description As it stands, in WGS 84, longitude first. */
            readonly before: {
                readonly coordinates: unknown;
                /** @enum {string} */
                readonly type: "Polygon" | "MultiPolygon";
            };
            /** Format: double */
            readonly beforeM2: number;
            /** Format: double */
            readonly gainedM2: number;
            /** Format: double */
            readonly lostM2: number;
        };
        readonly "ReadRecipe.Outdated": {
            /**
             * Format: int32
             * @description How many of its sources and boundaries are others by now.
             */
            readonly changed: number;
            readonly code: string;
            /** Format: int64 */
            readonly id: number;
            readonly layer: string;
            readonly name: components["schemas"]["Text"];
            readonly province: string;
        };
        readonly "ReadRecipe.Page": {
            /** @description Address of the page after this; null on the last. */
            readonly next: null | string;
            readonly zones: readonly components["schemas"]["ReadRecipe.Outdated"][];
        };
        /** @description Null where not all of it can be seen, where the draft's grid is another, or where it could not be built again in time. */
        readonly "ReadRecipe.Proof": {
            /** Format: double */
            readonly allowedM2: number;
            /** Format: double */
            readonly differenceM2: number;
            /** @description Whether the shape may be what that kernel made: the same, or after another version of it a difference of 1 mm along the border at the most. */
            readonly holds: boolean;
            /** @description That made the shape. */
            readonly kernel: string;
            /** @description That was asked. */
            readonly kernelNow: string;
            /** @description Corner by corner. */
            readonly same: boolean;
        };
        readonly "ReadRevision.Revision": {
            /** Format: date-time */
            readonly at: null | string;
            /**
             * Format: int64
             * @description The last change's number in the outbox; null while nothing was ever published.
             */
            readonly number: null | number;
        };
        readonly "ReadSource.Corner": {
            /** @description As it stands in the table. */
            readonly east: string;
            readonly label: null | string;
            /** @description As it stands in the table. */
            readonly north: string;
            /**
             * Format: int32
             * @description From 1.
             */
            readonly row: number;
        };
        readonly "ReadSource.Details": {
            /**
             * @description What the numbers of rows count: rows of a table, or features of a file of vectors.
             * @enum {string}
             */
            readonly counts: "rows" | "features";
            /** @description Whether the first reading can be taken without asking; else somebody chooses. */
            readonly decided: boolean;
            readonly notes: readonly components["schemas"]["ReadSource.Note"][];
            /** @description Best first. */
            readonly readings: readonly components["schemas"]["ReadSource.Reading"][];
            readonly source: components["schemas"]["ReadSource.Source"];
        };
        readonly "ReadSource.Note": {
            readonly code: string;
            /**
             * Format: int32
             * @description From 1; null of what concerns all.
             */
            readonly row: null | number;
            readonly text: components["schemas"]["Text"];
            /**
             * @description told: worth reading; asked: somebody has to agree; wrong: the reading cannot be taken as it is.
             * @enum {string}
             */
            readonly weight: "told" | "asked" | "wrong";
        };
        readonly "ReadSource.Reading": {
            /**
             * Format: int32
             * @description Corners that are corners of zones in force, within 2 cm.
             */
            readonly cornerHits: number;
            /**
             * Format: int32
             * @description The zone of VN-2000.
             */
            readonly epsg: number;
            /**
             * Format: double
             * @description The share of its corners in the draft's province; null when its boundary is not loaded.
             */
            readonly inProvince: null | number;
            readonly meridian: string;
            /** @description Whether the table itself names it. */
            readonly said: boolean;
            /**
             * Format: double
             * @description What speaks for it; the greatest is the likeliest.
             */
            readonly score: number;
            readonly zones: readonly components["schemas"]["ReadSource.Zone"][];
            /** Format: int32 */
            readonly zoneWidth: number;
        };
        readonly "ReadSource.Ring": {
            readonly corners: readonly components["schemas"]["ReadSource.Corner"][];
            readonly hole: boolean;
            /** Format: int32 */
            readonly part: number;
        };
        readonly "ReadSource.Source": {
            /** Format: date-time */
            readonly at: string;
            readonly by: string;
            /** Format: int32 */
            readonly bytes: number;
            /** @description SHA-256 of its bytes, in small hexadecimal letters. */
            readonly hash: string;
            /** @description Where its bytes are. */
            readonly href: string;
            readonly name: string;
            /** Format: int32 */
            readonly number: number;
        };
        readonly "ReadSource.Sources": {
            readonly given: readonly components["schemas"]["ReadSource.Source"][];
        };
        readonly "ReadSource.Zone": {
            /**
             * Format: double
             * @description Of the grid of the table.
             */
            readonly areaM2: null | number;
            /**
             * Format: double
             * @description As the table declares it.
             */
            readonly declaredM2: null | number;
            /** @description Whether its corners have the printed numbers; else they were brought into the draft's zone or digits. */
            readonly exact: boolean;
            /** @description The same in WGS 84, longitude first; of what is no area, where it lies. */
            readonly geometry: null | {
                readonly coordinates: unknown;
                /** @enum {string} */
                readonly type: "Polygon" | "MultiPolygon";
            };
            /** @description What the table calls it; null when it does not. */
            readonly name: null | string;
            readonly notes: readonly components["schemas"]["ReadSource.Note"][];
            readonly rings: readonly components["schemas"]["ReadSource.Ring"][];
            /** @description On the draft's lattice, to be sent as an operation; null when it cannot be taken. */
            readonly shape: null | {
                /**
                 * Format: int32
                 * @description Of a metre: 2 or 3.
                 */
                readonly decimals: number;
                /**
                 * Format: int32
                 * @description The zone of VN-2000.
                 */
                readonly epsg: number;
                /** @description Where somebody else's border ends on an edge of this one. */
                readonly nodes?: readonly {
                    readonly at: readonly number[];
                    /**
                     * Format: int64
                     * @description Whose corner it is.
                     */
                    readonly feature: null | number;
                    /** Format: int32 */
                    readonly part: number;
                    /** Format: int32 */
                    readonly ring: number;
                    /**
                     * Format: int32
                     * @description The corner at which the edge begins, from 0; part and ring count from 1.
                     */
                    readonly segment: number;
                }[];
                readonly parts: readonly {
                    /** @description The outer one, then holes. */
                    readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
                }[];
            };
        };
        readonly "RecipeAnswers.Boundary": {
            /**
             * @description As of sources.
             * @enum {null|string}
             */
            readonly basis: "planner" | null;
            /** @description Whether another was brought in since. */
            readonly changed: boolean;
            readonly code: string;
            /** @description SHA-256 of the polygon that was used. */
            readonly hash: string;
            /**
             * Format: double
             * @description Null of the clip.
             */
            readonly metres: null | number;
            readonly name: string;
        };
        /** @description A stretch of a river. Its width is the planner's own in every case. */
        readonly "RecipeAnswers.Reach": {
            /**
             * @description Of up and down stream, as of sources.
             * @enum {string}
             */
            readonly basis: "planner" | "document";
            readonly distance: null | components["schemas"]["KnownDistance"];
            /** Format: double */
            readonly downstreamM: number;
            readonly intake: components["schemas"]["RecipeAnswers.Source"];
            /** @description Whether the lines are drawn against the current. */
            readonly reversed: boolean;
            readonly river: readonly components["schemas"]["RecipeAnswers.Source"][];
            /** Format: double */
            readonly upstreamM: number;
            /** Format: double */
            readonly widthM: number;
        };
        readonly "RecipeAnswers.Source": {
            /**
             * @description planner: the planner's own choice, not a number of the law; document: one of a document. Null of what is taken off and of what is itself.
             * @enum {null|string}
             */
            readonly basis: "planner" | "document" | null;
            readonly code: string;
            /**
             * Format: int64
             * @description The one in force; null where it has ended.
             */
            readonly current: null | number;
            readonly distance: null | components["schemas"]["KnownDistance"];
            /** Format: int64 */
            readonly feature: number;
            readonly layer: string;
            /**
             * Format: double
             * @description Null of what is taken off.
             */
            readonly metres: null | number;
            readonly name: components["schemas"]["Text"];
            /**
             * @description From a bank: outside of a water, left or right of a line; null of all around.
             * @enum {null|string}
             */
            readonly side: "outside" | "left" | "right" | null;
            /**
             * Format: int64
             * @description That was used.
             */
            readonly version: number;
        };
        /** @description Of what it was built; null of what was drawn. */
        readonly "RecipeAnswers.Told": {
            /** Format: double */
            readonly accuracyM: null | number;
            readonly clause: null | string;
            readonly clip: null | components["schemas"]["RecipeAnswers.Boundary"];
            readonly communes: readonly components["schemas"]["RecipeAnswers.Boundary"][];
            /** @description Whether all of it is told: what the caller may not see is left out. */
            readonly isWhole: boolean;
            /** @description That made the shape. */
            readonly kernel: string;
            /** Format: double */
            readonly leastPartM2: number;
            readonly made: components["schemas"]["RecipeFigures"];
            readonly minus: readonly components["schemas"]["RecipeAnswers.Source"][];
            /** @description Whether a source or boundary is another by now. */
            readonly outOfDate: boolean;
            readonly reaches: readonly components["schemas"]["RecipeAnswers.Reach"][];
            /**
             * Format: int32
             * @description Version of the rule.
             */
            readonly rule: number;
            readonly sources: readonly components["schemas"]["RecipeAnswers.Source"][];
        };
        /** @description None is applied by itself. */
        readonly "RecipeEndpoints.Distances": {
            readonly known: readonly components["schemas"]["KnownDistance"][];
        };
        /** @description What a recipe made, in square metres of the grid. */
        readonly RecipeFigures: {
            /**
             * Format: double
             * @description By how much the border around a source may lie farther than its distance at most, metres.
             */
            readonly beyondM: number;
            /**
             * Format: double
             * @description What lay beyond the province.
             */
            readonly clippedM2: number;
            /** Format: double */
            readonly droppedM2: number;
            /**
             * Format: int32
             * @description Left out for their area.
             */
            readonly droppedParts: number;
            /**
             * Format: double
             * @description What was taken off.
             */
            readonly subtractedM2: number;
        };
        /** @description Of add, draw and take: of what the service builds the shape, which is left out then. */
        readonly RecipeForm: {
            /**
             * Format: double
             * @description Of the boundaries, metres; 1,000 when left out, as where none is known.
             */
            readonly accuracyM: null | number;
            /** @description One of the layer's clauses, as 2a or 3c. */
            readonly clause: null | string;
            /** @description Whether nothing goes beyond the province's boundary; so when left out. */
            readonly clip: null | boolean;
            /** @description By their boundaries. */
            readonly communes: null | readonly components["schemas"]["RecipeForm.Member"][];
            /**
             * Format: double
             * @description Parts of less area are left out; 100 m² when left out.
             */
            readonly leastPartM2: null | number;
            /** @description Zones in force that are taken off, by their id. */
            readonly minus: null | readonly number[];
            /** @description Stretches of rivers around intakes. */
            readonly reaches: null | readonly components["schemas"]["RecipeForm.Reach"][];
            /** @description Features in force. */
            readonly sources: null | readonly components["schemas"]["RecipeForm.Around"][];
        };
        readonly "RecipeForm.Around": {
            /** @description Which of the known distances was taken; the planner's own when left out. */
            readonly distance: null | string;
            /** Format: int64 */
            readonly feature: null | number;
            /**
             * Format: double
             * @description How far around it, on the ground; 0 for itself.
             */
            readonly metres: null | number;
            /**
             * @description From a bank: outside of a water, without the water itself; left or right of a bank's line, as who goes along it as it is drawn. All around when left out.
             * @enum {null|string}
             */
            readonly side: "outside" | "left" | "right" | null;
        };
        readonly "RecipeForm.Member": {
            /** @description Of a commune of the draft's province. */
            readonly code: null | string;
            /**
             * Format: double
             * @description How far around it, on the ground; 0 for itself.
             */
            readonly metres: null | number;
        };
        readonly "RecipeForm.Reach": {
            /** @description Which of the known distances was taken for up and down stream; the planner's own when left out. */
            readonly distance: null | string;
            /**
             * Format: double
             * @description Along the river, on the ground.
             */
            readonly downstreamM: null | number;
            /**
             * Format: int64
             * @description A feature that is a point.
             */
            readonly intake: null | number;
            /** @description Whether the lines are drawn against the current; with it when left out. */
            readonly reversed: null | boolean;
            /** @description Features: lines along which is measured, each beginning where another ends, and polygons of the water, from whose bank the width is measured then. */
            readonly river: null | readonly number[];
            /**
             * Format: double
             * @description Along the river, on the ground.
             */
            readonly upstreamM: null | number;
            /**
             * Format: double
             * @description On either side, from the line or from the bank.
             */
            readonly widthM: null | number;
        };
        /** @description One thing that is wrong with a request. */
        readonly "Refusal.Fault": {
            /** @description Its own sentence, in the caller's language. */
            readonly detail: string;
            readonly en: string;
            /** @description Of the body; null when it is a parameter. */
            readonly field?: string;
            /** @description Of the address; null when it is a field. */
            readonly parameter?: string;
            readonly type: string;
            readonly vi: string;
        };
        readonly "ReportProgress.Reported": {
            /**
             * Format: int32
             * @description Of the newest report; 0 when there is none.
             */
            readonly number: number;
            readonly occurrence: string;
        };
        readonly "ReportProgress.Request": {
            readonly note?: null | string;
            /** @description Which occurrence it tells of: a year, the id of a milestone or "whole"; when left out, the one that the task stands by today. */
            readonly occurrence?: null | string;
            /**
             * Format: date
             * @description The day it stood so; today in Vietnam when left out.
             */
            readonly on?: null | string;
            /**
             * Format: int32
             * @description 0 to 100; null when nobody reckons it.
             */
            readonly percent?: null | number;
            /**
             * @description not-started, underway, stuck or done.
             * @enum {null|string}
             */
            readonly state?: "not-started" | "underway" | "stuck" | "done" | null;
        };
        readonly "SearchAudit.Entry": {
            readonly act: string;
            /** Format: date-time */
            readonly at: string;
            /** @description Before and after, or what else explains it; null when nothing does. */
            readonly detail: unknown;
            /** Format: int64 */
            readonly id: number;
            readonly network: null | string;
            /** @enum {string} */
            readonly outcome: "done" | "refused";
            readonly subject: null | string;
            readonly who: string;
            /** @description Subject or detail tells of what is restricted, which this administrator has no grant to see. */
            readonly withheld: boolean;
        };
        readonly "SearchAudit.Page": {
            readonly entries: readonly components["schemas"]["SearchAudit.Entry"][];
            readonly next: null | string;
        };
        readonly "SecondFactor.Begun": {
            /** @description In base 32, for typing. */
            readonly secret: string;
            /** @description The same for an app: otpauth://totp/…. */
            readonly uri: string;
        };
        readonly "SecondFactor.CodeRequest": {
            readonly code: string;
        };
        readonly "SecondFactor.Confirmed": {
            /** @description Each signs in once; shown now and never again. */
            readonly recoveryCodes: readonly string[];
        };
        readonly "SecondFactor.EndRequest": {
            /** @description A one-time code or a recovery code: the second factor goes only with one. */
            readonly code: string;
            readonly password: string;
        };
        readonly "SecondFactor.PasswordRequest": {
            readonly password: string;
        };
        readonly "Sessions.Listed": {
            /** Format: date-time */
            readonly begun: string;
            readonly current: boolean;
            /** @description Browser and system, in a few words. */
            readonly device: null | string;
            /** Format: uuid */
            readonly id: string;
            /** @description From where it was begun. */
            readonly network: null | string;
            /** Format: date-time */
            readonly seen: string;
        };
        /** @description How the values of an attribute read on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious. */
        readonly SeverityScale: {
            readonly attribute: string;
            readonly grades: readonly components["schemas"]["CodeGrade"][];
        };
        readonly "SignIn.Request": {
            /** @description A one-time code or a recovery code; null while it has not been asked for. */
            readonly code?: null | string;
            readonly password: string;
            readonly userName: string;
        };
        readonly "SignInProviders.Provider": {
            /** @description As in its addresses. */
            readonly id: string;
            readonly title: string;
        };
        readonly "SignInProviders.TieBegun": {
            /** @description Where the browser goes on. */
            readonly address: string;
        };
        readonly "SignInProviders.TieRequest": {
            /** @description A one-time code or a recovery code, where the person has a second factor: the provider will stand in for it. */
            readonly code?: null | string;
            readonly password: string;
        };
        readonly "SiteAnswers.Border": {
            /** @description The two between which that place lies: as the decision's coordinate table has them, or computed. */
            readonly corners: readonly components["schemas"]["SiteAnswers.Corner"][];
            /** @description Whether they stand in a decision's coordinate table. */
            readonly fromTable: boolean;
            /** @description And of the border. */
            readonly onBorder: (readonly [number, number]);
            /** @description Longitude and latitude of the place of the site that is nearest to the border. */
            readonly onSite: (readonly [number, number]);
            /**
             * @description How that stretch of the border came about; null where that is not known.
             * @enum {null|string}
             */
            readonly origin: "surveyed" | "annex" | "traced" | "drawn" | null;
        };
        readonly "SiteAnswers.Corner": {
            readonly at: components["schemas"]["SiteAnswers.Grid"];
            /** @description Its number in the table; null of one that was computed. */
            readonly label: null | string;
            /** Format: int32 */
            readonly number: number;
            /** Format: int32 */
            readonly part: number;
            /** Format: int32 */
            readonly ring: number;
        };
        readonly "SiteAnswers.Errors": {
            /**
             * Format: double
             * @description Of the change between VN-2000 and WGS 84; 0 where both are given in VN-2000.
             */
            readonly datumM: number;
            /**
             * Format: double
             * @description Accuracy of the site.
             */
            readonly siteM: number;
            /**
             * Format: double
             * @description √(site² + zone² + datum²): what is nearer to the border is not decided.
             */
            readonly toleranceM: number;
            /**
             * Format: double
             * @description Accuracy of the border there.
             */
            readonly zoneM: number;
        };
        /** @description How the site lies to the place as it was taken into the draft; null of one that is added, and of one that nobody had located. */
        readonly "SiteAnswers.Finding": {
            readonly border: components["schemas"]["SiteAnswers.Border"];
            /**
             * Format: double
             * @description To the nearest place of the border, from within or from outside; 0 of a drawn site through which it runs.
             */
            readonly distanceM: number;
            readonly errors: components["schemas"]["SiteAnswers.Errors"];
            /**
             * Format: double
             * @description Of a drawn site: how much of it lies in the zone, by the coordinates; on the ellipsoid. Null of a point.
             */
            readonly insideM2: null | number;
            /**
             * Format: double
             * @description With which accuracy of the site it would be decided, were it where it is said to be; null where it is decided, and where no measuring of it would.
             */
            readonly neededAccuracyM: null | number;
            readonly remedy: null | components["schemas"]["Text"];
            /**
             * @description What the coordinates alone would say; of use only beside the verdict.
             * @enum {string}
             */
            readonly seems: "inside" | "partly" | "outside";
            /**
             * @description undecidable: the border is nearer than the two positions are known.
             * @enum {string}
             */
            readonly verdict: "inside" | "partly" | "undecidable" | "outside";
        };
        /** @description As it was given, where that was in VN-2000. */
        readonly "SiteAnswers.Grid": {
            /** Format: int32 */
            readonly epsg: number;
            /** @description As documents write it, 106°30'. */
            readonly meridian: string;
            /** Format: int32 */
            readonly widthDegrees: number;
            /**
             * Format: double
             * @description Metres north.
             */
            readonly x: number;
            /**
             * Format: double
             * @description Metres east.
             */
            readonly y: number;
        };
        readonly "SiteAnswers.Site": {
            /** @description Whether nobody gave the accuracy, so that the default counts. */
            readonly accuracyAssumed: boolean;
            /** Format: double */
            readonly accuracyM: number;
            /**
             * Format: double
             * @description On the ellipsoid; null of a point.
             */
            readonly areaM2: null | number;
            /** @description Longitude and latitude of a point of it. */
            readonly centre: (readonly [number, number]);
            readonly given: null | components["schemas"]["SiteAnswers.Grid"];
            /** @enum {string} */
            readonly type: "Point" | "Polygon";
        };
        /** @description How the values of an attribute read in the words of all layers. */
        readonly StateScale: {
            readonly attribute: string;
            readonly states: readonly components["schemas"]["CodeState"][];
        };
        readonly "StepDraft.Request": {
            /** @description Of the draft as it was seen; needed to approve, of which an approval is. */
            readonly hash?: null | string;
            /** @description Why; needed to return, reject and withdraw. */
            readonly note?: null | string;
            /** @description The state that it is to be in. */
            readonly to: string;
        };
        readonly "TaskQuery.Citation": {
            readonly citedAs: null | string;
            readonly document: string;
            readonly id: string;
            readonly level: string;
        };
        readonly "TaskQuery.Details": {
            readonly coordinating: readonly string[];
            /** Format: int32 */
            readonly daysLeft: null | number;
            /** Format: date */
            readonly dueOn: null | string;
            /** @description West, south, east, north of its features, those that nobody has located by the area that holds them; null when it has none. */
            readonly extent: null | (readonly [number, number, number, number]);
            readonly features: readonly components["schemas"]["TaskQuery.LinkedFeature"][];
            /** @enum {string} */
            readonly gisRelevance: "core" | "supporting" | "none";
            /** @description The headings of the plan above it, from the highest. */
            readonly headings: readonly components["schemas"]["PlanQuery.SectionAnswer"][];
            readonly id: string;
            /** @enum {string} */
            readonly kind: "task" | "measure" | "organisation";
            readonly layers: readonly string[];
            readonly leads: readonly components["schemas"]["TaskQuery.Lead"][];
            /** Format: int32 */
            readonly line: number;
            readonly next: null | string;
            readonly notes: null | string;
            readonly occurrence: string;
            /** @description By their days; the task stands by one of them. */
            readonly occurrences: readonly components["schemas"]["TaskQuery.Occurrence"][];
            readonly output: null | string;
            readonly places: readonly components["schemas"]["PlanQuery.PlaceAnswer"][];
            readonly plan: string;
            readonly planTitle: components["schemas"]["Text"];
            /** @description The task before it in the plan; null of the first. */
            readonly previous: null | string;
            readonly progress: components["schemas"]["TaskQuery.Progress"];
            readonly references: readonly components["schemas"]["TaskQuery.Citation"][];
            readonly section: string;
            readonly sourceDocument: components["schemas"]["TaskQuery.Document"];
            /** @enum {string} */
            readonly state: "overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done";
            readonly systems: readonly components["schemas"]["PlanQuery.SystemAnswer"][];
            readonly targets: readonly components["schemas"]["PlanQuery.TargetAnswer"][];
            readonly timeline: components["schemas"]["TaskQuery.Timeline"];
            readonly title: components["schemas"]["Text"];
            readonly topics: readonly components["schemas"]["TaskQuery.TopicAnswer"][];
            /** @description The words that say who does it, in the order of the text; empty when none do. */
            readonly wording: readonly components["schemas"]["TaskQuery.Quote"][];
        };
        readonly "TaskQuery.Document": {
            /** Format: int32 */
            readonly line: number;
            readonly section: string;
            readonly title: string;
        };
        readonly "TaskQuery.Lead": {
            readonly agency: string;
            /** @description The plan names several leads together, without telling their parts. */
            readonly joint: boolean;
            readonly scope: null | string;
        };
        readonly "TaskQuery.LinkedFeature": {
            readonly code: string;
            readonly demonstration: boolean;
            /** Format: int64 */
            readonly id: number;
            /** Format: double */
            readonly lat: null | number;
            readonly layer: string;
            /**
             * Format: double
             * @description Degrees; of the feature's label point, or of the area that holds it when nobody has located it.
             */
            readonly lon: null | number;
            readonly name: components["schemas"]["Text"];
            readonly role: components["schemas"]["TaskQuery.Role"];
            readonly source: components["schemas"]["TaskQuery.SourceLine"];
            readonly unlocated: boolean;
        };
        /** @description A duty with one last day. Of a duty of every year those that have begun, and the first. */
        readonly "TaskQuery.Occurrence": {
            /**
             * Format: date
             * @description Null when the plan names no beginning.
             */
            readonly beginsOn: null | string;
            /** Format: int32 */
            readonly daysLeft: null | number;
            /**
             * Format: date
             * @description As summary has it, like state and days left.
             */
            readonly dueOn: null | string;
            /** @description The year of a duty of every year, the id of a milestone, or "whole", the task itself. */
            readonly id: string;
            /**
             * @description report, milestone or task (its end).
             * @enum {string}
             */
            readonly kind: "report" | "milestone" | "task";
            /** @enum {string} */
            readonly state: "overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done";
            readonly title: null | components["schemas"]["Text"];
        };
        /** @description What the unit that leads the task reported, newest first. */
        readonly "TaskQuery.Progress": {
            /**
             * Format: int32
             * @description Of the newest report; 0 when there is none. Who adds one says which they have read.
             */
            readonly number: number;
            readonly reports: readonly components["schemas"]["TaskQuery.Report"][];
        };
        /** @description Words as the plan prints them, and the line they begin in. */
        readonly "TaskQuery.Quote": {
            /** Format: int32 */
            readonly line: number;
            readonly text: string;
        };
        readonly "TaskQuery.Report": {
            readonly agency: string;
            readonly author: string;
            readonly note: string;
            /** Format: int32 */
            readonly number: number;
            /** @description Which occurrence it tells of. */
            readonly occurrence: string;
            /** Format: date */
            readonly on: string;
            /**
             * Format: int32
             * @description 0 to 100; null when nobody reckons it.
             */
            readonly percent: null | number;
            /** Format: date-time */
            readonly recordedAt: string;
            /**
             * @description not-started, underway, stuck or done.
             * @enum {string}
             */
            readonly state: "not-started" | "underway" | "stuck" | "done";
        };
        readonly "TaskQuery.Role": {
            readonly code: string;
            readonly title: components["schemas"]["Text"];
        };
        readonly "TaskQuery.SourceLine": {
            /** Format: int32 */
            readonly line: number;
            readonly plan: string;
            readonly section: string;
        };
        readonly "TaskQuery.Summary": {
            readonly coordinating: readonly string[];
            /**
             * Format: int32
             * @description Until dueOn; below zero when it is past; null when it is done.
             */
            readonly daysLeft: null | number;
            /**
             * Format: date
             * @description The last day in time; null when the plan sets no end.
             */
            readonly dueOn: null | string;
            /**
             * Format: int32
             * @description How many published features it is tied to.
             */
            readonly features: number;
            /** @enum {string} */
            readonly gisRelevance: "core" | "supporting" | "none";
            /** @description Id of the lowest heading of the plan above it; null when there is none. */
            readonly heading: null | string;
            readonly id: string;
            /** @enum {string} */
            readonly kind: "task" | "measure" | "organisation";
            /** @description The layers that answer its topics. */
            readonly layers: readonly string[];
            readonly leads: readonly components["schemas"]["TaskQuery.Lead"][];
            /** Format: int32 */
            readonly line: number;
            /** @description Whether it has the words of q only when a slip is mended. */
            readonly near: boolean;
            /** @description Which occurrence it is, see occurrence. */
            readonly occurrence: string;
            readonly output: null | string;
            readonly plan: string;
            readonly section: string;
            /**
             * @description Of the occurrence that the task stands by today: overdue, running, open-ended, undated, not-begun or done. That is the longest overdue; else what runs, then what has not begun; the latest when all that have begun are done. Of a duty of every year one occurrence follows the other.
             * @enum {string}
             */
            readonly state: "overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done";
            readonly timeline: components["schemas"]["TaskQuery.Timeline"];
            readonly title: components["schemas"]["Text"];
            readonly topics: readonly components["schemas"]["TaskQuery.TopicAnswer"][];
        };
        readonly "TaskQuery.Timeline": {
            /** @description MM-DD: it is due every year before that day; null of what is not. */
            readonly before: null | string;
            readonly condition: null | components["schemas"]["Text"];
            /**
             * Format: int32
             * @description A year.
             */
            readonly from: null | number;
            /** @description from and to: years that those words do not give. */
            readonly inferred: readonly ("from" | "to")[];
            /** Format: int32 */
            readonly line: null | number;
            readonly openEnded: boolean;
            /** @description The plan's words, which stand in line: the task's own or that of a heading. */
            readonly text: null | string;
            /** Format: int32 */
            readonly to: null | number;
        };
        readonly "TaskQuery.TopicAnswer": {
            readonly id: string;
            readonly title: components["schemas"]["Text"];
            /** @description The words of the task that name the topic; null when EnvGis infers it. */
            readonly wording: null | string;
        };
        readonly TaskSummary: {
            /**
             * Format: int32
             * @description Tasks there are.
             */
            readonly all: number;
            /** @description By parameter name; each counts the tasks that match in all respects but its own, so that a choice can be changed. */
            readonly facets: components["schemas"]["TaskSummary.Facets"];
            /** @description Whether no task has the words of q, and what is counted has them when one slip is mended. */
            readonly near: boolean;
            /**
             * Format: int32
             * @description Tasks that match.
             */
            readonly total: number;
        };
        readonly "TaskSummary.Count": {
            /** Format: int32 */
            readonly tasks: number;
            /** @description As the parameter takes it. */
            readonly value: string;
        };
        /** @description By parameter name; each counts the tasks that match in all respects but its own, so that a choice can be changed. */
        readonly "TaskSummary.Facets": {
            readonly gis: readonly components["schemas"]["TaskSummary.Count"][];
            readonly kind: readonly components["schemas"]["TaskSummary.Count"][];
            readonly layer: readonly components["schemas"]["TaskSummary.Count"][];
            readonly lead: readonly components["schemas"]["TaskSummary.Count"][];
            readonly places: readonly components["schemas"]["TaskSummary.Count"][];
            readonly plan: readonly components["schemas"]["TaskSummary.Count"][];
            readonly state: readonly components["schemas"]["TaskSummary.Count"][];
        };
        /** @description A text in both languages of the page; answers always carry both, so that the page changes language without asking again. */
        readonly Text: {
            readonly en: string;
            readonly vi: string;
        };
        readonly "TieTask.Request": {
            /** @description Why a task of a plan of another area concerns the place; needed of such a task only. */
            readonly elsewhere?: null | string;
            readonly note?: null | string;
            readonly role?: null | string;
        };
        readonly "TileJson.Description": {
            readonly attribution: string;
            readonly bounds: readonly number[];
            readonly center: readonly number[];
            /** Format: int32 */
            readonly maxzoom: number;
            /** Format: int32 */
            readonly minzoom: number;
            readonly name: string;
            readonly overview: components["schemas"]["TileJson.Overview"];
            readonly scheme: string;
            readonly tilejson: string;
            readonly tiles: readonly string[];
            readonly vector_layers: readonly components["schemas"]["TileJson.VectorLayer"][];
        };
        readonly "TileJson.Overview": {
            /**
             * Format: int32
             * @description From this zoom on every feature is drawn.
             */
            readonly completeFromZoom: number;
            readonly en: string;
            /**
             * Format: int32
             * @description Most bytes of one layer in one tile below that zoom, before compression.
             */
            readonly mostBytes: number;
            /**
             * Format: int32
             * @description Most shapes that one layer draws in one tile below that zoom.
             */
            readonly mostFeatures: number;
            /**
             * Format: int32
             * @description Most points, and areas too small to be seen, that one layer draws in one tile below that zoom.
             */
            readonly mostSingle: number;
            readonly vi: string;
        };
        readonly "TileJson.VectorLayer": {
            readonly description: string;
            readonly fields: {
                readonly [key: string]: string;
            };
            readonly id: string;
            /** Format: int32 */
            readonly maxzoom: number;
            /** Format: int32 */
            readonly minzoom: number;
        };
        readonly "TryRecipe.Made": {
            /**
             * Format: double
             * @description Of the grid, on the printed numbers.
             */
            readonly areaM2: number;
            /** @description In WGS 84, longitude first. */
            readonly geometry: {
                readonly coordinates: unknown;
                /** @enum {string} */
                readonly type: "Polygon" | "MultiPolygon";
            };
            /**
             * Format: double
             * @description On the ellipsoid.
             */
            readonly groundM2: number;
            readonly notes: readonly components["schemas"]["TryRecipe.Note"][];
            /** Format: int32 */
            readonly parts: number;
            /** Format: double */
            readonly perimeterM: number;
            readonly recipe: components["schemas"]["RecipeAnswers.Told"];
            /** @description On the draft's lattice. */
            readonly shape: {
                /**
                 * Format: int32
                 * @description Of a metre: 2 or 3.
                 */
                readonly decimals: number;
                /**
                 * Format: int32
                 * @description The zone of VN-2000.
                 */
                readonly epsg: number;
                /** @description Where somebody else's border ends on an edge of this one. */
                readonly nodes?: readonly {
                    readonly at: readonly number[];
                    /**
                     * Format: int64
                     * @description Whose corner it is.
                     */
                    readonly feature: null | number;
                    /** Format: int32 */
                    readonly part: number;
                    /** Format: int32 */
                    readonly ring: number;
                    /**
                     * Format: int32
                     * @description The corner at which the edge begins, from 0; part and ring count from 1.
                     */
                    readonly segment: number;
                }[];
                readonly parts: readonly {
                    /** @description The outer one, then holes. */
                    readonly rings: readonly components["schemas"]["DraftAnswers.RingForm"][];
                }[];
            };
        };
        readonly "TryRecipe.Note": {
            /**
             * @description What it is about: distance, document, reach, dropped, clipped, subtracted, accuracy, beyond.
             * @enum {string}
             */
            readonly code: "distance" | "document" | "reach" | "dropped" | "clipped" | "subtracted" | "accuracy" | "beyond";
            readonly text: components["schemas"]["Text"];
        };
        readonly "TryRecipe.Request": {
            /**
             * Format: int64
             * @description The zone in force that would be built anew; null of a new one.
             */
            readonly feature?: null | number;
            /** @description Of the zone to be. */
            readonly layer: string;
            readonly recipe: components["schemas"]["RecipeForm"];
        };
        readonly UnlocatedFeatures: {
            readonly features: readonly components["schemas"]["UnlocatedFeatures.Feature"][];
        };
        readonly "UnlocatedFeatures.Feature": {
            /**
             * Format: double
             * @description Radius of that area in metres.
             */
            readonly accuracyM: number;
            readonly code: string;
            readonly commune: components["schemas"]["UnlocatedFeatures.Unit"];
            readonly demonstration: boolean;
            /** Format: int64 */
            readonly id: number;
            readonly layer: string;
            readonly name: components["schemas"]["Text"];
            /** @description Longitude, latitude: centre of the area that contains it, the commune's centre where nothing better is known. */
            readonly near: (readonly [number, number]);
            readonly province: components["schemas"]["UnlocatedFeatures.Unit"];
        };
        /** @description Null when the feature belongs to no commune. */
        readonly "UnlocatedFeatures.Unit": {
            readonly code: string;
            readonly name: string;
        };
        readonly VerifyAnnex: {
            readonly contentHash: string;
            readonly places: readonly components["schemas"]["VerifyAnnex.Place"][];
            /**
             * @description Of the places, that of the first word here that one of them has; unknown when no annex that is or was in force has this content.
             * @enum {string}
             */
            readonly state: "in-force" | "upcoming" | "corrected" | "superseded" | "ended" | "repealed" | "unknown";
        };
        /** @description By which it came into force; null of an annex from before decisions were kept. */
        readonly "VerifyAnnex.Decision": {
            /** Format: int64 */
            readonly id: number;
            /**
             * Format: date
             * @description As yyyy-MM-dd.
             */
            readonly issuedOn: string;
            readonly issuer: string;
            readonly number: string;
            readonly title: string;
        };
        readonly "VerifyAnnex.Place": {
            /** @description In hectares as the annex prints it, with a decimal comma. */
            readonly area: string;
            /** Format: double */
            readonly areaM2: number;
            readonly by: null | components["schemas"]["VerifyAnnex.Decision"];
            readonly code: string;
            /** Format: int32 */
            readonly corners: number;
            /** Format: int32 */
            readonly decimals: number;
            readonly decision: null | components["schemas"]["VerifyAnnex.Decision"];
            /** Format: int32 */
            readonly epsg: number;
            /**
             * Format: date
             * @description The first day in force.
             */
            readonly from: null | string;
            /** Format: int64 */
            readonly id: number;
            readonly layer: string;
            readonly meridian: string;
            readonly name: string;
            /**
             * Format: date
             * @description The first day of that.
             */
            readonly since: null | string;
            /**
             * @description in-force; upcoming: from a day to come; corrected: a misprint was corrected; superseded: by a later decision; ended: by the last day that its own decision says; repealed.
             * @enum {string}
             */
            readonly state: "in-force" | "upcoming" | "corrected" | "superseded" | "ended" | "repealed";
            /**
             * Format: date
             * @description The last day; null while no end is set.
             */
            readonly to: null | string;
            /** Format: int32 */
            readonly widthDegrees: number;
        };
        readonly VerifySignedFile: {
            readonly decisions: readonly components["schemas"]["VerifyAnnex.Decision"][];
            readonly fileHash: string;
            /**
             * @description kept: it is the scan of the decisions listed; unknown: of none that everybody sees.
             * @enum {string}
             */
            readonly state: "kept" | "unknown";
        };
        readonly "Vocabularies.Vocabulary": {
            readonly title: components["schemas"]["Text"];
            /** @description In the order in which people are shown them. */
            readonly words: readonly components["schemas"]["Vocabularies.Word"][];
        };
        /** @description One word of a vocabulary. */
        readonly "Vocabularies.Word": {
            readonly code: string;
            readonly en: string;
            /** @description Of a source of positions: whether somebody measured it, and can vouch for it. Null of other words. */
            readonly measured?: boolean;
            readonly vi: string;
        };
        readonly Zones: {
            readonly zones: readonly components["schemas"]["Zones.ListedZone"][];
        };
        readonly "Zones.ListedZone": {
            /** Format: int32 */
            readonly epsg: number;
            readonly meridian: string;
            /** Format: double */
            readonly meridianDegrees: number;
            readonly name: string;
            /** @description The provinces of today whose meridian this is by Thông tư 24/2025/TT-BNNMT, for its administrative map; of 3° zones only. */
            readonly provinces: readonly string[];
            /** Format: int32 */
            readonly widthDegrees: number;
        };
        /** @description Zooms of the XYZ tile scheme at which the layer has tiles, both inclusive. */
        readonly ZoomRange: {
            /** Format: int32 */
            readonly max: number;
            /** Format: int32 */
            readonly min: number;
        };
    };
    responses: {
        /** @description A refusal by RFC 9457, a sentence that can be acted on; docs/problems.md lists the kinds */
        readonly Refused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly annex: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description SHA-256, 64 small hexadecimal digits
                 * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                 */
                readonly hash: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VerifyAnnex"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly annexByFile: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description SHA-256, 64 small hexadecimal digits
                 * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                 */
                readonly hash: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VerifySignedFile"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly audit: {
        readonly parameters: {
            readonly query?: {
                /** @description Kind of act */
                readonly act?: string;
                /** @description Where the page before ended */
                readonly before?: string;
                /**
                 * @description From this day on, in Vietnam
                 * @example 2026-11-27
                 */
                readonly from?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description How many entries a page has at the most */
                readonly limit?: number;
                /** @description Words to look for */
                readonly q?: string;
                /**
                 * @description Until the end of this day
                 * @example 2026-11-28
                 */
                readonly to?: string;
                /** @description Who did it */
                readonly who?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SearchAudit.Page"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly auditFile: {
        readonly parameters: {
            readonly query?: {
                /** @description Kind of act */
                readonly act?: string;
                /** @description Where the page before ended */
                readonly before?: string;
                /**
                 * @description From this day on, in Vietnam
                 * @example 2026-11-27
                 */
                readonly from?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description How many entries a page has at the most */
                readonly limit?: number;
                /** @description Words to look for */
                readonly q?: string;
                /**
                 * @description Until the end of this day
                 * @example 2026-11-28
                 */
                readonly to?: string;
                /** @description Who did it */
                readonly who?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A table, UTF-8 */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly changes: {
        readonly parameters: {
            readonly query?: {
                /** @description “next” of the reading before; from the beginning when left out */
                readonly after?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description This layer only */
                readonly layer?: string;
                /** @description How many entries a page has at the most */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChangeFeed.Page"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly checkPosition: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description How well the site's position is known, metres, 0.001 to 1000
                 * @example 5
                 */
                readonly accuracy?: number;
                /**
                 * @description The day it is asked about; today in Vietnam when left out
                 * @example 2026-12-01
                 */
                readonly at?: string;
                /**
                 * @description As known at this moment; now when left out
                 * @example 2026-12-01T08:00:00Z
                 */
                readonly known?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Latitude in decimal degrees WGS 84
                 * @example 21.59
                 */
                readonly lat?: number;
                /**
                 * @description Longitude in decimal degrees WGS 84
                 * @example 105.85
                 */
                readonly lon?: number;
                /** @description In place of lon and lat: a position as typed in the search box, X and Y of VN-2000 with the central meridian included */
                readonly q?: string;
                /**
                 * @description In place of lon and lat: the corners of a site, longitude,latitude with blanks between, the first not repeated
                 * @example 105.85,21.59 105.86,21.59 105.86,21.58
                 */
                readonly site?: string;
                /** @description Sites and zones up to this distance are told, metres */
                readonly within?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckSite"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly checkDrawnSite: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description How well the site's position is known, metres, 0.001 to 1000
                 * @example 5
                 */
                readonly accuracy?: number;
                /**
                 * @description The day it is asked about; today in Vietnam when left out
                 * @example 2026-12-01
                 */
                readonly at?: string;
                /**
                 * @description As known at this moment; now when left out
                 * @example 2026-12-01T08:00:00Z
                 */
                readonly known?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Sites and zones up to this distance are told, metres */
                readonly within?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AskedSite.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckSite"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly checkPositionSheet: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description How well the site's position is known, metres, 0.001 to 1000
                 * @example 5
                 */
                readonly accuracy?: number;
                /**
                 * @description The day it is asked about; today in Vietnam when left out
                 * @example 2026-12-01
                 */
                readonly at?: string;
                /**
                 * @description As known at this moment; now when left out
                 * @example 2026-12-01T08:00:00Z
                 */
                readonly known?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Latitude in decimal degrees WGS 84
                 * @example 21.59
                 */
                readonly lat?: number;
                /**
                 * @description Longitude in decimal degrees WGS 84
                 * @example 105.85
                 */
                readonly lon?: number;
                /** @description In place of lon and lat: a position as typed in the search box, X and Y of VN-2000 with the central meridian included */
                readonly q?: string;
                /**
                 * @description In place of lon and lat: the corners of a site, longitude,latitude with blanks between, the first not repeated
                 * @example 105.85,21.59 105.86,21.59 105.86,21.58
                 */
                readonly site?: string;
                /** @description Sites and zones up to this distance are told, metres */
                readonly within?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/pdf": unknown;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly consultations: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AnswerConsultation.Page"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly consultation: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the consultation
                 * @example 1
                 */
                readonly consultation: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AnswerConsultation.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly answerConsultation: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the consultation
                 * @example 1
                 */
                readonly consultation: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AnswerConsultation.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AnswerConsultation.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly ownConsultationDocument: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the consultation
                 * @example 1
                 */
                readonly consultation: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file as it was given */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly zones: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Zones"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly deadlines: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Kinds of dates */
                readonly kind?: readonly ("report" | "milestone" | "task")[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description How many entries a page has at the most */
                readonly limit?: number;
                /** @description Only what is overdue, or only what is not */
                readonly overdue?: boolean;
                /** @description Ids of plans */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description How it stands today */
                readonly state?: readonly ("overdue" | "running" | "not-begun" | "done")[];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PlanEndpoints.DeadlinePage"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly decisions: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DecisionEndpoints.Page"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly decision: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the decision in the service
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DecisionEndpoints.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly decisionDocument: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the decision in the service
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file as it was given */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly decisionOutlines: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the decision in the service
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DecisionEndpoints.Outlines"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly drafts: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description State; all when left out */
                readonly state?: readonly ("draft" | "submitted" | "in_review" | "returned" | "approved" | "in_force" | "superseded" | "rejected" | "withdrawn")[];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftAnswers.Page"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly beginDraft: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BeginDraft.Request"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftAnswers.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draft: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftAnswers.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly acceptFinding: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CheckDraft.AcceptanceRequest"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckDraft.Findings"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftAnnex: {
        readonly parameters: {
            readonly query?: {
                /** @description Number of one feature in the draft; all of them when left out */
                readonly feature?: number;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Whether each ring's first point stands again at its end */
                readonly repeatFirst?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Format
                 * @example xlsx
                 */
                readonly format: "xlsx" | "docx" | "csv" | "pdf";
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description XLSX, DOCX, CSV or PDF */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftConsultations: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AskCommunes.Asked"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly askCommunes: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AskCommunes.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AskCommunes.Asked"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly consultationDocument: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the consultation
                 * @example 1
                 */
                readonly consultation: string;
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file as it was given */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly decideDraft: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DecideDraft.Request"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DecideDraft.Decided"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftFeature: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
                /**
                 * @description Number of the feature in the draft
                 * @example 1
                 */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftAnswers.FeatureDetails"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly compareDraftFeature: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
                /**
                 * @description Number of the feature in the draft
                 * @example 1
                 */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CompareFeature.Compared"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftRecipe: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
                /**
                 * @description Number of the feature in the draft
                 * @example 1
                 */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadRecipe.Checked"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftFindings: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckDraft.Findings"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftNeighbours: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Box west,south,east,north in decimal degrees WGS 84 (CRS84)
                 * @example 105.5,20.9,106,21.3
                 */
                readonly bbox: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LookAround.Neighbours"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftOperations: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftAnswers.Operations"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly changeDraft: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: {
                /** @description The version that was read: “"d12"” */
                readonly "If-Match"?: string;
            };
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
                /** @description Id of the operation, made by the caller */
                readonly operation: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeDraft.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftAnswers.Done"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 409: components["responses"]["Refused"];
            readonly 412: components["responses"]["Refused"];
            readonly 428: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftOutlines: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LookAround.Outlines"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly tryRecipe: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TryRecipe.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TryRecipe.Made"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly rehearseDecision: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DecideDraft.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DecideDraft.Rehearsed"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftRemarks: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftRemarks.List"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly sayOfDraft: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DraftRemarks.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftRemarks.List"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly closeRemark: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
                /**
                 * @description Number of the remark
                 * @example 1
                 */
                readonly remark: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftRemarks.List"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftSources: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadSource.Sources"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly addDraftSource: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddSource.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadSource.Details"];
                };
            };
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadSource.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftSource: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description EPSG code of the zone of VN-2000 that a person chose; the service weighs all when left out
                 * @example 9213
                 */
                readonly grid?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
                /**
                 * @description Number of the table or file in the draft
                 * @example 1
                 */
                readonly source: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadSource.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftSourceContent: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
                /**
                 * @description Number of the table or file in the draft
                 * @example 1
                 */
                readonly source: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file as it was given */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly stepDraft: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StepDraft.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftAnswers.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly draftTools: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the draft
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DraftTools.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftTools.Made"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly checkPositionInDrafts: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description How well the site's position is known, metres, 0.001 to 1000
                 * @example 5
                 */
                readonly accuracy?: number;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Latitude in decimal degrees WGS 84
                 * @example 21.59
                 */
                readonly lat?: number;
                /**
                 * @description Longitude in decimal degrees WGS 84
                 * @example 105.85
                 */
                readonly lon?: number;
                /** @description In place of lon and lat: a position as typed in the search box, X and Y of VN-2000 with the central meridian included */
                readonly q?: string;
                /**
                 * @description In place of lon and lat: the corners of a site, longitude,latitude with blanks between, the first not repeated
                 * @example 105.85,21.59 105.86,21.59 105.86,21.58
                 */
                readonly site?: string;
                /** @description Sites and zones up to this distance are told, metres */
                readonly within?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckDrafts"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly checkDrawnSiteInDrafts: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description How well the site's position is known, metres, 0.001 to 1000
                 * @example 5
                 */
                readonly accuracy?: number;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Sites and zones up to this distance are told, metres */
                readonly within?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AskedSite.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckDrafts"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly facets: {
        readonly parameters: {
            readonly query?: {
                /** @description Part of the name of a body that leads such a task or takes part in it */
                readonly agency?: string;
                /**
                 * @description As it was known at this moment; now when left out
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /** @description Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters */
                readonly attributes?: {
                    readonly [key: string]: string;
                };
                /**
                 * @description Box west,south,east,north in decimal degrees WGS 84 (CRS84)
                 * @example 105.5,20.9,106,21.3
                 */
                readonly bbox?: string;
                /** @description Part of the feature's code */
                readonly code?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out
                 * @example 2026-01-01/..
                 */
                readonly datetime?: string;
                /** @description Only what is known as an area, or only what is not */
                readonly delineated?: boolean;
                /** @description Only what is a demonstration, or only what is none */
                readonly demonstration?: boolean;
                /**
                 * @description First year, or day, of the period in which such a task runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious */
                readonly grade?: readonly ("0" | "1" | "2" | "3" | "4")[];
                /** @description Numbers of features */
                readonly ids?: readonly string[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Ids of layers; all when left out
                 * @example [
                 *       "landfills",
                 *       "craft-villages"
                 *     ]
                 */
                readonly layers?: readonly string[];
                /** @description Counts by layer only */
                readonly of?: "layer";
                /** @description Only what a task concerns that has begun and is not done, or only the rest */
                readonly open_task?: boolean;
                /** @description Ids of plans of which a task concerns the feature */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description State in the words of all layers */
                readonly state?: readonly ("proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown")[];
                /** @description Ids of tasks that concern the feature */
                readonly task?: readonly string[];
                /** @description How such a task stands today */
                readonly task_state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Only what has no coordinates yet, or only what has */
                readonly unlocated?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Facets"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly feature: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description As known at this moment
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /**
                 * @description As in force on this day
                 * @example 2026-06-01
                 */
                readonly datetime?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FeatureDetails"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly featureOptions: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly changeAttributes: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header: {
                /** @description The version that was read: “"v12"” */
                readonly "If-Match": string;
            };
            readonly path: {
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeAttributes.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EditingEndpoints.Written"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 409: components["responses"]["Refused"];
            readonly 412: components["responses"]["Refused"];
            readonly 428: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly featureAnnex: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description As known at this moment
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /**
                 * @description As in force on this day
                 * @example 2026-06-01
                 */
                readonly datetime?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Whether each ring's first point stands again at its end */
                readonly repeatFirst?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Format
                 * @example xlsx
                 */
                readonly format: "xlsx" | "docx" | "csv" | "pdf";
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description XLSX, DOCX, CSV or PDF */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/octet-stream": unknown;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly featureCoordinates: {
        readonly parameters: {
            readonly query?: {
                /** @description Code of a VN-2000 zone, see /api/crs; the province's when left out */
                readonly epsg?: number;
                /** @description Format */
                readonly f?: "json" | "csv";
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description How many entries a page has at the most */
                readonly limit?: number;
                /** @description What stands between columns; by the caller's language when left out: Vietnamese takes semicolons and decimal commas */
                readonly separator?: "semicolon" | "comma";
                /** @description Computed from the geometry, or a decision's annex */
                readonly source?: "geometry" | "annex";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The whole table, UTF-8 */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FeatureCoordinates"];
                    readonly "text/csv": string;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly featureGeometry: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/geo+json": components["schemas"]["GeoJson.Feature"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly locateFeature: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header: {
                /** @description The version that was read: “"v12"” */
                readonly "If-Match": string;
            };
            readonly path: {
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LocateFeature.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EditingEndpoints.Written"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 409: components["responses"]["Refused"];
            readonly 412: components["responses"]["Refused"];
            readonly 428: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly tieTask: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header: {
                /** @description The version that was read: “"v12"” */
                readonly "If-Match": string;
            };
            readonly path: {
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
                /**
                 * @description Id of the plan
                 * @example thai-nguyen
                 */
                readonly plan: string;
                /**
                 * @description Section of the task within its plan
                 * @example II.3.2
                 */
                readonly section: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TieTask.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EditingEndpoints.Written"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 409: components["responses"]["Refused"];
            readonly 412: components["responses"]["Refused"];
            readonly 428: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly untieTask: {
        readonly parameters: {
            readonly query: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Why */
                readonly note: string;
                /** @description The role it is tied in; they are listed at /api/link-roles */
                readonly role: string;
            };
            readonly header: {
                /** @description The version that was read: “"v12"” */
                readonly "If-Match": string;
            };
            readonly path: {
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
                /**
                 * @description Id of the plan
                 * @example thai-nguyen
                 */
                readonly plan: string;
                /**
                 * @description Section of the task within its plan
                 * @example II.3.2
                 */
                readonly section: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EditingEndpoints.Written"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 409: components["responses"]["Refused"];
            readonly 412: components["responses"]["Refused"];
            readonly 428: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly featureVersion: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the feature
                 * @example 1
                 */
                readonly id: string;
                /** @description Number of the version */
                readonly version: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FeatureDetails"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly featuresWithoutTasks: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Ids of layers */
                readonly layer?: readonly string[];
                /** @description How many entries a page has at the most */
                readonly limit?: number;
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FeaturesWithoutTasks"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly grid: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Box west,south,east,north in decimal degrees WGS 84 (CRS84)
                 * @example 105.5,20.9,106,21.3
                 */
                readonly bbox: string;
                /**
                 * @description Code of a VN-2000 zone, see /api/crs
                 * @example 9217
                 */
                readonly epsg: number;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Metres between two lines
                 * @example 1000
                 */
                readonly step: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadGrid.Grid"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly gridZones: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Latitude in decimal degrees WGS 84
                 * @example 21.03
                 */
                readonly lat?: number;
                /**
                 * @description Longitude in decimal degrees WGS 84
                 * @example 105.85
                 */
                readonly lon?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListZones"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly acceptInvitation: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AcceptInvitation.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AcceptInvitation.Accepted"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly lookAtInvitation: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AcceptInvitation.LookRequest"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AcceptInvitation.Invited"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly keys: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKeys.KeyList"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly addKey: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApiKeys.NewRequest"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKeys.Made"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly revokeKey: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Number of the key */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly layers: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LayerList"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly linkRoles: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EditingEndpoints.RoleList"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly list: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Part of the name of a body that leads such a task or takes part in it */
                readonly agency?: string;
                /**
                 * @description As it was known at this moment; now when left out
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /**
                 * @description Where distances are measured from: longitude,latitude, WGS 84
                 * @example 105.85,21.03
                 */
                readonly at?: string;
                /** @description Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters */
                readonly attributes?: {
                    readonly [key: string]: string;
                };
                /**
                 * @description Box west,south,east,north in decimal degrees WGS 84 (CRS84)
                 * @example 105.5,20.9,106,21.3
                 */
                readonly bbox?: string;
                /** @description Part of the feature's code */
                readonly code?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out
                 * @example 2026-01-01/..
                 */
                readonly datetime?: string;
                /** @description Only what is known as an area, or only what is not */
                readonly delineated?: boolean;
                /** @description Only what is a demonstration, or only what is none */
                readonly demonstration?: boolean;
                /**
                 * @description First year, or day, of the period in which such a task runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious */
                readonly grade?: readonly ("0" | "1" | "2" | "3" | "4")[];
                /** @description Numbers of features */
                readonly ids?: readonly string[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Ids of layers; all when left out
                 * @example [
                 *       "landfills",
                 *       "craft-villages"
                 *     ]
                 */
                readonly layers?: readonly string[];
                /** @description How many entries a page has at the most */
                readonly limit?: number;
                /** @description Only what a task concerns that has begun and is not done, or only the rest */
                readonly open_task?: boolean;
                /** @description Ids of plans of which a task concerns the feature */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description Order */
                readonly sort?: "severity" | "overdue" | "distance" | "name";
                /** @description State in the words of all layers */
                readonly state?: readonly ("proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown")[];
                /** @description Ids of tasks that concern the feature */
                readonly task?: readonly string[];
                /** @description How such a task stands today */
                readonly task_state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Only what has no coordinates yet, or only what has */
                readonly unlocated?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListFeatures"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly listCsv: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Part of the name of a body that leads such a task or takes part in it */
                readonly agency?: string;
                /**
                 * @description As it was known at this moment; now when left out
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /**
                 * @description Where distances are measured from: longitude,latitude, WGS 84
                 * @example 105.85,21.03
                 */
                readonly at?: string;
                /** @description Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters */
                readonly attributes?: {
                    readonly [key: string]: string;
                };
                /**
                 * @description Box west,south,east,north in decimal degrees WGS 84 (CRS84)
                 * @example 105.5,20.9,106,21.3
                 */
                readonly bbox?: string;
                /** @description Part of the feature's code */
                readonly code?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out
                 * @example 2026-01-01/..
                 */
                readonly datetime?: string;
                /** @description Only what is known as an area, or only what is not */
                readonly delineated?: boolean;
                /** @description Only what is a demonstration, or only what is none */
                readonly demonstration?: boolean;
                /**
                 * @description First year, or day, of the period in which such a task runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious */
                readonly grade?: readonly ("0" | "1" | "2" | "3" | "4")[];
                /** @description Numbers of features */
                readonly ids?: readonly string[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Ids of layers; all when left out
                 * @example [
                 *       "landfills",
                 *       "craft-villages"
                 *     ]
                 */
                readonly layers?: readonly string[];
                /** @description How many entries a page has at the most */
                readonly limit?: number;
                /** @description Only what a task concerns that has begun and is not done, or only the rest */
                readonly open_task?: boolean;
                /** @description Ids of plans of which a task concerns the feature */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description What stands between columns; by the caller's language when left out: Vietnamese takes semicolons and decimal commas */
                readonly separator?: "semicolon" | "comma";
                /** @description Order */
                readonly sort?: "severity" | "overdue" | "distance" | "name";
                /** @description State in the words of all layers */
                readonly state?: readonly ("proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown")[];
                /** @description Ids of tasks that concern the feature */
                readonly task?: readonly string[];
                /** @description How such a task stands today */
                readonly task_state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Only what has no coordinates yet, or only what has */
                readonly unlocated?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A table, UTF-8 */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly live: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: {
                /** @description The last event that was received */
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A stream of events */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly map: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BasemapEndpoints.MapAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly me: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description What may be done to this feature
                 * @example 1
                 */
                readonly feature?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description What may be done to this task
                 * @example thai-nguyen/II.3.2
                 */
                readonly task?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly changePassword: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Profile.PasswordRequest"];
            };
        };
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly tieProvider: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the provider, see /api/me */
                readonly provider: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignInProviders.TieRequest"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignInProviders.TieBegun"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly untieProvider: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the provider, see /api/me */
                readonly provider: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly confirmSecondFactor: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SecondFactor.CodeRequest"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SecondFactor.Confirmed"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly beginSecondFactor: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SecondFactor.PasswordRequest"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SecondFactor.Begun"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly endSecondFactor: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SecondFactor.EndRequest"];
            };
        };
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly mySessions: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Profile.SessionList"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly endMySession: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the session */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly namedZones: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Id of a layer
                 * @example strict-protection-zones
                 */
                readonly layer?: string;
                /**
                 * @description Code of a province, two digits
                 * @example 19
                 */
                readonly province?: string;
                /** @description Not drawn, in a draft or in force; all when left out */
                readonly state?: "not-drawn" | "in-draft" | "in-force";
                /** @description Only those withdrawn from the register; the others when left out */
                readonly withdrawn?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NamedZoneAnswers.Page"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly addNamedZone: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NamedZoneForm"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NamedZoneAnswers.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly namedZone: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the zone in the register
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NamedZoneAnswers.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly changeNamedZone: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header: {
                /** @description The version that was read: “"n12"” */
                readonly "If-Match": string;
            };
            readonly path: {
                /**
                 * @description Number of the zone in the register
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NamedZoneForm"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NamedZoneAnswers.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 409: components["responses"]["Refused"];
            readonly 412: components["responses"]["Refused"];
            readonly 428: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly drawNamedZone: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the zone in the register
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DrawNamedZone.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NamedZoneAnswers.Drawn"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly overview: {
        readonly parameters: {
            readonly query?: {
                /** @description Part of the name of a body that leads such a task or takes part in it */
                readonly agency?: string;
                /**
                 * @description As it was known at this moment; now when left out
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /** @description Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters */
                readonly attributes?: {
                    readonly [key: string]: string;
                };
                /**
                 * @description Box west,south,east,north in decimal degrees WGS 84 (CRS84)
                 * @example 105.5,20.9,106,21.3
                 */
                readonly bbox?: string;
                /** @description Part of the feature's code */
                readonly code?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out
                 * @example 2026-01-01/..
                 */
                readonly datetime?: string;
                /** @description Only what is known as an area, or only what is not */
                readonly delineated?: boolean;
                /** @description Only what is a demonstration, or only what is none */
                readonly demonstration?: boolean;
                /**
                 * @description First year, or day, of the period in which such a task runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious */
                readonly grade?: readonly ("0" | "1" | "2" | "3" | "4")[];
                /** @description Numbers of features */
                readonly ids?: readonly string[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Ids of layers; all when left out
                 * @example [
                 *       "landfills",
                 *       "craft-villages"
                 *     ]
                 */
                readonly layers?: readonly string[];
                /** @description Only what a task concerns that has begun and is not done, or only the rest */
                readonly open_task?: boolean;
                /** @description Ids of plans of which a task concerns the feature */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description State in the words of all layers */
                readonly state?: readonly ("proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown")[];
                /** @description Ids of tasks that concern the feature */
                readonly task?: readonly string[];
                /** @description How such a task stands today */
                readonly task_state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Only what has no coordinates yet, or only what has */
                readonly unlocated?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CountPlaces"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly overviewChanges: {
        readonly parameters: {
            readonly query?: {
                /** @description Part of the name of a body that leads such a task or takes part in it */
                readonly agency?: string;
                /**
                 * @description As it was known at this moment; now when left out
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /** @description Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters */
                readonly attributes?: {
                    readonly [key: string]: string;
                };
                /**
                 * @description Box west,south,east,north in decimal degrees WGS 84 (CRS84)
                 * @example 105.5,20.9,106,21.3
                 */
                readonly bbox?: string;
                /** @description How long a period is */
                readonly by?: "month" | "day";
                /** @description By when it was recorded or by when it was in force */
                readonly clock?: "recorded" | "valid";
                /** @description Part of the feature's code */
                readonly code?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out
                 * @example 2026-01-01/..
                 */
                readonly datetime?: string;
                /** @description Only what is known as an area, or only what is not */
                readonly delineated?: boolean;
                /** @description Only what is a demonstration, or only what is none */
                readonly demonstration?: boolean;
                /**
                 * @description First year, or day, of the period in which such a task runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious */
                readonly grade?: readonly ("0" | "1" | "2" | "3" | "4")[];
                /** @description Numbers of features */
                readonly ids?: readonly string[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /**
                 * @description Ids of layers; all when left out
                 * @example [
                 *       "landfills",
                 *       "craft-villages"
                 *     ]
                 */
                readonly layers?: readonly string[];
                /** @description Only what a task concerns that has begun and is not done, or only the rest */
                readonly open_task?: boolean;
                /** @description Ids of plans of which a task concerns the feature */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description State in the words of all layers */
                readonly state?: readonly ("proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown")[];
                /** @description Ids of tasks that concern the feature */
                readonly task?: readonly string[];
                /** @description How such a task stands today */
                readonly task_state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Only what has no coordinates yet, or only what has */
                readonly unlocated?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CountChanges"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly people: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Words to look for */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["People.Page"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly addPerson: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["People.NewRequest"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["People.MadeAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly changePerson: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Number of the person */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["People.ChangeRequest"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["People.PersonAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly setGrants: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Number of the person */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": readonly components["schemas"]["People.GrantAnswer"][];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["People.PersonAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly resetPerson: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Number of the person */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": null | components["schemas"]["People.InvitationRequest"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Invite.Made"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly untieProviderOf: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Number of the person */
                readonly id: string;
                /** @description Id of the provider, see /api/me */
                readonly provider: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["People.PersonAnswer"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly endSessions: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Number of the person */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly places: {
        readonly parameters: {
            readonly query: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /**
                 * @description Middle of the map that is looked at: longitude,latitude, WGS 84
                 * @example 105.85,21.03
                 */
                readonly at?: string;
                /** @description This group only, to go on in it */
                readonly group?: "places" | "features" | "tasks";
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description How many entries a page has at the most */
                readonly limit?: number;
                /**
                 * @description Words to look for
                 * @example Thái Nguyên
                 */
                readonly q: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PlaceSearch.Found"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly plans: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PlanEndpoints.PlanList"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly plan: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the plan
                 * @example thai-nguyen
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PlanQuery.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly outdatedRecipes: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadRecipe.Page"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly recipe: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Number of the zone in force
                 * @example 1
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadRecipe.Checked"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly recipeDistances: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecipeEndpoints.Distances"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly revision: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadRevision.Revision"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly signIn: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignIn.Request"];
            };
        };
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly signOut: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly tasks: {
        readonly parameters: {
            readonly query?: {
                /** @description Where the page before ended, as its “next” has it */
                readonly after?: string;
                /** @description Part of the name of a body that leads it or takes part in it */
                readonly agency?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description First year, or day, of the period in which it runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description How far it needs a map */
                readonly gis?: readonly ("core" | "supporting" | "none")[];
                /** @description Kind of item */
                readonly kind?: readonly ("task" | "measure" | "organisation")[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Ids of layers that the task concerns */
                readonly layer?: readonly string[];
                /** @description Who leads it, in full */
                readonly lead?: string;
                /** @description How many entries a page has at the most */
                readonly limit?: number;
                /** @description Code of a commune or a province, or id of a place that a plan names */
                readonly place?: string;
                /** @description Whether it has a place on the map, has none, or needs none */
                readonly places?: readonly ("with" | "without" | "unneeded")[];
                /**
                 * @description Ids of plans
                 * @example [
                 *       "thai-nguyen"
                 *     ]
                 */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description Words to look for */
                readonly q?: string;
                /** @description How it stands today */
                readonly state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /** @description Ids of tasks */
                readonly task?: readonly string[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Ids of topics */
                readonly topic?: readonly string[];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PlanEndpoints.TaskPage"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly task: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the plan
                 * @example thai-nguyen
                 */
                readonly plan: string;
                /**
                 * @description Section of the task within its plan
                 * @example II.3.2
                 */
                readonly section: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskQuery.Details"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly taskOptions: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of the plan
                 * @example thai-nguyen
                 */
                readonly plan: string;
                /**
                 * @description Section of the task within its plan
                 * @example II.3.2
                 */
                readonly section: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly reportProgress: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header: {
                /** @description The version that was read: “"p12"” */
                readonly "If-Match": string;
            };
            readonly path: {
                /**
                 * @description Id of the plan
                 * @example thai-nguyen
                 */
                readonly plan: string;
                /**
                 * @description Section of the task within its plan
                 * @example II.3.2
                 */
                readonly section: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReportProgress.Request"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReportProgress.Reported"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 401: components["responses"]["Refused"];
            readonly 403: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 409: components["responses"]["Refused"];
            readonly 412: components["responses"]["Refused"];
            readonly 428: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly taskSummary: {
        readonly parameters: {
            readonly query?: {
                /** @description Part of the name of a body that leads it or takes part in it */
                readonly agency?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description First year, or day, of the period in which it runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description How far it needs a map */
                readonly gis?: readonly ("core" | "supporting" | "none")[];
                /** @description Kind of item */
                readonly kind?: readonly ("task" | "measure" | "organisation")[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Ids of layers that the task concerns */
                readonly layer?: readonly string[];
                /** @description Who leads it, in full */
                readonly lead?: string;
                /** @description Code of a commune or a province, or id of a place that a plan names */
                readonly place?: string;
                /** @description Whether it has a place on the map, has none, or needs none */
                readonly places?: readonly ("with" | "without" | "unneeded")[];
                /**
                 * @description Ids of plans
                 * @example [
                 *       "thai-nguyen"
                 *     ]
                 */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description Words to look for */
                readonly q?: string;
                /** @description How it stands today */
                readonly state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /** @description Ids of tasks */
                readonly task?: readonly string[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Ids of topics */
                readonly topic?: readonly string[];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskSummary"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly unlocatedFeatures: {
        readonly parameters: {
            readonly query?: {
                /** @description Part of the name of a body that leads such a task or takes part in it */
                readonly agency?: string;
                /**
                 * @description As it was known at this moment; now when left out
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /** @description Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters */
                readonly attributes?: {
                    readonly [key: string]: string;
                };
                /** @description Part of the feature's code */
                readonly code?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out
                 * @example 2026-01-01/..
                 */
                readonly datetime?: string;
                /** @description Only what is known as an area, or only what is not */
                readonly delineated?: boolean;
                /** @description Only what is a demonstration, or only what is none */
                readonly demonstration?: boolean;
                /**
                 * @description First year, or day, of the period in which such a task runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious */
                readonly grade?: readonly ("0" | "1" | "2" | "3" | "4")[];
                /** @description Numbers of features */
                readonly ids?: readonly string[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Only what a task concerns that has begun and is not done, or only the rest */
                readonly open_task?: boolean;
                /** @description Ids of plans of which a task concerns the feature */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description State in the words of all layers */
                readonly state?: readonly ("proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown")[];
                /** @description Ids of tasks that concern the feature */
                readonly task?: readonly string[];
                /** @description How such a task stands today */
                readonly task_state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Only what has no coordinates yet, or only what has */
                readonly unlocated?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UnlocatedFeatures"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly vocabularies: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly [key: string]: components["schemas"]["Vocabularies.Vocabulary"];
                    };
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly export: {
        readonly parameters: {
            readonly query?: {
                /** @description Part of the name of a body that leads such a task or takes part in it */
                readonly agency?: string;
                /**
                 * @description As it was known at this moment; now when left out
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /** @description Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters */
                readonly attributes?: {
                    readonly [key: string]: string;
                };
                /** @description Part of the feature's code */
                readonly code?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out
                 * @example 2026-01-01/..
                 */
                readonly datetime?: string;
                /** @description Only what is known as an area, or only what is not */
                readonly delineated?: boolean;
                /** @description Only what is a demonstration, or only what is none */
                readonly demonstration?: boolean;
                /**
                 * @description First year, or day, of the period in which such a task runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious */
                readonly grade?: readonly ("0" | "1" | "2" | "3" | "4")[];
                /** @description Numbers of features */
                readonly ids?: readonly string[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Only what a task concerns that has begun and is not done, or only the rest */
                readonly open_task?: boolean;
                /** @description Ids of plans of which a task concerns the feature */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description State in the words of all layers */
                readonly state?: readonly ("proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown")[];
                /** @description Ids of tasks that concern the feature */
                readonly task?: readonly string[];
                /** @description How such a task stands today */
                readonly task_state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Only what has no coordinates yet, or only what has */
                readonly unlocated?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Id of a layer and .geojson, .geojsonl or .geojsons
                 * @example landfills.geojson
                 */
                readonly file: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description By RFC 8142 */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/geo+json": unknown;
                    readonly "application/geo+json-seq": unknown;
                    readonly "application/x-ndjson": unknown;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly healthLive: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description alive */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly healthReady: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description ready */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly signInElsewhere: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
            };
            readonly header?: never;
            readonly path: {
                /** @description Id of the provider, see /api/me */
                readonly provider: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description On to the provider's page */
            readonly 302: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly tileJson: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description The revision that is known, so that caches tell them apart */
                readonly v?: string;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Ids of layers, with commas between
                 * @example landfills
                 */
                readonly layers: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TileJson.Description"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly tile: {
        readonly parameters: {
            readonly query?: {
                /** @description Part of the name of a body that leads such a task or takes part in it */
                readonly agency?: string;
                /**
                 * @description As it was known at this moment; now when left out
                 * @example 2026-06-01T00:00:00Z
                 */
                readonly asOf?: string;
                /** @description Attributes of layers: the parameter is named layer.attribute, or like the attribute where one layer is asked about; /api/layers says which are filters */
                readonly attributes?: {
                    readonly [key: string]: string;
                };
                /** @description Part of the feature's code */
                readonly code?: string;
                /**
                 * @description Codes of communes, five digits each
                 * @example [
                 *       "05440"
                 *     ]
                 */
                readonly commune_code?: readonly string[];
                /**
                 * @description In force on this day, at this moment or within this interval, by Vietnam's clock; today when left out
                 * @example 2026-01-01/..
                 */
                readonly datetime?: string;
                /** @description Only what is known as an area, or only what is not */
                readonly delineated?: boolean;
                /** @description Only what is a demonstration, or only what is none */
                readonly demonstration?: boolean;
                /**
                 * @description First year, or day, of the period in which such a task runs
                 * @example 2026
                 */
                readonly from?: string;
                /** @description Grade on the scale of all layers: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious */
                readonly grade?: readonly ("0" | "1" | "2" | "3" | "4")[];
                /** @description Numbers of features */
                readonly ids?: readonly string[];
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description Only what a task concerns that has begun and is not done, or only the rest */
                readonly open_task?: boolean;
                /** @description Ids of plans of which a task concerns the feature */
                readonly plan?: readonly string[];
                /**
                 * @description Codes of provinces, two digits each
                 * @example [
                 *       "19"
                 *     ]
                 */
                readonly province_code?: readonly string[];
                /** @description State in the words of all layers */
                readonly state?: readonly ("proposed" | "in_force" | "repealed" | "open" | "treating" | "done" | "operating" | "stopped" | "unknown")[];
                /** @description Ids of tasks that concern the feature */
                readonly task?: readonly string[];
                /** @description How such a task stands today */
                readonly task_state?: readonly ("overdue" | "running" | "not-begun" | "open-ended" | "undated" | "done")[];
                /**
                 * @description Last year, or day, of that period
                 * @example 2030
                 */
                readonly to?: string;
                /** @description Only what has no coordinates yet, or only what has */
                readonly unlocated?: boolean;
                /** @description The revision that is known, so that caches tell them apart */
                readonly v?: string;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Ids of layers, with commas between
                 * @example landfills
                 */
                readonly layers: string;
                /**
                 * @description Column, from west to east
                 * @example 203
                 */
                readonly x: string;
                /**
                 * @description Row, from north to south (XYZ)
                 * @example 112
                 */
                readonly y: string;
                /**
                 * @description Zoom
                 * @example 8
                 */
                readonly z: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A tile by Mapbox Vector Tile 2.1 */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.mapbox-vector-tile": unknown;
                };
            };
            /** @description Nothing is in it */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
    readonly basemapTile: {
        readonly parameters: {
            readonly query?: {
                /** @description Language of refusals and tables; by Accept-Language when left out */
                readonly lang?: "vi" | "en";
                /** @description The revision that is known, so that caches tell them apart */
                readonly v?: string;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Column, from west to east
                 * @example 203
                 */
                readonly x: string;
                /**
                 * @description Row, from north to south (XYZ)
                 * @example 112
                 */
                readonly y: string;
                /**
                 * @description Zoom
                 * @example 8
                 */
                readonly z: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A tile by Mapbox Vector Tile 2.1 */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.mapbox-vector-tile": unknown;
                };
            };
            /** @description Nothing is in it */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 404: components["responses"]["Refused"];
            readonly 429: components["responses"]["Refused"];
            readonly 503: components["responses"]["Refused"];
            readonly default: components["responses"]["Refused"];
        };
    };
}
