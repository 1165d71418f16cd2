/**
 * All goals of a choice problem in the flow class, in strict order, each to its exact optimum.
 *
 * 1. A linear or terminal goal is one min-cost flow. Its potentials prove the value; arcs with a reduced
 *    cost are then fixed where they are, which leaves exactly the optimal flows to the goals after it.
 * 2. A peak goal is a search by halving: is there a flow when no measured row may pass p per cent? Its
 *    budget, slack included, stays as a cap on the rows.
 * 3. Every flow starts from the tree of the one before, the first from the choice and the prices of an auction. Where that comes to
 *    nothing, or to less: from a choice at hand, one given, or the first options of all items where they go together.
 *
 * Value and bound of a finished goal are equal. A run stopped within a goal gives the best choices so far, and
 * as that goal's bound what the potentials of the moment prove.
 *
 * Cost: one flow per linear or terminal goal and about log2(range of percentages) flows per peak goal.
 * Assumes an instance of the class. Reference for faces and reduced costs: R. K. Ahuja,
 * T. L. Magnanti, J. B. Orlin, Network Flows, Prentice Hall, 1993, §9.6 and §11.
 */
import { invariant } from "../../base/invariant";
import type { ChoiceInstance, Goal, GoalOutcome, PeakGoal, SolveLimits, SolveProgress, SolveResult } from "../instance";
import { allowedGap, budgetAfter, ceilDivide, goalValue, trivialBound } from "../goal-values";
import { choiceFault } from "../check-solution";
import type { FlowShape } from "./flow-shape";
import {
  basisAt,
  buildNetwork,
  cappedRows,
  choiceOf,
  combinedCosts,
  fixFace,
  flowProblem,
  leastPeak,
  linearCosts,
  provedBy,
  terminalCosts,
  type FlowNetwork,
  type GoalCosts,
} from "./flow-network";
import type { FlowBasis, FlowProblem, FlowResult } from "./flow-problem";
import { auction, type AuctionResult } from "./auction";
import { minCostFlow } from "./min-cost-flow";

/** Work between two questions to the limits, in arcs looked at and nodes moved; a step of the limits is one look at every arc. */
const mostWorkPerSlice = 50_000;

/** The run so far. */
interface FlowRun {
  readonly network: FlowNetwork;
  readonly limits: SolveLimits;
  /** The goals met so far, at their exact optima. */
  readonly optima: number[];
  /** Choices that have them. */
  readonly witnesses: Int32Array[];
  /** The best so far; null while none is known. */
  choice: Int32Array | null;
  basis: FlowBasis | undefined;
  work: number;
  isOutOfSteps: boolean;
}

/** What one goal came to: met, or proved impossible, or stopped with a bound for the goal. */
type GoalEnd = { readonly kind: "met" } | { readonly kind: "infeasible" } | { readonly kind: "stopped"; readonly bound: number };

/**
 * Solves an instance of the class, yielding between slices of work.
 * @param shape what `flowClassOf` says of the instance
 */
export function* solveFlow(instance: ChoiceInstance, shape: FlowShape, limits: SolveLimits): Generator<SolveProgress, SolveResult> {
  const network = buildNetwork(instance, shape);
  if (network === null) return { kind: "infeasible", steps: 0 };
  const run: FlowRun = { network, limits, optima: [], witnesses: [], choice: null, basis: undefined, work: 0, isOutOfSteps: false };
  let end: GoalEnd = yield* findFirst(run);
  for (const [index, goal] of instance.goals.entries()) {
    if (end.kind !== "met") break;
    end = yield* solveGoal(run, index, goal);
  }
  const steps = stepsOf(run);
  if (end.kind === "infeasible") return { kind: "infeasible", steps };
  const interruption = run.isOutOfSteps ? "step-limit" : "stopped";
  if (run.choice === null) return { kind: "unknown", termination: interruption, steps };
  const bound = end.kind === "stopped" ? end.bound : -Infinity;
  const goals = outcomes(run, run.choice, bound);
  return {
    kind: "solved",
    choice: run.choice,
    goals,
    termination: goals.every((goal) => goal.isMet) ? "optimal" : interruption,
    method: "flow",
    steps,
  };
}

/** A choice to start from and to return if the time is up: one that is at hand, or an auction's; or else a flow without costs. */
function* findFirst(run: FlowRun): Generator<SolveProgress, GoalEnd> {
  const { network, limits } = run;
  const { instance } = network;
  const goal = instance.goals[0];
  const valueOf = (choice: Int32Array): number => (goal === undefined ? 0 : goalValue(instance, goal, choice));
  const atHand = [limits.start, instance.optionStart.slice(0, instance.itemCount)].find((choice) => choice !== undefined && choiceFault(instance, choice) === null);
  const sold = yield* holdAuction(run, goal);
  if (sold !== null && choiceFault(instance, sold.choice) === null && (atHand === undefined || valueOf(sold.choice) <= valueOf(atHand))) {
    run.choice = sold.choice;
    run.basis = sold.basis;
    return { kind: "met" };
  }
  if (atHand !== undefined) {
    run.choice = atHand.slice();
    run.basis = basisAt(network, atHand);
    return { kind: "met" };
  }
  const result = yield* runFlow(run, 0, flowProblem(network, new Float64Array(network.source.length)));
  if (result.kind === "infeasible") return { kind: "infeasible" };
  if (result.kind === "stopped") return { kind: "stopped", bound: -Infinity };
  invariant(result.kind === "optimal", `a flow without costs exists or not, it is not ${result.kind}`);
  run.choice = choiceOf(network, result.flow);
  run.basis = result.basis;
  return { kind: "met" };
}

/** What an auction for the first goal comes to; null where there is none, or no time for it. */
function* holdAuction(run: FlowRun, goal: Goal | undefined): Generator<SolveProgress, AuctionResult | null> {
  const { network, limits } = run;
  const workLimit = workLimitOf(run);
  if (goal === undefined || goal.kind === "peak" || workLimit <= 0) return null;
  const bound = trivialBound(network.instance, goal);
  const bidding = auction(network, costsOf(network, goal).cost);
  for (let step = bidding.next(); ; step = bidding.next()) {
    if (step.done === true) return step.value;
    run.work = step.value;
    yield { goal: 0, value: null, bound, steps: stepsOf(run) };
    if (run.work >= workLimit || limits.shouldStop?.() === true) return null;
  }
}

function costsOf(network: FlowNetwork, goal: Exclude<Goal, PeakGoal>): GoalCosts {
  if (goal.kind === "combined") return combinedCosts(network, goal);
  return goal.kind === "linear" ? linearCosts(network, goal) : terminalCosts(network, goal);
}

/** Meets one goal and narrows the bounds to what it leaves to the goals after it. */
function* solveGoal(run: FlowRun, index: number, goal: Goal): Generator<SolveProgress, GoalEnd> {
  if (goal.kind === "peak") return yield* solvePeak(run, index, goal);
  const { network } = run;
  const { cost, constant } = costsOf(network, goal);
  const result = yield* runFlow(run, index, flowProblem(network, cost));
  if (result.kind === "stopped") {
    if (result.flow !== null) run.choice = choiceOf(network, result.flow);
    return { kind: "stopped", bound: result.potential === null ? -Infinity : constant + provedBy(network, cost, result.potential) };
  }
  invariant(result.kind === "optimal", `a flow of the class is exact and has an optimum, not: ${result.kind}`);
  const choice = choiceOf(network, result.flow);
  const value = constant + result.value;
  invariant(value === goalValue(network.instance, goal, choice), "a flow costs what its choices cost");
  if (index + 1 < network.instance.goals.length) fixFace(network, cost, result.flow, result.potential);
  run.basis = result.basis;
  meet(run, value, choice);
  return { kind: "met" };
}

function meet(run: FlowRun, value: number, choice: Int32Array): void {
  run.choice = choice;
  run.optima.push(value);
  run.witnesses.push(choice);
}

/** Lowers the greatest percentage by halving; each question is a flow without costs. */
function* solvePeak(run: FlowRun, index: number, goal: PeakGoal): Generator<SolveProgress, GoalEnd> {
  const { network } = run;
  const noCost = new Float64Array(network.source.length);
  invariant(run.choice !== null, "a first choice is known before any goal");
  let choice = run.choice;
  let value = goalValue(network.instance, goal, choice);
  let bound = leastPeak(network, goal);
  while (bound < value) {
    const middle = bound + (value - bound - ((value - bound) % 2)) / 2;
    const upper = cappedRows(network, goal, middle);
    if (upper === null) {
      bound = middle + 1;
      continue;
    }
    const result: FlowResult = yield* runFlow(run, index, { ...flowProblem(network, noCost), upper });
    if (result.kind === "stopped") return { kind: "stopped", bound };
    if (result.kind === "optimal") {
      choice = choiceOf(network, result.flow);
      run.choice = choice;
      run.basis = result.basis;
      value = goalValue(network.instance, goal, choice);
    } else {
      invariant(result.kind === "infeasible", `a flow without costs exists or not, it is not ${result.kind}`);
      bound = middle + 1;
    }
  }
  const capped = cappedRows(network, goal, budgetAfter(goal.tolerance, value));
  invariant(capped !== null, "the best flow keeps to its own percentage");
  network.upper.set(capped);
  meet(run, value, choice);
  return { kind: "met" };
}

/** One flow from the last tree, reporting and asking the limits between slices. */
function* runFlow(run: FlowRun, index: number, problem: FlowProblem): Generator<SolveProgress, FlowResult> {
  const { limits, network } = run;
  const workLimit = workLimitOf(run);
  if (run.work >= workLimit) {
    run.isOutOfSteps = true;
    return { kind: "stopped", flow: null, potential: null, bound: -Infinity, work: 0 };
  }
  const { instance } = network;
  const goal: Goal | undefined = instance.goals[index];
  let known: SolveProgress | null = null;
  const left = workLimit - run.work;
  const flow = minCostFlow(problem, run.basis, left < mostWorkPerSlice ? left : mostWorkPerSlice);
  const before = run.work;
  let step = flow.next(false);
  while (step.done !== true) {
    run.work = before + step.value;
    known ??= { goal: index, value: goal === undefined || run.choice === null ? null : goalValue(instance, goal, run.choice), bound: goal === undefined ? 0 : trivialBound(instance, goal), steps: 0 };
    yield { ...known, steps: stepsOf(run) };
    run.isOutOfSteps = run.work >= workLimit;
    step = flow.next(run.isOutOfSteps || limits.shouldStop?.() === true);
  }
  run.work = before + step.value.work;
  return step.value;
}

function workLimitOf({ limits, network }: FlowRun): number {
  return limits.stepLimit === undefined ? Infinity : limits.stepLimit * network.source.length;
}

function stepsOf(run: FlowRun): number {
  return ceilDivide(run.work, run.network.source.length === 0 ? 1 : run.network.source.length);
}

/**
 * Every goal's outcome at the flow returned: exact for the goals met, for the others what the flow costs and what
 * is proved, `boundOfOpen` for the goal that was stopped in.
 */
function outcomes(run: FlowRun, choice: Int32Array, boundOfOpen: number): GoalOutcome[] {
  const { instance } = run.network;
  return instance.goals.map((goal, index) => {
    const value = goalValue(instance, goal, choice);
    if (index < run.optima.length) return { value, stageValue: run.optima[index], bound: run.optima[index], witness: run.witnesses[index], isMet: true };
    const free = trivialBound(instance, goal);
    const bound = index === run.optima.length && boundOfOpen > free ? boundOfOpen : free;
    return { value, stageValue: value, bound, witness: choice, isMet: value - bound <= allowedGap(goal.tolerance, value) };
  });
}
