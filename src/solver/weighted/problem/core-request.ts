import { invariant } from "../../../base/invariant";
import type { ChoiceInstance, PeakGoal, StepFunctions } from "../../instance";

/** A linear goal that must stay at or below its limit. */
export interface LinearBudget {
  readonly cost: Float64Array;
  readonly limit: number;
}

/** A terminal goal that must stay at or below its limit. */
export interface TerminalBudget {
  readonly steps: StepFunctions;
  readonly limit: number;
}

/** What to minimise and what to keep. */
export interface CoreRequest {
  readonly cost: Float64Array | null;
  readonly steps: StepFunctions | null;
  readonly linearBudgets: readonly LinearBudget[];
  readonly terminalBudgets: readonly TerminalBudget[];
  /** Limits to use instead of the instance's. */
  readonly rowLimit: Float64Array;
}

/** What earlier goals leave: their budgets, and rows no wider than a peak's budget lets them be. */
export type Kept = Pick<CoreRequest, "linearBudgets" | "terminalBudgets" | "rowLimit">;

/** @param budgets goal → what it must stay at or below, for the first goals of the instance */
export function keep(instance: ChoiceInstance, budgets: readonly number[]): Kept {
  const linearBudgets: LinearBudget[] = [];
  const terminalBudgets: TerminalBudget[] = [];
  let rowLimit: Float64Array = instance.rowLimit.slice();
  budgets.forEach((limit, g) => {
    const goal = instance.goals[g]!;
    invariant(goal.kind !== "combined", "a combined goal is the last");
    if (goal.kind === "linear") linearBudgets.push({ cost: goal.cost, limit });
    else if (goal.kind === "terminal") terminalBudgets.push({ steps: goal.steps, limit });
    else rowLimit = underPeak(rowLimit, goal, limit);
  });
  return { linearBudgets, terminalBudgets, rowLimit };
}

/**
 * Whether a peak can be reached, as a request: the last linear (else terminal) budget minimised under it.
 * A value at or below `limit` (true units) is what is wanted; without earlier goals every choice has value 0.
 */
export function underPeakRequest({ linearBudgets, terminalBudgets, rowLimit }: Kept, goal: PeakGoal, peak: number): { request: CoreRequest; limit: number } {
  const linear = linearBudgets[linearBudgets.length - 1];
  const terminal = linear === undefined ? terminalBudgets[terminalBudgets.length - 1] : undefined;
  return {
    request: {
      cost: linear?.cost ?? null,
      steps: terminal?.steps ?? null,
      linearBudgets: linearBudgets.slice(0, -1),
      terminalBudgets: terminal === undefined ? terminalBudgets : terminalBudgets.slice(0, -1),
      rowLimit: underPeak(rowLimit, goal, peak),
    },
    limit: linear?.limit ?? terminal?.limit ?? 0,
  };
}

/** Row limits lowered so that no measured row exceeds a percentage. */
function underPeak(rowLimit: Float64Array, goal: PeakGoal, peak: number): Float64Array {
  const lowered = rowLimit.slice();
  for (let j = 0; j < goal.row.length; j++) {
    const r = goal.row[j]!;
    const product = peak * goal.size[j]!;
    lowered[r] = Math.min(lowered[r]!, (product - (product % 100)) / 100 - goal.offset[j]!);
  }
  return lowered;
}
