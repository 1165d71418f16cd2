import { describe, expect, it } from "vitest";
import { judgeOptimum } from "../../../../src/solver/flow/check-flow";
import type { FlowProblem } from "../../../../src/solver/flow/flow-problem";
import { minCostFlow, solveMinCostFlow } from "../../../../src/solver/flow/min-cost-flow";
import { Dice } from "../../../support/choice-random";
import { flowBuilder } from "../../../support/flow-files";
import { leastCostByListing, randomFlowProblem } from "../../../support/flow-problems";

/** A problem from rows of source, target, lower, upper, cost. */
function problemOf(supply: readonly number[], arcs: readonly (readonly [number, number, number, number, number])[]): FlowProblem {
  const builder = flowBuilder();
  for (const arc of arcs) builder.addArc(...arc);
  return builder.build(Float64Array.from(supply));
}

describe("solveMinCostFlow", () => {
  it("sends flow over the cheaper of two parallel arcs first", () => {
    const result = solveMinCostFlow(problemOf([3, -3], [[0, 1, 0, 5, 7], [0, 1, 0, 2, 4]]));
    expect(result).toMatchObject({ kind: "optimal", value: 15, flow: Float64Array.from([1, 2]) });
  });

  it("fills a cycle of negative cost although nothing is supplied", () => {
    const result = solveMinCostFlow(problemOf([0, 0, 0], [[0, 1, 0, 4, -5], [1, 2, 0, 3, 1], [2, 0, 0, 9, 1]]));
    expect(result).toMatchObject({ kind: "optimal", value: -9 });
  });

  it("keeps lower bounds, negative ones too", () => {
    const result = solveMinCostFlow(problemOf([0, 0], [[0, 1, 2, 6, 10], [0, 1, -5, 5, 3]]));
    expect(result).toMatchObject({ kind: "optimal", value: 14, flow: Float64Array.from([2, -2]) });
  });

  it("names a problem infeasible when a cut is too narrow, and proves it by potentials", () => {
    const result = solveMinCostFlow(problemOf([2, 0, -2], [[0, 1, 0, 2, 1], [1, 2, 0, 1, 1]]));
    expect(result.kind).toBe("infeasible");
  });

  it("names a problem infeasible when supplies and demands differ", () => {
    expect(solveMinCostFlow(problemOf([2, -1], [[0, 1, 0, 5, 1]])).kind).toBe("infeasible");
  });

  it("names a problem unbounded and gives the cycle", () => {
    const result = solveMinCostFlow(problemOf([1, -1, 0], [[0, 1, 0, 1, 1], [1, 2, 0, Infinity, -3], [2, 1, 0, Infinity, 2]]));
    expect(result.kind === "unbounded" && [...result.cycle].sort()).toEqual([1, 2]);
  });

  it("calls a problem infeasible that would be unbounded if it had a flow", () => {
    const result = solveMinCostFlow(problemOf([5, -5, 0], [[0, 1, 0, 1, 1], [1, 2, 0, Infinity, -3], [2, 1, 0, Infinity, 2]]));
    expect(result.kind).toBe("infeasible");
  });

  it("refuses numbers that leave the exact integers instead of rounding them", () => {
    expect(solveMinCostFlow(problemOf([1, -1], [[0, 1, 0, 1, 2 ** 52]])).kind).toBe("too-large");
    expect(solveMinCostFlow(problemOf([2 ** 53, -(2 ** 53)], [[0, 1, 0, Infinity, 1]])).kind).toBe("too-large");
    expect(solveMinCostFlow(problemOf([2 ** 40, -(2 ** 40)], [[0, 1, 0, Infinity, 2 ** 30]])).kind).toBe("too-large");
  });

  it("answers a problem without arcs", () => {
    expect(solveMinCostFlow(problemOf([0, 0], []))).toMatchObject({ kind: "optimal", value: 0 });
    expect(solveMinCostFlow(problemOf([1, -1], [])).kind).toBe("infeasible");
  });

  it("agrees with listing every flow of 1,500 tiny problems", () => {
    let feasible = 0;
    for (let seed = 1; seed <= 1500; seed++) {
      const free = randomFlowProblem(seed, 4, 6, 2);
      const problem = { ...free, upper: free.upper.map((upper, arc) => (upper === Infinity ? free.lower[arc] + 2 : upper)) };
      const least = leastCostByListing(problem);
      const result = solveMinCostFlow(problem);
      if (least === null) expect(result.kind, `seed ${seed}`).toBe("infeasible");
      else expect(result, `seed ${seed}`).toMatchObject({ kind: "optimal", value: least });
      if (least !== null) feasible++;
    }
    expect(feasible).toBeGreaterThan(700);
  });
});

describe("a start from an earlier basis", () => {
  it("reaches the value of a fresh start after costs, bounds and supplies changed", () => {
    let compared = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const before = randomFlowProblem(seed, 12, 40, 8);
      const first = solveMinCostFlow(before);
      if (first.kind !== "optimal") continue;
      const dice = new Dice(seed);
      const upper = before.upper.map((most, arc) => Math.max(before.lower[arc], most - (dice.oneIn(5) ? dice.between(0, 3) : 0)));
      const supply = before.supply.slice();
      supply[0] += 1;
      supply[dice.between(1, 11)] -= 1;
      const after: FlowProblem = { ...before, upper, supply, cost: before.cost.map((cost) => cost + dice.between(-2, 2)) };
      const warm = solveMinCostFlow(after, first.basis);
      const cold = solveMinCostFlow(after);
      expect(warm.kind, `seed ${seed}`).toBe(cold.kind);
      if (warm.kind !== "optimal" || cold.kind !== "optimal") continue;
      expect(warm.value, `seed ${seed}`).toBe(cold.value);
      compared++;
    }
    expect(compared).toBeGreaterThan(40);
  });

  it("reaches the value of a fresh start whatever prices the basis brings, and wherever its nodes hang on the root", () => {
    let compared = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const problem = randomFlowProblem(seed, 12, 40, 8);
      const first = solveMinCostFlow(problem);
      if (first.kind !== "optimal") continue;
      const dice = new Dice(seed);
      const price = Float64Array.from({ length: 12 }, () => (dice.oneIn(9) ? Number.NaN : dice.between(-30, 30) * (dice.oneIn(9) ? 1e12 : 1)));
      const parentArc = first.basis.parentArc.map((arc) => (dice.oneIn(3) ? -1 : arc));
      const changed: FlowProblem = { ...problem, cost: problem.cost.map((cost) => cost + dice.between(0, 2)) };
      const warm = solveMinCostFlow(changed, { ...first.basis, parentArc, price });
      const fresh = solveMinCostFlow(changed);
      expect(warm.kind, `seed ${seed}`).toBe(fresh.kind);
      if (warm.kind !== "optimal" || fresh.kind !== "optimal") continue;
      expect(warm.value, `seed ${seed}`).toBe(fresh.value);
      compared++;
    }
    expect(compared).toBeGreaterThan(40);
  });

  it("needs no pivot when nothing changed", () => {
    const problem = Array.from({ length: 20 }, (_, seed) => randomFlowProblem(seed, 30, 200, 5)).find((each) => solveMinCostFlow(each).kind === "optimal");
    if (problem === undefined) throw new Error("no seed has a flow");
    const first = solveMinCostFlow(problem);
    if (first.kind !== "optimal") throw new Error("this seed has a flow");
    const again = solveMinCostFlow(problem, first.basis);
    // One look at every arc, and the work of setting up.
    expect(again.work).toBe(230 + 200);
  });
});

describe("minCostFlow stopped halfway", () => {
  it("gives a bound that holds, and a flow once it has one", () => {
    let stoppedRuns = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const problem = randomFlowProblem(seed, 30, 200, 5);
      const best = solveMinCostFlow(problem);
      if (best.kind !== "optimal") continue;
      const run = minCostFlow(problem, undefined, 100 + 20 * seed);
      run.next(false);
      const step = run.next(true);
      if (step.done !== true || step.value.kind !== "stopped") continue;
      stoppedRuns++;
      expect(step.value.bound).toBeLessThanOrEqual(best.value);
    }
    expect(stoppedRuns).toBeGreaterThan(10);
  });
});

describe("judgeOptimum", () => {
  const problem = problemOf([3, -3], [[0, 1, 0, 5, 7], [0, 1, 0, 2, 4]]);
  const potential = Float64Array.from([7, 0]);
  it.each([
    ["nothing wrong", [1, 2], "15"],
    ["a dearer flow", [2, 1], "arc 1 has reduced cost -3 below its upper bound"],
    ["a flow that does not balance", [0, 2], "node 0 sends out 2, not 3"],
    ["a flow above its bound", [0, 3], "arc 1 carries 3, outside 0 to 2"],
    ["a part of a unit", [0.5, 2], "arc 0 carries 0.5, not an exact integer"],
  ])("finds %s", (_, flow, found) => {
    const verdict = judgeOptimum(problem, Float64Array.from(flow), potential);
    expect(verdict.kind === "optimal" ? String(verdict.value) : verdict.why).toBe(found);
  });

  it("takes sums that pass 2^53 on the way when the value itself fits, and refuses a value that does not", () => {
    const far = 2 ** 50;
    const even = problemOf([5, -5, 5, -5], [[0, 1, 0, 5, far], [2, 3, 0, 5, -far]]);
    expect(judgeOptimum(even, Float64Array.from([5, 5]), Float64Array.from([far, 0, -far, 0]))).toEqual({ kind: "optimal", value: 0 });
    const dear = problemOf([5, -5], [[0, 1, 0, 5, 2 * far]]);
    expect(judgeOptimum(dear, Float64Array.from([5]), Float64Array.from([2 * far, 0])).kind).toBe("too-large");
  });
});
