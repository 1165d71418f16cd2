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
import { ceilDivide } from "../goal-values";
import type { ChoiceInstance } from "../instance";
import { convexityFault, magnitudeFault, slackFault, tallyFault } from "./class-faults";
import { rowWithoutArc, type FlowShape } from "./flow-shape";
import { totalRanges, variesInside, type TotalRange } from "./total-ranges";

export type FlowClass = { readonly kind: "flow"; readonly shape: FlowShape } | { readonly kind: "other"; readonly why: string };

/** The instance's shape as a network, goals in order and all; or the first reason why it has none. */
export function flowClassOf(instance: ChoiceInstance): FlowClass {
  const rows = nestRows(instance);
  if (typeof rows === "string") return { kind: "other", why: rows };
  const ranges = totalRanges(instance);
  const blocks = countBlocks(instance, rows.firstRow, ranges);
  if (typeof blocks === "string") return { kind: "other", why: blocks };
  const shape: FlowShape = { ...rows, ...blocks, ranges };
  const why = tallyFault(instance) ?? slackFault(instance, ranges) ?? convexityFault(instance, shape) ?? magnitudeFault(instance, shape);
  return why === null ? { kind: "flow", shape } : { kind: "other", why };
}

// ---- rows ------------------------------------------------------------------------------------------

function nestRows(instance: ChoiceInstance): Pick<FlowShape, "firstRow" | "nextRow" | "rowAmount" | "rowUse"> | string {
  const { optionCount, rowCount, entryStart, entryRow, entryAmount } = instance;
  const matters = rowsThatMatter(instance);
  const rowAmount = new Float64Array(rowCount);
  const rowUse = new Int32Array(rowCount);
  const firstRow = new Int32Array(optionCount).fill(-1);
  let isChained = false;
  for (let option = 0; option < optionCount; option++) {
    for (let entry = entryStart[option]; entry < entryStart[option + 1]; entry++) {
      const row = entryRow[entry];
      if (matters[row] === 0) continue;
      if (rowUse[row] > 0 && rowAmount[row] !== entryAmount[entry]) return `row ${row} has options of different amounts`;
      rowAmount[row] = entryAmount[entry];
      rowUse[row]++;
      if (firstRow[option] >= 0) isChained = true;
      firstRow[option] = row;
    }
  }
  const nextRow = isChained ? chainRows(instance, matters, rowUse, firstRow) : Int32Array.from(rowUse, (use) => (use > 0 ? -1 : rowWithoutArc));
  return typeof nextRow === "string" ? nextRow : { firstRow, nextRow, rowAmount, rowUse };
}

/** Row → the next wider one, where options use several; `firstRow` gets the narrowest. */
function chainRows({ optionCount, rowCount, entryStart, entryRow }: ChoiceInstance, matters: Uint8Array, rowUse: Int32Array, firstRow: Int32Array): Int32Array | string {
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
  return nextRow;
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
