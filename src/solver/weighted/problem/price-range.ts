/** Magnitudes of a core problem, from which scale, price limits and step lengths follow. */
import type { CoreProblem } from "./core-problem";
import type { WorkMeter } from "./work-meter";

export interface Magnitudes {
  /** The greatest power of two up to 2^16 for which costs keep well below 2^53. */
  readonly scale: number;
  /** Row, then terminal budget → the most that can be used at all, and a typical amount. */
  readonly most: Float64Array;
  readonly typical: Float64Array;
}

/** Measures a problem; pauses every few milliseconds of work. */
export function* magnitudesOf(problem: CoreProblem, meter: WorkMeter): Generator<void, Magnitudes> {
  return { scale: yield* chooseScale(problem, meter), ...(yield* measureAmounts(problem, meter)) };
}

function* chooseScale(problem: CoreProblem, meter: WorkMeter): Generator<void, number> {
  let sum = 1;
  for (let i = 0; i < problem.itemCount; i++) {
    let most = 0;
    for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) most = Math.max(most, problem.cost[o]!);
    sum += most;
  }
  for (const grid of problem.grids) {
    let most = 0;
    for (let q = grid.first; q <= grid.last; q++) if (grid.objective[q]! < Infinity) most = Math.max(most, grid.objective[q]!);
    sum += most;
    meter.spend(2 * grid.width);
    if (meter.isYieldDue()) yield;
  }
  let scale = 65536;
  while (scale > 1 && sum * scale > 2 ** 50) scale /= 2;
  return scale;
}

function* measureAmounts(problem: CoreProblem, meter: WorkMeter): Generator<void, Pick<Magnitudes, "most" | "typical">> {
  const size = problem.rowCount + problem.request.terminalBudgets.length;
  const most = new Float64Array(size);
  const sum = new Float64Array(size);
  const count = new Float64Array(size);
  const itemMost = new Map<number, number>();
  for (let i = 0; i < problem.itemCount; i++) {
    itemMost.clear();
    for (let e = problem.entryStart[problem.optionStart[i]!]!; e < problem.entryStart[problem.optionStart[i + 1]!]!; e++) {
      const r = problem.entryRow[e]!;
      itemMost.set(r, Math.max(itemMost.get(r) ?? 0, problem.entryAmount[e]!));
      sum[r]! += problem.entryAmount[e]!;
      count[r]!++;
    }
    for (const [r, amount] of itemMost) most[r]! += amount;
    meter.spend(20 * (problem.entryStart[problem.optionStart[i + 1]!]! - problem.entryStart[problem.optionStart[i]!]!));
    if (meter.isYieldDue()) yield;
  }
  for (const grid of problem.grids) {
    for (const [k, cost] of grid.budgets.entries()) {
      let blockMost = 0;
      for (let q = grid.first; q <= grid.last; q++) {
        if (grid.objective[q] === Infinity) continue;
        blockMost = Math.max(blockMost, cost[q]!);
        sum[problem.rowCount + k]! += cost[q]!;
        count[problem.rowCount + k]!++;
      }
      most[problem.rowCount + k]! += blockMost;
      meter.spend(4 * grid.width);
      if (meter.isYieldDue()) yield;
    }
  }
  const typical = new Float64Array(size);
  for (let p = 0; p < size; p++) typical[p] = count[p]! > 0 ? Math.max(1, sum[p]! / count[p]!) : 1;
  return { most, typical };
}
