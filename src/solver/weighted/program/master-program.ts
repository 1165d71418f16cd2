/**
 * The linear program over listed patterns: the prices that make the relaxation's bound greatest, and how much of each
 * pattern its optimum takes.
 *
 * Problem. min Σ v_p x_p,  Σ_{p ∈ P_b} x_p = 1 every block b,  Σ_p u_pr x_p ≤ limit_r every row r,  x ≥ 0,  x_p = 0 for dead patterns.
 * Notation. m rows and blocks together; B the basis, ρ a row of B⁻¹, α_j = ρ A_j, d_j the reduced cost of column j. Columns are
 *   patterns, then one slack a row.
 * Method. Dual simplex with the inverse of the basis kept in full. The first basis, each block's cheapest pattern and all
 *   slacks, is dual feasible, and so is every later one when patterns die or rows join: a dead pattern in the basis
 *   is driven to zero and never enters again. The leaving variable has the greatest infeasibility for the length of its ρ.
 *   When patterns join an optimum it stays feasible, and the primal simplex goes on from it.
 * Invariants. Floating point only steers: whoever uses the prices evaluates the bound in integers.
 * Cost. A pivot O(entries of live patterns + m²); every {@link REFACTOR} pivots O(m³).
 * Reference. Koberstein, The dual simplex method, techniques for a fast and stable implementation, 2005; Forrest, Goldfarb, 1992.
 */
import { invert } from "./invert";
import type { PatternList } from "../pattern/pattern-list";
import type { WorkMeter } from "../problem/work-meter";

const REFACTOR = 60;
const FEASIBLE = 1e-7;
const PIVOT = 1e-8;

/** How a solve ended: at the optimum, with proof that no mix of live patterns fits, above the target, or out of pivots. */
export type MasterEnding = "optimal" | "infeasible" | "target" | "stuck";

/** What {@link MasterProgram.save} keeps. */
export interface MasterState {
  readonly basis: Int32Array;
  readonly inverse: Float64Array;
  readonly basic: Float64Array;
  readonly reduced: Float64Array;
  readonly position: Int32Array;
  readonly objective: number;
}

export class MasterProgram {
  /** Row → its price at the end of the last solve; after `infeasible` along a ray that raises the bound without end. */
  readonly price: Float64Array;
  /** Pattern → how much of it the last optimum takes. */
  readonly weight: Float64Array;
  /** Row of B⁻¹ → the column that is basic there. */
  readonly basis: Int32Array;
  /** The objective at the end of the last solve. */
  objective = 0;
  private readonly size: number;
  private readonly inverse: Float64Array;
  private readonly basic: Float64Array;
  private readonly reduced: Float64Array;
  private readonly position: Int32Array;
  private readonly column: Float64Array;
  private readonly ratioRow: Float64Array;
  private readonly rowScale: Float64Array;
  private readonly dual: Float64Array;

  /**
   * @param isLive pattern → 1 when it may be taken; read at every solve
   * @param limit row → limit
   */
  constructor(
    private readonly list: PatternList,
    private readonly blockCount: number,
    private readonly limit: Float64Array,
    private readonly isLive: Uint8Array,
    private readonly meter: WorkMeter,
  ) {
    const rowCount = limit.length;
    this.size = rowCount + blockCount;
    this.price = new Float64Array(rowCount);
    this.weight = new Float64Array(list.count);
    this.basis = new Int32Array(this.size);
    this.inverse = new Float64Array(this.size * this.size);
    this.basic = new Float64Array(this.size);
    this.reduced = new Float64Array(list.count + rowCount);
    this.position = new Int32Array(list.count + rowCount);
    this.column = new Float64Array(this.size);
    this.ratioRow = new Float64Array(list.count + rowCount);
    this.rowScale = new Float64Array(rowCount);
    this.dual = new Float64Array(this.size);
    for (let e = 0; e < list.entryRow.length; e++) this.rowScale[list.entryRow[e]!] = Math.max(this.rowScale[list.entryRow[e]!]!, list.entryAmount[e]!);
    for (let r = 0; r < rowCount; r++) this.rowScale[r] = 1 / (this.rowScale[r]! || 1);
  }

  /** Starts from every block's cheapest live pattern and all slacks; every block must have a live pattern. */
  *startAfresh(): Generator<void, void> {
    const { list, blockCount, limit, basis } = this;
    for (let r = 0; r < limit.length; r++) basis[r] = list.count + r;
    basis.fill(-1, limit.length, limit.length + blockCount);
    for (let p = 0; p < list.count; p++) {
      const at = limit.length + list.blockOf[p]!;
      if (this.isLive[p] === 1 && (basis[at]! < 0 || list.value[p]! < list.value[basis[at]!]!)) basis[at] = p;
    }
    yield* this.refactor();
  }

  /** Starts from a basis of an earlier solve, whatever has died since; false when it is singular. */
  *startFrom(basis: Int32Array): Generator<void, boolean> {
    this.basis.set(basis);
    return yield* this.refactor();
  }

  /** Everything a solve changes, to come back to. */
  save(): MasterState {
    const { basis, inverse, basic, reduced, position, objective } = this;
    return { basis: basis.slice(), inverse: inverse.slice(), basic: basic.slice(), reduced: reduced.slice(), position: position.slice(), objective };
  }

  /** Back to what was saved. */
  restore(state: MasterState): void {
    this.basis.set(state.basis);
    this.inverse.set(state.inverse);
    this.basic.set(state.basic);
    this.reduced.set(state.reduced);
    this.position.set(state.position);
    this.objective = state.objective;
    this.meter.spend(this.inverse.length + this.reduced.length);
  }

  /** The basis in the numbers of a program with more patterns and more rows, the new rows' slacks joining it. @param last how many of its last rows came after the new ones */
  basisWithin(wider: MasterProgram, last = 0): Int32Array {
    const basis = new Int32Array(wider.size);
    const firstNew = this.limit.length - last;
    const more = wider.limit.length - this.limit.length;
    for (let i = 0; i < this.size; i++) {
      const j = this.basis[i]!;
      const r = j - this.list.count;
      basis[i] = r < 0 ? j : wider.list.count + r + (r >= firstNew ? more : 0);
    }
    for (let k = 0; k < more; k++) basis[this.size + k] = wider.list.count + firstNew + k;
    return basis;
  }

  /** Solves on from the basis at hand, with pauses. @param target an objective beyond which nothing more is wanted */
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
      this.pivot(row, entering);
      if (this.meter.isYieldDue()) yield;
    }
    this.finish();
    return "stuck";
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
    const { list, isLive, position, reduced } = this;
    let best = -1;
    let least = -FEASIBLE;
    for (let j = 0; j < reduced.length; j++) {
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
    for (let i = 0; i < size; i++) {
      if (column[i]! <= PIVOT) continue;
      const ratio = Math.max(0, basic[i]!) / column[i]!;
      if (ratio > bestRatio + 1e-12 || (best >= 0 && ratio > bestRatio - 1e-12 && column[i]! <= column[best]!)) continue;
      bestRatio = Math.min(ratio, bestRatio);
      best = i;
    }
    return best;
  }

  private isDead(column: number): boolean {
    return column < this.list.count && this.isLive[column] === 0;
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

  /** The column to enter for a leaving row; −1 when there is none. Fills `ratioRow`. */
  private entering(row: number): number {
    const { list, limit, isLive, ratioRow, reduced, position } = this;
    this.fillRatioRow(row);
    const sign = this.basic[row]! < 0 ? -1 : 1;
    let best = -1;
    let bestRatio = Infinity;
    let bestPivot = 0;
    for (let j = 0; j < list.count + limit.length; j++) {
      if (position[j]! >= 0 || (j < list.count && isLive[j] === 0)) continue;
      const pivot = sign * ratioRow[j]!;
      if (pivot <= PIVOT) continue;
      const ratio = Math.max(0, reduced[j]!) / pivot;
      if (ratio > bestRatio + 1e-12 || (ratio > bestRatio - 1e-12 && pivot <= bestPivot)) continue;
      bestRatio = Math.min(ratio, bestRatio);
      bestPivot = pivot;
      best = j;
    }
    return best;
  }

  /** ρ A_j of every column that may enter. */
  private fillRatioRow(row: number): void {
    const { list, size, inverse, limit, isLive, ratioRow, position, rowScale, dual: scaled } = this;
    const { entryStart, entryRow, entryAmount } = list;
    const at = row * size;
    for (let r = 0; r < limit.length; r++) scaled[r] = inverse[at + r]! * rowScale[r]!;
    let work = 0;
    const own = at + limit.length;
    for (let p = 0; p < list.count; p++) {
      if (isLive[p] === 0 || position[p]! >= 0) continue;
      let alpha = inverse[own + list.blockOf[p]!]!;
      const end = entryStart[p + 1]!;
      for (let e = entryStart[p]!; e < end; e++) alpha += scaled[entryRow[e]!]! * entryAmount[e]!;
      work += end - entryStart[p]!;
      ratioRow[p] = alpha;
    }
    for (let r = 0; r < limit.length; r++) ratioRow[list.count + r] = inverse[at + r]!;
    this.meter.spend(2 * work + 3 * size * size);
  }

  private pivot(row: number, entering: number): void {
    const { size, inverse, basic, basis, column, reduced, position, ratioRow, list, isLive } = this;
    this.fillColumn(entering);
    const alpha = column[row]!;
    const step = reduced[entering]! / alpha;
    for (let p = 0; p < list.count; p++) if (isLive[p] === 1 && position[p]! < 0) reduced[p]! -= step * ratioRow[p]!;
    for (let j = list.count; j < reduced.length; j++) if (position[j]! < 0) reduced[j]! -= step * ratioRow[j]!;
    const leaving = basis[row]!;
    reduced[leaving] = -step;
    reduced[entering] = 0;
    const amount = basic[row]! / alpha;
    const from = row * size;
    for (let k = from; k < from + size; k++) inverse[k]! /= alpha;
    for (let i = 0; i < size; i++) {
      const factor = column[i]!;
      if (i === row || factor === 0) continue;
      basic[i]! -= factor * amount;
      const to = i * size;
      for (let k = 0; k < size; k++) inverse[to + k]! -= factor * inverse[from + k]!;
    }
    basic[row] = amount;
    position[leaving] = -1;
    position[entering] = row;
    basis[row] = entering;
  }

  /** B⁻¹ A_j into `column`. */
  private fillColumn(j: number): void {
    const { list, size, inverse, column, rowScale, limit } = this;
    column.fill(0);
    const add = (r: number, amount: number): void => {
      for (let i = 0; i < size; i++) column[i]! += inverse[i * size + r]! * amount;
    };
    if (j >= list.count) return add(j - list.count, 1);
    for (let e = list.entryStart[j]!; e < list.entryStart[j + 1]!; e++) add(list.entryRow[e]!, list.entryAmount[e]! * rowScale[list.entryRow[e]!]!);
    add(limit.length + list.blockOf[j]!, 1);
  }

  /** Inverse, basic values and reduced costs anew from the basis; false when it is singular. */
  private *refactor(): Generator<void, boolean> {
    const { list, size, basis, inverse, basic, position, limit, rowScale } = this;
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      const j = basis[i]!;
      if (j >= list.count) matrix[(j - list.count) * size + i] = 1;
      else {
        for (let e = list.entryStart[j]!; e < list.entryStart[j + 1]!; e++) matrix[list.entryRow[e]! * size + i] = list.entryAmount[e]! * rowScale[list.entryRow[e]!]!;
        matrix[(limit.length + list.blockOf[j]!) * size + i] = 1;
      }
    }
    if (!(yield* invert(matrix, inverse, size, this.meter))) return false;
    position.fill(-1);
    for (let i = 0; i < size; i++) position[basis[i]!] = i;
    for (let i = 0; i < size; i++) {
      let value = 0;
      for (let r = 0; r < size; r++) value += inverse[i * size + r]! * this.rightSide(r);
      basic[i] = value;
    }
    this.priceOut();
    return true;
  }

  /** Reduced costs of all columns. */
  private priceOut(): void {
    const { list, size, basis, limit, rowScale, reduced, dual } = this;
    this.fillDual();
    for (let p = 0; p < list.count; p++) {
      let cost = list.value[p]! - dual[limit.length + list.blockOf[p]!]!;
      for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) cost -= dual[list.entryRow[e]!]! * rowScale[list.entryRow[e]!]! * list.entryAmount[e]!;
      reduced[p] = cost;
    }
    for (let r = 0; r < limit.length; r++) reduced[list.count + r] = -dual[r]!;
    for (let i = 0; i < size; i++) reduced[basis[i]!] = 0;
  }

  private rightSide(r: number): number {
    return r < this.limit.length ? this.limit[r]! * this.rowScale[r]! : 1;
  }

  private fillDual(): void {
    const { size, inverse, basis, list, dual } = this;
    dual.fill(0);
    for (let i = 0; i < size; i++) {
      const cost = basis[i]! < list.count ? list.value[basis[i]!]! : 0;
      if (cost !== 0) for (let r = 0; r < size; r++) dual[r]! += cost * inverse[i * size + r]!;
    }
  }

  private objectiveNow(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) if (this.basis[i]! < this.list.count) sum += this.list.value[this.basis[i]!]! * this.basic[i]!;
    return sum;
  }

  private finish(): void {
    const { price, dual, rowScale, weight, basis, basic } = this;
    this.fillDual();
    for (let r = 0; r < price.length; r++) price[r] = Math.max(0, -dual[r]! * rowScale[r]!);
    weight.fill(0);
    for (let i = 0; i < this.size; i++) if (basis[i]! < weight.length) weight[basis[i]!] = basic[i]!;
    this.objective = this.objectiveNow();
  }

  /** Prices so far along the ray that shows the basis' infeasibility that the objective passes the target by much. */
  private finishOnRay(row: number, target: number): void {
    this.finish();
    const { price, inverse, basic, size, rowScale } = this;
    const sign = basic[row]! < 0 ? 1 : -1;
    const length = (2 * (Math.abs(target) + Math.abs(this.objective) + 1)) / Math.abs(basic[row]!);
    for (let r = 0; r < price.length; r++) price[r] = Math.max(0, price[r]! + sign * length * inverse[row * size + r]! * rowScale[r]!);
  }
}
