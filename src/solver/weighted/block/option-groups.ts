/**
 * Live options of one block's items in groups, of which only the cheapest matters to a program over groups.
 *
 * Invariants. Valid for any set of live options within the one the groups were made of: a group without live options costs Infinity.
 */
export class OptionGroups {
  /** Group → least reduced cost and the option that has it; set by {@link price}. */
  readonly cost: Float64Array;
  readonly best: Int32Array;
  /** Group g's options are `option[start[g]] … option[start[g + 1] − 1]`. */
  readonly start: Int32Array;
  readonly option: Int32Array;
  readonly item: Int32Array;
  readonly count: number;

  /** @param groups the item and the options of each */
  constructor(groups: readonly { readonly item: number; readonly options: readonly number[] }[]) {
    this.count = groups.length;
    this.item = Int32Array.from(groups, ({ item }) => item);
    this.option = Int32Array.from(groups.flatMap(({ options }) => options));
    this.start = new Int32Array(groups.length + 1);
    groups.forEach(({ options }, g) => (this.start[g + 1] = this.start[g]! + options.length));
    this.cost = new Float64Array(groups.length);
    this.best = new Int32Array(groups.length);
  }

  /** Least reduced costs of live options. */
  price(reduced: Float64Array, live: Uint8Array): void {
    const { start, option, cost, best } = this;
    for (let g = 0; g < this.count; g++) {
      let least = Infinity;
      let at = -1;
      for (let a = start[g]!; a < start[g + 1]!; a++) {
        const o = option[a]!;
        if (live[o] === 0 || reduced[o]! >= least) continue;
        least = reduced[o]!;
        at = o;
      }
      cost[g] = least;
      best[g] = at;
    }
  }

  /** Each option's value with it taken, from its group's: Infinity for the dead and the impossible. */
  spread(groupForced: Float64Array, reduced: Float64Array, live: Uint8Array, forced: Float64Array): void {
    const { start, option, cost } = this;
    for (let g = 0; g < this.count; g++) {
      for (let a = start[g]!; a < start[g + 1]!; a++) {
        const o = option[a]!;
        forced[o] = live[o] === 1 && groupForced[g]! < Infinity ? groupForced[g]! + (reduced[o]! - cost[g]!) : Infinity;
      }
    }
  }
}
