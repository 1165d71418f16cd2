/**
 * Goals settled without a search: the choice at hand is as good as a proof says that any can be. The bounds of problems with more freedom are
 * taken over as long as the values before are theirs too; where the choice is above them, a short proof is made, as certificates make theirs. A linear
 * goal has none: a search of one begins with that proof itself.
 */
import type { ChoiceInstance, GoalOutcome, SolveLimits } from "../solver/instance";
import { allowedGap, budgetAfter, goalValue, trivialBound } from "../solver/goal-values";
import { proveBound } from "../solver/prove";
import { pausing } from "./pausing";
import type { Proved } from "./price";

/** Options for each million operations that one proof may take: enough for the root of a cohort, and no more than a search of fewer would take. */
const OPTIONS_PER_STEP = 40;

export interface SettledSoon {
  /** Up to the first that is not settled, or not as planned. */
  readonly goals: readonly GoalOutcome[];
  /** Whether all are proved that are needed to say how the choice stands to the plan. */
  readonly isSettled: boolean;
}

/**
 * What is known of a choice without a search.
 * @param planned values of the goals in the plan that it is held against
 * @param known bounds, goal by goal, of problems that this one narrows
 */
export function* settledSoon(instance: ChoiceInstance, choice: Int32Array, planned: readonly Proved[], known: readonly (readonly Proved[])[], shouldStop?: SolveLimits["shouldStop"]): Generator<null, SettledSoon> {
  const goals: GoalOutcome[] = [];
  const budgets: number[] = [];
  for (const [g, goal] of instance.goals.entries()) {
    const value = goalValue(instance, goal, choice);
    let bound = Math.min(value, boundFrom(known, goals.map(({ stageValue }) => stageValue)) ?? trivialBound(instance, goal));
    if (bound < value && goal.kind !== "linear") {
      const proof = yield* pausing(proveBound(instance, g, budgets, value, { stepLimit: Math.ceil(instance.optionCount / OPTIONS_PER_STEP), ...(shouldStop === undefined ? {} : { shouldStop }) }));
      bound = Math.max(bound, proof?.bound ?? bound);
    }
    goals.push({ value, stageValue: value, bound, witness: choice, isMet: value - bound <= allowedGap(goal.tolerance, value) });
    budgets.push(budgetAfter(goal.tolerance, value));
    if (bound < value) return { goals, isSettled: false };
    if (value !== planned[g]!.stageValue) break;
  }
  return { goals, isSettled: true };
}

/** The greatest bound of the goal after those with these values, among problems whose earlier goals have them; null when there is none. */
export function boundFrom(known: readonly (readonly Proved[])[], values: readonly number[]): number | null {
  const bounds = known.filter((list) => values.length < list.length && values.every((value, index) => value === list[index]!.stageValue)).map((list) => list[values.length]!.bound);
  return bounds.length === 0 ? null : Math.max(...bounds);
}
