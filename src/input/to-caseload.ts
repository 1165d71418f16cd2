/** A valid document → the frozen caseload: whole numbers, days, one order, one digest. */
import type { Day } from "../base/calendar";
import { digestOf } from "../base/digest";
import type { Caseload, Child, Family, Programme, RecordedException, SupervisionItem, Travel, Worker } from "../model/caseload";
import { englandBankHolidays } from "../model/england-bank-holidays";
import { deepFreeze, idSet, inTieOrder, joinedKey, pairOf, rowSet } from "./canonical";
import { dayOf, hundredths, known, thousandths } from "./scale";
import type { ParsedDocument } from "./schema";
import { toInProgress } from "./to-in-progress";
import { toPolicy, toReliefBand, toWeightingScheme } from "./to-policy";

type Row<List extends "workers" | "families" | "children" | "supervision" | "exceptions"> = ParsedDocument[List][number];

/** The caseload of a document that has passed every check. */
export function toCaseload(document: ParsedDocument): Caseload {
  const salt = document.tieSalt;
  const content = {
    asOf: dayOf(document.asOf),
    tieSalt: salt,
    programme: toProgramme(document.programme),
    policy: toPolicy(document.policy, salt),
    weightingScheme: toWeightingScheme(document.weightingScheme, salt),
    ...toPeople(document, salt),
    ...toFacts(document, salt),
    ...toDecisions(document, salt),
    travel: known(document.travel, ({ minutes }) => toTravel(minutes, salt)),
    inProgress: known(document.inProgress, (given) => toInProgress(given, salt)),
  };
  const digest = digestOf({ schemaVersion: document.schemaVersion, ...content });
  return deepFreeze({ digest, ...content }) as unknown as Caseload;
}

function toPeople(document: ParsedDocument, salt: string) {
  const participants = document.cohort.participants.map(({ workerId, reliefBand }) => ({
    workerId,
    reliefBand: known(reliefBand, toReliefBand),
  }));
  return {
    workers: inTieOrder(salt, document.workers.map((row) => toWorker(row, salt)), (row) => [row.id]),
    participants: inTieOrder(salt, participants, (row) => [row.workerId]),
    coverWorkerIds: idSet(salt, document.cohort.coverWorkerIds),
    families: inTieOrder(salt, document.families.map((row) => toFamily(row, salt)), (row) => [row.id]),
    children: inTieOrder(salt, document.children.map((row) => toChild(row, salt)), (row) => [row.id]),
  };
}

function toFacts(document: ParsedDocument, salt: string) {
  const events = document.events.map((row) => ({ ...row, date: dayOf(row.date) }));
  const coWork = document.coWork.map((row) => ({ ...row, points: hundredths(row.points) }));
  return {
    supervision: inTieOrder(salt, document.supervision.map(toSupervisionItem), (row) => [row.id]),
    events: inTieOrder(salt, events, (row) => [row.familyId, row.childId, row.kind, row.id]),
    coWork: inTieOrder(salt, coWork, (row) => [row.familyId, row.workerId]),
    pastInvolvements: rowSet(salt, document.pastInvolvements, (row) => [row.familyId, row.workerId]),
    conflicts: rowSet(salt, document.conflicts, (row) => [row.familyId, row.workerId]),
  };
}

function toDecisions(document: ParsedDocument, salt: string) {
  const continuityTable = document.continuityTable.map(({ familyId, workerId, coverWorkerId, mode, contacts }) => ({
    familyId,
    workerId,
    coverWorkerId,
    mode,
    milliContacts: thousandths(contacts),
  }));
  const keepApart = document.keepApart.map(([a, b]) => pairOf(a, b));
  return {
    keepTogether: rowSet(salt, document.keepTogether.flatMap(allPairs), (pair) => pair),
    keepApart: rowSet(salt, keepApart, (pair) => pair),
    pins: inTieOrder(salt, document.pins, (row) => [row.familyId, row.supervisionId, row.kind, row.coverWorkerId]),
    exceptions: inTieOrder(salt, document.exceptions.map((row) => toException(row, salt)), (row) => [row.familyId, row.kind]),
    continuityTable: inTieOrder(salt, continuityTable, (row) => [row.familyId, row.workerId, row.coverWorkerId, row.mode]),
  };
}

function toProgramme({ id, startDate, weeks, nonWorkingDays }: ParsedDocument["programme"]): Programme {
  const days = nonWorkingDays?.map(dayOf) ?? englandBankHolidays();
  return { id, startDate: dayOf(startDate), weeks, nonWorkingDays: ascending([...new Set(days)]) };
}

function toWorker(row: Row<"workers">, salt: string): Worker {
  return {
    ...row,
    fte: thousandths(row.fte),
    capacityPoints: known(row.capacityPoints, hundredths),
    stablePoints: hundredths(row.stablePoints),
    extraPoints: hundredths(row.extraPoints),
    reductions: inTieOrder(
      salt,
      row.reductions.map(({ from, to, points, share, reason }) => ({
        from: dayOf(from),
        to: dayOf(to),
        points: hundredths(points),
        share: thousandths(share),
        reason,
      })),
      ({ from, to }) => [String(from), String(to)],
    ),
    leave: row.leave.map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) })).sort((a, b) => a.from - b.from || a.to - b.to),
    startsOn: known(row.startsOn, dayOf),
    contractEndsOn: known(row.contractEndsOn, dayOf),
    maximumChildren: known(row.maximumChildren, plain),
    visitsCapacity: known(row.visitsCapacity, plain),
    certificates: idSet(salt, row.certificates),
    languages: idSet(salt, row.languages),
    restrictedFamilyIds: idSet(salt, row.restrictedFamilyIds),
  };
}

function toFamily(row: Row<"families">, salt: string): Family {
  return {
    ...row,
    languages: idSet(salt, row.languages),
    requiredCertificates: idSet(salt, row.requiredCertificates),
    finishWishWorkerIds: idSet(salt, row.finishWishWorkerIds),
  };
}

function toChild(row: Row<"children">, salt: string): Child {
  return {
    ...row,
    circumstances: idSet(salt, row.circumstances),
    points: known(row.points, hundredths),
    workerSince: known(row.workerSince, dayOf),
    changesOfWorkerOn: known(row.changesOfWorkerOn, (dates) => ascending(dates.map(dayOf))),
    lastVisitOn: known(row.lastVisitOn, dayOf),
    closesOn: known(row.closesOn, dayOf),
    stepsDownOn: known(row.stepsDownOn, dayOf),
    firstHearingOn: known(row.firstHearingOn, dayOf),
    assessedOn: known(row.assessedOn, dayOf),
  };
}

function toSupervisionItem(row: Row<"supervision">): SupervisionItem {
  return { ...row, points: hundredths(row.points), lastSessionOn: known(row.lastSessionOn, dayOf) };
}

function toException(row: Row<"exceptions">, salt: string): RecordedException {
  if (row.kind !== "split-family") return { ...row, kind: row.kind };
  const groups = row.groups.map((group) => idSet(salt, group));
  return { ...row, groups: inTieOrder(salt, groups, (group) => group) };
}

/** Areas in tie order; a row holds both ways unless the way back has a row of its own. */
function toTravel(rows: NonNullable<ParsedDocument["travel"]>["minutes"], salt: string): Travel {
  const areas = idSet(salt, rows.flatMap(({ from, to }) => [from, to]));
  const stated = new Map(rows.map(({ from, to, minutes }) => [joinedKey(from, to), minutes + 0]));
  const minutesBetween = (from: string, to: string): number | null =>
    stated.get(joinedKey(from, to)) ?? stated.get(joinedKey(to, from)) ?? null;
  return { areas, minutes: areas.map((from) => areas.map((to) => minutesBetween(from, to))) };
}

function allPairs(ids: readonly string[]): (readonly [string, string])[] {
  return ids.flatMap((a, index) => ids.slice(index + 1).map((b) => pairOf(a, b)));
}

function ascending(days: readonly Day[]): Day[] {
  return [...days].sort((a, b) => a - b);
}

/** Makes zero of minus zero. */
function plain(value: number): number {
  return value + 0;
}
