import { describe, expect, it } from "vitest";
import { certify } from "../../src/pipeline/certify";
import { checkCertificate } from "../../src/proof/check-certificate";
import { flowClassOf } from "../../src/solver/flow/flow-class";
import { flowPrices } from "../../src/solver/flow/flow-prices";
import type { ChoiceInstance } from "../../src/solver/instance";
import { solveChoice } from "../../src/solver/solve";
import { buildCoreProblem } from "../../src/solver/weighted/problem/core-problem";
import { keep } from "../../src/solver/weighted/problem/core-request";
import { drain } from "../support/choice-brute-force";
import { cohortFlowSize, flowInstance, tinyFlowSize } from "../support/choice-flow";
import { tinyInstance } from "../support/choice-tiny";

const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Certifies a flow and has the certificate checked; the number of goals, 0 when it has no solution. */
function expectCertified(instance: ChoiceInstance, name: string): number {
  const result = drain(solveChoice(instance));
  if (result.kind !== "solved") return 0;
  expect(result.method, name).toBe("flow");
  const { certificate, result: certified } = drain(certify(instance, result, () => false));
  expect(checkCertificate(instance, certificate!), name).toEqual([]);
  for (const [g, { nodes, bound, stageValue }] of certificate!.goals.entries()) {
    expect(nodes, `${name}, goal ${g}`).toEqual([]);
    expect(bound, `${name}, goal ${g}`).toBe(stageValue);
    expect(certified.goals[g]!.bound, `${name}, goal ${g}`).toBe(stageValue);
    const more = { ...certificate!, goals: certificate!.goals.map((goal, k) => (k === g ? { ...goal, bound: bound + 1 } : goal)) };
    expect(checkCertificate(instance, more), `${name}, goal ${g}, one more`).not.toEqual([]);
  }
  return certificate!.goals.length;
}

describe("certificates of what is a min-cost flow", () => {
  it("prove the exact optimum of every goal by prices alone, and nothing above it", () => {
    const goals = seeds(250).map((seed) => expectCertified(flowInstance(seed, tinyFlowSize), `seed ${seed}`));
    expect(goals.filter((count) => count > 1).length).toBeGreaterThan(100);
  });

  it("do so for whatever is one by chance", () => {
    const instances = seeds(1500).map((seed) => [tinyInstance(seed), `seed ${seed}`] as const).filter(([instance]) => flowClassOf(instance).kind === "flow");
    const goals = instances.map(([instance, name]) => expectCertified(instance, name));
    expect(goals.filter((count) => count > 0).length).toBeGreaterThan(150);
  });

  it("do so for whole cohorts", () => {
    const goals = seeds(12).map((seed) => expectCertified(flowInstance(seed, cohortFlowSize), `seed ${seed}`));
    expect(goals.filter((count) => count > 1).length).toBeGreaterThan(5);
  });
});

describe("flowPrices", () => {
  /** The instance with one goal only, its problem, and the goal's optimum in the problem's units. */
  function single(seed: number) {
    const instance = { ...flowInstance(seed, cohortFlowSize), goals: [] };
    const cost = Float64Array.from({ length: instance.optionCount }, (_, o) => (o * 7919 * seed) % 1009);
    const goal = { kind: "linear", tolerance: { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 }, cost } as const;
    const result = drain(solveChoice({ ...instance, goals: [goal] }));
    const problem = buildCoreProblem(instance, { ...keep(instance, []), cost, steps: null });
    return result.kind === "solved" ? { goal, problem, optimum: (result.goals[0]!.value - problem.costOffset) / problem.costUnit } : null;
  }

  it("reads prices off for the optimum, none for more than it", () => {
    let found = 0;
    for (const seed of seeds(30)) {
      const at = single(seed);
      if (at === null) continue;
      expect(drain(flowPrices(at.problem, [at.goal], at.goal, at.optimum, {})), `seed ${seed}`).not.toBeNull();
      expect(drain(flowPrices(at.problem, [at.goal], at.goal, at.optimum + 1, {})), `seed ${seed}`).toBeNull();
      found++;
    }
    expect(found).toBeGreaterThan(15);
  });
});
