import * as z from "zod";
import type { RuleSettingDocument } from "../model/policy-document";
import { CASE_STATUSES } from "../model/policy";
import { RULE_DEFAULTS, RULE_IDS, type RuleId } from "../model/rule-settings";
import { contacts, contactsBetween, factor, fewPoints, fraction, id, minutes, orNull, points, record, share, wholeNumber } from "./zod-parts";

/** Ranges of rules' own numbers that differ from 0 to 1000. */
const LIMIT_RANGES: { readonly [rule in RuleId]?: readonly [number, number] } = {
  "workload-warning": [100, 1000],
  "recent-changes": [1, 1000],
  "travel-limit": [0, 1440],
  reserve: [0, 90],
};

/** The fields a rule has: a mode always, a cost when it can be soft, a number when it has one. */
function ruleSetting(ruleId: RuleId): z.ZodType<RuleSettingDocument, RuleSettingDocument> {
  const { modes, limit, milliContacts } = RULE_DEFAULTS[ruleId];
  const cost = milliContacts < 0 ? contactsBetween(-1000, 0) : contacts;
  const [least, most] = LIMIT_RANGES[ruleId] ?? [0, 1000];
  return record({
    mode: z.enum(modes).optional(),
    ...(modes.includes("soft") ? { contacts: cost.optional() } : {}),
    ...(limit === null ? {} : { limit: wholeNumber(least, most).optional() }),
  }) as unknown as z.ZodType<RuleSettingDocument, RuleSettingDocument>;
}

type RuleSchemas = { readonly [rule in RuleId]: z.ZodOptional<ReturnType<typeof ruleSetting>> };

const rules = record(Object.fromEntries(RULE_IDS.map((ruleId) => [ruleId, ruleSetting(ruleId).optional()])) as RuleSchemas);

const goalTolerance = record({
  slackShare: share.optional(),
  gapShare: share.optional(),
  gapAbsolute: wholeNumber(0, 1_000_000).optional(),
});

const eventType = record({
  kind: id,
  protection: z.enum(["protected", "natural", "none"]),
  guardedBy: z.enum(["key-event", "life-event"]),
  workingDaysBefore: wholeNumber(0, 120),
  workingDaysAfter: wholeNumber(0, 120),
  isContact: z.boolean(),
});

const takeoverDays = wholeNumber(0, 60).describe("Working days.").optional();

export const policySchema = record({
  reliefBand: record({ lower: fraction.optional(), target: fraction.optional(), upper: fraction.optional() }).optional(),
  reliefFloor: fraction.nullable().optional(),
  idleShare: share.optional(),
  coWorkShare: share.optional(),
  coWorkOverhead: share.optional(),
  handoverEffortPoints: points.optional(),
  supervisionEffortPoints: points.optional(),
  takeoverDaysBefore: takeoverDays,
  takeoverDaysAfter: takeoverDays,
  handBackDaysAfter: wholeNumber(1, 120).describe("Working days.").optional(),
  shortLeaveWorkingDays: wholeNumber(0, 260).describe("Working days.").optional(),
  relationshipStrength: z.array(record({ fromDays: wholeNumber(0, 10_000), strength: share })).min(1).max(100).optional(),
  coWorkerFamiliarity: share.optional(),
  earlierWorkerFamiliarity: share.optional(),
  changeOfWorkerCost: contacts.optional(),
  repeatChangeShare: factor.optional(),
  siblingChangeShare: share.optional(),
  unknownChanges: wholeNumber(0, 100).optional(),
  grades: z.array(id).min(1).max(100).optional(),
  asyeGrade: id.optional(),
  minimumGrades: z
    .array(record({ status: orNull(z.enum(CASE_STATUSES)), circumstance: orNull(id), grade: id }))
    .max(1000)
    .optional(),
  eventTypes: z.array(eventType).max(1000).optional(),
  goals: record({
    relief: goalTolerance.optional(),
    continuity: goalTolerance.optional(),
    "fair-cover": goalTolerance.optional(),
    travel: goalTolerance.optional(),
  }).optional(),
  rules: rules.optional(),
});

export const weightingSchemeSchema = record({
  cases: z
    .array(
      record({
        status: z.enum(CASE_STATUSES),
        circumstance: orNull(id),
        points,
        visitIntervalWorkingDays: wholeNumber(1, 260).nullable().describe("Working days; null when no visits are due."),
      }),
    )
    .max(1000),
  additions: z.array(record({ circumstance: id, points })).max(1000).default([]),
  furtherSiblingShare: share.default(1),
  travel: orNull(record({ thresholdMinutes: minutes, stepMinutes: wholeNumber(5, 1440), pointsPerStep: fewPoints })),
  twoToOnePoints: fewPoints.default(0),
  companionPoints: fewPoints.default(0),
});
