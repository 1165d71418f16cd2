/**
 * The parts of the caseload document in which a council says how it works: its policy and its weighting scheme. Units are those of the
 * whole document.
 */
import type { Fraction } from "../base/units";
import type { CaseStatus, EventType, MinimumGrade, PolicyGoalId, ReliefBand } from "./policy";
import type { RuleId, RuleMode } from "./rule-settings";

/** What the council decides; each field replaces the default of docs/policy.md. Lists are replaced whole. */
export interface PolicyDocument {
  readonly reliefBand?: Optional<ReliefBand> | undefined;
  /** Null: no floor. */
  readonly reliefFloor?: Fraction | null | undefined;
  /** Share. */
  readonly idleShare?: number | undefined;
  /** Share. */
  readonly coWorkShare?: number | undefined;
  /** Share. */
  readonly coWorkOverhead?: number | undefined;
  readonly handoverEffortPoints?: number | undefined;
  readonly supervisionEffortPoints?: number | undefined;
  readonly takeoverDaysBefore?: number | undefined;
  readonly takeoverDaysAfter?: number | undefined;
  readonly handBackDaysAfter?: number | undefined;
  readonly shortLeaveWorkingDays?: number | undefined;
  /** Strength is a share; one row starts from day 0. */
  readonly relationshipStrength?: readonly { readonly fromDays: number; readonly strength: number }[] | undefined;
  /** Share. */
  readonly coWorkerFamiliarity?: number | undefined;
  /** Share. */
  readonly earlierWorkerFamiliarity?: number | undefined;
  /** Contacts. */
  readonly changeOfWorkerCost?: number | undefined;
  /** Share. */
  readonly repeatChangeShare?: number | undefined;
  /** Share. */
  readonly siblingChangeShare?: number | undefined;
  /** Changes. */
  readonly unknownChanges?: number | undefined;
  /** Ascending. */
  readonly grades?: readonly string[] | undefined;
  readonly asyeGrade?: string | undefined;
  readonly minimumGrades?: readonly Optional<MinimumGrade, "status" | "circumstance">[] | undefined;
  readonly eventTypes?: readonly EventType[] | undefined;
  readonly goals?: { readonly [goal in PolicyGoalId]?: GoalToleranceDocument | undefined } | undefined;
  readonly rules?: { readonly [rule in RuleId]?: RuleSettingDocument | undefined } | undefined;
}

export interface GoalToleranceDocument {
  /** Share of the goal's value that later goals may give back. */
  readonly slackShare?: number | undefined;
  /** Share of the goal's value within which it must be proved. */
  readonly gapShare?: number | undefined;
  /** The same in the goal's own unit. */
  readonly gapAbsolute?: number | undefined;
}

export interface RuleSettingDocument {
  readonly mode?: RuleMode | undefined;
  /** What breaking the rule costs when soft; a negative number is a bonus. */
  readonly contacts?: number | undefined;
  /** The rule's own number; only for rules that have one. */
  readonly limit?: number | undefined;
}

/** What the council weighs its cases with: its data, never ours. */
export interface WeightingSchemeDocument {
  /** Of the rows that match a child (status, and circumstance if given) the one with most points counts. */
  readonly cases: readonly {
    readonly status: CaseStatus;
    /** Left out or null: any child of the status. */
    readonly circumstance?: string | null | undefined;
    readonly points: number;
    /** Most working days between two visits; null when no visits are due. Always written, since nothing due is never assumed. */
    readonly visitIntervalWorkingDays: number | null;
  }[];
  /** Added for each circumstance a child has; left out: none. */
  readonly additions?: readonly { readonly circumstance: string; readonly points: number }[] | undefined;
  /** What the second and later children of a unit count; left out: 1, each child in full. */
  readonly furtherSiblingShare?: number | undefined;
  /** Left out or null: travel is not weighed. */
  readonly travel?:
    | { readonly thresholdMinutes: number; readonly stepMinutes: number; readonly pointsPerStep: number }
    | null
    | undefined;
  /** For the worker who leads two-to-one visits, once a family; left out: 0, not weighed. */
  readonly twoToOnePoints?: number | undefined;
  /** For the second worker; left out: 0, not weighed. */
  readonly companionPoints?: number | undefined;
}

/** The keys given (all, when none are) may be left out or undefined. */
type Optional<T, K extends keyof T = keyof T> = Omit<T, K> & { readonly [key in K]?: T[key] | undefined };
