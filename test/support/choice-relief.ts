/**
 * Redistribution instances as core problems: items of blocks with one weight, at most one agent each, agents with one
 * capacity, a band for every block and a price for every unit outside it.
 */
import type { ChoiceInstance, Goal } from "../../src/solver/instance";
import { buildInstance, buildSteps, type BlockSpec } from "./choice-builder";
import { Dice } from "./choice-random";
import { integerAt, isListOf } from "./instance-text";

/** As in the files: item of block `p` with gain `a`; agent `cand[j]` takes it at load `w[j]` and cost `c[j]`. */
export interface ReliefProblem {
  readonly P: number;
  readonly M: number;
  readonly items: readonly ReliefItem[];
  readonly L: readonly number[];
  readonly U: readonly number[];
  readonly K: readonly number[];
  readonly pen: number;
}

interface ReliefItem {
  readonly p: number;
  readonly a: number;
  readonly cand: readonly number[];
  readonly w: readonly number[];
  readonly c: readonly number[];
}

/** Reads a file of the family; throws an error that says what is wrong with it. */
export function readRelief(text: string): ReliefProblem {
  const file = JSON.parse(text) as ReliefProblem;
  if (file === null || typeof file !== "object" || Array.isArray(file)) throw new Error("Expected one JSON object");
  const blocks = integerAt(file.P, "P", 0);
  const agents = integerAt(file.M, "M", 0);
  integerAt(file.pen, "pen", 0);
  for (const [name, list, length] of [["L", file.L, blocks], ["U", file.U, blocks], ["K", file.K, agents]] as const) {
    if (!isListOf(list, length)) throw new Error(`Expected ${name} to be a list of ${length} integers`);
  }
  if (file.K.some((limit) => limit < 0)) throw new Error("A capacity in K is below 0");
  if (file.L.some((least, p) => least > file.U[p]!)) throw new Error("A band's L is above its U");
  if (!Array.isArray(file.items as unknown)) throw new Error("Expected items to be a list");
  for (const [index, item] of file.items.entries()) {
    const where = `items[${index}]`;
    integerAt(item.p, `${where}.p`, 0, blocks - 1);
    integerAt(item.a, `${where}.a`, 0);
    if (!isListOf(item.cand, null)) throw new Error(`Expected ${where}.cand to be a list of integers`);
    if (item.cand.some((agent) => agent < 0 || agent >= agents)) throw new Error(`${where}.cand names an agent that is not there`);
    if (!isListOf(item.w, item.cand.length) || item.w.some((load) => load < 0)) throw new Error(`Expected ${where}.w to be ${item.cand.length} integers of at least 0`);
    if (!isListOf(item.c, item.cand.length)) throw new Error(`Expected ${where}.c to be ${item.cand.length} integers`);
  }
  return file;
}

/** Whether every relief and every load is 1: then the problem is a min-cost flow. */
export function isUnitRelief(problem: ReliefProblem): boolean {
  return problem.items.every(({ a, w }) => a === 1 && w.every((load) => load === 1));
}

/**
 * The instance, its goal being cost and terminal steps in one sum; `order[i]` is the place in the file of the
 * instance's item i. An item's first option stays, the others are its candidates in the file's order.
 */
export function reliefInstance(problem: ReliefProblem) {
  const order = problem.items.map((_, index) => index).sort((x, y) => problem.items[x]!.p - problem.items[y]!.p || x - y);
  const items: ReliefItem[][] = Array.from({ length: problem.P }, () => []);
  for (const item of problem.items) items[item.p]!.push(item);
  const blocks = items.map((list): BlockSpec => ({
    items: list.map((item) => [{}, ...item.cand.map((agent, j) => ({ gain: item.a, rows: item.w[j] === 0 ? [] : [[agent, item.w[j]!] as const] }))]),
  }));
  const cost = Float64Array.from(items.flat().flatMap((item) => [0, ...item.c]));
  const steps = buildSteps(
    items.map((list, p) => {
      const most = list.reduce((sum, item) => sum + item.a, 0);
      const found: [number, number][] = [];
      for (let total = 0; total <= most; total++) {
        const penalty = problem.pen * Math.max(0, problem.L[p]! - total, total - problem.U[p]!);
        if (found.length === 0 || found[found.length - 1]![1] !== penalty) found.push([total, penalty]);
      }
      return found;
    }),
  );
  const goal: Goal = { kind: "combined", tolerance: { slackPerMille: 0, gapPerMille: 0, gapAbsolute: 0 }, cost, steps };
  const instance: ChoiceInstance = buildInstance(blocks, problem.K, [goal]);
  return { instance, cost, steps, order };
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
