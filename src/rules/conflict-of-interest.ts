import type { PlacementRule } from "./rule";

/** Rule 34: no worker with a recorded conflict of interest. */
export const conflictOfInterest: PlacementRule = {
  id: "conflict-of-interest",
  bindsCompanion: true,
  refuse: ({ unit, cover }, cohort) =>
    unit.kind === "family" && cohort.hasConflict(unit.id, cover.id)
      ? `${cover.id} has a conflict of interest with ${unit.id}.`
      : null,
};
