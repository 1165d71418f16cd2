/** The inverse of a square matrix, for the basis of a linear program. */
import type { WorkMeter } from "../problem/work-meter";

/** Inverts by Gauss and Jordan with row exchanges, with pauses; destroys the matrix. False when it is singular. */
export function* invert(matrix: Float64Array, inverse: Float64Array, size: number, meter: WorkMeter): Generator<void, boolean> {
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
