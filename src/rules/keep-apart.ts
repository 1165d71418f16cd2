import type { Cohort } from "../model/cohort";
import { workersOf, type Option } from "../model/option";
import type { LimitRule, PlacementRule } from "./rule";

/** Rule 3: families to be kept apart never share a worker: not with one who works with the other already. */
export const keepApart: PlacementRule = {
  id: "keep-apart",
  bindsCompanion: true,
  refuse: ({ unit, cover }, cohort) => {
    if (unit.kind !== "family") return null;
    const other = cohort.apartFrom(unit.id).find((id) => worksWith(cover.id, id, cohort));
    return other === undefined ? null : `${cover.id} works with ${other}, which is kept apart from ${unit.id}.`;
  },
};

/** Rule 3 for what the plan itself brings together: at most one of the two with each cover worker. */
export const keepApartLimits: LimitRule = {
  id: "keep-apart",
  limits: (_options, cohort) =>
    cohort.caseload.keepApart.flatMap(([a, b]) =>
      cohort.coverWorkers.map((cover) => ({
        rule: "keep-apart",
        ids: [a, b, cover.id],
        most: 1,
        amountOf: (option: Option) =>
          option.unit.kind === "family" &&
          (option.unit.id === a || option.unit.id === b) &&
          workersOf(option).some((worker) => worker.id === cover.id)
            ? 1
            : 0,
      })),
    ),
};

function worksWith(workerId: string, familyId: string, cohort: Cohort): boolean {
  return (
    cohort.isCoWorker(familyId, workerId) ||
    cohort.unitsHeldBy(workerId).some((unit) => unit.kind === "family" && unit.id === familyId)
  );
}
