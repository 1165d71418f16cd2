/**
 * What the relaxation says at a node of branch and bound: its bound, which options it rules out, and what it leans to.
 *
 * Invariants. Options die only where their forced bound exceeds the limit given; bounds are evaluated in integers.
 * Cost. A climb some tens of evaluations of every block; a drop about three.
 */
import { ascend } from "../bound/dual-ascent";
import type { Relaxation } from "../bound/relaxation";
import type { WorkMeter } from "../problem/work-meter";
import type { LiveOptions } from "./live-options";

/** Share of the running mean that a level step keeps. */
const KEPT = 0.95;

/** How to climb; bounds and limits in the problem's units. */
export interface Climb {
  readonly steps: number;
  /** The bound known before. */
  readonly bound: number;
  /** Nothing at or above this is of interest. */
  readonly limit: number;
  /** Greatest first level above the bound, scaled. */
  readonly reach: number;
  /** Whether the running mean begins anew. */
  readonly isFresh: boolean;
}

export class NodeRelaxation {
  /** Option → running mean of the relaxation's choices. */
  readonly mean: Float64Array;
  /** Option → its block's value with it forced, of the last drop. */
  readonly forced: Float64Array;
  /** Option → what taking it costs the root's relaxation, scaled; Infinity for one that nothing below the limit takes. */
  readonly excess: Float64Array;
  /** The bound at the same prices, scaled; −Infinity until the excess of all options is known. */
  excessBound = -Infinity;

  constructor(
    private readonly relaxation: Relaxation,
    private readonly options: LiveOptions,
    private readonly meter: WorkMeter,
  ) {
    const { optionCount } = relaxation.problem;
    this.mean = new Float64Array(optionCount);
    this.forced = new Float64Array(optionCount);
    this.excess = new Float64Array(optionCount).fill(Infinity);
  }

  /** Raises the bound by level steps from `price`, which is overwritten by the best prices found; returns it, scaled. @param visit called at every evaluation with its choice and bound, scaled */
  *climb(price: Float64Array, { steps, bound, limit, reach, isFresh }: Climb, visit: (choice: Int32Array, bound: number) => void): Generator<void, number> {
    const { relaxation, mean } = this;
    const { scale, choice, hasKeptRows, problem } = relaxation;
    const target = limit * scale - scale + 1;
    const first = (target - bound * scale) * (hasKeptRows ? 0.3 : 0.1);
    const delta = Math.max(scale, hasKeptRows ? first : Math.min(reach, first));
    const rule = hasKeptRows ? { steps, delta, target, momentum: 0.9, patience: 30 } : { steps, delta, target, momentum: 0.7, patience: 6 };
    let kept = isFresh ? 0 : KEPT;
    return yield* ascend(relaxation, price, (trial) => relaxation.evaluate(trial, this.options.live), rule, (at) => {
      for (let o = 0; o < mean.length; o++) mean[o]! *= kept;
      for (let i = 0; i < problem.itemCount; i++) mean[choice[i]!]! += 1 - kept;
      kept = KEPT;
      visit(choice, at);
    });
  }

  /** Drops every option that nothing of a value below the limit takes; false when nothing is left. @param isAtRoot whether to note what options cost */
  *dropHopeless(price: Float64Array, limit: number, isAtRoot: boolean): Generator<void, boolean> {
    const { relaxation, options, forced } = this;
    const { problem, blocks, reduced, choice } = relaxation;
    const { live } = options;
    const total = yield* relaxation.evaluate(price, live);
    if (total === Infinity) return false;
    const most = (limit - 1) * relaxation.scale;
    for (let b = 0; b < problem.blockCount; b++) {
      const terminal = relaxation.terminalOf(b, price);
      const value = yield* blocks.solve(b, reduced, terminal, live, choice);
      yield* blocks.force(b, reduced, terminal, live, forced, most - total + value);
      for (let o = problem.optionStart[problem.itemStart[b]!]!; o < problem.optionStart[problem.itemStart[b + 1]!]!; o++) {
        if (isAtRoot) this.excess[o] = live[o] === 0 ? Infinity : forced[o]! - value;
        if (live[o] === 0 || total - value + forced[o]! <= most) continue;
        if (!options.kill(o)) return false;
      }
      if (this.meter.isYieldDue()) yield;
    }
    if (isAtRoot) this.excessBound = total;
    return true;
  }
}
