/**
 * Branch and bound on the core problem.
 *
 * Problem. Find a choice with value below `cutoff`, lower and lower, until none is left; see core-problem.ts.
 * Method. Depth first. At a node: what the rows imply, level steps from the parent's prices, options dropped
 *   whose forced bound reaches the cutoff, then a branch on the option whose running mean over the level
 *   steps is most undecided: first as the mean leans, then the other way.
 *   Without a good choice the cutoff says little, so it is lowered for trial: to a little above the bound, where much can be
 *   dropped; a trial that sees everything and finds nothing raises the bound, and the next is wider. First of all a choice is looked for that
 *   ends the search: within the goal's tolerance of the bound there often is one, and finding it takes less than refuting what lies below.
 * Invariants. `bound` holds at every moment: no choice of the problem has a value below it. It is the least of the
 *   cutoff and of the bounds of the nodes not yet explored.
 * Cost. Per node some tens of evaluations; memory O(depth · prices).
 */
import type { CoreProblem } from "../problem/core-problem";
import { closeByPatterns, closeNear, lookAmongPatterns, type PatternClosing } from "./close-by-patterns";
import { Improvement } from "../choice/improvement";
import { firstPush, rowsToKeep } from "../bound/kept-rows";
import { LiveOptions } from "./live-options";
import type { NearestTotals } from "../choice/nearest-totals";
import { NodeRelaxation } from "./node-relaxation";
import { mostUndecided } from "./search-choices";
import { Standing, type SearchRule } from "./standing";
import type { Relaxation } from "../bound/relaxation";
import type { WorkMeter } from "../problem/work-meter";

/** A branch not yet taken: `option` in or out, below a node with this bound and these prices. */
interface OpenBranch {
  readonly mark: number;
  readonly option: number;
  readonly isIn: boolean;
  readonly bound: number;
  readonly price: Float64Array;
}

const ROOT_STEPS = 200;
const WARM_STEPS = 60;
/** Width of the first trial as a share of the bound, and by how much a trial that found nothing is widened. */
const FIRST_WIDTH = 0.004;
const WIDER = 2;
const NODE_STEPS = 25;
const DECOMPOSITION_STEPS = 400;
/** Without any choice the first level is this share of the first bound above it. */
const FIRST_LEVEL = 0.02;

export class CoreSearch extends Standing {
  readonly relaxation: Relaxation;
  /** Prices of the root, for like problems later. */
  readonly rootPrice: Float64Array;
  private readonly options: LiveOptions;
  private readonly node: NodeRelaxation;
  private readonly open: OpenBranch[] = [];
  private readonly improvement: Improvement;
  /** Whether the root's prices are those of the linear program with cuts: about as good as decomposition's, and known. */
  private readonly isTight: boolean;
  /** Rows that decomposition keeps whole. */
  private readonly rowsToKeep: readonly number[];
  private trees = 0;
  private nodeBound = 0;
  private isDone = false;
  private isAtRoot = true;
  /** Greatest first level of the next climb, scaled. */
  private reach = Infinity;

  /** See begin-search.ts. @param startedAt work done before */
  constructor(problem: CoreProblem, meter: WorkMeter, rule: SearchRule, relaxation: Relaxation, nearest: NearestTotals, startedAt: number) {
    super(problem, rule);
    this.relaxation = relaxation;
    this.options = new LiveOptions(problem, meter);
    this.node = new NodeRelaxation(this.relaxation, this.options, meter);
    this.improvement = new Improvement(problem, this.relaxation, meter, (choice) => this.offer(choice), () => this.bestValue, () => this.isEnough(), nearest, startedAt);
    this.rowsToKeep = rowsToKeep(problem);
    this.isTight = rule.price !== null && rule.isNeighbourhood !== true;
    this.rootPrice = new Float64Array(this.relaxation.capacity);
    if (rule.price !== null) this.rootPrice.set(rule.price.subarray(0, this.relaxation.rowSize));
    if (rule.incumbent !== null) this.offer(rule.incumbent);
  }

  /** Option → what taking it costs the root's relaxation, scaled; Infinity for one that nothing below the limit takes. */
  get excess(): Float64Array {
    return this.node.excess;
  }

  /** The bound at the same prices, scaled; −Infinity until the excess of all options is known. */
  get excessBound(): number {
    return this.node.excessBound;
  }

  /** No choice has a value below this (problem units); Infinity once proved that there is none at all below the cutoff. */
  get bound(): number {
    if (this.isDone) return this.best === null ? Infinity : this.cutoff;
    let least = Math.min(this.limit, this.nodeBound);
    for (const branch of this.open) least = Math.min(least, branch.bound);
    return Math.max(this.rootBound, least);
  }

  /** Runs to the end; throws the meter's halt when the allowance is spent. */
  *run(): Generator<void, void> {
    if (!this.problem.isContradictory && (yield* this.options.propagate())) {
      const top = yield* this.startAtRoot();
      // What was closed already shows how much there is to refute.
      const first = this.rule.isNeighbourhood === true ? Infinity : Math.max(FIRST_WIDTH * this.rootBound, this.rootBound - top);
      for (let width = Math.max(1, first); this.rootBound < this.cutoff && !this.isEnough(); width *= WIDER) {
        this.trial = Math.ceil(this.rootBound + width);
        yield* this.searchTree();
        if (this.isEnough()) return;
        this.rootBound = Math.max(this.rootBound, this.limit);
      }
    }
    if (!this.isEnough()) this.isDone = true;
  }

  /** The first bound, returned, and the first choices. */
  private *startAtRoot(): Generator<void, number> {
    const { options, relaxation, rule } = this;
    relaxation.focus(options.live);
    if (this.best === null && rule.cutoff === Infinity) {
      const first = yield* relaxation.evaluate(this.rootPrice, options.live);
      if (first > 0) this.reach = FIRST_LEVEL * first;
    }
    const top = yield* this.climb(this.rootPrice, rule.price === null ? ROOT_STEPS : WARM_STEPS, 0);
    this.reach = Infinity;
    this.rootBound = Math.min(this.cutoff, Math.max(0, Math.ceil(top / relaxation.scale)));
    const first = this.rootBound;
    if (rule.isNeighbourhood === true) return first;
    yield* this.lookAround();
    if (this.rootBound < this.cutoff && !rule.isFirstEnough) yield* this.untilEnough(this.improvement.run(this.rootPrice, this.rootBound));
    return first;
  }

  /** Sees everything below the limit. */
  private *searchTree(): Generator<void, void> {
    const { options, open } = this;
    options.undo(0);
    this.relaxation.keep([], this.rootPrice, this.node.forced);
    this.isAtRoot = true;
    this.trees++;
    this.nodeBound = this.rootBound;
    yield* this.explore(this.rootPrice.slice(), this.rootBound, NODE_STEPS);
    while (open.length > 0 && !this.isEnough()) {
      const branch = open.pop()!;
      options.undo(branch.mark);
      this.nodeBound = branch.bound;
      if (branch.bound >= this.limit) continue;
      if (branch.isIn) options.fix(branch.option);
      else options.kill(branch.option);
      yield* this.explore(branch.price, branch.bound, NODE_STEPS);
    }
  }

  /**
   * Looks for a choice that ends the search, before any tree: there is often one, and it takes less to find than lower values take to refute.
   * First at the root's prices; then where these are the linear program's, what is near the bound is closed list by list; where that has
   * no cuts, at those of decomposition, where local search looks too.
   */
  private *lookAround(): Generator<void, void> {
    const { options, relaxation, rootPrice, isTight } = this;
    const mark = options.mark();
    const price = rootPrice.slice();
    this.trial = this.enough() + 1;
    const isWide = this.limit > this.rootBound + 1;
    let isSettled = isWide && !this.isEnough() && (yield* this.lookAt(price, !isTight && this.rowsToKeep.length === 0));
    if (isTight && !isSettled && !this.isEnough()) isSettled = yield* this.closeNear(price, mark);
    const isDecomposing = isWide && this.rowsToKeep.length > 0 && (!isTight || this.problem.cutSource.length === 0);
    if (isDecomposing && !isSettled && !this.isEnough()) isSettled = yield* this.lookDecomposed(price);
    if (isSettled && !this.isEnough()) this.rootBound = Math.max(this.rootBound, this.limit);
    options.undo(mark);
    relaxation.focus(options.live);
    if (!this.isEnough()) yield* relaxation.evaluate(rootPrice, options.live);
  }

  /** Closes what is near the bound; true when nothing lies below the limit. */
  private *closeNear(price: Float64Array, mark: number): Generator<void, boolean> {
    this.options.undo(mark);
    this.trial = Infinity;
    return yield* closeNear(this.closing(price));
  }

  /** Looks at the prices of decomposition; true when nothing lies below the limit. */
  private *lookDecomposed(price: Float64Array): Generator<void, boolean> {
    const { options, relaxation, rootPrice, node } = this;
    this.trial = this.enough() + 1;
    if (!(yield* this.dropHopeless(price)) || !(yield* options.propagate())) return true;
    yield;
    relaxation.keep(this.rowsToKeep, price, firstPush(this.problem, options.live, node.forced));
    relaxation.focus(options.live);
    const top = yield* this.climb(price, DECOMPOSITION_STEPS, this.rootBound);
    this.rootBound = Math.max(this.rootBound, Math.min(this.limit, Math.ceil(top / relaxation.scale)));
    if (this.rootBound < this.limit && !this.isEnough()) yield* this.untilEnough(this.improvement.run(price, this.rootBound));
    const isSettled = this.rootBound >= this.limit || (!this.isEnough() && (yield* this.lookAt(price, true)));
    relaxation.keep([], rootPrice, node.forced);
    return isSettled;
  }

  /** True when it is sure that nothing lies below the limit. */
  private *lookAt(price: Float64Array, isLast: boolean): Generator<void, boolean> {
    if (!(yield* this.dropHopeless(price)) || !(yield* this.options.propagate())) return true;
    return yield* lookAmongPatterns(this.closing(price), isLast);
  }

  private *explore(price: Float64Array, bound: number, steps: number): Generator<void, void> {
    const { options, relaxation } = this;
    for (let round = 0; ; round++) {
      if (!(yield* options.propagate())) return;
      yield;
      relaxation.focus(options.live);
      const top = yield* this.climb(price, round === 0 ? steps : NODE_STEPS, bound);
      bound = Math.max(bound, Math.ceil(top / relaxation.scale));
      if (bound < this.limit && this.isImprovingDue(round)) yield* this.untilEnough(this.improvement.run(price, this.rootBound));
      if (this.open.length === 0 && this.isAtRoot) {
        this.rootBound = Math.max(this.rootBound, Math.min(bound, this.limit));
        if (!relaxation.hasKeptRows) this.rootPrice.set(price);
      }
      this.nodeBound = bound;
      if (bound >= this.limit || this.isEnough()) return;
      const before = options.mark();
      if (!(yield* this.dropHopeless(price))) return;
      if ((options.mark() - before) * 10 <= options.spare()) {
        if (!this.isAtRoot || relaxation.hasKeptRows || this.rowsToKeep.length === 0) break;
        yield;
        relaxation.keep(this.rowsToKeep, price, firstPush(this.problem, options.live, this.node.forced));
        steps = DECOMPOSITION_STEPS;
        round = -1;
      }
    }
    if (yield* closeByPatterns(this.closing(price))) return;
    this.isAtRoot = false;
    const option = mostUndecided(this.problem, this.options, this.node.mean, relaxation.typicalAmount);
    if (option < 0) {
      this.leaf();
      return;
    }
    const mark = options.mark();
    const leansIn = this.node.mean[option]! >= 0.5;
    this.open.push({ mark, option, isIn: !leansIn, bound, price: price.slice() });
    this.open.push({ mark, option, isIn: leansIn, bound, price });
  }

  private closing(price: Float64Array): PatternClosing {
    const { relaxation, isAtRoot, rule } = this;
    return {
      relaxation,
      live: this.options.live,
      price,
      mean: this.node.mean,
      isAtRoot,
      isTight: this.isTight,
      isStepwise: isAtRoot && rule.isNeighbourhood !== true,
      isFirstEnough: rule.isFirstEnough,
      isThorough: rule.isThorough === true,
      limit: () => this.limit,
      enough: () => this.enough(),
      offer: (choice) => this.offer(choice),
      isEnough: () => this.isEnough(),
      bound: () => this.rootBound,
      best: () => this.best,
      raise: (bound) => {
        if (isAtRoot) this.rootBound = Math.max(this.rootBound, bound);
      },
    };
  }

  /** Local search pays at the root, once prices are good, and where nothing is known yet. */
  private isImprovingDue(round: number): boolean {
    if (round !== 0 || this.open.length > 4 || this.rule.isNeighbourhood === true) return false;
    return this.trees === 1 && this.relaxation.hasKeptRows && (this.isAtRoot || this.best === null);
  }

  private *climb(price: Float64Array, steps: number, bound: number): Generator<void, number> {
    const run = this.node.climb(price, { steps, bound, limit: this.limit, reach: this.reach, isFresh: this.isAtRoot }, (choice, at) => {
      this.offer(choice);
      // What a long climb has reached counts at once: the work may be ended in the midst of it.
      if (this.isAtRoot && this.open.length === 0) this.rootBound = Math.max(this.rootBound, Math.min(this.limit, Math.ceil(at / this.relaxation.scale)));
    });
    return (yield* this.untilEnough(run)) ?? -Infinity;
  }

  /** Runs to the end, or until the search has what it wants: null then. */
  private *untilEnough<T>(run: Generator<void, T>): Generator<void, T | null> {
    for (let step = run.next(); ; step = run.next()) {
      if (step.done === true) return step.value;
      if (this.isEnough()) return null;
      yield;
    }
  }

  private dropHopeless(price: Float64Array): Generator<void, boolean> {
    return this.node.dropHopeless(price, this.limit, this.isAtRoot);
  }

  /** Every item has one live option: look at that choice. */
  private leaf(): void {
    const { problem, options } = this;
    const choice = new Int32Array(problem.itemCount);
    for (let o = 0; o < problem.optionCount; o++) if (options.live[o] === 1) choice[problem.itemOfOption[o]!] = o;
    this.offer(choice);
  }
}
