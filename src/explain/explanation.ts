/**
 * What the explanations say, as plain data that goes through JSON unchanged. Units are those of the plan document; figures of goals
 * are in each goal's own unit. Ids only.
 */
import type { GoalId } from "../model/policy";
import type { RuleId } from "../model/rule-settings";
import type { ConflictPart, CoverWorkerOutcome, Decision, ParticipantOutcome, Repair } from "../plan/plan";
import type { GoalEffect, PersonEffect, Outcome, UnitAlternative, RefusedPlace, Counterfactual } from "./experiment";

export type * from "./experiment";

export const EXPLANATION_SCHEMA_VERSION = 1;

/** What every explanation was made from. */
export interface ExplanationHead {
  readonly schemaVersion: typeof EXPLANATION_SCHEMA_VERSION;
  readonly libraryVersion: string;
  readonly caseloadDigest: string;
  /** Digest of the plan explained. */
  readonly planDigest: string;
}

/** The kinds of explanation that the Information Commissioner's Office names; each a list of sentences. */
export interface Sections {
  readonly rationale: readonly string[];
  readonly responsibility: readonly string[];
  readonly data: readonly string[];
  readonly fairness: readonly string[];
  readonly safetyAndPerformance: readonly string[];
  readonly impact: readonly string[];
}

/** Why one unit is where it is. */
export interface UnitExplanation {
  readonly decision: Decision;
  /** The best plan in which the unit is anywhere else; null when there is nowhere else. */
  readonly otherwise: Outcome | null;
  readonly otherwiseSentence: string;
  /** Every way that the rules leave, the planned one first, then the dearer the later. */
  readonly alternatives: readonly UnitAlternative[];
  readonly refused: readonly RefusedPlace[];
  readonly counterfactuals: readonly Counterfactual[];
  readonly sections: Sections;
}

/** Why a family, or a supervision item, is where it is: one entry for every participant who holds some of it. */
export interface FamilyExplanation extends ExplanationHead {
  readonly kind: "family";
  readonly id: string;
  readonly units: readonly UnitExplanation[];
}

/** What the last one per cent of a participant's third costs: its lower edge drops by 1 % of base, and everyone is arranged anew. */
export interface LastStep {
  readonly workerId: string;
  readonly lowerPoints: number;
  /** The lower edge less 1 % of base, rounded down. */
  readonly droppedToPoints: number;
  /** The relief goal, solved again; `planned` is the plan's. */
  readonly relief: GoalEffect;
  /** The continuity goal, solved again. */
  readonly continuity: GoalEffect;
  /** Contacts of continuity saved, at least and at most; null where the relief goal changes too, or may, so that continuity alone says nothing. */
  readonly savedContacts: { readonly atLeast: number; readonly atMost: number } | null;
  readonly changesOfWorker: { readonly planned: number; readonly value: number };
  readonly sentence: string;
}

/** One point of the curve: every participant's lower edge at the same share of its base. */
export interface CurvePoint {
  /** Lower edge in tenths of a per cent of base: 317 is 31.7 %. */
  readonly lowerPerMille: number;
  /** The relief goal against these edges: 0 when everyone reaches them without passing their upper edges. */
  readonly relief: { readonly value: number; readonly bound: number };
  /** Continuity, thousandths of a contact. */
  readonly continuity: { readonly value: number; readonly bound: number; readonly gap: number };
  /** Of the plan found; not proved the fewest. */
  readonly changesOfWorker: number;
  readonly familiesMoved: number;
  /** Participants with a base, and how many of them reach these edges. */
  readonly participants: number;
  readonly reached: number;
}

/** What the last part of a third costs, of a whole plan. */
export interface LastSteps extends ExplanationHead {
  readonly kind: "last-steps";
  /** By participant; none for those without a base or below their band, nor where the limit came first. */
  readonly lastSteps: readonly LastStep[];
  /** Null when a limit came before any plan of some point. */
  readonly curve: readonly CurvePoint[] | null;
}

/** Why participants below their bands cannot all be given their thirds. */
export interface ThirdsExplanation {
  /** Who is below its band in the plan. */
  readonly participantIds: readonly string[];
  /** `clash`: proved that these cannot hold together; `possible`: a plan that gives all of them their thirds was found; `not-settled`. */
  readonly kind: "clash" | "possible" | "not-settled";
  /** Irreducible: without any one part, the others can be met. Empty unless there is a clash. */
  readonly conflict: readonly ConflictPart[];
  /** What would give them their thirds, the cheapest first, and what each buys. */
  readonly repairs: readonly Repair[];
  readonly sentence: string;
}

/** Why a participant gets what it gets. */
export interface ParticipantExplanation extends ExplanationHead {
  readonly kind: "participant";
  readonly workerId: string;
  readonly outcome: ParticipantOutcome;
  readonly limits: {
    readonly units: number;
    /** Units that the rules let move or be shared. */
    readonly movable: number;
    /** Relief if all of those took their greatest, limits aside. */
    readonly mostReliefPoints: number;
    readonly blocked: readonly { readonly id: string; readonly rules: readonly RuleId[] }[];
    /** Cover workers open to it who could take none of its staying units as well. */
    readonly fullCoverWorkerIds: readonly string[];
  };
  /** Null for a participant without a base, or below its band. */
  readonly lastStep: LastStep | null;
  /** The best plan that gives it 1 % of base more; null without a base. */
  readonly more: { readonly reliefPoints: number; readonly outcome: Outcome } | null;
  /** What stands in the way of its third alone, everyone else free; null for a participant that is not below its band. */
  readonly third: ThirdsExplanation | null;
  /** Participants whose share lies within one per cent of base of its own. */
  readonly sameShare: readonly string[];
  readonly sentences: readonly string[];
}

/** Why a cover worker carries what it carries. */
export interface CoverWorkerExplanation extends ExplanationHead {
  readonly kind: "cover-worker";
  readonly workerId: string;
  readonly outcome: CoverWorkerOutcome;
  /** Stretches of days with its greatest workload. */
  readonly fullest: readonly { readonly from: string; readonly to: string; readonly usedPoints: number; readonly capacityPoints: number }[];
  /** What it takes: ids of families and supervision items. */
  readonly takes: readonly string[];
  /** Limits with so little room that nothing further open to it fits; rules and what they are about. */
  readonly boundBy: readonly { readonly rule: RuleId; readonly ids: readonly string[] }[];
  /** The best plan in which its greatest workload is 1 point of per cent less; null when its own work alone comes to that, or it has no capacity. */
  readonly less: { readonly workloadPercent: number; readonly outcome: Outcome } | null;
  /** Cover workers whose greatest workload is within two points of its own. */
  readonly sameLoad: readonly string[];
  readonly sentences: readonly string[];
}

/** All of a plan at once. Families are explained in short: the single alternatives and the facts are asked one by one. */
export interface PlanExplanation extends ExplanationHead {
  readonly kind: "plan";
  /** Families and supervision items, by id. */
  readonly families: readonly FamilyExplanation[];
  readonly participants: readonly ParticipantExplanation[];
  readonly coverWorkers: readonly CoverWorkerExplanation[];
  /** Why not everybody gets its third, for each set of people who can affect one another; empty when everybody does. */
  readonly thirds: readonly ThirdsExplanation[];
  /** Null when a limit came before any plan of some point. */
  readonly curve: readonly CurvePoint[] | null;
}

/** One way for a unit, beside the plan with nothing else changed and beside the best plan with it. */
export interface RankedOption extends UnitAlternative {
  /** 1 is recommended first. */
  readonly rank: number;
  /** The plan with this decision and every other as it is. */
  readonly asPlanned: {
    /** False when a limit or a floor would break. */
    readonly isPossible: boolean;
    readonly brokenRules: readonly ConflictPart["rule"][];
    readonly goals: readonly { readonly goal: GoalId; readonly planned: number; readonly value: number }[];
    readonly people: readonly PersonEffect[];
  };
}

/** Ranked ways for one family, or one supervision item, with their effect on everyone. */
export interface Recommendation extends ExplanationHead {
  readonly kind: "recommendation";
  readonly id: string;
  /** True when the plan has no decision about it: it is new since. Then ways are ranked with everything else as planned. */
  readonly isNew: boolean;
  /** Decisions of the plan that the caseload no longer allows; those units are taken to stay. Only where the caseload has changed since. */
  readonly notKept: readonly string[];
  readonly units: readonly {
    readonly participantId: string;
    readonly childIds: readonly string[];
    readonly options: readonly RankedOption[];
    readonly refused: readonly RefusedPlace[];
    readonly sentence: string;
  }[];
}
