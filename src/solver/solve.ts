/**
 * The single door of the solver: an instance in, a checked answer out.
 *
 * Method. The weighted engine solves any instance. Every answer is checked before it leaves.
 */
import { checkSolution } from "./check-solution";
import type { ChoiceInstance, SolveLimits, SolveProgress, SolveResult } from "./instance";
import { solveWeighted } from "./weighted/lexicographic";

/**
 * Solves an instance, goal after goal; yields what is known every few milliseconds of work.
 * @param limits `stepLimit`: none by default; `shouldStop`: never by default
 */
export function* solveChoice(instance: ChoiceInstance, limits: SolveLimits = {}): Generator<SolveProgress, SolveResult> {
  const result = yield* solveWeighted(instance, limits);
  checkSolution(instance, result);
  return result;
}
