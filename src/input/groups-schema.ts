/** The shape of a list of groups: apart from every caseload, and read only when a plan is made already. */
import * as z from "zod";
import type { Result } from "../base/result";
import { IssueList } from "./issue-list";
import { resolveLimits } from "./limits";
import { copyPlainData } from "./plain-data";
import { isDocument, readParts } from "./shape";
import { id, orNull, record } from "./zod-parts";

const groupsHead = { schemaVersion: z.literal(1), characteristic: id };
const groupRows = { children: record({ childId: id, group: orNull(id) }) };

export const groupsSchema = record({ ...groupsHead, children: z.array(groupRows.children) });

/** Reads a groups document from a parsed JSON value; a child named twice is an issue. */
export function parseGroupsDocument(input: unknown): Result<z.output<typeof groupsSchema>> {
  const issues = new IssueList();
  const plain = copyPlainData(input, resolveLimits(undefined).limits, issues);
  if (issues.errorCount > 0 || !isDocument(plain, "groups", issues)) return issues.result(() => plain as never);
  const { parts } = readParts(plain, groupsHead, groupRows, issues);
  const document = parts as unknown as z.output<typeof groupsSchema>;
  if (issues.errorCount === 0) {
    const seen = new Set<string>();
    document.children.forEach(({ childId }, index) => {
      if (seen.has(childId)) issues.error("duplicate-id", `/children/${index}/childId`, "The child stands in the list twice.", "Name each child once.");
      seen.add(childId);
    });
  }
  return issues.result(() => document);
}
