/**
 * A plan with a few decisions changed and everything else as it is: which limits break, and what every
 * goal comes to. The experiments behind the reasons are made of these.
 */
import type { GoalId } from "../model/policy";
import type { ComponentInstance } from "../network/numeric-instance";
import type { Row } from "../network/rows";
import { blockTotal, peakOf, rowUse, stepCost } from "../solver/goal-values";
import type { Goal } from "../solver/instance";

/** One changed decision: the item, and the option it takes instead. */
export interface Change {
  readonly item: number;
  readonly option: number;
}

export interface Trial {
  /** Limits that the changed plan passes. */
  readonly brokenRows: readonly Row[];
  /** Whether a participant would have too many co-worked families. */
  readonly breaksTally: boolean;
  /** Whether a participant would get less than the policy's floor. */
  readonly breaksFloor: boolean;
  readonly values: Readonly<Partial<Record<GoalId, number>>>;
}

/** Measures a component's plan with some decisions changed; with none, as it is. */
export function tryChanges(at: ComponentInstance, choice: Int32Array, changes: readonly Change[]): Trial {
  return trialsOf(at, choice)(changes);
}

/** As `tryChanges`, for many trials of one plan: the plan is measured once, and each trial by what it changes. */
export function trialsOf(at: ComponentInstance, choice: Int32Array): (changes: readonly Change[]) => Trial {
  const { instance, rows, goalIds } = at;
  const { blockCount, itemStart, gain, tally, entryStart, entryRow, entryAmount } = instance;
  const changed = Int32Array.from(choice);
  const use = rowUse(instance, changed);
  const totals = Float64Array.from({ length: blockCount }, (_, block) => blockTotal(instance, changed, block));
  const tallies = Float64Array.from({ length: blockCount }, (_, block) => changed.subarray(itemStart[block], itemStart[block + 1]).reduce((sum, option) => sum + tally[option]!, 0));
  const linear = instance.goals.map((goal) => ("cost" in goal ? changed.reduce((sum, option) => sum + goal.cost[option]!, 0) : 0));
  const blockOf = Int32Array.from(changed, (_, item) => lastAtOrBelow(itemStart, item));
  const exchange = ({ item, option }: Change): Change => {
    const former = { item, option: changed[item]! };
    for (const [of, sign] of [[former.option, -1], [option, 1]] as const) {
      for (let entry = entryStart[of]!; entry < entryStart[of + 1]!; entry++) use[entryRow[entry]!]! += sign * entryAmount[entry]!;
      totals[blockOf[item]!]! += sign * gain[of]!;
      tallies[blockOf[item]!]! += sign * tally[of]!;
      instance.goals.forEach((goal, index) => {
        if ("cost" in goal) linear[index]! += sign * goal.cost[of]!;
      });
    }
    changed[item] = option;
    return former;
  };
  const valueOf = (goal: Goal, index: number): number => {
    if (goal.kind === "peak") return peakOf(goal, use);
    return goal.kind === "linear" ? linear[index]! : totals.reduce((sum, total, block) => sum + stepCost(goal.steps, block, total), linear[index]!);
  };
  return (changes) => {
    const undo = changes.map(exchange);
    const trial: Trial = {
      brokenRows: rows.filter((_row, index) => use[index]! > instance.rowLimit[index]!),
      breaksTally: tallies.some((sum, block) => sum > instance.tallyLimit[block]!),
      breaksFloor: totals.some((total, block) => total < instance.leastTotal[block]!),
      values: Object.fromEntries(instance.goals.map((goal, index) => [goalIds[index]!, valueOf(goal, index)])),
    };
    undo.reverse().forEach(exchange);
    return trial;
  };
}

/** The last place of an ascending list whose value is at most `value`. */
function lastAtOrBelow(list: Int32Array, value: number): number {
  let place = 0;
  while (place + 1 < list.length && list[place + 1]! <= value) place++;
  return place;
}
