/**
 * The strict schema of the caseload document, version 1: the one source of what is accepted and of the
 * published JSON Schema. It judges shapes and ranges; what parts say about one another is judged in
 * `cross-checks/`.
 */
import * as z from "zod";
import { DEFAULT_LIMITS } from "./limits";
import { policySchema, weightingSchemeSchema } from "./schema-policy";
import { inProgressSchema } from "./schema-in-progress";
import { rowSchemas, travelRow } from "./schema-rows";
import { IDENTIFIER_CHARACTERS, IDENTIFIER_OR_EMPTY } from "./pointer";
import { date, id, orNull, record, reliefBand, wholeNumber } from "./zod-parts";

const programme = record({
  id: orNull(id),
  startDate: date,
  weeks: wholeNumber(1, 52).describe("Calendar weeks."),
  nonWorkingDays: z.array(date).max(5000).optional(),
});

const cohort = record({
  participants: z.array(record({ workerId: id, reliefBand: orNull(reliefBand) })).max(1000),
  coverWorkerIds: z.array(id).max(1000),
});

/** What is not a list of rows. */
export const caseloadHead = {
  schemaVersion: z.literal(1),
  asOf: date,
  tieSalt: z.string().max(IDENTIFIER_CHARACTERS).regex(IDENTIFIER_OR_EMPTY).default(""),
  programme,
  policy: policySchema.optional(),
  weightingScheme: weightingSchemeSchema,
  cohort,
  inProgress: orNull(inProgressSchema),
};

const { workers, families, children, supervision, events, coWork, pastInvolvements } = rowSchemas;
const { conflicts, keepTogether, keepApart, pins, exceptions, continuityTable } = rowSchemas;
const rows = <T extends z.ZodType>(schema: T) => z.array(schema).max(DEFAULT_LIMITS.rows);
const rowsOrNone = <T extends z.ZodType>(schema: T) => rows(schema).default([]);

/** The whole document. */
export const caseloadSchema = record({
  ...caseloadHead,
  workers: rows(workers),
  families: rows(families),
  children: z.array(children).max(DEFAULT_LIMITS.children),
  supervision: rowsOrNone(supervision),
  events: rowsOrNone(events),
  coWork: rowsOrNone(coWork),
  pastInvolvements: rowsOrNone(pastInvolvements),
  conflicts: rowsOrNone(conflicts),
  keepTogether: rowsOrNone(keepTogether),
  keepApart: rowsOrNone(keepApart),
  pins: rowsOrNone(pins),
  exceptions: rowsOrNone(exceptions),
  continuityTable: rowsOrNone(continuityTable),
  travel: record({ minutes: rows(travelRow) }).nullable(),
});

/** A valid document, every default filled in. */
export type ParsedDocument = z.output<typeof caseloadSchema>;

/** What the type checker holds `CaseloadDocument` against. */
export type SchemaInput = z.input<typeof caseloadSchema>;
