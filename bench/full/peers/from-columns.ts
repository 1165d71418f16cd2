/** A peer's columns as an answer: rounded, read in the words of the file, valued by the file's data. */
import type { Answer } from "../answer";
import { evaluate } from "../judge";
import type { LinearModel } from "../linear-model";
import type { Problem } from "../problem";

/**
 * @param bound the peer's own lower bound, in floating point; rounded up after an allowance.
 *   Of what it calls optimal the bound is the value.
 */
export function fromColumns(problem: Problem, model: LinearModel, columns: ArrayLike<number>, isOptimal: boolean, bound: number): Answer {
  const solution = model.read(columns);
  const evaluation = evaluate(problem, solution);
  const status = isOptimal ? "optimal" : "feasible";
  if (evaluation.kind === "fault") return { status: "error", value: null, bound: roundedBound(bound), solution: null, why: `called ${status}, but ${evaluation.why}` };
  const { value } = evaluation;
  const own = roundedBound(bound);
  return { status, value, bound: isOptimal ? value : own === null ? null : Math.min(own, value), solution };
}

/** The integer that a bound in floating point stands for; null when it is none. */
export function roundedBound(bound: number): number | null {
  return Number.isFinite(bound) && Math.abs(bound) < 2 ** 53 ? Math.ceil(bound - Math.max(1e-4, 1e-6 * Math.abs(bound))) + 0 : null;
}
