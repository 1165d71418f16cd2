/**
 * A basis of the linear program over listed patterns, with its inverse kept in full.
 *
 * Notation. As master-program.ts: m rows and blocks together; B the basis, ρ a row of B⁻¹, α_j = ρ A_j, d_j the reduced cost of column j.
 *   Columns are patterns, then one slack a row.
 * Invariants. After a start and after every pivot inverse, basic values and reduced costs of live columns belong to the basis, as far as floating point goes.
 * Cost. A pivot O(entries of live patterns + m²); a start O(m³).
 */
import { invert } from "./invert";
import type { PatternList } from "../pattern/pattern-list";
import type { WorkMeter } from "../problem/work-meter";

/** What {@link MasterBasis.save} keeps. */
export interface MasterState {
  readonly basis: Int32Array;
  readonly inverse: Float64Array;
  readonly basic: Float64Array;
  readonly reduced: Float64Array;
  readonly position: Int32Array;
  readonly objective: number;
  readonly pivots: number;
}

/** Pivots after which the inverse is worked out anew. */
export const REFACTOR = 60;

export class MasterBasis {
  /** Row of B⁻¹ → the column that is basic there. */
  readonly basis: Int32Array;
  /** The objective at the end of the last solve. */
  objective = 0;
  /** Pivots since the inverse was worked out; Infinity before it is. */
  private pivots = Infinity;
  /** Rows and blocks together. */
  protected readonly size: number;
  protected readonly inverse: Float64Array;
  protected readonly basic: Float64Array;
  /** Column → reduced cost. */
  protected readonly reduced: Float64Array;
  /** Column → its row of B⁻¹, −1 when it is not basic. */
  protected readonly position: Int32Array;
  /** B⁻¹ A_j of the column asked for last, and α of the row asked for last. */
  protected readonly column: Float64Array;
  protected readonly ratioRow: Float64Array;
  protected readonly rowScale: Float64Array;
  protected readonly dual: Float64Array;
  /** Where a row of the inverse is not 0. */
  private readonly filled: Int32Array;
  /** Patterns that may enter the basis while they are live: all, unless confined. */
  protected candidates: Int32Array;

  /**
   * @param isLive pattern → 1 when it may be taken; read at every solve
   * @param limit row → limit
   */
  constructor(
    protected readonly list: PatternList,
    protected readonly blockCount: number,
    protected readonly limit: Float64Array,
    protected readonly isLive: Uint8Array,
    protected readonly meter: WorkMeter,
  ) {
    const rowCount = limit.length;
    this.size = rowCount + blockCount;
    this.basis = new Int32Array(this.size);
    this.inverse = new Float64Array(this.size * this.size);
    this.basic = new Float64Array(this.size);
    this.reduced = new Float64Array(list.count + rowCount);
    this.position = new Int32Array(list.count + rowCount);
    this.column = new Float64Array(this.size);
    this.ratioRow = new Float64Array(list.count + rowCount);
    this.rowScale = new Float64Array(rowCount);
    this.dual = new Float64Array(this.size);
    this.filled = new Int32Array(this.size);
    this.candidates = Int32Array.from({ length: list.count }, (_, p) => p);
    for (let e = 0; e < list.entryRow.length; e++) this.rowScale[list.entryRow[e]!] = Math.max(this.rowScale[list.entryRow[e]!]!, list.entryAmount[e]!);
    for (let r = 0; r < rowCount; r++) this.rowScale[r] = 1 / (this.rowScale[r]! || 1);
  }

  /** Lets only these patterns enter the basis from now on, live ones of every block among them; others that are in it stay until they leave. */
  confine(candidates: Int32Array): void {
    this.candidates = candidates;
    this.priceOut();
    this.meter.spend(8 * candidates.length + this.inverse.length);
  }

  /** Starts from every block's cheapest live pattern and all slacks. */
  *startAfresh(): Generator<void, void> {
    const { list, blockCount, limit, basis } = this;
    for (let r = 0; r < limit.length; r++) basis[r] = list.count + r;
    basis.fill(-1, limit.length, limit.length + blockCount);
    for (const p of this.candidates) {
      const at = limit.length + list.blockOf[p]!;
      if (this.isLive[p] === 1 && (basis[at]! < 0 || list.value[p]! < list.value[basis[at]!]!)) basis[at] = p;
    }
    yield* this.refactor();
  }

  /** Starts from a basis of an earlier solve, whatever has died since, rows that joined at the end since by their slacks; false when it is singular. */
  *startFrom(basis: Int32Array): Generator<void, boolean> {
    if (this.pivots < REFACTOR && basis.length === this.size && basis.every((j, i) => j === this.basis[i])) return true;
    this.basis.set(basis);
    for (let i = basis.length; i < this.size; i++) this.basis[i] = this.list.count + this.limit.length - this.size + i;
    return yield* this.refactor();
  }

  /** Goes on from where a program of the same rows stands, whose patterns are the first of this one's; false when its basis has become singular. */
  *goOnFrom(former: MasterBasis): Generator<void, boolean> {
    if (former.pivots >= REFACTOR || former.rowScale.some((scale, r) => scale !== this.rowScale[r])) return yield* this.startFrom(former.basisWithin(this));
    this.basis.set(former.basisWithin(this));
    this.inverse.set(former.inverse);
    this.basic.set(former.basic);
    this.pivots = former.pivots;
    this.takePlaces();
    this.meter.spend(this.inverse.length + 8 * this.candidates.length);
    return true;
  }

  /** Everything a solve changes, to come back to. */
  save(): MasterState {
    const { basis, inverse, basic, reduced, position, objective, pivots } = this;
    return { pivots, basis: basis.slice(), inverse: inverse.slice(), basic: basic.slice(), reduced: reduced.slice(), position: position.slice(), objective };
  }

  /** Back to what was saved. */
  restore(state: MasterState): void {
    this.basis.set(state.basis);
    this.inverse.set(state.inverse);
    this.basic.set(state.basic);
    this.reduced.set(state.reduced);
    this.position.set(state.position);
    this.objective = state.objective;
    this.pivots = state.pivots;
    this.meter.spend(this.inverse.length + this.reduced.length);
  }

  /** The basis in the numbers of a program with more patterns and more rows, the new rows' slacks joining it. @param last how many of its last rows came after the new ones */
  basisWithin(wider: MasterBasis, last = 0): Int32Array {
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

  protected isDead(column: number): boolean {
    return column < this.list.count && this.isLive[column] === 0;
  }

  /** ρ A_j of every column that may enter; of others it stays what it was. */
  protected fillRatioRow(row: number): void {
    const { list, size, inverse, limit, isLive, ratioRow, position, rowScale, candidates, dual: scaled } = this;
    const { entryStart, entryRow, entryAmount } = list;
    const at = row * size;
    for (let r = 0; r < limit.length; r++) scaled[r] = inverse[at + r]! * rowScale[r]!;
    let work = 0;
    const own = at + limit.length;
    for (let c = 0; c < candidates.length; c++) {
      const p = candidates[c]!;
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

  protected pivot(row: number, entering: number): void {
    const { size, inverse, basic, basis, column, reduced, position, ratioRow, list, isLive, candidates, filled } = this;
    this.fillColumn(entering);
    const alpha = column[row]!;
    const step = reduced[entering]! / alpha;
    for (let c = 0; c < candidates.length; c++) {
      const p = candidates[c]!;
      if (isLive[p] === 1 && position[p]! < 0) reduced[p]! -= step * ratioRow[p]!;
    }
    for (let j = list.count; j < reduced.length; j++) if (position[j]! < 0) reduced[j]! -= step * ratioRow[j]!;
    const leaving = basis[row]!;
    reduced[leaving] = -step;
    reduced[entering] = 0;
    const amount = basic[row]! / alpha;
    const from = row * size;
    // What is 0 in this row changes nothing in the others.
    let count = 0;
    for (let k = 0; k < size; k++) {
      if (inverse[from + k] === 0) continue;
      inverse[from + k]! /= alpha;
      filled[count++] = k;
    }
    for (let i = 0; i < size; i++) {
      const factor = column[i]!;
      if (i === row || factor === 0) continue;
      basic[i]! -= factor * amount;
      const to = i * size;
      for (let t = 0; t < count; t++) inverse[to + filled[t]!]! -= factor * inverse[from + filled[t]!]!;
    }
    basic[row] = amount;
    this.pivots++;
    position[leaving] = -1;
    position[entering] = row;
    basis[row] = entering;
  }

  /** B⁻¹ A_j into `column`. */
  protected fillColumn(j: number): void {
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
  protected *refactor(): Generator<void, boolean> {
    const { list, size, basis, inverse, basic, limit, rowScale } = this;
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      const j = basis[i]!;
      if (j >= list.count) matrix[(j - list.count) * size + i] = 1;
      else {
        for (let e = list.entryStart[j]!; e < list.entryStart[j + 1]!; e++) matrix[list.entryRow[e]! * size + i] = list.entryAmount[e]! * rowScale[list.entryRow[e]!]!;
        matrix[(limit.length + list.blockOf[j]!) * size + i] = 1;
      }
    }
    this.pivots = Infinity;
    if (!(yield* invert(matrix, inverse, size, this.meter))) return false;
    this.pivots = 0;
    for (let i = 0; i < size; i++) {
      let value = 0;
      for (let r = 0; r < size; r++) value += inverse[i * size + r]! * this.rightSide(r);
      basic[i] = value;
    }
    this.takePlaces();
    return true;
  }

  /** Places of columns and their reduced costs, from the basis and its inverse. */
  private takePlaces(): void {
    this.position.fill(-1);
    for (let i = 0; i < this.size; i++) this.position[this.basis[i]!] = i;
    this.priceOut();
  }

  /** Reduced costs of all columns that may enter. */
  protected priceOut(): void {
    const { list, size, basis, limit, rowScale, reduced, dual, candidates } = this;
    this.fillDual();
    for (let c = 0; c < candidates.length; c++) {
      const p = candidates[c]!;
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

  protected fillDual(): void {
    const { size, inverse, basis, list, dual } = this;
    dual.fill(0);
    for (let i = 0; i < size; i++) {
      const cost = basis[i]! < list.count ? list.value[basis[i]!]! : 0;
      if (cost !== 0) for (let r = 0; r < size; r++) dual[r]! += cost * inverse[i * size + r]!;
    }
  }

  protected objectiveNow(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) if (this.basis[i]! < this.list.count) sum += this.list.value[this.basis[i]!]! * this.basic[i]!;
    return sum;
  }
}
