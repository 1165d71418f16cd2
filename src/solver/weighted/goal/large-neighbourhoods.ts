/**
 * Improves a choice by solving some of its items anew, exactly, while all others stay as they are.
 *
 * Method. Where blocks are few the items of a row, then those of few blocks, then of more (neighbourhoods.ts); each is a problem of its own
 *   (subproblem.ts) for a {@link CoreSearch}, started from the prices at hand and given a limited amount of work. Where the other blocks alone exceed
 *   a row it is passed over. A round without a better choice goes on to the next kind; a better one starts the kinds again, or of many blocks, whose
 *   small groups take long to go through, the round of its kind.
 * Cost. A neighbourhood some milliseconds; see {@link GROUP_WORK}.
 * Reference. Shaw 1998; Danna, Rothberg, Le Pape, Exploring relaxation induced neighborhoods, Mathematical Programming, 2005.
 */
import { FEW_BLOCKS, type CoreProblem } from "../problem/core-problem";
import { beginSearch } from "./begin-search";
import { ofBlocks, ofRows, type Neighbourhood } from "./neighbourhoods";
import type { SearchRule } from "./standing";
import { takeOut } from "../problem/subproblem";
import type { WorkMeter } from "../problem/work-meter";

/** Blocks in a group, step by step: of few blocks, and of many as a share of all. */
const SIZES = [2, 3, 4];
const SHARES = [0.08, 0.16, 0.32, 0.5, 0.7];
/** Most work of one neighbourhood, and of one with half of the items of many blocks or more. */
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
  /** Of a choice: its neighbourhoods, kind by kind. */
  private readonly kinds: readonly ((choice: Int32Array) => readonly Neighbourhood[])[];
  private kind = 0;
  private neighbourhoods: readonly Neighbourhood[] = [];
  private next = 0;
  private sinceBetter = 0;
  private known: Int32Array | null = null;

  /** @param sizes how many sizes of groups of blocks to try */
  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    sizes: number,
  ) {
    const { blockCount } = problem;
    this.isFew = blockCount <= FEW_BLOCKS;
    const groups = (this.isFew ? SIZES : SHARES.map((share) => Math.ceil(share * blockCount))).slice(0, sizes);
    const ofGroups = groups.map((size) => (choice: Int32Array) => ofBlocks(problem, choice, size));
    this.kinds = this.isFew ? [(choice) => ofRows(problem, choice), ...ofGroups] : ofGroups;
  }

  /** Tries neighbourhoods until one has something better, all were tried, or the meter passes `end`; the better choice, or null. */
  *improve(aim: Aim, end: number): Generator<void, Int32Array | null> {
    if (aim.choice !== this.known) this.startAgain(aim.choice);
    for (;;) {
      if (this.sinceBetter >= this.neighbourhoods.length) {
        if (this.kind >= this.kinds.length - 1) return null;
        this.next = 0;
        this.goTo(this.kind + 1);
        continue;
      }
      if (this.meter.spent > end) return null;
      const items = this.neighbourhoods[this.next % this.neighbourhoods.length]!();
      this.next++;
      this.sinceBetter++;
      const better = yield* this.solve(aim, items);
      if (better === null) continue;
      this.startAgain(better);
      return better;
    }
  }

  private startAgain(choice: Int32Array): void {
    this.known = choice;
    this.goTo(this.isFew ? 0 : this.kind);
  }

  private goTo(kind: number): void {
    this.kind = kind;
    this.neighbourhoods = this.kinds[kind]!(this.known!);
    this.sinceBetter = 0;
  }

  private *solve({ choice, cutoff, price, isFirstEnough }: Aim, items: readonly number[]): Generator<void, Int32Array | null> {
    const part = takeOut(this.problem, choice, items);
    this.meter.spend(20 * this.problem.itemCount);
    if (part === null) return null;
    const { problem, rest, merge } = part;
    this.meter.spend(100 * problem.optionCount);
    const rule: SearchRule = { cutoff: cutoff - rest, incumbent: null, nextCutoff: (value) => value, isFirstEnough, price, isNeighbourhood: true };
    const search = yield* beginSearch(problem, this.meter, rule);
    const end = this.meter.spent + (this.isFew || 2 * items.length < this.problem.itemCount ? GROUP_WORK : HALF_WORK);
    const run = search.run();
    for (let step = run.next(); step.done !== true && this.meter.spent < end; step = run.next()) yield;
    return search.best === null ? null : merge(search.best);
  }
}
