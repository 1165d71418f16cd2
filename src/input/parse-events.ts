import type { Result } from "../base/result";
import { eventRows, eventsHead, type ParsedEvents } from "./events-schema";
import { IssueList } from "./issue-list";
import { resolveLimits } from "./limits";
import { copyPlainData } from "./plain-data";
import { isDocument, readParts } from "./shape";

/** Reads an events document from a parsed JSON value: its shape only. */
export function parseEventsDocument(input: unknown): Result<ParsedEvents> {
  const issues = new IssueList();
  const plain = copyPlainData(input, resolveLimits(undefined).limits, issues);
  if (issues.errorCount > 0 || !isDocument(plain, "events", issues)) return issues.result(() => plain as ParsedEvents);
  const { parts } = readParts(plain, eventsHead, eventRows, issues);
  return issues.result(() => parts as unknown as ParsedEvents);
}
