/**
 * Goals in strict order: each is minimised with the earlier ones kept within their budgets.
 *
 * Method. Terminal and linear goals are one core problem each. A peak goal is a search over its value, each
 *   probe a core problem with lowered row limits. The best choice of a stage is the first of the next,
 *   and prices carry over. A stage may end early once value − bound is within the tolerance, and does when its
 *   share of the limits is used. Should the first goal's turn end without a choice, the first options of all items are
 *   one, if they go together.
 * Invariants. The incumbent keeps every budget so far; a stage's bound is proved under the earlier
 *   budgets, hence true of every choice that keeps them.
 */
import { invariant } from "../../base/invariant";
import { choiceFault } from "../check-solution";
import { allowedGap, goalValue, trivialBound } from "../goal-values";
import type { ChoiceInstance, Goal, GoalOutcome, SolveLimits, SolveProgress, SolveResult } from "../instance";
import { Stage } from "./stage";
import { Halt, WorkMeter } from "./work-meter";

/** What a goal's turn may use of what is left of the limits while later goals wait. */
const SHARE_OF_A_TURN = 0.5;

/** Solves any instance; see the head of the file. */
export function* solveWeighted(instance: ChoiceInstance, limits: SolveLimits): Generator<SolveProgress, SolveResult> {
  const meter = new WorkMeter(operationsPerStep(instance), limits);
  const goals: readonly Goal[] = instance.goals.length > 0 ? instance.goals : [nothingToMinimise(instance)];
  const stages: Stage[] = [];
  const firstOptions = instance.optionStart.slice(0, instance.itemCount);
  const lastResort = choiceFault(instance, firstOptions) === null ? firstOptions : null;
  let ending: Halt["limit"] | null = null;
  for (let g = 0; g < goals.length; g++) {
    const stage = new Stage(instance, goals[g]!, stages, meter);
    stages.push(stage);
    // Without any choice yet there is nothing a later goal could start from.
    const canGoOn = stage.choice !== null || lastResort !== null;
    meter.allot(g === goals.length - 1 || !canGoOn ? 1 : SHARE_OF_A_TURN);
    try {
      meter.spend(1);
      const run = stage.run();
      for (let next = run.next(); next.done !== true; next = run.next()) yield report(stage, g, meter);
      if (stage.choice === null) return { kind: "infeasible", steps: meter.steps };
      yield report(stage, g, meter);
    } catch (error) {
      if (!(error instanceof Halt)) throw error;
      ending = error.limit;
      if (stage.choice === null && lastResort !== null) stage.take(lastResort);
      if (error.reason !== "quota" || stage.choice === null) break;
    }
  }
  return conclude(instance, stages, ending, meter);
}

function report(stage: Stage, goal: number, meter: WorkMeter): SolveProgress {
  return { goal, value: stage.value, bound: stage.bound, steps: meter.steps };
}

function conclude(instance: ChoiceInstance, stages: readonly Stage[], ending: Halt["limit"] | null, meter: WorkMeter): SolveResult {
  let choice: Int32Array | null = null;
  for (const stage of stages) choice = stage.choice ?? choice;
  const reason = ending ?? "step-limit";
  if (choice === null) {
    invariant(ending !== null, "a run without a choice was ended early");
    return { kind: "unknown", termination: reason, steps: meter.steps };
  }
  const final = choice;
  const outcomes = instance.goals.map((goal, g): GoalOutcome => {
    const value = goalValue(instance, goal, final);
    const stage = stages[g];
    const stageValue = stage?.value ?? value;
    const bound = Math.min(stageValue, stage?.bound ?? trivialBound(instance, goal));
    return { value, stageValue, bound, isMet: stageValue - bound <= allowedGap(goal.tolerance, stageValue) };
  });
  const termination = outcomes.every((goal) => goal.isMet) ? "optimal" : reason;
  return { kind: "solved", choice: final, goals: outcomes, termination, method: "weighted", steps: meter.steps };
}

/** Operations of one evaluation of every block's subproblem, about; see {@link WorkMeter}. */
function operationsPerStep(instance: ChoiceInstance): number {
  let operations = 1 + instance.optionCount + instance.entryRow.length;
  for (let b = 0; b < instance.blockCount; b++) {
    let width = 1;
    for (let i = instance.itemStart[b]!; i < instance.itemStart[b + 1]!; i++) {
      let most = 0;
      for (let o = instance.optionStart[i]!; o < instance.optionStart[i + 1]!; o++) most = Math.max(most, Math.abs(instance.gain[o]!));
      width += most;
    }
    const options = instance.optionStart[instance.itemStart[b + 1]!]! - instance.optionStart[instance.itemStart[b]!]!;
    operations += Math.min(width, 4096) * options;
  }
  return operations;
}

function nothingToMinimise(instance: ChoiceInstance): Goal {
  const tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };
  return { kind: "linear", tolerance, cost: new Float64Array(instance.optionCount) };
}

