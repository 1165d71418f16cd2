/** Every feasible choice of a tiny instance, by listing; the reference that engines are measured against. */
import { blockTotal, budgetAfter, goalValue, rowUse } from "../../src/solver/goal-values";
import type { ChoiceInstance, SolveResult } from "../../src/solver/instance";

/** All choices that keep rows, tallies and floors. */
export function feasibleChoices(instance: ChoiceInstance): Int32Array[] {
  const found: Int32Array[] = [];
  const choice = instance.optionStart.slice(0, instance.itemCount);
  for (;;) {
    if (isFeasible(instance, choice)) found.push(choice.slice());
    let i = 0;
    while (i < instance.itemCount && ++choice[i]! >= instance.optionStart[i + 1]!) choice[i] = instance.optionStart[i++]!;
    if (i === instance.itemCount) return found;
  }
}

function isFeasible(instance: ChoiceInstance, choice: Int32Array): boolean {
  if (rowUse(instance, choice).some((use, r) => use > instance.rowLimit[r]!)) return false;
  for (let b = 0; b < instance.blockCount; b++) {
    let tally = 0;
    for (let i = instance.itemStart[b]!; i < instance.itemStart[b + 1]!; i++) tally += instance.tally[choice[i]!]!;
    if (tally > instance.tallyLimit[b]! || blockTotal(instance, choice, b) < instance.leastTotal[b]!) return false;
  }
  return true;
}

/** What is wrong with an answer, compared with all choices; null when nothing is. */
export function findFault(instance: ChoiceInstance, result: SolveResult): string | null {
  if (result.kind === "unknown") return result.termination === "step-limit" ? null : "unknown without a limit";
  let choices = feasibleChoices(instance);
  if (choices.length === 0) return result.kind === "infeasible" ? null : `nothing is feasible, answered ${result.kind}`;
  if (result.kind === "infeasible") return "something is feasible, answered infeasible";
  for (let g = 0; g < instance.goals.length; g++) {
    const goal = instance.goals[g]!;
    const { stageValue, bound } = result.goals[g]!;
    const best = Math.min(...choices.map((choice) => goalValue(instance, goal, choice)));
    if (best < bound) return `goal ${g}: bound ${bound} above the least value ${best}`;
    if (stageValue < best) return `goal ${g}: stage value ${stageValue} below the least value ${best}`;
    choices = choices.filter((choice) => goalValue(instance, goal, choice) <= budgetAfter(goal.tolerance, stageValue));
    if (choices.length === 0) return `goal ${g}: budget leaves nothing`;
  }
  return null;
}

/** Runs a generator to its end. */
export function drain<T, R>(run: Generator<T, R>): R {
  let next = run.next();
  while (next.done !== true) next = run.next();
  return next.value;
}
