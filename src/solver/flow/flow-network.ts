/** A choice problem of the flow class as a network, and a flow in it as choices. See `flow-class.ts` for the picture. */
import type { ChoiceInstance, CombinedGoal, LinearGoal, PeakGoal, TerminalGoal } from "../instance";
import { peakOf, stepCost } from "../goal-values";
import { idleCost, idleStep, rowWithoutArc, type FlowShape } from "./flow-shape";
import { hasSteps } from "./total-ranges";
import { dualValue } from "./check-flow";
import type { FlowBasis, FlowProblem } from "./flow-problem";

/**
 * The network and its present bounds; goals already met have narrowed them.
 *
 * Nodes: items, blocks, rows, then the sink. Arcs: option o is arc o, then one arc per row that matters,
 * then for each counted block the idle items it cannot avoid and one arc for each run of further ones that cost the same in every goal.
 * An item sends one unit and takes none, so an option's arc needs no limit; nor does a block's last arc where no floor asks
 * for fewer idle items than there can be. Without limits their flow leaves room in the tree, which saves most pivots that push nothing.
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
  /** Block's idle arcs are `idleStart[b] … idleStart[b + 1] − 1`, in the order in which they fill; none where it is not counted. Length blockCount + 1. */
  readonly idleStart: Int32Array;
  /** Idle arc, counted from the first of all → the last of the idle items it stands for, if all before it are full. */
  readonly idleLast: Int32Array;
}

/** Builds the network, or returns null when a floor already rules out every solution. */
export function buildNetwork(instance: ChoiceInstance, shape: FlowShape): FlowNetwork | null {
  const { blockCount, itemCount, optionCount, rowCount } = instance;
  for (let block = 0; block < blockCount; block++) if (shape.mostIdle[block] < shape.leastIdle[block]) return null;
  const sink = itemCount + blockCount + rowCount;
  let arcCount = optionCount;
  const rowArc = new Int32Array(rowCount).fill(-1);
  for (let row = 0; row < rowCount; row++) if (shape.nextRow[row] !== rowWithoutArc) rowArc[row] = arcCount++;
  const idleStart = new Int32Array(blockCount + 1);
  const idleLast: number[] = [];
  const goals = instance.goals.filter(hasSteps);
  for (let block = 0; block < blockCount; block++) {
    idleStart[block] = arcCount + idleLast.length;
    if (shape.isCounted[block] === 1) addIdleRuns(idleLast, { instance, shape }, goals, block);
  }
  idleStart[blockCount] = arcCount + idleLast.length;
  arcCount = idleStart[blockCount];
  const supply = new Float64Array(sink + 1).fill(1, 0, itemCount);
  supply[sink] = -itemCount;
  const network: FlowNetwork = {
    instance,
    shape,
    nodeCount: sink + 1,
    source: new Int32Array(arcCount),
    target: new Int32Array(arcCount).fill(sink),
    lower: new Float64Array(arcCount),
    upper: new Float64Array(arcCount).fill(Infinity),
    supply,
    rowArc,
    idleStart,
    idleLast: Int32Array.from(idleLast),
  };
  joinOptions(network);
  joinRows(network);
  joinBlocks(network);
  return network;
}

function joinOptions({ instance, shape, source, target }: FlowNetwork): void {
  const { blockCount, itemCount, itemStart, optionStart, gain } = instance;
  const { firstRow } = shape;
  const rowNode = itemCount + blockCount;
  for (let block = 0; block < blockCount; block++) {
    const isCounted = shape.isCounted[block] === 1;
    for (let item = itemStart[block]; item < itemStart[block + 1]; item++) {
      for (let option = optionStart[item]; option < optionStart[item + 1]; option++) {
        source[option] = item;
        if (isCounted && gain[option] === 0) target[option] = itemCount + block;
        else if (firstRow[option] >= 0) target[option] = rowNode + firstRow[option];
      }
    }
  }
}

function joinRows({ instance, shape, rowArc, source, target, upper }: FlowNetwork): void {
  const rowNode = instance.itemCount + instance.blockCount;
  for (let row = 0; row < instance.rowCount; row++) {
    const arc = rowArc[row];
    if (arc < 0) continue;
    source[arc] = rowNode + row;
    if (shape.nextRow[row] >= 0) target[arc] = rowNode + shape.nextRow[row];
    upper[arc] = mostUses(shape, row, instance.rowLimit[row]);
  }
}

function joinBlocks({ instance, shape, idleStart, idleLast, source, lower, upper }: FlowNetwork): void {
  for (let block = 0; block < instance.blockCount; block++) {
    let before = 0;
    for (let arc = idleStart[block]; arc < idleStart[block + 1]; arc++) {
      const last = idleLast[arc - idleStart[0]];
      source[arc] = instance.itemCount + block;
      if (arc === idleStart[block]) lower[arc] = upper[arc] = last;
      else if (arc + 1 < idleStart[block + 1] || shape.isFloored[block] === 1) upper[arc] = last - before;
      before = last;
    }
  }
}

/** Adds the last of each run of a block's idle items: of those it cannot avoid, then of those of which each costs as much as the one before. */
function addIdleRuns(runs: number[], { instance, shape }: Pick<FlowNetwork, "instance" | "shape">, goals: readonly (TerminalGoal | CombinedGoal)[], block: number): void {
  const first = shape.leastIdle[block] + 1;
  runs.push(first - 1);
  for (let idle = first; idle <= shape.mostIdle[block]; idle++) {
    const isSame = idle > first && goals.every((goal) => idleStep(instance, shape, goal, block, idle) === idleStep(instance, shape, goal, block, idle - 1));
    if (isSame) runs[runs.length - 1] = idle;
    else runs.push(idle);
  }
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
  const { instance, shape, idleStart, idleLast } = network;
  const cost = new Float64Array(network.source.length);
  let constant = 0;
  for (let block = 0; block < instance.blockCount; block++) {
    if (shape.isCounted[block] === 0) {
      constant += stepCost(goal.steps, block, shape.ranges[block].least);
      continue;
    }
    constant += idleCost(instance, shape, goal, block, shape.leastIdle[block]);
    for (let arc = idleStart[block] + 1; arc < idleStart[block + 1]; arc++) {
      const idle = idleLast[arc - idleStart[0]];
      cost[arc] = idleStep(instance, shape, goal, block, idle);
    }
  }
  return { cost, constant };
}

/** Both parts of a combined goal. */
export function combinedCosts(network: FlowNetwork, goal: CombinedGoal): GoalCosts {
  const linear = linearCosts(network, goal);
  const terminal = terminalCosts(network, goal);
  // Options and idle items have arcs of their own.
  linear.cost.set(terminal.cost.subarray(goal.cost.length), goal.cost.length);
  return { cost: linear.cost, constant: linear.constant + terminal.constant };
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

/**
 * A tree from which a simplex can start with the flow of a choice that keeps everything: an item hangs on its option, a block on its
 * first arc with room, a row on its own if that has room.
 * @param price node → its potential if it is about known: then a block with no flow to move hangs on nothing but that, as a full row does
 */
export function basisAt({ instance, shape, source, upper, idleStart, rowArc, nodeCount }: FlowNetwork, choice: Int32Array, price?: Float64Array): FlowBasis {
  const { blockCount, itemCount, rowCount, itemStart, gain } = instance;
  const isAtUpper = new Uint8Array(source.length);
  const parentArc = new Int32Array(nodeCount).fill(-1);
  parentArc.set(choice);
  const use = new Int32Array(rowCount);
  for (let block = 0; block < blockCount; block++) {
    let idle = 0;
    for (let item = itemStart[block]; item < itemStart[block + 1]; item++) {
      if (gain[choice[item]] === 0) idle++;
      for (let row = shape.firstRow[choice[item]]; row >= 0; row = shape.nextRow[row]) use[row]++;
    }
    for (let arc = idleStart[block]; arc < idleStart[block + 1]; arc++) {
      if (idle < upper[arc]) {
        if (idle > 0 || price === undefined) parentArc[itemCount + block] = arc;
        break;
      }
      isAtUpper[arc] = 1;
      idle -= upper[arc];
    }
  }
  for (let row = 0; row < rowCount; row++) {
    const arc = rowArc[row];
    if (arc < 0) continue;
    if (use[row] < upper[arc]) parentArc[itemCount + blockCount + row] = arc;
    else isAtUpper[arc] = 1;
  }
  return price === undefined ? { isAtUpper, parentArc } : { isAtUpper, parentArc, price };
}

/** Arc → what it carries of a choice. */
export function flowAt({ instance, shape, source, upper, rowArc, idleStart }: FlowNetwork, choice: Int32Array): Float64Array {
  const flow = new Float64Array(source.length);
  for (let block = 0; block < instance.blockCount; block++) {
    let idle = 0;
    for (let item = instance.itemStart[block]; item < instance.itemStart[block + 1]; item++) {
      flow[choice[item]] = 1;
      if (instance.gain[choice[item]] === 0) idle++;
      for (let row = shape.firstRow[choice[item]]; row >= 0; row = shape.nextRow[row]) flow[rowArc[row]]++;
    }
    for (let arc = idleStart[block]; arc < idleStart[block + 1]; arc++) {
      flow[arc] = idle < upper[arc] ? idle : upper[arc];
      idle -= flow[arc];
    }
  }
  return flow;
}

/**
 * What the potentials of a moment prove for every flow; −Infinity when nothing. First they are moved to where no arc without a limit
 * would pay: blocks down, then items to the best of their options.
 */
export function provedBy(network: FlowNetwork, cost: Float64Array, potential: Float64Array): number {
  const { instance, source, target, upper, idleStart } = network;
  const moved = potential.slice();
  for (let block = 0; block < instance.blockCount; block++) {
    const last = idleStart[block + 1] - 1;
    if (last >= idleStart[block] && upper[last] === Infinity) moved[source[last]] = Math.min(moved[source[last]], cost[last] + moved[target[last]]);
  }
  for (let item = 0; item < instance.itemCount; item++) {
    let least = Infinity;
    for (let option = instance.optionStart[item]; option < instance.optionStart[item + 1]; option++) {
      if (upper[option] > 0) least = Math.min(least, cost[option] + moved[target[option]]);
    }
    moved[item] = least;
  }
  const bound = dualValue(flowProblem(network, cost), moved);
  return Number.isNaN(bound) ? -Infinity : bound;
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
