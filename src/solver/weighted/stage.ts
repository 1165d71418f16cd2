/**
 * One goal's turn: minimise it with the goals of earlier stages within their budgets.
 *
 * Method. A terminal or linear goal is a {@link CoreSearch}. A peak goal is a bisection on its value T: row limits become
 *   min(limit, ⌊T · size ÷ 100⌋ − offset), and the question whether any choice is left is the last linear (else
 *   terminal) earlier goal minimised below its budget plus one, ended by the first choice found.
 * Invariants. `choice` keeps every earlier budget and has value `value`; nothing that does has a value below `bound`.
 */
import { allowedGap, budgetAfter, goalValue, trivialBound } from "../goal-values";
import type { ChoiceInstance, Goal, PeakGoal } from "../instance";
import { buildCoreProblem, type CoreProblem, type CoreRequest, type LinearBudget, type TerminalBudget } from "./core-problem";
import { CoreSearch } from "./core-search";
import type { WorkMeter } from "./work-meter";

export class Stage {
  choice: Int32Array | null = null;
  value: number | null = null;
  bound: number;
  private readonly linearBudgets: LinearBudget[] = [];
  private readonly terminalBudgets: TerminalBudget[] = [];
  private lowest: number;

  /** @param former the stages of the earlier goals, all with a choice */
  constructor(
    private readonly instance: ChoiceInstance,
    private readonly goal: Goal,
    former: readonly Stage[],
    private readonly meter: WorkMeter,
  ) {
    this.rowLimit = instance.rowLimit.slice();
    for (const stage of former) this.addBudget(stage.goal, budgetAfter(stage.goal.tolerance, stage.value!));
    const last = former[former.length - 1];
    if (last !== undefined && last.choice !== null) this.take(last.choice);
    this.lowest = trivialBound(instance, goal);
    this.bound = this.lowest;
  }

  private readonly rowLimit: Float64Array;
  /** Prices of the last probe: rows and budgets are the same for all. */
  private price: Float64Array | null = null;

  /** Runs to the end; without a choice afterwards there is none. */
  *run(): Generator<void, void> {
    if (this.isMet()) return;
    if (this.goal.kind === "peak") yield* this.searchPeak(this.goal);
    else yield* this.minimise(this.goal.kind === "linear" ? this.goal.cost : null, this.goal.kind === "terminal" ? this.goal.steps : null);
  }

  private addBudget(goal: Goal, limit: number): void {
    if (goal.kind === "linear") this.linearBudgets.push({ cost: goal.cost, limit });
    else if (goal.kind === "terminal") this.terminalBudgets.push({ steps: goal.steps, limit });
    else lowerLimits(goal, limit, this.rowLimit);
  }

  /** Takes a choice that keeps every earlier budget. */
  take(choice: Int32Array): void {
    this.choice = choice;
    this.value = goalValue(this.instance, this.goal, choice);
  }

  private isMet(): boolean {
    return this.value !== null && this.value - this.bound <= allowedGap(this.goal.tolerance, this.value);
  }

  private *minimise(cost: Float64Array | null, steps: CoreRequest["steps"]): Generator<void, void> {
    const { linearBudgets, terminalBudgets, rowLimit } = this;
    const problem = buildCoreProblem(this.instance, { cost, steps, linearBudgets, terminalBudgets, rowLimit });
    const { costOffset, costUnit } = problem;
    const nextCutoff = (value: number): number => {
      const trueValue = costOffset + costUnit * value;
      return Math.ceil((trueValue - allowedGap(this.goal.tolerance, trueValue) - costOffset) / costUnit);
    };
    const search = new CoreSearch(problem, this.meter, { cutoff: Infinity, incumbent: this.choice, nextCutoff, isFirstEnough: false, price: null });
    yield* this.follow(search, problem);
    if (search.best === null) this.choice = null;
  }

  /** Keeps value and bound up to date while a search of the goal itself runs, also when it is ended. */
  private *follow(search: CoreSearch, problem: CoreProblem): Generator<void, void> {
    const update = (): void => {
      if (search.best !== null && search.best !== this.choice) this.take(search.best);
      const bound = Math.min(search.bound, search.bestValue);
      if (bound < Infinity) this.bound = Math.max(this.bound, problem.costOffset + problem.costUnit * bound);
    };
    try {
      const run = search.run();
      for (let next = run.next(); next.done !== true; next = run.next()) {
        update();
        yield;
      }
    } finally {
      update();
    }
  }

  private *searchPeak(goal: PeakGoal): Generator<void, void> {
    if (this.choice === null) {
      yield* this.minimise(new Float64Array(this.instance.optionCount), null);
      if (this.choice === null) return;
    }
    while (!this.isMet()) {
      const middle = Math.floor((this.bound + this.value! - 1) / 2);
      const found = yield* this.probe(goal, middle);
      if (found === null) this.bound = middle + 1;
      else this.take(found);
    }
  }

  /** A choice with a peak of at most `peak`, or null when there is none. */
  private *probe(goal: PeakGoal, peak: number): Generator<void, Int32Array | null> {
    const rowLimit = this.rowLimit.slice();
    lowerLimits(goal, peak, rowLimit);
    const linearBudgets = this.linearBudgets.slice();
    const terminalBudgets = this.terminalBudgets.slice();
    const main = linearBudgets.pop();
    const cost = main?.cost ?? null;
    const steps = main === undefined ? (terminalBudgets.pop()?.steps ?? null) : null;
    const limit = main?.limit ?? this.terminalBudgets[this.terminalBudgets.length - 1]?.limit ?? 0;
    const problem = buildCoreProblem(this.instance, { cost, steps, linearBudgets, terminalBudgets, rowLimit });
    const cutoff = Math.floor((limit - problem.costOffset) / problem.costUnit) + 1;
    const search = new CoreSearch(problem, this.meter, { cutoff, incumbent: null, nextCutoff: (value) => value, isFirstEnough: true, price: this.price });
    yield* search.run();
    this.price = search.rootPrice;
    return search.best;
  }
}

/** Lowers row limits so that no measured row exceeds a percentage. */
function lowerLimits(goal: PeakGoal, peak: number, rowLimit: Float64Array): void {
  for (let j = 0; j < goal.row.length; j++) {
    const r = goal.row[j]!;
    const product = peak * goal.size[j]!;
    rowLimit[r] = Math.min(rowLimit[r]!, (product - (product % 100)) / 100 - goal.offset[j]!);
  }
}
