import type { IssueList } from "../issue-list";
import type { ShapedDocument } from "../shape";

/** Checks what the parts of a document say about one another. */
export function crossCheck(_shaped: ShapedDocument, _issues: IssueList): void {}
