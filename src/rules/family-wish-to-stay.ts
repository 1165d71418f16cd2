import type { PlacementRule } from "./rule";

/** Rule 16: a family's stated wish to stay with its worker binds. */
export const familyWishToStay: PlacementRule = {
  id: "family-wish-to-stay",
  bindsCompanion: false,
  refuse: ({ unit, mode }) =>
    unit.kind === "family" && mode === "handover" && unit.family.wish === "stay"
      ? `${unit.id} has asked to stay with its worker.`
      : null,
};
