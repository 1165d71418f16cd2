/**
 * What keeping one published decision would cost, goal by goal and no further than the first that differs. With an option fixed nothing gets better, so a goal whose
 * value is proved best for the plan is as good as the plan's once a choice that has it is found, and worse once a proof rules it out, made as certificates
 * make theirs. A choice is mended first, and a proof that it is best begun; the solver looks for better ones only where these do not meet soon.
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
import { isNarrower, withinBudget } from "./within-budget";

/** Most work of a proof, in millions of operations, within the steps that the caller gives; and of one before a search, for a thousand options: of what is best it is mostly enough. */
const PROOF_STEPS = 20;
const SOON_OF_THOUSAND = 15;

/** Most pairs of options tried for a start: the plan with one decision otherwise is near already. */
const START_PAIRS = 100_000;

/** The first goal that differs, that a limit breaks or that it is a tie; or that nothing of this was shown. */
export function* keptByTurns({ at, choice, goals }: StandingComponent, item: number, option: number, limits: SolveLimits): Generator<null, ChangeReason> {
  const { instance, kept } = changedInstance(at, { options: new Map([[item, [option]]]) });
  const kind = "not-shown";
  let best = yield* mendedStart(instance, carried(at, choice, kept, item), goals.map(({ stageValue }) => stageValue), START_PAIRS);
  if (choiceFault(instance, best) !== null) {
    const found = yield* searched(instance, 0, best, [], limits);
    if (found.kind === "impossible") return { kind: "limit" };
    if (found.kind !== "found") return { kind };
    best = found.choice;
  }
  const budgets: number[] = [];
  for (const [g, { goal, stageValue, bound }] of goals.entries()) {
    const isExact = bound === stageValue;
    const measure = instance.goals[g]!;
    if (goalValue(instance, measure, best) > stageValue) best = yield* mendedStart(instance, best, [...budgets, stageValue], START_PAIRS);
    const value = goalValue(instance, measure, best);
    if (value > stageValue) {
      // By how much relief is worse is not told: where its own value is not proved best, that it is worse is enough, and much quicker to prove.
      const wanted = isExact || goal !== "relief" ? value : stageValue + 1;
      const proved = yield* provedBy(instance, g, budgets, wanted, isExact ? (instance.optionCount * SOON_OF_THOUSAND) / 1000 : PROOF_STEPS, limits);
      if (proved === wanted || (!isExact && proved > stageValue)) return { kind: "worse", goal, atLeast: proved - stageValue };
      if (!isExact) return { kind };
      const found = yield* searched(instance, g, best, budgets, limits);
      if (found.kind !== "found") return { kind };
      const least = Math.max(proved, found.bound);
      if (least > stageValue) return { kind: "worse", goal, atLeast: least - stageValue };
      if (found.value > stageValue) return { kind };
      best = found.choice;
    } else if (!isExact) return { kind };
    budgets.push(budgetAfter(measure.tolerance, stageValue));
  }
  return { kind: "tie" };
}

/** The plan's choice among the options that are left. */
function carried({ instance }: ComponentInstance, choice: Int32Array, kept: Int32Array, item: number): Int32Array {
  const place = new Map([...kept].map((option, index) => [option, index]));
  return Int32Array.from(choice, (option, other) => place.get(option) ?? place.get(instance.optionStart[other]!) ?? kept.findIndex((one) => other === item && one >= instance.optionStart[item]!));
}

/** What a proof of a goal's value shows within some steps. */
function* provedBy(instance: ChoiceInstance, g: number, budgets: readonly number[], value: number, steps: number, { shouldStop, stepLimit = steps }: SolveLimits): Generator<null, number> {
  const proof = proveBound(instance, g, budgets, value, { ...(shouldStop === undefined ? {} : { shouldStop }), stepLimit: Math.min(steps, stepLimit) });
  return (yield* pausing(proof))?.bound ?? -Infinity;
}

type Found = { readonly kind: "found"; readonly choice: Int32Array; readonly value: number; readonly bound: number } | { readonly kind: "impossible" | "unsettled" };

/** The best value of one goal that was found with the earlier ones in their budgets, and what was proved of it. */
function* searched(instance: ChoiceInstance, g: number, start: Int32Array, budgets: readonly number[], limits: SolveLimits): Generator<null, Found> {
  const values = instance.goals.map((goal) => goalValue(instance, goal, start));
  const goals = instance.goals.slice(0, g + 1).map((goal, index) => (index < g ? withinBudget(goal, budgets[index]!, values[index]!) : goal));
  const answer = yield* pausing(solveChoice({ ...instance, goals }, { ...limits, start }));
  if (answer.kind !== "solved") return { kind: answer.kind === "infeasible" ? "impossible" : "unsettled" };
  const { stageValue, bound, witness } = answer.goals[g]!;
  const known = isNarrower(goals, budgets, values) ? -Infinity : bound;
  const proved = known === stageValue ? known : Math.max(known, yield* provedBy(instance, g, budgets, stageValue, PROOF_STEPS, limits));
  return { kind: "found", choice: witness, value: stageValue, bound: proved };
}
