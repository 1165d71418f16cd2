import * as z from "zod";
import type { Result } from "../base/result";
import { IssueList } from "./issue-list";
import { resolveLimits } from "./limits";
import { copyPlainData } from "./plain-data";
import { planHead, planRowSchemas, type PlanDocument } from "./plan-schema";
import { isDocument, readParts } from "./shape";
import { date, id, record } from "./zod-parts";

type DecisionDocument = PlanDocument["decisions"][number];
type Said = "kind" | "id" | "participantId" | "mode";
type Placed = "coverWorkerId" | "companionId" | "takeoverDate" | "handBackDate";

/** A plan of which only the decisions need be said. */
export type PlanToCheckDocument = Pick<PlanDocument, "caseloadDigest"> &
  Partial<Omit<PlanDocument, "decisions">> & {
    readonly decisions: readonly (Pick<DecisionDocument, Said | Placed> & Partial<DecisionDocument>)[];
  };

const { kind, participantId, mode, ...figures } = planRowSchemas.decisions.shape;

/** Every field may be left out. */
function optional<Shape extends z.ZodRawShape>(shape: Shape): z.ZodRawShape {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, z.optional(schema as z.ZodType)]));
}

const decisionToCheck = record({
  ...optional(figures),
  kind,
  id,
  participantId,
  mode,
  coverWorkerId: id.nullable().default(null),
  companionId: id.nullable().default(null),
  takeoverDate: date.nullable().default(null),
  handBackDate: date.nullable().default(null),
});

const headToCheck = {
  ...optional(planHead),
  caseloadDigest: planHead.caseloadDigest,
};

/** Reads a plan document, or as much of one as a person has typed in: its shape only. */
export function parsePlanToCheck(input: unknown): Result<PlanToCheckDocument> {
  const { limits } = resolveLimits(undefined);
  const issues = new IssueList();
  const plain = copyPlainData(input, limits, issues);
  if (issues.errorCount > 0 || !isDocument(plain, "plan", issues)) return issues.result(() => plain as PlanToCheckDocument);
  const rows = { ...planRowSchemas, decisions: decisionToCheck };
  const { parts } = readParts(plain, headToCheck, rows, issues, (list) => list !== "decisions");
  // A list that was left out claims nothing; it is not an empty list.
  const stated = Object.entries(parts).filter(([name]) => Object.hasOwn(plain, name));
  return issues.result(() => Object.fromEntries(stated) as unknown as PlanToCheckDocument);
}
