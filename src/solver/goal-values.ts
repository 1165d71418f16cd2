/** Goals evaluated exactly at a choice, and the arithmetic of tolerances. */
import type { ChoiceInstance, Goal, PeakGoal, StepFunctions, Tolerance } from "./instance";

/** The value of a goal at a choice. */
export function goalValue(instance: ChoiceInstance, goal: Goal, choice: Int32Array): number {
  if (goal.kind === "peak") return peakOf(goal, rowUse(instance, choice));
  let value = goal.kind === "terminal" ? 0 : choice.reduce((sum, option) => sum + goal.cost[option]!, 0);
  if (goal.kind === "linear") return value;
  for (let b = 0; b < instance.blockCount; b++) value += stepCost(goal.steps, b, blockTotal(instance, choice, b));
  return value;
}

/** Row → what a choice uses of it. */
export function rowUse(instance: ChoiceInstance, choice: Int32Array): Float64Array {
  const use = new Float64Array(instance.rowCount);
  for (let i = 0; i < instance.itemCount; i++) {
    const o = choice[i]!;
    for (let e = instance.entryStart[o]!; e < instance.entryStart[o + 1]!; e++) use[instance.entryRow[e]!]! += instance.entryAmount[e]!;
  }
  return use;
}

/** The greatest percentage over the measured rows, rounded up; 0 without rows. */
export function peakOf(goal: PeakGoal, use: Float64Array): number {
  let peak = 0;
  for (let j = 0; j < goal.row.length; j++) {
    peak = Math.max(peak, ceilDivide(100 * (goal.offset[j]! + use[goal.row[j]!]!), goal.size[j]!));
  }
  return peak;
}

/** ⌈a ÷ b⌉ for integers a ≥ 0, b ≥ 1, exactly. */
export function ceilDivide(a: number, b: number): number {
  const rest = a % b;
  return (a - rest) / b + (rest > 0 ? 1 : 0);
}

/** ⌊|value| · perMille ÷ 1000⌋, exactly. */
function perMilleOf(value: number, perMille: number): number {
  const size = Math.abs(value);
  const rest = size % 1000;
  return ((size - rest) / 1000) * perMille + Math.floor((rest * perMille) / 1000);
}

/** What later goals must keep a goal at or below, once it reached `value`. */
export function budgetAfter(tolerance: Tolerance, value: number): number {
  return value + perMilleOf(value, tolerance.slackPerMille);
}

/** How far above its bound a value may be and still count as met. */
export function allowedGap(tolerance: Tolerance, value: number): number {
  return Math.max(tolerance.gapAbsolute, perMilleOf(value, tolerance.gapPerMille));
}

/** The total of block b under a choice. */
export function blockTotal(instance: ChoiceInstance, choice: Int32Array, b: number): number {
  let total = 0;
  for (let i = instance.itemStart[b]!; i < instance.itemStart[b + 1]!; i++) total += instance.gain[choice[i]!]!;
  return total;
}

/** The cost of block b's step function at a total, by binary search; 0 for a block without steps. */
export function stepCost(steps: StepFunctions, b: number, total: number): number {
  let low = steps.start[b]!;
  let high = steps.start[b + 1]! - 1;
  if (high < low) return 0;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (steps.from[middle]! <= total) low = middle;
    else high = middle - 1;
  }
  return steps.cost[low]!;
}

/** A bound that needs no search: nothing at all has less. */
export function trivialBound(instance: ChoiceInstance, goal: Goal): number {
  if (goal.kind === "peak") return peakOf(goal, new Float64Array(instance.rowCount));
  let bound = 0;
  if (goal.kind !== "terminal") {
    for (let i = 0; i < instance.itemCount; i++) {
      let least = Infinity;
      for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) least = Math.min(least, goal.cost[o]!);
      bound += least;
    }
    if (goal.kind === "linear") return bound;
  }
  for (let b = 0; b < instance.blockCount; b++) {
    let least = Infinity;
    for (let j = goal.steps.start[b]!; j < goal.steps.start[b + 1]!; j++) least = Math.min(least, goal.steps.cost[j]!);
    bound += least === Infinity ? 0 : least;
  }
  return bound;
}
