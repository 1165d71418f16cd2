import type { PlacementRule } from "./rule";

/** Rule 41: team managers hand over oversight to someone who may supervise; cases go to social workers. */
export const oversightOnly: PlacementRule = {
  id: "oversight-only",
  bindsCompanion: true,
  refuse: ({ unit, cover, mode }) => {
    if (unit.kind === "supervision") {
      if (mode === "co-work") return `${unit.id} is supervision, which is not co-worked.`;
      return cover.role === "team-manager" ? null : `${cover.id} may not supervise, so cannot take ${unit.id}.`;
    }
    return cover.role === "social-worker" ? null : `${cover.id} supervises and holds no cases, so cannot take ${unit.id}.`;
  },
};
