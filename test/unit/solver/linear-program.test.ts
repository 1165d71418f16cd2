import { describe, expect, it } from "vitest";
import { linearBound } from "../../../src/solver/linear-program";
import { budgetAfter, goalValue } from "../../../src/solver/goal-values";
import type { Goal, Tolerance } from "../../../src/solver/instance";
import { solveChoice } from "../../../src/solver/solve";
import { drain, feasibleChoices } from "../../support/choice-brute-force";
import { buildInstance, buildSteps, type BlockSpec } from "../../support/choice-builder";
import { flowInstance, tinyFlowSize } from "../../support/choice-flow";
import { tinyInstance } from "../../support/choice-tiny";

const exact: Tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };
/** Two items: stay for 10, or move for 1 using 2 of a row. */
const block: BlockSpec = {
  items: [
    [{}, { gain: 3, rows: [[0, 2]] }],
    [{}, { gain: 3, rows: [[0, 2]] }],
  ],
};
const cost: Goal = { kind: "linear", tolerance: exact, cost: Float64Array.from([10, 1, 10, 1]) };
const band = (first: number): Goal => ({ kind: "terminal", tolerance: exact, steps: buildSteps([[[0, 5], [first, 0]]]) });

describe("linearBound", () => {
  it("gives the relaxation's optimum rounded up", () => {
    // The first move fits, and a fifth of the second: 1 + 10 · 0.8 + 0.2 = 9.2.
    const uneven: BlockSpec = { items: [block.items[0], [{}, { gain: 3, rows: [[0, 5]] }]] };
    expect(linearBound(buildInstance([uneven], [3], [cost]), 0, [])).toEqual({ kind: "bound", value: 10, choiceValue: null });
  });

  it("leaves out what no number of moves can use of a row", () => {
    expect(linearBound(buildInstance([block], [3], [cost]), 0, [])).toEqual({ kind: "bound", value: 11, choiceValue: 11 });
  });

  it("turns a terminal budget of zero into a band on the total", () => {
    const total = { ...cost, cost: Float64Array.from([0, 8, 0, 9]) };
    expect(linearBound(buildInstance([block], [9], [band(3), total]), 1, [0])).toEqual({ kind: "bound", value: 8, choiceValue: 8 });
    expect(linearBound(buildInstance([block], [9], [band(3), total]), 1, [5])).toEqual({ kind: "bound", value: 0, choiceValue: 0 });
  });

  it("turns a peak's budget into a limit on its rows", () => {
    const peak: Goal = { kind: "peak", tolerance: exact, row: Int32Array.of(0), offset: Float64Array.of(1), size: Float64Array.of(6) };
    expect(linearBound(buildInstance([block], [9], [peak, cost]), 1, [50])).toEqual({ kind: "bound", value: 11, choiceValue: 11 });
  });

  it("says why when it has no answer", () => {
    expect(linearBound(buildInstance([block], [9], [band(3)]), 0, [])).toEqual({ kind: "no-answer", why: "goal 0 is not linear" });
    expect(linearBound(buildInstance([block], [9], [band(7), cost]), 1, [0])).toEqual({ kind: "no-answer", why: "the budgets leave a block no total" });
    expect(linearBound(buildInstance([{ ...block, leastTotal: 4 }], [1], [cost]), 0, [])).toMatchObject({ kind: "no-answer" });
    expect(linearBound(buildInstance([block], [9], [cost, cost]), 1, [])).toEqual({ kind: "no-answer", why: "goal 0 has no budget" });
  });

  it("is never above the true optimum under the same budgets", () => {
    let bounds = 0;
    for (let seed = 1; seed <= 800; seed++) {
      const instance = tinyInstance(seed);
      let choices = feasibleChoices(instance);
      const budgets: number[] = [];
      for (const [index, goal] of instance.goals.entries()) {
        if (choices.length === 0) break;
        const best = Math.min(...choices.map((choice) => goalValue(instance, goal, choice)));
        const opinion = linearBound(instance, index, budgets);
        if (opinion.kind === "bound") {
          bounds++;
          expect(opinion.value, `seed ${seed}, goal ${index}`).toBeLessThanOrEqual(best);
          if (opinion.choiceValue !== null) expect(opinion.choiceValue, `seed ${seed}, goal ${index}`).toBeGreaterThanOrEqual(best);
        }
        budgets.push(budgetAfter(goal.tolerance, best));
        choices = choices.filter((choice) => goalValue(instance, goal, choice) <= budgets[index]);
      }
    }
    expect(bounds).toBeGreaterThan(300);
  });

  it("finds the optimum of what is a min-cost flow, by a choice of its own", () => {
    let found = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const instance = flowInstance(seed, tinyFlowSize);
      const result = drain(solveChoice(instance));
      if (result.kind !== "solved") continue;
      const budgets = result.goals.map(({ stageValue }, index) => budgetAfter(instance.goals[index].tolerance, stageValue));
      for (const [index, goal] of instance.goals.entries()) {
        if (goal.kind !== "linear") continue;
        const { stageValue } = result.goals[index];
        expect(linearBound(instance, index, budgets.slice(0, index)), `seed ${seed}, goal ${index}`).toEqual({ kind: "bound", value: stageValue, choiceValue: stageValue });
        found++;
      }
    }
    expect(found).toBeGreaterThan(100);
  });
});
