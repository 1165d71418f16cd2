import { describe, expect, it } from "vitest";
import { solveChoice } from "../../../../../src/solver/solve";
import { RowDive } from "../../../../../src/solver/weighted/goal/row-dive";
import { coreValue, isCoreFeasible, type CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { drain, feasibleChoices } from "../../../../support/choice-brute-force";
import { gapInstance, type GapProblem } from "../../../../support/choice-gap";
import { Dice } from "../../../../support/choice-random";
import { gapCore, meter, SCALE } from "../../../../support/core-problems";

/** Costs that fall as weights rise: the hard kind. */
function hard(seed: number, agents: number, jobs: number): GapProblem {
  const dice = new Dice(seed);
  const weight = Array.from({ length: agents * jobs }, () => dice.between(1, 100));
  const cost = weight.map((one) => 111 - one + dice.between(-10, 10));
  const capacity = Array.from({ length: agents }, (_, a) => Math.floor((0.8 * weight.slice(a * jobs, (a + 1) * jobs).reduce((sum, one) => sum + one)) / agents));
  return { agents, jobs, cost, weight, capacity };
}

/** The values a dive offers, all feasible, each below those before; and the bound it tells of. */
function dive(problem: CoreProblem, places: number): { values: number[]; bound: number } {
  const values: number[] = [];
  let bound = 0;
  const run = new RowDive(problem, meter(), SCALE, () => values.at(-1) ?? 1e6, (choice) => {
    expect(isCoreFeasible(problem, choice)).toBe(true);
    const value = coreValue(problem, choice);
    if (value < (values.at(-1) ?? 1e6)) values.push(value);
  });
  drain(run.run(new Float64Array(problem.itemCount).fill(20 * SCALE), { places, depth: 16 }, (told) => (bound = told)));
  return { values, bound };
}

describe("dives by rows", () => {
  it("come by the best choices of small problems, mostly by the best of all, and tell a bound that none is below", () => {
    let solved = 0;
    let best = 0;
    let tight = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const problem = seed % 2 === 0 ? gapCore(seed, 3, 8, 105) : gapCore(0, 3, 8, 0, hard(seed, 3, 8));
      const all = feasibleChoices(problem.instance).map((choice) => coreValue(problem, choice));
      const { values, bound } = dive(problem, 8);
      if (all.length === 0) {
        expect(values, `seed ${seed}`).toEqual([]);
        continue;
      }
      solved++;
      const least = Math.min(...all);
      expect(values.at(-1) ?? least, `seed ${seed}`).toBeGreaterThanOrEqual(least);
      if (values.at(-1) === least) best++;
      expect(bound, `seed ${seed}`).toBeLessThanOrEqual(least);
      if (bound === least) tight++;
    }
    expect(solved).toBeGreaterThan(20);
    expect(best).toBeGreaterThan(0.8 * solved);
    expect(tight).toBeGreaterThan(8);
  });

  it("find no worse with other patterns in some places", () => {
    let better = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const problem = gapCore(0, 6, 24, 0, hard(seed, 6, 24));
      const [straight, wide] = [0, 4].map((places) => dive(problem, places).values.at(-1) ?? Infinity);
      if (wide! < straight!) better++;
    }
    expect(better).toBeGreaterThan(2);
  });

  it("carry a hard problem near its bound in few steps, in the same way every time", () => {
    const { agents, jobs, ...rest } = hard(3, 6, 40);
    const instance = gapInstance({ agents, jobs, ...rest });
    const [one, two] = [1, 2].map(() => drain(solveChoice(instance, { stepLimit: 400_000 })));
    expect(one).toEqual(two);
    if (one!.kind !== "solved") throw new Error("a choice is expected");
    const { value, bound } = one!.goals[0]!;
    expect(value - bound).toBeLessThanOrEqual(value / 200);
  });
});
