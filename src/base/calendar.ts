/**
 * Days and working days without clocks, time zones or locales. A day is the whole number of days
 * since 1970-01-01 in the proleptic Gregorian calendar; a document writes it `YYYY-MM-DD`.
 */

/** Days since 1970-01-01. */
export type Day = number;

const DAYS_PER_ERA = 146_097;
const DAYS_TO_1970 = 719_468;
/** Character code of the digit 0. */
const ZERO = 48;

/** The day an ISO date names, or null when there is no such date. */
export function parseDay(text: string): Day | null {
  if (text.length !== 10 || text.charAt(4) !== "-" || text.charAt(7) !== "-") return null;
  const year = digitsOf(text, 0, 4);
  const month = digitsOf(text, 5, 7);
  const dayOfMonth = digitsOf(text, 8, 10);
  // What is no digit makes a number that is not in any range.
  if (!(year >= 0 && month >= 1 && month <= 12 && dayOfMonth >= 1)) return null;
  const day = dayOf(year, month, dayOfMonth);
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return day < next ? day : null;
}

/** The number that these digits write; NaN where one is no digit. */
function digitsOf(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    value = digit >= 0 && digit <= 9 ? 10 * value + digit : Number.NaN;
  }
  return value;
}

/** The ISO date of a day: 0 → "1970-01-01". */
export function formatDay(day: Day): string {
  const { year, month, dayOfMonth } = dateOf(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** Monday 0 to Sunday 6. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The Monday of the week a day lies in. */
export function mondayOf(day: Day): Day {
  return day - weekday(day);
}

/** The same date a number of months earlier; the last day of the month where there is no such date. */
export function monthsBefore(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = dateOf(day);
  const monthIndex = year * 12 + month - 1 - months;
  const targetYear = Math.floor(monthIndex / 12);
  const targetMonth = monthIndex - targetYear * 12 + 1;
  const firstOfNext = targetMonth === 12 ? dayOf(targetYear + 1, 1, 1) : dayOf(targetYear, targetMonth + 1, 1);
  return Math.min(dayOf(targetYear, targetMonth, dayOfMonth), firstOfNext - 1);
}

/** Years counted from March put the leap day last, so that month lengths follow one formula. */
function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970;
}

function dateOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/**
 * Monday to Friday less the non-working days, over a span that is fixed when it is made.
 * Asking about a day outside the span is a fault of the caller.
 */
export class WorkingCalendar {
  /** `workingDaysBefore[d − first]` is the number of working days from `first` up to but not including d. */
  readonly #workingDaysBefore: Int32Array;
  /** Working days of the span in order. */
  readonly #workingDays: readonly Day[];
  readonly #first: Day;

  constructor(first: Day, last: Day, nonWorkingDays: readonly Day[]) {
    const closed = new Set(nonWorkingDays);
    this.#first = first;
    this.#workingDaysBefore = new Int32Array(last - first + 2);
    const workingDays: Day[] = [];
    for (let day = first; day <= last; day++) {
      if (weekday(day) < 5 && !closed.has(day)) workingDays.push(day);
      this.#workingDaysBefore[day - first + 1] = workingDays.length;
    }
    this.#workingDays = workingDays;
  }

  isWorkingDay(day: Day): boolean {
    return this.count(day, day + 1) === 1;
  }

  /** Working days d with from ≤ d < until; 0 when the span is empty. */
  count(from: Day, until: Day): number {
    return until <= from ? 0 : this.#before(until) - this.#before(from);
  }

  /**
   * The n-th working day after a day (before it, when n is negative). `step(d, 0)` is d itself if it
   * is a working day and the next one otherwise.
   */
  step(day: Day, n: number): Day {
    // The first working day after a day that is none counts as one step.
    const index = this.#before(day) + (n > 0 && !this.isWorkingDay(day) ? n - 1 : n);
    const found = this.#workingDays[index];
    if (found === undefined) throw new RangeError(`The working calendar does not reach ${n} working days from ${formatDay(day)}.`);
    return found;
  }

  #before(day: Day): number {
    const index = day - this.#first;
    const value = this.#workingDaysBefore[index];
    if (value === undefined) throw new RangeError(`The working calendar does not reach ${formatDay(day)}.`);
    return value;
  }
}
