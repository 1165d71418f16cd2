/** Into the simplex and out of it: the first tree, and what its state says about the problem's arcs. */
import { invariant } from "../../base/invariant";
import type { FlowBasis, FlowProblem } from "./flow-problem";
import { atLower, atUpper, outOfPlay, restingState, type Simplex } from "./simplex";
import { createSpanningTree, preorder, threadTree } from "./spanning-tree";

/** Sets the simplex up with the given costs, on the starting basis where that is sound. */
export function startSimplex(problem: FlowProblem, cost: Float64Array, start: FlowBasis | undefined): Simplex {
  const { nodeCount, source, target, lower, upper, supply } = problem;
  const arcCount = source.length;
  const total = arcCount + nodeCount;
  const room = new Float64Array(total);
  room.fill(Infinity, arcCount);
  const flow = new Float64Array(total);
  const state = new Int8Array(total).fill(atLower, 0, arcCount);
  // What each node still has to send out once the resting arcs are counted.
  const rest = Float64Array.from(supply);
  let greatest = 0;
  for (let arc = 0; arc < arcCount; arc++) {
    room[arc] = upper[arc] - lower[arc];
    if (start !== undefined && start.isAtUpper[arc] === 1 && room[arc] < Infinity) flow[arc] = room[arc];
    if (room[arc] === 0 || flow[arc] !== 0) state[arc] = restingState(flow[arc], room[arc]);
    const carried = lower[arc] + flow[arc];
    if (carried !== 0) {
      rest[source[arc]] -= carried;
      rest[target[arc]] += carried;
    }
    const size = cost[arc] < 0 ? -cost[arc] : cost[arc];
    if (size > greatest) greatest = size;
  }
  const simplex: Simplex = {
    arcCount,
    nodeCount,
    source,
    target,
    cost,
    room,
    flow,
    state,
    tree: createSpanningTree(nodeCount),
    blockSize: integerRoot(2 * arcCount),
    nextArc: 0,
    work: total,
  };
  plantTree(simplex, start, rest);
  const artificialCost = artificialCosts(simplex, start, nodeCount * greatest + 1);
  threadTree(simplex.tree, cost, artificialCost);
  return simplex;
}

/** Node → the cost of its artificial arc: `most`, or where all of them are empty and cannot ever carry anything, what the start says. */
function artificialCosts(simplex: Simplex, start: FlowBasis | undefined, most: number): Float64Array {
  const costs = new Float64Array(simplex.nodeCount).fill(most);
  const price = start?.price;
  if (price === undefined || hasArtificialFlow(simplex)) return costs;
  for (let node = 0; node < costs.length; node++) if (price[node] > -most && price[node] < most) costs[node] = price[node];
  return costs;
}

/** The root of a whole number, rounded up; at least 10. */
function integerRoot(square: number): number {
  let root = 10;
  while (root * root < square) root++;
  return root;
}

/** Hangs every node on its arc of the starting basis where that keeps the tree strongly feasible, else on the root. */
function plantTree(simplex: Simplex, start: FlowBasis | undefined, rest: Float64Array): void {
  const { nodeCount, source, target, room, flow, state } = simplex;
  const { root, parent, parentArc, isUpward } = simplex.tree;
  parent.fill(root);
  parent[root] = -1;
  if (start !== undefined) {
    for (let node = 0; node < nodeCount; node++) {
      const arc = start.parentArc[node];
      if (arc < 0) continue;
      parentArc[node] = arc;
      isUpward[node] = source[arc] === node ? 1 : 0;
      parent[node] = isUpward[node] === 1 ? target[arc] : source[arc];
      // A tree arc does not rest: take back what was counted for it.
      rest[source[arc]] += flow[arc];
      rest[target[arc]] -= flow[arc];
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

function hangOnRoot({ flow, arcCount, tree }: Simplex, node: number, supply: number): void {
  const { root, parent, parentArc, isUpward } = tree;
  const arc = arcCount + node;
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

/** Arc → its flow. */
export function flowOf({ lower }: FlowProblem, { flow, arcCount }: Simplex): Float64Array {
  const flows = flow.slice(0, arcCount);
  for (let arc = 0; arc < arcCount; arc++) flows[arc] += lower[arc];
  return flows;
}

/** Where the simplex stands, for a later start. */
export function basisOf({ arcCount, nodeCount, state, tree }: Simplex): FlowBasis {
  const isAtUpper = new Uint8Array(arcCount);
  for (let arc = 0; arc < arcCount; arc++) if (state[arc] === atUpper) isAtUpper[arc] = 1;
  const parentArc = tree.parentArc.slice(0, nodeCount);
  for (let node = 0; node < nodeCount; node++) if (parentArc[node] >= arcCount) parentArc[node] = -1;
  return { isAtUpper, parentArc };
}

/** The arcs of the cycle that the entering arc closes. */
export function unboundedCycle(simplex: Simplex): Int32Array {
  const { parent, parentArc, depth } = simplex.tree;
  const cycle = [simplex.nextArc];
  let first = simplex.source[simplex.nextArc];
  let second = simplex.target[simplex.nextArc];
  while (first !== second) {
    const isFirst = depth[first] >= depth[second];
    const node = isFirst ? first : second;
    cycle.push(parentArc[node]);
    if (isFirst) first = parent[node];
    else second = parent[node];
  }
  return Int32Array.from(cycle);
}
