/**
 * Proofs of bounds that were made while a component was solved, kept so that its certificate does not make them again. By instance, which
 * never changes. A proof holds with narrower budgets too: every price of a budget is then worth more, and every list of patterns is shorter.
 */
import type { ChoiceInstance } from "../solver/instance";
import type { ProvedBound } from "../solver/prove";

interface Kept {
  readonly goal: number;
  /** What the earlier goals had to stay at or below. */
  readonly budgets: readonly number[];
  readonly proved: ProvedBound;
}

const keptOf = new WeakMap<ChoiceInstance, Kept[]>();

/** Keeps the proof of a goal's bound within budgets of the earlier goals. */
export function keepProof(instance: ChoiceInstance, goal: number, budgets: readonly number[], proved: ProvedBound): void {
  const kept = keptOf.get(instance) ?? [];
  keptOf.set(instance, [...kept, { goal, budgets: budgets.slice(0, goal), proved }]);
}

/** A proof that was kept, of this bound or a higher one, within these budgets or wider ones; null when there is none. */
export function keptProof(instance: ChoiceInstance, goal: number, budgets: readonly number[], bound: number): ProvedBound | null {
  const found = keptOf.get(instance)?.find((kept) => kept.goal === goal && kept.proved.bound >= bound && kept.budgets.every((budget, g) => budgets[g]! <= budget));
  return found?.proved ?? null;
}
