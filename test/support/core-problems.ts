/** Core problems for tests of searches near a choice: of tiny instances, and of generalised assignment. */
import { propose, type Proposals } from "../../src/solver/weighted/choice/proposals";
import { expect } from "vitest";
import { buildCoreProblem, coreValue, isCoreFeasible, type CoreProblem } from "../../src/solver/weighted/problem/core-problem";
import { WorkMeter } from "../../src/solver/weighted/problem/work-meter";
import { drain, feasibleChoices } from "./choice-brute-force";
import { gapInstance, randomGap, type GapProblem } from "./choice-gap";
import type { Dice } from "./choice-random";
import { tinyInstance } from "./choice-tiny";

export const SCALE = 8;
export const meter = (): WorkMeter => new WorkMeter(1_000_000, {});

/** The core problem of an instance's first linear or terminal goal, else of none. */
export function coreOf(seed: number): CoreProblem {
  const instance = tinyInstance(seed);
  const goal = instance.goals.find((one) => one.kind === "linear" || one.kind === "terminal");
  return buildCoreProblem(instance, {
    cost: goal?.kind === "linear" ? goal.cost : null,
    steps: goal?.kind === "terminal" ? goal.steps : null,
    linearBudgets: [],
    terminalBudgets: instance.goals.filter((one) => one.kind === "terminal").map(({ steps }) => ({ steps, limit: 20 })),
    rowLimit: instance.rowLimit,
  });
}

/** The core problem of a random generalised assignment, or of one that is given. */
export function gapCore(seed: number, agents: number, jobs: number, percent: number, gap: GapProblem = randomGap(seed, agents, jobs, percent)): CoreProblem {
  const instance = gapInstance(gap);
  const goal = instance.goals[0]!;
  if (goal.kind !== "linear") throw new Error("generalised assignment has a linear goal");
  return buildCoreProblem(instance, { cost: goal.cost, steps: null, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit });
}

export function randomChoice(dice: Dice, { itemCount, optionStart }: CoreProblem): Int32Array {
  return Int32Array.from({ length: itemCount }, (_, i) => dice.between(optionStart[i]!, optionStart[i + 1]! - 1));
}

/** All options, the dearer ones later. */
export const everything = (problem: CoreProblem): Proposals => propose(problem, problem.cost.map((cost) => cost * SCALE), 100 * SCALE);

/** The same price for every row. */
export const flat = ({ rowCount }: CoreProblem): Float64Array => new Float64Array(rowCount).fill(SCALE);

/** A search near a choice, by what makes one for a problem. */
export type SearchNear = (
  problem: CoreProblem,
) => { run(start: Int32Array, proposals: Proposals, price: Float64Array, work: number, found: (choice: Int32Array) => void): Generator<void, void> };

/** The values that a search finds, in order; all of them must be feasible. */
export function valuesFound(search: SearchNear, problem: CoreProblem, start: Int32Array, work: number): number[] {
  const values: number[] = [];
  drain(
    search(problem).run(start, everything(problem), flat(problem), work, (choice) => {
      expect(isCoreFeasible(problem, choice)).toBe(true);
      values.push(coreValue(problem, choice));
    }),
  );
  return values;
}

/** Expects of a search that its values fall, down to the least of all choices, on small problems; how many there were. */
export function solvedSmallProblems(search: SearchNear): number {
  let solved = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const problem = gapCore(seed, 3, 8, 105);
    const all = feasibleChoices(problem.instance).map((choice) => coreValue(problem, choice));
    if (all.length === 0) continue;
    const values = valuesFound(search, problem, firstOf(problem), 20_000_000);
    expect(values, `seed ${seed}`).toEqual([...new Set(values)].sort((a, b) => b - a));
    expect(values.at(-1), `seed ${seed}`).toBe(all.reduce((least, value) => Math.min(least, value)));
    solved++;
  }
  return solved;
}

/** The first option of every item. */
export const firstOf = ({ itemCount, optionStart }: CoreProblem): Int32Array => Int32Array.from({ length: itemCount }, (_, i) => optionStart[i]!);
