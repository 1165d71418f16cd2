import { describe, expect, it } from "vitest";
import { keepProof, keptProof } from "../../../src/pipeline/proved-bounds";
import type { ChoiceInstance } from "../../../src/solver/instance";
import type { ProvedBound } from "../../../src/solver/prove";

const instance = (): ChoiceInstance => ({ goals: [] }) as unknown as ChoiceInstance;
const proved = (bound: number): ProvedBound => ({ bound, proof: { scale: 1, cuts: [], prices: [], nodes: [] } });

describe("proofs kept for the certificate", () => {
  it("are found for the bound and any lower one, never for a higher one", () => {
    const of = instance();
    keepProof(of, 1, [100], proved(9));
    expect(keptProof(of, 1, [100], 9)?.bound).toBe(9);
    expect(keptProof(of, 1, [100], 8)?.bound).toBe(9);
    expect(keptProof(of, 1, [100], 10)).toBeNull();
  });

  it("hold within narrower budgets, never within wider ones", () => {
    const of = instance();
    keepProof(of, 2, [100, 7, 4], proved(9));
    expect(keptProof(of, 2, [99, 7], 9)).not.toBeNull();
    expect(keptProof(of, 2, [100, 7, 5], 9)).not.toBeNull();
    expect(keptProof(of, 2, [101, 7], 9)).toBeNull();
    expect(keptProof(of, 2, [100, 8], 9)).toBeNull();
  });

  it("are of their instance and goal alone", () => {
    const of = instance();
    keepProof(of, 1, [100], proved(9));
    expect(keptProof(of, 2, [100, 1], 9)).toBeNull();
    expect(keptProof(instance(), 1, [100], 9)).toBeNull();
  });
});
