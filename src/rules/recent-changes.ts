import { changesInTwelveMonths } from "../model/changes-of-worker";
import type { Cohort, Unit } from "../model/cohort";
import { limitOf, type PlacementRule } from "./rule";

/** Rule 14: no child with this many changes of worker in twelve months is moved. */
export const recentChanges: PlacementRule = {
  id: "recent-changes",
  bindsCompanion: false,
  refuse: ({ unit, mode }, cohort) => {
    if (unit.kind !== "family" || mode !== "handover") return null;
    const limit = limitOf("recent-changes", cohort);
    const child = unit.children.find((candidate) => changesInTwelveMonths(candidate, cohort) + changesBegun(unit, cohort) >= limit);
    if (child === undefined) return null;
    return child.changesOfWorkerOn === null
      ? `It is not known how often ${child.id} of ${unit.id} changed worker in twelve months; ${limit} or more is assumed.`
      : `${child.id} of ${unit.id} has had ${limit} or more changes of worker in twelve months.`;
  },
};

/** Changes of worker that a plan in progress has made already. */
function changesBegun(unit: Unit, cohort: Cohort): number {
  const begun = (cohort.publishedOf(unit)?.parts ?? []).filter(({ mode, takeover }) => mode === "handover" && takeover < cohort.today);
  return begun.reduce((sum, { handBack }) => sum + (handBack !== null && handBack < cohort.today ? 2 : 1), 0);
}
