/**
 * The main job on one page:
 *
 *   caseload ─▶ cohort ─▶ choices ─▶ components ─▶ numbers ─▶ solver ─▶ reasons ─▶ plan ─▶ check
 */
import { invariant } from "../base/invariant";
import type { Issue } from "../base/issue";
import { LIBRARY_VERSION } from "../base/version";
import { findConflict } from "../explain/conflict";
import { explainingUnits } from "../explain/reasons";
import { shortfallSentence } from "../explain/shortfall";
import type { StandingComponent } from "../explain/standing-plan";
import type { Caseload } from "../model/caseload";
import { describeCohort, type Cohort, type Unit } from "../model/cohort";
import type { Component } from "../network/components";
import type { ComponentInstance } from "../network/numeric-instance";
import { assemblePlan, deciding, type ExplainedReason } from "../plan/assemble-plan";
import { judging, type PlanCheck } from "../plan/check-plan";
import type { ComponentOutcome, NoPlan, Plan, Termination } from "../plan/plan";
import type { ComponentCertificate } from "../proof/certificate";
import type { ChoiceInstance, SolveResult } from "../solver/instance";
import { allowedGap, goalValue } from "../solver/goal-values";
import { certify, type Certified } from "./certify";
import { drive, driveAsync } from "./drive";
import { layOut } from "./lay-out";
import { polish } from "./polish";
import { checkOptions, startRun, type PlanOptions, type PlanProgress, type Stop } from "./plan-options";
import { solveInProgress } from "./solve-in-progress";

/** Time that reasons, figures and the plan's own check take, as a share of what laying the cohort out took. */
const ASSEMBLY_SHARE = 0.5;

/** A plan, the reason why there is none, or what is wrong with the options. */
export type PlanResult = { readonly kind: "plan"; readonly plan: Plan } | NoPlan | { readonly kind: "bad-options"; readonly issues: readonly Issue[] };

/**
 * Proposes a plan for one cohort: which families stay, are co-worked or handed over, to whom, and when
 * they come back. Every plan returned has passed `checkPlan`.
 *
 * @param caseload made by `parseCaseload`
 * @param options limits and progress; see {@link PlanOptions}
 */
export function planHandovers(caseload: Caseload, options: PlanOptions = {}): PlanResult {
  return drive(planning(caseload, options), options);
}

/** As `planHandovers`, letting the host go on with other work, so that a signal can fire. The same bytes. */
export async function planHandoversAsync(caseload: Caseload, options: PlanOptions = {}): Promise<PlanResult> {
  return driveAsync(planning(caseload, options), options);
}

/** The one core of both drivers, and of whatever plans again; it yields every few milliseconds of work. */
export function* planning(caseload: Caseload, options: PlanOptions, cohort = describeCohort(caseload)): Generator<PlanProgress | null, PlanResult> {
  return (yield* planningWithNumbers(options, cohort)).result;
}

/** A result, and of a plan the components that it was made of, as explanations start from them. */
export interface PlannedWithNumbers {
  readonly result: PlanResult;
  readonly components: readonly StandingComponent[];
}

/** As `planning`, for whoever goes on with the plan's numbers. */
export function* planningWithNumbers(options: PlanOptions, cohort: Cohort): Generator<PlanProgress | null, PlannedWithNumbers> {
  const made = yield* attempt(options, cohort);
  return "kind" in made ? { result: made, components: [] } : made;
}

function* attempt(options: PlanOptions, cohort: Cohort): Generator<PlanProgress | null, PlannedWithNumbers | PlanResult> {
  const issues = checkOptions(options);
  if (issues.length > 0) return { kind: "bad-options", issues };
  const stop = startRun(options);
  const laidOut = yield* layOut(cohort, stop.isOver);
  if (laidOut.kind === "stopped") return noPlanInTime(stop.terminationOf("stopped"));
  if (laidOut.kind === "no-option") return yield* findConflict(cohort, stop.isOver, options.stepLimit);
  const { components: split, instances: components } = laidOut;
  if (!stop.holdBack(ASSEMBLY_SHARE)) return noPlanInTime(stop.terminationOf("stopped"));
  if (options.signal !== undefined) yield* rehearse(components, split, stop, cohort);
  yield null;
  const solved: Solved[] = [];
  for (const [index, at] of components.entries()) {
    const result = yield* solve(at, index, components.length, stop);
    if (result.kind === "infeasible") return yield* findConflict(cohort, stop.isOver, options.stepLimit);
    if (result.kind === "unknown") return noPlanInTime(stop.terminationOf(result.termination));
    const answer = stop.isOver() ? result : yield* polished(at, result, stop);
    solved.push({ at, ...(options.certificate === false ? { result: answer, certificate: null } : yield* proved(at, answer, stop, { component: index + 1, components: components.length })) });
  }
  const { plan, fault } = yield* toPlan(solved, split, stop, cohort);
  invariant(fault === null, `a plan passes its own check: ${fault}`);
  return { result: { kind: "plan", plan }, components: solved.map(standingOf) };
}

function standingOf({ at, result }: Solved): StandingComponent {
  return { at, choice: result.choice, best: result.choice, goals: result.goals.map(({ value, stageValue, bound }, index) => ({ goal: at.goalIds[index]!, value, stageValue, bound })) };
}

/**
 * Writes and checks a plan that nobody sees, of the first option of every other item and the last of the others: code that has run before is
 * quick when an abort asks for the plan so far.
 */
function* rehearse(components: readonly ComponentInstance[], split: readonly Component[], stop: Stop, cohort: Cohort): Generator<null, void> {
  const solved = components.map((at): Solved => ({ at, result: { kind: "solved", choice: firstAndLast(at.instance), goals: [], termination: "stopped", method: "weighted", steps: 0 }, certificate: null }));
  const run = toPlan(solved, split, stop, cohort);
  while (!stop.isOver() && run.next().done !== true) yield null;
}

function firstAndLast({ itemCount, optionStart }: ChoiceInstance): Int32Array {
  return Int32Array.from({ length: itemCount }, (_, item) => (item % 2 === 0 ? optionStart[item]! : optionStart[item + 1]! - 1));
}

interface Solved {
  readonly at: ComponentInstance;
  readonly result: SolveResult & { readonly kind: "solved" };
  readonly certificate: ComponentCertificate | null;
}

/** The answer with its certificate; the last goal counts as being worked on. */
function* proved(at: ComponentInstance, result: Solved["result"], stop: Stop, place: Pick<PlanProgress, "component" | "components">): Generator<PlanProgress, Certified> {
  const last = result.goals.length - 1;
  const run = certify(at.instance, result, stop.limitsOf(0).shouldStop ?? ((): boolean => false));
  let step = run.next();
  while (step.done !== true) {
    yield { ...place, goal: at.goalIds[last]!, value: result.goals[last]!.stageValue, bound: result.goals[last]!.bound, steps: result.steps };
    step = run.next();
  }
  return step.value;
}

/** The result with its last touch, and the goals measured again. */
function* polished(at: ComponentInstance, result: Solved["result"], stop: Stop): Generator<null, Solved["result"]> {
  const choice = yield* polish(at, result.choice, stop.isOver);
  let hasFallen = false;
  const goals = result.goals.map((outcome, index) => {
    const goal = at.instance.goals[index]!;
    const value = goalValue(at.instance, goal, choice);
    hasFallen ||= value < outcome.stageValue;
    // Where an earlier goal is better by now, an older witness may not be within what it leaves.
    const stageValue = hasFallen ? value : outcome.stageValue;
    const witness = hasFallen ? choice : outcome.witness;
    return { ...outcome, value, stageValue, witness, isMet: stageValue - outcome.bound <= allowedGap(goal.tolerance, stageValue) };
  });
  return { ...result, choice, goals, termination: goals.every(({ isMet }) => isMet) ? "optimal" : result.termination };
}

function* solve(at: ComponentInstance, index: number, components: number, stop: Stop): Generator<PlanProgress, SolveResult> {
  const run = solveInProgress(at, stop.limitsOf(components - 1 - index));
  let step = run.next();
  while (step.done !== true) {
    const { goal, ...known } = step.value;
    yield { component: index + 1, components, goal: at.goalIds[goal]!, ...known };
    step = run.next();
  }
  return step.value;
}

/** The plan; pauses between the steps. Its figures are its own check's, which reads the decisions back and knows nothing of what was laid out and solved. */
function* toPlan(solved: readonly Solved[], split: readonly Component[], stop: Stop, cohort: Cohort): Generator<null, { readonly plan: Plan; readonly fault: string | null }> {
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

function noPlanInTime(termination: Termination): NoPlan {
  invariant(termination !== "optimal", "a run that ended early was ended by something");
  return { kind: "unknown", termination, sentence: "A limit was reached before any plan was found." };
}
