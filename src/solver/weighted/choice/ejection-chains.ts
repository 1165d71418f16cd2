/**
 * Carries a choice down to a local minimum by chains of moves, each making room for the one before.
 *
 * Problem. As penalised-choice.ts: constraints may be broken at a price.
 * Method. An item moves to another of its options; if that does not pay, the best move of an item that it disturbed (one that uses a row now exceeded, or
 *   shares the block) follows, and so on up to {@link LONGEST} moves. The first chain that pays in all is made. Items wait in a queue, and
 *   only those whose rows or block have changed are looked at again.
 * Invariants. Floating point only steers: whoever takes a choice checks it.
 * Cost. An item O(its options · disturbed items · their options · rows).
 * Reference. Yagiura, Ibaraki, Glover, An ejection chain approach for the generalized assignment problem, INFORMS Journal on Computing, 2004.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import type { PenalisedChoice } from "./penalised-choice";
import { RowUsers } from "./row-users";

/** Most moves of a chain. */
const LONGEST = 3;
/** What a chain gains at least, scaled. */
const LEAST_GAIN = 0.5;
/** Operations of a look at a move, and of making one. */
const LOOK = 20;
const MOVE = 60;

export class EjectionChains {
  private readonly users: RowUsers;
  /** The items that wait, in a ring. */
  private readonly queue: Int32Array;
  private readonly isWaiting: Uint8Array;
  private head = 0;
  private waiting = 0;
  /** The chain at hand: items, and the options they had. */
  private readonly item = new Int32Array(LONGEST);
  private readonly former = new Int32Array(LONGEST);
  private length = 0;
  private operations = 0;

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    private readonly state: PenalisedChoice,
  ) {
    this.users = new RowUsers(problem);
    this.queue = new Int32Array(problem.itemCount);
    this.isWaiting = new Uint8Array(problem.itemCount);
    meter.spend(10 * problem.entryRow.length);
  }

  /**
   * Goes down from the state's choice until no chain pays or the meter passes `end`; calls `moved` after every chain made.
   * @param near item → the options it may move to
   * @param first the item to begin with
   */
  *descend(near: readonly Int32Array[], first: number, end: number, moved: () => void): Generator<void, void> {
    const { state, meter, queue } = this;
    const { itemCount } = this.problem;
    this.users.reset(state.choice);
    this.isWaiting.fill(0);
    this.waiting = 0;
    for (let k = 0; k < itemCount; k++) this.wait((first + k) % itemCount);
    while (this.waiting > 0 && meter.spent < end) {
      const i = queue[this.head]!;
      this.head = (this.head + 1) % itemCount;
      this.waiting--;
      this.isWaiting[i] = 0;
      if (this.improve(i, near)) {
        this.keepChain();
        moved();
      }
      meter.spend(this.operations);
      this.operations = 0;
      if (meter.isYieldDue()) yield;
    }
  }

  private wait(i: number): void {
    if (this.isWaiting[i] === 1) return;
    this.isWaiting[i] = 1;
    this.queue[(this.head + this.waiting++) % this.queue.length] = i;
  }

  /** Makes a chain that begins with item i and pays; false when there is none. */
  private improve(i: number, near: readonly Int32Array[]): boolean {
    const { state } = this;
    const options = near[i]!;
    const old = state.choice[i]!;
    this.operations += LOOK * options.length;
    const best = state.cheapest(i, options, -LEAST_GAIN);
    if (best >= 0) {
      this.push(i, best);
      return true;
    }
    for (let t = 0; t < options.length; t++) {
      if (options[t] === old) continue;
      const change = state.peek(i, options[t]!);
      if (change === Infinity) continue;
      this.push(i, options[t]!);
      if (this.follow(near, change)) return true;
      this.pop();
    }
    return false;
  }

  /** Lengthens a chain that cost `change` by the best move of what its last move disturbed; true when it then pays in all. */
  private follow(near: readonly Int32Array[], change: number): boolean {
    const { problem, state, users } = this;
    const { entryStart, entryRow, itemOfOption, itemStart, blockOfItem } = problem;
    const i = this.item[this.length - 1]!;
    const o = state.choice[i]!;
    let least = Infinity;
    let best = -1;
    const consider = (j: number): void => {
      for (let k = 0; k < this.length; k++) if (this.item[k] === j) return;
      const options = near[j]!;
      this.operations += LOOK * options.length;
      const option = state.cheapest(j, options, least);
      if (option < 0) return;
      least = state.least;
      best = option;
    };
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      const r = entryRow[e]!;
      if (!state.isOver(r)) continue;
      for (let t = users.start[r]!; t < users.start[r]! + users.length[r]!; t++) consider(itemOfOption[users.list[t]!]!);
    }
    const b = blockOfItem[i]!;
    for (let j = itemStart[b]!; j < itemStart[b + 1]!; j++) consider(j);
    if (best < 0) return false;
    const j = itemOfOption[best]!;
    this.push(j, best);
    if (change + least < -LEAST_GAIN) return true;
    if (this.length < LONGEST && this.isStrained(j) && this.follow(near, change + least)) return true;
    this.pop();
    return false;
  }

  /** Whether an item's option is on a row that is exceeded, or its block has a total or a tally that is not allowed. */
  private isStrained(i: number): boolean {
    const { problem, state } = this;
    const o = state.choice[i]!;
    for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) if (state.isOver(problem.entryRow[e]!)) return true;
    return state.isOut(problem.blockOfItem[i]!);
  }

  private push(i: number, o: number): void {
    this.item[this.length] = i;
    this.former[this.length++] = this.state.choice[i]!;
    this.state.apply(i, o);
    this.operations += MOVE;
  }

  private pop(): void {
    this.length--;
    this.state.apply(this.item[this.length]!, this.former[this.length]!);
    this.operations += MOVE;
  }

  /** Makes the chain at hand part of the choice, and lets all wait that it may matter to. */
  private keepChain(): void {
    const { state, users } = this;
    for (let k = 0; k < this.length; k++) users.replace(this.former[k]!, state.choice[this.item[k]!]!);
    for (let k = 0; k < this.length; k++) {
      this.waitForRowsOf(this.former[k]!);
      this.waitForRowsOf(state.choice[this.item[k]!]!);
      const b = this.problem.blockOfItem[this.item[k]!]!;
      for (let j = this.problem.itemStart[b]!; j < this.problem.itemStart[b + 1]!; j++) this.wait(j);
    }
    this.length = 0;
  }

  private waitForRowsOf(o: number): void {
    const { users } = this;
    const { entryStart, entryRow, itemOfOption } = this.problem;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      const r = entryRow[e]!;
      for (let t = users.start[r]!; t < users.start[r]! + users.length[r]!; t++) this.wait(itemOfOption[users.list[t]!]!);
    }
  }
}
