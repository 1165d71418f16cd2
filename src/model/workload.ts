/**
 * The work of a unit, day by day and over the window, in exact integers.
 *
 * On a day, the *level* of a unit under a worker is Σ over its open children of points × sibling share
 * × idle share, plus the unit's own extra points. Levels are held in millionths of a hundredth of a
 * point (three decimals for each of the two shares), so nothing is rounded before an option is. Work in
 * a stretch is Σ over its working days of the level ÷ working days of the window.
 */
import type { Day } from "../base/calendar";
import { invariant } from "../base/invariant";
import { roundHalfUp, type Hundredths } from "../base/units";
import type { Child, Worker } from "./caseload";
import type { Cohort, FamilyUnit, Unit } from "./cohort";
import { isIdle } from "./contacts-due";
import { childPoints, unitExtraPoints } from "./points";
import { remembered } from "./remembered";

/** Millionths of a hundredth of a point. */
export type ExactLevel = number;

const EXACT_PER_HUNDREDTH = 1_000_000;

/** Days d with from ≤ d < until on which the level does not change; `until` is Infinity for the last. */
export interface LevelStretch {
  readonly from: Day;
  readonly until: Day;
  readonly level: ExactLevel;
}

/** The unit's levels under a worker, from any day before the window to the close of its last child. */
export function levelStretches(unit: Unit, worker: Worker, cohort: Cohort): readonly LevelStretch[] {
  if (unit.kind === "supervision") {
    return [{ from: -Infinity, until: Infinity, level: unit.item.points * EXACT_PER_HUNDREDTH }];
  }
  const extra = unitExtraPoints(unit, worker, cohort) * 1000;
  return childrenStretches(unit, cohort).map(({ from, until, level, greatestShare }) => ({ from, until, level: level + extra * greatestShare }));
}

/** The levels of a family's children together, with the greatest idle share among them, which the unit's own points take. */
const childrenStretches = remembered((unit: FamilyUnit, cohort): readonly (LevelStretch & { readonly greatestShare: number })[] => {
  const weighed = weighChildren(unit.children, cohort);
  const { furtherSiblingShare } = cohort.caseload.weightingScheme;
  const cuts = [...new Set(weighed.flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b);
  return cuts.slice(1).map((until, index) => {
    const from = cuts[index]!;
    // Heaviest first: it counts whole, the others the sibling share.
    const open = weighed.filter((child) => child.from <= from && child.until >= until);
    return {
      from,
      until,
      level: open.reduce((sum, child, place) => sum + child.weight * (place === 0 ? 1000 : furtherSiblingShare), 0),
      greatestShare: open.reduce((most, child) => Math.max(most, child.idleShare), 0),
    };
  });
});

/** Days on which the unit's level may change. */
export function levelChanges(unit: Unit, cohort: Cohort): readonly Day[] {
  if (unit.kind === "supervision") return [];
  const weighed = cohort.caseload.inProgress?.weighed ?? [];
  return unit.children.flatMap(({ id, closesOn }) => {
    const days = [cohort.openedOn(id), closesOn ?? Infinity, ...weighed.filter(({ childId }) => childId === id).map(({ until }) => until)];
    return days.filter(Number.isFinite);
  });
}

/** Σ of the level over working days d with from ≤ d < until. */
export function exactWork(stretches: readonly LevelStretch[], from: Day, until: Day, cohort: Cohort): number {
  let sum = 0;
  for (const stretch of stretches) {
    sum += stretch.level * cohort.calendar.count(Math.max(from, stretch.from), Math.min(until, stretch.until));
  }
  invariant(Number.isSafeInteger(sum), "exact work stays below 2^53");
  return sum;
}

/** Share (per mille) of exact work as points of window work, rounded half up once. */
export function toWindowPoints(exact: number, sharePerMille: number, cohort: Cohort): Hundredths {
  return roundProduct(exact, sharePerMille, EXACT_PER_HUNDREDTH * 1000 * cohort.workingDays);
}

/** Share (per mille) of an exact level as points, rounded half up once. */
export function toLevelPoints(level: ExactLevel, sharePerMille: number): Hundredths {
  return roundProduct(level, sharePerMille, EXACT_PER_HUNDREDTH * 1000);
}

/** The unit's level on one day. */
export function levelOn(stretches: readonly LevelStretch[], day: Day): ExactLevel {
  return stretches.find((stretch) => stretch.from <= day && day < stretch.until)?.level ?? 0;
}

/** Work in the window if nothing is done: what the unit adds to its worker's base. */
export const unitWork = remembered((unit: Unit, cohort): Hundredths => {
  const stretches = levelStretches(unit, unit.worker, cohort);
  return toWindowPoints(exactWork(stretches, cohort.start, cohort.end + 1, cohort), 1000, cohort);
});

/** Children with their points, idle share in, and the days these hold for, heaviest first. */
function weighChildren(children: readonly Child[], cohort: Cohort) {
  const { weightingScheme, policy } = cohort.caseload;
  return children
    .flatMap((child) => {
      const points = childPoints(child, weightingScheme);
      invariant(points !== null, "a checked caseload has points for every child");
      const idleShare = isIdle(child, cohort) ? policy.idleShare : 1000;
      const close = child.closesOn ?? Infinity;
      return weightsOf(child, points, cohort)
        .map(({ from, until, points: weight }) => ({ from, until: Math.min(until, close), idleShare, weight: weight * idleShare }))
        .filter(({ from, until }) => from < until);
    })
    .sort((a, b) => b.weight - a.weight);
}

/** A child's points with the days they hold for: one row, unless they changed while a plan was in progress. */
function weightsOf({ id }: Child, points: Hundredths, cohort: Cohort): readonly { readonly from: Day; readonly until: Day; readonly points: Hundredths }[] {
  const before = (cohort.caseload.inProgress?.weighed ?? []).filter(({ childId }) => childId === id);
  const rows = [...before, { until: Infinity, points }].sort((a, b) => a.until - b.until);
  const opened = cohort.openedOn(id);
  return rows.map((row, index) => ({ from: Math.max(opened, rows[index - 1]?.until ?? -Infinity), until: row.until, points: row.points }));
}

/** Half up, in exact integers: the product may pass 2^53 before it is divided. */
function roundProduct(value: number, share: number, denominator: number): number {
  if (Number.isSafeInteger(2 * value * share + denominator)) return roundHalfUp(value * share, denominator);
  const doubled = 2n * BigInt(value) * BigInt(share) + BigInt(denominator);
  const divisor = 2n * BigInt(denominator);
  const quotient = doubled / divisor;
  return Number(doubled < 0n && quotient * divisor !== doubled ? quotient - 1n : quotient);
}
