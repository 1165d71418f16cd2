/** The frozen caseload back as the document it could have been read from: parsing it gives an equal caseload. */
import { formatDay, type Day } from "../base/calendar";
import type { Caseload, Child, Family, RecordedException, SupervisionItem, Travel, WeightingScheme, Worker } from "../model/caseload";
import type { CaseloadDocument, InProgressDocument } from "../model/caseload-document";
import type { PolicyDocument } from "../model/policy-document";
import type { InProgress, PublishedDecision } from "../model/in-progress";
import { GOAL_IDS, type Policy } from "../model/policy";
import { RULE_DEFAULTS, RULE_IDS } from "../model/rule-settings";
import { known } from "./scale";

/** A document that parses into an equal caseload: same digest, every default written out. */
export function toDocument(caseload: Caseload): CaseloadDocument {
  const { programme, participants, keepTogether, keepApart, continuityTable, inProgress } = caseload;
  return {
    schemaVersion: 1,
    asOf: formatDay(caseload.asOf),
    tieSalt: caseload.tieSalt,
    programme: { id: programme.id, startDate: formatDay(programme.startDate), weeks: programme.weeks, nonWorkingDays: programme.nonWorkingDays.map(formatDay) },
    policy: policyDocument(caseload.policy),
    weightingScheme: weightingDocument(caseload.weightingScheme),
    workers: caseload.workers.map(workerDocument),
    cohort: { participants, coverWorkerIds: caseload.coverWorkerIds },
    families: caseload.families.map((family: Family) => ({ ...family })),
    children: caseload.children.map(childDocument),
    supervision: caseload.supervision.map(supervisionDocument),
    events: caseload.events.map((event) => ({ ...event, date: formatDay(event.date) })),
    coWork: caseload.coWork.map((row) => ({ ...row, points: row.points / 100 })),
    pastInvolvements: caseload.pastInvolvements,
    conflicts: caseload.conflicts,
    keepTogether,
    keepApart,
    pins: caseload.pins,
    exceptions: caseload.exceptions.map((exception: RecordedException) => ({ ...exception })),
    continuityTable: continuityTable.map(({ milliContacts, ...row }) => ({ ...row, contacts: milliContacts / 1000 })),
    travel: known(caseload.travel, travelDocument),
    ...(inProgress === null ? {} : { inProgress: inProgressDocument(inProgress) }),
  };
}

function policyDocument(policy: Policy): PolicyDocument {
  const share = (value: number): number => value / 1000;
  return {
    reliefBand: policy.reliefBand,
    reliefFloor: policy.reliefFloor,
    idleShare: share(policy.idleShare),
    coWorkShare: share(policy.coWorkShare),
    coWorkOverhead: share(policy.coWorkOverhead),
    handoverEffortPoints: policy.handoverEffortPoints / 100,
    supervisionEffortPoints: policy.supervisionEffortPoints / 100,
    takeoverDaysBefore: policy.takeoverDaysBefore,
    takeoverDaysAfter: policy.takeoverDaysAfter,
    handBackDaysAfter: policy.handBackDaysAfter,
    shortLeaveWorkingDays: policy.shortLeaveWorkingDays,
    relationshipStrength: policy.relationshipStrength.map(({ fromDays, strength }) => ({ fromDays, strength: share(strength) })),
    coWorkerFamiliarity: share(policy.coWorkerFamiliarity),
    earlierWorkerFamiliarity: share(policy.earlierWorkerFamiliarity),
    changeOfWorkerCost: share(policy.changeOfWorkerCost),
    repeatChangeShare: share(policy.repeatChangeShare),
    siblingChangeShare: share(policy.siblingChangeShare),
    unknownChanges: policy.unknownChanges,
    grades: policy.grades,
    asyeGrade: policy.asyeGrade,
    minimumGrades: policy.minimumGrades,
    eventTypes: policy.eventTypes,
    goals: Object.fromEntries(
      GOAL_IDS.map((goal) => {
        const { slackPerMille, gapPerMille, gapAbsolute } = policy.goals[goal];
        return [goal, { slackShare: share(slackPerMille), gapShare: share(gapPerMille), gapAbsolute }];
      }),
    ),
    rules: Object.fromEntries(
      RULE_IDS.map((id) => {
        const { mode, milliContacts, limit } = policy.rules[id];
        const standard = RULE_DEFAULTS[id];
        // What is the default may be a thing that a document cannot say.
        return [
          id,
          {
            ...(mode === standard.mode ? {} : { mode }),
            ...(milliContacts === standard.milliContacts ? {} : { contacts: share(milliContacts) }),
            ...(limit === standard.limit || limit === null ? {} : { limit }),
          },
        ];
      }),
    ),
  };
}

function weightingDocument({ cases, additions, travel, ...scheme }: WeightingScheme): CaseloadDocument["weightingScheme"] {
  return {
    cases: cases.map((row) => ({ ...row, points: row.points / 100 })),
    additions: additions.map((row) => ({ ...row, points: row.points / 100 })),
    furtherSiblingShare: scheme.furtherSiblingShare / 1000,
    travel: known(travel, (row) => ({ ...row, pointsPerStep: row.pointsPerStep / 100 })),
    twoToOnePoints: scheme.twoToOnePoints / 100,
    companionPoints: scheme.companionPoints / 100,
  };
}

function workerDocument(worker: Worker): CaseloadDocument["workers"][number] {
  return {
    ...worker,
    fte: worker.fte / 1000,
    capacityPoints: known(worker.capacityPoints, (points) => points / 100),
    stablePoints: worker.stablePoints / 100,
    extraPoints: worker.extraPoints / 100,
    reductions: worker.reductions.map(({ from, to, points, share, reason }) => ({ from: formatDay(from), to: formatDay(to), points: points / 100, share: share / 1000, reason })),
    leave: worker.leave.map(({ from, to }) => ({ from: formatDay(from), to: formatDay(to) })),
    startsOn: known(worker.startsOn, formatDay),
    contractEndsOn: known(worker.contractEndsOn, formatDay),
  };
}

function childDocument(child: Child): CaseloadDocument["children"][number] {
  const date = (day: Day | null): string | null => known(day, formatDay);
  return {
    ...child,
    points: known(child.points, (points) => points / 100),
    workerSince: date(child.workerSince),
    changesOfWorkerOn: known(child.changesOfWorkerOn, (days) => days.map(formatDay)),
    lastVisitOn: date(child.lastVisitOn),
    closesOn: date(child.closesOn),
    stepsDownOn: date(child.stepsDownOn),
    firstHearingOn: date(child.firstHearingOn),
    assessedOn: date(child.assessedOn),
  };
}

function supervisionDocument(item: SupervisionItem): NonNullable<CaseloadDocument["supervision"]>[number] {
  return { ...item, points: item.points / 100, lastSessionOn: known(item.lastSessionOn, formatDay) };
}

function travelDocument({ areas, minutes }: Travel): NonNullable<CaseloadDocument["travel"]> {
  return {
    minutes: areas.flatMap((from, row) =>
      areas.flatMap((to, column) => {
        const known = minutes[row]![column]!;
        return known === null ? [] : [{ from, to, minutes: known }];
      }),
    ),
  };
}

function inProgressDocument({ today, decisions, given, opened, weighed }: InProgress): InProgressDocument {
  return {
    asOf: formatDay(today),
    decisions: decisions.map(decisionDocument),
    given,
    opened: opened.map(({ childId, on }) => ({ childId, on: formatDay(on) })),
    weighed: weighed.map(({ childId, until, points }) => ({ childId, until: formatDay(until), points: points / 100 })),
  };
}

function decisionDocument({ kind, id, participantId, childIds, parts, endsWithStay }: PublishedDecision): InProgressDocument["decisions"][number] {
  const earlier = endsWithStay ? parts : parts.slice(0, -1);
  const last = endsWithStay ? undefined : parts.at(-1);
  return {
    kind,
    id,
    participantId,
    childIds,
    mode: last?.mode ?? "stay",
    coverWorkerId: last?.coverWorkerId ?? null,
    companionId: last?.companionId ?? null,
    takeoverDate: last === undefined ? null : formatDay(last.takeover),
    handBackDate: known(last?.handBack ?? null, formatDay),
    earlier: earlier.map((part) => ({
      mode: part.mode,
      coverWorkerId: part.coverWorkerId,
      companionId: part.companionId,
      takeoverDate: formatDay(part.takeover),
      endDate: formatDay(part.until!),
      isReturn: part.handBack !== null,
    })),
  };
}
