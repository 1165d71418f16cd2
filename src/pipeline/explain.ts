/** Why, what else, and what would have to be different: the questions that a plan can be asked. */
import { compareText } from "../base/hash";
import type { Issue } from "../base/issue";
import type { Result } from "../base/result";
import { StepBudget } from "../explain/budget";
import { explainingCoverWorker } from "../explain/explain-cover-worker";
import { explainingFamily } from "../explain/explain-family";
import { explainingParticipant } from "../explain/explain-participant";
import { explainingPlan } from "../explain/explain-plan";
import type { CoverWorkerExplanation, FamilyExplanation, LastSteps, ParticipantExplanation, PlanExplanation, Recommendation } from "../explain/explanation";
import { choicesInTurn } from "../explain/feasibility";
import { headOf } from "../explain/head";
import { lastStepQuestions, pricingLastSteps } from "../explain/last-steps";
import { recommending } from "../explain/recommend";
import { thirdsPurse } from "../explain/thirds";
import { standingPlan, standingSince, type StandingPlan } from "../explain/standing-plan";
import { parsePlanDocument } from "../input/parse-plan";
import type { Caseload } from "../model/caseload";
import { describeCohort, type Cohort } from "../model/cohort";
import { listChoices } from "../network/choices";
import type { Plan } from "../plan/plan";
import { drive, driveAsync } from "./drive";
import { checkOptions, startRun, type PlanOptions } from "./plan-options";

/**
 * Limits of an explanation. What they leave unproved is said so: "at least", "at most", "not settled".
 * `stepLimit` is for all questions of the call together; default 30 for each decision of the plan, at least {@link DEFAULT_EXPLANATION_STEPS} and
 * at most 4,000; where a family is asked about 3, at least 150.
 */
export type ExplainOptions = Omit<PlanOptions, "onProgress">;

/** Options of `explainPlan`. */
export interface ExplainPlanOptions extends ExplainOptions {
  /** What `lastSteps` gave of the same plan: prices and curve are then taken from there, and not solved again. Default: none. */
  readonly lastSteps?: LastSteps;
}

/** Steps of the solver for one explanation when the call names no limit: so many for each decision of the plan, and never fewer or more than these. */
export const DEFAULT_EXPLANATION_STEPS = 400;
const STEPS_A_DECISION = 30;
const MOST_DEFAULT_STEPS = 4_000;

/** The same for one family, about which most is asked: on a cohort, what solving it twice takes. */
const STEPS_OF_FAMILY_A_DECISION = 3;
const FEWEST_STEPS_OF_FAMILY = 150;

/** Steps of `explainPlan` for each family and each question about a person, when the call names no limit. */
const STEPS_A_PART = 80;

/** Steps of `lastSteps` for each participant and each point of the curve: on a generated cohort all came out exact. */
const STEPS_A_LAST_STEP = 250;

/** Most facts tried for one unit. */
const COUNTERFACTUALS = 3;

/**
 * Explains why a family, or a supervision item, stays, is co-worked or moves; why with that cover worker; what each alternative would
 * cost whom, each being the best plan with everyone else free; and which facts would change the decision.
 *
 * @param caseload the one the plan was made from
 * @param plan a plan that passes `checkPlan`
 * @param id family or supervision item
 * @returns one entry for each participant who holds some of it; issues for a plan of another caseload or an id it does not know
 */
export function explainFamily(caseload: Caseload, plan: Plan, id: string, options: ExplainOptions = {}): Result<FamilyExplanation> {
  return drive(family(caseload, plan, id, options));
}

/** As `explainFamily`, letting the host go on with other work, so that a signal can fire. The same bytes. */
export function explainFamilyAsync(caseload: Caseload, plan: Plan, id: string, options: ExplainOptions = {}): Promise<Result<FamilyExplanation>> {
  return driveAsync(family(caseload, plan, id, options));
}

function* family(caseload: Caseload, plan: Plan, id: string, options: ExplainOptions): Generator<unknown, Result<FamilyExplanation>> {
  return yield* asking(caseload, plan, options, function* (standing, limits) {
    const answer = yield* explainingFamily(id, standing, { ...limits, steps: options.stepLimit ?? stepsOfFamily(standing.plan), hasAlternatives: true, counterfactuals: COUNTERFACTUALS });
    return answer ?? unknownId(id, "family or supervision item");
  });
}

/**
 * Explains what a participant gets: from which workload to which, what limited it, what the last one per cent of its third cost, what
 * one per cent more would cost whom, and who else gets the same share.
 * @param workerId a participant; otherwise as `explainFamily`
 */
export function explainParticipant(caseload: Caseload, plan: Plan, workerId: string, options: ExplainOptions = {}): Result<ParticipantExplanation> {
  return drive(participant(caseload, plan, workerId, options));
}

/** As `explainParticipant`, letting the host go on with other work. The same bytes. */
export function explainParticipantAsync(caseload: Caseload, plan: Plan, workerId: string, options: ExplainOptions = {}): Promise<Result<ParticipantExplanation>> {
  return driveAsync(participant(caseload, plan, workerId, options));
}

function participant(caseload: Caseload, plan: Plan, workerId: string, options: ExplainOptions): Generator<unknown, Result<ParticipantExplanation>> {
  return asking(caseload, plan, options, function* (standing, { steps, shouldStop }) {
    return (yield* explainingParticipant(workerId, standing, new StepBudget(steps, 2, shouldStop), { priced: null, thirds: thirdsPurse() })) ?? unknownId(workerId, "participant");
  });
}

/**
 * Explains what a cover worker carries: from which workload to which, on which days it is fullest, what keeps more out, what a point
 * of per cent less would cost whom, and who else carries the same.
 * @param workerId a cover worker; otherwise as `explainFamily`
 */
export function explainCoverWorker(caseload: Caseload, plan: Plan, workerId: string, options: ExplainOptions = {}): Result<CoverWorkerExplanation> {
  return drive(coverWorker(caseload, plan, workerId, options));
}

/** As `explainCoverWorker`, letting the host go on with other work. The same bytes. */
export function explainCoverWorkerAsync(caseload: Caseload, plan: Plan, workerId: string, options: ExplainOptions = {}): Promise<Result<CoverWorkerExplanation>> {
  return driveAsync(coverWorker(caseload, plan, workerId, options));
}

/**
 * Ranked ways for one family, or one supervision item, with their effect on everyone: for one in the plan, or one that is new since.
 *
 * @param caseload the one the plan was made from, or as it is now: what the plan decided is then kept where it still can be
 * @param id family or supervision item that a participant holds
 */
export function recommend(caseload: Caseload, plan: Plan, id: string, options: ExplainOptions = {}): Result<Recommendation> {
  return drive(ranking(caseload, plan, id, options));
}

/** As `recommend`, letting the host go on with other work. The same bytes. */
export function recommendAsync(caseload: Caseload, plan: Plan, id: string, options: ExplainOptions = {}): Promise<Result<Recommendation>> {
  return driveAsync(ranking(caseload, plan, id, options));
}

function* ranking(caseload: Caseload, plan: Plan, id: string, options: ExplainOptions): Generator<unknown, Result<Recommendation>> {
  const ask = function* (standing: StandingPlan, limits: Limits, notKept: readonly string[] = []) {
    return (yield* recommending(id, { standing, notKept }, { ...limits, steps: options.stepLimit ?? stepsOfFamily(standing.plan) })) ?? unheld(id);
  };
  return yield* asking(caseload, plan, options, ask, function* (parsed, cohort) {
    if (parsed.caseloadDigest === caseload.digest) return null;
    const stuck = listChoices(cohort).filter((choice) => choice.options.length === 0);
    if (stuck.length > 0) return noWayFor(stuck.map(({ unit }) => unit.id));
    const since = yield* standingSince(parsed, cohort);
    return { standing: since.standing, ask: (standing, limits) => ask(standing, limits, since.notKept) };
  });
}

function coverWorker(caseload: Caseload, plan: Plan, workerId: string, options: ExplainOptions): Generator<unknown, Result<CoverWorkerExplanation>> {
  return asking(caseload, plan, options, function* (standing, { steps, shouldStop }) {
    return (yield* explainingCoverWorker(workerId, standing, new StepBudget(steps, 1, shouldStop))) ?? unknownId(workerId, "cover worker");
  });
}

/**
 * Explains all of a plan: every family in short, every participant and cover worker, and the curve of continuity and changes of
 * worker against the band's lower edge. Default of `stepLimit`: 80 for each of about as many parts as there are families and people.
 */
export function explainPlan(caseload: Caseload, plan: Plan, options: ExplainPlanOptions = {}): Result<PlanExplanation> {
  return drive(wholePlan(caseload, plan, options));
}

/** As `explainPlan`, letting the host go on with other work. The same bytes. */
export function explainPlanAsync(caseload: Caseload, plan: Plan, options: ExplainPlanOptions = {}): Promise<Result<PlanExplanation>> {
  return driveAsync(wholePlan(caseload, plan, options));
}

function wholePlan(caseload: Caseload, plan: Plan, options: ExplainPlanOptions): Generator<unknown, Result<PlanExplanation>> {
  return asking(caseload, plan, options, function* (standing, { shouldStop }) {
    const { lastSteps: priced = null } = options;
    if (priced !== null && (priced.kind !== "last-steps" || priced.planDigest !== headOf(standing).planDigest)) return otherPlan;
    const parts = standing.plan.decisions.length + 2 * standing.plan.participants.length + standing.plan.coverWorkers.length + 10;
    return yield* explainingPlan(standing, { steps: options.stepLimit ?? parts * STEPS_A_PART, shouldStop, priced });
  });
}

/**
 * The price of the last step of every participant, and the curve of continuity and changes of worker against the band's lower edge: a document beside the
 * plan, made by solving again. Default of `stepLimit`: 250 for each participant and each point of the curve.
 */
export function lastSteps(caseload: Caseload, plan: Plan, options: ExplainOptions = {}): Result<LastSteps> {
  return drive(pricing(caseload, plan, options));
}

/** As `lastSteps`, letting the host go on with other work, so that a signal can fire. The same bytes. */
export function lastStepsAsync(caseload: Caseload, plan: Plan, options: ExplainOptions = {}): Promise<Result<LastSteps>> {
  return driveAsync(pricing(caseload, plan, options));
}

function pricing(caseload: Caseload, plan: Plan, options: ExplainOptions): Generator<unknown, Result<LastSteps>> {
  return asking(caseload, plan, options, function* (standing, { shouldStop }) {
    return yield* pricingLastSteps(standing, options.stepLimit ?? lastStepQuestions(standing) * STEPS_A_LAST_STEP, shouldStop);
  });
}

interface Limits {
  readonly steps: number;
  readonly shouldStop: () => boolean;
}

type Ask<T> = (standing: StandingPlan, limits: Limits) => Generator<unknown, T | Issue>;

/** Everything before the question itself: options, plan and limits; an issue in place of the answer is an error. */
function* asking<T>(
  caseload: Caseload,
  plan: Plan,
  options: ExplainOptions,
  ask: Ask<T>,
  readOtherwise: (plan: Plan, cohort: Cohort) => Generator<null, { readonly standing: StandingPlan; readonly ask: Ask<T> } | Issue | null> = asItIs,
): Generator<unknown, Result<T>> {
  const issues = checkOptions(options);
  if (issues.length > 0) return { kind: "error", issues, issueCount: issues.length };
  const parsed = parsePlanDocument(plan);
  if (parsed.kind === "error") return parsed;
  yield null;
  const cohort = describeCohort(caseload);
  yield null;
  // Listed with pauses; whatever reads the plan then finds the options listed.
  yield* choicesInTurn(cohort.participants.flatMap(({ units }) => units), cohort);
  const since = yield* readOtherwise(parsed.value as Plan, cohort);
  if (isIssue(since)) return { kind: "error", issues: [since], issueCount: 1 };
  const standing = since === null ? yield* standingPlan(parsed.value as Plan, cohort) : ({ kind: "ok", value: since.standing } as const);
  if (standing.kind === "error") return standing;
  const { shouldStop } = startRun(options).limitsOf(0);
  const answer = yield* (since?.ask ?? ask)(standing.value, { steps: options.stepLimit ?? defaultSteps(standing.value.plan), shouldStop: shouldStop! });
  return isIssue(answer) ? { kind: "error", issues: [answer], issueCount: 1 } : { kind: "ok", value: answer, issues: [] };
}

/** A plan of the caseload is read as it is. */
function* asItIs(): Generator<null, null> {
  yield null;
  return null;
}

function defaultSteps({ decisions }: Plan): number {
  return Math.min(MOST_DEFAULT_STEPS, Math.max(DEFAULT_EXPLANATION_STEPS, STEPS_A_DECISION * decisions.length));
}

function stepsOfFamily({ decisions }: Plan): number {
  return Math.min(MOST_DEFAULT_STEPS, Math.max(FEWEST_STEPS_OF_FAMILY, STEPS_OF_FAMILY_A_DECISION * decisions.length));
}

/** A caseload that has changed since may leave units no way at all. */
function noWayFor(ids: readonly string[]): Issue {
  return {
    code: "contradiction",
    severity: "error",
    path: "",
    message: `Pins, rules and capacity leave no way at all for ${[...new Set(ids)].sort(compareText).join(", ")}: there is no plan to fit anything into.`,
    fix: "Plan the caseload as it is now: what clashes is named, with the cheapest repairs.",
  };
}

function isIssue(answer: unknown): answer is Issue {
  return typeof answer === "object" && answer !== null && "severity" in answer;
}

const otherPlan: Issue = {
  code: "bad-option",
  severity: "error",
  path: "/lastSteps",
  message: "lastSteps was made from another plan.",
  fix: "Give what lastSteps gives for this plan, or leave it out.",
};

function unheld(id: unknown): Issue {
  const issue = unknownId(id, "family or supervision item");
  return typeof id === "string" ? { ...issue, message: `No participant of the caseload holds a family or supervision item "${id}".`, fix: "Use the id of one that a participant holds." } : issue;
}

function unknownId(id: unknown, what: string): Issue {
  return {
    code: "unknown-reference",
    severity: "error",
    path: "",
    message: typeof id === "string" ? `The plan has no ${what} "${id}".` : `The id of the ${what} is not text.`,
    fix: "Use an id of the plan's decisions, participants or cover workers.",
  };
}
