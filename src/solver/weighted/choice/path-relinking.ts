/**
 * Finds good choices between good choices, in whatever time it is given.
 *
 * Problem. As penalised-choice.ts: constraints may be broken at a price.
 * Method. A set of good choices. Two are drawn; one is changed step by step towards the other, always by the item whose change costs least, and the best choices
 *   on the first half of the way are carried down to local minima by ejection chains, which look only where they differ from the one the way began at,
 *   and join the set when they are better than its worst.
 *   When that has not happened for long, a set is begun anew; the best of several sets are then a set too.
 *   All weights fall a little when the way down came by a choice that breaks nothing; else those of what is broken at its end grow, fast before that ever was.
 * Invariants. The numbers drawn are a fixed sequence: the same search every time. Floating point only steers: whoever takes a choice checks it.
 * Cost. A way O(items that differ, squared, · rows); memory O(items · {@link MOST_CHOICES}).
 * Reference. Yagiura, Ibaraki, Glover, A path relinking approach with ejection chains for the generalized assignment problem, European Journal of
 *   Operational Research, 2006.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import { Draws } from "./draws";
import { EjectionChains } from "./ejection-chains";
import type { NearestTotals } from "./nearest-totals";
import { PenalisedChoice } from "./penalised-choice";
import type { Proposals } from "./proposals";

/** Choices in a set, how many of a way are carried down, and how many in a row that do not join are the end of a set. */
const MOST_CHOICES = 20;
const FROM_A_WAY = 3;
const MOST_IDLE = 60;
/** Sets whose best become a set. */
const SETS = 8;
/** An item may move to its most promising options: the first number divided by the root of how many items there are, but at least the second. A way down looks at all of them. */
const OPTIONS_OF_ROOT = 70;
const LEAST_OPTIONS = 3;
/** Items moved anywhere in a choice that fills a set, and where two choices hardly differ. */
const SHAKEN = 12;
const FEW_SHAKEN = 4;
/** Weight of a row in units of its price at first; how weights fall and grow, and how they grow until a way down first comes by a choice that breaks nothing. */
const PENALTY = 1;
const FALL = 0.95;
const GROWTH = 1.05;
const FIRST_GROWTH = 1.3;
const LOOK = 20;

/** A choice of a set, what it costs, and by how much it breaks what has a weight: its total changes with the weights. */
interface Known {
  readonly choice: Int32Array;
  readonly value: number;
  readonly breaches: Float64Array;
}

export class PathRelinking {
  private readonly state: PenalisedChoice;
  private readonly chains: EjectionChains;
  private readonly draws = new Draws();
  private choices: Known[] = [];
  /** The best of the sets before. */
  private bests: Known[] = [];
  private idle = 0;
  /** Whether a way down ever came by a choice that breaks nothing. */
  private wasSound = false;

  constructor(
    problem: CoreProblem,
    private readonly meter: WorkMeter,
    scale: number,
    nearest?: NearestTotals,
  ) {
    this.state = new PenalisedChoice(problem, meter, scale, nearest);
    this.chains = new EjectionChains(problem, meter, this.state);
  }

  /** Goes on from what it knows and some choices, with about `work` operations; calls `found` with every choice better than those before that breaks nothing on the grid. */
  *run(starts: readonly Int32Array[], { ofItem, temperature }: Proposals, price: Float64Array, work: number, found: (choice: Int32Array) => void): Generator<void, void> {
    const { state, meter, draws } = this;
    const most = Math.max(LEAST_OPTIONS, Math.floor(OPTIONS_OF_ROOT / Math.sqrt(ofItem.length)));
    const near = ofItem.map((options) => options.subarray(0, most));
    if (this.choices.length === 0) state.setWeights(price, PENALTY, temperature);
    this.chains.aim(near, price);
    const end = meter.spent + work;
    let best = Infinity;
    const take = (): void => {
      if (state.value >= best) return;
      best = state.value;
      found(state.choice);
    };
    for (const start of starts) {
      state.reset(start);
      this.admit();
      yield* this.descend(start, null, end, take);
      this.admit();
    }
    while (meter.spent < end) {
      const from = this.choices[draws.below(this.choices.length)]!.choice;
      const to = this.choices[draws.below(this.choices.length)]!.choice;
      const ways = this.choices.length < MOST_CHOICES ? [this.shaken(from, near, SHAKEN)] : yield* this.between(from, to, near);
      for (const choice of ways) {
        const isSound = yield* this.descend(choice, from, end, take);
        if (isSound) state.scaleWeights(FALL);
        else state.raiseWeights(this.wasSound ? GROWTH : FIRST_GROWTH);
        this.wasSound ||= isSound;
        this.idle = this.admit() ? 0 : this.idle + 1;
      }
      if (this.idle >= MOST_IDLE) this.beginAnew();
    }
  }

  /** Carries a choice down, see {@link EjectionChains}; calls `take` whenever it comes by one that breaks nothing, and says whether it did. */
  private *descend(choice: Int32Array, former: Int32Array | null, end: number, take: () => void): Generator<void, boolean> {
    const { state } = this;
    let isSound = false;
    state.reset(choice);
    yield* this.chains.descend(former, this.draws.below(choice.length), end, () => {
      if (state.broken > 0) return;
      isSound = true;
      take();
    });
    return isSound;
  }

  /** The best choices on the first half of the way from one to another. */
  private *between(from: Int32Array, to: Int32Array, near: readonly Int32Array[]): Generator<void, Int32Array[]> {
    const { state, meter } = this;
    const left: number[] = [];
    for (let i = 0; i < from.length; i++) if (from[i] !== to[i]) left.push(i);
    if (left.length < 2) return [this.shaken(from, near, FEW_SHAKEN)];
    let best: { readonly total: number; readonly choice: Int32Array }[] = [];
    state.reset(from);
    let total = state.total;
    for (let k = left.length >> 1; k >= 0; k--) {
      let next = 0;
      let least = Infinity;
      for (let t = 0; t < left.length; t++) {
        const change = state.peek(left[t]!, to[left[t]!]!);
        if (change >= least) continue;
        least = change;
        next = t;
      }
      meter.spend(LOOK * left.length);
      if (meter.isYieldDue()) yield;
      if (least === Infinity) break;
      const i = left[next]!;
      left[next] = left[left.length - 1]!;
      left.pop();
      state.apply(i, to[i]!);
      total += least;
      if (best.length === FROM_A_WAY && total >= best[FROM_A_WAY - 1]!.total) continue;
      best = [...best, { total, choice: state.choice.slice() }].sort((a, b) => a.total - b.total).slice(0, FROM_A_WAY);
    }
    return best.map(({ choice }) => choice);
  }

  /** A choice with some items moved anywhere near. */
  private shaken(choice: Int32Array, near: readonly Int32Array[], count: number): Int32Array {
    const shaken = choice.slice();
    for (let k = 0; k < count; k++) {
      const i = this.draws.below(choice.length);
      if (near[i]!.length > 0) shaken[i] = near[i]![this.draws.below(near[i]!.length)]!;
    }
    return shaken;
  }

  /** Begins another set: with the best of this one, or of all those before when they are enough. */
  private beginAnew(): void {
    this.idle = 0;
    const totals = this.totals();
    const best = this.choices[totals.indexOf(Math.min(...totals))]!;
    this.bests.push(best);
    this.choices = this.bests.length === SETS ? this.bests : [best];
    if (this.choices === this.bests) this.bests = [];
  }

  /** Takes the state's choice into the set, in the place of the worst when it is full and that is worse; false if it stays out. */
  private admit(): boolean {
    const { choices, state } = this;
    this.meter.spend(LOOK * choices.length);
    if (choices.some(({ choice }) => choice.every((o, i) => o === state.choice[i]))) return false;
    const known = { choice: state.choice.slice(), value: state.value, breaches: state.breaches() };
    if (choices.length < MOST_CHOICES) {
      choices.push(known);
      return true;
    }
    const totals = this.totals();
    const worst = totals.indexOf(Math.max(...totals));
    if (state.totalOf(known.value, known.breaches) >= totals[worst]!) return false;
    choices[worst] = known;
    return true;
  }

  private totals(): readonly number[] {
    return this.choices.map(({ value, breaches }) => {
      this.meter.spend(breaches.length);
      return this.state.totalOf(value, breaches);
    });
  }
}
