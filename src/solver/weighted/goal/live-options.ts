/**
 * Which options are still in play at a node of a search, with undo, and what the rows alone imply.
 *
 * Notation. least_i(r) the least amount of row r over item i's live options, least(r) = Σ_i least_i(r).
 * Method. An option with least(r) − least_i(r) + a_ro > limit_r cannot be taken: it dies. Repeated until nothing changes.
 * Invariants. `count[i]` is the number of live options of item i; the trail lists deaths in order.
 * Cost. One round of propagation O(entries).
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";

export class LiveOptions {
  /** Option → 1 while in play. */
  readonly live: Uint8Array;
  /** Item → number of live options. */
  readonly count: Int32Array;
  private readonly trail: Int32Array;
  private trailLength = 0;
  private readonly rowLeast: Float64Array;
  private readonly itemLeast: Float64Array;
  private readonly itemHits: Int32Array;
  private readonly touched: Int32Array;
  private touchedLength = 0;

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
  ) {
    this.live = new Uint8Array(problem.optionCount).fill(1);
    this.count = new Int32Array(problem.itemCount);
    for (let i = 0; i < problem.itemCount; i++) this.count[i] = problem.optionStart[i + 1]! - problem.optionStart[i]!;
    this.trail = new Int32Array(problem.optionCount);
    this.rowLeast = new Float64Array(problem.rowCount);
    this.itemLeast = new Float64Array(problem.rowCount);
    this.itemHits = new Int32Array(problem.rowCount);
    this.touched = new Int32Array(problem.rowCount);
  }

  /** How many live options there are beyond one an item. */
  spare(): number {
    let spare = 0;
    for (let i = 0; i < this.problem.itemCount; i++) spare += this.count[i]! - 1;
    return spare;
  }

  /** A point to come back to. */
  mark(): number {
    return this.trailLength;
  }

  /** Revives everything that died since a mark. */
  undo(mark: number): void {
    while (this.trailLength > mark) {
      const o = this.trail[--this.trailLength]!;
      this.live[o] = 1;
      this.count[this.problem.itemOfOption[o]!]!++;
    }
  }

  /** Takes a live option out of play; false when its item has none left. */
  kill(o: number): boolean {
    this.live[o] = 0;
    this.trail[this.trailLength++] = o;
    return --this.count[this.problem.itemOfOption[o]!]! > 0;
  }

  /** Leaves `o` as the only option of its item. */
  fix(o: number): void {
    const i = this.problem.itemOfOption[o]!;
    for (let other = this.problem.optionStart[i]!; other < this.problem.optionStart[i + 1]!; other++) {
      if (other !== o && this.live[other] === 1) this.kill(other);
    }
  }

  /** Kills what the rows rule out; false when nothing is possible any more. */
  *propagate(): Generator<void, boolean> {
    const { problem, rowLeast, meter } = this;
    for (;;) {
      rowLeast.fill(0);
      for (let i = 0; i < problem.itemCount; i++) {
        this.gather(i);
        for (let t = 0; t < this.touchedLength; t++) {
          const r = this.touched[t]!;
          if (this.itemHits[r] === this.count[i]) rowLeast[r]! += this.itemLeast[r]!;
          this.itemHits[r] = 0;
        }
        if (meter.isYieldDue()) yield;
      }
      for (let r = 0; r < problem.rowCount; r++) if (rowLeast[r]! > problem.rowLimit[r]!) return false;
      const before = this.trailLength;
      for (let i = 0; i < problem.itemCount; i++) {
        if (this.count[i]! > 1 && !this.filter(i)) return false;
        if (meter.isYieldDue()) yield;
      }
      if (this.trailLength === before) return true;
    }
  }

  /** Per row that item i's live options touch: how many of them, and the least amount. */
  private gather(i: number): void {
    const { problem, itemHits, itemLeast, touched } = this;
    this.meter.spend(2 * (problem.entryStart[problem.optionStart[i + 1]!]! - problem.entryStart[problem.optionStart[i]!]!));
    this.touchedLength = 0;
    for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) {
      if (this.live[o] === 0) continue;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
        const r = problem.entryRow[e]!;
        const amount = problem.entryAmount[e]!;
        if (itemHits[r]!++ === 0) {
          touched[this.touchedLength++] = r;
          itemLeast[r] = amount;
        } else if (amount < itemLeast[r]!) itemLeast[r] = amount;
      }
    }
  }

  private filter(i: number): boolean {
    const { problem, rowLeast, itemLeast, itemHits } = this;
    this.gather(i);
    const options = this.count[i]!;
    let holds = true;
    for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]! && holds; o++) {
      if (this.live[o] === 0) continue;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
        const r = problem.entryRow[e]!;
        const own = itemHits[r] === options ? itemLeast[r]! : 0;
        if (rowLeast[r]! - own + problem.entryAmount[e]! <= problem.rowLimit[r]!) continue;
        holds = this.kill(o);
        break;
      }
    }
    for (let t = 0; t < this.touchedLength; t++) itemHits[this.touched[t]!] = 0;
    return holds;
  }
}
