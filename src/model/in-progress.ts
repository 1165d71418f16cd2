/**
 * A plan that has begun: what was published, what has happened of it by today, and what has become known since that
 * belongs to the middle of the window. Facts of the caseload itself stay as they were known on `asOf`, so that
 * work, contacts and costs are measured with one measure before and after.
 */
import type { Day } from "../base/calendar";
import type { Hundredths } from "../base/units";

/** A stretch of days with one cover worker. */
export interface PublishedPart {
  readonly mode: "co-work" | "handover";
  readonly coverWorkerId: string;
  readonly companionId: string | null;
  readonly takeover: Day;
  /** First day back with the allocated worker; null when another cover worker follows, the case closes, or it is co-work. */
  readonly handBack: Day | null;
  /** Where an earlier part ends; null for the last part, whose end follows from its hand-back. */
  readonly until: Day | null;
}

/** What families and workers were told about one unit. */
export interface PublishedDecision {
  readonly kind: "family" | "supervision";
  readonly id: string;
  readonly participantId: string;
  /** Of a family; empty for supervision. */
  readonly childIds: readonly string[];
  /** In order of their takeovers; each ends when the next begins, or with a return to the allocated worker. */
  readonly parts: readonly PublishedPart[];
  /** Whether the last of the parts is a return to the allocated worker, so that the unit stays from then on. */
  readonly endsWithStay: boolean;
}

export interface InProgress {
  /** The day of the re-plan: what began before it has happened. */
  readonly today: Day;
  readonly decisions: readonly PublishedDecision[];
  /** What the previous plan left each participant short of its band, or above it, in the relief goal's unit: no more is asked of the re-plan. */
  readonly given: readonly { readonly participantId: string; readonly reliefPenalty: number }[];
  /** First day of cases that were opened after the plan was made. */
  readonly opened: readonly { readonly childId: string; readonly on: Day }[];
  /** What a child weighed until a day, before its points changed. */
  readonly weighed: readonly { readonly childId: string; readonly until: Day; readonly points: Hundredths }[];
}
