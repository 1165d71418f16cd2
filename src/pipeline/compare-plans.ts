/** Plans that are made already, side by side and in what they would do: asked of the plans as they stand, never of the solver. */
import type { Issue } from "../base/issue";
import type { Result } from "../base/result";
import { differencesOf, pinsBetween, type PlanComparison } from "../explain/compare";
import { groupTable, type GroupsDocument, type GroupTable } from "../explain/group-impact";
import { impactOf, type ImpactOptions, type PlanImpact } from "../explain/impact";
import { parseGroupsDocument } from "../input/groups-schema";
import { parsePlanDocument } from "../input/parse-plan";
import { toDocument } from "../input/to-document";
import { EPISODE_REASONS } from "../model/episode-reason";
import type { Caseload } from "../model/caseload";
import { describeCohort } from "../model/cohort";
import { checkDecisions } from "../plan/check-plan";
import type { Plan } from "../plan/plan";

/**
 * What differs from one plan to another, and what the difference comes to.
 * @param caseloads those that the plans were made from, first and second: where these differ in pins only, as after an override, the pins are told and the plans judged. Default: not known
 * @returns the comparison; issues when either is no plan document, or not of its caseload
 */
export function comparePlans(first: Plan, second: Plan, caseloads: readonly [Caseload, Caseload] | null = null): Result<PlanComparison> {
  const [a, b] = [parsePlanDocument(first), parsePlanDocument(second)];
  if (a.kind === "error") return a;
  if (b.kind === "error") return b;
  if (caseloads === null) return { kind: "ok", value: differencesOf(a.value as Plan, b.value as Plan), issues: [] };
  if (caseloads[0].digest !== first.caseloadDigest || caseloads[1].digest !== second.caseloadDigest) {
    return refused({ code: "other-caseload", severity: "error", path: "/caseloadDigest", message: "A plan was made from another caseload than the one given for it.", fix: "Give each plan's own caseload, the first plan's first." });
  }
  return { kind: "ok", value: differencesOf(a.value as Plan, b.value as Plan, pinsBetween(toDocument(caseloads[0]), toDocument(caseloads[1]))), issues: [] };
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
