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
  /** Whole cohorts put to HiGHS. */
  cohorts: number;
  /** Goals of cohorts that HiGHS proved, ours within the goal's own stop gap of its optimum. */
  cohortsProved: number;
  /** Goals of cohorts that HiGHS proved, ours further off when its step limit ended it, and not called met. */
  cohortsBehind: number;
  /** Goals of cohorts that HiGHS did not prove in its time: neither contradicts the other. */
  cohortsBounds: number;
  /** How often each method of ours answered tiny and small ones. */
  flow: number;
  weighted: number;
  /** Every disagreement in words. */
  readonly disagreements: string[];
}

export function newTally(): Tally {
  return { tiny: 0, tinyInfeasible: 0, small: 0, proved: 0, bounds: 0, cohorts: 0, cohortsProved: 0, cohortsBehind: 0, cohortsBounds: 0, flow: 0, weighted: 0, disagreements: [] };
}
