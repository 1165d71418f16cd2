/** A choice problem of the flow class as a network, and a flow in it as choices. See `flow-class.ts` for the picture. */
import type { ChoiceInstance, CombinedGoal, LinearGoal, PeakGoal, TerminalGoal } from "../instance";
import { peakOf, stepCost } from "../goal-values";
import { idleCost, rowWithoutArc, totalRange, type FlowShape } from "./flow-class";
import type { FlowProblem } from "./flow-problem";

/**
 * The network and its present bounds; goals already met have narrowed them.
 *
 * Nodes: items, blocks, rows, then the sink. Arcs: option o is arc o, then one arc per row that matters,
 * then for each counted block the idle items it cannot avoid and one arc for each further one.
 */
export interface FlowNetwork {
  readonly instance: ChoiceInstance;
  readonly shape: FlowShape;
  readonly nodeCount: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly supply: Float64Array;
  /** Row → its arc, or −1. */
  readonly rowArc: Int32Array;
  /** Counted block → its arc for the least idle items; the arc for the k-th further item is k places on. */
  readonly idleArc: Int32Array;
}

/** Builds the network, or returns null when a floor already rules out every solution. */
export function buildNetwork(instance: ChoiceInstance, shape: FlowShape): FlowNetwork | null {
  const { blockCount, itemCount, optionCount, rowCount, itemStart, optionStart, gain, rowLimit } = instance;
  const rowNode = itemCount + blockCount;
  const sink = rowNode + rowCount;
  let arcCount = optionCount;
  const rowArc = new Int32Array(rowCount).fill(-1);
  for (let row = 0; row < rowCount; row++) if (shape.nextRow[row] !== rowWithoutArc) rowArc[row] = arcCount++;
  const idleArc = new Int32Array(blockCount).fill(-1);
  for (let block = 0; block < blockCount; block++) {
    if (shape.isCounted[block] === 0) continue;
    if (shape.mostIdle[block] < shape.leastIdle[block]) return null;
    idleArc[block] = arcCount;
    arcCount += 1 + shape.mostIdle[block] - shape.leastIdle[block];
  }
  const network: FlowNetwork = {
    instance,
    shape,
    nodeCount: sink + 1,
    source: new Int32Array(arcCount),
    target: new Int32Array(arcCount),
    lower: new Float64Array(arcCount),
    upper: new Float64Array(arcCount).fill(1),
    supply: new Float64Array(sink + 1),
    rowArc,
    idleArc,
  };
  const { source, target, lower, upper, supply } = network;
  for (let block = 0; block < blockCount; block++) {
    for (let item = itemStart[block]; item < itemStart[block + 1]; item++) {
      supply[item] = 1;
      for (let option = optionStart[item]; option < optionStart[item + 1]; option++) {
        const isIdle = shape.isCounted[block] === 1 && gain[option] === 0;
        source[option] = item;
        target[option] = isIdle ? itemCount + block : shape.firstRow[option] >= 0 ? rowNode + shape.firstRow[option] : sink;
      }
    }
    for (let idle = shape.leastIdle[block]; idleArc[block] >= 0 && idle <= shape.mostIdle[block]; idle++) {
      const arc = idleArc[block] + idle - shape.leastIdle[block];
      source[arc] = itemCount + block;
      target[arc] = sink;
      if (arc === idleArc[block]) lower[arc] = upper[arc] = idle;
    }
  }
  supply[sink] = -itemCount;
  for (let row = 0; row < rowCount; row++) {
    const arc = rowArc[row];
    if (arc < 0) continue;
    source[arc] = rowNode + row;
    target[arc] = shape.nextRow[row] < 0 ? sink : rowNode + shape.nextRow[row];
    upper[arc] = mostUses(shape, row, rowLimit[row]);
  }
  return network;
}

/** How many options fit into `limit` of a row, at most all. */
function mostUses(shape: FlowShape, row: number, limit: number): number {
  if (limit < 0) return -1;
  if (shape.rowAmount[row] === 0) return 0;
  const fitting = (limit - (limit % shape.rowAmount[row])) / shape.rowAmount[row];
  return fitting < shape.rowUse[row] ? fitting : shape.rowUse[row];
}

/** The network's present bounds with the given costs. */
export function flowProblem(network: FlowNetwork, cost: Float64Array): FlowProblem {
  const { nodeCount, source, target, lower, upper, supply } = network;
  return { nodeCount, source, target, lower, upper, cost, supply };
}

/** Arc → cost for a goal, and what the goal costs on top of every flow. */
export interface GoalCosts {
  readonly cost: Float64Array;
  readonly constant: number;
}

export function linearCosts(network: FlowNetwork, goal: LinearGoal | CombinedGoal): GoalCosts {
  const cost = new Float64Array(network.source.length);
  cost.set(goal.cost);
  return { cost, constant: 0 };
}

export function terminalCosts(network: FlowNetwork, goal: TerminalGoal | CombinedGoal): GoalCosts {
  const { instance, shape, idleArc } = network;
  const cost = new Float64Array(network.source.length);
  let constant = 0;
  for (let block = 0; block < instance.blockCount; block++) {
    if (shape.isCounted[block] === 0) {
      constant += stepCost(goal.steps, block, totalRange(instance, block).least);
      continue;
    }
    const least = shape.leastIdle[block];
    constant += idleCost(instance, shape, goal, block, least);
    for (let idle = least + 1; idle <= shape.mostIdle[block]; idle++) {
      const arc = idleArc[block] + idle - least;
      cost[arc] = idleCost(instance, shape, goal, block, idle) - idleCost(instance, shape, goal, block, idle - 1);
    }
  }
  return { cost, constant };
}

/** Both parts of a combined goal. */
export function combinedCosts(network: FlowNetwork, goal: CombinedGoal): GoalCosts {
  const linear = linearCosts(network, goal);
  const terminal = terminalCosts(network, goal);
  return { cost: linear.cost.map((cost, arc) => cost + terminal.cost[arc]), constant: linear.constant + terminal.constant };
}

/**
 * Narrows the bounds to the optimal face: an arc with a reduced cost carries the same in every optimal flow.
 * The potentials need only be optimal; which optimal ones does not matter.
 */
export function fixFace(network: FlowNetwork, cost: Float64Array, flow: Float64Array, potential: Float64Array): void {
  const { source, target, lower, upper } = network;
  for (let arc = 0; arc < source.length; arc++) {
    if (cost[arc] - potential[source[arc]] + potential[target[arc]] !== 0) lower[arc] = upper[arc] = flow[arc];
  }
}

/** Row arc → its upper bound once no measured row may pass `percentage`; null when a bound would fall below what is fixed. */
export function cappedRows(network: FlowNetwork, goal: PeakGoal, percentage: number): Float64Array | null {
  const { shape, rowArc, lower } = network;
  const upper = network.upper.slice();
  for (const [place, row] of goal.row.entries()) {
    const most = percentage * goal.size[place];
    const uses = mostUses(shape, row, (most - (most % 100)) / 100 - goal.offset[place]);
    const arc = rowArc[row];
    if (uses < upper[arc]) upper[arc] = uses;
    if (upper[arc] < lower[arc]) return null;
  }
  return upper;
}

/** The greatest percentage that what is already fixed brings about by itself. */
export function leastPeak(network: FlowNetwork, goal: PeakGoal): number {
  const fixed = network.shape.rowAmount.map((amount, row) => (network.rowArc[row] < 0 ? 0 : amount * network.lower[network.rowArc[row]]));
  return peakOf(goal, fixed);
}

/** Item → the option that its unit of flow takes. */
export function choiceOf(network: FlowNetwork, flow: Float64Array): Int32Array {
  const { itemCount, optionStart } = network.instance;
  const choice = new Int32Array(itemCount).fill(-1);
  for (let item = 0; item < itemCount; item++) {
    for (let option = optionStart[item]; option < optionStart[item + 1]; option++) if (flow[option] === 1) choice[item] = option;
  }
  return choice;
}
