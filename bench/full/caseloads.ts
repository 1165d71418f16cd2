/**
 * Generated caseloads, planned on every goal in order, each plan checked and HiGHS beside it.
 *
 * Asserted: every plan passes `checkPlan`; no value of HiGHS lies below our bound, and no bound of it above our value. HiGHS is given
 * our values as budgets, which is kind to it: it need not find them; and it may stop where we do, at the goal's own gap. Beside
 * all goals in order stands a single stage: relief and continuity in one sum, to the optimum, as the public redistribution files have it. Ours are timed without certificates, which no peer makes.
 */
import { performance } from "node:perf_hooks";
import { generateCaseload, type GenerateOptions } from "../../src/generate";
import { checkPlan, parseCaseload, planHandovers, type Caseload, type Plan } from "../../src/index";
import { describeCohort } from "../../src/model/cohort";
import { listChoices } from "../../src/network/choices";
import { splitComponents } from "../../src/network/components";
import { toInstance, type ComponentInstance } from "../../src/network/numeric-instance";
import { budgetAfter } from "../../src/solver/goal-values";
import type { ChoiceInstance, SolveResult } from "../../src/solver/instance";
import { solveChoice } from "../../src/solver/solve";
import { drain } from "../../test/support/choice-brute-force";
import { solveGoalWithHighs } from "../../test/support/highs";
import { median } from "./measure";

/** A kind of caseload, named after reality. */
export interface Size {
  readonly name: string;
  readonly options: GenerateOptions;
  /** No slack between goals: with uniform points the whole plan is then a min-cost flow. */
  readonly isWithoutSlack?: boolean;
}

export const SMALL_SIZES: readonly Size[] = [
  { name: "three participants", options: { participants: 3, teamManagers: 0, coverWorkers: 3, coverManagers: 0 } },
  { name: "a uniform cohort", options: { unitPoints: true }, isWithoutSlack: true },
];
export const COHORT_SIZES: readonly Size[] = [
  { name: "a cohort", options: {} },
  { name: "a cohort, tight", options: { coverCapacityShare: 1.25 } },
];

export interface CaseloadRun {
  readonly sizes: readonly Size[];
  /** Seeds 1 to this. */
  readonly seeds: number;
  /** Seconds that HiGHS may take for one goal; 0 leaves it out. */
  readonly peerSeconds: number;
  readonly print: (line: string) => void;
  readonly disagree: (what: string) => void;
}

/** Steps of work for each component. */
const stepLimit = 2_000;
/** A contact by a stranger, in the continuity cost's unit. */
const CONTACT = 1000;

type PlanComponent = Plan["components"][number];

/** Further calls, of which the median counts as warm. */
const WARM_CALLS = 3;

/** One caseload's times. */
interface Times {
  /** The first call in this process, or the second, third … caseload's: cold, or nearly. */
  readonly solveMs: number;
  /** Laying out the choices included. */
  readonly warmMs: number;
  /** Relief and continuity in one sum. */
  readonly singleMs: number;
  /** Null without the peer. */
  readonly highsMs: number | null;
  readonly isOptimal: boolean;
  readonly isProvedByHighs: boolean;
}

/** Runs every size and seed; returns a line of ratios for each size. */
export async function runCaseloads(run: CaseloadRun): Promise<readonly string[]> {
  const table: string[] = [];
  for (const size of run.sizes) {
    const times: Times[] = [];
    for (let seed = 1; seed <= run.seeds; seed++) {
      const one = await runCaseload(size, seed, run);
      if (one !== null) times.push(one);
    }
    table.push(lineOf(size, times));
  }
  return table;
}

/** Ratios of one size; `>` before those of which HiGHS left a goal open. */
function lineOf({ name }: Size, times: readonly Times[]): string {
  const beside = times.filter(({ highsMs }) => highsMs !== null);
  const told = (ourMs: (one: Times) => number): string => {
    const sorted = beside.map((one) => ({ ratio: one.highsMs! / ourMs(one), isOpen: !one.isProvedByHighs })).sort((x, y) => x.ratio - y.ratio);
    const text = ({ ratio, isOpen }: (typeof sorted)[number]): string => `${isOpen ? "> " : ""}${ratio.toFixed(1)}`;
    return `least ${text(sorted[0]!)}, median ${text(sorted[Math.floor(sorted.length / 2)]!)}`;
  };
  const peer =
    beside.length === 0
      ? ""
      : `   HiGHS ÷ ours: ${told(({ solveMs }) => solveMs)}; warm: ${told(({ warmMs }) => warmMs)}; proved by it ${beside.filter(({ isProvedByHighs }) => isProvedByHighs).length}`;
  const ratios = times.map(({ warmMs, singleMs }) => warmMs / singleMs);
  const single = times.length === 0 ? "" : `   all goals ÷ a single stage: median ${median(ratios).toFixed(1)}, greatest ${Math.max(...ratios).toFixed(1)}`;
  return `${name.padEnd(24)} ${times.filter(({ isOptimal }) => isOptimal).length} of ${times.length} optimal${single}${peer}`;
}

/** Null where there is no plan. */
async function runCaseload(size: Size, seed: number, { peerSeconds, print, disagree }: CaseloadRun): Promise<Times | null> {
  const label = `${size.name}, seed ${seed}`;
  const { caseload, ms: readMs } = read(seed, size);
  const laidOut = timed(() => {
    const cohort = describeCohort(caseload);
    return splitComponents(listChoices(cohort), cohort).map((component) => toInstance(component, cohort));
  });
  const planned = timed(() => planHandovers(caseload, { stepLimit, certificate: false }));
  if (planned.value.kind !== "plan") {
    disagree(`${label}: no plan (${planned.value.kind}).`);
    return null;
  }
  const { plan } = planned.value;
  const check = checkPlan(caseload, plan);
  if (check.kind === "error" || !check.value.isInOrder) disagree(`${label}: the plan fails its check.`);
  let highsMs = 0;
  let isProvedByHighs = true;
  for (const component of plan.components) {
    if (peerSeconds === 0) break;
    const at = laidOut.value.find((one) => componentOf(plan, one) === component)!;
    const peer = await besideHighs(at, component.goals, label, peerSeconds, disagree);
    highsMs += peer.ms;
    isProvedByHighs &&= peer.isProved;
  }
  const solveMs = Math.max(0.1, planned.ms - laidOut.ms);
  const again = Array.from({ length: WARM_CALLS }, () => timed(() => planHandovers(caseload, { stepLimit, certificate: false })));
  for (const { value } of again) if (value.kind !== "plan" || JSON.stringify(value.plan) !== JSON.stringify(plan)) disagree(`${label}: another call gave another plan.`);
  const warmMs = median(again.map(({ ms }) => ms));
  const single = timed(() => laidOut.value.map(({ instance }) => drain(solveChoice(inOneSum(instance), { stepLimit }))));
  laidOut.value.forEach((at, k) => checkSingleStage(single.value[k], componentOf(plan, at).goals, label, disagree));
  const goals = plan.components.flatMap((component) => component.goals.map(({ goal, value, bound, isMet }) => ({ goal, value, bound, isMet })));
  print(JSON.stringify({ name: label, status: plan.termination, readMs: Math.round(readMs), layOutMs: Math.round(laidOut.ms), solveMs: Math.round(solveMs), warmMs: Math.round(warmMs), singleMs: Math.round(single.ms), ...(peerSeconds > 0 ? { highsMs: Math.round(highsMs), isProvedByHighs } : {}), goals }));
  return { solveMs, warmMs, singleMs: single.ms, highsMs: peerSeconds > 0 ? highsMs : null, isOptimal: plan.termination === "optimal", isProvedByHighs };
}

function read(seed: number, { options, isWithoutSlack = false }: Size): { readonly caseload: Caseload; readonly ms: number } {
  const generated = generateCaseload(seed, options);
  const goals = { relief: { slackShare: 0 }, continuity: { slackShare: 0 }, "fair-cover": { slackShare: 0 } };
  const document = isWithoutSlack ? { ...generated, policy: { ...generated.policy, goals } } : generated;
  const { value: parsed, ms } = timed(() => parseCaseload(document));
  if (parsed.kind === "error") throw new Error(parsed.issues.map((issue) => issue.message).join("\n"));
  return { caseload: parsed.value, ms };
}

function componentOf(plan: Plan, { component: { participants } }: ComponentInstance): PlanComponent {
  return plan.components.find(({ participantIds }) => participants.some(({ worker }) => worker.id === participantIds[0]))!;
}

/** Relief, a contact for each unit, and continuity as one goal, to the optimum. */
function inOneSum(instance: ChoiceInstance): ChoiceInstance {
  const relief = instance.goals.find((goal) => goal.kind === "terminal")!;
  const continuity = instance.goals.find((goal) => goal.kind === "linear")!;
  const steps = { ...relief.steps, cost: relief.steps.cost.map((cost) => cost * CONTACT) };
  return { ...instance, goals: [{ kind: "combined", tolerance: { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 }, cost: continuity.cost, steps }] };
}

/** What the plan reached in two stages is one choice of the single stage, which is proved, so no more than it. */
function checkSingleStage(result: SolveResult | undefined, goals: PlanComponent["goals"], label: string, disagree: (what: string) => void): void {
  if (result?.kind !== "solved" || result.termination !== "optimal") return;
  const inTwo = CONTACT * goals[0]!.stageValue + goals[1]!.stageValue;
  if (result.goals[0]!.value > inTwo) disagree(`${label}: the single stage's optimum, ${result.goals[0]!.value}, is above what the plan has, ${inTwo}.`);
}

/** HiGHS on one component, our values being its budgets. */
async function besideHighs(at: ComponentInstance, goals: PlanComponent["goals"], name: string, seconds: number, disagree: (what: string) => void): Promise<{ readonly ms: number; readonly isProved: boolean }> {
  let total = 0;
  let isAllProved = true;
  const budgets: number[] = [];
  for (const [index, goal] of goals.entries()) {
    const { tolerance } = at.instance.goals[index]!;
    const peer = await solveGoalWithHighs(at.instance, index, budgets, Infinity, seconds, tolerance);
    total += peer.milliseconds;
    isAllProved &&= peer.status === "proved";
    if (peer.value !== null && peer.value < goal.bound) disagree(`${name}: HiGHS has ${goal.goal} ${peer.value}, below our bound ${goal.bound}.`);
    if (peer.bound > goal.stageValue) disagree(`${name}: HiGHS's bound of ${goal.goal}, ${peer.bound}, is above our value ${goal.stageValue}.`);
    budgets.push(budgetAfter(tolerance, goal.stageValue));
  }
  return { ms: total, isProved: isAllProved };
}

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
}
