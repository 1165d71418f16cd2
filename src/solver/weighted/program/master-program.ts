/**
 * The linear program over listed patterns: the prices that make the relaxation's bound greatest, and how much of each
 * pattern its optimum takes.
 *
 * Problem. min Σ v_p x_p,  Σ_{p ∈ P_b} x_p = 1 every block b,  Σ_p u_pr x_p ≤ limit_r every row r,  x ≥ 0,  x_p = 0 for dead patterns.
 * Notation. m rows and blocks together; B the basis, ρ a row of B⁻¹, α_j = ρ A_j, d_j the reduced cost of column j. Columns are
 *   patterns, then one slack a row.
 * Method. Dual simplex with the inverse of the basis kept in full (master-basis.ts). The first basis, each block's cheapest pattern and all
 *   slacks, is dual feasible, and so is every later one when patterns die or rows join: a dead pattern in the basis
 *   is driven to zero and never enters again. The leaving variable has the greatest infeasibility for the length of its ρ.
 *   When patterns join an optimum it stays feasible, and the primal simplex goes on from it.
 * Invariants. Floating point only steers: whoever uses the prices evaluates the bound in integers.
 * Cost. A pivot O(entries of live patterns + m²); every {@link REFACTOR} pivots O(m³).
 * Reference. Koberstein, The dual simplex method, techniques for a fast and stable implementation, 2005; Forrest, Goldfarb, 1992.
 */
import { MasterBasis, REFACTOR } from "./master-basis";
import type { PatternList } from "../pattern/pattern-list";
import type { WorkMeter } from "../problem/work-meter";

const FEASIBLE = 1e-7;
const PIVOT = 1e-8;
/** A target in place of none, in the problem's units. */
export const FAR = 1e9;

/** How a solve ended: at the optimum, with proof that no mix of live patterns fits, above the target, or out of pivots. */
export type MasterEnding = "optimal" | "infeasible" | "target" | "stuck";

export class MasterProgram extends MasterBasis {
  /** Row → its price at the end of the last solve; after `infeasible` along a ray that raises the bound without end, as far as the target asks for. */
  readonly price: Float64Array;
  /** Pattern → how much of it the last optimum takes. */
  readonly weight: Float64Array;
  /** What the pivot about to be made raises the objective by. */
  private rise = 0;

  /** As {@link MasterBasis}. */
  constructor(list: PatternList, blockCount: number, limit: Float64Array, isLive: Uint8Array, meter: WorkMeter) {
    super(list, blockCount, limit, isLive, meter);
    this.price = new Float64Array(limit.length);
    this.weight = new Float64Array(list.count);
  }

  /** Solves on by the dual simplex from the basis at hand, with pauses. @param target an objective beyond which nothing more is wanted */
  *solve(target: number, mostPivots: number): Generator<void, MasterEnding> {
    for (let pivots = 0; pivots < mostPivots; pivots++) {
      if (pivots % REFACTOR === REFACTOR - 1 && !(yield* this.refactor())) return "stuck";
      const row = this.leaving();
      if (row < 0 || this.objectiveNow() > target) {
        this.finish();
        return row < 0 ? "optimal" : "target";
      }
      const entering = this.entering(row);
      if (entering < 0) {
        this.finishOnRay(row, target);
        return "infeasible";
      }
      if (this.rise > 2 * (target - this.objectiveNow()) + 1) {
        // The pivot would lead far beyond the target: a part of the way is enough, and great prices cannot be rounded.
        this.finishOnRay(row, target);
        return "target";
      }
      this.pivot(row, entering);
      if (this.meter.isYieldDue()) yield;
    }
    this.finish();
    return "stuck";
  }

  /**
   * Solves on from the basis at hand whatever has died or joined since: by the dual simplex without the patterns that are cheaper than the basis takes them
   * to be, then by the primal with them. False when a simplex ends without an optimum.
   */
  *mend(mostPivots: number): Generator<void, boolean> {
    const { isLive, reduced, position } = this;
    const cheap = this.candidates.filter((p) => isLive[p] === 1 && position[p]! < 0 && reduced[p]! < -FEASIBLE);
    for (const p of cheap) isLive[p] = 0;
    const ending = yield* this.solve(Infinity, mostPivots);
    for (const p of cheap) isLive[p] = 1;
    return ending === "optimal" && (yield* this.improve(mostPivots));
  }

  /** Solves on by the primal simplex, from a basis that is feasible, whatever came alive since; false when it is not, or pivots ran out. */
  *improve(mostPivots: number): Generator<void, boolean> {
    this.priceOut();
    for (let pivots = 0; pivots < mostPivots; pivots++) {
      if (pivots % REFACTOR === REFACTOR - 1 && !(yield* this.refactor())) return false;
      for (let i = 0; i < this.size; i++) if (this.basic[i]! < -FEASIBLE || (this.basic[i]! > FEASIBLE && this.isDead(this.basis[i]!))) return false;
      const entering = this.cheapest();
      if (entering < 0) {
        this.finish();
        return true;
      }
      const row = this.firstToVanish(entering);
      if (row < 0) return false;
      this.fillRatioRow(row);
      this.pivot(row, entering);
      if (this.meter.isYieldDue()) yield;
    }
    return false;
  }

  /** The column of least reduced cost; −1 when none is below 0. */
  private cheapest(): number {
    const { list, limit, isLive, position, reduced, candidates } = this;
    let best = -1;
    let least = -FEASIBLE;
    for (let c = 0; c < candidates.length + limit.length; c++) {
      const j = c < candidates.length ? candidates[c]! : list.count + c - candidates.length;
      if (reduced[j]! >= least || position[j]! >= 0 || (j < list.count && isLive[j] === 0)) continue;
      least = reduced[j]!;
      best = j;
    }
    return best;
  }

  /** The basic variable, by row, that is the first to reach 0 as a column comes in; −1 when none ever is. */
  private firstToVanish(entering: number): number {
    const { size, column, basic } = this;
    this.fillColumn(entering);
    let best = -1;
    let bestRatio = Infinity;
    let bestPivot = 0;
    for (let i = 0; i < size; i++) {
      // A dead one may not rise either.
      const pivot = this.isDead(this.basis[i]!) ? Math.abs(column[i]!) : column[i]!;
      if (pivot <= PIVOT) continue;
      const ratio = Math.max(0, basic[i]!) / pivot;
      if (ratio > bestRatio + 1e-12 || (best >= 0 && ratio > bestRatio - 1e-12 && pivot <= bestPivot)) continue;
      bestRatio = Math.min(ratio, bestRatio);
      bestPivot = pivot;
      best = i;
    }
    return best;
  }

  /** The basic variable to leave, by row; −1 at the optimum. */
  private leaving(): number {
    const { size, inverse, basic } = this;
    let best = -1;
    let bestScore = 0;
    for (let i = 0; i < size; i++) {
      const value = basic[i]!;
      const infeasible = value < -FEASIBLE ? -value : value > FEASIBLE && this.isDead(this.basis[i]!) ? value : 0;
      if (infeasible === 0) continue;
      let length = 0;
      for (let k = i * size; k < (i + 1) * size; k++) length += inverse[k]! * inverse[k]!;
      const score = (infeasible * infeasible) / length;
      if (score > bestScore) {
        bestScore = score;
        best = i;
      }
    }
    return best;
  }

  /** The column to enter for a leaving row; −1 when there is none. Fills `ratioRow` and `rise`. */
  private entering(row: number): number {
    const { list, limit, isLive, ratioRow, reduced, position, candidates } = this;
    this.fillRatioRow(row);
    const sign = this.basic[row]! < 0 ? -1 : 1;
    let best = -1;
    let bestRatio = Infinity;
    let bestPivot = 0;
    for (let c = 0; c < candidates.length + limit.length; c++) {
      const j = c < candidates.length ? candidates[c]! : list.count + c - candidates.length;
      if (position[j]! >= 0 || (j < list.count && isLive[j] === 0)) continue;
      const pivot = sign * ratioRow[j]!;
      if (pivot <= PIVOT) continue;
      const ratio = Math.max(0, reduced[j]!) / pivot;
      if (ratio > bestRatio + 1e-12 || (ratio > bestRatio - 1e-12 && pivot <= bestPivot)) continue;
      bestRatio = Math.min(ratio, bestRatio);
      bestPivot = pivot;
      best = j;
    }
    this.rise = bestRatio * Math.abs(this.basic[row]!);
    return best;
  }

  private finish(): void {
    const { price, dual, rowScale, weight, basis, basic } = this;
    this.fillDual();
    for (let r = 0; r < price.length; r++) price[r] = Math.max(0, -dual[r]! * rowScale[r]!);
    weight.fill(0);
    for (let i = 0; i < this.size; i++) if (basis[i]! < weight.length) weight[basis[i]!] = basic[i]!;
    this.objective = this.objectiveNow();
  }

  /** Prices so far along the ray on which the leaving row's infeasibility raises the objective that it passes the target; no farther by much, for great prices cannot be rounded. */
  private finishOnRay(row: number, target: number): void {
    this.finish();
    const { price, inverse, basic, size, rowScale } = this;
    const sign = basic[row]! < 0 ? 1 : -1;
    const length = (2 * Math.max(0, Math.min(target, FAR) - this.objective) + 1) / Math.abs(basic[row]!);
    for (let r = 0; r < price.length; r++) price[r] = Math.max(0, price[r]! + sign * length * inverse[row * size + r]! * rowScale[r]!);
  }
}
