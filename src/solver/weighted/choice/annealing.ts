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
import { PenalisedChoice } from "./penalised-choice";

/** Cycles, as shares of the work. */
const CYCLES = [1 / 7, 2 / 7, 4 / 7];
/** Moves between two looks at temperature, weights and the meter. */
const MOVES_PER_LOOK = 512;
/** The last temperature as a share of the first. */
const COLD = 0.1;
/** Weight of a row in units of its price. */
const PENALTY = 4;
/** Part of a cycle after which weights grow, and how fast: by this share in the time of a whole cycle, compounded at every look. */
const SETTLE = 0.6;
const GROWTH = 30;

/** Options worth trying, and how warm it is. */
export interface Proposals {
  /** Options, the most promising first. */
  readonly options: Int32Array;
  /** The temperature to begin with, scaled. */
  readonly temperature: number;
}

export class Annealing {
  private readonly state: PenalisedChoice;
  /** Row → options of the choice that use it: listStart[r] … + listLength[r] of `list`; entry → its place there. */
  private readonly listStart: Int32Array;
  private readonly listLength: Int32Array;
  private readonly list: Int32Array;
  private readonly place: Int32Array;
  private drawn = 1;

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    scale: number,
  ) {
    this.state = new PenalisedChoice(problem, meter, scale);
    const { rowCount, entryRow } = problem;
    this.listLength = new Int32Array(rowCount);
    this.listStart = new Int32Array(rowCount + 1);
    for (let e = 0; e < entryRow.length; e++) this.listStart[entryRow[e]! + 1]!++;
    for (let r = 0; r < rowCount; r++) this.listStart[r + 1]! += this.listStart[r]!;
    this.list = new Int32Array(entryRow.length);
    this.place = new Int32Array(entryRow.length);
    meter.spend(10 * entryRow.length);
  }

  /** Anneals from `start` with about `work` operations; calls `found` with every choice better than those before that breaks nothing on the grid. */
  *run(start: Int32Array, { options, temperature }: Proposals, price: Float64Array, work: number, found: (choice: Int32Array) => void): Generator<void, void> {
    const { state, meter } = this;
    if (options.length === 0) return;
    this.take(start);
    const byItem = this.groupByItem(options);
    let best = Infinity;
    for (const part of CYCLES) {
      this.setWeights(price, temperature);
      const begin = meter.spent;
      for (let share = 0, former = 0; share < 1; former = share, share = (meter.spent - begin) / (part * work)) {
        const warmth = temperature * (1 - share + COLD * share);
        if (share > SETTLE) state.raiseWeights(1 + GROWTH * (share - former));
        let operations = 0;
        for (let move = 0; move < MOVES_PER_LOOK; move++) {
          operations += this.tryMove(options[this.drawLow(options.length)]!, byItem, warmth);
          if (state.broken > 0 || state.value >= best) continue;
          best = state.value;
          found(state.choice);
        }
        meter.spend(operations);
        if (meter.isYieldDue()) yield;
      }
    }
  }

  private take(start: Int32Array): void {
    this.state.reset(start);
    this.listLength.fill(0);
    for (let i = 0; i < start.length; i++) this.enter(start[i]!);
  }

  /** Item → its proposed options. */
  private groupByItem(options: Int32Array): Int32Array[] {
    const lists: number[][] = Array.from({ length: this.problem.itemCount }, () => []);
    for (const o of options) lists[this.problem.itemOfOption[o]!]!.push(o);
    return lists.map((list) => Int32Array.from(list));
  }

  private setWeights(price: Float64Array, temperature: number): void {
    const { state, problem } = this;
    const { rowCount } = problem;
    let mean = 0;
    for (let r = 0; r < rowCount; r++) mean += price[r]! / rowCount;
    for (let r = 0; r < rowCount; r++) state.rowWeight[r] = PENALTY * Math.max(price[r]!, mean, temperature / Math.max(1, problem.rowLimit[r]!));
    state.blockWeight.fill(PENALTY * temperature);
    for (let k = 0; k < state.budgetWeight.length; k++) state.budgetWeight[k] = PENALTY * Math.max(price[rowCount + k]!, 1);
  }

  /** Tries moves that begin with option o; returns the work done. */
  private tryMove(o: number, byItem: readonly Int32Array[], warmth: number): number {
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
    const others = byItem[j]!;
    const former = state.choice[j]!;
    let best = -1;
    let least = Infinity;
    for (let t = 0; t < others.length && j !== i; t++) {
      if (others[t] === former) continue;
      const second = state.peek(j, others[t]!);
      if (second >= least) continue;
      least = second;
      best = others[t]!;
    }
    state.apply(i, old);
    if (best >= 0 && change + least <= allowed) {
      this.move(i, o);
      this.move(j, best);
    }
    return 150 + 30 * others.length;
  }

  /** An item that the move of item i to option o disturbs: one that uses a row exceeded now, else one of the block. */
  private disturbed(i: number, o: number): number {
    const { problem, state } = this;
    const { entryStart, entryRow, itemStart, blockOfItem } = problem;
    const b = blockOfItem[i]!;
    const size = itemStart[b + 1]! - itemStart[b]!;
    let row = -1;
    let seen = 0;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      if (state.isOver(entryRow[e]!) && this.draw(++seen) === 0) row = entryRow[e]!;
    }
    if (row < 0 || (size > 1 && this.draw(2) === 0)) return itemStart[b]! + this.draw(size);
    if (this.listLength[row] === 0) return i;
    return problem.itemOfOption[this.list[this.listStart[row]! + this.draw(this.listLength[row]!)]!]!;
  }

  private move(i: number, o: number): void {
    this.leave(this.state.choice[i]!);
    this.state.apply(i, o);
    this.enter(o);
  }

  private enter(o: number): void {
    const { entryStart, entryRow } = this.problem;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      const at = this.listStart[entryRow[e]!]! + this.listLength[entryRow[e]!]!++;
      this.list[at] = o;
      this.place[e] = at;
    }
  }

  private leave(o: number): void {
    const { entryStart, entryRow } = this.problem;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      const r = entryRow[e]!;
      const last = this.list[this.listStart[r]! + --this.listLength[r]!]!;
      this.list[this.place[e]!] = last;
      for (let f = entryStart[last]!; f < entryStart[last + 1]!; f++) if (entryRow[f] === r) this.place[f] = this.place[e]!;
    }
  }

  /** The next of a fixed sequence of numbers that look random, in [0, 1). */
  private next(): number {
    this.drawn = (Math.imul(this.drawn, 1664525) + 1013904223) >>> 0;
    return this.drawn / 4294967296;
  }

  /** One of 0 … size − 1. */
  private draw(size: number): number {
    return Math.floor(this.next() * size);
  }

  /** One of 0 … size − 1, low ones more often. */
  private drawLow(size: number): number {
    const share = this.next();
    return Math.floor(share * share * size);
  }

  /** A number of mean 1, mostly small and now and then large. */
  private drawWarmth(): number {
    const share = this.next();
    return 3 * share * share;
  }
}
