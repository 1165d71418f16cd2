/** javascript-lp-solver, for small models only: its memory has no limit, and what it returns late may be no solution. */
import { performance } from "node:perf_hooks";
import solver from "javascript-lp-solver";
import { without, type Answer, type Solve } from "../answer";
import { linearModel, type LinearModel } from "../linear-model";
import type { Problem } from "../problem";
import { fromColumns } from "./from-columns";

const mostColumns = 250;

/** Writes the model; each call solves it. */
export function prepareLpSolver(problem: Problem, limitMs: number): Solve {
  const linear = linearModel(problem);
  if (linear.cost.length > mostColumns) return () => without("unsupported", `over ${mostColumns} columns`);
  if (linear.lower.some((lower) => lower !== 0)) return () => without("unsupported", "lower bounds other than 0");
  return (): Answer => {
    const start = performance.now();
    const { feasible, bounded, ...columns } = solver.Solve({ ...modelOf(linear), timeout: limitMs }) as unknown as Readonly<Record<string, unknown>>;
    if (bounded === false) return without("unbounded");
    const isInTime = performance.now() - start < limitMs;
    if (feasible !== true) return without(isInTime ? "infeasible" : "unknown");
    const values = linear.cost.map((_, column) => Number(columns[nameOf(column)] ?? 0));
    const fractional = values.slice(0, linear.helpersFrom).filter((value) => Math.abs(value - Math.round(value)) > 1e-6).length;
    if (fractional > 0) return without("error", `called feasible, but ${fractional} columns are fractional`);
    return fromColumns(problem, linear, values, isInTime, -Infinity);
  };
}

const nameOf = (column: number): string => `x${column}`;

function modelOf({ cost, upper, isInteger, helpersFrom, rowLower, rowUpper, rowStart, column, value }: LinearModel) {
  const variables = cost.map((one, at): Record<string, number> => (upper[at] === Infinity ? { cost: one } : { cost: one, [`u${at}`]: 1 }));
  const constraints: Record<string, { min?: number; max?: number }> = {};
  for (const [at, limit] of upper.entries()) if (limit !== Infinity) constraints[`u${at}`] = { max: limit };
  for (let row = 0; row < rowLower.length; row++) {
    for (let entry = rowStart[row]; entry < rowStart[row + 1]; entry++) variables[column[entry]][`r${row}`] = value[entry];
    constraints[`r${row}`] = { ...(rowLower[row] === -Infinity ? {} : { min: rowLower[row] }), max: rowUpper[row] };
  }
  const named = <T>(list: readonly T[]): Record<string, T> => Object.fromEntries(list.map((one, at) => [nameOf(at), one]));
  const ints = isInteger ? named(cost.slice(0, helpersFrom).map((): 1 => 1)) : {};
  return { optimize: "cost", opType: "min" as const, constraints, variables: named(variables), ints };
}
