/**
 * What a search has found and what it still seeks.
 *
 * Invariants. Nothing has a value below `rootBound`; `best` is feasible and its value `bestValue`; the cutoff only falls. All in the problem's units.
 */
import { ceiling, coreValue, isCoreFeasible, type CoreProblem } from "../problem/core-problem";
import { greatestEnough } from "./search-choices";

/** How to run a search. */
export interface SearchRule {
  /** Only values below this are sought (problem units). */
  readonly cutoff: number;
  /** A known choice, or null. */
  readonly incumbent: Int32Array | null;
  /** Value found → the cutoff from then on; at most the value. */
  readonly nextCutoff: (value: number) => number;
  /** End with the first choice found. */
  readonly isFirstEnough: boolean;
  /** Prices to start from: those of a tightened problem's linear program (tighten.ts), or of a like problem for a neighbourhood; else null. */
  readonly price: Float64Array | null;
  /** A small part of a problem: everything below the cutoff is looked at at once. */
  readonly isNeighbourhood?: boolean;
  /** The problem was tightened thoroughly: lists near the bound are searched to their end before anything else is tried. */
  readonly isThorough?: boolean;
}

export class Standing {
  best: Int32Array | null = null;
  bestValue = Infinity;
  cutoff: number;
  protected rootBound = 0;
  /** Only values below this are sought for trial. */
  protected trial = Infinity;

  constructor(
    protected readonly problem: CoreProblem,
    protected readonly rule: SearchRule,
  ) {
    this.cutoff = Math.min(rule.cutoff, ceiling(problem));
  }

  /** Takes a choice as the best if it is feasible and below the cutoff. */
  offer(choice: Int32Array): boolean {
    const value = coreValue(this.problem, choice);
    if (value >= this.bestValue || !isCoreFeasible(this.problem, choice)) return false;
    if (this.best !== null || value < this.cutoff) {
      this.best = choice.slice();
      this.bestValue = value;
      this.cutoff = Math.min(this.cutoff, this.rule.nextCutoff(value));
    }
    return true;
  }

  /** Only values below this are sought now: the cutoff, or a trial below it. */
  protected get limit(): number {
    return Math.min(this.cutoff, this.trial);
  }

  /** Whether what is found ends the search. */
  protected isEnough(): boolean {
    return this.best !== null && (this.rule.isFirstEnough || this.cutoff <= this.rootBound);
  }

  /** The greatest value that ends the search, as far as the bound is known. */
  protected enough(): number {
    const { rootBound, cutoff, rule } = this;
    return rule.isFirstEnough ? cutoff - 1 : greatestEnough(rootBound, cutoff, rule.nextCutoff);
  }
}
