/** The shape of a plan in progress inside a caseload document. */
import * as z from "zod";
import { DEFAULT_LIMITS } from "./limits";
import { date, id, orNull, points, record } from "./zod-parts";

const rows = <T extends z.ZodType>(schema: T) => z.array(schema).max(DEFAULT_LIMITS.rows);
const rowsOrNone = <T extends z.ZodType>(schema: T) => rows(schema).default([]);

export const earlierPart = record({
  mode: z.enum(["co-work", "handover"]),
  coverWorkerId: id,
  companionId: orNull(id),
  takeoverDate: date,
  endDate: date.describe("First day no longer with this cover worker."),
  isReturn: z.boolean().describe("Whether the allocated worker has the unit again from that day."),
});

const publishedDecision = record({
  kind: z.enum(["family", "supervision"]),
  id,
  participantId: id,
  childIds: z.array(id).max(100).default([]),
  mode: z.enum(["stay", "co-work", "handover"]),
  coverWorkerId: orNull(id),
  companionId: orNull(id),
  takeoverDate: orNull(date),
  handBackDate: orNull(date),
  earlier: z.array(earlierPart).max(100).default([]),
});

export const inProgressSchema = record({
  asOf: date.describe("The day of the re-plan."),
  decisions: rows(publishedDecision),
  given: rowsOrNone(record({ participantId: id, reliefPenalty: z.int().min(0).max(1e12) })),
  opened: rowsOrNone(record({ childId: id, on: date })),
  weighed: rowsOrNone(record({ childId: id, until: date, points })),
});
