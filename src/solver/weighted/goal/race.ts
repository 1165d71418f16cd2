/**
 * Minimises one goal by two searches in turns: of the problem as it is, and tightened by cuts.
 *
 * Method. Turns grow, the tightened search's longer ones; the first to be complete ends both. Each is told of what the other finds. After
 *   some work of its own a search's best choice gets a turn in large neighbourhoods; one far from the bound gets it sooner, after one in annealing.
 * Invariants. The stage's choice, value and bound are true at every moment, also when the work is ended.
 */
import type { CoreProblem } from "../problem/core-problem";
import { CoreSearch } from "./core-search";
import { Annealing } from "../choice/annealing";
import { propose } from "../choice/proposals";
import { LargeNeighbourhoods } from "./large-neighbourhoods";
import type { StageState } from "./stage-state";
import { tighten } from "../program/tighten";
import type { WorkMeter } from "../problem/work-meter";

/** Work of the plain search's first turn: at least, and for an option; how much more the tightened one is given, and how turns grow. */
const PLAIN_WORK = 300_000_000;
const PLAIN_WORK_OF_OPTION = 100_000;
const TIGHTENED_SHARE = 4;
const LONGER_TURN = 2;
/** Work of a search before its best choice gets turns of the same length in annealing and large neighbourhoods, and how these turns grow. */
const FIRST_TURN = 300_000_000;
const TURN_OF_OPTION = 40_000;
/** Most work before a turn while the best choice is far from the bound, and what is far, as a share of the bound: what is near is soon closed without. */
const SOON = 500_000_000;
const FAR = 1 / 250;
const LONGER = 1.5;
/** Annealing's turn in units of the others', its operations being quick ones, and the most of its first turn for each option proposed. */
const ANNEALING = 2;
const ANNEALING_OF_OPTION = 200_000;
/** Most sizes of neighbourhoods. */
const MOST_SIZES = 5;

/** Value found → the cutoff from then on, both in the problem's units. */
export type NextCutoff = (value: number) => number;

/** Gives two searches of the same goal turns, longer and longer, until one is complete: which is quicker shows only then. */
export function* race(stage: StageState, meter: WorkMeter, plain: CoreProblem, nextCutoff: NextCutoff): Generator<void, void> {
  const runs = [
    { run: searchPlain(stage, meter, plain, nextCutoff), share: 1 },
    { run: searchTightened(stage, meter, plain, nextCutoff), share: TIGHTENED_SHARE },
  ];
  for (let work = Math.max(PLAIN_WORK, PLAIN_WORK_OF_OPTION * plain.optionCount); ; work *= LONGER_TURN) {
    for (const { run, share } of runs) {
      const end = meter.spent + work * share;
      while (meter.spent < end) {
        if (run.next().done === true || stage.isMet) return;
        yield;
      }
    }
  }
}

/** A search of the problem as it is. */
function* searchPlain(stage: StageState, meter: WorkMeter, plain: CoreProblem, nextCutoff: NextCutoff): Generator<void, void> {
  const search = new CoreSearch(plain, meter, { cutoff: Infinity, incumbent: stage.choice, nextCutoff, isFirstEnough: false, price: null });
  yield* follow(stage, meter, search, plain);
}

/** The same with cuts: dearer to begin with, and what closes problems whose rows say little one by one. */
export function* searchTightened(stage: StageState, meter: WorkMeter, plain: CoreProblem, nextCutoff: NextCutoff): Generator<void, void> {
  const target = stage.value === null ? Infinity : nextCutoff((stage.value - plain.costOffset) / plain.costUnit);
  const { problem, price, bound } = yield* tighten(plain, meter, null, target);
  if (bound === Infinity) return;
  stage.bound = Math.max(stage.bound, Math.min(stage.value ?? Infinity, plain.costOffset + plain.costUnit * bound));
  if (stage.isMet) return;
  const search = new CoreSearch(problem, meter, { cutoff: Infinity, incumbent: stage.choice, nextCutoff, isFirstEnough: false, price });
  yield* follow(stage, meter, search, problem);
}

/** Keeps value and bound up to date while a search of the goal itself runs, also when it is ended, and tells it of better choices. */
function* follow(stage: StageState, meter: WorkMeter, search: CoreSearch, problem: CoreProblem): Generator<void, void> {
  let known = stage.choice;
  const update = (): void => {
    if (stage.choice !== null && stage.choice !== known) search.offer(stage.choice);
    takeFrom(stage, search, problem);
    known = stage.choice;
    const bound = Math.min(search.bound, search.bestValue);
    if (bound < Infinity) stage.bound = Math.max(stage.bound, problem.costOffset + problem.costUnit * bound);
  };
  const annealing = new Annealing(problem, meter, search.relaxation.scale);
  const neighbourhoods = new LargeNeighbourhoods(problem, meter, MOST_SIZES);
  let since = 0;
  let longer = 1;
  let turn = Math.max(FIRST_TURN, TURN_OF_OPTION * problem.optionCount);
  try {
    const run = search.run();
    for (;;) {
      const before = meter.spent;
      const next = run.next();
      since += meter.spent - before;
      update();
      if (next.done === true) return;
      yield;
      if (search.best === null) continue;
      const isFar = search.bestValue - search.bound > FAR * search.bound;
      const wait = isFar ? Math.min(SOON, turn) : turn;
      if (since < wait) continue;
      if (isFar) yield* anneal(search, annealing, problem, ANNEALING * wait, longer);
      yield* improve(stage, search, problem, neighbourhoods, meter.spent + wait);
      since = 0;
      turn *= LONGER;
      longer *= LONGER;
    }
  } finally {
    update();
  }
}

/** Gives the best choice a turn of annealing. @param longer how much longer this turn may be than the first */
function* anneal(search: CoreSearch, annealing: Annealing, problem: CoreProblem, mostWork: number, longer: number): Generator<void, void> {
  const gap = (search.bestValue - search.bound) * search.relaxation.scale;
  if (gap <= 0) return;
  const proposals = propose(problem, search.excess, gap);
  const work = Math.min(mostWork, ANNEALING_OF_OPTION * proposals.options.length * longer);
  yield* annealing.run(search.best!, proposals, search.rootPrice, work, (choice) => search.offer(choice));
}

/** Gives the best choice a turn of large neighbourhoods. */
function* improve(stage: StageState, search: CoreSearch, problem: CoreProblem, neighbourhoods: LargeNeighbourhoods, end: number): Generator<void, void> {
  while (search.bound < search.cutoff) {
    const aim = { choice: search.best!, cutoff: search.bestValue, price: search.rootPrice, isFirstEnough: false };
    const better = yield* neighbourhoods.improve(aim, end);
    if (better === null) return;
    search.offer(better);
    takeFrom(stage, search, problem);
  }
}

/** Takes a search's best choice if none better is known. */
function takeFrom(stage: StageState, { best, bestValue }: CoreSearch, { costOffset, costUnit }: CoreProblem): void {
  if (best !== null && (stage.value === null || costOffset + costUnit * bestValue < stage.value)) stage.take(best);
}
