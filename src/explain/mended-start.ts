/**
 * A choice to start from where some of what was published cannot be kept: as long as changing one item makes it better, the change that makes it best is made,
 * and where none does, the first of two items. Better is less that breaks limits, then less of each of the first goals in their order. A start for the solver, no answer: it need not be best.
 */
import { range } from "../base/range";
import { blockTotal, goalValue, rowUse, stepCost } from "../solver/goal-values";
import type { ChoiceInstance, PeakGoal } from "../solver/instance";

/** Options that are taken between two pauses. */
const TRIALS_PER_PAUSE = 500;

/**
 * The choice mended.
 * @param enough of each of the first goals the value below which it counts as no better; of a peak, all that measured rows have above it counts together
 * @param pairs most pairs of items' options that are tried: on a cohort a million are a few tenths of a second
 */
export function* mendedStart(instance: ChoiceInstance, choice: Int32Array, enough: readonly number[], pairs: number): Generator<null, Int32Array> {
  const mended = new Mended(instance, choice, enough);
  const budget = { pairs };
  while ((yield* changeOne(mended, mended.rank(), 0)) || (yield* changeTwo(mended, budget)));
  return mended.choice;
}

/** Makes the best change of one item from `first` on, if it is better than the rank. */
function* changeOne(mended: Mended, than: readonly number[], first: number): Generator<null, boolean> {
  const { itemCount, optionStart } = mended.instance;
  let best = than;
  let change: { readonly item: number; readonly option: number } | null = null;
  for (let item = first; item < itemCount; item++) {
    const kept = mended.choice[item]!;
    for (let option = optionStart[item]!; option < optionStart[item + 1]!; option++) {
      if (!mended.mayBeLess(best, option, kept, null)) continue;
      mended.take(item, option);
      if (mended.isLess(best)) [best, change] = [mended.rank(), { item, option }];
      if (mended.isPauseDue()) yield null;
    }
    mended.take(item, kept);
  }
  if (change !== null) mended.take(change.item, change.option);
  return change !== null;
}

/** Makes the first change of two items that is better than what is. */
function* changeTwo(mended: Mended, budget: { pairs: number }): Generator<null, boolean> {
  const { itemCount, optionCount, optionStart } = mended.instance;
  const than = mended.rank();
  const savings = mended.savings();
  for (let item = 0; item < itemCount; item++) {
    const kept = mended.choice[item]!;
    for (let option = optionStart[item]!; option < optionStart[item + 1]!; option++) {
      if (option === kept || !mended.mayBeLess(than, option, kept, savings[item + 1]!)) continue;
      budget.pairs -= optionCount - optionStart[item + 1]!;
      if (budget.pairs < 0) return false;
      mended.take(item, option);
      if (yield* changeOne(mended, than, item + 1)) return true;
      mended.take(item, kept);
    }
  }
  return false;
}

/** A choice, and what it uses and costs as it changes. */
class Mended {
  readonly choice: Int32Array;
  private readonly used: Float64Array;
  private readonly totals: Float64Array;
  private readonly tallies: Float64Array;
  private readonly blockOf: Int32Array;
  private readonly goals: ChoiceInstance["goals"];
  private readonly costs: number[];
  private readonly enough: readonly number[];
  private readonly peaks: readonly Peak[];
  private broken: number;
  private taken = 0;

  constructor(
    readonly instance: ChoiceInstance,
    choice: Int32Array,
    enough: readonly number[],
  ) {
    const { blockCount, itemCount, itemStart, rowLimit, tally } = instance;
    this.choice = Int32Array.from(choice);
    this.goals = instance.goals.slice(0, enough.length);
    this.enough = this.goals.map(({ kind }, g) => (kind === "peak" ? 0 : enough[g]!));
    this.peaks = this.goals.flatMap((goal, g) => (goal.kind === "peak" ? [peakAbove(goal, g, enough[g]!, instance)] : []));
    this.used = rowUse(instance, choice);
    this.blockOf = new Int32Array(itemCount);
    for (let b = 0; b < blockCount; b++) this.blockOf.fill(b, itemStart[b], itemStart[b + 1]);
    this.totals = Float64Array.from({ length: blockCount }, (_, b) => blockTotal(instance, choice, b));
    this.tallies = Float64Array.from({ length: blockCount }, (_, b) => choice.subarray(itemStart[b], itemStart[b + 1]).reduce((sum, option) => sum + tally[option]!, 0));
    this.costs = this.goals.map((goal) => (goal.kind === "peak" ? 0 : goalValue(instance, goal, choice)));
    for (const { goal, room } of this.peaks) this.costs[goal] = this.used.reduce((sum, used, row) => sum + excess(used, room[row]!), 0);
    this.broken = this.used.reduce((sum, used, row) => sum + Math.max(0, used - rowLimit[row]!), 0);
    for (let b = 0; b < blockCount; b++) this.broken += this.brokenIn(b);
  }

  /** What breaks limits, then the goals. */
  rank(): readonly number[] {
    return [this.broken, ...this.costs.map((cost, g) => Math.max(cost, this.enough[g]!))];
  }

  /** Whether it is better than another's rank. */
  isLess(than: readonly number[]): boolean {
    if (this.broken !== than[0]) return this.broken < than[0]!;
    for (let g = 0; g < this.costs.length; g++) {
      const counted = Math.max(this.costs[g]!, this.enough[g]!);
      if (counted !== than[g + 1]) return counted < than[g + 1]!;
    }
    return false;
  }

  /** Item → the most that one item from it on could save in each goal that is a sum over options. */
  savings(): readonly (readonly number[])[] {
    const { itemCount, optionStart } = this.instance;
    const savings = [this.goals.map(() => 0)];
    for (let item = itemCount - 1; item >= 0; item--) {
      const options = range(optionStart[item]!, optionStart[item + 1]!);
      savings.push(savings.at(-1)!.map((most, g) => Math.max(most, ...options.map((option) => -this.dearer(g, option, this.choice[item]!)))));
    }
    return savings.reverse();
  }

  /**
   * Whether an option instead of another could be better than a rank, as far as goals that are sums over options tell.
   * @param savings of each goal what a further change might save; null for none
   */
  mayBeLess(than: readonly number[], option: number, instead: number, savings: readonly number[] | null): boolean {
    if (than[0] !== 0) return true;
    for (let g = 0; g < this.costs.length; g++) {
      const rank = than[g + 1]!;
      const least = this.goals[g]!.kind === "linear" ? this.costs[g]! + this.dearer(g, option, instead) - (savings?.[g] ?? 0) : -Infinity;
      const counted = Math.max(least, this.enough[g]!);
      if (counted !== rank) return counted < rank;
    }
    return false;
  }

  /** By how much a goal that is a sum over options is dearer with an option instead of another; 0 for the others. */
  private dearer(g: number, option: number, instead: number): number {
    const goal = this.goals[g]!;
    return goal.kind === "linear" ? goal.cost[option]! - goal.cost[instead]! : 0;
  }

  /** Whether enough was tried since the last pause. */
  isPauseDue(): boolean {
    this.taken %= TRIALS_PER_PAUSE;
    return this.taken === 0;
  }

  take(item: number, option: number): void {
    const block = this.blockOf[item]!;
    const [before, tally] = [this.totals[block]!, this.tallies[block]!];
    this.taken++;
    this.use(this.choice[item]!, -1);
    this.use(option, 1);
    const { gain, tally: tallyOf } = this.instance;
    const last = this.choice[item]!;
    this.choice[item] = option;
    const total = before + gain[option]! - gain[last]!;
    this.broken -= this.brokenIn(block);
    this.totals[block] = total;
    this.tallies[block] = tally + tallyOf[option]! - tallyOf[last]!;
    this.broken += this.brokenIn(block);
    for (let g = 0; g < this.goals.length; g++) {
      const goal = this.goals[g]!;
      if ("cost" in goal) this.costs[g]! += goal.cost[option]! - goal.cost[last]!;
      if ("steps" in goal && total !== before) this.costs[g]! += stepCost(goal.steps, block, total) - stepCost(goal.steps, block, before);
    }
  }

  /** Adds what an option uses of the rows, or takes it away. */
  private use(option: number, sign: number): void {
    const { entryStart, entryRow, entryAmount, rowLimit } = this.instance;
    for (let e = entryStart[option]!, end = entryStart[option + 1]!; e < end; e++) {
      const row = entryRow[e]!;
      const limit = rowLimit[row]!;
      const before = this.used[row]!;
      const after = before + sign * entryAmount[e]!;
      this.used[row] = after;
      if (after > limit) this.broken += after - limit;
      if (before > limit) this.broken -= before - limit;
      for (const { goal, room } of this.peaks) this.costs[goal]! += excess(after, room[row]!) - excess(before, room[row]!);
    }
  }

  private brokenIn(block: number): number {
    const { tallyLimit, leastTotal } = this.instance;
    return Math.max(0, this.tallies[block]! - tallyLimit[block]!) + Math.max(0, leastTotal[block]! - this.totals[block]!);
  }
}

/** A goal that is a peak, and up to where a row's use, in hundredths, is not above what is enough; without end where it is not measured. */
interface Peak {
  readonly goal: number;
  readonly room: Float64Array;
}

function peakAbove({ row, offset, size }: PeakGoal, goal: number, enough: number, { rowCount }: ChoiceInstance): Peak {
  const room = new Float64Array(rowCount).fill(Infinity);
  row.forEach((measured, j) => (room[measured] = enough * size[j]! - 100 * offset[j]!));
  return { goal, room };
}

function excess(used: number, room: number): number {
  return Math.max(0, 100 * used - room);
}
