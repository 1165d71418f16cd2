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
 * Invariants. Floating point only steers: whoever uses the prices evaluates the bound in integers.
 * Cost. A pivot O(entries of live patterns + m²); every {@link REFACTOR} pivots O(m³).
 * Reference. Koberstein, The dual simplex method, techniques for a fast and stable implementation, 2005; Forrest, Goldfarb, 1992.
 */
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

  /** The basis in the numbers of a program with more patterns and more rows, the new rows' slacks joining it. */
  basisWithin(wider: MasterProgram): Int32Array {
    const basis = new Int32Array(wider.size);
    const old = this.limit.length;
    const more = wider.limit.length - old;
    for (let i = 0; i < this.size; i++) {
      const j = this.basis[i]!;
      basis[i] = j < this.list.count ? j : wider.list.count + (j - this.list.count);
    }
    for (let k = 0; k < more; k++) basis[this.size + k] = wider.list.count + old + k;
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
    const { list, size, inverse, limit, isLive, ratioRow, reduced, position, rowScale } = this;
    const { entryStart, entryRow, entryAmount } = list;
    const at = row * size;
    const sign = this.basic[row]! < 0 ? -1 : 1;
    const scaled = this.dual;
    for (let r = 0; r < limit.length; r++) scaled[r] = inverse[at + r]! * rowScale[r]!;
    let best = -1;
    let bestRatio = Infinity;
    let bestPivot = 0;
    let work = 0;
    const consider = (j: number, alpha: number): void => {
      ratioRow[j] = alpha;
      const size2 = sign * alpha;
      if (size2 <= PIVOT) return;
      const ratio = Math.max(0, reduced[j]!) / size2;
      if (ratio > bestRatio + 1e-12 || (ratio > bestRatio - 1e-12 && size2 <= bestPivot)) return;
      bestRatio = Math.min(ratio, bestRatio);
      bestPivot = size2;
      best = j;
    };
    const own = at + limit.length;
    for (let p = 0; p < list.count; p++) {
      if (isLive[p] === 0 || position[p]! >= 0) continue;
      let alpha = inverse[own + list.blockOf[p]!]!;
      const end = entryStart[p + 1]!;
      for (let e = entryStart[p]!; e < end; e++) alpha += scaled[entryRow[e]!]! * entryAmount[e]!;
      work += end - entryStart[p]!;
      consider(p, alpha);
    }
    for (let r = 0; r < limit.length; r++) if (position[list.count + r]! < 0) consider(list.count + r, inverse[at + r]!);
    this.meter.spend(2 * work + 3 * size * size);
    return best;
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
    const { list, size, basis, inverse, basic, position, limit, rowScale, reduced } = this;
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
    this.fillDual();
    const { dual } = this;
    for (let p = 0; p < list.count; p++) {
      let cost = list.value[p]! - dual[limit.length + list.blockOf[p]!]!;
      for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) cost -= dual[list.entryRow[e]!]! * rowScale[list.entryRow[e]!]! * list.entryAmount[e]!;
      reduced[p] = cost;
    }
    for (let r = 0; r < limit.length; r++) reduced[list.count + r] = -dual[r]!;
    for (let i = 0; i < size; i++) reduced[basis[i]!] = 0;
    return true;
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

/** Inverts by Gauss and Jordan with row exchanges, with pauses; destroys the matrix. False when it is singular. */
function* invert(matrix: Float64Array, inverse: Float64Array, size: number, meter: WorkMeter): Generator<void, boolean> {
  inverse.fill(0);
  for (let i = 0; i < size; i++) inverse[i * size + i] = 1;
  for (let c = 0; c < size; c++) {
    let at = c;
    for (let i = c + 1; i < size; i++) if (Math.abs(matrix[i * size + c]!) > Math.abs(matrix[at * size + c]!)) at = i;
    const pivot = matrix[at * size + c]!;
    if (Math.abs(pivot) < 1e-11) return false;
    meter.spend(2 * size * size);
    if (meter.isYieldDue()) yield;
    if (at !== c) exchange(matrix, inverse, size, at, c);
    for (let k = 0; k < size; k++) {
      matrix[c * size + k]! /= pivot;
      inverse[c * size + k]! /= pivot;
    }
    for (let i = 0; i < size; i++) {
      const factor = matrix[i * size + c]!;
      if (i === c || factor === 0) continue;
      for (let k = 0; k < size; k++) {
        matrix[i * size + k]! -= factor * matrix[c * size + k]!;
        inverse[i * size + k]! -= factor * inverse[c * size + k]!;
      }
    }
  }
  return true;
}

function exchange(matrix: Float64Array, inverse: Float64Array, size: number, a: number, b: number): void {
  for (let k = 0; k < size; k++) {
    [matrix[a * size + k], matrix[b * size + k]] = [matrix[b * size + k]!, matrix[a * size + k]!];
    [inverse[a * size + k], inverse[b * size + k]] = [inverse[b * size + k]!, inverse[a * size + k]!];
  }
}
