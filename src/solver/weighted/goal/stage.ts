/**
 * One goal's turn: minimise it with the goals of earlier stages within their budgets.
 *
 * Method. A linear goal: race.ts. A peak goal: peak-search.ts. A terminal goal: as a linear one, but its bound is often reached
 *   and a choice that reaches it hard to see, so a guide comes first: with the goal itself kept at its bound, minimise the
 *   next linear goal, which tells good from bad where the goal is flat, and stop at the first choice.
 *   Every search has a quota of work; what stays open is left for a later round with more.
 * Invariants. `choice` keeps every earlier budget and has value `value`; nothing that does has a value below `bound`.
 */
import { range } from "../../../base/range";
import { allowedGap, budgetAfter, goalValue, trivialBound } from "../../goal-values";
import type { ChoiceInstance, Goal, SolveLimits, TerminalGoal } from "../../instance";
import { BlockDescent } from "../choice/block-descent";
import { EjectionChains } from "../choice/ejection-chains";
import { nearestTotals } from "../choice/nearest-totals";
import { PenalisedChoice } from "../choice/penalised-choice";
import { coreProblemInSteps, isCoreFeasible, type CoreProblem } from "../problem/core-problem";
import { keep, type CoreRequest, type Kept } from "../problem/core-request";
import { beginSearch } from "./begin-search";
import { searchPeak } from "./peak-search";
import { race } from "./race";
import { Relaxation } from "../bound/relaxation";
import { magnitudesOf } from "../problem/price-range";
import type { Answer, StageState } from "./stage-state";
import { QUICK, THOROUGH, tighten } from "../program/tighten";
import { Halt, type WorkMeter } from "../problem/work-meter";

/** Most work for a fair choice, soon: at least, and for an option. */
const SKETCH_WORK = 60_000_000;
const SKETCH_WORK_OF_OPTION = 4000;
/** Share of a stage's quota that the guide may take. */
const GUIDE_SHARE = 0.15;
/** Work from which on a search for any choice is worth tightening thoroughly. */
const THOROUGH_WORK = 2_000_000_000;

/** What a stage is given. */
export interface StageSetting {
  readonly instance: ChoiceInstance;
  readonly goal: Goal;
  /** Goals after this one. */
  readonly later: readonly Goal[];
  /** The stages of the earlier goals, all with a choice. */
  readonly former: readonly Stage[];
  /** Most operations of one search. */
  readonly quota: number;
  /** A feasible choice to start from, if one is known. */
  readonly start: Int32Array | null;
  /** A feasible choice that is a poor one, if one is known. */
  readonly lastResort: Int32Array | null;
  /** This goal's stage in the round before. */
  readonly last: Stage | null;
  /** As the caller's limits have it. */
  readonly boundAfter: SolveLimits["boundAfter"];
}

export class Stage implements StageState {
  choice: Int32Array | null = null;
  value: number | null = null;
  bound: number;
  isInfeasible = false;
  readonly goal: Goal;
  private readonly instance: ChoiceInstance;
  readonly kept: Kept;
  /** Budgets of the former goals, in order. */
  private readonly budgets: readonly number[];
  price: Float64Array | null = null;

  constructor(
    private readonly setting: StageSetting,
    private readonly meter: WorkMeter,
  ) {
    const { instance, goal, former, start, last, boundAfter } = setting;
    this.instance = instance;
    this.goal = goal;
    this.budgets = former.map((stage) => budgetAfter(stage.goal.tolerance, stage.value!));
    this.kept = keep(instance, this.budgets);
    this.bound = Math.max(trivialBound(instance, goal), boundAfter?.(former.map((stage) => stage.value!)) ?? -Infinity);
    if (last !== null && last.budgets.every((budget, k) => budget === this.budgets[k])) this.bound = Math.max(this.bound, last.bound);
    if (former.length > 0) this.take(former[former.length - 1]!.choice!);
    if (start !== null) this.takeIfKept(start);
    if (last?.choice != null) this.takeIfKept(last.choice);
  }

  get isMet(): boolean {
    return this.value !== null && this.value - this.bound <= allowedGap(this.goal.tolerance, this.value);
  }

  /** Runs until the goal is met, nothing is feasible, or quotas are spent. */
  *run(): Generator<void, void> {
    if (this.isMet) return;
    const { goal } = this;
    if (goal.kind === "peak") yield* searchPeak(this, this.meter, goal);
    else if (goal.kind === "terminal") yield* this.searchTerminal(goal);
    else yield* this.minimise({ cost: goal.cost, steps: goal.kind === "combined" ? goal.steps : null });
  }

  /** Where no other goal waits for its turn, a search need not begin anew with a greater quota. */
  private get wholeShare(): number {
    const { former, later } = this.setting;
    return later.length === 0 && former.every((stage) => stage.isMet) ? Infinity : 1;
  }

  take(choice: Int32Array): void {
    this.choice = choice;
    this.value = goalValue(this.instance, this.goal, choice);
  }

  private takeIfKept(choice: Int32Array): void {
    const { former } = this.setting;
    if (former.some((stage, k) => goalValue(this.instance, stage.goal, choice) > this.budgets[k]!)) return;
    if (this.value === null || goalValue(this.instance, this.goal, choice) < this.value) this.take(choice);
  }

  *withinQuota(run: Generator<void, void>, share: number): Generator<void, boolean> {
    this.meter.allotSearch(this.setting.quota * share);
    try {
      yield* run;
      return true;
    } catch (error) {
      if (error instanceof Halt && error.reason === "search") return false;
      throw error;
    } finally {
      this.meter.allotSearch(Infinity);
    }
  }

  private *minimise(objective: Pick<CoreRequest, "cost" | "steps">): Generator<void, void> {
    const plain = yield* this.build({ ...objective, ...this.kept });
    yield;
    if (this.choice === null) yield* this.sketchOf(plain);
    const { costOffset, costUnit } = plain;
    const nextCutoff = (value: number): number => {
      const trueValue = costOffset + costUnit * value;
      return Math.ceil((trueValue - allowedGap(this.goal.tolerance, trueValue) - costOffset) / costUnit);
    };
    // Budgets of earlier goals run over all blocks: without cuts they say too little.
    const isTightenedOnly = this.setting.former.length > 0;
    const isComplete = yield* this.withinQuota(race(this, this.meter, plain, nextCutoff, isTightenedOnly), this.wholeShare);
    if (isComplete && this.choice === null) this.isInfeasible = true;
  }

  private *searchTerminal(goal: TerminalGoal): Generator<void, void> {
    if (this.setting.last === null) yield* this.sketchOf(yield* this.build({ cost: null, steps: goal.steps, ...this.kept }));
    const guide = this.setting.later.find((later) => later.kind === "linear")?.cost;
    if (guide !== undefined) yield* this.guideToBound(goal, guide);
    if (!this.isMet) yield* this.minimise({ cost: null, steps: goal.steps });
  }

  /** A fair choice, soon: a sketch, made to fit where it does not and, of a terminal goal, made better where it does; without one, the last resort made better. */
  private *sketchOf(problem: CoreProblem): Generator<void, void> {
    const { quota, lastResort } = this.setting;
    const share = Math.max(SKETCH_WORK, SKETCH_WORK_OF_OPTION * problem.optionCount) / quota;
    const sketched = { choice: null as Int32Array | null };
    yield* this.withinQuota(this.sketch(problem, sketched), share);
    if (this.isMet || (this.choice !== null && this.goal.kind !== "terminal")) return;
    const start = this.choice ?? sketched.choice;
    if (start !== null) yield* this.withinQuota(this.carryDown(problem, start.slice()), share);
    if (this.choice !== null || lastResort === null || !isCoreFeasible(problem, lastResort)) return;
    this.takeIfKept(lastResort);
    yield* this.withinQuota(this.carryDown(problem, lastResort), share);
  }

  /** Every block's own best, re-solved in turn until they fit together, or almost. */
  private *sketch(problem: CoreProblem, sketched: { choice: Int32Array | null }): Generator<void, void> {
    if (problem.isContradictory) return;
    const relaxation = new Relaxation(problem, this.meter, null, yield* magnitudesOf(problem, this.meter));
    yield;
    const live = new Uint8Array(problem.optionCount).fill(1);
    const price = new Float64Array(relaxation.capacity);
    if ((yield* relaxation.evaluate(price, live)) === Infinity) return;
    const descent = new BlockDescent(relaxation);
    sketched.choice = descent.choice;
    yield* descent.run(relaxation.choice, price, live, (choice) => {
      if (!isCoreFeasible(problem, choice)) return false;
      this.takeIfKept(choice.slice());
      return true;
    });
  }

  /** Items move one after the other to where they break nothing, and to what is better. */
  private *carryDown(problem: CoreProblem, start: Int32Array): Generator<void, void> {
    const state = new PenalisedChoice(problem, this.meter, 1, yield* nearestTotals(problem, this.meter, 1));
    state.reset(start);
    state.forbidBreaches();
    const chains = new EjectionChains(problem, this.meter, state);
    chains.aim(range(0, problem.itemCount).map((i) => Int32Array.from(range(problem.optionStart[i]!, problem.optionStart[i + 1]!))), new Float64Array(problem.rowCount));
    try {
      yield* chains.descend(null, 0, Infinity, () => {});
    } finally {
      if (isCoreFeasible(problem, state.choice)) this.takeIfKept(state.choice.slice());
    }
  }

  /** Looks for any choice with the goal at its bound, led by another goal's cost. */
  private *guideToBound(goal: TerminalGoal, cost: Float64Array): Generator<void, void> {
    const terminalBudgets = [...this.kept.terminalBudgets, { steps: goal.steps, limit: this.bound }];
    const answer = yield* this.findAny({ ...this.kept, cost, steps: null, terminalBudgets }, GUIDE_SHARE);
    if (answer === "none") this.bound++;
    else if (answer !== "unknown") this.take(answer);
  }

  build(request: CoreRequest): Generator<void, CoreProblem> {
    return coreProblemInSteps(this.instance, request, this.meter);
  }

  *findAny(request: CoreRequest, share: number): Generator<void, Answer> {
    return yield* this.findBelow(yield* this.build(request), Infinity, null, share);
  }

  *findBelow(problem: CoreProblem, cutoff: number, price: Float64Array | null, share: number): Generator<void, Answer> {
    const found = { choice: null as Int32Array | null };
    const isThorough = share * this.setting.quota >= THOROUGH_WORK;
    const isComplete = yield* this.withinQuota(this.findFirst(problem, cutoff, price, found, isThorough), share);
    return found.choice ?? (isComplete ? "none" : "unknown");
  }

  private *findFirst(plain: CoreProblem, cutoff: number, start: Float64Array | null, found: { choice: Int32Array | null }, isThorough: boolean): Generator<void, void> {
    const { problem, price, plainPrice, bound } = yield* tighten(plain, this.meter, start, cutoff, isThorough ? THOROUGH : QUICK);
    this.price = plainPrice;
    if (bound >= cutoff) return;
    const search = yield* beginSearch(problem, this.meter, { cutoff, incumbent: null, nextCutoff: (value) => value, isFirstEnough: true, price, isThorough });
    yield* search.run();
    found.choice = search.best;
  }
}
