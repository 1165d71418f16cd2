import { describe, expect, it } from "vitest";
import { capacityOn, existingWork, isAtWork } from "../../../src/model/capacity";
import { child, cohortOf, day, worker } from "../../support/caseload-builder";

type Fields = Parameters<typeof worker>[1];

function capacity(fields: Fields, date: string, policy = {}): number | null {
  const cohort = cohortOf({ cover: [worker("K1", fields)], policy });
  return capacityOn(cohort.worker("K1"), day(date), cohort);
}

const reduction = (from: string, to: string, share: number, points = 0) => ({ from, to, share, points, reason: "panel" });

describe("capacity on a day", () => {
  it("is the post's points by full-time share", () => {
    expect(capacity({ fte: 0.6 }, "2018-10-01")).toBe(6000);
    expect(capacity({ fte: 0.333, capacityPoints: 15.05 }, "2018-10-01")).toBe(501);
  });

  it("adds up reductions that overlap, and never falls below nothing", () => {
    const reductions = [reduction("2018-10-01", "2018-10-31", 0.2), reduction("2018-10-15", "2018-11-15", 0.3, 5)];
    expect(["2018-09-30", "2018-10-01", "2018-10-15", "2018-10-31", "2018-11-01", "2018-11-16"].map((date) => capacity({ reductions }, date))).toEqual([10000, 8000, 4500, 4500, 6500, 10000]);
    expect(capacity({ reductions: [reduction("2018-10-01", "2018-10-31", 0.8), reduction("2018-10-01", "2018-10-31", 0.7, 5)] }, "2018-10-01")).toBe(0);
  });

  it("is nothing before the start and after the contract's end, and is not averaged", () => {
    const fields = { startsOn: "2018-10-08", contractEndsOn: "2018-11-09" };
    expect(["2018-10-07", "2018-10-08", "2018-11-09", "2018-11-10"].map((date) => capacity(fields, date))).toEqual([0, 10000, 10000, 0]);
  });

  it("stands through leave of ten working days and is nothing on longer leave", () => {
    const short = { leave: [{ from: "2018-10-01", to: "2018-10-14" }] };
    const long = { leave: [{ from: "2018-10-01", to: "2018-10-15" }] };
    expect(capacity(short, "2018-10-03")).toBe(10000);
    expect(["2018-09-30", "2018-10-01", "2018-10-15", "2018-10-16"].map((date) => capacity(long, date))).toEqual([10000, 0, 0, 10000]);
    expect(capacity(short, "2018-10-03", { shortLeaveWorkingDays: 9 })).toBe(0);
  });

  it("takes spells of leave with only a weekend between them as one", () => {
    const leave = [{ from: "2018-10-01", to: "2018-10-05" }, { from: "2018-10-08", to: "2018-10-12" }, { from: "2018-10-15", to: "2018-10-15" }];
    expect(capacity({ leave }, "2018-10-02")).toBe(0);
    expect(capacity({ leave: leave.slice(0, 2) }, "2018-10-02")).toBe(10000);
    expect(capacity({ leave: [...leave.slice(0, 1), { from: "2018-10-09", to: "2018-10-15" }] }, "2018-10-02")).toBe(10000);
  });

  it("is not known where it is not stated", () => {
    const cohort = cohortOf({ participants: [worker("W1", { capacityPoints: null })] });
    expect(capacityOn(cohort.worker("W1"), day("2018-10-01"), cohort)).toBeNull();
  });
});

describe("being at work", () => {
  it("ends with leave, however short", () => {
    const cohort = cohortOf({ cover: [worker("K1", { leave: [{ from: "2018-10-03", to: "2018-10-03" }], startsOn: "2018-09-10" })] });
    expect(["2018-09-09", "2018-09-10", "2018-10-03", "2018-10-04"].map((date) => isAtWork(cohort.worker("K1"), day(date)))).toEqual([false, true, false, true]);
  });
});

describe("existing work", () => {
  it("is stable element, further duties, co-work and what is held, day by day", () => {
    const cohort = cohortOf({
      cover: [worker("K1", { stablePoints: 15, extraPoints: 2.5 })],
      children: [child("C1", "F1", "W1"), child("C2", "F2", "K1", { status: "protection-plan" }), child("C3", "F3", "K1", { closesOn: "2018-10-15" })],
      coWork: [{ familyId: "F1", workerId: "K1", points: 1 }],
    });
    const existing = existingWork(cohort.worker("K1"), cohort);
    expect(["2018-09-17", "2018-10-14", "2018-10-15"].map((date) => existing.on(day(date)))).toEqual([3050, 3050, 2650]);
    expect(existing.changes).toContain(day("2018-10-15"));
  });
});
