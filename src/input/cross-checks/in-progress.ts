/** A plan in progress is about people of the caseload, and tells its days in order. */
import { formatDay } from "../../base/calendar";
import { quoted, type PathPart } from "../pointer";
import { dayOf } from "../scale";
import type { CrossCheck, Facts, Report } from "./facts";

/** The day of the re-plan lies within the programme, and not before the facts. */
export const checkInProgressDay: CrossCheck = ({ inProgress, asOf }, facts, report) => {
  if (inProgress === null) return;
  const { end } = facts.programmeWindow();
  const today = dayOf(inProgress.asOf);
  if (today < dayOf(asOf)) report.error("contradiction", ["inProgress", "asOf"], `has a plan in progress on ${inProgress.asOf}, before asOf`, "Correct one of the two dates.");
  if (today > end) report.error("contradiction", ["inProgress", "asOf"], `has a plan in progress on ${inProgress.asOf}, after the programme ended on ${formatDay(end)}`, "A programme that is over is not planned again.");
};

/** Everyone named is known; what moves names a cover worker and a day. */
export const checkInProgressRows: CrossCheck = ({ inProgress }, facts, report) => {
  if (inProgress === null) return;
  inProgress.decisions.forEach((decision, index) => {
    const path: PathPart[] = ["inProgress", "decisions", index];
    const { kind, id, participantId, mode, coverWorkerId, takeoverDate, handBackDate, earlier } = decision;
    const isKnown = kind === "family" ? facts.families().has(id) : facts.supervision().has(id);
    if (!isKnown) report.error("unknown-reference", [...path, "id"], `refers to ${quoted(id)}, which is not in the caseload`, "Correct the id, or leave the decision out.");
    if (!facts.participantIds().has(participantId)) unknownPerson([...path, "participantId"], participantId, "a participant", report);
    if (mode === "stay" ? takeoverDate !== null || coverWorkerId !== null || handBackDate !== null : takeoverDate === null || coverWorkerId === null) {
      report.error("contradiction", path, mode === "stay" ? "stays and yet names a cover worker or a date" : `is ${mode} without a cover worker or a takeover date`, "State the decision as the plan does.");
    }
    if (takeoverDate !== null && handBackDate !== null && dayOf(handBackDate) <= dayOf(takeoverDate)) report.error("contradiction", [...path, "handBackDate"], `comes back on ${handBackDate}, not after ${takeoverDate}`, "Correct one of the two dates.");
    for (const [field, worker] of [["coverWorkerId", coverWorkerId], ["companionId", decision.companionId]] as const) checkCover([...path, field], worker, facts, report);
    earlier.forEach((part, at) => {
      const place: PathPart[] = [...path, "earlier", at];
      checkCover([...place, "coverWorkerId"], part.coverWorkerId, facts, report);
      checkCover([...place, "companionId"], part.companionId, facts, report);
      const next = earlier[at + 1]?.takeoverDate ?? takeoverDate;
      if (dayOf(part.endDate) <= dayOf(part.takeoverDate) || (next !== null && dayOf(next) < dayOf(part.endDate))) {
        report.error("contradiction", place, `ends on ${part.endDate}, which does not fit the days beside it`, "Parts follow one another.");
      }
    });
  });
  inProgress.given.forEach(({ participantId }, index) => {
    if (!facts.participantIds().has(participantId)) unknownPerson(["inProgress", "given", index, "participantId"], participantId, "a participant", report);
  });
  for (const list of ["opened", "weighed"] as const) {
    const seen = new Set<string>();
    inProgress[list].forEach(({ childId }, index) => {
      const path: PathPart[] = ["inProgress", list, index, "childId"];
      if (!facts.children().has(childId)) report.error("unknown-reference", path, `refers to ${quoted(childId)}, which is not in children`, "Add it to children, or correct the id.");
      if (list === "opened" && seen.has(childId)) report.error("duplicate-id", path, `says twice when ${quoted(childId)} was opened`, "Name each child once.");
      seen.add(childId);
    });
  }
};

function checkCover(path: readonly PathPart[], workerId: string | null, facts: Facts, report: Report): void {
  if (workerId !== null && !facts.coverWorkerIds().has(workerId)) unknownPerson(path, workerId, "in the cover team", report);
}

function unknownPerson(path: readonly PathPart[], workerId: string, what: string, report: Report): void {
  report.error("unknown-reference", path, `names ${quoted(workerId)}, who is not ${what}`, "Correct the id. A cover worker who has left stays listed, with contractEndsOn.");
}
