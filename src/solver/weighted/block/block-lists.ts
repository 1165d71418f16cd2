/**
 * The lists of one block: its live options grouped, split into two halves and listed; see list-program.ts.
 *
 * Method. Items are dealt to the halves by number of groups, most first, to the half with fewer states. While a half has
 *   more than {@link LEAF_LIMIT} leaves, the two neighbouring groups of equal tally that are closest to each other are merged.
 * Invariants. Valid for any set of live options within the one it was built for: a group without live options costs Infinity.
 */
import type { Classes } from "./option-classes";
import type { CoreProblem } from "../problem/core-problem";
import { HalfList, type ItemGroups } from "./list-program";
import type { WorkMeter } from "../problem/work-meter";

/** Most leaves of one half. */
const LEAF_LIMIT = 6000;
/** Operations of making one leaf: it is sorted and stored several times. */
const LEAF_OPERATIONS = 300;
/** Groups are merged only up to this share of the grid's width; longer ones would blur what the block can reach. */
const WIDEST_GROUP = 1 / 64;

/** A group while it is being made: an interval of points and its options. */
interface Group {
  low: number;
  high: number;
  readonly tally: number;
  readonly options: number[];
}

interface ItemDraft {
  readonly item: number;
  readonly groups: Group[];
}

/** Two halves of draft items, not yet listed. */
export interface Draft {
  readonly halves: readonly [ItemDraft[], ItemDraft[]];
  readonly leaves: readonly [number, number];
  /** True when every group is a single point. */
  readonly isExact: boolean;
}

/** Groups the live options of a block and splits its items; null when lists would be too long. */
export function draftLists(problem: CoreProblem, classes: Classes, b: number, live: Uint8Array, tallyLimit: number): Draft | null {
  const drafts: ItemDraft[] = [];
  for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) {
    const groups: Group[] = [];
    for (let c = classes.start[i]!; c < classes.start[i + 1]!; c++) {
      const options: number[] = [];
      for (let a = classes.optionStart[c]!; a < classes.optionStart[c + 1]!; a++) if (live[classes.option[a]!] === 1) options.push(classes.option[a]!);
      const q = classes.point[c]!;
      const tally = tallyLimit === Infinity ? 0 : classes.tally[c]!;
      if (options.length > 0) groups.push({ low: q, high: q, tally, options });
    }
    groups.sort((a, b2) => a.tally - b2.tally || a.low - b2.low);
    drafts.push({ item: i, groups });
  }
  drafts.sort((a, b2) => b2.groups.length - a.groups.length || a.item - b2.item);
  const halves: [ItemDraft[], ItemDraft[]] = [[], []];
  const product = [1, 1];
  for (const draft of drafts) {
    const side = product[0]! <= product[1]! ? 0 : 1;
    halves[side]!.push(draft);
    product[side]! *= draft.groups.length;
  }
  let isExact = true;
  for (const half of halves) {
    while (countLeaves(half, tallyLimit) > LEAF_LIMIT) {
      if (!mergeClosest(half, problem.grids[b]!.width * WIDEST_GROUP)) return null;
      isExact = false;
    }
  }
  return { halves, leaves: [countLeaves(halves[0], tallyLimit), countLeaves(halves[1], tallyLimit)], isExact };
}

/** How many leaves a half has: choices of groups with a tally within the limit. */
function countLeaves(half: readonly ItemDraft[], tallyLimit: number): number {
  const planes = Math.min(tallyLimit, half.length) + 1;
  let count = new Float64Array(planes);
  count[0] = 1;
  for (const { groups } of half) {
    const next = new Float64Array(planes);
    for (const { tally } of groups) for (let k = tally; k < planes; k++) next[k]! += count[k - tally]!;
    count = next;
  }
  return count.reduce((a, b) => a + b, 0);
}

/** Merges the two groups whose union is shortest; false when there is nothing to merge. */
function mergeClosest(half: readonly ItemDraft[], widest: number): boolean {
  let best: Group[] | null = null;
  let at = 0;
  let length = widest;
  for (const { groups } of half) {
    for (let g = 0; g + 1 < groups.length; g++) {
      const union = groups[g + 1]!.high - groups[g]!.low;
      if (groups[g]!.tally !== groups[g + 1]!.tally || union > length || (best !== null && union === length)) continue;
      [best, at, length] = [groups, g, union];
    }
  }
  if (best === null) return false;
  const [second] = best.splice(at + 1, 1);
  best[at]!.high = Math.max(best[at]!.high, second!.high);
  best[at]!.options.push(...second!.options);
  return true;
}

/** The lists of one block, ready to be priced. */
export class BlockLists {
  readonly left: HalfList;
  readonly right: HalfList;
  readonly groupCount: number;
  /** Group → item. */
  readonly groupItem: Int32Array;
  /** Group g's options are `groupOption[groupStart[g]] … groupOption[groupStart[g + 1] − 1]`. */
  readonly groupStart: Int32Array;
  readonly groupOption: Int32Array;
  /** Group → least reduced cost and the option that has it; set by {@link price}. */
  readonly groupCost: Float64Array;
  readonly groupBest: Int32Array;
  /** Leaves of the best pair found last, or −1. */
  bestLeft = -1;
  bestRight = -1;

  private constructor(
    halves: readonly [HalfList, HalfList],
    groups: { readonly item: readonly number[]; readonly start: readonly number[]; readonly option: readonly number[] },
    readonly tallyLimit: number,
  ) {
    [this.left, this.right] = halves;
    this.groupCount = groups.item.length;
    this.groupItem = Int32Array.from(groups.item);
    this.groupStart = Int32Array.from(groups.start);
    this.groupOption = Int32Array.from(groups.option);
    this.groupCost = new Float64Array(this.groupCount);
    this.groupBest = new Int32Array(this.groupCount);
  }

  /** Lists both halves of a draft, with a pause after each. */
  static *of(draft: Draft, tallyLimit: number, last: number, meter: WorkMeter): Generator<void, BlockLists> {
    const groups = { item: [] as number[], start: [] as number[], option: [] as number[] };
    const halves: HalfList[] = [];
    for (const half of draft.halves) {
      const items = half.map(({ item, groups: own }): ItemGroups => {
        const numbers = own.map(({ options }) => {
          groups.start.push(groups.option.length);
          groups.option.push(...options);
          return groups.item.push(item) - 1;
        });
        const list = (pick: (group: Group) => number): number[] => own.map(pick);
        return { item, low: list((g) => g.low), high: list((g) => g.high), tally: list((g) => g.tally), group: numbers };
      });
      const made = new HalfList(items, tallyLimit, last);
      halves.push(made);
      meter.spend(LEAF_OPERATIONS * made.leaf.length);
      if (meter.isYieldDue()) yield;
    }
    groups.start.push(groups.option.length);
    return new BlockLists([halves[0]!, halves[1]!], groups, tallyLimit);
  }

  /** Sets the costs of groups, states and chunks from reduced costs of live options. */
  price(reduced: Float64Array, live: Uint8Array): void {
    const { groupStart, groupOption, groupCost, groupBest } = this;
    for (let g = 0; g < this.groupCount; g++) {
      let least = Infinity;
      let best = -1;
      for (let a = groupStart[g]!; a < groupStart[g + 1]!; a++) {
        const o = groupOption[a]!;
        if (live[o] === 1 && reduced[o]! < least) {
          least = reduced[o]!;
          best = o;
        }
      }
      groupCost[g] = least;
      groupBest[g] = best;
    }
    this.left.price(groupCost);
    this.right.price(groupCost);
  }

  /** Writes the best options of a leaf's groups into a choice. */
  read(half: HalfList, leaf: number, choice: Int32Array): void {
    for (let s = half.leaf[leaf]!; s > 0; s = half.parent[s]!) choice[this.groupItem[half.group[s]!]!] = this.groupBest[half.group[s]!]!;
  }
}
