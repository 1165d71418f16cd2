import type { PlacementRule } from "./rule";

/** Rule 16: a worker's stated wish to finish a piece of work with a family. */
export const workerWishToFinish: PlacementRule = {
  id: "worker-wish-to-finish",
  bindsCompanion: false,
  refuse: ({ unit, mode }) =>
    unit.kind === "family" && mode === "handover" && unit.family.finishWishWorkerIds.includes(unit.worker.id)
      ? `${unit.worker.id} has asked to finish a piece of work with ${unit.id}.`
      : null,
};
