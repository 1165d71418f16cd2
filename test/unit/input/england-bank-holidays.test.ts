import { describe, expect, it } from "vitest";
import { formatDay, parseDay, weekday, type Day } from "../../../src/base/calendar";
import { BANK_HOLIDAY_YEARS, englandBankHolidays } from "../../../src/model/england-bank-holidays";
import { issuesAfter, summaries } from "./small-caseload";

const day = (text: string): Day => parseDay(text)!;

/** Easter Sunday by the anonymous Gregorian algorithm (Nature, 20 April 1876). */
function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return day(`${year}-0${month}-${String(((h + l - 7 * m + 114) % 31) + 1).padStart(2, "0")}`);
}

/** The standing rules: substitutes on the next free weekday, Mondays of May and August, Easter. */
function standingHolidays(year: number): Day[] {
  const firstMonday = (month: string): Day => day(`${year}-${month}-01`) + ((7 - weekday(day(`${year}-${month}-01`))) % 7);
  const lastMonday = (month: string): Day => day(`${year}-${month}-31`) - weekday(day(`${year}-${month}-31`));
  const newYear = day(`${year}-01-01`);
  const christmas = day(`${year}-12-25`);
  const shift = [0, 0, 0, 0, 0, 2, 1];
  const christmasDays = weekday(christmas) === 4 ? [christmas, christmas + 3] : weekday(christmas) === 5 ? [christmas + 2, christmas + 3] : weekday(christmas) === 6 ? [christmas + 1, christmas + 2] : [christmas, christmas + 1];
  const easter = easterSunday(year);
  return [newYear + shift[weekday(newYear)]!, easter - 2, easter + 1, firstMonday("05"), lastMonday("05"), lastMonday("08"), ...christmasDays];
}

/** What was decided for one year only: days taken out and days put in. */
const EXCEPTIONS: Readonly<Record<number, { readonly out: readonly string[]; readonly in: readonly string[] }>> = {
  2020: { out: ["2020-05-04"], in: ["2020-05-08"] },
  2022: { out: ["2022-05-30"], in: ["2022-06-02", "2022-06-03", "2022-09-19"] },
  2023: { out: [], in: ["2023-05-08"] },
};

const years = Array.from({ length: BANK_HOLIDAY_YEARS.last - BANK_HOLIDAY_YEARS.first + 1 }, (_, index) => BANK_HOLIDAY_YEARS.first + index);

describe("England's bank holidays", () => {
  it.each(years)("of %i follow the standing rules and that year's proclamations", (year) => {
    const { out, in: added } = EXCEPTIONS[year] ?? { out: [], in: [] };
    const expected = [...standingHolidays(year).map(formatDay).filter((date) => !out.includes(date)), ...added].sort();
    expect(englandBankHolidays().map(formatDay).filter((date) => date.startsWith(`${year}`))).toEqual(expected);
  });

  it("are weekdays in ascending order", () => {
    const days = englandBankHolidays();
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect(days.every((holiday) => weekday(holiday) < 5)).toBe(true);
  });

  it("are missed with a warning when the programme reaches beyond them", () => {
    const late = (document: { asOf: string; programme: object; children: { closesOn?: string }[] }): void => {
      document.asOf = "2028-10-02";
      delete document.children[2]!.closesOn;
      document.programme = { startDate: "2028-11-06", weeks: 10 };
    };
    expect(summaries(issuesAfter(late))).toEqual(["no-bank-holidays /programme/startDate"]);
    expect(summaries(issuesAfter((document) => {
      late(document);
      document.programme.nonWorkingDays = [];
    }))).toEqual([]);
  });
});
