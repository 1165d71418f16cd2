/**
 * What keeping one published decision would cost, goal by goal and no further than the first that differs. With an option fixed nothing gets better, so a goal whose
 * value is proved best for the plan is as good as the plan's once a choice that has it is found, and worse once a proof rules it out, made as certificates
 * make theirs. The solver looks for one and the other only where a mended choice and a short proof do not meet.
 */
import type { ComponentInstance } from "../network/numeric-instance";
import type { ChangeReason } from "../plan/replan";
import { choiceFault } from "../solver/check-solution";
import { budgetAfter, goalValue } from "../solver/goal-values";
import type { ChoiceInstance, SolveLimits } from "../solver/instance";
import { proveBound } from "../solver/prove";
import { solveChoice } from "../solver/solve";
import { mendedStart } from "./mended-start";
import { pausing } from "./pausing";
import { changedInstance } from "./re-solve";
import type { StandingComponent } from "./standing-plan";

/** Most work of a proof, in millions of operations, within the steps that the caller gives. */
const PROOF_STEPS = 20;

/** Most pairs of options tried for a start: the plan with one decision otherwise is near already. */
const START_PAIRS = 100_000;

/** The first goal that differs, or that this was not shown; null when it takes more than this: where nothing feasible is at hand, and after a goal that gives back. */
export function* keptByTurns({ at, choice, goals }: StandingComponent, item: number, option: number, limits: SolveLimits): Generator<null, ChangeReason | null> {
  const { instance, kept } = changedInstance(at, { options: new Map([[item, [option]]]) });
  let best = yield* mendedStart(instance, carried(at, choice, kept, item), goals.map(({ stageValue }) => stageValue), START_PAIRS);
  if (choiceFault(instance, best) !== null) return null;
  const stepLimit = Math.min(PROOF_STEPS, limits.stepLimit ?? PROOF_STEPS);
  for (const [g, { goal, stageValue, bound }] of goals.entries()) {
    if (instance.goals.slice(0, g).some(({ tolerance }) => tolerance.slackPerMille > 0)) return null;
    const isExact = bound === stageValue;
    const value = goalValue(instance, instance.goals[g]!, best);
    if (value <= stageValue && !isExact) return { kind: "not-shown" };
    if (value <= stageValue) continue;
    const budgets = goals.slice(0, g).map((one, index) => budgetAfter(instance.goals[index]!.tolerance, one.stageValue));
    // By how much relief is worse is not told: where its own value is not proved best, that it is worse is enough, and much quicker to prove.
    const wanted = isExact || goal !== "relief" ? value : stageValue + 1;
    const proved = (yield* pausing(proveBound(instance, g, budgets, wanted, { ...limits, stepLimit })))?.bound ?? -Infinity;
    if (proved === wanted || (!isExact && proved > stageValue)) return { kind: "worse", goal, atLeast: proved - stageValue };
    if (!isExact) return { kind: "not-shown" };
    const found = yield* searched(instance, g, best, limits);
    if (found === null) return { kind: "not-shown" };
    const least = Math.max(proved, found.bound);
    if (least > stageValue) return { kind: "worse", goal, atLeast: least - stageValue };
    if (found.value > stageValue) return { kind: "not-shown" };
    best = found.choice;
  }
  return { kind: "tie" };
}

/** The plan's choice among the options that are left. */
function carried({ instance }: ComponentInstance, choice: Int32Array, kept: Int32Array, item: number): Int32Array {
  const place = new Map([...kept].map((option, index) => [option, index]));
  return Int32Array.from(choice, (option, other) => place.get(option) ?? place.get(instance.optionStart[other]!) ?? kept.findIndex((one) => other === item && one >= instance.optionStart[item]!));
}

/** The best value of one goal that was found, the earlier ones being no worse than at the start, and what was proved of it. */
function* searched(instance: ChoiceInstance, g: number, start: Int32Array, limits: SolveLimits): Generator<null, { readonly choice: Int32Array; readonly value: number; readonly bound: number } | null> {
  const goals = instance.goals.slice(0, g + 1).map((goal, index) => (index < g ? { ...goal, tolerance: { ...goal.tolerance, gapAbsolute: Number.MAX_SAFE_INTEGER } } : goal));
  const answer = yield* pausing(solveChoice({ ...instance, goals }, { ...limits, start }));
  if (answer.kind !== "solved") return null;
  const { stageValue, bound, witness } = answer.goals[g]!;
  return { choice: witness, value: stageValue, bound };
}
