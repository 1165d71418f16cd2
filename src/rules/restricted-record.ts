import type { PlacementRule } from "./rule";

/** Rule 37: restricted records only to workers with access. */
export const restrictedRecord: PlacementRule = {
  id: "restricted-record",
  bindsCompanion: true,
  refuse: ({ unit, cover }) =>
    unit.kind === "family" && unit.family.isRestricted && !cover.restrictedFamilyIds.includes(unit.id)
      ? `${cover.id} has no access to the restricted record of ${unit.id}.`
      : null,
};
