import { describe, expect, it } from "vitest";
import { certify } from "../../../src/pipeline/certify";
import type { ComponentCertificate } from "../../../src/proof/certificate";
import { checkCertificate } from "../../../src/proof/check-certificate";
import type { ChoiceInstance } from "../../../src/solver/instance";
import { solveChoice } from "../../../src/solver/solve";
import { CHANGES, nearly, numbersIn, smallInstance, untrueClaim } from "../../support/certified-claims";
import { drain, feasibleChoices } from "../../support/choice-brute-force";
import { Dice } from "../../support/choice-random";

function certificateOf(instance: ChoiceInstance): ComponentCertificate | null {
  const result = drain(solveChoice(instance));
  return result.kind === "solved" ? drain(certify(instance, result, () => false)).certificate : null;
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);

describe("a certificate with one number changed", () => {
  it("is refused, or what it says is true all the same", () => {
    const seen = { refused: 0, true: 0, cuts: 0, trees: 0 };
    for (const seed of seeds(60)) {
      const instance = smallInstance(seed);
      const certificate = certificateOf(instance);
      if (certificate === null) continue;
      const choices = feasibleChoices(instance);
      expect(checkCertificate(instance, certificate), `seed ${seed}`).toEqual([]);
      expect(untrueClaim(instance, choices, certificate), `seed ${seed}`).toBeNull();
      for (const { cuts, nodes } of certificate.goals) {
        if (cuts.length > 0) seen.cuts++;
        if (nodes.length > 0) seen.trees++;
      }
      for (const { path, value, replaced } of numbersIn(certificate)) {
        for (const change of CHANGES) {
          const changed = replaced(change(value));
          if (change(value) === value || checkCertificate(instance, changed).length > 0) {
            seen.refused++;
            continue;
          }
          seen.true++;
          expect(untrueClaim(instance, choices, changed), `seed ${seed}, ${path}: ${value} → ${String(change(value))}`).toBeNull();
        }
      }
    }
    expect(seen.refused).toBeGreaterThan(10_000);
    expect(seen.cuts).toBeGreaterThan(15);
    expect(seen.trees).toBeGreaterThan(15);
  });
});

describe("a certificate that claims more than is true", () => {
  it("is refused, whichever other number is changed besides", () => {
    let count = 0;
    for (const seed of seeds(60)) {
      const instance = smallInstance(seed);
      const certificate = certificateOf(instance);
      for (const [g, goal] of certificate?.goals.entries() ?? []) {
        // What the goal's own turn reached is the least there is where it is proved; one more is too much of a bound.
        const { bound: _, ...rest } = goal;
        for (const { path, value, replaced } of numbersIn(rest)) {
          if (!/^.(scale|cuts|prices|nodes)/.test(path)) continue;
          for (const change of CHANGES) {
            const lie = { ...replaced(change(value)), bound: goal.stageValue + 1 };
            const faults = checkCertificate(instance, { ...certificate!, goals: certificate!.goals.map((one, k) => (k === g ? lie : one)) });
            expect(faults, `seed ${seed}, goal ${g}, ${path}: ${value} → ${String(change(value))}`).not.toEqual([]);
            count++;
          }
        }
      }
    }
    expect(count).toBeGreaterThan(5_000);
  });
});

describe("the certificate of an instance that is nearly this one", () => {
  it("is refused, or what it says is true of this one too", () => {
    const seen = { refused: 0, true: 0 };
    for (const seed of seeds(150)) {
      const instance = smallInstance(seed);
      const choices = feasibleChoices(instance);
      if (choices.length === 0 || instance.goals.length === 0) continue;
      for (let k = 0; k < 12; k++) {
        const certificate = certificateOf(nearly(instance, new Dice(100 * seed + k)));
        if (certificate === null) continue;
        if (checkCertificate(instance, certificate).length > 0) {
          seen.refused++;
          continue;
        }
        seen.true++;
        expect(untrueClaim(instance, choices, certificate), `seed ${seed}, ${k}`).toBeNull();
      }
    }
    expect(seen.refused).toBeGreaterThan(150);
    expect(seen.true).toBeGreaterThan(300);
  });
});
