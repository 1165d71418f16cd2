/**
 * Rows kept whole, written down as cuts: the bound of Lagrangian decomposition for whoever knows prices of rows and cuts only.
 *
 * Method. Level steps of the plain relaxation, then of the decomposition (bound/relaxation.ts), over all options. A kept row's entry prices α
 *   say Σ α x ≤ κ(α): α rounded to whole amounts is a cut (row-cuts.ts), and its price makes up for the unit. With the
 *   kept rows themselves at no price, blocks see what the decomposition's saw.
 * Invariants. Cuts hold for every choice that keeps the rows; the bound is evaluated in integers at the prices returned.
 * Cost. Some hundreds of evaluations of every block and every kept row's knapsack.
 * Reference. Guignard, Kim, Lagrangean decomposition, Mathematical Programming, 1987.
 */
import { ascend } from "../bound/dual-ascent";
import { firstPush, rowsToKeep } from "../bound/kept-rows";
import { Relaxation } from "../bound/relaxation";
import type { CoreProblem } from "../problem/core-problem";
import { magnitudesOf } from "../problem/price-range";
import type { WorkMeter } from "../problem/work-meter";
import { pricedRows, withCutRows, type RowCut } from "./row-cuts";

const PLAIN_STEPS = 300;
const KEPT_STEPS = 200;
/** Climbs of the decomposition: each starts again with long steps. */
const CLIMBS = 2;
/** How much further than the target an option is taken to be that cannot be part of anything below it. */
const BEYOND = 1.3;

/** A relaxation to prove from: prices of its rows, cuts among them, and of terminal budgets, and their bound in the problem's units, rounded up. */
export interface ProofRoot {
  readonly relaxation: Relaxation;
  readonly price: Float64Array;
  readonly bound: number;
}

/** Decomposes a problem; null when no row is worth keeping whole, or no choice keeps the rows. @param target a value at which nothing more is wanted, in the problem's units */
export function* decompose(plain: CoreProblem, meter: WorkMeter, target: number): Generator<void, ProofRoot | null> {
  const rows = rowsToKeep(plain);
  if (rows.length === 0) return null;
  const live = new Uint8Array(plain.optionCount).fill(1);
  const relaxation = new Relaxation(plain, meter, null, yield* magnitudesOf(plain, meter));
  const { scale } = relaxation;
  const goal = (target - 1) * scale + 1;
  const price = new Float64Array(relaxation.capacity);
  const climb = (steps: number, delta: number, momentum: number, patience: number): Generator<void, number> =>
    ascend(relaxation, price, (trial) => relaxation.evaluate(trial, live), { steps, delta: Math.max(scale, delta), target: goal, momentum, patience }, () => {});
  const first = yield* climb(PLAIN_STEPS, Math.abs(goal) * 0.02, 0.7, 6);
  if (first === Infinity) return null;
  relaxation.keep(rows, price, firstPush(plain, live, yield* forcedValues(relaxation, price, live, goal)));
  let bound = first;
  for (let k = 0; k < CLIMBS && bound < goal; k++) bound = yield* climb(KEPT_STEPS, (goal - bound) * 0.3, 0.9, 30);
  return yield* asCuts(relaxation, price, live);
}

/** Option → its block's value with it forced, as far as that is known; well above the goal's where it cannot be below. */
function* forcedValues(relaxation: Relaxation, price: Float64Array, live: Uint8Array, goal: number): Generator<void, Float64Array> {
  const { problem, blocks, reduced, choice } = relaxation;
  const forced = new Float64Array(problem.optionCount);
  const room = Math.max(0, goal - (yield* relaxation.evaluate(price, live)));
  for (let b = 0; b < problem.blockCount; b++) {
    const terminal = relaxation.terminalOf(b, price);
    const value = yield* blocks.solve(b, reduced, terminal, live, choice);
    yield* blocks.force(b, reduced, terminal, live, forced, value + room);
    const far = value + BEYOND * room;
    for (let o = problem.optionStart[problem.itemStart[b]!]!; o < problem.optionStart[problem.itemStart[b + 1]!]!; o++) if (!Number.isFinite(forced[o])) forced[o] = far;
  }
  return forced;
}

/** The problem with the kept rows as cuts, and their prices. */
function* asCuts(kept: Relaxation, price: Float64Array, live: Uint8Array): Generator<void, ProofRoot> {
  const { problem: plain, rowSize, scale } = kept;
  const cuts = pricedRows(kept, price, live);
  const tightened = withCutRows(plain, cuts);
  const relaxation = new Relaxation(tightened, kept.meter, null, yield* magnitudesOf(tightened, kept.meter));
  const change = relaxation.scale / scale;
  const prices = new Float64Array(relaxation.rowSize);
  const within = (p: number, value: number): number => Math.min(relaxation.priceLimit[p]!, Math.round(value * change));
  for (let r = 0; r < plain.rowCount; r++) prices[r] = kept.keeps(r) ? 0 : within(r, price[r]!);
  cuts.forEach((cut, k) => (prices[plain.rowCount + k] = within(plain.rowCount + k, unitPrice(plain, cut, price.subarray(rowSize)))));
  for (let k = plain.rowCount; k < rowSize; k++) prices[cuts.length + k] = within(cuts.length + k, price[k]!);
  const bound = yield* relaxation.evaluate(prices, live);
  return { relaxation, price: prices, bound: Math.ceil(bound / relaxation.scale) };
}

/** What a unit of a cut's amounts stands for, by its greatest. @param entryPrice entry → α */
function unitPrice(plain: CoreProblem, { row, options, amounts }: RowCut, entryPrice: Float64Array): number {
  let at = 0;
  for (let k = 1; k < amounts.length; k++) if (amounts[k]! > amounts[at]!) at = k;
  let entry = plain.entryStart[options[at]!]!;
  while (plain.entryRow[entry] !== row) entry++;
  return entryPrice[entry]! / amounts[at]!;
}
