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
 * 3. Enter the arc that violates its bound most within a block of about √m arcs (block search). Arcs are
 *    visited in a strided order, so that a block sees arcs of many nodes (arc mixing).
 * 4. Push as much as fits round the cycle it closes; of the arcs that block, the last one met from the
 *    cycle's apex in the direction of the push leaves. This keeps the tree strongly feasible (every node
 *    can send a little flow to the root), hence no cycling.
 * 5. No arc violates its bound: optimal, if the artificial arcs are empty. If not, solve with all costs zero:
 *    those potentials prove infeasibility. A cycle that never blocks proves unboundedness, if a flow exists.
 *
 * Starting again from a basis: flows of tree arcs follow from bounds and supplies; a node whose arc would
 * leave its bounds, or break strong feasibility, is hung on the root instead. Any change of costs, bounds
 * and supplies is allowed.
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
 * (block search, arc mixing).
 */
import { invariant } from "../../base/invariant";
import { dualValue, flowCost, infeasibilityFault, optimalityFault, unboundednessFault } from "./check-flow";
import type { FlowBasis, FlowProblem, FlowResult } from "./flow-problem";
import { createSpanningTree, moveSubtree, preorder, threadTree, type SpanningTree } from "./spanning-tree";

/** Arc states as factors: factor · r_e below zero means that moving arc e off its bound pays. */
const atLower = 1;
const atUpper = -1;
/** In the tree, artificial, or without room between its bounds: never enters. */
const outOfPlay = 0;

/** Work between two yields, in arcs looked at and nodes moved: under a millisecond. */
const usualSlice = 50_000;

/** The simplex at work. Arcs are in visiting order, then one artificial arc per node. */
interface Simplex {
  readonly arcCount: number;
  readonly nodeCount: number;
  /** Visiting position → arc of the problem. */
  readonly arcAt: Int32Array;
  /** Ends of arc e: source at 2e, target at 2e + 1. */
  readonly ends: Int32Array;
  readonly cost: Float64Array;
  /** Room between the bounds; flows are counted from the lower bound. */
  readonly room: Float64Array;
  readonly flow: Float64Array;
  readonly state: Int8Array;
  readonly tree: SpanningTree;
  readonly blockSize: number;
  nextArc: number;
  work: number;
}

/** How a run over the arcs ended. */
type PivotOutcome = "optimal" | "unbounded" | "more";

/**
 * Solves a min-cost flow problem, yielding the work done so far after every slice;
 * answer a yield with true to stop with what is known.
 * @param start where to begin; by default with an empty basis
 * @param slice work between two yields, in arcs looked at and nodes moved; by default well under a millisecond's
 */
export function* minCostFlow(problem: FlowProblem, start?: FlowBasis, slice = usualSlice): Generator<number, FlowResult, boolean> {
  checkShape(problem);
  const tooLarge = magnitudeFault(problem);
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
    if (yield simplex.work) return { kind: "stopped", flow: null, bound: -Infinity, work: simplex.work };
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
  const value = flowCost(problem, flow);
  if (Number.isNaN(value)) return { kind: "too-large", why: "the cost of the flow passes 2^53", work: simplex.work };
  const potential = potentials(problem, simplex);
  if (Number.isNaN(dualValue(problem, potential))) return { kind: "too-large", why: "the proof's terms pass 2^53", work: simplex.work };
  const fault = optimalityFault(problem, flow, potential, value);
  invariant(fault === null, `optimal flow: ${fault}`);
  return { kind: "optimal", value, flow, potential, basis: basisOf(simplex), work: simplex.work };
}

/** The prices of the nodes, moved so that the node with most to send or take has price 0: keeps the proof's terms small. */
function potentials(problem: FlowProblem, simplex: Simplex): Float64Array {
  const { supply, nodeCount } = problem;
  const price = simplex.tree.price;
  let heaviest = 0;
  let balance = 0;
  for (let node = 0; node < nodeCount; node++) {
    balance += supply[node];
    if (supply[node] * supply[node] > supply[heaviest] * supply[heaviest]) heaviest = node;
  }
  // Only balanced supplies make the proof blind to a common shift.
  const shift = balance === 0 && nodeCount > 0 ? price[heaviest] : 0;
  return Float64Array.from({ length: nodeCount }, (_, node) => price[node] - shift);
}

/** What is known halfway: a flow once the artificial arcs are empty, and the bound of the present potentials. */
function stopped(problem: FlowProblem, simplex: Simplex): FlowResult {
  const bound = dualValue(problem, potentials(problem, simplex));
  return {
    kind: "stopped",
    flow: hasArtificialFlow(simplex) ? null : flowOf(problem, simplex),
    bound: Number.isNaN(bound) ? -Infinity : bound,
    work: simplex.work,
  };
}

// ---- pivots ------------------------------------------------------------------------------------

/** Pivots until optimal, unbounded (`nextArc` closes the cycle) or out of work. */
function pivot(simplex: Simplex, workLimit: number): PivotOutcome {
  while (simplex.work < workLimit) {
    const entering = findEntering(simplex);
    if (entering < 0) return "optimal";
    if (!exchange(simplex, entering)) {
      simplex.nextArc = entering;
      return "unbounded";
    }
  }
  return "more";
}

/** The worst violation in the next block that has one; −1 when no arc violates its bound. */
function findEntering(simplex: Simplex): number {
  const { arcCount, ends, cost, state, blockSize } = simplex;
  const { price } = simplex.tree;
  let worst = 0;
  let entering = -1;
  let leftInBlock = blockSize;
  let arc = simplex.nextArc;
  let looked = 0;
  while (looked < arcCount) {
    const violation = state[arc] * (cost[arc] - price[ends[2 * arc]] + price[ends[2 * arc + 1]]);
    if (violation < worst) {
      worst = violation;
      entering = arc;
    }
    looked++;
    if (++arc === arcCount) arc = 0;
    if (--leftInBlock === 0) {
      if (entering >= 0) break;
      leftInBlock = blockSize;
    }
  }
  simplex.nextArc = arc;
  simplex.work += looked;
  return entering;
}

/** Pushes round the cycle of the entering arc and swaps it for the arc that blocks; false when none does. */
function exchange(simplex: Simplex, entering: number): boolean {
  const { ends, cost, room, flow, state } = simplex;
  const { parent, parentArc, isUpward, depth, price } = simplex.tree;
  const isForward = state[entering] === atLower;
  // The push goes apex → first → entering arc → second → apex.
  const first = isForward ? ends[2 * entering] : ends[2 * entering + 1];
  const second = isForward ? ends[2 * entering + 1] : ends[2 * entering];

  // Least room on either side; of equals the last in the direction of the push.
  let firstRoom = Infinity;
  let firstTop = -1;
  let secondRoom = Infinity;
  let secondTop = -1;
  let low = first;
  let high = second;
  while (low !== high) {
    if (depth[low] >= depth[high]) {
      const arc = parentArc[low];
      const left = isUpward[low] === 1 ? flow[arc] : room[arc] - flow[arc];
      if (left < firstRoom) {
        firstRoom = left;
        firstTop = low;
      }
      low = parent[low];
    } else {
      const arc = parentArc[high];
      const left = isUpward[high] === 1 ? room[arc] - flow[arc] : flow[arc];
      if (left <= secondRoom) {
        secondRoom = left;
        secondTop = high;
      }
      high = parent[high];
    }
  }
  const apex = low;
  let push = room[entering];
  let top = -1;
  if (firstRoom < push) {
    push = firstRoom;
    top = firstTop;
  }
  const leavesOnSecond = secondRoom <= push;
  if (leavesOnSecond) {
    push = secondRoom;
    top = secondTop;
  }
  if (push === Infinity) return false;

  if (push > 0) {
    flow[entering] += isForward ? push : -push;
    for (let node = first; node !== apex; node = parent[node]) flow[parentArc[node]] += isUpward[node] === 1 ? -push : push;
    for (let node = second; node !== apex; node = parent[node]) flow[parentArc[node]] += isUpward[node] === 1 ? push : -push;
  }
  if (top < 0) {
    // The entering arc itself blocks: it goes to its other bound and the tree stays.
    state[entering] = isForward ? atUpper : atLower;
    return true;
  }

  const leaving = parentArc[top];
  const hook = leavesOnSecond ? second : first;
  const newParent = leavesOnSecond ? first : second;
  const isHookSource = ends[2 * entering] === hook;
  const newPrice = price[newParent] + (isHookSource ? cost[entering] : -cost[entering]);
  simplex.work += moveSubtree(simplex.tree, hook, newParent, top, entering, isHookSource ? 1 : 0, newPrice - price[hook]);
  state[entering] = outOfPlay;
  if (leaving < simplex.arcCount) state[leaving] = restingState(flow[leaving], room[leaving]);
  return true;
}

function restingState(flow: number, room: number): number {
  if (room === 0) return outOfPlay;
  return flow === 0 ? atLower : atUpper;
}

// ---- start and end -----------------------------------------------------------------------------

/** Arcs in strided order: about √m apart, so that neighbours in the list are far apart in the problem. */
function visitingOrder(arcCount: number): Int32Array {
  let stride = 10;
  while ((stride + 1) * (stride + 1) <= arcCount) stride++;
  const order = new Int32Array(arcCount);
  let position = 0;
  for (let first = 0; first < stride; first++) {
    for (let arc = first; arc < arcCount; arc += stride) order[position++] = arc;
  }
  return order;
}

function startSimplex(problem: FlowProblem, arcCosts: Float64Array, start: FlowBasis | undefined): Simplex {
  const { nodeCount, source, target, lower, upper, supply } = problem;
  const arcCount = source.length;
  const total = arcCount + nodeCount;
  const arcAt = visitingOrder(arcCount);
  const ends = new Int32Array(2 * total);
  const cost = new Float64Array(total);
  const room = new Float64Array(total).fill(Infinity);
  const flow = new Float64Array(total);
  const state = new Int8Array(total);
  // What each node still has to send out once the resting arcs are counted.
  const rest = Float64Array.from(supply);
  let greatest = 0;
  for (let position = 0; position < arcCount; position++) {
    const arc = arcAt[position];
    ends[2 * position] = source[arc];
    ends[2 * position + 1] = target[arc];
    cost[position] = arcCosts[arc];
    room[position] = upper[arc] - lower[arc];
    const isHigh = start !== undefined && start.isAtUpper[arc] === 1 && room[position] < Infinity;
    state[position] = restingState(isHigh ? room[position] : 0, room[position]);
    flow[position] = isHigh ? room[position] : 0;
    rest[source[arc]] -= lower[arc] + flow[position];
    rest[target[arc]] += lower[arc] + flow[position];
    const size = cost[position] < 0 ? -cost[position] : cost[position];
    if (size > greatest) greatest = size;
  }
  cost.fill(nodeCount * greatest + 1, arcCount);
  const simplex: Simplex = {
    arcCount,
    nodeCount,
    arcAt,
    ends,
    cost,
    room,
    flow,
    state,
    tree: createSpanningTree(nodeCount),
    blockSize: integerRoot(arcCount),
    nextArc: 0,
    work: total,
  };
  plantTree(simplex, start, rest);
  threadTree(simplex.tree, cost);
  return simplex;
}

function integerRoot(arcCount: number): number {
  let root = 10;
  while (root * root < arcCount) root++;
  return root;
}

/** Hangs every node on its arc of the starting basis where that keeps the tree strongly feasible, else on the root. */
function plantTree(simplex: Simplex, start: FlowBasis | undefined, rest: Float64Array): void {
  const { arcCount, nodeCount, ends, room, flow, state } = simplex;
  const { root, parent, parentArc, isUpward } = simplex.tree;
  parent.fill(root);
  parent[root] = -1;
  if (start !== undefined) {
    const positionOf = new Int32Array(arcCount);
    for (let position = 0; position < arcCount; position++) positionOf[simplex.arcAt[position]] = position;
    for (let node = 0; node < nodeCount; node++) {
      if (start.parentArc[node] < 0) continue;
      const arc = positionOf[start.parentArc[node]];
      parentArc[node] = arc;
      isUpward[node] = ends[2 * arc] === node ? 1 : 0;
      parent[node] = isUpward[node] === 1 ? ends[2 * arc + 1] : ends[2 * arc];
      // A tree arc does not rest: take back what was counted for it.
      rest[ends[2 * arc]] += flow[arc];
      rest[ends[2 * arc + 1]] -= flow[arc];
      flow[arc] = 0;
    }
  }
  const order = preorder(root, parent);
  invariant(order.length === nodeCount + 1, "a starting basis is a tree");
  // From the leaves up: what a subtree must send out goes over its top arc.
  for (let position = order.length - 1; position > 0; position--) {
    const node = order[position];
    const arc = parentArc[node];
    if (arc >= 0) {
      const up = parent[node];
      const sign = isUpward[node] === 1 ? 1 : -1;
      const wanted = sign * rest[node];
      const isSound = sign === 1 ? wanted >= 0 && wanted < room[arc] : wanted > 0 && wanted <= room[arc];
      // Sound or not, it carries as much of that as fits; what it cannot is the artificial arc's.
      flow[arc] = wanted <= 0 ? 0 : wanted < room[arc] ? wanted : room[arc];
      rest[up] += sign * flow[arc];
      rest[node] -= sign * flow[arc];
      if (isSound) {
        state[arc] = outOfPlay;
        continue;
      }
      state[arc] = restingState(flow[arc], room[arc]);
    }
    hangOnRoot(simplex, node, rest[node]);
  }
}

function hangOnRoot(simplex: Simplex, node: number, supply: number): void {
  const { ends, flow, arcCount } = simplex;
  const { root, parent, parentArc, isUpward } = simplex.tree;
  const arc = arcCount + node;
  ends[2 * arc] = supply >= 0 ? node : root;
  ends[2 * arc + 1] = supply >= 0 ? root : node;
  flow[arc] = supply >= 0 ? supply : -supply;
  parent[node] = root;
  parentArc[node] = arc;
  isUpward[node] = supply >= 0 ? 1 : 0;
}

function hasArtificialFlow(simplex: Simplex): boolean {
  for (let arc = simplex.arcCount; arc < simplex.flow.length; arc++) if (simplex.flow[arc] !== 0) return true;
  return false;
}

function flowOf(problem: FlowProblem, simplex: Simplex): Float64Array {
  const flow = new Float64Array(simplex.arcCount);
  for (let position = 0; position < simplex.arcCount; position++) {
    const arc = simplex.arcAt[position];
    flow[arc] = problem.lower[arc] + simplex.flow[position];
  }
  return flow;
}

function basisOf(simplex: Simplex): FlowBasis {
  const isAtUpper = new Uint8Array(simplex.arcCount);
  const parentArc = new Int32Array(simplex.nodeCount);
  for (let position = 0; position < simplex.arcCount; position++) {
    if (simplex.state[position] === atUpper) isAtUpper[simplex.arcAt[position]] = 1;
  }
  for (let node = 0; node < simplex.nodeCount; node++) {
    const arc = simplex.tree.parentArc[node];
    parentArc[node] = arc < simplex.arcCount ? simplex.arcAt[arc] : -1;
  }
  return { isAtUpper, parentArc };
}

/** The arcs of the cycle that the entering arc closes. */
function unboundedCycle(simplex: Simplex): Int32Array {
  const { parent, parentArc, depth } = simplex.tree;
  const cycle = [simplex.arcAt[simplex.nextArc]];
  let first = simplex.ends[2 * simplex.nextArc];
  let second = simplex.ends[2 * simplex.nextArc + 1];
  while (first !== second) {
    const isFirst = depth[first] >= depth[second];
    const node = isFirst ? first : second;
    cycle.push(simplex.arcAt[parentArc[node]]);
    if (isFirst) first = parent[node];
    else second = parent[node];
  }
  return Int32Array.from(cycle);
}

// ---- what a caller may ask ---------------------------------------------------------------------

function checkShape(problem: FlowProblem): void {
  const { nodeCount, source, target, lower, upper, cost, supply } = problem;
  const arcCount = source.length;
  const isEven = target.length === arcCount && lower.length === arcCount && upper.length === arcCount && cost.length === arcCount;
  invariant(isEven && supply.length === nodeCount, "a flow problem's arrays have one entry per arc or node");
  for (let arc = 0; arc < arcCount; arc++) {
    const isInside = source[arc] >= 0 && source[arc] < nodeCount && target[arc] >= 0 && target[arc] < nodeCount;
    invariant(isInside && source[arc] !== target[arc], "an arc joins two different nodes of the problem");
    invariant(lower[arc] <= upper[arc], "an arc's lower bound is not above its upper bound");
  }
}

/** Why the numbers may not stay exact, or null: all flows, prices and reduced costs are below these sums. */
function magnitudeFault(problem: FlowProblem): string | null {
  const { nodeCount, source, lower, upper, cost, supply } = problem;
  const size = (value: number): number => (Number.isSafeInteger(value) ? (value < 0 ? -value : value) : Infinity);
  let flows = 0;
  let greatest = 0;
  for (let node = 0; node < nodeCount; node++) flows += size(supply[node]);
  for (let arc = 0; arc < source.length; arc++) {
    flows += size(lower[arc]) + (upper[arc] === Infinity ? 0 : size(upper[arc]));
    if (size(cost[arc]) > greatest) greatest = size(cost[arc]);
  }
  if (!(flows <= Number.MAX_SAFE_INTEGER)) return "supplies and bounds together pass 2^53";
  if (!(4 * (nodeCount + 1) * (greatest + 1) <= Number.MAX_SAFE_INTEGER)) return "costs times nodes pass 2^53";
  return null;
}
