/**
 * A choice that broke limits when something was changed, put right by few changes: as long as rows are overfull, the one change of an item that leaves the least too much,
 * and of those the least of the first two goals, is made. A start for the solver, no answer: it need not be good, only much better than everybody staying.
 */
import { choiceFault } from "../solver/check-solution";
import { goalValue, rowUse } from "../solver/goal-values";
import type { ChoiceInstance } from "../solver/instance";

/** The choice made feasible; null when no single changes do. Items that `isAsked` are left as they are. */
export function* repairedStart(instance: ChoiceInstance, choice: Int32Array, isAsked: (item: number) => boolean): Generator<null, Int32Array | null> {
  const repaired = Int32Array.from(choice);
  for (let excess = excessOf(instance, repaired); excess > 0; ) {
    const better = yield* bestChange(instance, repaired, excess, isAsked);
    if (better === null) return null;
    repaired[better.item] = better.option;
    excess = better.rank[0]!;
  }
  return choiceFault(instance, repaired) === null ? repaired : null;
}

interface Ranked {
  readonly item: number;
  readonly option: number;
  /** What is still too much, then the first two goals. */
  readonly rank: readonly number[];
}

function* bestChange(instance: ChoiceInstance, choice: Int32Array, excess: number, isAsked: (item: number) => boolean): Generator<null, Ranked | null> {
  const use = rowUse(instance, choice);
  const overfull = use.map((used, row) => Number(used > instance.rowLimit[row]!));
  const trial = Int32Array.from(choice);
  let best: Ranked | null = null;
  for (let item = 0; item < instance.itemCount; item++) {
    if (isAsked(item) || !touches(instance, choice[item]!, overfull)) continue;
    yield null;
    for (let option = instance.optionStart[item]!; option < instance.optionStart[item + 1]!; option++) {
      trial[item] = option;
      const left = excessOf(instance, trial);
      if (left >= excess) continue;
      const rank = [left, ...instance.goals.slice(0, 2).map((goal) => goalValue(instance, goal, trial))];
      if (best === null || isLess(rank, best.rank)) best = { item, option, rank };
    }
    trial[item] = choice[item]!;
  }
  return best;
}

/** By how much rows are overfull, added up. */
function excessOf(instance: ChoiceInstance, choice: Int32Array): number {
  return rowUse(instance, choice).reduce((sum, used, row) => sum + Math.max(0, used - instance.rowLimit[row]!), 0);
}

function touches({ entryStart, entryRow }: ChoiceInstance, option: number, overfull: Float64Array): boolean {
  for (let e = entryStart[option]!; e < entryStart[option + 1]!; e++) if (overfull[entryRow[e]!] === 1) return true;
  return false;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at]! < b[at]!;
}
