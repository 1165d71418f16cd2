/**
 * Of many plans that are equally good, one that leaves the other decisions as they are: the plan with as few of the decisions found as
 * make it as good within the slack that the plan itself may use, up to three, else the one found with every decision back that can go back. Not proved to be the fewest changes.
 */
import { choiceFault } from "../solver/check-solution";
import { budgetAfter, goalValue } from "../solver/goal-values";
import type { Proved } from "./price";
import type { StandingComponent } from "./standing-plan";

/** Most combinations of decisions tried. */
const MOST_TRIALS = 2_000;

/** Trials between two pauses. */
const TRIALS_A_TURN = 25;

/** A choice as good as `found` in the goals proved, with fewer decisions other than planned; those `asked` about are left alone. */
export function* keepOtherDecisions({ at, choice }: StandingComponent, found: Int32Array, asked: readonly number[], proved: readonly Proved[], isOver: () => boolean): Generator<null, Int32Array> {
  const isAsGood = (trial: Int32Array): boolean =>
    choiceFault(at.instance, trial) === null && proved.every(({ stageValue }, index) => goalValue(at.instance, at.instance.goals[index]!, trial) <= budgetAfter(at.instance.goals[index]!.tolerance, stageValue));
  if (!isAsGood(found)) return found;
  const differing = at.items.flatMap((_, item) => (found[item] === choice[item] || asked.includes(item) ? [] : [item]));
  const withOnly = (items: readonly number[]): Int32Array => {
    const trial = Int32Array.from(choice);
    for (const item of [...asked, ...items]) trial[item] = found[item]!;
    return trial;
  };
  let trials = 0;
  for (const items of smallSubsets(differing)) {
    if (++trials > MOST_TRIALS || isOver()) break;
    if (trials % TRIALS_A_TURN === 0) yield null;
    const trial = withOnly(items);
    if (isAsGood(trial)) return trial;
  }
  let kept = differing;
  for (const item of differing) {
    yield null;
    const rest = kept.filter((other) => other !== item);
    if (isAsGood(withOnly(rest))) kept = rest;
  }
  return withOnly(kept);
}

/** None, each one, every two, every three. */
function* smallSubsets(items: readonly number[]): Generator<readonly number[]> {
  yield [];
  for (const item of items) yield [item];
  for (const [index, item] of items.entries()) for (const other of items.slice(index + 1)) yield [item, other];
  for (const [index, item] of items.entries()) {
    for (const [next, other] of items.slice(index + 1).entries()) for (const third of items.slice(index + next + 2)) yield [item, other, third];
  }
}
