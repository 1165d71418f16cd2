/** What a case weighs: the council's weighting scheme applied to a child, a unit and the way there. */
import { floorDivide, type Hundredths } from "../base/units";
import type { Child, WeightingRow, WeightingScheme } from "./caseload";
import type { Cohort, Unit } from "./cohort";
import type { Worker } from "./caseload";

/** What of a child its points come from. */
type Weighed = Pick<Child, "points" | "status" | "circumstances">;

/** The row that counts: the most points among those that match, then the shortest visit interval. */
export function weightingRowOf(child: Weighed, scheme: WeightingScheme): WeightingRow | null {
  let best: WeightingRow | null = null;
  for (const row of scheme.cases) {
    if (row.status !== child.status) continue;
    if (row.circumstance !== null && !child.circumstances.includes(row.circumstance)) continue;
    if (best === null || row.points > best.points || (row.points === best.points && interval(row) < interval(best))) {
      best = row;
    }
  }
  return best;
}

/** Points of one child on its own; null when neither the child nor the scheme says. */
export function childPoints(child: Weighed, scheme: WeightingScheme): Hundredths | null {
  if (child.points !== null) return child.points;
  const row = weightingRowOf(child, scheme);
  if (row === null) return null;
  return scheme.additions.reduce(
    (points, addition) => points + (child.circumstances.includes(addition.circumstance) ? addition.points : 0),
    row.points,
  );
}

/** Points that come with the unit as a whole when this worker is accountable: travel and two-to-one visits. */
export function unitExtraPoints(unit: Unit, worker: Worker, cohort: Cohort): Hundredths {
  if (unit.kind === "supervision") return 0;
  const { weightingScheme } = cohort.caseload;
  return travelPoints(unit, worker, cohort) + (unit.family.isTwoToOne ? weightingScheme.twoToOnePoints : 0);
}

function travelPoints(unit: Unit & { readonly kind: "family" }, worker: Worker, cohort: Cohort): Hundredths {
  const { travel } = cohort.caseload.weightingScheme;
  const minutes = cohort.minutesBetween(worker.area, unit.family.area);
  if (travel === null || minutes === null || minutes < travel.thresholdMinutes) return 0;
  return travel.pointsPerStep * floorDivide(minutes - travel.thresholdMinutes, travel.stepMinutes);
}

function interval(row: WeightingRow): number {
  return row.visitIntervalWorkingDays ?? Number.MAX_SAFE_INTEGER;
}
