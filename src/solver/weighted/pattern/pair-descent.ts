/**
 * Looks for any choice that fits, by re-choosing two blocks at a time among listed patterns.
 *
 * Problem. Patterns p(b), one a block, with Σ_b u_{p(b) r} ≤ limit_r and Σ_b v_{p(b)} < cutoff.
 * Notation. As pattern-list.ts. E = Σ_r w_r · max(0, use_r − limit_r), the value being one more row.
 * Method. For every pair of blocks the two patterns that together make E least, until no pair improves it: a local
 *   minimum under the exchange of two whole blocks. There the weights of what is still exceeded grow (breakout),
 *   and the sweeps go on.
 * Invariants. `use` is that of `selection`. Weights are floating point and only steer; whoever takes a choice checks it.
 * Cost. A sweep O(pairs · K² · rows), K the patterns considered a block.
 * Reference. Morris, The breakout method for escaping from local minima, AAAI 1993.
 */
import type { PatternList } from "./pattern-list";
import type { Relaxation } from "../bound/relaxation";

/** Patterns considered of each block: those of least reduced cost. */
const PATTERNS = 120;
/** Local minima after which a run gives up. */
const MINIMA = 40;
const WEIGHT_GROWTH = 1.6;

export class PairDescent {
  private readonly rowCount: number;
  private readonly limit: Float64Array;
  private readonly weight: Float64Array;
  private readonly use: Float64Array;
  private readonly rest: Float64Array;
  private readonly selection: Int32Array;
  /** Block → its patterns' use of every row and their value, K rows of `rowCount`. */
  private readonly table: readonly Float64Array[];

  /** @param cutoff only choices of a value below this are of interest, in problem units */
  constructor(
    private readonly relaxation: Relaxation,
    private readonly list: PatternList,
    cutoff: number,
  ) {
    const { rowSize, problem } = relaxation;
    this.rowCount = rowSize + 1;
    this.limit = new Float64Array(this.rowCount);
    this.limit.set(relaxation.limit);
    this.limit[rowSize] = cutoff - 1;
    this.use = new Float64Array(this.rowCount);
    this.rest = new Float64Array(this.rowCount);
    this.weight = new Float64Array(this.rowCount);
    for (let r = 0; r < rowSize; r++) this.weight[r] = 1 / Math.max(1, relaxation.typicalAmount[r]!);
    this.weight[rowSize] = problem.blockCount / Math.max(1, cutoff);
    this.selection = new Int32Array(problem.blockCount);
    this.table = Array.from({ length: problem.blockCount }, (_, b) => this.tabulate(b));
  }

  /** Runs to a choice that fits, which `offer` is given, or to the end of its minima or its work. */
  *run(end: number, offer: (choice: Int32Array) => boolean): Generator<void, void> {
    const { relaxation, selection, table } = this;
    const { blockCount } = relaxation.problem;
    if (table.some((patterns) => patterns.length === 0)) return;
    for (let b = 0; b < blockCount; b++) this.add(b, selection[b]!, 1);
    for (let minima = 0; minima < MINIMA; minima++) {
      for (let isBetter = true; isBetter; ) {
        isBetter = false;
        for (let a = 0; a < blockCount; a++) {
          for (let b = a + 1; b < blockCount; b++) {
            if (this.rechoose(a, b)) isBetter = true;
            if (relaxation.meter.isYieldDue()) yield;
            if (relaxation.meter.spent > end) return;
          }
        }
      }
      if (this.excess() === 0) {
        offer(this.toChoice());
        return;
      }
      for (let r = 0; r < this.rowCount; r++) if (this.use[r]! > this.limit[r]!) this.weight[r]! *= WEIGHT_GROWTH;
    }
  }

  /** Chooses two blocks' patterns anew; true when that lowers E. */
  private rechoose(a: number, b: number): boolean {
    const { rest, use, selection, rowCount, table, relaxation } = this;
    const before = this.excess();
    if (before === 0) return false;
    const [oldA, oldB] = [selection[a]!, selection[b]!];
    this.add(a, oldA, -1);
    this.add(b, oldB, -1);
    const first = table[a]!;
    const second = table[b]!;
    let best = before * (1 - 1e-9);
    let [bestA, bestB] = [oldA, oldB];
    for (let p = 0; p * rowCount < first.length && best > 0; p++) {
      for (let r = 0; r < rowCount; r++) rest[r] = this.limit[r]! - use[r]! - first[p * rowCount + r]!;
      const q = this.bestPartner(second, best);
      if (q < 0) continue;
      best = this.partnerExcess;
      [bestA, bestB] = [p, q];
    }
    relaxation.meter.spend((first.length / rowCount) * (second.length / rowCount) * 8);
    selection[a] = bestA;
    selection[b] = bestB;
    this.add(a, bestA, 1);
    this.add(b, bestB, 1);
    return bestA !== oldA || bestB !== oldB;
  }

  private partnerExcess = 0;

  /** The pattern that exceeds `rest` least, when by less than `most`; −1 when none does. */
  private bestPartner(patterns: Float64Array, most: number): number {
    const { rest, weight, rowCount } = this;
    let best = most;
    let at = -1;
    for (let start = 0, q = 0; start < patterns.length; start += rowCount, q++) {
      let excess = 0;
      for (let r = rowCount - 1; r >= 0 && excess < best; r--) {
        const over = patterns[start + r]! - rest[r]!;
        if (over > 0) excess += weight[r]! * over;
      }
      if (excess >= best) continue;
      best = excess;
      at = q;
      if (best === 0) break;
    }
    this.partnerExcess = best;
    return at;
  }

  private excess(): number {
    const { use, limit, weight } = this;
    let excess = 0;
    for (let r = 0; r < this.rowCount; r++) if (use[r]! > limit[r]!) excess += weight[r]! * (use[r]! - limit[r]!);
    return excess;
  }

  private add(b: number, pattern: number, sign: 1 | -1): void {
    const { use, table, rowCount } = this;
    for (let r = 0; r < rowCount; r++) use[r]! += sign * table[b]![pattern * rowCount + r]!;
  }

  private tabulate(b: number): Float64Array {
    const { list, rowCount } = this;
    const count = Math.min(PATTERNS, list.start[b + 1]! - list.start[b]!);
    const table = new Float64Array(count * rowCount);
    for (let k = 0; k < count; k++) {
      const p = list.start[b]! + k;
      for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) table[k * rowCount + list.entryRow[e]!] = list.entryAmount[e]!;
      table[k * rowCount + rowCount - 1] = list.value[p]!;
    }
    return table;
  }

  private toChoice(): Int32Array {
    const { list, relaxation, selection } = this;
    const choice = new Int32Array(relaxation.problem.itemCount);
    for (let b = 0; b < selection.length; b++) {
      const p = list.start[b]! + selection[b]!;
      for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) choice[relaxation.problem.itemOfOption[list.option[a]!]!] = list.option[a]!;
    }
    return choice;
  }
}
