/**
 * The Lagrangian relaxation: rows and terminal budgets priced, blocks solved one by one; rows may be kept whole.
 *
 * Problem. With prices λ_r ≥ 0 of rows, μ_k ≥ 0 of terminal budgets, and for kept rows r ∈ R' prices α_e ≥ 0 of entries,
 *
 *   L = Σ_b min { Σ (c_o + π_o) x_o + f_b(q) + Σ_k μ_k g_kb(q) } − Σ_{r ∉ R'} λ_r limit_r − Σ_{r ∈ R'} κ_r(α) − Σ_k μ_k G_k
 *   π_o = Σ_{r ∉ R'} λ_r a_ro + Σ_{r ∈ R'} α_ro,   κ_r(α) = max { Σ α_ro y_o : Σ a_ro y_o ≤ limit_r }
 *
 *   is a lower bound of the core problem: Lagrangian decomposition for kept rows (a copy y of x in every one), plain
 *   relaxation for the others. Blocks are a {@link BlockSolver}, kept rows a {@link Knapsack}.
 * Notation. S the scale: prices are integers in units of 1/S, and so is everything computed here. Prices form one vector:
 *   rows, terminal budgets, and once rows are kept, entries.
 * Invariants. All prices are integers below `priceLimit`, chosen so that no sum leaves 2^53: the bound is
 *   exact, and ⌈L ÷ S⌉ is a proved bound in the problem's units.
 * Cost. One evaluation: O(entries + Σ block subproblems + Σ knapsacks).
 * Reference. Fisher, The Lagrangian relaxation method for solving integer programming problems, Management Science, 1981;
 *   Guignard, Kim, Lagrangean decomposition, Mathematical Programming, 1987.
 */
import { ended } from "../../../base/ended";
import { BlockSolver } from "../block/block-solver";
import type { BlockGrid } from "../problem/block-grid";
import type { CoreProblem } from "../problem/core-problem";
import { Knapsack } from "../block/knapsack";
import { describeTerminal, type Terminal } from "../block/list-program";
import { magnitudesOf, type Magnitudes } from "../problem/price-range";
import type { WorkMeter } from "../problem/work-meter";

/** Blocks solved between two pauses at most: small ones are little work, but take long where code runs for the first time. */
export const BLOCKS_PER_PAUSE = 128;

export class Relaxation {
  readonly blocks: BlockSolver;
  readonly scale: number;
  /** Rows and terminal budgets. */
  readonly rowSize: number;
  /** Prices in use: rowSize, or with entries when rows are kept. */
  size: number;
  /** Greatest size there can be: the length of price vectors. */
  readonly capacity: number;
  /** Price index → the greatest allowed price. */
  readonly priceLimit: Float64Array;
  /** Price index → a typical amount, for steps of comparable effect. */
  readonly typicalAmount: Float64Array;
  /** Row or terminal budget → limit. */
  readonly limit: Float64Array;
  /** Option → reduced cost, of the last evaluation. */
  readonly reduced: Float64Array;
  /** Item → option, of the last evaluation. */
  readonly choice: Int32Array;
  /** Price index → use minus limit, or x minus y, at the last evaluation's choices. */
  readonly violation: Float64Array;
  /** Price indices that matter for the options in focus: the others' violation is not kept. */
  active: Int32Array;
  private focused: Int32Array;
  private focusedCount: number;
  private keptRows: readonly number[] = [];
  private readonly isKept: Uint8Array;
  /** Entry → 1 when its row's knapsack took it. */
  private readonly taken: Uint8Array;
  /** Row → its entries in focus, by falling profit per amount when last solved; and entry → its option. */
  private readonly entriesOfRow: Int32Array[];
  private readonly entryCount: Int32Array;
  private readonly optionOfEntry: Int32Array;
  private readonly knapsack: Knapsack;
  private readonly candidate: Int32Array;
  private readonly profit: Float64Array;
  private readonly amount: Float64Array;
  private readonly scaledCost: Float64Array;
  private readonly terminal: Float64Array;
  /** Block → its terminal function where prices do not touch it. */
  private readonly fixedTerminal: (Terminal | undefined)[] = [];

  constructor(
    readonly problem: CoreProblem,
    readonly meter: WorkMeter,
    /** Solver of the same blocks, whatever the rows, if there is one already. */
    blocks: BlockSolver | null = null,
    { scale, most, typical }: Magnitudes = ended(magnitudesOf(problem, meter)),
  ) {
    this.blocks = blocks ?? new BlockSolver(problem, meter);
    const entryCount = problem.entryRow.length;
    this.rowSize = problem.rowCount + problem.request.terminalBudgets.length;
    this.size = this.rowSize;
    this.capacity = this.rowSize + entryCount;
    this.scale = scale;
    this.scaledCost = problem.cost.map((cost) => cost * this.scale);
    this.reduced = new Float64Array(problem.optionCount);
    this.choice = new Int32Array(problem.itemCount);
    this.violation = new Float64Array(this.capacity);
    this.limit = new Float64Array(this.rowSize);
    this.limit.set(problem.rowLimit);
    problem.request.terminalBudgets.forEach((budget, k) => (this.limit[problem.rowCount + k] = budget.limit));
    this.typicalAmount = new Float64Array(this.capacity).fill(1);
    this.typicalAmount.set(typical);
    this.priceLimit = new Float64Array(this.capacity);
    for (let p = 0; p < this.rowSize; p++) {
      this.priceLimit[p] = Math.floor(2 ** 50 / ((this.rowSize + 2) * Math.max(1, most[p]!, this.limit[p]!)));
    }
    for (let e = 0; e < entryCount; e++) this.priceLimit[this.rowSize + e] = this.priceLimit[problem.entryRow[e]!]! * problem.entryAmount[e]!;
    this.isKept = new Uint8Array(problem.rowCount);
    this.taken = new Uint8Array(entryCount);
    this.optionOfEntry = new Int32Array(entryCount);
    const entriesOfRow = new Int32Array(problem.rowCount);
    for (let o = 0; o < problem.optionCount; o++) for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) this.optionOfEntry[e] = o;
    for (let e = 0; e < entryCount; e++) entriesOfRow[problem.entryRow[e]!]!++;
    const longest = entriesOfRow.reduce((a, b) => Math.max(a, b), 0);
    this.entriesOfRow = Array.from(entriesOfRow, (count) => new Int32Array(count));
    this.entryCount = new Int32Array(problem.rowCount);
    this.knapsack = new Knapsack(longest);
    this.candidate = new Int32Array(longest);
    this.profit = new Float64Array(longest);
    this.amount = new Float64Array(longest);
    this.focused = new Int32Array(problem.optionCount);
    this.focusedCount = 0;
    this.active = new Int32Array(0);
    this.focus(new Uint8Array(problem.optionCount).fill(1));
    let widest = 0;
    for (const grid of problem.grids) widest = Math.max(widest, grid.width);
    this.terminal = new Float64Array(widest + 1);
  }

  /**
   * Keeps rows whole from now on. Their entries' prices start as λ · amount less a share of `push` (by option): a push
   * towards what the blocks want anyway makes the knapsacks agree with them sooner.
   */
  keep(rows: readonly number[], price: Float64Array, push: Float64Array): void {
    const { problem, rowSize, isKept } = this;
    this.keptRows = rows;
    isKept.fill(0);
    for (const r of rows) isKept[r] = 1;
    this.size = rows.length > 0 ? this.capacity : rowSize;
    this.focus(new Uint8Array(problem.optionCount).fill(1));
    if (rows.length === 0) return;
    for (let o = 0; o < problem.optionCount; o++) {
      let sum = 0;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
        if (isKept[problem.entryRow[e]!] === 1) sum += price[problem.entryRow[e]!]! * problem.entryAmount[e]!;
      }
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
        const r = problem.entryRow[e]!;
        const plain = isKept[r] === 1 ? price[r]! * problem.entryAmount[e]! : 0;
        const share = sum > 0 ? push[o]! * (plain / sum) : 0;
        price[rowSize + e] = Math.min(this.priceLimit[rowSize + e]!, Math.max(0, Math.round(plain - share)));
      }
    }
  }

  /** Confines evaluations to options that are live here; must be called again when others may come alive. */
  focus(live: Uint8Array): void {
    const { problem, rowSize, isKept, entryCount } = this;
    const active: number[] = [];
    for (let p = 0; p < rowSize; p++) if (p >= problem.rowCount || isKept[p] === 0) active.push(p);
    this.focusedCount = 0;
    entryCount.fill(0);
    for (let o = 0; o < problem.optionCount; o++) {
      if (live[o] === 0) continue;
      this.focused[this.focusedCount++] = o;
      if (this.keptRows.length === 0) continue;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
        const r = problem.entryRow[e]!;
        if (isKept[r] === 0) continue;
        active.push(rowSize + e);
        this.entriesOfRow[r]![entryCount[r]!++] = e;
      }
    }
    this.active = Int32Array.from(active);
    this.blocks.refocus();
    this.meter.spend(problem.optionCount + active.length);
  }

  /** Whether any row is kept whole. */
  get hasKeptRows(): boolean {
    return this.keptRows.length > 0;
  }

  /** Whether a row is kept whole. */
  keeps(r: number): boolean {
    return this.isKept[r] === 1;
  }

  /** Reduced costs of all options under prices; returns what L takes off: Σ λ limit + Σ κ + Σ μ G. */
  reduce(price: Float64Array, live: Uint8Array): number {
    const { problem, reduced, scaledCost, isKept, rowSize } = this;
    const { entryStart, entryRow, entryAmount } = problem;
    for (let t = 0; t < this.focusedCount; t++) {
      const o = this.focused[t]!;
      let cost = scaledCost[o]!;
      for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
        const r = entryRow[e]!;
        cost += isKept[r] === 1 ? price[rowSize + e]! : price[r]! * entryAmount[e]!;
      }
      reduced[o] = cost;
    }
    this.meter.spend(4 * this.focusedCount);
    let off = 0;
    for (let p = 0; p < rowSize; p++) if (p >= problem.rowCount || isKept[p] === 0) off += price[p]! * this.limit[p]!;
    for (const r of this.keptRows) off += this.solveRow(r, price, live);
    return off;
  }

  /** The terminal function of block b under prices; valid until the next call when there are terminal budgets. */
  terminalOf(b: number, price: Float64Array): Terminal {
    const known = this.fixedTerminal[b];
    if (known !== undefined) return known;
    const { problem } = this;
    const grid = problem.grids[b]!;
    const budgets = grid.budgets.length;
    const isFixed = isPriceless(grid);
    const value = isFixed ? new Float64Array(grid.last + 1) : this.terminal;
    for (let q = grid.first; q <= grid.last; q++) value[q] = grid.objective[q]! * this.scale;
    for (let k = 0; k < budgets; k++) {
      const mu = price[problem.rowCount + k]!;
      const cost = grid.budgets[k]!;
      if (mu > 0) for (let q = grid.first; q <= grid.last; q++) value[q]! += mu * cost[q]!;
    }
    this.meter.spend((grid.last - grid.first + 1) * (2 + budgets));
    const terminal = describeTerminal(value, grid.first, grid.last);
    if (isFixed) this.fixedTerminal[b] = terminal;
    return terminal;
  }

  /** The bound under prices, scaled; Infinity when some block has no choice. Fills the fields above. */
  *evaluate(price: Float64Array, live: Uint8Array): Generator<void, number> {
    const { problem } = this;
    let bound = -this.reduce(price, live);
    if (this.meter.isYieldDue()) yield;
    for (let b = 0; b < problem.blockCount; b++) {
      const value = yield* this.blocks.solve(b, this.reduced, this.terminalOf(b, price), live, this.choice);
      if (value === Infinity) return Infinity;
      bound += value;
      if (this.meter.isYieldDue() || b % BLOCKS_PER_PAUSE === BLOCKS_PER_PAUSE - 1) yield;
    }
    this.measure(this.choice);
    return bound;
  }

  /** Fills `violation` for a choice and the rows' last knapsacks. */
  measure(choice: Int32Array): void {
    const { problem, violation, rowSize, isKept } = this;
    for (let p = 0; p < rowSize; p++) violation[p] = -this.limit[p]!;
    for (const r of this.keptRows) {
      const entries = this.entriesOfRow[r]!;
      for (let t = 0; t < this.entryCount[r]!; t++) violation[rowSize + entries[t]!] = -this.taken[entries[t]!]!;
    }
    for (let i = 0; i < problem.itemCount; i++) {
      const o = choice[i]!;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
        const r = problem.entryRow[e]!;
        if (isKept[r] === 1) violation[rowSize + e]!++;
        else violation[r]! += problem.entryAmount[e]!;
      }
    }
    for (let b = 0; b < problem.blockCount && rowSize > problem.rowCount; b++) {
      const grid = problem.grids[b]!;
      const firstOption = problem.optionStart[problem.itemStart[b]!]!;
      let q = 0;
      for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) q += grid.point[choice[i]! - firstOption]!;
      for (let k = 0; k < grid.budgets.length; k++) violation[problem.rowCount + k]! += grid.budgets[k]![q]!;
    }
  }

  /** κ of one kept row; marks the entries it takes. */
  private solveRow(r: number, price: Float64Array, live: Uint8Array): number {
    const { problem, rowSize, taken, candidate, profit, amount } = this;
    const entries = this.entriesOfRow[r]!;
    const total = this.entryCount[r]!;
    let count = 0;
    let skipped = total;
    for (let t = 0; t < total; t++) {
      const e = entries[t]!;
      taken[e] = 0;
      const alpha = price[rowSize + e]!;
      if (alpha <= 0 || live[this.optionOfEntry[e]!] === 0 || problem.entryAmount[e]! > problem.rowLimit[r]!) {
        candidate[--skipped] = e;
        continue;
      }
      candidate[count] = e;
      profit[count] = alpha;
      amount[count++] = problem.entryAmount[e]!;
    }
    const value = this.knapsack.solve(count, amount, profit, problem.rowLimit[r]!);
    // Stored in the order found best now, so that the next call finds them nearly sorted.
    for (let j = 0; j < count; j++) {
      const c = this.knapsack.order[j]!;
      entries[j] = candidate[c]!;
      taken[candidate[c]!] = this.knapsack.taken[c]!;
    }
    for (let j = count; j < total; j++) entries[j] = candidate[j]!;
    this.meter.spend(total + this.knapsack.work);
    return value;
  }
}

/** Whether no allowed point of a block takes anything from a terminal budget. */
function isPriceless({ first, last, budgets }: BlockGrid): boolean {
  for (const cost of budgets) for (let q = first; q <= last; q++) if (cost[q] !== 0) return false;
  return true;
}
