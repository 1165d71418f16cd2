/** All of a plan at once: every family in short, every participant and cover worker, the curve. */
import { compareText } from "../base/hash";
import type { SolveProgress } from "../solver/instance";
import { StepBudget } from "./budget";
import { explainingCoverWorker } from "./explain-cover-worker";
import { explainingFamily } from "./explain-family";
import { explainingParticipant } from "./explain-participant";
import type { LastSteps, PlanExplanation } from "./explanation";
import { headOf } from "./head";
import { curveOf } from "./last-step";
import type { StandingPlan } from "./standing-plan";
import { belowBand, thirdsOf, thirdsPurse } from "./thirds";

/**
 * Share of the steps: a participant is asked two questions; each of the curve's five points changes everyone's band, and is about as dear as eight
 * questions that change one thing.
 */
const PARTICIPANT_SHARE = 2;
const CURVE_SHARE = 40;

export interface PlanDepth {
  readonly steps: number;
  readonly shouldStop: () => boolean;
  /** Prices and curve of this plan that are known already. */
  readonly priced: LastSteps | null;
}

/** Explains everything; families without their single alternatives and facts, which are asked one by one. */
export function* explainingPlan(plan: StandingPlan, { steps, shouldStop, priced }: PlanDepth): Generator<SolveProgress | null, PlanExplanation> {
  const { decisions, participants, coverWorkers } = plan.plan;
  const ids = [...new Set(decisions.map(({ id }) => id))].sort(compareText);
  const points = priced === null ? CURVE_SHARE * plan.components.length : 0;
  const parts = ids.length + PARTICIPANT_SHARE * participants.length + coverWorkers.length + points;
  const share = (number: number): number => Math.ceil((steps * number) / parts);
  // Less than a step for each says nothing of any, and would still take a look at all of them.
  const stepsOfAFamily = steps < parts ? 0 : share(1);
  const families = [];
  for (const id of ids) families.push((yield* explainingFamily(id, plan, { steps: stepsOfAFamily, hasAlternatives: false, counterfactuals: 0, shouldStop }))!);
  // What stands in the way of everybody's third comes before the thirds of single participants: all share the steps.
  const purse = thirdsPurse();
  const thirds = [];
  for (const standing of plan.components) {
    const below = belowBand(standing);
    if (below.length > 0) thirds.push(yield* thirdsOf(below, standing.at.targets.map((_, block) => block), standing, plan, { purse, shouldStop }));
  }
  const explained = [];
  for (const { workerId } of participants) explained.push((yield* explainingParticipant(workerId, plan, new StepBudget(share(PARTICIPANT_SHARE), priced === null ? 2 : 1, shouldStop), { priced, thirds: purse }))!);
  const covers = [];
  for (const { workerId } of coverWorkers) covers.push((yield* explainingCoverWorker(workerId, plan, new StepBudget(share(1), 1, shouldStop)))!);
  const curve = priced !== null ? priced.curve : yield* curveOf(plan.components, new StepBudget(share(points), 5 * plan.components.length, shouldStop));
  return { ...headOf(plan), kind: "plan", families, participants: explained, coverWorkers: covers, thirds, curve };
}
