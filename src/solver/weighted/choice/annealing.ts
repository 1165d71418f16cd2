/**
 * Finds good choices near a given one, in whatever time it is given.
 *
 * Problem. As penalised-choice.ts: constraints may be broken at a price.
 * Method. Simulated annealing in cycles, each longer than the one before. A move gives one item another option; if that is
 *   not taken, together with the best other option of a second item, one that uses a row now exceeded or shares the block. Options are proposed
 *   by what taking them costs the relaxation, cheap ones more often. A move that makes Z worse is taken while it is worse by less than
 *   the temperature, times a number drawn anew each time. In the last part of a cycle the weights of what is broken grow.
 * Invariants. The numbers drawn are a fixed sequence: the same search every time. Floating point only steers: whoever takes a choice checks it.
 * Cost. A move O(rows and options of two items).
 * Reference. Kirkpatrick, Gelatt, Vecchi, Optimization by simulated annealing, Science, 1983; Yagiura, Ibaraki, Glover, An ejection
 *   chain approach for the generalized assignment problem, INFORMS Journal on Computing, 2004.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import { Draws } from "./draws";
import { PenalisedChoice } from "./penalised-choice";
import type { Proposals } from "./proposals";
import { RowUsers } from "./row-users";

/** Cycles, as shares of the work. */
const CYCLES = [1 / 7, 2 / 7, 4 / 7];
/** Moves between two looks at temperature, weights and the meter. */
const MOVES_PER_LOOK = 512;
/** The last temperature as a share of the first. */
const COLD = 0.1;
/** Weight of a row in units of its price, of a block in units of the temperature. */
const PENALTY = 4;
/** Part of a cycle after which weights grow, and how fast: by this share in the time of a whole cycle, compounded at every look. */
const SETTLE = 0.6;
const GROWTH = 30;

export class Annealing {
  private readonly state: PenalisedChoice;
  private readonly users: RowUsers;
  private readonly draws = new Draws();

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    scale: number,
  ) {
    this.state = new PenalisedChoice(problem, meter, scale);
    this.users = new RowUsers(problem);
    meter.spend(10 * problem.entryRow.length);
  }

  /** Anneals from `start` with about `work` operations; calls `found` with every choice better than those before that breaks nothing on the grid. */
  *run(start: Int32Array, { options, ofItem, temperature }: Proposals, price: Float64Array, work: number, found: (choice: Int32Array) => void): Generator<void, void> {
    const { state, meter } = this;
    if (options.length === 0) return;
    state.reset(start);
    this.users.reset(start);
    let best = Infinity;
    for (const part of CYCLES) {
      state.setWeights(price, PENALTY, temperature);
      const begin = meter.spent;
      for (let share = 0, former = 0; share < 1; former = share, share = (meter.spent - begin) / (part * work)) {
        const warmth = temperature * (1 - share + COLD * share);
        if (share > SETTLE) state.raiseWeights(1 + GROWTH * (share - former));
        let operations = 0;
        for (let move = 0; move < MOVES_PER_LOOK; move++) {
          operations += this.tryMove(options[this.draws.lowBelow(options.length)]!, ofItem, warmth);
          if (state.broken > 0 || state.value >= best) continue;
          best = state.value;
          found(state.choice);
        }
        meter.spend(operations);
        if (meter.isYieldDue()) yield;
      }
    }
  }

  /** Tries moves that begin with option o; returns the work done. */
  private tryMove(o: number, ofItem: readonly Int32Array[], warmth: number): number {
    const { problem, state } = this;
    const i = problem.itemOfOption[o]!;
    const old = state.choice[i]!;
    if (o === old) return 5;
    const change = state.peek(i, o);
    if (change === Infinity) return 30;
    const allowed = warmth * this.drawWarmth();
    if (change <= allowed) {
      this.move(i, o);
      return 120;
    }
    state.apply(i, o);
    const j = this.disturbed(i, o);
    const others = ofItem[j]!;
    const best = j === i ? -1 : state.cheapest(j, others, allowed - change);
    state.apply(i, old);
    if (best >= 0) {
      this.move(i, o);
      this.move(j, best);
    }
    return 150 + 30 * others.length;
  }

  /** An item that the move of item i to option o disturbs: one that uses a row exceeded now, else one of the block. */
  private disturbed(i: number, o: number): number {
    const { problem, state, users } = this;
    const { entryStart, entryRow, itemStart, blockOfItem } = problem;
    const b = blockOfItem[i]!;
    const size = itemStart[b + 1]! - itemStart[b]!;
    let row = -1;
    let seen = 0;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      if (state.isOver(entryRow[e]!) && this.draws.below(++seen) === 0) row = entryRow[e]!;
    }
    if (row < 0 || (size > 1 && this.draws.below(2) === 0)) return itemStart[b]! + this.draws.below(size);
    if (users.length[row] === 0) return i;
    return problem.itemOfOption[users.list[users.start[row]! + this.draws.below(users.length[row]!)]!]!;
  }

  private move(i: number, o: number): void {
    this.users.replace(this.state.choice[i]!, o);
    this.state.apply(i, o);
  }

  /** A number of mean 1, mostly small and now and then large. */
  private drawWarmth(): number {
    const share = this.draws.next();
    return 3 * share * share;
  }
}
