/** Plans that are made already, side by side and in what they would do: asked of the plans as they stand, never of the solver. */
import type { Issue } from "../base/issue";
import type { Result } from "../base/result";
import { differencesOf, type PlanComparison } from "../explain/compare";
import { groupTable, type GroupsDocument, type GroupTable } from "../explain/group-impact";
import { impactOf, type ImpactOptions, type PlanImpact } from "../explain/impact";
import { parseGroupsDocument } from "../input/groups-schema";
import { parsePlanDocument } from "../input/parse-plan";
import { EPISODE_REASONS } from "../model/episode-reason";
import type { Caseload } from "../model/caseload";
import { describeCohort } from "../model/cohort";
import { checkDecisions } from "../plan/check-plan";
import type { Plan } from "../plan/plan";

/**
 * What differs from one plan to another, and what the difference comes to.
 * @returns the comparison; issues when either is no plan document
 */
export function comparePlans(first: Plan, second: Plan): Result<PlanComparison> {
  const [a, b] = [parsePlanDocument(first), parsePlanDocument(second)];
  if (a.kind === "error") return a;
  if (b.kind === "error") return b;
  return { kind: "ok", value: differencesOf(a.value as Plan, b.value as Plan), issues: [] };
}

/**
 * What a plan would cause: changes of worker by case status, the social-worker episodes of looked-after children, and how thirds and workloads fall by
 * grade and team.
 * @param plan a plan of the caseload that passes `checkPlan`
 */
export function planImpact(caseload: Caseload, plan: Plan, options: ImpactOptions = {}): Result<PlanImpact> {
  if (options?.reason !== undefined && !EPISODE_REASONS.includes(options.reason)) return refused({ code: "bad-option", severity: "error", path: "/reason", message: "reason is no reason code of the SSDA903 social-worker episodes.", fix: `Give one of ${EPISODE_REASONS.join(", ")}.` });
  const parsed = parsePlanDocument(plan);
  if (parsed.kind === "error") return parsed;
  const check = checkDecisions(parsed.value, describeCohort(caseload));
  if (check.kind === "error") return check;
  if (!check.value.isInOrder) return refused({ code: "plan-not-in-order", severity: "error", path: "/decisions", message: "The plan fails its own check.", fix: "Check the plan, and put right what is named." });
  return { kind: "ok", value: impactOf(caseload, parsed.value as Plan, options ?? {}), issues: [] };
}

/** Counts below this one, other than 0, are not shown unless a call says otherwise. */
const DEFAULT_THRESHOLD = 5;

/**
 * How a plan falls on groups of children, counted from a list that no caseload holds, with small numbers suppressed.
 * @param threshold whole number from 2 to 1000; default 5
 */
export function groupImpact(plan: Plan, groups: GroupsDocument, threshold: number = DEFAULT_THRESHOLD): Result<GroupTable> {
  if (!Number.isSafeInteger(threshold) || threshold < 2 || threshold > 1000) return refused({ code: "bad-option", severity: "error", path: "/threshold", message: "threshold is not a whole number from 2 to 1000.", fix: `Leave it out for ${DEFAULT_THRESHOLD}.` });
  const parsed = parsePlanDocument(plan);
  if (parsed.kind === "error") return parsed;
  const list = parseGroupsDocument(groups);
  return list.kind === "error" ? list : { kind: "ok", value: groupTable(parsed.value as Plan, list.value, threshold), issues: [] };
}

function refused(issue: Issue): Result<never> {
  return { kind: "error", issues: [issue], issueCount: 1 };
}
