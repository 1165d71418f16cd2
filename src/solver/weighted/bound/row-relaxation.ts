/**
 * The relaxation that keeps every row whole and prices items: for problems that rows alone hold together.
 *
 * Problem. Every item takes one option, every option uses one row. With prices u_i ≥ 0 of items,
 *
 *   L = Σ_i u_i − Σ_r κ_r,   κ_r = max { Σ (u_i − c_o) y_o : Σ a_o y_o ≤ limit_r, y ∈ {0,1} }  over the options o of row r, i the item of o
 *
 *   is a lower bound of the core problem, and of all such bounds the one that rows' knapsacks give.
 * Notation. S the scale: prices are integers in units of 1/S, and so is everything computed here. An item may be *settled*, a row *closed*: they are left out.
 * Invariants. The bound is exact: sums of integers below 2^53.
 * Cost. An evaluation O(options + Σ knapsacks).
 * Reference. Fisher, Jaikumar, Van Wassenhove, A multiplier adjustment method for the generalized assignment problem, Management Science, 1986.
 */
import { range } from "../../../base/range";
import { Knapsack } from "../block/knapsack";
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import type { Priced } from "./dual-ascent";

/** Most cells of a knapsack's table. */
const MOST_CELLS = 4_000_000;

export class RowRelaxation implements Priced {
  /** Item → 1 when settled; row → 1 when closed. */
  readonly isSettled: Uint8Array;
  readonly isClosed: Uint8Array;
  /** Item → 1 less the number of rows that took it at the last evaluation; 0 for a settled one. */
  readonly violation: Float64Array;
  readonly typicalAmount: Float64Array;
  readonly priceLimit: Float64Array;
  readonly active: Int32Array;
  /** Row → the options that it took at the last evaluation, ascending. */
  readonly taken: number[][];
  /** Row → its options, by falling profit per amount when last solved. */
  private readonly optionsOf: readonly Int32Array[];
  private readonly knapsack: Knapsack;
  private readonly candidate: Int32Array;
  private readonly profit: Float64Array;
  private readonly amount: Float64Array;

  /** @param scale a power of two for which costs keep well below 2^53, see price-range.ts */
  constructor(
    readonly problem: CoreProblem,
    readonly meter: WorkMeter,
    readonly scale: number,
  ) {
    const { itemCount, rowCount, optionCount, entryStart, entryRow } = problem;
    this.isSettled = new Uint8Array(itemCount);
    this.isClosed = new Uint8Array(rowCount);
    this.violation = new Float64Array(itemCount);
    this.typicalAmount = new Float64Array(itemCount).fill(1);
    this.priceLimit = new Float64Array(itemCount).fill(Math.floor(2 ** 50 / (itemCount + 2)));
    this.active = Int32Array.from(range(0, itemCount));
    const optionsOf: number[][] = Array.from({ length: rowCount }, () => []);
    for (let o = 0; o < optionCount; o++) optionsOf[entryRow[entryStart[o]!]!]!.push(o);
    this.optionsOf = optionsOf.map((options) => Int32Array.from(options));
    this.taken = optionsOf.map(() => []);
    const longest = optionsOf.reduce((most, options) => Math.max(most, options.length), 0);
    this.knapsack = new Knapsack(longest);
    this.candidate = new Int32Array(longest);
    this.profit = new Float64Array(longest);
    this.amount = new Float64Array(longest);
    meter.spend(10 * optionCount);
  }

  /** Whether rows alone hold a problem together, and every option uses one. */
  static suits({ instance, request, blockCount, itemCount, optionCount, itemStart, tally, entryStart }: CoreProblem): boolean {
    if (blockCount !== itemCount || request.steps !== null || request.terminalBudgets.length > 0) return false;
    for (let b = 0; b < blockCount; b++) if (itemStart[b] !== b || instance.leastTotal[b]! > Number.MIN_SAFE_INTEGER) return false;
    for (let o = 0; o < optionCount; o++) if (tally[o] === 1 || entryStart[o + 1]! - entryStart[o]! !== 1) return false;
    return true;
  }

  /**
   * The bound of what is neither settled nor closed, scaled. Fills the fields above.
   * @param isExact whether knapsacks that are hard are solved all the same, or only bounded
   */
  *evaluate(price: Float64Array, isExact: boolean): Generator<void, number> {
    const { problem, isSettled, isClosed, violation, meter } = this;
    let bound = 0;
    for (let i = 0; i < problem.itemCount; i++) {
      violation[i] = isSettled[i] === 1 ? 0 : 1;
      if (isSettled[i] === 0) bound += price[i]!;
    }
    for (let r = 0; r < problem.rowCount; r++) {
      if (isClosed[r] === 1) continue;
      bound -= this.solveRow(r, price, isExact ? MOST_CELLS : 0);
      if (meter.isYieldDue()) yield;
    }
    return bound;
  }

  /** κ of a row. */
  private solveRow(r: number, price: Float64Array, mostCells: number): number {
    const { problem, scale, candidate, profit, amount, knapsack, isSettled, violation, meter } = this;
    const options = this.optionsOf[r]!;
    let count = 0;
    let skipped = options.length;
    for (let t = 0; t < options.length; t++) {
      const o = options[t]!;
      const i = problem.itemOfOption[o]!;
      const gain = price[i]! - problem.cost[o]! * scale;
      const size = problem.entryAmount[problem.entryStart[o]!]!;
      if (gain <= 0 || isSettled[i] === 1 || size > problem.rowLimit[r]!) {
        candidate[--skipped] = o;
        continue;
      }
      candidate[count] = o;
      profit[count] = gain;
      amount[count++] = size;
    }
    const value = knapsack.solve(count, amount, profit, problem.rowLimit[r]!, mostCells);
    const taken: number[] = [];
    // Stored in the order found best now, so that the next call finds them nearly sorted.
    for (let j = 0; j < count; j++) {
      const c = knapsack.order[j]!;
      options[j] = candidate[c]!;
      if (knapsack.taken[c] === 0) continue;
      taken.push(candidate[c]!);
      violation[problem.itemOfOption[candidate[c]!]!]!--;
    }
    for (let j = count; j < options.length; j++) options[j] = candidate[j]!;
    this.taken[r] = taken.sort((a, b) => a - b);
    meter.spend(options.length + knapsack.work);
    return value;
  }
}
