import { describe, expect, it } from "vitest";
import { generateCaseload } from "../../../src/generate";
import { figuresOf, sum } from "./figures";

const counties = [1, 2, 3, 4, 5].map((seed) => generateCaseload(seed, "county"));
const figures = counties.map(figuresOf);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;

/** Published or stated figures with the tolerance the mean of five seeds has to keep. */
describe("a generated county against the published figures", () => {
  it("holds about 3,400 children with about 200 social workers and 30 managers", () => {
    expect(mean(figures.map((county) => county.children))).toBeGreaterThan(3200);
    expect(mean(figures.map((county) => county.children))).toBeLessThan(3600);
    expect(mean(figures.map((county) => county.socialWorkers))).toBeCloseTo(195, -1);
    expect(mean(figures.map((county) => county.managers))).toBeCloseTo(30, -1);
  });

  it("gives a worker seventeen cases, within half a case, as Dorset had in 2018", () => {
    expect(Math.abs(mean(figures.map((county) => county.casesAWorker)) - 17.1)).toBeLessThan(0.5);
  });

  it("gives a full-time worker about 17.8 cases, within half a case, as England had in 2017", () => {
    expect(Math.abs(mean(figures.map((county) => county.casesAFullTimeWorker)) - 17.8)).toBeLessThan(0.5);
  });

  it("has some workers above twenty cases and none far above twenty-five", () => {
    for (const county of figures) {
      expect(county.shareOfWorkersAbove20).toBeGreaterThan(0.1);
      expect(county.shareOfWorkersAbove20).toBeLessThan(0.35);
      // A sibling of a split family may come on top of a full caseload.
      expect(county.mostCases).toBeLessThanOrEqual(28);
    }
  });

  it.each([
    ["open-assessment", 0.2, 0.03],
    ["child-in-need", 0.4, 0.03],
    ["protection-plan", 0.17, 0.025],
    ["looked-after", 0.21, 0.025],
    ["care-leaver", 0.03, 0.015],
  ])("has the share of %s children of the status mix", (status, share, tolerance) => {
    expect(Math.abs(mean(figures.map((county) => county.shareOfStatus(status))) - share)).toBeLessThan(tolerance);
  });

  it("has about 1.8 children a family, up to six, and a few families split over two workers", () => {
    expect(mean(figures.map((county) => county.childrenAFamily))).toBeCloseTo(1.8, 1);
    for (const county of figures) {
      expect(county.largestFamily).toBe(6);
      expect(county.shareOfFamiliesSplit).toBeGreaterThan(0.01);
      expect(county.shareOfFamiliesSplit).toBeLessThan(0.05);
    }
  });

  it("employs over one in ten workers through an agency, none of them a participant", () => {
    expect(mean(figures.map((county) => county.shareOfAgencyWorkers))).toBeGreaterThan(0.07);
    expect(mean(figures.map((county) => county.shareOfAgencyWorkers))).toBeLessThan(0.15);
  });

  it("changed the worker of about sixty per cent of looked-after children within a year", () => {
    expect(Math.abs(mean(figures.map((county) => county.shareOfLookedAfterWhoChangedWorker)) - 0.6)).toBeLessThan(0.06);
  });
});

describe("a generated cohort", () => {
  const cohorts = Array.from({ length: 20 }, (_, seed) => generateCaseload(seed, "cohort"));

  it("has twelve participants, none to two of them managers, and a cover team of six and a manager", () => {
    const managers = cohorts.map(({ cohort, workers }) => {
      expect(cohort.participants).toHaveLength(12);
      expect(cohort.coverWorkerIds).toHaveLength(7);
      const ids = new Set(cohort.participants.map((participant) => participant.workerId));
      return workers.filter((worker) => ids.has(worker.id) && worker.role === "team-manager").length;
    });
    expect(new Set(managers)).toEqual(new Set([0, 1, 2]));
  });

  it("has about two hundred children in participants' caseloads", () => {
    expect(Math.abs(mean(cohorts.map((cohort) => figuresOf(cohort).childrenOfParticipants)) - 190)).toBeLessThan(20);
  });
});
