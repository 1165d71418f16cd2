import type { Result } from "../base/result";
import { IssueList } from "./issue-list";
import { resolveLimits, type InputLimits } from "./limits";
import { copyPlainData } from "./plain-data";
import { planHead, planRowSchemas, type PlanDocument } from "./plan-schema";
import { isDocument, readParts } from "./shape";

/**
 * Reads a plan document from a parsed JSON value: its shape only. Whether it is a plan of a caseload, and
 * a good one, is for `checkPlan` to say.
 */
export function parsePlanDocument(input: unknown, limits?: Partial<InputLimits>): Result<PlanDocument> {
  const resolved = resolveLimits(limits);
  if (resolved.issues.length > 0) return { kind: "error", issues: resolved.issues, issueCount: resolved.issues.length };

  const issues = new IssueList();
  const plain = copyPlainData(input, resolved.limits, issues);
  if (issues.errorCount > 0 || !isDocument(plain, "plan", issues)) return issues.result(() => plain as PlanDocument);
  const { parts } = readParts(plain, planHead, planRowSchemas, issues);
  return issues.result(() => parts as unknown as PlanDocument);
}
