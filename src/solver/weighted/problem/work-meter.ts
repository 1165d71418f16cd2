/**
 * Counts deterministic work and ends a run when its allowance is spent or the caller says so.
 *
 * Work is counted in elementary operations (about a nanosecond each); one *step*, the unit callers see, is
 * `operationsPerStep` of them: about one evaluation of every block's subproblem.
 * Ending is a thrown {@link Halt}: whoever started the work keeps the best answer and bound in a state
 * that is valid at every moment, catches the halt, and reports that state.
 */
import type { SolveLimits } from "../../instance";

/**
 * Thrown, and caught inside the solver only, when a run must end now; for a `quota` one goal's turn, for a `search` one search
 * of it.
 */
export class Halt {
  /** @param limit which of the caller's limits it comes from */
  constructor(
    readonly reason: "step-limit" | "stopped" | "quota" | "search",
    readonly limit: "step-limit" | "stopped" = reason === "stopped" ? "stopped" : "step-limit",
  ) {}
}

/** Operations between two looks at the caller's signal, and between two yields: well under a millisecond, and some where code runs for the first time. */
const OPERATIONS_PER_LOOK = 100_000;
const OPERATIONS_PER_YIELD = 100_000;

export class WorkMeter {
  private operations = 0;
  private nextLook = 0;
  private lastYield = 0;
  private readonly operationLimit: number;
  private quotaEnd = Infinity;
  private quotaTimeEnd = Infinity;
  private searchEnd = Infinity;

  /** @param operationsPerStep operations that make one step, at least 1 */
  constructor(
    private readonly operationsPerStep: number,
    private readonly limits: SolveLimits,
  ) {
    const stepLimit = limits.stepLimit ?? Infinity;
    this.operationLimit = stepLimit * operationsPerStep;
  }

  /** Whole steps done so far. */
  get steps(): number {
    return Math.floor(this.operations / this.operationsPerStep);
  }

  /** Operations done so far. */
  get spent(): number {
    return this.operations;
  }

  /** Steps still allowed; Infinity without a limit. */
  get operationsLeft(): number {
    return this.operationLimit - this.operations;
  }

  /** True when it is time for the generator to yield; asking resets it. */
  isYieldDue(): boolean {
    if (this.operations - this.lastYield < OPERATIONS_PER_YIELD) return false;
    this.lastYield = this.operations;
    return true;
  }

  /**
   * Ends the work with a `quota` halt once this share of what is left of the limits, in steps and in time, is used.
   * Without limits there is no such end.
   */
  allot(share: number): void {
    this.quotaEnd = this.operations + share * this.operationsLeft;
    const used = this.limits.timeUsed?.() ?? 0;
    this.quotaTimeEnd = this.limits.timeUsed === undefined ? Infinity : used + share * (1 - used);
  }

  /** Ends the work with a `search` halt once `operations` more are spent; Infinity lifts the end. */
  allotSearch(operations: number): void {
    this.searchEnd = this.operations + operations;
  }

  /** Records work done, and throws {@link Halt} when the run has to end. */
  spend(operations: number): void {
    this.operations += operations;
    if (this.operations >= this.nextLook) this.look();
    if (this.operations >= this.operationLimit) throw new Halt("step-limit");
    if (this.operations >= this.quotaEnd) throw new Halt("quota");
    if (this.operations >= this.searchEnd) throw new Halt("search");
  }

  /** Looks at the caller's signal, and throws {@link Halt} when the run has to end. While a generator yields, a signal may come: it is to be looked for at once. */
  look(): void {
    this.nextLook = this.operations + OPERATIONS_PER_LOOK;
    if (this.limits.shouldStop?.() === true) throw new Halt("stopped");
    if (this.quotaTimeEnd < Infinity && this.limits.timeUsed!() >= this.quotaTimeEnd) throw new Halt("quota", "stopped");
  }
}
