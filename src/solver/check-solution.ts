/**
 * Checks an answer against its instance before it leaves the solver; shares only the evaluation of goals with the engines.
 *
 * Checked: one option of its own per item; every row, floor and tally limit; every goal's value recomputed;
 *   bound ≤ stage value; `isMet` as the tolerance says; later goals kept within the budgets of earlier ones;
 *   `optimal` exactly when every goal is met. Not checked: that the bounds are true; that needs a proof.
 * Cost. O(options' entries of the choice + steps).
 */
import { invariant } from "../base/invariant";
import { allowedGap, blockTotal, budgetAfter, goalValue, rowUse } from "./goal-values";
import type { ChoiceInstance, SolveResult } from "./instance";

/** Throws when a solved answer is not what it claims to be; any other answer passes. */
export function checkSolution(instance: ChoiceInstance, result: SolveResult): void {
  if (result.kind !== "solved") return;
  const fault = choiceFault(instance, result.choice);
  invariant(fault === null, fault ?? "");
  invariant(result.goals.length === instance.goals.length, "an answer has one outcome for every goal");
  instance.goals.forEach((goal, g) => {
    const { value, stageValue, bound, witness, isMet } = result.goals[g]!;
    invariant(value === goalValue(instance, goal, result.choice), `goal ${g} has the value stated`);
    invariant(witness.length === instance.itemCount && stageValue === goalValue(instance, goal, witness), `goal ${g} has a witness of its stage value`);
    invariant(bound <= stageValue, `goal ${g} has a bound at or below its value`);
    invariant(value <= budgetAfter(goal.tolerance, stageValue), `goal ${g} is kept within its budget`);
    invariant(isMet === stageValue - bound <= allowedGap(goal.tolerance, stageValue), `goal ${g} is met as its tolerance says`);
  });
  const isOptimal = result.goals.every((goal) => goal.isMet);
  invariant((result.termination === "optimal") === isOptimal, "an answer is optimal when every goal is met");
}

/** The first constraint that a choice does not keep, in words; null when it keeps all. */
export function choiceFault(instance: ChoiceInstance, choice: Int32Array): string | null {
  if (choice.length !== instance.itemCount) return "a choice has one option for every item";
  for (let i = 0; i < instance.itemCount; i++) {
    const o = choice[i]!;
    if (o < instance.optionStart[i]! || o >= instance.optionStart[i + 1]!) return `item ${i} takes one of its own options`;
  }
  const use = rowUse(instance, choice);
  for (let r = 0; r < instance.rowCount; r++) if (use[r]! > instance.rowLimit[r]!) return `row ${r} is kept`;
  for (let b = 0; b < instance.blockCount; b++) {
    let tally = 0;
    for (let i = instance.itemStart[b]!; i < instance.itemStart[b + 1]!; i++) tally += instance.tally[choice[i]!]!;
    if (tally > instance.tallyLimit[b]!) return `block ${b} keeps its tally`;
    if (blockTotal(instance, choice, b) < instance.leastTotal[b]!) return `block ${b} reaches its floor`;
  }
  return null;
}
