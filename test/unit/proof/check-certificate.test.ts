import { describe, expect, it } from "vitest";
import { certify } from "../../../src/pipeline/certify";
import type { CertificateGoal, ComponentCertificate } from "../../../src/proof/certificate";
import { checkCertificate } from "../../../src/proof/check-certificate";
import { trivialBound } from "../../../src/solver/goal-values";
import type { ChoiceInstance, Goal, Tolerance } from "../../../src/solver/instance";
import { solveChoice } from "../../../src/solver/solve";
import { drain } from "../../support/choice-brute-force";
import { buildInstance } from "../../support/choice-builder";
import { gapInstance, randomGap } from "../../support/choice-gap";
import { randomRelief, reliefInstance } from "../../support/choice-relief";
import { tinyInstance } from "../../support/choice-tiny";

function certificateOf(instance: ChoiceInstance): ComponentCertificate | null {
  const result = drain(solveChoice(instance));
  return result.kind === "solved" ? drain(certify(instance, result, () => false)).certificate : null;
}

/** The certificate with one goal told otherwise. */
function told(certificate: ComponentCertificate, g: number, change: Partial<CertificateGoal>): ComponentCertificate {
  return { ...certificate, goals: certificate.goals.map((goal, k) => (k === g ? { ...goal, ...change } : goal)) };
}

const SEEDS = Array.from({ length: 1000 }, (_, k) => k + 1);

describe("certificates of tiny instances of all kinds", () => {
  it("hold, and prove what is enough for every goal to be met", () => {
    let count = 0;
    for (const seed of SEEDS) {
      const instance = tinyInstance(seed);
      const result = drain(solveChoice(instance));
      if (result.kind !== "solved") continue;
      const certified = drain(certify(instance, result, () => false));
      expect(certified.certificate, `seed ${seed}`).not.toBeNull();
      expect(checkCertificate(instance, certified.certificate!), `seed ${seed}`).toEqual([]);
      expect(certified.result.termination, `seed ${seed}`).toBe("optimal");
      count++;
    }
    expect(count).toBeGreaterThan(500);
  });

  it("are refused when they claim more than is true", () => {
    let count = 0;
    for (const seed of SEEDS.slice(0, 300)) {
      const instance = tinyInstance(seed);
      const certificate = certificateOf(instance);
      certificate?.goals.forEach(({ stageValue, witness }, g) => {
        count++;
        expect(checkCertificate(instance, told(certificate, g, { bound: stageValue + 1 })), `seed ${seed}, bound`).not.toEqual([]);
        expect(checkCertificate(instance, told(certificate, g, { stageValue: stageValue - 1 })), `seed ${seed}, value`).not.toEqual([]);
        expect(checkCertificate(instance, told(certificate, g, { witness: witness.map((o) => o + 1000) })), `seed ${seed}, witness`).not.toEqual([]);
        expect(checkCertificate(instance, told(certificate, g, { witness: witness.slice(1) })).length > 0 || witness.length === 0, `seed ${seed}, items`).toBe(true);
      });
    }
    expect(count).toBeGreaterThan(200);
  });

  it("are refused when their prices are missing, malformed or in units of nothing", () => {
    let roots = 0;
    for (const seed of SEEDS) {
      const instance = tinyInstance(seed);
      const certificate = certificateOf(instance);
      certificate?.goals.forEach((goal, g) => {
        if (goal.prices.length === 0 || goal.bound <= trivialBound(instance, instance.goals[g]!)) return;
        const refused = (change: Partial<CertificateGoal>): void => expect(checkCertificate(instance, told(certificate, g, change)), `seed ${seed}`).not.toEqual([]);
        roots++;
        refused({ prices: [] });
        refused({ prices: goal.prices.map(() => -1) });
        refused({ prices: goal.prices.map(() => 0.5) });
        refused({ scale: 0 });
      });
    }
    expect(roots).toBeGreaterThan(200);
  });

  it("are refused for an easier instance", () => {
    let count = 0;
    for (const seed of SEEDS.slice(0, 400)) {
      const instance = tinyInstance(seed);
      const certificate = certificateOf(instance);
      if (certificate === null) continue;
      instance.goals.forEach((goal, g) => {
        if (goal.kind !== "linear" || certificate.goals[g]!.bound <= 0) return;
        const cheaper = { ...goal, cost: goal.cost.map((cost) => cost - 1000) };
        expect(checkCertificate({ ...instance, goals: instance.goals.map((other, k) => (k === g ? cheaper : other)) }, certificate), `seed ${seed}`).not.toEqual([]);
        count++;
      });
    }
    expect(count).toBeGreaterThan(20);
  });
});

describe("certificates of great numbers", () => {
  const one = (goals: readonly Goal[], rowLimit: readonly number[] = []): ChoiceInstance => buildInstance([{ items: [[{ rows: rowLimit.map((_, r) => [r, 1] as const) }]] }], rowLimit, goals);
  const linear = (cost: number, tolerance: Tolerance): Goal => ({ kind: "linear", tolerance, cost: Float64Array.of(cost) });
  const exact: Tolerance = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };
  const faults = (instance: ChoiceInstance): readonly string[] => checkCertificate(instance, certificateOf(instance)!);

  it("hold where a goal may be as far from its bound as numbers go", () => {
    const instance = gapInstance(randomGap(2, 3, 6, 110));
    const goals = instance.goals.map((goal) => ({ ...goal, tolerance: { ...exact, gapAbsolute: Number.MAX_SAFE_INTEGER } }));
    expect(faults({ ...instance, goals })).toEqual([]);
  });

  it("are refused where sums might not be exact: of a slack, a percentage, costs, a limit", () => {
    const peak = (offset: number): Goal => ({ kind: "peak", tolerance: exact, row: Int32Array.of(0), offset: Float64Array.of(offset), size: Float64Array.of(2 ** 30) });
    expect(faults(one([linear(2 ** 40, { ...exact, slackPerMille: 1000 }), linear(1, exact)]))).toEqual([]);
    expect(faults(one([linear(2 ** 45, { ...exact, slackPerMille: 1000 }), linear(1, exact)])).join()).toContain("too large");
    expect(faults(one([peak(2 ** 44)], [5]))).toEqual([]);
    expect(faults(one([peak(2 ** 46)], [5])).join()).toContain("too large");
    expect(faults(one([linear(1, exact)], [2 ** 50]))).toEqual([]);
    expect(faults(one([linear(1, exact)], [2 ** 52])).join()).toContain("too large");
  });
});

describe("certificates with cuts", () => {
  /** Two jobs that one agent does at no cost, taking 2 of its capacity each, or somebody else at 10; the cut counts those it does. Prices are in units of 10. */
  function holds(capacity: number, bound: number, amounts: readonly number[]): boolean {
    const job = { items: [[{ rows: [[0, 2]] }, {}] as const] };
    const goal: Goal = { kind: "linear", tolerance: { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 }, cost: Float64Array.of(0, 10, 0, 10) };
    const instance = buildInstance([job, job], [capacity], [goal]);
    const witness = capacity < 4 ? [0, 3] : [0, 2];
    const stated: CertificateGoal = { stageValue: capacity < 4 ? 10 : 0, witness, bound, scale: 1, cuts: [{ row: 0, options: [0, 2], amounts }], prices: [0, 1], nodes: [] };
    return checkCertificate(instance, { instance: "", choice: witness, goals: [stated], digest: "" }).length === 0;
  }

  it("hold as far as a cut's row lets its amounts add up, and no further", () => {
    expect(holds(3, 10, [1, 1])).toBe(true);
    expect(holds(3, 11, [1, 1])).toBe(false);
    for (const amounts of [[1, 1], [2, 2], [1, 2], [1], [1, 1, 1], [0, 1], [0.5, 0.5], [-1, 1], [NaN, 1]]) expect(holds(4, 10, amounts), String(amounts)).toBe(false);
    for (const amounts of [[1], [1, 1, 1], [0.5, 0.5]]) expect(holds(3, 10, amounts), String(amounts)).toBe(false);
  });
});

describe("certificates with trees", () => {
  const exact = { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 };

  it("hold, and are refused with a tree that is missing, malformed, cut short, in circles or on strange options", () => {
    let trees = 0;
    for (let seed = 1; seed <= 15; seed++) {
      const { instance: plain, cost, steps } = reliefInstance(randomRelief(seed, 4, 8, 3, 104));
      const instance: ChoiceInstance = { ...plain, goals: [{ kind: "combined", cost, steps, tolerance: exact }] };
      const certificate = certificateOf(instance)!;
      expect(checkCertificate(instance, certificate), `seed ${seed}`).toEqual([]);
      const { nodes, bound } = certificate.goals[0]!;
      expect(checkCertificate(instance, told(certificate, 0, { bound: bound + 1 })), `seed ${seed}`).not.toEqual([]);
      const holds = (tree: CertificateGoal["nodes"]): boolean => checkCertificate(instance, told(certificate, 0, { nodes: tree })).length === 0;
      const [root] = nodes;
      // A tree matters where the checker's own minima and rows leave patterns, and no prices at all are too little for them.
      const idle = { prices: root?.prices.map(() => 0) ?? [], options: [], within: -1, without: -1 };
      if (root === undefined || root.prices.length === 0 || holds([idle])) continue;
      trees++;
      const end = nodes.length - 1;
      expect(holds([]), `seed ${seed}`).toBe(false);
      expect(holds([{ ...root, prices: root.prices.map(() => -1) }, ...nodes.slice(1)]), `seed ${seed}`).toBe(false);
      expect(holds([{ ...root, prices: root.prices.slice(1) }, ...nodes.slice(1)]), `seed ${seed}`).toBe(false);
      expect(holds([{ ...idle, without: 0 }]), `seed ${seed}`).toBe(false);
      expect(holds([{ ...idle, options: [0], within: 0, without: 0 }]), `seed ${seed}`).toBe(false);
      expect(holds([{ ...idle, options: [0, instance.optionCount - 1], within: 1, without: 2 }, idle, idle]), `seed ${seed}`).toBe(false);
      expect(holds([{ ...idle, options: [0], within: 1, without: 7 }, idle]), `seed ${seed}`).toBe(false);
      if (end > 0) expect(holds(nodes.slice(0, end)), `seed ${seed}`).toBe(false);
    }
    expect(trees).toBeGreaterThan(2);
  });
});
