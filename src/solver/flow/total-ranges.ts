/** Which totals a block can have, and whether a goal tells them apart. */
import { stepCost } from "../goal-values";
import type { ChoiceInstance, CombinedGoal, Goal, TerminalGoal } from "../instance";

/** The least and most a block's total could be if every item chose freely. */
export interface TotalRange {
  readonly least: number;
  readonly most: number;
}

/** Block → its range. */
export function totalRanges(instance: ChoiceInstance): TotalRange[] {
  const { blockCount, itemStart, optionStart, gain } = instance;
  const ranges: TotalRange[] = [];
  for (let block = 0; block < blockCount; block++) {
    let least = 0;
    let most = 0;
    for (let item = itemStart[block]; item < itemStart[block + 1]; item++) {
      const first = gain[optionStart[item]];
      let itemLeast = first;
      let itemMost = first;
      for (let option = optionStart[item] + 1; option < optionStart[item + 1]; option++) {
        if (gain[option] < itemLeast) itemLeast = gain[option];
        else if (gain[option] > itemMost) itemMost = gain[option];
      }
      least += itemLeast;
      most += itemMost;
    }
    ranges.push({ least, most });
  }
  return ranges;
}

/** Whether a goal costs something by its blocks' totals. */
export function hasSteps(goal: Goal): goal is TerminalGoal | CombinedGoal {
  return goal.kind === "terminal" || goal.kind === "combined";
}

/** Whether any terminal goal tells apart two totals of the range. */
export function variesInside(goals: readonly Goal[], block: number, range: TotalRange): boolean {
  return goals.some((goal) => {
    if (!hasSteps(goal)) return false;
    const cost = stepCost(goal.steps, block, range.least);
    for (let step = goal.steps.start[block]; step < goal.steps.start[block + 1]; step++) {
      const from = goal.steps.from[step];
      if (from > range.least && from <= range.most && goal.steps.cost[step] !== cost) return true;
    }
    return false;
  });
}
