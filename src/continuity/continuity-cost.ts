/**
 * What a change costs a family, in thousandths of one contact by a stranger with an established family:
 *
 *   Σ children  contacts by somebody else × strength × (1 − familiarity of the cover worker)
 * + Σ children  changes of worker × change cost × (1 + α · changes in the last twelve months) × sibling share
 *
 * Each sum is rounded half up once. A council's continuity table replaces both.
 */
import type { Day } from "../base/calendar";
import { roundHalfUp, type MilliContacts, type PerMille } from "../base/units";
import type { Child, Worker } from "../model/caseload";
import { changesInTwelveMonths } from "../model/changes-of-worker";
import type { Cohort } from "../model/cohort";
import { contactsDue, sessionsDue } from "../model/contacts-due";
import type { CostPart, DatedPlacement } from "../model/option";

/** Continuity of one placement, with the counts behind it. */
export interface Continuity {
  readonly parts: readonly CostPart[];
  readonly contacts: number;
  readonly changesOfWorker: number;
  readonly hasWorstCase: boolean;
}

/** The cost of a placement without the soft rules' terms. */
export function continuityOf(placement: DatedPlacement, cohort: Cohort): Continuity {
  const counts = countFor(placement, cohort);
  const fromTable = tableCost(placement, cohort);
  const parts: CostPart[] =
    fromTable !== null
      ? [{ term: "table", cost: fromTable }]
      : [
          { term: "contacts", cost: counts.contactCost },
          { term: "changes-of-worker", cost: counts.changeCost },
        ];
  return {
    parts: parts.filter((part) => part.cost !== 0),
    contacts: counts.contacts,
    changesOfWorker: counts.changesOfWorker,
    hasWorstCase: counts.hasWorstCase,
  };
}

/** Strength of the child's relationship with its worker on `asOf`; unknown counts as established. */
export function relationshipStrength(child: Child, cohort: Cohort): PerMille {
  const { policy, asOf } = cohort.caseload;
  if (child.workerSince === null) return 1000;
  const days = Math.max(0, asOf - child.workerSince);
  return policy.relationshipStrength.reduce((strength, row) => (days >= row.fromDays ? row.strength : strength), 0);
}

/** How well the family knows a worker already. */
function familiarity(familyId: string, worker: Worker, cohort: Cohort): PerMille {
  const { policy } = cohort.caseload;
  return Math.max(
    cohort.isCoWorker(familyId, worker.id) ? policy.coWorkerFamiliarity : 0,
    cohort.isEarlierWorker(familyId, worker.id) ? policy.earlierWorkerFamiliarity : 0,
  );
}

function countFor(placement: DatedPlacement, cohort: Cohort) {
  const { unit, mode, cover, takeover, until } = placement;
  if (unit.kind === "supervision") {
    const sessions = sessionsDue(unit, takeover, until, cohort);
    return {
      contacts: sessions,
      contactCost: sessions * 1000,
      changesOfWorker: 0,
      changeCost: 0,
      hasWorstCase: unit.item.lastSessionOn === null,
    };
  }
  const share = mode === "co-work" ? cohort.caseload.policy.coWorkShare : 1000;
  const stranger = 1000 - familiarity(unit.id, cover, cohort);
  const due = unit.children.map((child) => contactsDue(child, takeover, until, cohort));
  const contactWeight = unit.children.reduce(
    (sum, child, index) => sum + (due[index]!.visits + due[index]!.events) * relationshipStrength(child, cohort),
    0,
  );
  const contacts = due.reduce((sum, part) => sum + part.visits + part.events, 0);
  return {
    contacts: mode === "co-work" ? roundHalfUp(contacts * share, 1000) : contacts,
    contactCost: roundHalfUp(contactWeight * stranger * share, 1_000_000),
    ...(mode === "co-work" ? { changesOfWorker: 0, changeCost: 0 } : changes(placement, unit.children, cohort)),
    hasWorstCase:
      due.some((part) => part.isWorstCase) ||
      unit.children.some((child) => child.workerSince === null || child.changesOfWorkerOn === null),
  };
}

/** The dearest child's changes count whole, its siblings' the sibling share. */
function changes(placement: DatedPlacement, children: readonly Child[], cohort: Cohort) {
  const { policy } = cohort.caseload;
  const counted = children.map((child) => changesFor(child, placement));
  const weights = children
    .map((child, index) => counted[index]! * (1000 + policy.repeatChangeShare * changesInTwelveMonths(child, cohort)))
    .sort((a, b) => b - a)
    .reduce((sum, weight, index) => sum + weight * (index === 0 ? 1000 : policy.siblingChangeShare), 0);
  return {
    changesOfWorker: counted.reduce((sum, count) => sum + count, 0),
    changeCost: roundHalfUp(weights * policy.changeOfWorkerCost, 1_000_000),
  };
}

/** Two, there and back; one when the case closes first or does not come back; none when it closed before. */
function changesFor(child: Child, { takeover, handBack }: DatedPlacement): number {
  const isOpenOn = (day: Day): boolean => child.closesOn === null || child.closesOn > day;
  return (isOpenOn(takeover) ? 1 : 0) + (handBack !== null && isOpenOn(handBack) ? 1 : 0);
}

function tableCost(placement: DatedPlacement, { caseload }: Cohort): MilliContacts | null {
  const { unit, mode, cover } = placement;
  const row = caseload.continuityTable.find(
    (candidate) =>
      unit.kind === "family" &&
      candidate.familyId === unit.id &&
      candidate.workerId === unit.worker.id &&
      candidate.coverWorkerId === cover.id &&
      candidate.mode === mode,
  );
  return row?.milliContacts ?? null;
}
