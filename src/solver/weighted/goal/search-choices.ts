/** What branch and bound works out at a node from what it knows: where to branch, and which values would end it. */
import type { CoreProblem } from "../problem/core-problem";
import type { LiveOptions } from "./live-options";

/**
 * The live option most undecided and weighty; −1 when every item is settled.
 * @param mean option → running mean of the relaxation's choices
 * @param typicalAmount row → what an option uses of it, about
 */
export function mostUndecided(problem: CoreProblem, { live, count }: LiveOptions, mean: Float64Array, typicalAmount: Float64Array): number {
  let best = -1;
  let bestScore = -1;
  for (let i = 0; i < problem.itemCount; i++) {
    if (count[i] === 1) continue;
    for (let o = problem.optionStart[i]!; o < problem.optionStart[i + 1]!; o++) {
      if (live[o] === 0) continue;
      let weight = 0.01;
      for (let e = problem.entryStart[o]!; e < problem.entryStart[o + 1]!; e++) weight += problem.entryAmount[e]! / typicalAmount[problem.entryRow[e]!]!;
      const score = (0.5 - Math.abs(mean[o]! - 0.5) + 1e-6) * weight;
      if (score <= bestScore) continue;
      bestScore = score;
      best = o;
    }
  }
  return best;
}

/**
 * The greatest value, from the bound up and below the cutoff about, that leaves nothing to seek once it is found.
 * @param nextCutoff value found → only values below this are sought from then on; rises with the value
 */
export function greatestEnough(bound: number, cutoff: number, nextCutoff: (value: number) => number): number {
  const isEnough = (value: number): boolean => nextCutoff(value) <= bound;
  let [enough, beyond] = [bound, bound + 1];
  while (beyond < cutoff && isEnough(beyond)) [enough, beyond] = [beyond, bound + 2 * (beyond - bound)];
  while (beyond - enough > 1) {
    const middle = Math.floor((enough + beyond) / 2);
    if (isEnough(middle)) enough = middle;
    else beyond = middle;
  }
  return enough;
}
