/**
 * Carries a choice down to a local minimum by chains of moves.
 *
 * Problem. As penalised-choice.ts: constraints may be broken at a price.
 * Method. Of an item's moves the best is made if it pays, else the first chain of its moves (move-chain.ts) that does. Items wait in a queue, and only those
 *   whose rows or block have changed are looked at again.
 * Invariants. Floating point only steers: whoever takes a choice checks it.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import { MoveChain } from "./move-chain";
import type { PenalisedChoice } from "./penalised-choice";

/** What a chain changes Z by at most, scaled. */
const LEAST_GAIN = -0.5;
/** Operations of a look at a move. */
const LOOK = 20;

export class EjectionChains {
  private readonly chain: MoveChain;
  /** The items that wait, in a ring. */
  private readonly queue: Int32Array;
  private readonly isWaiting: Uint8Array;
  private head = 0;
  private waiting = 0;

  constructor(
    private readonly problem: CoreProblem,
    private readonly meter: WorkMeter,
    private readonly state: PenalisedChoice,
  ) {
    this.chain = new MoveChain(problem, state);
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
    const { state, chain, meter, queue } = this;
    const { itemCount } = this.problem;
    chain.users.reset(state.choice);
    this.isWaiting.fill(0);
    this.waiting = 0;
    for (let k = 0; k < itemCount; k++) this.wait((first + k) % itemCount);
    while (this.waiting > 0 && meter.spent < end) {
      const i = queue[this.head]!;
      this.head = (this.head + 1) % itemCount;
      this.waiting--;
      this.isWaiting[i] = 0;
      chain.operations = LOOK * near[i]!.length;
      if (this.improve(i, near)) {
        chain.keep();
        this.waitForDisturbed();
        moved();
      }
      meter.spend(chain.operations);
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
    const { state, chain } = this;
    const options = near[i]!;
    const old = state.choice[i]!;
    const best = state.cheapest(i, options, LEAST_GAIN);
    if (best >= 0) return chain.make(i, best, near, LEAST_GAIN);
    for (let t = 0; t < options.length; t++) if (options[t] !== old && chain.make(i, options[t]!, near, LEAST_GAIN)) return true;
    return false;
  }

  /** Lets all wait that the chain made may matter to. */
  private waitForDisturbed(): void {
    const { chain, state, problem } = this;
    for (let k = 0; k < chain.length; k++) {
      const i = chain.item[k]!;
      this.waitForRowsOf(chain.former[k]!);
      this.waitForRowsOf(state.choice[i]!);
      const b = problem.blockOfItem[i]!;
      for (let j = problem.itemStart[b]!; j < problem.itemStart[b + 1]!; j++) this.wait(j);
    }
  }

  private waitForRowsOf(o: number): void {
    const { users } = this.chain;
    const { entryStart, entryRow, itemOfOption } = this.problem;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      const r = entryRow[e]!;
      for (let t = users.start[r]!; t < users.start[r]! + users.length[r]!; t++) this.wait(itemOfOption[users.list[t]!]!);
    }
  }
}
