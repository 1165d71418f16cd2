/**
 * A second opinion on one linear goal: its linear relaxation, solved by javascript-lp-solver.
 *
 *   minimise Σ_o c_o x_o,  0 ≤ x_o ≤ 1,  Σ_{o of i} x_o = 1, rows, floors, tallies, and earlier goals' budgets (linear-rows.ts)
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
import { choiceFault } from "./check-solution";
import { goalValue } from "./goal-values";
import type { ChoiceInstance } from "./instance";
import { collectRows, type Row } from "./linear-rows";

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
