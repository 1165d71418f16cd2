import type { Result } from "../base/result";
import { IssueList } from "./issue-list";
import { resolveLimits } from "./limits";
import { copyPlainData } from "./plain-data";
import { recordEntry, recordHeadSchema, type ParsedEntry, type ParsedRecord } from "./record-schema";
import { isDocument, readParts, readRows } from "./shape";

/** Reads a decision record from a parsed JSON value: its shape only; `verifyRecord` judges its chain. */
export function parseRecordDocument(input: unknown): Result<ParsedRecord> {
  const issues = new IssueList();
  const plain = copyPlainData(input, resolveLimits(undefined).limits, issues);
  if (issues.errorCount > 0 || !isDocument(plain, "record", issues)) return issues.result(() => plain as unknown as ParsedRecord);
  const { parts } = readParts(plain, recordHeadSchema, { entries: recordEntry }, issues);
  return issues.result(() => parts as unknown as ParsedRecord);
}

/** Reads one entry of a record. */
export function parseEntryDocument(input: unknown): Result<ParsedEntry> {
  const issues = new IssueList();
  const plain = copyPlainData(input, resolveLimits(undefined).limits, issues);
  const rows = issues.errorCount > 0 ? null : readRows(recordEntry, [plain], [], { 0: plain }, issues);
  return issues.result(() => rows!.read[0] as ParsedEntry);
}
