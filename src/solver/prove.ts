/**
 * Makes proofs that nothing beats a goal's bound, for a checker that shares no code with the solver.
 *
 * Problem. For goal g with the earlier goals' budgets, show that no choice has a value below `bound`. For a peak: that no choice has
 *   a peak of bound − 1, because the earlier goal that serves as objective would pass its budget.
 * Method. Branch and price: at the root the program over patterns with cuts (weighted/tighten.ts); where its integer bound
 *   falls short, a branch on some options of one item, each side with columns of its own. A leaf is a vector of integer
 *   prices: whoever solves the blocks at these prices sees the bound.
 * Notation. Rows, budgets and objective are in whole units: costs and amounts above the least of their item where negative ones
 *   are possible, divided by their greatest common divisor; see weighted/core-problem.ts.
 * Reference. Cheung, Gleixner, Steffy, Verifying integer programming results, IPCO 2017, for the tree of such a proof.
 */
import type { ChoiceInstance, SolveLimits } from "./instance";
import { Branching, type Division } from "./weighted/branching";
import { generateColumns } from "./weighted/column-generation";
import { buildCoreProblem, cutoffAbove, type CoreProblem } from "./weighted/core-problem";
import { keep, underPeakRequest, type CoreRequest } from "./weighted/core-request";
import { splitBy } from "./weighted/live-patterns";
import type { PatternPool } from "./weighted/pattern-pool";
import { Relaxation } from "./weighted/relaxation";
import { tighten } from "./weighted/tighten";
import { Halt, WorkMeter } from "./weighted/work-meter";

/** Most nodes of one proof, and operations of work. */
const MOST_NODES = 1500;
const OPERATIONS_PER_STEP = 1_000_000;

/** Σ amount · x_option ≤ κ, which the checker finds itself, for choices that keep the row. */
export interface ProofCut {
  readonly row: number;
  readonly options: readonly number[];
  readonly amounts: readonly number[];
}

/** Prices by rows, linear budgets, cuts, terminal budgets, in this order; or a branch on options of one item, taken or not. */
export type ProofNode =
  | { readonly kind: "leaf"; readonly prices: readonly number[] }
  | { readonly kind: "branch"; readonly options: readonly number[]; readonly within: ProofNode; readonly without: ProofNode };

export interface GoalProof {
  /** Prices are in units of 1 ÷ scale. */
  readonly scale: number;
  readonly cuts: readonly ProofCut[];
  readonly tree: ProofNode;
}

/** A bound, in true units, and its proof. */
export interface ProvedBound {
  readonly bound: number;
  readonly proof: GoalProof;
}

/**
 * A proof of a goal's bound, or of the bound at the root when more was not to be had within the limits; null for a peak then.
 * @param budgets what the earlier goals must stay at or below, in order
 * @param limits steps of a million operations
 */
export function* proveBound(instance: ChoiceInstance, goal: number, budgets: readonly number[], bound: number, limits: SolveLimits = {}): Generator<void, ProvedBound | null> {
  const meter = new WorkMeter(OPERATIONS_PER_STEP, limits);
  let root: ProvedBound | null = null;
  try {
    const { request, limit } = asRequest(instance, goal, budgets, bound);
    const plain = buildCoreProblem(instance, request, (operations) => meter.spend(operations));
    // No peak is below zero, and rows narrower than nothing leave no choice: nothing more is to be shown.
    const isPlain = instance.goals[goal]!.kind === "peak" && bound <= 0;
    if (isPlain || request.rowLimit.some((most) => most < 0)) return { bound, proof: { scale: 1, cuts: [], tree: { kind: "leaf", prices: [] } } };
    const target = cutoffAbove(plain, limit);
    const start = yield* tighten(plain, meter, null, target);
    const relaxation = new Relaxation(start.problem, meter);
    const frame = { scale: relaxation.scale, cuts: cutsOf(start.problem) };
    if (instance.goals[goal]!.kind !== "peak" && start.bound < Infinity) {
      const reached = Math.min(bound, plain.costOffset + plain.costUnit * start.bound);
      root = { bound: reached, proof: { ...frame, tree: { kind: "leaf", prices: [...start.price] } } };
    }
    const search: Search = { relaxation, pool: start.pool, target, branching: null, nodes: 0 };
    const tree = yield* prove(search, new Uint8Array(plain.optionCount).fill(1), start.price);
    return tree === null ? root : { bound, proof: { ...frame, tree } };
  } catch (error) {
    if (error instanceof Halt) return root;
    throw error;
  }
}

/** What is minimised, and the greatest value that must be shown impossible (true units). */
function asRequest(instance: ChoiceInstance, g: number, budgets: readonly number[], bound: number): { request: CoreRequest; limit: number } {
  const goal = instance.goals[g]!;
  const kept = keep(instance, budgets.slice(0, g));
  if (goal.kind === "peak") return underPeakRequest(kept, goal, bound - 1);
  const cost = goal.kind === "terminal" ? null : goal.cost;
  const steps = goal.kind === "linear" ? null : goal.steps;
  return { request: { ...kept, cost, steps }, limit: bound - 1 };
}

interface Search {
  readonly relaxation: Relaxation;
  readonly pool: PatternPool;
  /** Value to reach, in the problem's units. */
  readonly target: number;
  branching: Branching | null;
  nodes: number;
}

/** The tree below a node; null when it grows too large or cannot be closed. */
function* prove(search: Search, live: Uint8Array, price: Float64Array): Generator<void, ProofNode | null> {
  const { relaxation, pool, target } = search;
  if (search.nodes++ > MOST_NODES) return null;
  const { bound, price: found, optimum } = yield* generateColumns(relaxation, pool, live, price, target);
  if (bound >= (target - 1) * relaxation.scale + 1) return { kind: "leaf", prices: [...found] };
  if (optimum === null) return null;
  const { master, list, isLive } = optimum;
  const byBlock = livePatterns(relaxation.problem, list.blockOf, isLive);
  const branching = new Branching(relaxation.problem, isLive, search.branching);
  search.branching = branching;
  const split = ({ block, options }: Division): readonly [Int32Array, Int32Array] => splitBy(list, byBlock[block]!, options, relaxation.meter);
  const division = branching.choose(byBlock, list, master, target, split);
  if (division === null) return null;
  const { options } = division;
  const item = relaxation.problem.itemOfOption[options[0]!]!;
  const within = live.slice();
  for (let o = relaxation.problem.optionStart[item]!; o < relaxation.problem.optionStart[item + 1]!; o++) if (!options.includes(o)) within[o] = 0;
  const without = live.slice();
  for (const o of options) without[o] = 0;
  const left = yield* prove(search, within, found);
  if (left === null) return null;
  const right = yield* prove(search, without, found);
  return right === null ? null : { kind: "branch", options, within: left, without: right };
}

function livePatterns(problem: CoreProblem, blockOf: Int32Array, isLive: Uint8Array): Int32Array[] {
  const byBlock: number[][] = Array.from({ length: problem.blockCount }, () => []);
  blockOf.forEach((b, p) => {
    if (isLive[p] === 1) byBlock[b]!.push(p);
  });
  return byBlock.map((patterns) => Int32Array.from(patterns));
}

/** The problem's last rows as cuts. */
function cutsOf(problem: CoreProblem): ProofCut[] {
  const first = problem.rowCount - problem.cutSource.length;
  const cuts = problem.cutSource.map((row) => ({ row, options: [] as number[], amounts: [] as number[] }));
  for (let o = 0; o < problem.optionCount; o++) {
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      const cut = cuts[problem.entryRow[e]! - first];
      if (problem.entryRow[e]! < first || cut === undefined) continue;
      cut.options.push(o);
      cut.amounts.push(problem.entryAmount[e]!);
    }
  }
  return cuts;
}
