import type { Result } from "../base/result";
import { parsePlanToCheck } from "../input/parse-plan-to-check";
import type { Caseload } from "../model/caseload";
import { describeCohort } from "../model/cohort";
import { checkDecisions, type PlanCheck } from "../plan/check-plan";

/**
 * Scores any plan and asks it every rule, whoever made it and without the solver. A plan typed in by a
 * manager needs only `caseloadDigest` and `decisions`; figures it states are compared with what they are.
 *
 * @param caseload made by `parseCaseload`
 * @param plan a plan document, or as much of one as was typed in
 * @returns what the plan comes to and everything wrong with it; a plan of another caseload is refused
 */
export function checkPlan(caseload: Caseload, plan: unknown): Result<PlanCheck> {
  const parsed = parsePlanToCheck(plan);
  return parsed.kind === "error" ? parsed : checkDecisions(parsed.value, describeCohort(caseload));
}
