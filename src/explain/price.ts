/** How much worse than the plan a plan found is, and how sure that is. */
import type { Price } from "./explanation";
import type { StandingGoal } from "./standing-plan";

/** Values and bounds of goals from the first on. */
export interface Proved {
  readonly stageValue: number;
  readonly bound: number;
}

/** The first goal at which the plan found is not as good, or better; null when it is as good in all that were solved. */
export function priceOf(standing: readonly StandingGoal[], proved: readonly Proved[]): Price | null {
  let isEqualSoFar = true;
  for (const [index, { stageValue, bound }] of proved.entries()) {
    const { goal, stageValue: planned } = standing[index]!;
    const atMost = stageValue - planned;
    if (atMost !== 0) return { goal, atLeast: isEqualSoFar ? bound - planned : null, atMost };
    // As good as the plan here; if less is not ruled out, nothing further is certain from below.
    isEqualSoFar &&= bound === planned;
  }
  return null;
}
