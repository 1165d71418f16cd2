/**
 * Which patterns of a long list the linear program looks at: those near its optimum.
 *
 * Method. To begin with a few of every block, those first in the list; then, at the program's prices, those cheaper than it takes them to be, until
 *   there are none: its optimum is then that over all live patterns.
 * Invariants. A pattern once looked at stays, while it lives.
 * Cost. A look O(live patterns).
 * Reference. Bixby, Gregory, Lustig, Marsten, Shanno, Very large-scale linear programming, Operations Research, 1992 (sifting).
 */
import type { WorkMeter } from "../problem/work-meter";

export class Candidates {
  private readonly isIn: Uint8Array;

  /**
   * @param count patterns of the list
   * @param fewest patterns of a block to begin with
   */
  constructor(
    count: number,
    private readonly fewest: number,
    private readonly meter: WorkMeter,
  ) {
    this.isIn = new Uint8Array(count);
  }

  /** The live patterns to look at, of every block at least a few. */
  among(live: readonly Int32Array[]): Int32Array {
    const { isIn } = this;
    const found: number[] = [];
    for (const patterns of live) {
      let missing = this.fewest;
      for (let k = 0; k < patterns.length; k++) missing -= isIn[patterns[k]!]!;
      for (let k = 0; k < patterns.length; k++) {
        if (isIn[patterns[k]!] === 0) {
          if (missing <= 0) continue;
          isIn[patterns[k]!] = 1;
          missing--;
        }
        found.push(patterns[k]!);
      }
      this.meter.spend(patterns.length);
    }
    return Int32Array.from(found);
  }

  /** Lets all live patterns join. */
  admitAll(live: readonly Int32Array[]): void {
    for (const patterns of live) for (const p of patterns) this.isIn[p] = 1;
  }

  /**
   * Lets patterns join that are missed; false when none are.
   * @param reduced pattern → reduced cost at the program's prices, its block's price left out, scaled
   * @param near differences up to this do not matter
   */
  admit(live: readonly Int32Array[], reduced: Float64Array, near: number): boolean {
    const { isIn } = this;
    let isAny = false;
    for (const patterns of live) {
      let known = Infinity;
      let best = Infinity;
      for (let k = 0; k < patterns.length; k++) {
        const cost = reduced[patterns[k]!]!;
        if (cost < best) best = cost;
        if (cost < known && isIn[patterns[k]!] === 1) known = cost;
      }
      this.meter.spend(2 * patterns.length);
      if (known - best <= near) continue;
      // The more missed half: the others often are no longer, once these are in.
      for (let k = 0; k < patterns.length; k++) if (reduced[patterns[k]!]! <= (best + known) / 2) isIn[patterns[k]!] = 1;
      isAny = true;
    }
    return isAny;
  }
}
