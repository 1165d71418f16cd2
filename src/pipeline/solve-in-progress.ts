/**
 * Solves a component of a plan in progress in two parts, so that planning again is quicker than planning. Its point is to change as few decisions as can be:
 * the goals up to that one come first and have all the steps there are. While the solver looks for fewer changes, fewer are ruled out one by one as the
 * certificate does it, by prices, which takes a fraction of the search; when as few are left as were found, the search is over. The goals after
 * it then start from there and have a fixed number of steps. Steps, not time: the same re-plan everywhere.
 */
import type { ComponentInstance } from "../network/numeric-instance";
import { allowedGap, budgetAfter, goalValue, trivialBound } from "../solver/goal-values";
import type { ChoiceInstance, Goal, GoalOutcome, SolveLimits, SolveProgress, SolveResult } from "../solver/instance";
import { proveBound } from "../solver/prove";
import { solveChoice } from "../solver/solve";

/** Steps that the goals after the fewest changes have. */
const LATER_STEPS = 100;
/** Share of a limit in time that the goals up to the fewest changes may use. */
const SHARE_OF_TIME = 0.75;
/** Steps of the search before fewer changes are ruled out beside it: what is easy it settles itself. */
const STEPS_ALONE = 5;
/** Most work to rule out one number of changes, in millions of operations. */
const RULING_OUT = 150;

type Solved = SolveResult & { readonly kind: "solved" };

/** Solves a component; yields what is known every few milliseconds of work. One without a plan in progress is solved as it is. */
export function* solveInProgress({ goalIds, instance, items }: ComponentInstance, limits: SolveLimits): Generator<SolveProgress, SolveResult> {
  const fewest = goalIds.indexOf("changes");
  if (fewest < 0) return yield* solveChoice(instance, limits);
  const start = asPublished(items, instance);
  // A later goal may then give back of the earlier ones what the changes were not allowed to: all goals together.
  if (instance.goals.slice(0, fewest).some(({ tolerance }) => tolerance.slackPerMille > 0)) return yield* solveChoice(instance, { ...limits, start });
  const first = yield* findFewest(instance, fewest, { ...limits, start });
  if (first.kind !== "solved") return first;
  return yield* solveLater(instance, fewest, first, limits);
}

/** What was published, wherever it can be kept: most of it will be. */
function asPublished(items: ComponentInstance["items"], { optionStart }: ChoiceInstance): Int32Array {
  return Int32Array.from(items, ({ options }, item) => optionStart[item]! + Math.max(0, options.findIndex(({ isChange }) => !isChange)));
}

/** The goals up to the fewest changes. */
function* findFewest(instance: ChoiceInstance, fewest: number, limits: SolveLimits): Generator<SolveProgress, SolveResult> {
  const goals = instance.goals.slice(0, fewest + 1);
  const ruling = new RulingOut(instance, fewest, limits.shouldStop ?? (() => false));
  const timeUsed = (): number => (limits.timeUsed?.() ?? 0) / SHARE_OF_TIME;
  const isStopped = (): boolean => limits.shouldStop?.() === true || timeUsed() >= 1;
  const run = solveChoice({ ...instance, goals }, { ...limits, ...(limits.timeUsed === undefined ? {} : { timeUsed }), shouldStop: () => ruling.isDone || isStopped() });
  let step = run.next();
  while (step.done !== true) {
    const { value: progress } = step;
    yield progress;
    yield* ruling.watch(progress, isStopped);
    step = run.next();
  }
  const { value: result } = step;
  return result.kind === "solved" ? ruling.told(result) : result;
}

/** Rules out numbers of changes, beside a search for fewer. */
class RulingOut {
  /** Whether fewer changes than were found are ruled out. */
  isDone = false;
  /** Values of the earlier goals as last reported, and whether they are met. */
  private readonly reached: { value: number; isMet: boolean }[];
  /** No choice within these budgets, which later values only narrow, has fewer changes. */
  private bound = -Infinity;
  private budgets: readonly number[] | null = null;
  private stepsBefore: number | null = null;
  private isTooHard = false;

  constructor(
    private readonly instance: ChoiceInstance,
    private readonly fewest: number,
    private readonly shouldStop: () => boolean,
  ) {
    this.reached = instance.goals.slice(0, fewest).map(() => ({ value: Infinity, isMet: false }));
  }

  /** Learns how far the search is, and rules out what it can. */
  *watch(progress: SolveProgress, isStopped: () => boolean): Generator<SolveProgress, void> {
    const { goal, value, bound, steps } = progress;
    const { instance, fewest, reached } = this;
    if (goal < fewest) {
      if (value !== null) reached[goal] = { value, isMet: value - bound <= allowedGap(instance.goals[goal]!.tolerance, value) };
      return;
    }
    this.stepsBefore ??= steps;
    if (value === null || steps - this.stepsBefore < STEPS_ALONE || !reached.every(({ isMet }) => isMet)) return;
    this.budgets ??= reached.map((one, g) => budgetAfter(instance.goals[g]!.tolerance, one.value));
    this.bound = Math.max(this.bound, bound);
    while (this.bound < value && !this.isTooHard && !isStopped()) {
      const run = proveBound(instance, fewest, this.budgets, this.bound + 1, { stepLimit: RULING_OUT, shouldStop: this.shouldStop });
      let step = run.next();
      while (step.done !== true) {
        yield { ...progress, bound: this.bound };
        step = run.next();
      }
      const proved = step.value?.bound ?? -Infinity;
      this.isTooHard = proved <= this.bound;
      this.bound = Math.max(this.bound, proved);
    }
    this.isDone = this.bound >= value;
  }

  /** The search's answer with what was ruled out. */
  told(result: Solved): Solved {
    const { instance, fewest, budgets, bound } = this;
    const isWithin = budgets !== null && result.goals.slice(0, fewest).every(({ stageValue }, g) => budgetAfter(instance.goals[g]!.tolerance, stageValue) <= budgets[g]!);
    const goals = result.goals.map((outcome, g) => (g === fewest && isWithin ? within(outcome, Math.max(outcome.bound, bound), instance.goals[g]!) : outcome));
    const isMet = goals.every((outcome) => outcome.isMet);
    return { ...result, goals, termination: isMet ? "optimal" : result.termination };
  }
}

/** The goals after the fewest changes, from the choice found, which keeps what the earlier ones reached. */
function* solveLater(instance: ChoiceInstance, fewest: number, first: Solved, limits: SolveLimits): Generator<SolveProgress, SolveResult> {
  const goals = instance.goals.map((goal, g) => (g <= fewest ? asReached(goal) : goal));
  const stepLimit = Math.max(1, Math.min(LATER_STEPS, (limits.stepLimit ?? Infinity) - first.steps));
  const run = solveChoice({ ...instance, goals }, { ...limits, stepLimit, start: first.choice });
  let step = run.next();
  while (step.done !== true) {
    const { value: progress } = step;
    if (progress.goal > fewest) yield { ...progress, steps: first.steps + progress.steps };
    step = run.next();
  }
  const { value: later } = step;
  const { choice, goals: reached } = later.kind === "solved" ? later : { choice: first.choice, goals: measured(instance, first.choice) };
  const outcomes = reached.map((outcome, g) => (g <= fewest ? within(outcome, first.goals[g]!.bound, instance.goals[g]!) : outcome));
  const isStopped = first.termination === "stopped" || (later.kind !== "infeasible" && later.termination === "stopped");
  const isFlow = first.method === "flow" && later.kind === "solved" && later.method === "flow";
  return {
    kind: "solved",
    choice,
    goals: outcomes,
    termination: outcomes.every(({ isMet }) => isMet) ? "optimal" : isStopped ? "stopped" : "step-limit",
    method: isFlow ? "flow" : "weighted",
    steps: first.steps + later.steps,
  };
}

/** The goals at a choice, with nothing proved. */
function measured(instance: ChoiceInstance, choice: Int32Array): readonly GoalOutcome[] {
  return instance.goals.map((goal) => {
    const value = goalValue(instance, goal, choice);
    return within({ value, stageValue: value, bound: value, witness: choice, isMet: true }, trivialBound(instance, goal), goal);
  });
}

/** The goal as one that is met by whatever a run starts from. */
function asReached(goal: Goal): Goal {
  return { ...goal, tolerance: { ...goal.tolerance, gapAbsolute: Number.MAX_SAFE_INTEGER } };
}

/** An outcome with a bound that is known. */
function within(outcome: GoalOutcome, known: number, { tolerance }: Goal): GoalOutcome {
  const bound = Math.min(outcome.stageValue, known);
  return { ...outcome, bound, isMet: outcome.stageValue - bound <= allowedGap(tolerance, outcome.stageValue) };
}
