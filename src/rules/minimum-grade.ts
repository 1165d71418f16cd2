import type { Child } from "../model/caseload";
import type { MinimumGrade } from "../model/policy";
import type { PlacementRule } from "./rule";

/** Rule 7: minimum grade for each status and circumstance. */
export const minimumGrade: PlacementRule = {
  id: "minimum-grade",
  bindsCompanion: false,
  refuse: ({ unit, mode, cover }, cohort) => {
    if (unit.kind !== "family" || mode !== "handover") return null;
    const { grades, minimumGrades } = cohort.caseload.policy;
    const needed = minimumGrades
      .filter((row) => unit.children.some((child) => matches(row, child)))
      .reduce((highest, row) => Math.max(highest, grades.indexOf(row.grade)), -1);
    return grades.indexOf(cover.grade) < needed
      ? `${unit.id} needs a worker of grade ${grades[needed]} or above; ${cover.id} is ${cover.grade}.`
      : null;
  },
};

function matches(row: MinimumGrade, child: Child): boolean {
  return (
    (row.status === null || row.status === child.status) &&
    (row.circumstance === null || child.circumstances.includes(row.circumstance))
  );
}
