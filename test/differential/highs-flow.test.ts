import loadHighs, { type Highs } from "highs";
import { describe, expect, it } from "vitest";
import type { FlowProblem } from "../../src/solver/flow/flow-problem";
import { solveMinCostFlow } from "../../src/solver/flow/min-cost-flow";
import { randomFlowProblem } from "../support/flow-problems";

/** The verdict of HiGHS on a flow as a linear program: its optimum, or why there is none. */
function solveAsLinearProgram(highs: Highs, problem: FlowProblem): number | "infeasible" | "unbounded" {
  const { source, target, nodeCount } = problem;
  return highs.withModel((model) => {
    model.passModel({
      numCols: source.length,
      numRows: nodeCount,
      colCost: problem.cost,
      colLower: problem.lower,
      colUpper: problem.upper,
      rowLower: problem.supply,
      rowUpper: problem.supply,
      matrix: {
        format: "csc",
        numRows: nodeCount,
        numCols: source.length,
        starts: Int32Array.from({ length: source.length + 1 }, (_, arc) => 2 * arc),
        // Within a column HiGHS wants each row once, in any order.
        indices: Int32Array.from({ length: 2 * source.length }, (_, place) => (place % 2 === 0 ? source : target)[place >> 1]),
        values: Float64Array.from({ length: 2 * source.length }, (_, place) => (place % 2 === 0 ? 1 : -1)),
      },
    });
    // Without presolve it tells infeasible from unbounded.
    model.options.set({ output_flag: false, presolve: "off" });
    const status = model.run().modelStatus;
    if (status === 7) return model.getObjectiveValue();
    if (status === 8) return "infeasible";
    if (status === 10) return "unbounded";
    throw new Error(`HiGHS ended with status ${status}`);
  });
}

describe("the network simplex beside HiGHS's linear programming", () => {
  it("agrees on 400 networks, feasible, infeasible and unbounded", async () => {
    const highs = await loadHighs();
    const seen = { optimal: 0, infeasible: 0, unbounded: 0 };
    for (let seed = 1; seed <= 400; seed++) {
      const problem = randomFlowProblem(seed, 5 + (seed % 40), 10 + 5 * (seed % 60), 1 + (seed % 50));
      const result = solveMinCostFlow(problem);
      // Whether a flow exists is asked without costs: with them HiGHS may stop at a ray of negative cost.
      const asked = result.kind === "infeasible" ? { ...problem, cost: new Float64Array(problem.cost.length) } : problem;
      const theirs = solveAsLinearProgram(highs, asked);
      if (result.kind === "optimal") expect(theirs, `seed ${seed}`).toBeCloseTo(result.value, 4);
      else expect(theirs, `seed ${seed}`).toBe(result.kind);
      if (result.kind === "optimal" || result.kind === "infeasible" || result.kind === "unbounded") seen[result.kind]++;
    }
    expect(Math.min(seen.optimal, seen.infeasible, seen.unbounded)).toBeGreaterThanOrEqual(20);
  });
});
