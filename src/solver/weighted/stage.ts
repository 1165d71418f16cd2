/**
 * One goal's turn: minimise it with the goals of earlier stages within their budgets.
 *
 * Method. A linear goal is two {@link CoreSearch}es in turns, of the problem as it is and with cuts, until one is complete. A terminal goal too, but its bound is often reached at once and a choice that
 *   reaches it hard to see, so guides come first: with the goal itself kept at or below F, minimise the next linear goal,
 *   which tells good from bad where the goal is flat, and stop at the first choice; F starts at the bound, later it
 *   halves the gap. A peak goal is a search on its value T: row limits become min(limit, ⌊T · size ÷ 100⌋ − offset),
 *   and whether any choice is left is the last linear (else terminal) earlier goal minimised within its budget,
 *   ended by the first choice. Every search has a quota of work; what stays open is left for a later round with more.
 * Invariants. `choice` keeps every earlier budget and has value `value`; nothing that does has a value below `bound`.
 */
import { allowedGap, budgetAfter, goalValue, trivialBound } from "../goal-values";
import type { ChoiceInstance, Goal, PeakGoal, TerminalGoal } from "../instance";
import { BlockDescent } from "./block-descent";
import { buildCoreProblem, cutoffAbove, isCoreFeasible, type CoreProblem } from "./core-problem";
import { keep, underPeakRequest, type CoreRequest, type Kept } from "./core-request";
import { CoreSearch } from "./core-search";
import { LargeNeighbourhoods } from "./large-neighbourhoods";
import { Relaxation } from "./relaxation";
import { tighten } from "./tighten";
import { Halt, type WorkMeter } from "./work-meter";

/** Most work for a fair choice, soon: at least, and for an option. */
const SKETCH_WORK = 60_000_000;
const SKETCH_WORK_OF_OPTION = 4000;
/** Share of a stage's quota that one guide may take. */
const GUIDE_SHARE = 0.15;
/** Share of a stage's quota that a short look at one peak may take. */
const LOOK_SHARE = 0.03;
/** Shares of a stage's quota for lowering a peak step by step: first, and when a longer look for the peak wanted found nothing. */
const FIRST_LOWERING_SHARE = 0.04;
const PROBE_SHARE = 0.1;
const LOWERING_SHARE = 0.2;
/** Work that one of the first two goals is given before its problem is tightened: at least, and for an option; how much more the tightened one is given, and how turns grow. */
const PLAIN_WORK = 300_000_000;
const PLAIN_WORK_OF_OPTION = 100_000;
const TIGHTENED_SHARE = 4;
const LONGER_TURN = 2;
/** Work of a search before its best choice gets a turn of the same length in large neighbourhoods, and how turns grow. */
const FIRST_TURN = 300_000_000;
const TURN_OF_OPTION = 40_000;
const LONGER = 1.5;
/** Most sizes of neighbourhoods. */
const MOST_SIZES = 5;
/** Most guides after the first. */
const MOST_GUIDES = 4;

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
  /** This goal's stage in the round before. */
  readonly last: Stage | null;
}

/** How a search ended: with a choice, with proof that there is none, or with its quota. */
type Answer = Int32Array | "none" | "unknown";

export class Stage {
  choice: Int32Array | null = null;
  value: number | null = null;
  bound: number;
  /** True when it is proved that no choice is feasible. */
  isInfeasible = false;
  readonly goal: Goal;
  private readonly instance: ChoiceInstance;
  private readonly kept: Kept;
  /** Budgets of the former goals, in order. */
  private readonly budgets: readonly number[];
  /** Prices of the last probe: rows and budgets are the same for all. */
  private price: Float64Array | null = null;

  constructor(
    private readonly setting: StageSetting,
    private readonly meter: WorkMeter,
  ) {
    const { instance, goal, former, start, last } = setting;
    this.instance = instance;
    this.goal = goal;
    this.budgets = former.map((stage) => budgetAfter(stage.goal.tolerance, stage.value!));
    this.kept = keep(instance, this.budgets);
    this.bound = trivialBound(instance, goal);
    if (last !== null && last.budgets.every((budget, k) => budget === this.budgets[k])) this.bound = Math.max(this.bound, last.bound);
    if (former.length > 0) this.take(former[former.length - 1]!.choice!);
    if (start !== null) this.takeIfKept(start);
    if (last?.choice != null) this.takeIfKept(last.choice);
  }

  /** Whether value and bound are within the goal's tolerance. */
  get isMet(): boolean {
    return this.value !== null && this.value - this.bound <= allowedGap(this.goal.tolerance, this.value);
  }

  /** Runs until the goal is met, nothing is feasible, or quotas are spent. */
  *run(): Generator<void, void> {
    if (this.isMet) return;
    if (this.goal.kind === "peak") yield* this.searchPeak(this.goal);
    else if (this.goal.kind === "linear") yield* this.minimise({ cost: this.goal.cost, steps: null }, 1);
    else if (this.goal.kind === "combined") yield* this.minimise({ cost: this.goal.cost, steps: this.goal.steps }, 1);
    else yield* this.searchTerminal(this.goal);
  }

  /** Takes a choice that keeps every earlier budget. */
  take(choice: Int32Array): void {
    this.choice = choice;
    this.value = goalValue(this.instance, this.goal, choice);
  }

  private takeIfKept(choice: Int32Array): void {
    const { former } = this.setting;
    if (former.some((stage, k) => goalValue(this.instance, stage.goal, choice) > this.budgets[k]!)) return;
    if (this.value === null || goalValue(this.instance, this.goal, choice) < this.value) this.take(choice);
  }

  /** Runs a search within a share of the quota; false when the quota ended it. */
  private *withinQuota(run: Generator<void, void>, share: number): Generator<void, boolean> {
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

  private *minimise(objective: Pick<CoreRequest, "cost" | "steps">, share: number): Generator<void, void> {
    const plain = this.build({ ...objective, ...this.kept });
    if (this.choice === null) yield* this.sketchOf(plain);
    const { costOffset, costUnit } = plain;
    const nextCutoff = (value: number): number => {
      const trueValue = costOffset + costUnit * value;
      return Math.ceil((trueValue - allowedGap(this.goal.tolerance, trueValue) - costOffset) / costUnit);
    };
    const tightened = this.minimiseTightened(plain, nextCutoff);
    // Budgets of several goals run over all blocks: without cuts they say too little.
    const race = this.setting.former.length > 1 ? tightened : this.race(this.minimisePlain(plain, nextCutoff), tightened, plain.optionCount);
    const isComplete = yield* this.withinQuota(race, share);
    if (isComplete && this.choice === null) this.isInfeasible = true;
  }

  /** Gives two searches of the same goal turns, longer and longer, until one is complete: which is quicker shows only then. */
  private *race(plain: Generator<void, void>, tightened: Generator<void, void>, optionCount: number): Generator<void, void> {
    const first = Math.max(PLAIN_WORK, PLAIN_WORK_OF_OPTION * optionCount);
    for (let work = first; ; work *= LONGER_TURN) {
      for (const [run, share] of [[plain, 1], [tightened, TIGHTENED_SHARE]] as const) {
        const end = this.meter.spent + work * share;
        while (this.meter.spent < end) {
          if (run.next().done === true || this.isMet) return;
          yield;
        }
      }
    }
  }

  private *minimisePlain(plain: CoreProblem, nextCutoff: (value: number) => number): Generator<void, void> {
    const search = new CoreSearch(plain, this.meter, { cutoff: Infinity, incumbent: this.choice, nextCutoff, isFirstEnough: false, price: null });
    yield* this.follow(search, plain);
  }

  /** The same with cuts: dearer to begin with, and what closes problems whose rows say little one by one. */
  private *minimiseTightened(plain: CoreProblem, nextCutoff: (value: number) => number): Generator<void, void> {
    const target = this.value === null ? Infinity : nextCutoff((this.value - plain.costOffset) / plain.costUnit);
    const { problem, price, bound } = yield* tighten(plain, this.meter, null, target);
    if (bound === Infinity) return;
    this.bound = Math.max(this.bound, Math.min(this.value ?? Infinity, plain.costOffset + plain.costUnit * bound));
    if (this.isMet) return;
    const search = new CoreSearch(problem, this.meter, { cutoff: Infinity, incumbent: this.choice, nextCutoff, isFirstEnough: false, price });
    yield* this.follow(search, problem);
  }

  /** Keeps value and bound up to date while a search of the goal itself runs, also when it is ended, and tells it of better choices. */
  private *follow(search: CoreSearch, problem: CoreProblem): Generator<void, void> {
    let known = this.choice;
    const update = (): void => {
      if (this.choice !== null && this.choice !== known) search.offer(this.choice);
      this.takeFrom(search, problem);
      known = this.choice;
      const bound = Math.min(search.bound, search.bestValue);
      if (bound < Infinity) this.bound = Math.max(this.bound, problem.costOffset + problem.costUnit * bound);
    };
    const neighbourhoods = new LargeNeighbourhoods(problem, this.meter, MOST_SIZES);
    let since = 0;
    let turn = Math.max(FIRST_TURN, TURN_OF_OPTION * problem.optionCount);
    try {
      const run = search.run();
      for (;;) {
        const before = this.meter.spent;
        const next = run.next();
        since += this.meter.spent - before;
        update();
        if (next.done === true) return;
        yield;
        if (since < turn || search.best === null) continue;
        yield* this.improve(search, problem, neighbourhoods, this.meter.spent + turn);
        since = 0;
        turn *= LONGER;
      }
    } finally {
      update();
    }
  }

  /** Gives the best choice a turn of large neighbourhoods. */
  private *improve(search: CoreSearch, problem: CoreProblem, neighbourhoods: LargeNeighbourhoods, end: number): Generator<void, void> {
    while (search.bound < search.cutoff) {
      const aim = { choice: search.best!, cutoff: search.bestValue, price: search.rootPrice, isFirstEnough: false };
      const better = yield* neighbourhoods.improve(aim, end);
      if (better === null) return;
      search.offer(better);
      this.takeFrom(search, problem);
    }
  }

  /** Takes a search's best choice if none better is known. */
  private takeFrom({ best, bestValue }: CoreSearch, { costOffset, costUnit }: CoreProblem): void {
    if (best !== null && (this.value === null || costOffset + costUnit * bestValue < this.value)) this.take(best);
  }

  private *searchTerminal(goal: TerminalGoal): Generator<void, void> {
    if (this.setting.last === null) yield* this.sketchOf(this.build({ cost: null, steps: goal.steps, ...this.kept }));
    const guide = this.setting.later.find((later) => later.kind === "linear")?.cost;
    if (guide !== undefined) yield* this.guideTo(goal, guide, this.bound);
    if (this.isMet || this.isInfeasible) return;
    yield* this.minimise({ cost: null, steps: goal.steps }, guide === undefined ? 1 : GUIDE_SHARE);
    for (let k = 0, share = 0.25; guide !== undefined && this.choice !== null && k < MOST_GUIDES && !this.isMet; k++) {
      const limit = Math.floor(this.bound + share * (this.value! - this.bound));
      if (limit >= this.value!) break;
      const isSettled = yield* this.guideTo(goal, guide, limit);
      if (!isSettled) share = (1 + share) / 2;
    }
    if (!this.isMet && !this.isInfeasible && guide !== undefined) yield* this.minimise({ cost: null, steps: goal.steps }, 1);
  }

  private *sketchOf(problem: CoreProblem): Generator<void, void> {
    const work = Math.max(SKETCH_WORK, SKETCH_WORK_OF_OPTION * problem.optionCount);
    yield* this.withinQuota(this.sketch(problem), work / this.setting.quota);
  }

  /** A fair choice, soon: every block's own best, re-solved in turn until they fit together. */
  private *sketch(problem: CoreProblem): Generator<void, void> {
    if (problem.isContradictory) return;
    const relaxation = new Relaxation(problem, this.meter);
    const live = new Uint8Array(problem.optionCount).fill(1);
    const price = new Float64Array(relaxation.capacity);
    if ((yield* relaxation.evaluate(price, live)) === Infinity) return;
    yield* new BlockDescent(relaxation).run(relaxation.choice, price, live, (choice) => {
      if (!isCoreFeasible(problem, choice)) return false;
      this.takeIfKept(choice.slice());
      return true;
    });
  }

  /** Looks for any choice with the goal at or below a limit, led by another goal's cost; false when that stays open. */
  private *guideTo(goal: TerminalGoal, cost: Float64Array, limit: number): Generator<void, boolean> {
    const terminalBudgets = [...this.kept.terminalBudgets, { steps: goal.steps, limit }];
    const answer = yield* this.findAny({ ...this.kept, cost, steps: null, terminalBudgets }, GUIDE_SHARE);
    if (answer === "unknown") return false;
    if (answer === "none") this.bound = Math.max(this.bound, limit + 1);
    else this.take(answer);
    return true;
  }

  private *searchPeak(goal: PeakGoal): Generator<void, void> {
    if (this.choice === null) {
      const answer = yield* this.findAny({ cost: null, steps: null, ...this.kept }, 1);
      if (answer === "none") this.isInfeasible = true;
      if (typeof answer === "string") return;
      this.take(answer);
    }
    yield* this.refutePeaks(goal);
    yield* this.withinQuota(this.lowerPeak(goal), FIRST_LOWERING_SHARE);
    if (this.isMet) return;
    const answer = yield* this.probe(goal, this.goodEnough(), PROBE_SHARE);
    if (answer === "none") this.bound = this.goodEnough() + 1;
    else if (answer !== "unknown") return this.take(answer);
    yield* this.withinQuota(this.lowerPeak(goal), LOWERING_SHARE);
    // A peak within the tolerance of the bound is enough, and leaves later goals more room than the least would.
    let low = this.bound;
    for (let peak = this.goodEnough(); !this.isMet; peak = Math.max(this.goodEnough(), Math.floor((low + this.value!) / 2))) {
      if (peak >= this.value!) return;
      const answer = yield* this.probe(goal, peak, 0.5);
      if (answer === "none") this.bound = peak + 1;
      else if (answer !== "unknown") this.take(answer);
      // Left open: look higher, where a choice is easier to find.
      low = answer === "unknown" ? peak + 1 : Math.max(low, this.bound);
    }
  }

  /** Lowers the peak step by step through large neighbourhoods of the choice at hand. */
  private *lowerPeak(goal: PeakGoal): Generator<void, void> {
    for (let step = Math.ceil((this.value! - this.goodEnough()) / 4); !this.isMet; ) {
      const { problem, cutoff } = this.coreOfPeak(goal, this.value! - step);
      const aim = { choice: this.choice!, cutoff, price: this.price, isFirstEnough: true };
      const better = yield* new LargeNeighbourhoods(problem, this.meter, step > 1 ? 1 : 3).improve(aim, Infinity);
      if (better !== null) this.take(better);
      else if (step === 1) return;
      step = better !== null ? Math.min(step, Math.ceil((this.value! - this.goodEnough()) / 4)) : step >> 1;
    }
  }

  /** The greatest value that would meet the goal with the bound known. */
  private goodEnough(): number {
    return this.bound + allowedGap(this.goal.tolerance, this.bound);
  }

  /** Raises the bound by what short looks refute. */
  private *refutePeaks(goal: PeakGoal): Generator<void, void> {
    for (let high = this.value!; !this.isMet && this.bound < high; ) {
      const middle = Math.floor((this.bound + high) / 2);
      const answer = yield* this.probe(goal, middle, LOOK_SHARE);
      if (answer === "none") this.bound = middle + 1;
      else if (answer !== "unknown") this.take(answer);
      if (answer !== "none") high = middle;
    }
  }

  /** Looks for a choice with a peak of at most `peak`. */
  private *probe(goal: PeakGoal, peak: number, share: number): Generator<void, Answer> {
    const { problem, cutoff } = this.coreOfPeak(goal, peak);
    return yield* this.findBelow(problem, cutoff, this.price, share);
  }

  /** The last linear (else terminal) earlier goal, minimised with the peak at most `peak`, and what it must stay below. */
  private coreOfPeak(goal: PeakGoal, peak: number): { problem: CoreProblem; cutoff: number } {
    const { request, limit } = underPeakRequest(this.kept, goal, peak);
    const problem = this.build(request);
    return { problem, cutoff: cutoffAbove(problem, limit) };
  }

  private build(request: CoreRequest): CoreProblem {
    return buildCoreProblem(this.instance, request, (operations) => this.meter.spend(operations));
  }

  /** Looks for any choice that keeps the request's limits. */
  private *findAny(request: CoreRequest, share: number): Generator<void, Answer> {
    return yield* this.findBelow(this.build(request), Infinity, null, share);
  }

  private *findBelow(problem: CoreProblem, cutoff: number, price: Float64Array | null, share: number): Generator<void, Answer> {
    const found = { choice: null as Int32Array | null };
    const isComplete = yield* this.withinQuota(this.findFirst(problem, cutoff, price, found), share);
    return found.choice ?? (isComplete ? "none" : "unknown");
  }

  private *findFirst(plain: CoreProblem, cutoff: number, start: Float64Array | null, found: { choice: Int32Array | null }): Generator<void, void> {
    const { problem, price, bound } = yield* tighten(plain, this.meter, start, cutoff);
    this.price = plainPrices(price, plain, problem);
    if (bound >= cutoff) return;
    const search = new CoreSearch(problem, this.meter, { cutoff, incumbent: null, nextCutoff: (value) => value, isFirstEnough: true, price });
    yield* search.run();
    found.choice = search.best;
  }
}

/** Prices without those of a tightened problem's cuts. */
function plainPrices(price: Float64Array, plain: CoreProblem, tightened: CoreProblem): Float64Array {
  return Float64Array.from([...price.subarray(0, plain.rowCount), ...price.subarray(tightened.rowCount)]);
}
