/**
 * Improves a choice by solving few blocks anew, exactly, while all others stay as they are.
 *
 * Method. Groups of two blocks, then three, then four (neighbourhoods.ts); each is a {@link CoreSearch} with every other
 *   block's options fixed, started from the prices at hand and given a limited amount of work. Groups whose other blocks alone exceed a row
 *   are passed over. A better choice starts the round of its size again; a round without one goes on to the next size.
 * Cost. A group some milliseconds; see {@link GROUP_WORK}.
 * Reference. Shaw 1998; Danna, Rothberg, Le Pape, Exploring relaxation induced neighborhoods, Mathematical Programming, 2005.
 */
import type { CoreProblem } from "./core-problem";
import { CoreSearch, type SearchRule } from "./core-search";
import { groupsOf } from "./neighbourhoods";
import type { WorkMeter } from "./work-meter";

const FIRST_SIZE = 2;
/** Most work of one group. */
const GROUP_WORK = 120_000_000;

/** Which choice to improve, below which value, and from which prices. */
export interface Aim {
  readonly choice: Int32Array;
  readonly cutoff: number;
  readonly price: Float64Array | null;
  readonly isFirstEnough: boolean;
}

export class LargeNeighbourhoods {
  private size = FIRST_SIZE;
  private groups: readonly (readonly number[])[];
  private next = 0;
  private sinceBetter = 0;
  private known: Int32Array | null = null;

  /** @param lastSize blocks in the greatest groups */
  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    private readonly lastSize: number,
  ) {
    this.groups = groupsOf(problem.instance, this.size);
  }

  /** Tries groups until one is better, all were tried, or the meter passes `end`; the better choice, or null. */
  *improve(aim: Aim, end: number): Generator<void, Int32Array | null> {
    if (aim.choice !== this.known) this.startAgain(aim.choice);
    for (;;) {
      if (this.sinceBetter >= this.groups.length) {
        if (this.size >= this.lastSize) return null;
        this.size++;
        this.groups = groupsOf(this.problem.instance, this.size);
        this.next = 0;
        this.sinceBetter = 0;
        continue;
      }
      if (this.meter.spent > end) return null;
      const group = this.groups[this.next]!;
      this.next = (this.next + 1) % this.groups.length;
      this.sinceBetter++;
      if (this.isHopeless(aim.choice, group)) continue;
      const better = yield* this.solve(aim, group);
      if (better === null) continue;
      this.sinceBetter = 0;
      this.known = better;
      return better;
    }
  }

  private startAgain(choice: Int32Array): void {
    this.known = choice;
    if (this.size === FIRST_SIZE) {
      this.sinceBetter = 0;
      return;
    }
    this.size = FIRST_SIZE;
    this.groups = groupsOf(this.problem.instance, this.size);
    this.next = 0;
    this.sinceBetter = 0;
  }

  private *solve({ choice, cutoff, price, isFirstEnough }: Aim, blocks: readonly number[]): Generator<void, Int32Array | null> {
    const rule: SearchRule = { cutoff, incumbent: null, nextCutoff: (value) => value, isFirstEnough, price, within: { choice, blocks } };
    const search = new CoreSearch(this.problem, this.meter, rule);
    const end = this.meter.spent + GROUP_WORK;
    const run = search.run();
    for (let step = run.next(); step.done !== true && this.meter.spent < end; step = run.next()) yield;
    return search.best;
  }

  /** Whether the blocks outside a group exceed a row by themselves. */
  private isHopeless(choice: Int32Array, group: readonly number[]): boolean {
    const { problem } = this;
    const use = new Float64Array(problem.rowCount);
    for (let i = 0; i < problem.itemCount; i++) {
      if (group.includes(problem.blockOfItem[i]!)) continue;
      const o = choice[i]!;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) use[problem.entryRow[e]!]! += problem.entryAmount[e]!;
    }
    this.meter.spend(problem.itemCount * 8);
    return use.some((amount, r) => amount > problem.rowLimit[r]!);
  }
}
