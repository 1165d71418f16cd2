/** The plan put together the way the page needs it. Nothing is judged here, only grouped and added. */
import { roundHalfUp } from "../base/units";
import type { Decision, DecisionMode, ParticipantOutcome, Plan } from "../plan/plan";
import { compareIds } from "./compare-ids";
import { integerOf } from "./format";

/** What passes between one participant and one cover worker. */
export interface Passage {
  readonly participantId: string;
  readonly coverWorkerId: string;
  readonly mode: Exclude<DecisionMode, "stay">;
  readonly kind: Decision["kind"];
  /** Families, or supervision items. */
  readonly units: number;
  readonly children: number;
}

export interface Reading {
  readonly plan: Plan;
  /** Each participant's decisions: handed over, co-worked, staying; within each in the plan's order. */
  readonly decisionsOf: (participantId: string) => readonly Decision[];
  /** Where the participant's families stand in the page: an id made here, never from the input. */
  readonly anchorOf: (participantId: string) => string;
  readonly passages: readonly Passage[];
  readonly withBase: readonly ParticipantOutcome[];
  readonly withoutBase: readonly ParticipantOutcome[];
}

const MODE_ORDER: Readonly<Record<DecisionMode, number>> = { handover: 0, "co-work": 1, stay: 2 };

/** Groups a plan for reading. */
export function readingOf(given: Plan): Reading {
  const plan = inReadingOrder(given);
  const byParticipant = new Map<string, Decision[]>();
  for (const decision of plan.decisions) {
    const list = byParticipant.get(decision.participantId);
    if (list === undefined) byParticipant.set(decision.participantId, [decision]);
    else list.push(decision);
  }
  for (const list of byParticipant.values()) list.sort((a, b) => MODE_ORDER[a.mode] - MODE_ORDER[b.mode]);
  const anchors = new Map(plan.participants.map(({ workerId }, index) => [workerId, `families-${index + 1}`]));
  return {
    plan,
    decisionsOf: (participantId) => byParticipant.get(participantId) ?? [],
    anchorOf: (participantId) => anchors.get(participantId) ?? "families",
    passages: passagesOf(plan.decisions),
    withBase: plan.participants.filter(({ basePoints }) => basePoints > 0),
    withoutBase: plan.participants.filter(({ basePoints }) => basePoints === 0),
  };
}

/** The plan with its people and decisions in the order in which ids are looked for. */
function inReadingOrder(plan: Plan): Plan {
  const byId = (a: { readonly workerId: string }, b: { readonly workerId: string }): number => compareIds(a.workerId, b.workerId);
  return {
    ...plan,
    components: plan.components.map((component) => ({ ...component, participantIds: [...component.participantIds].sort(compareIds), coverWorkerIds: [...component.coverWorkerIds].sort(compareIds) })),
    decisions: [...plan.decisions].sort((a, b) => compareIds(a.id, b.id)),
    participants: [...plan.participants].sort(byId),
    coverWorkers: [...plan.coverWorkers].sort(byId),
    statements: plan.statements.map((statement) => ({ ...statement, ids: [...statement.ids].sort(compareIds) })),
  };
}

function passagesOf(decisions: readonly Decision[]): Passage[] {
  const passages = new Map<string, { -readonly [Key in keyof Passage]: Passage[Key] }>();
  for (const { participantId, coverWorkerId, mode, kind, childIds } of decisions) {
    if (coverWorkerId === null || mode === "stay") continue;
    const key = JSON.stringify([participantId, coverWorkerId, mode, kind]);
    const passage = passages.get(key) ?? { participantId, coverWorkerId, mode, kind, units: 0, children: 0 };
    passage.units += 1;
    passage.children += childIds.length;
    passages.set(key, passage);
  }
  return [...passages.values()];
}

/** A number of points as thousandths of a participant's base; null without a base. */
export function shareOfBase(participant: ParticipantOutcome, points: number): number | null {
  const base = integerOf(participant.basePoints, 100);
  return base === 0 ? null : roundHalfUp(integerOf(points, 100) * 1000, base);
}

/** Where a participant's relief lies. */
export type Standing = "in" | "below" | "above" | "no-cases";

/** How a participant stands against its band. */
export function standingOf(participant: ParticipantOutcome): Standing {
  if (participant.basePoints === 0) return "no-cases";
  if (participant.isInBand) return "in";
  return participant.reliefPoints < participant.bandLowerPoints ? "below" : "above";
}
