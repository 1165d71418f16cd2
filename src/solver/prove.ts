/**
 * Makes proofs that nothing beats a goal's bound, for a checker that shares no code with the solver.
 *
 * Problem. For goal g with the earlier goals' budgets, show that no choice has a value below `bound`. For a peak: that no choice has
 *   a peak of bound − 1, because the earlier goal that serves as objective would pass its budget.
 * Method. The program over patterns with cuts (weighted/program/tighten.ts) gives integer prices: whoever solves the blocks at these prices sees the
 *   bound. Where that falls short, the patterns that the prices leave are listed and searched (weighted/program/pattern-search.ts), and the
 *   search writes down its prices and branches: whoever lists the same patterns can follow it. Where they are too many or the search too
 *   long, it is tried again from the prices of Lagrangian decomposition, whose kept rows are cuts (weighted/program/decomposed-rows.ts).
 *   Of a min-cost flow the prices are read off its potentials, and nothing else is needed (flow/flow-prices.ts).
 * Notation. Rows, budgets and objective are in whole units: costs and amounts above the least of their item where negative ones
 *   are possible, divided by their greatest common divisor; see weighted/problem/core-problem.ts.
 * Reference. Cheung, Gleixner, Steffy, Verifying integer programming results, IPCO 2017, for the tree of such a proof.
 */
import { flowPrices } from "./flow/flow-prices";
import type { ChoiceInstance, Goal, SolveLimits } from "./instance";
import { coreProblemInSteps, cutoffAbove, type CoreProblem } from "./weighted/problem/core-problem";
import { keep, underPeakRequest, type CoreRequest } from "./weighted/problem/core-request";
import { magnitudesOf } from "./weighted/problem/price-range";
import { listPatterns } from "./weighted/pattern/pattern-list";
import { PatternSearch } from "./weighted/program/pattern-search";
import { ProofTree, type TreeNode } from "./weighted/program/proof-tree";
import { Relaxation } from "./weighted/bound/relaxation";
import { decompose, type ProofRoot } from "./weighted/program/decomposed-rows";
import { QUICK, tighten } from "./weighted/program/tighten";
import { Halt, WorkMeter } from "./weighted/problem/work-meter";

/** Longest list of patterns, and most work of making it. */
const MOST_PATTERNS = 10_000;
const LIST_WORK = 200_000_000;
const OPERATIONS_PER_STEP = 1_000_000;
/** Most work of a tree: from the first root, as a share of what is left, and from the second. */
const FIRST_TREE = 0.5;
const SECOND_TREE = 2_000_000_000;

/** Σ amount · x_option ≤ κ, which the checker finds itself, for choices that keep the row. */
export interface ProofCut {
  readonly row: number;
  readonly options: readonly number[];
  readonly amounts: readonly number[];
}

/** Prices by rows, linear budgets, cuts, terminal budgets, in this order; nodes as in weighted/program/proof-tree.ts with prices in this order. */
export interface GoalProof {
  /** Prices are in units of 1 ÷ scale. */
  readonly scale: number;
  readonly cuts: readonly ProofCut[];
  readonly prices: readonly number[];
  readonly nodes: readonly TreeNode[];
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
    const plain = yield* coreProblemInSteps(instance, request, meter);
    // No peak is below zero, and rows narrower than nothing leave no choice: nothing more is to be shown.
    const isPlain = instance.goals[goal]!.kind === "peak" && bound <= 0;
    if (isPlain || request.rowLimit.some((most) => most < 0)) return { bound, proof: { scale: 1, cuts: [], prices: [], nodes: [] } };
    const target = cutoffAbove(plain, limit);
    const read = yield* flowPrices(plain, ...networkGoals(instance, goal), target, limits);
    if (read !== null) return { bound, proof: { scale: read.scale, cuts: [], prices: [...read.price], nodes: [] } };
    for (const makeRoot of [tightened, decompose]) {
      const start = yield* makeRoot(plain, meter, target);
      if (start === null) continue;
      const { relaxation, price } = start;
      const proof = { scale: relaxation.scale, cuts: cutsOf(relaxation.problem), prices: [...price], nodes: [] };
      if (start.bound >= target) return { bound, proof };
      const reached = plain.costOffset + plain.costUnit * start.bound;
      if (instance.goals[goal]!.kind !== "peak" && reached > (root?.bound ?? -Infinity)) root = { bound: Math.min(bound, reached), proof };
      const tree = yield* searchPatterns(start, target, makeRoot === tightened ? FIRST_TREE * meter.operationsLeft : SECOND_TREE);
      if (tree !== null) return { bound, proof: withTree(proof, tree, relaxation.problem) };
    }
    return root;
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

/** The goals that a request is made of, and the one it minimises: for a peak the last linear (else terminal) of them. */
function networkGoals(instance: ChoiceInstance, g: number): [readonly Goal[], Goal | undefined] {
  const goals = instance.goals.slice(0, g + 1).filter(({ kind }) => kind !== "peak");
  const last = goals[goals.length - 1];
  return [goals, instance.goals[g]!.kind === "peak" ? ([...goals].reverse().find(({ kind }) => kind === "linear") ?? last) : last];
}

/** The root of the program over patterns with cuts. */
function* tightened(plain: CoreProblem, meter: WorkMeter, target: number): Generator<void, ProofRoot> {
  const { problem, price, bound } = yield* tighten(plain, meter, null, target, QUICK);
  return { relaxation: new Relaxation(problem, meter, null, yield* magnitudesOf(problem, meter)), price, bound };
}

/** The tree over the patterns that a root's prices leave; null when they are too many, or it is not closed within some work. */
function* searchPatterns({ relaxation, price }: ProofRoot, target: number, mostWork: number): Generator<void, ProofTree | null> {
  const end = relaxation.meter.spent + mostWork;
  const live = new Uint8Array(relaxation.problem.optionCount).fill(1);
  const total = yield* relaxation.evaluate(price, live);
  const list = yield* listPatterns(relaxation, price, live, (target - 1) * relaxation.scale - total, MOST_PATTERNS, LIST_WORK);
  if (list === null) return null;
  const tree = new ProofTree();
  const search = new PatternSearch(relaxation, list, [], () => target, () => false, () => false, tree);
  const isComplete = yield* search.run(end);
  return isComplete && !tree.isBroken ? tree : null;
}

/** The tree's cuts after the problem's own, its prices in the proof's order. */
function withTree(proof: GoalProof, tree: ProofTree, problem: CoreProblem): GoalProof {
  const joined = tree.cuts.length;
  const budgets = problem.request.terminalBudgets.length;
  const order = (prices: readonly number[]): number[] => {
    if (prices.length === 0) return [];
    const later = prices.slice(problem.rowCount + budgets);
    return [...prices.slice(0, problem.rowCount), ...later, ...new Array<number>(joined - later.length).fill(0), ...prices.slice(problem.rowCount, problem.rowCount + budgets)];
  };
  return { ...proof, cuts: [...proof.cuts, ...tree.cuts.map(({ row, options, amounts }) => ({ row, options, amounts }))], prices: order(proof.prices), nodes: tree.nodes.map((node) => ({ ...node, prices: order(node.prices) })) };
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
