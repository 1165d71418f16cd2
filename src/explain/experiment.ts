/**
 * What an experiment gives: the best plan in which one thing is otherwise, what it costs and whom, and which facts would change a decision.
 * Units are those of the plan document; figures of goals are in each goal's own unit.
 */
import type { GoalId } from "../model/policy";
import type { RuleId } from "../model/rule-settings";
import type { DecisionMode } from "../plan/plan";

/** How much worse than the plan, at the first goal that differs. Negative: better than the plan, which was not proved best. */
export interface Price {
  readonly goal: GoalId;
  /** Proved; null when nothing was proved within the limits. */
  readonly atLeast: number | null;
  /** A plan that costs no more was found. */
  readonly atMost: number;
}

/** One goal of a plan solved again beside the plan explained. */
export interface GoalEffect {
  readonly goal: GoalId;
  /** The best value that the plan explained reached at this goal's turn: its `stageValue`. */
  readonly planned: number;
  /** The best value found. For goals not solved again, the value in the plan found. */
  readonly value: number;
  /** Proved: nothing that keeps the earlier goals has less. Null for goals not solved again. */
  readonly bound: number | null;
}

/** Before and after for somebody whom it touches. */
export interface PersonEffect {
  readonly workerId: string;
  readonly role: "participant" | "cover-worker";
  /** Participants: relief in points. Cover workers: greatest workload, whole per cent, null without capacity. */
  readonly planned: number | null;
  readonly value: number | null;
}

/** What else would be different, in the best plan found. */
export interface Effects {
  readonly people: readonly PersonEffect[];
  /** Other decisions that would be another: ids of families and supervision items, sorted. */
  readonly otherDecisions: readonly string[];
  /** Changes of worker in all, in the plan and in the plan found. */
  readonly changesOfWorker: { readonly planned: number; readonly value: number };
}

/** Where a unit could be. */
export interface Place {
  readonly mode: DecisionMode;
  readonly coverWorkerId: string | null;
}

/** The best plan in which one thing is otherwise, everything else free. */
export type Outcome =
  | {
      readonly kind: "possible";
      /** Null: as good as the plan in every goal, a tie. */
      readonly price: Price | null;
      /** True when every goal up to the one that decides was solved to proof. */
      readonly isExact: boolean;
      readonly goals: readonly GoalEffect[];
      readonly effects: Effects;
    }
  /** Proved: a limit or a floor breaks however the rest is arranged. */
  | { readonly kind: "impossible" }
  /** The limit ended the question before anything was known. */
  | { readonly kind: "not-settled" };

/** One alternative for a unit. */
export interface UnitAlternative extends Place {
  /** True for what the plan does. */
  readonly isPlanned: boolean;
  readonly takeoverDate: string | null;
  readonly handBackDate: string | null;
  /** Of the unit itself: relief of its worker, greatest load on the cover worker, continuity cost, changes of worker. */
  readonly reliefPoints: number;
  readonly loadPoints: number;
  readonly continuityCost: number;
  readonly changesOfWorker: number;
  readonly outcome: Outcome;
  readonly sentence: string;
}

/** A way that does not exist, and every rule that removed it. */
export interface RefusedPlace {
  readonly mode: Exclude<DecisionMode, "stay">;
  readonly coverWorkerId: string;
  readonly rules: readonly RuleId[];
}

/** One fact that would have to be otherwise. */
export interface ChangedFact {
  readonly kind:
    | "event"
    | "wish"
    | "language"
    | "certificate"
    | "grade"
    | "access"
    | "conflict"
    | "travel"
    | "locality"
    | "gender-preference"
    | "two-to-one"
    | "recent-changes"
    | "due-to-close"
    | "first-hearing"
    | "capacity"
    | "contract"
    | "notice"
    | "pin"
    | "keep-apart"
    | "other-decision";
  readonly rule: RuleId | null;
  /** Whom it is about: families, children, workers. */
  readonly ids: readonly string[];
  /** The language, certificate, grade, area, kind of event, pin, or number that the fact is about; null when it needs none. */
  readonly value: string | null;
  /** The day of the event; null for other facts. */
  readonly date: string | null;
  /** As it is now, as a sentence: "K3 does not speak polish." */
  readonly statement: string;
  /** As it would have to be, to complete "If …": "K3 spoke polish". */
  readonly condition: string;
}

/** What would change the decision, or would not. */
export interface Counterfactual {
  readonly facts: readonly ChangedFact[];
  /**
   * `changes`: no best plan then leaves the unit where it is, proved; in every best plan it is at `place`, where one is named. `may-change`: a best
   * plan has it at `place`, another leaves it where it is. `same`: a best plan leaves it where it is. Best in relief and continuity.
   * `not-settled`: the limit came first.
   */
  readonly effect: "changes" | "may-change" | "same" | "not-settled";
  /** Where the unit then is; null where nothing is settled, or several places may do as well. */
  readonly place: Place | null;
  readonly sentence: string;
}
