/**
 * Branch and bound over listed patterns: one pattern per block, rows kept, least value.
 *
 * Problem. min Σ_b v_{p(b)} with p(b) ∈ P_b and Σ_b u_{p(b) r} ≤ limit_r, values at or above `cutoff` being of no interest.
 * Notation. As pattern-list.ts; λ prices; live patterns of a node in one array per block.
 * Method. Depth first. At a node: patterns that cannot fit beside the least use of the other blocks die; level steps
 *   raise the relaxation's bound with every block's minimum taken over its live patterns; patterns whose bound reaches the cutoff die; repeated while it
 *   pays. Branch on the option whose frequency among the last selections is nearest one half: with it, without it.
 *   Selections are repaired block by block (least value plus weighted overuse) and offered as solutions.
 * Invariants. Prices are integers, all bounds exact. After a complete run nothing below the cutoff is left unseen.
 * Cost. A level step O(entries of live patterns).
 */
import { ascend } from "./dual-ascent";
import type { PatternList } from "./pattern-list";
import type { Relaxation } from "./relaxation";

const STEPS = 30;
const ROOT_STEPS = 120;

/** A node waiting: its live patterns by block, its prices, the bound it inherited. */
interface Node {
  readonly live: Int32Array[];
  readonly price: Float64Array;
}

export class PatternSearch {
  private readonly reduced: Float64Array;
  private readonly selection: Int32Array;
  /** Option → 1 when some live pattern takes it. */
  private readonly liveOption: Uint8Array;
  private readonly choice: Int32Array;
  private readonly frequency: Float64Array;
  private readonly least: Float64Array;
  private readonly weight: Float64Array;
  private readonly use: Float64Array;
  nodes = 0;

  /**
   * @param cutoff the current cutoff, in problem units; may fall while the search runs
   * @param offer takes a complete choice; it decides whether it is any good
   */
  constructor(
    private readonly relaxation: Relaxation,
    private readonly list: PatternList,
    private readonly cutoff: () => number,
    private readonly offer: (choice: Int32Array) => boolean,
    private readonly isEnough: () => boolean,
  ) {
    const { rowSize, problem } = relaxation;
    this.reduced = new Float64Array(list.count);
    this.selection = new Int32Array(problem.blockCount);
    this.liveOption = new Uint8Array(problem.optionCount);
    this.choice = new Int32Array(problem.itemCount);
    this.frequency = new Float64Array(problem.optionCount);
    this.least = new Float64Array(rowSize);
    this.weight = new Float64Array(rowSize);
    this.use = new Float64Array(rowSize);
  }

  /** Searches everything; true when complete, false when the meter passed `end` first. */
  *run(price: Float64Array, end: number): Generator<void, boolean> {
    const { list, relaxation } = this;
    const live: Int32Array[] = [];
    for (let b = 0; b < relaxation.problem.blockCount; b++) {
      live.push(Int32Array.from({ length: list.start[b + 1]! - list.start[b]! }, (_, k) => list.start[b]! + k));
    }
    const open: Node[] = [{ live, price: price.slice() }];
    while (open.length > 0) {
      if (relaxation.meter.spent > end) return false;
      const node = open.pop()!;
      const children = yield* this.explore(node, this.nodes === 0 ? ROOT_STEPS : STEPS);
      if (this.isEnough()) return true;
      for (const child of children) open.push(child);
    }
    return true;
  }

  private *explore(node: Node, steps: number): Generator<void, Node[]> {
    const { live, price } = node;
    this.nodes++;
    this.frequency.fill(0);
    for (let round = 0; ; round++) {
      if (live.some((patterns) => patterns.length === 0) || !this.propagate(live)) return [];
      const before = countLive(live);
      const bound = yield* this.climb(live, price, round === 0 ? steps : STEPS);
      if (bound >= this.limit() || this.isEnough()) return [];
      this.filter(live, price);
      const after = countLive(live);
      if (live.some((patterns) => patterns.length === 0)) return [];
      if (live.every((patterns) => patterns.length === 1)) {
        live.forEach((patterns, b) => (this.selection[b] = patterns[0]!));
        this.offerSelection();
        return [];
      }
      if (after * 10 > before * 9) break;
    }
    return this.branch(live, price);
  }

  /** A scaled bound at or above this is of no interest. */
  private limit(): number {
    return (this.cutoff() - 1) * this.relaxation.scale + 1;
  }

  /** Drops patterns that do not fit beside the least use of the other blocks; false when a block has none left. */
  private propagate(live: Int32Array[]): boolean {
    const { list, least, relaxation } = this;
    const { limit, rowSize: size } = relaxation;
    const blockLeast = live.map((patterns) => this.leastUse(patterns));
    for (;;) {
      least.fill(0);
      for (const one of blockLeast) for (let r = 0; r < size; r++) least[r]! += one[r]!;
      for (let r = 0; r < size; r++) if (least[r]! > limit[r]!) return false;
      let isChanged = false;
      for (let b = 0; b < live.length; b++) {
        const own = blockLeast[b]!;
        const kept = live[b]!.filter((p) => {
          for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) {
            const r = list.entryRow[e]!;
            if (least[r]! - own[r]! + list.entryAmount[e]! > limit[r]!) return false;
          }
          return true;
        });
        if (kept.length === live[b]!.length) continue;
        if (kept.length === 0) return false;
        live[b] = kept;
        blockLeast[b] = this.leastUse(kept);
        isChanged = true;
      }
      if (!isChanged) return true;
    }
  }

  private leastUse(patterns: Int32Array): Float64Array {
    const { list, relaxation } = this;
    const least = new Float64Array(relaxation.rowSize);
    const hits = new Int32Array(relaxation.rowSize);
    for (let k = 0; k < patterns.length; k++) {
      const p = patterns[k]!;
      for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) {
        const r = list.entryRow[e]!;
        least[r] = hits[r]!++ === 0 ? list.entryAmount[e]! : Math.min(least[r]!, list.entryAmount[e]!);
      }
    }
    relaxation.meter.spend(patterns.length * 12 + relaxation.rowSize);
    for (let r = 0; r < relaxation.rowSize; r++) if (hits[r]! < patterns.length) least[r] = 0;
    return least;
  }

  /** The bound at prices; fills reduced costs, the selection, its choice and the relaxation's violation. */
  private evaluate(live: readonly Int32Array[], price: Float64Array): number {
    const { list, reduced, selection, relaxation, choice } = this;
    const { optionStart, option, terminal } = list;
    const { scale } = relaxation;
    const { itemStart } = relaxation.problem;
    const optionCost = relaxation.reduced;
    let bound = -relaxation.reduce(price, this.liveOption);
    let work = 0;
    for (let b = 0; b < live.length; b++) {
      const patterns = live[b]!;
      let best = Infinity;
      let at = -1;
      for (let k = 0; k < patterns.length; k++) {
        const p = patterns[k]!;
        let cost = terminal[p]! * scale;
        const end = optionStart[p + 1]!;
        for (let a = optionStart[p]!; a < end; a++) cost += optionCost[option[a]!]!;
        cost += this.budgetCost(p, price);
        reduced[p] = cost;
        if (cost < best) {
          best = cost;
          at = p;
        }
      }
      work += patterns.length * (itemStart[b + 1]! - itemStart[b]!);
      bound += best;
      selection[b] = at;
      for (let a = optionStart[at]!, i = itemStart[b]!; a < optionStart[at + 1]!; a++, i++) choice[i] = option[a]!;
    }
    relaxation.meter.spend(work);
    relaxation.measure(choice);
    return bound;
  }

  /** What the terminal budgets' prices add to a pattern; their entries come last. */
  private budgetCost(p: number, price: Float64Array): number {
    const { list } = this;
    const rows = this.relaxation.problem.rowCount;
    let cost = 0;
    for (let e = list.entryStart[p + 1]! - 1; e >= list.entryStart[p]! && list.entryRow[e]! >= rows; e--) cost += price[list.entryRow[e]!]! * list.entryAmount[e]!;
    return cost;
  }

  /** The bound at prices, yielding when it is time to. */
  private *evaluateInTurn(live: readonly Int32Array[], price: Float64Array): Generator<void, number> {
    const bound = this.evaluate(live, price);
    if (this.relaxation.meter.isYieldDue()) yield;
    return bound;
  }

  private markOptions(live: readonly Int32Array[]): void {
    const { list, liveOption } = this;
    liveOption.fill(0);
    for (const patterns of live) {
      for (let k = 0; k < patterns.length; k++) {
        for (let a = list.optionStart[patterns[k]!]!; a < list.optionStart[patterns[k]! + 1]!; a++) liveOption[list.option[a]!] = 1;
      }
    }
    this.relaxation.focus(liveOption);
  }

  private *climb(live: readonly Int32Array[], price: Float64Array, steps: number): Generator<void, number> {
    const { relaxation, frequency, choice } = this;
    this.markOptions(live);
    const first = this.evaluate(live, price);
    const target = this.limit();
    if (first >= target) return first;
    const isKept = relaxation.hasKeptRows;
    const rule = { steps, delta: Math.max(relaxation.scale, 0.3 * (target - first)), target, momentum: isKept ? 0.8 : 0.7, patience: isKept ? 8 : 5 };
    return yield* ascend(relaxation, price, (trial) => this.evaluateInTurn(live, trial), rule, (_, step) => {
      for (let o = 0; o < frequency.length; o++) frequency[o]! *= 0.9;
      for (let i = 0; i < choice.length; i++) frequency[choice[i]!]! += 0.1;
      if (step % 10 === 0) this.repair(live, price);
    });
  }

  /** Drops patterns whose bound reaches the cutoff. */
  private filter(live: Int32Array[], price: Float64Array): void {
    const { reduced } = this;
    const bound = this.evaluate(live, price);
    const slack = this.limit() - bound;
    for (let b = 0; b < live.length; b++) {
      const least = reduced[this.selection[b]!]!;
      live[b] = live[b]!.filter((p) => reduced[p]! - least < slack);
    }
  }

  /** Makes a selection fit, one block at a time, by weights that grow on what is overused; offers it when it fits. */
  private repair(live: readonly Int32Array[], price: Float64Array): void {
    const { selection, use, weight, list, relaxation } = this;
    const { limit, rowSize: size, scale, typicalAmount } = relaxation;
    use.fill(0);
    for (let b = 0; b < live.length; b++) this.add(selection[b]!, 1);
    for (let r = 0; r < size; r++) {
      weight[r] = 2 * price[r]! + scale / typicalAmount[r]!;
    }
    const current = selection.slice();
    for (let round = 0; round < 12; round++) {
      let isMoved = false;
      for (let b = 0; b < live.length; b++) {
        const patterns = live[b]!;
        this.add(current[b]!, -1);
        let best = Infinity;
        let at = current[b]!;
        for (let k = 0; k < patterns.length; k++) {
          const p = patterns[k]!;
          let cost = list.value[p]! * scale;
          for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]! && cost < best; e++) {
            const r = list.entryRow[e]!;
            const over = use[r]! + list.entryAmount[e]! - limit[r]!;
            if (over > 0) cost += weight[r]! * Math.min(over, list.entryAmount[e]!);
          }
          if (cost < best) {
            best = cost;
            at = p;
          }
        }
        relaxation.meter.spend(patterns.length * 4);
        if (at !== current[b]) isMoved = true;
        current[b] = at;
        this.add(at, 1);
      }
      let isOver = false;
      for (let r = 0; r < size; r++) {
        if (use[r]! <= limit[r]!) continue;
        weight[r]! *= 2;
        isOver = true;
      }
      if (!isOver && !isMoved) {
        const kept = selection.slice();
        selection.set(current);
        this.offerSelection();
        selection.set(kept);
        return;
      }
    }
  }

  private add(p: number, sign: number): void {
    const { list, use } = this;
    for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) use[list.entryRow[e]!]! += sign * list.entryAmount[e]!;
  }

  private offerSelection(): void {
    const { list, relaxation } = this;
    let value = 0;
    for (const p of this.selection) value += list.value[p]!;
    if (value >= this.cutoff()) return;
    const choice = new Int32Array(relaxation.problem.itemCount);
    for (const p of this.selection) {
      for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) choice[relaxation.problem.itemOfOption[list.option[a]!]!] = list.option[a]!;
    }
    this.offer(choice);
  }

  /** Two children: patterns with an option, patterns without; the likelier one last, to be explored first. */
  private branch(live: readonly Int32Array[], price: Float64Array): Node[] {
    const { list, frequency, relaxation } = this;
    const { problem } = relaxation;
    const seen = new Float64Array(problem.optionCount);
    for (const patterns of live) {
      for (const p of patterns) for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) seen[list.option[a]!]!++;
    }
    let best = -1;
    let bestScore = -1;
    for (let o = 0; o < problem.optionCount; o++) {
      const b = problem.blockOfItem[problem.itemOfOption[o]!]!;
      if (seen[o] === 0 || seen[o] === live[b]!.length) continue;
      let size = 0.1;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) size += problem.entryAmount[e]! / relaxation.typicalAmount[problem.entryRow[e]!]!;
      const score = (0.5 - Math.abs(Math.min(1, frequency[o]!) - 0.5) + 0.001) * size;
      if (score > bestScore) {
        bestScore = score;
        best = o;
      }
    }
    if (best < 0) return this.branchOnBlock(live, price);
    const b = problem.blockOfItem[problem.itemOfOption[best]!]!;
    const has = (p: number): boolean => list.option.subarray(list.optionStart[p]!, list.optionStart[p + 1]!).includes(best);
    const make = (isIn: boolean): Node => {
      const next = live.slice();
      next[b] = live[b]!.filter((p) => has(p) === isIn);
      return { live: next, price: price.slice() };
    };
    return frequency[best]! >= 0.5 ? [make(false), make(true)] : [make(true), make(false)];
  }

  /** All patterns of each block take the same options; they cannot differ, so one block has one left. */
  private branchOnBlock(live: readonly Int32Array[], price: Float64Array): Node[] {
    return [{ live: live.map((patterns) => patterns.slice(0, 1)), price: price.slice() }];
  }
}

function countLive(live: readonly Int32Array[]): number {
  let count = 0;
  for (const patterns of live) count += patterns.length;
  return count;
}
