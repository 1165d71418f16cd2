/** The shapes of what sets plans side by side: comparisons, alternatives, re-plans, overrides, and the impact of a plan. */
import * as z from "zod";
import { EPISODE_REASONS } from "../model/episode-reason";
import { CASE_STATUSES } from "../model/policy";
import { earlierPart } from "./schema-in-progress";
import { planHead, planSchema } from "./plan-schema";
import { caseloadSchema } from "./schema";
import { date, id, record } from "./zod-parts";
import { digest, goal, pinKind, rule, sentence, unit, version, whereabouts } from "./zod-words";

const number = z.number();
const wholeNumber = z.int();

const decisionDifference = record({ ...unit, first: whereabouts.nullable(), second: whereabouts.nullable() });

const pin = record({ kind: pinKind, id, participantId: id.nullable(), coverWorkerId: id.nullable(), author: id });

/** What `compare` prints. */
export const comparisonSchema = record({
  schemaVersion: z.literal(1),
  libraryVersion: version,
  planDigests: z.tuple([digest, digest]),
  isSameCaseload: z.boolean(),
  pins: record({ first: z.array(pin), second: z.array(pin) }).nullable(),
  decisions: z.array(decisionDifference),
  goals: z.array(record({ goal, first: number, second: number, difference: number })),
  better: z.enum(["first", "second"]).nullable(),
  participants: z.array(record({ workerId: id, firstPerMille: number.nullable(), secondPerMille: number.nullable(), isInBandInFirst: z.boolean(), isInBandInSecond: z.boolean() })),
  coverWorkers: z.array(record({ workerId: id, firstPeakPercent: number.nullable(), secondPeakPercent: number.nullable() })),
  totals: z.array(record({ total: z.enum(Object.keys(planHead.totals.shape) as unknown as Totals), first: number, second: number })),
  sentences: z.array(sentence),
});

type Totals = readonly [keyof typeof planHead.totals.shape];

const proposedDecision = record({ ...unit, childIds: unit.childIds.optional(), ...whereabouts.shape, earlier: z.array(earlierPart).optional() });

const differenceReason = z.discriminatedUnion("kind", [
  record({ kind: z.literal("limit") }),
  record({ kind: z.literal("asked-for") }),
  record({ kind: z.literal("worse"), goal, difference: number }),
  record({ kind: z.literal("tie") }),
  record({ kind: z.literal("not-proved"), goal, difference: number }),
]);

const alternativePlan = record({
  rank: wholeNumber,
  goals: z.array(record({ goal, planned: number, value: number, stageValue: number, bound: number, isMet: z.boolean(), isExact: z.boolean() })),
  differsFrom: z.array(wholeNumber),
  differences: z.array(record({ ...unit, planned: whereabouts, alternative: whereabouts, reason: differenceReason, sentence })),
  plan: record({ schemaVersion: z.literal(1), caseloadDigest: digest, decisions: z.array(proposedDecision) }),
});

/** What `alternatives` prints. */
export const alternativesSchema = record({
  schemaVersion: z.literal(1),
  libraryVersion: version,
  caseloadDigest: digest,
  planDigest: digest,
  difference: wholeNumber,
  alternatives: z.array(alternativePlan),
  ended: z.enum(["count", "no-more", "not-shown"]),
});

const changeReason = z.discriminatedUnion("kind", [
  record({ kind: z.literal("not-possible"), rules: z.array(rule) }),
  record({ kind: z.literal("limit") }),
  record({ kind: z.literal("worse"), goal, atLeast: number }),
  record({ kind: z.literal("tie") }),
  record({ kind: z.literal("alone"), goal: goal.nullable(), difference: number.nullable() }),
  record({ kind: z.literal("not-shown") }),
]);

/** What `replan --replan` writes. */
export const replanSchema = record({
  schemaVersion: z.literal(1),
  libraryVersion: version,
  previousCaseloadDigest: digest,
  previousPlanDigest: digest,
  eventsDigest: digest,
  asOf: date,
  fewest: record({ changed: wholeNumber, bound: wholeNumber, isProved: z.boolean() }),
  changes: z.array(record({ ...unit, before: whereabouts.nullable(), after: whereabouts, on: date.nullable(), reason: changeReason, sentence })),
  relief: z.array(record({ participantId: id, previousPerMille: number.nullable(), perMille: number.nullable(), isRestored: z.boolean() })),
  plan: planSchema,
  caseload: caseloadSchema,
});

/** What `override --override` writes. */
export const overrideSchema = record({
  schemaVersion: z.literal(1),
  libraryVersion: version,
  previousCaseloadDigest: digest,
  previousPlanDigest: digest,
  pin,
  costs: z.array(record({ goal, before: number, after: number, difference: number, isProved: z.boolean() })),
  decisions: z.array(decisionDifference),
  plan: planSchema,
  caseload: caseloadSchema,
});

const fairnessRow = record({
  group: z.string(),
  role: z.enum(["participant", "cover"]),
  people: wholeNumber,
  inBand: wholeNumber.nullable(),
  meanReliefPerMille: number.nullable(),
  leastReliefPerMille: number.nullable(),
  meanWorkloadPercentBefore: number.nullable(),
  meanWorkloadPercentAfter: number.nullable(),
  greatestWorkloadPercentAfter: number.nullable(),
});

const groupCount = wholeNumber.nullable();

/** The table by group of children that `impact --groups` adds. */
const groupTable = record({
  schemaVersion: z.literal(1),
  libraryVersion: version,
  planDigest: digest,
  characteristic: z.string(),
  threshold: wholeNumber,
  rows: z.array(record({ group: z.string(), children: groupCount, handedOver: groupCount, coWorked: groupCount, staying: groupCount, changesOfWorker: groupCount })),
});

/** What `impact` prints. */
export const impactSchema = record({
  schemaVersion: z.literal(1),
  libraryVersion: version,
  caseloadDigest: digest,
  planDigest: digest,
  changesOfWorker: z.array(record({ status: z.enum(CASE_STATUSES), children: wholeNumber, handedOver: wholeNumber, coWorked: wholeNumber, changesOfWorker: wholeNumber })),
  episodes: z.array(record({ childId: id, workerId: id, from: date.nullable(), to: date.nullable(), reason: z.enum(EPISODE_REASONS).nullable() })),
  newEpisodes: wholeNumber,
  childrenWithNewEpisodes: wholeNumber,
  byGrade: z.array(fairnessRow),
  byTeam: z.array(fairnessRow),
  groups: groupTable.optional(),
});
