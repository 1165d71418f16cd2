import { describe, expect, it } from "vitest";
import { childPoints, unitExtraPoints, weightingRowOf } from "../../../src/model/points";
import { child, cohortOf, family, travel, unitOf, WEIGHTING, worker, type Parts } from "../../support/caseload-builder";

const weighting = {
  ...WEIGHTING,
  cases: [...WEIGHTING.cases, { status: "looked-after", circumstance: "unsettled", points: 7, visitIntervalWorkingDays: 30 }, { status: "looked-after", circumstance: "new", points: 7, visitIntervalWorkingDays: 5 }],
  additions: [{ circumstance: "disability", points: 1.25 }],
  travel: { thresholdMinutes: 30, stepMinutes: 15, pointsPerStep: 0.5 },
  twoToOnePoints: 2,
} satisfies Parts["weightingScheme"];

function pointsOf(fields: Parameters<typeof child>[3]): number | null {
  const { caseload } = cohortOf({ weightingScheme: weighting, travel: travel(60), children: [child("C1", "F1", "W1", fields)] });
  return childPoints(caseload.children[0]!, caseload.weightingScheme);
}

describe("a child's points", () => {
  it("are those of its status", () => {
    expect(pointsOf({ status: "protection-plan" })).toBe(800);
  });

  it("are those of the heaviest row that matches, with every addition", () => {
    expect(pointsOf({ status: "looked-after", circumstances: ["unsettled"] })).toBe(700);
    expect(pointsOf({ status: "looked-after", circumstances: ["unsettled", "disability"] })).toBe(825);
    expect(pointsOf({ status: "child-in-need", circumstances: ["unsettled"] })).toBe(400);
  });

  it("are the child's own where it has any, without additions", () => {
    expect(pointsOf({ points: 2.75, circumstances: ["disability"] })).toBe(275);
    expect(pointsOf({ points: 0 })).toBe(0);
  });

  it("come with the shortest visit interval of rows that weigh the same", () => {
    const { caseload } = cohortOf({ weightingScheme: weighting, travel: travel(60), children: [child("C1", "F1", "W1", { status: "looked-after", circumstances: ["unsettled", "new"] })] });
    expect(weightingRowOf(caseload.children[0]!, caseload.weightingScheme)?.visitIntervalWorkingDays).toBe(5);
  });
});

describe("a unit's own points", () => {
  const extra = (minutes: number, isTwoToOne: boolean): number => {
    const cohort = cohortOf({ weightingScheme: weighting, travel: travel(minutes), families: [family("F1", { area: "Weymouth", isTwoToOne })], cover: [worker("K1"), worker("K2", { area: "Weymouth" })] });
    return unitExtraPoints(unitOf(cohort), cohort.worker("K1"), cohort);
  };

  it("count whole steps of travel beyond the threshold", () => {
    expect([29, 30, 44, 45, 59, 60, 75].map((minutes) => extra(minutes, false))).toEqual([0, 0, 0, 50, 50, 100, 150]);
  });

  it("count two-to-one visits once a family", () => {
    expect(extra(45, true)).toBe(250);
  });

  it("follow from where the worker is based", () => {
    const cohort = cohortOf({ weightingScheme: weighting, travel: travel(60), families: [family("F1", { area: "Weymouth" })], cover: [worker("K1"), worker("K2", { area: "Weymouth" })] });
    expect(unitExtraPoints(unitOf(cohort), cohort.worker("K2"), cohort)).toBe(0);
    expect(unitExtraPoints(unitOf(cohort), cohort.worker("W1"), cohort)).toBe(100);
  });
});
