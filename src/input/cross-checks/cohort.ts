import type { CrossCheck } from "./facts";

/** Nobody is relieved and covers at once. */
export const checkRoles: CrossCheck = ({ cohort }, facts, report) => {
  const cover = facts.coverWorkerIds();
  cohort.participants.forEach(({ workerId }, index) => {
    if (cover.has(workerId)) {
      report.error("contradiction", ["cohort", "participants", index, "workerId"], "is in the cover team too", "List the worker either as a participant or as a cover worker.");
    }
  });
};

/** Cover is planned against capacity, so a cover worker's must be known; a participant's is only reported on. */
export const checkCapacities: CrossCheck = ({ workers }, facts, report) => {
  workers.forEach(({ id, capacityPoints }, index) => {
    if (capacityPoints !== null) return;
    const path = ["workers", index, "capacityPoints"];
    if (facts.coverWorkerIds().has(id)) {
      report.error("unknown-capacity", path, "is a cover worker whose capacity is not known", "Give capacityPoints: what a full-time worker in this post can carry.");
    } else if (facts.participantIds().has(id)) {
      report.warn("unknown-capacity", path, "is a participant whose capacity is not known, so no workload percentage is stated", "Give capacityPoints to see the workload before and after.");
    }
  });
};

/** A participant without children or supervision has nothing to be relieved of. */
export const checkNobodyToRelieve: CrossCheck = ({ cohort, children, supervision }, _facts, report) => {
  const busy = new Set([...children.map((child) => child.allocatedWorkerId), ...supervision.map((item) => item.managerId)]);
  cohort.participants.forEach(({ workerId }, index) => {
    if (!busy.has(workerId)) {
      report.warn("nobody-to-relieve", ["cohort", "participants", index], "holds no children and no supervision, so there is nothing to relieve", "Check the worker id in children and supervision.");
    }
  });
};

/** Supervision and oversight are a team manager's work. */
export const checkSupervisionManagers: CrossCheck = ({ supervision }, facts, report) => {
  supervision.forEach(({ managerId }, index) => {
    if (facts.workers().get(managerId)?.role === "social-worker") {
      report.error("contradiction", ["supervision", index, "managerId"], "is held by a social worker", "Supervision items belong to team managers: correct managerId, or the worker's role.");
    }
  });
};
