/**
 * The plan: what the library proposes for one cohort, as plain data that goes through JSON unchanged.
 * Ids only. Dates are ISO, points and contacts decimals, percentages whole numbers or tenths as named.
 * Lists are sorted by id, so that equal plans have equal bytes.
 */
import type { GoalId } from "../model/policy";
import type { RuleId } from "../model/rule-settings";
import type { ComponentCertificate } from "../proof/certificate";

export const PLAN_SCHEMA_VERSION = 1;

export interface Plan {
  readonly schemaVersion: typeof PLAN_SCHEMA_VERSION;
  readonly libraryVersion: string;
  /** Digest of the caseload the plan was made from. */
  readonly caseloadDigest: string;
  readonly programme: PlannedProgramme;
  readonly termination: Termination;
  /** "N of M get their third": participants with a base, and how many of them lie inside their band. */
  readonly headline: Headline;
  readonly components: readonly ComponentOutcome[];
  /** One for every unit of every participant, and every supervision item. */
  readonly decisions: readonly Decision[];
  readonly participants: readonly ParticipantOutcome[];
  readonly coverWorkers: readonly CoverWorkerOutcome[];
  readonly totals: Totals;
  /** What was assumed because it was not known, or is the case already and not made worse. */
  readonly statements: readonly Statement[];
}

export type Termination = "optimal" | "time-limit" | "step-limit" | "aborted";

export interface PlannedProgramme {
  readonly id: string | null;
  readonly startDate: string;
  readonly endDate: string;
  readonly weeks: number;
  readonly workingDays: number;
}

export interface Headline {
  readonly participantsWithBase: number;
  readonly participantsInBand: number;
  /** Mean relief of those with a base, in tenths of a per cent of base. */
  readonly meanReliefPerMille: number;
  /** How many lie within one per cent of base above their lower edge. */
  readonly nearLowerEdge: number;
}

/** Participants and cover workers who share no option cannot affect one another: each set has its own goals. */
export interface ComponentOutcome {
  readonly participantIds: readonly string[];
  readonly coverWorkerIds: readonly string[];
  readonly termination: Termination;
  /** `none`: nothing to decide. */
  readonly method: "flow" | "weighted" | "none";
  readonly goals: readonly GoalResult[];
  /** Proof of the goals' bounds, for `verifyPlan`; null when the run was stopped or none was asked for. */
  readonly certificate?: ComponentCertificate | null | undefined;
}

/** Nothing that respects the earlier goals and their slack has a value below `bound`. */
export interface GoalResult {
  readonly goal: GoalId;
  /** Squared thousandths, thousandths of a contact, whole per cent, minutes. */
  readonly value: number;
  /** Best value reached when this was the goal; later goals may give back the slack. */
  readonly stageValue: number;
  readonly bound: number;
  /** stageValue − bound: what is not proved. */
  readonly gap: number;
  readonly isMet: boolean;
  /** stageValue = bound: no other plan is better at all. */
  readonly isExact: boolean;
}

export type DecisionMode = "stay" | "co-work" | "handover";

/** What happens to one unit: the children of one family held by one participant, or a supervision item. */
export interface Decision {
  readonly kind: "family" | "supervision";
  /** Family id; for supervision, the id of the item. */
  readonly id: string;
  readonly participantId: string;
  /** Children of the unit, sorted; empty for supervision. */
  readonly childIds: readonly string[];
  readonly mode: DecisionMode;
  readonly coverWorkerId: string | null;
  /** Second worker of a two-to-one family that is handed over. */
  readonly companionId: string | null;
  /** First day with the cover worker; for co-work the first shared day. */
  readonly takeoverDate: string | null;
  /** First day back; null when the unit stays, or closes first, or a recorded exception says so. */
  readonly handBackDate: string | null;
  /** Parts with other cover workers before, in order; only in a plan in progress, and only where there are any. */
  readonly earlier?: readonly EarlierPartOutcome[] | undefined;
  /** Work in the window if nothing is done, points. */
  readonly workPoints: number;
  readonly reliefPoints: number;
  readonly loadPoints: number;
  /** In contacts. */
  readonly continuityCost: number;
  readonly costTerms: readonly CostTerm[];
  readonly travelMinutes: number;
  /** Contacts and visits made by somebody other than the allocated worker. */
  readonly contacts: number;
  readonly changesOfWorker: number;
  readonly flags: readonly DecisionFlag[];
  readonly reason: Reason;
  /** The reason as an English sentence. */
  readonly sentence: string;
}

/** A stretch of days with a cover worker that ended, or is to end, before the decision's own. */
export interface EarlierPartOutcome {
  readonly mode: "co-work" | "handover";
  readonly coverWorkerId: string;
  readonly companionId: string | null;
  readonly takeoverDate: string;
  /** First day no longer with this cover worker. */
  readonly endDate: string;
  /** Whether the allocated worker has the unit again from that day. */
  readonly isReturn: boolean;
}

/** `file-not-ready`: rule 25; `worst-case`: a missing fact was taken at its worst. */
export type DecisionFlag = "file-not-ready" | "worst-case" | "exception-recorded";

/** A named part of a decision's continuity cost. */
export interface CostTerm {
  readonly term: "contacts" | "changes-of-worker" | "table" | RuleId;
  readonly contacts: number;
}

/** Why a unit is where it is: the closed set. */
export type Reason =
  | { readonly kind: "pinned"; readonly pin: "must-stay" | "must-move" | "must-go-to" | "never-to" }
  | { readonly kind: "blocked"; readonly rules: readonly RuleId[] }
  | { readonly kind: "not-needed" }
  | { readonly kind: "dearer"; readonly goal: GoalId; readonly difference: number }
  | { readonly kind: "no-capacity"; readonly coverWorkerIds: readonly string[] }
  | { readonly kind: "chosen"; readonly goal: GoalId | null; readonly difference: number | null }
  | { readonly kind: "tie" };

/** A participant before and after. Shares of base in tenths of a per cent. */
export interface ParticipantOutcome {
  readonly workerId: string;
  readonly role: "social-worker" | "team-manager";
  readonly grade: string;
  readonly team: string;
  readonly children: number;
  readonly families: number;
  /** 0 when there is no work in the window: "no cases", no percentage. */
  readonly basePoints: number;
  readonly bandLowerPoints: number;
  readonly bandUpperPoints: number;
  readonly reliefPoints: number;
  readonly afterPoints: number;
  readonly reliefPerMille: number | null;
  readonly isInBand: boolean;
  /** One for each programme week. */
  readonly weeks: readonly WeekRelief[];
  /** The week with the least relief; null without a base. */
  readonly lowestWeek: WeekRelief | null;
  /** Points used, stable element and extra duties included, over own capacity; null when capacity is not known or nil. */
  readonly workloadPercentBefore: number | null;
  readonly workloadPercentAfter: number | null;
  /** A new family of the mean weight of those held, and by how much it would lower the relief share; null without a base. */
  readonly newFamily: { readonly points: number; readonly reliefPerMille: number } | null;
  /** What holds relief below the band, when it is below: one English sentence. */
  readonly shortfallSentence: string | null;
}

export interface WeekRelief {
  /** 1 is the first programme week. */
  readonly week: number;
  readonly startDate: string;
  readonly reliefPoints: number;
  readonly workPoints: number;
  readonly reliefPerMille: number | null;
}

export interface CoverWorkerOutcome {
  readonly workerId: string;
  readonly role: "social-worker" | "team-manager";
  readonly grade: string;
  readonly team: string;
  readonly familiesTaken: number;
  readonly childrenTaken: number;
  readonly familiesCoWorked: number;
  readonly supervisionTaken: number;
  readonly childrenHeldBefore: number;
  /** Greatest workload over the programme, whole per cent rounded up; null: no capacity. */
  readonly peakWorkloadPercentBefore: number | null;
  readonly peakWorkloadPercentAfter: number | null;
  /** Stretches of constant capacity and load. */
  readonly intervals: readonly CapacityInterval[];
}

export interface CapacityInterval {
  readonly from: string;
  readonly to: string;
  readonly capacityPoints: number;
  readonly existingPoints: number;
  readonly addedPoints: number;
}

export interface Totals {
  readonly familiesMoved: number;
  readonly familiesCoWorked: number;
  readonly familiesStaying: number;
  readonly childrenMoved: number;
  readonly changesOfWorker: number;
  readonly supervisionMoved: number;
  readonly continuityCost: number;
  readonly travelMinutes: number;
}

/** Something the reader must know: a stated assumption, a breach that is there already, a limit. */
export interface Statement {
  readonly kind: "assumption" | "worst-case" | "existing-breach" | "warning" | "escalation";
  readonly rule: RuleId | null;
  /** Ids of what it is about; empty: the whole plan. */
  readonly ids: readonly string[];
  readonly sentence: string;
}

/** What `planHandovers` gives when there is no plan to give. */
export type NoPlan =
  /** No plan can satisfy the pins, keep rules and floors named. */
  | {
      readonly kind: "infeasible";
      readonly conflict: readonly ConflictPart[];
      /** What would make a plan possible, the cheapest first; each was tried. */
      readonly repairs: readonly Repair[];
      readonly sentence: string;
    }
  /** A limit was reached before any plan was found. */
  | { readonly kind: "unknown"; readonly termination: Exclude<Termination, "optimal">; readonly sentence: string };

/** One of the demands, limits and facts that clash; without it the others can be met. */
export interface ConflictPart {
  /** `relief-band`: a participant's full third. */
  readonly rule: RuleId | "relief-floor" | "relief-band";
  readonly ids: readonly string[];
  readonly sentence: string;
}

/** One or a few changes after which what clashed can be met. */
export interface Repair {
  readonly changes: readonly RepairChange[];
  readonly sentence: string;
  /** What a plan with the change was found to give; null when the limit came first. */
  readonly buys: {
    readonly participantsInBand: number;
    readonly participantsWithBase: number;
    /** In contacts. */
    readonly continuityCost: number;
    readonly changesOfWorker: number;
  } | null;
}

export interface RepairChange {
  /** `demand`: a pin, a pair or a floor; `limit`: more room; `fact`: something that would have to be otherwise. */
  readonly kind: "demand" | "limit" | "fact";
  readonly rule: ConflictPart["rule"];
  readonly ids: readonly string[];
  /** Points of relief less, or per cent of the floor where no id is named, or points, children, visits or families more; null for what has no amount. */
  readonly amount: number | null;
  /** Where cover would be added, by people like the cover worker of `ids`; null for everything else. */
  readonly area: string | null;
  /** An event that would be on another day, as a `date-moves` event of a re-plan says it; null for everything else. */
  readonly move: { readonly familyId: string; readonly childId: string | null; readonly eventKind: string; readonly from: string; readonly to: string } | null;
  /** Completes "It would be possible if …". */
  readonly condition: string;
}
