/**
 * The events document, version 1: what has become known since a plan was published. Units and ids as in the caseload document.
 */
import type { ChildDocument, EventDocument, FamilyDocument, IsoDate } from "./caseload-document";
import type { CaseStatus } from "./policy";

/** What has happened, in the order in which it is to be taken in. */
export interface EventsDocument {
  readonly schemaVersion: 1;
  /** The day of the re-plan: what the plan began before it has happened, and notice counts from it. */
  readonly asOf: IsoDate;
  readonly events: readonly ReplanEvent[];
}

export type ReplanEvent =
  /** Both days included. */
  | { readonly kind: "worker-off"; readonly workerId: string; readonly from: IsoDate; readonly to: IsoDate }
  | { readonly kind: "worker-leaves"; readonly workerId: string; readonly lastDay: IsoDate }
  | {
      readonly kind: "child-steps-up";
      readonly childId: string;
      /** First day with the new status; points count from that day. */
      readonly on: IsoDate;
      readonly status: CaseStatus;
      /** Left out: as they were. */
      readonly circumstances?: readonly string[] | undefined;
      /** In place of the weighting scheme; left out or null: the scheme's. */
      readonly points?: number | null | undefined;
      /** Left out or null: the scheme's. */
      readonly visitIntervalWorkingDays?: number | null | undefined;
    }
  /** `on` is the first day on which the cases are closed. */
  | { readonly kind: "family-closes"; readonly familyId: string; readonly on: IsoDate }
  | {
      readonly kind: "new-family";
      /** First day of its cases. */
      readonly on: IsoDate;
      readonly family: FamilyDocument;
      readonly children: readonly ChildDocument[];
      /** Left out: none. */
      readonly events?: readonly EventDocument[] | undefined;
    }
  | {
      readonly kind: "date-moves";
      readonly familyId: string;
      /** Left out or null: an event of the whole family. */
      readonly childId?: string | null | undefined;
      /** One of the policy's event types. */
      readonly eventKind: string;
      /** Null: it was not known of before. */
      readonly from: IsoDate | null;
      /** Null: it is cancelled. */
      readonly to: IsoDate | null;
    };
