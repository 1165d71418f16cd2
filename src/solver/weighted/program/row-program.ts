/**
 * Solves the linear program over all that rows may hold, with some rows' holdings fixed, by the patterns that it asks for.
 *
 * Method. The program over the patterns met so far (row-patterns.ts) gives prices of items; at these, drawn towards those of the best bound, every row's
 *   best holding joins as a pattern while it is new. A solve goes on from an earlier one's optimum.
 *   What costs more beside the best bound than the target allows is left out of the program.
 * Invariants. Bounds are evaluated in integers: nothing that holds what is fixed has a value below. Floating point only steers.
 * Cost. A round one evaluation of the relaxation and some tens of pivots.
 * Reference. Savelsbergh, A branch-and-price algorithm for the generalized assignment problem, Operations Research, 1997;
 *   Pessoa, Sadykov, Uchoa, Vanderbeck, Automation and combination of linear-programming based stabilization techniques in column generation, 2018.
 */
import type { RowRelaxation } from "../bound/row-relaxation";
import type { PatternList } from "../pattern/pattern-list";
import { RowPatterns } from "../pattern/row-patterns";
import { FAR, MasterProgram } from "./master-program";

/** Pivots of going on from an optimum, and of a start without one. */
const PIVOTS = 1000;
const FIRST_PIVOTS = 20_000;
/** By how much prices are drawn to those of the best bound, and how near to the bound an optimum is as good as there. */
const DRAWN = 0.7;
const NEAR = 0.05;

/** An optimum, and the best bound met on the way to it, scaled, with its prices. */
export interface RowOptimum {
  readonly master: MasterProgram;
  readonly list: PatternList;
  readonly bound: number;
  readonly price: Float64Array;
}

export class RowProgram {
  private readonly patterns: RowPatterns;
  /** Patterns that rows hold for certain, and what these cost. */
  private readonly fixed: number[] = [];
  private fixedValue = 0;

  /** @param target only values below this matter, in the problem's units; may fall */
  constructor(
    readonly relaxation: RowRelaxation,
    private readonly target: () => number,
  ) {
    this.patterns = new RowPatterns(relaxation.problem);
    relaxation.meter.spend(20 * relaxation.problem.optionCount);
  }

  /** Whether values below the target may lie at this bound, scaled, or above it. */
  isOpen(bound: number): boolean {
    return bound <= (this.target() - 1) * this.relaxation.scale;
  }

  /** Takes what rows took at the relaxation's last evaluation for patterns; false when none is new. */
  learn(): boolean {
    const { patterns, relaxation } = this;
    let isNew = false;
    for (let r = 0; r < relaxation.problem.rowCount; r++) if (relaxation.isClosed[r] === 0 && patterns.add(r, relaxation.taken[r]!)) isNew = true;
    relaxation.meter.spend(20 * relaxation.problem.rowCount);
    return isNew;
  }

  /** What is fixed, to come back to. */
  mark(): number {
    return this.fixed.length;
  }

  /** The patterns fixed. */
  get held(): readonly number[] {
    return this.fixed;
  }

  /** Whether a pattern holds nothing that a fixed one holds. */
  fits({ entryStart, entryRow }: PatternList, p: number): boolean {
    for (let e = entryStart[p]!; e < entryStart[p + 1]!; e++) if (this.relaxation.isSettled[entryRow[e]!] === 1) return false;
    return true;
  }

  /** Fixes a pattern that fits: its row is closed, its items are settled. */
  fix(list: PatternList, p: number): void {
    this.fixed.push(p);
    this.fixedValue += list.value[p]!;
    this.settle(list, p, 1);
  }

  /** Lets go of what was fixed since a mark. */
  release(list: PatternList, mark: number): void {
    while (this.fixed.length > mark) {
      const p = this.fixed.pop()!;
      this.fixedValue -= list.value[p]!;
      this.settle(list, p, 0);
    }
  }

  private settle({ blockOf, entryStart, entryRow }: PatternList, p: number, mark: 0 | 1): void {
    const { isClosed, isSettled } = this.relaxation;
    isClosed[blockOf[p]!] = mark;
    for (let e = entryStart[p]!; e < entryStart[p + 1]!; e++) isSettled[entryRow[e]!] = mark;
  }

  /**
   * Solves with what is fixed; null when no value below the target is left, or the simplex failed.
   * @param start an earlier optimum, with no more fixed
   * @param startPrice prices to begin at
   */
  *solve(start: RowOptimum | null, startPrice: Float64Array, rounds: number): Generator<void, RowOptimum | null> {
    const { relaxation, patterns } = this;
    const { problem, meter, scale, priceLimit } = relaxation;
    const fixedValue = Math.round(this.fixedValue) * scale;
    const price = startPrice.slice();
    let bestPrice = startPrice;
    let bound = fixedValue + (yield* relaxation.evaluate(price, true));
    let isNew = this.learn();
    let optimum: RowOptimum | null = null;
    for (let round = 0; round < rounds && (isNew || round === 0); round++) {
      if (!this.isOpen(bound)) return null;
      const former: RowOptimum | null = optimum ?? start;
      const list = patterns.list();
      const master: MasterProgram = new MasterProgram(list, patterns.blockCount, patterns.limit, this.liveOf(list, bestPrice, bound), meter);
      if (!(yield* this.reach(master, former))) return null;
      isNew = false;
      let isConverged = false;
      for (const drawn of [DRAWN, 0]) {
        for (let i = 0; i < problem.itemCount; i++) price[i] = Math.min(priceLimit[i]!, Math.round((1 - drawn) * master.price[i]! * scale + drawn * bestPrice[i]!));
        const here = fixedValue + (yield* relaxation.evaluate(price, true));
        if (here > bound) {
          bound = here;
          bestPrice = price.slice();
        }
        isConverged = bound >= (this.objectiveOf(master) - NEAR) * scale;
        if (isConverged || this.learn()) {
          isNew = !isConverged;
          break;
        }
      }
      optimum = { master, list, bound, price: bestPrice };
    }
    return this.isOpen(bound) ? optimum : null;
  }

  /** The optimum over the patterns known; false when there is no reaching it. */
  private *reach(master: MasterProgram, former: RowOptimum | null): Generator<void, boolean> {
    if (former !== null && (yield* master.goOnFrom(former.master)) && (yield* master.mend(PIVOTS))) return true;
    yield* master.startAfresh();
    return (yield* master.solve(FAR, FIRST_PIVOTS)) === "optimal";
  }

  /** The optimum's value as it is with limits of −1. */
  private objectiveOf({ objective, price }: MasterProgram): number {
    let value = objective;
    for (let i = 0; i < price.length; i++) value += price[i]! * (this.patterns.limit[i]! + 1);
    return value;
  }

  /** Pattern → 1 unless its row is closed by another, or it costs too much beside a bound at some prices. */
  private liveOf({ count, blockOf, value, entryStart, entryRow, entryAmount }: PatternList, price: Float64Array, bound: number): Uint8Array {
    const { isClosed, problem, scale, meter } = this.relaxation;
    const reduced = new Float64Array(count);
    const least = new Float64Array(problem.rowCount + 1).fill(Infinity);
    for (let p = 0; p < count; p++) {
      let cost = value[p]! * scale;
      for (let e = entryStart[p]!; e < entryStart[p + 1]!; e++) cost += price[entryRow[e]!]! * entryAmount[e]!;
      reduced[p] = cost;
      least[blockOf[p]!] = Math.min(least[blockOf[p]!]!, cost);
    }
    meter.spend(2 * entryRow.length + 10 * count);
    const most = this.target() * scale - bound;
    const isLive = Uint8Array.from(reduced, (cost, p) => (blockOf[p] === problem.rowCount || (isClosed[blockOf[p]!] === 0 && cost - least[blockOf[p]!]! <= most) ? 1 : 0));
    for (const p of this.fixed) isLive[p] = 1;
    return isLive;
  }
}
