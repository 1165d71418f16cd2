/**
 * Which choice problems are min-cost flows, all goals included.
 *
 * Every item sends one unit. An option takes it through a chain of rows to the sink, or, in a block whose
 * total matters, the options without gain take it through the block's own node, which thereby counts them.
 *
 *   item ──option──▶ row ──▶ wider row ──▶ … ──▶ sink      rows: arcs that carry at most ⌊limit ÷ amount⌋
 *   item ──option without gain──▶ block ──────▶ sink       block: arcs of one unit, each with its own cost
 *
 * A problem is in the class when
 * - no tally can reach its limit;
 * - every row that can bind, or is measured, has one amount for all its options;
 * - such rows are nested: wherever an option uses a row, the next wider row it uses is the same one;
 * - in a block whose total matters (it has a floor that bites, or a terminal cost that varies), gains are 0
 *   or one g > 0, options without gain use no such row, and each terminal cost is convex in the number of gains;
 * - a linear or terminal goal leaves no slack to a goal after it that can vary: a budget above the optimum
 *   would link the blocks. (A peak's budget is a cap on rows, so its slack does no harm.)
 * - all numbers stay exact.
 * In doubt a problem is not in the class; the general method solves it too.
 */
import { ceilDivide, stepCost } from "../goal-values";
import type { ChoiceInstance, CombinedGoal, Goal, TerminalGoal } from "../instance";

/** What the network needs to know of an instance in the class. */
export interface FlowShape {
  /** Option → the first row of its chain, or −1 when it uses none that matters. */
  readonly firstRow: Int32Array;
  /** Row → the next wider row, −1 for the sink, or {@link rowWithoutArc}. */
  readonly nextRow: Int32Array;
  /** Row → the amount that each of its options uses; 0 for a row without options. */
  readonly rowAmount: Float64Array;
  /** Row → the number of options that use it. */
  readonly rowUse: Int32Array;
  /** Block → 1 when its total matters. */
  readonly isCounted: Uint8Array;
  /** Counted block → its one gain above zero. */
  readonly blockGain: Float64Array;
  /** Counted block → the least and the most items that may take an option without gain. */
  readonly leastIdle: Int32Array;
  readonly mostIdle: Int32Array;
  /** Counted block → 1 when its floor asks for fewer such items than there can be. */
  readonly isFloored: Uint8Array;
}

export type FlowClass = { readonly kind: "flow"; readonly shape: FlowShape } | { readonly kind: "other"; readonly why: string };

/** A row that cannot bind and is not measured. */
export const rowWithoutArc = -2;

/** The instance's shape as a network, goals in order and all; or the first reason why it has none. */
export function flowClassOf(instance: ChoiceInstance): FlowClass {
  const rows = nestRows(instance);
  if (typeof rows === "string") return { kind: "other", why: rows };
  const ranges = totalRanges(instance);
  const blocks = countBlocks(instance, rows.firstRow, ranges);
  if (typeof blocks === "string") return { kind: "other", why: blocks };
  const shape: FlowShape = { ...rows, ...blocks };
  const why = tallyFault(instance) ?? slackFault(instance, ranges) ?? convexityFault(instance, shape) ?? magnitudeFault(instance, shape);
  return why === null ? { kind: "flow", shape } : { kind: "other", why };
}

/** The cost of a counted block when `idle` of its items take an option without gain. */
export function idleCost(instance: ChoiceInstance, shape: FlowShape, goal: TerminalGoal | CombinedGoal, block: number, idle: number): number {
  const items = instance.itemStart[block + 1] - instance.itemStart[block];
  return stepCost(goal.steps, block, shape.blockGain[block] * (items - idle));
}

// ---- rows ------------------------------------------------------------------------------------------

function nestRows(instance: ChoiceInstance): Pick<FlowShape, "firstRow" | "nextRow" | "rowAmount" | "rowUse"> | string {
  const { rowCount, entryRow, entryAmount } = instance;
  const matters = rowsThatMatter(instance);
  const rowAmount = new Float64Array(rowCount);
  const rowUse = new Int32Array(rowCount);
  for (let entry = 0; entry < entryRow.length; entry++) {
    const row = entryRow[entry];
    if (matters[row] === 0) continue;
    if (rowUse[row] > 0 && rowAmount[row] !== entryAmount[entry]) return `row ${row} has options of different amounts`;
    rowAmount[row] = entryAmount[entry];
    rowUse[row]++;
  }
  const chains = chainRows(instance, matters, rowUse);
  return typeof chains === "string" ? chains : { ...chains, rowAmount, rowUse };
}

function chainRows({ optionCount, rowCount, entryStart, entryRow }: ChoiceInstance, matters: Uint8Array, rowUse: Int32Array): Pick<FlowShape, "firstRow" | "nextRow"> | string {
  const firstRow = new Int32Array(optionCount).fill(-1);
  const unknown = -3;
  const nextRow = new Int32Array(rowCount).fill(unknown);
  const chain = new Int32Array(rowCount);
  for (let option = 0; option < optionCount; option++) {
    // The option's rows from the least used to the most used: the only order in which they can be nested.
    let length = 0;
    for (let entry = entryStart[option]; entry < entryStart[option + 1]; entry++) if (matters[entryRow[entry]] === 1) chain[length++] = entryRow[entry];
    if (length > 1) chain.subarray(0, length).sort((a, b) => rowUse[a] - rowUse[b] || a - b);
    for (let place = 0; place < length; place++) {
      const row = chain[place];
      const next = place + 1 < length ? chain[place + 1] : -1;
      if (nextRow[row] !== unknown && nextRow[row] !== next) return `row ${row} is not nested in another`;
      nextRow[row] = next;
    }
    if (length > 0) firstRow[option] = chain[0];
  }
  for (let row = 0; row < rowCount; row++) if (nextRow[row] === unknown) nextRow[row] = rowWithoutArc;
  return { firstRow, nextRow };
}

/** Row → 1 when its items could use more than its limit, or a peak goal measures it. */
function rowsThatMatter(instance: ChoiceInstance): Uint8Array {
  const { itemCount, rowCount, optionStart, entryStart, entryRow, entryAmount, rowLimit, goals } = instance;
  const most = new Float64Array(rowCount);
  const lastItem = new Int32Array(rowCount).fill(-1);
  const itemMost = new Float64Array(rowCount);
  for (let item = 0; item < itemCount; item++) {
    for (let entry = entryStart[optionStart[item]]; entry < entryStart[optionStart[item + 1]]; entry++) {
      const row = entryRow[entry];
      const already = lastItem[row] === item ? itemMost[row] : 0;
      lastItem[row] = item;
      if (entryAmount[entry] <= already) {
        itemMost[row] = already;
        continue;
      }
      itemMost[row] = entryAmount[entry];
      most[row] += entryAmount[entry] - already;
    }
  }
  const matters = Uint8Array.from(rowLimit, (limit, row) => (most[row] > limit ? 1 : 0));
  for (const goal of goals) if (goal.kind === "peak") for (const row of goal.row) matters[row] = 1;
  return matters;
}

// ---- blocks ----------------------------------------------------------------------------------------

function countBlocks(
  instance: ChoiceInstance,
  firstRow: Int32Array,
  ranges: readonly TotalRange[],
): Pick<FlowShape, "isCounted" | "blockGain" | "leastIdle" | "mostIdle" | "isFloored"> | string {
  const { blockCount, itemStart, optionStart, gain, leastTotal } = instance;
  const isCounted = new Uint8Array(blockCount);
  const blockGain = new Float64Array(blockCount);
  const leastIdle = new Int32Array(blockCount);
  const mostIdle = new Int32Array(blockCount);
  const isFloored = new Uint8Array(blockCount);
  for (let block = 0; block < blockCount; block++) {
    const range = ranges[block];
    if (leastTotal[block] <= range.least && !variesInside(instance.goals, block, range)) continue;
    isCounted[block] = 1;
    for (let option = optionStart[itemStart[block]]; option < optionStart[itemStart[block + 1]]; option++) {
      if (gain[option] === 0) {
        if (firstRow[option] >= 0) return `block ${block} has an option without gain that uses a row`;
        continue;
      }
      if (gain[option] < 0) return `block ${block} has a gain below zero`;
      if (blockGain[block] !== 0 && blockGain[block] !== gain[option]) return `block ${block} has different gains`;
      blockGain[block] = gain[option];
    }
    const items = itemStart[block + 1] - itemStart[block];
    const unit = blockGain[block] === 0 ? 1 : blockGain[block];
    leastIdle[block] = items - range.most / unit;
    // The floor asks for enough gains, that is, for few enough items without; −1 is one too few for any.
    const needed = leastTotal[block] > 0 ? ceilDivide(leastTotal[block], unit) : 0;
    const mostByFloor = needed > items ? -1 : items - needed;
    const mostByItems = items - range.least / unit;
    isFloored[block] = mostByFloor < mostByItems ? 1 : 0;
    mostIdle[block] = isFloored[block] === 1 ? mostByFloor : mostByItems;
  }
  return { isCounted, blockGain, leastIdle, mostIdle, isFloored };
}

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

export function hasSteps(goal: Goal): goal is TerminalGoal | CombinedGoal {
  return goal.kind === "terminal" || goal.kind === "combined";
}

/** Whether any terminal goal tells apart two totals of the range. */
function variesInside(goals: readonly Goal[], block: number, range: TotalRange): boolean {
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

// ---- goals -----------------------------------------------------------------------------------------

function tallyFault(instance: ChoiceInstance): string | null {
  const { blockCount, itemStart, optionStart, tally, tallyLimit } = instance;
  for (let block = 0; block < blockCount; block++) {
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

function slackFault(instance: ChoiceInstance, ranges: readonly TotalRange[]): string | null {
  let hasLater = false;
  for (let index = instance.goals.length - 1; index >= 0; index--) {
    if (!canVary(instance, index, ranges)) continue;
    const goal = instance.goals[index];
    if (hasLater && goal.kind !== "peak" && goal.tolerance.slackPerMille > 0) return `goal ${index} leaves slack to a later one`;
    hasLater = true;
  }
  return null;
}

function convexityFault(instance: ChoiceInstance, shape: FlowShape): string | null {
  for (const [index, goal] of instance.goals.entries()) {
    if (!hasSteps(goal)) continue;
    for (let block = 0; block < instance.blockCount; block++) {
      if (shape.isCounted[block] === 0) continue;
      let before = -Infinity;
      for (let idle = shape.leastIdle[block] + 1; idle <= shape.mostIdle[block]; idle++) {
        const step = idleCost(instance, shape, goal, block, idle) - idleCost(instance, shape, goal, block, idle - 1);
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
function magnitudeFault(instance: ChoiceInstance, shape: FlowShape): string | null {
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
