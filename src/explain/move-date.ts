/**
 * Other dates for an event that protects a family: what a council can do about a review or a hearing, where "without it" is not to be had. Days on which
 * people meet, the nearest first and of two as near the earlier, since visits and reviews may be held sooner but not later than they are due.
 */
import type { Day } from "../base/calendar";
import type { CaseEvent, Caseload } from "../model/caseload";
import { describeCohort } from "../model/cohort";
import { eventType } from "../model/contacts-due";
import { choicesOf } from "../network/choices";

/** Working days after today up to the first that protects no day of the programme; none for what nobody sets a date for, such as a birthday. */
export function otherDates(event: CaseEvent, caseload: Caseload): readonly Day[] {
  const cohort = describeCohort(caseload);
  const { guardedBy, workingDaysBefore } = eventType(event.kind, cohort);
  if (guardedBy !== "key-event") return [];
  const { calendar, today, horizonEnd } = cohort;
  const last = calendar.step(horizonEnd, workingDaysBefore + 1);
  const days: Day[] = [];
  for (let day = calendar.step(today + 1, 0); day <= last; day = calendar.step(day + 1, 0)) if (day !== event.date) days.push(day);
  return days.sort((a, b) => Math.abs(a - event.date) - Math.abs(b - event.date) || a - b);
}

/** The caseload with the event on another day. */
export function withDate(caseload: Caseload, event: CaseEvent, date: Day): Caseload {
  return { ...caseload, events: caseload.events.map((other) => (isSameEvent(other, event) ? { ...other, date } : other)) };
}

/** The same row, whatever caseload it is read from. */
export function isSameEvent(a: CaseEvent, b: CaseEvent): boolean {
  return a.id === b.id && a.familyId === b.familyId && a.childId === b.childId && a.kind === b.kind && a.date === b.date;
}

/** How many ways a family has, over all who hold some of it: a date that adds none opens nothing. */
export function waysOf(familyId: string, caseload: Caseload): number {
  const cohort = describeCohort(caseload);
  const units = cohort.participants.flatMap((participant) => participant.units.filter(({ kind, id }) => kind === "family" && id === familyId));
  return units.reduce((sum, unit) => sum + choicesOf(unit, cohort).options.length, 0);
}
