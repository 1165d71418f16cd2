/**
 * A made-up plan of the size and unevenness of a real cohort, for tests of what shows plans. Its figures
 * agree with one another (totals are sums of decisions); no claim that a solver would choose it.
 */
import { ceilDivide, floorDivide, roundHalfUp } from "../../src/base/units";
import { formatDay, parseDay } from "../../src/base/calendar";
import type {
  ComponentOutcome,
  CoverWorkerOutcome,
  Decision,
  DecisionMode,
  ParticipantOutcome,
  Plan,
  Reason,
  Statement,
  WeekRelief,
} from "../../src/plan/plan";

export interface SampleShape {
  readonly participants: number;
  readonly coverWorkers: number;
  /** Families of each ordinary participant, about. */
  readonly families: number;
  /** Share of base, per mille, up to which families are moved. */
  readonly reliefPerMille: number;
  readonly weeks: number;
  /** Whether to include the odd ones: a manager, nobody to relieve, a shortfall, no capacity. */
  readonly isOdd: boolean;
  /** Whether some ids are hostile. */
  readonly isHostile: boolean;
  readonly idOf: (kind: "participant" | "cover" | "family" | "child", index: number) => string;
}

const plainId: SampleShape["idOf"] = (kind, index) =>
  ({ participant: "SW-", cover: "CV-", family: "F-", child: "CH-" })[kind] + String(kind === "family" || kind === "child" ? 1000 + index : 101 + index);

export const SAMPLE_SHAPE: SampleShape = {
  participants: 12,
  coverWorkers: 7,
  families: 8,
  reliefPerMille: 300,
  weeks: 10,
  isOdd: true,
  isHostile: true,
  idOf: plainId,
};

/** Ids that would break a careless page. */
export const HOSTILE_FAMILY_ID = `F-<script>alert("1")</script>`;
export const HOSTILE_WORKER_ID = `SW-"quoted" & 'single' \u202Egnp.exe`;
export const HOSTILE_CHILD_ID = `CH-<img src=x onerror=alert(1)>`;

const START = parseDay("2019-01-14") ?? 0;
const ISSUED = "sha256:4f6c1c2b8b0d0f3b61a2c9a0a4f2f6b1f5d3c7e9a8b7c6d5e4f30123456789ab";

/** The plan of the shape given; without one, the sample everyone looks at. */
export function samplePlan(shape: Partial<SampleShape> = {}): Plan {
  return new SamplePlan({ ...SAMPLE_SHAPE, ...shape }).build();
}

/** A plan for nobody. */
export function emptyPlan(): Plan {
  return samplePlan({ participants: 0, coverWorkers: 0, isOdd: false, isHostile: false });
}

const hundredths = (value: number): number => Math.round(value * 100);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + Math.round(value * 1000), 0) / 1000;

class SamplePlan {
  #state = 20190114;
  #family = 0;
  #child = 0;
  readonly #decisions: Decision[] = [];

  constructor(private readonly shape: SampleShape) {}

  build(): Plan {
    const { shape } = this;
    const participants = Array.from({ length: shape.participants }, (_, index) => this.#participant(index));
    const coverWorkers = Array.from({ length: shape.coverWorkers }, (_, index) => this.#coverWorker(index));
    const based = participants.filter(({ basePoints }) => basePoints > 0);
    const relief = based.map(({ reliefPerMille }) => reliefPerMille ?? 0);
    const families = this.#decisions.filter(({ kind }) => kind === "family");
    const moved = families.filter(({ mode }) => mode === "handover");
    return {
      schemaVersion: 1,
      libraryVersion: "0.1.0",
      caseloadDigest: ISSUED,
      programme: {
        id: shape.isHostile ? "Cohort 3 <spring>" : "Cohort 3",
        startDate: formatDay(START),
        endDate: formatDay(START + shape.weeks * 7 - 1),
        weeks: shape.weeks,
        workingDays: shape.weeks * 5,
      },
      termination: "optimal",
      headline: {
        participantsWithBase: based.length,
        participantsInBand: based.filter(({ isInBand }) => isInBand).length,
        meanReliefPerMille: based.length === 0 ? 0 : roundHalfUp(relief.reduce((a, b) => a + b, 0), based.length),
        nearLowerEdge: based.filter((one) => one.isInBand && hundredths(one.reliefPoints) - hundredths(one.bandLowerPoints) <= hundredths(one.basePoints) / 100).length,
      },
      components: this.#components(participants, coverWorkers),
      decisions: this.#decisions,
      participants,
      coverWorkers,
      totals: {
        familiesMoved: moved.length,
        familiesCoWorked: families.filter(({ mode }) => mode === "co-work").length,
        familiesStaying: families.filter(({ mode }) => mode === "stay").length,
        childrenMoved: moved.reduce((sum, { childIds }) => sum + childIds.length, 0),
        changesOfWorker: moved.reduce((sum, { changesOfWorker }) => sum + changesOfWorker, 0),
        supervisionMoved: this.#decisions.filter(({ kind, mode }) => kind === "supervision" && mode === "handover").length,
        continuityCost: sumOf(this.#decisions.map(({ continuityCost }) => continuityCost)),
        travelMinutes: this.#decisions.reduce((sum, { travelMinutes }) => sum + travelMinutes, 0),
      },
      statements: this.#statements(participants, coverWorkers),
    };
  }

  #random(below: number): number {
    this.#state = (Math.imul(this.#state, 1103515245) + 12345) & 0x7fffffff;
    return (this.#state >>> 8) % below;
  }

  #participant(index: number): ParticipantOutcome {
    const { shape } = this;
    const isManager = shape.isOdd && index === 9;
    const isWithoutBase = shape.isOdd && index === 10;
    const isShort = shape.isOdd && index === 4;
    const workerId = shape.isHostile && index === 7 ? HOSTILE_WORKER_ID : shape.idOf("participant", index);
    const units = isWithoutBase ? 0 : isManager ? 6 : shape.families - 1 + this.#random(4);
    const decisions: Decision[] = [];
    const works = Array.from({ length: units }, () => (isManager ? 300 : 450 + this.#random(12) * 75));
    const base = works.reduce((a, b) => a + b, 0);
    const lower = ceilDivide(3 * base, 10);
    let relief = 0;
    for (const work of works) {
      const wanted = (base * shape.reliefPerMille) / 1000;
      const mode: DecisionMode =
        isShort && relief > 0 ? "stay" : relief >= wanted ? "stay" : !isManager && wanted - relief < work / 2 ? "co-work" : "handover";
      const decision = isManager ? this.#supervision(workerId, work, mode, decisions.length) : this.#family_(workerId, work, mode, isShort);
      decisions.push(decision);
      relief += hundredths(decision.reliefPoints);
    }
    this.#decisions.push(...decisions);
    const share = base === 0 ? null : roundHalfUp(relief * 1000, base);
    const upper = Math.max(lower, floorDivide(11 * base, 30), relief <= base * 0.4 && !isShort ? relief : 0);
    const isInBand = base > 0 && relief >= lower && relief <= upper;
    const weeks = base === 0 ? [] : this.#weeks(base, relief);
    return {
      workerId,
      role: isManager ? "team-manager" : "social-worker",
      grade: isManager ? "manager" : (["level-1", "level-2", "level-3", "asye"][index % 4] ?? "level-2"),
      team: ["Weymouth", "Dorchester", "Ferndown"][index % 3] ?? "Weymouth",
      children: decisions.reduce((sum, { childIds }) => sum + childIds.length, 0),
      families: decisions.filter(({ kind }) => kind === "family").length,
      basePoints: base / 100,
      bandLowerPoints: lower / 100,
      bandUpperPoints: upper / 100,
      reliefPoints: relief / 100,
      afterPoints: (base - relief) / 100,
      reliefPerMille: share,
      isInBand,
      weeks,
      lowestWeek: weeks.reduce<WeekRelief | null>((least, week) => (least === null || week.reliefPoints < least.reliefPoints ? week : least), null),
      workloadPercentBefore: index === 2 ? null : ceilDivide(base + 1500, 85),
      workloadPercentAfter: index === 2 ? null : ceilDivide(base - relief + 1500, 85),
      newFamily: base === 0 || isManager ? null : { points: roundHalfUp(base, units) / 100, reliefPerMille: roundHalfUp(relief * 1000, base) - roundHalfUp(relief * 1000, base + roundHalfUp(base, units)) },
      shortfallSentence:
        base > 0 && relief < lower
          ? `${workerId} gets ${relief / 100} points of the ${lower / 100} its third needs: only 1 of its ${units} families and items may move, ${relief / 100} points at most.`
          : null,
    };
  }

  #weeks(base: number, relief: number): WeekRelief[] {
    const { weeks } = this.shape;
    return Array.from({ length: weeks }, (_, index) => {
      const work = floorDivide(base, weeks);
      const reliefPoints = floorDivide(floorDivide(relief, weeks) * (index === 0 ? 40 : index === 1 ? 75 : 106 - this.#random(8)), 100);
      return {
        week: index + 1,
        startDate: formatDay(START + index * 7),
        reliefPoints: reliefPoints / 100,
        workPoints: work / 100,
        reliefPerMille: work === 0 ? null : roundHalfUp(reliefPoints * 1000, work),
      };
    });
  }

  #childIds(): string[] {
    return Array.from({ length: [1, 1, 2, 2, 3, 1, 4][this.#random(7)] ?? 1 }, () => {
      const index = this.#child++;
      return this.shape.isHostile && index === 5 ? HOSTILE_CHILD_ID : this.shape.idOf("child", index);
    });
  }

  #family_(participantId: string, work: number, mode: DecisionMode, isBlocked: boolean): Decision {
    const { shape } = this;
    const index = this.#family++;
    const childIds = this.#childIds();
    const cover = shape.idOf("cover", this.#random(Math.max(1, Math.min(shape.coverWorkers - (shape.isOdd ? 2 : 0), 5))));
    const isMoved = mode === "handover";
    const days = this.#random(9);
    const reason = this.#reason(mode, isBlocked);
    const id = shape.isHostile && index === 3 ? HOSTILE_FAMILY_ID : shape.idOf("family", index);
    return {
      kind: "family",
      id,
      participantId,
      childIds,
      mode,
      coverWorkerId: mode === "stay" ? null : cover,
      companionId: isMoved && this.#random(6) === 0 ? shape.idOf("cover", 0) : null,
      takeoverDate: mode === "stay" ? null : formatDay(START + (days < 5 ? days : days + 2)),
      handBackDate: mode === "stay" ? null : formatDay(START + shape.weeks * 7 + this.#random(3) * 7 + (days % 5)),
      workPoints: work / 100,
      reliefPoints: isMoved ? (work - 50) / 100 : mode === "co-work" ? roundHalfUp(3 * work, 10) / 100 : 0,
      loadPoints: isMoved ? (work + 50 + this.#random(3) * 100) / 100 : mode === "co-work" ? roundHalfUp(work, 2) / 100 : 0,
      continuityCost: mode === "stay" ? 0 : (childIds.length * (mode === "co-work" ? 900 : 3200) + this.#random(900)) / 1000,
      costTerms: mode === "stay" ? [] : [{ term: "contacts", contacts: childIds.length }],
      travelMinutes: mode === "stay" ? 0 : 60 + this.#random(8) * 15,
      contacts: mode === "stay" ? 0 : 2 + this.#random(4),
      changesOfWorker: isMoved ? childIds.length * 2 : 0,
      flags: index % 11 === 4 ? ["worst-case"] : index % 13 === 6 ? ["file-not-ready", "worst-case"] : [],
      reason,
      sentence: sentenceFor(id, mode, reason, participantId, cover),
    };
  }

  #supervision(participantId: string, work: number, mode: DecisionMode, index: number): Decision {
    const cover = this.shape.idOf("cover", 5);
    const isMoved = mode === "handover";
    return {
      kind: "supervision",
      id: `SUP-${index + 1}`,
      participantId,
      childIds: [],
      mode,
      coverWorkerId: isMoved ? cover : null,
      companionId: null,
      takeoverDate: isMoved ? formatDay(START) : null,
      handBackDate: isMoved ? formatDay(START + this.shape.weeks * 7) : null,
      workPoints: work / 100,
      reliefPoints: isMoved ? (work - 25) / 100 : 0,
      loadPoints: isMoved ? (work + 25) / 100 : 0,
      continuityCost: 0,
      costTerms: [],
      travelMinutes: isMoved ? 45 : 0,
      contacts: isMoved ? 2 : 0,
      changesOfWorker: 0,
      flags: [],
      reason: isMoved ? { kind: "chosen", goal: "relief", difference: 12 } : { kind: "not-needed" },
      sentence: isMoved
        ? `Supervision passes to ${cover}, who supervises four others: without it the third is missed.`
        : "Stays: the third is met without it.",
    };
  }

  #reason(mode: DecisionMode, isBlocked: boolean): Reason {
    if (mode !== "stay") return this.#random(9) === 0 ? { kind: "tie" } : { kind: "chosen", goal: "relief", difference: 900 + this.#random(4000) };
    if (isBlocked) return { kind: "blocked", rules: ["key-event", "language"] };
    const choices: readonly Reason[] = [
      { kind: "not-needed" },
      { kind: "not-needed" },
      { kind: "dearer", goal: "continuity", difference: 1200 + this.#random(2000) },
      { kind: "blocked", rules: ["key-event"] },
      { kind: "blocked", rules: ["recent-changes", "care-proceedings"] },
      { kind: "pinned", pin: "must-stay" },
      { kind: "no-capacity", coverWorkerIds: [this.shape.idOf("cover", 1)] },
    ];
    return choices[this.#random(choices.length)] ?? { kind: "not-needed" };
  }

  #coverWorker(index: number): CoverWorkerOutcome {
    const { shape } = this;
    const workerId = shape.idOf("cover", index);
    const taken = this.#decisions.filter(({ coverWorkerId }) => coverWorkerId === workerId);
    const moved = taken.filter(({ mode }) => mode === "handover");
    const added = taken.reduce((sum, { loadPoints }) => sum + hundredths(loadPoints), 0);
    const isWithout = shape.isOdd && index === 6;
    const capacity = isWithout ? 0 : Math.max(6400, ceilDivide((added + 1200) * 100, 97 - index * 3));
    const first = formatDay(START - 14);
    const last = formatDay(START + shape.weeks * 7 + 20);
    return {
      workerId,
      role: shape.isOdd && index === 5 ? "team-manager" : "social-worker",
      grade: shape.isOdd && index === 5 ? "manager" : "level-3",
      team: "Cover team",
      familiesTaken: moved.filter(({ kind }) => kind === "family").length,
      childrenTaken: moved.reduce((sum, { childIds }) => sum + childIds.length, 0),
      familiesCoWorked: taken.filter(({ mode }) => mode === "co-work").length,
      supervisionTaken: moved.filter(({ kind }) => kind === "supervision").length,
      childrenHeldBefore: index % 3,
      peakWorkloadPercentBefore: capacity === 0 ? null : ceilDivide(120_000, capacity),
      peakWorkloadPercentAfter: capacity === 0 ? null : ceilDivide((added + 1200) * 100, capacity),
      intervals: isWithout
        ? [{ from: first, to: last, capacityPoints: 0, existingPoints: 0, addedPoints: 0 }]
        : [
            { from: first, to: formatDay(START + 5), capacityPoints: capacity / 100, existingPoints: 12, addedPoints: roundHalfUp(added, 2) / 100 },
            { from: formatDay(START + 6), to: last, capacityPoints: capacity / 100, existingPoints: 12, addedPoints: added / 100 },
          ],
    };
  }

  #components(participants: readonly ParticipantOutcome[], coverWorkers: readonly CoverWorkerOutcome[]): ComponentOutcome[] {
    const idle = participants.filter(({ basePoints }) => basePoints === 0).map(({ workerId }) => workerId);
    const busy = participants.filter(({ basePoints }) => basePoints > 0).map(({ workerId }) => workerId);
    if (busy.length === 0) return idle.map((id) => ({ participantIds: [id], coverWorkerIds: [], termination: "optimal", method: "none", goals: [] }));
    const continuity = Math.round(sumOf(this.#decisions.map(({ continuityCost }) => continuityCost)) * 1000);
    const shortfall = participants.reduce((sum, one) => {
      const short = one.basePoints === 0 ? 0 : Math.max(0, ceilDivide((hundredths(one.bandLowerPoints) - hundredths(one.reliefPoints)) * 1000, hundredths(one.basePoints)));
      return sum + 4 * short * short;
    }, 0);
    return [
      {
        participantIds: busy,
        coverWorkerIds: coverWorkers.map(({ workerId }) => workerId),
        termination: "optimal",
        method: "weighted",
        goals: [
          { goal: "relief", value: shortfall, stageValue: shortfall, bound: shortfall, gap: 0, isMet: true, isExact: true },
          { goal: "continuity", value: continuity, stageValue: continuity - 900, bound: continuity - 900, gap: 900, isMet: true, isExact: true },
          { goal: "fair-cover", value: 97, stageValue: 97, bound: 96, gap: 1, isMet: true, isExact: false },
          { goal: "travel", value: 4210, stageValue: 4210, bound: 4020, gap: 190, isMet: false, isExact: false },
        ],
      },
      ...idle.map((id): ComponentOutcome => ({ participantIds: [id], coverWorkerIds: [], termination: "optimal", method: "none", goals: [] })),
    ];
  }

  #statements(participants: readonly ParticipantOutcome[], coverWorkers: readonly CoverWorkerOutcome[]): Statement[] {
    const first = participants[0]?.workerId;
    const second = participants[1]?.workerId;
    const cover = coverWorkers[0]?.workerId;
    if (first === undefined || second === undefined || cover === undefined) return [];
    return [
      { kind: "assumption", rule: null, ids: [], sentence: "A co-worked family gives three tenths of its work in relief and costs the cover worker half of it; the policy document sets both." },
      { kind: "assumption", rule: "key-event", ids: [], sentence: "A hearing, conference or review protects a family from a handover for 10 working days on either side." },
      { kind: "worst-case", rule: "recent-changes", ids: ["F-1004"], sentence: "F-1004: past changes of worker are not known; two are assumed." },
      { kind: "worst-case", rule: null, ids: ["F-1006", "F-1017"], sentence: "The last visit is not known for 2 families, 0 of which move or are co-worked; a visit is taken to be due at once." },
      { kind: "existing-breach", rule: "asye-maximum", ids: [second], sentence: `${second} is newly qualified and holds 13 children against a protected maximum of 12; the plan does not add to it.` },
      { kind: "warning", rule: "workload-warning", ids: [first], sentence: `${first} is above 100 % of capacity before the programme.` },
      { kind: "escalation", rule: "workload-warning", ids: [first], sentence: `${first} is above 110 % of capacity before the programme: tell the service manager.` },
    ];
  }
}

function sentenceFor(id: string, mode: DecisionMode, reason: Reason, participantId: string, coverWorkerId: string): string {
  if (mode === "handover") return `${id} goes to ${coverWorkerId}: ${reason.kind === "tie" ? "another choice does as well, and the tie was drawn." : `without it ${participantId} would be further from its third.`}`;
  if (mode === "co-work") return `${id} stays with ${participantId} and is co-worked with ${coverWorkerId}: without it ${participantId} would be further from its third.`;
  const stays = `${id} stays with ${participantId}`;
  if (reason.kind === "blocked") return `${stays}: the rules leave no way to move it (${reason.rules.join(", ").replaceAll("-", " ")}).`;
  if (reason.kind === "dearer") return `${stays}: moving it as well would cost 1.4 contacts of continuity more.`;
  if (reason.kind === "pinned") return `${stays}: planners have pinned it.`;
  if (reason.kind === "no-capacity") return `${stays}: with anyone open to it (${reason.coverWorkerIds.join(", ")}) a limit would be broken.`;
  return `${stays}, whose third is met without it.`;
}
