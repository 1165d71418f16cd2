/**
 * Improves a choice by solving few blocks anew, exactly, while all others stay as they are.
 *
 * Method. Groups of few blocks, then of more (neighbourhoods.ts); each is a problem of its own (subproblem.ts) for a
 *   {@link CoreSearch}, started from the prices at hand and given a limited amount of work. Groups whose other blocks alone exceed a row are
 *   passed over. A round without a better choice goes on to the next size; a better one starts the sizes again, or of many blocks, whose
 *   small groups take long to go through, the round of its size.
 * Cost. A group some milliseconds; see {@link GROUP_WORK}.
 * Reference. Shaw 1998; Danna, Rothberg, Le Pape, Exploring relaxation induced neighborhoods, Mathematical Programming, 2005.
 */
import { FEW_BLOCKS, type CoreProblem } from "../problem/core-problem";
import { beginSearch } from "./begin-search";
import { groupsOf } from "./neighbourhoods";
import type { SearchRule } from "./standing";
import { takeOut } from "../problem/subproblem";
import type { WorkMeter } from "../problem/work-meter";

/** Blocks in a group, step by step: of few blocks, and of many as a share of all. */
const SIZES = [2, 3, 4];
const SHARES = [0.08, 0.16, 0.32, 0.5, 0.7];
/** Most work of one group, and of one with half of many blocks or more. */
const GROUP_WORK = 120_000_000;
const HALF_WORK = 400_000_000;

/** Which choice to improve, below which value, and from which prices. */
export interface Aim {
  readonly choice: Int32Array;
  readonly cutoff: number;
  readonly price: Float64Array | null;
  readonly isFirstEnough: boolean;
}

export class LargeNeighbourhoods {
  private readonly isFew: boolean;
  private readonly sizes: readonly number[];
  private level = 0;
  private groups: readonly (readonly number[])[] = [];
  private next = 0;
  private sinceBetter = 0;
  private known: Int32Array | null = null;

  /** @param levels how many sizes to try */
  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    levels: number,
  ) {
    const { blockCount } = problem;
    this.isFew = blockCount <= FEW_BLOCKS;
    this.sizes = (this.isFew ? SIZES : SHARES.map((share) => Math.ceil(share * blockCount))).slice(0, levels);
  }

  /** Tries groups until one is better, all were tried, or the meter passes `end`; the better choice, or null. */
  *improve(aim: Aim, end: number): Generator<void, Int32Array | null> {
    if (aim.choice !== this.known) this.startAgain(aim.choice);
    for (;;) {
      if (this.sinceBetter >= this.groups.length) {
        if (this.level >= this.sizes.length - 1) return null;
        this.goTo(this.level + 1);
        continue;
      }
      if (this.meter.spent > end) return null;
      const group = this.groups[this.next]!;
      this.next = (this.next + 1) % this.groups.length;
      this.sinceBetter++;
      const better = yield* this.solve(aim, group);
      if (better === null) continue;
      this.startAgain(better);
      return better;
    }
  }

  private startAgain(choice: Int32Array): void {
    this.known = choice;
    this.goTo(this.isFew ? 0 : this.level);
  }

  private goTo(level: number): void {
    if (level !== this.level) this.next = 0;
    this.level = level;
    this.groups = groupsOf(this.problem, this.known!, this.sizes[level]!);
    this.sinceBetter = 0;
  }

  private *solve({ choice, cutoff, price, isFirstEnough }: Aim, blocks: readonly number[]): Generator<void, Int32Array | null> {
    const part = takeOut(this.problem, choice, blocks.slice().sort((a, b) => a - b));
    this.meter.spend(20 * this.problem.itemCount);
    if (part === null) return null;
    const { problem, rest, merge } = part;
    this.meter.spend(100 * problem.optionCount);
    const rule: SearchRule = { cutoff: cutoff - rest, incumbent: null, nextCutoff: (value) => value, isFirstEnough, price, isNeighbourhood: true };
    const search = yield* beginSearch(problem, this.meter, rule);
    const end = this.meter.spent + (this.isFew || 2 * blocks.length < this.problem.blockCount ? GROUP_WORK : HALF_WORK);
    const run = search.run();
    for (let step = run.next(); step.done !== true && this.meter.spent < end; step = run.next()) yield;
    return search.best === null ? null : merge(search.best);
  }
}
