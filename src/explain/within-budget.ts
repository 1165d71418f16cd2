/** Goals that had their turn, for a search of a later one. */
import { budgetAfter } from "../solver/goal-values";
import type { Goal } from "../solver/instance";

/** The goal as one that is met by what a run starts from, which later goals may give back up to the budget, or a thousandth less. */
export function withinBudget(goal: Goal, budget: number, value: number): Goal {
  const slackPerMille = value > 0 ? Math.floor(((budget - value) * 1000) / value) : 0;
  return { ...goal, tolerance: { slackPerMille, gapPerMille: 0, gapAbsolute: Number.MAX_SAFE_INTEGER } };
}

/** Whether a run that starts from these values has less room than the budgets leave: what it proves is then of less than there is. */
export function isNarrower(goals: readonly Goal[], budgets: readonly number[], values: readonly number[]): boolean {
  return budgets.some((budget, g) => budgetAfter(goals[g]!.tolerance, values[g]!) < budget);
}
