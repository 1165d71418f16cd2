import { joinedKey } from "../canonical";
import type { PathPart } from "../pointer";
import type { ParsedDocument } from "../schema";
import type { CrossCheck, Report } from "./facts";

type IdList = "workers" | "families" | "children" | "supervision";

/** No two rows of a list have one id. */
export function checkIds(list: IdList): CrossCheck {
  return (document, _facts, report) => refuseRepeats<{ readonly id: string }>(document[list], (row) => row.id, [list], "id", report);
}

/** No two events have one id. */
export const checkEventIds: CrossCheck = (document, _facts, report) => {
  refuseRepeats(document.events, (row) => row.id, ["events"], "id", report);
};

/** Nobody is listed twice in the cohort, nor in the cover team. */
export const checkCohortRepeats: CrossCheck = ({ cohort }, _facts, report) => {
  refuseRepeats(cohort.participants, (row) => row.workerId, ["cohort", "participants"], "workerId", report);
  refuseRepeats(cohort.coverWorkerIds, (id) => id, ["cohort", "coverWorkerIds"], "worker", report);
};

/** Work that is shared now is stated once for each family and worker. */
export const checkCoWorkRepeats: CrossCheck = (document, _facts, report) => {
  refuseRepeats(document.coWork, (row) => joinedKey(row.familyId, row.workerId), ["coWork"], "family and worker", report);
};

/** One cost for each family, worker, cover worker and mode. */
export const checkContinuityTableRepeats: CrossCheck = (document, _facts, report) => {
  refuseRepeats(
    document.continuityTable,
    (row) => joinedKey(row.familyId, row.workerId, row.coverWorkerId, row.mode),
    ["continuityTable"],
    "family, worker, cover worker and mode",
    report,
  );
};

/** One row for each status and circumstance, one addition for each circumstance. */
export const checkWeightingRepeats: CrossCheck = ({ weightingScheme }, _facts, report) => {
  refuseRepeats(weightingScheme.cases, (row) => joinedKey(row.status, row.circumstance), ["weightingScheme", "cases"], "status and circumstance", report);
  refuseRepeats(weightingScheme.additions, (row) => row.circumstance, ["weightingScheme", "additions"], "circumstance", report);
};

/** One travel time for each direction. */
export const checkTravelRepeats: CrossCheck = ({ travel }, _facts, report) => {
  refuseRepeats(travel?.minutes ?? [], (row) => joinedKey(row.from, row.to), ["travel", "minutes"], "from and to", report);
};

/** A family is split once for each worker. */
export const checkSplitRepeats: CrossCheck = ({ exceptions }, _facts, report) => {
  const splitKey = (row: ParsedDocument["exceptions"][number]): string | null =>
    row.kind === "split-family" ? joinedKey(row.familyId, row.workerId) : null;
  refuseRepeats(exceptions, splitKey, ["exceptions"], "split of family and worker", report);
};

/** Reports every row whose key, unless null, an earlier row has. */
export function refuseRepeats<T>(
  rows: readonly T[],
  keyOf: (row: T) => string | null,
  path: readonly PathPart[],
  what: string,
  report: Report,
): void {
  const firstAt = new Map<string, number>();
  rows.forEach((row, index) => {
    const key = keyOf(row);
    if (key === null) return;
    const first = firstAt.get(key);
    if (first === undefined) firstAt.set(key, index);
    else {
      const place = `${path.join(".")}[${index}]`;
      report.error("duplicate-id", [...path, index], `repeats the ${what} of row ${first} (${place})`, "Keep one of the two rows, or correct the id.");
    }
  });
}
