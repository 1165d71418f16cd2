/**
 * The inequality that a point breaks most, of those that all choices of a knapsack keep: a facet of their hull.
 *
 * Problem. Of all α ≥ 0 with α · y ≤ 1 for every choice y, one with the greatest α · x̄; none where that is at most 1.
 * Method. Its dual, Σ λ_y least with Σ λ_y y ≥ x̄, by the primal simplex with columns as they are wanted: to begin with every member alone, then the choice of greatest profit
 *   at the prices α, which the knapsack's program finds. The inverse of the basis is kept in full.
 * Invariants. Floating point only steers: whoever uses α rounds it and asks the knapsack for the limit.
 * Cost. An iteration one knapsack and O(members²); some iterations a member.
 * Reference. Boccia, Sforza, Sterle, Vasilyev, A cut and branch approach for the capacitated p-median problem based on Fenchel cutting planes, Journal of Mathematical Modelling
 *   and Algorithms, 2008.
 */

/** Iterations: for each member, and besides. */
const ITERATIONS_OF_MEMBER = 50;
const ITERATIONS = 40;
const TOLERANCE = 1e-9;
/** A point is beyond a facet when α · x̄ is greater than 1 by this. */
const BEYOND = 1e-7;
/** Greatest factor that is tried to make α whole; how near to whole is whole; and the greatest amount where none does. */
const MOST_FACTOR = 200;
const WHOLE = 1e-5;
const RESOLUTION = 4000;

/** Fills in the choice of greatest profit, member → 1 when taken, and returns the profit. */
export type BestChoice = (profit: Float64Array) => { readonly profit: number; readonly chosen: Uint8Array };

/**
 * Whole amounts, member by member, of the facet that the point is farthest beyond; null when it is in the hull.
 * A member that no choice takes counts as one that a choice of its own takes.
 * @param point member → its share, above 0
 * @param isYieldDue asked after every iteration: whether to pause
 */
export function* brokenFacet(point: Float64Array, best: BestChoice, isYieldDue: () => boolean): Generator<void, Float64Array | null> {
  const program = new HullProgram(point);
  for (let left = ITERATIONS_OF_MEMBER * point.length + ITERATIONS; left > 0; left--) {
    const alpha = program.prices();
    if (isYieldDue()) yield;
    if (program.value <= 1 + BEYOND) return null;
    const negative = alpha.reduce((least, value, k) => (value < Math.min(-TOLERANCE, alpha[least] ?? 0) ? k : least), -1);
    if (negative >= 0) {
      if (!program.enterSurplus(negative)) return null;
      continue;
    }
    const { profit, chosen } = best(alpha);
    if (profit <= 1 + BEYOND) return inWhole(alpha);
    if (!program.enter(chosen)) return null;
  }
  return null;
}

/** α times the least factor that makes it whole. */
function inWhole(alpha: Float64Array): Float64Array {
  for (let factor = 1; factor <= MOST_FACTOR; factor++) {
    if (alpha.every((value) => Math.abs(value * factor - Math.round(value * factor)) <= WHOLE)) return alpha.map((value) => Math.max(0, Math.round(value * factor)));
  }
  const greatest = alpha.reduce((most, value) => Math.max(most, value), 0);
  return alpha.map((value) => Math.max(0, Math.round((value / greatest) * RESOLUTION)));
}

/** min Σ λ_y with Σ λ_y y − s = x̄, λ and s ≥ 0: a basis of choices and surpluses, one a member. */
class HullProgram {
  /** The basis's value. */
  value = 0;
  private readonly size: number;
  private readonly inverse: Float64Array;
  /** Row of the basis → 1 for a choice, 0 for a surplus; and how much of it is taken. */
  private readonly cost: Float64Array;
  private readonly basic: Float64Array;
  private readonly alpha: Float64Array;
  private readonly column: Float64Array;

  constructor(point: Float64Array) {
    this.size = point.length;
    this.inverse = new Float64Array(this.size * this.size);
    for (let k = 0; k < this.size; k++) this.inverse[k * this.size + k] = 1;
    this.cost = new Float64Array(this.size).fill(1);
    this.basic = point.slice();
    this.alpha = new Float64Array(this.size);
    this.column = new Float64Array(this.size);
  }

  /** Member → its price; sets `value`. */
  prices(): Float64Array {
    const { size, inverse, cost, basic, alpha } = this;
    alpha.fill(0);
    this.value = 0;
    for (let i = 0; i < size; i++) {
      if (cost[i] === 0) continue;
      this.value += basic[i]!;
      for (let k = 0; k < size; k++) alpha[k]! += inverse[i * size + k]!;
    }
    return alpha;
  }

  /** Lets the surplus of a member in; false when nothing leaves. */
  enterSurplus(member: number): boolean {
    const { size, inverse, column } = this;
    for (let i = 0; i < size; i++) column[i] = -inverse[i * size + member]!;
    return this.pivot(0);
  }

  /** Lets a choice in; false when nothing leaves. */
  enter(chosen: Uint8Array): boolean {
    const { size, inverse, column } = this;
    column.fill(0);
    for (let k = 0; k < size; k++) if (chosen[k] === 1) for (let i = 0; i < size; i++) column[i]! += inverse[i * size + k]!;
    return this.pivot(1);
  }

  private pivot(cost: 0 | 1): boolean {
    const { size, inverse, basic, column } = this;
    let row = -1;
    let ratio = Infinity;
    for (let i = 0; i < size; i++) {
      if (column[i]! <= TOLERANCE) continue;
      const own = Math.max(0, basic[i]!) / column[i]!;
      if (own > ratio || (own === ratio && column[i]! <= column[row]!)) continue;
      ratio = own;
      row = i;
    }
    if (row < 0) return false;
    const pivot = column[row]!;
    for (let k = 0; k < size; k++) inverse[row * size + k]! /= pivot;
    for (let i = 0; i < size; i++) {
      const factor = column[i]!;
      if (i === row || factor === 0) continue;
      for (let k = 0; k < size; k++) inverse[i * size + k]! -= factor * inverse[row * size + k]!;
      basic[i]! -= factor * ratio;
    }
    basic[row] = ratio;
    this.cost[row] = cost;
    return true;
  }
}
