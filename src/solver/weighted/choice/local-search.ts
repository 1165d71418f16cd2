/**
 * Finds good choices near a given one, soon, by chains of moves; the source of most first choices.
 *
 * Problem. As penalised-choice.ts: constraints may be broken at a price.
 * Method. Moves: one item to another option; if that does not pay, a second item that the first one disturbed (it uses a
 *   row now exceeded, or shares the block) moves along, and a third. First improvement, round after round
 *   over the items. At a local minimum that breaks a constraint the weights of what is broken double (breakout); at one
 *   that breaks nothing the rows' weights fall unevenly, and the search goes on from there.
 * Invariants. Floating point only steers: whoever takes a choice checks it.
 * Cost. A round O(options · disturbed items · options · rows).
 * Reference. Morris, The breakout method for escaping from local minima, AAAI 1993; Yagiura, Ibaraki, Glover, An ejection chain
 *   approach for the generalized assignment problem, INFORMS Journal on Computing, 2004.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import type { NearestTotals } from "./nearest-totals";
import { PenalisedChoice } from "./penalised-choice";

/** Feasible local minima after which a run ends, and most work of one run. */
const MINIMA = 6;
const MOST_WORK = 15_000_000;
const MOST_ROUNDS = 60;
/** Entries that are listed between two pauses. */
const ENTRIES_PER_PAUSE = 200_000;

export class LocalSearch {
  private readonly state: PenalisedChoice;
  private readonly gainWeight: number;
  /** What an average option moves a block's objective by, about. */
  private readonly steepness: number;

  /** See {@link beginLocalSearch}. @param itemsOfRow row → items with an option in it */
  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    private readonly scale: number,
    nearest: NearestTotals,
    private readonly itemsOfRow: readonly Int32Array[],
  ) {
    this.state = new PenalisedChoice(problem, meter, scale, nearest);
    let span = 1;
    for (const grid of problem.grids) span += grid.width;
    let cost = 0;
    for (let o = 0; o < problem.optionCount; o++) cost += problem.cost[o]! * scale;
    this.gainWeight = Math.max(1, (4 * (cost + scale)) / Math.max(1, problem.optionCount) / Math.max(1, span / Math.max(1, problem.itemCount)));
    let steepness = 0;
    for (let b = 0; b < problem.blockCount; b++) steepness += this.state.spanOf(b) / problem.itemCount;
    this.steepness = steepness;
  }

  /** Improves from `start`, with at most `mostWork`, or Infinity to go on as long as it pays; calls `found` with every local minimum that breaks nothing on the grid. */
  *run(start: Int32Array, live: Uint8Array, price: Float64Array, typicalAmount: Float64Array, mostWork: number, found: (choice: Int32Array) => boolean): Generator<void, void> {
    const { state } = this;
    this.reset(start, price, typicalAmount);
    const end = this.meter.spent + (mostWork === Infinity ? Infinity : Math.min(MOST_WORK, mostWork));
    let feasible = 0;
    for (let round = 0; feasible < MINIMA && this.meter.spent < end && round < MOST_ROUNDS; round++) {
      for (let isBetter = true; isBetter; ) {
        isBetter = false;
        for (let i = 0; i < this.problem.itemCount; i++) {
          if (this.meter.spent >= end) return;
          if (this.improveItem(i, live)) isBetter = true;
          if (this.meter.isYieldDue()) yield;
        }
      }
      if (state.raiseWeights(2)) continue;
      feasible++;
      if (!found(state.choice) && feasible > MINIMA / 2) return;
      for (let r = 0; r < state.rowWeight.length; r++) state.rowWeight[r]! *= 0.3 + 0.1 * ((r * 7 + round * 3) % 5);
    }
  }

  private reset(start: Int32Array, price: Float64Array, typicalAmount: Float64Array): void {
    const { problem, state } = this;
    state.reset(start);
    let mean = 1;
    for (let o = 0; o < problem.optionCount; o++) mean += (problem.cost[o]! * this.scale) / problem.optionCount;
    for (let r = 0; r < problem.rowCount; r++) state.rowWeight[r] = 2 * price[r]! + (mean + this.steepness) / typicalAmount[r]!;
    state.blockWeight.fill(this.gainWeight);
    for (let k = 0; k < state.budgetWeight.length; k++) {
      state.budgetWeight[k] = 2 * price[problem.rowCount + k]! + mean / typicalAmount[problem.rowCount + k]!;
    }
  }

  /** Tries all moves that begin with item i; true when one was made. */
  private improveItem(i: number, live: Uint8Array): boolean {
    const { problem, state } = this;
    const { choice } = state;
    const old = choice[i]!;
    for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) {
      if (live[o] === 0 || o === choice[i]) continue;
      const change = state.peek(i, o);
      if (change < -0.5) {
        state.apply(i, o);
        return true;
      }
      if (change === Infinity) continue;
      this.meter.spend(20);
      state.apply(i, o);
      if (this.follow(i, -1, live, change, 2)) return true;
      state.apply(i, old);
    }
    return false;
  }

  /** After a move that cost `change`: the best move of a disturbed item; true when the chain pays in all. */
  private follow(i: number, before: number, live: Uint8Array, change: number, depth: number): boolean {
    const { problem, state } = this;
    const { choice } = state;
    let bestItem = -1;
    let bestOption = -1;
    let best = Infinity;
    const consider = (j: number): void => {
      if (j === i || j === before) return;
      this.meter.spend((problem.optionStart[j + 1]! - problem.optionStart[j]!) * 30);
      for (let p = problem.optionStart[j]!; p < problem.optionStart[j + 1]!; p++) {
        if (live[p] === 0 || p === choice[j]) continue;
        const second = state.peek(j, p);
        if (second >= best) continue;
        best = second;
        bestItem = j;
        bestOption = p;
      }
    };
    const b = problem.blockOfItem[i]!;
    for (let j = problem.itemStart[b]!; j < problem.itemStart[b + 1]!; j++) consider(j);
    const o = choice[i]!;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      const r = problem.entryRow[e]!;
      if (!state.isOver(r)) continue;
      const items = this.itemsOfRow[r]!;
      for (let t = 0; t < items.length; t++) {
        const j = items[t]!;
        if (problem.blockOfItem[j] !== b && this.uses(choice[j]!, r)) consider(j);
      }
      break;
    }
    if (bestItem < 0) return false;
    const former = choice[bestItem]!;
    state.apply(bestItem, bestOption);
    if (change + best < -0.5) return true;
    if (depth > 1 && best < -0.5 * change && this.follow(bestItem, i, live, change + best, depth - 1)) return true;
    state.apply(bestItem, former);
    return false;
  }

  private uses(o: number, r: number): boolean {
    for (let e = this.problem.entryStart[o]!; e < this.problem.entryStart[o + 1]!; e++) if (this.problem.entryRow[e] === r) return true;
    return false;
  }
}

/** A local search, made with pauses. */
export function* beginLocalSearch(problem: CoreProblem, meter: WorkMeter, scale: number, nearest: NearestTotals): Generator<void, LocalSearch> {
  const lists: number[][] = Array.from({ length: problem.rowCount }, () => []);
  for (let o = 0, looked = 0; o < problem.optionCount; o++) {
    const i = problem.itemOfOption[o]!;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) {
      const list = lists[problem.entryRow[e]!]!;
      if (list[list.length - 1] !== i) list.push(i);
      looked++;
    }
    if (looked < ENTRIES_PER_PAUSE) continue;
    looked = 0;
    yield;
  }
  const itemsOfRow = lists.map((list) => Int32Array.from(list));
  yield;
  return new LocalSearch(problem, meter, scale, nearest, itemsOfRow);
}
