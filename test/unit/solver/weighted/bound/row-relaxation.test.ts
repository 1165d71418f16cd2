import { describe, expect, it } from "vitest";
import { ascend } from "../../../../../src/solver/weighted/bound/dual-ascent";
import { RowRelaxation } from "../../../../../src/solver/weighted/bound/row-relaxation";
import { buildCoreProblem, coreValue } from "../../../../../src/solver/weighted/problem/core-problem";
import { drain, feasibleChoices } from "../../../../support/choice-brute-force";
import { buildInstance, type BlockSpec } from "../../../../support/choice-builder";
import { Dice } from "../../../../support/choice-random";
import { gapCore, meter, SCALE } from "../../../../support/core-problems";

describe("the relaxation of rows", () => {
  it("is a bound of every choice at any prices, and of what is neither settled nor closed", () => {
    let near = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const dice = new Dice(seed);
      const problem = gapCore(seed, 3, 7, 100 + (seed % 3) * 10);
      const choices = feasibleChoices(problem.instance);
      const relaxation = new RowRelaxation(problem, meter(), SCALE);
      const price = Float64Array.from({ length: 7 }, () => dice.between(0, 40 * SCALE));
      const rule = { steps: seed % 40, delta: 20 * SCALE, target: Infinity, momentum: 0.7, patience: 6 };
      drain(ascend(relaxation, price, (trial) => relaxation.evaluate(trial, true), rule, () => {}));
      const bound = drain(relaxation.evaluate(price, true));
      const least = Math.min(Infinity, ...choices.map((choice) => coreValue(problem, choice)));
      expect(bound, `seed ${seed}`).toBeLessThanOrEqual(least * SCALE);
      if (bound > 0.9 * least * SCALE) near++;
      // What an item is short of, and what rows took.
      const taken = relaxation.taken.flat();
      for (let i = 0; i < 7; i++) expect(relaxation.violation[i]).toBe(1 - taken.filter((o) => problem.itemOfOption[o] === i).length);
      relaxation.taken.forEach((options, r) => {
        expect(options.reduce((sum, o) => sum + problem.entryAmount[problem.entryStart[o]!]!, 0)).toBeLessThanOrEqual(problem.rowLimit[r]!);
      });
      // One row's part of a choice fixed: the rest is bounded.
      for (const choice of choices.slice(0, 20)) {
        relaxation.isSettled.fill(0);
        relaxation.isClosed.fill(0);
        relaxation.isClosed[1] = 1;
        let fixed = 0;
        choice.forEach((o, i) => {
          if (problem.entryRow[problem.entryStart[o]!] !== 1) return;
          relaxation.isSettled[i] = 1;
          fixed += problem.cost[o]!;
        });
        const rest = drain(relaxation.evaluate(price, true));
        expect(relaxation.violation.every((short, i) => relaxation.isSettled[i] === 0 || short === 0)).toBe(true);
        expect(rest).toBeLessThanOrEqual((coreValue(problem, choice) - fixed) * SCALE);
      }
    }
    expect(near).toBeGreaterThan(5);
  });

  it("suits problems of single items whose options use one row each, and no others", () => {
    const suits = (blocks: readonly BlockSpec[]): boolean => {
      const goals = [{ kind: "linear" as const, tolerance: { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 }, cost: new Float64Array(blocks.flatMap(({ items }) => items.flat()).length) }];
      const instance = buildInstance(blocks, [9, 9], goals);
      return RowRelaxation.suits(buildCoreProblem(instance, { cost: goals[0]!.cost, steps: null, linearBudgets: [], terminalBudgets: [], rowLimit: instance.rowLimit }));
    };
    const one = [{ rows: [[0, 3]] as const }, { rows: [[1, 4]] as const }];
    expect(suits([{ items: [one] }, { items: [one] }])).toBe(true);
    expect(suits([{ items: [one, one] }])).toBe(false);
    expect(suits([{ items: [[...one, {}]] }])).toBe(false);
    expect(suits([{ items: [[{ rows: [[0, 3], [1, 4]] }, ...one]] }])).toBe(false);
    expect(suits([{ items: [[{ rows: [[0, 3]], tally: 1 }, ...one]] }])).toBe(false);
    expect(suits([{ items: [one], leastTotal: 0 }])).toBe(false);
  });
});
