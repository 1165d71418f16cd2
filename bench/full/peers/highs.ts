/** HiGHS (npm `highs`, WebAssembly), told to prove: its default gap of 10^-4 is not a proof. */
import loadHighs, { type Highs, type Model } from "highs";
import { without, type Answer, type Solve } from "../answer";
import { linearModel, type LinearModel } from "../linear-model";
import type { Problem } from "../problem";
import { fromColumns, roundedBound } from "./from-columns";

const optimal = 7;
const infeasible = 8;
const infeasibleOrUnbounded = 9;
const unbounded = 10;

/** Loads the module and writes the model; each call passes it and solves. */
export async function prepareHighs(problem: Problem, limitMs: number): Promise<Solve> {
  const highs = await loadHighs();
  const linear = linearModel(problem);
  const solve = (): Answer =>
    highs.withModel((model) => {
      const status = run(model, linear, linear.cost, limitMs, "choose");
      if (status === infeasible) return without("infeasible");
      if (status === unbounded || status === infeasibleOrUnbounded) return whichOf(highs, linear, limitMs);
      const bound = linear.isInteger ? Number(model.info.get("mip_dual_bound")) : -Infinity;
      // 2: a feasible point.
      const hasPoint = Number(model.info.get("primal_solution_status")) === 2;
      if (!hasPoint) return { ...without("unknown"), bound: roundedBound(bound) };
      return fromColumns(problem, linear, model.getSolution().colValue, status === optimal, bound);
    });
  return solve;
}

/** A ray of negative cost proves nothing where no solution exists: asked again without costs and without presolve. */
function whichOf(highs: Highs, linear: LinearModel, limitMs: number): Answer {
  const noCost = linear.cost.map(() => 0);
  return without(highs.withModel((model) => run(model, linear, noCost, limitMs, "off")) === infeasible ? "infeasible" : "unbounded");
}

function run(model: Model, linear: LinearModel, cost: readonly number[], limitMs: number, presolve: "choose" | "off"): number {
  const [numCols, numRows] = [cost.length, linear.rowLower.length];
  model.passModel({
    numCols,
    numRows,
    colCost: cost,
    colLower: linear.lower,
    colUpper: linear.upper,
    rowLower: linear.rowLower,
    rowUpper: linear.rowUpper,
    matrix: { format: "csr", numRows, numCols, starts: linear.rowStart, indices: linear.column, values: linear.value },
    ...(linear.isInteger ? { integrality: Int32Array.from(cost, (_, column) => (column < linear.helpersFrom ? 1 : 0)) } : {}),
  });
  model.options.set({ output_flag: false, presolve, time_limit: limitMs / 1000, mip_rel_gap: 0, mip_abs_gap: 1e-6, mip_feasibility_tolerance: 1e-9, primal_feasibility_tolerance: 1e-9 });
  return model.run().modelStatus;
}
