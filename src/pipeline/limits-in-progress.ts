/**
 * How long a re-plan is worked on. Its point is to change as few decisions as can be: the goals up to that one have all the steps there are, as in
 * planning. Those after it have a share of the steps that it took, so that a re-plan does not take the time of several plans to prove the last
 * per cent of what matters least. Steps, not time: the same re-plan everywhere.
 */
import type { ComponentInstance } from "../network/numeric-instance";
import type { SolveLimits, SolveProgress, SolveResult } from "../solver/instance";

/** Steps that the later goals have in any case, and for each step that the first ones took. */
const LATER_STEPS = 100;
const LATER_SHARE = 0.25;

/** Limits of a component, which learn from the run's progress how far it is. */
export interface WatchedLimits {
  readonly limits: SolveLimits;
  readonly watch: (progress: SolveProgress) => void;
  /** The result as ended by the steps, where they ended it. */
  readonly ended: (result: SolveResult) => SolveResult;
}

/** The limits of a component of a plan in progress; those given for any other. */
export function limitsInProgress({ goalIds, instance, items }: ComponentInstance, limits: SolveLimits): WatchedLimits {
  const fewest = goalIds.indexOf("changes");
  if (fewest < 0) return { limits, watch: () => {}, ended: (result) => result };
  let steps = 0;
  let stepsForFewest: number | null = null;
  const stepsUsed = (): number => (stepsForFewest === null ? 0 : (steps - stepsForFewest) / (LATER_SHARE * stepsForFewest + LATER_STEPS));
  const isStopped = limits.shouldStop ?? ((): boolean => false);
  // What was published, wherever it can be kept: most of it will be.
  const start = Int32Array.from(items, ({ options }, item) => instance.optionStart[item]! + Math.max(0, options.findIndex(({ isChange }) => !isChange)));
  return {
    limits: { ...limits, start, timeUsed: () => Math.max(stepsUsed(), limits.timeUsed?.() ?? 0), shouldStop: () => isStopped() || stepsUsed() >= 1 },
    watch: (progress) => {
      ({ steps } = progress);
      if (progress.goal > fewest) stepsForFewest ??= steps;
    },
    ended: (result) => (result.kind !== "infeasible" && result.termination === "stopped" && !isStopped() ? { ...result, termination: "step-limit" } : result),
  };
}
