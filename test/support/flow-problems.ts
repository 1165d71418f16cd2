/** Random min-cost flow problems, and every flow of a tiny one by listing. */
import type { FlowProblem } from "../../src/solver/flow/flow-problem";
import { Dice } from "./choice-random";
import { flowBuilder } from "./flow-files";

/** A random problem; supplies come from a random flow, so most of them are feasible. Some arcs have no limit. */
export function randomFlowProblem(seed: number, nodeCount: number, arcCount: number, mostFlow: number): FlowProblem {
  const dice = new Dice(seed);
  const builder = flowBuilder();
  const supply = new Float64Array(nodeCount);
  const isHard = dice.oneIn(4);
  for (let arc = 0; arc < arcCount; arc++) {
    const source = dice.between(0, nodeCount - 1);
    const target = (source + dice.between(1, nodeCount - 1)) % nodeCount;
    const lower = dice.oneIn(4) ? dice.between(-mostFlow, mostFlow) : 0;
    const upper = lower + dice.between(0, mostFlow);
    const isLimitless = dice.oneIn(12);
    builder.addArc(source, target, lower, isLimitless ? Infinity : upper, dice.between(-4, 12));
    const carried = isHard ? dice.between(lower - 1, upper + 1) : dice.between(lower, upper);
    supply[source] += carried;
    supply[target] -= carried;
  }
  return builder.build(supply);
}

/** The least cost over all flows, by listing; null when there is none. Every arc must have a limit. */
export function leastCostByListing(problem: FlowProblem): number | null {
  const flow = problem.lower.slice();
  let least: number | null = null;
  for (;;) {
    if (balances(problem, flow)) {
      const cost = flow.reduce((sum, carried, arc) => sum + carried * problem.cost[arc], 0);
      if (least === null || cost < least) least = cost;
    }
    let arc = 0;
    while (arc < flow.length && ++flow[arc] > problem.upper[arc]) {
      flow[arc] = problem.lower[arc];
      arc++;
    }
    if (arc === flow.length) return least;
  }
}

function balances({ source, target, supply }: FlowProblem, flow: Float64Array): boolean {
  const left = supply.slice();
  flow.forEach((carried, arc) => {
    left[source[arc]] -= carried;
    left[target[arc]] += carried;
  });
  return left.every((rest) => rest === 0);
}
