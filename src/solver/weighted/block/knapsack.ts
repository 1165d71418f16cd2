/**
 * The 0/1 knapsack of one row: the greatest profit that its limit admits, or a little more.
 *
 * Problem. max Σ v_j y_j, Σ a_j y_j ≤ K, y_j ∈ {0,1}; v_j > 0 and a_j ≥ 1 integers.
 * Method. Sorted by falling v/a; depth first, taking before leaving; a branch ends when the linear relaxation of
 *   the rest (prefix sums, one item cut) cannot beat the best found.
 *   Where that takes too long, a table over room if the caller allows for one.
 * Invariants. The value returned is never below the optimum, and equals it unless {@link NODE_LIMIT} ended the search and there was no table: then
 *   it is the linear relaxation's. `taken` is always a feasible choice.
 * Cost. Exponential in theory, some hundreds of nodes in practice; at most NODE_LIMIT, and a table.
 * Reference. Horowitz, Sahni 1974; Martello, Toth, Knapsack Problems, 1990, chapter 2.
 */

/** Most nodes of one search. */
const NODE_LIMIT = 4000;

export class Knapsack {
  /** Candidate → 1 when taken, after {@link solve}. */
  readonly taken: Uint8Array;
  /** Work of the last call, in elementary operations. */
  work = 0;
  /** Candidates by falling profit per amount, after {@link solve}. */
  readonly order: Int32Array;
  private readonly ratio: Float64Array;
  private readonly amount: Float64Array;
  private readonly profit: Float64Array;
  private readonly amountSum: Float64Array;
  private readonly profitSum: Float64Array;
  private readonly current: Uint8Array;
  private readonly best: Uint8Array;
  /** Whether the last search was ended. */
  private isCut = false;
  /** Room → the greatest profit; candidate, room → 1 when taken there. */
  private table = new Float64Array(0);
  private isTaken = new Uint8Array(0);

  /** @param most the greatest number of candidates */
  constructor(most: number) {
    this.taken = new Uint8Array(most);
    this.order = new Int32Array(most);
    this.ratio = new Float64Array(most);
    this.amount = new Float64Array(most + 1);
    this.profit = new Float64Array(most + 1);
    this.amountSum = new Float64Array(most + 1);
    this.profitSum = new Float64Array(most + 1);
    this.current = new Uint8Array(most);
    this.best = new Uint8Array(most);
  }

  /** Solves for the first `count` candidates. @param mostCells of a table where the search is ended */
  solve(count: number, amounts: Float64Array, profits: Float64Array, limit: number, mostCells = 0): number {
    let all = 0;
    let sum = 0;
    for (let j = 0; j < count; j++) {
      all += amounts[j]!;
      sum += profits[j]!;
    }
    this.work = count * 4;
    if (all <= limit) {
      this.taken.fill(1, 0, count);
      for (let j = 0; j < count; j++) this.order[j] = j;
      return sum;
    }
    this.sort(count, amounts, profits);
    let value = this.search(count, limit);
    if (this.isCut && count * (limit + 1) <= mostCells) value = this.tabulate(count, limit);
    this.taken.fill(0, 0, count);
    for (let j = 0; j < count; j++) if (this.best[j] === 1) this.taken[this.order[j]!] = 1;
    return value;
  }

  private sort(count: number, amounts: Float64Array, profits: Float64Array): void {
    const { order, ratio } = this;
    // Insertion: callers pass candidates in the order of the last call, nearly sorted.
    let work = 0;
    for (let j = 0; j < count; j++) {
      const own = profits[j]! / amounts[j]!;
      ratio[j] = own;
      let k = j;
      while (k > 0 && ratio[order[k - 1]!]! < own) {
        order[k] = order[k - 1]!;
        k--;
      }
      work += j - k;
      order[k] = j;
    }
    this.work += work;
    for (let j = 0; j < count; j++) {
      this.amount[j] = amounts[order[j]!]!;
      this.profit[j] = profits[order[j]!]!;
      this.amountSum[j + 1] = this.amountSum[j]! + this.amount[j]!;
      this.profitSum[j + 1] = this.profitSum[j]! + this.profit[j]!;
    }
    this.work += count * 6;
  }

  /** The linear relaxation of candidates from j on with `room` left, rounded up a little. */
  private relax(j: number, room: number, count: number): number {
    const { amountSum, profitSum } = this;
    const end = amountSum[j]! + room;
    let low = j;
    let high = count;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (amountSum[middle]! <= end) low = middle;
      else high = middle - 1;
    }
    const whole = profitSum[low]! - profitSum[j]!;
    if (low === count) return whole;
    return whole + Math.ceil(((end - amountSum[low]!) / this.amount[low]!) * this.profit[low]!) + 1;
  }

  private search(count: number, limit: number): number {
    const { amount, profit, current, best } = this;
    const top = this.relax(0, limit, count);
    let bestValue = -1;
    let value = 0;
    let room = limit;
    let nodes = 0;
    let j = 0;
    this.isCut = false;
    for (;;) {
      // Forward: take while it can still beat the best.
      let isHopeless = false;
      // Taking the next candidate leaves the relaxation as it is: only one left out lowers it.
      let isLower = true;
      while (j < count) {
        if (isLower) {
          if (nodes++ > NODE_LIMIT) {
            this.work += nodes * 10;
            this.isCut = true;
            return top;
          }
          if (value + this.relax(j, room, count) <= bestValue) {
            isHopeless = true;
            break;
          }
        }
        isLower = amount[j]! > room;
        if (isLower) current[j] = 0;
        else {
          current[j] = 1;
          room -= amount[j]!;
          value += profit[j]!;
        }
        j++;
      }
      if (!isHopeless && value > bestValue) {
        bestValue = value;
        best.set(current.subarray(0, count));
      }
      // Back: leave the last one taken.
      let back = j - 1;
      while (back >= 0 && current[back] === 0) back--;
      if (back < 0) {
        this.work += nodes * 10;
        return bestValue;
      }
      current[back] = 0;
      room += amount[back]!;
      value -= profit[back]!;
      j = back + 1;
    }
  }

  /** Candidates in turn: the greatest profit for every room. */
  private tabulate(count: number, limit: number): number {
    const { amount, profit, best } = this;
    const width = limit + 1;
    if (this.table.length < width) this.table = new Float64Array(width);
    if (this.isTaken.length < count * width) this.isTaken = new Uint8Array(count * width);
    const { table, isTaken } = this;
    table.fill(0, 0, width);
    isTaken.fill(0, 0, count * width);
    for (let j = 0; j < count; j++) {
      const size = amount[j]!;
      const gain = profit[j]!;
      for (let room = limit; room >= size; room--) {
        const value = table[room - size]! + gain;
        if (value <= table[room]!) continue;
        table[room] = value;
        isTaken[j * width + room] = 1;
      }
    }
    this.work += count * width;
    for (let j = count - 1, room = limit; j >= 0; j--) {
      best[j] = isTaken[j * width + room]!;
      if (best[j] === 1) room -= amount[j]!;
    }
    return table[limit]!;
  }
}
