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

/** A proof that was begun and not ended when its search was. */
interface Begun {
  readonly budgets: readonly number[];
  /** The bound that it is of. */
  readonly wanted: number;
  readonly run: ProofRun;
}

/** A proof on its way; its end gives the bound. */
export type ProofRun = Generator<void, ProvedBound | null>;

/** By goal: the last one begun. */
const begunOf = new WeakMap<ChoiceInstance, Map<number, Begun>>();

/** Keeps a proof that is on its way, in place of an earlier one of the same goal; null: it has ended. */
export function keepBegun(instance: ChoiceInstance, goal: number, begun: Begun | null): void {
  const all = begunOf.get(instance) ?? new Map<number, Begun>();
  begunOf.set(instance, all);
  if (begun === null) all.delete(goal);
  else all.set(goal, { ...begun, budgets: begun.budgets.slice(0, goal) });
}

/** The proof of this bound within these budgets that is on its way, for whoever goes on with it; null when there is none. */
export function takeBegun(instance: ChoiceInstance, goal: number, budgets: readonly number[], bound: number): ProofRun | null {
  const begun = begunOf.get(instance)?.get(goal);
  if (begun === undefined || begun.wanted !== bound || !begun.budgets.every((budget, g) => budgets[g] === budget)) return null;
  keepBegun(instance, goal, null);
  return begun.run;
}

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
