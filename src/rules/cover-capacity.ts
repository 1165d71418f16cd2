import { formatDay, type Day } from "../base/calendar";
import { floorDivide, type Hundredths } from "../base/units";
import type { Worker } from "../model/caseload";
import { capacityChanges, capacityOn, existingWork } from "../model/capacity";
import type { Cohort } from "../model/cohort";
import type { EarlierPart, HeldPart, Option } from "../model/option";
import { levelChanges } from "../model/workload";
import type { Limit } from "./rule";

/** A stretch of days on which neither capacity nor any load changes. */
export interface CapacityStretch {
  readonly worker: Worker;
  readonly from: Day;
  readonly to: Day;
  readonly capacity: Hundredths;
  readonly existing: Hundredths;
}

/** A capacity limit knows its stretch, so that a workload percentage can be told from it. */
export interface CapacityLimit extends Limit {
  readonly stretch: CapacityStretch;
}

/**
 * Rules 9 and 45: no cover worker above 100 % of capacity on any day, less the reserve. Where existing
 * work is above that already, nothing is added. The limits of one; none for one who carries nothing.
 * @param options those that the worker carries
 * @param held of all options
 */
export function capacityLimits(worker: Worker, options: readonly Option[], held: readonly HeldPart[], cohort: Cohort): readonly CapacityLimit[] {
  if (options.length === 0) return [];
  return capacityStretches(worker, options, cohort).map((stretch) => ({
    rule: "cover-capacity",
    ids: [worker.id, formatDay(stretch.from)],
    most: roomOn(stretch, held, cohort),
    amountOf: (option) => loadOf(option, worker, stretch.from),
    among: options,
    stretch,
  }));
}

/** The most that options may add on a stretch. */
export function roomOn(stretch: CapacityStretch, held: readonly HeldPart[], cohort: Cohort): Hundredths {
  return Math.max(0, available(stretch, cohort), heldBy(stretch, held));
}

/** What was held when the day of a re-plan came, of every unit once. */
export function heldParts(options: readonly Option[]): readonly HeldPart[] {
  return [...new Map(options.map((option) => [option.unit, option.held])).values()].filter((part) => part !== null);
}

/** What an option adds to a worker on a day. */
export function loadOf({ placement, loadOn, companionLoad, earlier }: Option, worker: Worker, day: Day): Hundredths {
  const own = placement === null ? 0 : partLoad({ placement, loadOn, companionLoad }, worker, day);
  return earlier.reduce((sum, part) => sum + partLoad(part, worker, day), own);
}

function partLoad({ placement, loadOn, companionLoad }: EarlierPart, worker: Worker, day: Day): Hundredths {
  if (day < placement.takeover || day >= placement.until) return 0;
  if (placement.cover.id === worker.id) return loadOn(day);
  return placement.companion?.id === worker.id ? companionLoad : 0;
}

/** What the worker carries on the stretch whatever is decided: there already, so that a plan may leave it but add nothing. */
function heldBy({ worker, from }: CapacityStretch, held: readonly HeldPart[]): Hundredths {
  return held.reduce((sum, part) => sum + (from >= part.until ? 0 : partLoad(part, worker, from)), 0);
}

/** The worker's days over the horizon, cut wherever anything may change, with the options that it carries; stretches without a working day left out. */
export function capacityStretches(worker: Worker, options: readonly Option[], cohort: Cohort): readonly CapacityStretch[] {
  const existing = existingWork(worker, cohort);
  // What lies before the day of a re-plan is over.
  const first = cohort.caseload.inProgress === null ? cohort.horizonStart : Math.max(cohort.horizonStart, cohort.today);
  const cuts = [
    first,
    cohort.horizonEnd,
    ...capacityChanges(worker),
    ...existing.changes,
    ...options.flatMap((option) => loadChanges(option, cohort)),
  ].filter((day) => day >= first && day <= cohort.horizonEnd);
  const days = [...new Set(cuts)].sort((a, b) => a - b);
  return days
    .slice(0, -1)
    .map((from, index) => ({ from, until: days[index + 1]! }))
    .filter(({ from, until }) => cohort.calendar.count(from, until) > 0)
    .map(({ from, until }) => ({
      worker,
      from,
      to: until - 1,
      capacity: capacityOn(worker, from, cohort) ?? 0,
      existing: existing.on(from),
    }));
}

/** A stretch with what the options chosen add to it. */
export interface LoadedStretch extends CapacityStretch {
  readonly added: Hundredths;
}

/** The worker's stretches with what the options that it carries add. */
export function loadedStretches(worker: Worker, options: readonly Option[], cohort: Cohort): readonly LoadedStretch[] {
  return capacityStretches(worker, options, cohort).map((stretch) => ({ ...stretch, added: options.reduce((sum, option) => sum + loadOf(option, worker, stretch.from), 0) }));
}

function available({ capacity, existing }: CapacityStretch, cohort: Cohort): Hundredths {
  const { mode, limit } = cohort.caseload.policy.rules.reserve;
  const reserved = mode === "hard" ? (limit ?? 0) : 0;
  return floorDivide(capacity * (100 - reserved), 100) - existing;
}

/** Days on which what an option adds to anybody's work may change. */
export function loadChanges({ unit, placement, earlier, held }: Option, cohort: Cohort): readonly Day[] {
  const parts = [...earlier.map((part) => part.placement), ...(placement === null ? [] : [placement])];
  if (parts.length === 0) return [];
  return [...parts.flatMap(({ takeover, until }) => [takeover, until]), ...(held === null ? [] : [held.until]), ...levelChanges(unit, cohort)];
}
