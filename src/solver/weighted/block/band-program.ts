/**
 * The subproblem of one block whose terminal is the same at every allowed point: where totals need only lie in a band.
 *
 * Problem. As block-program.ts, with T(q) = F for first ≤ q ≤ last.
 * Method. Two halves of the items as graphs of states (state-half.ts), the right one's leaves closed. A left leaf of tally k and point q
 *   goes with right leaves of plane K − k in the window [first − q, last − q]. All windows are as long as the band, so with the planes cut into
 *   stretches of that length a window is the end of one and the beginning of the next: two least costs, looked up.
 *   Forced values: what follows each leaf, carried back through the graphs.
 * Invariants. Values are exact: sums of integers below 2^53. Valid for any set of live options within the one it was made for.
 * Cost. O(arrivals + leaves), space the same.
 * Reference. Horowitz, Sahni 1974; van Herk, A fast algorithm for local minimum and maximum filters, Pattern Recognition Letters, 1992.
 */
import type { Classes } from "./option-classes";
import type { CoreProblem } from "../problem/core-problem";
import { OptionGroups } from "./option-groups";
import { NOTHING, StateHalf, type StateGroup } from "./state-half";
import type { WorkMeter } from "../problem/work-meter";

/** Most states of one half. */
const MOST_STATES = 60_000;
/** Items whose options are grouped between two pauses. */
const ITEMS_PER_PAUSE = 1000;
/** Operations of an arrival and of a leaf in an evaluation. */
const ARRIVAL_OPERATIONS = 2;
const LEAF_OPERATIONS = 4;

/** Leaf of one half, counted from its first → the other half's leaves that go with it: from, and up to but not with; their least costs in `onFrom` and `upTo`. */
interface Windows {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly tail: Int32Array;
  readonly head: Int32Array;
}

/** A way back from a left leaf to its first state, then from a right leaf: by depth the state, the arrival and the option to go on from, and what is left of the limit. */
interface Walk {
  readonly state: number[];
  readonly arrival: number[];
  /** −1 before the first option of an arrival's group. */
  readonly member: number[];
  readonly room: number[];
  readonly isRight: boolean[];
}

/** What listing choices goes by. */
interface Listing {
  readonly reduced: Float64Array;
  readonly live: Uint8Array;
  /** Item of the block → its option. */
  readonly options: number[];
  readonly walk: Walk;
  readonly end: number;
  readonly visit: (options: readonly number[]) => boolean;
  readonly meter: WorkMeter;
}

export class BandProgram {
  private readonly left: StateHalf;
  private readonly right: StateHalf;
  private readonly windows: Windows;
  /** The same for right leaves; made when forced values are first asked for. */
  private mirrored: Windows | null = null;
  /** Operations of an evaluation. */
  readonly work: number;

  private constructor(
    private readonly groups: OptionGroups,
    halves: readonly [StateHalf, StateHalf],
    private readonly band: { readonly first: number; readonly last: number },
    private readonly planes: number,
    private readonly firstItem: number,
    private readonly itemCount: number,
  ) {
    [this.left, this.right] = halves;
    this.windows = this.windowsOf(this.left, this.right);
    const leaves = this.left.stateCount - this.left.firstLeaf + this.right.stateCount - this.right.firstLeaf;
    this.work = ARRIVAL_OPERATIONS * (this.left.from.length + this.right.from.length) + LEAF_OPERATIONS * leaves + groups.option.length;
  }

  /** For block b and the live options; null when there would be too many states. */
  static *of(problem: CoreProblem, classes: Classes, b: number, live: Uint8Array, meter: WorkMeter): Generator<void, BandProgram | null> {
    const grid = problem.grids[b]!;
    const planes = grid.canTallyBind ? problem.tallyLimit[b]! + 1 : 1;
    const members: { item: number; options: number[] }[] = [];
    const items: StateGroup[][] = [];
    for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) {
      const groups: StateGroup[] = [];
      for (let c = classes.start[i]!; c < classes.start[i + 1]!; c++) {
        const options: number[] = [];
        for (let a = classes.optionStart[c]!; a < classes.optionStart[c + 1]!; a++) if (live[classes.option[a]!] === 1) options.push(classes.option[a]!);
        if (options.length > 0) groups.push({ group: members.push({ item: i, options }) - 1, point: classes.point[c]!, tally: grid.canTallyBind ? classes.tally[c]! : 0 });
      }
      if (groups.length === 0) return null;
      items.push(groups);
      if (items.length % ITEMS_PER_PAUSE === 0) yield;
    }
    const halves = split(items);
    const made: (StateHalf | null)[] = [];
    for (const [at, half] of halves.entries()) {
      const other = halves[1 - at]!;
      const frame = { first: grid.first, last: grid.last, planes, leastElse: sumOf(other, Math.min), mostElse: sumOf(other, Math.max), mostStates: MOST_STATES };
      made.push(yield* StateHalf.of(half, frame, at === 1, meter));
    }
    const [left, right] = made;
    if (left == null || right == null) return null;
    const groups = new OptionGroups(members);
    yield;
    return new BandProgram(groups, [left, right], grid, planes, problem.itemStart[b]!, items.length);
  }

  /** The least Σ ρ x, Infinity if there is no choice; its options go into `choice` by item. */
  *solve(reduced: Float64Array, live: Uint8Array, choice: Int32Array, meter: WorkMeter): Generator<void, number> {
    const { left, right, groups, windows } = this;
    groups.price(reduced, live);
    left.price(groups.cost);
    const half = ARRIVAL_OPERATIONS * left.from.length;
    meter.spend(half);
    if (meter.isYieldDue()) yield;
    right.price(groups.cost);
    right.fold();
    meter.spend(this.work - half);
    if (meter.isYieldDue()) yield;
    let best = Infinity;
    let leaf = -1;
    const { tail, head } = windows;
    const { firstLeaf, stateCount, cost } = left;
    const { upTo, onFrom } = right;
    for (let s = firstLeaf; s < stateCount; s++) {
      const end = onFrom[tail[s - firstLeaf]!]!;
      const start = upTo[head[s - firstLeaf]!]!;
      const value = cost[s]! + (end < start ? end : start);
      if (value >= best) continue;
      best = value;
      leaf = s;
    }
    if (leaf < 0) return Infinity;
    this.read(left, leaf, choice);
    this.read(right, this.partnerOf(leaf, best - cost[leaf]!), choice);
    return best;
  }

  /** After {@link solve}: for every live option `floor` and the least value with it taken, into `forced`; Infinity where impossible. */
  *force(floor: number, reduced: Float64Array, live: Uint8Array, forced: Float64Array, meter: WorkMeter): Generator<void, void> {
    const { left, right, groups } = this;
    const groupForced = new Float64Array(groups.count).fill(Infinity);
    this.mirrored ??= this.windowsOf(right, left);
    left.fold();
    const after = new Float64Array(Math.max(left.stateCount, right.stateCount));
    for (const [half, other, { tail, head }] of [[left, right, this.windows], [right, left, this.mirrored]] as const) {
      for (let s = half.firstLeaf; s < half.stateCount; s++) after[s] = Math.min(other.onFrom[tail[s - half.firstLeaf]!]!, other.upTo[head[s - half.firstLeaf]!]!);
      half.carryBack(after, groups.cost, groupForced);
      meter.spend(1.5 * this.work);
      if (meter.isYieldDue()) yield;
    }
    for (let g = 0; g < groups.count; g++) groupForced[g]! += floor;
    groups.spread(groupForced, reduced, live, forced);
  }

  /**
   * After {@link solve}: every choice of live options of value at most `limit`, as a list by item. Ends when the callback
   * returns false or the meter reaches `end`; false when ended so.
   */
  *enumerate(reduced: Float64Array, live: Uint8Array, limit: number, end: number, visit: (options: readonly number[]) => boolean, meter: WorkMeter): Generator<void, boolean> {
    const { left, right, windows } = this;
    const walk: Walk = { state: [], arrival: [], member: [], room: [], isRight: [] };
    const listing: Listing = { reduced, live, options: new Array<number>(this.itemCount).fill(-1), walk, end, visit, meter };
    for (let s = left.firstLeaf; s < left.stateCount; s++) {
      const room = limit - left.cost[s]!;
      if (right.onFrom[windows.tail[s - left.firstLeaf]!]! > room && right.upTo[windows.head[s - left.firstLeaf]!]! > room) continue;
      const from = windows.from[s - left.firstLeaf]!;
      const to = windows.to[s - left.firstLeaf]!;
      meter.spend(to - from + 4);
      if (meter.isYieldDue()) yield;
      for (let t = from; t < to; t++) {
        if (right.cost[t]! > room) continue;
        if (!(yield* this.expand(listing, s, t, room - right.cost[t]!))) return false;
      }
    }
    return true;
  }

  /** Every choice that reaches two leaves for at most `most` more than the cheapest; false when ended. */
  private *expand({ reduced, live, options, walk, end, visit, meter }: Listing, leftLeaf: number, rightLeaf: number, most: number): Generator<void, boolean> {
    const { left, right, groups, firstItem } = this;
    const { state, arrival, member, room, isRight } = walk;
    const enter = (depth: number, half: StateHalf, at: number, left2: number): void => {
      state[depth] = at;
      arrival[depth] = half.arrivalStart[at]!;
      member[depth] = -1;
      room[depth] = left2;
      isRight[depth] = half === right;
    };
    enter(0, left, leftLeaf, most);
    for (let depth = 0; depth >= 0; ) {
      const half = isRight[depth] === true ? right : left;
      if (state[depth] === 0) {
        if (half === left) {
          enter(depth, right, rightLeaf, room[depth]!);
          continue;
        }
        meter.spend(8 * options.length);
        if (!visit(options) || meter.spent >= end) return false;
        if (meter.isYieldDue()) yield;
        depth--;
        continue;
      }
      const a = arrival[depth]!;
      if (a === half.arrivalStart[state[depth]! + 1]!) {
        depth--;
        continue;
      }
      const g = half.group[a]!;
      const left2 = room[depth]! + half.cost[state[depth]!]! - half.cost[half.from[a]!]!;
      if (g === NOTHING) {
        arrival[depth]!++;
        if (left2 >= 0) enter(++depth, half, half.from[a]!, left2);
        continue;
      }
      if (member[depth]! < 0) member[depth] = groups.start[g]!;
      if (left2 < groups.cost[g]! || member[depth] === groups.start[g + 1]!) {
        arrival[depth]!++;
        member[depth] = -1;
        continue;
      }
      const o = groups.option[member[depth]!++]!;
      if (live[o] === 0 || reduced[o]! > left2) continue;
      options[groups.item[g]! - firstItem] = o;
      enter(++depth, half, half.from[a]!, left2 - reduced[o]!);
    }
    return true;
  }

  /** A right leaf of a left leaf's window with a cost. */
  private partnerOf(leaf: number, cost: number): number {
    let t = this.windows.from[leaf - this.left.firstLeaf]!;
    while (this.right.cost[t] !== cost) t++;
    return t;
  }

  /** Writes the best options of a cheapest way to a state into a choice. */
  private read(half: StateHalf, leaf: number, choice: Int32Array): void {
    const { groups } = this;
    for (let s = leaf; s > 0; ) {
      let a = half.arrivalStart[s]!;
      const costOf = (): number => half.cost[half.from[a]!]! + (half.group[a] === NOTHING ? 0 : groups.cost[half.group[a]!]!);
      while (costOf() !== half.cost[s]) a++;
      const g = half.group[a]!;
      if (g !== NOTHING) choice[groups.item[g]!] = groups.best[g]!;
      s = half.from[a]!;
    }
  }

  private windowsOf(own: StateHalf, other: StateHalf): Windows {
    const { first, last } = this.band;
    const stretch = last - first + 1;
    const none = other.stateCount;
    const count = own.stateCount - own.firstLeaf;
    const windows = { from: new Int32Array(count), to: new Int32Array(count), tail: new Int32Array(count).fill(none), head: new Int32Array(count).fill(none) };
    for (let k = 0; k < this.planes; k++) {
      const start = other.planeStart[this.planes - 1 - k]!;
      const end = other.planeStart[this.planes - k]!;
      // Leaves from `from` on are at or above the window's low end, those from `to` on above its high end.
      let from = end;
      let to = end;
      for (let s = own.planeStart[k]!; s < own.planeStart[k + 1]!; s++) {
        const low = first - own.point[s]!;
        while (from > start && other.point[from - 1]! >= low) from--;
        while (to > start && other.point[to - 1]! >= low + stretch) to--;
        if (from === to) continue;
        windows.from[s - own.firstLeaf] = from;
        windows.to[s - own.firstLeaf] = to;
        const at = Math.floor((low - other.point[start]!) / stretch);
        if (other.stretchOf(start, from, stretch) === at) windows.tail[s - own.firstLeaf] = from;
        if (other.stretchOf(start, to - 1, stretch) === at + 1) windows.head[s - own.firstLeaf] = to - 1;
      }
    }
    return windows;
  }
}

/** Deals items to two halves, those with most groups first, to the half with fewer choices; in each the items with fewest groups come first. */
function split(items: readonly (readonly StateGroup[])[]): [readonly StateGroup[][], readonly StateGroup[][]] {
  const order = items.map((groups) => groups).sort((a, b) => b.length - a.length);
  const halves: [StateGroup[][], StateGroup[][]] = [[], []];
  const product = [1, 1];
  for (const groups of order) {
    const side = product[0]! <= product[1]! ? 0 : 1;
    halves[side]!.unshift([...groups]);
    product[side]! *= groups.length;
  }
  return halves;
}

function sumOf(items: readonly (readonly StateGroup[])[], end: (...points: number[]) => number): number {
  return items.reduce((sum, groups) => sum + end(...groups.map(({ point }) => point)), 0);
}
