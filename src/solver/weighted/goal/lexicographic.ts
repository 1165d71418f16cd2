/**
 * Goals in strict order: each is minimised with the earlier ones kept within their budgets.
 *
 * Method. Rounds of stages, one stage a goal (stage.ts). In a round every search has a quota of work, and every goal but
 *   the last half of what is left of the caller's limits, so that one hard goal does not keep the others from being
 *   looked at. Goals still open are taken up again in the next round with {@link GROWTH} times the quota, from the choices
 *   and bounds known. The run ends when all goals are met, or halted. Should the first goal's turn end without a
 *   choice, the first options of all items are one, if they go together.
 * Invariants. The best choice of a stage is the first of the next and keeps every budget so far; a stage's bound is
 *   proved under the earlier budgets, hence true of every choice that keeps them. A round replaces the answer of
 *   the one before when it is complete, or when its stages so far are better in order.
 */
import { invariant } from "../../../base/invariant";
import { choiceFault } from "../../check-solution";
import { allowedGap, goalValue, trivialBound } from "../../goal-values";
import type { ChoiceInstance, Goal, GoalOutcome, SolveLimits, SolveProgress, SolveResult } from "../../instance";
import { Stage } from "./stage";
import { Halt, WorkMeter } from "../problem/work-meter";

/** Operations of one search in the first round. */
const FIRST_QUOTA = 6_000_000_000;
/** What a goal's turn may use of what is left of the limits while later goals wait. */
const SHARE_OF_A_TURN = 0.5;
/** By how much the quota grows from round to round. */
const GROWTH = 6;

/** Solves any instance; see the head of the file. */
export function* solveWeighted(instance: ChoiceInstance, limits: SolveLimits): Generator<SolveProgress, SolveResult> {
  const meter = new WorkMeter(operationsPerStep(instance), limits);
  const goals = instance.goals.length > 0 ? instance.goals : [nothingToMinimise(instance)];
  const run: Run = { instance, goals, trivialBounds: goals.map((goal) => trivialBound(instance, goal)), meter, boundAfter: limits.boundAfter, start: feasible(instance, limits.start), lastResort: feasible(instance, instance.optionStart.slice(0, instance.itemCount)), ending: null };
  let answer: readonly Stage[] = [];
  for (let quota = FIRST_QUOTA; ; quota *= GROWTH) {
    const stages = yield* playRound(run, answer, quota);
    if (stages === "infeasible") return { kind: "infeasible", steps: meter.steps };
    if (isAtLeastAsGood(stages, answer)) answer = stages;
    const isOver = run.ending !== null && run.ending.reason !== "quota";
    if (isOver || (answer.length === goals.length && answer.every((stage) => stage.isMet))) return conclude(run, answer);
  }
}

/** What all rounds share; `ending` is the halt met last. */
interface Run {
  readonly instance: ChoiceInstance;
  readonly goals: readonly Goal[];
  /** Of each goal: nothing at all has less. */
  readonly trivialBounds: readonly number[];
  readonly meter: WorkMeter;
  readonly boundAfter: SolveLimits["boundAfter"];
  /** The caller's choice to start from. */
  readonly start: Int32Array | null;
  /** The first options of all items. */
  readonly lastResort: Int32Array | null;
  ending: Halt | null;
}

/** Gives every goal its turn; ends early when the run is halted or there is no choice to go on from. */
function* playRound(run: Run, answer: readonly Stage[], quota: number): Generator<SolveProgress, Stage[] | "infeasible"> {
  const { instance, goals, meter, start, lastResort, boundAfter } = run;
  const stages: Stage[] = [];
  for (let g = 0; g < goals.length; g++) {
    const stage = new Stage({ instance, goal: goals[g]!, later: goals.slice(g + 1), former: stages.slice(), quota, start, lastResort, last: answer[g] ?? null, boundAfter }, meter);
    stages.push(stage);
    // Without any choice yet there is nothing a later goal could start from.
    const canGoOn = stage.choice !== null || lastResort !== null;
    meter.allot(g === goals.length - 1 || !canGoOn ? 1 : SHARE_OF_A_TURN);
    try {
      meter.spend(1);
      const turn = stage.run();
      for (let next = turn.next(); next.done !== true; next = turn.next()) {
        yield report(stage, g, meter);
        meter.look();
      }
      if (stage.isInfeasible) return "infeasible";
      yield report(stage, g, meter);
    } catch (error) {
      if (!(error instanceof Halt)) throw error;
      run.ending = error;
    }
    if (stage.choice === null && lastResort !== null) stage.take(lastResort);
    if (stage.choice === null || (run.ending !== null && run.ending.reason !== "quota")) break;
  }
  return stages;
}

/** The choice, when there is one and it is feasible. */
function feasible(instance: ChoiceInstance, choice: Int32Array | undefined): Int32Array | null {
  return choice !== undefined && choiceFault(instance, choice) === null ? choice : null;
}

/** Whether a round's stages are no worse than those known: lower at the first where they differ, or as many and equal. */
function isAtLeastAsGood(stages: readonly Stage[], answer: readonly Stage[]): boolean {
  if (answer.length === 0) return true;
  for (let g = 0; g < stages.length; g++) {
    const value = stages[g]!.value ?? Infinity;
    const known = answer[g]?.value ?? Infinity;
    if (value !== known) return value < known;
  }
  return stages.length >= answer.length;
}

function report(stage: Stage, goal: number, meter: WorkMeter): SolveProgress {
  return { goal, value: stage.value, bound: stage.bound, steps: meter.steps, choice: stage.choice };
}

function conclude({ instance, trivialBounds, meter, ending }: Run, stages: readonly Stage[]): SolveResult {
  let choice: Int32Array | null = null;
  for (const stage of stages) choice = stage.choice ?? choice;
  const reason = ending?.limit ?? "step-limit";
  if (choice === null) {
    invariant(ending !== null, "a run without a choice was ended early");
    return { kind: "unknown", termination: reason, steps: meter.steps };
  }
  const final = choice;
  const outcomes = instance.goals.map((goal, g): GoalOutcome => {
    const value = goalValue(instance, goal, final);
    const stage = stages[g];
    const stageValue = stage?.value ?? value;
    const bound = Math.min(stageValue, stage?.bound ?? trivialBounds[g]!);
    return { value, stageValue, bound, witness: stage?.choice ?? final, isMet: stageValue - bound <= allowedGap(goal.tolerance, stageValue) };
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
