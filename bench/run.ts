/**
 * The benchmark: generated caseloads of stated sizes, planned, with every answer checked and a peer beside.
 *
 *   npx tsx bench/run.ts [--full] [--seeds N] [--peer-seconds N]
 *
 * For each caseload one JSON line: what reading, laying out and solving took, each goal's value and bound, and
 * for goals that HiGHS proves within its limit the ratio of its time to ours for the whole run. Asserted: every plan
 * passes `checkPlan`; no value of HiGHS lies below our bound; where it proves an optimum, ours is within the goal's
 * own stop gap of it. Any disagreement ends the run with exit code 1. Times are of this machine in this run; only their
 * ratios mean anything elsewhere.
 */
import { cpus } from "node:os";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { generateCaseload, type GenerateOptions } from "../src/generate";
import { checkPlan, parseCaseload, planHandovers, type Caseload, type Plan } from "../src/index";
import { describeCohort } from "../src/model/cohort";
import { listChoices } from "../src/network/choices";
import { splitComponents } from "../src/network/components";
import { toInstance, type ComponentInstance } from "../src/network/numeric-instance";
import { allowedGap, budgetAfter } from "../src/solver/goal-values";
import { solveGoalWithHighs } from "../test/support/highs";

interface Size {
  readonly name: string;
  readonly options: GenerateOptions;
  /** No slack between goals: with uniform points the whole plan is then a min-cost flow. */
  readonly isWithoutSlack?: boolean;
  /** Steps of work for each component. */
  readonly stepLimit: number;
}

const SHORT: readonly Size[] = [
  { name: "three participants", options: { participants: 3, teamManagers: 0, coverWorkers: 3, coverManagers: 0 }, stepLimit: 2_000 },
  { name: "a uniform cohort", options: { unitPoints: true }, isWithoutSlack: true, stepLimit: 2_000 },
];
const FULL: readonly Size[] = [
  ...SHORT,
  { name: "a cohort", options: {}, stepLimit: 2_000 },
  { name: "a cohort, tight", options: { coverCapacityShare: 1.25 }, stepLimit: 2_000 },
];

const { values } = parseArgs({ options: { full: { type: "boolean" }, seeds: { type: "string" }, "peer-seconds": { type: "string" } } });
const seeds = Number(values.seeds ?? (values.full === true ? 5 : 2));
const peerSeconds = Number(values["peer-seconds"] ?? (values.full === true ? 60 : 5));
let faults = 0;

function fault(what: string): void {
  faults++;
  console.error(`FAULT: ${what}`);
}

/** Median of at least one number. */
function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
}

/** HiGHS on one component, our values being its budgets; milliseconds, null when it proved not all. */
async function besideHighs(at: ComponentInstance, goals: Plan["components"][number]["goals"], name: string): Promise<number | null> {
  let total = 0;
  let isAllProved = true;
  const budgets: number[] = [];
  for (const [index, goal] of goals.entries()) {
    const { tolerance } = at.instance.goals[index]!;
    const peer = await solveGoalWithHighs(at.instance, index, budgets, Infinity, peerSeconds);
    total += peer.milliseconds;
    isAllProved &&= peer.status === "proved";
    if (peer.value !== null && peer.value < goal.bound) fault(`${name}: HiGHS has ${goal.goal} ${peer.value}, below our bound ${goal.bound}.`);
    if (peer.bound > goal.stageValue) fault(`${name}: HiGHS's bound of ${goal.goal}, ${peer.bound}, is above our value ${goal.stageValue}.`);
    if (peer.status === "proved" && goal.isMet && goal.stageValue - peer.value! > allowedGap(tolerance, goal.stageValue)) {
      fault(`${name}: ${goal.goal} is ${goal.stageValue}; HiGHS proves ${peer.value}.`);
    }
    budgets.push(budgetAfter(tolerance, goal.stageValue));
  }
  return isAllProved ? total : null;
}

function read(seed: number, { options, isWithoutSlack = false }: Size): { readonly caseload: Caseload; readonly ms: number } {
  const generated = generateCaseload(seed, options);
  const goals = { relief: { slackShare: 0 }, continuity: { slackShare: 0 }, "fair-cover": { slackShare: 0 } };
  const document = isWithoutSlack ? { ...generated, policy: { ...generated.policy, goals } } : generated;
  const { value: parsed, ms } = timed(() => parseCaseload(document));
  if (parsed.kind === "error") throw new Error(parsed.issues.map((issue) => issue.message).join("\n"));
  return { caseload: parsed.value, ms };
}

async function run(size: Size, seed: number): Promise<number | null> {
  const { name, stepLimit } = size;
  const label = `${name}, seed ${seed}`;
  const { caseload, ms: readMs } = read(seed, size);
  const laidOut = timed(() => {
    const cohort = describeCohort(caseload);
    return splitComponents(listChoices(cohort), cohort).map((component) => toInstance(component, cohort));
  });
  const planned = timed(() => planHandovers(caseload, { stepLimit }));
  if (planned.value.kind !== "plan") {
    fault(`${label}: no plan (${planned.value.kind}).`);
    return null;
  }
  const { plan } = planned.value;
  const check = checkPlan(caseload, plan);
  if (check.kind === "error" || !check.value.isInOrder) fault(`${label}: the plan fails its check.`);
  let peerMs: number | null = 0;
  for (const component of plan.components) {
    const at = laidOut.value.find(({ component: { participants } }) => participants.some(({ worker }) => worker.id === component.participantIds[0]))!;
    const ms = await besideHighs(at, component.goals, label);
    peerMs = ms === null || peerMs === null ? null : peerMs + ms;
  }
  const solveMs = Math.max(0.1, planned.ms - laidOut.ms);
  const ratio = peerMs === null ? null : peerMs / solveMs;
  const goals = plan.components.flatMap((component) => component.goals.map(({ goal, value, bound, isMet }) => ({ goal, value, bound, isMet })));
  console.log(JSON.stringify({ name: label, status: plan.termination, readMs: Math.round(readMs), layOutMs: Math.round(laidOut.ms), solveMs: Math.round(solveMs), highsMs: peerMs === null ? null : Math.round(peerMs), goals }));
  return ratio;
}

console.log(`${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}`);
const table: string[] = [];
for (const size of values.full === true ? FULL : SHORT) {
  const ratios: number[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const ratio = await run(size, seed);
    if (ratio !== null) ratios.push(ratio);
  }
  const told = ratios.length === 0 ? "HiGHS proved none" : `HiGHS ÷ ours: least ${Math.min(...ratios).toFixed(1)}, median ${median(ratios).toFixed(1)}`;
  table.push(`${size.name.padEnd(24)} ${ratios.length} of ${seeds} proved by both   ${told}`);
}
console.log(table.join("\n"));
console.log(faults === 0 ? "All answers agree." : `${faults} faults.`);
process.exitCode = faults === 0 ? 0 : 1;
