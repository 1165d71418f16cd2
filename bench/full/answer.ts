/** What any solver, ours or a peer, says of an instance. */
import type { Solution } from "./problem";

/**
 * `optimal`: proved. `feasible`: a solution without a proof. `infeasible`, `unbounded`: proved. `unknown`: nothing found in time.
 * `unsupported`: not for this solver. `unavailable`: the solver is not on this machine. `error`: it failed, or its answer is not what it says.
 */
export type Status = "optimal" | "feasible" | "infeasible" | "unbounded" | "unknown" | "unsupported" | "unavailable" | "error";

export interface Answer {
  readonly status: Status;
  /** The value of its solution: recomputed from the file by whoever judges. */
  readonly value: number | null;
  /** Nothing has a value below this; null when nothing is known. */
  readonly bound: number | null;
  readonly solution: Solution | null;
  /** Why, for `error`, `unsupported` and `unavailable`. */
  readonly why?: string;
}

/** An answer with what it took. */
export interface Measured extends Answer {
  /** The first call in a fresh process, in milliseconds; null when it never ended. */
  readonly ms: number | null;
  /** The median of several further calls in that process; null when one call takes too long to repeat. */
  readonly warmMs: number | null;
  /** How many calls that median is of. */
  readonly warmRuns: number;
  /** What the first call took of all processor cores, in milliseconds; null when not known. Steadier than `ms` on a busy machine. */
  readonly cpuMs: number | null;
  /** The most memory the process held, in megabytes of 10^6 bytes; null when not known. */
  readonly memoryMb: number | null;
}

/** Nothing was timed. */
export const notMeasured = { ms: null, warmMs: null, warmRuns: 0, cpuMs: null, memoryMb: null };

/** An answer without a solution. */
export function without(status: Status, why?: string): Answer {
  return { status, value: null, bound: null, solution: null, ...(why === undefined ? {} : { why }) };
}

/** Asked once, an answer that is to be timed. What it prepares before (the module, the model) is not timed. */
export type Solve = () => Answer | Promise<Answer>;
