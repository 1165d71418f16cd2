/**
 * The main job on one page:
 *
 *   caseload ─▶ cohort ─▶ choices ─▶ components ─▶ numbers ─▶ solver ─▶ reasons ─▶ plan ─▶ check
 */
import { invariant } from "../base/invariant";
import type { Issue } from "../base/issue";
import { findConflict } from "../explain/conflict";
import type { StandingComponent } from "../explain/standing-plan";
import type { Caseload } from "../model/caseload";
import { describeCohort, type Cohort } from "../model/cohort";
import type { ComponentInstance } from "../network/numeric-instance";
import type { NoPlan, Plan, Termination } from "../plan/plan";
import type { SolveResult } from "../solver/instance";
import { allowedGap, goalValue } from "../solver/goal-values";
import { certify, type Certified } from "./certify";
import { drive, driveAsync } from "./drive";
import { layOut } from "./lay-out";
import { polish } from "./polish";
import { checkOptions, startRun, type PlanOptions, type PlanProgress, type Stop } from "./plan-options";
import { Rehearsal } from "./rehearsal";
import { solveInProgress } from "./solve-in-progress";
import { writePlan, type Solved } from "./write-plan";

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
  const isLimited = options.signal !== undefined || options.timeLimitMs !== undefined;
  const rehearsal = isLimited ? new Rehearsal(components, { split, stop, cohort }) : null;
  const before = stop.used();
  if (rehearsal !== null) yield* rehearsal.once();
  if (!stop.holdBack(stop.used() - before)) return noPlanInTime(stop.terminationOf("stopped"));
  yield null;
  const solved: Solved[] = [];
  for (const [index, at] of components.entries()) {
    const result = yield* solve(at, { index, components: components.length }, stop, rehearsal);
    if (result.kind === "infeasible") return yield* findConflict(cohort, stop.isOver, options.stepLimit);
    if (result.kind === "unknown") return noPlanInTime(stop.terminationOf(result.termination));
    const answer = yield* polished(at, result, stop);
    solved.push({ at, ...(options.certificate === false ? { result: answer, certificate: null } : yield* proved(at, answer, { index, components: components.length }, stop, rehearsal)) });
  }
  const { plan, fault } = yield* writePlan(solved, { split, stop, cohort });
  invariant(fault === null, `a plan passes its own check: ${fault}`);
  return { result: { kind: "plan", plan }, components: solved.map(standingOf) };
}

function standingOf({ at, result }: Solved): StandingComponent {
  return { at, choice: result.choice, best: result.choice, goals: result.goals.map(({ value, stageValue, bound }, index) => ({ goal: at.goalIds[index]!, value, stageValue, bound })) };
}

/** Which component it is, of how many. */
interface Place {
  readonly index: number;
  readonly components: number;
}

/** The answer with its certificate; the last goal counts as being worked on. */
function* proved(at: ComponentInstance, result: Solved["result"], { index, components }: Place, stop: Stop, rehearsal: Rehearsal | null): Generator<PlanProgress, Certified> {
  const last = result.goals.length - 1;
  const run = certify(at.instance, result, stop.limitsOf(0).shouldStop ?? ((): boolean => false));
  let step = run.next();
  while (step.done !== true) {
    rehearsal?.advance(index, result.choice);
    yield { component: index + 1, components, goal: at.goalIds[last]!, value: result.goals[last]!.stageValue, bound: result.goals[last]!.bound, steps: result.steps };
    step = run.next();
  }
  return step.value;
}

/** The result with its last touch, and the goals measured again. */
function* polished(at: ComponentInstance, result: Solved["result"], stop: Stop): Generator<null, Solved["result"]> {
  if (stop.isSolvingOver()) return result;
  const choice = yield* polish(at, result.choice, stop.isSolvingOver);
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

function* solve(at: ComponentInstance, { index, components }: Place, stop: Stop, rehearsal: Rehearsal | null): Generator<PlanProgress, SolveResult> {
  const run = solveInProgress(at, stop.limitsOf(components - 1 - index));
  let step = run.next();
  while (step.done !== true) {
    const { goal, choice, ...known } = step.value;
    rehearsal?.advance(index, choice ?? null);
    yield { component: index + 1, components, goal: at.goalIds[goal]!, ...known };
    step = run.next();
  }
  return step.value;
}

function noPlanInTime(termination: Termination): NoPlan {
  invariant(termination !== "optimal", "a run that ended early was ended by something");
  return { kind: "unknown", termination, sentence: "A limit was reached before any plan was found." };
}
