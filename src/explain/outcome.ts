/**
 * A plan solved again, held against the plan as it stands.
 *
 * The first goal that differs decides. Of the best value there is, only an interval is known: at least the bound, at most the
 * value found. Goals are solved again from the first on, and only as far as one differs; goals beyond are measured in the plan found.
 */
import { invariant } from "../base/invariant";
import type { GoalId } from "../model/policy";
import type { ComponentInstance } from "../network/numeric-instance";
import type { SolveProgress } from "../solver/instance";
import { goalValue } from "../solver/goal-values";
import type { StepBudget } from "./budget";
import { asGoodNearby } from "./as-good";
import { effectsOf } from "./effects";
import type { GoalEffect, Outcome, Price } from "./explanation";
import { keepOtherDecisions } from "./keep-decisions";
import { priceOf, type Proved } from "./price";
import { reSolve, type ProblemChange, type ReSolved } from "./re-solve";
import type { StandingComponent } from "./standing-plan";

/** An outcome with the choice that it was measured on. */
export interface Found {
  readonly outcome: Outcome;
  readonly choice: Int32Array | null;
  readonly proved: readonly Proved[];
}

export interface Question {
  readonly change: ProblemChange;
  /** Items whose options the question itself is about; their decisions are not "other" ones. */
  readonly asked: readonly number[];
  /** The answer to a question that this one narrows: its bounds hold here too, and its choice is one to start from. */
  readonly wider?: Pick<Found, "choice" | "proved">;
}

/** Steps for the goals after a tie, beside twice what the goals before it took where they are not proved: sharing out load is the dear part, and decides least. */
const TIE_STEPS = 10;

/** How many goals decide nearly always, those up to continuity; the others are asked only after a tie. */
export function firstGoals({ goalIds }: ComponentInstance): number {
  return goalIds.indexOf("continuity") + 1;
}

/** The best plan under a change that only narrows the problem, so that the plan's own bounds hold for it too; with its price. */
export function* outcomeOf(standing: StandingComponent, { change, asked, wider }: Question, budget: StepBudget): Generator<SolveProgress | null, Found> {
  const { at, goals, best } = standing;
  const first = firstGoals(at);
  const bounds = wider === undefined ? [goals] : [goals, wider.proved];
  const starts = wider?.choice == null ? [best] : [best, wider.choice];
  let solved = yield* reSolve(at, { ...change, goalCount: first }, budget.limits(), { starts, bounds, planned: goals });
  budget.spend(solved.steps);
  if (solved.kind !== "solved") return { ...none(solved), choice: null, proved: [] };
  let proved: readonly Proved[] = solved.goals;
  if (priceOf(goals, proved) === null && at.goalIds.length > first) {
    const tied = yield* tiedNearby(standing, { change, asked }, budget);
    if (tied !== null) return { ...tied, proved };
    const limits = budget.limits();
    const isProved = proved.every(({ stageValue, bound }) => stageValue === bound);
    const stepLimit = Math.min(limits.stepLimit, TIE_STEPS + (isProved ? 0 : 2 * solved.steps));
    const further: ReSolved = yield* reSolve(at, change, { ...limits, stepLimit }, { starts: [solved.choice], bounds: [...bounds, proved] });
    budget.spend(further.steps);
    // Only a run that kept what is known is taken: a shorter one may have ended before it found as good a plan.
    if (further.kind === "solved" && further.goals.slice(0, first).every(({ stageValue }, index) => stageValue <= proved[index]!.stageValue)) {
      solved = further;
      proved = further.goals;
    }
  }
  const price = priceOf(goals, proved);
  const kept = yield* keepOtherDecisions(standing, solved.choice, asked, proved, budget.shouldStop ?? (() => false));
  const decided = price === null ? proved.length : at.goalIds.indexOf(price.goal) + 1;
  return {
    outcome: {
      kind: "possible",
      price,
      isExact: proved.slice(0, decided).every(({ stageValue, bound }) => stageValue === bound),
      goals: at.goalIds.map((goal, index) => effectOn(standing, goal, index, proved[index] ?? null, kept)),
      effects: effectsOf(standing, kept, asked),
    },
    choice: kept,
    proved,
  };
}

/** A plan near this one that is as good in every goal, or in all but travel; of questions about one decision only. */
function* tiedNearby(standing: StandingComponent, { change: { options, ...others }, asked }: Question, { shouldStop = () => false }: StepBudget): Generator<null, Omit<Found, "proved"> | null> {
  const [item] = asked;
  const open = item === undefined ? undefined : options?.get(item);
  if (item === undefined || open === undefined || options!.size > 1 || Object.keys(others).length > 0) return null;
  const choice = yield* asGoodNearby(standing, item, open, shouldStop);
  if (choice === null) return null;
  const { instance } = standing.at;
  const more = standing.goals.map(({ value }, index) => Math.max(0, goalValue(instance, instance.goals[index]!, choice) - value));
  const goals = standing.goals.map(({ goal, stageValue, bound }, index): GoalEffect => ({ goal, planned: stageValue, value: stageValue + more[index]!, bound: more[index] === 0 ? bound : null }));
  const dearer = more.findIndex((difference) => difference > 0);
  const price: Price | null = dearer < 0 ? null : { goal: goals[dearer]!.goal, atLeast: null, atMost: more[dearer]! };
  return { outcome: { kind: "possible", price, isExact: price === null && goals.every(({ value, bound }) => value === bound), goals, effects: effectsOf(standing, choice, asked) }, choice };
}

function none(solved: ReSolved): { readonly outcome: Outcome } {
  return { outcome: { kind: solved.kind === "impossible" ? "impossible" : "not-settled" } };
}

function effectOn({ at, goals }: StandingComponent, goal: GoalId, index: number, proved: Proved | null, choice: Int32Array): GoalEffect {
  const { stageValue: planned } = goals[index]!;
  invariant(goals[index]!.goal === goal, "goals stand in one order");
  if (proved !== null) return { goal, planned, value: proved.stageValue, bound: proved.bound };
  return { goal, planned, value: goalValue(at.instance, at.instance.goals[index]!, choice), bound: null };
}
