import type { CaseloadDocument } from "../../../src/generate";

/** Figures of one generated caseload, to hold against the published ones. */
export interface Figures {
  readonly children: number;
  readonly childrenOfParticipants: number;
  readonly socialWorkers: number;
  readonly managers: number;
  /** Cover team left out. */
  readonly casesAWorker: number;
  readonly casesAFullTimeWorker: number;
  readonly shareOfWorkersAbove20: number;
  readonly mostCases: number;
  readonly childrenAFamily: number;
  readonly largestFamily: number;
  readonly shareOfFamiliesSplit: number;
  readonly shareOfStatus: (status: string) => number;
  readonly shareOfAgencyWorkers: number;
  /** Looked-after children who changed worker in the last twelve months, of those whose history is known. */
  readonly shareOfLookedAfterWhoChangedWorker: number;
}

export function figuresOf(document: CaseloadDocument): Figures {
  const { children, workers, cohort } = document;
  const cover = new Set(cohort.coverWorkerIds);
  const participants = new Set(cohort.participants.map((participant) => participant.workerId));
  const socialWorkers = workers.filter((worker) => worker.role === "social-worker" && !cover.has(worker.id));
  const held = countBy(children.map((child) => child.allocatedWorkerId));
  const cases = socialWorkers.map((worker) => held.get(worker.id) ?? 0);
  const families = countBy(children.map((child) => child.familyId));
  const units = countBy(new Set(children.map((child) => `${child.familyId} ${child.allocatedWorkerId}`)), (unit) => unit.split(" ")[0]!);
  const known = children.filter((child) => child.status === "looked-after" && child.changesOfWorkerOn != null);
  const lastYear = new Date(Date.parse(document.asOf) - 365 * 86_400_000).toISOString().slice(0, 10);
  return {
    children: children.length,
    childrenOfParticipants: children.filter((child) => participants.has(child.allocatedWorkerId)).length,
    socialWorkers: socialWorkers.length,
    managers: workers.filter((worker) => worker.role === "team-manager").length,
    casesAWorker: sum(cases) / cases.length,
    casesAFullTimeWorker: sum(cases) / sum(socialWorkers.map((worker) => worker.fte)),
    shareOfWorkersAbove20: cases.filter((count) => count > 20).length / cases.length,
    mostCases: Math.max(...cases),
    childrenAFamily: children.length / families.size,
    largestFamily: Math.max(...families.values()),
    shareOfFamiliesSplit: [...units.values()].filter((count) => count > 1).length / families.size,
    shareOfStatus: (status) => children.filter((child) => child.status === status).length / children.length,
    shareOfAgencyWorkers: socialWorkers.filter((worker) => worker.employment === "agency").length / socialWorkers.length,
    shareOfLookedAfterWhoChangedWorker: known.filter((child) => child.changesOfWorkerOn!.some((day) => day > lastYear)).length / known.length,
  };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function countBy(items: Iterable<string>, keyOf: (item: string) => string = (item) => item): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
