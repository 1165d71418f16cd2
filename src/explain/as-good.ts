/**
 * The plan with one decision otherwise, and another with it where that is needed, no goal worse than the plan has it: a tie that a look at what is near
 * finds, where a search would take the plan's own value of every goal for the least there is.
 */
import { trialsOf, type Change, type Trial } from "./trial";
import type { StandingComponent } from "./standing-plan";

/** Trials between two pauses. */
const TRIALS_PER_PAUSE = 500;

/** The first such choice, the item taking one of the options; null when there is none. Ends early, with none, when it is over. */
export function* asGoodNearby({ at, choice }: StandingComponent, item: number, options: readonly number[], isOver: () => boolean): Generator<null, Int32Array | null> {
  const attempt = trialsOf(at, choice);
  const { values } = attempt([]);
  const isAsGood = ({ brokenRows, breaksTally, breaksFloor, ...trial }: Trial): boolean =>
    brokenRows.length === 0 && !breaksTally && !breaksFloor && at.goalIds.every((goal) => trial.values[goal]! <= values[goal]!);
  let trials = 0;
  for (const changes of nearby(at, item, options)) {
    if (++trials % TRIALS_PER_PAUSE === 0) yield null;
    if (isOver()) return null;
    if (!isAsGood(attempt(changes))) continue;
    const found = Int32Array.from(choice);
    for (const change of changes) found[change.item] = change.option;
    return found;
  }
  return null;
}

/** Each of the options by itself, then with each of every other item. */
function* nearby({ instance: { itemCount, optionStart } }: StandingComponent["at"], item: number, options: readonly number[]): Generator<readonly Change[]> {
  for (const option of options) yield [{ item, option }];
  for (const option of options) {
    for (let other = 0; other < itemCount; other++) {
      if (other === item) continue;
      for (let instead = optionStart[other]!; instead < optionStart[other + 1]!; instead++) yield [{ item, option }, { item: other, option: instead }];
    }
  }
}
