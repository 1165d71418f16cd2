/**
 * Generated caseloads, planned on every goal in order, each plan checked and HiGHS beside it.
 *
 * Asserted: every plan passes `checkPlan`; no value of HiGHS lies below our bound; where it proves an optimum, ours is
 * within the goal's own stop gap of it. HiGHS is given our values as budgets, which is kind to it: it need not find them.
 */
import { performance } from "node:perf_hooks";
import { generateCaseload, type GenerateOptions } from "../../src/generate";
import { checkPlan, parseCaseload, planHandovers, type Caseload, type Plan } from "../../src/index";
import { describeCohort } from "../../src/model/cohort";
import { listChoices } from "../../src/network/choices";
import { splitComponents } from "../../src/network/components";
import { toInstance, type ComponentInstance } from "../../src/network/numeric-instance";
import { allowedGap, budgetAfter } from "../../src/solver/goal-values";
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

/** Runs every size and seed; returns a line of ratios for each size. */
export async function runCaseloads(run: CaseloadRun): Promise<readonly string[]> {
  const table: string[] = [];
  for (const size of run.sizes) {
    const ratios: number[] = [];
    for (let seed = 1; seed <= run.seeds; seed++) {
      const ratio = await runCaseload(size, seed, run);
      if (ratio !== null) ratios.push(ratio);
    }
    const told = ratios.length === 0 ? "HiGHS proved none" : `HiGHS ÷ ours: least ${Math.min(...ratios).toFixed(1)}, median ${median(ratios).toFixed(1)}`;
    table.push(`${size.name.padEnd(24)} ${ratios.length} of ${run.seeds} proved by HiGHS on every goal   ${told}`);
  }
  return table;
}

/** HiGHS's time for all goals ÷ ours; null when it did not prove all of them. */
async function runCaseload(size: Size, seed: number, { peerSeconds, print, disagree }: CaseloadRun): Promise<number | null> {
  const label = `${size.name}, seed ${seed}`;
  const { caseload, ms: readMs } = read(seed, size);
  const laidOut = timed(() => {
    const cohort = describeCohort(caseload);
    return splitComponents(listChoices(cohort), cohort).map((component) => toInstance(component, cohort));
  });
  const planned = timed(() => planHandovers(caseload, { stepLimit }));
  if (planned.value.kind !== "plan") {
    disagree(`${label}: no plan (${planned.value.kind}).`);
    return null;
  }
  const { plan } = planned.value;
  const check = checkPlan(caseload, plan);
  if (check.kind === "error" || !check.value.isInOrder) disagree(`${label}: the plan fails its check.`);
  let peerMs: number | null = peerSeconds > 0 ? 0 : null;
  for (const component of plan.components) {
    if (peerSeconds === 0) break;
    const at = laidOut.value.find(({ component: { participants } }) => participants.some(({ worker }) => worker.id === component.participantIds[0]))!;
    const ms = await besideHighs(at, component.goals, label, peerSeconds, disagree);
    peerMs = ms === null || peerMs === null ? null : peerMs + ms;
  }
  const solveMs = Math.max(0.1, planned.ms - laidOut.ms);
  const goals = plan.components.flatMap((component) => component.goals.map(({ goal, value, bound, isMet }) => ({ goal, value, bound, isMet })));
  print(JSON.stringify({ name: label, status: plan.termination, readMs: Math.round(readMs), layOutMs: Math.round(laidOut.ms), solveMs: Math.round(solveMs), highsMs: peerMs === null ? null : Math.round(peerMs), goals }));
  return peerMs === null ? null : peerMs / solveMs;
}

function read(seed: number, { options, isWithoutSlack = false }: Size): { readonly caseload: Caseload; readonly ms: number } {
  const generated = generateCaseload(seed, options);
  const goals = { relief: { slackShare: 0 }, continuity: { slackShare: 0 }, "fair-cover": { slackShare: 0 } };
  const document = isWithoutSlack ? { ...generated, policy: { ...generated.policy, goals } } : generated;
  const { value: parsed, ms } = timed(() => parseCaseload(document));
  if (parsed.kind === "error") throw new Error(parsed.issues.map((issue) => issue.message).join("\n"));
  return { caseload: parsed.value, ms };
}

/** HiGHS on one component, our values being its budgets; milliseconds, null when it proved not all. */
async function besideHighs(at: ComponentInstance, goals: Plan["components"][number]["goals"], name: string, seconds: number, disagree: (what: string) => void): Promise<number | null> {
  let total = 0;
  let isAllProved = true;
  const budgets: number[] = [];
  for (const [index, goal] of goals.entries()) {
    const { tolerance } = at.instance.goals[index]!;
    const peer = await solveGoalWithHighs(at.instance, index, budgets, Infinity, seconds);
    total += peer.milliseconds;
    isAllProved &&= peer.status === "proved";
    if (peer.value !== null && peer.value < goal.bound) disagree(`${name}: HiGHS has ${goal.goal} ${peer.value}, below our bound ${goal.bound}.`);
    if (peer.bound > goal.stageValue) disagree(`${name}: HiGHS's bound of ${goal.goal}, ${peer.bound}, is above our value ${goal.stageValue}.`);
    if (peer.status === "proved" && goal.isMet && goal.stageValue - peer.value! > allowedGap(tolerance, goal.stageValue)) {
      disagree(`${name}: ${goal.goal} is ${goal.stageValue}; HiGHS proves ${peer.value}.`);
    }
    budgets.push(budgetAfter(tolerance, goal.stageValue));
  }
  return isAllProved ? total : null;
}

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
}
