/** What the reader of a plan must know: assumptions, worst cases taken, breaches that are there already. */
import type { Caseload, Child } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import type { Option } from "../model/option";
import { remembered } from "../model/remembered";
import { limitOf } from "../rules/rule";
import { childrenHeld } from "../rules/cover-children";
import type { CoverWorkerOutcome, ParticipantOutcome, Statement } from "./plan";

type Participants = readonly Pick<ParticipantOutcome, "workerId" | "workloadPercentBefore" | "workloadPercentAfter">[];

/** Everything to be stated with a set of chosen options. */
export function statementsOf(
  options: readonly Option[],
  participants: Participants,
  coverWorkers: readonly CoverWorkerOutcome[],
  cohort: Cohort,
): readonly Statement[] {
  return [
    ...assumptions(cohort),
    ...worstCases(options, cohort),
    ...splitSiblings(cohort),
    ...familiesNotApart(cohort),
    ...asyeOverMaximum(cohort),
    ...coverOverCapacity(coverWorkers),
    ...workloadWarnings(participants, coverWorkers, cohort),
    ...filesNotReady(options),
  ];
}

function assumptions({ caseload }: Cohort): readonly Statement[] {
  const idle = `A child with no visit and no event due in the window counts as ${caseload.policy.idleShare / 10} % of its points.`;
  return [
    statement("assumption", null, [], "Assumes no new allocations to participants in the window."),
    statement("assumption", null, [], idle),
    statement("assumption", null, [], "All places in the band count the same, so the plan favours its lower edge."),
    ...(caseload.travel === null
      ? [statement("assumption", "travel-limit", [], "Travel is not considered: the caseload gives no travel times.")]
      : []),
  ];
}

/** Participants' families of which something is not known. */
const unknownsOf = remembered((_key: Caseload, { participants }) => {
  const children = participants.flatMap(({ units }) => units.flatMap((unit) => (unit.kind === "family" ? unit.children : [])));
  const familiesWith = (isUnknown: (child: Child) => boolean): readonly string[] => [...new Set(children.filter(isUnknown).map((child) => child.familyId))];
  return {
    lastVisit: familiesWith((child) => child.lastVisitOn === null),
    workerSince: familiesWith((child) => child.workerSince === null),
    changes: familiesWith((child) => child.changesOfWorkerOn === null),
  };
});

function worstCases(options: readonly Option[], cohort: Cohort): readonly Statement[] {
  const unknowns = unknownsOf(cohort.caseload, cohort);
  const moved = new Set(options.filter((option) => option.mode !== "stay").map((option) => option.unit.id));
  const state = (ids: readonly string[], fact: string, assumed: string): readonly Statement[] => {
    if (ids.length === 0) return [];
    const among = ids.filter((id) => moved.has(id)).length;
    const affected = among === 0 ? "" : ` (${among} handed over or co-worked)`;
    return [statement("worst-case", null, ids, `${fact} is not known for ${count(ids.length, "family", "families")}${affected}; ${assumed}.`)];
  };
  return [
    ...state(unknowns.lastVisit, "The last visit", "a visit is taken to be due at once"),
    ...state(unknowns.workerSince, "The start of the present worker", "the relationship is taken to be established"),
    ...state(
      unknowns.changes,
      "The number of changes of worker in twelve months",
      `${cohort.caseload.policy.unknownChanges} is taken`,
    ),
  ];
}

/** Workers who hold children of a family, by family, in the caseload's order of children. */
const holdersByFamily = remembered(({ children }: Caseload): ReadonlyMap<string, ReadonlySet<string>> => {
  const holders = new Map<string, Set<string>>();
  for (const { familyId, allocatedWorkerId } of children) {
    const known = holders.get(familyId);
    if (known === undefined) holders.set(familyId, new Set([allocatedWorkerId]));
    else known.add(allocatedWorkerId);
  }
  return holders;
});

function splitSiblings(cohort: Cohort): readonly Statement[] {
  const { caseload } = cohort;
  const participants = new Set(caseload.participants.map((participant) => participant.workerId));
  const ids = [...holdersByFamily(caseload, cohort)]
    .filter(([, workers]) => workers.size > 1 && [...workers].some((id) => participants.has(id)))
    .map(([familyId]) => familyId);
  if (ids.length === 0) return [];
  const sentence = `${count(ids.length, "family has", "families have")} children under more than one worker; each worker's children move whole.`;
  return [statement("existing-breach", "family-moves-whole", ids, sentence)];
}

function familiesNotApart(cohort: Cohort): readonly Statement[] {
  const holders = holdersByFamily(cohort.caseload, cohort);
  return cohort.caseload.keepApart.flatMap(([a, b]) => {
    const shared = [...(holders.get(a) ?? [])].find((id) => holders.get(b)?.has(id) === true);
    if (shared === undefined) return [];
    return [statement("existing-breach", "keep-apart", [a, b], `${a} and ${b} are to be kept apart and are both with ${shared} now.`)];
  });
}

function asyeOverMaximum(cohort: Cohort): readonly Statement[] {
  if (cohort.caseload.policy.rules["asye-maximum"].mode === "off") return [];
  const most = limitOf("asye-maximum", cohort);
  return [...cohort.participants.map(({ worker }) => worker), ...cohort.coverWorkers]
    .filter((worker) => worker.grade === cohort.caseload.policy.asyeGrade && childrenHeld(worker, cohort) > most)
    .map(({ id }) => statement("existing-breach", "asye-maximum", [id], `${id} is newly qualified and holds more than ${most} children already.`));
}

function coverOverCapacity(coverWorkers: readonly CoverWorkerOutcome[]): readonly Statement[] {
  return coverWorkers
    .filter(({ peakWorkloadPercentBefore }) => peakWorkloadPercentBefore !== null && peakWorkloadPercentBefore > 100)
    .map(({ workerId, peakWorkloadPercentBefore }) =>
      statement(
        "existing-breach",
        "cover-capacity",
        [workerId],
        `${workerId} is at ${peakWorkloadPercentBefore} % of capacity on its busiest day already; nothing is added on such days.`,
      ),
    );
}

/** Rule 11: warn above 100 %, escalate above the limit. */
function workloadWarnings(participants: Participants, coverWorkers: readonly CoverWorkerOutcome[], cohort: Cohort): readonly Statement[] {
  if (cohort.caseload.policy.rules["workload-warning"].mode === "off") return [];
  const escalateAbove = limitOf("workload-warning", cohort);
  const after = [
    ...participants.map(({ workerId, workloadPercentAfter }) => ({ workerId, percent: workloadPercentAfter })),
    ...coverWorkers.map(({ workerId, peakWorkloadPercentAfter }) => ({ workerId, percent: peakWorkloadPercentAfter })),
  ];
  const unknown = participants.filter(({ workloadPercentBefore }) => workloadPercentBefore === null).map(({ workerId }) => workerId);
  return [
    ...after.flatMap(({ workerId, percent }) => {
      if (percent === null || percent <= 100) return [];
      const kind = percent > escalateAbove ? "escalation" : "warning";
      return [statement(kind, "workload-warning", [workerId], `${workerId} stands at ${percent} % of capacity with this plan.`)];
    }),
    ...(unknown.length === 0
      ? []
      : [statement("warning", "workload-warning", unknown, `Capacity is not known, or nil, for ${count(unknown.length, "participant", "participants")}: no workload percentage.`)]),
  ];
}

/** Rule 25, a flag on what moves. */
function filesNotReady(options: readonly Option[]): readonly Statement[] {
  const ids = options.filter((option) => !option.isFileReady).map((option) => option.unit.id);
  if (ids.length === 0) return [];
  const sentence = `${count(ids.length, "family", "families")} to be handed over: the file is not ready (recent assessment, chronology, child seen).`;
  return [statement("warning", "file-ready", ids, sentence)];
}

function statement(kind: Statement["kind"], rule: Statement["rule"], ids: readonly string[], sentence: string): Statement {
  return { kind, rule, ids: [...ids].sort(), sentence };
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
