/** Row → the options of a choice that use it, kept while the choice changes; reading one is O(1), a change O(rows of two options squared). */
import type { CoreProblem } from "../problem/core-problem";

export class RowUsers {
  /** Row r's options are `list[start[r]] … list[start[r] + length[r] − 1]`. */
  readonly start: Int32Array;
  readonly length: Int32Array;
  readonly list: Int32Array;
  /** Entry → its place in the list. */
  private readonly place: Int32Array;

  constructor(private readonly problem: CoreProblem) {
    const { rowCount, entryRow } = problem;
    this.length = new Int32Array(rowCount);
    this.start = new Int32Array(rowCount + 1);
    for (let e = 0; e < entryRow.length; e++) this.start[entryRow[e]! + 1]!++;
    for (let r = 0; r < rowCount; r++) this.start[r + 1]! += this.start[r]!;
    this.list = new Int32Array(entryRow.length);
    this.place = new Int32Array(entryRow.length);
  }

  /** Takes a choice over. */
  reset(choice: Int32Array): void {
    this.length.fill(0);
    for (let i = 0; i < choice.length; i++) this.enter(choice[i]!);
  }

  /** One option takes another's place. */
  replace(old: number, o: number): void {
    this.leave(old);
    this.enter(o);
  }

  private enter(o: number): void {
    const { entryStart, entryRow } = this.problem;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      const at = this.start[entryRow[e]!]! + this.length[entryRow[e]!]!++;
      this.list[at] = o;
      this.place[e] = at;
    }
  }

  private leave(o: number): void {
    const { entryStart, entryRow } = this.problem;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      const r = entryRow[e]!;
      const last = this.list[this.start[r]! + --this.length[r]!]!;
      this.list[this.place[e]!] = last;
      for (let f = entryStart[last]!; f < entryStart[last + 1]!; f++) if (entryRow[f] === r) this.place[f] = this.place[e]!;
    }
  }
}
