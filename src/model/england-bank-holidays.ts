import { parseDay, type Day } from "../base/calendar";
import { invariant } from "../base/invariant";

/**
 * Bank holidays in England as announced by the end of 2025, substitute days in place of weekends: the default
 * non-working days. A programme that reaches outside the years needs days of its own.
 * Source: gov.uk/bank-holidays (England and Wales).
 */
const ENGLAND_BANK_HOLIDAYS: Readonly<Record<number, string>> = {
  2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
  2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
  2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
  2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
  // The early May holiday moved to the 75th anniversary of VE day.
  2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
  2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
  // Platinum jubilee on 2 and 3 June, state funeral on 19 September.
  2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
  // Coronation on 8 May.
  2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
  2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
  2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
  2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
  2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
  2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
};

/** First and last year of the shipped bank holidays. */
export const BANK_HOLIDAY_YEARS = { first: 2016, last: 2028 } as const;

/** The shipped bank holidays, ascending. */
export function englandBankHolidays(): readonly Day[] {
  return Object.entries(ENGLAND_BANK_HOLIDAYS).flatMap(([year, dates]) =>
    dates.split(" ").map((date) => {
      const day = parseDay(`${year}-${date}`);
      invariant(day !== null, "every shipped bank holiday is a date");
      return day;
    }),
  );
}
