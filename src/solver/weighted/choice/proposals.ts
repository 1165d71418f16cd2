/**
 * Which options searches near a choice propose: those that taking costs the relaxation little.
 *
 * Notation. excess_o = the value of the option's block with it forced − without. Of a choice with value z excesses of different blocks sum up
 *   to at most z − bound, so what lies far above the mean of that over the items is hardly in a better choice.
 */
import type { CoreProblem } from "../problem/core-problem";

/** Greatest excess proposed, in units of the gap ÷ √items, and the temperature as a share of it. */
const REACH = 1.5;
const WARMTH = 0.1;

/** Options worth trying, and how warm it is. */
export interface Proposals {
  /** Options, the most promising first. */
  readonly options: Int32Array;
  /** Item → those of its own, in the same order. */
  readonly ofItem: readonly Int32Array[];
  /** The temperature to begin annealing with, scaled. */
  readonly temperature: number;
}

/**
 * Options by rising excess, those of items with one such option left out.
 * @param excess option → excess, at prices that are good; Infinity for one that nothing better can take
 * @param gap by how much the best known value is above the bound, in the same unit
 */
export function propose({ optionCount, itemCount, itemOfOption }: CoreProblem, excess: Float64Array, gap: number): Proposals {
  const reach = (REACH * gap) / Math.sqrt(itemCount);
  const count = new Int32Array(itemCount);
  for (let o = 0; o < optionCount; o++) if (excess[o]! <= reach) count[itemOfOption[o]!]!++;
  const options: number[] = [];
  for (let o = 0; o < optionCount; o++) if (excess[o]! <= reach && count[itemOfOption[o]!]! > 1) options.push(o);
  options.sort((a, b) => excess[a]! - excess[b]! || a - b);
  const ofItem: number[][] = Array.from({ length: itemCount }, () => []);
  for (const o of options) ofItem[itemOfOption[o]!]!.push(o);
  return { options: Int32Array.from(options), ofItem: ofItem.map((list) => Int32Array.from(list)), temperature: WARMTH * reach };
}
