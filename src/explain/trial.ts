/**
 * A plan with a few decisions changed and everything else as it is: which limits break, and what every
 * goal comes to. The experiments behind the reasons are made of these.
 */
import type { GoalId } from "../model/policy";
import type { ComponentInstance } from "../network/numeric-instance";
import type { Row } from "../network/rows";
import { blockTotal, ceilDivide, goalValue, peakOf, rowUse, stepCost } from "../solver/goal-values";
import type { ChoiceInstance, Goal, PeakGoal } from "../solver/instance";

/** One changed decision: the item, and the option it takes instead. */
export interface Change {
  readonly item: number;
  readonly option: number;
}

export interface Trial {
  /** Limits that the changed plan passes. */
  readonly brokenRows: readonly Row[];
  /** Whether a participant would have too many co-worked families. */
  readonly breaksTally: boolean;
  /** Whether a participant would get less than the policy's floor. */
  readonly breaksFloor: boolean;
  readonly values: Readonly<Partial<Record<GoalId, number>>>;
}

/** Trials of one plan, which is measured once, and each trial by what it changes. */
export interface Trials {
  /** Measures the plan with some decisions changed; with none, as it is. */
  readonly attempt: (changes: readonly Change[]) => Trial;
  /** The values of the changed plan, null when it breaks something: much quicker where most do. */
  readonly valuesIfPossible: (changes: readonly Change[]) => Trial["values"] | null;
  /** The best values with one decision otherwise, one of those from `first` up to, and without, `end`: the first goal that differs decides. Null when each of them breaks something. */
  readonly bestValues: (item: number, first: number, end: number) => Trial["values"] | null;
}

/** Whether a trial breaks nothing. */
export function isPossible({ brokenRows, breaksTally, breaksFloor }: Trial): boolean {
  return brokenRows.length === 0 && !breaksTally && !breaksFloor;
}

/** Trials of a component's plan, whoever made it. */
export function trialsOf({ instance, rows, goalIds }: ComponentInstance, choice: Int32Array): Trials {
  const { blockCount, itemStart, gain, tally, tallyLimit, leastTotal, entryStart, entryRow, entryAmount, rowLimit, goals } = instance;
  const changed = Int32Array.from(choice);
  const use = rowUse(instance, changed);
  const blockOf = new Int32Array(changed.length);
  for (let block = 0; block < blockCount; block++) blockOf.fill(block, itemStart[block], itemStart[block + 1]);
  const totals = Float64Array.from({ length: blockCount }, (_, block) => blockTotal(instance, changed, block));
  const tallies = new Float64Array(blockCount);
  changed.forEach((option, item) => (tallies[blockOf[item]!]! += tally[option]!));
  const planned = goals.map((goal) => (goal.kind === "peak" ? peakOf(goal, use) : goalValue(instance, goal, changed)));
  const measures = goals.map((goal, index) => (goal.kind === "peak" ? peakUnder(goal, use, instance) : sumUnder(goal, planned[index]!, totals, blockOf)));
  let broken = countAbove(use, rowLimit);
  let brokenTallies = countAbove(tallies, tallyLimit);
  let brokenFloors = countAbove(leastTotal, totals);

  const addEntries = (option: number, sign: 1 | -1): void => {
    for (let entry = entryStart[option]!; entry < entryStart[option + 1]!; entry++) {
      const row = entryRow[entry]!;
      const before = use[row]! > rowLimit[row]!;
      use[row]! += sign * entryAmount[entry]!;
      broken += Number(use[row]! > rowLimit[row]!) - Number(before);
    }
  };
  const exchange = ({ item, option }: Change): Change => {
    const former = changed[item]!;
    const block = blockOf[item]!;
    const total = totals[block]!;
    changed[item] = option;
    addEntries(former, -1);
    addEntries(option, 1);
    brokenTallies -= Number(tallies[block]! > tallyLimit[block]!);
    tallies[block]! += tally[option]! - tally[former]!;
    brokenTallies += Number(tallies[block]! > tallyLimit[block]!);
    totals[block] = total + gain[option]! - gain[former]!;
    brokenFloors += Number(totals[block]! < leastTotal[block]!) - Number(total < leastTotal[block]!);
    return { item, option: former };
  };
  /** Reads the changed plan, and undoes the changes. */
  const under = <T>(changes: readonly Change[], read: (undo: readonly Change[]) => T): T => {
    const undo = changes.map(exchange);
    const answer = read(undo);
    for (let index = undo.length - 1; index >= 0; index--) exchange(undo[index]!);
    return answer;
  };
  const valuesNow = (changes: readonly Change[], undo: readonly Change[]): Trial["values"] => {
    const values: Partial<Record<GoalId, number>> = {};
    for (let index = 0; index < goals.length; index++) values[goalIds[index]!] = measures[index]!(changes, undo);
    return values;
  };
  /** The least that a goal could come to with one decision otherwise, told without changing anything: of a sum what it comes to, of a peak what the plan has where no row is used less. */
  const leastWith = (index: number, item: number, option: number): number => {
    const goal = goals[index]!;
    const former = changed[item]!;
    if (goal.kind === "peak") return entryStart[former] === entryStart[former + 1] ? planned[index]! : 0;
    const block = blockOf[item]!;
    const total = totals[block]!;
    const cost = "cost" in goal ? goal.cost[option]! - goal.cost[former]! : 0;
    const step = "steps" in goal ? stepCost(goal.steps, block, total + gain[option]! - gain[former]!) - stepCost(goal.steps, block, total) : 0;
    return planned[index]! + cost + step;
  };
  const canBeBetter = (item: number, option: number, than: Trial["values"]): boolean => {
    for (let index = 0; index < goals.length; index++) {
      const difference = leastWith(index, item, option) - than[goalIds[index]!]!;
      if (difference !== 0) return difference < 0;
    }
    return false;
  };
  const valuesIfPossible = (changes: readonly Change[]): Trial["values"] | null =>
    under(changes, (undo) => (broken + brokenTallies + brokenFloors === 0 ? valuesNow(changes, undo) : null));
  return {
    valuesIfPossible,
    bestValues: (item, first, end) => {
      let best: Trial["values"] | null = null;
      for (let option = first; option < end; option++) {
        if (best !== null && !canBeBetter(item, option, best)) continue;
        const values = valuesIfPossible([{ item, option }]);
        if (values !== null && (best === null || isBetter(values, best, goalIds))) best = values;
      }
      return best;
    },
    attempt: (changes) =>
      under(changes, (undo): Trial => ({
        brokenRows: broken === 0 ? [] : rows.filter((_row, index) => use[index]! > rowLimit[index]!),
        breaksTally: brokenTallies > 0,
        breaksFloor: brokenFloors > 0,
        values: valuesNow(changes, undo),
      })),
  };
}

/** What a goal comes to while a plan is changed: by the changes, and by those that undo them. */
type Measure = (changes: readonly Change[], undo: readonly Change[]) => number;

/** A sum, by what the changes add to it. */
function sumUnder(goal: Exclude<Goal, PeakGoal>, planned: number, totals: Float64Array, blockOf: Int32Array): Measure {
  const totalsPlanned = totals.slice();
  return (changes, undo) => {
    let sum = planned;
    for (let index = 0; index < changes.length; index++) {
      const { item, option } = changes[index]!;
      if ("cost" in goal) sum += goal.cost[option]! - goal.cost[undo[index]!.option]!;
      const block = blockOf[item]!;
      const isFirst = !changes.some((other, place) => place < index && blockOf[other.item] === block);
      if ("steps" in goal && isFirst) sum += stepCost(goal.steps, block, totals[block]!) - stepCost(goal.steps, block, totalsPlanned[block]!);
    }
    return sum;
  };
}

/** A peak while some rows are used otherwise than at first: of those that the options swapped use, and of the fullest of the others. Measures a row at most once. */
function peakUnder({ row, offset, size }: PeakGoal, use: Float64Array, { rowCount, entryStart, entryRow }: ChoiceInstance): Measure {
  const planned = use.slice();
  const measureOf = new Int32Array(rowCount).fill(-1);
  row.forEach((index, measure) => (measureOf[index] = measure));
  const percentOf = (index: number): number => {
    const measure = measureOf[index]!;
    return measure < 0 ? 0 : ceilDivide(100 * (offset[measure]! + use[index]!), size[measure]!);
  };
  const percents = Float64Array.from(row, percentOf);
  const fullestFirst = [...row.keys()].sort((a, b) => percents[b]! - percents[a]!);
  return (changes, undo) => {
    const other = fullestFirst.find((measure) => use[row[measure]!] === planned[row[measure]!]);
    let peak = other === undefined ? 0 : percents[other]!;
    for (const swapped of [changes, undo]) {
      for (const { option } of swapped) for (let entry = entryStart[option]!; entry < entryStart[option + 1]!; entry++) peak = Math.max(peak, percentOf(entryRow[entry]!));
    }
    return peak;
  };
}

/** Whether values are the better ones: the first goal that differs decides. */
function isBetter(values: Trial["values"], than: Trial["values"], goalIds: readonly GoalId[]): boolean {
  const goal = goalIds.find((id) => values[id] !== than[id]);
  return goal !== undefined && values[goal]! < than[goal]!;
}

/** At how many places a number is above the other list's. */
function countAbove(numbers: ArrayLike<number>, most: ArrayLike<number>): number {
  let count = 0;
  for (let index = 0; index < numbers.length; index++) if (numbers[index]! > most[index]!) count++;
  return count;
}
