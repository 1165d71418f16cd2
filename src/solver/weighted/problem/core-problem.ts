/**
 * The core problem: one goal to minimise, everything else a constraint.
 *
 * Problem. With x as in the instance, total_b the total of block b and C, G, F budgets of earlier goals,
 *
 *   minimise   Σ_o c_o x_o + Σ_b f_b(total_b)
 *   subject to rows, tallies and floors of the instance (row limits may be lowered),
 *              Σ_o d_ko x_o ≤ D_k      linear budgets, appended as rows
 *              Σ_b g_kb(total_b) ≤ G_k terminal budgets
 *
 * Notation. i item, o option, b block, r row, q a point of a block's grid.
 * Method. Costs are made non-negative per item and divided by their greatest common divisor γ, so that
 *   true value = costOffset + γ · value; every row too, and its limit rounded down. A block's totals are put on a grid, see {@link BlockGrid}: with residue 0 the
 *   grid is exact; on a coarse grid every function is replaced by its least value over the totals that a
 *   point can stand for, so that whatever is minimised on the grid is a lower bound.
 *   A terminal budget G also caps each block alone: g_b ≤ G − Σ_{other blocks} min g.
 * Invariants. All numbers are integers below 2^53 (or +Infinity for "not allowed").
 * Cost. O(options · rows each + Σ grid widths).
 */
import { ended } from "../../../base/ended";
import type { ChoiceInstance } from "../../instance";
import { blockTotal, stepCost } from "../../goal-values";
import { buildGrid, type BlockGrid } from "./block-grid";
import type { CoreRequest, TerminalBudget } from "./core-request";
import { WorkMeter } from "./work-meter";

/** Blocks up to which a problem is one of few: any groups of them can be looked at. */
export const FEW_BLOCKS = 16;

/** See the head of the file. Arrays by option, item, block, row and entry as in the instance. */
export interface CoreProblem {
  readonly instance: ChoiceInstance;
  readonly request: CoreRequest;
  readonly blockCount: number;
  readonly itemCount: number;
  readonly optionCount: number;
  readonly rowCount: number;
  readonly itemStart: Int32Array;
  readonly optionStart: Int32Array;
  readonly itemOfOption: Int32Array;
  readonly blockOfItem: Int32Array;
  readonly tally: Uint8Array;
  readonly tallyLimit: Int32Array;
  readonly entryStart: Int32Array;
  readonly entryRow: Int32Array;
  readonly entryAmount: Float64Array;
  readonly rowLimit: Float64Array;
  /** Option o → its cost above the least of its item, divided by the unit. */
  readonly cost: Float64Array;
  /** The last rows are cuts: cut → the instance's row that it follows from. */
  readonly cutSource: readonly number[];
  readonly costOffset: number;
  readonly costUnit: number;
  readonly grids: readonly BlockGrid[];
  /** Some constraint can be seen to be impossible without search. */
  readonly isContradictory: boolean;
}

/** Builds the core problem of a request. */
export function buildCoreProblem(instance: ChoiceInstance, request: CoreRequest): CoreProblem {
  return ended(coreProblemInSteps(instance, request, new WorkMeter(1, {})));
}

/** As {@link buildCoreProblem}, with a pause every few milliseconds of work. */
export function* coreProblemInSteps(instance: ChoiceInstance, request: CoreRequest, meter: WorkMeter): Generator<void, CoreProblem> {
  const { itemOfOption, blockOfItem } = invert(instance);
  const rows = inWholeUnits(appendBudgets(instance, request));
  yield;
  const { cost, costOffset, costUnit } = normaliseCost(instance, request);
  const grids: BlockGrid[] = [];
  for (let b = 0; b < instance.blockCount; b++) {
    const grid = buildGrid(instance, request, b, costUnit);
    grids.push(grid);
    meter.spend(10 * grid.width * (1 + request.terminalBudgets.length));
    if (meter.isYieldDue()) yield;
  }
  const capsHold = applyCaps(grids, request.terminalBudgets);
  meter.spend(instance.optionCount * 20);
  if (meter.isYieldDue()) yield;
  let isContradictory = !capsHold;
  for (let r = 0; r < rows.rowLimit.length; r++) if (rows.rowLimit[r]! < 0) isContradictory = true;
  for (let b = 0; b < instance.blockCount; b++) if (instance.tallyLimit[b]! < 0) isContradictory = true;
  return {
    instance,
    request,
    blockCount: instance.blockCount,
    itemCount: instance.itemCount,
    optionCount: instance.optionCount,
    rowCount: rows.rowLimit.length,
    itemStart: instance.itemStart,
    optionStart: instance.optionStart,
    itemOfOption,
    blockOfItem,
    tally: instance.tally,
    tallyLimit: instance.tallyLimit,
    ...rows,
    cost,
    cutSource: [],
    costOffset,
    costUnit,
    grids,
    isContradictory,
  };
}

/** The value of a choice in the problem's own units: true value = costOffset + costUnit · this. */
export function coreValue(problem: CoreProblem, choice: Int32Array): number {
  let value = 0;
  for (let i = 0; i < problem.itemCount; i++) value += problem.cost[choice[i]!]!;
  const steps = problem.request.steps;
  if (steps === null) return value;
  for (let b = 0; b < problem.blockCount; b++) {
    value += stepCost(steps, b, blockTotal(problem.instance, choice, b)) / problem.costUnit;
  }
  return value;
}

/** The first value, in the problem's own units, that is above a limit in true ones. */
export function cutoffAbove({ costOffset, costUnit }: CoreProblem, limit: number): number {
  return Math.floor((limit - costOffset) / costUnit) + 1;
}

/** One more than the greatest value any choice can have. */
export function ceiling(problem: CoreProblem): number {
  let sum = 1;
  for (let i = 0; i < problem.itemCount; i++) {
    let most = 0;
    for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) most = Math.max(most, problem.cost[o]!);
    sum += most;
  }
  const steps = problem.request.steps;
  if (steps === null) return sum;
  for (let b = 0; b < problem.blockCount; b++) {
    let most = 0;
    for (let j = steps.start[b]!; j < steps.start[b + 1]!; j++) most = Math.max(most, steps.cost[j]!);
    sum += most / problem.costUnit;
  }
  return sum;
}

/** Whether a choice keeps every constraint of the problem, exactly. */
export function isCoreFeasible(problem: CoreProblem, choice: Int32Array): boolean {
  const use = new Float64Array(problem.rowCount);
  for (let i = 0; i < problem.itemCount; i++) {
    const o = choice[i]!;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) use[problem.entryRow[e]!]! += problem.entryAmount[e]!;
  }
  for (let r = 0; r < problem.rowCount; r++) if (use[r]! > problem.rowLimit[r]!) return false;
  for (let b = 0; b < problem.blockCount; b++) {
    let tally = 0;
    for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) tally += problem.tally[choice[i]!]!;
    if (tally > problem.tallyLimit[b]!) return false;
    if (blockTotal(problem.instance, choice, b) < problem.instance.leastTotal[b]!) return false;
  }
  for (const budget of problem.request.terminalBudgets) {
    let sum = 0;
    for (let b = 0; b < problem.blockCount; b++) sum += stepCost(budget.steps, b, blockTotal(problem.instance, choice, b));
    if (sum > budget.limit) return false;
  }
  return true;
}

/** Greatest common divisor of two non-negative integers; 0 is neutral. */
function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

function invert(instance: ChoiceInstance): { itemOfOption: Int32Array; blockOfItem: Int32Array } {
  const itemOfOption = new Int32Array(instance.optionCount);
  const blockOfItem = new Int32Array(instance.itemCount);
  for (let b = 0; b < instance.blockCount; b++) for (let i = instance.itemStart[b]!; i < instance.itemStart[b + 1]!; i++) blockOfItem[i] = b;
  for (let i = 0; i < instance.itemCount; i++) for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) itemOfOption[o] = i;
  return { itemOfOption, blockOfItem };
}

interface Rows {
  readonly entryStart: Int32Array;
  readonly entryRow: Int32Array;
  readonly entryAmount: Float64Array;
  readonly rowLimit: Float64Array;
}

/** Rows in units of the greatest common divisor of their amounts: what a limit has beyond a whole unit, nothing can use. */
function inWholeUnits(rows: Rows): Rows {
  const { entryRow } = rows;
  const entryAmount = rows.entryAmount.slice();
  const unit = new Float64Array(rows.rowLimit.length);
  for (let e = 0; e < entryRow.length; e++) if (unit[entryRow[e]!] !== 1) unit[entryRow[e]!] = gcd(unit[entryRow[e]!]!, entryAmount[e]!);
  for (let e = 0; e < entryRow.length; e++) entryAmount[e]! /= unit[entryRow[e]!]!;
  return {
    ...rows,
    entryAmount,
    rowLimit: rows.rowLimit.map((limit, r) => Math.floor(limit / (unit[r]! || 1))),
  };
}

/** The instance's rows followed by one row per linear budget, shifted per item so that amounts are not negative. */
function appendBudgets(instance: ChoiceInstance, request: CoreRequest): Rows {
  const shifted = request.linearBudgets.map((budget) => shiftPerItem(instance, budget.cost));
  const rowLimit = new Float64Array(instance.rowCount + shifted.length);
  rowLimit.set(request.rowLimit);
  shifted.forEach(({ least }, k) => (rowLimit[instance.rowCount + k] = request.linearBudgets[k]!.limit - least));
  if (shifted.length === 0) return { entryStart: instance.entryStart, entryRow: instance.entryRow, entryAmount: new Float64Array(instance.entryAmount), rowLimit };
  const entryStart = new Int32Array(instance.optionCount + 1);
  const most = instance.entryRow.length + shifted.length * instance.optionCount;
  const entryRow = new Int32Array(most);
  const entryAmount = new Float64Array(most);
  let at = 0;
  for (let o = 0; o < instance.optionCount; o++) {
    for (let e = instance.entryStart[o]!; e < instance.entryStart[o + 1]!; e++) {
      entryRow[at] = instance.entryRow[e]!;
      entryAmount[at++] = instance.entryAmount[e]!;
    }
    for (let k = 0; k < shifted.length; k++) {
      if (shifted[k]!.above[o] === 0) continue;
      entryRow[at] = instance.rowCount + k;
      entryAmount[at++] = shifted[k]!.above[o]!;
    }
    entryStart[o + 1] = at;
  }
  return { entryStart, entryRow: entryRow.slice(0, at), entryAmount: entryAmount.slice(0, at), rowLimit };
}

/** Each option's cost above the least of its item, and the sum of those least costs. */
function shiftPerItem(instance: ChoiceInstance, cost: Float64Array): { above: Float64Array; least: number } {
  const above = new Float64Array(instance.optionCount);
  let sum = 0;
  for (let i = 0; i < instance.itemCount; i++) {
    let least = Infinity;
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) least = Math.min(least, cost[o]!);
    for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) above[o] = cost[o]! - least;
    sum += least;
  }
  return { above, least: sum };
}

function normaliseCost(instance: ChoiceInstance, request: CoreRequest) {
  const { above, least } =
    request.cost === null ? { above: new Float64Array(instance.optionCount), least: 0 } : shiftPerItem(instance, request.cost);
  let unit = 0;
  for (let o = 0; o < above.length && unit !== 1; o++) unit = gcd(unit, above[o]!);
  const terminal = request.steps?.cost ?? new Float64Array(0);
  for (let j = 0; j < terminal.length && unit !== 1; j++) unit = gcd(unit, terminal[j]!);
  if (unit === 0) unit = 1;
  for (let o = 0; o < above.length; o++) above[o]! /= unit;
  return { cost: above, costOffset: least, costUnit: unit };
}

/** Forbids grid points at which one block alone would break a terminal budget. False when a budget cannot be kept. */
function applyCaps(grids: readonly BlockGrid[], budgets: readonly TerminalBudget[]): boolean {
  for (let k = 0; k < budgets.length; k++) {
    let sum = 0;
    const least = grids.map((grid) => {
      let value = Infinity;
      for (let q = grid.first; q <= grid.last; q++) if (grid.objective[q]! < Infinity) value = Math.min(value, grid.budgets[k]![q]!);
      sum += value;
      return value;
    });
    if (sum > budgets[k]!.limit) return false;
    grids.forEach((grid, b) => {
      const cap = budgets[k]!.limit - (sum - least[b]!);
      for (let q = grid.first; q <= grid.last; q++) if (grid.budgets[k]![q]! > cap) grid.objective[q] = Infinity;
      trim(grid);
    });
  }
  return grids.every((grid) => grid.first <= grid.last);
}

/** Moves the ends of a grid inwards past forbidden points. */
function trim(grid: BlockGrid): void {
  while (grid.first <= grid.last && grid.objective[grid.first] === Infinity) grid.first++;
  while (grid.last >= grid.first && grid.objective[grid.last] === Infinity) grid.last--;
}
