import { describe, expect, it } from "vitest";
import { BandProgram } from "../../../../../src/solver/weighted/block/band-program";
import { BlockProgram } from "../../../../../src/solver/weighted/block/block-program";
import { LiveOptions } from "../../../../../src/solver/weighted/goal/live-options";
import { buildCoreProblem, type CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { WorkMeter } from "../../../../../src/solver/weighted/problem/work-meter";
import { buildInstance, buildSteps, type OptionSpec } from "../../../../support/choice-builder";
import { COHORT, cohortInstance } from "../../../../support/choice-instances";
import { Dice } from "../../../../support/choice-random";

/** One block whose total may be anything. */
function block(items: readonly (readonly OptionSpec[])[], most: number): CoreProblem {
  const steps = buildSteps([[[-1000, 0], [most, 1]]]);
  const instance = buildInstance([{ items: items.map((options) => [...options]), tallyLimit: items.length }], [], []);
  return buildCoreProblem(instance, { cost: new Float64Array(instance.optionCount), steps: null, linearBudgets: [], terminalBudgets: [{ steps, limit: 0 }], rowLimit: new Float64Array(0) });
}

/** Runs to the end; how often it pauses, and the most operations between two pauses. */
function paused<T>(run: Generator<void, T>, meter: WorkMeter): { value: T; pauses: number; longest: number; total: number } {
  const begin = meter.spent;
  let last = begin;
  let longest = 0;
  for (let pauses = 0; ; pauses++) {
    const { done, value } = run.next();
    longest = Math.max(longest, meter.spent - last);
    last = meter.spent;
    if (done === true) return { value, pauses, longest, total: last - begin };
  }
}

function made(problem: CoreProblem) {
  const meter = new WorkMeter(1, {});
  const live = new Uint8Array(problem.optionCount).fill(1);
  const { value: band, ...making } = paused(BandProgram.of(problem, new BlockProgram(problem, meter).classes, 0, live, meter), meter);
  return { meter, live, making, band: band! };
}

/** Forty items whose sums hardly ever meet: tens of thousands of states. */
const dice = new Dice(1);
const wide = block(Array.from({ length: 40 }, () => [{ gain: 0 }, { gain: dice.between(1, 600) }]), 100_000);

describe("a block whose total lies in a band pauses", () => {
  it("after every thousand items, each of its two graphs, and its groups", () => {
    expect(made(block(Array.from({ length: 4 }, () => [{ gain: 1 }]), 10)).making.pauses).toBe(3);
    expect(made(block(Array.from({ length: 2_500 }, () => [{ gain: 0 }]), 10)).making.pauses).toBe(5);
  });

  it("while its graphs are made", () => {
    const { making } = made(wide);
    expect(making.total).toBeGreaterThan(1_200_000);
    expect(making.longest).toBeLessThan(500_000);
  });

  it("between the prices of its two graphs and after them, and for what is forced as often", () => {
    const { band, live, meter } = made(wide);
    const reduced = Float64Array.from(live, (_, option) => option % 7);
    expect(paused(band.solve(reduced, live, new Int32Array(wide.itemCount), meter), meter).pauses).toBe(2);
    expect(paused(band.force(0, reduced, live, new Float64Array(wide.optionCount), meter), meter).pauses).toBe(2);
  });

  it("while choices are listed, be they of one pair of states or of many pairs", () => {
    const alike = block(Array.from({ length: 10 }, () => Array.from({ length: 3 }, () => ({ gain: 1 }))), 100);
    for (const problem of [alike, wide]) {
      const { band, live, meter } = made(problem);
      const reduced = Float64Array.from(live, () => 0);
      paused(band.solve(reduced, live, new Int32Array(problem.itemCount), meter), meter);
      const listing = paused(band.enumerate(reduced, live, 0, meter.spent + 2_000_000, () => true, meter), meter);
      expect(listing.total).toBeGreaterThan(1_000_000);
      expect(listing.longest).toBeLessThan(250_000);
    }
  });
});

describe("dropping options pauses", () => {
  it("while rows are summed and while options are held against them", () => {
    const instance = cohortInstance({ ...COHORT, blocks: 240, agents: 20, capacityPercent: 105 });
    const problem = buildCoreProblem(instance, { cost: new Float64Array(instance.optionCount), steps: null, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit });
    const meter = new WorkMeter(1, {});
    const { total, longest } = paused(new LiveOptions(problem, meter).propagate(), meter);
    expect(total).toBeGreaterThan(800_000);
    expect(longest).toBeLessThan(150_000);
  });
});
