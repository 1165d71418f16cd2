import { describe, expect, it } from "vitest";
import { checkSolution } from "../../../../src/solver/check-solution";
import { flowClassOf } from "../../../../src/solver/flow/flow-class";
import { solveFlow } from "../../../../src/solver/flow/solve-flow";
import type { ChoiceInstance, SolveLimits, SolveResult } from "../../../../src/solver/instance";
import { solveWeighted } from "../../../../src/solver/weighted/goal/lexicographic";
import { drain, findFault } from "../../../support/choice-brute-force";
import { cohortFlowSize, flowInstance, tinyFlowSize } from "../../../support/choice-flow";
import { tinyInstance } from "../../../support/choice-tiny";

function solvedAsFlow(instance: ChoiceInstance, limits: SolveLimits): SolveResult {
  const found = flowClassOf(instance);
  if (found.kind !== "flow") throw new Error(found.why);
  return drain(solveFlow(instance, found.shape, limits));
}

describe("solveFlow", () => {
  it("reaches the exact optimum of every goal of instances made for its class", () => {
    for (let seed = 1; seed <= 250; seed++) expectExact(flowInstance(seed, tinyFlowSize), `seed ${seed}`);
  });

  it("reaches the exact optimum of whatever falls into its class by chance", () => {
    let found = 0;
    for (let seed = 1; seed <= 3000; seed++) {
      const instance = tinyInstance(seed);
      if (flowClassOf(instance).kind !== "flow") continue;
      found++;
      expectExact(instance, `seed ${seed}`);
    }
    expect(found).toBeGreaterThan(300);
  });

  it("agrees with the weighted engine on every goal", () => {
    for (let seed = 1; seed <= 150; seed++) {
      const instance = flowInstance(seed, { ...tinyFlowSize, itemsPerBlock: 5, agents: 3 });
      const flow = solvedAsFlow(instance, {});
      const weighted = drain(solveWeighted(instance, {}));
      expect(weighted.kind, `seed ${seed}`).toBe(flow.kind);
      if (flow.kind !== "solved" || weighted.kind !== "solved") continue;
      expect(weighted.goals.map((goal) => goal.stageValue), `seed ${seed}`).toEqual(flow.goals.map((goal) => goal.stageValue));
    }
  });

  it("gives the same answer to the same instance", () => {
    const once = solvedAsFlow(flowInstance(3, cohortFlowSize), {});
    expect(solvedAsFlow(flowInstance(3, cohortFlowSize), {})).toEqual(once);
  });

  it("claims nothing false when a step limit ends it early, and keeps to the limit but for a slice", () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) {
      const instance = flowInstance(seed, cohortFlowSize);
      const whole = solvedAsFlow(instance, {});
      for (const stepLimit of [0, 1, 2, 4, 8, 16, 64]) {
        const part = solvedAsFlow(instance, { stepLimit });
        checkSolution(instance, part);
        kinds.add(part.kind === "solved" ? part.termination : part.kind);
        expect(part.steps).toBeLessThanOrEqual(stepLimit + 3);
        if (part.kind !== "solved" || whole.kind !== "solved") continue;
        // The first goal that was not finished still has all the earlier ones at their optimum.
        for (const [index, goal] of part.goals.entries()) {
          expect(goal.bound, `seed ${seed}, goal ${index}`).toBeLessThanOrEqual(whole.goals[index].stageValue);
          if (goal.stageValue !== whole.goals[index].stageValue) break;
        }
      }
    }
    expect([...kinds].sort()).toEqual(["infeasible", "optimal", "step-limit", "unknown"]);
  });

  it("has the choice it was given to start from at once, whatever is wrong with the first options of all items", () => {
    let started = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const instance = flowInstance(seed, cohortFlowSize);
      const whole = solvedAsFlow(instance, {});
      if (whole.kind !== "solved" || solvedAsFlow(instance, { stepLimit: 0 }).kind === "solved") continue;
      const again = solvedAsFlow(instance, { stepLimit: 0, start: whole.choice });
      checkSolution(instance, again);
      expect(again, `seed ${seed}`).toMatchObject({ kind: "solved", choice: whole.choice });
      started++;
    }
    expect(started).toBeGreaterThan(5);
  });

  it("stops when asked, with the best choice so far", () => {
    const instance = flowInstance(2, { ...cohortFlowSize, blocks: 60, agents: 30 });
    let asked = 0;
    const part = solvedAsFlow(instance, { shouldStop: () => ++asked > 3 });
    checkSolution(instance, part);
    expect(part).toMatchObject({ termination: "stopped" });
    expect(asked).toBe(4);
  });
});

function expectExact(instance: ChoiceInstance, name: string): void {
  const result = solvedAsFlow(instance, {});
  checkSolution(instance, result);
  expect(findFault(instance, result), name).toBeNull();
  if (result.kind !== "solved") return;
  expect(result, name).toMatchObject({ termination: "optimal", method: "flow" });
  for (const goal of result.goals) expect(goal.bound, name).toBe(goal.stageValue);
}
