/** The rows of the document's lists. */
import * as z from "zod";
import { CASE_STATUSES } from "../model/policy";
import { contacts, date, fullTimeShare, id, minutes, orNull, points, record, recordedText, share, shortList, wholeNumber } from "./zod-parts";

const count = wholeNumber(0, 1000);
const intervalWorkingDays = wholeNumber(1, 260);

const worker = record({
  id,
  role: z.enum(["social-worker", "team-manager"]),
  grade: id,
  team: id,
  area: id,
  fte: fullTimeShare,
  employment: z.enum(["permanent", "agency"]).default("permanent"),
  capacityPoints: orNull(points),
  stablePoints: points.default(0),
  extraPoints: points.default(0),
  reductions: shortList(record({ from: date, to: date, points: points.default(0), share: share.default(0), reason: recordedText })),
  leave: shortList(record({ from: date, to: date })),
  startsOn: orNull(date),
  contractEndsOn: orNull(date),
  maximumChildren: orNull(count),
  visitsCapacity: orNull(count),
  certificates: shortList(id),
  languages: shortList(id),
  gender: orNull(id),
  restrictedFamilyIds: shortList(id),
});

const family = record({
  id,
  area: id,
  languages: shortList(id),
  workerGender: orNull(record({ gender: id, isRisk: z.boolean() })),
  isTwoToOne: z.boolean().default(false),
  isRestricted: z.boolean().default(false),
  requiredCertificates: shortList(id),
  wish: orNull(z.enum(["stay", "change"])),
  finishWishWorkerIds: shortList(id),
});

const child = record({
  id,
  familyId: id,
  allocatedWorkerId: id,
  status: z.enum(CASE_STATUSES),
  circumstances: shortList(id),
  points: orNull(points),
  workerSince: orNull(date),
  changesOfWorkerOn: orNull(z.array(date).max(1000)),
  lastVisitOn: orNull(date),
  visitIntervalWorkingDays: orNull(intervalWorkingDays),
  closesOn: orNull(date),
  stepsDownOn: orNull(date),
  firstHearingOn: orNull(date),
  assessedOn: orNull(date),
  hasChronology: orNull(z.boolean()),
});

const supervisionItem = record({ id, managerId: id, points, intervalWorkingDays, lastSessionOn: orNull(date) });

const event = record({ id: orNull(id), familyId: id, childId: orNull(id), kind: id, date, follows: orNull(id) });

const familyWorker = record({ familyId: id, workerId: id });

const pin = record({
  kind: z.enum(["must-stay", "must-move", "must-go-to", "never-to"]),
  familyId: orNull(id),
  supervisionId: orNull(id),
  workerId: orNull(id),
  coverWorkerId: orNull(id),
  author: recordedText,
  reason: recordedText,
});

const exception = z.discriminatedUnion("kind", [
  record({
    kind: z.literal("split-family"),
    familyId: id,
    workerId: id,
    groups: z.array(z.array(id).min(1).max(100)).min(2).max(100),
    author: recordedText,
    reason: recordedText,
  }),
  record({ kind: z.literal(["move-in-protected-period", "no-hand-back"]), familyId: id, author: recordedText, reason: recordedText }),
]);

const continuityTableRow = record({
  familyId: id,
  workerId: id,
  coverWorkerId: id,
  mode: z.enum(["handover", "co-work"]),
  contacts,
});

/** By list: the schema of one row. */
export const rowSchemas = {
  workers: worker,
  families: family,
  children: child,
  supervision: supervisionItem,
  events: event,
  coWork: record({ familyId: id, workerId: id, points }),
  pastInvolvements: familyWorker,
  conflicts: familyWorker,
  keepTogether: z.array(id).min(2).max(50),
  keepApart: z.tuple([id, id]),
  pins: pin,
  exceptions: exception,
  continuityTable: continuityTableRow,
};

/** One line of the travel table. */
export const travelRow = record({ from: id, to: id, minutes });
