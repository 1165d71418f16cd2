import type { Result } from "../base/result";
import type { Caseload } from "../model/caseload";
import { IssueList } from "./issue-list";
import { resolveLimits, type InputLimits } from "./limits";
import { parseCaseload } from "./parse-caseload";
import { scanJson } from "./scan-json";

/**
 * Reads JSON text as `JSON.parse` does, and refuses what that would hide: a key given twice, `__proto__`
 * and its like, nesting over 32 levels, more than 20 MB. A byte order mark at the start is skipped.
 *
 * @returns the value, or every problem of the text, with line and column
 */
export function parseJsonText(text: string, limits?: Partial<InputLimits>): Result<unknown> {
  const resolved = resolveLimits(limits);
  if (resolved.issues.length > 0) return { kind: "error", issues: resolved.issues, issueCount: resolved.issues.length };
  const issues = new IssueList();
  const content = typeof text === "string" && text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (typeof content !== "string") {
    issues.error("wrong-type", "", "What was given to be read as JSON is not text.", "Pass the text of the file.");
  } else if (isLongerThan(content, resolved.limits.bytes)) {
    issues.error("too-large", "", `The text is larger than ${resolved.limits.bytes} bytes.`, "Plan one cohort and its cover team at a time, or raise the limit.");
  } else {
    scanJson(content, resolved.limits, issues);
  }
  return issues.result(() => JSON.parse(content) as unknown);
}

/** Reads the text of a caseload document: `parseJsonText`, and then `parseCaseload`. */
export function parseCaseloadText(text: string, limits?: Partial<InputLimits>): Result<Caseload> {
  const read = parseJsonText(text, limits);
  return read.kind === "error" ? read : parseCaseload(read.value, limits);
}

/** Whether text has more UTF-8 bytes than allowed; reads no further than it must. */
function isLongerThan(text: string, bytes: number): boolean {
  if (text.length > bytes) return true;
  if (3 * text.length <= bytes) return false;
  let length = 0;
  for (let index = 0; index < text.length && length <= bytes; index++) {
    const code = text.charCodeAt(index);
    // Each half of a surrogate pair counts two of its four bytes.
    length += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return length > bytes;
}
