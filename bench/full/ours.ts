/** Our own answers: the solver's door for gap and relief, the min-cost flow for assignment and flow. */
import { performance } from "node:perf_hooks";
import type { ChoiceInstance } from "../../src/solver/instance";
import { minCostFlow } from "../../src/solver/flow/min-cost-flow";
import type { FlowProblem } from "../../src/solver/flow/flow-problem";
import { solveChoice } from "../../src/solver/solve";
import { drain } from "../../test/support/choice-brute-force";
import { gapInstance } from "../../test/support/choice-gap";
import { reliefInstance } from "../../test/support/choice-relief";
import { without, type Answer, type Solve } from "./answer";
import type { Problem, Solution } from "./problem";

/** Prepares the instance; each call then solves it from the beginning. */
export function prepareOurs(problem: Problem, limitMs: number): Solve {
  if (problem.family === "gap") {
    const { agents } = problem.gap;
    const instance = gapInstance(problem.gap);
    return () => solve(instance, limitMs, (choice) => Float64Array.from(choice, (option) => option % agents));
  }
  if (problem.family === "relief") {
    const { instance, order } = reliefInstance(problem.relief);
    return () => solve(instance, limitMs, (choice) => placesOf(instance, choice, order));
  }
  return () => solveFlow(problem.flow, limitMs);
}

/** Item of the file → its place among its candidates; the first option of an item of the instance stays. */
function placesOf(instance: ChoiceInstance, choice: Int32Array, order: readonly number[]): Solution {
  const places = new Float64Array(choice.length);
  choice.forEach((option, item) => (places[order[item]] = option - instance.optionStart[item] - 1));
  return places;
}

function solve(instance: ChoiceInstance, limitMs: number, read: (choice: Int32Array) => Solution): Answer {
  const start = performance.now();
  const shouldStop = (): boolean => performance.now() - start > limitMs;
  const timeUsed = (): number => Math.min(1, (performance.now() - start) / limitMs);
  const result = drain(solveChoice(instance, { shouldStop, timeUsed }));
  if (result.kind !== "solved") return without(result.kind);
  const { value, bound } = result.goals[0];
  const status = result.termination === "optimal" ? "optimal" : "feasible";
  return { status, value, bound: Number.isFinite(bound) ? bound : null, solution: read(result.choice) };
}

function solveFlow(problem: FlowProblem, limitMs: number): Answer {
  const start = performance.now();
  const run = minCostFlow(problem);
  let step = run.next();
  while (step.done !== true) step = run.next(performance.now() - start > limitMs);
  const result = step.value;
  if (result.kind === "optimal") return { status: "optimal", value: result.value, bound: result.value, solution: result.flow };
  if (result.kind === "too-large") return without("error", result.why);
  if (result.kind !== "stopped") return without(result.kind);
  const bound = Number.isFinite(result.bound) ? Math.ceil(result.bound) : null;
  return { status: result.flow === null ? "unknown" : "feasible", value: null, bound, solution: result.flow };
}
