/** The options of a long call: how they are checked, and what they make stop. */
import type { Issue } from "../base/issue";
import type { GoalId } from "../model/policy";
import type { Termination } from "../plan/plan";
import type { SolveLimits } from "../solver/instance";
import { hostClock } from "./host";

/** As much of an `AbortSignal` as is used, so that neither DOM nor Node types are needed. */
export interface AbortSignalLike {
  readonly aborted: boolean;
}

/** What is known while a run goes on. */
export interface PlanProgress {
  /** Component being solved, from 1, of how many. */
  readonly component: number;
  readonly components: number;
  readonly goal: GoalId;
  /** Best value so far; null before there is one. */
  readonly value: number | null;
  readonly bound: number;
  readonly steps: number;
}

/** Limits end a run early with the best plan so far and its bound. */
export interface PlanOptions {
  /** Whole milliseconds, at least 1. Default: none; only then is no clock read. */
  readonly timeLimitMs?: number;
  /** Steps of work for each component, at least 1; the same limit gives the same plan everywhere. Default: {@link DEFAULT_STEP_LIMIT}. */
  readonly stepLimit?: number;
  /** Ends the run when `aborted` turns true. Default: none. */
  readonly signal?: AbortSignalLike;
  /** Whether the plan carries proofs of its bounds for `verifyPlan`. Default: true. */
  readonly certificate?: boolean;
  /** Called about every millisecond of work: what is dear to show is best shown now and then. Default: none. */
  readonly onProgress?: (progress: PlanProgress) => void;
  /** The clock of `timeLimitMs`, in milliseconds. Default: the host's. */
  readonly now?: () => number;
}

/** Steps of work for each component when the call names no limit: every run ends. */
export const DEFAULT_STEP_LIMIT = 4_000;

/** How late a run may be expected to end and still be worth while; a call stops within twice that. */
const TOLERATED_MS = 25;

/** Every problem with a call's options. */
export function checkOptions(options: PlanOptions): readonly Issue[] {
  const issues: Issue[] = [];
  const refuse = (field: string, message: string, fix: string): void =>
    void issues.push({ code: "bad-option", severity: "error", path: `/${field}`, message, fix });
  if (options === null || typeof options !== "object") {
    refuse("", "The options are not an object.", "Give an object, or nothing.");
    return issues;
  }
  for (const field of ["timeLimitMs", "stepLimit"] as const) {
    const value = options[field];
    if (value !== undefined && (!Number.isSafeInteger(value) || value < 1)) {
      refuse(field, `${field} is not a whole number of at least 1.`, field === "stepLimit" ? `Leave stepLimit out for ${DEFAULT_STEP_LIMIT}.` : "Leave timeLimitMs out for no limit in time.");
    }
  }
  for (const field of ["onProgress", "now"] as const) {
    if (options[field] !== undefined && typeof options[field] !== "function") refuse(field, `${field} is not a function.`, `Give a function, or leave ${field} out.`);
  }
  if (options.signal !== undefined && typeof options.signal?.aborted !== "boolean") {
    refuse("signal", "signal has no aborted flag.", "Give the signal of an AbortController.");
  }
  if (options.timeLimitMs !== undefined && options.now === undefined && hostClock === null) {
    refuse("now", "This host has no clock for timeLimitMs.", "Give a clock as now, or use stepLimit.");
  }
  return issues;
}

/** What stops a run, and why it did. */
export interface Stop {
  /** Limits of one component while `waiting` others have not had their turn. */
  readonly limitsOf: (waiting: number) => SolveLimits;
  /** Whether the run has to end now. */
  readonly isOver: () => boolean;
  /** Whether what is left is for the work after solving. */
  readonly isSolvingOver: () => boolean;
  /** Milliseconds since the run began; 0 without a limit in time. */
  readonly used: () => number;
  /** Ends solving so many milliseconds before the time limit: about what the work after it takes. False when not even that is left. */
  readonly holdBack: (milliseconds: number) => boolean;
  /** What a run that was stopped, or ran out of steps, ended by. */
  readonly terminationOf: (termination: "optimal" | "step-limit" | "stopped") => Termination;
}

/** Starts the clock, if there is a limit to it. */
export function startRun(options: PlanOptions): Stop {
  const { signal, timeLimitMs, stepLimit = DEFAULT_STEP_LIMIT } = options;
  const now = options.now ?? hostClock;
  const isAborted = (): boolean => signal?.aborted === true;
  const start = timeLimitMs === undefined || now === null ? null : now();
  const end = start === null ? Infinity : start + timeLimitMs!;
  let solvingEnd = end;
  return {
    isOver: () => isAborted() || (start !== null && now!() >= end),
    isSolvingOver: () => isAborted() || (start !== null && now!() >= solvingEnd),
    used: () => (start === null ? 0 : now!() - start),
    holdBack: (milliseconds) => {
      if (start === null) return true;
      solvingEnd = end - milliseconds;
      return now!() <= solvingEnd + TOLERATED_MS;
    },
    limitsOf: (waiting) => {
      if (start === null) return { stepLimit, shouldStop: isAborted };
      const begin = now!();
      const share = Math.max(1, (solvingEnd - begin) / (waiting + 1));
      const timeUsed = (): number => (now!() - begin) / share;
      return { stepLimit, timeUsed, shouldStop: () => isAborted() || timeUsed() >= 1 };
    },
    terminationOf: (termination) => {
      if (termination !== "stopped") return termination;
      return isAborted() ? "aborted" : "time-limit";
    },
  };
}
