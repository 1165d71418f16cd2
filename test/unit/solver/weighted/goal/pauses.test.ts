import { afterEach, describe, expect, it, vi } from "vitest";
import type { ChoiceInstance, SolveResult } from "../../../../../src/solver/instance";
import { solveChoice } from "../../../../../src/solver/solve";
import { WorkMeter } from "../../../../../src/solver/weighted/problem/work-meter";
import { COHORT, cohortInstance } from "../../../../support/choice-instances";
import { randomRelief, reliefInstance } from "../../../../support/choice-relief";

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
  afterEach(() => vi.restoreAllMocks());

  it("goes on with nothing, whatever the work was that paused", () => {
    let pauses = 0;
    let isOver = false;
    let after = 0;
    const { spend } = WorkMeter.prototype;
    vi.spyOn(WorkMeter.prototype, "spend").mockImplementation(function (this: WorkMeter, more) {
      if (isOver) after += more;
      spend.call(this, more);
    });
    for (let pause = 1; pause < 40; pause++) {
      pauses = 0;
      isOver = false;
      const run = solveChoice(instance, { shouldStop: () => isOver });
      for (let next = run.next(); next.done !== true; next = run.next()) isOver = ++pauses === pause;
    }
    expect(after).toBe(0);
  });

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

/** The most operations between two pauses of a run. */
function mostBetweenPauses(solved: ChoiceInstance, stepLimit: number): number {
  let operations = 0;
  let most = 0;
  const { spend } = WorkMeter.prototype;
  vi.spyOn(WorkMeter.prototype, "spend").mockImplementation(function (this: WorkMeter, more) {
    operations += more;
    spend.call(this, more);
  });
  const run = solveChoice(solved, { stepLimit });
  for (let next = run.next(); next.done !== true; next = run.next()) {
    most = Math.max(most, operations);
    operations = 0;
  }
  return most;
}

describe("work between two pauses", () => {
  afterEach(() => vi.restoreAllMocks());
  // Some milliseconds, and a few tens where code runs for the first time.
  const few = 2_000_000;

  it("is little while the searches of many blocks with wide grids are made", () => {
    expect(mostBetweenPauses(cohortInstance({ ...COHORT, blocks: 60, agents: 6, capacityPercent: 105, isGainVaried: true }), 8)).toBeLessThan(few);
  });

  it("is little while the states of a cohort's blocks are", () => {
    expect(mostBetweenPauses(cohortInstance({ ...COHORT, capacityPercent: 105, isGainVaried: true }), 20)).toBeLessThan(few);
  });

  it("is little while the choices of one block of many items are listed", () => {
    expect(mostBetweenPauses(reliefInstance(randomRelief(7, 1, 1200, 4, 105)).instance, 12)).toBeLessThan(few);
  });

  it("is little while the items of one large block are carried down to what it has to reach", () => {
    const { instance: combined } = reliefInstance(randomRelief(7, 1, 1200, 4, 60));
    const [goal] = combined.goals;
    if (goal?.kind !== "combined") throw new Error("relief and cost in one are expected");
    const { tolerance, steps } = goal;
    expect(mostBetweenPauses({ ...combined, goals: [{ kind: "terminal", tolerance, steps }] }, 12)).toBeLessThan(few);
  });
});
