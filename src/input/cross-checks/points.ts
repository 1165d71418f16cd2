import { formatHundredths } from "../../base/units";
import { hundredths } from "../scale";
import type { CrossCheck } from "./facts";

/** Most points of one child, additions included. */
const MOST_POINTS = 1000;

/** Most children of one family. */
export const MOST_SIBLINGS = 50;

/** Every child weighs something known, and how often it is to be seen is known. */
export const checkPoints: CrossCheck = ({ children }, facts, report) => {
  children.forEach((child, index) => {
    if (facts.matchingRows(child).length > 0) return;
    if (child.points === null) {
      report.error("no-points", ["children", index, "status"], `matches no row of weightingScheme.cases (status ${child.status}) and has no points of its own`, "Add a row for the status to the weighting scheme, or give the child points.");
    } else if (child.visitIntervalWorkingDays === null) {
      report.error("missing", ["children", index, "visitIntervalWorkingDays"], `matches no row of weightingScheme.cases (status ${child.status}) and has no visitIntervalWorkingDays of its own`, "Add a row for the status to the weighting scheme, or give the child visitIntervalWorkingDays.");
    }
  });
};

/** Additions stay within what a child may weigh, and a family is a family. */
export const checkPointsInRange: CrossCheck = ({ children, weightingScheme }, facts, report) => {
  const siblings = new Map<string, number>();
  const additions = new Map(weightingScheme.additions.map((row) => [row.circumstance, hundredths(row.points)]));
  children.forEach((child, index) => {
    const count = (siblings.get(child.familyId) ?? 0) + 1;
    siblings.set(child.familyId, count);
    if (count === MOST_SIBLINGS + 1) {
      report.error("out-of-range", ["children", index, "familyId"], `is in a family with more than ${MOST_SIBLINGS} children`, "Check familyId: a family is a sibling group.");
    }
    if (child.points !== null) return;
    const row = Math.max(0, ...facts.matchingRows(child).map((match) => hundredths(match.points)));
    const points = [...new Set(child.circumstances)].reduce((sum, circumstance) => sum + (additions.get(circumstance) ?? 0), row);
    if (points > 100 * MOST_POINTS) {
      report.error("out-of-range", ["children", index, "circumstances"], `weighs ${formatHundredths(points)} points with additions, more than ${MOST_POINTS}`, "Lower the points of the weighting scheme.");
    }
  });
};
