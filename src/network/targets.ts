/** Base, band and the relief goal's penalty of a participant. */
import { ceilDivide, floorDivide, roundHalfUp, type Hundredths } from "../base/units";
import type { CohortParticipant } from "../model/cohort";
import { coWorkPoints } from "../model/capacity";
import { remembered } from "../model/remembered";
import { unitWork } from "../model/workload";

export interface ReliefTarget {
  /** Work in the window if nothing is done: Σ over units, own co-work in, stable element out. */
  readonly base: Hundredths;
  readonly lower: Hundredths;
  readonly upper: Hundredths;
  /** No plan gives less; null for no floor, and without a base, of which there is no share. */
  readonly floor: Hundredths | null;
  /** Penalties up to this one count the same: what the plan in progress left, no better being asked of a re-plan. */
  readonly accepted: number;
}

/** What a participant's relief is measured against. */
export const reliefTarget = remembered((participant: CohortParticipant, cohort): ReliefTarget => {
  const { policy } = cohort.caseload;
  const band = participant.settings.reliefBand ?? policy.reliefBand;
  const base = participant.units.reduce(
    (sum, unit) => sum + unitWork(unit, cohort),
    coWorkPoints(participant.worker.id, cohort),
  );
  const lower = ceilDivide(base * band.lower.numerator, band.lower.denominator);
  const upper = floorDivide(base * band.upper.numerator, band.upper.denominator);
  const target = roundHalfUp(base * band.target.numerator, band.target.denominator);
  const floor = policy.reliefFloor;
  return {
    base,
    ...(lower > upper ? { lower: target, upper: target } : { lower, upper }),
    accepted: cohort.caseload.inProgress?.given.find(({ participantId }) => participantId === participant.worker.id)?.reliefPenalty ?? 0,
    floor: floor === null || base === 0 ? null : ceilDivide(base * floor.numerator, floor.denominator),
  };
});

/** 4 · shortfall² + excess², each in thousandths of base rounded up, at least what is accepted; 0 without a base. */
export function reliefPenalty(relief: Hundredths, { base, lower, upper, accepted }: ReliefTarget): number {
  if (base === 0) return 0;
  const shortfall = Math.max(0, ceilDivide((lower - relief) * 1000, base));
  const excess = Math.max(0, ceilDivide((relief - upper) * 1000, base));
  return Math.max(accepted, 4 * shortfall * shortfall + excess * excess);
}

/** The penalty as a step function over reliefs from `least` to `most`: each step's first relief and cost. */
export function penaltySteps(
  target: ReliefTarget,
  least: Hundredths,
  most: Hundredths,
): readonly { readonly from: Hundredths; readonly cost: number }[] {
  const { base, lower, upper } = target;
  if (base === 0) return [{ from: least, cost: 0 }];
  const edges = [least];
  for (let shortfall = 0, edge = lower; edge > least; edge = lower - floorDivide(++shortfall * base, 1000)) edges.push(edge);
  for (let excess = 0, edge = upper + 1; edge <= most; edge = upper + 1 + floorDivide(++excess * base, 1000)) edges.push(edge);
  return [...new Set(edges)]
    .filter((edge) => edge <= most || edge === least)
    .sort((a, b) => a - b)
    .map((from) => ({ from, cost: reliefPenalty(from, target) }));
}
