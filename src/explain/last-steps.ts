/** The price of the last step of every participant, and the curve: what the last part of a third costs, of a whole plan. */
import { compareText } from "../base/hash";
import type { SolveProgress } from "../solver/instance";
import { StepBudget } from "./budget";
import type { LastStep, LastSteps } from "./explanation";
import { headOf } from "./head";
import { CURVE_POINTS, curveOf, lastStepOf } from "./last-step";
import type { StandingPlan } from "./standing-plan";

/** Number of questions that the steps are shared out over. */
export function lastStepQuestions({ components }: StandingPlan): number {
  return components.reduce((sum, { at }) => sum + at.participants.length + CURVE_POINTS, 0);
}

/** Prices every participant's last step, and the points of the curve. */
export function* pricingLastSteps(plan: StandingPlan, steps: number, shouldStop: () => boolean): Generator<SolveProgress | null, LastSteps> {
  const budget = new StepBudget(steps, lastStepQuestions(plan), shouldStop);
  const lastSteps: LastStep[] = [];
  for (const standing of plan.components) {
    for (let block = 0; block < standing.at.participants.length; block++) {
      const lastStep = yield* lastStepOf(block, standing, budget);
      if (lastStep !== null) lastSteps.push(lastStep);
    }
  }
  const curve = yield* curveOf(plan.components, budget.share(CURVE_POINTS * plan.components.length));
  return { ...headOf(plan), kind: "last-steps", lastSteps: lastSteps.sort((a, b) => compareText(a.workerId, b.workerId)), curve };
}
