/**
 * The benchmark of planning again: generated caseloads, planned, and planned again after each kind of event in week four.
 *
 *   npx tsx bench/replan.ts [--full] [--only SIZE] [--seeds N] [--events KIND,KIND]
 *
 * `--full` adds whole cohorts; `--only` leaves out every other size; `--events` every other kind of event.
 *
 * For each event one JSON line, and at the end the ratio of the re-plan's processor time to that of two plans, proofs included in all: of the plan made before anything happened,
 * and of a plan made anew from the caseload with the events, by which everything is open again and which is read anew in both; without and with the reasons of the changes; median, least and greatest. Asserted: the re-plan passes `checkPlan` with its caseload and no other; nothing that happened is changed; its changed decisions are those it
 * counts, never below their bound; re-planning without events gives the previous plan itself. Any fault ends the run with exit code 1. Times are of this
 * machine in this run; only their ratios mean anything elsewhere. Plans and re-plans are made first and not counted, since the first run compiles the program.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { generateCaseload, type GenerateOptions } from "../src/generate";
import { checkPlan, parseCaseload, planHandovers, replan, type Caseload, type EventsDocument, type Plan, type ReplanEvent } from "../src/index";

interface Size {
  readonly name: string;
  readonly options: GenerateOptions;
}

const SHORT: readonly Size[] = [{ name: "three participants", options: { participants: 3, teamManagers: 0, coverWorkers: 3, coverManagers: 0, coverCapacityShare: 2 } }];
const FULL: readonly Size[] = [...SHORT, { name: "a cohort", options: { coverCapacityShare: 1.5 } }];
const TODAY = "2018-10-08";

const { values } = parseArgs({ options: { full: { type: "boolean" }, only: { type: "string" }, seeds: { type: "string" }, events: { type: "string" } } });
const seeds = Number(values.seeds ?? 3);
let faults = 0;

function fault(what: string): void {
  faults++;
  console.error(`FAULT: ${what}`);
}

/** What is shorter is timed five times, since compiling and clearing up would count for most of it. */
const SHORT_MS = 2_000;
const SHORT_RUNS = 5;

/** Processor time, which a machine busy with other things leaves nearly as it is: the least of some runs of what is short. */
function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const once = (): { readonly value: T; readonly ms: number } => {
    const start = process.cpuUsage();
    const value = work();
    const { user, system } = process.cpuUsage(start);
    return { value, ms: (user + system) / 1000 };
  };
  const first = once();
  if (first.ms >= SHORT_MS) return first;
  return { value: first.value, ms: Math.min(first.ms, ...Array.from({ length: SHORT_RUNS - 1 }, () => once().ms)) };
}

function read(seed: number, { options }: Size): Caseload {
  const parsed = parseCaseload(generateCaseload(seed, options));
  if (parsed.kind === "error") throw new Error(parsed.issues.map((issue) => issue.message).join("\n"));
  return parsed.value;
}

/** A re-plan reads the caseload with the events too. */
function readAgain(document: unknown): Caseload {
  const parsed = parseCaseload(document);
  if (parsed.kind === "error") throw new Error(parsed.issues[0]!.message);
  return parsed.value;
}

/** One event of each kind, as they happen in week four. */
function eventsOf(caseload: Caseload, plan: Plan): readonly EventsDocument[] {
  const [busiest] = [...plan.coverWorkers].sort((a, b) => b.familiesTaken - a.familiesTaken || (a.workerId < b.workerId ? -1 : 1));
  const moved = plan.decisions.filter(({ mode, kind }) => mode === "handover" && kind === "family");
  const staying = plan.decisions.filter(({ mode, kind }) => mode === "stay" && kind === "family");
  const { area } = caseload.families.find(({ id }) => id === moved[0]!.id)!;
  const child = { id: "NC1", familyId: "NF1", allocatedWorkerId: plan.participants[0]!.workerId, status: "child-in-need", workerSince: TODAY, changesOfWorkerOn: [], lastVisitOn: TODAY, points: 5 } as const;
  const events: readonly ReplanEvent[] = [
    { kind: "worker-off", workerId: busiest!.workerId, from: TODAY, to: "2018-12-31" },
    { kind: "worker-leaves", workerId: busiest!.workerId, lastDay: "2018-10-26" },
    { kind: "child-steps-up", childId: staying[0]!.childIds[0]!, on: TODAY, status: "protection-plan", points: 8 },
    { kind: "family-closes", familyId: moved[0]!.id, on: TODAY },
    { kind: "new-family", on: TODAY, family: { id: "NF1", area }, children: [child] },
    { kind: "date-moves", familyId: moved[0]!.id, eventKind: "hearing", from: null, to: moved[0]!.handBackDate ?? TODAY },
  ];
  const kinds = values.events?.split(",");
  return events.filter(({ kind }) => kinds?.includes(kind) !== false).map((event) => ({ schemaVersion: 1, asOf: TODAY, events: [event] }));
}

/** Shares of time that a re-plan takes. */
interface Shares {
  readonly ofPlan: number;
  readonly ofPlanWithReasons: number;
  /** Null where no plan can be made anew. */
  readonly ofNewPlan: number | null;
}

/** The shares for each event. */
function run(size: Size, seed: number): readonly Shares[] {
  const caseload = read(seed, size);
  const planned = timed(() => planHandovers(caseload));
  if (planned.value.kind !== "plan") {
    fault(`${size.name}, seed ${seed}: no plan.`);
    return [];
  }
  const { plan } = planned.value;
  return eventsOf(caseload, plan).flatMap((events) => {
    const shares = runEvent(`${size.name}, seed ${seed}, ${events.events[0]!.kind}`, caseload, plan, planned.ms, events);
    return shares === null ? [] : [shares];
  });
}

/** The shares for one event; null on a fault. */
function runEvent(label: string, caseload: Caseload, plan: Plan, planMs: number, events: EventsDocument): Shares | null {
  const again = timed(() => replan(caseload, plan, events));
  const bare = timed(() => replan(caseload, plan, events, { reasonStepLimit: 1 }));
  if (again.value.kind !== "replan" || bare.value.kind !== "replan") {
    fault(`${label}: no re-plan (${again.value.kind}).`);
    return null;
  }
  const { replan: result } = again.value;
  const day = parseCaseload(result.caseload);
  const check = day.kind === "ok" ? checkPlan(day.value, result.plan) : day;
  if (check.kind === "error" || !check.value.isInOrder) fault(`${label}: the re-plan fails its check.`);
  if (checkPlan(caseload, result.plan).kind === "ok") fault(`${label}: the re-plan passes as a plan of the caseload before.`);
  if (result.fewest.changed !== result.changes.length || result.fewest.bound > result.fewest.changed) fault(`${label}: ${result.changes.length} changes, of which ${result.fewest.changed} are counted.`);
  for (const before of plan.decisions.filter(({ takeoverDate }) => takeoverDate !== null && takeoverDate < TODAY)) {
    const after = result.plan.decisions.find(({ kind, id, participantId }) => kind === before.kind && id === before.id && participantId === before.participantId);
    if ((after?.earlier?.[0] ?? after)?.takeoverDate !== before.takeoverDate) fault(`${label}: ${before.id} was taken over already.`);
  }
  const none = replan(caseload, plan, { ...events, events: [] });
  if (none.kind !== "unchanged" || none.plan !== plan) fault(`${label}: without events there is another plan.`);
  if (JSON.stringify(bare.value.replan.plan) !== JSON.stringify(result.plan)) fault(`${label}: the reasons change the plan.`);
  // Made anew it is planned from the start: a child that is new since has its worker from then.
  const { children, asOf } = result.caseload;
  const facts = { ...result.caseload, inProgress: null, children: children.map((child) => (child.id === "NC1" ? { ...child, workerSince: asOf, lastVisitOn: asOf } : child)) };
  const readable = parseCaseload(facts);
  if (readable.kind === "error") fault(`${label}: no caseload to plan anew: ${readable.issues[0]!.message}`);
  const anew = readable.kind === "ok" ? timed(() => planHandovers(readAgain(facts))) : null;
  const reasons = new Map<string, number>();
  for (const { reason } of result.changes) reasons.set(reason.kind, (reasons.get(reason.kind) ?? 0) + 1);
  console.log(
    JSON.stringify({
      name: label,
      plan: plan.termination,
      replan: result.plan.termination,
      planMs: Math.round(planMs),
      newPlanMs: anew === null ? null : Math.round(anew.ms),
      replanMs: Math.round(bare.ms),
      withReasonsMs: Math.round(again.ms),
      fewest: result.fewest,
      reasons: Object.fromEntries(reasons),
    }),
  );
  return { ofPlan: bare.ms / planMs, ofPlanWithReasons: again.ms / planMs, ofNewPlan: anew === null ? null : bare.ms / anew.ms };
}

function summary(ratios: readonly number[]): string {
  const sorted = [...ratios].sort((a, b) => a - b);
  const shown = (value: number | undefined): string => (value ?? 0).toFixed(2);
  const above = sorted.filter((value) => value >= 1).length;
  return `median ${shown(sorted[Math.floor(sorted.length / 2)])}, ${shown(sorted[0])} to ${shown(sorted.at(-1))}, ${above} of ${sorted.length} not below 1`;
}

/** Both kinds of planning run so often before anything is measured. */
const WARM_ROUNDS = 3;

const warmUp = read(seeds + 1, SHORT[0]!);
const warm = planHandovers(warmUp);
for (let round = 0; round < WARM_ROUNDS; round++) {
  if (warm.kind === "plan") for (const events of eventsOf(warmUp, warm.plan)) replan(warmUp, warm.plan, events);
  planHandovers(warmUp);
}
console.log(`${cpus()[0]?.model ?? "unknown processor"}, Node ${process.version}`);
const sizes = (values.full === true ? FULL : SHORT).filter(({ name }) => values.only === undefined || name === values.only);
for (const size of sizes) {
  const ratios = Array.from({ length: seeds }, (_, index) => run(size, index + 1)).flat();
  console.log(`${size.name}: re-plan to the plan before: ${summary(ratios.map(({ ofPlan }) => ofPlan))}`);
  console.log(`${size.name}: with reasons: ${summary(ratios.map(({ ofPlanWithReasons }) => ofPlanWithReasons))}`);
  console.log(`${size.name}: re-plan to a plan made anew: ${summary(ratios.flatMap(({ ofNewPlan }) => (ofNewPlan === null ? [] : [ofNewPlan])))}`);
}
if (faults > 0) process.exitCode = 1;
