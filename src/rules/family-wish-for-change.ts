import type { PlacementRule } from "./rule";

/** Rule 16: a stated wish for a change of worker counts in favour: its term is a bonus. */
export const familyWishForChange: PlacementRule = {
  id: "family-wish-for-change",
  bindsCompanion: false,
  refuse: ({ unit, mode }) =>
    unit.kind === "family" && mode === "handover" && unit.family.wish === "change"
      ? `${unit.id} has asked for a change of worker.`
      : null,
};
