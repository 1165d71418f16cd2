/**
 * Minimum-cost flow by the primal network simplex.
 *
 *   minimise   Σ_e c_e x_e
 *   subject to Σ_{e out of v} x_e − Σ_{e into v} x_e = b_v   every node v
 *              l_e ≤ x_e ≤ u_e                               every arc e; l_e finite, u_e may be ∞
 *
 * Notation: n nodes, m arcs, π_v the potential of node v, r_e = c_e − π_source + π_target, C = max |c_e|.
 *
 * Method.
 * 1. Shift every lower bound to zero. Add a root and one artificial arc per node, which carries what the
 *    other arcs do not yet, at a cost of M = n·C + 1: dearer than any path, so that it empties if it can.
 * 2. Keep a spanning tree whose arcs have r = 0 and may carry anything; all other arcs rest at a bound.
 * 3. Enter the arc that violates its bound most within a block of about √(2m) arcs (block search), in the problem's order.
 * 4. Push as much as fits round the cycle it closes; of the arcs that block, the last one met from the
 *    cycle's apex in the direction of the push leaves. This keeps the tree strongly feasible (every node
 *    can send a little flow to the root), hence no cycling.
 * 5. No arc violates its bound: optimal, if the artificial arcs are empty. If not, solve with all costs zero:
 *    those potentials prove infeasibility. A cycle that never blocks proves unboundedness, if a flow exists.
 *
 * Starting again from a basis: flows of tree arcs follow from bounds and supplies; a node whose arc would
 * leave its bounds, or break strong feasibility, is hung on the root instead. Any change of costs, bounds
 * and supplies is allowed. Where that leaves artificial arcs empty, none can ever fill, for all lead to the root and none
 * leaves it: then prices that come with the basis may be their costs, so that nodes on the root start near their best prices.
 *
 * Invariants: all numbers are exact integers in doubles (M and the sums of bounds are checked to fit);
 * the answer is checked by `check-flow.ts` before it leaves. Deterministic: the same problem and basis
 * take the same pivots everywhere.
 *
 * Cost: O(m) space; no polynomial bound in time is claimed. In practice a pivot costs about √m plus the subtree moved.
 * Assumes a well-formed problem (checked) without loops. Does not detect that an optimum is not unique.
 *
 * References: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, Network Flows, Prentice Hall, 1993, chapter 11.
 * P. Kovács, Minimum-cost flow algorithms: an experimental evaluation, Optimization Methods and Software 30, 2015
 * (block search).
 */
import { invariant } from "../../base/invariant";
import { dualValue, infeasibilityFault, judgeOptimum, unboundednessFault } from "./check-flow";
import type { FlowBasis, FlowProblem, FlowResult } from "./flow-problem";
import { pivot, type Simplex } from "./simplex";
import { basisOf, flowOf, hasArtificialFlow, startSimplex, unboundedCycle } from "./simplex-ends";

/** Work between two yields, in arcs looked at and nodes moved: under a millisecond. */
const usualSlice = 50_000;

/**
 * Solves a min-cost flow problem, yielding the work done so far after every slice;
 * answer a yield with true to stop with what is known.
 * @param start where to begin; by default with an empty basis
 * @param slice work between two yields, in arcs looked at and nodes moved; by default well under a millisecond's
 */
export function* minCostFlow(problem: FlowProblem, start?: FlowBasis, slice = usualSlice): Generator<number, FlowResult, boolean> {
  const tooLarge = checkProblem(problem);
  if (tooLarge !== null) return { kind: "too-large", why: tooLarge, work: 0 };
  const simplex = startSimplex(problem, problem.cost, start);
  for (;;) {
    const outcome = pivot(simplex, simplex.work + slice);
    if (outcome === "more") {
      if (yield simplex.work) return stopped(problem, simplex);
      continue;
    }
    if (outcome === "unbounded" || hasArtificialFlow(simplex)) {
      // Which of the two verdicts holds is a question without costs.
      const verdict = yield* feasibility(problem, simplex, slice);
      if (verdict !== null) return verdict;
      invariant(outcome === "unbounded", "an optimal flow leaves artificial arcs empty where a flow exists");
      const cycle = unboundedCycle(simplex);
      const fault = unboundednessFault(problem, cycle);
      invariant(fault === null, `unbounded cycle: ${fault}`);
      return { kind: "unbounded", cycle, work: simplex.work };
    }
    return optimum(problem, simplex);
  }
}

/** {@link minCostFlow} run to its end. */
export function solveMinCostFlow(problem: FlowProblem, start?: FlowBasis): FlowResult {
  const run = minCostFlow(problem, start);
  for (;;) {
    const step = run.next(false);
    if (step.done === true) return step.value;
  }
}

/** Refutes every flow, or returns null because one exists. */
function* feasibility(problem: FlowProblem, from: Simplex, slice: number): Generator<number, FlowResult | null, boolean> {
  const simplex = startSimplex(problem, new Float64Array(problem.cost.length), basisOf(from));
  simplex.work = from.work;
  while (pivot(simplex, simplex.work + slice) === "more") {
    if (yield simplex.work) return { kind: "stopped", flow: null, potential: null, bound: -Infinity, work: simplex.work };
  }
  from.work = simplex.work;
  if (!hasArtificialFlow(simplex)) return null;
  const potential = potentials(problem, simplex);
  const fault = infeasibilityFault(problem, potential);
  invariant(fault === null, `infeasible flow: ${fault}`);
  return { kind: "infeasible", potential, work: simplex.work };
}

function optimum(problem: FlowProblem, simplex: Simplex): FlowResult {
  const flow = flowOf(problem, simplex);
  const potential = potentials(problem, simplex);
  const verdict = judgeOptimum(problem, flow, potential);
  if (verdict.kind === "too-large") return { ...verdict, work: simplex.work };
  invariant(verdict.kind === "optimal", `optimal flow: ${verdict.kind === "fault" ? verdict.why : ""}`);
  return { kind: "optimal", value: verdict.value, flow, potential, basis: basisOf(simplex), work: simplex.work };
}

/** The prices of the nodes, moved so that the node with most to send or take has price 0: keeps the proof's terms small. */
function potentials(problem: FlowProblem, simplex: Simplex): Float64Array {
  const { supply, nodeCount } = problem;
  const price = simplex.tree.price;
  let heaviest = 0;
  let balance = 0;
  for (let node = 0; node < nodeCount; node++) {
    balance += supply[node];
    if (size(supply[node]) > size(supply[heaviest])) heaviest = node;
  }
  // Only balanced supplies make the proof blind to a common shift.
  const shift = balance === 0 && nodeCount > 0 ? price[heaviest] : 0;
  const potential = price.slice(0, nodeCount);
  for (let node = 0; node < nodeCount; node++) potential[node] -= shift;
  return potential;
}

/** What is known halfway: a flow once the artificial arcs are empty, and the bound of the present potentials. */
function stopped(problem: FlowProblem, simplex: Simplex): FlowResult {
  const potential = potentials(problem, simplex);
  const bound = dualValue(problem, potential);
  return {
    kind: "stopped",
    flow: hasArtificialFlow(simplex) ? null : flowOf(problem, simplex),
    potential,
    bound: Number.isNaN(bound) ? -Infinity : bound,
    work: simplex.work,
  };
}

/**
 * Throws where the problem is not well-formed; says why its numbers may not stay exact, or null: all flows, prices and reduced costs are below
 * these sums.
 */
function checkProblem({ nodeCount, source, target, lower, upper, cost, supply }: FlowProblem): string | null {
  const arcCount = source.length;
  const isEven = target.length === arcCount && lower.length === arcCount && upper.length === arcCount && cost.length === arcCount;
  invariant(isEven && supply.length === nodeCount, "a flow problem's arrays have one entry per arc or node");
  let isJoined = true;
  let isOrdered = true;
  let flows = 0;
  let greatest = 0;
  for (let node = 0; node < nodeCount; node++) flows += size(supply[node]);
  for (let arc = 0; arc < arcCount; arc++) {
    const from = source[arc];
    const to = target[arc];
    if (from < 0 || from >= nodeCount || to < 0 || to >= nodeCount || from === to) isJoined = false;
    if (!(lower[arc] <= upper[arc])) isOrdered = false;
    flows += size(lower[arc]);
    if (upper[arc] < Infinity) flows += size(upper[arc]);
    const own = size(cost[arc]);
    if (own > greatest) greatest = own;
  }
  invariant(isJoined, "an arc joins two different nodes of the problem");
  invariant(isOrdered, "an arc's lower bound is not above its upper bound");
  if (!(flows <= Number.MAX_SAFE_INTEGER)) return "supplies and bounds together pass 2^53";
  if (!(4 * (nodeCount + 1) * (greatest + 1) <= Number.MAX_SAFE_INTEGER)) return "costs times nodes pass 2^53";
  return null;
}

/** |value|, or infinity when it is not an exact integer. */
function size(value: number): number {
  if (!Number.isSafeInteger(value)) return Infinity;
  return value < 0 ? -value : value;
}
