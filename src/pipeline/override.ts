/** A planner's decision against the plan: recorded with author and reason, planned around, and what it costs. */
import { digestOf } from "../base/digest";
import type { Issue } from "../base/issue";
import { LIBRARY_VERSION } from "../base/version";
import { differencesOf, withoutReason, type DecisionDifference, type OverridePin } from "../explain/compare";
import { parseCaseload } from "../input/parse-caseload";
import { choicesInTurn } from "../explain/feasibility";
import { parsePlanDocument } from "../input/parse-plan";
import { toDocument } from "../input/to-document";
import type { Caseload } from "../model/caseload";
import type { CaseloadDocument, PinDocument } from "../model/caseload-document";
import { describeCohort } from "../model/cohort";
import type { GoalId } from "../model/policy";
import { checkingDecisions } from "../plan/check-plan";
import type { NoPlan, Plan } from "../plan/plan";
import { drive, driveAsync } from "./drive";
import { planning } from "./plan-handovers";
import { checkOptions, type PlanOptions, type PlanProgress } from "./plan-options";

/** A pin with its author and reason, as the caseload holds it. */
export type Override = PinDocument;

export interface OverriddenPlan {
  readonly schemaVersion: 1;
  readonly libraryVersion: string;
  readonly previousCaseloadDigest: string;
  readonly previousPlanDigest: string;
  readonly pin: OverridePin;
  /** Goal by goal, over all components: relief, changes, continuity and travel added up, fair cover that of the busiest cover worker. */
  readonly costs: readonly OverrideCost[];
  /** Every decision that is another than before. */
  readonly decisions: readonly DecisionDifference[];
  readonly plan: Plan;
  /** The caseload with the pin; the plan is a plan of it. */
  readonly caseload: CaseloadDocument;
}

export interface OverrideCost {
  readonly goal: GoalId;
  readonly before: number;
  readonly after: number;
  /** After less before: what the override costs, less than 0 where it saves. */
  readonly difference: number;
  /** Both values are proved best, so the difference is what it must cost; otherwise it is what these two plans differ by. */
  readonly isProved: boolean;
}

/** The plan around the override, why there is none, or what is wrong with what was given. */
export type OverrideResult =
  | { readonly kind: "override"; readonly override: OverriddenPlan }
  | NoPlan
  | { readonly kind: "bad-input"; readonly issues: readonly Issue[] }
  | { readonly kind: "bad-options"; readonly issues: readonly Issue[] };

/**
 * Pins a decision and plans again around it.
 *
 * @param caseload the one the plan was made from
 * @param plan a plan that passes `checkPlan`
 * @param override the pin: exactly one of `familyId` and `supervisionId`, an author and a reason
 * @param options limits as for a plan
 */
export function overridePlan(caseload: Caseload, plan: Plan, override: Override, options: PlanOptions = {}): OverrideResult {
  return drive(overriding(caseload, plan, override, options), options);
}

/** As `overridePlan`, letting the host go on with other work, so that a signal can fire. The same bytes. */
export async function overridePlanAsync(caseload: Caseload, plan: Plan, override: Override, options: PlanOptions = {}): Promise<OverrideResult> {
  return driveAsync(overriding(caseload, plan, override, options), options);
}

function* overriding(caseload: Caseload, previous: Plan, pin: Override, options: PlanOptions): Generator<PlanProgress | null, OverrideResult> {
  const faults = checkOptions(options);
  if (faults.length > 0) return { kind: "bad-options", issues: faults };
  const read = parsePlanDocument(previous);
  if (read.kind === "error") return { kind: "bad-input", issues: read.issues };
  yield null;
  const cohort = describeCohort(caseload);
  yield* choicesInTurn(cohort.participants.flatMap(({ units }) => units), cohort);
  const check = yield* checkingDecisions(previous, cohort);
  if (check.kind === "error") return { kind: "bad-input", issues: check.issues };
  if (!check.value.isInOrder) return { kind: "bad-input", issues: [notInOrder] };
  const before = toDocument(caseload);
  const document: CaseloadDocument = { ...before, pins: [...(before.pins ?? []), pin] };
  const parsed = parseCaseload(document);
  if (parsed.kind === "error") return { kind: "bad-input", issues: parsed.issues };
  const planned = yield* planning(parsed.value, options);
  if (planned.kind !== "plan") return planned;
  const { plan } = planned;
  const { goals, decisions } = differencesOf(previous, plan);
  return {
    kind: "override",
    override: {
      schemaVersion: 1,
      libraryVersion: LIBRARY_VERSION,
      previousCaseloadDigest: previous.caseloadDigest,
      previousPlanDigest: digestOf(previous),
      pin: withoutReason(pin),
      costs: goals.map(({ goal, first, second, difference }) => ({ goal, before: first, after: second, difference, isProved: isProvedUpTo(goal, previous) && isProvedUpTo(goal, plan) })),
      decisions,
      plan,
      caseload: document,
    },
  };
}

/** Whether the goal and those before it are exact, and nothing was given back. */
function isProvedUpTo(goal: GoalId, { components }: Plan): boolean {
  return components.every(({ goals }) => goals.slice(0, goals.findIndex((result) => result.goal === goal) + 1).every(({ isExact, value, stageValue }) => isExact && value === stageValue));
}

const notInOrder: Issue = {
  code: "plan-not-in-order",
  severity: "error",
  path: "/decisions",
  message: "The plan to be overridden fails its own check.",
  fix: "Check the plan, put right what is named, and try again.",
};
