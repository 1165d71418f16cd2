/**
 * Improves a choice by exchanging the patterns of a few blocks at once, all others staying.
 *
 * Notation. As pattern-list.ts: v_p value, u_p use, λ prices, S the scale, rc_p = S v_p + λ u_p; e_b what the choice's part of block b has above the
 *   least rc of the block's patterns.
 * Method. Groups of two blocks, then of more, those first whose parts have most above the least. With F what the staying blocks leave of the
 *   rows and V the value of the group's parts, better patterns have Σ rc_p ≤ S (V − 1) + λ F: room for little above their least, and the less the
 *   tighter the rows are. Their combinations are looked through (combination-search.ts). A better choice starts again with two.
 * Invariants. Sums are integers. Blocks that change take patterns of the list.
 * Cost. A group at most {@link GROUP_WORK} for each better combination.
 */
import { CombinationSearch } from "./combination-search";
import { combinations } from "../problem/combinations";
import { everyPattern } from "./live-patterns";
import type { PatternList } from "./pattern-list";
import type { Relaxation } from "../bound/relaxation";
import { stepCost } from "../../goal-values";

/** Blocks exchanged at once, most groups of a size, and most work of looking through one. */
const SIZES = [2, 3, 4, 5, 6];
const MOST_GROUPS = 500;
const GROUP_WORK = 400_000;

/** A block's part of a choice. */
interface Part {
  /** Row or terminal budget → use. */
  readonly use: Float64Array;
  readonly value: number;
  /** rc; it may be below that of every pattern of the list. */
  readonly reduced: number;
}

export class PatternExchange {
  /** Pattern → rc; block → the least of its patterns. */
  private readonly reduced: Float64Array;
  private readonly least: Float64Array;
  private readonly patterns: readonly Int32Array[];
  private readonly search: CombinationSearch;

  /**
   * @param list every block has patterns
   * @param price of the rows and terminal budgets; integers, those at which the list was made
   */
  constructor(
    private readonly relaxation: Relaxation,
    private readonly list: PatternList,
    private readonly price: Float64Array,
  ) {
    const { scale, problem, meter } = relaxation;
    this.reduced = new Float64Array(list.count);
    this.least = new Float64Array(problem.blockCount).fill(Infinity);
    for (let p = 0; p < list.count; p++) {
      let cost = list.value[p]! * scale;
      for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) cost += price[list.entryRow[e]!]! * list.entryAmount[e]!;
      this.reduced[p] = cost;
      this.least[list.blockOf[p]!] = Math.min(this.least[list.blockOf[p]!]!, cost);
    }
    meter.spend(2 * list.entryRow.length);
    this.patterns = everyPattern(list);
    this.search = new CombinationSearch(list, meter);
  }

  /** Improves a choice until no group helps or the meter passes `end`. @param offer told of every better choice */
  *run(start: Int32Array, end: number, offer: (choice: Int32Array) => boolean): Generator<void, void> {
    const { problem, meter } = this.relaxation;
    const choice = start.slice();
    let parts = this.partsOf(choice);
    for (let at = 0; at < SIZES.length; at++) {
      for (const group of this.groupsOf(parts, SIZES[at]!)) {
        const better = this.exchange(parts, group);
        if (better !== null) {
          for (const p of better) for (let a = this.list.optionStart[p]!; a < this.list.optionStart[p + 1]!; a++) choice[problem.itemOfOption[this.list.option[a]!]!] = this.list.option[a]!;
          offer(choice);
          parts = this.partsOf(choice);
          at = -1;
          break;
        }
        if (meter.isYieldDue()) yield;
        if (meter.spent > end) return;
      }
    }
  }

  private groupsOf(parts: readonly Part[], size: number): number[][] {
    const excess = parts.map(({ reduced }, b) => reduced - this.least[b]!);
    const groups = combinations(parts.length, size).map((blocks) => ({ blocks, excess: blocks.reduce((sum, b) => sum + excess[b]!, 0) }));
    this.relaxation.meter.spend(groups.length * 20);
    return groups.sort((a, b) => b.excess - a.excess).slice(0, MOST_GROUPS).map(({ blocks }) => blocks);
  }

  /** The best patterns found for a group that are better than the choice's; null when none are. */
  private exchange(parts: readonly Part[], group: readonly number[]): readonly number[] | null {
    const { relaxation, price, list } = this;
    const { scale, meter } = relaxation;
    const rest = relaxation.limit.slice();
    parts.forEach(({ use }, b) => {
      if (!group.includes(b)) for (let r = 0; r < rest.length; r++) rest[r]! -= use[r]!;
    });
    let value = group.reduce((sum, b) => sum + parts[b]!.value, -1);
    let room = value * scale;
    for (let r = 0; r < rest.length; r++) room += price[r]! * rest[r]!;
    for (const b of group) room -= this.least[b]!;
    meter.spend(rest.length * (parts.length + 2));
    const blocks = group.map((b) => this.patterns[b]!);
    let best: readonly number[] | null = null;
    while (room >= 0) {
      const found = this.search.find(blocks, this.reduced, rest, room, value, GROUP_WORK);
      if (typeof found === "string") break;
      best = found;
      const lower = found.reduce((sum, p) => sum + list.value[p]!, -1);
      room -= (value - lower) * scale;
      value = lower;
    }
    return best;
  }

  private partsOf(choice: Int32Array): Part[] {
    const { relaxation, price } = this;
    const { problem, rowSize, scale } = relaxation;
    const { instance, request } = problem;
    return Array.from({ length: problem.blockCount }, (_, b) => {
      const use = new Float64Array(rowSize);
      let value = 0;
      let total = 0;
      for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) {
        const o = choice[i]!;
        value += problem.cost[o]!;
        total += instance.gain[o]!;
        for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) use[problem.entryRow[e]!]! += problem.entryAmount[e]!;
      }
      if (request.steps !== null) value += stepCost(request.steps, b, total) / problem.costUnit;
      request.terminalBudgets.forEach(({ steps }, k) => (use[problem.rowCount + k] = stepCost(steps, b, total)));
      let reduced = value * scale;
      for (let r = 0; r < rowSize; r++) reduced += price[r]! * use[r]!;
      return { use, value, reduced };
    });
  }
}
