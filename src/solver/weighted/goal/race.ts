/**
 * Minimises one goal by searches in turns: of the problem as it is, tightened by cuts, and, where rows alone hold items together, by what rows may hold.
 *
 * Method. Turns grow, the tightened search's longer ones; the first to be complete ends both. Each is told of what the other finds. After
 *   some work of its own a search's best choice gets a turn in large neighbourhoods. Where the best choice is far from the bound, both
 *   stand back now and then for the wide search (choice/wide-search.ts).
 * Invariants. The stage's choice, value and bound are true at every moment, also when the work is ended.
 */
import { ceiling, FEW_BLOCKS, type CoreProblem } from "../problem/core-problem";
import { beginSearch } from "./begin-search";
import type { CoreSearch } from "./core-search";
import { WideSearch } from "../choice/wide-search";
import { LargeNeighbourhoods } from "./large-neighbourhoods";
import { RowRelaxation } from "../bound/row-relaxation";
import { searchByRows } from "./search-by-rows";
import type { StageState } from "./stage-state";
import { QUICK, THOROUGH, tighten, withoutCuts, type Tightened } from "../program/tighten";
import type { WorkMeter } from "../problem/work-meter";

/** Work of the plain search's first turn: at least, and for an option; how much more the tightened one is given, and how turns grow. */
const PLAIN_WORK = 300_000_000;
const PLAIN_WORK_OF_OPTION = 100_000;
/** The plain search's first turn where rows are searched too: what that does not close, they are better at. */
const WORK_BY_ROWS = 300_000_000;
const TIGHTENED_SHARE = 4;
/** How many times as long the plain search's first turn is, where it has come near the bound. */
const NEARLY_DONE = 4;
const ROWS_SHARE = 8;
/** Work of the tightened search before it begins again, tightened thoroughly. */
const QUICK_WORK = 1_000_000_000;
const LONGER_TURN = 2;
/** Work of a search before its best choice gets turns of the same length in large neighbourhoods, and how these turns grow. */
const FIRST_TURN = 300_000_000;
const TURN_OF_OPTION = 40_000;
const LONGER = 1.5;
/** Share of such a turn that neighbourhoods of few blocks have: what is better is found soon there. */
const FEW_SHARE = 1 / 3;
/** What is far from the bound, as a share of it: what is near is soon closed without. */
const FAR = 1 / 250;
/** Most work of a search before a turn in large neighbourhoods where the best choice is far: at least, and for an option. */
const SOON = 500_000_000;
const SOON_OF_OPTION = 20_000;
/** Work of both before a wide turn where the best choice is far: at least, for an option, and of few blocks; how long that turn is. */
const WIDE_SOON = 500_000_000;
const WIDE_SOON_OF_OPTION = 5_000;
const WIDE_SOON_OF_FEW = 1_500_000_000;
/** What the searches have between two wide turns, at least, as a share of the first of these: bounds rise there. */
const REST = 1 / 4;
/** How many times as long a wide turn waits where the best choice is near the bound and the turn before found nothing. */
const LATER = 4;
const WIDE = 1_000_000_000;
const WIDE_OF_OPTION = 50_000;
/** Most sizes of neighbourhoods. */
const MOST_SIZES = 5;

/** A search that takes turns; one that knows no more before it is complete says so at its end. */
interface Run {
  readonly run: Generator<CoreSearch | void, "no more" | void>;
  /** How long its turns are, in units of the plain search's. */
  readonly share: number;
}

/** Value found → the cutoff from then on, both in the problem's units. */
export type NextCutoff = (value: number) => number;

/**
 * Gives searches of the same goal turns, longer and longer, until one is complete: which is quicker shows only then.
 * @param isTightenedOnly leaves the problem as it is aside
 */
export function* race(stage: StageState, meter: WorkMeter, plain: CoreProblem, nextCutoff: NextCutoff, isTightenedOnly: boolean): Generator<void, void> {
  const wide = new WideSearch(plain, meter);
  const target = (): number => (stage.value === null ? ceiling(plain) : nextCutoff((stage.value - plain.costOffset) / plain.costUnit));
  let runs: Run[] = [{ run: searchTightened(stage, meter, plain, nextCutoff), share: TIGHTENED_SHARE }];
  const isByRows = RowRelaxation.suits(plain);
  if (isByRows) runs.unshift({ run: searchByRows(stage, meter, plain, target), share: ROWS_SHARE });
  if (!isTightenedOnly) runs.unshift({ run: searchPlain(stage, meter, plain, nextCutoff), share: 1 });
  // Of few blocks, the searches and neighbourhoods mostly come by whatever is in reach.
  const soon = plain.blockCount <= FEW_BLOCKS ? WIDE_SOON_OF_FEW : Math.max(WIDE_SOON, WIDE_SOON_OF_OPTION * plain.optionCount);
  let lastWide = meter.spent;
  let rest = 0;
  const first = isByRows ? WORK_BY_ROWS : Math.max(PLAIN_WORK, PLAIN_WORK_OF_OPTION * plain.optionCount);
  for (let work = first; ; work *= LONGER_TURN) {
    for (const { run, share } of runs) {
      let end = meter.spent + work * share;
      let isLonger = false;
      while (meter.spent < end) {
        const { done, value: search } = run.next();
        if (search === "no more") {
          runs = runs.filter((other) => other.run !== run);
          break;
        }
        if (done === true || stage.isMet) return;
        yield;
        // Of few blocks, what is near by the end of the first turn is soon closed.
        if (meter.spent >= end && share === 1 && work === first && !isLonger && search !== undefined && plain.blockCount <= FEW_BLOCKS && !isFar(search)) {
          end += (NEARLY_DONE - 1) * work;
          isLonger = true;
        }
        if (search === undefined || search.best === null || search.excessBound === -Infinity) continue;
        if (meter.spent - lastWide < Math.max(rest, wide.hasPaid || isFar(search) ? soon : LATER * soon)) continue;
        const before = meter.spent;
        yield* widen(stage, search, plain, wide);
        lastWide = meter.spent;
        rest = REST * (lastWide - before);
        end += lastWide - before;
      }
    }
  }
}

/** A search of the problem as it is; yields it. */
function* searchPlain(stage: StageState, meter: WorkMeter, plain: CoreProblem, nextCutoff: NextCutoff): Generator<CoreSearch | void, void> {
  const search = yield* beginSearch(plain, meter, { cutoff: Infinity, incumbent: stage.choice, nextCutoff, isFirstEnough: false, price: null });
  yield* follow(stage, meter, search, plain, Infinity);
}

/** The same with cuts: dearer to begin with, and what closes problems whose rows say little one by one. What does not end soon begins again, tightened thoroughly. */
function* searchTightened(stage: StageState, meter: WorkMeter, plain: CoreProblem, nextCutoff: NextCutoff): Generator<CoreSearch | void, void> {
  let start: Float64Array | null = null;
  for (const effort of [QUICK, THOROUGH]) {
    const isThorough = effort === THOROUGH;
    const target = stage.value === null ? Infinity : nextCutoff((stage.value - plain.costOffset) / plain.costUnit);
    const { problem, price, bound }: Tightened = yield* tighten(plain, meter, start, target, effort);
    if (bound === Infinity) return;
    stage.bound = Math.max(stage.bound, Math.min(stage.value ?? Infinity, plain.costOffset + plain.costUnit * bound));
    if (stage.isMet) return;
    const search = yield* beginSearch(problem, meter, { cutoff: Infinity, incumbent: stage.choice, nextCutoff, isFirstEnough: false, price, isThorough });
    if (yield* follow(stage, meter, search, problem, isThorough ? Infinity : meter.spent + QUICK_WORK)) return;
    start = withoutCuts(search.rootPrice, plain, problem);
  }
}

function soonOf({ optionCount }: CoreProblem): number {
  return Math.max(SOON, SOON_OF_OPTION * optionCount);
}

function isFar({ bestValue, bound }: CoreSearch): boolean {
  return bestValue - bound > FAR * bound;
}

/** Keeps value and bound up to date while a search of the goal itself runs, also when it is ended, and tells it of better choices; false when the meter passed `end` first. */
function* follow(stage: StageState, meter: WorkMeter, search: CoreSearch, problem: CoreProblem, end: number): Generator<CoreSearch | void, boolean> {
  yield;
  let known = stage.choice;
  const update = (): void => {
    if (stage.choice !== null && stage.choice !== known) search.offer(stage.choice);
    takeFrom(stage, search, problem);
    known = stage.choice;
    const bound = Math.min(search.bound, search.bestValue);
    if (bound < Infinity) stage.bound = Math.max(stage.bound, problem.costOffset + problem.costUnit * bound);
  };
  const neighbourhoods = new LargeNeighbourhoods(problem, meter, MOST_SIZES);
  let since = 0;
  let turn = Math.max(FIRST_TURN, TURN_OF_OPTION * problem.optionCount);
  try {
    const run = search.run();
    for (;;) {
      const before = meter.spent;
      const next = run.next();
      since += meter.spent - before;
      update();
      if (next.done === true) return true;
      if (meter.spent > end) return false;
      yield search;
      if (search.best === null) continue;
      const wait = isFar(search) ? Math.min(soonOf(problem), turn) : turn;
      if (since < wait) continue;
      yield* improve(stage, search, problem, neighbourhoods, meter.spent + (problem.blockCount <= FEW_BLOCKS ? FEW_SHARE * wait : wait));
      since = 0;
      turn *= LONGER;
    }
  } finally {
    update();
  }
}

/** Gives a search's best choice a turn of the wide search; the stage has what it finds at once, for the work may be ended in the midst of it. */
function* widen(stage: StageState, search: CoreSearch, plain: CoreProblem, wide: WideSearch): Generator<void, void> {
  const { excess, excessBound, relaxation, rootPrice } = search;
  const gap = search.bestValue * relaxation.scale - excessBound;
  if (gap <= 0) return;
  const guide = { excess, price: withoutCuts(rootPrice, plain, relaxation.problem), gap, scale: relaxation.scale };
  const work = Math.max(WIDE, WIDE_OF_OPTION * plain.optionCount);
  yield* wide.run(() => search.best!, guide, work, (choice) => {
    const isBetter = search.offer(choice);
    if (isBetter) takeFrom(stage, search, plain);
    return isBetter;
  });
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
