/**
 * The single door of the solver: an instance in, a checked answer out.
 *
 * Method. What is a min-cost flow in every goal is solved as one, exactly; the weighted engine solves the rest.
 * Where neither has found anything when a limit ends it, the first options of all items are an answer, if they go
 * together. Every answer is checked before it leaves.
 */
import { checkSolution, choiceFault } from "./check-solution";
import { allowedGap, goalValue, trivialBound } from "./goal-values";
import { flowClassOf } from "./flow/flow-class";
import { solveFlow } from "./flow/solve-flow";
import type { ChoiceInstance, SolveLimits, SolveProgress, SolveResult } from "./instance";
import { solveWeighted } from "./weighted/goal/lexicographic";

/**
 * Solves an instance, goal after goal; yields what is known every few milliseconds of work.
 * @param limits `stepLimit`: none by default; `shouldStop`: never by default
 */
export function* solveChoice(instance: ChoiceInstance, limits: SolveLimits = {}): Generator<SolveProgress, SolveResult> {
  const flow = flowClassOf(instance);
  const result = yield* (flow.kind === "flow" ? solveFlow(instance, flow.shape, limits) : solveWeighted(instance, limits));
  const answer = result.kind === "unknown" ? (lastResort(instance, result) ?? result) : result;
  checkSolution(instance, answer);
  return answer;
}

/** The first options of all items as an answer, if they go together: something is better than nothing. */
function lastResort(instance: ChoiceInstance, { termination, steps }: SolveResult & { readonly kind: "unknown" }): SolveResult | null {
  const choice = instance.optionStart.slice(0, instance.itemCount);
  if (choiceFault(instance, choice) !== null) return null;
  const goals = instance.goals.map((goal) => {
    const value = goalValue(instance, goal, choice);
    const bound = Math.min(value, trivialBound(instance, goal));
    return { value, stageValue: value, bound, witness: choice, isMet: value - bound <= allowedGap(goal.tolerance, value) };
  });
  const isOptimal = goals.every(({ isMet }) => isMet);
  return { kind: "solved", choice, goals, termination: isOptimal ? "optimal" : termination, method: "weighted", steps };
}
