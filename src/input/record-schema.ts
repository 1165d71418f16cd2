/** The shape of a decision record and of its entries. */
import * as z from "zod";
import { GOAL_IDS } from "../model/policy";
import { date, id, record, recordedText } from "./zod-parts";

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const count = z.int().min(0);
const sentence = z.string().max(1000);

const whereabouts = record({
  mode: z.enum(["stay", "co-work", "handover"]),
  coverWorkerId: id.nullable(),
  companionId: id.nullable(),
  takeoverDate: date.nullable(),
  handBackDate: date.nullable(),
});

const base = { on: date, author: id, reason: recordedText, libraryVersion: z.string().max(64), index: count, previous: digest, hash: digest };

export const recordEntry = z.discriminatedUnion("kind", [
  record({ ...base, kind: z.literal("proposal"), planDigest: digest, caseloadDigest: digest, participantsInBand: count, participantsWithBase: count, familiesMoved: count, changesOfWorker: count }),
  record({
    ...base,
    kind: z.literal("change"),
    planDigest: digest,
    caseloadDigest: digest,
    previousPlanDigest: digest,
    changes: z.array(record({ id, participantId: id, before: whereabouts.nullable(), after: whereabouts, reason: sentence })),
  }),
  record({
    ...base,
    kind: z.literal("override"),
    planDigest: digest,
    caseloadDigest: digest,
    previousPlanDigest: digest,
    pin: record({ kind: z.enum(["must-stay", "must-move", "must-go-to", "never-to"]), id, participantId: id.nullable(), coverWorkerId: id.nullable() }),
    costs: z.array(record({ goal: z.enum([...GOAL_IDS, "changes"]), difference: z.number() })),
  }),
  record({ ...base, kind: z.literal("consultation"), subjectId: id, planDigest: digest, outcome: z.enum(["agreed", "disagreed", "not-reached"]) }),
  record({ ...base, kind: z.literal("sign-off"), planDigest: digest, outcome: z.enum(["approved", "refused"]) }),
]);

export const recordHeadSchema = { schemaVersion: z.literal(1), kind: z.literal("decision-record"), programmeId: id.nullable() };

export const recordSchema = record({ ...recordHeadSchema, entries: z.array(recordEntry) });

export type ParsedRecord = z.output<typeof recordSchema>;
export type ParsedEntry = z.output<typeof recordEntry>;
