/** The chain of a decision record, link by link. */
import type { Issue } from "../base/issue";
import { hashOf, originOf, recordHead, type DecisionRecord } from "./record";

export interface RecordCheck {
  readonly isIntact: boolean;
  readonly entryCount: number;
  /** Hash of the last entry, to be kept elsewhere. */
  readonly head: string;
  /** Whether a head was given to hold the record against; without one nobody can tell that its last entries are missing. */
  readonly isHeadChecked: boolean;
  readonly faults: readonly RecordFault[];
}

/**
 * `edited`: the entry is not what its hash was made of. `out-of-place`: its number is not its place. `broken-link`: it does not follow the entry that
 * stands before it. `other-head`: the record does not end where it is said to.
 */
export interface RecordFault {
  readonly kind: "edited" | "out-of-place" | "broken-link" | "other-head";
  /** Place in the record, from 0; null for the record as a whole. */
  readonly index: number | null;
  readonly sentence: string;
}

/** Checks a record whose shape is sound. */
export function checkRecord(record: DecisionRecord, head?: string): RecordCheck {
  const faults: RecordFault[] = [];
  let previous = originOf(record);
  record.entries.forEach((entry, index) => {
    // As people count, and the page numbers them: from 1.
    const told = `Entry ${index + 1}`;
    if (entry.index !== index) faults.push({ kind: "out-of-place", index, sentence: `${told} says that it is entry ${entry.index + 1}.` });
    if (entry.previous !== previous) faults.push({ kind: "broken-link", index, sentence: `${told} does not follow what stands before it.` });
    if (entry.hash !== hashOf(entry)) faults.push({ kind: "edited", index, sentence: `${told} has been changed since it was written.` });
    previous = entry.hash;
  });
  const actual = recordHead(record);
  if (head !== undefined && head !== actual) faults.push({ kind: "other-head", index: null, sentence: "The record does not end in the entry whose hash was given." });
  return { isIntact: faults.length === 0, entryCount: record.entries.length, head: actual, isHeadChecked: head !== undefined, faults };
}

/** The first fault as an issue. */
export function brokenRecord({ faults }: RecordCheck): Issue {
  return {
    code: "record-not-intact",
    severity: "error",
    path: faults[0]!.index === null ? "" : `/entries/${faults[0]!.index}`,
    message: `The record is not as it was written: ${faults[0]!.sentence}`,
    fix: "Go back to the last copy that is intact; nothing is added to a broken record.",
  };
}
