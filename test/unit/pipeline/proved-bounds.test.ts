import { describe, expect, it } from "vitest";
import { keepBegun, keepProof, keptProof, takeBegun } from "../../../src/pipeline/proved-bounds";
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

describe("proofs begun beside a search", () => {
  const run = function* (): Generator<void, ProvedBound | null> {
    yield;
    return proved(9);
  };

  it("are gone on with once, for the same bound within the same budgets", () => {
    const of = instance();
    keepBegun(of, 1, { budgets: [100, 5], wanted: 9, run: run() });
    expect(takeBegun(of, 1, [100], 8)).toBeNull();
    expect(takeBegun(of, 1, [99], 9)).toBeNull();
    expect(takeBegun(of, 2, [100, 5], 9)).toBeNull();
    expect(takeBegun(instance(), 1, [100], 9)).toBeNull();
    const begun = takeBegun(of, 1, [100], 9)!;
    expect([begun.next().done, begun.next().value]).toEqual([false, proved(9)]);
    expect(takeBegun(of, 1, [100], 9)).toBeNull();
  });

  it("give way to later ones of the goal, and are gone once they have ended", () => {
    const of = instance();
    const later = run();
    keepBegun(of, 1, { budgets: [100], wanted: 9, run: run() });
    keepBegun(of, 1, { budgets: [100], wanted: 7, run: later });
    expect(takeBegun(of, 1, [100], 9)).toBeNull();
    keepBegun(of, 1, { budgets: [100], wanted: 7, run: later });
    keepBegun(of, 1, null);
    expect(takeBegun(of, 1, [100], 7)).toBeNull();
  });
});
