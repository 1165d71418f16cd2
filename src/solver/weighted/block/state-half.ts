/**
 * Half of a block's items as a graph of states: what choices of them can add up to.
 *
 * Notation. A *state* is a tally and a point that groups of the first few items of the half reach; an *arrival* is a way
 *   into it: the state before and the group taken. Layers of states lie one after the other, by tally and point; the last layer's
 *   are *leaves*, their tallies *planes*.
 * Method. Choices that reach the same state are one: only the cheapest matters. States from which no allowed end can be reached are left
 *   out. Leaves may be *closed*: then one of tally k stands for all of at most k, by arrivals that take nothing.
 * Cost. Costs of all states O(arrivals).
 */
import type { WorkMeter } from "../problem/work-meter";

/** A group of options of one item: its number in the block, or {@link NOTHING}. */
export interface StateGroup {
  readonly group: number;
  readonly point: number;
  readonly tally: number;
}

/** Operations of an arrival while it is made. */
const MAKING_OPERATIONS = 12;

/** The group of arrivals that take nothing. */
export const NOTHING = -1;

/** What the whole block allows, and what its other half can add. */
export interface Frame {
  readonly first: number;
  readonly last: number;
  /** Tallies from 0 on. */
  readonly planes: number;
  readonly leastElse: number;
  readonly mostElse: number;
  /** States beyond which it is not worth having. */
  readonly mostStates: number;
}

interface Layer {
  readonly point: Int32Array;
  readonly tally: Int32Array;
  readonly arrivalStart: Int32Array;
  readonly from: Int32Array;
  readonly group: Int32Array;
}

export class StateHalf {
  readonly stateCount: number;
  readonly firstLeaf: number;
  /** Plane k's leaves are the states `planeStart[k] … planeStart[k + 1] − 1`. */
  readonly planeStart: Int32Array;
  readonly point: Int32Array;
  /** Arrivals at state s are `arrivalStart[s] … arrivalStart[s + 1] − 1`. */
  readonly arrivalStart: Int32Array;
  readonly from: Int32Array;
  readonly group: Int32Array;
  /** State → least cost; one more place, always Infinity, stands for no state. */
  readonly cost: Float64Array;
  /** Leaf → least cost among its neighbours up to it, and from it on, as far as its stretch of the plane goes; see {@link fold}. */
  readonly upTo: Float64Array;
  readonly onFrom: Float64Array;
  private readonly isFirst: Uint8Array;

  private constructor(layers: readonly Layer[], planes: number, stretch: number) {
    const count = layers.reduce((sum, { point }) => sum + point.length, 0);
    const arrivals = layers.reduce((sum, { from }) => sum + from.length, 0);
    this.stateCount = count;
    this.firstLeaf = count - layers[layers.length - 1]!.point.length;
    this.point = new Int32Array(count);
    this.arrivalStart = new Int32Array(count + 1);
    this.from = new Int32Array(arrivals);
    this.group = new Int32Array(arrivals);
    this.cost = new Float64Array(count + 1).fill(Infinity);
    this.upTo = new Float64Array(count + 1).fill(Infinity);
    this.onFrom = new Float64Array(count + 1).fill(Infinity);
    let state = 0;
    let arrival = 0;
    for (const layer of layers) {
      this.point.set(layer.point, state);
      this.from.set(layer.from, arrival);
      this.group.set(layer.group, arrival);
      for (let s = 0; s < layer.point.length; s++) this.arrivalStart[state + s] = arrival + layer.arrivalStart[s]!;
      state += layer.point.length;
      arrival += layer.from.length;
    }
    this.arrivalStart[count] = arrival;
    const { tally } = layers[layers.length - 1]!;
    this.planeStart = new Int32Array(planes + 1).fill(count);
    for (let t = tally.length - 1; t >= 0; t--) this.planeStart.fill(this.firstLeaf + t, 0, tally[t]! + 1);
    this.isFirst = new Uint8Array(count + 1);
    for (let k = 0; k < planes; k++) {
      const start = this.planeStart[k]!;
      for (let t = start; t < this.planeStart[k + 1]!; t++) {
        this.isFirst[t] = t === start || this.stretchOf(start, t, stretch) !== this.stretchOf(start, t - 1, stretch) ? 1 : 0;
      }
    }
    this.isFirst[count] = 1;
  }

  /** The graph of some items; null when there would be too many states; pauses after layers. @param isClosed whether leaves stand for lower tallies too */
  static *of(items: readonly (readonly StateGroup[])[], frame: Frame, isClosed: boolean, meter: WorkMeter): Generator<void, StateHalf | null> {
    const { first, last, planes } = frame;
    const steps = items.length > 0 ? items : [[{ group: NOTHING, point: 0, tally: 0 }]];
    const layers: Layer[] = [{ point: Int32Array.of(0), tally: Int32Array.of(0), arrivalStart: Int32Array.of(0, 0), from: new Int32Array(0), group: new Int32Array(0) }];
    let leastRest = frame.leastElse;
    let mostRest = frame.mostElse;
    const spans = steps.map((groups) => {
      const points = groups.map(({ point }) => point);
      return { least: Math.min(...points), most: Math.max(...points) };
    });
    for (const { least, most } of spans) [leastRest, mostRest] = [leastRest + least, mostRest + most];
    let states = 1;
    let before = 0;
    for (let t = 0; t < steps.length; t++) {
      leastRest -= spans[t]!.least;
      mostRest -= spans[t]!.most;
      const window = { low: Math.max(0, first - mostRest), high: last - leastRest };
      const layer = nextLayer(layers[t]!, before, steps[t]!, window, planes, isClosed && t === steps.length - 1 ? states : -1);
      before = states;
      states += layer.point.length;
      meter.spend(MAKING_OPERATIONS * layer.from.length);
      if (states > frame.mostStates) return null;
      layers.push(layer);
      if (meter.isYieldDue()) yield;
    }
    yield;
    return new StateHalf(layers, planes, last - first + 1);
  }

  /** Costs of all states from those of groups. */
  price(groupCost: Float64Array): void {
    const { arrivalStart, from, group, cost, stateCount } = this;
    cost[0] = 0;
    for (let s = 1, a = arrivalStart[1]!; s < stateCount; s++) {
      const end = arrivalStart[s + 1]!;
      let least = Infinity;
      for (; a < end; a++) {
        const g = group[a]!;
        const value = g < 0 ? cost[from[a]!]! : cost[from[a]!]! + groupCost[g]!;
        if (value < least) least = value;
      }
      cost[s] = least;
    }
  }

  /** Least costs over stretches of leaves, for windows as long as a stretch: such a window is the end of one and the beginning of the next. */
  fold(): void {
    const { cost, upTo, onFrom, isFirst, firstLeaf, stateCount } = this;
    for (let s = firstLeaf, least = Infinity; s < stateCount; s++) {
      if (isFirst[s] === 1) least = Infinity;
      if (cost[s]! < least) least = cost[s]!;
      upTo[s] = least;
    }
    for (let s = stateCount - 1, least = Infinity; s >= firstLeaf; s--) {
      if (isFirst[s + 1] === 1) least = Infinity;
      if (cost[s]! < least) least = cost[s]!;
      onFrom[s] = least;
    }
  }

  /** Carries each leaf's least cost of what follows back through the graph. @param after state → it, given for leaves @param groupForced group → least value of a whole choice with it; lowered */
  carryBack(after: Float64Array, groupCost: Float64Array, groupForced: Float64Array): void {
    const { arrivalStart, from, group, cost, firstLeaf } = this;
    after.fill(Infinity, 0, firstLeaf);
    for (let s = this.stateCount - 1; s > 0; s--) {
      const rest = after[s]!;
      if (rest === Infinity) continue;
      for (let a = arrivalStart[s]!; a < arrivalStart[s + 1]!; a++) {
        const g = group[a]!;
        const value = g < 0 ? rest : rest + groupCost[g]!;
        if (value < after[from[a]!]!) after[from[a]!] = value;
        if (g >= 0 && cost[from[a]!]! + value < groupForced[g]!) groupForced[g] = cost[from[a]!]! + value;
      }
    }
  }

  /** Which stretch of its plane a leaf is in. */
  stretchOf(planeStart: number, leaf: number, stretch: number): number {
    return Math.floor((this.point[leaf]! - this.point[planeStart]!) / stretch);
  }
}

/**
 * The states one item on.
 * @param before number of the former layer's first state
 * @param own number of this layer's first state when its leaves are closed, else −1
 */
function nextLayer(former: Layer, before: number, groups: readonly StateGroup[], window: { low: number; high: number }, planes: number, own: number): Layer {
  const { low, high } = window;
  const width = Math.max(0, high - low + 1);
  // Place → number of arrivals, then the next free place among them.
  const arrivals = new Int32Array(width * planes);
  const place = (s: number, g: StateGroup): number => {
    const tally = former.tally[s]! + g.tally;
    const point = former.point[s]! + g.point;
    return tally >= planes || point < low || point > high ? -1 : tally * width + point - low;
  };
  for (let s = 0; s < former.point.length; s++) {
    for (const g of groups) {
      const at = place(s, g);
      if (at >= 0) arrivals[at]!++;
    }
  }
  if (own >= 0) for (let at = width; at < arrivals.length; at++) if (arrivals[at - width]! > 0) arrivals[at]!++;
  let count = 0;
  for (let at = 0; at < arrivals.length; at++) if (arrivals[at]! > 0) count++;
  const layer = { point: new Int32Array(count), tally: new Int32Array(count), arrivalStart: new Int32Array(count + 1) };
  const numbered = own >= 0 ? new Int32Array(arrivals.length) : null;
  let total = 0;
  for (let at = 0, state = 0; at < arrivals.length; at++) {
    if (arrivals[at] === 0) continue;
    layer.tally[state] = Math.floor(at / width);
    layer.point[state] = low + (at % width);
    if (numbered !== null) numbered[at] = own + state;
    const more = arrivals[at]!;
    arrivals[at] = total;
    total += more;
    layer.arrivalStart[++state] = total;
  }
  const from = new Int32Array(total);
  const group = new Int32Array(total);
  for (let s = 0; s < former.point.length; s++) {
    for (const g of groups) {
      const at = place(s, g);
      if (at < 0) continue;
      from[arrivals[at]!] = before + s;
      group[arrivals[at]!++] = g.group;
    }
  }
  if (numbered !== null) {
    for (let at = width; at < arrivals.length; at++) {
      if (numbered[at - width] === 0) continue;
      from[arrivals[at]!] = numbered[at - width]!;
      group[arrivals[at]!++] = NOTHING;
    }
  }
  return { ...layer, from, group };
}
