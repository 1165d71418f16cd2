/**
 * Looks through all combinations of patterns of a few blocks, or of short lists: quicker than bounds where little is left.
 *
 * Problem. One pattern p(b) of every block b given, Σ u_p ≤ rest, Σ v_p ≤ value.
 * Notation. As pattern-list.ts; rc_p reduced cost at some prices, e_p what it has above the least of its block's.
 * Method. Whatever is sought has Σ e_p ≤ room, which the caller knows from a bound. Depth first, blocks with fewest patterns first, patterns by rising rc. Of
 *   every row each block is given the least that any of its patterns uses at once; what is left must hold the rest of a pattern's use.
 * Invariants. Sums are integers.
 * Cost. Exponential; ended by the work allowed.
 */
import { leastUse } from "./live-patterns";
import type { PatternList } from "./pattern-list";
import type { WorkMeter } from "../problem/work-meter";

/** Operations of looking at a pattern, and of taking one. */
const LOOK = 5;
const TAKE = 40;

/** A block's patterns by rising rc, what each has above the least, and row → the least that any of them uses. */
interface Stage {
  readonly patterns: Int32Array;
  readonly excess: Float64Array;
  readonly least: Float64Array;
}

export class CombinationSearch {
  private rest = new Float64Array(0);
  private stages: Stage[] = [];
  private taken: number[] = [];
  private work = 0;
  private mostWork = 0;

  constructor(
    private readonly list: PatternList,
    private readonly meter: WorkMeter,
  ) {}

  /**
   * A combination, its patterns in no order; "none" when there is none, "unknown" when the work ended the search.
   * @param blocks the patterns to choose from, by block
   * @param reduced pattern → rc
   * @param rest row → what the combination may use; entries of rows beyond are not looked at
   * @param room greatest Σ e_p
   */
  find(blocks: readonly Int32Array[], reduced: Float64Array, rest: Float64Array, room: number, value: number, mostWork: number): readonly number[] | "none" | "unknown" {
    const { list, meter } = this;
    this.rest = rest.slice();
    this.stages = [];
    for (const patterns of blocks) {
      const stage = this.stageOf(patterns, reduced, room);
      if (stage === null) return "none";
      for (let r = 0; r < rest.length; r++) this.rest[r]! -= stage.least[r]!;
      this.stages.push(stage);
    }
    for (let r = 0; r < rest.length; r++) if (this.rest[r]! < 0) return "none";
    this.stages.sort((a, b) => a.patterns.length - b.patterns.length || a.patterns[0]! - b.patterns[0]!);
    let left = value;
    for (const { patterns } of this.stages) left -= patterns.reduce((most, p) => Math.min(most, list.value[p]!), Infinity);
    if (left < 0) return "none";
    this.taken = [];
    this.work = 0;
    this.mostWork = mostWork;
    const isFound = this.descend(0, room, value);
    meter.spend(this.work);
    if (isFound) return this.taken;
    return this.work > mostWork ? "unknown" : "none";
  }

  private stageOf(patterns: Int32Array, reduced: Float64Array, room: number): Stage | null {
    let least = Infinity;
    for (let k = 0; k < patterns.length; k++) least = Math.min(least, reduced[patterns[k]!]!);
    const within = patterns.filter((p) => reduced[p]! - least <= room).sort((p, q) => reduced[p]! - reduced[q]! || p - q);
    this.meter.spend(patterns.length * 2 + within.length * 10);
    if (within.length === 0) return null;
    return { patterns: within, excess: Float64Array.from(within, (p) => reduced[p]! - least), least: leastUse(this.list, within, this.rest.length, this.meter) };
  }

  private descend(at: number, room: number, value: number): boolean {
    if (at === this.stages.length) return value >= 0;
    const { list, rest, taken } = this;
    const { patterns, excess, least } = this.stages[at]!;
    for (let k = 0; k < patterns.length && excess[k]! <= room; k++) {
      this.work += LOOK;
      if (this.work > this.mostWork) return false;
      const p = patterns[k]!;
      if (!this.fits(p, least)) continue;
      const end = list.entryStart[p + 1]!;
      for (let e = list.entryStart[p]!; e < end && list.entryRow[e]! < rest.length; e++) rest[list.entryRow[e]!]! -= list.entryAmount[e]! - least[list.entryRow[e]!]!;
      taken.push(p);
      this.work += TAKE;
      if (this.descend(at + 1, room - excess[k]!, value - list.value[p]!)) return true;
      taken.pop();
      for (let e = list.entryStart[p]!; e < end && list.entryRow[e]! < rest.length; e++) rest[list.entryRow[e]!]! += list.entryAmount[e]! - least[list.entryRow[e]!]!;
    }
    return false;
  }

  private fits(p: number, least: Float64Array): boolean {
    const { list, rest } = this;
    const end = list.entryStart[p + 1]!;
    for (let e = list.entryStart[p]!; e < end; e++) {
      const r = list.entryRow[e]!;
      if (r >= rest.length) return true;
      if (list.entryAmount[e]! - least[r]! > rest[r]!) return false;
    }
    return true;
  }
}
