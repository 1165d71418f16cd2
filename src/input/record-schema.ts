/** The shape of a decision record and of its entries. */
import * as z from "zod";
import { date, id, record, recordedText } from "./zod-parts";
import { digest, goal, pinKind, version, whereabouts } from "./zod-words";

const count = z.int().min(0);
const sentence = z.string().max(1000);

const base = { on: date, author: id, reason: recordedText, libraryVersion: version, index: count, previous: digest, hash: digest };

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
    pin: record({ kind: pinKind, id, participantId: id.nullable(), coverWorkerId: id.nullable() }),
    costs: z.array(record({ goal, difference: z.number() })),
  }),
  record({ ...base, kind: z.literal("consultation"), subjectId: id, planDigest: digest, outcome: z.enum(["agreed", "disagreed", "not-reached"]) }),
  record({ ...base, kind: z.literal("sign-off"), planDigest: digest, outcome: z.enum(["approved", "refused"]) }),
]);

export const recordHeadSchema = { schemaVersion: z.literal(1), kind: z.literal("decision-record"), programmeId: id.nullable() };

export const recordSchema = record({ ...recordHeadSchema, entries: z.array(recordEntry) });

export type ParsedRecord = z.output<typeof recordSchema>;
export type ParsedEntry = z.output<typeof recordEntry>;
