/**
 * What a worker can carry on a day, and what it carries already.
 *
 * Capacity on a day is the post's points × FTE × (1 − Σ reduction shares) − Σ reduction points, at least
 * 0, and 0 before the start date, after the contract's end and on leave longer than the policy's short
 * leave. Short leave leaves cases with their worker.
 */
import type { Day } from "../base/calendar";
import { roundHalfUp, type Hundredths } from "../base/units";
import type { Caseload, DaySpan, Worker } from "./caseload";
import type { Cohort } from "./cohort";
import { remembered } from "./remembered";
import { levelOn, levelStretches, toLevelPoints, type LevelStretch } from "./workload";

/** Capacity in points on a day; null when the worker's capacity is not known. */
export function capacityOn(worker: Worker, day: Day, cohort: Cohort): Hundredths | null {
  if (worker.capacityPoints === null) return null;
  const known = capacitiesOf(worker, cohort);
  let capacity = known.get(day);
  if (capacity === undefined) known.set(day, (capacity = capacityFrom(worker, worker.capacityPoints, day, cohort)));
  return capacity;
}

/** Capacities by day, as far as they were asked for. */
const capacitiesOf = remembered((_worker: Worker) => new Map<Day, Hundredths>());

function capacityFrom(worker: Worker, capacityPoints: Hundredths, day: Day, cohort: Cohort): Hundredths {
  if (!isInPost(worker, day) || isOnLongLeave(worker, day, cohort)) return 0;
  const inForce = worker.reductions.filter((reduction) => includes(reduction, day));
  const share = inForce.reduce((sum, reduction) => sum + reduction.share, 0);
  const points = inForce.reduce((sum, reduction) => sum + reduction.points, 0);
  const nominal = roundHalfUp(capacityPoints * worker.fte * Math.max(0, 1000 - share), 1_000_000);
  return Math.max(0, nominal - points);
}

/** Whether the worker is at work on a day: in post and on no leave, however short. */
export function isAtWork(worker: Worker, day: Day): boolean {
  return isInPost(worker, day) && !worker.leave.some((span) => includes(span, day));
}

/** What a worker carries on each day if nothing is planned. */
export interface ExistingWork {
  readonly on: (day: Day) => Hundredths;
  /** Days on which it may change. */
  readonly changes: readonly Day[];
}

/** Stable element, extra duties, co-work and every unit held, each rounded half up once. */
export function existingWork(worker: Worker, cohort: Cohort): ExistingWork {
  const held: (readonly LevelStretch[])[] = cohort
    .unitsHeldBy(worker.id)
    .map((unit) => levelStretches(unit, worker, cohort));
  const fixed = worker.stablePoints + worker.extraPoints + coWorkPoints(worker.id, cohort);
  return {
    on: (day) => held.reduce((sum, stretches) => sum + toLevelPoints(levelOn(stretches, day), 1000), fixed),
    changes: held.flatMap((stretches) => stretches.flatMap(({ from, until }) => [from, until])).filter(Number.isFinite),
  };
}

/** Points of work the worker shares in now, with all families or with one. */
export function coWorkPoints(workerId: string, cohort: Cohort, familyId: string | null = null): Hundredths {
  return (coWorkByWorker(cohort.caseload, cohort).get(workerId) ?? [])
    .filter((share) => familyId === null || share.familyId === familyId)
    .reduce((sum, share) => sum + share.points, 0);
}

const coWorkByWorker = remembered(({ coWork }: Caseload) => {
  const shares = new Map<string, (typeof coWork)[number][]>();
  for (const share of coWork) shares.set(share.workerId, [...(shares.get(share.workerId) ?? []), share]);
  return shares;
});

/** Days on which a worker's capacity may change. */
export function capacityChanges(worker: Worker): readonly Day[] {
  const spans = [...worker.reductions, ...worker.leave].flatMap((span) => [span.from, span.to + 1]);
  const post = [worker.startsOn, worker.contractEndsOn === null ? null : worker.contractEndsOn + 1];
  return [...spans, ...post.filter((day): day is Day => day !== null)];
}

function isInPost(worker: Worker, day: Day): boolean {
  return (worker.startsOn === null || day >= worker.startsOn) && (worker.contractEndsOn === null || day <= worker.contractEndsOn);
}

function isOnLongLeave(worker: Worker, day: Day, cohort: Cohort): boolean {
  const { shortLeaveWorkingDays } = cohort.caseload.policy;
  return leaveSpells(worker, cohort).some(
    (spell) => includes(spell, day) && cohort.calendar.count(spell.from, spell.to + 1) > shortLeaveWorkingDays,
  );
}

/** Leave with spans that overlap, or have no working day between them, made one. */
function leaveSpells(worker: Worker, { calendar }: Cohort): readonly DaySpan[] {
  const spells: DaySpan[] = [];
  for (const span of [...worker.leave].sort((a, b) => a.from - b.from)) {
    const last = spells.at(-1);
    if (last !== undefined && calendar.count(last.to + 1, span.from) === 0) {
      spells[spells.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else {
      spells.push(span);
    }
  }
  return spells;
}

function includes(span: DaySpan, day: Day): boolean {
  return span.from <= day && day <= span.to;
}
