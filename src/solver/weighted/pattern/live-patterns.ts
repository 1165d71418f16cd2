/**
 * What searches over listed patterns share: the live patterns of a node, one array a block.
 *
 * Invariants. Functions change `live` only where they say so, and never the arrays in it.
 */
import type { PatternList } from "./pattern-list";
import type { WorkMeter } from "../problem/work-meter";

/** Block → its live patterns. */
export type LivePatterns = Int32Array[];

/** All patterns of a list whose blocks are in order. */
export function everyPattern(list: PatternList): LivePatterns {
  return Array.from({ length: list.start.length - 1 }, (_, b) => Int32Array.from({ length: list.start[b + 1]! - list.start[b]! }, (_value, k) => list.start[b]! + k));
}

export function countLive(live: readonly Int32Array[]): number {
  let count = 0;
  for (const patterns of live) count += patterns.length;
  return count;
}

/** Drops patterns that do not fit beside the least use of the other blocks; false when a block has none left. */
export function* propagate(list: PatternList, limit: Float64Array, live: LivePatterns, meter: WorkMeter): Generator<void, boolean> {
  if (live.some((patterns) => patterns.length === 0)) return false;
  const size = limit.length;
  const least = new Float64Array(size);
  const blockLeast: Float64Array[] = [];
  for (const patterns of live) {
    blockLeast.push(leastUse(list, patterns, size, meter));
    if (meter.isYieldDue()) yield;
  }
  for (;;) {
    least.fill(0);
    for (const one of blockLeast) for (let r = 0; r < size; r++) least[r]! += one[r]!;
    for (let r = 0; r < size; r++) if (least[r]! > limit[r]!) return false;
    let isChanged = false;
    for (let b = 0; b < live.length; b++) {
      const own = blockLeast[b]!;
      const kept = live[b]!.filter((p) => {
        for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) {
          const r = list.entryRow[e]!;
          if (least[r]! - own[r]! + list.entryAmount[e]! > limit[r]!) return false;
        }
        return true;
      });
      meter.spend(live[b]!.length * 4);
      if (meter.isYieldDue()) yield;
      if (kept.length === live[b]!.length) continue;
      if (kept.length === 0) return false;
      live[b] = kept;
      blockLeast[b] = leastUse(list, kept, size, meter);
      isChanged = true;
    }
    if (!isChanged) return true;
  }
}

/** Row → the least that any of the patterns uses, of the first rows. */
export function leastUse(list: PatternList, patterns: Int32Array, size: number, meter: WorkMeter): Float64Array {
  const least = new Float64Array(size);
  const hits = new Int32Array(size);
  for (let k = 0; k < patterns.length; k++) {
    const p = patterns[k]!;
    for (let e = list.entryStart[p]!; e < list.entryStart[p + 1]!; e++) {
      const r = list.entryRow[e]!;
      if (r >= size) break;
      least[r] = hits[r]!++ === 0 ? list.entryAmount[e]! : Math.min(least[r]!, list.entryAmount[e]!);
    }
  }
  meter.spend(patterns.length * 12 + size);
  for (let r = 0; r < size; r++) if (hits[r]! < patterns.length) least[r] = 0;
  return least;
}

/** The patterns that take one of some options, and those that do not. */
export function splitBy(list: PatternList, patterns: Int32Array, options: readonly number[], meter: WorkMeter): readonly [Int32Array, Int32Array] {
  const takes = (p: number): boolean => {
    for (let a = list.optionStart[p]!; a < list.optionStart[p + 1]!; a++) if (options.includes(list.option[a]!)) return true;
    return false;
  };
  meter.spend(patterns.length * 4);
  return [patterns.filter(takes), patterns.filter((p) => !takes(p))];
}
