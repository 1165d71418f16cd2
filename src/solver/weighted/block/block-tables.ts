/**
 * The tables of one block's dynamic programme over points, filled from the last item to the first.
 *
 * Notation. As block-program.ts: L[j][k][q] the least cost of items j … n − 1 and T when tally k and point q were used before them.
 * Method. L[n] = T, L[j][k][q] = min over classes of cost + L[j + 1][k + tally][q + point], each layer kept to the window of
 *   points that can still be reached and can still end in an allowed point.
 * Invariants. Outside a layer's window cells hold what an earlier block left there: nothing reads them.
 * Cost. Time O(classes · window · planes), space O((n + 1) · planes · width), shared by all blocks.
 */
import { classesOf, type Classes } from "./option-classes";
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";

/** Adds a class to a layer: target[q] = min(target[q], source[q + shift] + cost) for q from `from` to `to`. */
function relax(cells: Float64Array, target: number, source: number, from: number, to: number, cost: number): void {
  for (let q = from; q <= to; q++) {
    const value = cells[source + q]! + cost;
    if (value < cells[target + q]!) cells[target + q] = value;
  }
}

/** One instance serves all blocks of a problem, one after the other. */
export class BlockTables {
  readonly classes: Classes;
  /** Class → least reduced cost of its live options (Infinity if none), and that option; of the block prepared last. */
  protected readonly classCost: Float64Array;
  protected readonly classOption: Int32Array;
  /** L: layer j starts at j · layerSize, plane k of it at + k · stride. */
  protected cells = new Float64Array(0);
  protected stride = 0;
  protected layerSize = 0;
  protected planes = 1;
  /** Layer j → first and last point of its window. */
  protected readonly low: Int32Array;
  protected readonly high: Int32Array;

  constructor(
    protected readonly problem: CoreProblem,
    protected readonly meter: WorkMeter,
  ) {
    this.classes = classesOf(problem);
    this.classCost = new Float64Array(this.classes.point.length);
    this.classOption = new Int32Array(this.classes.point.length);
    let longest = 0;
    for (let b = 0; b < problem.blockCount; b++) longest = Math.max(longest, problem.itemStart[b + 1]! - problem.itemStart[b]!);
    this.low = new Int32Array(longest + 1);
    this.high = new Int32Array(longest + 1);
  }

  /** Class minima and windows; false when some item has no live option or no allowed point can be reached. */
  protected prepare(b: number, reduced: Float64Array, live: Uint8Array): boolean {
    const { problem, classes, classCost, classOption } = this;
    const from = problem.itemStart[b]!;
    const count = problem.itemStart[b + 1]! - from;
    const grid = problem.grids[b]!;
    this.low[count] = 0;
    this.high[count] = 0;
    let entries = 0;
    let least = 0;
    let most = 0;
    for (let j = 0; j < count; j++) {
      this.low[j] = least;
      this.high[j] = most;
      let itemLeast = Infinity;
      let itemMost = -1;
      for (let c = classes.start[from + j]!; c < classes.start[from + j + 1]!; c++) {
        let cost = Infinity;
        let best = -1;
        for (let a = classes.optionStart[c]!; a < classes.optionStart[c + 1]!; a++) {
          const o = classes.option[a]!;
          entries++;
          if (live[o] === 1 && reduced[o]! < cost && classes.tally[c]! <= problem.tallyLimit[b]!) {
            cost = reduced[o]!;
            best = o;
          }
        }
        classCost[c] = cost;
        classOption[c] = best;
        if (best < 0) continue;
        itemLeast = Math.min(itemLeast, classes.point[c]!);
        itemMost = Math.max(itemMost, classes.point[c]!);
      }
      if (itemMost < 0) return false;
      least += itemLeast;
      most += itemMost;
    }
    this.meter.spend(entries);
    this.low[count] = Math.max(least, grid.first);
    this.high[count] = Math.min(most, grid.last);
    return this.narrow(count, least, most);
  }

  /** Keeps each layer to points from which an allowed end can be reached. */
  private narrow(count: number, least: number, most: number): boolean {
    const first = this.low[count]!;
    const last = this.high[count]!;
    for (let j = 0; j < count; j++) {
      // Until here low and high hold what the items before j add; the others add least − low to most − high.
      const before = this.low[j]!;
      this.low[j] = Math.max(before, first - (most - this.high[j]!));
      this.high[j] = Math.min(this.high[j]!, last - (least - before));
    }
    return first <= last && this.low[0] === 0 && this.high[0] === 0;
  }

  /** The backward pass. */
  protected *sweep(b: number, planes: number, terminal: Float64Array): Generator<void, void> {
    const { problem, classes, meter } = this;
    const from = problem.itemStart[b]!;
    const count = problem.itemStart[b + 1]! - from;
    this.planes = planes;
    this.stride = problem.grids[b]!.width + 1;
    this.layerSize = this.stride * planes;
    const needed = this.layerSize * (count + 1);
    if (this.cells.length < needed) this.cells = new Float64Array(needed);
    for (let k = 0; k < planes; k++) {
      const at = count * this.layerSize + k * this.stride;
      for (let q = this.low[count]!; q <= this.high[count]!; q++) this.cells[at + q] = terminal[q]!;
    }
    for (let j = count - 1; j >= 0; j--) {
      for (let k = 0; k < planes; k++) {
        const at = j * this.layerSize + k * this.stride;
        this.cells.fill(Infinity, at + this.low[j]!, at + this.high[j]! + 1);
      }
      for (let c = classes.start[from + j]!; c < classes.start[from + j + 1]!; c++) {
        if (this.classOption[c]! < 0) continue;
        meter.spend(this.relaxClass(j, c));
        if (meter.isYieldDue()) yield;
      }
    }
  }

  private relaxClass(j: number, c: number): number {
    const point = this.classes.point[c]!;
    const tally = this.planes > 1 ? this.classes.tally[c]! : 0;
    const from = Math.max(this.low[j]!, this.low[j + 1]! - point);
    const to = Math.min(this.high[j]!, this.high[j + 1]! - point);
    for (let k = 0; k + tally < this.planes; k++) {
      const next = (j + 1) * this.layerSize + (k + tally) * this.stride + point;
      relax(this.cells, j * this.layerSize + k * this.stride, next, from, to, this.classCost[c]!);
    }
    return Math.max(1, (to - from + 1) * this.planes);
  }

  /** Recovers a best choice from the tables. */
  protected walk(b: number, choice: Int32Array): void {
    const { problem, classes, cells } = this;
    const from = problem.itemStart[b]!;
    const count = problem.itemStart[b + 1]! - from;
    let q = 0;
    let k = 0;
    for (let j = 0; j < count; j++) {
      const value = cells[j * this.layerSize + k * this.stride + q]!;
      for (let c = classes.start[from + j]!; c < classes.start[from + j + 1]!; c++) {
        if (this.classOption[c]! < 0) continue;
        const next = q + classes.point[c]!;
        const plane = this.planes > 1 ? k + classes.tally[c]! : 0;
        if (plane >= this.planes || next < this.low[j + 1]! || next > this.high[j + 1]!) continue;
        if (cells[(j + 1) * this.layerSize + plane * this.stride + next]! + this.classCost[c]! !== value) continue;
        choice[from + j] = this.classOption[c]!;
        q = next;
        k = plane;
        break;
      }
    }
  }
}
