/** Times a solver: the first call in this process, then several more where one is short. */
import { performance } from "node:perf_hooks";
import type { Measured, Solve } from "./answer";

/** Calls before the timed ones: until this many or this long. */
const mostWarmUps = 50;
const warmUpMs = 1_000;
const mostRuns = 15;
const leastRuns = 3;
const budgetMs = 6_000;

/**
 * Solves, and solves again what was proved. The answer is the first call's; `memoryMb` is left to the caller.
 * @param longestRepeatedMs a first call that took longer is not repeated
 */
export async function measure(solve: Solve, longestRepeatedMs: number): Promise<Omit<Measured, "memoryMb">> {
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  const answer = await solve();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuStart);
  const cpuMs = (user + system) / 1000;
  const isProved = answer.status === "optimal" || answer.status === "infeasible" || answer.status === "unbounded";
  if (ms > longestRepeatedMs || !isProved) return { ...answer, ms, cpuMs, warmMs: null, warmRuns: 0 };
  for (let run = 0; run < mostWarmUps && performance.now() - start < ms + warmUpMs; run++) await solve();
  const times: number[] = [];
  const warmStart = performance.now();
  while (times.length < leastRuns || (times.length < mostRuns && performance.now() - warmStart < budgetMs)) {
    const before = performance.now();
    await solve();
    times.push(performance.now() - before);
  }
  return { ...answer, ms, cpuMs, warmMs: median(times), warmRuns: times.length };
}

/** The median of at least one number; of an even count, the upper one. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
