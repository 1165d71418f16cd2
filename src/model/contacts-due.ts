/**
 * When a child is due to be seen. Visits fall due at most their interval of working days apart, from
 * the last visit on; an overdue visit is due on `asOf`. Events at which the worker meets the family are
 * contacts too.
 */
import type { Day } from "../base/calendar";
import { invariant } from "../base/invariant";
import type { CaseEvent, Caseload, Child } from "./caseload";
import { LONGEST_LOOK_BACK_DAYS, type Cohort, type Unit } from "./cohort";
import { weightingRowOf } from "./points";
import type { EventType } from "./policy";
import { remembered } from "./remembered";

/** Contacts in a stretch of days. */
export interface ContactsDue {
  readonly visits: number;
  readonly events: number;
  /** True when the last visit is not known, so that a visit is taken to be due on the first day. */
  readonly isWorstCase: boolean;
}

/** What is due for a child on days d with from ≤ d < until, while its case is open. */
export function contactsDue(child: Child, from: Day, until: Day, cohort: Cohort): ContactsDue {
  const close = Math.min(until, child.closesOn ?? until);
  const open = Math.max(from, cohort.openedOn(child.id));
  const interval = visitInterval(child, cohort);
  const isWorstCase = interval !== null && child.lastVisitOn === null;
  return {
    visits: interval === null || close <= open ? 0 : countVisits(child, interval, open, close, cohort),
    events: eventsOfChild(child, cohort).filter(
      (event) => event.date >= open && event.date < close && eventType(event.kind, cohort).isContact,
    ).length,
    isWorstCase,
  };
}

/** A child with no visit and no event of any kind in the programme window. */
export const isIdle = remembered((child: Child, cohort): boolean => {
  const { start, end } = cohort;
  return (
    contactsDue(child, start, end + 1, cohort).visits === 0 &&
    !eventsOfChild(child, cohort).some((event) => event.date >= start && event.date <= end)
  );
});

/** Visits that whoever works with the unit makes in a stretch of days: siblings are seen together. */
export function unitVisits(unit: Unit, from: Day, until: Day, cohort: Cohort): number {
  if (unit.kind === "family") {
    return unit.children.reduce((most, child) => Math.max(most, contactsDue(child, from, until, cohort).visits), 0);
  }
  return 0;
}

/** Supervision sessions due on days d with from ≤ d < until. */
export function sessionsDue(unit: Unit & { readonly kind: "supervision" }, from: Day, until: Day, cohort: Cohort): number {
  return countDue(unit.item.lastSessionOn, unit.item.intervalWorkingDays, from, until, cohort);
}

/** What the policy says of a kind of event. */
export function eventType(kind: string, cohort: Cohort): EventType {
  const type = typesByKind(cohort.caseload, cohort).get(kind);
  invariant(type !== undefined, "a checked caseload has a type for every event");
  return type;
}

const typesByKind = remembered(({ policy }: Caseload): ReadonlyMap<string, EventType> => new Map(policy.eventTypes.map((type) => [type.kind, type])));

/** Events of the child itself and of its whole family. */
export const eventsOfChild = remembered(
  (child: Child, cohort): readonly CaseEvent[] => cohort.eventsOf(child.familyId).filter((event) => event.childId === null || event.childId === child.id),
);

const visitInterval = remembered(
  (child: Child, { caseload }): number | null => child.visitIntervalWorkingDays ?? weightingRowOf(child, caseload.weightingScheme)?.visitIntervalWorkingDays ?? null,
);

function countVisits(child: Child, interval: number, from: Day, until: Day, cohort: Cohort): number {
  return countDue(child.lastVisitOn, interval, from, until, cohort);
}

function countDue(lastOn: Day | null, interval: number, from: Day, until: Day, cohort: Cohort): number {
  let due = lastOn === null ? from : firstDue(lastOn, interval, cohort);
  let count = 0;
  while (due < until) {
    if (due >= from) count++;
    due = cohort.calendar.step(due, interval);
  }
  return count;
}

function firstDue(lastOn: Day, interval: number, { calendar, caseload }: Cohort): Day {
  if (lastOn <= caseload.asOf - LONGEST_LOOK_BACK_DAYS / 2) return calendar.step(caseload.asOf, 0);
  return Math.max(calendar.step(lastOn, interval), calendar.step(caseload.asOf, 0));
}
