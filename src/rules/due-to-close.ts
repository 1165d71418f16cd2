import type { Child } from "../model/caseload";
import type { Cohort } from "../model/cohort";
import type { PlacementRule } from "./rule";

/** Rule 21: a case due to close or step down in the window is left to close. */
export const dueToClose: PlacementRule = {
  id: "due-to-close",
  bindsCompanion: false,
  refuse: ({ unit, mode }, cohort) => {
    if (unit.kind !== "family" || mode !== "handover") return null;
    const child = unit.children.find((candidate) => isDueInWindow(candidate, cohort));
    return child === undefined ? null : `${child.id} of ${unit.id} is due to close or step down in the window.`;
  },
};

function isDueInWindow(child: Child, { start, end }: Cohort): boolean {
  return [child.closesOn, child.stepsDownOn].some((day) => day !== null && day >= start && day <= end);
}
