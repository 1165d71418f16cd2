import { formatDay, type Day } from "../base/calendar";
import { floorDivide, type Hundredths } from "../base/units";
import type { Worker } from "../model/caseload";
import { capacityChanges, capacityOn, existingWork } from "../model/capacity";
import type { Cohort } from "../model/cohort";
import { workersOf, type Option } from "../model/option";
import type { Limit, LimitRule } from "./rule";

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
 * work is above that already, nothing is added.
 */
export const coverCapacity = {
  id: "cover-capacity",
  limits: (options: readonly Option[], cohort: Cohort): readonly CapacityLimit[] => {
    const users = new Set(options.flatMap(workersOf));
    return cohort.coverWorkers
      .filter((worker) => users.has(worker))
      .flatMap((worker) => capacityStretches(worker, options, cohort))
      .map((stretch) => ({
        rule: "cover-capacity",
        ids: [stretch.worker.id, formatDay(stretch.from)],
        most: Math.max(0, available(stretch, cohort)),
        amountOf: (option) => loadOf(option, stretch.worker, stretch.from),
        stretch,
      }));
  },
} satisfies LimitRule;

/** What an option adds to a worker on a day. */
export function loadOf(option: Option, worker: Worker, day: Day): Hundredths {
  const { placement } = option;
  if (placement === null) return 0;
  if (placement.cover.id === worker.id) return option.loadOn(day);
  const isAccompanied = day >= placement.takeover && day < placement.until;
  return placement.companion?.id === worker.id && isAccompanied ? option.companionLoad : 0;
}

/** The worker's days over the horizon, cut wherever anything may change; stretches without a working day left out. */
export function capacityStretches(worker: Worker, options: readonly Option[], cohort: Cohort): readonly CapacityStretch[] {
  const existing = existingWork(worker, cohort);
  const cuts = [
    cohort.horizonStart,
    cohort.horizonEnd,
    ...capacityChanges(worker),
    ...existing.changes,
    ...options.filter((option) => workersOf(option).includes(worker)).flatMap(loadChanges),
  ].filter((day) => day >= cohort.horizonStart && day <= cohort.horizonEnd);
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

function available({ capacity, existing }: CapacityStretch, cohort: Cohort): Hundredths {
  const { mode, limit } = cohort.caseload.policy.rules.reserve;
  const reserved = mode === "hard" ? (limit ?? 0) : 0;
  return floorDivide(capacity * (100 - reserved), 100) - existing;
}

function loadChanges({ unit, placement }: Option): readonly Day[] {
  if (placement === null) return [];
  const closes = unit.kind === "family" ? unit.children.map((child) => child.closesOn) : [];
  return [placement.takeover, placement.until, ...closes.filter((day) => day !== null)];
}
