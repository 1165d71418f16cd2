/**
 * Looks for good choices of a problem that rows alone hold together, by what its linear program takes most of.
 *
 * Method. At the program's optimum (row-program.ts) the patterns it takes whole are fixed, then the one it takes most of; solved anew, and so on down to a choice.
 *   Then the same with another pattern in some places: few in all, and near the top alone.
 * Invariants. Nothing is proved: what the program's bounds rule out is left out, and so is what lies beyond those places.
 * Reference. Sadykov, Vanderbeck, Pessoa, Tahiri, Uchoa, Primal heuristics for branch and price: the assets of diving methods, INFORMS Journal on Computing, 2019.
 */
import { ascend } from "../bound/dual-ascent";
import { RowRelaxation } from "../bound/row-relaxation";
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import { RowProgram, type RowOptimum } from "../program/row-program";

/** Level steps that collect the first patterns, and how far they aim as a share of the prices' sum. */
const STEPS = 200;
const AIM = 0.02;
/** Rounds of patterns at the first optimum and at others. */
const FIRST_ROUNDS = 200;
const ROUNDS = 30;
/** What is nearer to 0 or 1 is whole. */
const WHOLE = 1e-3;

/** In how many places another pattern may be taken, and down to what depth. */
export interface DiveRule {
  readonly places: number;
  readonly depth: number;
}

export class RowDive {
  private readonly relaxation: RowRelaxation;
  private readonly program: RowProgram;

  /**
   * @param target only values below this are sought, in the problem's units; may fall
   * @param offer takes a choice, whatever it is worth
   */
  constructor(
    private readonly problem: CoreProblem,
    meter: WorkMeter,
    scale: number,
    target: () => number,
    private readonly offer: (choice: Int32Array) => void,
  ) {
    this.relaxation = new RowRelaxation(problem, meter, scale);
    this.program = new RowProgram(this.relaxation, target);
  }

  /**
   * Dives until all that the rule allows has been seen.
   * @param price where to begin, scaled; overwritten
   * @param raise told of the problem's bound at the first optimum, in its units
   */
  *run(price: Float64Array, rule: DiveRule, raise: (bound: number) => void): Generator<void, void> {
    const { relaxation, program } = this;
    const aim = AIM * price.reduce((sum, one) => sum + one, 0);
    const climb = { steps: STEPS, delta: Math.max(relaxation.scale, aim), target: Infinity, momentum: 0.7, patience: 6 };
    const bound = yield* ascend(relaxation, price, (trial) => relaxation.evaluate(trial, true), climb, () => void program.learn());
    if (!program.isOpen(bound)) return;
    const first = yield* this.program.solve(null, price, FIRST_ROUNDS);
    if (first === null) return;
    raise(Math.ceil(first.bound / relaxation.scale));
    yield* this.dive(first, rule, new Set());
  }

  /** @param barred patterns that were tried before, in the place of which others are taken */
  private *dive(at: RowOptimum, { places, depth }: DiveRule, barred: ReadonlySet<number>): Generator<void, void> {
    const { program } = this;
    const { list } = at;
    const before = program.mark();
    const parts = this.partsOf(at);
    if (parts === null || !program.isOpen(at.bound)) return;
    const whole = parts.filter((p) => at.master.weight[p]! > 1 - WHOLE);
    if (whole.length === parts.length) return this.offerAll(at, [...program.held, ...whole]);
    for (const p of whole) if (program.fits(list, p)) program.fix(list, p);
    const mark = program.mark();
    const tried = new Set(barred);
    const others = parts.filter((p) => at.master.weight[p]! <= 1 - WHOLE).sort((p, q) => at.master.weight[q]! - at.master.weight[p]! || p - q);
    let left = places;
    for (const p of others) {
      if (tried.has(p) || !program.fits(list, p)) continue;
      program.fix(list, p);
      const next = yield* program.solve(at, at.price, ROUNDS);
      if (next !== null) yield* this.dive(next, { places: left, depth: depth - 1 }, tried);
      program.release(list, mark);
      tried.add(p);
      if (--left < 0 || depth <= 0) break;
    }
    program.release(list, before);
  }

  /** The patterns of open rows that an optimum takes some of; null when it leaves an item out. */
  private partsOf({ list, master }: RowOptimum): number[] | null {
    const { relaxation } = this;
    const parts: number[] = [];
    for (let p = 0; p < list.count; p++) {
      if (master.weight[p]! < WHOLE) continue;
      const r = list.blockOf[p]!;
      if (r < this.problem.rowCount && relaxation.isClosed[r] === 0) parts.push(p);
      else if (r === this.problem.rowCount && list.entryStart[p]! < list.entryStart[p + 1]!) return null;
    }
    relaxation.meter.spend(list.count);
    return parts;
  }

  /** Offers what some patterns hold; an item that is held twice takes the cheaper option. */
  private offerAll({ list }: RowOptimum, patterns: readonly number[]): void {
    const { itemCount, itemOfOption, cost } = this.problem;
    const choice = new Int32Array(itemCount).fill(-1);
    for (const p of patterns) {
      for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) {
        const o = list.option[a]!;
        const i = itemOfOption[o]!;
        if (choice[i] === -1 || cost[o]! < cost[choice[i]!]!) choice[i] = o;
      }
    }
    if (!choice.includes(-1)) this.offer(choice);
  }
}
