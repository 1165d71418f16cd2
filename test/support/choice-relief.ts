/**
 * Redistribution instances as core problems: items of blocks with one weight, at most one agent each, agents with one
 * capacity, a band for every block and a price for every unit outside it.
 */
import type { ChoiceInstance } from "../../src/solver/instance";
import { buildInstance, buildSteps, type BlockSpec } from "./choice-builder";
import { Dice } from "./choice-random";

/** As in the files: item of block `p` with gain `a`; agent `cand[j]` takes it at load `w[j]` and cost `c[j]`. */
export interface ReliefProblem {
  readonly P: number;
  readonly M: number;
  readonly items: readonly { readonly p: number; readonly a: number; readonly cand: readonly number[]; readonly w: readonly number[]; readonly c: readonly number[] }[];
  readonly L: readonly number[];
  readonly U: readonly number[];
  readonly K: readonly number[];
  readonly pen: number;
}

/** The instance, with the cost and the terminal steps whose sum is to be minimised. */
export function reliefInstance(problem: ReliefProblem) {
  const items = Array.from({ length: problem.P }, (_, p) => problem.items.filter((item) => item.p === p));
  const blocks = items.map((list): BlockSpec => ({
    items: list.map((item) => [{}, ...item.cand.map((agent, j) => ({ gain: item.a, rows: [[agent, item.w[j]!] as const] }))]),
  }));
  const cost = Float64Array.from(items.flat().flatMap((item) => [0, ...item.c]));
  const steps = buildSteps(
    items.map((list, p) => {
      const most = list.reduce((sum, item) => sum + item.a, 0);
      return Array.from({ length: most + 1 }, (_, t): [number, number] => [t, problem.pen * Math.max(0, problem.L[p]! - t, t - problem.U[p]!)]);
    }),
  );
  const instance: ChoiceInstance = buildInstance(blocks, problem.K, []);
  return { instance, cost, steps };
}

/** A random problem of the same kind. */
export function randomRelief(seed: number, P: number, perBlock: number, M: number, percent: number): ReliefProblem {
  const dice = new Dice(seed);
  const items = Array.from({ length: P * perBlock }, (_, i) => {
    const a = dice.between(5, 110);
    const cand = Array.from({ length: M }, (_2, m) => m);
    return { p: Math.floor(i / perBlock), a, cand, w: cand.map(() => Math.max(1, a + dice.between(-10, 10))), c: cand.map(() => dice.between(5, 200)) };
  });
  const base = Array.from({ length: P }, (_, p) => items.filter((item) => item.p === p).reduce((sum, item) => sum + item.a, 0));
  const L = base.map((sum) => Math.ceil(0.3 * sum));
  const need = L.reduce((a, b) => a + b, 0);
  return { P, M, items, L, U: base.map((sum) => Math.floor((11 * sum) / 30)), K: Array.from({ length: M }, () => Math.floor((need * percent) / 100 / M)), pen: 50 };
}
