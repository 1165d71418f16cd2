import type { PlacementRule } from "./rule";

/** Rule 32: a recorded preference for a worker's gender; binding where it is recorded as a risk. */
export const workerGender: PlacementRule = {
  id: "worker-gender",
  bindsCompanion: false,
  refuse: ({ unit, cover }) =>
    unit.kind === "family" && unit.family.workerGender !== null && unit.family.workerGender.gender !== cover.gender
      ? `${unit.id} has asked for a worker of another gender than ${cover.id}'s recorded one.`
      : null,
  isBindingFor: ({ unit }) => unit.kind === "family" && unit.family.workerGender?.isRisk === true,
};
