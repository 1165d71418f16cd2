/**
 * The bound that prices give over listed patterns, in integers, and what it rules out.
 *
 * Notation. As pattern-search.ts: λ integer prices of rows, terminal budgets and cuts; rc_p = S v_p + λ u_p with S the scale.
 * Method. L = Σ_b min_p rc_p − λ · limit. A pattern is of no use to anything below the goal when L with it in place of its block's best reaches that.
 * Invariants. Prices are so small that no sum leaves 2^53. The list's patterns keep their numbers as cuts join.
 * Cost. O(entries of live patterns).
 */
import type { PatternList } from "../pattern/pattern-list";
import type { Relaxation } from "../bound/relaxation";
import { withCuts, type RowCut } from "./row-cuts";

export class PatternBound {
  /** Pattern → rc, and block → its live pattern of least rc, of the last evaluation. */
  readonly reduced: Float64Array;
  readonly selection: Int32Array;
  /** Row, terminal budget or cut → price of the last evaluation. */
  price: Float64Array;
  /** Row, terminal budget or cut → limit. */
  limit: Float64Array;
  private priceLimit: Float64Array;

  constructor(
    private readonly relaxation: Relaxation,
    public list: PatternList,
  ) {
    const { limit, priceLimit, rowSize, problem } = relaxation;
    this.reduced = new Float64Array(list.count);
    this.selection = new Int32Array(problem.blockCount);
    this.price = new Float64Array(rowSize);
    this.limit = limit;
    this.priceLimit = priceLimit.slice(0, rowSize);
  }

  /** The bound over live patterns at a program's prices, rounded. @param prices in the problem's units */
  evaluate(live: readonly Int32Array[], prices: Float64Array): number {
    const { list, reduced, selection, relaxation, price, priceLimit, limit } = this;
    const { scale } = relaxation;
    let bound = 0;
    for (let r = 0; r < price.length; r++) {
      // A program that broke down has no price: none at all proves less, and nothing false.
      price[r] = Math.min(priceLimit[r]!, Math.round(prices[r]! * scale) || 0);
      bound -= price[r]! * limit[r]!;
    }
    let work = 0;
    for (let b = 0; b < live.length; b++) {
      const patterns = live[b]!;
      let best = Infinity;
      let at = -1;
      for (let k = 0; k < patterns.length; k++) {
        const p = patterns[k]!;
        let cost = list.value[p]! * scale;
        const last = list.entryStart[p + 1]!;
        for (let e = list.entryStart[p]!; e < last; e++) cost += price[list.entryRow[e]!]! * list.entryAmount[e]!;
        work += last - list.entryStart[p]!;
        reduced[p] = cost;
        if (cost >= best) continue;
        best = cost;
        at = p;
      }
      bound += best;
      selection[b] = at;
    }
    relaxation.meter.spend(2 * work);
    return bound;
  }

  /** Drops patterns that are of no use, by the last evaluation. @param slack from the bound to the goal */
  filter(live: Int32Array[], slack: number): void {
    const { reduced, selection } = this;
    for (let b = 0; b < live.length; b++) {
      const least = reduced[selection[b]!]!;
      live[b] = live[b]!.filter((p) => reduced[p]! - least < slack);
    }
  }

  /** Lets cuts join as rows. */
  *join(cuts: readonly RowCut[]): Generator<void, void> {
    const { rowSize, problem, priceLimit } = this.relaxation;
    this.list = yield* withCuts(this.list, cuts, this.limit.length);
    yield;
    this.limit = Float64Array.from([...this.limit, ...cuts.map(({ limit }) => limit)]);
    const most = new Float64Array(this.limit.length);
    for (let e = 0; e < this.list.entryRow.length; e++) most[this.list.entryRow[e]!] = Math.max(most[this.list.entryRow[e]!]!, this.list.entryAmount[e]!);
    const room = 2 ** 50 / (this.limit.length + 2);
    this.priceLimit = Float64Array.from(this.limit, (limit, r) => Math.floor(room / Math.max(1, limit, problem.blockCount * most[r]!)));
    for (let r = 0; r < rowSize; r++) this.priceLimit[r] = Math.min(this.priceLimit[r]!, priceLimit[r]!);
    this.price = new Float64Array(this.limit.length);
  }
}
