/** The inverse of a square matrix, for the basis of a linear program. */
import type { WorkMeter } from "../problem/work-meter";

/** Inverts by Gauss and Jordan with row exchanges, with pauses; destroys the matrix. False when it is singular. */
export function* invert(matrix: Float64Array, inverse: Float64Array, size: number, meter: WorkMeter): Generator<void, boolean> {
  inverse.fill(0);
  const places = new Int32Array(size);
  const inversePlaces = new Int32Array(size);
  for (let i = 0; i < size; i++) inverse[i * size + i] = 1;
  for (let c = 0; c < size; c++) {
    let at = c;
    for (let i = c + 1; i < size; i++) if (Math.abs(matrix[i * size + c]!) > Math.abs(matrix[at * size + c]!)) at = i;
    const pivot = matrix[at * size + c]!;
    if (Math.abs(pivot) < 1e-11) return false;
    meter.spend(2 * size * size);
    if (meter.isYieldDue()) yield;
    if (at !== c) exchange(matrix, inverse, size, at, c);
    // What is 0 in this row changes nothing in the others: mostly there is little else.
    let filled = 0;
    let filledInverse = 0;
    for (let k = c; k < size; k++) {
      if (matrix[c * size + k] === 0) continue;
      matrix[c * size + k]! /= pivot;
      places[filled++] = k;
    }
    for (let k = 0; k < size; k++) {
      if (inverse[c * size + k] === 0) continue;
      inverse[c * size + k]! /= pivot;
      inversePlaces[filledInverse++] = k;
    }
    for (let i = 0; i < size; i++) {
      const factor = matrix[i * size + c]!;
      if (i === c || factor === 0) continue;
      for (let t = 0; t < filled; t++) matrix[i * size + places[t]!]! -= factor * matrix[c * size + places[t]!]!;
      for (let t = 0; t < filledInverse; t++) inverse[i * size + inversePlaces[t]!]! -= factor * inverse[c * size + inversePlaces[t]!]!;
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
