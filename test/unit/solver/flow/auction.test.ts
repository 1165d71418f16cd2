import { describe, expect, it } from "vitest";
import { choiceFault } from "../../../../src/solver/check-solution";
import { auction } from "../../../../src/solver/flow/auction";
import { flowClassOf } from "../../../../src/solver/flow/flow-class";
import { buildNetwork, combinedCosts, flowProblem, type FlowNetwork } from "../../../../src/solver/flow/flow-network";
import { solveMinCostFlow } from "../../../../src/solver/flow/min-cost-flow";
import { goalValue } from "../../../../src/solver/goal-values";
import type { ChoiceInstance, CombinedGoal } from "../../../../src/solver/instance";
import { solveChoice } from "../../../../src/solver/solve";
import { drain } from "../../../support/choice-brute-force";
import { Dice } from "../../../support/choice-random";
import { reliefInstance, type ReliefProblem } from "../../../support/choice-relief";

/** A county of unit weights: items of 12 or so candidates, every tenth of none, cover of so many per cent of what is needed. */
function unitRelief(seed: number, P: number, M: number, percent: number): ReliefProblem {
  const dice = new Dice(seed);
  const items = Array.from({ length: 20 * P }, (_, i) => {
    const cand = Array.from({ length: M }, (_agent, m) => m).filter(() => i % 10 > 0 && dice.between(1, M) <= 12);
    return { p: Math.floor(i / 20), a: 1, cand, w: cand.map(() => 1), c: cand.map(() => dice.between(0, 100)) };
  });
  const K = Array.from({ length: M }, (_, m) => Math.floor(((m + 1) * 6 * P * percent) / 100 / M) - Math.floor((m * 6 * P * percent) / 100 / M));
  return { P, M, items, L: Array.from({ length: P }, () => 6), U: Array.from({ length: P }, () => 7), K, pen: 1000 };
}

function networkOf(instance: ChoiceInstance): { readonly network: FlowNetwork; readonly cost: Float64Array } {
  const found = flowClassOf(instance);
  const network = found.kind === "flow" ? buildNetwork(instance, found.shape) : null;
  if (network === null) throw new Error("no network");
  return { network, cost: combinedCosts(network, instance.goals[0] as CombinedGoal).cost };
}

describe("auction", () => {
  it("finds a choice that keeps every limit and costs next to nothing more than the best", () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { instance } = reliefInstance(unitRelief(seed, 10 + seed, 9, 105 + seed));
      const { network, cost } = networkOf(instance);
      const sold = drain(auction(network, cost));
      if (sold === null) throw new Error(`seed ${seed}: nothing sold`);
      expect(choiceFault(instance, sold.choice), `seed ${seed}`).toBeNull();
      const best = drain(solveChoice(instance));
      if (best.kind !== "solved") throw new Error(best.kind);
      // Each item has the place cheapest to it but for a sixty-fourth.
      expect(goalValue(instance, instance.goals[0], sold.choice) - best.goals[0].value).toBeLessThanOrEqual(instance.itemCount / 64);
    }
  });

  it("leaves the simplex little to do: with its choice and prices it needs hardly more than one look at every arc", () => {
    for (const [seed, percent] of [[1, 103], [2, 112], [3, 130]] as const) {
      const { network, cost } = networkOf(reliefInstance(unitRelief(seed, 40, 25, percent)).instance);
      const problem = flowProblem(network, cost);
      const sold = drain(auction(network, cost));
      const after = solveMinCostFlow(problem, sold!.basis);
      const alone = solveMinCostFlow(problem);
      if (after.kind !== "optimal" || alone.kind !== "optimal") throw new Error(after.kind);
      expect(after.value).toBe(alone.value);
      expect(after.work).toBeLessThan(3 * cost.length);
      expect(alone.work).toBeGreaterThan(10 * cost.length);
    }
  });

  it("comes to nothing where far too little is for sale, after not much work; the answer is exact all the same", () => {
    const { instance } = reliefInstance(unitRelief(4, 40, 25, 70));
    const { network, cost } = networkOf(instance);
    const run = auction(network, cost);
    let work = 0;
    let step = run.next();
    for (; step.done !== true; step = run.next()) {
      expect(step.value - work).toBeLessThan(60_000);
      work = step.value;
    }
    expect(step.value).toBeNull();
    expect(work).toBeLessThan(9 * cost.length);
    const result = drain(solveChoice(instance));
    expect(result).toMatchObject({ kind: "solved", termination: "optimal", method: "flow" });
  });
});

describe("solveChoice with unit weights", () => {
  it("takes a few looks at every arc", () => {
    for (const [seed, percent] of [[5, 105], [6, 120]] as const) {
      const result = drain(solveChoice(reliefInstance(unitRelief(seed, 60, 30, percent)).instance));
      expect(result).toMatchObject({ kind: "solved", termination: "optimal", method: "flow" });
      expect(result.steps).toBeLessThan(9);
    }
  });

  it("never returns less than the choice given to start from, however soon it is stopped", () => {
    const { instance } = reliefInstance(unitRelief(7, 60, 30, 75));
    const best = drain(solveChoice(instance));
    if (best.kind !== "solved") throw new Error(best.kind);
    for (const stepLimit of [0, 1, 3, 9, 12]) expect(drain(solveChoice(instance, { stepLimit, start: best.choice }))).toMatchObject({ goals: [{ value: best.goals[0].value }] });
  });
});
