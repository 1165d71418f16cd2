/**
 * What a linear programming library that shares nothing with the solver says of a plan's linear goals.
 * Its bound can never lie above a value the plan has reached, and where its answer is a whole plan, that cannot be better than
 * our bound. Where the plan is a min-cost flow the answer is one: then the library finds what the solver found.
 */
import type { Result } from "../base/result";
import { parsePlanDocument } from "../input/parse-plan";
import type { Caseload } from "../model/caseload";
import { describeCohort, type Cohort } from "../model/cohort";
import type { GoalId } from "../model/policy";
import { listChoices } from "../network/choices";
import { splitComponents } from "../network/components";
import { toInstance } from "../network/numeric-instance";
import { checkDecisions } from "../plan/check-plan";
import type { Plan } from "../plan/plan";
import { budgetAfter } from "../solver/goal-values";
import { linearBound } from "../solver/linear-program";

/** The opinion on one goal of one component. */
export interface SecondOpinion {
  readonly participantIds: readonly string[];
  readonly goal: GoalId;
  /** Best value of the plan at the goal's own stage, and the bound it claims. */
  readonly stageValue: number;
  readonly bound: number;
  /** Bound of the linear relaxation; null when the library gave no answer that stands up to checking. */
  readonly linearBound: number | null;
  /** The goal's value at the library's answer where that is a choice which keeps all limits and budgets, as checked in integers; else null. */
  readonly choiceValue: number | null;
  /** Why there is no answer; null when there is one. */
  readonly why: string | null;
  /** False only when the relaxation's bound lies above the plan's value, or its choice below the plan's bound: one of the two is wrong. */
  readonly agrees: boolean;
}

/**
 * Asks for a second opinion on every linear goal of a plan. A floating-point opinion, not a proof.
 * @param plan a plan of the caseload
 * @returns one opinion for each linear goal of each component; issues for what is no plan, or one of another caseload
 */
export function secondOpinion(caseload: Caseload, plan: Plan): Result<readonly SecondOpinion[]> {
  const cohort = describeCohort(caseload);
  const parsed = parsePlanDocument(plan);
  if (parsed.kind === "error") return parsed;
  const check = checkDecisions(parsed.value, cohort);
  return check.kind === "error" ? check : { kind: "ok", value: opinionsOn(parsed.value as Plan, cohort), issues: [] };
}

function opinionsOn(plan: Plan, cohort: Cohort): readonly SecondOpinion[] {
  const instances = splitComponents(listChoices(cohort), cohort).map((component) => toInstance(component, cohort));
  return plan.components.flatMap(({ participantIds, goals }) => {
    const at = instances.find(({ participants }) => participants.some(({ worker }) => worker.id === participantIds[0]));
    if (at === undefined) return [];
    const budgets = goals.map(({ stageValue }, index) => budgetAfter(at.instance.goals[index]!.tolerance, stageValue));
    return goals.flatMap(({ goal, stageValue, bound }, index): SecondOpinion[] => {
      if (at.instance.goals[index]!.kind !== "linear") return [];
      const opinion = linearBound(at.instance, index, budgets.slice(0, index));
      const answer = opinion.kind === "bound" ? { linearBound: opinion.value, choiceValue: opinion.choiceValue, why: null } : { linearBound: null, choiceValue: null, why: opinion.why };
      const agrees = (answer.linearBound ?? -Infinity) <= stageValue && (answer.choiceValue ?? Infinity) >= bound;
      return [{ participantIds, goal, stageValue, bound, ...answer, agrees }];
    });
  });
}
