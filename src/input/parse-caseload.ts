import type { Result } from "../base/result";
import type { Caseload } from "../model/caseload";
import { crossCheck } from "./cross-checks";
import { IssueList } from "./issue-list";
import { resolveLimits, type InputLimits } from "./limits";
import { copyPlainData } from "./plain-data";
import { readDocument } from "./read-document";
import { toCaseload } from "./to-caseload";

/**
 * Reads a caseload document: validates it, checks what its parts say about one another, and puts it into
 * the one order. The only maker of a `Caseload`.
 *
 * @param input a `CaseloadDocument`, or any JSON value that may be one
 * @param limits how much is read at all, in place of the defaults
 * @returns the frozen caseload with warnings, or every problem found, each with code, path and fix
 */
export function parseCaseload(input: unknown, limits?: Partial<InputLimits>): Result<Caseload> {
  const resolved = resolveLimits(limits);
  if (resolved.issues.length > 0) return { kind: "error", issues: resolved.issues, issueCount: resolved.issues.length };

  const issues = new IssueList();
  const plain = copyPlainData(input, resolved.limits, issues);
  const shaped = issues.errorCount === 0 ? readDocument(plain, issues) : null;
  if (shaped !== null) crossCheck(shaped, issues);
  return issues.result(() => toCaseload(shaped!.document));
}
