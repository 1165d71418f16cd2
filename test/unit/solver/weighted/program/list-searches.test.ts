import { describe, expect, it, vi } from "vitest";
import { firstPush, rowsToKeep } from "../../../../../src/solver/weighted/bound/kept-rows";
import { DecompositionSearch } from "../../../../../src/solver/weighted/pattern/decomposition-search";
import { coreValue, isCoreFeasible } from "../../../../../src/solver/weighted/problem/core-problem";
import { MasterProgram } from "../../../../../src/solver/weighted/program/master-program";
import { PatternSearch } from "../../../../../src/solver/weighted/program/pattern-search";
import { goalValue } from "../../../../../src/solver/goal-values";
import { drain, feasibleChoices } from "../../../../support/choice-brute-force";
import { randomRelief } from "../../../../support/choice-relief";
import { listedRelief } from "../../../../support/listed-relief";

/** The least value found by each of both searches of all patterns, in turns of `turn` operations, and how many turns they took. */
function search(seed: number, turn: number) {
  const { instance, cost, steps, problem, meter, relaxation, live, price, list } = listedRelief(randomRelief(seed, 3, 3, 2, 70 + (seed % 4) * 20));
  let best = Infinity;
  let turns = 0;
  const run = (go: (end: number) => Generator<void, boolean>): number => {
    best = Infinity;
    while (!drain(go(meter.spent + turn))) turns++;
    return problem.costOffset + problem.costUnit * best;
  };
  const cutoff = (): number => (best === Infinity ? 2 ** 30 : best);
  const offer = (choice: Int32Array): boolean => {
    const value = coreValue(problem, choice);
    if (value >= best || !isCoreFeasible(problem, choice)) return false;
    best = value;
    return true;
  };
  const program = new PatternSearch(relaxation, list, [], cutoff, offer, () => false);
  const byProgram = run((end) => program.run(end));
  relaxation.keep(rowsToKeep(problem), price, firstPush(problem, live, new Float64Array(problem.optionCount)));
  const decomposition = new DecompositionSearch(relaxation, list, cutoff, offer, () => false);
  const byDecomposition = run((end) => decomposition.run(price, new Float64Array(problem.optionCount), end));
  const tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };
  const values = feasibleChoices(instance).map((choice) => goalValue(instance, { kind: "linear", tolerance, cost }, choice) + goalValue(instance, { kind: "terminal", tolerance, steps }, choice));
  return { byProgram, byDecomposition, least: Math.min(...values), turns };
}

describe("searches of listed patterns", () => {
  it("find the least value, by the linear program and by decomposition, at once and in short turns", () => {
    let turns = 0;
    for (let seed = 1; seed <= 40; seed++) {
      for (const turn of [Infinity, 200]) {
        const found = search(seed, turn);
        expect(found.byProgram, `seed ${seed}, turns of ${turn}: linear program`).toBe(found.least);
        expect(found.byDecomposition, `seed ${seed}, turns of ${turn}: decomposition`).toBe(found.least);
        turns += found.turns;
      }
    }
    expect(turns).toBeGreaterThan(40);
  });

  it("starts a node's program anew where it broke down, rather than divide the node blindly", () => {
    const lists = [1, 2, 3, 4, 5, 6].map((seed) => listedRelief(randomRelief(seed, 4, 6, 3, 100)));
    const nodesOf = (): number => {
      let nodes = 0;
      for (const { problem, relaxation, list } of lists) {
        let best = 2 ** 30;
        const offer = (choice: Int32Array): boolean => {
          if (coreValue(problem, choice) >= best || !isCoreFeasible(problem, choice)) return false;
          best = coreValue(problem, choice);
          return true;
        };
        const program = new PatternSearch(relaxation, list, [], () => best, offer, () => false);
        expect(drain(program.run(Infinity))).toBe(true);
        nodes += program.nodes;
      }
      return nodes;
    };
    const nodes = nodesOf();
    const solve = MasterProgram.prototype.solve;
    // Every other program says that nothing fits, at prices that say nothing.
    let programs = 0;
    const breaking = vi.spyOn(MasterProgram.prototype, "solve").mockImplementation(function* (this: MasterProgram, target, pivots) {
      const ending = yield* solve.call(this, target, pivots);
      if (programs++ % 2 === 1) return ending;
      this.price.fill(0);
      return "infeasible";
    });
    expect(nodesOf()).toBeLessThan(1.5 * nodes);
    breaking.mockRestore();
    expect(programs).toBeGreaterThan(20);
  });

  it("agree on lists so long that the program looks at a part of them only", () => {
    let longest = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const { problem, relaxation, live, price, list } = listedRelief(randomRelief(seed, 3, 6, 3, 180));
      longest = Math.max(longest, list.count);
      const least = (go: (cutoff: () => number, offer: (choice: Int32Array) => boolean) => Generator<void, boolean>): number => {
        let best = 2 ** 30;
        const offer = (choice: Int32Array): boolean => {
          if (coreValue(problem, choice) >= best || !isCoreFeasible(problem, choice)) return false;
          best = coreValue(problem, choice);
          return true;
        };
        expect(drain(go(() => best, offer))).toBe(true);
        return best;
      };
      const byProgram = least((cutoff, offer) => new PatternSearch(relaxation, list, [], cutoff, offer, () => false).run(Infinity));
      relaxation.keep(rowsToKeep(problem), price, firstPush(problem, live, new Float64Array(problem.optionCount)));
      const byDecomposition = least((cutoff, offer) => new DecompositionSearch(relaxation, list, cutoff, offer, () => false).run(price, new Float64Array(problem.optionCount), Infinity));
      expect(byProgram, `seed ${seed}`).toBe(byDecomposition);
    }
    expect(longest).toBeGreaterThan(2600);
  });
});
