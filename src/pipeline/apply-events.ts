/** Events → the caseload of the day: what has become known, and the previous plan as the plan in progress. */
import { formatDay, parseDay } from "../base/calendar";
import type { Issue } from "../base/issue";
import type { Result } from "../base/result";
import type { ParsedEvents } from "../input/events-schema";
import { parseCaseload } from "../input/parse-caseload";
import { toDocument } from "../input/to-document";
import type { Caseload, Child } from "../model/caseload";
import type { CaseloadDocument, InProgressDocument } from "../model/caseload-document";
import { floorDivide } from "../base/units";
import type { Cohort } from "../model/cohort";
import { childPoints } from "../model/points";
import { reliefPenalty, reliefTarget } from "../network/targets";
import type { Plan } from "../plan/plan";

/** The caseload on the day of the events, and the document it was read from. */
export interface CaseloadOfTheDay {
  readonly caseload: Caseload;
  readonly document: CaseloadDocument;
}

type Event = ParsedEvents["events"][number];

/**
 * Takes events in one after another, with pauses; every one that names what the caseload does not know is an issue.
 * @param tolerancePerMille by how much of its base a participant may fall short more than before, and still have what it had
 */
export function* applyEvents(events: ParsedEvents, previous: Plan, tolerancePerMille: number, cohort: Cohort): Generator<null, Result<CaseloadOfTheDay>> {
  const before = cohort.caseload.inProgress;
  const folding = new Folding(
    toDocument(cohort.caseload),
    {
      asOf: events.asOf,
      decisions: previous.decisions.map(({ kind, id, participantId, childIds, mode, coverWorkerId, companionId, takeoverDate, handBackDate, earlier }) => ({
        kind, id, participantId, childIds, mode, coverWorkerId, companionId, takeoverDate, handBackDate, earlier: earlier ?? [],
      })),
      given: givenBy(previous, tolerancePerMille, cohort),
      opened: before === null ? [] : before.opened.map(({ childId, on }) => ({ childId, on: formatDay(on) })),
      weighed: before === null ? [] : before.weighed.map(({ childId, until, points }) => ({ childId, until: formatDay(until), points: points / 100 })),
    },
    cohort.caseload,
  );
  yield null;
  const issues = [...dayIssues(events, cohort), ...events.events.flatMap((event, index) => folding.take(event, `/events/${index}`))];
  if (issues.length > 0) return { kind: "error", issues, issueCount: issues.length };
  const document = folding.document();
  yield null;
  const parsed = parseCaseload(document);
  if (parsed.kind === "error") return { ...parsed, issues: parsed.issues.map((issue) => ({ ...issue, path: `/caseload${issue.path}` })) };
  return { kind: "ok", value: { caseload: parsed.value, document }, issues: [] };
}

/** What the plan leaves every participant in the relief goal, and the tolerance beyond. */
function givenBy(plan: Plan, tolerancePerMille: number, cohort: Cohort): NonNullable<InProgressDocument["given"]> {
  return cohort.participants.map((participant) => {
    const { id } = participant.worker;
    const target = reliefTarget(participant, cohort);
    const relief = Math.round(plan.participants.find(({ workerId }) => workerId === id)!.reliefPoints * 100);
    const least = Math.min(relief, target.upper) - floorDivide(target.base * tolerancePerMille, 1000);
    return { participantId: id, reliefPenalty: target.base === 0 ? 0 : Math.max(reliefPenalty(relief, target), reliefPenalty(Math.min(least, target.lower), target)) };
  });
}

function dayIssues({ asOf }: ParsedEvents, { today, end }: Cohort): readonly Issue[] {
  const day = parseDay(asOf)!;
  if (day >= today && day <= end) return [];
  const message = `The events are as of ${asOf}; the plan is from ${formatDay(today)} and its programme ends on ${formatDay(end)}.`;
  return [{ code: "contradiction", severity: "error", path: "/asOf", message, fix: "Give the day of the re-plan, between the two." }];
}

/** A caseload document with events folded in. */
class Folding {
  #document: CaseloadDocument;
  #inProgress: InProgressDocument;
  readonly #children: Map<string, Pick<Child, "points" | "status" | "circumstances">>;

  constructor(document: CaseloadDocument, inProgress: InProgressDocument, readonly caseload: Caseload) {
    this.#document = document;
    this.#inProgress = inProgress;
    this.#children = new Map(caseload.children.map((child) => [child.id, child]));
  }

  document(): CaseloadDocument {
    return { ...this.#document, inProgress: this.#inProgress };
  }

  /** The problems of an event; none when it was taken in. */
  take(event: Event, path: string): readonly Issue[] {
    switch (event.kind) {
      case "worker-off":
        return this.#changeWorker(event.workerId, path, (worker) => ({ ...worker, leave: [...(worker.leave ?? []), { from: event.from, to: event.to }] }));
      case "worker-leaves":
        return this.#changeWorker(event.workerId, path, (worker) => ({ ...worker, contractEndsOn: event.lastDay }));
      case "child-steps-up":
        return this.#stepUp(event, path);
      case "family-closes":
        return this.#close(event, path);
      case "new-family":
        return this.#open(event, path);
      case "date-moves":
        return this.#moveDate(event, path);
    }
  }

  #changeWorker(id: string, path: string, change: (worker: CaseloadDocument["workers"][number]) => CaseloadDocument["workers"][number]): readonly Issue[] {
    const { workers } = this.#document;
    if (!workers.some((worker) => worker.id === id)) return [unknown(`${path}/workerId`, id, "workers")];
    this.#document = { ...this.#document, workers: workers.map((worker) => (worker.id === id ? change(worker) : worker)) };
    return [];
  }

  /** The points of before count until the day. */
  #stepUp({ childId, on, status, circumstances, points, visitIntervalWorkingDays }: Event & { kind: "child-steps-up" }, path: string): readonly Issue[] {
    const child = this.#children.get(childId);
    if (child === undefined) return [unknown(`${path}/childId`, childId, "children")];
    const weight = childPoints(child, this.caseload.weightingScheme);
    const given = circumstances ?? child.circumstances;
    this.#children.set(childId, { ...child, status, circumstances: given, points: points === null ? null : Math.round(points * 100) });
    this.#document = {
      ...this.#document,
      children: this.#document.children.map((row) => (row.id === childId ? { ...row, status, circumstances: given, points, visitIntervalWorkingDays } : row)),
    };
    if (weight !== null) this.#inProgress = { ...this.#inProgress, weighed: [...(this.#inProgress.weighed ?? []), { childId, until: on, points: weight / 100 }] };
    return [];
  }

  #close({ familyId, on }: Event & { kind: "family-closes" }, path: string): readonly Issue[] {
    if (!this.#document.families.some(({ id }) => id === familyId)) return [unknown(`${path}/familyId`, familyId, "families")];
    this.#document = { ...this.#document, children: this.#document.children.map((row) => (row.familyId === familyId ? { ...row, closesOn: on, stepsDownOn: null } : row)) };
    return [];
  }

  #open({ on, family, children, events }: Event & { kind: "new-family" }, path: string): readonly Issue[] {
    const others = children.flatMap(({ familyId }, index) => (familyId === family.id ? [] : [otherFamily(`${path}/children/${index}/familyId`, familyId, family.id)]));
    if (others.length > 0) return others;
    for (const { id, status, circumstances = [], points } of children) if (!this.#children.has(id)) this.#children.set(id, { status, circumstances, points: points == null ? null : Math.round(points * 100) });
    const { families, children: rows, events: known = [] } = this.#document;
    this.#document = { ...this.#document, families: [...families, family], children: [...rows, ...children], events: [...known, ...events] };
    this.#inProgress = { ...this.#inProgress, opened: [...(this.#inProgress.opened ?? []), ...children.map(({ id }) => ({ childId: id, on }))] };
    return [];
  }

  #moveDate({ familyId, childId, eventKind, from, to }: Event & { kind: "date-moves" }, path: string): readonly Issue[] {
    const { events = [] } = this.#document;
    const at = from === null ? -1 : events.findIndex((row) => row.familyId === familyId && (row.childId ?? null) === childId && row.kind === eventKind && row.date === from);
    if (from !== null && at < 0) {
      return [{ code: "unknown-reference", severity: "error", path: `${path}/from`, message: `The caseload has no ${eventKind} of "${familyId}" on ${from}.`, fix: "Give the date the caseload has, or null for one it does not have." }];
    }
    const moved = to === null ? [] : [from === null ? { familyId, childId, kind: eventKind, date: to } : { ...events[at]!, date: to }];
    this.#document = { ...this.#document, events: [...events.filter((_, index) => index !== at), ...moved] };
    return [];
  }
}

function otherFamily(path: string, familyId: string, newId: string): Issue {
  return { code: "contradiction", severity: "error", path, message: `A child of the new family "${newId}" names the family "${familyId}".`, fix: "Give the new family's id, or leave the child out." };
}

function unknown(path: string, id: string, list: string): Issue {
  return { code: "unknown-reference", severity: "error", path, message: `The event refers to "${id}", which is not in ${list}.`, fix: "Correct the id." };
}
