/**
 * The Lagrangian relaxation: rows and terminal budgets priced, blocks solved one by one.
 *
 * Problem. With prices λ_r ≥ 0 for rows and μ_k ≥ 0 for terminal budgets,
 *
 *   L(λ, μ) = Σ_b min { Σ (c_o + Σ_r λ_r a_ro) x_o + f_b(q) + Σ_k μ_k g_kb(q) } − Σ_r λ_r limit_r − Σ_k μ_k G_k
 *
 *   is a lower bound of the core problem; each minimum is a {@link BlockSolver}.
 * Notation. S the scale: prices are integers in units of 1/S, and so is everything computed here.
 * Invariants. All prices are integers below `priceLimit`, chosen so that no sum leaves 2^53: the bound is
 *   exact, and ⌈L ÷ S⌉ is a proved bound in the problem's units.
 * Cost. One evaluation: O(entries + Σ block subproblems).
 * Reference. M. L. Fisher, The Lagrangian relaxation method for solving integer programming problems, Management Science, 1981.
 */
import { BlockSolver } from "./block-solver";
import type { CoreProblem } from "./core-problem";
import { describeTerminal, type Terminal } from "./list-program";
import type { WorkMeter } from "./work-meter";

/** Prices are kept as one vector: rows first, then terminal budgets. */
export class Relaxation {
  readonly blocks: BlockSolver;
  readonly scale: number;
  /** Number of prices. */
  readonly size: number;
  /** Price index → the greatest allowed price. */
  readonly priceLimit: Float64Array;
  /** Price index → a typical amount, for steps of comparable effect. */
  readonly typicalAmount: Float64Array;
  /** Option → reduced cost, of the last evaluation. */
  readonly reduced: Float64Array;
  /** Item → option, of the last evaluation. */
  readonly choice: Int32Array;
  /** Block → value, of the last evaluation. */
  readonly blockValue: Float64Array;
  /** Price index → use minus limit at `choice`, of the last evaluation. */
  readonly violation: Float64Array;
  private readonly scaledCost: Float64Array;
  private readonly terminal: Float64Array;
  /** Block → its terminal function where prices do not touch it. */
  private readonly fixedTerminal: (Terminal | undefined)[] = [];
  /** Price index → limit. */
  readonly limit: Float64Array;

  constructor(
    readonly problem: CoreProblem,
    readonly meter: WorkMeter,
  ) {
    this.blocks = new BlockSolver(problem, meter);
    this.size = problem.rowCount + problem.request.terminalBudgets.length;
    this.scale = chooseScale(problem);
    this.scaledCost = problem.cost.map((cost) => cost * this.scale);
    this.reduced = new Float64Array(problem.optionCount);
    this.choice = new Int32Array(problem.itemCount);
    this.blockValue = new Float64Array(problem.blockCount);
    this.violation = new Float64Array(this.size);
    this.limit = new Float64Array(this.size);
    this.limit.set(problem.rowLimit);
    problem.request.terminalBudgets.forEach((budget, k) => (this.limit[problem.rowCount + k] = budget.limit));
    const { most, typical } = amounts(problem, this.size);
    this.typicalAmount = typical;
    this.priceLimit = most.map((use, p) => Math.floor(2 ** 50 / ((this.size + 2) * Math.max(1, use, this.limit[p]!))));
    let widest = 0;
    for (const grid of problem.grids) widest = Math.max(widest, grid.width);
    this.terminal = new Float64Array(widest + 1);
  }

  /** Reduced costs of all options under prices. */
  reduce(price: Float64Array): void {
    const { problem, reduced, scaledCost } = this;
    const { entryStart, entryRow, entryAmount } = problem;
    for (let o = 0; o < problem.optionCount; o++) {
      let cost = scaledCost[o]!;
      for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) cost += price[entryRow[e]!]! * entryAmount[e]!;
      reduced[o] = cost;
    }
    this.meter.spend(problem.entryRow.length + problem.optionCount);
  }

  /** The terminal function of block b under prices; valid until the next call when there are terminal budgets. */
  terminalOf(b: number, price: Float64Array): Terminal {
    const known = this.fixedTerminal[b];
    if (known !== undefined) return known;
    const { problem } = this;
    const grid = problem.grids[b]!;
    const budgets = grid.budgets.length;
    const value = budgets > 0 ? this.terminal : new Float64Array(grid.last + 1);
    for (let q = grid.first; q <= grid.last; q++) value[q] = grid.objective[q]! * this.scale;
    for (let k = 0; k < budgets; k++) {
      const mu = price[problem.rowCount + k]!;
      const cost = grid.budgets[k]!;
      if (mu > 0) for (let q = grid.first; q <= grid.last; q++) value[q]! += mu * cost[q]!;
    }
    this.meter.spend((grid.last - grid.first + 1) * (2 + budgets));
    const terminal = describeTerminal(value, grid.first, grid.last);
    if (budgets === 0) this.fixedTerminal[b] = terminal;
    return terminal;
  }

  /** The bound under prices, scaled; Infinity when some block has no choice. Fills the fields above. */
  *evaluate(price: Float64Array, live: Uint8Array): Generator<void, number> {
    const { problem } = this;
    this.reduce(price);
    let bound = 0;
    for (let b = 0; b < problem.blockCount; b++) {
      const value = this.blocks.solve(b, this.reduced, this.terminalOf(b, price), live, this.choice);
      if (value === Infinity) return Infinity;
      this.blockValue[b] = value;
      bound += value;
      if (this.meter.isYieldDue()) yield;
    }
    for (let p = 0; p < this.size; p++) bound -= price[p]! * this.limit[p]!;
    this.measure();
    return bound;
  }

  private measure(): void {
    const { problem, violation, choice } = this;
    for (let p = 0; p < this.size; p++) violation[p] = -this.limit[p]!;
    for (let i = 0; i < problem.itemCount; i++) {
      const o = choice[i]!;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) violation[problem.entryRow[e]!]! += problem.entryAmount[e]!;
    }
    for (let b = 0; b < problem.blockCount && this.size > problem.rowCount; b++) {
      const grid = problem.grids[b]!;
      const firstOption = problem.optionStart[problem.itemStart[b]!]!;
      let q = 0;
      for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) q += grid.point[choice[i]! - firstOption]!;
      for (let k = 0; k < grid.budgets.length; k++) violation[problem.rowCount + k]! += grid.budgets[k]![q]!;
    }
  }
}

/** The greatest power of two up to 2^16 for which costs keep well below 2^53. */
function chooseScale(problem: CoreProblem): number {
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
  }
  let scale = 65536;
  while (scale > 1 && sum * scale > 2 ** 50) scale /= 2;
  return scale;
}

/** Per price the most that can be used at all, and a typical amount. */
function amounts(problem: CoreProblem, size: number): { most: Float64Array; typical: Float64Array } {
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
  }
  for (const grid of problem.grids) {
    grid.budgets.forEach((cost, k) => {
      let blockMost = 0;
      for (let q = grid.first; q <= grid.last; q++) {
        if (grid.objective[q]! === Infinity) continue;
        blockMost = Math.max(blockMost, cost[q]!);
        sum[problem.rowCount + k]! += cost[q]!;
        count[problem.rowCount + k]!++;
      }
      most[problem.rowCount + k]! += blockMost;
    });
  }
  const typical = new Float64Array(size);
  for (let p = 0; p < size; p++) typical[p] = count[p]! > 0 ? Math.max(1, sum[p]! / count[p]!) : 1;
  return { most, typical };
}
