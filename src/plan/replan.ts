/** A re-plan: the plan for the rest of the window, and every decision it changes with the reason why. */
import type { CaseloadDocument } from "../model/caseload-document";
import type { GoalId } from "../model/policy";
import type { RuleId } from "../model/rule-settings";
import type { DecisionMode, Plan } from "./plan";

export const REPLAN_SCHEMA_VERSION = 1;

export interface Replan {
  readonly schemaVersion: typeof REPLAN_SCHEMA_VERSION;
  readonly libraryVersion: string;
  /** What it was made from. */
  readonly previousCaseloadDigest: string;
  readonly previousPlanDigest: string;
  readonly eventsDigest: string;
  /** The day of the re-plan. */
  readonly asOf: string;
  /** How many decisions it changes, and that nothing which restores as much changes fewer. */
  readonly fewest: FewestChanges;
  readonly changes: readonly ChangedDecision[];
  readonly relief: readonly RestoredRelief[];
  /** The plan from the day on; it is a plan of `caseload`. */
  readonly plan: Plan;
  /** The caseload of the day: the facts with the events taken in, and the previous plan as the plan in progress. */
  readonly caseload: CaseloadDocument;
}

export interface FewestChanges {
  readonly changed: number;
  /** No plan that restores as much relief changes fewer decisions. */
  readonly bound: number;
  readonly isProved: boolean;
}

/** Where a unit is, from the day of the re-plan on. */
export interface Whereabouts {
  readonly mode: DecisionMode;
  readonly coverWorkerId: string | null;
  readonly companionId: string | null;
  readonly takeoverDate: string | null;
  readonly handBackDate: string | null;
}

export interface ChangedDecision {
  readonly kind: "family" | "supervision";
  readonly id: string;
  readonly participantId: string;
  /** Children of the unit, sorted; empty for supervision. */
  readonly childIds: readonly string[];
  /** Null for a unit that the previous plan did not know. */
  readonly before: Whereabouts | null;
  readonly after: Whereabouts;
  /** The day of the change: a return, or another takeover; null when only what comes later changes. */
  readonly on: string | null;
  readonly reason: ChangeReason;
  /** The reason as an English sentence. */
  readonly sentence: string;
}

/** Why a published decision is changed; each true of the experiment beside it. */
export type ChangeReason =
  /** Rules stand against it by now: it is none of the ways to go on. */
  | { readonly kind: "not-possible"; readonly rules: readonly RuleId[] }
  /** With it kept no plan keeps every limit: proved. */
  | { readonly kind: "limit" }
  /** With it kept, the best plan is worse in this goal, the first that differs, by at least so much: proved. */
  | { readonly kind: "worse"; readonly goal: GoalId; readonly atLeast: number }
  /** With it kept, another plan does as well in every goal: the tie was drawn. */
  | { readonly kind: "tie" }
  /**
   * Neither was shown within the limits of the run. With everything else as it now is, keeping it breaks a limit (`goal` null), or makes this goal, the first that differs,
   * worse by so much; a plan that is otherwise different may still keep it.
   */
  | { readonly kind: "alone"; readonly goal: GoalId | null; readonly difference: number | null }
  /** Not even that. */
  | { readonly kind: "not-shown" };

/** What a participant got by the previous plan and gets now, in thousandths of base; null without a base. */
export interface RestoredRelief {
  readonly participantId: string;
  readonly previousPerMille: number | null;
  readonly perMille: number | null;
  /** Whether it is no further from its band than by the previous plan and the tolerance of the re-plan. */
  readonly isRestored: boolean;
}
