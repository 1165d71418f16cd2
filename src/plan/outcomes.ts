/** What a set of chosen options comes to for each participant and cover worker, and in all. */
import { formatDay } from "../base/calendar";
import { ceilDivide, roundHalfUp, type Hundredths } from "../base/units";
import type { Worker } from "../model/caseload";
import { capacityOn } from "../model/capacity";
import type { Cohort, CohortParticipant } from "../model/cohort";
import type { Option } from "../model/option";
import { remembered } from "../model/remembered";
import { unitWork } from "../model/workload";
import { weekStarts, workWeeks } from "../network/measure-option";
import { reliefTarget, type ReliefTarget } from "../network/targets";
import type { LoadedStretch } from "../rules/cover-capacity";
import { childrenHeld } from "../rules/cover-children";
import type { CapacityInterval, CoverWorkerOutcome, Headline, ParticipantOutcome, Totals, WeekRelief } from "./plan";

/**
 * Before and after for one participant; the shortfall's sentence is explained elsewhere.
 * @param own the options of its units
 */
export function participantOutcome(
  participant: CohortParticipant,
  own: readonly Option[],
  cohort: Cohort,
): Omit<ParticipantOutcome, "shortfallSentence"> {
  const { worker, units } = participant;
  const target = reliefTarget(participant, cohort);
  const relief = own.reduce((sum, option) => sum + option.relief, 0);
  const weeks = target.base === 0 ? [] : weeklyRelief(own, cohort);
  const families = units.filter((unit) => unit.kind === "family");
  return {
    workerId: worker.id,
    role: worker.role,
    grade: worker.grade,
    team: worker.team,
    children: families.reduce((sum, unit) => sum + unit.children.length, 0),
    families: families.length,
    basePoints: points(target.base),
    bandLowerPoints: points(target.lower),
    bandUpperPoints: points(target.upper),
    reliefPoints: points(relief),
    afterPoints: points(target.base - relief),
    reliefPerMille: perMille(relief, target.base),
    isInBand: target.base > 0 && relief >= target.lower && relief <= target.upper,
    weeks,
    lowestWeek: weeks.reduce<WeekRelief | null>((lowest, week) => (lowest === null || isLower(week, lowest) ? week : lowest), null),
    ...workloadPercents(worker, target.base, relief, cohort),
    newFamily: newFamily(target, relief, families.map((unit) => unitWork(unit, cohort))),
  };
}

/**
 * A cover worker's stretches of load and its greatest workload, existing work included.
 * @param carried the options that it carries
 * @param stretches loaded with them
 */
export function coverWorkerOutcome(worker: Worker, carried: readonly Option[], stretches: readonly LoadedStretch[], cohort: Cohort): CoverWorkerOutcome {
  const taken = carried.filter((option) => option.placement?.cover === worker);
  const moved = taken.filter((option) => option.mode === "handover" && option.unit.kind === "family");
  return {
    workerId: worker.id,
    role: worker.role,
    grade: worker.grade,
    team: worker.team,
    familiesTaken: moved.length,
    childrenTaken: moved.reduce((sum, { unit }) => sum + (unit.kind === "family" ? unit.children.length : 0), 0),
    familiesCoWorked: taken.filter((option) => option.mode === "co-work").length,
    supervisionTaken: taken.filter((option) => option.unit.kind === "supervision").length,
    childrenHeldBefore: childrenHeld(worker, cohort),
    peakWorkloadPercentBefore: peak(stretches, () => 0),
    peakWorkloadPercentAfter: peak(stretches, ({ added }) => added),
    intervals: joinIntervals(stretches),
  };
}

/** Counts over all the options chosen. */
export function totalsOf(options: readonly Option[]): Totals {
  const families = options.filter((option) => option.unit.kind === "family");
  const moved = families.filter((option) => option.mode === "handover");
  return {
    familiesMoved: moved.length,
    familiesCoWorked: families.filter((option) => option.mode === "co-work").length,
    familiesStaying: families.filter((option) => option.mode === "stay").length,
    childrenMoved: moved.reduce((sum, { unit }) => sum + (unit.kind === "family" ? unit.children.length : 0), 0),
    changesOfWorker: options.reduce((sum, option) => sum + option.changesOfWorker, 0),
    supervisionMoved: options.filter((option) => option.unit.kind === "supervision" && option.mode === "handover").length,
    continuityCost: options.reduce((sum, option) => sum + option.cost, 0) / 1000,
    travelMinutes: options.reduce((sum, option) => sum + option.travelMinutes, 0),
  };
}

/** The report's first line in numbers. */
export function headlineOf(participants: readonly Omit<ParticipantOutcome, "shortfallSentence">[]): Headline {
  const withBase = participants.filter((participant) => participant.reliefPerMille !== null);
  const reliefs = withBase.map((participant) => participant.reliefPerMille!);
  return {
    participantsWithBase: withBase.length,
    participantsInBand: withBase.filter((participant) => participant.isInBand).length,
    meanReliefPerMille: reliefs.length === 0 ? 0 : roundHalfUp(reliefs.reduce((sum, share) => sum + share, 0), reliefs.length),
    nearLowerEdge: withBase.filter(
      ({ isInBand, reliefPoints, bandLowerPoints, basePoints }) =>
        isInBand && hundredths(reliefPoints) - hundredths(bandLowerPoints) <= hundredths(basePoints) / 100,
    ).length,
  };
}

/** Hundredths as the points a reader sees. */
export function points(value: Hundredths): number {
  return value / 100;
}

function hundredths(value: number): Hundredths {
  return Math.round(value * 100);
}

function perMille(part: number, whole: number): number | null {
  return whole === 0 ? null : roundHalfUp(part * 1000, whole);
}

function weeklyRelief(own: readonly Option[], cohort: Cohort): readonly WeekRelief[] {
  const work = own.map((option) => workWeeks(option.unit, cohort));
  return weekStarts(cohort).map((start, week) => {
    const relief = own.reduce((sum, option) => sum + option.reliefByWeek[week]!, 0);
    const workPoints = work.reduce((sum, weeks) => sum + weeks[week]!, 0);
    return {
      week: week + 1,
      startDate: formatDay(start),
      reliefPoints: points(relief),
      workPoints: points(workPoints),
      reliefPerMille: perMille(relief, workPoints),
    };
  });
}

/** By share of the week's work; a week without work has none and is never the lowest. */
function isLower(a: WeekRelief, b: WeekRelief): boolean {
  if (a.reliefPerMille === null || b.reliefPerMille === null) return a.reliefPerMille !== null;
  return a.reliefPerMille < b.reliefPerMille;
}

/** Points used over own capacity, both averaged over the working days of the window. */
function workloadPercents(worker: Worker, base: Hundredths, relief: Hundredths, cohort: Cohort) {
  const capacity = windowCapacity(worker, cohort);
  const used = worker.stablePoints + worker.extraPoints + base;
  const percent = (work: Hundredths): number | null => (capacity === 0 ? null : ceilDivide(100 * work * cohort.workingDays, capacity));
  return { workloadPercentBefore: percent(used), workloadPercentAfter: percent(used - relief) };
}

/** Sum over the working days of the window. */
const windowCapacity = remembered((worker: Worker, cohort): Hundredths => {
  let capacity = 0;
  for (let day = cohort.start; day <= cohort.end; day++) {
    if (cohort.calendar.isWorkingDay(day)) capacity += capacityOn(worker, day, cohort) ?? 0;
  }
  return capacity;
});

function newFamily({ base }: ReliefTarget, relief: Hundredths, works: readonly Hundredths[]): ParticipantOutcome["newFamily"] {
  if (base === 0 || works.length === 0) return null;
  const mean = roundHalfUp(works.reduce((sum, work) => sum + work, 0), works.length);
  return { points: points(mean), reliefPerMille: roundHalfUp(relief * 1000, base) - roundHalfUp(relief * 1000, base + mean) };
}

/** The greatest percentage of capacity; null when there is none on any day. */
function peak(stretches: readonly LoadedStretch[], addedOn: (stretch: LoadedStretch) => Hundredths): number | null {
  const able = stretches.filter(({ capacity }) => capacity > 0);
  if (able.length === 0) return null;
  return Math.max(...able.map((stretch) => ceilDivide(100 * (stretch.existing + addedOn(stretch)), stretch.capacity)));
}

function joinIntervals(stretches: readonly LoadedStretch[]): readonly CapacityInterval[] {
  const joined: CapacityInterval[] = [];
  for (const { from, to, capacity, existing, added } of stretches) {
    const interval: CapacityInterval = {
      from: formatDay(from),
      to: formatDay(to),
      capacityPoints: points(capacity),
      existingPoints: points(existing),
      addedPoints: points(added),
    };
    const last = joined.at(-1);
    if (last !== undefined && isSameLoad(last, interval)) joined[joined.length - 1] = { ...last, to: interval.to };
    else joined.push(interval);
  }
  return joined;
}

function isSameLoad(a: CapacityInterval, b: CapacityInterval): boolean {
  return a.capacityPoints === b.capacityPoints && a.existingPoints === b.existingPoints && a.addedPoints === b.addedPoints;
}
