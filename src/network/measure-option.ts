/** Turns a dated placement into an option: relief, load, continuity and travel, each rounded once. */
import { monthsBefore, type Day } from "../base/calendar";
import { roundHalfUp, type Hundredths, type PerMille } from "../base/units";
import { continuityOf } from "../continuity/continuity-cost";
import type { Worker } from "../model/caseload";
import type { Cohort, Unit } from "../model/cohort";
import { coWorkPoints } from "../model/capacity";
import { unitVisits } from "../model/contacts-due";
import type { CostPart, DatedPlacement, Option } from "../model/option";
import { remembered } from "../model/remembered";
import type { RuleId } from "../model/rule-settings";
import { exactWork, levelChanges, levelStretches, toLevelPoints, toWindowPoints, type ExactLevel } from "../model/workload";
import { limitOf } from "../rules/rule";
import { closeOf } from "./dates";

/** The option to leave a unit where it is. */
export function stayOption(unit: Unit, cohort: Cohort): Option {
  return {
    unit,
    mode: "stay",
    placement: null,
    relief: 0,
    reliefByWeek: weekStarts(cohort).map(() => 0),
    loadOn: () => 0,
    load: 0,
    companionLoad: 0,
    cost: 0,
    costParts: [],
    travelMinutes: visitsIn(unit, cohort) * minutesTo(unit, unit.worker, cohort),
    extraTravel: 0,
    contacts: 0,
    coverVisits: 0,
    changesOfWorker: 0,
    hasWorstCase: false,
    isFileReady: true,
    usesException: false,
    isChange: false,
    earlier: [],
    held: null,
  };
}

/** The option that a placement makes, with the soft rules it breaks as named terms of its cost. */
export function measurePlacement(placement: DatedPlacement, softRules: readonly RuleId[], cohort: Cohort): Option {
  const { unit, mode, takeover } = placement;
  const continuity = continuityOf(placement, cohort);
  const softParts = softRules.map((term): CostPart => ({ term, cost: cohort.caseload.policy.rules[term].milliContacts }));
  const costParts = [...continuity.parts, ...softParts.filter((part) => part.cost !== 0)];
  const reliefByWeek = reliefWeeks(placement, cohort);
  const loadOn = loadOf(placement, cohort);
  const visitShare = mode === "co-work" ? cohort.caseload.policy.coWorkShare : 1000;
  const travelMinutes = travelOf(placement, visitShare, cohort);
  return {
    unit,
    mode,
    placement,
    relief: reliefByWeek.reduce((sum, relief) => sum + relief, 0),
    reliefByWeek,
    loadOn,
    load: Math.max(...loadDays(placement, cohort).map(loadOn)),
    companionLoad: placement.companion === null ? 0 : cohort.caseload.weightingScheme.companionPoints,
    cost: costParts.reduce((sum, part) => sum + part.cost, 0),
    costParts,
    travelMinutes,
    extraTravel: travelMinutes - visitsIn(unit, cohort) * minutesTo(unit, unit.worker, cohort),
    contacts: continuity.contacts,
    coverVisits: roundHalfUp(
      unitVisits(unit, Math.max(takeover, cohort.start), Math.min(placement.until, cohort.end + 1), cohort) * visitShare,
      1000,
    ),
    changesOfWorker: continuity.changesOfWorker,
    hasWorstCase: continuity.hasWorstCase,
    isFileReady: mode === "co-work" || isFileReady(unit, takeover, cohort),
    usesException: usesException(placement, cohort),
    isChange: true,
    earlier: [],
    held: null,
  };
}

/** The option that a placement makes which differs from an option's by the second worker alone: only its way is another. */
export function withCompanion(option: Option, placement: DatedPlacement, cohort: Cohort): Option {
  const travelMinutes = travelOf(placement, 1000, cohort);
  return { ...option, placement, travelMinutes, extraTravel: option.extraTravel + travelMinutes - option.travelMinutes };
}

/** First days of the programme weeks. */
export function weekStarts({ start, end }: Cohort): readonly Day[] {
  const starts: Day[] = [];
  for (let day = start; day <= end; day += 7) starts.push(day);
  return starts;
}

/** Work of a unit in each programme week if nothing is done; sums to the unit's work in the window. */
export const workWeeks = remembered((unit: Unit, cohort): readonly Hundredths[] => spreadOverWeeks(unit, 1000, cohort.start, cohort.end + 1, cohort));

/** Points of handover effort, on each side. */
function effortOf({ unit, mode }: DatedPlacement, { caseload }: Cohort): Hundredths {
  if (mode === "co-work") return 0;
  return unit.kind === "family" ? caseload.policy.handoverEffortPoints : caseload.policy.supervisionEffortPoints;
}

/** The effort falls into the week of the takeover, or the first week when that is earlier. */
function reliefWeeks(placement: DatedPlacement, cohort: Cohort): readonly Hundredths[] {
  const { unit, mode, takeover, until } = placement;
  const { coWorkShare, coWorkOverhead } = cohort.caseload.policy;
  const share = mode === "co-work" ? coWorkShare - coWorkOverhead : 1000;
  const effort = effortOf(placement, cohort);
  const weeks = spreadOverWeeks(unit, share, takeover, until, cohort);
  const week = Math.max(0, Math.floor((takeover - cohort.start) / 7));
  return weeks.map((relief, index) => (index === Math.min(week, weeks.length - 1) ? relief - effort : relief));
}

/** Rounds the running total, so that the weeks sum to the whole rounded once. */
function spreadOverWeeks(unit: Unit, share: PerMille, from: Day, until: Day, cohort: Cohort): readonly Hundredths[] {
  const stretches = levelStretches(unit, unit.worker, cohort);
  const upTo = (day: Day): Hundredths =>
    toWindowPoints(exactWork(stretches, Math.max(from, cohort.start), Math.min(until, day), cohort), share, cohort);
  return weekStarts(cohort).map((weekStart) => upTo(weekStart + 7) - upTo(weekStart));
}

function loadOf(placement: DatedPlacement, cohort: Cohort): (day: Day) => Hundredths {
  const { unit, mode, cover, takeover, until } = placement;
  const stretches = levelStretches(unit, cover, cohort);
  const share = mode === "co-work" ? cohort.caseload.policy.coWorkShare : 1000;
  // What the cover worker does for the family already is part of what it takes on; of a split family, with the first part.
  const already = unit.kind === "family" && unit.part === 0 ? coWorkPoints(cover.id, cohort, unit.id) : 0;
  const effort = effortOf(placement, cohort);
  const close = Math.min(until, closeOf(unit));
  const loadAt = (level: ExactLevel): Hundredths => Math.max(0, toLevelPoints(level, share) + effort - already);
  const loads = stretches.map(({ level }) => loadAt(level));
  const other = loadAt(0);
  return (day) => {
    if (day < takeover || day >= close) return 0;
    for (let index = 0; index < stretches.length; index++) if (stretches[index]!.from <= day && day < stretches[index]!.until) return loads[index]!;
    return other;
  };
}

/** Days on which the load is greatest or may change: the takeover, and wherever the level changes. */
function loadDays({ unit, takeover, until }: DatedPlacement, cohort: Cohort): readonly Day[] {
  return [takeover, ...levelChanges(unit, cohort).filter((day) => day > takeover && day < until)];
}

/** Every visit over the horizon, at the distance of whoever makes it; a companion travels too. */
function travelOf(placement: DatedPlacement, visitShare: PerMille, cohort: Cohort): number {
  const { unit, cover, companion, takeover, until } = placement;
  const byCover = roundHalfUp(unitVisits(unit, takeover, until, cohort) * visitShare, 1000);
  const byWorker = Math.max(0, visitsIn(unit, cohort) - byCover);
  return (
    byCover * (minutesTo(unit, cover, cohort) + (companion === null ? 0 : minutesTo(unit, companion, cohort))) +
    byWorker * minutesTo(unit, unit.worker, cohort)
  );
}

const visitsIn = remembered((unit: Unit, cohort): number => unitVisits(unit, cohort.horizonStart, cohort.horizonEnd, cohort));

function minutesTo(unit: Unit, worker: Worker, cohort: Cohort): number {
  return unit.kind === "family" ? (cohort.minutesBetween(worker.area, unit.family.area) ?? 0) : 0;
}

/** Rule 25, a flag: assessment recent, chronology written, child seen. Unknown is not ready. */
function isFileReady(unit: Unit, takeover: Day, cohort: Cohort): boolean {
  if (unit.kind === "supervision" || cohort.caseload.policy.rules["file-ready"].mode === "off") return true;
  const oldest = monthsBefore(takeover, limitOf("file-ready", cohort));
  return unit.children.every(
    (child) => child.assessedOn !== null && child.assessedOn > oldest && child.hasChronology === true && child.lastVisitOn !== null,
  );
}

function usesException({ unit, mode, handBack }: DatedPlacement, cohort: Cohort): boolean {
  return (
    mode === "handover" &&
    cohort
      .exceptionsOf(unit.id)
      .some(
        (exception) =>
          (exception.kind === "split-family" && exception.workerId === unit.worker.id) ||
          exception.kind === "move-in-protected-period" ||
          (exception.kind === "no-hand-back" && handBack === null),
      )
  );
}
