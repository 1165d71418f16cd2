import type { StepFunctions } from "../instance";

/** A linear goal that must stay at or below its limit. */
export interface LinearBudget {
  readonly cost: Float64Array;
  readonly limit: number;
}

/** A terminal goal that must stay at or below its limit. */
export interface TerminalBudget {
  readonly steps: StepFunctions;
  readonly limit: number;
}

/** What to minimise and what to keep. */
export interface CoreRequest {
  readonly cost: Float64Array | null;
  readonly steps: StepFunctions | null;
  readonly linearBudgets: readonly LinearBudget[];
  readonly terminalBudgets: readonly TerminalBudget[];
  /** Limits to use instead of the instance's. */
  readonly rowLimit: Float64Array;
}
