/**
 * Solves a component of a plan in progress goal by goal, so that planning again is quicker than planning. Its point is to change as few decisions as can be:
 * the goals up to that one come first and have all the steps there are, those after it a fixed number. Each starts from what is known, at first what was published,
 * mended where it cannot be kept. While the solver looks for fewer changes, and then for the least of a later goal, a proof that
 * there is nothing better is made beside it: whichever ends first ends the goal. Steps, not time: the same re-plan everywhere.
 */
import { mendedStart } from "../explain/mended-start";
import { isNarrower, withinBudget } from "../explain/within-budget";
import type { ComponentInstance } from "../network/numeric-instance";
import { choiceFault } from "../solver/check-solution";
import { allowedGap, budgetAfter, goalValue, trivialBound } from "../solver/goal-values";
import type { ChoiceInstance, GoalOutcome, SolveLimits, SolveProgress, SolveResult } from "../solver/instance";
import { solveChoice } from "../solver/solve";
import { ProofBeside, withBound } from "./proof-beside";

/** Steps that the goals after the fewest changes have together, and the share of what is left that each but the last has, so that the others have their turn. */
const LATER_STEPS = 100;
const SHARE_OF_A_TURN = 0.5;
/** Share of a limit in time that is over when the fewest changes have had their turn. */
const SHARE_OF_FIRST = 0.75;

/** Most pairs of options tried to mend what was published: where much of it is lost, a better start saves far more than it takes. */
const START_PAIRS = 2_000_000;
const BETTER_PAIRS = 100_000;

/** Solves a component; yields what is known every few milliseconds of work. One without a plan in progress is solved as it is. */
export function* solveInProgress({ goalIds, instance, items }: ComponentInstance, limits: SolveLimits): Generator<SolveProgress, SolveResult> {
  const fewest = goalIds.indexOf("changes");
  if (fewest < 0) return yield* solveChoice(instance, limits);
  return yield* inTurn(instance, fewest, yield* mended(asPublished(items, instance), instance, fewest, limits), limits);
}

/** What was published, wherever it can be kept: most of it will be. */
function asPublished(items: ComponentInstance["items"], { optionStart }: ChoiceInstance): Int32Array {
  return Int32Array.from(items, ({ options }, item) => optionStart[item]! + Math.max(0, options.findIndex(({ isChange }) => !isChange)));
}

/** What was published mended, with pauses that say nothing new; as it is when the run is stopped. */
function* mended(published: Int32Array, instance: ChoiceInstance, fewest: number, limits: SolveLimits): Generator<SolveProgress, Int32Array> {
  // A goal that is met already is not worth a change.
  const enough = instance.goals.slice(0, fewest + 2).map((goal) => trivialBound(instance, goal) + allowedGap(goal.tolerance, trivialBound(instance, goal)));
  return (yield* pausing(mendedStart(instance, published, enough, START_PAIRS), instance, limits)) ?? published;
}

/** A run to its end, with pauses that say nothing new; null when it is stopped. */
function* pausing(run: Generator<null, Int32Array>, instance: ChoiceInstance, { shouldStop }: SolveLimits): Generator<SolveProgress, Int32Array | null> {
  let step = run.next();
  while (step.done !== true) {
    if (shouldStop?.() === true) return null;
    yield { goal: 0, value: null, bound: trivialBound(instance, instance.goals[0]!), steps: 0 };
    step = run.next();
  }
  return step.value;
}

/** What is known after some turns: the goals that had theirs. */
interface Known {
  readonly choice: Int32Array;
  readonly goals: readonly GoalOutcome[];
  /** Whether time or the caller cut a turn short. */
  readonly isStopped: boolean;
  readonly isFlow: boolean;
  readonly steps: number;
}

/** The goals that have a turn together, from the first without one to `to`, and what they are given. */
interface Turn {
  readonly to: number;
  readonly stepLimit: number;
  /** Share of a limit in time that is over when the turn is. */
  readonly timeShare: number;
}

/** The goals up to the fewest changes, together unless what is known from the start meets those before it; then each of the others. */
function* inTurn(instance: ChoiceInstance, fewest: number, start: Int32Array, limits: SolveLimits): Generator<SolveProgress, SolveResult> {
  const { stepLimit = Infinity } = limits;
  const last = instance.goals.length - 1;
  const goals = yield* provedAhead(instance, fewest, start, limits);
  const first = yield* takeTurn(instance, { to: fewest, stepLimit, timeShare: SHARE_OF_FIRST }, { choice: start, goals, isStopped: false, isFlow: true, steps: 0 }, limits);
  if (first.kind === "none") return first.result;
  let { known } = first;
  const { steps } = known;
  let timeShare = SHARE_OF_FIRST;
  for (let to = fewest + 1; to <= last; to++) {
    known = { ...known, choice: yield* improved(instance, to, known, limits) };
    const left = Math.min(LATER_STEPS - (known.steps - steps), stepLimit - known.steps);
    const share = to < last ? SHARE_OF_A_TURN : 1;
    timeShare += share * (1 - timeShare);
    const turn = yield* takeTurn(instance, { to, stepLimit: share * left, timeShare }, known, limits);
    if (turn.kind === "known") ({ known } = turn);
  }
  return answerOf(known);
}

/** The first goals as a choice has them, where they can be proved met before any search; none where one of them cannot. */
function* provedAhead(instance: ChoiceInstance, count: number, choice: Int32Array, { shouldStop = () => false }: SolveLimits): Generator<SolveProgress, readonly GoalOutcome[]> {
  if (choiceFault(instance, choice) !== null) return [];
  let known: Known = { choice, goals: [], isStopped: false, isFlow: true, steps: 0 };
  for (const [goal, outcome] of measured(instance, choice).slice(0, count).entries()) {
    const proof = new ProofBeside(instance, instance.goals.slice(0, goal + 1), budgetsOf(instance, known), shouldStop);
    yield* proof.ahead({ goal, value: outcome.value, bound: outcome.bound, steps: 0 });
    known = { ...known, goals: proof.told([...known.goals, outcome]) };
  }
  return known.goals.every(({ isMet }) => isMet) ? known.goals : [];
}

/** The choice, better in a goal by changes of one item and of two that keep the earlier ones within their budgets. */
function* improved(instance: ChoiceInstance, to: number, known: Known, limits: SolveLimits): Generator<SolveProgress, Int32Array> {
  const goal = instance.goals[to]!;
  const least = trivialBound(instance, goal);
  const budgets = budgetsOf(instance, known);
  let { choice } = known;
  for (;;) {
    const value = goalValue(instance, goal, choice);
    if (value - least <= allowedGap(goal.tolerance, value)) return choice;
    // Of a peak one point less at a time.
    const enough = goal.kind === "peak" ? value - 1 : least;
    const better = yield* pausing(mendedStart(instance, choice, [...budgets, enough], BETTER_PAIRS), instance, limits);
    if (better === null) return choice;
    choice = better;
    if (goal.kind !== "peak" || goalValue(instance, goal, choice) > enough) return choice;
  }
}

/** What the goals that had their turn leave to those after them. */
function budgetsOf(instance: ChoiceInstance, { goals }: Known): readonly number[] {
  return goals.map(({ stageValue }, g) => budgetAfter(instance.goals[g]!.tolerance, stageValue));
}

type Solved = SolveResult & { readonly kind: "solved" };
type TurnResult = { readonly kind: "known"; readonly known: Known } | { readonly kind: "none"; readonly result: SolveResult };

/** Solves the goals of a turn, those before within their budgets, with a proof of the last one's bound beside. */
function* takeTurn(instance: ChoiceInstance, { to, stepLimit, timeShare }: Turn, known: Known, limits: SolveLimits): Generator<SolveProgress, TurnResult> {
  const from = known.goals.length;
  const budgets = budgetsOf(instance, known);
  const valuesOf = (choice: Int32Array): readonly number[] => instance.goals.slice(0, to + 1).map((goal) => goalValue(instance, goal, choice));
  const values = valuesOf(known.choice);
  const goals = instance.goals.slice(0, to + 1).map((goal, g) => (g < from ? withinBudget(goal, budgets[g]!, values[g]!) : goal));
  const timeUsed = (): number => (limits.timeUsed?.() ?? 0) / timeShare;
  const isStopped = (): boolean => limits.shouldStop?.() === true || timeUsed() >= 1;
  const proof = new ProofBeside(instance, goals, budgets, isStopped);
  const timed = limits.timeUsed === undefined ? {} : { timeUsed };
  const run = solveChoice({ ...instance, goals }, { ...timed, stepLimit: Math.max(1, Math.floor(stepLimit)), start: known.choice, shouldStop: () => proof.isDone || isStopped() });
  const begin = { goal: to, value: values[to]!, bound: trivialBound(instance, goals[to]!), steps: known.steps };
  if (from === to) yield* proof.ahead(begin);
  let step = run.next();
  while (step.done !== true) {
    const progress = { ...step.value, steps: known.steps + step.value.steps };
    if (progress.goal >= from) yield progress;
    const bound = proof.advance(step.value);
    if (bound !== null) yield { ...progress, bound };
    step = run.next();
  }
  const { value: later } = step;
  if (later.kind !== "solved" && from === 0) return { kind: "none", result: later };
  const { choice, goals: found } = later.kind === "solved" ? later : { choice: known.choice, goals: measured(instance, known.choice) };
  const hasLessRoom = isNarrower(goals, budgets, values);
  if (hasLessRoom) yield* finished(proof, { goal: to, value: found[to]!.stageValue, bound: trivialBound(instance, goals[to]!), steps: known.steps + later.steps }, isStopped);
  const now = valuesOf(choice);
  const outcomes = proof.told(found.slice(0, to + 1)).map((outcome, g) => {
    if (g < from) return { ...known.goals[g]!, value: now[g]! };
    // What the search proved is of a little less room than there is: only the proof holds.
    return hasLessRoom ? withBound(outcome, Math.max(trivialBound(instance, goals[g]!), proof.bound), goals[g]!) : outcome;
  });
  const isFlow = known.isFlow && later.kind === "solved" && later.method === "flow";
  return { kind: "known", known: { choice, goals: outcomes, isStopped: known.isStopped || isStopped(), isFlow, steps: known.steps + later.steps } };
}

/** The proof of what was found, to its end. */
function* finished(proof: ProofBeside, progress: SolveProgress, isStopped: () => boolean): Generator<SolveProgress, void> {
  while (!isStopped()) {
    const bound = proof.advance(progress);
    if (bound === null) return;
    yield { ...progress, bound };
  }
}

function answerOf({ choice, goals, isStopped, isFlow, steps }: Known): Solved {
  const termination = goals.every(({ isMet }) => isMet) ? "optimal" : isStopped ? "stopped" : "step-limit";
  return { kind: "solved", choice, goals, termination, method: isFlow ? "flow" : "weighted", steps };
}

/** The goals at a choice, with nothing proved. */
function measured(instance: ChoiceInstance, choice: Int32Array): readonly GoalOutcome[] {
  return instance.goals.map((goal) => {
    const value = goalValue(instance, goal, choice);
    return withBound({ value, stageValue: value, bound: value, witness: choice, isMet: true }, trivialBound(instance, goal), goal);
  });
}
