/**
 * Turns the relaxation's choice into good choices that fit: block descent first, then local search from the best it came by.
 *
 * Cost. About twice the work done so far at most, little where what is known is near the bound: that is soon closed without. While nothing of any use is known, as
 *   long as it pays.
 */
import { BlockDescent } from "./block-descent";
import { coreValue, type CoreProblem } from "../problem/core-problem";
import { beginLocalSearch, type LocalSearch } from "./local-search";
import type { NearestTotals } from "./nearest-totals";
import type { Relaxation } from "../bound/relaxation";
import type { WorkMeter } from "../problem/work-meter";

/** An item's options by which local search moves it: those with the least reduced costs. */
const MOST_PROMISING = 8;
/** A choice of more than this many times the bound is as good as none. */
const POOR = 2;
/** What is near the bound, as a share of it; how much local search has there, and else, in units of the work so far. */
const NEAR = 1 / 250;
const LITTLE = 1 / 4;
const MUCH = 2;

export class Improvement {
  private readonly descent: BlockDescent;
  private local: LocalSearch | null = null;
  private readonly everything: Uint8Array;

  /**
   * @param offer takes a choice that may fit; true when it is feasible and better than any before
   * @param best the best value known, or Infinity
   * @param startedAt work done when the search began
   */
  constructor(
    private readonly problem: CoreProblem,
    private readonly relaxation: Relaxation,
    private readonly meter: WorkMeter,
    private readonly offer: (choice: Int32Array) => boolean,
    private readonly best: () => number,
    private readonly isEnough: () => boolean,
    private readonly nearest: NearestTotals,
    private readonly startedAt: number,
  ) {
    this.descent = new BlockDescent(relaxation);
    this.everything = new Uint8Array(problem.optionCount).fill(1);
  }

  /** Improves from the relaxation's last choice, guided by the prices that gave it. */
  *run(price: Float64Array, bound: number): Generator<void, void> {
    const { relaxation, offer, meter } = this;
    let start = relaxation.choice.slice();
    let least = Infinity;
    yield* this.descent.run(start, price, this.everything, (choice) => {
      const value = coreValue(this.problem, choice);
      if (value < least) {
        least = value;
        start = choice.slice();
      }
      return offer(choice);
    });
    if (this.isEnough()) return;
    const best = this.best();
    const share = best > POOR * bound ? Infinity : best - bound <= NEAR * bound ? LITTLE : MUCH;
    const mostWork = share * (meter.spent - this.startedAt);
    this.local ??= yield* beginLocalSearch(this.problem, meter, relaxation.scale, this.nearest);
    yield* this.local.run(start, yield* this.promising(start), price, relaxation.typicalAmount, mostWork, offer);
  }

  /** Option → 1 for those of every item that the last evaluation makes cheapest, and those taken. */
  private *promising(taken: Int32Array): Generator<void, Uint8Array> {
    const { problem, relaxation, meter } = this;
    const { reduced } = relaxation;
    const mask = new Uint8Array(problem.optionCount);
    for (let i = 0; i < problem.itemCount; i++) {
      const own: number[] = [];
      for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) own.push(o);
      own.sort((a, b) => reduced[a]! - reduced[b]! || a - b);
      for (const o of own.slice(0, MOST_PROMISING)) mask[o] = 1;
      mask[taken[i]!] = 1;
      meter.spend(own.length * 10);
      if (meter.isYieldDue()) yield;
    }
    return mask;
  }
}
