import { describe, expect, it } from "vitest";
import { certify } from "../../../src/pipeline/certify";
import type { CertificateGoal, ComponentCertificate } from "../../../src/proof/certificate";
import { checkCertificate } from "../../../src/proof/check-certificate";
import { trivialBound } from "../../../src/solver/goal-values";
import type { ChoiceInstance } from "../../../src/solver/instance";
import { solveChoice } from "../../../src/solver/solve";
import { drain } from "../../support/choice-brute-force";
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
