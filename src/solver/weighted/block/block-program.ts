/**
 * The subproblem of one block: choose an option for every item at least reduced cost.
 *
 * Problem. For block b with reduced costs ρ_o and terminal values T(q) on its grid,
 *
 *   minimise Σ ρ_o x_o + T(Σ point_o x_o),  one live option per item, Σ tally_o x_o ≤ K.
 *
 * Notation. j position of an item in the block, n items, k tally used so far, q point reached so far,
 *   L[j][k][q] the least cost of items j … n − 1 and T when k and q were used before them.
 *   Options of an item with the same point and tally form a *class* (option-classes.ts); only its cheapest live one matters.
 * Method. Backwards over items (block-tables.ts). The tally plane is left out first; if the best choice then keeps the limit it is
 *   exact, else the planes are added. A forward pass gives, for every option, the least value with it forced; a walk
 *   through the tables that never leaves what a limit admits, every choice within it.
 * Invariants. With integer inputs below 2^53 all values are exact, so the walk that recovers a choice
 *   may compare with equality. On a coarse grid the value is a lower bound and the choice only a proposal.
 * Cost. That of the tables; a forward pass about twice as much.
 * Reference. Dynamic programming for the multiple-choice knapsack: Kellerer, Pferschy, Pisinger, Knapsack Problems, 2004.
 */
import { BlockTables } from "./block-tables";
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";

/** Least sum of two tables over a range of points. */
function leastSum(left: Float64Array, leftAt: number, right: Float64Array, rightAt: number, from: number, to: number): number {
  let least = Infinity;
  for (let q = from; q <= to; q++) {
    const value = left[leftAt + q]! + right[rightAt + q]!;
    if (value < least) least = value;
  }
  return least;
}

/** Pushes a layer forward: target[q + shift] = min(…, source[q] + cost). */
function push(target: Float64Array, targetAt: number, source: Float64Array, sourceAt: number, from: number, to: number, cost: number): void {
  for (let q = from; q <= to; q++) {
    const value = source[sourceAt + q]! + cost;
    if (value < target[targetAt + q]!) target[targetAt + q] = value;
  }
}

/** Solves block subproblems; one instance serves all blocks of a problem, reusing its tables: while one call pauses there must be no other. */
export class BlockProgram extends BlockTables {
  private forward = new Float64Array(0);
  private forwardNext = new Float64Array(0);
  /** Block → whether planes were needed when it was last solved. */
  private readonly needsPlanes: Uint8Array;

  /** As {@link BlockTables}. */
  constructor(problem: CoreProblem, meter: WorkMeter) {
    super(problem, meter);
    this.needsPlanes = new Uint8Array(problem.blockCount);
  }

  /**
   * The least value of block b, Infinity if there is none; the best options go into `choice` by item.
   * @param terminal point → terminal value; must be Infinity wherever the grid forbids
   */
  *solve(b: number, reduced: Float64Array, terminal: Float64Array, live: Uint8Array, choice: Int32Array): Generator<void, number> {
    if (!this.prepare(b, reduced, live)) return Infinity;
    const bindable = this.problem.grids[b]!.canTallyBind;
    if (!bindable || this.needsPlanes[b] === 0) {
      yield* this.sweep(b, 1, terminal);
      const value = this.cells[0]!;
      if (value === Infinity) return Infinity;
      this.walk(b, choice);
      if (!bindable || this.tallyOf(b, choice) <= this.problem.tallyLimit[b]!) return value;
      this.needsPlanes[b] = 1;
    }
    yield* this.sweep(b, this.problem.tallyLimit[b]! + 1, terminal);
    const value = this.cells[0]!;
    if (value === Infinity) return Infinity;
    this.walk(b, choice);
    if (this.planes > 1 && this.tallyOf(b, choice) < this.problem.tallyLimit[b]!) this.needsPlanes[b] = 0;
    return value;
  }

  /**
   * After {@link solve} of the same block: for every live option the least value of the block with
   * it forced, into `forced` by option (Infinity where impossible).
   */
  *force(b: number, reduced: Float64Array, live: Uint8Array, forced: Float64Array): Generator<void, void> {
    const { problem, classes, meter } = this;
    const from = problem.itemStart[b]!;
    const count = problem.itemStart[b + 1]! - from;
    if (this.forward.length < this.layerSize) {
      this.forward = new Float64Array(this.layerSize);
      this.forwardNext = new Float64Array(this.layerSize);
    }
    this.forward[0] = 0;
    for (let k = 1; k < this.planes; k++) this.forward[k * this.stride] = Infinity;
    for (let j = 0; j < count; j++) {
      const i = from + j;
      this.clearForward(j + 1);
      for (let c = classes.start[i]!; c < classes.start[i + 1]!; c++) {
        const least = this.classCost[c] === Infinity ? Infinity : this.forceClass(j, c);
        if (meter.isYieldDue()) yield;
        for (let a = classes.optionStart[c]!; a < classes.optionStart[c + 1]!; a++) {
          const o = classes.option[a]!;
          forced[o] = live[o] === 1 && least < Infinity ? least + (reduced[o]! - this.classCost[c]!) : Infinity;
        }
      }
      [this.forward, this.forwardNext] = [this.forwardNext, this.forward];
    }
  }

  /**
   * After {@link solve} of the same block: every choice of live options of value at most `limit`, as a list by item. Ends
   * when the callback returns false or the meter reaches `end`; false when ended so.
   */
  *enumerate(b: number, reduced: Float64Array, live: Uint8Array, limit: number, end: number, visit: (options: readonly number[]) => boolean): Generator<void, boolean> {
    const from = this.problem.itemStart[b]!;
    const count = this.problem.itemStart[b + 1]! - from;
    const { classes, meter } = this;
    const options = new Array<number>(count).fill(-1);
    // By item: class and option to go on with, and what the items before it have used.
    const atClass = new Int32Array(count + 1);
    const atOption = new Int32Array(count + 1);
    const plane = new Int32Array(count + 1);
    const point = new Int32Array(count + 1);
    const cost = new Float64Array(count + 1);
    const enter = (j: number): void => {
      atClass[j] = classes.start[from + j]!;
      atOption[j] = classes.optionStart[atClass[j]!]!;
    };
    if (this.cells[0]! > limit) return true;
    if (count > 0) enter(0);
    for (let j = 0; j >= 0; ) {
      if (j === count) {
        if (!visit(options) || meter.spent >= end) return false;
        if (meter.isYieldDue()) yield;
        j--;
        continue;
      }
      const c = atClass[j]!;
      if (c === classes.start[from + j + 1]!) {
        meter.spend(4 * (c - classes.start[from + j]!));
        j--;
        continue;
      }
      const nextPlane = this.planes > 1 ? plane[j]! + classes.tally[c]! : 0;
      const next = point[j]! + classes.point[c]!;
      const isWithin = nextPlane < this.planes && next >= this.low[j + 1]! && next <= this.high[j + 1]!;
      const rest = isWithin ? cost[j]! + this.cells[(j + 1) * this.layerSize + nextPlane * this.stride + next]! : Infinity;
      if (rest + this.classCost[c]! > limit || atOption[j] === classes.optionStart[c + 1]!) {
        atClass[j]!++;
        atOption[j] = classes.optionStart[c + 1]!;
        continue;
      }
      const o = classes.option[atOption[j]!++]!;
      if (live[o] === 0 || rest + reduced[o]! > limit) continue;
      options[j] = o;
      plane[j + 1] = nextPlane;
      point[j + 1] = next;
      cost[j + 1] = cost[j]! + reduced[o]!;
      j++;
      if (j < count) enter(j);
    }
    return true;
  }

  private forceClass(j: number, c: number): number {
    const { meter, stride, planes } = this;
    const point = this.classes.point[c]!;
    const cost = this.classCost[c]!;
    const tally = planes > 1 ? this.classes.tally[c]! : 0;
    const from = Math.max(this.low[j]!, this.low[j + 1]! - point);
    const to = Math.min(this.high[j]!, this.high[j + 1]! - point);
    let least = Infinity;
    for (let k = 0; k + tally < planes && from <= to; k++) {
      const next = (j + 1) * this.layerSize + (k + tally) * stride + point;
      least = Math.min(least, leastSum(this.forward, k * stride, this.cells, next, from, to) + cost);
      push(this.forwardNext, (k + tally) * stride + point, this.forward, k * stride, from, to, cost);
      meter.spend(3 * (to - from + 1));
    }
    return least;
  }

  private clearForward(j: number): void {
    for (let k = 0; k < this.planes; k++) {
      this.forwardNext.fill(Infinity, k * this.stride + this.low[j]!, k * this.stride + this.high[j]! + 1);
    }
  }

  private tallyOf(b: number, choice: Int32Array): number {
    let sum = 0;
    for (let i = this.problem.itemStart[b]!; i < this.problem.itemStart[b + 1]!; i++) sum += this.problem.tally[choice[i]!]!;
    return sum;
  }
}
