/**
 * Searches a problem that rows alone hold together by what rows may hold.
 *
 * Method. Prices of items that make the bound of all rows' knapsacks great (row-relaxation.ts); how often each option was taken on the way says how sure it is. Then
 *   dives (row-dive.ts): of the items that are least sure, the others as they are taken most, for several numbers of items in turns, longer and longer.
 * Invariants. The stage's bound is true at every moment.
 */
import { range } from "../../../base/range";
import { ascend } from "../bound/dual-ascent";
import { RowRelaxation } from "../bound/row-relaxation";
import { ceiling, coreValue, isCoreFeasible, type CoreProblem } from "../problem/core-problem";
import { magnitudesOf } from "../problem/price-range";
import { takeOut } from "../problem/subproblem";
import type { WorkMeter } from "../problem/work-meter";
import { RowDive } from "./row-dive";
import type { StageState } from "./stage-state";

/** Level steps at knapsacks that are bounded only, and at exact ones; how far the first aims, as a share of the greatest value, and the second, in the problem's units. */
const STEPS = 400;
const EXACT_STEPS = 100;
const FIRST_AIM = 0.02;
const EXACT_AIM = 4;
/** What a step leaves of how often options were taken before. */
const FADE = 0.99;
/** Items of the smallest dive, how they grow from one to the next, and what makes the last nearly as many; most items and rows of any: its linear programs grow with their square. */
const FEWEST = 45;
const WIDER = 2.1;
const NEARLY = 1.25;
const MOST_SIZE = 220;
/** Places of other patterns in the first dives, depth, and how both grow when all that they allow has been seen. */
const PLACES = 3;
const DEPTH = 16;
const LOOSER = 2;
const LOOSEST = 16;
/** Work of a dive's first turn, and how turns grow. */
const FIRST_TURN = 100_000_000;
const LONGER_TURN = 1.5;

/** What the relaxation of rows says: prices of items and the bound at them, scaled, and how often of late it took each option, 0 to 1. */
interface Guide {
  readonly price: Float64Array;
  readonly bound: number;
  readonly sureness: Float64Array;
}

/** What is sought, and who is told. */
interface Found {
  /** Only values below this are. */
  readonly target: () => number;
  readonly offer: (choice: Int32Array) => void;
  /** Nothing has a value below. */
  readonly raise: (bound: number) => void;
}

/** Runs until the stage is met, or dives have seen all they may. @param target only values below this are sought, in the problem's units; may fall */
export function* searchByRows(stage: StageState, meter: WorkMeter, problem: CoreProblem, target: () => number): Generator<void, "no more"> {
  const { costOffset, costUnit } = problem;
  const { scale } = yield* magnitudesOf(problem, meter);
  const guide = yield* climb(new RowRelaxation(problem, meter, scale));
  const raise = (bound: number): void => {
    stage.bound = Math.max(stage.bound, costOffset + costUnit * bound);
  };
  raise(Math.ceil(guide.bound / scale));
  const offer = (choice: Int32Array): void => {
    if (coreValue(problem, choice) < target() && isCoreFeasible(problem, choice)) stage.take(choice);
  };
  const sizes = sizesOf(problem);
  let dives = sizes.map((size) => ({ run: diveAmong(problem, meter, scale, size, guide, { target, offer, raise }), share: size / sizes[sizes.length - 1]! }));
  for (let turn = FIRST_TURN; dives.length > 0; turn *= LONGER_TURN) {
    const open: typeof dives = [];
    for (const dive of dives) {
      const end = meter.spent + turn * dive.share;
      let isDone = false;
      while (!isDone && meter.spent < end) {
        isDone = dive.run.next().done === true;
        yield;
      }
      if (!isDone) open.push(dive);
    }
    dives = open;
  }
  return "no more";
}

/** Raises the bound of rows from prices at which every item's second cheapest option pays. */
function* climb(relaxation: RowRelaxation): Generator<void, Guide> {
  const { problem, scale, meter } = relaxation;
  const price = new Float64Array(problem.itemCount);
  for (let i = 0; i < price.length; i++) {
    const costs = problem.cost.slice(problem.optionStart[i], problem.optionStart[i + 1]).sort();
    price[i] = costs[Math.min(1, costs.length - 1)]! * scale;
  }
  const sureness = new Float64Array(problem.optionCount);
  let seen = 0;
  const note = (): void => {
    for (let o = 0; o < sureness.length; o++) sureness[o]! *= FADE;
    for (const options of relaxation.taken) for (const o of options) sureness[o]! += 1 - FADE;
    seen = seen * FADE + (1 - FADE);
    meter.spend(2 * sureness.length);
  };
  const target = ceiling(problem) * scale;
  const rule = { target, momentum: 0.7, patience: 6 };
  yield* ascend(relaxation, price, (trial) => relaxation.evaluate(trial, false), { ...rule, steps: STEPS, delta: FIRST_AIM * target }, note);
  const bound = yield* ascend(relaxation, price, (trial) => relaxation.evaluate(trial, true), { ...rule, steps: EXACT_STEPS, delta: EXACT_AIM * scale }, note);
  return { price, bound, sureness: sureness.map((sum) => sum / seen) };
}

/** Numbers of items to dive among. */
function sizesOf({ itemCount, rowCount }: CoreProblem): number[] {
  const sizes: number[] = [];
  const most = Math.min(itemCount, MOST_SIZE - rowCount);
  for (let size = FEWEST; size * NEARLY < most; size *= WIDER) sizes.push(Math.round(size));
  if (most > 0) sizes.push(most);
  return sizes;
}

/** Dives among the items that are least sure. */
function* diveAmong(
  problem: CoreProblem,
  meter: WorkMeter,
  scale: number,
  size: number,
  { price, sureness }: Guide,
  { target, offer, raise }: Found,
): Generator<void, void> {
  const surest = Int32Array.from(range(0, problem.itemCount), (i) => range(problem.optionStart[i]!, problem.optionStart[i + 1]!).reduce((best, o) => (sureness[o]! > sureness[best]! ? o : best)));
  const items = range(0, problem.itemCount)
    .sort((i, j) => sureness[surest[i]!]! - sureness[surest[j]!]! || i - j)
    .slice(0, size)
    .sort((i, j) => i - j);
  meter.spend(20 * problem.optionCount);
  const part = takeOut(problem, surest, items);
  if (part === null) return;
  const dive = new RowDive(part.problem, meter, scale, () => target() - part.rest, (choice) => offer(part.merge(choice)));
  const isWhole = size === problem.itemCount;
  for (let looser = 1; looser <= LOOSEST; looser *= LOOSER) {
    yield* dive.run(Float64Array.from(items, (i) => price[i]!), { places: PLACES * looser, depth: DEPTH * looser }, (bound) => isWhole && raise(bound));
  }
}
