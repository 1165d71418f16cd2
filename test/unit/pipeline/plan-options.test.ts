import { describe, expect, it } from "vitest";
import { planHandovers, planHandoversAsync } from "../../../src/pipeline/plan-handovers";
import { startRun } from "../../../src/pipeline/plan-options";
import { caseloadOf, singleFamilies, worker } from "../../support/caseload-builder";

describe("a limit in time", () => {
  it("ends solving early by what is held back, and the run at its end", () => {
    let time = 5_000;
    const stop = startRun({ timeLimitMs: 1_000, now: () => time });
    time += 200;
    expect([stop.used(), stop.holdBack(100)]).toEqual([200, true]);
    const { shouldStop } = stop.limitsOf(0);
    time = 5_899;
    expect([shouldStop!(), stop.isSolvingOver(), stop.isOver()]).toEqual([false, false, false]);
    time = 5_900;
    expect([shouldStop!(), stop.isSolvingOver(), stop.isOver()]).toEqual([true, true, false]);
    time = 6_000;
    expect([shouldStop!(), stop.isSolvingOver(), stop.isOver()]).toEqual([true, true, true]);
  });

  it("is shared among the components that wait", () => {
    let time = 0;
    const stop = startRun({ timeLimitMs: 1_000, now: () => time });
    time = 100;
    stop.holdBack(100);
    const { shouldStop } = stop.limitsOf(1);
    time = 499;
    expect(shouldStop!()).toBe(false);
    time = 500;
    expect(shouldStop!()).toBe(true);
  });

  it("is too short where the work after solving has no time left", () => {
    let time = 0;
    const stop = startRun({ timeLimitMs: 1_000, now: () => time });
    time = 800;
    expect(stop.holdBack(300)).toBe(false);
  });

  it("leaves a run without one alone", () => {
    const stop = startRun({});
    expect([stop.isOver(), stop.isSolvingOver(), stop.used(), stop.holdBack(1e9), stop.limitsOf(0).shouldStop!()]).toEqual([false, false, 0, true, false]);
  });
});

describe("a run that is over while its options are listed", () => {
  const caseload = caseloadOf({ children: singleFamilies(9), cover: [worker("K1"), worker("K2")] });

  it("ends with the time limit, at whichever unit", () => {
    for (let reads = 1; reads <= 9; reads++) {
      let read = 0;
      const result = planHandovers(caseload, { timeLimitMs: 1_000, now: () => (read++ < reads ? 0 : 2_000) });
      expect(result).toMatchObject({ kind: "unknown", termination: "time-limit" });
      // One read too late, and no more.
      expect(read).toBeLessThanOrEqual(reads + 1);
    }
  });

  it("ends when it is aborted, at whichever unit, with either driver", async () => {
    for (let reads = 1; reads <= 9; reads++) {
      const signalAfter = (): { readonly aborted: boolean } => {
        let read = 0;
        // The options are checked first.
        return { get aborted() { return read++ > reads; } };
      };
      expect(planHandovers(caseload, { signal: signalAfter() })).toMatchObject({ kind: "unknown", termination: "aborted" });
      expect(await planHandoversAsync(caseload, { signal: signalAfter() })).toMatchObject({ kind: "unknown", termination: "aborted" });
    }
  });
});

describe("a run that lets its host have turns", () => {
  it("sees a signal that fires in one of them, before anything is solved", async () => {
    const signal = { aborted: false };
    const run = planHandoversAsync(caseloadOf({ children: singleFamilies(9) }), { signal });
    signal.aborted = true;
    expect(await run).toMatchObject({ kind: "unknown", termination: "aborted" });
  });
});
