/** Pins and recorded exceptions. */
import { quoted, type PathPart } from "../pointer";
import type { CrossCheck, Facts, Report, Row } from "./facts";
import { MOST_SIBLINGS } from "./points";

type Pin = Row<"pins">;

/** A pin is about one thing, and names a cover worker exactly when its kind needs one. */
export const checkPinShapes: CrossCheck = ({ pins }, _facts, report) => {
  pins.forEach((pin, index) => {
    if ((pin.familyId === null) === (pin.supervisionId === null)) {
      report.error("contradiction", ["pins", index], "names both a family and a supervision item, or neither", "Give exactly one of familyId and supervisionId.");
    }
    const needsCover = pin.kind === "must-go-to" || pin.kind === "never-to";
    if (needsCover && pin.coverWorkerId === null) {
      report.error("missing", ["pins", index, "coverWorkerId"], `is ${pin.kind} without a cover worker`, "Give coverWorkerId.");
    } else if (!needsCover && pin.coverWorkerId !== null) {
      report.error("contradiction", ["pins", index, "coverWorkerId"], `is ${pin.kind} and names a cover worker`, "Leave coverWorkerId out, or use must-go-to or never-to.");
    }
  });
};

/** A pin is about work that a participant holds, and about a member of the cover team. */
export const checkPinTargets: CrossCheck = ({ pins }, facts, report) => {
  pins.forEach((pin, index) => {
    const { coverWorkerId } = pin;
    if (coverWorkerId !== null && facts.workers().has(coverWorkerId) && !facts.coverWorkerIds().has(coverWorkerId)) {
      report.error("contradiction", ["pins", index, "coverWorkerId"], `names ${quoted(coverWorkerId)}, who is not in the cover team`, "Name a worker of cohort.coverWorkerIds.");
    }
    checkPinnedFamily(pin, index, facts, report);
    checkPinnedSupervision(pin, index, facts, report);
  });
};

function checkPinnedFamily({ familyId, workerId }: Pin, index: number, facts: Facts, report: Report): void {
  if (familyId === null || !facts.families().has(familyId)) return;
  if (workerId === null) {
    if (!facts.heldFamilyIds().has(familyId)) refusePin(index, "familyId", `is about family ${quoted(familyId)}, which no participant holds`, report);
  } else if (!facts.participantIds().has(workerId)) {
    if (facts.workers().has(workerId)) refusePin(index, "workerId", `names ${quoted(workerId)}, who is no participant`, report);
  } else if (facts.childIdsOf(familyId, workerId).length === 0) {
    refusePin(index, "workerId", `names ${quoted(workerId)}, who holds no child of family ${quoted(familyId)}`, report);
  }
}

function checkPinnedSupervision({ supervisionId, workerId }: Pin, index: number, facts: Facts, report: Report): void {
  const item = supervisionId === null ? undefined : facts.supervision().get(supervisionId);
  if (item === undefined) return;
  if (!facts.participantIds().has(item.managerId)) refusePin(index, "supervisionId", `is about supervision item ${quoted(item.id)}, which no participant holds`, report);
  else if (workerId !== null && workerId !== item.managerId) refusePin(index, "workerId", `names ${quoted(workerId)}, who does not hold supervision item ${quoted(item.id)}`, report);
}

function refusePin(index: number, field: string, predicate: string, report: Report): void {
  report.error("contradiction", ["pins", index, field], predicate, "A pin is about work that a participant of this cohort holds: correct the ids, or remove the pin.");
}

/** The groups of a split family are exactly the worker's children of it, each once. */
export const checkSplits: CrossCheck = ({ exceptions }, facts, report) => {
  exceptions.forEach((exception, index) => {
    if (exception.kind !== "split-family") return;
    const { familyId, workerId, groups } = exception;
    const childIds = facts.childIdsOf(familyId, workerId);
    // Such a family has been reported.
    if (childIds.length > MOST_SIBLINGS) return;
    const held = new Set(childIds);
    const seen = new Set<string>();
    groups.forEach((group, at) =>
      group.forEach((id, position) => {
        const path: PathPart[] = ["exceptions", index, "groups", at, position];
        if (!held.has(id)) report.error("contradiction", path, `puts ${quoted(id)} into a group, who is no child of family ${quoted(familyId)} allocated to ${quoted(workerId)}`, "Group exactly the worker's children of the family.");
        else if (seen.has(id)) report.error("duplicate-id", path, `puts child ${quoted(id)} into more than one place`, "Name each child once.");
        seen.add(id);
      }),
    );
    const left = [...held].filter((id) => !seen.has(id));
    if (left.length > 0) report.error("contradiction", ["exceptions", index, "groups"], `leaves out child ${quoted(left[0])}${left.length > 1 ? ` and ${left.length - 1} more` : ""}`, "Put each of the worker's children of the family into one group.");
  });
};
