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
export function classesOf(problem: CoreProblem): Classes {
  const start = new Int32Array(problem.itemCount + 1);
  const point: number[] = [];
  const tally: number[] = [];
  const optionStart: number[] = [];
  const option: number[] = [];
  for (let b = 0; b < problem.blockCount; b++) {
    const firstOption = problem.optionStart[problem.itemStart[b]!]!;
    const grid = problem.grids[b]!;
    for (let i = problem.itemStart[b]!; i < problem.itemStart[b + 1]!; i++) {
      const groups = new Map<number, number[]>();
      for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) {
        const key = grid.point[o - firstOption]! * 2 + problem.tally[o]!;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [o]);
        else group.push(o);
      }
      for (const [key, members] of groups) {
        point.push(Math.floor(key / 2));
        tally.push(key % 2);
        optionStart.push(option.length);
        option.push(...members);
      }
      start[i + 1] = point.length;
    }
  }
  optionStart.push(option.length);
  return {
    start,
    point: Int32Array.from(point),
    tally: Uint8Array.from(tally),
    optionStart: Int32Array.from(optionStart),
    option: Int32Array.from(option),
  };
}
