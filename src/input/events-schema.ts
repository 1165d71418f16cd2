/** The shape of an events document. */
import * as z from "zod";
import { CASE_STATUSES } from "../model/policy";
import { rowSchemas } from "./schema-rows";
import { date, id, orNull, points, record, wholeNumber } from "./zod-parts";

const event = z.discriminatedUnion("kind", [
  record({ kind: z.literal("worker-off"), workerId: id, from: date, to: date }),
  record({ kind: z.literal("worker-leaves"), workerId: id, lastDay: date }),
  record({
    kind: z.literal("child-steps-up"),
    childId: id,
    on: date,
    status: z.enum(CASE_STATUSES),
    circumstances: z.array(id).max(1000).optional(),
    points: orNull(points),
    visitIntervalWorkingDays: orNull(wholeNumber(1, 260)),
  }),
  record({ kind: z.literal("family-closes"), familyId: id, on: date }),
  record({
    kind: z.literal("new-family"),
    on: date,
    family: rowSchemas.families,
    children: z.array(rowSchemas.children).min(1).max(100),
    events: z.array(rowSchemas.events).max(1000).default([]),
  }),
  record({ kind: z.literal("date-moves"), familyId: id, childId: orNull(id), eventKind: id, from: date.nullable(), to: date.nullable() }),
]);

export const eventsHead = { schemaVersion: z.literal(1), asOf: date };
export const eventRows = { events: event };

export const eventsSchema = record({ ...eventsHead, events: z.array(event).max(1000) });

/** An events document with every default filled in. */
export type ParsedEvents = z.output<typeof eventsSchema>;
