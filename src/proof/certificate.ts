/**
 * What a plan carries so that anyone can confirm its optimality without the solver. Numbers only: the instance they speak of is
 * derived anew from the caseload, and its digest compared.
 */

/** The numeric instance of one component; see docs/model.md for what the numbers stand for. Compressed rows, integers. */
export interface NumericInstance {
  readonly blockCount: number;
  readonly itemCount: number;
  readonly optionCount: number;
  readonly rowCount: number;
  readonly itemStart: ArrayLike<number>;
  readonly optionStart: ArrayLike<number>;
  readonly gain: ArrayLike<number>;
  readonly tally: ArrayLike<number>;
  readonly tallyLimit: ArrayLike<number>;
  readonly leastTotal: ArrayLike<number>;
  readonly entryStart: ArrayLike<number>;
  readonly entryRow: ArrayLike<number>;
  readonly entryAmount: ArrayLike<number>;
  readonly rowLimit: ArrayLike<number>;
  readonly goals: readonly NumericGoal[];
}

export interface NumericSteps {
  readonly start: ArrayLike<number>;
  readonly from: ArrayLike<number>;
  readonly cost: ArrayLike<number>;
}

interface Tolerance {
  readonly slackPerMille: number;
  readonly gapPerMille: number;
  readonly gapAbsolute: number;
}

export type NumericGoal =
  | { readonly kind: "terminal"; readonly tolerance: Tolerance; readonly steps: NumericSteps }
  | { readonly kind: "linear"; readonly tolerance: Tolerance; readonly cost: ArrayLike<number> }
  | { readonly kind: "combined"; readonly tolerance: Tolerance; readonly cost: ArrayLike<number>; readonly steps: NumericSteps }
  | { readonly kind: "peak"; readonly tolerance: Tolerance; readonly row: ArrayLike<number>; readonly offset: ArrayLike<number>; readonly size: ArrayLike<number> };

/** Σ amount · x_option is at most what the row lets it be; the checker finds out how much that is. */
export interface CertificateCut {
  readonly row: number;
  readonly options: readonly number[];
  readonly amounts: readonly number[];
}

/**
 * A node of the tree over patterns, by integer prices of rows, linear budgets, cuts and terminal budgets: they reach the bound for the patterns
 * left, or those that they show to be too dear are dropped and the rest divided: patterns of a block that take one of the
 * options, and those that do not. Sides are later nodes of the list; without options there is one side, `without`.
 */
export interface CertificateNode {
  readonly prices: readonly number[];
  readonly options: readonly number[];
  /** −1 for none. */
  readonly within: number;
  readonly without: number;
}

export interface CertificateGoal {
  /** Best value reached when this was the goal, and a choice that has it. */
  readonly stageValue: number;
  readonly witness: readonly number[];
  /** Nothing that keeps the earlier goals' budgets has a value below. */
  readonly bound: number;
  /** Prices are in units of 1 ÷ scale. */
  readonly scale: number;
  readonly cuts: readonly CertificateCut[];
  /** Prices of the same kind over all choices: they reach the bound, or show which patterns can be part of something better. */
  readonly prices: readonly number[];
  /** The tree over these patterns, root first; empty when the prices suffice. */
  readonly nodes: readonly CertificateNode[];
}

/** One component's certificate. */
export interface ComponentCertificate {
  /** Digest of the numeric instance. */
  readonly instance: string;
  /** Item → the option it takes. */
  readonly choice: readonly number[];
  readonly goals: readonly CertificateGoal[];
  /** Digest of all of the above: a proof may hold with a number changed, but then it is another proof. */
  readonly digest: string;
}
