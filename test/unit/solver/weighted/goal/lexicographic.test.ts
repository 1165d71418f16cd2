import { describe, expect, it } from "vitest";
import { goalValue } from "../../../../../src/solver/goal-values";
import { solveWeighted } from "../../../../../src/solver/weighted/goal/lexicographic";
import { caseloadInstances } from "../../../../support/caseload-instances";
import { drain } from "../../../../support/choice-brute-force";
import { tinyInstance } from "../../../../support/choice-tiny";

const EXACT = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };

describe("what is proved elsewhere", () => {
  it("need not be proved again: a start at the bounds is the answer at once, and bounds of other values before are not asked for", () => {
    let searched = 0;
    for (let seed = 400; seed < 460; seed++) {
      const given = tinyInstance(seed);
      const instance = { ...given, goals: given.goals.map((goal) => ({ ...goal, tolerance: EXACT })) };
      const first = drain(solveWeighted(instance, {}));
      if (first.kind !== "solved" || instance.goals.length === 0) continue;
      const values = first.goals.map(({ stageValue }) => stageValue);
      const asked: (readonly number[])[] = [];
      const boundAfter = (before: readonly number[]): number | null => {
        asked.push(before);
        return first.goals[before.length]!.bound;
      };
      const again = drain(solveWeighted(instance, { start: first.choice, boundAfter }));
      expect(again.kind === "solved" && again.goals.map(({ stageValue, bound }) => [stageValue, bound])).toEqual(first.goals.map(({ stageValue, bound }) => [stageValue, bound]));
      expect(asked).toEqual(values.map((_, goal) => values.slice(0, goal)));
      expect(again.steps, `seed ${seed}`).toBeLessThanOrEqual(instance.goals.length);
      if (first.steps > instance.goals.length) searched++;
      const low = drain(solveWeighted(instance, { boundAfter: (before) => first.goals[before.length]!.bound - 1 }));
      expect(low.kind === "solved" && low.goals.map(({ stageValue }) => stageValue)).toEqual(values);
    }
    expect(searched).toBeGreaterThan(5);
  });
});

describe("a run of few steps", () => {
  it("gives what there is room for also where cover workers are too few, and not merely the first options", () => {
    for (const share of [0.9, 1]) {
      const [instance] = caseloadInstances(1, { coverCapacityShare: share }).sort((a, b) => b.itemCount - a.itemCount);
      const nothing = goalValue(instance!, instance!.goals[0]!, instance!.optionStart.slice(0, instance!.itemCount));
      const result = drain(solveWeighted(instance!, { stepLimit: 60 }));
      expect(result.kind).toBe("solved");
      if (result.kind === "solved") expect(result.goals[0]!.value * 10).toBeLessThan(nothing);
    }
  });

  it("makes a first choice fit that fits but for little", () => {
    for (const [seed, participants] of [[9, 12], [3, 24], [7, 24]] as const) {
      const [instance] = caseloadInstances(seed, { participants, coverWorkers: participants / 2, coverCapacityShare: 1.05 }).sort((a, b) => b.itemCount - a.itemCount);
      const [relief] = instance!.goals;
      const nothing = goalValue(instance!, relief!, instance!.optionStart.slice(0, instance!.itemCount));
      const result = drain(solveWeighted({ ...instance!, goals: [relief!] }, { stepLimit: 3 }));
      expect(result.kind).toBe("solved");
      if (result.kind === "solved") expect(result.goals[0]!.value * 20).toBeLessThan(nothing);
    }
  });
});
