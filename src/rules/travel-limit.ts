import { limitOf, type PlacementRule } from "./rule";

/** Rule 29: travel within a limit, one way. */
export const travelLimit: PlacementRule = {
  id: "travel-limit",
  bindsCompanion: true,
  refuse: ({ unit, cover }, cohort) => {
    if (unit.kind !== "family") return null;
    const minutes = cohort.minutesBetween(cover.area, unit.family.area);
    const most = limitOf("travel-limit", cohort);
    return minutes !== null && minutes > most
      ? `${cover.id} is ${minutes} minutes from ${unit.id}; the limit is ${most}.`
      : null;
  },
};
