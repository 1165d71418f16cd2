/**
 * Items to solve anew together while all others stay as they are: the large neighbourhoods of a choice.
 *
 * Method. Those of some blocks: of few blocks any, in an order that mixes them; of many, blocks that the choice has on the same rows, for what a few
 *   blocks leave of a row that many others use is too little to do anything new with. And those on one row with those on none: what a full row
 *   holds is exchanged for what had no room.
 * Reference. Shaw, Using constraint programming and local search methods to solve vehicle routing problems, 1998.
 */
import { range } from "../../../base/range";
import { combinations } from "../problem/combinations";
import { FEW_BLOCKS, type CoreProblem } from "../problem/core-problem";

/** Most groups of a size when blocks are few. */
const MOST_GROUPS = 250;
/** Groups beginning with each row when there are many blocks. */
const TURNS = 4;

/** The items, listed when their turn comes. */
export type Neighbourhood = () => readonly number[];

/** Those of `size` blocks, in order; none when there are not so many blocks. */
export function ofBlocks(problem: CoreProblem, choice: Int32Array, size: number): readonly Neighbourhood[] {
  return groupsOf(problem, choice, size).map((blocks) => () => blocks.flatMap((b) => range(problem.itemStart[b]!, problem.itemStart[b + 1]!)));
}

/** Those of each row that several items use, with all that use none; none when every item uses some. Rows with the same items count once. */
export function ofRows({ rowCount, itemCount, entryStart, entryRow }: CoreProblem, choice: Int32Array): readonly Neighbourhood[] {
  const users: number[][] = Array.from({ length: rowCount }, () => []);
  const idle: number[] = [];
  for (let i = 0; i < itemCount; i++) {
    const o = choice[i]!;
    if (entryStart[o] === entryStart[o + 1]) idle.push(i);
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) users[entryRow[e]!]!.push(i);
  }
  if (idle.length === 0) return [];
  const known = new Map(users.filter((items) => items.length > 1).map((items) => [items.join(), items]));
  return [...known.values()].map((items) => () => [...idle, ...items]);
}

/** Groups of `size` blocks; empty when there are not so many. */
function groupsOf(problem: CoreProblem, choice: Int32Array, size: number): readonly (readonly number[])[] {
  const { blockCount } = problem;
  if (size > blockCount) return [];
  return blockCount <= FEW_BLOCKS ? mixed(combinations(blockCount, size)).slice(0, MOST_GROUPS) : bySharedRows(problem, choice, size);
}

/** The same groups, neighbours in the list far apart. */
function mixed(groups: readonly number[][]): number[][] {
  const stride = strideNear(groups.length, 0.618);
  return groups.map((_, k) => groups[(k * stride) % groups.length]!);
}

/** Groups of the blocks that a choice has on some rows: each row with others at a distance that differs from turn to turn. */
function bySharedRows({ rowCount, entryStart, entryRow, blockOfItem }: CoreProblem, choice: Int32Array, size: number): number[][] {
  const users: Set<number>[] = Array.from({ length: rowCount }, () => new Set());
  choice.forEach((o, i) => {
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) users[entryRow[e]!]!.add(blockOfItem[i]!);
  });
  const groups: number[][] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const stride = strideNear(rowCount, (turn + 1) / (TURNS + 0.618));
    for (let first = 0; first < rowCount; first++) {
      const group = new Set<number>();
      for (let k = 0; k < rowCount && group.size < size; k++) {
        for (const b of users[(first + k * stride) % rowCount]!) if (group.size < size) group.add(b);
      }
      if (group.size > 0) groups.push([...group]);
    }
  }
  return groups;
}

/** A step of about this share of the count that comes by every place. */
function strideNear(count: number, share: number): number {
  let stride = Math.max(1, Math.floor(count * share));
  while (gcd(stride, count) > 1) stride++;
  return stride;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
