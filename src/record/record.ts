/**
 * The decision record: who proposed, changed, overrode, consulted and signed, in order. Entries are only ever added. Each holds the hash of the one
 * before it, so that any edit, removal from the middle or reordering shows; that the last entries were cut off shows only beside a head that
 * somebody kept elsewhere.
 */
import { given, isRecord } from "../base/given";
import { digestOf } from "../base/digest";
import type { GoalId } from "../model/policy";
import type { Whereabouts } from "../plan/replan";

/** An append-only list of entries about one programme. */
export interface DecisionRecord {
  readonly schemaVersion: 1;
  readonly kind: "decision-record";
  readonly programmeId: string | null;
  readonly entries: readonly RecordEntry[];
}

/** An entry as it stands in a record. */
export type RecordEntry = NewEntry & {
  /** From 0. */
  readonly index: number;
  /** Hash of the entry before; of the first, of the record's own head. */
  readonly previous: string;
  /** SHA-256 of the canonical JSON of everything else in the entry. */
  readonly hash: string;
};

/** An entry to be added. */
export type NewEntry = EntryBase & EntryContent;

interface EntryBase {
  /** `YYYY-MM-DD`; the library reads no clock. */
  readonly on: string;
  /** Id of the person who decided, proposed or asked. */
  readonly author: string;
  /** Free text of at most 500 characters; no names belong in it. */
  readonly reason: string;
  readonly libraryVersion: string;
}

export type EntryContent =
  | ProposalContent
  | ChangeContent
  | OverrideContent
  /** A worker, or a family, was asked. */
  | { readonly kind: "consultation"; readonly subjectId: string; readonly planDigest: string; readonly outcome: "agreed" | "disagreed" | "not-reached" }
  | { readonly kind: "sign-off"; readonly planDigest: string; readonly outcome: "approved" | "refused" };

export interface ProposalContent {
  readonly kind: "proposal";
  readonly planDigest: string;
  readonly caseloadDigest: string;
  readonly participantsInBand: number;
  readonly participantsWithBase: number;
  readonly familiesMoved: number;
  readonly changesOfWorker: number;
}

export interface ChangeContent {
  readonly kind: "change";
  readonly planDigest: string;
  readonly caseloadDigest: string;
  readonly previousPlanDigest: string;
  readonly changes: readonly { readonly id: string; readonly participantId: string; readonly before: Whereabouts | null; readonly after: Whereabouts; readonly reason: string }[];
}

export interface OverrideContent {
  readonly kind: "override";
  readonly planDigest: string;
  readonly caseloadDigest: string;
  readonly previousPlanDigest: string;
  readonly pin: { readonly kind: "must-stay" | "must-move" | "must-go-to" | "never-to"; readonly id: string; readonly participantId: string | null; readonly coverWorkerId: string | null };
  /** What it costs, goal by goal. */
  readonly costs: readonly { readonly goal: GoalId; readonly difference: number }[];
}

/** What the first entry follows. */
export function originOf({ schemaVersion, kind, programmeId }: Pick<DecisionRecord, "schemaVersion" | "kind" | "programmeId">): string {
  return digestOf({ schemaVersion, kind, programmeId });
}

/** The hash of an entry: of everything in it but the hash itself. */
export function hashOf(entry: object): string {
  return digestOf(Object.fromEntries(Object.entries(entry).filter(([field]) => field !== "hash")));
}

/** The hash of the last entry, which is to be kept elsewhere: a record cut short does not end in it. */
export function recordHead(record: DecisionRecord): string {
  given(isRecord(record) && Array.isArray(record.entries), "This is no decision record: give one that startRecord or appendToRecord made.");
  return record.entries.at(-1)?.hash ?? originOf(record);
}
