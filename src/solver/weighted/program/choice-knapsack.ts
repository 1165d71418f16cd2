/** The knapsack of one row in which an item gives one option at most, for every room. */

/** An option that uses a row, and how much of it a mix takes. */
export interface Member {
  readonly option: number;
  readonly item: number;
  readonly amount: number;
  readonly share: number;
}

/** max Σ profit y, Σ amount y ≤ c, at most one member of each item, for every c up to the limit. */
export class ChoiceKnapsack {
  /** Room → the greatest profit. */
  readonly value: Float64Array;
  /** Member → 1 when the best choice of the last room asked for takes it. */
  readonly chosen: Uint8Array;
  /** Item → its first member; members of an item are neighbours. */
  private readonly first: readonly number[];
  private readonly from: Int16Array;
  private readonly amount: Int32Array;

  constructor(
    private readonly members: readonly Member[],
    private readonly limit: number,
  ) {
    this.amount = Int32Array.from(members, ({ amount }) => amount);
    this.value = new Float64Array(limit + 1);
    this.chosen = new Uint8Array(members.length);
    this.first = members.flatMap(({ item }, k) => (k === 0 || members[k - 1]!.item !== item ? [k] : []));
    this.from = new Int16Array(this.first.length * (limit + 1));
  }

  /** Fills `value` up to `top` and `chosen` for the room given; returns the greatest profit there. */
  solve(profit: Float64Array, top: number, room: number): number {
    const { members, limit, value, from, first, chosen, amount } = this;
    value.fill(0);
    first.forEach((start, i) => this.offerItem(profit, start, first[i + 1] ?? members.length, top, i * (limit + 1)));
    chosen.fill(0);
    for (let i = first.length - 1, c = room; i >= 0; i--) {
      const k = from[i * (limit + 1) + c]!;
      if (k < 0) continue;
      chosen[k] = 1;
      c -= amount[k]!;
    }
    return value[room]!;
  }

  /** Lets one item join: at every room the member of it that gives most, or none. */
  private offerItem(profit: Float64Array, start: number, end: number, top: number, base: number): void {
    const { value, from, amount } = this;
    for (let c = top; c >= 0; c--) {
      let best = value[c]!;
      let taken = -1;
      for (let k = start; k < end; k++) {
        const left = c - amount[k]!;
        if (left < 0) continue;
        const gain = value[left]! + profit[k]!;
        if (gain <= best) continue;
        best = gain;
        taken = k;
      }
      value[c] = best;
      from[base + c] = taken;
    }
  }
}
