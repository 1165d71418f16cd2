import { describe, expect, it } from "vitest";
import { formatDay, mondayOf, monthsBefore, parseDay, weekday, WorkingCalendar } from "../../../src/base/calendar";
import { day } from "../../support/caseload-builder";

describe("a day", () => {
  it("is counted from 1970-01-01", () => {
    expect(parseDay("1970-01-01")).toBe(0);
    expect(parseDay("2000-03-01")).toBe(11_017);
    expect(formatDay(-1)).toBe("1969-12-31");
  });

  it("exists on 29 February of leap years only", () => {
    expect(parseDay("2024-02-29")).toBe(day("2024-02-28") + 1);
    expect(parseDay("2000-02-29")).toBe(day("2000-03-01") - 1);
    for (const text of ["2023-02-29", "2100-02-29", "2018-04-31", "2018-13-01", "2018-00-10", "2018-01-00"]) expect(parseDay(text), text).toBeNull();
  });

  it("is written YYYY-MM-DD and no other way", () => {
    for (const text of ["2018-9-17", "17/09/2018", "2018-09-17T00:00", "", " 2018-09-17", "2018-0a-17", "2018-09-1:", "-018-09-17", "2018/09/17", "20180-9-17"]) expect(parseDay(text), text).toBeNull();
  });

  it("comes back as it was written, day after day over four centuries", () => {
    const first = day("1900-01-01");
    const last = day("2300-12-31");
    for (let at = first; at <= last; at += 13) expect(day(formatDay(at))).toBe(at);
    expect(last - first + 1).toBe(401 * 365 + 97);
  });

  it("knows its weekday before and after 1970", () => {
    expect(weekday(day("2018-09-17"))).toBe(0);
    expect(weekday(day("1969-12-28"))).toBe(6);
    expect(formatDay(mondayOf(day("2018-09-23")))).toBe("2018-09-17");
    expect(formatDay(mondayOf(day("1969-12-31")))).toBe("1969-12-29");
  });

  it("has a date some months earlier, the last of the month where there is none", () => {
    expect(formatDay(monthsBefore(day("2018-09-17"), 12))).toBe("2017-09-17");
    expect(formatDay(monthsBefore(day("2018-03-31"), 1))).toBe("2018-02-28");
    expect(formatDay(monthsBefore(day("2024-03-31"), 1))).toBe("2024-02-29");
    expect(formatDay(monthsBefore(day("2018-12-31"), 12))).toBe("2017-12-31");
    expect(formatDay(monthsBefore(day("2018-01-15"), 1))).toBe("2017-12-15");
    expect(formatDay(monthsBefore(day("2018-06-15"), 9))).toBe("2017-09-15");
  });
});

describe("the working calendar", () => {
  const christmas = ["2018-12-25", "2018-12-26", "2019-01-01"].map(day);
  const calendar = new WorkingCalendar(day("2018-12-01"), day("2019-01-31"), christmas);

  it("works Monday to Friday less the non-working days", () => {
    expect(calendar.isWorkingDay(day("2018-12-24"))).toBe(true);
    expect(calendar.isWorkingDay(day("2018-12-25"))).toBe(false);
    expect(calendar.isWorkingDay(day("2018-12-29"))).toBe(false);
  });

  it("counts working days from the first up to but not including the last", () => {
    expect(calendar.count(day("2018-12-24"), day("2018-12-31"))).toBe(3);
    expect(calendar.count(day("2018-12-24"), day("2018-12-24"))).toBe(0);
    expect(calendar.count(day("2018-12-27"), day("2018-12-24"))).toBe(0);
  });

  it("steps over weekends and bank holidays", () => {
    expect(formatDay(calendar.step(day("2018-12-24"), 1))).toBe("2018-12-27");
    expect(formatDay(calendar.step(day("2018-12-28"), 2))).toBe("2019-01-02");
  });

  it("steps from a day that is not worked to the first that is", () => {
    expect(formatDay(calendar.step(day("2018-12-25"), 0))).toBe("2018-12-27");
    expect(formatDay(calendar.step(day("2018-12-25"), 1))).toBe("2018-12-27");
    expect(formatDay(calendar.step(day("2018-12-27"), 0))).toBe("2018-12-27");
  });

  it("steps backwards over weekends and bank holidays", () => {
    expect(formatDay(calendar.step(day("2018-12-27"), -1))).toBe("2018-12-24");
    expect(formatDay(calendar.step(day("2018-12-30"), -1))).toBe("2018-12-28");
    expect(formatDay(calendar.step(day("2019-01-02"), -4))).toBe("2018-12-24");
  });

  it("refuses a day outside its span", () => {
    expect(() => calendar.step(day("2018-12-03"), -2)).toThrow(RangeError);
    expect(() => calendar.isWorkingDay(day("2019-02-01"))).toThrow(RangeError);
  });

  it("counts as many days as it steps, whatever the days", () => {
    for (let from = day("2018-12-10"); from < day("2019-01-10"); from++) {
      for (let n = 1; n < 10; n++) {
        const after = calendar.step(from, n);
        expect(calendar.isWorkingDay(after)).toBe(true);
        expect(calendar.count(from + 1, after + 1)).toBe(n);
        const before = calendar.step(after, -n);
        expect(calendar.count(before, after)).toBe(n);
      }
    }
  });
});
