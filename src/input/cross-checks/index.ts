/**
 * Everything that parts of a document may say about one another and get wrong. A check runs when every part
 * it reads is sound, so that nothing is reported that only follows from an earlier problem.
 */
import type { IssueList } from "../issue-list";
import type { PartName, ShapedDocument } from "../read-document";
import { checkCapacities, checkNobodyToRelieve, checkRoles, checkSupervisionManagers } from "./cohort";
import { checkBankHolidays, checkChildDates, checkProgrammeAhead, checkSessionDates, checkWorkerDates, checkWorkingDays } from "./dates";
import { checkPinShapes, checkPinTargets, checkSplits } from "./decisions";
import {
  checkCohortRepeats,
  checkContinuityTableRepeats,
  checkCoWorkRepeats,
  checkEventIds,
  checkIds,
  checkSplitRepeats,
  checkTravelRepeats,
  checkWeightingRepeats,
} from "./duplicates";
import { Facts, Report, type CrossCheck } from "./facts";
import { checkCoWork, checkEvents, checkKeepApart, checkKeepTogether, checkTogetherAndApart } from "./families";
import { checkInProgressDay, checkInProgressRows } from "./in-progress";
import { checkPoints, checkPointsInRange } from "./points";
import { checkEventKinds, checkEventTypesAndStrengths, checkGrades, checkParticipantBands, checkReliefBand, checkWorkerGrades } from "./policy";
import { checkCohortReferences, checkReferences, referencePairs } from "./references";
import { checkAreaCount, checkFamilyAreas, checkTravelTimes, checkTravelWeighed, checkWorkerAreas } from "./travel";
import { checkUnknowns, checkUnknownSessions } from "./unknowns";

/** A check and the parts it reads. */
const CHECKS: readonly (readonly [CrossCheck, readonly PartName[]])[] = [
  [checkProgrammeAhead, ["asOf", "programme"]],
  [checkBankHolidays, ["programme"]],
  [checkWorkingDays, ["programme"]],
  [checkReliefBand, ["policy"]],
  [checkGrades, ["policy"]],
  [checkEventTypesAndStrengths, ["policy"]],
  [checkWeightingRepeats, ["weightingScheme"]],
  ...(["workers", "families", "children", "supervision"] as const).map((list) => [checkIds(list), [list]] as const),
  [checkEventIds, ["events"]],
  [checkCohortRepeats, ["cohort"]],
  [checkCoWorkRepeats, ["coWork"]],
  [checkContinuityTableRepeats, ["continuityTable"]],
  [checkTravelRepeats, ["travel"]],
  [checkSplitRepeats, ["exceptions"]],
  [checkCohortReferences, ["cohort", "workers"]],
  ...referencePairs().map(([list, target]) => [checkReferences(list, target), [list, target]] as const),
  [checkRoles, ["cohort"]],
  [checkParticipantBands, ["cohort"]],
  [checkCapacities, ["cohort", "workers"]],
  [checkWorkerGrades, ["policy", "workers"]],
  [checkWorkerDates, ["workers"]],
  [checkChildDates, ["asOf", "children", "inProgress"]],
  [checkSessionDates, ["asOf", "supervision"]],
  [checkSupervisionManagers, ["supervision", "workers"]],
  [checkPoints, ["children", "weightingScheme"]],
  [checkPointsInRange, ["children", "weightingScheme"]],
  [checkEventKinds, ["policy", "events"]],
  [checkEvents, ["events", "children"]],
  [checkCoWork, ["coWork", "children"]],
  [checkKeepTogether, ["keepTogether"]],
  [checkKeepApart, ["keepApart"]],
  [checkTogetherAndApart, ["keepTogether", "keepApart"]],
  [checkPinShapes, ["pins"]],
  [checkPinTargets, ["pins", "cohort", "workers", "families", "children", "supervision"]],
  [checkSplits, ["exceptions", "children"]],
  [checkAreaCount, ["travel"]],
  [checkTravelWeighed, ["travel", "weightingScheme"]],
  [checkWorkerAreas, ["travel", "workers"]],
  [checkFamilyAreas, ["travel", "families"]],
  [checkTravelTimes, ["travel", "cohort", "workers", "families", "children"]],
  [checkInProgressDay, ["asOf", "programme", "inProgress"]],
  [checkInProgressRows, ["inProgress", "cohort", "families", "children", "supervision"]],
  [checkNobodyToRelieve, ["cohort", "children", "supervision"]],
  [checkUnknowns, ["cohort", "children", "weightingScheme"]],
  [checkUnknownSessions, ["cohort", "supervision"]],
];

/** Checks what the sound parts of a document say about one another. */
export function crossCheck({ document, soundParts }: ShapedDocument, issues: IssueList): void {
  const facts = new Facts(document);
  const report = new Report(document, issues);
  for (const [check, parts] of CHECKS) if (parts.every((part) => soundParts.has(part))) check(document, facts, report);
}
