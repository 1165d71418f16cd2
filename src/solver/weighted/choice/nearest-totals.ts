/** How far each total of a block is from an allowed one, and what that costs. */
import type { BlockGrid } from "../problem/block-grid";
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";

/** By block. */
export interface NearestTotals {
  /** Point → scaled objective of the nearest allowed point. */
  readonly objective: readonly Float64Array[];
  /** Point → distance to it. */
  readonly distance: readonly Float64Array[];
}

/** Looks at every block; pauses every few milliseconds of work. */
export function* nearestTotals({ grids }: CoreProblem, meter: WorkMeter, scale: number): Generator<void, NearestTotals> {
  const found = { objective: [] as Float64Array[], distance: [] as Float64Array[] };
  for (const grid of grids) {
    const { objective, distance } = extend(grid, scale);
    found.objective.push(objective);
    found.distance.push(distance);
    meter.spend(12 * grid.width);
    if (meter.isYieldDue()) yield;
  }
  return found;
}

function extend({ objective, first, last, width }: BlockGrid, scale: number): { objective: Float64Array; distance: Float64Array } {
  const near = new Float64Array(width + 1);
  const distance = new Float64Array(width + 1);
  let allowed = -1;
  for (let q = 0; q <= width; q++) {
    if (q >= first && q <= last && objective[q]! < Infinity) allowed = q;
    distance[q] = allowed < 0 ? Infinity : q - allowed;
    near[q] = allowed < 0 ? 0 : objective[allowed]! * scale;
  }
  allowed = -1;
  for (let q = width; q >= 0; q--) {
    if (q >= first && q <= last && objective[q]! < Infinity) allowed = q;
    if (allowed < 0 || allowed - q >= distance[q]!) continue;
    distance[q] = allowed - q;
    near[q] = objective[allowed]! * scale;
  }
  return { objective: near, distance };
}
