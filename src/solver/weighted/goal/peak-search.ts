/**
 * Minimises a peak goal: a search on its value T.
 *
 * Method. With the peak at most T, row limits become min(limit, ⌊T · size ÷ 100⌋ − offset), and whether any choice is left is the last linear (else
 *   terminal) earlier goal minimised within its budget, ended by the first choice. Bounds alone refute low values first; then short looks
 *   are for the least value that would do, and for one near it; large neighbourhoods lower the peak of the choice at hand; longer looks
 *   settle what lies between.
 * Invariants. As of the stage: its value is that of its choice, and nothing that keeps the budgets has a value below its bound.
 */
import { allowedGap } from "../../goal-values";
import type { PeakGoal } from "../../instance";
import { cutoffAbove, type CoreProblem } from "../problem/core-problem";
import { underPeakRequest } from "../problem/core-request";
import { LargeNeighbourhoods } from "./large-neighbourhoods";
import type { Answer, StageState } from "./stage-state";
import { QUICK, tighten } from "../program/tighten";
import type { WorkMeter } from "../problem/work-meter";

/** Shares of a stage's quota that a short look at one peak may take, and one at the least that would do. */
const LOOK_SHARE = 0.03;
const WANTED_SHARE = 0.04;
/** Points above what would do from which large neighbourhoods lower a peak better than another look. */
const NEAR = 4;
/** Shares of a stage's quota for lowering a peak step by step: first, and when a longer look for the peak wanted found nothing. */
const FIRST_LOWERING_SHARE = 0.04;
const PROBE_SHARE = 0.1;
const LOWERING_SHARE = 0.2;

/** Lowers the peak until the goal is met. */
export function* searchPeak(stage: StageState, meter: WorkMeter, goal: PeakGoal): Generator<void, void> {
  if (stage.choice === null) {
    const answer = yield* stage.findAny({ cost: null, steps: null, ...stage.kept }, 1);
    if (answer === "none") stage.isInfeasible = true;
    if (typeof answer === "string") return;
    stage.take(answer);
  }
  yield* refutePeaks(stage, meter, goal);
  yield* lookForPeaks(stage, goal);
  yield* stage.withinQuota(lowerPeak(stage, meter, goal), FIRST_LOWERING_SHARE);
  if (stage.isMet) return;
  const answer = yield* probe(stage, goal, goodEnough(stage), PROBE_SHARE);
  if (answer === "none") stage.bound = goodEnough(stage) + 1;
  else if (answer !== "unknown") return stage.take(answer);
  yield* stage.withinQuota(lowerPeak(stage, meter, goal), LOWERING_SHARE);
  // A peak within the tolerance of the bound is enough, and leaves later goals more room than the least would.
  let low = stage.bound;
  for (let peak = goodEnough(stage); !stage.isMet; peak = Math.max(goodEnough(stage), Math.floor((low + stage.value!) / 2))) {
    if (peak >= stage.value!) return;
    const answer = yield* probe(stage, goal, peak, 0.5);
    if (answer === "none") stage.bound = peak + 1;
    else if (answer !== "unknown") stage.take(answer);
    // Left open: look higher, where a choice is easier to find.
    low = answer === "unknown" ? peak + 1 : Math.max(low, stage.bound);
  }
}

/** Lowers the peak step by step through large neighbourhoods of the choice at hand. */
function* lowerPeak(stage: StageState, meter: WorkMeter, goal: PeakGoal): Generator<void, void> {
  for (let step = Math.ceil((stage.value! - goodEnough(stage)) / 4); !stage.isMet; ) {
    const { problem, cutoff } = yield* coreOfPeak(stage, goal, stage.value! - step);
    const aim = { choice: stage.choice!, cutoff, price: stage.price, isFirstEnough: true };
    const better = yield* new LargeNeighbourhoods(problem, meter, step > 1 ? 1 : 3).improve(aim, Infinity);
    if (better !== null) stage.take(better);
    else if (step === 1) return;
    step = better !== null ? Math.min(step, Math.ceil((stage.value! - goodEnough(stage)) / 4)) : step >> 1;
  }
}

/** The greatest value that would meet the goal with the bound known. */
function goodEnough(stage: StageState): number {
  return stage.bound + allowedGap(stage.goal.tolerance, stage.bound);
}

/** Raises the bound by what prices alone refute. */
function* refutePeaks(stage: StageState, meter: WorkMeter, goal: PeakGoal): Generator<void, void> {
  let { price } = stage;
  for (let high = stage.value!; !stage.isMet && stage.bound < high; ) {
    const middle = Math.floor((stage.bound + high) / 2);
    const { problem, cutoff } = yield* coreOfPeak(stage, goal, middle);
    let isRefuted = problem.isContradictory;
    const refute = function* (): Generator<void, void> {
      const { bound, plainPrice } = yield* tighten(problem, meter, price, cutoff, QUICK);
      price = plainPrice;
      isRefuted = bound >= cutoff;
    };
    if (!isRefuted) yield* stage.withinQuota(refute(), LOOK_SHARE);
    if (isRefuted) stage.bound = middle + 1;
    else high = middle;
  }
}

/** Looks for a choice with the least peak that would do; if that stays open, for one not much above it. */
function* lookForPeaks(stage: StageState, goal: PeakGoal): Generator<void, void> {
  let low = -Infinity;
  while (!stage.isMet) {
    const wanted = goodEnough(stage);
    if (low >= wanted && stage.value! - low <= NEAR) return;
    const peak = low < wanted ? wanted : Math.floor((low + stage.value!) / 2);
    const answer = yield* probe(stage, goal, peak, peak === wanted ? WANTED_SHARE : LOOK_SHARE);
    if (answer === "none") stage.bound = peak + 1;
    else if (answer === "unknown") low = peak;
    else stage.take(answer);
  }
}

/** Looks for a choice with a peak of at most `peak`. */
function* probe(stage: StageState, goal: PeakGoal, peak: number, share: number): Generator<void, Answer> {
  const { problem, cutoff } = yield* coreOfPeak(stage, goal, peak);
  return yield* stage.findBelow(problem, cutoff, stage.price, share);
}

/** The last linear (else terminal) earlier goal, minimised with the peak at most `peak`, and what it must stay below. */
function* coreOfPeak(stage: StageState, goal: PeakGoal, peak: number): Generator<void, { problem: CoreProblem; cutoff: number }> {
  const { request, limit } = underPeakRequest(stage.kept, goal, peak);
  const problem = yield* stage.build(request);
  return { problem, cutoff: cutoffAbove(problem, limit) };
}
