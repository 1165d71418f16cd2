/**
 * The caseload as the rest of the library sees it: parsed, cross-checked, frozen, in one order.
 * Dates are days, points hundredths, shares thousandths; null is "not known" or "none", as each field
 * says. Only `input/` makes one.
 */
import type { Day } from "../base/calendar";
import type { Hundredths, PerMille } from "../base/units";
import type { InProgress } from "./in-progress";
import type { CaseStatus, Policy, ReliefBand } from "./policy";

/** What the council weighs its cases with: its data, never ours. */
export interface WeightingScheme {
  /** Of the rows that match a child (status, and circumstance if given) the one with most points counts. */
  readonly cases: readonly WeightingRow[];
  /** Added for each circumstance a child has. */
  readonly additions: readonly { readonly circumstance: string; readonly points: Hundredths }[];
  /** What the second and later children of a unit count, the heaviest child being the first. */
  readonly furtherSiblingShare: PerMille;
  /** Points for each whole step of travel, one way, beyond a threshold; null when travel is not weighed. */
  readonly travel: {
    readonly thresholdMinutes: number;
    readonly stepMinutes: number;
    readonly pointsPerStep: Hundredths;
  } | null;
  /** For the worker who leads two-to-one visits, once a family. */
  readonly twoToOnePoints: Hundredths;
  /** For the second worker. */
  readonly companionPoints: Hundredths;
}

export interface WeightingRow {
  readonly status: CaseStatus;
  /** Null: any child of the status. */
  readonly circumstance: string | null;
  readonly points: Hundredths;
  /** Most working days between two visits; null when no visits are due. */
  readonly visitIntervalWorkingDays: number | null;
}

/** Weeks are calendar weeks from the start date. */
export interface Programme {
  readonly id: string | null;
  readonly startDate: Day;
  readonly weeks: number;
  readonly nonWorkingDays: readonly Day[];
}

export interface Worker {
  readonly id: string;
  readonly role: "social-worker" | "team-manager";
  readonly grade: string;
  readonly team: string;
  /** Where the worker is based, an area of the travel table. */
  readonly area: string;
  /** Share of full time. */
  readonly fte: PerMille;
  readonly employment: "permanent" | "agency";
  /** What a full-time worker in this post can carry, stable element included; null: not known. */
  readonly capacityPoints: Hundredths | null;
  /** Non-case work that comes with the post. */
  readonly stablePoints: Hundredths;
  /** Further duties: coaching, panels, practice education. */
  readonly extraPoints: Hundredths;
  /** Dated cuts in capacity; those that overlap add up. */
  readonly reductions: readonly Reduction[];
  readonly leave: readonly DaySpan[];
  readonly startsOn: Day | null;
  readonly contractEndsOn: Day | null;
  /** A limit of the worker's own, in place of the policy's; null: the policy's. */
  readonly maximumChildren: number | null;
  /** Visits the worker can make in the programme window; null: not limited. */
  readonly visitsCapacity: number | null;
  readonly certificates: readonly string[];
  readonly languages: readonly string[];
  readonly gender: string | null;
  /** Families with restricted records that the worker may see. */
  readonly restrictedFamilyIds: readonly string[];
}

/** Both days included. */
export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
}

export interface Reduction extends DaySpan {
  readonly points: Hundredths;
  readonly share: PerMille;
  readonly reason: string;
}

export interface Participant {
  readonly workerId: string;
  /** In place of the policy's band; null: the policy's. */
  readonly reliefBand: ReliefBand | null;
}

export interface Family {
  readonly id: string;
  readonly area: string;
  /** Languages of which the worker must speak every one. */
  readonly languages: readonly string[];
  readonly workerGender: { readonly gender: string; readonly isRisk: boolean } | null;
  readonly isTwoToOne: boolean;
  readonly isRestricted: boolean;
  readonly requiredCertificates: readonly string[];
  readonly wish: "stay" | "change" | null;
  /** Workers who have asked to finish a piece of work with the family. */
  readonly finishWishWorkerIds: readonly string[];
}

export interface Child {
  readonly id: string;
  readonly familyId: string;
  readonly allocatedWorkerId: string;
  readonly status: CaseStatus;
  readonly circumstances: readonly string[];
  /** In place of the weighting scheme; null: the scheme's. */
  readonly points: Hundredths | null;
  /** When the present worker began; null: not known. */
  readonly workerSince: Day | null;
  /** Past changes of worker; null: not known. */
  readonly changesOfWorkerOn: readonly Day[] | null;
  /** Null: not known. */
  readonly lastVisitOn: Day | null;
  /** In place of the weighting scheme's interval; null: the scheme's. */
  readonly visitIntervalWorkingDays: number | null;
  /** First day on which the case is expected to be closed; null: none expected. */
  readonly closesOn: Day | null;
  /** Day of an expected step down; null: none expected. */
  readonly stepsDownOn: Day | null;
  /** First case-management hearing of care proceedings; null: not known, or no proceedings. */
  readonly firstHearingOn: Day | null;
  /** Latest assessment; null: not known. */
  readonly assessedOn: Day | null;
  /** Null: not known. */
  readonly hasChronology: boolean | null;
}

/** A dated event of a family, or of one child of it. */
export interface CaseEvent {
  readonly id: string | null;
  readonly familyId: string;
  /** Null: the whole family. */
  readonly childId: string | null;
  readonly kind: string;
  readonly date: Day;
  /** The conference that this meeting follows up, by event id. */
  readonly follows: string | null;
}

/** Work shared with the allocated worker now. */
export interface CoWork {
  readonly familyId: string;
  readonly workerId: string;
  readonly points: Hundredths;
}

/** A worker the family had before. */
export interface PastInvolvement {
  readonly familyId: string;
  readonly workerId: string;
}

export interface Conflict {
  readonly workerId: string;
  readonly familyId: string;
}

/** A piece of supervision and oversight that a team manager carries. */
export interface SupervisionItem {
  readonly id: string;
  readonly managerId: string;
  readonly points: Hundredths;
  readonly intervalWorkingDays: number;
  /** Null: not known. */
  readonly lastSessionOn: Day | null;
}

/** Who decided, and that a reason is on record; free text stays out of plans and messages. */
export interface Recorded {
  readonly author: string;
  readonly reason: string;
}

/**
 * A planner's decision about a family held by a participant, or about a supervision item.
 * `coverWorkerId` is given for `must-go-to` and `never-to`, and only there.
 */
export interface Pin extends Recorded {
  readonly kind: "must-stay" | "must-move" | "must-go-to" | "never-to";
  readonly familyId: string | null;
  readonly supervisionId: string | null;
  /** The participant; needed only when a family is held by more than one. Null: every participant who holds it. */
  readonly workerId: string | null;
  readonly coverWorkerId: string | null;
}

/** A recorded departure from a promise that otherwise holds for everyone. */
export type RecordedException =
  /** The worker's children of the family move as these groups instead of as one. */
  | (Recorded & {
      readonly kind: "split-family";
      readonly familyId: string;
      readonly workerId: string;
      readonly groups: readonly (readonly string[])[];
    })
  /** Events do not protect the family from a handover. */
  | (Recorded & { readonly kind: "move-in-protected-period"; readonly familyId: string })
  /** The family may be handed over for good when no hand-back day is permitted. */
  | (Recorded & { readonly kind: "no-hand-back"; readonly familyId: string });

/** A council's own continuity cost for one family, participant, cover worker and mode. */
export interface ContinuityTableRow {
  readonly familyId: string;
  readonly workerId: string;
  readonly coverWorkerId: string;
  readonly mode: "handover" | "co-work";
  readonly milliContacts: number;
}

export interface Travel {
  /** One way; `minutes[from][to]` by index into `areas`; null: not known. */
  readonly areas: readonly string[];
  readonly minutes: readonly (readonly (number | null)[])[];
}

declare const parsed: unique symbol;

/** Made by `parseCaseload` only. Lists are in the order of the tie hash of their ids. */
export interface Caseload {
  readonly [parsed]: true;
  /** SHA-256 of the canonical JSON of the document, lists sorted. */
  readonly digest: string;
  readonly asOf: Day;
  readonly tieSalt: string;
  readonly programme: Programme;
  readonly policy: Policy;
  readonly weightingScheme: WeightingScheme;
  readonly workers: readonly Worker[];
  readonly participants: readonly Participant[];
  readonly coverWorkerIds: readonly string[];
  readonly families: readonly Family[];
  readonly children: readonly Child[];
  readonly supervision: readonly SupervisionItem[];
  readonly events: readonly CaseEvent[];
  readonly coWork: readonly CoWork[];
  readonly pastInvolvements: readonly PastInvolvement[];
  readonly conflicts: readonly Conflict[];
  readonly keepTogether: readonly (readonly [string, string])[];
  readonly keepApart: readonly (readonly [string, string])[];
  readonly pins: readonly Pin[];
  readonly exceptions: readonly RecordedException[];
  readonly continuityTable: readonly ContinuityTableRow[];
  /** Null: travel is not considered. */
  readonly travel: Travel | null;
  /** Null: no plan has begun. */
  readonly inProgress: InProgress | null;
}
