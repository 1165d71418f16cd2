/**
 * A component's problem with something changed, solved again goal by goal. Every claim of an explanation is made of
 * these answers: what is not proved within the limits comes back as a value and a bound, never as a claim.
 *
 * Only changes that leave the limits' rows true can be made here: fewer options, less room, other bands and floors, fewer goals.
 * Whatever adds an option or room is a change of the caseload, and the numbers are laid out anew from that.
 */
import { range } from "../base/range";
import type { ComponentInstance } from "../network/numeric-instance";
import { runningTotal } from "../network/goals";
import { penaltySteps, type ReliefTarget } from "../network/targets";
import { choiceFault } from "../solver/check-solution";
import { allowedGap, goalValue, trivialBound } from "../solver/goal-values";
import type { ChoiceInstance, Goal, GoalOutcome, SolveLimits, SolveProgress, StepFunctions } from "../solver/instance";
import { solveChoice } from "../solver/solve";
import { mendedStart } from "./mended-start";
import type { Proved } from "./price";
import { boundFrom, settledSoon } from "./settled-soon";

/** What is changed; what is left out stays as it is. */
export interface ProblemChange {
  /** Item → the options it may still take, at least one, as indices into the component's options. */
  readonly options?: ReadonlyMap<number, readonly number[]>;
  /** Block → base, band and floor in place of its own. */
  readonly targets?: ReadonlyMap<number, ReliefTarget>;
  /** Row → less room than its own, at least 0. */
  readonly rowLimits?: ReadonlyMap<number, number>;
  /** Solve only the first so many goals; the others are not measured. Default: all. */
  readonly goalCount?: number;
}

/** The answer, in the component's own indices of options. */
export type ReSolved =
  | {
      readonly kind: "solved";
      /** Item → the option it takes, an index into the component's options. */
      readonly choice: Int32Array;
      /** One for each goal solved. */
      readonly goals: readonly GoalOutcome[];
      readonly steps: number;
    }
  /** Proved: nothing keeps every limit. */
  | { readonly kind: "impossible"; readonly steps: number }
  /** A limit ended the run before anything was known. */
  | { readonly kind: "unsettled"; readonly steps: number };

/** What is known before a problem is solved. */
export interface Known {
  /** Choices to start from, in the component's own indices, best first; each is mended first, and passed over where it does not fit. */
  readonly starts?: readonly Int32Array[];
  /** Goals of problems that this one narrows: their bounds hold here as long as the values before are theirs too. */
  readonly bounds?: readonly (readonly Proved[])[];
  /** Values of the plan: what matters are the goals up to the first that differs, and a start that short proofs show to be best up to there is the answer. */
  readonly planned?: readonly Proved[] | null;
}

/** Most pairs of options tried for a start: one question among many. */
const START_PAIRS = 30_000;

/** Limits of a run; where it starts is said apart. */
export type ReSolveLimits = Omit<SolveLimits, "start" | "boundAfter">;

/** Solves a component again with something changed. */
export function* reSolve(at: ComponentInstance, change: ProblemChange, limits: ReSolveLimits = {}, { starts = [], bounds = [], planned = null }: Known = {}): Generator<SolveProgress | null, ReSolved> {
  const { instance, kept } = changedInstance(at, change);
  const start = yield* startIn(instance, kept, starts, change);
  const soon = start === null || planned === null ? null : yield* settledSoon(instance, start, planned, bounds, limits.shouldStop);
  if (start !== null && soon?.isSettled === true) return { kind: "solved", choice: start.map((option) => kept[option]!), goals: soon.goals, steps: 0 };
  const known = soon === null ? bounds : [...bounds, soon.goals];
  const boundAfter = (values: readonly number[]) => boundFrom(known, values);
  const reached: (number | null)[] = [];
  let isDecided = false;
  const shouldStop = (): boolean => isDecided || limits.shouldStop?.() === true;
  const run = solveChoice(instance, { ...limits, shouldStop, boundAfter, ...(start === null ? {} : { start }) });
  let step = run.next();
  while (step.done !== true) {
    const { goal, value } = step.value;
    yield step.value;
    reached[goal] = value;
    // Once a goal is done with, and is not as planned, those after it are not asked about.
    isDecided = planned !== null && goal > 0 && reached[goal - 1] !== planned[goal - 1]!.stageValue;
    step = run.next();
  }
  const answer = step.value;
  const { steps } = answer;
  if (answer.kind === "infeasible") return { kind: "impossible", steps };
  if (answer.kind === "unknown") return { kind: "unsettled", steps };
  return { kind: "solved", choice: answer.choice.map((option) => kept[option]!), goals: sharpened(answer.goals, known, instance), steps };
}

/** Own bounds, raised to those of problems with as much freedom or more as long as the values before are theirs too. */
function sharpened(goals: readonly GoalOutcome[], known: readonly (readonly Proved[])[], instance: ChoiceInstance): readonly GoalOutcome[] {
  return goals.map((outcome, index) => {
    const bound = Math.min(outcome.stageValue, Math.max(outcome.bound, boundFrom(known, goals.slice(0, index).map(({ stageValue }) => stageValue)) ?? outcome.bound));
    return { ...outcome, bound, isMet: outcome.stageValue - bound <= allowedGap(instance.goals[index]!.tolerance, outcome.stageValue) };
  });
}

/** The changed numbers, and for each of its options the component's. */
export function changedInstance(at: ComponentInstance, { options, targets, rowLimits, goalCount }: ProblemChange): { readonly instance: ChoiceInstance; readonly kept: Int32Array } {
  const { instance } = at;
  const lists = at.items.map((_, item) => options?.get(item) ?? range(instance.optionStart[item]!, instance.optionStart[item + 1]!));
  const kept = Int32Array.from(lists.flat());
  const entries = [...kept].map((option) => range(instance.entryStart[option]!, instance.entryStart[option + 1]!));
  const changed = {
    ...instance,
    optionCount: kept.length,
    optionStart: runningTotal(lists.map((list) => list.length)),
    gain: kept.map((option) => instance.gain[option]!),
    tally: Uint8Array.from(kept, (option) => instance.tally[option]!),
    entryStart: runningTotal(entries.map((list) => list.length)),
    entryRow: Int32Array.from(entries.flat(), (entry) => instance.entryRow[entry]!),
    entryAmount: Int32Array.from(entries.flat(), (entry) => instance.entryAmount[entry]!),
    rowLimit: instance.rowLimit.map((limit, row) => Math.min(limit, rowLimits?.get(row) ?? limit)),
    leastTotal: instance.leastTotal.map((least, block) => {
      const target = targets?.get(block);
      return target === undefined ? least : (target.floor ?? Number.MIN_SAFE_INTEGER);
    }),
  };
  const blockTargets = at.targets.map((target, block) => targets?.get(block) ?? target);
  const goals = instance.goals
    .slice(0, goalCount ?? instance.goals.length)
    .map((goal) => changedGoal(goal, kept, changed, blockTargets));
  return { instance: { ...changed, goals }, kept };
}

function changedGoal(goal: Goal, kept: Int32Array, changed: Pick<ChoiceInstance, "itemStart" | "optionStart" | "gain">, targets: readonly ReliefTarget[]): Goal {
  switch (goal.kind) {
    case "linear":
      return { ...goal, cost: Float64Array.from(kept, (option) => goal.cost[option]!) };
    case "peak":
      return goal;
    case "terminal":
      return { ...goal, steps: changedSteps(changed, targets) };
    case "combined":
      return { ...goal, steps: changedSteps(changed, targets), cost: Float64Array.from(kept, (option) => goal.cost[option]!) };
  }
}

function changedSteps(changed: Pick<ChoiceInstance, "itemStart" | "optionStart" | "gain">, targets: readonly ReliefTarget[]): StepFunctions {
  const steps = targets.map((target, block) => penaltySteps(target, ...reach(changed, block)));
  return {
    start: runningTotal(steps.map((list) => list.length)),
    from: Float64Array.from(steps.flat(), (step) => step.from),
    cost: Float64Array.from(steps.flat(), (step) => step.cost),
  };
}

/** The least and the most a block's total could be. */
function reach({ itemStart, optionStart, gain }: Pick<ChoiceInstance, "itemStart" | "optionStart" | "gain">, block: number): [number, number] {
  let least = 0;
  let most = 0;
  for (let item = itemStart[block]!; item < itemStart[block + 1]!; item++) {
    const gains = gain.subarray(optionStart[item], optionStart[item + 1]);
    least += gains.reduce((a, b) => Math.min(a, b));
    most += gains.reduce((a, b) => Math.max(a, b));
  }
  return [least, most];
}

/**
 * The best of the starts in the changed indices, each made to fit and as good as few changes make it; a unit whose option is gone takes the first one left at first.
 * If limits break whatever few change, every unit that may stays does, but for those whose options were named. Null when that does not fit either.
 */
function* startIn(instance: ChoiceInstance, kept: Int32Array, starts: readonly Int32Array[], { options }: ProblemChange): Generator<null, Int32Array | null> {
  const place = new Map([...kept].map((option, index) => [option, index]));
  const enough = instance.goals.map((goal) => trivialBound(instance, goal));
  let best: { readonly choice: Int32Array; readonly values: readonly number[] } | null = null;
  for (const start of starts) {
    const carried = Int32Array.from(start, (option, item) => place.get(option) ?? instance.optionStart[item]!);
    const mended = yield* mendedStart(instance, carried, enough, START_PAIRS);
    const retreated = carried.map((option, item) => (options?.has(item) === true ? option : instance.optionStart[item]!));
    const choice = [mended, retreated].find((one) => choiceFault(instance, one) === null);
    if (choice === undefined) continue;
    const values = instance.goals.map((goal) => goalValue(instance, goal, choice));
    if (best === null || isLess(values, best.values)) best = { choice, values };
  }
  return best?.choice ?? null;
}

/** Whether the first of two lists is the lower at the first place where they differ. */
function isLess(values: readonly number[], than: readonly number[]): boolean {
  const place = values.findIndex((value, index) => value !== than[index]);
  return place >= 0 && values[place]! < than[place]!;
}
