/**
 * The totals of one block as points of a grid, small enough for dynamic programming.
 *
 * Notation. base = Σ_i min_o gain_o; unit u; point of an option q_o = ⌊(gain_o − min of its item) ÷ u⌋;
 *   point of a choice q = Σ q_o; its total lies in [base + u·q, base + u·q + residue],
 *   residue = Σ_i max_o ((gain_o − min) mod u).
 * Method. u is the gcd of the gains' differences, so the residue is 0 and the grid exact, unless that
 *   would take more than {@link CELL_LIMIT} cells; then u grows and functions of the total become their least
 *   value over the interval: valid lower bounds, no longer exact.
 * Cost. O(width · steps in an interval).
 */
import type { ChoiceInstance, StepFunctions } from "../../instance";
import type { CoreRequest } from "./core-request";

/** Most cells (items + 1) × (tally limit + 1) × (width + 1) of one block's tables: 32 MB of numbers. */
const CELL_LIMIT = 4_000_000;

/** See the head of the file. */
export interface BlockGrid {
  readonly unit: number;
  /** 0 when the grid is exact. */
  readonly residue: number;
  /** Greatest point; arrays below have length width + 1. */
  readonly width: number;
  /** Whether the tally limit can be exceeded at all. */
  readonly canTallyBind: boolean;
  /** First and last allowed point; shrinks as points are forbidden. */
  first: number;
  last: number;
  /** Point → least terminal cost (in the problem's units), Infinity where no allowed total lies. */
  readonly objective: Float64Array;
  /** Budget k, point → least terminal cost of that budget. */
  readonly budgets: readonly Float64Array[];
  /** Option (counted from the block's first) → its point. */
  readonly point: Int32Array;
}

/** Builds the grid of block b. */
export function buildGrid(instance: ChoiceInstance, request: CoreRequest, b: number, costUnit: number): BlockGrid {
  const above = gainsAbove(instance, b);
  const canTallyBind = canExceedTally(instance, b);
  const unit = chooseUnit(instance, b, above, canTallyBind);
  const { point, width, residue } = place(instance, b, above, unit);
  const objective = leastOver(request.steps, b, above.base, unit, residue, width, costUnit);
  for (let q = 0; q <= width && above.base + unit * q + residue < instance.leastTotal[b]!; q++) objective[q] = Infinity;
  const budgets = request.terminalBudgets.map((budget) => leastOver(budget.steps, b, above.base, unit, residue, width, 1));
  let first = 0;
  while (first <= width && objective[first] === Infinity) first++;
  return { unit, residue, width, canTallyBind, first, last: width, objective, budgets, point };
}

interface Gains {
  readonly base: number;
  /** Option (counted from the block's first) → gain above the least of its item. */
  readonly above: Float64Array;
}

function gainsAbove(instance: ChoiceInstance, b: number): Gains {
  const from = instance.itemStart[b]!;
  const to = instance.itemStart[b + 1]!;
  const firstOption = instance.optionStart[from]!;
  const above = new Float64Array(instance.optionStart[to]! - firstOption);
  let base = 0;
  for (let i = from; i < to; i++) {
    let least = Infinity;
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) least = Math.min(least, instance.gain[o]!);
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) above[o - firstOption] = instance.gain[o]! - least;
    base += least;
  }
  return { base, above };
}

function canExceedTally(instance: ChoiceInstance, b: number): boolean {
  let items = 0;
  for (let i = instance.itemStart[b]!; i < instance.itemStart[b + 1]!; i++) {
    let has = 0;
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) if (instance.tally[o] === 1) has = 1;
    items += has;
  }
  return items > instance.tallyLimit[b]!;
}

function chooseUnit(instance: ChoiceInstance, b: number, { above }: Gains, canTallyBind: boolean): number {
  let unit = 0;
  for (let o = 0; o < above.length && unit !== 1; o++) {
    let a = above[o]!;
    while (a !== 0) [unit, a] = [a, unit % a];
  }
  if (unit === 0) unit = 1;
  const items = instance.itemStart[b + 1]! - instance.itemStart[b]!;
  const planes = (items + 1) * (canTallyBind ? Math.max(1, instance.tallyLimit[b]! + 1) : 1);
  const widest = Math.max(16, Math.floor(CELL_LIMIT / planes) - 1);
  const span = place(instance, b, { base: 0, above }, unit).width;
  return span <= widest ? unit : unit * Math.ceil(span / widest);
}

function place(instance: ChoiceInstance, b: number, { above }: Gains, unit: number) {
  const firstOption = instance.optionStart[instance.itemStart[b]!]!;
  const point = new Int32Array(above.length);
  let width = 0;
  let residue = 0;
  for (let i = instance.itemStart[b]!; i < instance.itemStart[b + 1]!; i++) {
    let most = 0;
    let mostResidue = 0;
    for (let o = instance.optionStart[i]! - firstOption; o < instance.optionStart[i + 1]! - firstOption; o++) {
      point[o] = Math.floor(above[o]! / unit);
      most = Math.max(most, point[o]!);
      mostResidue = Math.max(mostResidue, above[o]! % unit);
    }
    width += most;
    residue += mostResidue;
  }
  return { point, width, residue };
}

/** Point → least cost over the totals it can stand for, in units of `divisor`; zeros without steps. */
function leastOver(steps: StepFunctions | null, b: number, base: number, unit: number, residue: number, width: number, divisor: number) {
  const least = new Float64Array(width + 1);
  if (steps === null || steps.start[b + 1] === steps.start[b]) return least;
  const end = steps.start[b + 1]!;
  let j = steps.start[b]!;
  for (let q = 0; q <= width; q++) {
    const total = base + unit * q;
    while (j + 1 < end && steps.from[j + 1]! <= total) j++;
    let cost = steps.cost[j]!;
    for (let k = j + 1; k < end && steps.from[k]! <= total + residue; k++) cost = Math.min(cost, steps.cost[k]!);
    least[q] = cost / divisor;
  }
  return least;
}
