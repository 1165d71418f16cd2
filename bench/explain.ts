/**
 * What explanations cost beside the plan itself, on generated caseloads, with answers checked.
 *
 *   npx tsx bench/explain.ts [--full] [--thousand] [--seeds N] [--families N]
 *
 * `--full` adds whole cohorts; `--thousand` measures 26 councils of about 1,000 decisions in all, and nothing else.
 *
 * For each caseload one JSON line: milliseconds of processor time of planning (reading, laying out and proofs included), of explaining one
 * family (median and greatest), of explaining all; their ratios to planning; and how many of the families' alternatives came back exact. Asserted: of every family asked about, keeping it where
 * it is by a pin gives the plan's relief and continuity again, within their bounds; and forcing it to its dearest and its cheapest
 * alternative by a pin, and planning anew, lies within the interval that the explanation gave. Any disagreement ends the run with
 * exit code 1. Times are of this machine in this run; only their ratios mean anything elsewhere.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { generateCaseload, type GenerateOptions } from "../src/generate";
import { explainFamily, explainPlan, parseCaseload, planHandovers, type UnitAlternative, type Caseload, type CaseloadDocument, type Plan } from "../src/index";

interface Size {
  readonly name: string;
  readonly options: GenerateOptions;
}

const SHORT: readonly Size[] = [{ name: "three participants", options: { participants: 3, teamManagers: 0, coverWorkers: 3, coverManagers: 0 } }];
const FULL: readonly Size[] = [...SHORT, { name: "a cohort", options: {} }];
const THOUSAND: readonly Size[] = [{ name: "26 councils", options: { councils: 26, participants: 4, teamManagers: 0, coverWorkers: 3, coverManagers: 0, coverCapacityShare: 2 } }];

const { values } = parseArgs({ options: { full: { type: "boolean" }, thousand: { type: "boolean" }, seeds: { type: "string" }, families: { type: "string" } } });
const seeds = Number(values.seeds ?? 2);
const mostFamilies = Number(values.families ?? 6);
let faults = 0;

function fault(what: string): void {
  faults++;
  console.error(`FAULT: ${what}`);
}

/** Processor time, which a machine busy with other things leaves nearly as it is. */
function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(start);
  return { value, ms: (user + system) / 1000 };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function parsed(document: CaseloadDocument): Caseload {
  const result = parseCaseload(document);
  if (result.kind === "error") throw new Error(result.issues.map((issue) => issue.message).join("\n"));
  return result.value;
}

/** Relief and continuity of the component of a participant: value and bound of each. */
function firstGoals(plan: Plan, participantId: string): readonly { readonly stageValue: number; readonly bound: number }[] {
  return plan.components.find(({ participantIds }) => participantIds.includes(participantId))!.goals.slice(0, 2);
}

/** Plans anew with the family pinned to a place, and holds that against the explanation's interval. */
function checkAlternative(document: CaseloadDocument, plan: Plan, id: string, participantId: string, { mode, coverWorkerId, outcome, sentence }: UnitAlternative, label: string): void {
  if (outcome.kind !== "possible" || mode === "co-work") return;
  const recorded = { author: "bench", reason: "asked" };
  const pin = mode === "stay" ? { kind: "must-stay" as const, familyId: id, workerId: participantId, ...recorded } : { kind: "must-go-to" as const, familyId: id, workerId: participantId, coverWorkerId, ...recorded };
  const pinned = planHandovers(parsed({ ...document, pins: [...(document.pins ?? []), pin] }));
  if (pinned.kind !== "plan") return fault(`${label}: ${sentence} With a pin there is no plan.`);
  const [before, after] = [firstGoals(plan, participantId), firstGoals(pinned.plan, participantId)];
  for (const [index, { value, bound }] of outcome.goals.slice(0, 2).entries()) {
    if (bound === null || outcome.price === null) continue;
    const found = after[index]!;
    // Both name an interval for the one best value; they must meet.
    if (found.bound > value || (bound ?? -Infinity) > found.stageValue) fault(`${label}: ${sentence} ${outcome.goals[index]!.goal} is ${bound} to ${value}; with a pin ${found.bound} to ${found.stageValue}.`);
    if (value !== before[index]!.stageValue) break;
  }
}

function run({ name, options }: Size, seed: number): void {
  const label = `${name}, seed ${seed}`;
  const document = generateCaseload(seed, options);
  const caseload = parsed(document);
  const planned = timed(() => planHandovers(caseload));
  if (planned.value.kind !== "plan") return fault(`${label}: no plan (${planned.value.kind}).`);
  const { plan } = planned.value;
  const families = plan.decisions.filter(({ kind }) => kind === "family");
  const step = Math.max(1, Math.floor(families.length / mostFamilies));
  const asked = families.filter((_, index) => index % step === 0).slice(0, mostFamilies);
  let [exact, alternativesAsked] = [0, 0];
  const each = asked.map(({ id, participantId }) => {
    const { value, ms } = timed(() => explainFamily(caseload, plan, id));
    if (value.kind === "error") fault(`${label}: ${id} is refused.`);
    else {
      const others = value.value.units[0]!.alternatives.filter(({ isPlanned }) => !isPlanned);
      for (const { outcome } of value.value.units.flatMap(({ alternatives }) => alternatives.filter(({ isPlanned }) => !isPlanned))) {
        alternativesAsked++;
        if (outcome.kind === "impossible" || (outcome.kind === "possible" && outcome.isExact)) exact++;
      }
      for (const alternative of new Set([others[0], others.at(-1)])) if (alternative !== undefined) checkAlternative(document, plan, id, participantId, alternative, label);
    }
    return ms;
  });
  const all = timed(() => explainPlan(caseload, plan));
  if (all.value.kind === "error") fault(`${label}: the plan is refused.`);
  const ratio = (ms: number): number => Math.round((100 * ms) / planned.ms) / 100;
  console.log(
    JSON.stringify({
      name: label,
      status: plan.termination,
      planMs: Math.round(planned.ms),
      families: asked.length,
      familyMs: Math.round(median(each)),
      familyRatio: ratio(median(each)),
      greatestFamilyRatio: ratio(Math.max(...each)),
      exact: `${exact} of ${alternativesAsked}`,
      allMs: Math.round(all.ms),
      allRatio: ratio(all.ms),
    }),
  );
}

for (const size of values.thousand === true ? THOUSAND : values.full === true ? FULL : SHORT) for (let seed = 1; seed <= seeds; seed++) run(size, seed);
console.log(`${cpus()[0]?.model ?? "unknown machine"}, Node ${process.version}; wanted: one family at most 2 times the plan, all at most 30 times.`);
if (faults > 0) process.exitCode = 1;
