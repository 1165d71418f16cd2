/**
 * Finds good choices by re-solving one block after the other against what the others leave.
 *
 * Problem. As local-search.ts, with whole blocks as moves: the best choice of a block, given the other blocks' use of rows.
 * Notation. θ the share of the Lagrangian prices that blocks still pay; w_r weights on overuse; rest_r = limit_r − use of
 *   the other blocks.
 * Method. Sweeps over the blocks. An option costs c_o + Σ_r θ λ_r a_ro + Σ_r w_r · max(0, a_ro − rest_r); a block's options may
 *   exceed a row only together, so a block is solved a few times with an own price on such rows, and the outcome
 *   with the least cost plus weighted overuse is kept. While rows are exceeded their weights grow. Once none
 *   is, the choice is offered and θ falls step by step to 0: prices first share capacity out as the relaxation
 *   would, then what is left over is filled.
 * Invariants. Costs are rounded to integers below 2^53, as the block solver needs. Whoever takes a choice checks it.
 * Cost. A sweep some evaluations of every block.
 */
import { BLOCKS_PER_PAUSE, type Relaxation } from "../bound/relaxation";

/** Least number of sweeps in one run; as many as there are blocks when that is more. Solves of a block in a sweep. */
const SWEEPS = 60;
const INNER = 4;
/** What the weight of an exceeded row grows by: slowly, for a dear row drives out more than was needed. */
const GROWTH = 1.5;
/** Shares of the prices, in order; a run steps on whenever a sweep ends feasible. */
const SHARES = [1, 0.9, 0.7, 0.4, 0.1, 0];

export class BlockDescent {
  readonly choice: Int32Array;
  private readonly use: Float64Array;
  private readonly weight: Float64Array;
  /** Option → what the guide makes it pay for the rows it uses. */
  private readonly charge: Float64Array;
  private readonly own: Float64Array;
  private readonly price: Float64Array;
  private readonly reduced: Float64Array;
  private readonly trial: Int32Array;
  private readonly kept: Int32Array;
  private readonly added: Float64Array;

  constructor(private readonly relaxation: Relaxation) {
    const { problem, rowSize } = relaxation;
    this.choice = new Int32Array(problem.itemCount);
    this.trial = new Int32Array(problem.itemCount);
    this.kept = new Int32Array(problem.itemCount);
    this.use = new Float64Array(rowSize);
    this.weight = new Float64Array(rowSize);
    this.own = new Float64Array(rowSize);
    this.charge = new Float64Array(problem.optionCount);
    this.added = new Float64Array(rowSize);
    this.price = new Float64Array(relaxation.capacity);
    this.reduced = new Float64Array(problem.optionCount);
  }

  /** Descends from `start`, guided by row prices; calls `found` with every choice that exceeds no row or budget. */
  *run(start: Int32Array, guide: Float64Array, live: Uint8Array, found: (choice: Int32Array) => boolean): Generator<void, void> {
    const { relaxation, weight, use } = this;
    const { problem, rowSize, limit, scale, typicalAmount } = relaxation;
    this.choice.set(start);
    use.fill(0);
    for (let b = 0; b < problem.blockCount; b++) this.count(b, this.choice, use, 1);
    for (let p = 0; p < rowSize; p++) weight[p] = guide[p]! + scale / typicalAmount[p]!;
    this.readGuide(guide);
    let step = 0;
    const sweeps = Math.max(SWEEPS, problem.blockCount);
    for (let sweep = 0; sweep < sweeps && step < SHARES.length; sweep++) {
      let isMoved = false;
      for (let k = 0; k < problem.blockCount; k++) {
        // Blocks take turns in being first.
        const b = (k + sweep) % problem.blockCount;
        if (yield* this.resolve(b, SHARES[step]!, guide, live)) isMoved = true;
        if (relaxation.meter.isYieldDue() || k % BLOCKS_PER_PAUSE === BLOCKS_PER_PAUSE - 1) yield;
      }
      let isOver = false;
      for (let p = 0; p < rowSize; p++) {
        if (use[p]! <= limit[p]!) continue;
        weight[p]! *= GROWTH;
        isOver = true;
      }
      if (isOver) continue;
      found(this.choice);
      if (SHARES[step]! > 0 || !isMoved) step++;
    }
  }

  /** Re-solves a block; true when its choice changes. */
  private *resolve(b: number, share: number, guide: Float64Array, live: Uint8Array): Generator<void, boolean> {
    const { relaxation, own, price, choice, trial, kept, use } = this;
    const { problem, rowSize } = relaxation;
    const from = problem.itemStart[b]!;
    const to = problem.itemStart[b + 1]!;
    this.count(b, choice, use, -1);
    own.fill(0);
    for (let k = problem.rowCount; k < rowSize; k++) price[k] = Math.round(share * guide[k]! + (use[k]! >= relaxation.limit[k]! ? this.weight[k]! : 0));
    let best = this.penalty(b, choice, share, guide);
    kept.set(choice.subarray(from, to), from);
    let isMoved = false;
    for (let round = 0; round < INNER; round++) {
      this.payFor(b, share, live);
      const value = yield* relaxation.blocks.solve(b, this.reduced, relaxation.terminalOf(b, price), live, trial);
      if (value === Infinity) break;
      const cost = this.penalty(b, trial, share, guide);
      if (cost < best) {
        best = cost;
        kept.set(trial.subarray(from, to), from);
        isMoved = true;
      }
      if (!this.raiseOwn(b)) break;
    }
    choice.set(kept.subarray(from, to), from);
    this.count(b, choice, use, 1);
    return isMoved;
  }

  /** What rows cost each option: by its own prices where rows are kept whole, else by the rows' prices. */
  private readGuide(guide: Float64Array): void {
    const { relaxation, charge } = this;
    const { problem, rowSize } = relaxation;
    const { entryStart, entryRow, entryAmount } = problem;
    for (let o = 0; o < charge.length; o++) {
      let sum = 0;
      for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
        const r = entryRow[e]!;
        sum += relaxation.keeps(r) ? guide[rowSize + e]! : guide[r]! * entryAmount[e]!;
      }
      charge[o] = sum;
    }
    relaxation.meter.spend(2 * problem.entryRow.length);
  }

  /** Costs of the block's options. */
  private payFor(b: number, share: number, live: Uint8Array): void {
    const { relaxation, use, weight, own, reduced, charge } = this;
    const { problem, limit, scale } = relaxation;
    const { entryStart, entryRow, entryAmount } = problem;
    const from = problem.optionStart[problem.itemStart[b]!]!;
    const to = problem.optionStart[problem.itemStart[b + 1]!]!;
    for (let o = from; o < to; o++) {
      if (live[o] === 0) continue;
      let cost = problem.cost[o]! * scale + share * charge[o]!;
      for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
        const r = entryRow[e]!;
        const amount = entryAmount[e]!;
        const over = use[r]! + amount - limit[r]!;
        cost += own[r]! * amount;
        if (over > 0) cost += weight[r]! * Math.min(over, amount);
      }
      reduced[o] = Math.min(2 ** 46, Math.round(cost));
    }
    relaxation.meter.spend(4 * (to - from));
  }

  /** Exact cost of a block's choice plus shared prices and weighted overuse. */
  private penalty(b: number, choice: Int32Array, share: number, guide: Float64Array): number {
    const { relaxation, use, added, weight, charge } = this;
    const { problem, limit, rowSize, scale } = relaxation;
    added.fill(0);
    this.count(b, choice, added, 1);
    let cost = 0;
    let q = 0;
    const firstOption = problem.optionStart[problem.itemStart[b]!]!;
    for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) {
      cost += problem.cost[choice[i]!]! * scale + share * charge[choice[i]!]!;
      q += problem.grids[b]!.point[choice[i]! - firstOption]!;
    }
    cost += problem.grids[b]!.objective[q]! * scale;
    for (let p = 0; p < rowSize; p++) {
      if (added[p] === 0) continue;
      if (p >= problem.rowCount) cost += share * guide[p]! * added[p]!;
      const over = use[p]! + added[p]! - limit[p]!;
      if (over > 0) cost += weight[p]! * Math.min(over, added[p]!);
    }
    relaxation.meter.spend(rowSize * 2);
    return cost;
  }

  /** Raises the block's own price on rows that its last trial exceeds; false when it exceeds none. */
  private raiseOwn(b: number): boolean {
    const { relaxation, use, added, weight, own } = this;
    const { problem, limit } = relaxation;
    added.fill(0);
    this.count(b, this.trial, added, 1);
    let isOver = false;
    for (let r = 0; r < problem.rowCount; r++) {
      if (added[r] === 0 || use[r]! + added[r]! <= limit[r]!) continue;
      own[r]! += weight[r]! * 0.7;
      isOver = true;
    }
    return isOver;
  }

  /** Adds what a block's choice uses of rows and budgets, times `sign`. */
  private count(b: number, choice: Int32Array, into: Float64Array, sign: number): void {
    const { problem } = this.relaxation;
    const grid = problem.grids[b]!;
    const firstOption = problem.optionStart[problem.itemStart[b]!]!;
    let q = 0;
    for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) {
      const o = choice[i]!;
      q += grid.point[o - firstOption]!;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) into[problem.entryRow[e]!]! += sign * problem.entryAmount[e]!;
    }
    for (let k = 0; k < grid.budgets.length; k++) into[problem.rowCount + k]! += sign * grid.budgets[k]![q]!;
  }
}
