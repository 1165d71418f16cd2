/**
 * A chain of moves that begins with an item lifted out: others follow into the room left, and in the end it is put back where that costs least.
 *
 * Problem. As penalised-choice.ts: constraints may be broken at a price.
 * Method. The items that follow take options that use a row left last, or belong to the block left last. Every such option is tried as the last move: does Z fall
 *   when the lifted item is then put back? If none pays, the one that fits, and is cheapest with all that rows hold paid for, is made, and the
 *   room that it leaves is the next, up to {@link LONGEST} times. A chain is made whole or not at all.
 * Notation. *near* options are those an item may move to.
 *   Before an item is made to follow for trial, a bound on what putting back would then change Z by says whether that may pay.
 * Cost. A chain O(near options of the rows left · rows).
 * Reference. Yagiura, Ibaraki, Glover, An ejection chain approach for the generalized assignment problem, INFORMS Journal on Computing, 2004.
 */
import type { CoreProblem } from "../problem/core-problem";
import { Moves } from "./moves";
import type { PenalisedChoice } from "./penalised-choice";

/** Most items that follow. */
const LONGEST = 4;
/** Operations of a look at a move, and most of a chain: where very many share a row or a block, it looks no farther. */
const LOOK = 20;
const MOST_LOOKS = 1_000_000;

/** Its moves are those of the chain at hand; an item that is put back had {@link PenalisedChoice.none}. */
export class EjectionChain extends Moves {
  private near: readonly Int32Array[] = [];
  /** Option → what the rows that it uses cost, scaled. */
  private readonly rent: Float64Array;
  /** Row → near options that use it, one list after the other. */
  private readonly userStart: Int32Array;
  private user = new Int32Array(0);
  /** Where the lifted item changes Z least when it is put back, by how much, and by how much elsewhere. */
  private back = -1;
  private least = Infinity;
  private leastElsewhere = Infinity;
  /** Row → by how much at least where that row has room enough, and how much room it takes there at least. */
  private readonly leastOnRow: Float64Array;
  private readonly amountOnRow: Float64Array;
  /** The best item to follow: its option, what it changes Z by, and that with rows paid for. */
  private next = -1;
  private nextChange = 0;
  private nextPriced = 0;
  /** Option → the last search for followers it was seen in. */
  private readonly seen: Int32Array;
  private search = 0;
  /** Operations at which the chain at hand looks no farther. */
  private mostOperations = 0;

  constructor(
    private readonly problem: CoreProblem,
    state: PenalisedChoice,
  ) {
    super(state, LONGEST + 2);
    this.userStart = new Int32Array(problem.rowCount + 1);
    this.rent = new Float64Array(problem.optionCount + 1);
    this.leastOnRow = new Float64Array(problem.rowCount).fill(Infinity);
    this.amountOnRow = new Float64Array(problem.rowCount).fill(Infinity);
    this.seen = new Int32Array(problem.optionCount);
  }

  /** Says which options items may move to, and what rows cost, scaled. */
  aim(near: readonly Int32Array[], price: Float64Array): void {
    const { entryStart, entryRow, entryAmount, rowCount, optionCount } = this.problem;
    this.near = near;
    this.rent.fill(0);
    for (let o = 0; o < optionCount; o++) for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) this.rent[o]! += price[entryRow[e]!]! * entryAmount[e]!;
    const start = this.userStart.fill(0);
    for (const options of near) for (const o of options) for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) start[entryRow[e]! + 1]!++;
    for (let r = 0; r < rowCount; r++) start[r + 1]! += start[r]!;
    this.user = new Int32Array(start[rowCount]!);
    const place = start.slice();
    for (const options of near) for (const o of options) for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) this.user[place[entryRow[e]!]!++] = o;
    this.operations += 2 * (this.user.length + entryRow.length);
  }

  /** Makes item i's best move, or else a chain that begins with lifting it, that changes Z by less than `below`; false, and nothing is changed, when there is none. */
  make(i: number, below: number): boolean {
    const { state, near } = this;
    this.length = 0;
    this.mostOperations = this.operations + MOST_LOOKS;
    this.operations += LOOK * near[i]!.length;
    const best = state.cheapest(i, near[i]!, below);
    if (best >= 0) this.push(i, best);
    return best >= 0 || this.follow(i, below);
  }

  /** Makes a chain that begins with lifting item i. */
  private follow(i: number, below: number): boolean {
    const { state, problem } = this;
    let change = state.peek(i, state.none);
    let left = state.choice[i]!;
    this.push(i, state.none);
    for (let followers = 0; followers < LONGEST && this.operations < this.mostOperations; followers++) {
      this.lookAtPuttingBack(i);
      const isMade = this.lookForFollower(i, left, below - change);
      this.forgetPuttingBack(i);
      if (isMade) return true;
      if (this.next < 0) break;
      change += this.nextChange;
      const follower = problem.itemOfOption[this.next]!;
      left = state.choice[follower]!;
      this.push(follower, this.next);
    }
    while (this.length > 0) this.pop();
    return false;
  }

  private lookAtPuttingBack(i: number): void {
    const { state, problem, leastOnRow, amountOnRow } = this;
    const { entryStart, entryRow, entryAmount } = problem;
    const options = this.near[i]!;
    this.back = -1;
    this.least = Infinity;
    this.leastElsewhere = Infinity;
    for (let t = 0; t < options.length; t++) {
      const o = options[t]!;
      const change = state.peek(i, o);
      if (change < this.least) {
        this.leastElsewhere = this.least;
        this.least = change;
        this.back = o;
      } else if (change < this.leastElsewhere) this.leastElsewhere = change;
      const withRoom = state.cost[o]! + state.blockChange(problem.blockOfItem[i]!, state.none, o);
      for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
        const r = entryRow[e]!;
        if (withRoom < leastOnRow[r]!) leastOnRow[r] = withRoom;
        if (entryAmount[e]! < amountOnRow[r]!) amountOnRow[r] = entryAmount[e]!;
      }
    }
    this.operations += 2 * LOOK * options.length;
  }

  private forgetPuttingBack(i: number): void {
    const { entryStart, entryRow } = this.problem;
    for (const o of this.near[i]!) {
      for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
        this.leastOnRow[entryRow[e]!] = Infinity;
        this.amountOnRow[entryRow[e]!] = Infinity;
      }
    }
  }

  /** Looks for who follows into what option `left` used; true when the chain ends with it, item i put back, by less than `below`. Else {@link next} is who goes best. */
  private lookForFollower(i: number, left: number, below: number): boolean {
    const { entryStart, entryRow, itemOfOption, itemStart, blockOfItem } = this.problem;
    this.search++;
    this.next = -1;
    this.nextPriced = Infinity;
    for (let e = entryStart[left]!; e < entryStart[left + 1]!; e++) {
      const r = entryRow[e]!;
      for (let t = this.userStart[r]!; t < this.userStart[r + 1]! && this.operations < this.mostOperations; t++) if (this.consider(i, this.user[t]!, below)) return true;
    }
    const b = blockOfItem[itemOfOption[left]!]!;
    for (let j = itemStart[b]!; j < itemStart[b + 1]! && this.operations < this.mostOperations; j++) for (const o of this.near[j]!) if (this.consider(i, o, below)) return true;
    return false;
  }

  /** Ends the chain with option o and item i put back if that changes Z by less than `below`; else remembers it if it is the best so far to follow. */
  private consider(i: number, o: number, below: number): boolean {
    const { state, problem, seen } = this;
    if (seen[o] === this.search) return false;
    seen[o] = this.search;
    const follower = problem.itemOfOption[o]!;
    if (state.choice[follower] === o || this.hasMoved(follower)) return false;
    this.operations += LOOK;
    const change = state.peek(follower, o);
    if (change === Infinity) return false;
    if (change + this.leastAfter(i, follower, o, below - change) < below) {
      this.push(follower, o);
      this.operations += LOOK * this.near[i]!.length;
      const back = state.cheapest(i, this.near[i]!, below - change);
      if (back >= 0) {
        this.push(i, back);
        return true;
      }
      this.pop();
    }
    const priced = change + this.rent[o]! - this.rent[state.choice[follower]!]!;
    if (priced >= this.nextPriced || !this.fits(o)) return false;
    this.next = o;
    this.nextChange = change;
    this.nextPriced = priced;
    return false;
  }

  /** No more than what putting item i back changes Z by once the follower has left its option for o: just that, where it is below `below` and items have one option a row. */
  private leastAfter(i: number, follower: number, o: number, below: number): number {
    const { state, leastOnRow, amountOnRow } = this;
    const { entryStart, entryRow, entryAmount, blockOfItem, rowLimit } = this.problem;
    if (blockOfItem[follower] === blockOfItem[i]) return -Infinity;
    let least = this.least < below ? Math.min(this.leastElsewhere, this.least + this.crowding(o)) : this.least;
    const old = state.choice[follower]!;
    for (let e = entryStart[old]!; e < entryStart[old + 1]!; e++) {
      const r = entryRow[e]!;
      if (leastOnRow[r]! >= least) continue;
      const over = state.use[r]! - entryAmount[e]! - rowLimit[r]!;
      least = Math.min(least, leastOnRow[r]! + state.rowWeight[r]! * (Math.max(0, over + amountOnRow[r]!) - Math.max(0, over)));
    }
    return least;
  }

  /** What option o and the one where the lifted item is put back for the least cost together above what each costs alone, by the rows that both use. */
  private crowding(o: number): number {
    const { state, back } = this;
    const { entryStart, entryRow, entryAmount, rowLimit } = this.problem;
    let crowding = 0;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) {
      for (let f = entryStart[back]!; f < entryStart[back + 1]!; f++) {
        if (entryRow[e] !== entryRow[f]) continue;
        const r = entryRow[e]!;
        const over = state.use[r]! - rowLimit[r]!;
        const a = entryAmount[e]!;
        const b = entryAmount[f]!;
        crowding += state.rowWeight[r]! * (Math.max(0, over + a + b) - Math.max(0, over + a) - Math.max(0, over + b) + Math.max(0, over));
      }
    }
    return crowding;
  }

  private fits(o: number): boolean {
    const { entryStart, entryRow, entryAmount, rowLimit } = this.problem;
    for (let e = entryStart[o]!; e < entryStart[o + 1]!; e++) if (this.state.use[entryRow[e]!]! + entryAmount[e]! > rowLimit[entryRow[e]!]!) return false;
    return true;
  }
}
