/**
 * Raises a Lagrangian bound by level steps.
 *
 * Problem. max over prices p ≥ 0 of the concave, piecewise linear L(p) of {@link Relaxation}; its subgradient at p is
 *   the violation at a minimising choice.
 * Method. Aim at the level best + δ. Direction d = violation + momentum · former d, in units of each
 *   price's typical amount; step length (level − L) ÷ ‖d‖². δ grows by half after a gain of δ/2 and halves after `patience`
 *   steps without a gain. Floating point only steers: prices are rounded to integers before every evaluation.
 * Invariants. `best` is the greatest evaluated bound and `bestPrice` the prices that gave it.
 * Cost. `steps` evaluations.
 * Reference. Brännlund, A generalized subgradient method with relaxation step, Mathematical Programming, 1995.
 */
import type { Relaxation } from "./relaxation";

/** Steps between two looks at whether the target is too far, and how many such gains it may be away. */
const LOOK_BACK = 15;
const FAR = 6;

/** What is priced, and what its last evaluation left. */
export type Priced = Pick<Relaxation, "active" | "violation" | "typicalAmount" | "priceLimit" | "scale" | "meter">;

/** How long and how far to climb. */
export interface AscentRule {
  readonly steps: number;
  /** First distance of the level above the best bound, scaled. */
  readonly delta: number;
  /** Stop once the bound reaches this, scaled. */
  readonly target: number;
  readonly momentum: number;
  readonly patience: number;
  /** Ends when the target is further away than some times what the last steps gained; never when left out. */
  readonly mayGiveUp?: boolean;
}

/** The bound at a vector of prices; leaves its subgradient in the relaxation's `violation`. */
export type Evaluate = (price: Float64Array) => Generator<void, number>;

/** Called after every evaluation that gave a complete choice. */
export type Visit = (bound: number, step: number) => void;

/** Climbs from `price`, which is overwritten by the best prices found; returns the best bound (scaled). */
export function* ascend(relaxation: Priced, price: Float64Array, evaluate: Evaluate, rule: AscentRule, visit: Visit): Generator<void, number> {
  const { active, violation, typicalAmount, priceLimit } = relaxation;
  const trial = price.slice();
  const size = active.length;
  const direction = new Float64Array(size);
  let best = -Infinity;
  let delta = rule.delta;
  let failures = 0;
  let formerBest = -Infinity;
  for (let step = 0; step < rule.steps; step++) {
    const bound = yield* evaluate(trial);
    if (bound === Infinity) return bound;
    visit(bound, step);
    if (bound > best) {
      const gain = bound - best;
      best = bound;
      price.set(trial);
      if (best >= rule.target) return best;
      if (step > 0 && gain > delta / 2) delta *= 1.5;
      failures = 0;
    } else if (++failures >= rule.patience) {
      delta /= 2;
      failures = 0;
      if (delta < relaxation.scale / 16) return best;
    }
    if (rule.mayGiveUp === true && step % LOOK_BACK === LOOK_BACK - 1) {
      if (rule.target - best > FAR * (best - formerBest)) return best;
      formerBest = best;
    }
    let norm = 0;
    for (let t = 0; t < size; t++) {
      const p = active[t]!;
      let d = violation[p]! / typicalAmount[p]! + rule.momentum * direction[t]!;
      if (trial[p] === 0 && d < 0) d = 0;
      direction[t] = d;
      norm += d * d;
    }
    if (norm === 0) return best;
    const length = (Math.min(rule.target, best + delta) - bound) / norm;
    for (let t = 0; t < size; t++) {
      const p = active[t]!;
      const moved = Math.round(trial[p]! + (length * direction[t]!) / typicalAmount[p]!);
      trial[p] = moved <= 0 ? 0 : moved < priceLimit[p]! ? moved : priceLimit[p]!;
    }
    relaxation.meter.spend(2 * size);
  }
  return best;
}
