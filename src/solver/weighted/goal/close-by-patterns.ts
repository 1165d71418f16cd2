/**
 * Closes a node of branch and bound by listing what is left of its blocks and searching the lists.
 *
 * Method. Patterns (pattern-list.ts) within a slack of the bound, searched by decomposition (decomposition-search.ts) where rows are
 *   kept whole, else by the linear program with cuts (pattern-search.ts). Where a choice some way above the bound ends the search, one is looked
 *   for among the patterns of every list first, two blocks at a time (pair-descent.ts), and the best choice known is improved by them
 *   (pattern-exchange.ts). At the root the slack rises from little to what the
 *   cutoff asks for: refuting values near the bound takes short lists, and a choice found on the way lowers the cutoff. At the prices of a linear
 *   program with cuts this is done before anything else, as far as it is quick.
 * Cost. Bounded by the limits below; what does not end within them is left to branching.
 */
import { DecompositionSearch } from "../pattern/decomposition-search";
import { FEW_BLOCKS, isCoreFeasible } from "../problem/core-problem";
import { PairDescent } from "../pattern/pair-descent";
import { PatternExchange } from "../pattern/pattern-exchange";
import { listPatterns, type PatternList } from "../pattern/pattern-list";
import { PatternSearch } from "../program/pattern-search";
import type { Relaxation } from "../bound/relaxation";
import { pricedRows } from "../program/row-cuts";

/** How long lists may grow, and the most work of searching one, and all. */
interface Reach {
  readonly patterns: number;
  readonly work: number;
  readonly workOfAll: number;
  /** Most work of looking, by descent, for a choice that ends the search among the patterns of one list. */
  readonly descentWork: number;
  /** How much wider the next list's slack is after one of some patterns: lists grow faster than slacks, and long ones are dear. */
  readonly widening: (patterns: number) => number;
}

const AT_ROOT: Reach = { patterns: 30_000, work: 3_000_000_000, workOfAll: Infinity, descentWork: 60_000_000, widening: (patterns) => (patterns < SHORT ? 4 : 1.6) };
/** The root's, where any choice is enough. */
const FOR_ANY: Reach = { ...AT_ROOT, work: 600_000_000 };
const AT_NODE: Reach = { ...AT_ROOT, patterns: 6_000, work: 300_000_000 };
const NEAR: Reach = {
  patterns: 8_000,
  work: 150_000_000,
  workOfAll: 300_000_000,
  descentWork: 25_000_000,
  widening: (patterns) => (patterns < 100 ? 4 : patterns < 300 ? 2 : patterns < 1000 ? 1.4 : 1.2),
};
/** Where any choice is enough: long lists at one value mean that prices tell little apart. */
const NEAR_FOR_ANY: Reach = { ...NEAR, patterns: 4_000 };
/** At the prices of a thoroughly tightened program: lists as long as the root's, and no end but the search's own. */
const NEAR_TO_THE_END: Reach = { ...NEAR, patterns: AT_ROOT.patterns, work: Infinity, workOfAll: Infinity, widening: (patterns) => (patterns < 100 ? 4 : 2) };
/** Most work of making a list. */
const LIST_WORK = 20_000_000;
/** Rows and blocks beyond which lists are not searched by the linear program: it would cost too much. */
const MOST_PROGRAM = 400;
/** Rows and blocks up to which a short list's linear program may be quicker than decomposition. */
const SMALL_PROGRAM = 120;
/** First slack at the root as a share of the bound. */
const FIRST_SLACK = 1 / 4000;
/** Longest list that decomposition and the linear program take turns at. */
const SHORT = 600;
/** Shortest list that decomposition is for. */
const LONG = 30;
/** Work of decomposition's first turn at a list, how turns grow, and the linear program's share of each. */
const FIRST_TURN = 100_000_000;
const LONGER_TURN = 2;
const PROGRAM_SHARE = 0.3;
/** Longest list in which a choice that ends the search is looked for at first, and the linear program's most work of that. */
const LOOK_PATTERNS = 4000;
const LOOK_WORK = 80_000_000;
/** Slacks of such lists: the share kept of one that gave too long a list, and the least of the full one: at good prices a little goes far. */
const NARROWER = 0.7;
const NARROWEST = 1 / 8;
const NARROWEST_TIGHT = 1 / 100;
/** Shortest list in which such a choice is worth looking for. */
const FEW = 100;
/** Work of exchanging patterns at one list: least and most, and the share of what lists have taken so far that exchanges may in all; and where no choice but the best is enough. */
const EXCHANGE_WORK = [15_000_000, 60_000_000, 0.7] as const;
const EXCHANGE_WORK_WITHOUT = [2_000_000, 20_000_000, 0.2] as const;
/** Choices met by a list's search that exchanges start from too. */
const MOST_MET = 4;
/** Most work of the descents of such a look: before anything else was tried, and after. */
const FIRST_DESCENT_WORK = 25_000_000;
const DESCENT_WORK = 60_000_000;

/** The node, and the search it belongs to. */
export interface PatternClosing {
  readonly relaxation: Relaxation;
  readonly live: Uint8Array;
  readonly price: Float64Array;
  /** Option → running mean of the relaxation's choices. */
  readonly mean: Float64Array;
  readonly isAtRoot: boolean;
  /** Whether prices are those of the linear program with cuts. */
  readonly isTight: boolean;
  /** Whether the slack rises step by step. */
  readonly isStepwise: boolean;
  readonly isFirstEnough: boolean;
  /** Whether the program was tightened thoroughly. */
  readonly isThorough: boolean;
  /** Only values below this are sought; may fall. */
  readonly limit: () => number;
  /** The greatest value that ends the search, as far as the bound is known. */
  readonly enough: () => number;
  /** Nothing lies below this. */
  readonly bound: () => number;
  readonly offer: (choice: Int32Array) => boolean;
  readonly isEnough: () => boolean;
  /** The best choice known. */
  readonly best: () => Int32Array | null;
  /** Told of every value that nothing lies below. */
  readonly raise: (bound: number) => void;
}

/** True when nothing of interest is left below the node, false when lists or searches grew too long. */
export function* closeByPatterns(node: PatternClosing): Generator<void, boolean> {
  return yield* close(node, node.isAtRoot ? (node.isFirstEnough ? FOR_ANY : AT_ROOT) : AT_NODE);
}

/** The same as far as it is quick: at the prices of a linear program with cuts, which short lists near the bound are closed by at once. */
export function* closeNear(node: PatternClosing): Generator<void, boolean> {
  return yield* close(node, node.isThorough ? NEAR_TO_THE_END : node.isFirstEnough ? NEAR_FOR_ANY : NEAR);
}

function* close(node: PatternClosing, reach: Reach): Generator<void, boolean> {
  const { relaxation, live, price, isAtRoot, limit, isEnough } = node;
  const { scale, meter } = relaxation;
  if (!relaxation.hasKeptRows && relaxation.problem.blockCount + relaxation.rowSize > MOST_PROGRAM) return false;
  relaxation.focus(live);
  const total = yield* relaxation.evaluate(price, live);
  if (total === Infinity) return true;
  const full = (): number => (limit() - 1) * scale - total;
  let slack = node.isStepwise ? Math.max(scale, Math.abs(total) * FIRST_SLACK) : full();
  let hasListed = false;
  let floor = -Infinity;
  let end = meter.spent + reach.workOfAll;
  const exchanges = new Exchanges(node);
  while (full() >= 0) {
    // Values are whole: more slack than the greatest value of interest asks for lists nothing of use.
    slack = Math.min(full(), Math.floor((total + slack) / scale) * scale - total);
    const trial = Math.round((total + slack) / scale) + 1;
    relaxation.focus(live);
    relaxation.reduce(price, live);
    const list = yield* listPatterns(relaxation, price, live, slack, reach.patterns, LIST_WORK);
    if (list === null) {
      if (hasListed || !isAtRoot || slack <= scale) return false;
      slack /= 4;
      continue;
    }
    hasListed = true;
    if (list.count > FEW && (node.isFirstEnough || (node.isStepwise && node.enough() >= trial))) {
      yield* new PairDescent(relaxation, list, node.enough() + 1).run(meter.spent + reach.descentWork, node.offer);
      if (isEnough()) return true;
    }
    end += yield* exchanges.run(list);
    if (isEnough()) return true;
    const below = (): number => Math.min(limit(), trial);
    // Nothing lies below the floor: a choice found there ends the search.
    const offer = (choice: Int32Array): boolean => (exchanges.note(choice), node.offer(choice));
    if (!(yield* searchList({ ...node, offer, isEnough: () => isEnough() || floor >= limit() }, list, below, Math.min(reach.work, end - meter.spent)))) return false;
    if (isEnough() || trial >= limit()) return true;
    floor = trial;
    node.raise(trial);
    slack = Math.max(slack * reach.widening(list.count), slack + scale);
  }
  return true;
}

/** Exchanges of patterns at a node, list after list: in the best choice, and in those that the last list's search came by. */
class Exchanges {
  private readonly startedAt: number;
  private spent = 0;
  private readonly met: Int32Array[] = [];

  constructor(private readonly node: PatternClosing) {
    this.startedAt = node.relaxation.meter.spent;
  }

  /** Takes note of a choice that a list's search came by. */
  note(choice: Int32Array): void {
    if (this.met.push(choice.slice()) > MOST_MET) this.met.shift();
  }

  /** Has a turn at a list; returns its work. */
  *run(list: PatternList): Generator<void, number> {
    const { relaxation, price, isStepwise, isFirstEnough, offer, best, isEnough } = this.node;
    const { meter, problem } = relaxation;
    const known = best();
    if (!isStepwise || isFirstEnough || known === null || list.count <= FEW || problem.blockCount > FEW_BLOCKS) return 0;
    const before = meter.spent;
    const [least, most, share] = this.node.enough() > this.node.bound() ? EXCHANGE_WORK : EXCHANGE_WORK_WITHOUT;
    const end = before + Math.min(most, Math.max(least, share * (before - this.startedAt - this.spent) - this.spent));
    const starts = [known, ...this.met.splice(0)].reverse();
    const exchange = new PatternExchange(relaxation, list, price);
    while (starts.length > 0 && meter.spent < end && !isEnough()) {
      const start = starts.pop()!;
      if (isCoreFeasible(problem, start)) yield* exchange.run(start, meter.spent + (end - meter.spent) / (starts.length + 1), offer);
    }
    this.spent += meter.spent - before;
    return meter.spent - before;
  }
}

/**
 * Looks for any choice below the limit among few patterns near the bound, by descent, the last time for longer and by the linear program
 * besides; true when it is sure that there is none, or none below the first found.
 */
export function* lookAmongPatterns(node: PatternClosing, isLast: boolean): Generator<void, boolean> {
  const { relaxation, live, price, limit, offer, isEnough } = node;
  const { scale, meter } = relaxation;
  if (relaxation.problem.blockCount + relaxation.rowSize > MOST_PROGRAM) return false;
  relaxation.focus(live);
  const total = yield* relaxation.evaluate(price, live);
  if (total === Infinity) return true;
  const full = (limit() - 1) * scale - total;
  for (let slack = full; slack > full * (node.isTight ? NARROWEST_TIGHT : NARROWEST); slack *= NARROWER) {
    relaxation.reduce(price, live);
    const list = yield* listPatterns(relaxation, price, live, slack, LOOK_PATTERNS, LIST_WORK);
    if (list === null) continue;
    yield* new PairDescent(relaxation, list, limit()).run(meter.spent + (isLast ? DESCENT_WORK : FIRST_DESCENT_WORK), offer);
    if (isEnough() || !isLast) return false;
    const isComplete = yield* new PatternSearch(relaxation, list, [], limit, offer, isEnough).run(meter.spent + LOOK_WORK);
    return isComplete && slack === full;
  }
  return false;
}

/**
 * Searches a list for values below a cutoff; true when complete. For short lists decomposition and the linear program are each quick
 * where the other is slow, so they take turns, longer and longer.
 */
function* searchList(node: PatternClosing, list: PatternList, below: () => number, work: number): Generator<void, boolean> {
  const { relaxation, price, live, mean, offer, isEnough } = node;
  const { meter, problem } = relaxation;
  const end = meter.spent + work;
  yield;
  let program: PatternSearch | null = null;
  const byProgram = (until: number): Generator<void, boolean> =>
    (program ??= new PatternSearch(relaxation, list, pricedRows(relaxation, price, live), below, offer, isEnough)).run(until);
  if (!relaxation.hasKeptRows || problem.cutSource.length > 0 || list.count <= LONG) return yield* byProgram(end);
  const decomposition = new DecompositionSearch(relaxation, list, below, offer, isEnough);
  if (problem.blockCount + relaxation.rowSize > SMALL_PROGRAM || list.count > SHORT) return yield* decomposition.run(price, mean, end);
  for (let turn = FIRST_TURN; meter.spent < end; turn *= LONGER_TURN) {
    if (yield* decomposition.run(price, mean, Math.min(end, meter.spent + turn))) return true;
    if (yield* byProgram(Math.min(end, meter.spent + turn * PROGRAM_SHARE))) return true;
  }
  return false;
}
