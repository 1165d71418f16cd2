import type { PlacementRule } from "./rule";

/** Rule 30: same locality first. */
export const sameLocality: PlacementRule = {
  id: "same-locality",
  bindsCompanion: false,
  refuse: ({ unit, cover }) =>
    unit.kind === "family" && cover.area !== unit.family.area
      ? `${cover.id} is based outside the locality of ${unit.id}.`
      : null,
};
