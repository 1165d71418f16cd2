/**
 * The rows of a choice problem's linear relaxation, for the second opinion; see linear-program.ts.
 *
 * Budgets of earlier goals: a linear one is a row; a peak lowers its rows' limits; a terminal one keeps each
 * block's total in the least interval that holds every total it could still pay for, all other blocks being at
 * their cheapest. Whatever this loses only lowers the bound. Of a min-cost flow nothing is lost: there a terminal budget is a
 * row over a variable a block, which lies above the lower hull of the block's costs, and the corners are whole. Elsewhere hulls
 * have hundreds of corners, at which the library was seen to call what is feasible infeasible.
 */
import { invariant } from "../base/invariant";
import { flowClassOf } from "./flow/flow-class";
import { totalRanges, type TotalRange } from "./flow/total-ranges";
import { stepCost } from "./goal-values";
import type { ChoiceInstance, PeakGoal, TerminalGoal } from "./instance";

/** A row Σ_o coefficient_o x_o ≤ limit over all options, and after them one variable ≥ 0 for each terminal budget and block. */
export interface Row {
  readonly coefficients: Map<number, number>;
  readonly limit: number;
}

/** All rows for a goal under the earlier goals' budgets; null when these leave a block no total. */
export function collectRows(instance: ChoiceInstance, goalIndex: number, budgets: readonly number[]): Row[] | null {
  const limit = instance.rowLimit.slice();
  const rows: Row[] = [];
  let column = instance.optionCount;
  const isFlow = flowClassOf(instance).kind === "flow";
  for (let index = 0; index < goalIndex; index++) {
    const goal = instance.goals[index];
    if (goal.kind === "linear") rows.push({ coefficients: nonZero(goal.cost, 0, instance.optionCount), limit: budgets[index] });
    else if (goal.kind === "peak") lowerLimits(limit, goal, budgets[index]);
    else {
      invariant(goal.kind === "terminal", "a combined goal is the last");
      const bands = totalBands(instance, goal, budgets[index]);
      if (bands === null) return null;
      rows.push(...bands);
      if (!isFlow) continue;
      rows.push(...hullRows(instance, goal, budgets[index], column));
      column += instance.blockCount;
    }
  }
  rows.push(...instanceRows(instance, limit));
  for (let block = 0; block < instance.blockCount; block++) {
    const from = instance.optionStart[instance.itemStart[block]];
    const to = instance.optionStart[instance.itemStart[block + 1]];
    rows.push({ coefficients: nonZero(instance.tally, from, to), limit: instance.tallyLimit[block] });
    const least = instance.leastTotal[block];
    if (least > Number.MIN_SAFE_INTEGER) rows.push({ coefficients: nonZero(instance.gain, from, to, -1), limit: -least });
  }
  return rows;
}

/** The instance's rows; what a limit has beyond a whole number of the amounts' common measure, nothing can use. */
function instanceRows(instance: ChoiceInstance, limit: Float64Array): Row[] {
  const measure = new Float64Array(limit.length);
  instance.entryRow.forEach((row, entry) => (measure[row] = commonMeasure(measure[row], instance.entryAmount[entry])));
  const rows = Array.from(limit, (most, row): Row => ({ coefficients: new Map(), limit: Math.floor(most / (measure[row] || 1)) * (measure[row] || 1) }));
  for (let option = 0; option < instance.optionCount; option++) {
    for (let entry = instance.entryStart[option]; entry < instance.entryStart[option + 1]; entry++) {
      rows[instance.entryRow[entry]].coefficients.set(option, instance.entryAmount[entry]);
    }
  }
  return rows;
}

function nonZero(values: ArrayLike<number>, from: number, to: number, factor = 1): Map<number, number> {
  const found = new Map<number, number>();
  for (let option = from; option < to; option++) if (values[option] !== 0) found.set(option, factor * values[option]);
  return found;
}

function lowerLimits(limit: Float64Array, goal: PeakGoal, percentage: number): void {
  for (const [place, row] of goal.row.entries()) {
    limit[row] = Math.min(limit[row], Math.floor((percentage * goal.size[place]) / 100) - goal.offset[place]);
  }
}

/** For each block the least interval of totals that holds all it can pay for; null when it can pay for none. */
function totalBands(instance: ChoiceInstance, goal: TerminalGoal, budget: number): Row[] | null {
  const { start, from, cost } = goal.steps;
  const ranges = totalRanges(instance);
  const isWithin = (block: number, step: number): boolean =>
    from[step] <= ranges[block].most && (step + 1 === start[block + 1] || from[step + 1] > ranges[block].least);
  const cheapest = ranges.map((range, block) => {
    let least = stepCost(goal.steps, block, range.least);
    for (let step = start[block]; step < start[block + 1]; step++) if (isWithin(block, step)) least = Math.min(least, cost[step]);
    return least;
  });
  const spare = budget - cheapest.reduce((sum, least) => sum + least, 0);
  const rows: Row[] = [];
  for (const [block, range] of ranges.entries()) {
    let low = Infinity;
    let high = -Infinity;
    for (let step = start[block]; step < start[block + 1]; step++) {
      if (!isWithin(block, step) || cost[step] > cheapest[block] + spare) continue;
      low = Math.min(low, from[step]);
      high = step + 1 === start[block + 1] ? range.most : Math.min(range.most, from[step + 1] - 1);
    }
    if (start[block] === start[block + 1]) continue;
    if (low > high) return null;
    const first = instance.optionStart[instance.itemStart[block]];
    const end = instance.optionStart[instance.itemStart[block + 1]];
    if (high < range.most) rows.push({ coefficients: nonZero(instance.gain, first, end), limit: high });
    if (low > range.least) rows.push({ coefficients: nonZero(instance.gain, first, end, -1), limit: -low });
  }
  return rows;
}

/** A variable a block, from column `first` on, at least what the lower hull of the block's costs says of its total; and their sum within the budget. */
function hullRows(instance: ChoiceInstance, goal: TerminalGoal, budget: number, first: number): Row[] {
  const rows: Row[] = [];
  const sum = new Map<number, number>();
  for (const [block, range] of totalRanges(instance).entries()) {
    sum.set(first + block, 1);
    const from = instance.optionStart[instance.itemStart[block]];
    const to = instance.optionStart[instance.itemStart[block + 1]];
    const hull = lowerHull(costPoints(instance, goal, block, range));
    if (hull.length > 0) rows.push({ coefficients: new Map([[first + block, -1]]), limit: -Math.min(...hull.map(([, cost]) => cost)) });
    for (const [index, [total, cost]] of hull.entries()) {
      if (index + 1 === hull.length) continue;
      const measure = commonMeasure(hull[index + 1][0] - total, hull[index + 1][1] - cost);
      const run = (hull[index + 1][0] - total) / measure;
      const rise = (hull[index + 1][1] - cost) / measure;
      // run · variable ≥ run · cost + rise · (the block's total − total)
      rows.push({ coefficients: nonZero(instance.gain, from, to, rise).set(first + block, -run), limit: rise * total - run * cost });
    }
  }
  return [...rows, { coefficients: sum, limit: budget }];
}

type Point = readonly [total: number, cost: number];

/** The first and the last total of every step that options can add up to as far as their common measure says, with its cost. */
function costPoints(instance: ChoiceInstance, { steps: { start, from, cost } }: TerminalGoal, block: number, { least, most }: TotalRange): Point[] {
  const options = instance.gain.subarray(instance.optionStart[instance.itemStart[block]], instance.optionStart[instance.itemStart[block + 1]]);
  let unit = most - least;
  for (const [, first, last] of itemRanges(instance, block)) for (let option = first; option < last; option++) unit = commonMeasure(unit, instance.gain[option] - instance.gain[first]);
  if (start[block] === start[block + 1] || options.length === 0) return [];
  const points: Point[] = [];
  for (let step = start[block]; step < start[block + 1]; step++) {
    const low = Math.max(least, from[step]);
    const high = step + 1 === start[block + 1] ? most : Math.min(most, from[step + 1] - 1);
    const first = unit === 0 ? least : least + unit * Math.ceil((low - least) / unit);
    const last = unit === 0 ? least : least + unit * Math.floor((high - least) / unit);
    if (first < low || first > high) continue;
    points.push([first, cost[step]]);
    if (last > first) points.push([last, cost[step]]);
  }
  return points;
}

function* itemRanges({ itemStart, optionStart }: ChoiceInstance, block: number): Generator<readonly [item: number, first: number, last: number]> {
  for (let item = itemStart[block]; item < itemStart[block + 1]; item++) yield [item, optionStart[item], optionStart[item + 1]];
}

/** Greatest common divisor; 0 is neutral. */
function commonMeasure(a: number, b: number): number {
  let [one, other] = [Math.abs(a), Math.abs(b)];
  while (other !== 0) [one, other] = [other, one % other];
  return one;
}

/** The corners of the greatest convex function below points that ascend. */
function lowerHull(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points) {
    while (hull.length > 1 && !isBelow(hull[hull.length - 1], hull[hull.length - 2], point)) hull.pop();
    hull.push(point);
  }
  return hull;
}

/** Whether a point lies below the line from one before it to one behind it. */
function isBelow([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): boolean {
  return (y - y0) * (x1 - x0) < (y1 - y0) * (x - x0);
}
