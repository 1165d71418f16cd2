/** Core problems for tests of searches near a choice: of tiny instances, and of generalised assignment. */
import { propose, type Proposals } from "../../src/solver/weighted/choice/proposals";
import { buildCoreProblem, type CoreProblem } from "../../src/solver/weighted/problem/core-problem";
import { WorkMeter } from "../../src/solver/weighted/problem/work-meter";
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
