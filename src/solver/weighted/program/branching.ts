/**
 * Chooses what to branch on: some options of one item, taken or not.
 *
 * Candidates. Single options, and for each item those of its options that use rows (whether it takes anything away from the
 *   rows at all): forbidding one option alone often only moves its share to a like one.
 * Method. A candidate's worth is the product of what its two branches raise the linear program's objective by. What past branches
 *   raised for their share predicts it (pseudo-costs); candidates seen fewer than {@link RELIABLE} times are tried out by a few pivots.
 * Reference. Achterberg, Koch, Martin, Branching rules revisited, Operations Research Letters, 2005.
 */
import type { CoreProblem } from "../problem/core-problem";
import type { MasterState } from "./master-basis";
import type { MasterProgram } from "./master-program";
import type { PatternList } from "../pattern/pattern-list";

/** Trials of a candidate before its pseudo-costs are trusted, candidates tried at one node, pivots of a trial. */
const RELIABLE = 4;
const MOST_TRIALS = 8;
const TRIAL_PIVOTS = 25;
/** Shares nearer to 0 or 1 than this are whole. */
const WHOLE = 1e-6;

/** What to branch on: options of one item of a block, and how much of them the optimum takes. */
export interface Division {
  readonly block: number;
  readonly options: readonly number[];
  readonly share: number;
}

interface Candidate extends Division {
  readonly key: number;
  score: number;
}

export class Branching {
  /** Candidate, side → sum of gains for the share, and how often. Options first, then items. */
  private readonly gain: Float64Array;
  private readonly times: Int32Array;
  private readonly share: Float64Array;
  private readonly isUsing: Uint8Array;

  constructor(
    private readonly problem: CoreProblem,
    /** Pattern → 1 when live; trials change it and put it back. */
    private readonly isLive: Uint8Array,
    /** Where what was seen before is carried on from. */
    former: Branching | null = null,
  ) {
    const keys = problem.optionCount + problem.itemCount;
    this.gain = former?.gain ?? new Float64Array(2 * keys);
    this.times = former?.times ?? new Int32Array(2 * keys);
    this.share = new Float64Array(problem.optionCount);
    this.isUsing = Uint8Array.from({ length: problem.optionCount }, (_, o) => (problem.entryStart[o + 1]! > problem.entryStart[o]! ? 1 : 0));
  }

  /**
   * The best division at the optimum of the program; null when it takes every option wholly or not at all.
   * @param split the live patterns of a block that take one of some options, and those that do not
   */
  *choose(
    live: readonly Int32Array[],
    list: PatternList,
    master: MasterProgram,
    target: number,
    split: (division: Division) => readonly [Int32Array, Int32Array],
  ): Generator<void, Division | null> {
    const candidates = this.candidates(live, list, master);
    if (candidates.length === 0) return null;
    const average = this.averages();
    for (const candidate of candidates) candidate.score = this.predict(candidate, average);
    candidates.sort((a, b) => b.score - a.score || a.key - b.key);
    let best: Candidate | null = null;
    let bestScore = -1;
    let trials = 0;
    let state: MasterState | null = null;
    for (const candidate of candidates) {
      let { score } = candidate;
      const isKnown = Math.min(this.times[2 * candidate.key]!, this.times[2 * candidate.key + 1]!) >= RELIABLE;
      if (!isKnown) {
        if (trials++ >= MOST_TRIALS) break;
        state ??= master.save();
        const [within, without] = split(candidate);
        const gainIn = yield* this.attempt(candidate, 0, without, master, state, target);
        const gainOut = yield* this.attempt(candidate, 1, within, master, state, target);
        score = worth(gainIn, gainOut);
      }
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
      if (trials === 0 && isKnown) break;
    }
    return best;
  }

  private candidates(live: readonly Int32Array[], list: PatternList, master: MasterProgram): Candidate[] {
    const { problem, share, isUsing } = this;
    share.fill(0);
    for (const patterns of live) {
      // A program that ended without an optimum may take a part of a block only.
      let whole = 0;
      for (const p of patterns) whole += Math.max(0, master.weight[p]!);
      for (const p of patterns) {
        const weight = master.weight[p]! / whole;
        if (weight > 0) for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) share[list.option[a]!]! += weight;
      }
    }
    const found: Candidate[] = [];
    for (let i = 0; i < problem.itemCount; i++) {
      const block = problem.blockOfItem[i]!;
      let using = 0;
      let parts = 0;
      for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) {
        if (isUsing[o] === 1) using += share[o]!;
        if (share[o]! <= WHOLE || share[o]! >= 1 - WHOLE) continue;
        parts++;
        found.push({ key: o, block, options: [o], share: share[o]!, score: 0 });
      }
      if (parts < 2 || using <= WHOLE || using >= 1 - WHOLE) continue;
      const options: number[] = [];
      for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) if (isUsing[o] === 1) options.push(o);
      found.push({ key: problem.optionCount + i, block, options, share: using, score: 0 });
    }
    return found;
  }

  /** What one side raises the objective by, recorded. @param removed patterns that die on this side */
  private *attempt(candidate: Candidate, side: 0 | 1, removed: Int32Array, master: MasterProgram, state: MasterState, target: number): Generator<void, number> {
    for (const p of removed) this.isLive[p] = 0;
    const ending = yield* master.solve(target, TRIAL_PIVOTS);
    const gain = Math.max(0, master.objective - state.objective);
    for (const p of removed) this.isLive[p] = 1;
    master.restore(state);
    if (ending === "infeasible" || ending === "target") return Infinity;
    const at = 2 * candidate.key + side;
    this.gain[at]! += gain / (side === 0 ? 1 - candidate.share : candidate.share);
    this.times[at]!++;
    return gain;
  }

  /** Mean gain for the share of each side over all candidates seen; 1 before there are any. */
  private averages(): readonly [number, number] {
    const sum = [0, 0];
    const count = [0, 0];
    for (let at = 0; at < this.times.length; at++) {
      if (this.times[at] === 0) continue;
      sum[at % 2]! += this.gain[at]! / this.times[at]!;
      count[at % 2]!++;
    }
    return [count[0]! > 0 ? sum[0]! / count[0]! : 1, count[1]! > 0 ? sum[1]! / count[1]! : 1];
  }

  private predict({ key, share }: Candidate, average: readonly [number, number]): number {
    const rate = (side: 0 | 1): number => (this.times[2 * key + side]! > 0 ? this.gain[2 * key + side]! / this.times[2 * key + side]! : average[side]);
    return worth(rate(0) * (1 - share), rate(1) * share);
  }
}

function worth(gainIn: number, gainOut: number): number {
  return Math.max(gainIn, 1e-6) * Math.max(gainOut, 1e-6);
}
