/**
 * Solves the linear program over all patterns of the live options, of which only those are listed that it asks for.
 *
 * Method. The program over the patterns met so far (master-program.ts) gives prices of rows; at these every block's best choice
 *   joins as a pattern while it is cheaper than the program takes it to be.
 * Invariants. The bound at the prices returned is evaluated in integers.
 * Cost. A round one evaluation of every block and some pivots.
 * Reference. Barnhart et al., Branch-and-price, Operations Research, 1998.
 */
import { FAR, MasterProgram, type MasterEnding } from "./master-program";
import type { PatternList } from "../pattern/pattern-list";
import type { PatternPool } from "../pattern/pattern-pool";
import type { Relaxation } from "../bound/relaxation";

const ROUNDS = 80;
const PIVOTS = 300;
/** How near bound and program are when they agree, in the problem's units. */
const NEAR = 1e-3;

/** The best bound found and its prices; the program at its optimum, when there is one. */
export interface Generated {
  /** Scaled; Infinity when some block has no choice. */
  readonly bound: number;
  readonly price: Float64Array;
  readonly optimum: { readonly master: MasterProgram; readonly list: PatternList; readonly isLive: Uint8Array } | null;
}

/**
 * Runs until program and bound agree, or the bound reaches the target.
 * @param price where to start, and what to return when nothing is better
 * @param target in the problem's units
 * @param start a program at its optimum with fewer patterns of the pool and fewer rows, or null
 */
export function* generateColumns(relaxation: Relaxation, pool: PatternPool, live: Uint8Array, price: Float64Array, target: number, start: MasterProgram | null = null): Generator<void, Generated> {
  const { problem, meter, scale, rowSize } = relaxation;
  const goal = (target - 1) * scale + 1;
  relaxation.focus(live);
  const trial = new Float64Array(relaxation.capacity);
  trial.set(price.subarray(0, rowSize));
  let best = yield* relaxation.evaluate(trial, live);
  let bestPrice: Float64Array = trial.slice(0, rowSize);
  if (best === Infinity) return { bound: best, price: bestPrice, optimum: null };
  pool.add(relaxation.choice);
  let former = start;
  for (let round = 0; round < ROUNDS && best < goal; round++) {
    const list = pool.list(problem);
    const isLive = liveOf(list, live);
    const master = new MasterProgram(list, problem.blockCount, relaxation.limit, isLive, meter);
    const isWarm = former !== null && (yield* goOn(master, former, isLive, problem.request.terminalBudgets.length));
    if (!isWarm) yield* master.startAfresh();
    const ending: MasterEnding = isWarm ? "optimal" : yield* master.solve(Math.min(target, FAR), PIVOTS);
    if (ending === "stuck") break;
    former = ending === "optimal" ? master : null;
    for (let r = 0; r < rowSize; r++) trial[r] = Math.min(relaxation.priceLimit[r]!, Math.round(master.price[r]! * scale));
    const bound = yield* relaxation.evaluate(trial, live);
    if (bound > best) {
      best = bound;
      bestPrice = trial.slice(0, rowSize);
    }
    const isConverged = ending === "optimal" && bound >= master.objective * scale - scale * NEAR;
    if (!isConverged && pool.add(relaxation.choice)) continue;
    return { bound: best, price: bestPrice, optimum: ending === "optimal" ? { master, list, isLive } : null };
  }
  return { bound: best, price: bestPrice, optimum: null };
}

/** Goes on from the optimum of a program with fewer patterns and rows: first what new rows break, then what new patterns give. False when that fails. */
function* goOn(master: MasterProgram, former: MasterProgram, isLive: Uint8Array, lastRows: number): Generator<void, boolean> {
  const alive = isLive.slice();
  isLive.fill(0, former.weight.length);
  const isMended = (yield* master.startFrom(former.basisWithin(master, lastRows))) && (yield* master.solve(Infinity, PIVOTS)) === "optimal";
  isLive.set(alive);
  return isMended && (yield* master.improve(PIVOTS));
}

/** Pattern → 1 when all its options are live. */
function liveOf(list: PatternList, live: Uint8Array): Uint8Array {
  const isLive = new Uint8Array(list.count).fill(1);
  for (let p = 0; p < list.count; p++) {
    for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) if (live[list.option[a]!] === 0) isLive[p] = 0;
  }
  return isLive;
}
