import { formatDay, type Day } from "../base/calendar";
import type { CaseEvent } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import { eventsOfChild, eventType } from "../model/contacts-due";
import type { EventType } from "../model/policy";
import type { DayRule } from "./rule";

/** No period of at most 120 working days reaches farther, whatever the holidays; the calendar need not either. */
const FARTHEST_DAYS = 366;

/** Rule 17: no handover near a hearing, conference or review. */
export const keyEvent: DayRule = protectedPeriod("key-event");

/** Rule 18: no handover near a placement move, return home or 18th birthday. */
export const lifeEvent: DayRule = protectedPeriod("life-event");

/**
 * The day of a natural point, such as a core group, is free of the period after the one conference it
 * follows up; every other period still holds on it.
 */
function protectedPeriod(guard: EventType["guardedBy"]): DayRule {
  return {
    id: guard,
    bindsCompanion: false,
    refuse: (day, _side, { unit, mode }, cohort) => {
      if (unit.kind !== "family" || mode !== "handover") return null;
      if (cohort.exceptionsOf(unit.id).some((exception) => exception.kind === "move-in-protected-period")) return null;
      for (const child of unit.children) {
        const events = eventsOfChild(child, cohort);
        const event = events.find((candidate) => isProtected(day, candidate, guard, events, cohort));
        if (event !== undefined) {
          return `${formatDay(day)} is too near the ${event.kind} of ${unit.id} on ${formatDay(event.date)}.`;
        }
      }
      return null;
    },
  };
}

function isProtected(
  day: Day,
  event: CaseEvent,
  guard: EventType["guardedBy"],
  events: readonly CaseEvent[],
  cohort: Cohort,
): boolean {
  const type = eventType(event.kind, cohort);
  if (type.protection !== "protected" || type.guardedBy !== guard) return false;
  if (Math.abs(event.date - day) > FARTHEST_DAYS) return false;
  if (day <= event.date) return cohort.calendar.count(day, event.date) <= type.workingDaysBefore;
  // Counted from the day after, so that an event at a weekend protects no longer than one on a working day.
  if (cohort.calendar.count(event.date + 1, day + 1) > type.workingDaysAfter) return false;
  return !events.some((other) => other.date === day && isNaturalAfter(other, event, cohort));
}

function isNaturalAfter(meeting: CaseEvent, conference: CaseEvent, cohort: Cohort): boolean {
  return (
    conference.id !== null &&
    meeting.follows === conference.id &&
    eventType(meeting.kind, cohort).protection === "natural"
  );
}
