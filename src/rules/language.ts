import type { PlacementRule } from "./rule";

/** Rule 31: a recorded language need is met. */
export const language: PlacementRule = {
  id: "language",
  bindsCompanion: false,
  refuse: ({ unit, cover }) => {
    if (unit.kind !== "family") return null;
    const missing = unit.family.languages.filter((language) => !cover.languages.includes(language));
    return missing.length === 0 ? null : `${cover.id} does not speak a language that ${unit.id} needs: ${missing.join(", ")}.`;
  },
};
