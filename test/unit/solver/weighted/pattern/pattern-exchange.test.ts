import { describe, expect, it } from "vitest";
import { Relaxation } from "../../../../../src/solver/weighted/bound/relaxation";
import { PatternExchange } from "../../../../../src/solver/weighted/pattern/pattern-exchange";
import { listPatterns } from "../../../../../src/solver/weighted/pattern/pattern-list";
import { buildCoreProblem, coreValue, isCoreFeasible } from "../../../../../src/solver/weighted/problem/core-problem";
import { WorkMeter } from "../../../../../src/solver/weighted/problem/work-meter";
import { drain, feasibleChoices } from "../../../../support/choice-brute-force";
import { Dice } from "../../../../support/choice-random";
import { randomRelief, reliefInstance } from "../../../../support/choice-relief";

/** What exchanges make of a random choice, at random prices, with the list of all patterns; the values of all choices beside it. */
function exchange(seed: number) {
  const { instance, cost, steps } = reliefInstance(randomRelief(seed, 4, 2, 2, 70 + (seed % 4) * 20));
  const problem = buildCoreProblem(instance, { cost, steps, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit });
  const meter = new WorkMeter(1, {});
  const relaxation = new Relaxation(problem, meter);
  const live = new Uint8Array(problem.optionCount).fill(1);
  const dice = new Dice(seed);
  const price = new Float64Array(relaxation.capacity).map(() => dice.between(0, 3 * relaxation.scale));
  drain(relaxation.evaluate(price, live));
  const list = drain(listPatterns(relaxation, price, live, 2 ** 45, 100_000, Infinity))!;
  const all = feasibleChoices(instance);
  const start = dice.pick(all);
  const offered: Int32Array[] = [];
  drain(new PatternExchange(relaxation, list, price).run(start, Infinity, (choice) => offered.push(choice.slice()) > 0));
  return { problem, start, offered, least: Math.min(...all.map((choice) => coreValue(problem, choice))) };
}

describe("exchanges of patterns", () => {
  it("offer better and better feasible choices, down to the best where all blocks may be exchanged", () => {
    let steps = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { problem, start, offered, least } = exchange(seed);
      let value = coreValue(problem, start);
      for (const choice of offered) {
        expect(isCoreFeasible(problem, choice), `seed ${seed}`).toBe(true);
        expect(coreValue(problem, choice)).toBeLessThan(value);
        value = coreValue(problem, choice);
      }
      expect(value, `seed ${seed}`).toBe(least);
      steps += offered.length;
    }
    expect(steps).toBeGreaterThan(100);
  });
});
