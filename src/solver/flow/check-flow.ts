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
function flowCost({ cost }: FlowProblem, flow: Float64Array): number {
  const sum: ExactSum = { low: 0, carried: 0, isExact: true };
  for (let arc = 0; arc < flow.length; arc++) addProduct(sum, cost[arc], flow[arc]);
  return total(sum);
}

/**
 * A lower bound for the cost of every flow, whatever the potentials:
 * Σ supply·potential + Σ min(r·lower, r·upper). −Infinity when a limitless arc has r < 0; NaN when it does not fit.
 * @param cost the costs to use, usually the problem's own
 */
export function dualValue(problem: FlowProblem, potential: Float64Array, cost: Float64Array = problem.cost): number {
  const { source, target, lower, upper, supply, nodeCount } = problem;
  let plain = 0;
  let size = 0;
  for (let node = 0; node < nodeCount; node++) {
    const product = supply[node] * potential[node];
    plain += product;
    size += product < 0 ? -product : product;
  }
  for (let arc = 0; arc < source.length; arc++) {
    const reduced = cost[arc] - potential[source[arc]] + potential[target[arc]];
    if (!Number.isSafeInteger(reduced)) return Number.NaN;
    if (reduced < 0 && upper[arc] === Infinity) return -Infinity;
    const product = reduced * (reduced < 0 ? upper[arc] : lower[arc]);
    plain += product;
    size += product < 0 ? -product : product;
  }
  return size <= Number.MAX_SAFE_INTEGER ? plain : carriedDualValue(problem, potential, cost);
}

/** As {@link dualValue}, where sums on the way may pass 2^53. */
function carriedDualValue({ source, target, lower, upper, supply, nodeCount }: FlowProblem, potential: Float64Array, cost: Float64Array): number {
  const sum: ExactSum = { low: 0, carried: 0, isExact: true };
  for (let node = 0; node < nodeCount; node++) addProduct(sum, supply[node], potential[node]);
  for (let arc = 0; arc < source.length; arc++) {
    const reduced = cost[arc] - potential[source[arc]] + potential[target[arc]];
    addProduct(sum, reduced, reduced < 0 ? upper[arc] : lower[arc]);
  }
  return total(sum);
}

/** What flow and potentials prove together; `too-large`: a term or a sum does not fit the exact integers. */
export type OptimalityVerdict = { readonly kind: "optimal"; readonly value: number } | { readonly kind: "too-large"; readonly why: string } | { readonly kind: "fault"; readonly why: string };

/**
 * Whether flow and potentials prove each other optimal: conservation, bounds, complementary slackness, primal = dual; in one pass.
 */
export function judgeOptimum(problem: FlowProblem, flow: Float64Array, potential: Float64Array): OptimalityVerdict {
  const { source, target, lower, upper, cost, supply, nodeCount } = problem;
  const excess = new Float64Array(nodeCount);
  let primal = 0;
  let dual = 0;
  let size = 0;
  for (let arc = 0; arc < source.length; arc++) {
    const carried = flow[arc];
    const reduced = cost[arc] - potential[source[arc]] + potential[target[arc]];
    if (!Number.isSafeInteger(reduced)) return { kind: "too-large", why: "the proof's terms pass 2^53" };
    const isKept = Number.isSafeInteger(carried) && carried >= lower[arc] && carried <= upper[arc];
    if (!isKept || (reduced > 0 && carried !== lower[arc]) || (reduced < 0 && carried !== upper[arc])) return { kind: "fault", why: arcFault(problem, arc, carried, reduced) };
    if (carried === 0) continue;
    excess[source[arc]] += carried;
    excess[target[arc]] -= carried;
    const paid = cost[arc] * carried;
    const owed = reduced * carried;
    primal += paid;
    dual += owed;
    size += (paid < 0 ? -paid : paid) + (owed < 0 ? -owed : owed);
  }
  for (let node = 0; node < nodeCount; node++) {
    if (excess[node] !== supply[node]) return { kind: "fault", why: `node ${node} sends out ${excess[node]}, not ${supply[node]}` };
    const product = supply[node] * potential[node];
    dual += product;
    size += product < 0 ? -product : product;
  }
  // Where the sizes together fit, so did every sum on the way.
  if (size > Number.MAX_SAFE_INTEGER) {
    primal = flowCost(problem, flow);
    dual = dualValue(problem, potential);
    if (Number.isNaN(primal)) return { kind: "too-large", why: "the cost of the flow passes 2^53" };
    if (Number.isNaN(dual)) return { kind: "too-large", why: "the proof's terms pass 2^53" };
  }
  return primal === dual ? { kind: "optimal", value: primal } : { kind: "fault", why: `the flow costs ${primal}, but the potentials prove ${dual}` };
}

/** What is wrong with an arc of which something is. */
function arcFault({ lower, upper }: FlowProblem, arc: number, carried: number, reduced: number): string {
  if (!Number.isSafeInteger(carried)) return `arc ${arc} carries ${carried}, not an exact integer`;
  if (carried < lower[arc] || carried > upper[arc]) return `arc ${arc} carries ${carried}, outside ${lower[arc]} to ${upper[arc]}`;
  return `arc ${arc} has reduced cost ${reduced} ${reduced > 0 ? "above its lower" : "below its upper"} bound`;
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
