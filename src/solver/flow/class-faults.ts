/** What keeps a choice problem's tallies, goals or numbers out of the class of min-cost flows; see flow-class.ts. */
import type { ChoiceInstance } from "../instance";
import { idleStep, type FlowShape } from "./flow-shape";
import { hasSteps, variesInside, type TotalRange } from "./total-ranges";

/** A tally that can pass its limit; null when none can. Each of these says why a problem is not in the class. */
export function tallyFault(instance: ChoiceInstance): string | null {
  const { blockCount, itemStart, optionStart, tally, tallyLimit } = instance;
  for (let block = 0; block < blockCount; block++) {
    if (itemStart[block + 1] - itemStart[block] <= tallyLimit[block]) continue;
    let most = 0;
    for (let item = itemStart[block]; item < itemStart[block + 1]; item++) {
      for (let option = optionStart[item]; option < optionStart[item + 1]; option++) {
        if (tally[option] === 0) continue;
        most++;
        break;
      }
    }
    if (most > tallyLimit[block]) return `the tally of block ${block} can pass its limit`;
  }
  return null;
}

/** Goal → whether two solutions can differ in it; a goal that cannot vary needs no budget and minds none. */
function canVary(instance: ChoiceInstance, index: number, ranges: readonly TotalRange[]): boolean {
  const goal = instance.goals[index];
  if (goal.kind === "peak") return goal.row.length > 0;
  if (goal.kind !== "terminal") {
    for (let item = 0; item < instance.itemCount; item++) {
      const first = instance.optionStart[item];
      for (let option = first; option < instance.optionStart[item + 1]; option++) if (goal.cost[option] !== goal.cost[first]) return true;
    }
    if (goal.kind === "linear") return false;
  }
  for (let block = 0; block < instance.blockCount; block++) {
    if (variesInside([goal], block, ranges[block])) return true;
  }
  return false;
}

/** A goal that leaves slack to a later one. */
export function slackFault(instance: ChoiceInstance, ranges: readonly TotalRange[]): string | null {
  let hasLater = false;
  for (let index = instance.goals.length - 1; index >= 0; index--) {
    if (!canVary(instance, index, ranges)) continue;
    const goal = instance.goals[index];
    if (hasLater && goal.kind !== "peak" && goal.tolerance.slackPerMille > 0) return `goal ${index} leaves slack to a later one`;
    hasLater = true;
  }
  return null;
}

/** A goal that is not convex in a block's number of gains. */
export function convexityFault(instance: ChoiceInstance, shape: FlowShape): string | null {
  for (const [index, goal] of instance.goals.entries()) {
    if (!hasSteps(goal)) continue;
    for (let block = 0; block < instance.blockCount; block++) {
      if (shape.isCounted[block] === 0) continue;
      let before = -Infinity;
      for (let idle = shape.leastIdle[block] + 1; idle <= shape.mostIdle[block]; idle++) {
        const step = idleStep(instance, shape, goal, block, idle);
        if (step < before) return `goal ${index} is not convex in block ${block}`;
        before = step;
      }
    }
  }
  return null;
}

function size(value: number): number {
  return value < 0 ? -value : value;
}

/** Everything the flow's values, prices and proofs are made of must stay exact; these sums are above all of it. */
export function magnitudeFault(instance: ChoiceInstance, shape: FlowShape): string | null {
  const nodes = instance.itemCount + instance.blockCount + instance.rowCount + 2;
  let widest = 1;
  for (let block = 0; block < instance.blockCount; block++) if (shape.leastIdle[block] > widest) widest = shape.leastIdle[block];
  for (const use of shape.rowUse) if (use > widest) widest = use;
  for (const [index, goal] of instance.goals.entries()) {
    let greatest = 0;
    let sum = 0;
    if (goal.kind === "linear" || goal.kind === "combined") {
      for (let option = 0; option < goal.cost.length; option++) {
        const own = size(goal.cost[option]);
        sum += own;
        if (own > greatest) greatest = own;
      }
    }
    if (hasSteps(goal)) {
      for (let block = 0; block < instance.blockCount; block++) {
        let blockGreatest = 0;
        for (let step = goal.steps.start[block]; step < goal.steps.start[block + 1]; step++) {
          if (goal.steps.cost[step] > blockGreatest) blockGreatest = goal.steps.cost[step];
        }
        sum += 2 * blockGreatest;
        if (blockGreatest > greatest) greatest = blockGreatest;
      }
    }
    if (goal.kind === "peak") {
      // A percentage of one row is tried on all: percentage × size must fit too.
      let leastSize = Infinity;
      let mostSize = 0;
      for (const [place, row] of goal.row.entries()) {
        const most = 100 * (goal.offset[place] + shape.rowAmount[row] * shape.rowUse[row] + goal.size[place]);
        if (most > sum) sum = most;
        if (goal.size[place] < leastSize) leastSize = goal.size[place];
        if (goal.size[place] > mostSize) mostSize = goal.size[place];
      }
      if (goal.row.length > 0) sum = (sum / leastSize + 1) * mostSize * (1000 + goal.tolerance.slackPerMille);
    }
    const product = 4 * (nodes + 1) * (greatest + 1) * widest;
    if (!(sum <= Number.MAX_SAFE_INTEGER && product <= Number.MAX_SAFE_INTEGER)) return `goal ${index} has numbers too large to stay exact`;
  }
  return null;
}
