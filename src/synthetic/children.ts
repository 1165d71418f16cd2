/** The dates of every child: since when, last seen, who before, and when the case is expected to end. */
import type { Day } from "../base/calendar";
import type { ChildDocument } from "../model/caseload-document";
import type { WeightingSchemeDocument } from "../model/policy-document";
import type { CaseStatus } from "../model/policy";
import { iso, type CouncilFrame } from "./council-frame";
import type { ChildSketch, Holding } from "./families";
import { weigh } from "./weighting";

/** An assessment takes at most nine weeks. */
const ASSESSMENT_DAYS = 63;
const PERMANENT_INTERVAL = 65;
const PRIVATE_FOSTERING_INTERVAL = 30;
const YEAR = 365;

/** How long workers have been with families: days, and how many in a hundred. */
const TENURES: readonly (readonly [readonly [number, number], number])[] = [
  [[7, 90], 20],
  [[91, 181], 20],
  [[182, 364], 25],
  [[365, 800], 25],
  [[801, 1600], 10],
];

/** Looked-after children lose their workers most often; assessments are mostly with their first worker. */
const CHANGES_BY_KIND: Readonly<Record<CaseStatus, number>> = {
  "open-assessment": 0.3,
  "child-in-need": 1,
  "protection-plan": 1,
  "looked-after": 2.1,
  "care-leaver": 1,
};

/** What siblings share: the worker came for all of them on one day. */
interface History {
  readonly workerSince: Day;
  /** Past changes of worker in the last two years, latest last. */
  readonly changes: readonly Day[];
  readonly closesOn: Day | null;
  readonly stepsDownOn: Day | null;
  readonly assessedOn: Day | null;
  readonly firstHearingOn: Day | null;
}

/** The children of one family, with all their dates. */
export function drawChildren(frame: CouncilFrame, holding: Holding, scheme: WeightingSchemeDocument): ChildDocument[] {
  const history = drawHistory(frame, holding);
  return holding.children.map((child) => drawChild(frame, holding, child, history, scheme));
}

function drawHistory(frame: CouncilFrame, holding: Holding): History {
  const id = holding.family.id;
  const random = frame.draw("history", id);
  const [least, most] = random.pickWeighted(TENURES);
  const isAssessment = holding.kind === "open-assessment";
  const workerSince = frame.asOf - (isAssessment ? random.between(2, ASSESSMENT_DAYS) : random.between(least, most));
  const isOld = frame.happens("fileGaps", `assessment/${id}`);
  return {
    workerSince,
    changes: drawChanges(frame, holding, workerSince),
    closesOn: mayClose(holding) && frame.happens("closures", id) ? nearProgramme(frame, `close/${id}`) : null,
    stepsDownOn: mayStepDown(holding) && frame.happens("stepDowns", id) ? nearProgramme(frame, `step/${id}`) : null,
    // A file is out of date after nine months.
    assessedOn: isAssessment ? null : frame.asOf - (isOld ? random.between(275, 480) : random.between(5, 265)),
    firstHearingOn: firstHearing(frame, holding),
  };
}

/** Past changes: the day the present worker began, and for some an earlier one or two. */
function drawChanges(frame: CouncilFrame, { family, kind }: Holding, workerSince: Day): Day[] {
  const isRecent = workerSince > frame.asOf - YEAR;
  if (!isRecent) return workerSince > frame.asOf - 2 * YEAR && kind !== "open-assessment" ? [workerSince] : [];
  const random = frame.draw("changes", family.id);
  if (!random.chance(Math.min(1000, frame.settings.rates.recentChanges * CHANGES_BY_KIND[kind]))) return [];
  const changes = [workerSince];
  while (changes.length < 4 && random.chance(250)) changes.unshift((changes[0] as Day) - random.between(30, 150));
  return changes;
}

function mayClose({ kind, children }: Holding): boolean {
  return (kind === "open-assessment" || kind === "child-in-need") && children.every((child) => child.circumstances.length === 0);
}

function mayStepDown({ kind }: Holding): boolean {
  return kind === "protection-plan" || kind === "looked-after";
}

/** A working day from two weeks before the programme to two weeks after it. */
function nearProgramme(frame: CouncilFrame, about: string): Day {
  return frame.workingDay(Math.max(frame.asOf + 1, frame.draw("near", about).between(frame.start - 14, frame.end + 14)));
}

/** First case-management hearings come within weeks of an application; two thirds lie behind. */
function firstHearing(frame: CouncilFrame, { family, children }: Holding): Day | null {
  if (!children.some((child) => child.circumstances.includes("care-proceedings"))) return null;
  const random = frame.draw("hearing", family.id);
  if (random.chance(frame.settings.rates.unknowns)) return null;
  return random.chance(660) ? frame.workingDay(frame.asOf - random.between(10, 160)) : frame.workingDay(frame.asOf + random.between(2, 100));
}

function drawChild(frame: CouncilFrame, { family, holder }: Holding, child: ChildSketch, history: History, scheme: WeightingSchemeDocument): ChildDocument {
  const { id, status, circumstances } = child;
  const random = frame.draw("child", id);
  const interval = intervalOf(child);
  const isElsewhere = child.holder !== holder;
  const isUnknown = (field: string): boolean => frame.happens("unknowns", `${field}/${id}`);
  // A sibling who has another worker has its own history with that worker.
  const workerSince = isElsewhere ? frame.asOf - random.between(30, 700) : history.workerSince;
  const changes = isElsewhere ? [] : history.changes;
  return {
    id,
    familyId: family.id,
    allocatedWorkerId: child.holder.worker.id,
    status,
    circumstances: circumstances.length === 0 ? undefined : circumstances,
    workerSince: isUnknown("since") ? undefined : iso(workerSince),
    changesOfWorkerOn: isUnknown("changes") ? undefined : changes.map(iso),
    lastVisitOn: isUnknown("visit") ? undefined : iso(lastVisit(frame, id, interval ?? weigh(child, scheme).interval ?? 40, workerSince)),
    visitIntervalWorkingDays: interval ?? undefined,
    closesOn: isoOrUndefined(history.closesOn),
    stepsDownOn: isoOrUndefined(history.stepsDownOn),
    firstHearingOn: circumstances.includes("care-proceedings") ? isoOrUndefined(history.firstHearingOn) : undefined,
    assessedOn: isoOrUndefined(history.assessedOn),
    hasChronology: isUnknown("chronology") ? undefined : !frame.happens("fileGaps", `chronology/${family.id}`),
  };
}

function isoOrUndefined(day: Day | null): string | undefined {
  return day === null ? undefined : iso(day);
}

/** Intervals that differ from the status's: permanence, private fostering. */
function intervalOf(child: ChildSketch): number | null {
  if (child.isPermanent) return PERMANENT_INTERVAL;
  return child.circumstances.includes("privately-fostered") ? PRIVATE_FOSTERING_INTERVAL : null;
}

/** Within the interval before today, beyond it when overdue, never before the worker began by more than a week. */
function lastVisit(frame: CouncilFrame, id: string, interval: number, workerSince: Day): Day {
  const random = frame.draw("visit", id);
  const isOverdue = frame.happens("overdueVisits", id);
  const back = isOverdue ? interval + random.between(1, Math.max(2, Math.floor(interval / 2))) : random.between(0, interval - 1);
  return Math.max(frame.calendar.step(frame.asOf + 1, -1 - back), frame.workingDay(workerSince - 7));
}
