import { describe, expect, it } from "vitest";
import { BlockProgram } from "../../../../../src/solver/weighted/block/block-program";
import { BandProgram } from "../../../../../src/solver/weighted/block/band-program";
import { buildCoreProblem, type CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { WorkMeter } from "../../../../../src/solver/weighted/problem/work-meter";
import { buildInstance, buildSteps, type OptionSpec } from "../../../../support/choice-builder";
import { drain } from "../../../../support/choice-brute-force";
import { Dice } from "../../../../support/choice-random";

/** One block whose total must lie in a band, some of its options dead. */
function randomBlock(seed: number): { problem: CoreProblem; live: Uint8Array; reduced: Float64Array } {
  const dice = new Dice(seed);
  const most = dice.pick([3, 12, 60]);
  const items: OptionSpec[][] = Array.from({ length: dice.between(1, 6) }, () =>
    Array.from({ length: dice.between(1, 4) }, () => ({ gain: dice.oneIn(3) ? 0 : dice.between(0, most), tally: dice.oneIn(3) ? 1 : 0 }) as const),
  );
  const low = dice.between(0, 2 * most);
  const steps = buildSteps([[[-1000, 1], [low, 0], [low + dice.between(1, most), 1]]]);
  const instance = buildInstance([{ items, tallyLimit: dice.between(0, 3) }], [], []);
  const cost = Float64Array.from({ length: instance.optionCount }, () => dice.between(0, 9));
  const problem = buildCoreProblem(instance, { cost, steps: null, linearBudgets: [], terminalBudgets: [{ steps, limit: 0 }], rowLimit: new Float64Array(0) });
  const live = Uint8Array.from({ length: instance.optionCount }, () => (dice.oneIn(8) ? 0 : 1));
  const reduced = Float64Array.from({ length: instance.optionCount }, () => dice.between(-20, 20));
  return { problem, live, reduced };
}

/** All choices of live options that keep tally and band, by item, with their costs. */
function everyChoice({ problem, live, reduced }: ReturnType<typeof randomBlock>): { options: number[]; cost: number }[] {
  const grid = problem.grids[0]!;
  const found: { options: number[]; cost: number }[] = [];
  const extend = (i: number, options: number[], point: number, tally: number, cost: number): void => {
    if (i === problem.itemCount) {
      if (tally <= problem.tallyLimit[0]! && point >= grid.first && point <= grid.last) found.push({ options, cost });
      return;
    }
    for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) {
      if (live[o] === 1) extend(i + 1, [...options, o], point + grid.point[o]!, tally + problem.tally[o]!, cost + reduced[o]!);
    }
  };
  extend(0, [], 0, 0, 0);
  return found;
}

function finish<T>(run: Generator<void, T>): T {
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

describe("a block whose totals must lie in a band", () => {
  it("has the least value, the forced values and the choices that listing everything gives", () => {
    let solved = 0;
    let impossible = 0;
    for (let seed = 1; seed <= 1500; seed++) {
      const block = randomBlock(seed);
      const { problem, live, reduced } = block;
      const meter = new WorkMeter(1, {});
      if (problem.isContradictory) continue;
      const band = drain(BandProgram.of(problem, new BlockProgram(problem, meter).classes, 0, live, meter));
      const all = everyChoice(block);
      const least = Math.min(...all.map(({ cost }) => cost));
      if (band === null) {
        expect(least, `seed ${seed}: an item without options`).toBe(Infinity);
        continue;
      }
      const choice = new Int32Array(problem.itemCount);
      // Fewer live options than it was made for, at first others.
      finish(band.solve(reduced.map((cost) => -cost), live, choice, meter));
      const value = finish(band.solve(reduced, live, choice, meter));
      expect(value, `seed ${seed}`).toBe(least);
      if (value === Infinity) {
        impossible++;
        continue;
      }
      solved++;
      expect(all.find(({ options }) => options.join() === [...choice].join())?.cost, `seed ${seed}: the choice`).toBe(least);
      const forced = new Float64Array(problem.optionCount);
      finish(band.force(7, reduced, live, forced, meter));
      for (let o = 0; o < problem.optionCount; o++) {
        if (live[o] === 0) continue;
        const wanted = Math.min(...all.filter(({ options }) => options.includes(o)).map(({ cost }) => cost));
        expect(forced[o], `seed ${seed}: option ${o}`).toBe(7 + wanted);
      }
      const limit = least + (seed % 25);
      const listed: string[] = [];
      const isComplete = finish(band.enumerate(reduced, live, limit, Infinity, (options) => listed.push(options.join()) > 0, meter));
      expect(isComplete).toBe(true);
      expect(listed.sort(), `seed ${seed}: the list`).toEqual(all.filter(({ cost }) => cost <= limit).map(({ options }) => options.join()).sort());
    }
    expect(solved).toBeGreaterThan(400);
    expect(impossible).toBeGreaterThan(20);
  });

  it("stays right when options die after it was made", () => {
    let told = 0;
    for (let seed = 1; seed <= 600; seed++) {
      const block = randomBlock(seed);
      const { problem, live, reduced } = block;
      const meter = new WorkMeter(1, {});
      if (problem.isContradictory) continue;
      const band = drain(BandProgram.of(problem, new BlockProgram(problem, meter).classes, 0, live, meter));
      if (band === null) continue;
      const dice = new Dice(seed + 10_000);
      const fewer = live.map((is) => (is === 1 && dice.oneIn(5) ? 0 : is));
      const value = finish(band.solve(reduced, fewer, new Int32Array(problem.itemCount), meter));
      expect(value, `seed ${seed}`).toBe(Math.min(...everyChoice({ ...block, live: fewer }).map(({ cost }) => cost)));
      if (value < Infinity) told++;
    }
    expect(told).toBeGreaterThan(100);
  });
});
