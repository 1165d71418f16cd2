/**
 * The plan with one decision otherwise, and others with it, no goal worse than the plan has it, travel apart where need be: found by a look at what is near,
 * where a search would take the plan's own value of every goal for the least there is. First the decision alone and with each other one; then the plan
 * mended, with the busiest cover worker's workload for a limit.
 */
import type { ComponentInstance } from "../network/numeric-instance";
import { choiceFault } from "../solver/check-solution";
import { goalValue } from "../solver/goal-values";
import { mendedStart } from "./mended-start";
import { changedInstance } from "./re-solve";
import type { StandingComponent } from "./standing-plan";
import { trialsOf, type Change } from "./trial";

/** Trials between two pauses. */
const TRIALS_PER_PAUSE = 500;

/** Most pairs of options tried to mend the plan: one question among many. */
const MOST_PAIRS = 30_000;

/** Such a choice, the item taking one of the options; null when none was found. Ends early, with none, when it is over. */
export function* asGoodNearby(standing: Pick<StandingComponent, "at" | "choice">, item: number, options: readonly number[], isOver: () => boolean): Generator<null, Int32Array | null> {
  if (options.length === 0) return null;
  return (yield* withOneOther(standing, item, options, isOver)) ?? (yield* mendedNearby(standing, item, options, isOver));
}

function* withOneOther({ at, choice }: Pick<StandingComponent, "at" | "choice">, item: number, options: readonly number[], isOver: () => boolean): Generator<null, Int32Array | null> {
  const { attempt, valuesIfPossible } = trialsOf(at, choice);
  const planned = attempt([]).values;
  const isAsGood = (changes: readonly Change[]): boolean => {
    const values = valuesIfPossible(changes);
    return values !== null && at.goalIds.every((goal) => values[goal]! <= planned[goal]!);
  };
  let trials = 0;
  for (const changes of nearby(at, item, options)) {
    if (++trials % TRIALS_PER_PAUSE === 0) yield null;
    if (isOver()) return null;
    if (!isAsGood(changes)) continue;
    const found = Int32Array.from(choice);
    for (const change of changes) found[change.item] = change.option;
    return found;
  }
  return null;
}

/** Each of the options by itself, then with each of every other item. */
function* nearby({ instance: { itemCount, optionStart } }: ComponentInstance, item: number, options: readonly number[]): Generator<readonly Change[]> {
  for (const option of options) yield [{ item, option }];
  for (const option of options) {
    for (let other = 0; other < itemCount; other++) {
      if (other === item) continue;
      for (let instead = optionStart[other]!; instead < optionStart[other + 1]!; instead++) yield [{ item, option }, { item: other, option: instead }];
    }
  }
}

/** The plan mended around the decision, as long as every change makes it better. */
function* mendedNearby({ at, choice }: Pick<StandingComponent, "at" | "choice">, item: number, options: readonly number[], isOver: () => boolean): Generator<null, Int32Array | null> {
  const values = at.instance.goals.map((goal) => goalValue(at.instance, goal, choice));
  const { instance, kept } = changedInstance(at, { options: new Map([[item, options]]), rowLimits: limitsOfPeaks(at, values) });
  const place = new Map([...kept].map((option, index) => [option, index]));
  const run = mendedStart(instance, Int32Array.from(choice, (option, other) => place.get(other === item ? options[0]! : option)!), values, MOST_PAIRS);
  let step = run.next();
  while (step.done !== true) {
    yield null;
    if (isOver()) return null;
    step = run.next();
  }
  const found = step.value.map((option) => kept[option]!);
  const last = at.goalIds.indexOf("travel");
  const isAsGood = choiceFault(at.instance, found) === null && at.instance.goals.every((goal, g) => g === last || goalValue(at.instance, goal, found) <= values[g]!);
  return isAsGood ? found : null;
}

/** The room that rows have while no peak is above its value. */
function limitsOfPeaks({ instance }: ComponentInstance, values: readonly number[]): ReadonlyMap<number, number> {
  return new Map(
    instance.goals.flatMap((goal, g) => (goal.kind !== "peak" ? [] : [...goal.row].map((row, index): [number, number] => [row, Math.max(0, Math.floor((values[g]! * goal.size[index]!) / 100) - goal.offset[index]!)]))),
  );
}
