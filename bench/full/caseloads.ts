/**
 * Generated caseloads, planned on every goal in order, each plan checked and HiGHS beside it.
 *
 * Asserted: every plan passes `checkPlan`; no value of HiGHS lies below our bound, and no bound of it above our value. HiGHS is given
 * our values as budgets, which is kind to it: it need not find them; and it may stop where we do, at the goal's own gap. Beside
 * all goals in order stands what each takes alone, as if it were the only one. Ours are timed without certificates, which no peer makes.
 */
import { performance } from "node:perf_hooks";
import { generateCaseload, type GenerateOptions } from "../../src/generate";
import { checkPlan, parseCaseload, planHandovers, type Caseload, type Plan } from "../../src/index";
import { describeCohort } from "../../src/model/cohort";
import { listChoices } from "../../src/network/choices";
import { splitComponents } from "../../src/network/components";
import { toInstance, type ComponentInstance } from "../../src/network/numeric-instance";
import { budgetAfter } from "../../src/solver/goal-values";
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

/** One caseload's times. */
interface Times {
  readonly solveMs: number;
  /** Each goal alone, all together. */
  readonly aloneMs: number;
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
  const beside = times.filter(({ highsMs }) => highsMs !== null).map((one) => ({ ratio: one.highsMs! / one.solveMs, isOpen: !one.isProvedByHighs }));
  beside.sort((a, b) => a.ratio - b.ratio);
  const told = ({ ratio, isOpen }: (typeof beside)[number]): string => `${isOpen ? "> " : ""}${ratio.toFixed(1)}`;
  const middle = beside[Math.floor(beside.length / 2)];
  const peer = middle === undefined ? "" : `   HiGHS ÷ ours: least ${told(beside[0])}, median ${told(middle)}, proved by it ${beside.filter(({ isOpen }) => !isOpen).length}`;
  const alone = times.length === 0 ? "" : `   all goals ÷ each alone: median ${median(times.map(({ solveMs, aloneMs }) => solveMs / aloneMs)).toFixed(1)}`;
  return `${name.padEnd(24)} ${times.filter(({ isOptimal }) => isOptimal).length} of ${times.length} optimal${alone}${peer}`;
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
    const at = laidOut.value.find(({ component: { participants } }) => participants.some(({ worker }) => worker.id === component.participantIds[0]))!;
    const peer = await besideHighs(at, component.goals, label, peerSeconds, disagree);
    highsMs += peer.ms;
    isProvedByHighs &&= peer.isProved;
  }
  const solveMs = Math.max(0.1, planned.ms - laidOut.ms);
  const alone = timed(() => {
    for (const { instance } of laidOut.value) for (const goal of instance.goals) drain(solveChoice({ ...instance, goals: [goal] }, { stepLimit }));
  });
  const goals = plan.components.flatMap((component) => component.goals.map(({ goal, value, bound, isMet }) => ({ goal, value, bound, isMet })));
  print(JSON.stringify({ name: label, status: plan.termination, readMs: Math.round(readMs), layOutMs: Math.round(laidOut.ms), solveMs: Math.round(solveMs), aloneMs: Math.round(alone.ms), ...(peerSeconds > 0 ? { highsMs: Math.round(highsMs), isProvedByHighs } : {}), goals }));
  return { solveMs, aloneMs: alone.ms, highsMs: peerSeconds > 0 ? highsMs : null, isOptimal: plan.termination === "optimal", isProvedByHighs };
}

function read(seed: number, { options, isWithoutSlack = false }: Size): { readonly caseload: Caseload; readonly ms: number } {
  const generated = generateCaseload(seed, options);
  const goals = { relief: { slackShare: 0 }, continuity: { slackShare: 0 }, "fair-cover": { slackShare: 0 } };
  const document = isWithoutSlack ? { ...generated, policy: { ...generated.policy, goals } } : generated;
  const { value: parsed, ms } = timed(() => parseCaseload(document));
  if (parsed.kind === "error") throw new Error(parsed.issues.map((issue) => issue.message).join("\n"));
  return { caseload: parsed.value, ms };
}

/** HiGHS on one component, our values being its budgets. */
async function besideHighs(at: ComponentInstance, goals: Plan["components"][number]["goals"], name: string, seconds: number, disagree: (what: string) => void): Promise<{ readonly ms: number; readonly isProved: boolean }> {
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
