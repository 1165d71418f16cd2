import { describe, expect, it } from "vitest";
import { penaltySteps, reliefPenalty, reliefTarget, type ReliefTarget } from "../../../src/network/targets";
import { child, cohortOf, type Parts } from "../../support/caseload-builder";

function target(parts: Parts): ReliefTarget {
  const cohort = cohortOf(parts);
  return reliefTarget(cohort.participants[0]!, cohort);
}

const withBase = (points: number): Parts => ({ children: [child("C1", "F1", "W1", { points })] });

describe("the band", () => {
  it("is three tenths of base rounded up to eleven thirtieths rounded down", () => {
    expect(target(withBase(10.01))).toEqual({ base: 1001, lower: 301, upper: 367, floor: null, accepted: 0 });
  });

  it("is a third rounded where no whole number lies between its edges", () => {
    // 30 % of 0.05 is 1.5 hundredths and 36.7 % is 1.83.
    expect(target(withBase(0.05))).toMatchObject({ base: 5, lower: 2, upper: 2 });
    expect(target(withBase(0.01))).toMatchObject({ base: 1, lower: 0, upper: 0 });
  });

  it("is nothing without a base", () => {
    expect(target({ children: [child("C1", "F1", "W1", { status: "care-leaver" })] })).toEqual({ base: 0, lower: 0, upper: 0, floor: null, accepted: 0 });
  });

  it("is the participant's own where there is one, and the policy's otherwise", () => {
    const fifth = { lower: { numerator: 1, denominator: 5 }, target: { numerator: 1, denominator: 5 }, upper: { numerator: 1, denominator: 4 } };
    expect(target({ ...withBase(10), bands: { W1: fifth } })).toMatchObject({ lower: 200, upper: 250 });
    expect(target({ ...withBase(10), policy: { reliefBand: { lower: { numerator: 1, denominator: 4 } } } })).toMatchObject({ lower: 250, upper: 366 });
    expect(target({ ...withBase(10.01), policy: { reliefFloor: { numerator: 1, denominator: 10 } } }).floor).toBe(101);
    // Of no work there is no share: whoever has none may be given the effort of a handover that is pinned.
    expect(target({ children: [child("C1", "F1", "W1", { status: "care-leaver" })], policy: { reliefFloor: { numerator: 1, denominator: 10 } } }).floor).toBeNull();
  });
});

describe("the relief goal", () => {
  const third: ReliefTarget = { base: 1000, lower: 300, upper: 366, floor: null, accepted: 0 };

  it("is nothing inside the band, four squares below it and one above", () => {
    expect([300, 333, 366].map((relief) => reliefPenalty(relief, third))).toEqual([0, 0, 0]);
    expect([299, 290, 0].map((relief) => reliefPenalty(relief, third))).toEqual([4, 400, 360_000]);
    expect([367, 376, 1000].map((relief) => reliefPenalty(relief, third))).toEqual([1, 100, 634 ** 2]);
  });

  it("rounds each thousandth of base up", () => {
    const large: ReliefTarget = { base: 3000, lower: 900, upper: 1100, floor: null, accepted: 0 };
    expect([899, 897, 896, 1101, 1103, 1104].map((relief) => reliefPenalty(relief, large))).toEqual([4, 4, 16, 1, 1, 4]);
  });

  it("counts relief below nothing as a larger shortfall", () => {
    expect(reliefPenalty(-50, third)).toBe(4 * 350 ** 2);
  });

  it("is nothing for a participant without a base", () => {
    expect(reliefPenalty(-50, { base: 0, lower: 0, upper: 0, floor: null, accepted: 0 })).toBe(0);
  });

  it("is the same as steps and as a formula, at every relief", () => {
    for (const base of [0, 1, 2, 7, 99, 400, 999, 1000, 1001, 2345]) {
      const lower = Math.ceil((base * 3) / 10);
      const upper = Math.max(lower, Math.floor((base * 11) / 30));
      for (const [least, most] of [[0, base], [-150, base], [lower, upper], [upper + 1, base + 5], [0, Math.max(0, lower - 3)]] as const) {
        if (most < least) continue;
        const steps = penaltySteps({ base, lower, upper, floor: null, accepted: 0 }, least, most);
        expect(steps[0]!.from).toBeLessThanOrEqual(least);
        steps.forEach((step, index) => index > 0 && expect(step.from).toBeGreaterThan(steps[index - 1]!.from));
        let at = 0;
        for (let relief = least; relief <= most; relief++) {
          while (at + 1 < steps.length && steps[at + 1]!.from <= relief) at++;
          if (steps[at]!.cost !== reliefPenalty(relief, { base, lower, upper, floor: null, accepted: 0 })) expect.fail(`base ${base}, relief ${relief}`);
        }
      }
    }
  });
});
