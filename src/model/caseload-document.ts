/**
 * The caseload document, version 1: the JSON that a council writes and `parseCaseload` reads. Ids only: no
 * names, birth dates, addresses or free text belong in it, except the `reason` of a recorded decision.
 *
 * Units: a date is ISO text `YYYY-MM-DD`; points are decimals with at most two places; shares (0.5 is a
 * half) and contacts are decimals with at most three; minutes, days, weeks and months are whole numbers.
 * A field that may be left out says what leaving it out means; "not known" may also be written as null.
 */
import type { CaseStatus, ReliefBand } from "./policy";
import type { PolicyDocument, WeightingSchemeDocument } from "./policy-document";

/** `YYYY-MM-DD`, between 1990 and 2100. */
export type IsoDate = string;

/** A whole caseload: one cohort, the cover team, and everyone whose work they touch. */
export interface CaseloadDocument {
  readonly schemaVersion: 1;
  /** Today, for notice, ages and twelve-month counts. */
  readonly asOf: IsoDate;
  /** Decides ties between things that are alike; left out: empty. */
  readonly tieSalt?: string | undefined;
  readonly programme: ProgrammeDocument;
  /** Each field given replaces the default; left out: the default policy. */
  readonly policy?: PolicyDocument | undefined;
  readonly weightingScheme: WeightingSchemeDocument;
  readonly workers: readonly WorkerDocument[];
  readonly cohort: CohortDocument;
  readonly families: readonly FamilyDocument[];
  readonly children: readonly ChildDocument[];
  /** Left out: none. The same holds for every list below. */
  readonly supervision?: readonly SupervisionDocument[] | undefined;
  readonly events?: readonly EventDocument[] | undefined;
  /** Work shared with the allocated worker now. */
  readonly coWork?: readonly CoWorkDocument[] | undefined;
  /** Workers a family had before. */
  readonly pastInvolvements?: readonly FamilyWorkerDocument[] | undefined;
  /** Workers with a conflict of interest. */
  readonly conflicts?: readonly FamilyWorkerDocument[] | undefined;
  /** Groups of two or more family ids: those that move go to the same cover worker. */
  readonly keepTogether?: readonly (readonly string[])[] | undefined;
  /** Pairs of family ids that never share a worker. */
  readonly keepApart?: readonly (readonly [string, string])[] | undefined;
  readonly pins?: readonly PinDocument[] | undefined;
  readonly exceptions?: readonly ExceptionDocument[] | undefined;
  /** A council's own continuity costs, in place of the computed ones. */
  readonly continuityTable?: readonly ContinuityTableRowDocument[] | undefined;
  /** Null: travel is not considered. */
  readonly travel: TravelDocument | null;
  /** A plan that has begun, as `replan` writes it; left out or null: none has. */
  readonly inProgress?: InProgressDocument | null | undefined;
}

/** What was published, and what has become known since that belongs to the middle of the window. */
export interface InProgressDocument {
  /** The day of the re-plan: what began before it has happened, and notice counts from it. */
  readonly asOf: IsoDate;
  /** The decisions in force; a unit that is not listed stays with its worker. */
  readonly decisions: readonly PublishedDecisionDocument[];
  /** What the plan before left each participant in the relief goal; left out: 0 each. */
  readonly given?: readonly { readonly participantId: string; readonly reliefPenalty: number }[] | undefined;
  /** First day of cases opened since the plan was made; left out: none. */
  readonly opened?: readonly { readonly childId: string; readonly on: IsoDate }[] | undefined;
  /** What children weighed until a day; left out: none. */
  readonly weighed?: readonly { readonly childId: string; readonly until: IsoDate; readonly points: number }[] | undefined;
}

/** A decision of the plan in progress, as a plan states it. */
export interface PublishedDecisionDocument {
  readonly kind: "family" | "supervision";
  readonly id: string;
  readonly participantId: string;
  readonly childIds?: readonly string[] | undefined;
  readonly mode: "stay" | "co-work" | "handover";
  readonly coverWorkerId?: string | null | undefined;
  readonly companionId?: string | null | undefined;
  readonly takeoverDate?: IsoDate | null | undefined;
  readonly handBackDate?: IsoDate | null | undefined;
  /** Parts with other cover workers before, in order; left out: none. */
  readonly earlier?: readonly EarlierPartDocument[] | undefined;
}

/** A stretch of days with a cover worker that ended, or is to end, before the decision's own. */
export interface EarlierPartDocument {
  readonly mode: "co-work" | "handover";
  readonly coverWorkerId: string;
  readonly companionId?: string | null | undefined;
  readonly takeoverDate: IsoDate;
  /** First day no longer with this cover worker. */
  readonly endDate: IsoDate;
  /** Whether the allocated worker has the unit again from that day. */
  readonly isReturn: boolean;
}

export interface ProgrammeDocument {
  readonly id?: string | null | undefined;
  readonly startDate: IsoDate;
  /** 1 to 52 calendar weeks. */
  readonly weeks: number;
  /** Left out: England's bank holidays, as shipped with the library. */
  readonly nonWorkingDays?: readonly IsoDate[] | undefined;
}

export interface WorkerDocument {
  readonly id: string;
  readonly role: "social-worker" | "team-manager";
  /** One of the policy's grades. */
  readonly grade: string;
  readonly team: string;
  /** Where the worker is based. */
  readonly area: string;
  /** Share of full time, 0.05 to 1. */
  readonly fte: number;
  /** Left out: permanent. */
  readonly employment?: "permanent" | "agency" | undefined;
  /** What a full-time worker in this post can carry, stable element included. Not known: null or left out (cover workers need it). */
  readonly capacityPoints?: number | null | undefined;
  /** Non-case work that comes with the post; left out: 0. */
  readonly stablePoints?: number | undefined;
  /** Further duties: coaching, panels, practice education; left out: 0. */
  readonly extraPoints?: number | undefined;
  /** Dated cuts in capacity; those that overlap add up. */
  readonly reductions?: readonly ReductionDocument[] | undefined;
  /** Both days included. */
  readonly leave?: readonly { readonly from: IsoDate; readonly to: IsoDate }[] | undefined;
  readonly startsOn?: IsoDate | null | undefined;
  readonly contractEndsOn?: IsoDate | null | undefined;
  /** A limit of the worker's own, in place of the policy's. */
  readonly maximumChildren?: number | null | undefined;
  /** Visits the worker can make in the programme window; null or left out: not limited. */
  readonly visitsCapacity?: number | null | undefined;
  readonly certificates?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly gender?: string | null | undefined;
  /** Families with restricted records that the worker may see. */
  readonly restrictedFamilyIds?: readonly string[] | undefined;
}

/** Points, a share of capacity, or both; both days included. */
export interface ReductionDocument {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Left out: 0. */
  readonly points?: number | undefined;
  /** Left out: 0. */
  readonly share?: number | undefined;
  readonly reason: string;
}

export interface CohortDocument {
  /** A band given here replaces the policy's for this participant. */
  readonly participants: readonly {
    readonly workerId: string;
    readonly reliefBand?: ReliefBand | null | undefined;
  }[];
  readonly coverWorkerIds: readonly string[];
}

export interface FamilyDocument {
  readonly id: string;
  readonly area: string;
  /** Languages of which the worker must speak every one. */
  readonly languages?: readonly string[] | undefined;
  readonly workerGender?: { readonly gender: string; readonly isRisk: boolean } | null | undefined;
  /** Left out: false. */
  readonly isTwoToOne?: boolean | undefined;
  /** Left out: false. */
  readonly isRestricted?: boolean | undefined;
  readonly requiredCertificates?: readonly string[] | undefined;
  readonly wish?: "stay" | "change" | null | undefined;
  /** Workers who have asked to finish a piece of work with the family. */
  readonly finishWishWorkerIds?: readonly string[] | undefined;
}

export interface ChildDocument {
  readonly id: string;
  readonly familyId: string;
  readonly allocatedWorkerId: string;
  readonly status: CaseStatus;
  readonly circumstances?: readonly string[] | undefined;
  /** In place of the weighting scheme; null or left out: the scheme's. */
  readonly points?: number | null | undefined;
  /** When the present worker began; null or left out: not known. */
  readonly workerSince?: IsoDate | null | undefined;
  /** Past changes of worker; null or left out: not known. An empty list: none. */
  readonly changesOfWorkerOn?: readonly IsoDate[] | null | undefined;
  /** Null or left out: not known. */
  readonly lastVisitOn?: IsoDate | null | undefined;
  /** In place of the weighting scheme's interval; null or left out: the scheme's. */
  readonly visitIntervalWorkingDays?: number | null | undefined;
  /** First day on which the case is expected to be closed; null or left out: none expected. */
  readonly closesOn?: IsoDate | null | undefined;
  /** Day of an expected step down; null or left out: none expected. */
  readonly stepsDownOn?: IsoDate | null | undefined;
  /** First case-management hearing of care proceedings; null or left out: not known, or no proceedings. */
  readonly firstHearingOn?: IsoDate | null | undefined;
  /** Latest assessment; null or left out: not known. */
  readonly assessedOn?: IsoDate | null | undefined;
  /** Null or left out: not known. */
  readonly hasChronology?: boolean | null | undefined;
}

/** A piece of supervision and oversight that a team manager carries. */
export interface SupervisionDocument {
  readonly id: string;
  readonly managerId: string;
  readonly points: number;
  readonly intervalWorkingDays: number;
  /** Null or left out: not known. */
  readonly lastSessionOn?: IsoDate | null | undefined;
}

/** A dated event of a family, or of one child of it. */
export interface EventDocument {
  /** Needed only when another event follows this one. */
  readonly id?: string | null | undefined;
  readonly familyId: string;
  /** Null or left out: the whole family. */
  readonly childId?: string | null | undefined;
  /** One of the policy's event types. */
  readonly kind: string;
  readonly date: IsoDate;
  /** The id of the conference that this meeting follows up. */
  readonly follows?: string | null | undefined;
}

export interface CoWorkDocument {
  readonly familyId: string;
  readonly workerId: string;
  readonly points: number;
}

export interface FamilyWorkerDocument {
  readonly familyId: string;
  readonly workerId: string;
}

/** A planner's decision about a family held by a participant, or about a supervision item: exactly one of the two ids. */
export interface PinDocument {
  readonly kind: "must-stay" | "must-move" | "must-go-to" | "never-to";
  readonly familyId?: string | null | undefined;
  readonly supervisionId?: string | null | undefined;
  /** The participant; left out: every participant who holds the family. */
  readonly workerId?: string | null | undefined;
  /** For `must-go-to` and `never-to`, and only there. */
  readonly coverWorkerId?: string | null | undefined;
  readonly author: string;
  readonly reason: string;
}

/** A recorded departure from a promise that otherwise holds for everyone. */
export type ExceptionDocument =
  | {
      readonly kind: "split-family";
      readonly familyId: string;
      readonly workerId: string;
      /** Child ids: all of the worker's children of the family, each once. */
      readonly groups: readonly (readonly string[])[];
      readonly author: string;
      readonly reason: string;
    }
  | {
      readonly kind: "move-in-protected-period" | "no-hand-back";
      readonly familyId: string;
      readonly author: string;
      readonly reason: string;
    };

export interface ContinuityTableRowDocument {
  readonly familyId: string;
  readonly workerId: string;
  readonly coverWorkerId: string;
  readonly mode: "handover" | "co-work";
  readonly contacts: number;
}

export interface TravelDocument {
  /**
   * One way, in minutes. A row holds for both directions unless the other is given too. An area to itself
   * needs a row as well, since no distance is never assumed.
   */
  readonly minutes: readonly { readonly from: string; readonly to: string; readonly minutes: number }[];
}
