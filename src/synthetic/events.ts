/**
 * What is in the diary from today until some weeks after the programme: review conferences with the core
 * groups that follow them, looked-after reviews, child-in-need meetings, hearings, placement moves,
 * returns home, eighteenth birthdays.
 */
import type { Day } from "../base/calendar";
import type { EventDocument } from "../model/caseload-document";
import { iso, type CouncilFrame } from "./council-frame";
import type { Holding } from "./families";
import type { Random } from "./random";

const SIX_MONTHS = 182;
const THREE_MONTHS = 91;
const FOUR_WEEKS = 28;
const SIX_WEEKS = 42;
/** A core group meets within ten working days of the conference. */
const CORE_GROUP_WORKING_DAYS = 10;

/** The events of one family, in the order of their dates. */
export function drawEvents(frame: CouncilFrame, holding: Holding, firstHearingOn: string | undefined): EventDocument[] {
  const { family, kind, children } = holding;
  const random = frame.draw("events", family.id);
  const drawn = [
    ...(kind === "protection-plan" ? conferences(frame, family.id, random) : []),
    ...(kind === "child-in-need" ? meetings(frame, family.id, "child-in-need-meeting", SIX_WEEKS, random) : []),
    ...(kind === "looked-after" ? lookedAfterEvents(frame, holding, random) : []),
    ...(children.some((child) => child.circumstances.includes("care-proceedings")) ? hearings(frame, family.id, firstHearingOn, random) : []),
  ];
  const kept = drawn.filter((event, index) => event.id !== undefined || event.follows != null || frame.happens("events", `${family.id}/${index}`));
  return kept.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Six-monthly review conference, monthly core groups, and the core group that the conference leads to. */
function conferences(frame: CouncilFrame, familyId: string, random: Random): EventDocument[] {
  const events = meetings(frame, familyId, "core-group", FOUR_WEEKS, random);
  const date = frame.workingDay(frame.asOf + random.below(SIX_MONTHS));
  if (date > frame.horizon || !frame.happens("events", `${familyId}/conference`)) return events;
  const id = frame.id("E");
  const follows: EventDocument = {
    familyId,
    kind: "core-group",
    date: iso(frame.calendar.step(date, random.between(5, CORE_GROUP_WORKING_DAYS))),
    follows: id,
  };
  return [...events, { id, familyId, kind: "conference", date: iso(date) }, follows];
}

function meetings(frame: CouncilFrame, familyId: string, kind: string, everyDays: number, random: Random): EventDocument[] {
  const events: EventDocument[] = [];
  for (let day = frame.asOf + random.below(everyDays); day <= frame.horizon; day += everyDays) {
    events.push({ familyId, kind, date: iso(frame.workingDay(day)) });
  }
  return events;
}

function lookedAfterEvents(frame: CouncilFrame, { family, children }: Holding, random: Random): EventDocument[] {
  const lookedAfter = children.filter((child) => child.status === "looked-after");
  const isUnsettled = lookedAfter.some((child) => child.circumstances.includes("unsettled"));
  // Siblings are reviewed together when all of them are looked after.
  const together = lookedAfter.length === children.length && random.chance(800);
  const review = within(frame, random, isUnsettled ? THREE_MONTHS : SIX_MONTHS);
  const events = [
    ...(together ? occasion(frame, family.id, undefined, "review", review) : []),
    ...lookedAfter.flatMap((child) => [
      ...(together ? [] : occasion(frame, family.id, child.id, "review", within(frame, random, SIX_MONTHS))),
      ...(isUnsettled && random.chance(150) ? occasion(frame, family.id, child.id, "placement-move", within(frame, random, SIX_MONTHS)) : []),
      ...(random.chance(20) ? occasion(frame, family.id, child.id, "return-home", within(frame, random, SIX_MONTHS)) : []),
      ...(random.chance(45) ? occasion(frame, family.id, child.id, "eighteenth-birthday", frame.asOf + random.below(SIX_MONTHS)) : []),
    ]),
  ];
  return events;
}

/** The first case-management hearing when it is still to come, and about one more in the half year of proceedings. */
function hearings(frame: CouncilFrame, familyId: string, firstHearingOn: string | undefined, random: Random): EventDocument[] {
  const isAhead = firstHearingOn !== undefined && firstHearingOn >= iso(frame.asOf);
  return [
    ...(isAhead ? [{ familyId, kind: "hearing", date: firstHearingOn }] : []),
    ...(random.chance(isAhead ? 400 : 800) ? occasion(frame, familyId, undefined, "hearing", within(frame, random, SIX_MONTHS)) : []),
  ];
}

function within(frame: CouncilFrame, random: Random, days: number): Day {
  return frame.workingDay(frame.asOf + random.below(days));
}

function occasion(frame: CouncilFrame, familyId: string, childId: string | undefined, kind: string, day: Day): EventDocument[] {
  return day > frame.horizon ? [] : [{ familyId, childId, kind, date: iso(day) }];
}
