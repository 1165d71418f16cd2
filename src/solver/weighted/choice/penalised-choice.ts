/**
 * A choice that may break constraints, with what it costs to break them, and what moving one item would change.
 *
 * Problem. Z(x) = S · value + Σ_r w_r · over_r + Σ_b v_b · (distance_b + 1000 · tally over_b) + Σ_k u_k · over budget k, where over_r
 *   is what x uses beyond limit_r and distance_b how far block b's point is from the nearest allowed one; w, v, u are weights.
 * Invariants. `use`, `point`, `tally`, `budgetUse`, `value` and `broken` belong to `choice`. Floating point only steers: whoever takes a
 *   choice checks it.
 * Cost. A look at a move O(rows of two options).
 */
import { ended } from "../../../base/ended";
import { ceiling, type CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import { nearestTotals, type NearestTotals } from "./nearest-totals";

/** One more than a block's tally allows is as bad as this many points. */
const TALLY_POINTS = 1000;

export class PenalisedChoice {
  readonly choice: Int32Array;
  readonly use: Float64Array;
  /** Weights of rows, blocks and terminal budgets. */
  readonly rowWeight: Float64Array;
  readonly blockWeight: Float64Array;
  readonly budgetWeight: Float64Array;
  /** S · the value of the choice, broken constraints left aside. */
  value = 0;
  /** How many rows, blocks and budgets the choice breaks. */
  broken = 0;
  /** See {@link cheapest}. */
  least = Infinity;
  /** The option that stands for none: an item that has it is lifted out, and uses and costs nothing. */
  readonly none: number;
  /** Option → its scaled cost, and as the problem's; all of {@link none} too. */
  readonly cost: Float64Array;
  private readonly optionTally: Int32Array;
  private readonly entryStart: Int32Array;
  private readonly pointOf: Int32Array;
  private readonly point: Int32Array;
  private readonly tally: Int32Array;
  private readonly budgetUse: Float64Array;
  /** Block → (point → scaled objective of the nearest allowed point; distance to it). */
  private readonly objective: readonly Float64Array[];
  private readonly distance: readonly Float64Array[];

  constructor(
    private readonly problem: CoreProblem,
    meter: WorkMeter,
    readonly scale: number,
    nearest: NearestTotals = ended(nearestTotals(problem, meter, scale)),
  ) {
    this.choice = new Int32Array(problem.itemCount);
    this.use = new Float64Array(problem.rowCount);
    this.point = new Int32Array(problem.blockCount);
    this.tally = new Int32Array(problem.blockCount);
    this.budgetUse = new Float64Array(problem.request.terminalBudgets.length);
    this.rowWeight = new Float64Array(problem.rowCount);
    this.blockWeight = new Float64Array(problem.blockCount);
    this.budgetWeight = new Float64Array(this.budgetUse.length);
    this.none = problem.optionCount;
    this.cost = new Float64Array(problem.optionCount + 1);
    for (let o = 0; o < problem.optionCount; o++) this.cost[o] = problem.cost[o]! * scale;
    this.optionTally = new Int32Array(problem.optionCount + 1);
    this.optionTally.set(problem.tally);
    this.entryStart = new Int32Array(problem.optionCount + 2).fill(problem.entryRow.length);
    this.entryStart.set(problem.entryStart);
    this.pointOf = new Int32Array(problem.optionCount + 1);
    problem.grids.forEach((grid, b) => this.pointOf.set(grid.point, problem.optionStart[problem.itemStart[b]!]!));
    this.objective = nearest.objective;
    this.distance = nearest.distance;
  }

  /** Takes a choice over. */
  reset(start: Int32Array): void {
    const { problem, use } = this;
    this.choice.set(start);
    use.fill(0);
    this.point.fill(0);
    this.tally.fill(0);
    this.budgetUse.fill(0);
    this.value = 0;
    for (let i = 0; i < problem.itemCount; i++) {
      const o = start[i]!;
      const b = problem.blockOfItem[i]!;
      this.value += this.cost[o]!;
      this.point[b]! += this.pointOf[o]!;
      this.tally[b]! += problem.tally[o]!;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) use[problem.entryRow[e]!]! += problem.entryAmount[e]!;
    }
    for (let b = 0; b < problem.blockCount; b++) {
      this.value += this.objective[b]![this.point[b]!]!;
      for (let k = 0; k < this.budgetUse.length; k++) this.budgetUse[k]! += problem.grids[b]!.budgets[k]![this.point[b]!]!;
    }
    this.broken = 0;
    for (let r = 0; r < problem.rowCount; r++) if (this.isOver(r)) this.broken++;
    for (let b = 0; b < problem.blockCount; b++) if (this.isOut(b)) this.broken++;
    for (let k = 0; k < this.budgetUse.length; k++) if (this.isOverBudget(k)) this.broken++;
  }

  /** Z of the choice, at the weights as they are now. */
  get total(): number {
    return this.totalOf(this.value, this.breaches());
  }

  /** By how much the choice breaks rows, then blocks, then terminal budgets. */
  breaches(): Float64Array {
    const { problem, use, point, tally, budgetUse } = this;
    const breach = new Float64Array(use.length + point.length + budgetUse.length);
    for (let r = 0; r < use.length; r++) breach[r] = Math.max(0, use[r]! - problem.rowLimit[r]!);
    for (let b = 0; b < point.length; b++) breach[use.length + b] = this.distance[b]![point[b]!]! + TALLY_POINTS * Math.max(0, tally[b]! - problem.tallyLimit[b]!);
    for (let k = 0; k < budgetUse.length; k++) breach[use.length + point.length + k] = Math.max(0, budgetUse[k]! - problem.request.terminalBudgets[k]!.limit);
    return breach;
  }

  /** Z, at the weights as they are now, of a choice of this value with these breaches. */
  totalOf(value: number, breach: Float64Array): number {
    let total = value;
    let k = 0;
    for (const weights of [this.rowWeight, this.blockWeight, this.budgetWeight]) for (const weight of weights) total += weight * breach[k++]!;
    return total;
  }

  isOver(r: number): boolean {
    return this.use[r]! > this.problem.rowLimit[r]!;
  }

  /** Whether block b has a total or a tally that is not allowed. */
  isOut(b: number): boolean {
    return this.distance[b]![this.point[b]!]! > 0 || this.tally[b]! > this.problem.tallyLimit[b]!;
  }

  isOverBudget(k: number): boolean {
    return this.budgetUse[k]! > this.problem.request.terminalBudgets[k]!.limit;
  }

  /** Weights in proportion to prices: those of rows at least of the mean price, and of what makes it cost `least` to exceed a row by its limit. */
  setWeights(price: Float64Array, penalty: number, least: number): void {
    const { rowCount, rowLimit } = this.problem;
    let mean = 0;
    for (let r = 0; r < rowCount; r++) mean += price[r]! / rowCount;
    for (let r = 0; r < rowCount; r++) this.rowWeight[r] = penalty * Math.max(price[r]!, mean, least / Math.max(1, rowLimit[r]!));
    this.blockWeight.fill(penalty * least);
    for (let k = 0; k < this.budgetWeight.length; k++) this.budgetWeight[k] = penalty * Math.max(price[rowCount + k]!, 1);
  }

  /** Weights that no move pays for. */
  forbidBreaches(): void {
    for (const weights of [this.rowWeight, this.blockWeight, this.budgetWeight]) weights.fill(this.scale * ceiling(this.problem));
  }

  /** Multiplies all weights. */
  scaleWeights(factor: number): void {
    for (const weights of [this.rowWeight, this.blockWeight, this.budgetWeight]) for (let k = 0; k < weights.length; k++) weights[k]! *= factor;
  }

  /** Multiplies the weights of everything broken; false when nothing is. */
  raiseWeights(growth: number): boolean {
    const { rowWeight, blockWeight, budgetWeight } = this;
    if (this.broken === 0) return false;
    for (let r = 0; r < rowWeight.length; r++) if (this.isOver(r)) rowWeight[r]! *= growth;
    for (let b = 0; b < blockWeight.length; b++) if (this.isOut(b)) blockWeight[b]! *= growth;
    for (let k = 0; k < budgetWeight.length; k++) if (this.isOverBudget(k)) budgetWeight[k]! *= growth;
    return true;
  }

  /** How far block b's scaled objective ranges. */
  spanOf(b: number): number {
    let low = Infinity;
    let high = 0;
    for (const value of this.objective[b]!) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }

  /** What Z changes by when item i takes option o. */
  peek(i: number, o: number): number {
    const { use, rowWeight, cost, entryStart, pointOf, optionTally } = this;
    const { entryRow, entryAmount, rowLimit, blockOfItem } = this.problem;
    const old = this.choice[i]!;
    let change = cost[o]! - cost[old]!;
    if (pointOf[o] !== pointOf[old] || optionTally[o] !== optionTally[old]) change += this.blockChange(blockOfItem[i]!, old, o);
    const start = entryStart[old]!;
    const end = entryStart[old + 1]!;
    for (let e = start; e < end; e++) {
      const r = entryRow[e]!;
      const over = use[r]! - rowLimit[r]!;
      use[r]! -= entryAmount[e]!;
      if (over > 0) change -= rowWeight[r]! * (over < entryAmount[e]! ? over : entryAmount[e]!);
    }
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      const r = entryRow[e]!;
      const over = use[r]! + entryAmount[e]! - rowLimit[r]!;
      if (over > 0) change += rowWeight[r]! * (over < entryAmount[e]! ? over : entryAmount[e]!);
    }
    for (let e = start; e < end; e++) use[entryRow[e]!]! += entryAmount[e]!;
    return change;
  }

  /**
   * The other option of item i that changes Z least, if by less than `below`, else −1; what it changes Z by is then {@link least}. As {@link peek} of each,
   * but the item leaves its own option only once.
   */
  cheapest(i: number, options: Int32Array, below: number): number {
    const { use, rowWeight, pointOf, cost, optionTally, entryStart } = this;
    const { entryRow, entryAmount, rowLimit, blockOfItem } = this.problem;
    const old = this.choice[i]!;
    const b = blockOfItem[i]!;
    const oldPoint = pointOf[old]!;
    const oldTally = optionTally[old]!;
    let left = -cost[old]!;
    for (let e = entryStart[old]!; e < entryStart[old + 1]!; e++) {
      const r = entryRow[e]!;
      const over = use[r]! - rowLimit[r]!;
      use[r]! -= entryAmount[e]!;
      if (over > 0) left -= rowWeight[r]! * Math.min(over, entryAmount[e]!);
    }
    let best = -1;
    this.least = below;
    for (let t = 0; t < options.length; t++) {
      const o = options[t]!;
      if (o === old) continue;
      let change = left + cost[o]!;
      if (pointOf[o] !== oldPoint || optionTally[o] !== oldTally) change += this.blockChange(b, old, o);
      // Entering rows costs nothing or something.
      if (change >= this.least) continue;
      for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
        const r = entryRow[e]!;
        const over = use[r]! + entryAmount[e]! - rowLimit[r]!;
        if (over > 0) change += rowWeight[r]! * Math.min(over, entryAmount[e]!);
      }
      if (change >= this.least) continue;
      this.least = change;
      best = o;
    }
    for (let e = entryStart[old]!; e < entryStart[old + 1]!; e++) use[entryRow[e]!]! += entryAmount[e]!;
    return best;
  }

  /** What Z changes by for block b's sake when one of its items takes option o instead of `old`. */
  blockChange(b: number, old: number, o: number): number {
    const { problem } = this;
    const from = this.point[b]!;
    const to = from + this.pointOf[o]! - this.pointOf[old]!;
    const room = this.tally[b]! - problem.tallyLimit[b]!;
    const tallyAfter = room + this.optionTally[o]! - this.optionTally[old]!;
    let change = this.blockWeight[b]! * TALLY_POINTS * ((tallyAfter > 0 ? tallyAfter : 0) - (room > 0 ? room : 0));
    if (from === to) return change;
    const distance = this.distance[b]!;
    change += this.objective[b]![to]! - this.objective[b]![from]! + this.blockWeight[b]! * (distance[to]! - distance[from]!);
    for (let k = 0; k < this.budgetUse.length; k++) {
      const cost = problem.grids[b]!.budgets[k]!;
      const over = this.budgetUse[k]! - problem.request.terminalBudgets[k]!.limit;
      change += this.budgetWeight[k]! * (Math.max(0, over + cost[to]! - cost[from]!) - Math.max(0, over));
    }
    return change;
  }

  /** Gives item i option o. */
  apply(i: number, o: number): void {
    const { problem, cost, optionTally, entryStart } = this;
    const { entryRow, entryAmount } = problem;
    const old = this.choice[i]!;
    const b = problem.blockOfItem[i]!;
    this.value += cost[o]! - cost[old]!;
    for (let e = entryStart[old]!; e < entryStart[old + 1]!; e++) this.add(entryRow[e]!, -entryAmount[e]!);
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) this.add(entryRow[e]!, entryAmount[e]!);
    if (this.isOut(b)) this.broken--;
    const from = this.point[b]!;
    const to = from + this.pointOf[o]! - this.pointOf[old]!;
    if (from !== to) {
      this.value += this.objective[b]![to]! - this.objective[b]![from]!;
      for (let k = 0; k < this.budgetUse.length; k++) {
        if (this.isOverBudget(k)) this.broken--;
        this.budgetUse[k]! += problem.grids[b]!.budgets[k]![to]! - problem.grids[b]!.budgets[k]![from]!;
        if (this.isOverBudget(k)) this.broken++;
      }
    }
    this.point[b] = to;
    this.tally[b]! += optionTally[o]! - optionTally[old]!;
    if (this.isOut(b)) this.broken++;
    this.choice[i] = o;
  }

  private add(r: number, amount: number): void {
    if (this.isOver(r)) this.broken--;
    this.use[r]! += amount;
    if (this.isOver(r)) this.broken++;
  }
}
