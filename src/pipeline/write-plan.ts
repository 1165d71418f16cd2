/**
 * What was solved, written down: reasons, figures, plan. The figures are the plan's own check's, which reads the decisions back and knows nothing of what
 * was laid out and solved.
 */
import { invariant } from "../base/invariant";
import { LIBRARY_VERSION } from "../base/version";
import { explainingUnits } from "../explain/reasons";
import { shortfallSentence } from "../explain/shortfall";
import type { Cohort, Unit } from "../model/cohort";
import type { Component } from "../network/components";
import type { ComponentInstance } from "../network/numeric-instance";
import { assemblePlan, deciding, type ExplainedReason } from "../plan/assemble-plan";
import { judging, type PlanCheck } from "../plan/check-plan";
import type { ComponentOutcome, Plan, Termination } from "../plan/plan";
import type { ComponentCertificate } from "../proof/certificate";
import type { SolveResult } from "../solver/instance";
import type { Stop } from "./plan-options";

/** A component and its answer. */
export interface Solved {
  readonly at: ComponentInstance;
  readonly result: SolveResult & { readonly kind: "solved" };
  readonly certificate: ComponentCertificate | null;
}

/** What all plans of a run have in common. */
export interface Writing {
  readonly split: readonly Component[];
  readonly stop: Stop;
  readonly cohort: Cohort;
}

/** The plan of a cohort's solved components, and what its own check found first, or null; pauses between the steps. */
export function* writePlan(solved: readonly Solved[], { split, stop, cohort }: Writing): Generator<null, { readonly plan: Plan; readonly fault: string | null }> {
  const reasons = new Map<Unit, ExplainedReason>();
  for (const { at, result } of solved) for (const [unit, reason] of yield* explainingUnits(at, result.choice, cohort)) reasons.set(unit, reason);
  const shortfalls = new Map(
    solved.flatMap(({ at, result }) => {
      const [relief] = result.goals;
      const isBest = relief === undefined || relief.value === relief.bound;
      return at.participants.map(({ worker }, block) => [worker.id, shortfallSentence(at, result.choice, block, isBest)] as const);
    }),
  );
  const components = solved.map((one) => outcomeOf(one, stop)).sort((a, b) => (a.participantIds[0]! < b.participantIds[0]! ? -1 : 1));
  const termination = worstOf(components.map((component) => component.termination));
  const decisions = yield* deciding(solved.flatMap(({ at, result }) => [...result.choice].map((option) => at.options[option]!)), cohort);
  yield null;
  const judged = yield* judging({ caseloadDigest: cohort.caseload.digest, decisions: decisions.map(({ decision }) => decision), components, termination }, cohort, split);
  invariant(judged.kind === "ok", "a plan is checked against its own caseload");
  const { check, figures } = judged.value;
  const parts = { libraryVersion: LIBRARY_VERSION, termination, components, reasonOf: (unit: Unit) => reasons.get(unit)!, shortfallSentenceOf: (participantId: string) => shortfalls.get(participantId) ?? null };
  return { plan: assemblePlan(parts, figures, cohort), fault: firstFault(check) };
}

/** What the check found first, or null. */
function firstFault({ breaches, misstatements }: PlanCheck): string | null {
  const [breach] = breaches;
  const [misstatement] = misstatements;
  if (breach !== undefined) return breach.sentence;
  return misstatement === undefined ? null : `${misstatement.path} says ${misstatement.stated}, not ${misstatement.actual}`;
}

function outcomeOf({ at: { component, goalIds }, result, certificate }: Solved, stop: Stop): ComponentOutcome {
  return {
    certificate,
    participantIds: component.participants.map(({ worker }) => worker.id).sort(),
    coverWorkerIds: component.coverWorkers.map((worker) => worker.id).sort(),
    termination: stop.terminationOf(result.termination),
    method: component.coverWorkers.length === 0 ? "none" : result.method,
    goals: result.goals.map(({ value, stageValue, bound, isMet }, index) => ({
      goal: goalIds[index]!,
      value,
      stageValue,
      bound,
      gap: stageValue - bound,
      isMet,
      isExact: stageValue === bound,
    })),
  };
}

/** Aborted before time limit before step limit before optimal. */
function worstOf(terminations: readonly Termination[]): Termination {
  const order: readonly Termination[] = ["aborted", "time-limit", "step-limit"];
  return order.find((termination) => terminations.includes(termination)) ?? "optimal";
}
