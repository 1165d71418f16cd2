/** Into the simplex and out of it: visiting order, the first tree, and what its state says about the problem's arcs. */
import { invariant } from "../../base/invariant";
import type { FlowBasis, FlowProblem } from "./flow-problem";
import { atUpper, outOfPlay, restingState, type Simplex } from "./simplex";
import { createSpanningTree, preorder, threadTree } from "./spanning-tree";

/** Arcs in strided order: about √m apart, so that neighbours in the list are far apart in the problem. */
function visitingOrder(arcCount: number): Int32Array {
  const stride = integerRoot(arcCount);
  const order = new Int32Array(arcCount);
  let position = 0;
  for (let first = 0; first < stride; first++) {
    for (let arc = first; arc < arcCount; arc += stride) order[position++] = arc;
  }
  return order;
}

/** Sets the simplex up with the given costs, on the starting basis where that is sound. */
export function startSimplex(problem: FlowProblem, arcCosts: Float64Array, start: FlowBasis | undefined): Simplex {
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
    if (isHigh) flow[position] = room[position];
    state[position] = restingState(flow[position], room[position]);
    const carried = lower[arc] + flow[position];
    if (carried !== 0) {
      rest[source[arc]] -= carried;
      rest[target[arc]] += carried;
    }
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

/** About √arcCount, at least 10. */
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

/** Whether some node still sends or takes what no arc of the problem carries. */
export function hasArtificialFlow(simplex: Simplex): boolean {
  for (let arc = simplex.arcCount; arc < simplex.flow.length; arc++) if (simplex.flow[arc] !== 0) return true;
  return false;
}

/** Arc of the problem → its flow. */
export function flowOf(problem: FlowProblem, simplex: Simplex): Float64Array {
  const flow = new Float64Array(simplex.arcCount);
  for (let position = 0; position < simplex.arcCount; position++) {
    const arc = simplex.arcAt[position];
    flow[arc] = problem.lower[arc] + simplex.flow[position];
  }
  return flow;
}

/** Where the simplex stands, for a later start. */
export function basisOf(simplex: Simplex): FlowBasis {
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
export function unboundedCycle(simplex: Simplex): Int32Array {
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
