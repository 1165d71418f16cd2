/**
 * Makes whole choices of what a linear program over listed patterns takes in part.
 *
 * Method. Every block's likeliest pattern; then one block after the other takes the live pattern that is cheapest with what it
 *   overuses, at weights that double for every row overused at the end of a round. What fits is offered.
 * Invariants. Only live patterns are taken. Cuts play no part: whatever keeps the rows keeps them.
 * Cost. At most {@link ROUNDS} rounds, O(entries of live patterns) each.
 */
import type { PatternList } from "../pattern/pattern-list";
import type { Relaxation } from "../bound/relaxation";

const ROUNDS = 12;

export class PatternRounding {
  /** Block → pattern. */
  private readonly selection: Int32Array;
  private readonly use: Float64Array;
  private readonly weight: Float64Array;

  /**
   * @param list without cuts
   * @param offer takes a choice that fits, whatever its value: it decides whether it is any good
   */
  constructor(
    private readonly relaxation: Relaxation,
    private readonly list: PatternList,
    private readonly offer: (choice: Int32Array) => boolean,
  ) {
    this.selection = new Int32Array(relaxation.problem.blockCount);
    this.use = new Float64Array(relaxation.rowSize);
    this.weight = new Float64Array(relaxation.rowSize);
  }

  /**
   * Rounds an optimum.
   * @param share pattern → how much of it the optimum takes
   * @param price of the rows and terminal budgets, scaled; further ones are not read
   */
  *run(live: readonly Int32Array[], share: Float64Array, price: Float64Array): Generator<void, void> {
    const { selection, relaxation, use, weight } = this;
    const { limit, rowSize, scale, typicalAmount, meter } = relaxation;
    live.forEach((patterns, b) => (selection[b] = likeliest(patterns, share)));
    use.fill(0);
    for (const p of selection) this.add(p, 1);
    for (let r = 0; r < rowSize; r++) weight[r] = 2 * price[r]! + scale / typicalAmount[r]!;
    for (let round = 0; round < ROUNDS; round++) {
      let isMoved = false;
      for (let b = 0; b < live.length; b++) {
        this.add(selection[b]!, -1);
        const at = this.cheapest(live[b]!, selection[b]!);
        meter.spend(live[b]!.length * 4);
        if (meter.isYieldDue()) yield;
        if (at !== selection[b]) isMoved = true;
        selection[b] = at;
        this.add(at, 1);
      }
      let isOver = false;
      for (let r = 0; r < rowSize; r++) {
        if (use[r]! <= limit[r]!) continue;
        weight[r]! *= 2;
        isOver = true;
      }
      if (isOver || isMoved) continue;
      this.offerSelection();
      return;
    }
  }

  /** Offers the choice of one pattern a block. */
  offerOnly(patterns: readonly number[]): void {
    this.selection.set(patterns);
    this.offerSelection();
  }

  /** The pattern that costs least with what it overuses beside the other blocks; `known` unless one is better. */
  private cheapest(patterns: Int32Array, known: number): number {
    const { list, relaxation, use, weight } = this;
    const { limit, scale } = relaxation;
    let best = Infinity;
    let at = known;
    for (let k = 0; k < patterns.length; k++) {
      const p = patterns[k]!;
      let cost = list.value[p]! * scale;
      for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]! && cost < best; e++) {
        const r = list.entryRow[e]!;
        const over = use[r]! + list.entryAmount[e]! - limit[r]!;
        if (over > 0) cost += weight[r]! * Math.min(over, list.entryAmount[e]!);
      }
      if (cost >= best) continue;
      best = cost;
      at = p;
    }
    return at;
  }

  private add(p: number, sign: number): void {
    const { list, use } = this;
    for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) use[list.entryRow[e]!]! += sign * list.entryAmount[e]!;
  }

  private offerSelection(): void {
    const { list, selection } = this;
    const { itemCount, itemOfOption } = this.relaxation.problem;
    const choice = new Int32Array(itemCount);
    for (const p of selection) {
      for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) choice[itemOfOption[list.option[a]!]!] = list.option[a]!;
    }
    this.offer(choice);
  }
}

function likeliest(patterns: Int32Array, share: Float64Array): number {
  let at = patterns[0]!;
  for (let k = 1; k < patterns.length; k++) if (share[patterns[k]!]! > share[at]!) at = patterns[k]!;
  return at;
}
