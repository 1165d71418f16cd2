/**
 * Solves block subproblems by whichever method suits a block: tables over points (block-program.ts), lists of
 * halves (list-program.ts), or graphs of halves where totals need only lie in a band (band-program.ts).
 *
 * Method. Lists are built for the options live at the time and serve as long as no other option is live; they are built
 *   anew when a third of those options died; graphs likewise. Tables are taken when these would be too long, or when the grid is
 *   so short that tables are quicker.
 * Invariants. `solve` returns a lower bound of the block's value, exact unless the grid is coarse or groups were merged.
 */
import { BandProgram } from "./band-program";
import { BlockLists, draftLists } from "./block-lists";
import { BlockProgram } from "./block-program";
import type { BlockGrid } from "../problem/block-grid";
import type { CoreProblem } from "../problem/core-problem";
import { bestPair, pairsOfChunk, type HalfList, type Pair, type Terminal } from "./list-program";
import type { WorkMeter } from "../problem/work-meter";

/** Most work of finding one block's forced values; beyond it the limit is too loose to tell anything. */
const FORCE_WORK = 400_000;

/** What is known of a block's lists: built, to be built, or unsuitable for the options live at the time. */
interface Slot {
  lists: BlockLists | null;
  band: BandProgram | null;
  /** Live options when it was decided. */
  liveCount: number;
  /** The live options it was looked at for since the last {@link BlockSolver.refocus}. */
  seen: Uint8Array | null;
}

/** What listing a block's choices goes by: by depth the place among a group's options to go on from, and what is left of the limit. */
interface Listing {
  readonly lists: BlockLists;
  readonly reduced: Float64Array;
  readonly live: Uint8Array;
  readonly firstItem: number;
  /** Item of the block → its option. */
  readonly options: number[];
  readonly place: Int32Array;
  readonly room: Float64Array;
  readonly end: number;
  readonly visit: (options: readonly number[]) => boolean;
}

/** While one call pauses there must be no other. */
export class BlockSolver {
  private readonly tables: BlockProgram;
  private readonly slots: Slot[];
  /** Option → 1 when it was live when its block's slot was decided. */
  private readonly built: Uint8Array;
  private readonly pair: Pair = { left: -1, right: -1, value: Infinity };
  /** Block → 1 when its terminal is the same at every allowed point, whatever the prices. */
  private readonly isFlat: Uint8Array;
  private groupForced = new Float64Array(0);
  private leftForced = new Float64Array(0);
  private rightForced = new Float64Array(0);

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
  ) {
    this.tables = new BlockProgram(problem, meter);
    this.slots = Array.from({ length: problem.blockCount }, () => ({ lists: null, band: null, liveCount: -1, seen: null }));
    this.built = new Uint8Array(problem.optionCount);
    this.isFlat = Uint8Array.from(problem.grids, (grid) => (isFlat(grid) ? 1 : 0));
  }

  /** To be called when options may have come alive: until then a block's lists stand for the live options they were last asked for. */
  refocus(): void {
    for (const slot of this.slots) slot.seen = null;
  }

  /** The least value of block b, Infinity if there is none; its options go into `choice` by item. */
  *solve(b: number, reduced: Float64Array, terminal: Terminal, live: Uint8Array, choice: Int32Array): Generator<void, number> {
    const { lists, band } = this.known(b, live) ?? (yield* this.decide(b, live));
    if (band !== null) return terminal.floor + (yield* band.solve(reduced, live, choice, this.meter));
    if (lists === null) return yield* this.tables.solve(b, reduced, terminal.value, live, choice);
    lists.price(reduced, live);
    const { left, right } = lists;
    const { pair } = this;
    pair.left = -1;
    pair.value = Infinity;
    if (lists.bestLeft >= 0) this.startFrom(lists, terminal);
    this.meter.spend(left.parent.length + right.parent.length + left.leaf.length + right.leaf.length);
    yield* bestPair(left, right, lists.tallyLimit, terminal, pair, this.meter);
    if (pair.left < 0) return Infinity;
    lists.bestLeft = pair.left;
    lists.bestRight = pair.right;
    lists.read(left, pair.left, choice);
    lists.read(right, pair.right, choice);
    return pair.value;
  }

  /**
   * After {@link solve} of the same block: for every live option a lower bound of the block's value with it forced, into
   * `forced`; Infinity stands for any value above `limit`, −Infinity for not known.
   */
  *force(b: number, reduced: Float64Array, terminal: Terminal, live: Uint8Array, forced: Float64Array, limit: number): Generator<void, void> {
    const { lists, band } = this.slots[b]!;
    if (band !== null) return yield* band.force(terminal.floor, reduced, live, forced, this.meter);
    if (lists === null) return yield* this.tables.force(b, reduced, live, forced);
    const { left, right, groupStart, groupOption, groupCost } = lists;
    if (this.groupForced.length < lists.groupCount) this.groupForced = new Float64Array(lists.groupCount);
    if (this.leftForced.length < left.parent.length) this.leftForced = new Float64Array(left.parent.length);
    if (this.rightForced.length < right.parent.length) this.rightForced = new Float64Array(right.parent.length);
    const { groupForced, leftForced, rightForced } = this;
    groupForced.fill(Infinity, 0, lists.groupCount);
    leftForced.fill(Infinity, 0, left.parent.length);
    rightForced.fill(Infinity, 0, right.parent.length);
    const visit = (s: number, t: number, value: number): void => {
      if (value < leftForced[left.leaf[s]!]!) leftForced[left.leaf[s]!] = value;
      if (value < rightForced[right.leaf[t]!]!) rightForced[right.leaf[t]!] = value;
    };
    let work = 0;
    for (let a = 0; a < left.chunkCount && work <= FORCE_WORK; a++) work += pairsOfChunk(left, right, lists.tallyLimit, terminal, limit, a, visit);
    if (work > FORCE_WORK) {
      this.meter.spend(FORCE_WORK);
      for (let a = 0; a < groupOption.length; a++) forced[groupOption[a]!] = -Infinity;
      return;
    }
    this.meter.spend(work + left.parent.length + right.parent.length);
    raise(left, leftForced, groupForced);
    raise(right, rightForced, groupForced);
    for (let g = 0; g < lists.groupCount; g++) {
      for (let a = groupStart[g]!; a < groupStart[g + 1]!; a++) {
        const o = groupOption[a]!;
        forced[o] = live[o] === 1 && groupForced[g]! < Infinity ? groupForced[g]! + (reduced[o]! - groupCost[g]!) : Infinity;
      }
    }
  }

  /**
   * After {@link solve} of the same block: every choice of live options whose value can be at most `limit`, as a
   * list by item; the callback may end it by returning false. False when ended, or when the work went beyond `mostWork`.
   */
  *enumerate(
    b: number,
    reduced: Float64Array,
    terminal: Terminal,
    live: Uint8Array,
    limit: number,
    mostWork: number,
    visit: (options: readonly number[]) => boolean,
  ): Generator<void, boolean> {
    const { lists, band } = this.slots[b]!;
    const end = this.meter.spent + mostWork;
    if (band !== null) return yield* band.enumerate(reduced, live, limit - terminal.floor, end, visit, this.meter);
    if (lists === null) return yield* this.tables.enumerate(b, reduced, live, limit, end, visit);
    const firstItem = this.problem.itemStart[b]!;
    const count = this.problem.itemStart[b + 1]! - firstItem;
    const options = new Array<number>(count).fill(-1);
    const listing: Listing = { lists, reduced, live, firstItem, options, place: new Int32Array(count), room: new Float64Array(count + 1), end, visit };
    const groups: number[] = [];
    const gather = (half: HalfList, leaf: number): void => {
      for (let s = half.leaf[leaf]!; s > 0; s = half.parent[s]!) groups.push(half.group[s]!);
    };
    for (let a = 0; a < lists.left.chunkCount; a++) {
      const pairs: (readonly [number, number, number])[] = [];
      this.meter.spend(pairsOfChunk(lists.left, lists.right, lists.tallyLimit, terminal, limit, a, (s, t, value) => void pairs.push([s, t, value])));
      for (const [s, t, value] of pairs) {
        groups.length = 0;
        gather(lists.left, s);
        gather(lists.right, t);
        if (!(yield* this.expand(listing, groups, limit - value))) return false;
        if (this.meter.isYieldDue()) yield;
      }
      if (this.meter.spent > end) return false;
    }
    return true;
  }

  /** Every way of taking a live option of each group for at most `most` more than the groups cost; false when ended. */
  private *expand({ lists, reduced, live, firstItem, options, place, room, end, visit }: Listing, groups: readonly number[], most: number): Generator<void, boolean> {
    const { groupStart, groupOption, groupCost, groupItem } = lists;
    const enter = (depth: number, left: number): void => {
      if (depth < groups.length) place[depth] = groupStart[groups[depth]!]!;
      room[depth] = left;
    };
    enter(0, most);
    for (let depth = 0; depth >= 0; ) {
      if (depth === groups.length) {
        this.meter.spend(8 * options.length);
        if (!visit(options) || this.meter.spent >= end) return false;
        if (this.meter.isYieldDue()) yield;
        depth--;
        continue;
      }
      const g = groups[depth]!;
      if (place[depth] === groupStart[g + 1]!) {
        depth--;
        continue;
      }
      const o = groupOption[place[depth]!++]!;
      const left = room[depth]! - (reduced[o]! - groupCost[g]!);
      if (live[o] === 0 || left < 0) continue;
      options[groupItem[g]! - firstItem] = o;
      enter(++depth, left);
    }
    return true;
  }

  private startFrom(lists: BlockLists, terminal: Terminal): void {
    const { left, right, bestLeft: s, bestRight: t } = lists;
    const low = left.low[s]! + right.low[t]!;
    const high = left.high[s]! + right.high[t]!;
    if (low !== high || low < terminal.first || low > terminal.last) return;
    const value = left.cost[s]! + right.cost[t]! + terminal.value[low]!;
    if (value === Infinity) return;
    this.pair.left = s;
    this.pair.right = t;
    this.pair.value = value;
  }

  /** What was decided for the live options, if it was since the last {@link refocus}. */
  private known(b: number, live: Uint8Array): Slot | null {
    const slot = this.slots[b]!;
    return slot.seen === live ? slot : null;
  }

  /** What fits the live options, built when needed; tables are to be used when it holds nothing. */
  private *decide(b: number, live: Uint8Array): Generator<void, Slot> {
    const { problem, built } = this;
    const slot = this.slots[b]!;
    const from = problem.optionStart[problem.itemStart[b]!]!;
    const to = problem.optionStart[problem.itemStart[b + 1]!]!;
    let count = 0;
    let isWithin = true;
    for (let o = from; o < to; o++) {
      if (live[o] === 0) continue;
      count++;
      if (built[o] === 0) isWithin = false;
    }
    if (!isWithin || count * 3 <= slot.liveCount * 2) {
      // All at once when made: whoever ends while it is made leaves what there was.
      const made = yield* this.make(b, live, count);
      for (let o = from; o < to; o++) built[o] = live[o]!;
      Object.assign(slot, made, { liveCount: count });
    }
    slot.seen = live;
    return slot;
  }

  private *make(b: number, live: Uint8Array, count: number): Generator<void, Pick<Slot, "lists" | "band">> {
    const { problem, meter } = this;
    const { classes } = this.tables;
    const grid = problem.grids[b]!;
    const tableWork = count * 0.4 * Math.min(grid.width, grid.last) * (grid.canTallyBind ? problem.tallyLimit[b]! + 1 : 1);
    const band = this.isFlat[b] === 1 ? yield* BandProgram.of(problem, classes, b, live, meter) : null;
    if (band !== null) return { lists: null, band };
    const tallyLimit = grid.canTallyBind ? problem.tallyLimit[b]! : Infinity;
    const draft = draftLists(problem, classes, b, live, tallyLimit);
    meter.spend(count * 20);
    if (draft === null) return { lists: null, band };
    const [left, right] = draft.leaves;
    const listWork = (left * right) / 32 + 8 * (left + right);
    if (tableWork < (draft.isExact ? listWork : 10 * listWork)) return { lists: null, band };
    return { lists: yield* BlockLists.of(draft, tallyLimit, grid.last, meter), band };
  }
}

/** Whether a block's terminal is the same at every allowed point. */
function isFlat({ first, last, objective, budgets }: BlockGrid): boolean {
  for (let q = first + 1; q <= last; q++) {
    if (objective[q] !== objective[first]) return false;
    for (const cost of budgets) if (cost[q] !== cost[first]) return false;
  }
  return first <= last;
}

/** Carries least values from leaves up the tree, and to the groups on the way. */
function raise(half: HalfList, forced: Float64Array, groupForced: Float64Array): void {
  for (let s = half.parent.length - 1; s > 0; s--) {
    const value = forced[s]!;
    if (value === Infinity) continue;
    const g = half.group[s]!;
    if (value < groupForced[g]!) groupForced[g] = value;
    if (value < forced[half.parent[s]!]!) forced[half.parent[s]!] = value;
  }
}
