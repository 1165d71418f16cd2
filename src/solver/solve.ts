/**
 * The single door of the solver: an instance in, a checked answer out.
 *
 * Method. What is a min-cost flow in every goal is solved as one, exactly; the weighted engine solves the rest.
 * Every answer is checked before it leaves.
 */
import { checkSolution } from "./check-solution";
import { isFlowClass } from "./flow/flow-class";
import { solveFlow } from "./flow/solve-flow";
import type { ChoiceInstance, SolveLimits, SolveProgress, SolveResult } from "./instance";
import { solveWeighted } from "./weighted/lexicographic";

/**
 * Solves an instance, goal after goal; yields what is known every few milliseconds of work.
 * @param limits `stepLimit`: none by default; `shouldStop`: never by default
 */
export function* solveChoice(instance: ChoiceInstance, limits: SolveLimits = {}): Generator<SolveProgress, SolveResult> {
  const result = yield* (isFlowClass(instance) ? solveFlow(instance, limits) : solveWeighted(instance, limits));
  checkSolution(instance, result);
  return result;
}
