import { describe, expect, it } from "vitest";
import { levelOn, levelStretches, toLevelPoints, toWindowPoints, unitWork } from "../../../src/model/workload";
import { reliefTarget } from "../../../src/network/targets";
import { child, cohortOf, day, manager, unitOf, WEIGHTING, worker, type Parts } from "../../support/caseload-builder";

function workOf(parts: Parts): number {
  const cohort = cohortOf(parts);
  return unitWork(unitOf(cohort), cohort);
}

const halves = { ...WEIGHTING, furtherSiblingShare: 0.5 };

/** Nothing due in the window: seen the week before it, next after it. */
const quiet = { lastVisitOn: "2018-08-20", visitIntervalWorkingDays: 90 } as const;

describe("work in the window", () => {
  it("is the points of a child open throughout", () => {
    expect(workOf({})).toBe(400);
  });

  it("counts working days until the case closes", () => {
    // 2018-10-15 is the 21st working day: twenty of fifty before it.
    expect(workOf({ children: [child("C1", "F1", "W1", { closesOn: "2018-10-15" })] })).toBe(160);
    expect(workOf({ children: [child("C1", "F1", "W1", { closesOn: "2018-10-14" })] })).toBe(160);
    expect(workOf({ children: [child("C1", "F1", "W1", { closesOn: "2018-09-17" })] })).toBe(0);
    expect(workOf({ children: [child("C1", "F1", "W1", { closesOn: "2018-12-24" })] })).toBe(400);
  });

  it("does not count bank holidays", () => {
    const programme = { startDate: "2018-12-17", weeks: 2, nonWorkingDays: ["2018-12-25", "2018-12-26"] };
    // Eight working days, five of them before the 24th.
    expect(workOf({ asOf: "2018-11-20", programme, children: [child("C1", "F1", "W1", { closesOn: "2018-12-24" })] })).toBe(250);
  });

  it("counts further siblings by their share, the heaviest whole", () => {
    const siblings = [child("C1", "F1", "W1"), child("C2", "F1", "W1", { status: "protection-plan" }), child("C3", "F1", "W1", { status: "open-assessment" })];
    expect(workOf({ children: siblings })).toBe(1700);
    expect(workOf({ children: siblings, weightingScheme: halves })).toBe(800 + 250 + 200);
  });

  it("is rounded half up once, not once a child", () => {
    // Each child alone is 0.01 × 25/50 = 0.5 hundredths: three together are 1.5, and not 3 × 1.
    const children = ["C1", "C2", "C3"].map((id) => child(id, "F1", "W1", { points: 0.01, closesOn: "2018-10-22" }));
    expect(workOf({ children })).toBe(2);
    expect(workOf({ children: children.slice(0, 1) })).toBe(1);
    expect(workOf({ children: children.slice(0, 2) })).toBe(1);
  });

  it("leaves out children with no visit and no event due, but for the policy's share", () => {
    expect(workOf({ children: [child("C1", "F1", "W1", quiet)] })).toBe(0);
    expect(workOf({ children: [child("C1", "F1", "W1", quiet)], policy: { idleShare: 0.25 } })).toBe(100);
    const withActive = [child("C1", "F1", "W1", { ...quiet, status: "protection-plan" }), child("C2", "F1", "W1")];
    expect(workOf({ children: withActive })).toBe(400);
    // The active child weighs most of what counts: 4 whole, then half of a quarter of 8.
    expect(workOf({ children: withActive, policy: { idleShare: 0.25 }, weightingScheme: halves })).toBe(500);
  });

  it("takes a child with any event in the window as active", () => {
    const events = [{ familyId: "F1", kind: "placement-move", date: "2018-11-23" }];
    expect(workOf({ children: [child("C1", "F1", "W1", quiet)], events })).toBe(400);
    expect(workOf({ children: [child("C1", "F1", "W1", quiet)], events: [{ ...events[0]!, date: "2018-11-26" }] })).toBe(0);
  });

  it("takes a child whose last visit is not known as active", () => {
    expect(workOf({ children: [child("C1", "F1", "W1", { ...quiet, lastVisitOn: null })] })).toBe(400);
  });

  it("takes a child as idle for whom no visits are ever due", () => {
    expect(workOf({ children: [child("C1", "F1", "W1", { status: "care-leaver" })] })).toBe(0);
  });

  it("of supervision is its points", () => {
    const cohort = cohortOf({ participants: [manager("M1")], children: [], supervision: [{ id: "S1", managerId: "M1", points: 5.25, intervalWorkingDays: 20 }] });
    expect(unitWork(unitOf(cohort, "S1"), cohort)).toBe(525);
  });
});

describe("a level", () => {
  it("falls on the day on which a case closes", () => {
    const cohort = cohortOf({ weightingScheme: halves, children: [child("C1", "F1", "W1"), child("C2", "F1", "W1", { closesOn: "2018-10-15" })] });
    const stretches = levelStretches(unitOf(cohort), cohort.worker("W1"), cohort);
    expect(toLevelPoints(levelOn(stretches, day("2018-10-14")), 1000)).toBe(600);
    expect(toLevelPoints(levelOn(stretches, day("2018-10-15")), 1000)).toBe(400);
    expect(unitWork(unitOf(cohort), cohort)).toBe(480);
  });

  it("counts the next sibling whole when the heaviest child's case has closed", () => {
    const cohort = cohortOf({ weightingScheme: halves, children: [child("C1", "F1", "W1"), child("C2", "F1", "W1", { status: "protection-plan", closesOn: "2018-10-15" })] });
    const stretches = levelStretches(unitOf(cohort), cohort.worker("W1"), cohort);
    expect(["2018-10-14", "2018-10-15"].map((date) => toLevelPoints(levelOn(stretches, day(date)), 1000))).toEqual([1000, 400]);
  });

  it("is rounded half up in exact integers, though the product passes 2^53", () => {
    const cohort = cohortOf();
    expect(toWindowPoints(50 * 500_000, 1000, cohort)).toBe(1);
    expect(toWindowPoints(50 * 500_000 - 1, 1000, cohort)).toBe(0);
    expect(toWindowPoints(9_000_000_000_000_001, 1000, cohort)).toBe(180_000_000);
    expect(toLevelPoints(500_000, 1000)).toBe(1);
    expect(toLevelPoints(1_000_000, 499)).toBe(0);
  });
});

describe("base", () => {
  it("is the sum over units, own co-work in, stable element and further duties out", () => {
    const cohort = cohortOf({
      participants: [worker("W1", { stablePoints: 15, extraPoints: 3 })],
      others: [worker("X1")],
      children: [child("C1", "F1", "W1"), child("C2", "F2", "W1", { status: "protection-plan" }), child("C3", "F3", "X1")],
      coWork: [{ familyId: "F3", workerId: "W1", points: 1.5 }],
    });
    expect(reliefTarget(cohort.participants[0]!, cohort).base).toBe(400 + 800 + 150);
  });
});
