/**
 * A second opinion on one linear goal: its linear relaxation, solved by javascript-lp-solver.
 *
 *   minimise Σ_o c_o x_o,  0 ≤ x_o ≤ 1,  Σ_{o of i} x_o = 1, rows, floors, tallies, and earlier goals' budgets
 *
 * Budgets of earlier goals: a linear one is a row; a peak lowers its rows' limits; a terminal one keeps each
 * block's total in the least interval that holds every total it could still pay for, all other blocks being at
 * their cheapest. Whatever this loses only lowers the bound. Of a min-cost flow nothing is lost: there a terminal budget is a
 * row over a variable a block, which lies above the lower hull of the block's costs, and the corners are whole. Elsewhere hulls
 * have hundreds of corners, at which the library was seen to call what is feasible infeasible.
 *
 * Each item's first option is written as 1 minus its others, which leaves inequalities only.
 *
 * What it is worth: an opinion in floating point, not a proof. The answer's rows are checked with a tolerance
 * and its objective recomputed, but that no better one exists is the library's word. Integrality is never asked
 * of it: on integer programs it has returned fractional answers as feasible. Where its answer is whole all the same, it is
 * checked as a choice, in integers.
 * Cost: a dense tableau of items + rows by options; made for a cohort, not for a county.
 */
import solver from "javascript-lp-solver";
import { invariant } from "../base/invariant";
import { choiceFault } from "./check-solution";
import { goalValue, stepCost } from "./goal-values";
import type { ChoiceInstance, PeakGoal, TerminalGoal } from "./instance";
import { flowClassOf, totalRanges, type TotalRange } from "./flow/flow-class";

/** What the linear relaxation says, if it says anything that stands up to checking. */
export type LinearOpinion =
  /**
   * The relaxation's optimum, less an allowance for rounding (10⁻⁶ and 10⁻⁸ of it), rounded up to a whole number:
   * every value of the goal is whole. Below the goal's true value as far as the allowance covers the library's errors.
   */
  {
      readonly kind: "bound";
      readonly value: number;
      /** The goal's value at the answer, where that is a choice which keeps everything; null where it is not whole. */
      readonly choiceValue: number | null;
    } | { readonly kind: "no-answer"; readonly why: string };

/** A row Σ_o coefficient_o x_o ≤ limit over all options, and after them one variable ≥ 0 for each terminal budget and block. */
interface Row {
  readonly coefficients: Map<number, number>;
  readonly limit: number;
}

/** Relative error allowed in rows and objective. */
const tolerance = 1e-6;

/** The bound's allowance for rounding. */
function allowance(value: number): number {
  return 1e-6 + 1e-8 * Math.abs(value);
}

/**
 * Bounds a linear goal from below by its linear relaxation.
 * @param goalIndex the goal, which must be linear
 * @param budgets the most each earlier goal may cost, by goal index
 */
export function linearBound(instance: ChoiceInstance, goalIndex: number, budgets: readonly number[]): LinearOpinion {
  const goal = instance.goals[goalIndex];
  if (goal?.kind !== "linear") return { kind: "no-answer", why: `goal ${goalIndex} is not linear` };
  if (budgets.length < goalIndex) return { kind: "no-answer", why: `goal ${budgets.length} has no budget` };
  const rows = collectRows(instance, goalIndex, budgets);
  if (rows === null) return { kind: "no-answer", why: "the budgets leave a block no total" };
  const share = solveRelaxation(instance, goal.cost, rows);
  if (typeof share === "string") return { kind: "no-answer", why: share };
  const value = sumOver(goal.cost, share.options);
  if (difference(value, share.objective) > tolerance) return { kind: "no-answer", why: "its objective is not that of its answer" };
  const fault = shareFault(instance, rows, share.options);
  if (fault !== null) return { kind: "no-answer", why: fault };
  // Adding zero turns −0 into 0.
  return { kind: "bound", value: Math.ceil(value - allowance(value)) + 0, choiceValue: valueOfWhole(instance, goalIndex, budgets, share.options) };
}

/** The goal's value at shares that are a choice within rows and budgets; null when they are not. */
function valueOfWhole(instance: ChoiceInstance, goalIndex: number, budgets: readonly number[], shares: Float64Array): number | null {
  const choice = new Int32Array(instance.itemCount).fill(-1);
  for (let item = 0; item < instance.itemCount; item++) {
    for (let option = instance.optionStart[item]; option < instance.optionStart[item + 1]; option++) if (shares[option] > 1 - tolerance) choice[item] = option;
  }
  if (choiceFault(instance, choice) !== null) return null;
  const isKept = budgets.slice(0, goalIndex).every((budget, index) => goalValue(instance, instance.goals[index], choice) <= budget);
  return isKept ? goalValue(instance, instance.goals[goalIndex], choice) : null;
}

// ---- rows ------------------------------------------------------------------------------------------

function collectRows(instance: ChoiceInstance, goalIndex: number, budgets: readonly number[]): Row[] | null {
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

// ---- the library -----------------------------------------------------------------------------------

/** Option, and then other variable → its value, and the objective that the library reports; or why there is no answer. */
function solveRelaxation(
  instance: ChoiceInstance,
  cost: Float64Array,
  rows: readonly Row[],
): { readonly options: Float64Array; readonly objective: number } | string {
  const { itemCount, optionCount, optionStart } = instance;
  const variables: Record<string, Record<string, number>> = {};
  const constraints: Record<string, { max: number }> = {};
  let constant = 0;
  for (let item = 0; item < itemCount; item++) {
    const first = optionStart[item];
    constant += cost[first];
    if (optionStart[item + 1] === first + 1) continue;
    constraints[`item${item}`] = { max: 1 };
    for (let option = first + 1; option < optionStart[item + 1]; option++) {
      variables[`x${option}`] = { cost: cost[option] - cost[first], [`item${item}`]: 1 };
    }
  }
  const firstOf = firstOptions(instance);
  const columnCount = rows.reduce((most, { coefficients }) => Math.max(most, ...[...coefficients.keys()].map((column) => column + 1)), optionCount);
  for (let column = optionCount; column < columnCount; column++) variables[`x${column}`] = { cost: 0 };
  for (const [index, row] of rows.entries()) {
    let limit = row.limit;
    const reduced = new Map<number, number>();
    for (const [option, coefficient] of row.coefficients) {
      if (firstOf[option] !== option) {
        reduced.set(option, (reduced.get(option) ?? 0) + coefficient);
        continue;
      }
      limit -= coefficient;
      for (let other = option + 1; other < optionCount && firstOf[other] === option; other++) {
        reduced.set(other, (reduced.get(other) ?? 0) - coefficient);
      }
    }
    constraints[`row${index}`] = { max: limit };
    for (const [option, coefficient] of reduced) if (coefficient !== 0) variables[`x${option}`][`row${index}`] = coefficient;
  }
  // Its presolve leaves the cost of variables it fixes out of the objective.
  const model = { optimize: "cost", opType: "min", constraints, variables, options: { presolve: false } } as const;
  const answer = solver.Solve(model) as Record<string, number | boolean | undefined>;
  if (answer.feasible !== true) return "it finds the relaxation infeasible";
  if (answer.bounded === false || typeof answer.result !== "number") return "it finds the relaxation unbounded";
  const options = new Float64Array(columnCount);
  for (let column = optionCount; column < columnCount; column++) options[column] = Number(answer[`x${column}`] ?? 0);
  for (let item = 0; item < itemCount; item++) {
    let rest = 1;
    for (let option = optionStart[item] + 1; option < optionStart[item + 1]; option++) {
      options[option] = Number(answer[`x${option}`] ?? 0);
      rest -= options[option];
    }
    options[optionStart[item]] = rest;
  }
  return { options, objective: answer.result + constant };
}

/** Option → the first option of its item. */
function firstOptions(instance: ChoiceInstance): Int32Array {
  const first = new Int32Array(instance.optionCount);
  for (let item = 0; item < instance.itemCount; item++) first.fill(instance.optionStart[item], instance.optionStart[item], instance.optionStart[item + 1]);
  return first;
}

/** What is wrong with the shares, beyond rounding; null when nothing is. */
function shareFault(instance: ChoiceInstance, rows: readonly Row[], options: Float64Array): string | null {
  for (let option = 0; option < instance.optionCount; option++) {
    if (!(options[option] >= -tolerance && options[option] <= 1 + tolerance)) return `it takes ${options[option]} of option ${option}`;
  }
  for (const [index, row] of rows.entries()) {
    let use = 0;
    let size = Math.max(1, Math.abs(row.limit));
    for (const [option, coefficient] of row.coefficients) {
      use += coefficient * options[option];
      size = Math.max(size, Math.abs(coefficient));
    }
    if (use > row.limit + tolerance * size) return `its answer breaks row ${index} by ${use - row.limit}`;
  }
  return null;
}

function sumOver(cost: Float64Array, options: Float64Array): number {
  return cost.reduce((sum, each, option) => sum + each * options[option], 0);
}

/** How far two numbers are apart, relative to their size. */
function difference(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
}
