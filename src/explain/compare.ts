/** Two plans side by side: which decisions differ, and what the difference comes to, goal by goal and person by person. */
import { digestOf, isEqualData } from "../base/digest";
import { compareText } from "../base/hash";
import { LIBRARY_VERSION } from "../base/version";
import type { CaseloadDocument, PinDocument } from "../model/caseload-document";
import type { GoalId } from "../model/policy";
import type { Decision, Plan, Totals } from "../plan/plan";
import type { Whereabouts } from "../plan/replan";

/** What differs from the first plan to the second; every difference is the second less the first. */
export interface PlanComparison {
  readonly schemaVersion: 1;
  readonly libraryVersion: string;
  readonly planDigests: readonly [string, string];
  /** False: the plans are of different caseloads, and their figures measure different things unless these differ in `pins` only. */
  readonly isSameCaseload: boolean;
  /** Pins that only one plan's caseload has, where the caseloads are known to differ in nothing else; null where they are not. */
  readonly pins: PinDifference | null;
  readonly decisions: readonly DecisionDifference[];
  /** Over all components: relief, changes, continuity and travel added up, fair cover that of the busiest cover worker; only goals that both plans have. */
  readonly goals: readonly GoalDifference[];
  /** The first goal in strict order on which they differ decides; null when they are equal in every goal, or of caseloads that may differ in more than pins. */
  readonly better: "first" | "second" | null;
  /** Participants and cover workers for whom something differs. */
  readonly participants: readonly ParticipantDifference[];
  readonly coverWorkers: readonly CoverWorkerDifference[];
  readonly totals: readonly TotalDifference[];
  readonly sentences: readonly string[];
}

export interface PinDifference {
  readonly first: readonly OverridePin[];
  readonly second: readonly OverridePin[];
}

/** A pin without its free text. */
export interface OverridePin {
  readonly kind: PinDocument["kind"];
  readonly id: string;
  readonly participantId: string | null;
  readonly coverWorkerId: string | null;
  readonly author: string;
}

export interface DecisionDifference {
  readonly kind: "family" | "supervision";
  readonly id: string;
  readonly participantId: string;
  readonly childIds: readonly string[];
  /** Null: the plan does not know the unit. */
  readonly first: Whereabouts | null;
  readonly second: Whereabouts | null;
}

export interface GoalDifference {
  readonly goal: GoalId;
  readonly first: number;
  readonly second: number;
  readonly difference: number;
}

export interface ParticipantDifference {
  readonly workerId: string;
  readonly firstPerMille: number | null;
  readonly secondPerMille: number | null;
  readonly isInBandInFirst: boolean;
  readonly isInBandInSecond: boolean;
}

export interface CoverWorkerDifference {
  readonly workerId: string;
  readonly firstPeakPercent: number | null;
  readonly secondPeakPercent: number | null;
}

export interface TotalDifference {
  readonly total: keyof Totals;
  readonly first: number;
  readonly second: number;
}

/** A pin as it is told of. */
export function withoutReason({ kind, familyId, supervisionId, workerId, coverWorkerId, author }: PinDocument): OverridePin {
  return { kind, id: familyId ?? supervisionId ?? "", participantId: workerId ?? null, coverWorkerId: coverWorkerId ?? null, author };
}

/** Pins that only one of two caseloads has; null where they differ in anything else. */
export function pinsBetween(first: CaseloadDocument, second: CaseloadDocument): PinDifference | null {
  if (!isEqualData({ ...first, pins: null }, { ...second, pins: null })) return null;
  const without = ({ pins = [] }: CaseloadDocument, others: CaseloadDocument): readonly OverridePin[] => pins.filter((pin) => others.pins?.some((other) => isEqualData(pin, other)) !== true).map(withoutReason);
  return { first: without(first, second), second: without(second, first) };
}

/**
 * Compares two plans, usually of one caseload; what either claims of its bounds is left aside.
 * @param between how their caseloads differ, where they are known
 */
export function differencesOf(first: Plan, second: Plan, between: PinDifference | null = null): PlanComparison {
  const isSameCaseload = first.caseloadDigest === second.caseloadDigest;
  const pins = isSameCaseload ? { first: [], second: [] } : between;
  const decisions = decisionDifferences(first, second);
  const goals = goalDifferences(first, second);
  const leading = goals.find(({ difference }) => difference !== 0);
  const better = leading === undefined || pins === null ? null : leading.difference < 0 ? "second" : "first";
  const compared = { isSameCaseload, pins, decisions, goals, better } as const;
  return {
    schemaVersion: 1,
    libraryVersion: LIBRARY_VERSION,
    planDigests: [digestOf(first), digestOf(second)],
    ...compared,
    participants: participantDifferences(first, second),
    coverWorkers: coverDifferences(first, second),
    totals: (Object.keys(first.totals) as (keyof Totals)[])
      .map((total) => ({ total, first: first.totals[total], second: second.totals[total] }))
      .filter((row) => row.first !== row.second),
    sentences: sentencesOf(compared, leading),
  };
}

function decisionDifferences(first: Plan, second: Plan): readonly DecisionDifference[] {
  const others = new Map(second.decisions.map((decision) => [keyOf(decision), decision]));
  const known = new Set(first.decisions.map(keyOf));
  const rows = [
    ...first.decisions.map((decision) => [decision, others.get(keyOf(decision)) ?? null] as const),
    ...second.decisions.filter((decision) => !known.has(keyOf(decision))).map((decision) => [null, decision] as const),
  ];
  return rows
    .map(([a, b]): DecisionDifference => {
      const { kind, id, participantId, childIds } = (a ?? b)!;
      return { kind, id, participantId, childIds, first: a === null ? null : whereaboutsOf(a), second: b === null ? null : whereaboutsOf(b) };
    })
    .filter((row) => JSON.stringify(row.first) !== JSON.stringify(row.second))
    .sort((a, b) => compareText(a.participantId, b.participantId) || compareText(a.kind, b.kind) || compareText(a.id, b.id) || compareText(a.childIds[0] ?? "", b.childIds[0] ?? ""));
}

function keyOf({ kind, id, participantId, childIds }: Decision): string {
  return JSON.stringify([kind, id, participantId, childIds]);
}

/** Where a decision puts its unit. */
export function whereaboutsOf({ mode, coverWorkerId, companionId, takeoverDate, handBackDate }: Decision): Whereabouts {
  return { mode, coverWorkerId, companionId, takeoverDate, handBackDate };
}

function goalDifferences(first: Plan, second: Plan): readonly GoalDifference[] {
  const a = goalTotals(first);
  const b = goalTotals(second);
  return (["relief", "changes", "continuity", "fair-cover", "travel"] as const).flatMap((goal) => {
    const [x, y] = [a.get(goal), b.get(goal)];
    return x === undefined || y === undefined ? [] : [{ goal, first: x, second: y, difference: y - x }];
  });
}

/** Who shares a component may differ from plan to plan, so fair cover is the busiest of the whole cover team. */
function goalTotals({ components, coverWorkers }: Plan): ReadonlyMap<GoalId, number> {
  const totals = new Map<GoalId, number>();
  const busiest = coverWorkers.reduce((most, { peakWorkloadPercentAfter }) => Math.max(most, peakWorkloadPercentAfter ?? 0), 0);
  for (const { goal, value } of components.flatMap(({ goals }) => goals)) totals.set(goal, goal === "fair-cover" ? busiest : (totals.get(goal) ?? 0) + value);
  return totals;
}

function participantDifferences(first: Plan, second: Plan): readonly ParticipantDifference[] {
  return first.participants.flatMap(({ workerId, reliefPoints, reliefPerMille, isInBand }) => {
    const other = second.participants.find((participant) => participant.workerId === workerId);
    if (other === undefined || (other.reliefPoints === reliefPoints && other.reliefPerMille === reliefPerMille && other.isInBand === isInBand)) return [];
    return [{ workerId, firstPerMille: reliefPerMille, secondPerMille: other.reliefPerMille, isInBandInFirst: isInBand, isInBandInSecond: other.isInBand }];
  });
}

function coverDifferences(first: Plan, second: Plan): readonly CoverWorkerDifference[] {
  return first.coverWorkers.flatMap(({ workerId, peakWorkloadPercentAfter }) => {
    const other = second.coverWorkers.find((worker) => worker.workerId === workerId);
    if (other === undefined || other.peakWorkloadPercentAfter === peakWorkloadPercentAfter) return [];
    return [{ workerId, firstPeakPercent: peakWorkloadPercentAfter, secondPeakPercent: other.peakWorkloadPercentAfter }];
  });
}

function sentencesOf({ pins, decisions, better }: Pick<PlanComparison, "pins" | "decisions" | "better">, leading: GoalDifference | undefined): readonly string[] {
  const differ = decisions.length === 0 ? "The plans decide alike." : `${decisions.length} ${decisions.length === 1 ? "decision differs" : "decisions differ"}.`;
  if (pins === null) return [differ, "The plans are of different caseloads: their figures measure different things."];
  const pinned = (["first", "second"] as const).flatMap((side) => pins[side].map((pin) => `Only for the ${side} plan ${pin.author} decided that ${decided(pin)}.`));
  const verdict = leading === undefined ? "They are equal in every goal." : `The ${better} plan is better: ${leading.goal} is the first goal in which they differ, by ${Math.abs(leading.difference)} in the goal's unit.`;
  return [differ, ...pinned, verdict];
}

function decided({ kind, id, participantId, coverWorkerId }: OverridePin): string {
  const what = participantId === null ? id : `${id} of ${participantId}`;
  const words = { "must-stay": "must stay", "must-move": "must move", "must-go-to": `must go to ${coverWorkerId}`, "never-to": `must never go to ${coverWorkerId}` } as const;
  return `${what} ${words[kind]}`;
}
