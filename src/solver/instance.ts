/**
 * The one door of the solver: the problem it takes and the answer it gives.
 * Numbers only; what they stand for is known to the caller alone.
 *
 * Problem. Blocks b ∈ B hold items i ∈ I(b); an item has options o ∈ O(i) and takes exactly one.
 *
 *   x_o ∈ {0,1},  Σ_{o ∈ O(i)} x_o = 1                     every item i
 *   total_b = Σ_{i ∈ I(b)} Σ_{o ∈ O(i)} gain_o x_o ≥ leastTotal_b   every block b
 *   Σ_{i ∈ I(b)} Σ_{o ∈ O(i)} tally_o x_o ≤ tallyLimit_b       every block b
 *   Σ_o amount_ro x_o ≤ limit_r                            every row r (rows cross blocks freely)
 *
 * Goals are minimised in strict order; see {@link Goal}. Everything is an integer below 2^53.
 */

/** Items sorted by block, options sorted by item, row entries sorted by option: compressed rows. */
export interface ChoiceInstance {
  readonly blockCount: number;
  readonly itemCount: number;
  readonly optionCount: number;
  readonly rowCount: number;
  /** Items of block b are `itemStart[b] … itemStart[b + 1] − 1`. Length blockCount + 1. */
  readonly itemStart: Int32Array;
  /** Options of item i are `optionStart[i] … optionStart[i + 1] − 1`; at least one each. Length itemCount + 1. */
  readonly optionStart: Int32Array;
  /** Option o → what it adds to its block's total; may be negative or zero. */
  readonly gain: Int32Array;
  /** Option o → 1 if it counts towards its block's tally, else 0. */
  readonly tally: Uint8Array;
  /** Block b → the most its tally may be. */
  readonly tallyLimit: Int32Array;
  /** Block b → the least its total may be; `Number.MIN_SAFE_INTEGER` when there is no floor. */
  readonly leastTotal: Float64Array;
  /** Row entries of option o are `entryStart[o] … entryStart[o + 1] − 1`. Length optionCount + 1. */
  readonly entryStart: Int32Array;
  /** Entry e → its row; ascending within an option, each row at most once. */
  readonly entryRow: Int32Array;
  /** Entry e → the amount used of that row; at least 1. */
  readonly entryAmount: Int32Array;
  /** Row r → the most that may be used; at least 0. */
  readonly rowLimit: Float64Array;
  readonly goals: readonly Goal[];
}

/**
 * How near is near enough, and what later goals may give back.
 * A goal is met when `value − bound ≤ max(gapAbsolute, ⌊|value| · gapPerMille ÷ 1000⌋)`.
 * Later goals keep it at or below `value + ⌊|value| · slackPerMille ÷ 1000⌋`, value being what was achieved.
 */
export interface Tolerance {
  readonly slackPerMille: number;
  readonly gapPerMille: number;
  readonly gapAbsolute: number;
}

/** A measure to minimise. */
export type Goal = TerminalGoal | LinearGoal | CombinedGoal | PeakGoal;

/** Σ_b f_b(total_b), each f_b a step function. */
export interface TerminalGoal {
  readonly kind: "terminal";
  readonly tolerance: Tolerance;
  readonly steps: StepFunctions;
}

/**
 * Block b's steps are `start[b] … start[b + 1] − 1`, ascending in `from`: the cost is `cost[j]` for
 * totals from `from[j]` up to the next step. The first `from` is at or below every reachable total.
 */
export interface StepFunctions {
  readonly start: Int32Array;
  readonly from: Float64Array;
  /** At least 0. */
  readonly cost: Float64Array;
}

/** Σ_o cost_o x_o; costs may be negative. */
export interface LinearGoal {
  readonly kind: "linear";
  readonly tolerance: Tolerance;
  readonly cost: Float64Array;
}

/** Σ_o cost_o x_o + Σ_b f_b(total_b): both in one sum. Only as the last goal. */
export interface CombinedGoal {
  readonly kind: "combined";
  readonly tolerance: Tolerance;
  readonly cost: Float64Array;
  readonly steps: StepFunctions;
}

/**
 * max_j ⌈100 · (offset_j + use of row_j) ÷ size_j⌉, the greatest percentage over the measured rows;
 * 0 when there are none. Sizes are at least 1, offsets at least 0.
 */
export interface PeakGoal {
  readonly kind: "peak";
  readonly tolerance: Tolerance;
  readonly row: Int32Array;
  readonly offset: Float64Array;
  readonly size: Float64Array;
}

/** What may stop a run early. Only the caller knows clocks and signals. */
export interface SolveLimits {
  /** Most steps of deterministic work; one step is one evaluation of every block's subproblem, or work of that size. */
  readonly stepLimit?: number;
  /** Asked often, at least every few milliseconds of work; true ends the run at once with the best so far. */
  readonly shouldStop?: () => boolean;
  /** Share of a limit in time that is used up, 0 to 1: so that one goal does not take the turns of those after it. */
  readonly timeUsed?: () => number;
  /** A choice known to be feasible, to start from: one option an item. What is not feasible is passed over. */
  readonly start?: Int32Array;
  /**
   * What is proved elsewhere: given the values that the earlier goals reached, nothing is below this in the goal after them; null where nothing is known.
   * Trusted, not checked. A min-cost flow has no use for it.
   */
  readonly boundAfter?: (values: readonly number[]) => number | null;
}

/** Passed out while a run goes on: the goal being worked on, by index, and what is known of it. */
export interface SolveProgress {
  readonly goal: number;
  /** Best value so far, or null before the first solution. */
  readonly value: number | null;
  readonly bound: number;
  readonly steps: number;
  /** The best choice so far, where the search tells; not to be changed. */
  readonly choice?: Int32Array | null;
}

/** One goal's outcome: nothing that keeps the earlier goals in their budgets has a value below `bound`. */
export interface GoalOutcome {
  /** The value of the choice returned; later goals may have given back up to the slack. */
  readonly value: number;
  /** The best value reached when this goal was worked on; later goals' budgets start from it. */
  readonly stageValue: number;
  readonly bound: number;
  /** A choice that has the stage value and keeps the earlier goals' budgets. */
  readonly witness: Int32Array;
  /** True when stage value and bound are within the goal's tolerance. */
  readonly isMet: boolean;
}

/** The answer. `choice[i]` is the option that item i takes. */
export type SolveResult =
  | {
      readonly kind: "solved";
      readonly choice: Int32Array;
      readonly goals: readonly GoalOutcome[];
      /** `optimal`: every goal is met. */
      readonly termination: "optimal" | "step-limit" | "stopped";
      readonly method: "flow" | "weighted";
      readonly steps: number;
    }
  | { readonly kind: "infeasible"; readonly steps: number }
  | { readonly kind: "unknown"; readonly termination: "step-limit" | "stopped"; readonly steps: number };
