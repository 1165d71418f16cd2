/** The simplex's state and its pivots: steps 2 to 4 of `min-cost-flow.ts`, where the method is described. */
import { moveSubtree, type SpanningTree } from "./spanning-tree";

/** Arc states as factors: factor · r_e below zero means that moving arc e off its bound pays. */
export const atLower = 1;
export const atUpper = -1;
/** In the tree, artificial, or without room between its bounds: never enters. */
export const outOfPlay = 0;

/** The simplex at work. Its arcs are the problem's, then one artificial arc per node, which needs no ends: it never enters. */
export interface Simplex {
  readonly arcCount: number;
  readonly nodeCount: number;
  /** The problem's own, as `target` and `cost`. */
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly cost: Float64Array;
  /** Room between the bounds, also of artificial arcs, as `flow` and `state`; flows are counted from the lower bound. */
  readonly room: Float64Array;
  readonly flow: Float64Array;
  readonly state: Int8Array;
  readonly tree: SpanningTree;
  readonly blockSize: number;
  nextArc: number;
  work: number;
}

/** How a run over the arcs ended. */
export type PivotOutcome = "optimal" | "unbounded" | "more";

/** Pivots until optimal, unbounded (`nextArc` closes the cycle) or out of work. */
export function pivot(simplex: Simplex, workLimit: number): PivotOutcome {
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
  const { arcCount, blockSize } = simplex;
  for (let looked = 0; looked < arcCount; ) {
    const from = simplex.nextArc;
    const to = from + blockSize < arcCount ? from + blockSize : arcCount;
    simplex.nextArc = to === arcCount ? 0 : to;
    looked += to - from;
    simplex.work += to - from;
    const entering = worstBetween(simplex, from, to);
    if (entering >= 0) return entering;
  }
  return -1;
}

/** Of arcs from … to − 1 the one that violates its bound most; −1 when none does. */
function worstBetween({ source, target, cost, state, tree }: Simplex, from: number, to: number): number {
  const { price } = tree;
  let worst = 0;
  let entering = -1;
  for (let arc = from; arc < to; arc++) {
    const violation = state[arc] * (cost[arc] - price[source[arc]] + price[target[arc]]);
    if (violation < worst) {
      worst = violation;
      entering = arc;
    }
  }
  return entering;
}

/** Pushes round the cycle of the entering arc and swaps it for the arc that blocks; false when none does. */
function exchange(simplex: Simplex, entering: number): boolean {
  const { source, target, cost, room, flow, state } = simplex;
  const { parent, parentArc, isUpward, depth, price } = simplex.tree;
  const isForward = state[entering] === atLower;
  // The push goes apex → first → entering arc → second → apex.
  const first = isForward ? source[entering] : target[entering];
  const second = isForward ? target[entering] : source[entering];

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
  const isHookSource = source[entering] === hook;
  const newPrice = price[newParent] + (isHookSource ? cost[entering] : -cost[entering]);
  simplex.work += moveSubtree(simplex.tree, hook, newParent, top, entering, isHookSource ? 1 : 0, newPrice - price[hook]);
  state[entering] = outOfPlay;
  if (leaving < simplex.arcCount) state[leaving] = restingState(flow[leaving], room[leaving]);
  return true;
}

/** The state of an arc outside the tree that carries `flow`. */
export function restingState(flow: number, room: number): number {
  if (room === 0) return outOfPlay;
  return flow === 0 ? atLower : atUpper;
}
