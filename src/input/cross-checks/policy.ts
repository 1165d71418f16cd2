import type { Fraction } from "../../base/units";
import { DEFAULT_POLICY, type ReliefBand } from "../../model/policy";
import { quoted, type PathPart } from "../pointer";
import { refuseRepeats } from "./duplicates";
import type { CrossCheck, Report } from "./facts";

/** Lower edge ≤ target ≤ upper edge ≤ 1, and a floor not above the upper edge. */
export const checkReliefBand: CrossCheck = ({ policy }, _facts, report) => {
  const band = bandOf(policy?.reliefBand);
  refuseBadBand(band, ["policy", "reliefBand"], report);
  const floor = policy?.reliefFloor ?? null;
  if (floor !== null && isGreater(floor, band.upper)) {
    report.error("contradiction", ["policy", "reliefFloor"], "has a relief floor above the upper edge of the relief band", "Lower the floor, or raise the band.");
  }
};

/** The same for the bands of single participants. */
export const checkParticipantBands: CrossCheck = ({ cohort }, _facts, report) => {
  cohort.participants.forEach(({ reliefBand }, index) => {
    if (reliefBand !== null) refuseBadBand(reliefBand, ["cohort", "participants", index, "reliefBand"], report);
  });
};

function bandOf(given: { readonly [edge in keyof ReliefBand]?: Fraction | undefined } | undefined): ReliefBand {
  const { lower, target, upper } = DEFAULT_POLICY.reliefBand;
  return { lower: given?.lower ?? lower, target: given?.target ?? target, upper: given?.upper ?? upper };
}

function refuseBadBand({ lower, target, upper }: ReliefBand, path: readonly PathPart[], report: Report): void {
  if (isGreater(lower, target) || isGreater(target, upper) || isGreater(upper, { numerator: 1, denominator: 1 })) {
    report.error("contradiction", path, "has a relief band whose edges are out of order or above the whole", "Give lower ≤ target ≤ upper ≤ 1; edges left out keep their defaults.");
  }
}

function isGreater(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator > b.numerator * a.denominator;
}

/** Grades are named once, and every grade named elsewhere in the policy is one of them. */
export const checkGrades: CrossCheck = ({ policy }, facts, report) => {
  refuseRepeats(policy?.grades ?? [], (grade) => grade, ["policy", "grades"], "grade", report);
  const asyeGrade = policy?.asyeGrade ?? DEFAULT_POLICY.asyeGrade;
  if (!facts.grades().has(asyeGrade)) refuseGrade(["policy", "asyeGrade"], asyeGrade, report);
  const minimumGrades = policy?.minimumGrades ?? DEFAULT_POLICY.minimumGrades;
  const isGiven = policy?.minimumGrades !== undefined;
  minimumGrades.forEach(({ grade }, index) => {
    if (!facts.grades().has(grade)) refuseGrade(isGiven ? ["policy", "minimumGrades", index, "grade"] : ["policy", "grades"], grade, report);
  });
};

/** Every worker has one of the policy's grades. */
export const checkWorkerGrades: CrossCheck = ({ workers }, facts, report) => {
  workers.forEach(({ grade }, index) => {
    if (!facts.grades().has(grade)) refuseGrade(["workers", index, "grade"], grade, report);
  });
};

function refuseGrade(path: readonly PathPart[], grade: string, report: Report): void {
  report.error("unknown-reference", path, `uses the grade ${quoted(grade)}, which is not in policy.grades`, "Add it to policy.grades, in ascending order, or correct it.");
}

/** Each kind of event is described once, and relationships begin at day 0. */
export const checkEventTypesAndStrengths: CrossCheck = ({ policy }, _facts, report) => {
  refuseRepeats(policy?.eventTypes ?? [], (type) => type.kind, ["policy", "eventTypes"], "kind", report);
  const strengths = policy?.relationshipStrength;
  if (strengths === undefined) return;
  refuseRepeats(strengths, (row) => String(row.fromDays), ["policy", "relationshipStrength"], "fromDays", report);
  if (!strengths.some((row) => row.fromDays === 0)) {
    report.error("contradiction", ["policy", "relationshipStrength"], "says nothing of relationships that have just begun", "Add a row with fromDays 0.");
  }
};

/** Every event is of a kind the policy describes. */
export const checkEventKinds: CrossCheck = ({ events }, facts, report) => {
  events.forEach(({ kind }, index) => {
    if (!facts.eventKinds().has(kind)) {
      report.error("unknown-reference", ["events", index, "kind"], `is of the kind ${quoted(kind)}, which is not in policy.eventTypes`, "Correct the kind, or describe it in policy.eventTypes (the list given there replaces the default).");
    }
  });
};
