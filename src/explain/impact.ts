/**
 * What a plan would do to children and staff, before anybody commits to it: changes of worker, the social-worker episodes that the SSDA903
 * return would show of looked-after children, and how the thirds fall by grade and team.
 */
import { parseDay } from "../base/calendar";
import { digestOf } from "../base/digest";
import { compareText } from "../base/hash";
import { roundHalfUp } from "../base/units";
import { LIBRARY_VERSION } from "../base/version";
import type { Caseload } from "../model/caseload";
import type { EpisodeReason } from "../model/episode-reason";
import { CASE_STATUSES, type CaseStatus } from "../model/policy";
import type { Decision, Plan } from "../plan/plan";

export interface ImpactOptions {
  /** The code that the council gives a change made for the programme. Default: `MANAGE`, an assumption. */
  readonly reason?: EpisodeReason;
}

export interface PlanImpact {
  readonly schemaVersion: 1;
  readonly libraryVersion: string;
  readonly caseloadDigest: string;
  readonly planDigest: string;
  readonly changesOfWorker: readonly StatusImpact[];
  readonly episodes: readonly SocialWorkerEpisode[];
  /** New rows that the return would have, and for how many children. */
  readonly newEpisodes: number;
  readonly childrenWithNewEpisodes: number;
  readonly byGrade: readonly FairnessRow[];
  readonly byTeam: readonly FairnessRow[];
}

/** Children of participants by case status; a row for each status there is. */
export interface StatusImpact {
  readonly status: CaseStatus;
  readonly children: number;
  readonly handedOver: number;
  readonly coWorked: number;
  /** Counted per child, there and back. */
  readonly changesOfWorker: number;
}

/** A row of the social-worker episodes, without the date of birth, which no caseload holds. */
export interface SocialWorkerEpisode {
  readonly childId: string;
  readonly workerId: string;
  /** `SW_DECOM`; null for the episode that runs now, whose start the return has already. */
  readonly from: string | null;
  /** `SW_DEC`; null while it runs on. */
  readonly to: string | null;
  /** `SW_REASON` of a row that the plan begins; null for the one that runs now. */
  readonly reason: EpisodeReason | null;
}

/** Means over the people of a grade or team, rounded half up; null when nobody has the figure. */
export interface FairnessRow {
  readonly group: string;
  readonly role: "participant" | "cover";
  readonly people: number;
  readonly inBand: number | null;
  readonly meanReliefPerMille: number | null;
  readonly leastReliefPerMille: number | null;
  readonly meanWorkloadPercentBefore: number | null;
  readonly meanWorkloadPercentAfter: number | null;
  readonly greatestWorkloadPercentAfter: number | null;
}

/** What a plan would cause; figures of the plan are taken as it states them (`checkPlan` says whether they are so). */
export function impactOf(caseload: Caseload, plan: Plan, { reason = "MANAGE" }: ImpactOptions = {}): PlanImpact {
  const episodes = caseload.children
    .filter(({ status }) => status === "looked-after")
    .flatMap((child) => plan.decisions.filter(({ childIds }) => childIds.includes(child.id)).flatMap((decision) => episodesOf(child, decision, reason)))
    .sort((a, b) => compareText(a.childId, b.childId) || compareText(a.from ?? "", b.from ?? ""));
  const begun = episodes.filter(({ from }) => from !== null);
  return {
    schemaVersion: 1,
    libraryVersion: LIBRARY_VERSION,
    caseloadDigest: plan.caseloadDigest,
    planDigest: digestOf(plan),
    changesOfWorker: byStatus(caseload, plan),
    episodes,
    newEpisodes: begun.length,
    childrenWithNewEpisodes: new Set(begun.map(({ childId }) => childId)).size,
    byGrade: fairness(plan, ({ grade }) => grade),
    byTeam: fairness(plan, ({ team }) => team),
  };
}

/** Each stretch with one accountable worker, while the case is open; the case that closes first ends the last of them. */
function episodesOf(child: Caseload["children"][number], decision: Decision, reason: EpisodeReason): readonly SocialWorkerEpisode[] {
  const held = holders(decision).filter(({ from }) => child.closesOn === null || from === null || isBefore(from, child.closesOn));
  if (held.length < 2) return [];
  return held.map(({ workerId, from }, index) => ({
    childId: child.id,
    workerId,
    from,
    to: held[index + 1]?.from ?? null,
    reason: from === null ? null : reason,
  }));
}

/** Who is accountable from which day on, in order; null is from before the plan. */
export function holders(decision: Decision): readonly { readonly workerId: string; readonly from: string | null }[] {
  const { participantId, mode, coverWorkerId, takeoverDate, handBackDate, earlier = [] } = decision;
  const changes: { workerId: string; from: string | null }[] = [{ workerId: participantId, from: null }];
  for (const part of earlier) {
    if (part.mode !== "handover") continue;
    changes.push({ workerId: part.coverWorkerId, from: part.takeoverDate });
    if (part.isReturn) changes.push({ workerId: participantId, from: part.endDate });
  }
  if (mode === "handover") changes.push({ workerId: coverWorkerId!, from: takeoverDate });
  if (mode === "handover" && handBackDate !== null) changes.push({ workerId: participantId, from: handBackDate });
  return changes;
}

function isBefore(date: string, day: number): boolean {
  return parseDay(date)! < day;
}

function byStatus(caseload: Caseload, plan: Plan): readonly StatusImpact[] {
  const statusOf = new Map(caseload.children.map(({ id, status }) => [id, status]));
  const closesOf = new Map(caseload.children.map(({ id, closesOn }) => [id, closesOn]));
  const rows = plan.decisions.flatMap((decision) =>
    decision.childIds.map((id) => {
      const closes = closesOf.get(id) ?? null;
      const changes = holders(decision).filter(({ from }) => from !== null && (closes === null || isBefore(from, closes))).length;
      return { status: statusOf.get(id), mode: decision.mode, changes };
    }),
  );
  return CASE_STATUSES.flatMap((status) => {
    const own = rows.filter((row) => row.status === status);
    if (own.length === 0) return [];
    const count = (mode: Decision["mode"]): number => own.filter((row) => row.mode === mode).length;
    return [{ status, children: own.length, handedOver: count("handover"), coWorked: count("co-work"), changesOfWorker: own.reduce((sum, { changes }) => sum + changes, 0) }];
  });
}

function fairness(plan: Plan, groupOf: (person: { readonly grade: string; readonly team: string }) => string): readonly FairnessRow[] {
  const groups = (people: readonly { readonly grade: string; readonly team: string }[]): readonly string[] => [...new Set(people.map(groupOf))].sort(compareText);
  return [
    ...groups(plan.participants).map((group): FairnessRow => {
      const own = plan.participants.filter((participant) => groupOf(participant) === group);
      const reliefs = known(own.map(({ reliefPerMille }) => reliefPerMille));
      return {
        group,
        role: "participant",
        people: own.length,
        inBand: own.filter(({ isInBand }) => isInBand).length,
        meanReliefPerMille: mean(reliefs),
        leastReliefPerMille: reliefs.length === 0 ? null : Math.min(...reliefs),
        ...workloads(own.map(({ workloadPercentBefore: before, workloadPercentAfter: after }) => ({ before, after }))),
      };
    }),
    ...groups(plan.coverWorkers).map((group): FairnessRow => {
      const own = plan.coverWorkers.filter((worker) => groupOf(worker) === group);
      const loads = own.map(({ peakWorkloadPercentBefore: before, peakWorkloadPercentAfter: after }) => ({ before, after }));
      return { group, role: "cover", people: own.length, inBand: null, meanReliefPerMille: null, leastReliefPerMille: null, ...workloads(loads) };
    }),
  ];
}

function workloads(loads: readonly { readonly before: number | null; readonly after: number | null }[]) {
  const after = known(loads.map((load) => load.after));
  return {
    meanWorkloadPercentBefore: mean(known(loads.map((load) => load.before))),
    meanWorkloadPercentAfter: mean(after),
    greatestWorkloadPercentAfter: after.length === 0 ? null : Math.max(...after),
  };
}

function known(values: readonly (number | null)[]): readonly number[] {
  return values.filter((value): value is number => value !== null);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : roundHalfUp(values.reduce((sum, value) => sum + value, 0), values.length);
}
