import { describe, expect, it } from "vitest";
import { checkSolution } from "../../src/solver/check-solution";
import type { ChoiceInstance } from "../../src/solver/instance";
import { solveChoice } from "../../src/solver/solve";
import { drain } from "../support/choice-brute-force";
import { cohortFlowSize, flowInstance } from "../support/choice-flow";
import { COHORT, cohortInstance } from "../support/choice-instances";
import { tinyInstance } from "../support/choice-tiny";
import { caseloadInstances, withoutSlack } from "../support/caseload-instances";
import { compareWithHighs } from "../support/highs";

/** Seconds that HiGHS may take for one goal. What it does not prove by then is compared by bounds. */
const highsSeconds = 3;

/** Compares every instance; returns how many goals HiGHS proved and how many were compared by bounds. */
async function agree(instances: readonly ChoiceInstance[], stepLimit: number): Promise<{ readonly proved: number; readonly bounds: number }> {
  let proved = 0;
  let bounds = 0;
  for (const [index, instance] of instances.entries()) {
    const result = drain(solveChoice(instance, { stepLimit }));
    checkSolution(instance, result);
    for (const comparison of await compareWithHighs(instance, result, highsSeconds)) {
      expect(comparison, `instance ${index}`).not.toMatchObject({ verdict: "disagrees" });
      if (comparison.verdict === "proved") proved++;
      else bounds++;
    }
  }
  return { proved, bounds };
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe("every goal beside HiGHS, our values being its budgets", () => {
  it("agrees on 150 tiny instances of every kind", async () => {
    // HiGHS has no answer to a model without columns.
    const instances = seeds(150).map((seed) => tinyInstance(seed)).filter((instance) => instance.itemCount > 0);
    const { proved, bounds } = await agree(instances, 10_000);
    expect(proved).toBeGreaterThanOrEqual(250);
    expect(bounds).toBe(0);
  }, 120_000);

  it("agrees on 5 cohorts that are min-cost flows", async () => {
    const { proved } = await agree(seeds(5).map((seed) => flowInstance(seed, cohortFlowSize)), 10_000);
    expect(proved).toBeGreaterThanOrEqual(10);
  }, 120_000);

  it("agrees on uniform caseloads, solved as flows", async () => {
    const instances = seeds(2).flatMap((seed) => caseloadInstances(seed, { unitPoints: true }).map(withoutSlack));
    const { proved } = await agree(instances, 10_000);
    expect(proved).toBeGreaterThanOrEqual(4);
  }, 120_000);

  it("agrees on small cohorts of all features", async () => {
    const instances = seeds(5).map((seed) => cohortInstance({ ...COHORT, seed, blocks: 3, agents: 3, isGainVaried: seed % 2 === 0 }));
    const { proved } = await agree(instances, 300);
    // On any machine HiGHS proves the first goals; of the later ones as many as it is quick for.
    expect(proved).toBeGreaterThanOrEqual(5);
  }, 120_000);

  it("agrees on 5 generated caseloads of whole cohorts, component by component", async () => {
    const cohorts = seeds(5).map((seed) => caseloadInstances(seed, "cohort"));
    for (const instances of cohorts) expect(instances.reduce((sum, { blockCount }) => sum + blockCount, 0)).toBe(12);
    const { proved } = await agree(cohorts.flat(), 100);
    // Few enough for a slow machine: on any, HiGHS proves the first goal of most components in a second.
    expect(proved).toBeGreaterThanOrEqual(10);
  }, 400_000);
});
