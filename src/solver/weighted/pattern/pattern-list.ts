/**
 * Patterns: complete choices of one block, listed because few of them can be part of anything good.
 *
 * Problem. Given prices with bound L and a limit Z on the scaled value, list every pattern p of every block b with
 *   L − (block b's least value) + rc_p ≤ Z, rc_p its reduced cost: any choice of value at most Z consists of listed patterns.
 * Notation. v_p value (problem units), u_pr use of row r (terminal budgets are rows after the others).
 * Method. Candidates come from {@link BlockSolver.enumerate}, whose values are lower bounds; here value, floor and budgets are
 *   computed exactly, and patterns that break a floor, a tally, a row or the limit are left out.
 * Invariants. Patterns of block b are `start[b] … start[b + 1] − 1`, in order of rising rc.
 * Cost. O(patterns listed · items of a block).
 */
import { stepCost } from "../../goal-values";
import type { Relaxation } from "../bound/relaxation";

/** See the head of the file. Arrays by pattern. */
export interface PatternList {
  readonly count: number;
  readonly start: Int32Array;
  readonly blockOf: Int32Array;
  readonly value: Float64Array;
  /** The part of the value that is the terminal cost. */
  readonly terminal: Float64Array;
  /** Pattern p takes `option[optionStart[p]] … option[optionStart[p + 1] − 1]`, one per item of its block. */
  readonly optionStart: Int32Array;
  readonly option: Int32Array;
  /** Pattern p's row entries are `entryStart[p] … entryStart[p + 1] − 1`. */
  readonly entryStart: Int32Array;
  readonly entryRow: Int32Array;
  readonly entryAmount: Float64Array;
}

/** Patterns that are written between two pauses. */
export const PATTERNS_PER_PAUSE = 2000;

interface Raw {
  readonly options: number[];
  readonly value: number;
  readonly terminal: number;
  readonly reduced: number;
  readonly rows: number[];
  readonly amounts: number[];
}

/**
 * Lists patterns at the prices of the relaxation's last evaluation; null when there are more than `most`, or when
 * listing them takes more than `mostWork`.
 */
export function* listPatterns(
  relaxation: Relaxation,
  price: Float64Array,
  live: Uint8Array,
  slack: number,
  most: number,
  mostWork: number,
): Generator<void, PatternList | null> {
  const { problem, meter } = relaxation;
  const blocks: Raw[][] = [];
  const use = new Float64Array(relaxation.rowSize);
  let count = 0;
  const workEnd = meter.spent + mostWork;
  for (let b = 0; b < problem.blockCount; b++) {
    const terminal = relaxation.terminalOf(b, price);
    const value = yield* relaxation.blocks.solve(b, relaxation.reduced, terminal, live, relaxation.choice);
    const list: Raw[] = [];
    const isComplete = yield* relaxation.blocks.enumerate(b, relaxation.reduced, terminal, live, value + slack, workEnd - meter.spent, (options) => {
      const raw = examine(relaxation, price, b, options, use);
      if (raw !== null && raw.reduced <= value + slack) list.push(raw);
      return count + list.length <= most;
    });
    if (!isComplete) return null;
    list.sort((p, q) => p.reduced - q.reduced);
    count += list.length;
    blocks.push(list);
    if (meter.isYieldDue()) yield;
  }
  meter.spend(count * 40);
  yield;
  return yield* compress(blocks, count);
}

/** A block's options as a pattern; null when it breaks a constraint by itself. */
function examine(relaxation: Relaxation, price: Float64Array, b: number, options: readonly number[], use: Float64Array): Raw | null {
  const { problem } = relaxation;
  const { instance, request } = problem;
  let total = 0;
  let value = 0;
  let tally = 0;
  const rows: number[] = [];
  for (const o of options) {
    total += instance.gain[o]!;
    value += problem.cost[o]!;
    tally += problem.tally[o]!;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      const r = problem.entryRow[e]!;
      if (use[r] === 0) rows.push(r);
      use[r]! += problem.entryAmount[e]!;
    }
  }
  const terminal = request.steps === null ? 0 : stepCost(request.steps, b, total) / problem.costUnit;
  value += terminal;
  request.terminalBudgets.forEach(({ steps }, k) => {
    const cost = stepCost(steps, b, total);
    if (cost > 0) rows.push(problem.rowCount + k);
    use[problem.rowCount + k] = cost;
  });
  let reduced = terminal * relaxation.scale;
  for (const o of options) reduced += relaxation.reduced[o]!;
  let isKept = total >= instance.leastTotal[b]! && tally <= problem.tallyLimit[b]!;
  rows.sort((r, s) => r - s);
  const amounts = rows.map((r) => {
    const amount = use[r]!;
    use[r] = 0;
    if (r >= problem.rowCount) reduced += price[r]! * amount;
    if (amount > relaxation.limit[r]!) isKept = false;
    return amount;
  });
  return isKept ? { options: options.slice(), value, terminal, reduced, rows, amounts } : null;
}

function* compress(blocks: readonly Raw[][], count: number): Generator<void, PatternList> {
  const all = blocks.flat();
  const start = new Int32Array(blocks.length + 1);
  const blockOf = new Int32Array(count);
  blocks.forEach((list, b) => {
    start[b + 1] = start[b]! + list.length;
    blockOf.fill(b, start[b]!, start[b + 1]!);
  });
  const optionStart = new Int32Array(count + 1);
  const entryStart = new Int32Array(count + 1);
  all.forEach((raw, p) => {
    optionStart[p + 1] = optionStart[p]! + raw.options.length;
    entryStart[p + 1] = entryStart[p]! + raw.rows.length;
  });
  const option = new Int32Array(optionStart[count]!);
  const entryRow = new Int32Array(entryStart[count]!);
  const entryAmount = new Float64Array(entryStart[count]!);
  for (const [p, raw] of all.entries()) {
    option.set(raw.options, optionStart[p]!);
    entryRow.set(raw.rows, entryStart[p]!);
    entryAmount.set(raw.amounts, entryStart[p]!);
    if (p % PATTERNS_PER_PAUSE === 0) yield;
  }
  return { count, start, blockOf, value: Float64Array.from(all, (raw) => raw.value), terminal: Float64Array.from(all, (raw) => raw.terminal), optionStart, option, entryStart, entryRow, entryAmount };
}
