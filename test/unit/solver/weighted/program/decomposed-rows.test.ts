import { describe, expect, it } from "vitest";
import type { CertificateCut, CertificateGoal } from "../../../../../src/proof/certificate";
import { checkCertificate } from "../../../../../src/proof/check-certificate";
import type { CombinedGoal } from "../../../../../src/solver/instance";
import { solveChoice } from "../../../../../src/solver/solve";
import { ascend } from "../../../../../src/solver/weighted/bound/dual-ascent";
import { Relaxation } from "../../../../../src/solver/weighted/bound/relaxation";
import { buildCoreProblem, coreValue, isCoreFeasible, type CoreProblem } from "../../../../../src/solver/weighted/problem/core-problem";
import { WorkMeter } from "../../../../../src/solver/weighted/problem/work-meter";
import { decompose } from "../../../../../src/solver/weighted/program/decomposed-rows";
import { drain } from "../../../../support/choice-brute-force";
import { randomRelief, reliefInstance } from "../../../../support/choice-relief";

/** Instances with unequal loads, their best choices proved, and the core problem of their goal. */
const cases = [1, 2, 3, 4, 5].map((seed) => {
  const { instance } = reliefInstance(randomRelief(seed, 5, 6, 3, 105));
  const solved = drain(solveChoice(instance));
  if (solved.kind !== "solved" || solved.termination !== "optimal") throw new Error("it has a proved optimum");
  const { cost, steps } = instance.goals[0] as CombinedGoal;
  const plain = buildCoreProblem(instance, { rowLimit: instance.rowLimit, linearBudgets: [], terminalBudgets: [], cost, steps });
  return { instance, solved, plain, optimum: coreValue(plain, solved.choice) };
});

describe("rows decomposed into cuts", () => {
  it("bound the optimum from below, and no worse than prices of the rows alone", () => {
    let gained = 0;
    for (const { plain, optimum } of cases) {
      const root = drain(decompose(plain, new WorkMeter(1, {}), optimum));
      const relaxation = new Relaxation(plain, new WorkMeter(1, {}));
      const { scale } = relaxation;
      const live = new Uint8Array(plain.optionCount).fill(1);
      const rule = { steps: 500, delta: 0.02 * optimum * scale, target: optimum * scale, momentum: 0.7, patience: 6 };
      const alone = Math.ceil(drain(ascend(relaxation, new Float64Array(relaxation.capacity), (price) => relaxation.evaluate(price, live), rule, () => {})) / scale);
      expect(root!.bound).toBeLessThanOrEqual(optimum);
      expect(root!.bound).toBeGreaterThanOrEqual(alone);
      gained += root!.bound - alone;
    }
    expect(gained).toBeGreaterThan(0);
  });

  it("leave the best choice as it was", () => {
    for (const { plain, solved, optimum } of cases) {
      const { problem } = drain(decompose(plain, new WorkMeter(1, {}), optimum))!.relaxation;
      expect(problem.rowCount).toBeGreaterThan(plain.rowCount);
      expect(isCoreFeasible(problem, solved.choice)).toBe(true);
    }
  });

  it("are a certificate of their bound", () => {
    for (const { instance, solved, plain, optimum } of cases) {
      const { relaxation, price, bound } = drain(decompose(plain, new WorkMeter(1, {}), optimum))!;
      const { stageValue } = solved.goals[0]!;
      const witness = [...solved.choice];
      const stated = (claim: number): readonly CertificateGoal[] => [
        { stageValue, witness, bound: plain.costOffset + plain.costUnit * claim, scale: relaxation.scale, cuts: cutsOf(relaxation.problem, plain.rowCount), prices: [...price], nodes: [] },
      ];
      expect(checkCertificate(instance, { instance: "", choice: witness, goals: stated(bound), digest: "" })).toEqual([]);
      expect(checkCertificate(instance, { instance: "", choice: witness, goals: stated(optimum + 1), digest: "" })).not.toEqual([]);
    }
  });
});

/** A problem's rows from the first on, as cuts of a certificate. */
function cutsOf(problem: CoreProblem, first: number): readonly CertificateCut[] {
  const cuts = problem.cutSource.map((row) => ({ row, options: [] as number[], amounts: [] as number[] }));
  for (let o = 0; o < problem.optionCount; o++) {
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      const cut = problem.entryRow[e]! < first ? undefined : cuts[problem.entryRow[e]! - first];
      cut?.options.push(o);
      cut?.amounts.push(problem.entryAmount[e]!);
    }
  }
  return cuts;
}
