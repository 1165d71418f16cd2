/**
 * Patterns met one by one: the columns of column generation. Each is a complete choice of one block.
 *
 * Invariants. A pattern keeps its number. No two are alike.
 */
import { stepCost } from "../../goal-values";
import type { CoreProblem } from "../problem/core-problem";
import type { PatternList } from "./pattern-list";

export class PatternPool {
  private readonly blockOf: number[] = [];
  private readonly options: number[][] = [];
  private readonly known: readonly Set<string>[];

  constructor(private readonly problem: CoreProblem) {
    this.known = Array.from({ length: problem.blockCount }, () => new Set<string>());
  }

  /** Adds every block's part of a choice that is new; false when none is. */
  add(choice: Int32Array): boolean {
    const { itemStart, blockCount } = this.problem;
    let isNew = false;
    for (let b = 0; b < blockCount; b++) {
      const own = choice.subarray(itemStart[b], itemStart[b + 1]);
      const key = own.join();
      if (this.known[b]!.has(key)) continue;
      this.known[b]!.add(key);
      this.blockOf.push(b);
      this.options.push([...own]);
      isNew = true;
    }
    return isNew;
  }

  /** The patterns with the rows of a problem that differs from the pool's in its rows only. In order of joining, not by block. */
  list(problem: CoreProblem): PatternList {
    const { blockOf, options } = this;
    const { instance, request } = problem;
    const count = blockOf.length;
    const value = new Float64Array(count);
    const terminal = new Float64Array(count);
    const optionStart = new Int32Array(count + 1);
    const entryStart = new Int32Array(count + 1);
    const option: number[] = [];
    const entryRow: number[] = [];
    const entryAmount: number[] = [];
    const use = new Float64Array(problem.rowCount);
    for (let p = 0; p < count; p++) {
      let total = 0;
      const rows: number[] = [];
      for (const o of options[p]!) {
        total += instance.gain[o]!;
        value[p]! += problem.cost[o]!;
        option.push(o);
        for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
          const r = problem.entryRow[e]!;
          if (use[r] === 0) rows.push(r);
          use[r]! += problem.entryAmount[e]!;
        }
      }
      if (request.steps !== null) terminal[p] = stepCost(request.steps, blockOf[p]!, total) / problem.costUnit;
      value[p]! += terminal[p]!;
      for (const r of rows) {
        entryRow.push(r);
        entryAmount.push(use[r]!);
        use[r] = 0;
      }
      request.terminalBudgets.forEach(({ steps }, k) => {
        const cost = stepCost(steps, blockOf[p]!, total);
        if (cost === 0) return;
        entryRow.push(problem.rowCount + k);
        entryAmount.push(cost);
      });
      optionStart[p + 1] = option.length;
      entryStart[p + 1] = entryRow.length;
    }
    return {
      count,
      start: new Int32Array(0),
      blockOf: Int32Array.from(blockOf),
      value,
      terminal,
      optionStart,
      option: Int32Array.from(option),
      entryStart,
      entryRow: Int32Array.from(entryRow),
      entryAmount: Float64Array.from(entryAmount),
    };
  }
}
