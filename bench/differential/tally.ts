/** What a differential run counted. */

export interface Tally {
  /** Tiny instances listed in full. */
  tiny: number;
  /** Of those, how many have no feasible choice. */
  tinyInfeasible: number;
  /** Small instances put to HiGHS. */
  small: number;
  /** Goals that HiGHS proved, and ours does not contradict. */
  proved: number;
  /** Goals that HiGHS did not prove in its time: neither contradicts the other. */
  bounds: number;
  /** How often each method of ours answered. */
  flow: number;
  weighted: number;
  /** Every disagreement in words. */
  readonly disagreements: string[];
}

export function newTally(): Tally {
  return { tiny: 0, tinyInfeasible: 0, small: 0, proved: 0, bounds: 0, flow: 0, weighted: 0, disagreements: [] };
}
