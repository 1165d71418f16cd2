/**
 * Finds good choices near a given one; the source of most incumbents.
 *
 * Problem. Z(x) = S · value + Σ_r w_r · over_r + Σ_b v_b · distance_b + Σ_k u_k · over budget k, where over_r is what x uses
 *   beyond limit_r and distance_b how far block b's point is from the nearest allowed one.
 * Method. Moves: one item to another option; if that does not pay, a second item that the first one disturbed (it uses a
 *   row now exceeded, or shares the block) moves along, and a third. First improvement, round after round
 *   over the items. At a local minimum that breaks a constraint the weights of what is broken double (breakout); at one
 *   that breaks nothing the rows' weights fall unevenly, and the search goes on from there.
 * Invariants. `use`, `point` and `budgetUse` belong to `choice`. Floating point only steers: whoever takes a choice checks it.
 * Cost. A round O(options · disturbed items · options · rows).
 * Reference. Morris, The breakout method for escaping from local minima, AAAI 1993; Yagiura, Ibaraki, Glover, An ejection chain
 *   approach for the generalized assignment problem, INFORMS Journal on Computing, 2004.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";

/** Feasible local minima after which a run ends, and most work of one run. */
const MINIMA = 6;
const MOST_WORK = 15_000_000;
const MOST_ROUNDS = 60;

export class LocalSearch {
  readonly choice: Int32Array;
  private readonly use: Float64Array;
  private readonly point: Int32Array;
  private readonly tally: Int32Array;
  private readonly budgetUse: Float64Array;
  private readonly rowWeight: Float64Array;
  private readonly blockWeight: Float64Array;
  private readonly budgetWeight: Float64Array;
  /** Block → (point → scaled objective of the nearest allowed point; distance to it). */
  private readonly objective: Float64Array[] = [];
  private readonly distance: Float64Array[] = [];
  /** Row → items with an option in it. */
  private readonly itemsOfRow: Int32Array[];
  private readonly gainWeight: number;
  private readonly pointOf: Int32Array;
  /** What an average option moves a block's objective by, about. */
  private readonly steepness: number;

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    private readonly scale: number,
  ) {
    this.choice = new Int32Array(problem.itemCount);
    this.use = new Float64Array(problem.rowCount);
    this.point = new Int32Array(problem.blockCount);
    this.tally = new Int32Array(problem.blockCount);
    this.budgetUse = new Float64Array(problem.request.terminalBudgets.length);
    this.rowWeight = new Float64Array(problem.rowCount);
    this.blockWeight = new Float64Array(problem.blockCount);
    this.budgetWeight = new Float64Array(this.budgetUse.length);
    this.pointOf = flattenPoints(problem);
    let span = 1;
    for (const grid of problem.grids) {
      const { objective, distance } = extend(grid.objective, grid.first, grid.last, grid.width, scale);
      this.objective.push(objective);
      this.distance.push(distance);
      span += grid.width;
      meter.spend(12 * grid.width);
    }
    let cost = 0;
    for (let o = 0; o < problem.optionCount; o++) cost += problem.cost[o]! * scale;
    this.gainWeight = Math.max(1, (4 * (cost + scale)) / Math.max(1, problem.optionCount) / Math.max(1, span / Math.max(1, problem.itemCount)));
    this.itemsOfRow = invertRows(problem);
    let steepness = 0;
    for (const objective of this.objective) {
      let low = Infinity;
      let high = 0;
      for (let q = 0; q < objective.length; q++) {
        if (objective[q]! < low) low = objective[q]!;
        if (objective[q]! > high) high = objective[q]!;
      }
      steepness += (high - low) / problem.itemCount;
      meter.spend(4 * objective.length);
    }
    this.steepness = steepness;
  }

  /** Improves from `start`, with at most `mostWork`, or Infinity to go on as long as it pays; calls `found` with every local minimum that breaks nothing on the grid. */
  *run(start: Int32Array, live: Uint8Array, price: Float64Array, typicalAmount: Float64Array, mostWork: number, found: (choice: Int32Array) => boolean): Generator<void, void> {
    this.reset(start, price, typicalAmount);
    const end = this.meter.spent + (mostWork === Infinity ? Infinity : Math.min(MOST_WORK, mostWork));
    let feasible = 0;
    for (let round = 0; feasible < MINIMA && this.meter.spent < end && round < MOST_ROUNDS; round++) {
      for (let isBetter = true; isBetter; ) {
        isBetter = false;
        for (let i = 0; i < this.problem.itemCount; i++) {
          if (this.meter.spent >= end) return;
          if (this.improveItem(i, live)) isBetter = true;
          if (this.meter.isYieldDue()) yield;
        }
      }
      if (this.raiseWeights()) continue;
      feasible++;
      if (!found(this.choice) && feasible > MINIMA / 2) return;
      for (let r = 0; r < this.rowWeight.length; r++) this.rowWeight[r]! *= 0.3 + 0.1 * ((r * 7 + round * 3) % 5);
    }
  }

  private reset(start: Int32Array, price: Float64Array, typicalAmount: Float64Array): void {
    const { problem, use } = this;
    this.choice.set(start);
    use.fill(0);
    this.point.fill(0);
    this.tally.fill(0);
    this.budgetUse.fill(0);
    for (let i = 0; i < problem.itemCount; i++) {
      const o = start[i]!;
      const b = problem.blockOfItem[i]!;
      this.point[b]! += this.pointOf[o]!;
      this.tally[b]! += problem.tally[o]!;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) use[problem.entryRow[e]!]! += problem.entryAmount[e]!;
    }
    for (let k = 0; k < this.budgetUse.length; k++) {
      for (let b = 0; b < problem.blockCount; b++) this.budgetUse[k]! += problem.grids[b]!.budgets[k]![this.point[b]!]!;
    }
    let mean = 1;
    for (let o = 0; o < problem.optionCount; o++) mean += (problem.cost[o]! * this.scale) / problem.optionCount;
    for (let r = 0; r < problem.rowCount; r++) this.rowWeight[r] = 2 * price[r]! + (mean + this.steepness) / typicalAmount[r]!;
    this.blockWeight.fill(this.gainWeight);
    for (let k = 0; k < this.budgetUse.length; k++) {
      this.budgetWeight[k] = 2 * price[problem.rowCount + k]! + mean / typicalAmount[problem.rowCount + k]!;
    }
  }

  /** Raises the weights of everything broken; false when nothing is. */
  private raiseWeights(): boolean {
    const { problem } = this;
    let isBroken = false;
    for (let r = 0; r < problem.rowCount; r++) {
      if (this.use[r]! <= problem.rowLimit[r]!) continue;
      this.rowWeight[r]! *= 2;
      isBroken = true;
    }
    for (let b = 0; b < problem.blockCount; b++) {
      if (this.distance[b]![this.point[b]!] === 0 && this.tally[b]! <= problem.tallyLimit[b]!) continue;
      this.blockWeight[b]! *= 2;
      isBroken = true;
    }
    for (let k = 0; k < this.budgetUse.length; k++) {
      if (this.budgetUse[k]! <= problem.request.terminalBudgets[k]!.limit) continue;
      this.budgetWeight[k]! *= 2;
      isBroken = true;
    }
    return isBroken;
  }

  /** Tries all moves that begin with item i; true when one was made. */
  private improveItem(i: number, live: Uint8Array): boolean {
    const { problem, choice } = this;
    const old = choice[i]!;
    for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) {
      if (live[o] === 0 || o === choice[i]) continue;
      const change = this.peek(i, o);
      if (change < -0.5) {
        this.apply(i, o);
        return true;
      }
      if (change === Infinity) continue;
      this.meter.spend(20);
      this.apply(i, o);
      if (this.follow(i, -1, live, change, 2)) return true;
      this.apply(i, old);
    }
    return false;
  }

  /** After a move that cost `change`: the best move of a disturbed item; true when the chain pays in all. */
  private follow(i: number, before: number, live: Uint8Array, change: number, depth: number): boolean {
    const { problem, use, choice } = this;
    let bestItem = -1;
    let bestOption = -1;
    let best = Infinity;
    const consider = (j: number): void => {
      if (j === i || j === before) return;
      this.meter.spend((problem.optionStart[j + 1]! - problem.optionStart[j]!) * 30);
      for (let p = problem.optionStart[j]!; p < problem.optionStart[j + 1]!; p++) {
        if (live[p] === 0 || p === choice[j]) continue;
        const second = this.peek(j, p);
        if (second >= best) continue;
        best = second;
        bestItem = j;
        bestOption = p;
      }
    };
    const b = problem.blockOfItem[i]!;
    for (let j = problem.itemStart[b]!; j < problem.itemStart[b + 1]!; j++) consider(j);
    const o = choice[i]!;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      const r = problem.entryRow[e]!;
      if (use[r]! <= problem.rowLimit[r]!) continue;
      const items = this.itemsOfRow[r]!;
      for (let t = 0; t < items.length; t++) {
        const j = items[t]!;
        if (problem.blockOfItem[j] !== b && this.uses(choice[j]!, r)) consider(j);
      }
      break;
    }
    if (bestItem < 0) return false;
    const former = choice[bestItem]!;
    this.apply(bestItem, bestOption);
    if (change + best < -0.5) return true;
    if (depth > 1 && best < -0.5 * change && this.follow(bestItem, i, live, change + best, depth - 1)) return true;
    this.apply(bestItem, former);
    return false;
  }

  private uses(o: number, r: number): boolean {
    for (let e = this.problem.entryStart[o]!; e < this.problem.entryStart[o + 1]!; e++) if (this.problem.entryRow[e] === r) return true;
    return false;
  }

  /** What Z changes by when item i takes option o. */
  private peek(i: number, o: number): number {
    const { problem, use, rowWeight } = this;
    const { entryStart, entryRow, entryAmount, rowLimit, cost } = problem;
    const old = this.choice[i]!;
    let change = (cost[o]! - cost[old]!) * this.scale + this.blockChange(problem.blockOfItem[i]!, old, o);
    let e = entryStart[o]!;
    let f = entryStart[old]!;
    const eEnd = entryStart[o + 1]!;
    const fEnd = entryStart[old + 1]!;
    while (e < eEnd || f < fEnd) {
      const rowE = e < eEnd ? entryRow[e]! : 2147483647;
      const rowF = f < fEnd ? entryRow[f]! : 2147483647;
      const r = rowE < rowF ? rowE : rowF;
      let delta = 0;
      if (rowE === r) delta += entryAmount[e++]!;
      if (rowF === r) delta -= entryAmount[f++]!;
      const over = use[r]! - rowLimit[r]!;
      const after = over + delta;
      change += rowWeight[r]! * ((after > 0 ? after : 0) - (over > 0 ? over : 0));
    }
    return change;
  }

  private blockChange(b: number, old: number, o: number): number {
    const { problem } = this;
    const from = this.point[b]!;
    const to = from + this.pointOf[o]! - this.pointOf[old]!;
    const room = this.tally[b]! - problem.tallyLimit[b]!;
    const tallyAfter = room + problem.tally[o]! - problem.tally[old]!;
    let change = this.blockWeight[b]! * 1000 * (Math.max(0, tallyAfter) - Math.max(0, room));
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

  private apply(i: number, o: number): void {
    const { problem, use } = this;
    const old = this.choice[i]!;
    const b = problem.blockOfItem[i]!;
    for (let e = problem.entryStart[old]!; e < problem.entryStart[old + 1]!; e++) use[problem.entryRow[e]!]! -= problem.entryAmount[e]!;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) use[problem.entryRow[e]!]! += problem.entryAmount[e]!;
    const from = this.point[b]!;
    const to = from + this.pointOf[o]! - this.pointOf[old]!;
    for (let k = 0; k < this.budgetUse.length; k++) this.budgetUse[k]! += problem.grids[b]!.budgets[k]![to]! - problem.grids[b]!.budgets[k]![from]!;
    this.point[b] = to;
    this.tally[b]! += problem.tally[o]! - problem.tally[old]!;
    this.choice[i] = o;
  }
}

/** Point → scaled objective of the nearest allowed point, and the distance to it. */
function extend(objective: Float64Array, first: number, last: number, width: number, scale: number): { objective: Float64Array; distance: Float64Array } {
  const near = new Float64Array(width + 1);
  const distance = new Float64Array(width + 1);
  let allowed = -1;
  for (let q = 0; q <= width; q++) {
    if (q >= first && q <= last && objective[q]! < Infinity) allowed = q;
    distance[q] = allowed < 0 ? Infinity : q - allowed;
    near[q] = allowed < 0 ? 0 : objective[allowed]! * scale;
  }
  allowed = -1;
  for (let q = width; q >= 0; q--) {
    if (q >= first && q <= last && objective[q]! < Infinity) allowed = q;
    if (allowed < 0 || allowed - q >= distance[q]!) continue;
    distance[q] = allowed - q;
    near[q] = objective[allowed]! * scale;
  }
  return { objective: near, distance };
}

function flattenPoints(problem: CoreProblem): Int32Array {
  const point = new Int32Array(problem.optionCount);
  problem.grids.forEach((grid, b) => point.set(grid.point, problem.optionStart[problem.itemStart[b]!]!));
  return point;
}

function invertRows(problem: CoreProblem): Int32Array[] {
  const lists: number[][] = Array.from({ length: problem.rowCount }, () => []);
  for (let o = 0; o < problem.optionCount; o++) {
    const i = problem.itemOfOption[o]!;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      const list = lists[problem.entryRow[e]!]!;
      if (list[list.length - 1] !== i) list.push(i);
    }
  }
  return lists.map((list) => Int32Array.from(list));
}
