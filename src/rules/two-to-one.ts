import type { PlacementRule } from "./rule";

/** Rule 35: a two-to-one family is handed over only with a second eligible worker, whose capacity the companion points use. */
export const twoToOne: PlacementRule = {
  id: "two-to-one",
  bindsCompanion: false,
  refuse: ({ unit, mode, cover, companion }) =>
    unit.kind === "family" && mode === "handover" && unit.family.isTwoToOne && companion === null
      ? `${unit.id} needs two workers at visits; ${cover.id} has no second worker.`
      : null,
};
