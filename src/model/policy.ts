import type { Fraction, Hundredths, MilliContacts, PerMille } from "../base/units";
import { RULE_DEFAULTS, RULE_IDS, type RuleId, type RuleSetting } from "./rule-settings";

/** Statuses of a case, one for every child. */
export const CASE_STATUSES = [
  "open-assessment",
  "child-in-need",
  "protection-plan",
  "looked-after",
  "care-leaver",
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Overlays that rules know by name; a council may add circumstances of its own. */
export const PRE_PROCEEDINGS = "pre-proceedings";
export const CARE_PROCEEDINGS = "care-proceedings";

/** Where a participant's relief should lie, as shares of its base. */
export interface ReliefBand {
  readonly lower: Fraction;
  readonly target: Fraction;
  readonly upper: Fraction;
}

/** What an event does to handovers near it, in working days. */
export interface EventType {
  readonly kind: string;
  readonly protection: "protected" | "natural" | "none";
  /** Which rule guards it: 17 for hearings, conferences and reviews, 18 for changes in the child's life. */
  readonly guardedBy: "key-event" | "life-event";
  readonly workingDaysBefore: number;
  readonly workingDaysAfter: number;
  /** Whether the worker meets the family there, so that it counts as a contact. */
  readonly isContact: boolean;
}

/** How near a goal must be proved, and how much of it later goals may give back. */
export interface GoalTolerance {
  readonly slackPerMille: PerMille;
  readonly gapPerMille: PerMille;
  /** In the goal's own unit. */
  readonly gapAbsolute: number;
}

/** The goals that a policy sets tolerances for, in strict order. */
export const GOAL_IDS = ["relief", "continuity", "fair-cover", "travel"] as const;
export type PolicyGoalId = (typeof GOAL_IDS)[number];

/** `changes`: decisions unlike those published; second of the goals when a plan is in progress, and always exact. */
export type GoalId = PolicyGoalId | "changes";

/** Nothing given back, nothing left unproved. */
const EXACT: GoalTolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };

/**
 * With a plan in progress relief is met within so many times the policy's gap. Where relief cannot be given back, to prove the least loss to the last half per cent
 * took longer than planning anew. At the default, 10 % of the penalty, which is the square of the shortfall: 5 % of what is short.
 */
const RELIEF_GAP_IN_PROGRESS = 20;

/** A goal's tolerance: the policy's, wider for the relief of a plan in progress, and exact for `changes`. */
export function toleranceOf(goal: GoalId, { policy, inProgress }: { readonly policy: Policy; readonly inProgress: object | null }): GoalTolerance {
  if (goal === "changes") return EXACT;
  const tolerance = policy.goals[goal];
  return goal === "relief" && inProgress !== null ? { ...tolerance, gapPerMille: Math.min(1000, RELIEF_GAP_IN_PROGRESS * tolerance.gapPerMille) } : tolerance;
}

/** What the council decides. Every default is an assumption, listed in docs/policy.md. */
export interface Policy {
  readonly reliefBand: ReliefBand;
  /** No plan gives a participant less than this share of base, whatever it costs; null for no floor. */
  readonly reliefFloor: Fraction | null;
  /** Share of its points that a child with nothing due in the window still counts for. */
  readonly idleShare: PerMille;
  readonly coWorkShare: PerMille;
  readonly coWorkOverhead: PerMille;
  /** Work that a handover makes on each side: joint visits, file reading, write-up. */
  readonly handoverEffortPoints: Hundredths;
  readonly supervisionEffortPoints: Hundredths;
  /** Takeover from this many working days before the start … */
  readonly takeoverDaysBefore: number;
  /** … to this many after it. */
  readonly takeoverDaysAfter: number;
  /** Hand-back from the first to this working day after the end. */
  readonly handBackDaysAfter: number;
  /** Leave of at most this many working days leaves cases with their worker. */
  readonly shortLeaveWorkingDays: number;
  /** Strength of a relationship by its age: the last row whose `fromDays` is reached. */
  readonly relationshipStrength: readonly { readonly fromDays: number; readonly strength: PerMille }[];
  /** How well a present co-worker, or an earlier worker, of the family is known to it. */
  readonly coWorkerFamiliarity: PerMille;
  readonly earlierWorkerFamiliarity: PerMille;
  /** What one change of worker counts for. */
  readonly changeOfWorkerCost: MilliContacts;
  /** α: how much dearer each change is for every change in the last twelve months. */
  readonly repeatChangeShare: PerMille;
  readonly siblingChangeShare: PerMille;
  /** Changes assumed for a child whose history is unknown. */
  readonly unknownChanges: number;
  /** Ascending. */
  readonly grades: readonly string[];
  readonly asyeGrade: string;
  readonly minimumGrades: readonly MinimumGrade[];
  readonly eventTypes: readonly EventType[];
  readonly goals: Readonly<Record<PolicyGoalId, GoalTolerance>>;
  readonly rules: Readonly<Record<RuleId, RuleSetting>>;
}

/** The lowest grade that may be accountable for a child of this status or with this circumstance. */
export interface MinimumGrade {
  readonly status: CaseStatus | null;
  readonly circumstance: string | null;
  readonly grade: string;
}

const protectedEvent = (kind: string, guardedBy: EventType["guardedBy"]): EventType => ({
  kind,
  protection: "protected",
  guardedBy,
  workingDaysBefore: 10,
  workingDaysAfter: 10,
  isContact: guardedBy === "key-event",
});

const naturalEvent = (kind: string): EventType => ({
  kind,
  protection: "natural",
  guardedBy: "key-event",
  workingDaysBefore: 0,
  workingDaysAfter: 0,
  isContact: true,
});

/** The policy of a council that has stated none. */
export const DEFAULT_POLICY: Policy = {
  reliefBand: {
    lower: { numerator: 3, denominator: 10 },
    target: { numerator: 1, denominator: 3 },
    upper: { numerator: 11, denominator: 30 },
  },
  reliefFloor: null,
  idleShare: 0,
  coWorkShare: 500,
  coWorkOverhead: 200,
  handoverEffortPoints: 50,
  supervisionEffortPoints: 25,
  takeoverDaysBefore: 10,
  takeoverDaysAfter: 10,
  handBackDaysAfter: 15,
  shortLeaveWorkingDays: 10,
  relationshipStrength: [
    { fromDays: 0, strength: 400 },
    { fromDays: 91, strength: 600 },
    { fromDays: 182, strength: 800 },
    { fromDays: 365, strength: 1000 },
  ],
  coWorkerFamiliarity: 500,
  earlierWorkerFamiliarity: 300,
  changeOfWorkerCost: 1000,
  repeatChangeShare: 500,
  siblingChangeShare: 500,
  unknownChanges: 2,
  grades: ["asye", "level-1", "level-2", "level-3", "senior", "advanced", "manager"],
  asyeGrade: "asye",
  minimumGrades: [
    { status: "protection-plan", circumstance: null, grade: "level-2" },
    { status: null, circumstance: CARE_PROCEEDINGS, grade: "level-2" },
    { status: null, circumstance: PRE_PROCEEDINGS, grade: "level-2" },
  ],
  eventTypes: [
    protectedEvent("hearing", "key-event"),
    protectedEvent("conference", "key-event"),
    protectedEvent("review", "key-event"),
    protectedEvent("placement-move", "life-event"),
    protectedEvent("return-home", "life-event"),
    protectedEvent("eighteenth-birthday", "life-event"),
    naturalEvent("core-group"),
    naturalEvent("child-in-need-meeting"),
  ],
  goals: {
    relief: { slackPerMille: 0, gapPerMille: 5, gapAbsolute: 0 },
    continuity: { slackPerMille: 20, gapPerMille: 0, gapAbsolute: 0 },
    "fair-cover": { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 1 },
    travel: { slackPerMille: 0, gapPerMille: 10, gapAbsolute: 0 },
  },
  rules: Object.fromEntries(
    RULE_IDS.map((id) => {
      const { mode, milliContacts, limit } = RULE_DEFAULTS[id];
      return [id, { mode, milliContacts, limit }];
    }),
  ) as Record<RuleId, RuleSetting>,
};
