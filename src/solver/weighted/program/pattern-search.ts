/**
 * Branch and cut over listed patterns: one pattern per block, rows kept, least value.
 *
 * Problem. min Σ_b v_{p(b)} with p(b) ∈ P_b and Σ_b u_{p(b) r} ≤ limit_r, values at or above `cutoff` being of no interest.
 * Notation. As pattern-list.ts; λ integer prices of rows, terminal budgets and cuts; live patterns of a node in one array per block.
 * Method. Depth first. At a node: patterns that cannot fit beside the least use of the other blocks die; the linear program over the
 *   live ones (master-program.ts, candidates.ts) gives prices; these, rounded to integers, the bound (pattern-bound.ts);
 *   patterns whose own bound reaches the cutoff die; repeated while it pays. At the root, and of long lists or in large trees where a branch hardly raised the
 *   objective, cuts that the program's optimum breaks join as rows (row-cuts.ts). Where few patterns are left, all their combinations
 *   are looked through (combination-search.ts). Branch on some options of an item (branching.ts): with them, without them. Each optimum is rounded to a choice (pattern-rounding.ts).
 * Invariants. Bounds are evaluated in integers. After a complete run nothing below the cutoff is left unseen.
 * Cost. A node some pivots of the program.
 */
import { Branching, type Division } from "./branching";
import { Candidates } from "./candidates";
import { CombinationSearch } from "../pattern/combination-search";
import { countLive, everyPattern, propagate, splitBy, type LivePatterns } from "../pattern/live-patterns";
import { MasterProgram, type MasterEnding } from "./master-program";
import type { PatternList } from "../pattern/pattern-list";
import { PatternBound } from "./pattern-bound";
import { PatternRounding } from "./pattern-rounding";
import type { ProofTree } from "./proof-tree";
import type { Relaxation } from "../bound/relaxation";
import { separate, type RowCut } from "./row-cuts";

/** Most pivots between two looks at what died. */
const PIVOTS = 400;
/** How many times as many, where a program begins anew. */
const AFRESH = 10;
/** Longest list that the program looks at whole; patterns of a block that it looks at to begin with in longer ones. */
const WHOLE = 2500;
const FEWEST = 60;
/** How often patterns may join the program at a node; nearer than this, in the problem's units, none is missed. */
const ADMISSIONS = 40;
const NEAR = 1e-3;
/** Most patterns left whose combinations are looked through, the share of what was too many that comes next, and the most work of that. */
const FEW = 400;
const FEWER = 0.8;
const THROUGH_WORK = 300_000;
/** Most rounds of cuts at a node, and rows in all beyond which there are no more. */
const CUT_ROUNDS = 12;
const MOST_ROWS = 160;
/** Share of the gap to the cutoff that a round of cuts must close to be followed by another. */
const LEAST_RISE = 0.03;
/** Nodes of a shorter list's tree from which on there are cuts below the root, the share of that gap that a branch must close to be followed by another without, and the share of all work that they may take. */
const CALM = 100;
const STALL = 0.01;
const CUT_SHARE = 0.2;

/** A node waiting: its live patterns by block and the basis it starts from. */
interface Node {
  readonly live: LivePatterns;
  readonly basis: Int32Array | null;
  /** The program's objective there. */
  readonly objective: number;
  /** Its place in the proof, if one is written. */
  readonly at: number;
}

export class PatternSearch {
  nodes = 0;
  private readonly bounds: PatternBound;
  private master: MasterProgram;
  /** Nodes not yet explored; null before the first run. */
  private open: Node[] | null = null;
  private readonly isLive: Uint8Array;
  private readonly candidates: Candidates;
  private readonly combinations: CombinationSearch;
  /** Patterns left whose combinations are few enough to be looked through, as far as is known. */
  private few = FEW;
  private readonly branching: Branching;
  private readonly rounding: PatternRounding;
  /** Work when the search began, and of cuts since. */
  private startedAt = 0;
  private cutWork = 0;

  /**
   * @param cuts rows that every choice keeps besides
   * @param cutoff the current cutoff, in problem units; may fall while the search runs
   * @param offer takes a complete choice; it decides whether it is any good
   */
  constructor(
    private readonly relaxation: Relaxation,
    list: PatternList,
    private readonly cuts: readonly RowCut[],
    private readonly cutoff: () => number,
    offer: (choice: Int32Array) => boolean,
    private readonly isEnough: () => boolean,
    /** Takes down a proof that nothing lies below the cutoff, which must not fall then. */
    private readonly proof: ProofTree | null = null,
  ) {
    const { problem } = relaxation;
    this.isLive = new Uint8Array(list.count).fill(1);
    this.candidates = new Candidates(list.count, list.count > WHOLE ? FEWEST : Infinity, relaxation.meter);
    this.combinations = new CombinationSearch(list, relaxation.meter);
    this.branching = new Branching(problem, this.isLive);
    this.rounding = new PatternRounding(relaxation, list, offer);
    this.bounds = new PatternBound(relaxation, list);
    this.master = new MasterProgram(list, problem.blockCount, relaxation.limit, this.isLive, relaxation.meter);
  }

  /** Searches everything; true when complete, false when the meter passed `end` first: called again, it goes on from there. */
  *run(end: number): Generator<void, boolean> {
    const { relaxation } = this;
    if (this.open === null) this.startedAt = relaxation.meter.spent;
    if (this.open === null && this.cuts.length > 0) yield* this.join(this.cuts);
    const open = (this.open ??= [{ live: everyPattern(this.bounds.list), basis: null, objective: -Infinity, at: this.proof?.add() ?? -1 }]);
    while (open.length > 0) {
      if (relaxation.meter.spent > end) return false;
      const children = yield* this.explore(open.pop()!, end);
      // What is broken proves nothing, whatever is still to come.
      if (this.isEnough() || this.proof?.isBroken === true) return true;
      for (const child of children) open.push(child);
      if (relaxation.meter.isYieldDue()) yield;
    }
    return true;
  }

  private *explore(node: Node, end: number): Generator<void, readonly Node[]> {
    const live = node.live.slice();
    const { proof } = this;
    const { meter } = this.relaxation;
    let { at } = node;
    const isRoot = this.nodes++ === 0;
    let isStarted = false;
    let formerGap = Infinity;
    for (let round = 0; ; round++) {
      if (!(yield* propagate(this.bounds.list, this.bounds.limit, live, meter))) return [];
      this.mark(live);
      if (meter.isYieldDue()) yield;
      if (!isStarted && (node.basis === null || !(yield* this.master.startFrom(node.basis)))) yield* this.master.startAfresh();
      isStarted = true;
      const { ending, bound } = yield* this.solve(live);
      proof?.price(at, this.bounds.price);
      if (bound >= this.goal() || this.isEnough()) return [];
      if (live.every((patterns) => patterns.length === 1)) {
        if (proof !== null) proof.isBroken = true;
        this.rounding.offerOnly(live.map((patterns) => patterns[0]!));
        return [];
      }
      if (ending === "optimal") yield* this.rounding.run(live, this.master.weight, this.bounds.price);
      if (bound >= this.goal() || this.isEnough()) return [];
      const before = countLive(live);
      this.bounds.filter(live, this.goal() - bound);
      if (proof === null && this.lookThrough(live, bound)) return [];
      const isShrunk = countLive(live) * 10 < before * 9;
      const gap = this.cutoff() - 1 - this.master.objective;
      const isPaying = round === 0 || formerGap - gap > LEAST_RISE * gap;
      formerGap = gap;
      const hasCuts = (isRoot || this.isStalling(node)) && isPaying && round < CUT_ROUNDS && ending === "optimal" && meter.spent < end && (yield* this.cut(live));
      if (!isShrunk && !hasCuts) break;
      if (meter.isYieldDue()) yield;
      if (proof !== null) at = proof.goOn(at);
    }
    return yield* this.branch(live, at);
  }

  /** The program over the live patterns, and the bound at its prices; leaves reduced costs and the selection. */
  private *solve(live: readonly Int32Array[]): Generator<void, { ending: MasterEnding; bound: number }> {
    const { master, candidates, relaxation } = this;
    let ending = yield* master.solve(this.cutoff(), PIVOTS);
    let bound = this.bounds.evaluate(live, master.price);
    for (let more = 0; more < ADMISSIONS && bound < this.goal(); more++) {
      // Above the cutoff without all patterns is not above it with them.
      if (ending === "target") ending = yield* master.solve(Infinity, PIVOTS);
      else if (!candidates.admit(live, this.bounds.reduced, relaxation.scale * NEAR)) break;
      else {
        master.confine(candidates.among(live));
        if (ending !== "optimal" || !(yield* master.improve(PIVOTS))) ending = yield* master.solve(this.cutoff(), PIVOTS);
      }
      bound = this.bounds.evaluate(live, master.price);
      if (relaxation.meter.isYieldDue()) yield;
    }
    if (ending === "optimal" || bound >= this.goal()) return { ending, bound };
    // The program broke down: once more from the beginning, with every pattern, or the node's branches would fare no better.
    candidates.admitAll(live);
    master.confine(candidates.among(live));
    yield* master.startAfresh();
    ending = yield* master.solve(this.cutoff(), AFRESH * PIVOTS);
    return { ending, bound: this.bounds.evaluate(live, master.price) };
  }

  /** Whether a branch hardly raised the objective, and cuts may be looked for. A proof has its cuts from the root. */
  private isStalling(node: Node): boolean {
    if (this.proof !== null || (this.nodes < CALM && this.bounds.list.count <= WHOLE) || this.cutWork > CUT_SHARE * (this.relaxation.meter.spent - this.startedAt)) return false;
    return this.master.objective - node.objective < STALL * (this.cutoff() - 1 - node.objective);
  }

  /** Looks through all that is below a node where little is left, by the last evaluation; true when that is done. */
  private lookThrough(live: readonly Int32Array[], bound: number): boolean {
    const count = countLive(live);
    if (count > this.few) return false;
    for (;;) {
      const found = this.combinations.find(live, this.bounds.reduced, this.relaxation.limit, this.goal() - 1 - bound, this.cutoff() - 1, THROUGH_WORK);
      if (found === "unknown") this.few = FEWER * count;
      else if (found === "none") this.few = Math.max(this.few, Math.min(FEW, count / FEWER));
      if (typeof found === "string") return found === "none";
      const former = this.cutoff();
      this.rounding.offerOnly(found);
      if (this.isEnough() || this.cutoff() >= former) return this.isEnough();
    }
  }

  /** A scaled bound at or above this is of no interest. */
  private goal(): number {
    return (this.cutoff() - 1) * this.relaxation.scale + 1;
  }

  private mark(live: readonly Int32Array[]): void {
    this.isLive.fill(0);
    for (const patterns of live) for (let k = 0; k < patterns.length; k++) this.isLive[patterns[k]!] = 1;
    this.master.confine(this.candidates.among(live));
  }

  /** Adds rows that the program's optimum breaks; false when there are none. */
  private *cut(live: readonly Int32Array[]): Generator<void, boolean> {
    const { relaxation, master, bounds } = this;
    if (bounds.limit.length > MOST_ROWS) return false;
    const before = relaxation.meter.spent;
    const cuts = yield* separate(relaxation.problem, relaxation.meter, bounds.list, master.weight, false);
    this.cutWork += relaxation.meter.spent - before;
    if (cuts.length === 0) return false;
    yield* this.join(cuts);
    this.master.confine(this.candidates.among(live));
    if (!(yield* this.master.startFrom(master.basisWithin(this.master)))) yield* this.master.startAfresh();
    return true;
  }

  /** Makes cuts rows of the program, and of everything else that knows rows. */
  private *join(cuts: readonly RowCut[]): Generator<void, void> {
    if (this.proof !== null) this.proof.cuts = [...this.proof.cuts, ...cuts];
    const { relaxation, isLive, bounds } = this;
    yield* bounds.join(cuts);
    this.master = new MasterProgram(bounds.list, relaxation.problem.blockCount, bounds.limit, isLive, relaxation.meter);
    yield;
  }

  /** Two children: patterns with some options of an item, patterns without; the likelier one last, to be explored first. */
  private *branch(live: readonly Int32Array[], at: number): Generator<void, Node[]> {
    const { relaxation, master } = this;
    const basis = master.basis.slice();
    const { objective } = master;
    const division = yield* this.branching.choose(live, this.bounds.list, master, this.cutoff(), (candidate) => this.split(live, candidate));
    if (division === null) return this.splitBlock(live, basis, objective);
    const sides = this.proof?.branch(at, division.options) ?? { within: -1, without: -1 };
    const { block, share } = division;
    const [within, without] = this.split(live, division);
    const make = (own: Int32Array, place: number): Node => ({ live: live.map((patterns, b) => (b === block ? own : patterns)), basis, objective, at: place });
    relaxation.meter.spend(live.length);
    const nodes = [make(without, sides.without), make(within, sides.within)];
    return share >= 0.5 ? nodes : nodes.reverse();
  }

  /** A block's live patterns that take one of the options, and those that do not. */
  private split(live: readonly Int32Array[], { block, options }: Division): readonly [Int32Array, Int32Array] {
    return splitBy(this.bounds.list, live[block]!, options, this.relaxation.meter);
  }

  /** The optimum takes whole patterns only and is not enough: one block's pattern, and all its others. */
  private splitBlock(live: readonly Int32Array[], basis: Int32Array, objective: number): Node[] {
    if (this.proof !== null) this.proof.isBroken = true;
    let b = 0;
    for (let at = 0; at < live.length; at++) if (live[at]!.length > live[b]!.length) b = at;
    const taken = this.bounds.selection[b]!;
    const make = (isIn: boolean): Node => ({ live: live.map((patterns, at) => (at === b ? patterns.filter((p) => (p === taken) === isIn) : patterns)), basis, objective, at: -1 });
    return [make(false), make(true)];
  }
}
