/**
 * Options of one item that are alike to its block: same point of the grid, same tally. Of a class only the cheapest live option matters.
 *
 * Invariants. Every option is in one class; an item's classes stand in the order in which its options first show them.
 */
import type { CoreProblem } from "../problem/core-problem";

/** Options of every item grouped by point and tally; arrays are by class. */
export interface Classes {
  /** Item i's classes are `start[i] … start[i + 1] − 1`. */
  readonly start: Int32Array;
  readonly point: Int32Array;
  readonly tally: Uint8Array;
  /** Class c's options are `option[optionStart[c]] … option[optionStart[c + 1] − 1]`. */
  readonly optionStart: Int32Array;
  readonly option: Int32Array;
}

/** Groups the options of every item. */
export function classesOf({ itemCount, blockCount, optionCount, itemStart, optionStart: firstOf, grids, tally: tallyOf }: CoreProblem): Classes {
  const start = new Int32Array(itemCount + 1);
  const point = new Int32Array(optionCount);
  const tally = new Uint8Array(optionCount);
  const classOf = new Int32Array(optionCount);
  const optionStart = new Int32Array(optionCount + 1);
  // Point and tally → the last class that had them; an item's own if it is none of an item before.
  const lastWith = new Int32Array(2 * grids.reduce((widest, { width }) => Math.max(widest, width), 0) + 2).fill(-1);
  let count = 0;
  for (let b = 0; b < blockCount; b++) {
    const firstOption = firstOf[itemStart[b]!]!;
    const grid = grids[b]!;
    for (let i = itemStart[b]!; i < itemStart[b + 1]!; i++) {
      for (let o = firstOf[i]!; o < firstOf[i + 1]!; o++) {
        const key = 2 * grid.point[o - firstOption]! + tallyOf[o]!;
        if (lastWith[key]! < start[i]!) {
          lastWith[key] = count;
          point[count] = grid.point[o - firstOption]!;
          tally[count] = tallyOf[o]!;
          count++;
        }
        classOf[o] = lastWith[key]!;
        optionStart[classOf[o]! + 1]!++;
      }
      start[i + 1] = count;
    }
  }
  for (let c = 0; c < count; c++) optionStart[c + 1]! += optionStart[c]!;
  const next = optionStart.slice();
  const option = new Int32Array(optionCount);
  for (let o = 0; o < optionCount; o++) option[next[classOf[o]!]!++] = o;
  return { start, point: point.slice(0, count), tally: tally.slice(0, count), optionStart: optionStart.slice(0, count + 1), option };
}
