/**
 * A chain of moves, each making room for those before it.
 *
 * Problem. As penalised-choice.ts: constraints may be broken at a price.
 * Method. An item moves to another of its options; while that does not pay in all, the best move of an item that the chain disturbed follows (one that uses a
 *   row its moves fill beyond the limit, or shares a block they made worse), up to {@link LONGEST} moves.
 * Cost. A chain O(disturbed items · their options · rows).
 * Reference. Yagiura, Ibaraki, Glover, An ejection chain approach for the generalized assignment problem, INFORMS Journal on Computing, 2004.
 */
import type { CoreProblem } from "../problem/core-problem";
import { Moves } from "./moves";
import type { PenalisedChoice } from "./penalised-choice";
import { RowUsers } from "./row-users";

/** Most moves of a chain. */
const LONGEST = 3;
/** Operations of a look at a move. */
const LOOK = 20;

export class MoveChain extends Moves {
  /** Which items use a row; those of the chain at hand as they were before it. */
  readonly users: RowUsers;

  constructor(
    private readonly problem: CoreProblem,
    state: PenalisedChoice,
  ) {
    super(state, LONGEST);
    this.users = new RowUsers(problem);
  }

  /**
   * Makes a chain that begins with item i taking option o and changes Z by at most `allowed`; false, and nothing is changed, when there is none.
   * @param near item → the options it may move to
   */
  make(i: number, o: number, near: readonly Int32Array[], allowed: number): boolean {
    this.operations += LOOK;
    this.length = 0;
    const change = this.state.peek(i, o);
    if (change === Infinity) return false;
    this.push(i, o);
    if (change <= allowed || this.follow(near, change, allowed)) return true;
    this.pop();
    return false;
  }

  /** Ends the chain made: its items use rows as the choice now says. */
  keep(): void {
    for (let k = 0; k < this.length; k++) this.users.replace(this.former[k]!, this.state.choice[this.item[k]!]!);
  }

  /** Lengthens a chain that cost `change` by the best move of what it disturbed; true when it then pays in all. */
  private follow(near: readonly Int32Array[], change: number, allowed: number): boolean {
    const { problem, state, users } = this;
    const { entryStart, entryRow, itemOfOption, itemStart, blockOfItem } = problem;
    const isLast = this.length === LONGEST - 1;
    let least = isLast ? allowed - change : Infinity;
    let best = -1;
    const consider = (j: number): void => {
      if (this.hasMoved(j)) return;
      const options = near[j]!;
      this.operations += LOOK * options.length;
      const option = state.cheapest(j, options, least);
      if (option < 0) return;
      least = state.least;
      best = option;
    };
    for (let k = 0; k < this.length; k++) {
      const i = this.item[k]!;
      const o = state.choice[i]!;
      for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
        const r = entryRow[e]!;
        if (!state.isOver(r)) continue;
        for (let t = users.start[r]!; t < users.start[r]! + users.length[r]!; t++) consider(itemOfOption[users.list[t]!]!);
      }
      const b = blockOfItem[i]!;
      if (state.blockChange(b, o, this.former[k]!) >= 0) continue;
      for (let j = itemStart[b]!; j < itemStart[b + 1]!; j++) consider(j);
    }
    if (best < 0) return false;
    this.push(itemOfOption[best]!, best);
    if (change + least <= allowed) return true;
    if (!isLast && this.follow(near, change + least, allowed)) return true;
    this.pop();
    return false;
  }
}
