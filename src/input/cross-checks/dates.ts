import { formatDay, parseDay, weekday, WorkingCalendar, type Day } from "../../base/calendar";
import { BANK_HOLIDAY_YEARS, englandBankHolidays } from "../../model/england-bank-holidays";
import type { PathPart } from "../pointer";
import { dayOf } from "../scale";
import type { CrossCheck, Report } from "./facts";

/** Fields of a child that tell of the past. */
const PAST_FIELDS = ["workerSince", "lastVisitOn", "assessedOn"] as const;
/** Fields of a child that tell of what is expected. */
const FUTURE_FIELDS = ["closesOn", "stepsDownOn"] as const;

/** What has happened happened by `asOf`, and what is expected has not passed. */
export const checkChildDates: CrossCheck = ({ children, inProgress }, { asOf }, report) => {
  // Of a family that came while a plan was in progress the past reaches further.
  const today = inProgress === null ? asOf : dayOf(inProgress.asOf);
  children.forEach((child, index) => {
    for (const field of PAST_FIELDS) refuseFuture(child[field], ["children", index, field], today, report);
    child.changesOfWorkerOn?.forEach((date, at) => refuseFuture(date, ["children", index, "changesOfWorkerOn", at], today, report));
    for (const field of FUTURE_FIELDS) {
      const date = child[field];
      if (date !== null && dayOf(date) < asOf) {
        report.error("contradiction", ["children", index, field], `has ${field} on ${date}, before asOf`, "Leave out a child whose case has closed; give the new date if it was put off.");
      }
    }
  });
};

/** The last session of a supervision item lies in the past. */
export const checkSessionDates: CrossCheck = ({ supervision }, { asOf }, report) => {
  supervision.forEach((item, index) => refuseFuture(item.lastSessionOn, ["supervision", index, "lastSessionOn"], asOf, report));
};

function refuseFuture(date: string | null, path: readonly PathPart[], asOf: Day, report: Report): void {
  if (date !== null && dayOf(date) > asOf) {
    report.error("contradiction", path, `has ${String(path[2])} on ${date}, after asOf`, "It tells of the past: correct the date, or asOf.");
  }
}

/** Spans begin before they end. */
export const checkWorkerDates: CrossCheck = ({ workers }, _facts, report) => {
  workers.forEach((worker, index) => {
    for (const list of ["reductions", "leave"] as const) {
      worker[list].forEach(({ from, to }, at) => {
        if (dayOf(from) > dayOf(to)) report.error("contradiction", ["workers", index, list, at], `has ${list}[${at}] from ${from} to ${to}`, "Put the earlier day first.");
      });
    }
    const { startsOn, contractEndsOn } = worker;
    if (startsOn !== null && contractEndsOn !== null && dayOf(startsOn) > dayOf(contractEndsOn)) {
      report.error("contradiction", ["workers", index, "contractEndsOn"], `starts on ${startsOn}, after the contract ends on ${contractEndsOn}`, "Correct one of the two dates.");
    }
  });
};

/** Days from `asOf` within which a programme must begin: nothing known today says much of later. */
const FARTHEST_START_DAYS = 1096;

/** A programme that is over cannot be planned, nor one that is years away. */
export const checkProgrammeAhead: CrossCheck = (document, facts, report) => {
  const { start, end } = facts.programmeWindow();
  if (start - facts.asOf > FARTHEST_START_DAYS) {
    report.error("out-of-range", ["programme", "startDate"], `has a programme that starts on ${formatDay(start)}, more than three years after asOf`, "Correct startDate or asOf.");
  }
  if (facts.asOf > end) {
    report.error("contradiction", ["asOf"], `has asOf on ${document.asOf}, after the programme ended on ${formatDay(end)}`, "Correct asOf, the programme's startDate or its weeks.");
  }
};

/** Days beyond the window on which something may still be planned. */
const REACH_DAYS = 60;

/** Bank holidays ship for some years only. */
export const checkBankHolidays: CrossCheck = ({ programme }, facts, report) => {
  if (programme.nonWorkingDays !== undefined) return;
  const { start, end } = facts.programmeWindow();
  const first = parseDay(`${BANK_HOLIDAY_YEARS.first}-01-01`)!;
  const last = parseDay(`${BANK_HOLIDAY_YEARS.last}-12-31`)!;
  if (start - REACH_DAYS < first || end + REACH_DAYS > last) {
    report.warn(
      "no-bank-holidays",
      ["programme", "startDate"],
      `plans for days outside ${BANK_HOLIDAY_YEARS.first} to ${BANK_HOLIDAY_YEARS.last}, for which no bank holidays ship with the library`,
      "Give programme.nonWorkingDays with the holidays that apply.",
    );
  }
};

/** Of any thirteen weeks at most this many weekdays are non-working, so that counting working days ends. */
const MOST_CLOSED_WEEKDAYS = 16;
const THIRTEEN_WEEKS = 91;

/** The year has working days, and so has the programme window. */
export const checkWorkingDays: CrossCheck = ({ programme }, facts, report) => {
  const days = programme.nonWorkingDays?.map(dayOf) ?? englandBankHolidays();
  const closed = [...new Set(days)].filter((day) => weekday(day) < 5).sort((a, b) => a - b);
  const isTooMany = closed.some((day, index) => {
    const later = closed[index + MOST_CLOSED_WEEKDAYS];
    return later !== undefined && later - day < THIRTEEN_WEEKS;
  });
  const { start, end } = facts.programmeWindow();
  if (isTooMany) {
    report.error("out-of-range", ["programme", "nonWorkingDays"], `has more than ${MOST_CLOSED_WEEKDAYS} non-working weekdays within thirteen weeks`, "List public holidays and closures only; leave belongs to workers, and weekends need not be listed.");
  } else if (new WorkingCalendar(start, end, closed).count(start, end + 1) === 0) {
    report.error("contradiction", ["programme"], "has a programme without a working day", "Correct startDate, weeks or nonWorkingDays.");
  }
};
