/**
 * Groups of blocks to solve anew together while all others stay as they are: the large neighbourhoods of a choice.
 *
 * Method. Of few blocks all groups of a size, in an order that mixes them; of many, each block with those that most compete
 *   with it for rows, taken in turns.
 * Reference. Shaw, Using constraint programming and local search methods to solve vehicle routing problems, 1998.
 */
import type { ChoiceInstance } from "../instance";

/** Up to this many groups of a size all are listed. */
const ALL_GROUPS = 250;
/** Groups of each block when there are too many. */
const TURNS = 4;

/** The groups of `size` blocks to try, in order; empty when there are not so many blocks. */
export function groupsOf(instance: ChoiceInstance, size: number): readonly (readonly number[])[] {
  const { blockCount } = instance;
  if (size > blockCount) return [];
  let count = 1;
  for (let k = 0; k < size; k++) count = (count * (blockCount - k)) / (k + 1);
  return count <= ALL_GROUPS ? mixed(combinations(blockCount, size)) : byCompetition(instance, size);
}

function combinations(count: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const all: number[][] = [];
  for (let first = from; first <= count - size; first++) for (const rest of combinations(count, size - 1, first + 1)) all.push([first, ...rest]);
  return all;
}

/** The same groups, neighbours in the list far apart. */
function mixed(groups: readonly number[][]): number[][] {
  const count = groups.length;
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (gcd(stride, count) !== 1) stride++;
  return groups.map((_, k) => groups[(k * stride) % count]!);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function byCompetition(instance: ChoiceInstance, size: number): number[][] {
  const demand = Array.from({ length: instance.blockCount }, (_, b) => demandOf(instance, b));
  const groups: number[][] = [];
  const partners = demand.map((own, b) => {
    const score = demand.map((other) => {
      let sum = 0;
      for (const [r, amount] of own) sum += Math.min(amount, other.get(r) ?? 0);
      return sum;
    });
    return score.map((_, other) => other).filter((other) => other !== b).sort((x, y) => score[y]! - score[x]! || x - y);
  });
  for (let turn = 0; turn < TURNS; turn++) {
    partners.forEach((list, b) => {
      const own = list.slice(turn * (size - 1), (turn + 1) * (size - 1));
      if (own.length === size - 1) groups.push([b, ...own]);
    });
  }
  return groups;
}

/** Row → Σ of what the block's options use of it. */
function demandOf(instance: ChoiceInstance, b: number): Map<number, number> {
  const demand = new Map<number, number>();
  const from = instance.optionStart[instance.itemStart[b]!]!;
  const to = instance.optionStart[instance.itemStart[b + 1]!]!;
  for (let e = instance.entryStart[from]!; e < instance.entryStart[to]!; e++) {
    demand.set(instance.entryRow[e]!, (demand.get(instance.entryRow[e]!) ?? 0) + instance.entryAmount[e]!);
  }
  return demand;
}
