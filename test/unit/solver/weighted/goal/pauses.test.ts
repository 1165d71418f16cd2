import { describe, expect, it } from "vitest";
import type { SolveResult } from "../../../../../src/solver/instance";
import { solveChoice } from "../../../../../src/solver/solve";
import { COHORT, cohortInstance } from "../../../../support/choice-instances";

const instance = cohortInstance({ ...COHORT, blocks: 6, agents: 4, capacityPercent: 105, isGainVaried: true });

/** Runs with an order to stop given at some pause; returns the result and how many pauses came after. */
function stopAtPause(pause: number): { result: SolveResult; later: number } {
  let pauses = 0;
  const run = solveChoice(instance, { shouldStop: () => pauses >= pause });
  for (let next = run.next(); ; next = run.next()) {
    if (next.done === true) return { result: next.value, later: pauses - pause };
    pauses++;
  }
}

describe("a run told to stop at a pause", () => {
  it("ends before the next one, with the best choice so far", () => {
    for (const pause of [2, 10, 50, 150]) {
      const { result, later } = stopAtPause(pause);
      expect(later).toBe(0);
      expect(result).toMatchObject({ kind: "solved", termination: "stopped" });
    }
  });

  it("does not look for the order many times between two pauses: code without pauses would keep a signal from coming", () => {
    let looks = 0;
    let most = 0;
    const run = solveChoice(instance, { stepLimit: 200, shouldStop: () => looks++ < 0 });
    for (let next = run.next(); next.done !== true; next = run.next()) {
      most = Math.max(most, looks);
      looks = 0;
    }
    expect(most).toBeLessThan(20);
  });
});
