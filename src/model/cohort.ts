/**
 * One cohort, ready to be asked about: the window in working days, the units of movement of every
 * participant, and what each worker and family has, looked up by id. Nothing is decided here.
 */
import { given, isRecord } from "../base/given";
import { WorkingCalendar, type Day } from "../base/calendar";
import { groupBy } from "../base/group-by";
import { invariant } from "../base/invariant";
import type { CaseEvent, Caseload, Child, Family, Participant, RecordedException, SupervisionItem, Worker } from "./caseload";
import type { PublishedDecision } from "./in-progress";

/** The children of one family held by one participant: they move whole. */
export interface FamilyUnit {
  readonly kind: "family";
  readonly id: string;
  /** 0, unless a recorded exception splits the family: then the group's index. */
  readonly part: number;
  readonly worker: Worker;
  readonly family: Family;
  readonly children: readonly Child[];
}

/** A piece of supervision held by a team manager. */
export interface SupervisionUnit {
  readonly kind: "supervision";
  readonly id: string;
  readonly part: 0;
  readonly worker: Worker;
  readonly item: SupervisionItem;
}

export type Unit = FamilyUnit | SupervisionUnit;

/** A participant with the units it holds, in the caseload's order. */
export interface CohortParticipant {
  readonly worker: Worker;
  readonly settings: Participant;
  readonly units: readonly Unit[];
}

export interface Cohort {
  readonly caseload: Caseload;
  readonly calendar: WorkingCalendar;
  /** `asOf`, or the day of the re-plan when a plan is in progress: what lies before it cannot be changed. */
  readonly today: Day;
  /** First and last day of the programme window. */
  readonly start: Day;
  readonly end: Day;
  /** Working days of the window; at least 1. */
  readonly workingDays: number;
  /** First day on which a takeover could lie, and the day after the last possible hand-back. */
  readonly horizonStart: Day;
  readonly horizonEnd: Day;
  readonly participants: readonly CohortParticipant[];
  readonly coverWorkers: readonly Worker[];
  /** Everything a worker holds, participant or not. */
  readonly unitsHeldBy: (workerId: string) => readonly Unit[];
  readonly family: (familyId: string) => Family;
  readonly worker: (workerId: string) => Worker;
  readonly eventsOf: (familyId: string) => readonly CaseEvent[];
  readonly isCoWorker: (familyId: string, workerId: string) => boolean;
  readonly isEarlierWorker: (familyId: string, workerId: string) => boolean;
  readonly hasConflict: (familyId: string, workerId: string) => boolean;
  readonly exceptionsOf: (familyId: string) => readonly RecordedException[];
  /** Families that must not share a worker with this one. */
  readonly apartFrom: (familyId: string) => readonly string[];
  /** One way; null when travel is not considered. */
  readonly minutesBetween: (area: string, otherArea: string) => number | null;
  /** What was published of a unit that moves or moved; null for one that stays, and when no plan is in progress. */
  readonly publishedOf: (unit: Unit) => PublishedDecision | null;
  /** First day of the child's case; −Infinity for one that was open before the plan was made. */
  readonly openedOn: (childId: string) => Day;
}

/** Days before `asOf` that the calendar reaches: a visit longer ago is overdue whatever its interval. */
export const LONGEST_LOOK_BACK_DAYS = 800;

/** Days after the window that the calendar reaches. */
const LOOK_AHEAD_DAYS = 800;

/**
 * Prepares a caseload for planning.
 * @throws TypeError when it is none, such as a document that was not parsed
 */
export function describeCohort(caseload: Caseload): Cohort {
  given(isRecord(caseload) && typeof caseload.digest === "string", "This is no caseload: only parseCaseload and parseCaseloadText make one, in the value of a result whose kind is ok.");
  const { programme, policy } = caseload;
  const start = programme.startDate;
  const end = start + 7 * programme.weeks - 1;
  const calendar = new WorkingCalendar(
    Math.min(caseload.asOf, start) - LONGEST_LOOK_BACK_DAYS,
    Math.max(caseload.asOf, end) + LOOK_AHEAD_DAYS,
    programme.nonWorkingDays,
  );
  const workingDays = calendar.count(start, end + 1);
  invariant(workingDays > 0, "the programme window has a working day");
  const lookUps = indexCaseload(caseload);
  return {
    caseload,
    calendar,
    today: caseload.inProgress?.today ?? caseload.asOf,
    start,
    end,
    workingDays,
    horizonStart: calendar.step(start, -policy.takeoverDaysBefore),
    horizonEnd: calendar.step(end, policy.handBackDaysAfter) + 1,
    participants: caseload.participants.map((settings) => ({
      worker: lookUps.worker(settings.workerId),
      settings,
      units: lookUps.unitsHeldBy(settings.workerId),
    })),
    coverWorkers: caseload.coverWorkerIds.map(lookUps.worker),
    ...lookUps,
  };
}

function indexCaseload(caseload: Caseload) {
  const workers = new Map(caseload.workers.map((worker) => [worker.id, worker]));
  const families = new Map(caseload.families.map((family) => [family.id, family]));
  const worker = (id: string): Worker => found(workers.get(id), id);
  const family = (id: string): Family => found(families.get(id), id);
  const children = groupBy(caseload.children, (child) => child.allocatedWorkerId);
  const supervision = groupBy(caseload.supervision, (item) => item.managerId);
  const units = new Map<string, readonly Unit[]>();
  const listUnits = (id: string): readonly Unit[] => [
    ...familyUnits(worker(id), children.get(id) ?? [], caseload.exceptions, family),
    ...(supervision.get(id) ?? []).map((item): SupervisionUnit => ({ kind: "supervision", id: item.id, part: 0, worker: worker(id), item })),
  ];
  const events = groupBy(caseload.events, (event) => event.familyId);
  const exceptions = groupBy(caseload.exceptions, (exception) => exception.familyId);
  const apart = groupBy(
    caseload.keepApart.flatMap(([a, b]) => [{ of: a, from: b }, { of: b, from: a }]),
    (pair) => pair.of,
  );
  const published = groupBy(caseload.inProgress?.decisions ?? [], (decision) => decision.id);
  const opened = new Map(caseload.inProgress?.opened.map(({ childId, on }) => [childId, on]));
  const areaIndex = new Map(caseload.travel?.areas.map((area, index) => [area, index]));
  return {
    worker,
    family,
    unitsHeldBy: (workerId: string): readonly Unit[] => {
      const known = units.get(workerId) ?? listUnits(workerId);
      units.set(workerId, known);
      return known;
    },
    eventsOf: (familyId: string): readonly CaseEvent[] => events.get(familyId) ?? [],
    exceptionsOf: (familyId: string): readonly RecordedException[] => exceptions.get(familyId) ?? [],
    apartFrom: (familyId: string): readonly string[] => (apart.get(familyId) ?? []).map((pair) => pair.from),
    isCoWorker: pairLookUp(caseload.coWork),
    isEarlierWorker: pairLookUp(caseload.pastInvolvements),
    hasConflict: pairLookUp(caseload.conflicts),
    minutesBetween: (area: string, otherArea: string): number | null =>
      caseload.travel?.minutes[areaIndex.get(area) ?? -1]?.[areaIndex.get(otherArea) ?? -1] ?? null,
    publishedOf: (unit: Unit): PublishedDecision | null => (published.get(unit.id) ?? []).find((decision) => isAbout(decision, unit)) ?? null,
    openedOn: (childId: string): Day => opened.get(childId) ?? -Infinity,
  };
}

/** By its children where it names them; of a family that is not split they need no naming, and may have become more. */
function isAbout(decision: PublishedDecision, unit: Unit): boolean {
  if (decision.kind !== unit.kind || decision.participantId !== unit.worker.id) return false;
  if (unit.kind === "supervision" || decision.childIds.length === 0) return true;
  return unit.children.some(({ id }) => decision.childIds.includes(id));
}

/** The children of each family that a worker holds, or of each group where a recorded exception splits the family. */
function familyUnits(worker: Worker, children: readonly Child[], exceptions: readonly RecordedException[], family: (id: string) => Family): readonly FamilyUnit[] {
  return [...groupBy(children, (child) => child.familyId)].flatMap(([familyId, held]) => {
    const split = exceptions.find((exception) => exception.kind === "split-family" && exception.familyId === familyId && exception.workerId === worker.id);
    const groups = split?.kind === "split-family" ? split.groups : [held.map((child) => child.id)];
    return groups.map((group, part): FamilyUnit => ({
      kind: "family",
      id: familyId,
      part,
      worker,
      family: family(familyId),
      children: held.filter((child) => group.includes(child.id)),
    }));
  });
}

function pairLookUp(
  pairs: readonly { readonly familyId: string; readonly workerId: string }[],
): (familyId: string, workerId: string) => boolean {
  const known = groupBy(pairs, (pair) => pair.familyId);
  return (familyId, workerId) => (known.get(familyId) ?? []).some((pair) => pair.workerId === workerId);
}

function found<T>(value: T | undefined, id: string): T {
  invariant(value !== undefined, `a checked caseload knows every id it uses, ${id} too`);
  return value;
}
