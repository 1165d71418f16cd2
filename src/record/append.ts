/** Beginning a decision record, and adding to it. */
import { LIBRARY_VERSION } from "../base/version";
import type { Issue } from "../base/issue";
import type { Result } from "../base/result";
import { digestOf } from "../base/digest";
import { given, isRecord } from "../base/given";
import { parseEntryDocument, parseRecordDocument } from "../input/parse-record";
import type { Plan } from "../plan/plan";
import type { Replan } from "../plan/replan";
import { brokenRecord, checkRecord } from "./check-record";
import { hashOf, recordHead, type ChangeContent, type DecisionRecord, type EntryContent, type NewEntry, type OverrideContent, type ProposalContent } from "./record";

/** Who says so, when and why: every entry needs all three. */
export interface EntryBy {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  /** Id of the person. */
  readonly author: string;
  /** At most 500 characters; no names belong in it. */
  readonly reason: string;
}

/** A record without entries. */
export function startRecord(programmeId: string | null): DecisionRecord {
  return { schemaVersion: 1, kind: "decision-record", programmeId, entries: [] };
}

/**
 * A record with one more entry; the one given stays as it is.
 * @returns issues when the record is not intact, the entry is none, or it is dated before the last one
 */
export function appendToRecord(record: DecisionRecord, content: EntryContent, by: EntryBy): Result<DecisionRecord> {
  const given = parseRecordDocument(record);
  if (given.kind === "error") return given;
  const check = checkRecord(given.value);
  if (!check.isIntact) return refused(brokenRecord(check));
  const { on, author, reason } = (by ?? {}) as EntryBy;
  const index = given.value.entries.length;
  const entry = { ...content, on, author, reason, libraryVersion: LIBRARY_VERSION, index, previous: recordHead(given.value) } as NewEntry & { index: number; previous: string };
  const parsed = parseEntryDocument({ ...entry, hash: hashOf(entry) });
  if (parsed.kind === "error") return parsed;
  const last = given.value.entries.at(-1);
  if (last !== undefined && on < last.on) {
    return refused({ code: "contradiction", severity: "error", path: "/on", message: `The entry is of ${on}, before the last one, of ${last.on}.`, fix: "Entries are added in the order in which things were decided." });
  }
  return { kind: "ok", value: { ...given.value, entries: [...given.value.entries, parsed.value] }, issues: [] };
}

/**
 * What a plan says of itself as a proposal.
 * @throws TypeError when it is no plan
 */
export function proposalOf(plan: Plan): ProposalContent {
  given(isRecord(plan) && isRecord(plan.headline) && isRecord(plan.totals), "This is no plan document: give a plan that planHandovers made.");
  return {
    kind: "proposal",
    planDigest: digestOf(plan),
    caseloadDigest: plan.caseloadDigest,
    participantsInBand: plan.headline.participantsInBand,
    participantsWithBase: plan.headline.participantsWithBase,
    familiesMoved: plan.totals.familiesMoved,
    changesOfWorker: plan.totals.changesOfWorker,
  };
}

/**
 * What a re-plan changes.
 * @throws TypeError when it is no re-plan
 */
export function changeOf(replan: Replan): ChangeContent {
  given(isRecord(replan) && isRecord(replan.plan) && Array.isArray(replan.changes), "This is no re-plan: give the replan of what replan made.");
  const { plan, previousPlanDigest, changes } = replan;
  return {
    kind: "change",
    planDigest: digestOf(plan),
    caseloadDigest: plan.caseloadDigest,
    previousPlanDigest,
    changes: changes.map(({ id, participantId, before, after, sentence }) => ({ id, participantId, before, after, reason: sentence })),
  };
}

/**
 * What an override pins and costs.
 * @throws TypeError when it is none
 */
export function overrideOf(override: OverrideToRecord): OverrideContent {
  given(isRecord(override) && isRecord(override.plan) && isRecord(override.pin) && Array.isArray(override.costs), "This is no override: give the override of what overridePlan made.");
  const { plan, previousPlanDigest, pin, costs } = override;
  const { kind, id, participantId, coverWorkerId } = pin;
  return {
    kind: "override",
    planDigest: digestOf(plan),
    caseloadDigest: plan.caseloadDigest,
    previousPlanDigest,
    pin: { kind, id, participantId, coverWorkerId },
    costs: costs.map(({ goal, difference }) => ({ goal, difference })),
  };
}

/** As much of what `overridePlan` gives as is recorded. */
interface OverrideToRecord {
  readonly plan: Plan;
  readonly previousPlanDigest: string;
  readonly pin: OverrideContent["pin"];
  readonly costs: readonly OverrideContent["costs"][number][];
}

function refused(issue: Issue): Result<never> {
  return { kind: "error", issues: [issue], issueCount: 1 };
}
