/**
 * The best plans that differ: after the plan itself, the best of those which decide otherwise for at least d families, then the best of those
 * which differ so from both, and so on. Every plan before adds a limit, "at most n − d of the n families are decided as there".
 */
import { digestOf } from "../base/digest";
import { ended } from "../base/ended";
import type { Issue } from "../base/issue";
import { LIBRARY_VERSION } from "../base/version";
import { alternativeDifferences, type AlternativeDifference } from "../explain/alternative-differences";
import { choicesInTurn } from "../explain/feasibility";
import { mendedStart } from "../explain/mended-start";
import { isSameOption } from "../explain/standing-plan";
import { parsePlanDocument } from "../input/parse-plan";
import type { Caseload } from "../model/caseload";
import { describeCohort, type Cohort } from "../model/cohort";
import type { GoalId } from "../model/policy";
import type { Option } from "../model/option";
import { withLimits, type CountLimit } from "../network/count-limits";
import { listChoices } from "../network/choices";
import { splitComponents, type Component } from "../network/components";
import { toInstance, type ComponentInstance } from "../network/numeric-instance";
import { deciding } from "../plan/assemble-plan";
import { checkingDecisions } from "../plan/check-plan";
import type { Plan } from "../plan/plan";
import { readingDecisions, type ProposedDecision } from "../plan/read-decisions";
import type { SolveLimits, SolveResult } from "../solver/instance";
import { goalValue } from "../solver/goal-values";
import { solveChoice } from "../solver/solve";
import { drive, driveAsync } from "./drive";
import { checkOptions, startRun, type PlanOptions, type PlanProgress } from "./plan-options";

/** Most pairs of options tried to mend the plan for a start: some tenths of a second on a cohort. */
const START_PAIRS = 500_000;

export interface Alternatives {
  readonly schemaVersion: 1;
  readonly libraryVersion: string;
  readonly caseloadDigest: string;
  readonly planDigest: string;
  /** Families that every two of the plans decide otherwise, at least. */
  readonly difference: number;
  readonly alternatives: readonly AlternativePlan[];
  /** `count`: as many as were asked for. `no-more`: proved that there is no other. `not-shown`: a limit ended the run. */
  readonly ended: "count" | "no-more" | "not-shown";
}

export interface AlternativePlan {
  /** 1 is the best after the plan itself. */
  readonly rank: number;
  /** In strict order, over the whole cohort. */
  readonly goals: readonly AlternativePlanGoal[];
  /** Families decided otherwise than in the plan, and in each alternative before. */
  readonly differsFrom: readonly number[];
  /** What it decides otherwise than the plan, and why: each of those decisions put back by itself. */
  readonly differences: readonly AlternativeDifference[];
  /** To be given to `checkPlan`. */
  readonly plan: { readonly schemaVersion: 1; readonly caseloadDigest: string; readonly decisions: readonly ProposedDecision[] };
}

export interface AlternativePlanGoal {
  readonly goal: GoalId;
  /** In the plan, measured. */
  readonly planned: number;
  readonly value: number;
  readonly stageValue: number;
  /** No plan that differs so from those before, and keeps the earlier goals in their budgets, has a value below. */
  readonly bound: number;
  readonly isMet: boolean;
  readonly isExact: boolean;
}

export interface AlternativesOptions extends PlanOptions {
  /** How many, 1 to 20. Default: 3. */
  readonly count?: number;
  /** In at least how many families, from 1. Default: 1. */
  readonly difference?: number;
}

export type AlternativesResult =
  | { readonly kind: "alternatives"; readonly alternatives: Alternatives }
  | { readonly kind: "bad-input"; readonly issues: readonly Issue[] }
  | { readonly kind: "bad-options"; readonly issues: readonly Issue[] };

/**
 * The best alternatives to a plan, best first, each with the proof of its goals. A family is decided otherwise when it stays, is co-worked or is handed over where it
 * was not, or goes to another cover worker.
 *
 * @param caseload the one the plan was made from
 * @param plan a plan that passes `checkPlan`
 */
export function alternativePlans(caseload: Caseload, plan: Plan, options: AlternativesOptions = {}): AlternativesResult {
  return drive(looking(caseload, plan, options), options);
}

/** As `alternativePlans`, letting the host go on with other work, so that a signal can fire. The same bytes. */
export async function alternativePlansAsync(caseload: Caseload, plan: Plan, options: AlternativesOptions = {}): Promise<AlternativesResult> {
  return driveAsync(looking(caseload, plan, options), options);
}

function* looking(caseload: Caseload, plan: Plan, options: AlternativesOptions): Generator<PlanProgress | null, AlternativesResult> {
  const wrong = checkOptions(options);
  const faults = wrong.length > 0 ? wrong : optionFaults(options);
  if (faults.length > 0) return { kind: "bad-options", issues: faults };
  const { count = 3, difference = 1 } = options;
  const cohort = describeCohort(caseload);
  yield null;
  const read = parsePlanDocument(plan);
  if (read.kind === "error") return { kind: "bad-input", issues: read.issues };
  yield null;
  yield* choicesInTurn(cohort.participants.flatMap(({ units }) => units), cohort);
  const check = yield* checkingDecisions(plan, cohort);
  if (check.kind === "error") return { kind: "bad-input", issues: check.issues };
  if (!check.value.isInOrder) return { kind: "bad-input", issues: [notInOrder] };
  const planned = (yield* readingDecisions(plan.decisions, cohort)).options;
  const at = toInstance(wholeCohort(planned, cohort), cohort);
  const known: (readonly Option[])[] = [planned];
  const found: AlternativePlan[] = [];
  let ended: Alternatives["ended"] = "count";
  const stop = startRun(options);
  while (found.length < count) {
    const limits = known.map((options) => atMostAlike(options, difference, at));
    if (limits.some(({ most }) => most < 0)) {
      ended = "no-more";
      break;
    }
    const result = yield* solve(at, limits, known[0]!, found.length, count, stop.limitsOf(count - 1 - found.length));
    if (result.kind !== "solved") {
      ended = result.kind === "infeasible" ? "no-more" : "not-shown";
      break;
    }
    const chosen = [...result.choice].map((option) => at.options[option]!);
    found.push(alternativeOf(result, found.length + 1, { at, known, difference, cohort }));
    known.push(chosen);
  }
  return {
    kind: "alternatives",
    alternatives: { schemaVersion: 1, libraryVersion: LIBRARY_VERSION, caseloadDigest: caseload.digest, planDigest: digestOf(plan), difference, alternatives: found, ended },
  };
}

/** The best choice that is not too alike; the search starts from the plan itself, mended. */
function* solve(at: ComponentInstance, limits: readonly CountLimit[], planned: readonly Option[], index: number, count: number, solveLimits: SolveLimits): Generator<PlanProgress | null, SolveResult> {
  const instance = withLimits(at.instance, limits);
  const choice = choiceOf(planned, at);
  const start = yield* mendedStart(instance, choice, instance.goals.map((goal) => goalValue(instance, goal, choice)), START_PAIRS);
  const run = solveChoice(instance, { ...solveLimits, start });
  let step = run.next();
  while (step.done !== true) {
    const { goal, ...rest } = step.value;
    yield { component: index + 1, components: count, goal: at.goalIds[goal]!, ...rest };
    step = run.next();
  }
  return step.value;
}

/** Everyone together: plans are counted for the whole cohort, so its parts are not solved apart. A day that only the plan has, chosen by a manager, stands beside those listed. */
function wholeCohort(planned: readonly Option[], cohort: Cohort): Component {
  const choices = listChoices(cohort).map((choice) => {
    const own = planned.find(({ unit }) => unit === choice.unit)!;
    return choice.options.some((option) => isSameOption(option, own)) ? choice : { ...choice, options: [...choice.options, own] };
  });
  const components = splitComponents(choices, cohort);
  return {
    participants: components.flatMap(({ participants }) => participants),
    coverWorkers: components.flatMap(({ coverWorkers }) => coverWorkers),
    choices: components.flatMap(({ choices }) => choices),
  };
}

/** Of the families, at most n − d are decided as in a plan before. */
function atMostAlike(options: readonly Option[], difference: number, at: ComponentInstance): CountLimit {
  const before = new Map(options.map((option) => [option.unit, option]));
  const counted = at.options.flatMap((option, index) => (option.unit.kind === "family" && isAlike(option, before.get(option.unit)!) ? [index] : []));
  return { options: counted, most: at.items.filter(({ unit }) => unit.kind === "family").length - difference };
}

function isAlike(a: Option, b: Option): boolean {
  return a.mode === b.mode && a.placement?.cover === b.placement?.cover;
}

/** What an alternative is told against: the plans before it, the plan itself first. */
interface Before {
  readonly at: ComponentInstance;
  readonly known: readonly (readonly Option[])[];
  readonly difference: number;
  readonly cohort: Cohort;
}

function alternativeOf(result: SolveResult & { kind: "solved" }, rank: number, { at, known, difference, cohort }: Before): AlternativePlan {
  const chosen = [...result.choice].map((option) => at.options[option]!);
  const planned = choiceOf(known[0]!, at);
  return {
    rank,
    goals: result.goals.map(({ value, stageValue, bound, isMet }, index) => ({ goal: at.goalIds[index]!, planned: goalValue(at.instance, at.instance.goals[index]!, planned), value, stageValue, bound, isMet, isExact: stageValue === bound })),
    differsFrom: known.map((options) => differing(chosen, options)),
    differences: alternativeDifferences(at, result.choice, planned, (options) => known.some((others) => differing(options, others) < difference)),
    plan: { schemaVersion: 1, caseloadDigest: cohort.caseload.digest, decisions: ended(deciding(chosen, cohort)).map(({ decision }) => proposed(decision)) },
  };
}

/** Families decided otherwise. */
function differing(chosen: readonly Option[], others: readonly Option[]): number {
  const before = new Map(others.map((option) => [option.unit, option]));
  return chosen.filter((option) => option.unit.kind === "family" && !isAlike(option, before.get(option.unit)!)).length;
}

/** Item → the index of the option given for its unit. */
function choiceOf(options: readonly Option[], at: ComponentInstance): Int32Array {
  const wanted = new Map(options.map((option) => [option.unit, option]));
  return Int32Array.from(at.items, ({ unit, options: listed }, item) => at.instance.optionStart[item]! + listed.findIndex((option) => isSameOption(option, wanted.get(unit)!)));
}

function proposed({ kind, id, participantId, childIds, mode, coverWorkerId, companionId, takeoverDate, handBackDate, earlier }: ProposedDecision): ProposedDecision {
  return { kind, id, participantId, childIds, mode, coverWorkerId, companionId, takeoverDate, handBackDate, ...(earlier === undefined ? {} : { earlier }) };
}

function optionFaults({ count, difference }: AlternativesOptions): readonly Issue[] {
  const isWhole = (value: number | undefined, most: number): boolean => value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= most);
  const fault = (path: string, message: string, fix: string): Issue => ({ code: "bad-option", severity: "error", path, message, fix });
  return [
    ...(isWhole(count, 20) ? [] : [fault("/count", "count is not a whole number from 1 to 20.", "Leave it out for 3.")]),
    ...(isWhole(difference, Number.MAX_SAFE_INTEGER) ? [] : [fault("/difference", "difference is not a whole number of at least 1.", "Leave it out for 1.")]),
  ];
}

const notInOrder: Issue = {
  code: "plan-not-in-order",
  severity: "error",
  path: "/decisions",
  message: "The plan to find alternatives to fails its own check.",
  fix: "Check the plan, put right what is named, and try again.",
};
