/** Makes a search of a problem, with pauses: of many blocks that takes as long as some evaluations. */
import { BlockSolver } from "../block/block-solver";
import { Relaxation } from "../bound/relaxation";
import { nearestTotals } from "../choice/nearest-totals";
import type { CoreProblem } from "../problem/core-problem";
import { magnitudesOf } from "../problem/price-range";
import type { WorkMeter } from "../problem/work-meter";
import { CoreSearch } from "./core-search";
import type { SearchRule } from "./standing";

/** A search about to begin. */
export function* beginSearch(problem: CoreProblem, meter: WorkMeter, rule: SearchRule): Generator<void, CoreSearch> {
  const magnitudes = yield* magnitudesOf(problem, meter);
  const blocks = new BlockSolver(problem, meter);
  yield;
  const relaxation = new Relaxation(problem, meter, blocks, magnitudes);
  const startedAt = meter.spent;
  const nearest = yield* nearestTotals(problem, meter, relaxation.scale);
  yield;
  return new CoreSearch(problem, meter, rule, relaxation, nearest, startedAt);
}
