import type { Cohort, Unit } from "../model/cohort";
import { workersOf, type Option } from "../model/option";
import { familyOf, optionsBy, type LimitRule, type PlacementRule } from "./rule";

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
  limits: (options, cohort) => {
    const byFamily = optionsBy(options, familyOf);
    return cohort.caseload.keepApart.flatMap(([a, b]) =>
      unitPairs(byFamily.get(a) ?? [], byFamily.get(b) ?? []).flatMap((pair) => {
        const byWorker = optionsBy(pair.flatMap(({ among }) => among), workersOf);
        return cohort.coverWorkers.map((cover) => ({
          rule: "keep-apart" as const,
          ids: [a, b, cover.id],
          most: 1,
          amountOf: (option: Option) => (pair.some(({ unit }) => unit === option.unit) && workersOf(option).includes(cover) ? 1 : 0),
          among: byWorker.get(cover) ?? [],
        }));
      }),
    );
  },
};

interface UnitOptions {
  readonly unit: Unit;
  readonly among: readonly Option[];
}

/** A family has several units when it is split, or held by several participants; those may share a worker. */
function unitPairs(ofOne: readonly Option[], ofOther: readonly Option[]): readonly (readonly [UnitOptions, UnitOptions])[] {
  const unitsOf = (options: readonly Option[]): readonly UnitOptions[] => [...optionsBy(options, ({ unit }) => [unit])].map(([unit, among]) => ({ unit, among }));
  return unitsOf(ofOne).flatMap((one) => unitsOf(ofOther).map((other) => [one, other] as const));
}

function worksWith(workerId: string, familyId: string, cohort: Cohort): boolean {
  return (
    cohort.isCoWorker(familyId, workerId) ||
    cohort.unitsHeldBy(workerId).some((unit) => unit.kind === "family" && unit.id === familyId)
  );
}
