/**
 * The proof of a goal of the flow class, read off a flow: prices of rows and earlier goals' budgets.
 *
 * Problem. A core problem whose rows, blocks and budgets are a network (flow-class.ts), and the choice x that solve-flow.ts finds for
 *   the goals in their order. Wanted: whole prices λ ≥ 0 of rows and μ ≥ 0 of budgets at which blocks solved one by one reach a target.
 * Method. The goals' costs become one sum Σ_t w_t · c_t: goal after goal, what there is so far times a factor, and the next. Shortest
 *   paths among the arcs on which flow can still be moved are potentials π, if the factor is large enough for no such cycle to pay:
 *
 *     c_e − π_source + π_target ≥ 0 where more fits, ≤ 0 where less does    (π = minus the length of the path)
 *
 *   A full row's price is what its arc would save; a budget's is its goal's weight. No integer solution is better than what
 *   linear programming allows of a flow, so these prices lose nothing. A factor doubles until potentials exist, the last until the target is
 *   reached too. One more doubling, and nothing is best in the sum that is not best in its goals in turn.
 * Invariants. What is returned was evaluated: its dual value is the sum's value at x, in exact integers.
 * Cost. O(arcs) a pass of shortest paths, some tens of passes.
 * Reference. R. K. Ahuja, T. L. Magnanti, J. B. Orlin, Network Flows, Prentice Hall, 1993, §5.3 and §9.4.
 */
import type { ChoiceInstance, Goal, SolveLimits } from "../instance";
import { blockTotal, stepCost } from "../goal-values";
import { coreValue, type CoreProblem } from "../weighted/problem/core-problem";
import { dualValue } from "./check-flow";
import { flowClassOf } from "./flow-class";
import type { FlowShape } from "./flow-shape";
import { hasSteps } from "./total-ranges";
import { buildNetwork, flowAt, flowProblem, terminalCosts, type FlowNetwork } from "./flow-network";
import type { FlowProblem } from "./flow-problem";
import { solveFlow } from "./solve-flow";

/** Prices in units of 1 ÷ scale, by the problem's rows and then its terminal budgets. */
export interface FlowPrices {
  readonly scale: number;
  readonly price: Float64Array;
}

/** Greatest sum of everything that a checker adds up. */
const GREATEST_SUM = 2 ** 51;
const ARCS_PER_LOOK = 500_000;

/** One goal in the sum: as the objective, or as a budget with its place among the prices. */
interface Term {
  /** Arc → cost in the problem's units. */
  readonly cost: Float64Array;
  /** Null for the objective. */
  readonly place: number | null;
  /** What the choice costs beyond the budget, or for the objective beyond the greatest value to be shown impossible. */
  readonly beyond: (choice: Int32Array) => number;
}

/**
 * Prices at which a target is reached; null when the problem is no flow or no such prices were found.
 * @param goals the goals that objective and budgets are made of, in their order
 * @param objective which of them is minimised; the others are budgets
 * @param target in the problem's units
 */
export function* flowPrices(problem: CoreProblem, goals: readonly Goal[], objective: Goal | undefined, target: number, limits: SolveLimits): Generator<void, FlowPrices | null> {
  if (problem.isContradictory || objective === undefined) return null;
  const instance: ChoiceInstance = { ...problem.instance, rowLimit: problem.request.rowLimit, goals };
  const found = flowClassOf(instance);
  const network = found.kind === "flow" ? buildNetwork(instance, found.shape) : null;
  if (found.kind !== "flow" || network === null) return null;
  const best = yield* bestChoice(instance, found.shape, limits);
  if (best === null) return null;
  const terms = termsOf(problem, network, objective, target).filter(({ cost, place }) => place === null || cost.some((value) => value !== 0));
  const beyond = terms.map((term) => term.beyond(best));
  const flow = flowAt(network, best);
  let weights: readonly number[] = [];
  for (let count = 1; ; count++) {
    const isLast = count === terms.length;
    for (let factor = 1; ; factor *= 2) {
      const tried = [...weights.map((weight) => weight * factor), 1];
      const cost = sumOf(network, terms, tried);
      if (cost === null || limits.shouldStop?.() === true) return null;
      const isFar = isLast && tried.reduce((sum, weight, k) => sum + weight * beyond[k]!, 0) <= 0;
      const potential = isFar ? null : yield* potentialsOf(flowProblem(network, cost), flow, limits);
      if (potential !== null && isLast) return pricesFrom(problem, network, terms, tried, flowProblem(network, cost), flow, potential);
      if (potential === null && count > 1) continue;
      if (potential === null) return null;
      weights = [...weights.map((weight) => 2 * weight * factor), 1];
      break;
    }
  }
}

function* bestChoice(instance: ChoiceInstance, shape: FlowShape, limits: SolveLimits): Generator<void, Int32Array | null> {
  const run = solveFlow(instance, shape, limits.shouldStop === undefined ? {} : { shouldStop: limits.shouldStop });
  let step = run.next();
  while (step.done !== true) {
    yield;
    step = run.next();
  }
  return step.value.kind === "solved" && step.value.termination === "optimal" ? step.value.choice : null;
}

/** The goals as terms of the sum. */
function termsOf(problem: CoreProblem, network: FlowNetwork, objective: Goal, target: number): Term[] {
  const { instance, request, rowCount, costUnit } = problem;
  let linear = 0;
  let terminal = 0;
  return network.instance.goals.map((goal): Term => {
    const cost = hasSteps(goal) ? terminalCosts(network, goal).cost : new Float64Array(network.source.length);
    if (goal === objective) {
      for (let arc = 0; arc < cost.length; arc++) cost[arc]! /= costUnit;
      cost.set(problem.cost);
      return { cost, place: null, beyond: (choice) => coreValue(problem, choice) - (target - 1) };
    }
    if (hasSteps(goal)) {
      const { limit } = request.terminalBudgets[terminal]!;
      const valueAt = (choice: Int32Array, block: number): number => stepCost(goal.steps, block, blockTotal(instance, choice, block));
      const beyond = (choice: Int32Array): number => Array.from({ length: instance.blockCount }, (_, block) => valueAt(choice, block)).reduce((sum, value) => sum + value, 0) - limit;
      return { cost, place: rowCount + terminal++, beyond };
    }
    const row = instance.rowCount + linear++;
    for (let o = 0; o < problem.optionCount; o++) {
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) if (problem.entryRow[e] === row) cost[o] = problem.entryAmount[e]!;
    }
    return { cost, place: row, beyond: (choice) => choice.reduce((sum, o) => sum + cost[o]!, 0) - problem.rowLimit[row]! };
  });
}

/** Arc → cost in the sum of the first terms, one a weight; null when numbers grow too large. */
function sumOf(network: FlowNetwork, terms: readonly Term[], weights: readonly number[]): Float64Array | null {
  const cost = new Float64Array(network.source.length);
  let size = 0;
  weights.forEach((weight, k) => {
    terms[k]!.cost.forEach((value, arc) => {
      cost[arc]! += weight * value;
      size += weight * Math.abs(value);
    });
  });
  return size > GREATEST_SUM ? null : cost;
}

/** The prices that potentials and weights are; null when they do not hold in exact integers. */
function pricesFrom(problem: CoreProblem, network: FlowNetwork, terms: readonly Term[], weights: readonly number[], sum: FlowProblem, flow: Float64Array, potential: Float64Array): FlowPrices | null {
  if (dualValue(sum, potential) !== sum.cost.reduce((total, value, arc) => total + value * flow[arc]!, 0)) return null;
  const price = new Float64Array(problem.rowCount + problem.request.terminalBudgets.length);
  let scale = 1;
  terms.forEach(({ place }, k) => {
    if (place === null) scale = weights[k]!;
    else price[place] = weights[k]!;
  });
  network.rowArc.forEach((arc, row) => {
    if (arc >= 0) price[row] = Math.max(0, potential[network.source[arc]!]! - potential[network.target[arc]!]!);
  });
  return isSmall(problem, price, scale) ? { scale, price } : null;
}

/** Whether everything that a checker adds up stays exact. */
function isSmall(problem: CoreProblem, price: Float64Array, scale: number): boolean {
  let sum = 0;
  for (let r = 0; r < problem.rowCount; r++) sum += price[r]! * problem.rowLimit[r]!;
  problem.request.terminalBudgets.forEach(({ limit, steps }, k) => {
    const own = price[problem.rowCount + k]!;
    sum += own * limit;
    if (own > 0) steps.cost.forEach((cost) => (sum += own * cost));
  });
  problem.request.steps?.cost.forEach((cost) => (sum += (cost / problem.costUnit) * scale));
  for (let o = 0; o < problem.optionCount; o++) {
    sum += problem.cost[o]! * scale;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) sum += price[problem.entryRow[e]!]! * problem.entryAmount[e]!;
  }
  return sum <= GREATEST_SUM;
}

/** Potentials that prove a flow best, by shortest paths from everywhere; null where a cycle pays, or the caller ends it. */
function* potentialsOf({ nodeCount, source, target, lower, upper, cost }: FlowProblem, flow: Float64Array, limits: SolveLimits): Generator<void, Float64Array | null> {
  const potential = new Float64Array(nodeCount);
  let looked = 0;
  for (let pass = 0; pass <= nodeCount; pass++) {
    let isSettled = true;
    for (let arc = 0; arc < source.length; arc++) {
      const excess = potential[source[arc]!]! - potential[target[arc]!]! - cost[arc]!;
      if (excess > 0 && flow[arc]! < upper[arc]!) {
        potential[target[arc]!]! += excess;
        isSettled = false;
      } else if (excess < 0 && flow[arc]! > lower[arc]!) {
        potential[source[arc]!]! -= excess;
        isSettled = false;
      }
    }
    if (isSettled) return potential;
    looked += source.length;
    if (looked < ARCS_PER_LOOK) continue;
    looked = 0;
    yield;
    if (limits.shouldStop?.() === true) return null;
  }
  return null;
}
