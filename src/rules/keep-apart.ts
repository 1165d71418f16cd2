import type { Cohort, Unit } from "../model/cohort";
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

/** Rule 3 for what the plan itself brings together: of a unit of the one and a unit of the other, at most one with each cover worker. */
export const keepApartLimits: LimitRule = {
  id: "keep-apart",
  limits: (options, cohort) =>
    cohort.caseload.keepApart.flatMap(([a, b]) =>
      unitPairs(a, b, options).flatMap((pair) =>
        cohort.coverWorkers.map((cover) => ({
          rule: "keep-apart" as const,
          ids: [a, b, cover.id],
          most: 1,
          amountOf: (option: Option) => (pair.includes(option.unit) && workersOf(option).includes(cover) ? 1 : 0),
        })),
      ),
    ),
};

/** A family has several units when it is split, or held by several participants; those may share a worker. */
function unitPairs(a: string, b: string, options: readonly Option[]): readonly (readonly [Unit, Unit])[] {
  const unitsOf = (familyId: string): readonly Unit[] => [
    ...new Set(options.filter(({ unit }) => unit.kind === "family" && unit.id === familyId).map(({ unit }) => unit)),
  ];
  return unitsOf(a).flatMap((of) => unitsOf(b).map((other) => [of, other] as const));
}

function worksWith(workerId: string, familyId: string, cohort: Cohort): boolean {
  return (
    cohort.isCoWorker(familyId, workerId) ||
    cohort.unitsHeldBy(workerId).some((unit) => unit.kind === "family" && unit.id === familyId)
  );
}
