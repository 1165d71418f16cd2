/**
 * Branch and bound over listed patterns by Lagrangian decomposition.
 *
 * Problem. As pattern-search.ts: min Σ_b v_{p(b)} with p(b) ∈ P_b and Σ_b u_{p(b) r} ≤ limit_r.
 * Method. Depth first. At a node: what rows imply; level steps on entry prices, blocks choosing among their live patterns and kept rows solving
 *   their knapsacks (relaxation.ts); patterns whose own bound reaches the cutoff die; repeated while it pays. Branch on
 *   the option whose running mean over the steps is most undecided: first as the mean leans, then the other way.
 * Invariants. Bounds are evaluated in integers with everything live in place. After a complete run nothing below the cutoff is left unseen.
 * Cost. A node some tens of evaluations, O(live patterns · options + knapsacks) each: for lists too long for the linear program.
 * Reference. Guignard, Kim, Lagrangean decomposition, Mathematical Programming, 1987.
 */
import { ascend } from "../bound/dual-ascent";
import { countLive, everyPattern, propagate, splitBy, type LivePatterns } from "./live-patterns";
import type { PatternList } from "./pattern-list";
import type { Relaxation } from "../bound/relaxation";

/** Level steps at a node, and how much of the running mean a step keeps. */
const STEPS = 60;
const KEPT = 0.95;

interface Node {
  readonly live: LivePatterns;
  readonly price: Float64Array;
  readonly mean: Float64Array;
  readonly bound: number;
}

export class DecompositionSearch {
  nodes = 0;
  private readonly point: Int32Array;
  private readonly reduced: Float64Array;
  private readonly isLive: Uint8Array;
  private readonly choice: Int32Array;
  private options: number[] = [];
  /** Nodes not yet explored; null before the first run. */
  private open: Node[] | null = null;

  /**
   * @param relaxation with the rows to keep already kept
   * @param cutoff the current cutoff, in problem units; may fall while the search runs
   * @param offer takes a complete choice; it decides whether it is any good
   */
  constructor(
    private readonly relaxation: Relaxation,
    private readonly list: PatternList,
    private readonly cutoff: () => number,
    private readonly offer: (choice: Int32Array) => boolean,
    private readonly isEnough: () => boolean,
  ) {
    const { problem } = relaxation;
    this.reduced = new Float64Array(list.count);
    this.isLive = new Uint8Array(problem.optionCount);
    this.choice = new Int32Array(problem.itemCount);
    this.point = new Int32Array(list.count);
    for (let p = 0; p < list.count; p++) {
      const b = list.blockOf[p]!;
      const first = problem.optionStart[problem.itemStart[b]!]!;
      for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) this.point[p]! += problem.grids[b]!.point[list.option[a]! - first]!;
    }
  }

  /** Searches everything; true when complete, false when the meter passed `end` first: called again, it goes on from there. */
  *run(price: Float64Array, mean: Float64Array, end: number): Generator<void, boolean> {
    const { meter } = this.relaxation;
    const open = (this.open ??= [{ live: everyPattern(this.list), price: price.slice(), mean: mean.slice(), bound: -Infinity }]);
    while (open.length > 0) {
      if (meter.spent > end) return false;
      const node = open.pop()!;
      if (node.bound >= this.goal()) continue;
      for (const child of yield* this.explore(node)) open.push(child);
      if (this.isEnough()) return true;
    }
    return true;
  }

  /** A scaled bound at or above this is of no interest. */
  private goal(): number {
    return (this.cutoff() - 1) * this.relaxation.scale + 1;
  }

  private *explore({ live, price, mean, bound: inherited }: Node): Generator<void, readonly Node[]> {
    const { relaxation, list } = this;
    const { meter, limit, scale } = relaxation;
    this.nodes++;
    let bound = inherited;
    for (;;) {
      if (!(yield* propagate(list, limit, live, meter))) return [];
      this.focus(live);
      if (bound === -Infinity) bound = this.value(price, live);
      const target = this.goal();
      const rule = { steps: STEPS, delta: Math.max(scale / 4, (target - bound) * 0.1), target, momentum: 0.9, patience: 15, mayGiveUp: true };
      bound = Math.max(bound, yield* ascend(relaxation, price, (trial) => this.evaluate(trial, live), rule, () => this.note(mean)));
      if (bound >= this.goal() || this.isEnough()) return [];
      const before = countLive(live);
      const total = this.value(price, live);
      this.filter(live, total);
      if (countLive(live) * 10 > before * 9) break;
    }
    const option = this.pickBranch(live, mean);
    if (option < 0) {
      live.forEach((patterns) => this.take(patterns[0]!));
      this.offer(this.choice);
      return [];
    }
    const b = relaxation.problem.blockOfItem[relaxation.problem.itemOfOption[option]!]!;
    const [within, without] = splitBy(list, live[b]!, [option], meter);
    const make = (own: Int32Array): Node => ({ live: live.map((patterns, at) => (at === b ? own : patterns)), price: price.slice(), mean: mean.slice(), bound });
    meter.spend(2 * price.length + 2 * mean.length);
    return mean[option]! >= 0.5 ? [make(without), make(within)] : [make(within), make(without)];
  }

  /** Confines the relaxation to the options of live patterns. */
  private focus(live: LivePatterns): void {
    const { list, isLive } = this;
    isLive.fill(0);
    for (const patterns of live) for (const p of patterns) for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) isLive[list.option[a]!] = 1;
    this.relaxation.focus(isLive);
    this.options = isLive.reduce<number[]>((found, is, o) => (is === 1 && found.push(o), found), []);
  }

  private *evaluate(price: Float64Array, live: LivePatterns): Generator<void, number> {
    if (this.relaxation.meter.isYieldDue()) yield;
    const bound = this.value(price, live);
    this.relaxation.measure(this.relaxation.choice);
    return bound;
  }

  /** The bound at prices; leaves each block's best pattern in the relaxation's choice, and all reduced costs. */
  private value(price: Float64Array, live: LivePatterns): number {
    const { relaxation, list, reduced, point } = this;
    let bound = -relaxation.reduce(price, this.isLive);
    let work = 0;
    for (let b = 0; b < live.length; b++) {
      const terminal = relaxation.terminalOf(b, price).value;
      const patterns = live[b]!;
      let best = Infinity;
      let at = -1;
      for (let k = 0; k < patterns.length; k++) {
        const p = patterns[k]!;
        let cost = terminal[point[p]!]!;
        const last = list.optionStart[p + 1]!;
        for (let a = list.optionStart[p]!; a < last; a++) cost += relaxation.reduced[list.option[a]!]!;
        work += last - list.optionStart[p]!;
        reduced[p] = cost;
        if (cost >= best) continue;
        best = cost;
        at = p;
      }
      bound += best;
      this.take(at, relaxation.choice);
    }
    relaxation.meter.spend(2 * work);
    return bound;
  }

  private take(p: number, choice: Int32Array = this.choice): void {
    const { list, relaxation } = this;
    for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) choice[relaxation.problem.itemOfOption[list.option[a]!]!] = list.option[a]!;
  }

  private note(mean: Float64Array): void {
    const { choice } = this.relaxation;
    for (const o of this.options) mean[o]! *= KEPT;
    for (const o of choice) mean[o]! += 1 - KEPT;
    this.offer(choice);
  }

  /** Drops patterns whose bound reaches the cutoff, by the last evaluation. */
  private filter(live: LivePatterns, total: number): void {
    const slack = this.goal() - total;
    for (let b = 0; b < live.length; b++) {
      let least = Infinity;
      for (const p of live[b]!) least = Math.min(least, this.reduced[p]!);
      live[b] = live[b]!.filter((p) => this.reduced[p]! - least < slack);
    }
  }

  /** The most undecided option that some live patterns take and others do not, large uses first; −1 when there is none. */
  private pickBranch(live: LivePatterns, mean: Float64Array): number {
    const { list, relaxation } = this;
    const { problem, typicalAmount } = relaxation;
    const count = new Int32Array(problem.optionCount);
    let best = -1;
    let bestScore = 0;
    for (const patterns of live) {
      if (patterns.length < 2) continue;
      for (const p of patterns) for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) count[list.option[a]!]!++;
      for (const p of patterns) {
        for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) {
          const o = list.option[a]!;
          if (count[o] === 0 || count[o] === patterns.length) continue;
          count[o] = 0;
          let weight = 0.01;
          for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) weight += problem.entryAmount[e]! / typicalAmount[problem.entryRow[e]!]!;
          const score = (0.5 - Math.abs(mean[o]! - 0.5) + 1e-6) * weight;
          if (score <= bestScore) continue;
          bestScore = score;
          best = o;
        }
      }
    }
    return best;
  }
}
