/** The shapes of explanations and recommendations, as the library writes them. */
import * as z from "zod";
import { planRowSchemas } from "./plan-schema";
import { date, id, record } from "./zod-parts";
import { digest, goal, mode, rule, sentence, version } from "./zod-words";

const number = z.number();
const wholeNumber = z.int();
const sentences = z.array(sentence);
const places = { mode, coverWorkerId: id.nullable() };

const head = { schemaVersion: z.literal(1), libraryVersion: version, caseloadDigest: digest, planDigest: digest };

const price = record({ goal, atLeast: number.nullable(), atMost: number });
const goalEffect = record({ goal, planned: number, value: number, bound: number.nullable() });
const person = record({ workerId: id, role: z.enum(["participant", "cover-worker"]), planned: number.nullable(), value: number.nullable() });
const beforeAndAfter = record({ planned: number, value: number });
const effects = record({ people: z.array(person), otherDecisions: z.array(id), changesOfWorker: beforeAndAfter });

const outcome = z.discriminatedUnion("kind", [
  record({ kind: z.literal("possible"), price: price.nullable(), isExact: z.boolean(), goals: z.array(goalEffect), effects }),
  record({ kind: z.literal("impossible") }),
  record({ kind: z.literal("not-settled") }),
]);

const alternative = {
  ...places,
  isPlanned: z.boolean(),
  takeoverDate: date.nullable(),
  handBackDate: date.nullable(),
  reliefPoints: number,
  loadPoints: number,
  continuityCost: number,
  changesOfWorker: wholeNumber,
  outcome,
  sentence,
};

const refused = record({ mode: z.enum(["handover", "co-work"]), coverWorkerId: id, rules: z.array(rule) });

const factKind = z.enum([
  "event",
  "wish",
  "language",
  "certificate",
  "grade",
  "access",
  "conflict",
  "travel",
  "locality",
  "gender-preference",
  "two-to-one",
  "recent-changes",
  "due-to-close",
  "first-hearing",
  "capacity",
  "contract",
  "notice",
  "pin",
  "keep-apart",
  "other-decision",
]);

const fact = record({ kind: factKind, rule: rule.nullable(), ids: z.array(id), value: z.string().nullable(), date: date.nullable(), statement: sentence, condition: sentence });

const counterfactual = record({ facts: z.array(fact), effect: z.enum(["changes", "may-change", "same", "not-settled"]), place: record(places).nullable(), sentence });

const sections = record({ rationale: sentences, responsibility: sentences, data: sentences, fairness: sentences, safetyAndPerformance: sentences, impact: sentences });

const unit = record({
  decision: planRowSchemas.decisions,
  otherwise: outcome.nullable(),
  otherwiseSentence: sentence,
  alternatives: z.array(record(alternative)),
  refused: z.array(refused),
  counterfactuals: z.array(counterfactual),
  sections,
});

const family = record({ ...head, kind: z.literal("family"), id, units: z.array(unit) });

const lastStep = record({
  workerId: id,
  lowerPoints: number,
  droppedToPoints: number,
  relief: goalEffect,
  continuity: goalEffect,
  savedContacts: record({ atLeast: number, atMost: number }).nullable(),
  changesOfWorker: beforeAndAfter,
  sentence,
});

const curvePoint = record({
  lowerPerMille: wholeNumber,
  relief: record({ value: number, bound: number }),
  continuity: record({ value: number, bound: number, gap: number }),
  changesOfWorker: wholeNumber,
  familiesMoved: wholeNumber,
  participants: wholeNumber,
  reached: wholeNumber,
});

const curve = z.array(curvePoint).nullable();

const clashRule = z.union([rule, z.enum(["relief-floor", "relief-band"])]);
const conflictPart = record({ rule: clashRule, ids: z.array(id), sentence });

const movedDate = record({ familyId: id, childId: id.nullable(), eventKind: id, from: date, to: date });

const repair = record({
  changes: z.array(record({ kind: z.enum(["demand", "limit", "fact"]), rule: clashRule, ids: z.array(id), amount: number.nullable(), area: id.nullable(), move: movedDate.nullable(), condition: sentence })),
  sentence,
  buys: record({ participantsInBand: wholeNumber, participantsWithBase: wholeNumber, continuityCost: number, changesOfWorker: wholeNumber }).nullable(),
});

const thirds = record({ participantIds: z.array(id), kind: z.enum(["clash", "possible", "not-settled"]), conflict: z.array(conflictPart), repairs: z.array(repair), sentence });

const participant = record({
  ...head,
  kind: z.literal("participant"),
  workerId: id,
  outcome: planRowSchemas.participants,
  limits: record({
    units: wholeNumber,
    movable: wholeNumber,
    mostReliefPoints: number,
    blocked: z.array(record({ id, rules: z.array(rule) })),
    fullCoverWorkerIds: z.array(id),
  }),
  lastStep: lastStep.nullable(),
  more: record({ reliefPoints: number, outcome }).nullable(),
  third: thirds.nullable(),
  sameShare: z.array(id),
  sentences,
});

const coverWorker = record({
  ...head,
  kind: z.literal("cover-worker"),
  workerId: id,
  outcome: planRowSchemas.coverWorkers,
  fullest: z.array(record({ from: date, to: date, usedPoints: number, capacityPoints: number })),
  takes: z.array(id),
  boundBy: z.array(record({ rule, ids: z.array(id) })),
  less: record({ workloadPercent: number, outcome }).nullable(),
  sameLoad: z.array(id),
  sentences,
});

const lastSteps = record({ ...head, kind: z.literal("last-steps"), lastSteps: z.array(lastStep), curve });

const plan = record({ ...head, kind: z.literal("plan"), families: z.array(family), participants: z.array(participant), coverWorkers: z.array(coverWorker), thirds: z.array(thirds), curve });

/** What `explain` prints: of a family, a participant, a cover worker, all last steps, or everything. */
export const explanationSchema = z.discriminatedUnion("kind", [family, participant, coverWorker, lastSteps, plan]);

const rankedOption = record({
  ...alternative,
  rank: wholeNumber,
  asPlanned: record({
    isPossible: z.boolean(),
    brokenRules: z.array(clashRule),
    goals: z.array(record({ goal, planned: number, value: number })),
    people: z.array(person),
  }),
});

/** What `recommend` prints. */
export const recommendationSchema = record({
  ...head,
  kind: z.literal("recommendation"),
  id,
  isNew: z.boolean(),
  notKept: z.array(id),
  units: z.array(record({ participantId: id, childIds: z.array(id), options: z.array(rankedOption), refused: z.array(refused), sentence })),
});
