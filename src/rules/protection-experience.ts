import type { PlacementRule } from "./rule";

/** Rule 4: protection plans go only to qualified, experienced social workers. */
export const protectionExperience: PlacementRule = {
  id: "protection-experience",
  bindsCompanion: false,
  refuse: ({ unit, mode, cover }, cohort) =>
    unit.kind === "family" &&
    mode === "handover" &&
    cover.grade === cohort.caseload.policy.asyeGrade &&
    unit.children.some((child) => child.status === "protection-plan")
      ? `${cover.id} is newly qualified; ${unit.id} has a protection plan.`
      : null,
};
