import { describe, expect, it } from "vitest";
import { changesInTwelveMonths } from "../../../src/model/changes-of-worker";
import { contactsDue, sessionsDue, unitVisits } from "../../../src/model/contacts-due";
import { child, cohortOf, day, manager, unitOf, type Parts } from "../../support/caseload-builder";

function due(fields: Parameters<typeof child>[3], from = "2018-09-17", until = "2018-11-26", parts: Parts = {}) {
  const cohort = cohortOf({ ...parts, children: [child("C1", "F1", "W1", fields)] });
  return contactsDue(cohort.caseload.children[0]!, day(from), day(until), cohort);
}

describe("visits due", () => {
  it("fall every interval of working days from the last visit on", () => {
    // 20 working days after 2018-08-20 is 2018-09-17, then 10-15 and 11-12.
    expect(due({})).toEqual({ visits: 3, events: 0, isWorstCase: false });
    expect(due({}, "2018-09-18").visits).toBe(2);
    expect(due({}, "2018-09-17", "2018-11-12").visits).toBe(2);
  });

  it("skip bank holidays when they are counted", () => {
    const programme = { startDate: "2018-09-17", weeks: 10, nonWorkingDays: ["2018-08-27"] };
    expect(due({}, "2018-09-17", "2018-09-18", { programme }).visits).toBe(0);
    expect(due({}, "2018-09-18", "2018-09-19", { programme }).visits).toBe(1);
  });

  it("are due today when overdue, however long ago the last one was", () => {
    // Due on 2018-08-20, then 20 working days on.
    for (const lastVisitOn of ["2018-07-01", "2017-01-01", "1995-01-01"]) expect(due({ lastVisitOn }, "2018-09-17", "2018-09-18").visits, lastVisitOn).toBe(1);
  });

  it("are due at once when the last one is not known, and said to be the worst case", () => {
    expect(due({ lastVisitOn: null }, "2018-09-19", "2018-10-17")).toEqual({ visits: 1, events: 0, isWorstCase: true });
  });

  it("end when the case closes", () => {
    expect(due({ closesOn: "2018-10-15" }).visits).toBe(1);
    expect(due({ closesOn: "2018-10-16" }).visits).toBe(2);
  });

  it("are none where none are due", () => {
    expect(due({ status: "care-leaver", lastVisitOn: null })).toEqual({ visits: 0, events: 0, isWorstCase: false });
  });

  it("follow the child's own interval before the scheme's", () => {
    expect(due({ visitIntervalWorkingDays: 10 }).visits).toBe(5);
  });

  it("are made to siblings together", () => {
    const cohort = cohortOf({ children: [child("C1", "F1", "W1"), child("C2", "F1", "W1", { status: "protection-plan" })] });
    // Every ten days from 2018-09-03 on: 09-17, 10-01, 10-15, 10-29, 11-12.
    expect(unitVisits(unitOf(cohort), day("2018-09-17"), day("2018-11-26"), cohort)).toBe(5);
  });
});

describe("events", () => {
  const at = (kind: string, date: string, childId: string | null = null) => ({ familyId: "F1", childId, kind, date });

  it("count when the worker meets the family there", () => {
    const events = [at("hearing", "2018-10-01"), at("core-group", "2018-10-02"), at("placement-move", "2018-10-03")];
    expect(due({}, "2018-09-17", "2018-11-26", { events }).events).toBe(2);
  });

  it("count for the child they are about and for the whole family", () => {
    const children = [child("C1", "F1", "W1"), child("C2", "F1", "W1")];
    const cohort = cohortOf({ children, events: [at("review", "2018-10-01", "C2"), at("conference", "2018-10-08")] });
    const events = (id: string) => contactsDue(cohort.caseload.children.find((one) => one.id === id)!, day("2018-09-17"), day("2018-11-26"), cohort).events;
    expect([events("C1"), events("C2")]).toEqual([1, 2]);
  });

  it("count from the first day up to but not including the last", () => {
    const events = [at("hearing", "2018-09-17"), at("review", "2018-11-26")];
    expect(due({}, "2018-09-17", "2018-11-26", { events }).events).toBe(1);
  });
});

describe("supervision sessions", () => {
  it("fall every interval from the last session on, and at once when it is not known", () => {
    const sessions = (lastSessionOn: string | null): number => {
      const cohort = cohortOf({ participants: [manager("M1")], children: [], supervision: [{ id: "S1", managerId: "M1", points: 5, intervalWorkingDays: 20, lastSessionOn }] });
      const unit = unitOf(cohort, "S1");
      if (unit.kind !== "supervision") throw new Error("not supervision");
      return sessionsDue(unit, day("2018-09-17"), day("2018-11-26"), cohort);
    };
    expect(sessions("2018-08-20")).toBe(3);
    expect(sessions("2018-08-13")).toBe(2);
    expect(sessions(null)).toBe(3);
    expect(sessions("2018-08-01")).toBe(3);
  });
});

describe("changes of worker in twelve months", () => {
  const changes = (changesOfWorkerOn: string[] | null, policy = {}): number => {
    const cohort = cohortOf({ policy, children: [child("C1", "F1", "W1", { changesOfWorkerOn })] });
    return changesInTwelveMonths(cohort.caseload.children[0]!, cohort);
  };

  it("are those after the same date a year ago, today included", () => {
    expect(changes(["2017-08-20", "2017-08-21", "2018-08-20"])).toBe(2);
    expect(changes([])).toBe(0);
  });

  it("are the policy's worst case when not known", () => {
    expect(changes(null)).toBe(2);
    expect(changes(null, { unknownChanges: 4 })).toBe(4);
  });
});
