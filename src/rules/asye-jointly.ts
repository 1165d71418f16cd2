import type { Child } from "../model/caseload";
import { CARE_PROCEEDINGS, PRE_PROCEEDINGS } from "../model/policy";
import type { PlacementRule } from "./rule";

/** Rule 5: newly qualified workers hold protection, court and pre-proceedings only jointly. */
export const asyeJointly: PlacementRule = {
  id: "asye-jointly",
  bindsCompanion: false,
  refuse: ({ unit, mode, cover }, cohort) => {
    if (unit.kind !== "family" || cover.grade !== cohort.caseload.policy.asyeGrade) return null;
    if (mode === "co-work" && unit.worker.grade !== cover.grade) return null;
    return unit.children.some(isHighRisk)
      ? `${cover.id} is newly qualified and may hold ${unit.id} only jointly.`
      : null;
  },
};

function isHighRisk(child: Child): boolean {
  return (
    child.status === "protection-plan" ||
    child.circumstances.includes(CARE_PROCEEDINGS) ||
    child.circumstances.includes(PRE_PROCEEDINGS)
  );
}
