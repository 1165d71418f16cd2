/**
 * The subproblem of one block by meeting in the middle; for few options an item and long grids.
 *
 * Problem. As block-program.ts: minimise Σ ρ_o x_o + T(Σ point_o x_o) with the tally at most K.
 * Notation. Options of an item with equal tally and near points form a *group* with points in [low, high]; a *state*
 *   is one group per item of one half of the block, with the interval [low, high] of its points, its tally and its
 *   cost, the sum of the groups' least reduced costs. T(low, high) is the least T over an interval.
 * Method. Both halves list their states once, as a tree (a state extends its parent by one group), sorted by tally
 *   and point, in chunks of {@link CHUNK}. An evaluation recomputes costs along the tree, then looks for the best pair of a
 *   left and a right state: pairs of chunks are skipped when least cost + least cost + least T of their
 *   intervals is no better than the best pair so far, which starts as the best pair of the evaluation before.
 *   Forced values come from the same walk with a fixed limit, then minima up the trees.
 * Invariants. Groups are single points (and the value exact) unless that makes too many states; otherwise the value is a
 *   lower bound and the choice a proposal. Sums of integers below 2^53 are exact.
 * Cost. Time O(states + pairs of chunks + pairs looked at), space O(states) per block.
 * Reference. Horowitz, Sahni, Computing partitions with applications to the knapsack problem, Journal of the ACM, 1974.
 */
import type { WorkMeter } from "../problem/work-meter";

/** States in a chunk. */
const CHUNK = 16;

/** Groups of one item: parallel lists. */
export interface ItemGroups {
  readonly item: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly tally: readonly number[];
  /** Number of the group among all groups of the block. */
  readonly group: readonly number[];
}

/** One half: a tree of states in order of making, and its leaves sorted into chunks. */
export class HalfList {
  /** State → parent and group; state 0 is empty. */
  readonly parent: Int32Array;
  readonly group: Int32Array;
  /** State → cost; of states that are not leaves. */
  private readonly stateCost: Float64Array;
  /** Sorted leaf → state, its parent and group, interval, cost. */
  readonly leaf: Int32Array;
  private readonly leafParent: Int32Array;
  private readonly leafGroup: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly cost: Float64Array;
  readonly chunkCount: number;
  /** Chunk → first leaf; length chunkCount + 1. */
  readonly chunkStart: Int32Array;
  readonly chunkTally: Int32Array;
  readonly chunkLow: Int32Array;
  readonly chunkHigh: Int32Array;
  readonly chunkCost: Float64Array;

  constructor(items: readonly ItemGroups[], tallyLimit: number, last: number) {
    const parent = [-1];
    const group = [-1];
    let low = [0];
    let high = [0];
    let tally = [0];
    let states = [0];
    for (const item of items) {
      const next: number[] = [];
      const nextLow: number[] = [];
      const nextHigh: number[] = [];
      const nextTally: number[] = [];
      for (let s = 0; s < states.length; s++) {
        for (let g = 0; g < item.group.length; g++) {
          if (tally[s]! + item.tally[g]! > tallyLimit || low[s]! + item.low[g]! > last) continue;
          next.push(parent.length);
          parent.push(states[s]!);
          group.push(item.group[g]!);
          nextLow.push(low[s]! + item.low[g]!);
          nextHigh.push(high[s]! + item.high[g]!);
          nextTally.push(tally[s]! + item.tally[g]!);
        }
      }
      [states, low, high, tally] = [next, nextLow, nextHigh, nextTally];
    }
    const order = Array.from(states, (_, s) => s).sort((a, b) => tally[a]! - tally[b]! || low[a]! - low[b]! || a - b);
    this.parent = Int32Array.from(parent);
    this.group = Int32Array.from(group);
    this.stateCost = new Float64Array(parent.length - order.length);
    this.leaf = Int32Array.from(order, (s) => states[s]!);
    this.leafParent = this.leaf.map((s) => parent[s]!);
    this.leafGroup = this.leaf.map((s) => group[s]!);
    this.low = Int32Array.from(order, (s) => low[s]!);
    this.high = Int32Array.from(order, (s) => high[s]!);
    this.cost = new Float64Array(order.length);
    const chunks: number[] = [];
    for (let s = 0, from = 0; s < order.length; s++) {
      if (s > 0 && tally[order[s]!] === tally[order[s - 1]!] && s - from < CHUNK) continue;
      chunks.push(s);
      from = s;
    }
    this.chunkCount = chunks.length;
    this.chunkStart = Int32Array.from([...chunks, order.length]);
    this.chunkTally = Int32Array.from(chunks, (s) => tally[order[s]!]!);
    this.chunkLow = Int32Array.from(chunks, (s) => low[order[s]!]!);
    this.chunkHigh = new Int32Array(chunks.length);
    this.chunkCost = new Float64Array(chunks.length);
    for (let c = 0; c < chunks.length; c++) {
      for (let s = this.chunkStart[c]!; s < this.chunkStart[c + 1]!; s++) this.chunkHigh[c] = Math.max(this.chunkHigh[c]!, this.high[s]!);
    }
  }

  /** Costs of all leaves and the least of every chunk, from the groups' least reduced costs. */
  price(groupCost: Float64Array): void {
    const { parent, group, stateCost, leafParent, leafGroup, cost, chunkStart, chunkCost } = this;
    // Without items the empty state is the only leaf.
    if (stateCost.length === 0) return;
    for (let s = 1; s < stateCost.length; s++) stateCost[s] = stateCost[parent[s]!]! + groupCost[group[s]!]!;
    for (let c = 0; c < this.chunkCount; c++) {
      let least = Infinity;
      for (let s = chunkStart[c]!; s < chunkStart[c + 1]!; s++) {
        const value = stateCost[leafParent[s]!]! + groupCost[leafGroup[s]!]!;
        cost[s] = value;
        if (value < least) least = value;
      }
      chunkCost[c] = least;
    }
  }
}

/** A terminal function on points, with what is needed to bound it over intervals. */
export interface Terminal {
  readonly value: Float64Array;
  readonly first: number;
  readonly last: number;
  /** Falls to the valley's floor and rises after it: interval minima need only the ends. */
  readonly isValley: boolean;
  /** First and last point of the floor, and its value. */
  readonly floorFirst: number;
  readonly floorLast: number;
  readonly floor: number;
}

/** Describes a terminal function given on first … last. */
export function describeTerminal(value: Float64Array, first: number, last: number): Terminal {
  let floor = Infinity;
  for (let q = first; q <= last; q++) if (value[q]! < floor) floor = value[q]!;
  let floorFirst = first;
  while (floorFirst < last && value[floorFirst]! > floor) floorFirst++;
  let floorLast = floorFirst;
  while (floorLast < last && value[floorLast + 1] === floor) floorLast++;
  let isValley = true;
  for (let q = first; q < floorFirst && isValley; q++) isValley = value[q]! >= value[q + 1]!;
  for (let q = floorLast; q < last && isValley; q++) isValley = value[q]! <= value[q + 1]!;
  return { value, first, last, isValley, floorFirst, floorLast, floor };
}

/** A lower bound of the terminal over an interval of points, exact in a valley; Infinity outside what is allowed. */
function leastOver(terminal: Terminal, low: number, high: number): number {
  if (high < terminal.first || low > terminal.last) return Infinity;
  if (!terminal.isValley) return terminal.floor;
  if (high < terminal.floorFirst) return terminal.value[high]!;
  if (low > terminal.floorLast) return terminal.value[low]!;
  return terminal.floor;
}

/** The terminal of one state's interval; walks the interval when there is no valley. */
function stateTerminal(terminal: Terminal, low: number, high: number): number {
  if (low === high) return low < terminal.first || low > terminal.last ? Infinity : terminal.value[low]!;
  if (terminal.isValley) return leastOver(terminal, low, high);
  let least = Infinity;
  const end = Math.min(high, terminal.last);
  for (let q = Math.max(low, terminal.first); q <= end; q++) if (terminal.value[q]! < least) least = terminal.value[q]!;
  return least;
}

/** The best pair found by {@link bestPair}. */
export interface Pair {
  left: number;
  right: number;
  value: number;
}

/** Improves `pair` to the best pair of leaves; its value on entry is the one to beat. */
export function* bestPair(left: HalfList, right: HalfList, tallyLimit: number, terminal: Terminal, pair: Pair, meter: WorkMeter): Generator<void, void> {
  for (let a = 0; a < left.chunkCount; a++) {
    const cost = left.chunkCost[a]!;
    const low = left.chunkLow[a]!;
    const high = left.chunkHigh[a]!;
    const room = tallyLimit - left.chunkTally[a]!;
    let work = right.chunkCount;
    for (let c = 0; c < right.chunkCount; c++) {
      if (right.chunkTally[c]! > room) break;
      const base = cost + right.chunkCost[c]!;
      if (base + terminal.floor >= pair.value) continue;
      if (base + leastOver(terminal, low + right.chunkLow[c]!, high + right.chunkHigh[c]!) >= pair.value) continue;
      work += scanChunks(left, a, right, c, terminal, pair);
    }
    meter.spend(work);
    if (meter.isYieldDue()) yield;
  }
}

function scanChunks(left: HalfList, a: number, right: HalfList, c: number, terminal: Terminal, pair: Pair): number {
  const rightCost = right.chunkCost[c]! + terminal.floor;
  const from = right.chunkStart[c]!;
  const to = right.chunkStart[c + 1]!;
  let work = 0;
  for (let s = left.chunkStart[a]!; s < left.chunkStart[a + 1]!; s++) {
    const cost = left.cost[s]!;
    if (cost + rightCost >= pair.value) continue;
    work += to - from;
    for (let t = from; t < to; t++) {
      const base = cost + right.cost[t]!;
      if (base + terminal.floor >= pair.value) continue;
      const value = base + stateTerminal(terminal, left.low[s]! + right.low[t]!, left.high[s]! + right.high[t]!);
      if (value >= pair.value) continue;
      pair.value = value;
      pair.left = s;
      pair.right = t;
    }
  }
  return work;
}

/** Calls back for every pair of a leaf of left chunk `a` and a right leaf of value at most `limit`; returns the work it took. */
export function pairsOfChunk(
  left: HalfList,
  right: HalfList,
  tallyLimit: number,
  terminal: Terminal,
  limit: number,
  a: number,
  visit: (left: number, right: number, value: number) => void,
): number {
  const room = tallyLimit - left.chunkTally[a]!;
  let work = right.chunkCount;
  for (let c = 0; c < right.chunkCount; c++) {
    if (right.chunkTally[c]! > room) break;
    const base = left.chunkCost[a]! + right.chunkCost[c]!;
    if (base + leastOver(terminal, left.chunkLow[a]! + right.chunkLow[c]!, left.chunkHigh[a]! + right.chunkHigh[c]!) > limit) continue;
    for (let s = left.chunkStart[a]!; s < left.chunkStart[a + 1]!; s++) {
      const cost = left.cost[s]!;
      if (cost + right.chunkCost[c]! + terminal.floor > limit) continue;
      work += right.chunkStart[c + 1]! - right.chunkStart[c]!;
      for (let t = right.chunkStart[c]!; t < right.chunkStart[c + 1]!; t++) {
        if (cost + right.cost[t]! + terminal.floor > limit) continue;
        const value = cost + right.cost[t]! + stateTerminal(terminal, left.low[s]! + right.low[t]!, left.high[s]! + right.high[t]!);
        if (value <= limit) visit(s, t, value);
      }
    }
  }
  return work;
}
