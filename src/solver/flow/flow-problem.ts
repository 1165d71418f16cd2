/** What a min-cost flow solver takes and gives. Numbers only, all integers below 2^53. */

/** Minimise Σ cost_e x_e over lower_e ≤ x_e ≤ upper_e with (flow out of v) − (flow into v) = supply_v at every node v. */
export interface FlowProblem {
  readonly nodeCount: number;
  /** Arc e → the node it leaves. Parallel arcs are welcome, loops are not. */
  readonly source: Int32Array;
  /** Arc e → the node it enters. */
  readonly target: Int32Array;
  /** Arc e → the least flow; finite, may be negative. */
  readonly lower: Float64Array;
  /** Arc e → the most flow; `Infinity` when there is no limit. */
  readonly upper: Float64Array;
  /** Arc e → cost of one unit of flow; may be negative. */
  readonly cost: Float64Array;
  /** Node v → what leaves it beyond what enters; negative for a demand. */
  readonly supply: Float64Array;
}

/**
 * A spanning tree and the bounds at which the other arcs rest: where a solver left off, and where it
 * may start again on the same arcs with other costs, bounds or supplies.
 */
export interface FlowBasis {
  /** Arc e → 1 when it rests at its upper bound, else 0. */
  readonly isAtUpper: Uint8Array;
  /** Node v → the tree arc towards its parent, or −1 when it hangs on the artificial root. */
  readonly parentArc: Int32Array;
  /** Node → what its potential may be, an integer: the price at which it starts where it hangs on the root, if no supply is left to artificial arcs. */
  readonly price?: Float64Array;
}

/**
 * The answer, and what proves it. With the reduced cost r_e = cost_e − potential_source + potential_target:
 *
 * - `optimal`: r_e > 0 only at the lower bound, r_e < 0 only at the upper, so value = Σ supply·potential + Σ r_e·bound_e.
 * - `infeasible`: the potentials, with every cost read as zero, make that sum positive: no flow can be below it, yet any would cost 0.
 * - `unbounded`: round the cycle of arcs, each without an upper limit or run backwards never, the cost is negative.
 * - `stopped`: no proof was finished; `bound`, which the potentials of the moment prove, still holds for every flow, and `flow` is null while none is known.
 * - `too-large`: a number left the range in which integers are exact; nothing is claimed.
 */
export type FlowResult =
  | {
      readonly kind: "optimal";
      readonly value: number;
      readonly flow: Float64Array;
      readonly potential: Float64Array;
      readonly basis: FlowBasis;
      readonly work: number;
    }
  | { readonly kind: "infeasible"; readonly potential: Float64Array; readonly work: number }
  | { readonly kind: "unbounded"; readonly cycle: Int32Array; readonly work: number }
  | { readonly kind: "stopped"; readonly flow: Float64Array | null; readonly potential: Float64Array | null; readonly bound: number; readonly work: number }
  | { readonly kind: "too-large"; readonly why: string; readonly work: number };
