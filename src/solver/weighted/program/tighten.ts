/**
 * Makes a core problem's relaxation as strong as its linear program with cuts.
 *
 * Method. Column generation (column-generation.ts); at the optimum, cuts that its mix breaks (row-cuts.ts) become rows of the
 *   problem, and it goes on, as long as that pays. A thorough one goes on after rounds that raised nothing, by facets then, for a while. In the end the cuts in use
 *   stay: as rows they serve bounds, forced values, lists and branches alike.
 * Invariants. Cuts hold for every choice that keeps the rows, so the problem's choices stay the same.
 * Cost. Some tens of evaluations of every block and programs.
 * Reference. Desaulniers, Desrosiers, Spoorendonk, Cutting planes for branch-and-price algorithms, Networks, 2011.
 */
import { generateColumns, type Generated } from "./column-generation";
import type { CoreProblem } from "../problem/core-problem";
import { ascend } from "../bound/dual-ascent";
import type { MasterProgram } from "./master-program";
import { PatternPool } from "../pattern/pattern-pool";
import { Relaxation } from "../bound/relaxation";
import { separate, withCutRows } from "./row-cuts";
import { magnitudesOf } from "../problem/price-range";
import type { WorkMeter } from "../problem/work-meter";

/** Level steps that collect the first patterns: without prices to start from, and with. */
const FIRST_STEPS = 60;
const WARM_STEPS = 20;
/** Rows and blocks beyond which the program would cost more than it gives. */
const MOST_SIZE = 260;
/** What a round of cuts must raise the bound by, as a share of it, to have raised it at all. */
const LEAST_GAIN = 2e-5;

/** How hard to try: most rounds, cuts in all, and rounds one after the other that raised nothing. */
export interface Effort {
  readonly rounds: number;
  readonly cuts: number;
  readonly stalls: number;
}

/** What mostly is enough, and what pays where the search after it did not come to an end soon. */
export const QUICK: Effort = { rounds: 40, cuts: 60, stalls: 0 };
export const THOROUGH: Effort = { rounds: 120, cuts: 250, stalls: 6 };

/** A problem with cuts as rows, prices that give its bound, the bound in the problem's units, rounded up, and the patterns met. */
export interface Tightened {
  readonly problem: CoreProblem;
  readonly price: Float64Array;
  /** The prices without those of cuts, for like problems. */
  readonly plainPrice: Float64Array;
  readonly bound: number;
  readonly pool: PatternPool;
}

/**
 * Tightens a problem.
 * @param start prices of the rows of a like problem, or null
 * @param target a value at which nothing more is wanted, in the problem's units
 * @param effort {@link QUICK} or {@link THOROUGH}
 */
export function* tighten(problem: CoreProblem, meter: WorkMeter, start: Float64Array | null, target: number, effort: Effort): Generator<void, Tightened> {
  const live = new Uint8Array(problem.optionCount).fill(1);
  let relaxation = new Relaxation(problem, meter, null, yield* magnitudesOf(problem, meter));
  const { scale } = relaxation;
  const pool = new PatternPool(problem);
  const price = new Float64Array(relaxation.capacity);
  if (start !== null) price.set(start.subarray(0, relaxation.rowSize));
  const goal = (target - 1) * scale + 1;
  const rule = { steps: start === null ? FIRST_STEPS : WARM_STEPS, delta: Math.max(scale, goal < 2 ** 52 ? goal * 0.05 : scale), target: goal, momentum: 0.7, patience: 6 };
  let best = yield* ascend(relaxation, price, (trial) => relaxation.evaluate(trial, live), rule, () => pool.add(relaxation.choice));
  let bestPrice: Float64Array = price.slice(0, relaxation.rowSize);
  const rounds = problem.blockCount + relaxation.rowSize <= MOST_SIZE ? effort.rounds : 0;
  let former: MasterProgram | null = null;
  let stalls = 0;
  for (let round = 0; round < rounds && best < goal; round++) {
    const { bound, price: found, optimum }: Generated = yield* generateColumns(relaxation, pool, live, bestPrice, target, former);
    if (bound === Infinity) return { problem: relaxation.problem, price: bestPrice, plainPrice: withoutCuts(bestPrice, problem, relaxation.problem), bound, pool };
    const gain = bound - best;
    best = bound;
    bestPrice = found;
    if (best >= goal || optimum === null || relaxation.problem.rowCount - problem.rowCount > effort.cuts) break;
    stalls = round > 0 && gain < Math.abs(best) * LEAST_GAIN ? stalls + 1 : 0;
    if (stalls > effort.stalls) break;
    former = optimum.master;
    let cuts = yield* separate(relaxation.problem, meter, optimum.list, optimum.master.weight, stalls > 0);
    if (cuts.length === 0 && stalls === 0 && effort.stalls > 0) cuts = yield* separate(relaxation.problem, meter, optimum.list, optimum.master.weight, true);
    if (cuts.length === 0) break;
    const tightened = withCutRows(relaxation.problem, cuts);
    relaxation = new Relaxation(tightened, meter, relaxation.blocks, yield* magnitudesOf(tightened, meter));
    bestPrice = shifted(bestPrice, cuts.length, problem.request.terminalBudgets.length);
  }
  return { ...withoutIdleCuts(problem, relaxation.problem, bestPrice), plainPrice: withoutCuts(bestPrice, problem, relaxation.problem), bound: Math.ceil(best / scale), pool };
}

/** Prices without those of a tightened problem's cuts. */
export function withoutCuts(price: Float64Array, plain: CoreProblem, tightened: CoreProblem): Float64Array {
  return Float64Array.from([...price.subarray(0, plain.rowCount), ...price.subarray(tightened.rowCount)]);
}

/** Leaves out cuts without a price: they do nothing for the bound. */
function withoutIdleCuts(plain: CoreProblem, problem: CoreProblem, price: Float64Array): Pick<Tightened, "problem" | "price"> {
  if (problem.rowCount === plain.rowCount) return { problem, price };
  const place = new Int32Array(problem.rowCount).fill(-1);
  const kept: number[] = [];
  for (let r = 0; r < problem.rowCount; r++) if (r < plain.rowCount || price[r]! > 0) place[r] = kept.push(r) - 1;
  const entryStart = new Int32Array(problem.optionCount + 1);
  const entries: number[] = [];
  for (let o = 0; o < problem.optionCount; o++) {
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) if (place[problem.entryRow[e]!]! >= 0) entries.push(e);
    entryStart[o + 1] = entries.length;
  }
  return {
    problem: {
      ...problem,
      rowCount: kept.length,
      rowLimit: Float64Array.from(kept, (r) => problem.rowLimit[r]!),
      entryStart,
      entryRow: Int32Array.from(entries, (e) => place[problem.entryRow[e]!]!),
      entryAmount: Float64Array.from(entries, (e) => problem.entryAmount[e]!),
      cutSource: kept.slice(plain.rowCount).map((r) => problem.cutSource[r - plain.rowCount]!),
    },
    price: Float64Array.from([...kept.map((r) => price[r]!), ...price.subarray(problem.rowCount)]),
  };
}

/** Prices with room for more rows before those of the terminal budgets. */
function shifted(price: Float64Array, more: number, budgets: number): Float64Array {
  const wider = new Float64Array(price.length + more);
  wider.set(price.subarray(0, price.length - budgets));
  wider.set(price.subarray(price.length - budgets), price.length + more - budgets);
  return wider;
}
