/** Chosen options back into domain words: the plan. */
import { formatDay } from "../base/calendar";
import { compareText } from "../base/hash";
import { childIdsOf } from "../model/child-ids";
import type { Cohort, Unit } from "../model/cohort";
import type { Option } from "../model/option";
import { remembered } from "../model/remembered";
import { unitWork } from "../model/workload";
import type { ChosenOptions } from "./chosen-options";
import { coverWorkerOutcome, headlineOf, participantOutcome, points, totalsOf } from "./outcomes";
import {
  PLAN_SCHEMA_VERSION,
  type ComponentOutcome,
  type Decision,
  type DecisionFlag,
  type EarlierPartOutcome,
  type ParticipantOutcome,
  type Plan,
  type Reason,
  type Termination,
} from "./plan";
import { statementsOf } from "./statements";

/** Why a unit is where it is, in code and in English. */
export interface ExplainedReason {
  readonly reason: Reason;
  readonly sentence: string;
}

/** What a plan is put together from. */
export interface PlanParts {
  readonly libraryVersion: string;
  readonly termination: Termination;
  readonly components: readonly ComponentOutcome[];
  readonly reasonOf: (unit: Unit) => ExplainedReason;
  /** Null when the participant is not below its band. */
  readonly shortfallSentenceOf: (participantId: string) => string | null;
}

/** What follows from a plan's options alone. */
export interface PlanFigures extends Pick<Plan, "programme" | "headline" | "coverWorkers" | "totals" | "statements"> {
  readonly decisions: readonly UnitDecision[];
  readonly participants: readonly ParticipantFigures[];
}

/** A unit's decision, before its reason is known. */
export interface UnitDecision {
  readonly unit: Unit;
  readonly decision: UnexplainedDecision;
}

type ParticipantFigures = Omit<ParticipantOutcome, "shortfallSentence">;

const DECISIONS_PER_PAUSE = 50;

/** Puts a plan together, every list sorted by id. @param figures as its own check has them */
export function assemblePlan(parts: PlanParts, figures: PlanFigures, cohort: Cohort): Plan {
  return {
    schemaVersion: PLAN_SCHEMA_VERSION,
    libraryVersion: parts.libraryVersion,
    caseloadDigest: cohort.caseload.digest,
    programme: figures.programme,
    termination: parts.termination,
    headline: figures.headline,
    components: parts.components,
    decisions: figures.decisions.map(({ unit, decision }) => {
      const { reason, sentence } = parts.reasonOf(unit);
      return { ...decision, reason, sentence };
    }),
    participants: figures.participants.map((outcome) => ({
      ...outcome,
      shortfallSentence: parts.shortfallSentenceOf(outcome.workerId),
    })),
    coverWorkers: figures.coverWorkers,
    totals: figures.totals,
    statements: figures.statements,
  };
}

/** Every figure of a plan that follows from the options alone, with a pause after each participant. */
export function* figuring(chosen: ChosenOptions, cohort: Cohort): Generator<null, PlanFigures> {
  const participants: ParticipantFigures[] = [];
  for (const participant of cohort.participants) {
    participants.push(participantOutcome(participant, chosen.ofParticipant(participant.worker), cohort));
    yield null;
  }
  participants.sort((a, b) => compareText(a.workerId, b.workerId));
  const coverWorkers = cohort.coverWorkers.map((worker) => coverWorkerOutcome(worker, chosen.carriedBy(worker), chosen.stretchesOf(worker), cohort));
  coverWorkers.sort((a, b) => compareText(a.workerId, b.workerId));
  return {
    programme: {
      id: cohort.caseload.programme.id,
      startDate: formatDay(cohort.start),
      endDate: formatDay(cohort.end),
      weeks: cohort.caseload.programme.weeks,
      workingDays: cohort.workingDays,
    },
    headline: headlineOf(participants),
    decisions: yield* deciding(chosen.all, cohort),
    participants,
    coverWorkers,
    totals: totalsOf(chosen.all),
    statements: statementsOf(chosen.all, participants, coverWorkers, cohort),
  };
}

/** The decisions that options make, in the order of a plan, with pauses. */
export function* deciding(options: readonly Option[], cohort: Cohort): Generator<null, readonly UnitDecision[]> {
  const decisions: UnitDecision[] = [];
  for (const [index, option] of options.entries()) {
    decisions.push({ unit: option.unit, decision: decisionOf(option, cohort) });
    if (index % DECISIONS_PER_PAUSE === 0) yield null;
  }
  return decisions.sort(compareDecisions);
}

/** A decision before its reason is known. */
export type UnexplainedDecision = Omit<Decision, "reason" | "sentence">;

/** Remembered, for a plan is written again and again while it is searched for. */
const decisionOf = remembered((option: Option, cohort): UnexplainedDecision => {
  const { unit, placement } = option;
  const decision = {
    kind: unit.kind,
    id: unit.id,
    participantId: unit.worker.id,
    childIds: [...childIdsOf(unit, cohort)],
    mode: option.mode,
    coverWorkerId: placement?.cover.id ?? null,
    companionId: placement?.companion?.id ?? null,
    takeoverDate: placement === null ? null : formatDay(placement.takeover),
    handBackDate: placement === null || placement.handBack === null ? null : formatDay(placement.handBack),
    workPoints: points(unitWork(unit, cohort)),
    reliefPoints: points(option.relief),
    loadPoints: points(option.load),
    continuityCost: option.cost / 1000,
    costTerms: option.costParts.map(({ term, cost }) => ({ term, contacts: cost / 1000 })),
    travelMinutes: option.travelMinutes,
    contacts: option.contacts,
    changesOfWorker: option.changesOfWorker,
    flags: flagsOf(option),
  };
  return option.earlier.length === 0 ? decision : withEarlier(decision, earlierOf(option));
});

/** Earlier parts have their place after the dates. */
function withEarlier(decision: UnexplainedDecision, earlier: readonly EarlierPartOutcome[]): UnexplainedDecision {
  const { kind, id, participantId, childIds, mode, coverWorkerId, companionId, takeoverDate, handBackDate, ...figures } = decision;
  return { kind, id, participantId, childIds, mode, coverWorkerId, companionId, takeoverDate, handBackDate, earlier, ...figures };
}

function earlierOf({ earlier, placement, mode }: Option): readonly EarlierPartOutcome[] {
  return earlier.map(({ placement: part }, index) => {
    const next = earlier[index + 1]?.placement ?? placement;
    return {
      mode: part.mode,
      coverWorkerId: part.cover.id,
      companionId: part.companion?.id ?? null,
      takeoverDate: formatDay(part.takeover),
      endDate: formatDay(part.until),
      isReturn: part.mode === "handover" ? part.handBack !== null : mode === "stay" || next?.takeover !== part.until,
    };
  });
}

function flagsOf(option: Option): readonly DecisionFlag[] {
  const flags: DecisionFlag[] = [];
  if (!option.isFileReady) flags.push("file-not-ready");
  if (option.hasWorstCase) flags.push("worst-case");
  if (option.usesException) flags.push("exception-recorded");
  return flags;
}

function compareDecisions({ decision: x }: UnitDecision, { decision: y }: UnitDecision): number {
  return (
    compareText(x.participantId, y.participantId) ||
    compareText(x.kind, y.kind) ||
    compareText(x.id, y.id) ||
    compareText(x.childIds[0] ?? "", y.childIds[0] ?? "")
  );
}
