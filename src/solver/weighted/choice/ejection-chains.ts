/**
 * Carries a choice down to a local minimum by chains of moves.
 *
 * Problem. As penalised-choice.ts: constraints may be broken at a price.
 * Method. Items wait in a queue: all, or those alone to which it may matter how a choice differs from one that has been carried down. Of the first its best move
 *   is made if that pays, else a chain that begins with it (ejection-chain.ts); then all wait again whose rows or block have changed.
 * Invariants. Floating point only steers: whoever takes a choice checks it.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { WorkMeter } from "../problem/work-meter";
import { EjectionChain } from "./ejection-chain";
import type { PenalisedChoice } from "./penalised-choice";
import { RowUsers } from "./row-users";

/** What a chain changes Z by at most, scaled. */
const LEAST_GAIN = -0.5;

export class EjectionChains {
  private readonly chain: EjectionChain;
  private readonly users: RowUsers;
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
    this.chain = new EjectionChain(problem, state);
    this.users = new RowUsers(problem);
    this.queue = new Int32Array(problem.itemCount);
    this.isWaiting = new Uint8Array(problem.itemCount);
    meter.spend(10 * problem.entryRow.length);
  }

  /** Says which options items may move to (*near* options), and what rows cost, scaled. */
  aim(near: readonly Int32Array[], price: Float64Array): void {
    this.chain.aim(near, price);
  }

  /**
   * Goes down from the state's choice until no chain pays or the meter passes `end`; calls `moved` after every chain made.
   * @param former a choice that was carried down, or null: only what may pay since then is looked at
   * @param first the item to begin with
   */
  *descend(former: Int32Array | null, first: number, end: number, moved: () => void): Generator<void, void> {
    const { state, users, chain, meter, queue } = this;
    const { itemCount } = this.problem;
    users.reset(state.choice);
    this.isWaiting.fill(0);
    this.waiting = 0;
    meter.spend(10 * itemCount);
    for (let k = 0; k < itemCount; k++) {
      const i = (first + k) % itemCount;
      if (former === null) this.wait(i);
      else if (former[i] !== state.choice[i]) this.waitForChange(i, former[i]!);
    }
    for (let r = 0; r < state.use.length; r++) if (state.isOver(r)) this.waitForRow(r);
    while (this.waiting > 0 && meter.spent < end) {
      const i = queue[this.head]!;
      this.head = (this.head + 1) % itemCount;
      this.waiting--;
      this.isWaiting[i] = 0;
      if (chain.make(i, LEAST_GAIN)) {
        this.settle();
        moved();
      }
      meter.spend(chain.operations);
      chain.operations = 0;
      if (meter.isYieldDue()) yield;
    }
  }

  private wait(i: number): void {
    if (this.isWaiting[i] === 1) return;
    this.isWaiting[i] = 1;
    this.queue[(this.head + this.waiting++) % this.queue.length] = i;
  }

  /** Takes the chain made into account: its items use other rows, and all wait that it may matter to. */
  private settle(): void {
    const { chain, state, users } = this;
    for (let k = 0; k < chain.length; k++) if (chain.former[k] !== state.none) users.replace(chain.former[k]!, state.choice[chain.item[k]!]!);
    for (let k = 0; k < chain.length; k++) if (chain.former[k] !== state.none) this.waitForChange(chain.item[k]!, chain.former[k]!);
  }

  /** All wait to which it may matter that item i left an option for the one it has. */
  private waitForChange(i: number, former: number): void {
    const { entryStart, entryRow, itemStart, blockOfItem } = this.problem;
    for (const o of [former, this.state.choice[i]!]) for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) this.waitForRow(entryRow[e]!);
    const b = blockOfItem[i]!;
    for (let j = itemStart[b]!; j < itemStart[b + 1]!; j++) this.wait(j);
  }

  private waitForRow(r: number): void {
    const { users, problem } = this;
    for (let t = users.start[r]!; t < users.start[r]! + users.length[r]!; t++) this.wait(problem.itemOfOption[users.list[t]!]!);
  }
}
