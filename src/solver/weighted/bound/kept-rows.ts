/**
 * Which rows Lagrangian decomposition keeps whole, and the prices it starts from.
 *
 * Method. Rows whose options use unequal amounts: the plain relaxation says all there is to say of the others. Each option's first price is
 *   pushed by a share of what taking it instead of its item's best would lose: where the blocks are sure, the rows' knapsacks agree at once.
 */
import type { CoreProblem } from "../problem/core-problem";

/** Share of an option's loss that its first price is pushed by. */
const PUSH = 0.3;
/** Above this many entries no rows are kept: price vectors would take too much memory. */
const MOST_ENTRIES = 100_000;

/** The rows to keep, in order; none when the problem is too large. */
export function rowsToKeep({ rowCount, entryRow, entryAmount, instance }: CoreProblem): readonly number[] {
  if (instance.entryRow.length > MOST_ENTRIES) return [];
  const least = new Float64Array(rowCount).fill(Infinity);
  const most = new Float64Array(rowCount);
  for (let e = 0; e < entryRow.length; e++) {
    const r = entryRow[e]!;
    least[r] = Math.min(least[r]!, entryAmount[e]!);
    most[r] = Math.max(most[r]!, entryAmount[e]!);
  }
  const rows: number[] = [];
  for (let r = 0; r < instance.rowCount; r++) if (least[r]! < most[r]!) rows.push(r);
  return rows;
}

/** Option → how far its first price is pushed, from its block's value with it forced. */
export function firstPush({ itemCount, optionCount, optionStart }: CoreProblem, live: Uint8Array, forced: Float64Array): Float64Array {
  const push = new Float64Array(optionCount);
  for (let i = 0; i < itemCount; i++) {
    let first = Infinity;
    let second = Infinity;
    for (let o = optionStart[i]!; o < optionStart[i + 1]!; o++) {
      if (live[o] === 0) continue;
      if (forced[o]! < first) [first, second] = [forced[o]!, first];
      else if (forced[o]! < second) second = forced[o]!;
    }
    for (let o = optionStart[i]!; o < optionStart[i + 1]!; o++) {
      const loss = forced[o]! - (forced[o] === first ? second : first);
      if (live[o] === 1 && Number.isFinite(loss)) push[o] = PUSH * loss;
    }
  }
  return push;
}
