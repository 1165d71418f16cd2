/**
 * Certificates of min-cost flows, checked without the solver: each function re-reads the problem and
 * says in a sentence what is wrong, or null. Sums that leave the exact integers are refused, never rounded.
 */
import type { FlowProblem } from "./flow-problem";

/**
 * A sum of products that stays exact: what passes 2^52 is carried, so only the final sum must fit, not
 * the sums on the way.
 */
interface ExactSum {
  low: number;
  /** In units of 2^52. */
  carried: number;
  isExact: boolean;
}

const carryUnit = 2 ** 52;

function addProduct(sum: ExactSum, factor: number, other: number): void {
  const product = factor * other;
  if (!Number.isSafeInteger(product)) sum.isExact = false;
  // |low| ≤ 2^52 and |product| < 2^53: one unit of carry brings either back below before they are added.
  const unit = product >= carryUnit ? carryUnit : product <= -carryUnit ? -carryUnit : 0;
  sum.low += product - unit;
  sum.carried += unit / carryUnit;
  if (sum.low >= carryUnit || sum.low <= -carryUnit) {
    const sign = sum.low > 0 ? 1 : -1;
    sum.low -= sign * carryUnit;
    sum.carried += sign;
  }
}

/** The sum, or NaN when it or one of its products does not fit the exact integers. */
function total(sum: ExactSum): number {
  const value = sum.carried * carryUnit + sum.low;
  return sum.isExact && Number.isSafeInteger(value) ? value : Number.NaN;
}

/** The cost of a flow; NaN when it does not fit the exact integers. */
export function flowCost(problem: FlowProblem, flow: Float64Array): number {
  const sum: ExactSum = { low: 0, carried: 0, isExact: true };
  for (let arc = 0; arc < flow.length; arc++) addProduct(sum, problem.cost[arc], flow[arc]);
  return total(sum);
}

/**
 * A lower bound for the cost of every flow, whatever the potentials:
 * Σ supply·potential + Σ min(r·lower, r·upper). −Infinity when a limitless arc has r < 0; NaN when it does not fit.
 * @param cost the costs to use, usually the problem's own
 */
export function dualValue(problem: FlowProblem, potential: Float64Array, cost: Float64Array = problem.cost): number {
  const { source, target, lower, upper, supply, nodeCount } = problem;
  const sum: ExactSum = { low: 0, carried: 0, isExact: true };
  for (let node = 0; node < nodeCount; node++) addProduct(sum, supply[node], potential[node]);
  for (let arc = 0; arc < source.length; arc++) {
    const reduced = cost[arc] - potential[source[arc]] + potential[target[arc]];
    if (!Number.isSafeInteger(reduced)) return Number.NaN;
    if (reduced < 0 && upper[arc] === Infinity) return -Infinity;
    addProduct(sum, reduced, reduced < 0 ? upper[arc] : lower[arc]);
  }
  return total(sum);
}

/** Whether the flow keeps every bound and balances at every node; else the first fault, in words. */
export function flowFault(problem: FlowProblem, flow: Float64Array): string | null {
  const { source, target, lower, upper, supply, nodeCount } = problem;
  const balance = new Float64Array(nodeCount);
  for (let arc = 0; arc < source.length; arc++) {
    if (!Number.isSafeInteger(flow[arc])) return `arc ${arc} carries ${flow[arc]}, not an exact integer`;
    if (flow[arc] < lower[arc] || flow[arc] > upper[arc]) return `arc ${arc} carries ${flow[arc]}, outside ${lower[arc]} to ${upper[arc]}`;
    balance[source[arc]] += flow[arc];
    balance[target[arc]] -= flow[arc];
  }
  for (let node = 0; node < nodeCount; node++) {
    if (balance[node] !== supply[node]) return `node ${node} sends out ${balance[node]}, not ${supply[node]}`;
  }
  return null;
}

/** Whether flow and potentials prove each other optimal: conservation, bounds, complementary slackness, primal = dual. */
export function optimalityFault(problem: FlowProblem, flow: Float64Array, potential: Float64Array, value: number): string | null {
  const fault = flowFault(problem, flow);
  if (fault !== null) return fault;
  const { source, target, lower, upper, cost } = problem;
  for (let arc = 0; arc < source.length; arc++) {
    const reduced = cost[arc] - potential[source[arc]] + potential[target[arc]];
    if (reduced > 0 && flow[arc] !== lower[arc]) return `arc ${arc} has reduced cost ${reduced} above its lower bound`;
    if (reduced < 0 && flow[arc] !== upper[arc]) return `arc ${arc} has reduced cost ${reduced} below its upper bound`;
  }
  const primal = flowCost(problem, flow);
  const dual = dualValue(problem, potential);
  return primal === value && dual === value ? null : `value ${value}, but the flow costs ${primal} and the potentials prove ${dual}`;
}

/** Whether the potentials prove that no flow exists (Farkas): with costs of zero their bound is above zero. */
export function infeasibilityFault(problem: FlowProblem, potential: Float64Array): string | null {
  const bound = dualValue(problem, potential, new Float64Array(problem.cost.length));
  return bound > 0 ? null : `the potentials prove ${bound}, which is not above zero`;
}

/** Whether flow can be sent round the cycle for ever, each time for less. */
export function unboundednessFault(problem: FlowProblem, cycle: Int32Array): string | null {
  const { source, target, upper, cost } = problem;
  let sum = 0;
  const balance = new Map<number, number>();
  for (const arc of cycle) {
    if (upper[arc] !== Infinity) return `arc ${arc} of the cycle has a limit`;
    sum += cost[arc];
    balance.set(source[arc], (balance.get(source[arc]) ?? 0) + 1);
    balance.set(target[arc], (balance.get(target[arc]) ?? 0) - 1);
  }
  for (const [node, excess] of balance) if (excess !== 0) return `node ${node} is not passed through by the cycle`;
  return sum < 0 ? null : `the cycle costs ${sum}, which is not below zero`;
}
