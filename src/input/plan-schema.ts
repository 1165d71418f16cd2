/** The shape of a plan document, as the library writes it. */
import * as z from "zod";
import { earlierPart } from "./schema-in-progress";
import { date, id, record } from "./zod-parts";
import { digest, goal, mode, pinKind, rule, sentence, version } from "./zod-words";

const number = z.number();
const wholeNumber = z.int();
const termination = z.enum(["optimal", "time-limit", "step-limit", "aborted"]);
const role = z.enum(["social-worker", "team-manager"]);
const list = <T extends z.ZodType>(schema: T) => z.array(schema);

const goalResult = record({
  goal,
  value: number,
  stageValue: number,
  bound: number,
  gap: number,
  isMet: z.boolean(),
  isExact: z.boolean(),
});

const natural = wholeNumber.min(0);

const certificate = record({
  instance: digest,
  digest,
  choice: list(natural),
  goals: list(
    record({
      stageValue: wholeNumber,
      witness: list(natural),
      bound: wholeNumber,
      scale: natural,
      cuts: list(record({ row: natural, options: list(natural), amounts: list(natural) })),
      prices: list(natural),
      nodes: list(record({ prices: list(natural), options: list(natural), within: z.int().min(-1), without: z.int().min(-1) })),
    }),
  ),
});

const component = record({
  participantIds: list(id),
  coverWorkerIds: list(id),
  termination,
  method: z.enum(["flow", "weighted", "none"]),
  goals: list(goalResult),
  certificate: z.optional(certificate.nullable()),
});

const reason = z.discriminatedUnion("kind", [
  record({ kind: z.literal("pinned"), pin: pinKind }),
  record({ kind: z.literal("blocked"), rules: list(rule) }),
  record({ kind: z.literal("not-needed") }),
  record({ kind: z.literal("dearer"), goal, difference: number }),
  record({ kind: z.literal("no-capacity"), coverWorkerIds: list(id) }),
  record({ kind: z.literal("chosen"), goal: goal.nullable(), difference: number.nullable() }),
  record({ kind: z.literal("tie") }),
]);

const costTerm = record({ term: z.union([z.enum(["contacts", "changes-of-worker", "table"]), rule]), contacts: number });

const decision = record({
  kind: z.enum(["family", "supervision"]),
  id,
  participantId: id,
  childIds: list(id),
  mode,
  coverWorkerId: id.nullable(),
  companionId: id.nullable(),
  takeoverDate: date.nullable(),
  handBackDate: date.nullable(),
  earlier: list(earlierPart).optional(),
  workPoints: number,
  reliefPoints: number,
  loadPoints: number,
  continuityCost: number,
  costTerms: list(costTerm),
  travelMinutes: number,
  contacts: number,
  changesOfWorker: number,
  flags: list(z.enum(["file-not-ready", "worst-case", "exception-recorded"])),
  reason,
  sentence,
});

const weekRelief = record({
  week: wholeNumber,
  startDate: date,
  reliefPoints: number,
  workPoints: number,
  reliefPerMille: number.nullable(),
});

const participant = record({
  workerId: id,
  role,
  grade: id,
  team: id,
  children: wholeNumber,
  families: wholeNumber,
  basePoints: number,
  bandLowerPoints: number,
  bandUpperPoints: number,
  reliefPoints: number,
  afterPoints: number,
  reliefPerMille: number.nullable(),
  isInBand: z.boolean(),
  weeks: list(weekRelief),
  lowestWeek: weekRelief.nullable(),
  workloadPercentBefore: number.nullable(),
  workloadPercentAfter: number.nullable(),
  newFamily: record({ points: number, reliefPerMille: number }).nullable(),
  shortfallSentence: sentence.nullable(),
});

const interval = record({
  from: date,
  to: date,
  capacityPoints: number,
  existingPoints: number,
  addedPoints: number,
});

const coverWorker = record({
  workerId: id,
  role,
  grade: id,
  team: id,
  familiesTaken: wholeNumber,
  childrenTaken: wholeNumber,
  familiesCoWorked: wholeNumber,
  supervisionTaken: wholeNumber,
  childrenHeldBefore: wholeNumber,
  peakWorkloadPercentBefore: number.nullable(),
  peakWorkloadPercentAfter: number.nullable(),
  intervals: list(interval),
});

const statement = record({
  kind: z.enum(["assumption", "worst-case", "existing-breach", "warning", "escalation"]),
  rule: rule.nullable(),
  ids: list(id),
  sentence,
});

/** What is not a list of rows. */
export const planHead = {
  schemaVersion: z.literal(1),
  libraryVersion: version,
  caseloadDigest: digest,
  programme: record({ id: id.nullable(), startDate: date, endDate: date, weeks: wholeNumber, workingDays: wholeNumber }),
  termination,
  headline: record({
    participantsWithBase: wholeNumber,
    participantsInBand: wholeNumber,
    meanReliefPerMille: number,
    nearLowerEdge: wholeNumber,
  }),
  totals: record({
    familiesMoved: wholeNumber,
    familiesCoWorked: wholeNumber,
    familiesStaying: wholeNumber,
    childrenMoved: wholeNumber,
    changesOfWorker: wholeNumber,
    supervisionMoved: wholeNumber,
    continuityCost: number,
    travelMinutes: number,
  }),
};

/** By list: the schema of one row. */
export const planRowSchemas = {
  components: component,
  decisions: decision,
  participants: participant,
  coverWorkers: coverWorker,
  statements: statement,
};

/** The whole document. */
export const planSchema = record({
  ...planHead,
  components: list(component),
  decisions: list(decision),
  participants: list(participant),
  coverWorkers: list(coverWorker),
  statements: list(statement),
});

/** A plan read back from JSON. */
export type PlanDocument = z.infer<typeof planSchema>;
