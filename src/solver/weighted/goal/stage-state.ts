/** What a goal's turn knows, and what it lets its searches do; see stage.ts. */
import type { Goal } from "../../instance";
import type { CoreProblem } from "../problem/core-problem";
import type { CoreRequest, Kept } from "../problem/core-request";

/** How a search ended: with a choice, with proof that there is none, or with its quota. */
export type Answer = Int32Array | "none" | "unknown";

export interface StageState {
  readonly goal: Goal;
  /** The best choice known; it keeps every earlier budget. */
  readonly choice: Int32Array | null;
  /** The goal's value at the choice. */
  readonly value: number | null;
  /** Nothing that keeps the budgets has a value below this. */
  bound: number;
  /** True when it is proved that no choice is feasible. */
  isInfeasible: boolean;
  /** Whether value and bound are within the goal's tolerance. */
  readonly isMet: boolean;
  /** What earlier goals' budgets ask for. */
  readonly kept: Kept;
  /** Prices of the last look for any choice: rows and budgets are the same for all. */
  readonly price: Float64Array | null;
  /** Takes a choice that keeps every earlier budget. */
  take(choice: Int32Array): void;
  /** The core problem of a request; pauses. */
  build(request: CoreRequest): Generator<void, CoreProblem>;
  /** Runs a search within a share of the quota; false when the quota ended it. */
  withinQuota(run: Generator<void, void>, share: number): Generator<void, boolean>;
  /** Looks for any choice that keeps the request's limits. */
  findAny(request: CoreRequest, share: number): Generator<void, Answer>;
  /** Looks for any choice of a problem with a value below a cutoff, from prices of a like problem. */
  findBelow(problem: CoreProblem, cutoff: number, price: Float64Array | null, share: number): Generator<void, Answer>;
}
